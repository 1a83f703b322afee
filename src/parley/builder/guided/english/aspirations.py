"""By what the user tells that a conversation went well: "I'm happy if …", "a good night is …", "if …, it worked"."""

import re

from parley.builder.guided.reading import MASK_QUOTE, Sentence
from parley.builder.guided.tables import word_set

_PLEASED = (
    "pleased|happy|glad|delighted|thrilled|satisfied|content|chuffed|over the moon|relieved|thankful|sold|in heaven"
)
_RESULT = "calls?|conversations?|convos?|chats?|one|night|day|week|month|shift|outcome|result|session|run|booking"
_CUE = re.compile(
    rf"\b(?:(?:well )?(?:{_PLEASED}) (?:if|when)|(?:call|count|consider|see|regard) (?:it|that|this) (?:as )?(?:an? "
    rf")?(?:success|win)"
    r"(?:ful)? (?:if|when)|(?:goes|went|go|gone|going|been|worked|working) (?:out )?(?:well|right|fine|to plan) "
    r"(?:if|when)|"
    r"(?:judge|measure|rate|score|evaluate|tell) (?:it|her|him|this|success|the agent|calls?) (?:by|on)|"
    r"success(?:ful)?(?: criteria)?(?: (?:for|to) (?:me|us))?(?: ?=| is| means| looks like|:| if| when)+|"
    r"works? (?:good|well|great|fine)(?: for us)? (?:if|when)|(?:doing|done|does) its job (?:if|when)|"
    rf"(?:good|successful|great|perfect|decent) (?:{_RESULT})(?:(?: for (?:me|us))?(?: is| means|'s| would be| "
    rf"looks like)| ends with"
    r"| ?=)(?: one)?(?: (?:where|when|if|that|in which))?|"
    rf"(?:good|great|perfect) (?:{_RESULT}) (?:when|if)|"
    r"(?:we|you|i)(?:'ll| will)? know (?:it works|it's working|it worked|it's any good) (?:if|when)|"
    r"kpis?(?: is| are|:)+|(?:our |the |my )?(?:target|benchmark|yardstick) is|"
    r"(?:worth (?:it|the money|every (?:penny|cent))|(?:pays|paid) (?:off|for itself)|money well spent) (?:if|when|"
    r"once)|"
    r"(?:what|all that) (?:counts|matters)(?: (?:for|to) (?:me|us))? is) "
    r"(?:(?:when|if|that|where|by) )?(?P<what>[^;\n\ue002]{4,250}?)(?=\.\s|\.?$|[;\n\ue002]|, (?:by the way|you "
    r"know)|! )"
)
_SHARE = re.compile(
    r"\b(?:our |the |my )(?:goal|aim|objective|hope|ambition) is (?:that |to have |to get |to see "
    r")?(?P<what>(?=[^.;\n]*(?:\d|%|per ?cent|\bin "
    r"ten\b|\bnobody\b|\bno one\b|\bfewer\b|\bless\b))[^;\n\ue002]{4,200}?)(?=\.\s|\.?$|[;\n\ue002])"
)
_AFTER = re.compile(
    r"(?:^|[,;:.] )(?:and |so |but )*(?:if|when|once) (?P<what>[^;.\n\ue002]{4,160}?), (?:then )?(?:it(?:'s| has| "
    r"is)? (?:worked|works|done "
    r"its job|gone well|a success|been worth it)|(?:i'm|i am|we're|we are|i'd be|we'd be|i'll be) (?:well )?"
    rf"(?:{_PLEASED})|that(?:'s| is|'d be| would be) (?:a |an? )?(?:success|win|job done|good (?:{_RESULT}))|job "
    rf"done|i'd call (?:that|it) (?:a )?"
    r"(?:success|win))\b"
)
_WORDS = word_set(
    """
    success successful successfully good great pleased happy glad delighted thrilled satisfied well judge measure rate
    score kpi kpis target benchmark yardstick works worked working know win perfect evaluate done job worth pays paid
    money counts matters moon chuffed relieved thankful sold decent goal aim objective hope ambition right plan content
    """
)
_BOTH = re.compile(
    r",? and (?:that )?(?=(?:nobody|no one|everyone|everybody|the|my|our|they|we|it|people|every|each|callers|"
    r"customers|"
    r"patients|guests|members|tenants) (?:\w+ ){0,3}?(?:only |never |don't |doesn't |gets?|has|have|is|are|knows?|"
    r"goes|go|can|rings?|calls?|wakes?|waits?|asks?|needs?|hangs?|gives?|makes?|finds?|books?|pays?|comes?|ends?|leaves?|feels?|stops?)\b)"
)


def success(sentence: Sentence) -> tuple[list[str], str]:
    """What makes a conversation a success, each statement by itself, with the words; they are taken."""
    if not sentence.has(_WORDS):
        return [], ""
    for pattern in (_AFTER, _CUE, _SHARE):
        if (found := pattern.search(sentence.left)) and MASK_QUOTE not in found.group():
            what = sentence.text[slice(*found.span("what"))].strip(" .,")
            items = [_clean(part) for part in _BOTH.split(what)]
            return items, sentence.take(found.start(), found.end()).strip(" ,")
    return [], ""


def _clean(words: str) -> str:
    plain = " ".join(words.split()).strip(" ,.;")
    return (plain[:1].upper() + plain[1:])[:250]
