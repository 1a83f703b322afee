"""Words that take something back: "scrap the voucher thing", "brauchen wir doch nicht", "quítelo", "先不要了"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.builder.guided.reading import Sentence

_X = r"[^;:.!?\n。！？；]"
_Y = r"[^,;:.!?\n，。！？；]"
_LEAD = (
    r"(?:^|[,;:–—-]\s*|\b(?:and|so|but|please|actually|oh|ok|okay|just|can you|could you|you can"
    r"|let's|we'd|i'd|also|now"
    r"|y|e|pero|und|bitte|aber|also|sorry|wait|no|then|me|us|to|should|must|better|could|will you)\s+)"
)
_VERBS = (
    r"(?:remove|delete|drop|forget(?: about)?|scrap|ditch|lose|cut|skip|strike|scratch|leave out|take out|take away"
    r"|get rid of|bin|omit|kill|ignore)"
)
_ABOUT = (
    r"(?:(?:the (?:bit|part|thing|line|point|stuff|one) (?:about|on|with|for)|what(?:ever)? (?:i|we) (?:said|wrote|told"
    r" you) (?:about|on|of|regarding)) )?"
)
_WEAK = "(?#weak)"
"""Ends a pattern of words that may as well say how things are, so that no whole item goes for them."""
_NEEDED = r"(?:need|want|use|do|offer|have|take|open|speak|ask|require|sell|serve|run|book|accept|cover|send|keep)\w*"
_GERMAN_DO = (
    r"(?:brauch\w*|woll\w*|mach\w*|biet\w*|hab\w*|nehm\w*|führ\w*|verkauf\w*|sprech\w*|frag\w*|benötig\w*"
    r"|geb\w*|verwend\w*|nutz\w*)"
)
_PATTERNS: tuple[tuple[frozenset[str], tuple[str, ...], bool, re.Pattern[str]], ...] = tuple(
    (
        frozenset(cue for cue in cues.split() if not cue.endswith("*")),
        tuple(cue.removesuffix("*") for cue in cues.split() if cue.endswith("*")),
        not pattern.endswith(_WEAK),
        re.compile(pattern.removesuffix(_WEAK)),
    )
    for cues, pattern in (
        (
            "remove delete drop forget scrap ditch lose cut skip strike scratch leave take get bin omit kill ignore",
            rf"{_LEAD}{_VERBS} {_ABOUT}(?P<what>{_Y}{{1,80}})",
        ),
        (
            "take leave",
            rf"{_LEAD}(?:take|leave) (?P<what>{_Y}{{1,60}}?) (?:out|off|away)\b",
        ),
        (
            "t do longer stopped",
            rf"\b(?:we|it|they|you|i|she|he)(?:'ve| have)? (?:(?:don't|do not|doesn't|won't"
            rf"|can't) (?:really |actually |even )?"
            rf"{_NEEDED}(?: for)?|no longer \w+|(?:have |'ve )?stopped(?: \w+ing)?) (?P<what>{_Y}{{1,60}}?)"
            rf"(?: any ?more\b| any longer\b| after all\b|(?=[,;.!?]|$)){_WEAK}",
        ),
        (
            "needed required necessary wanted offered available thing",
            rf"(?P<what>{_X}{{1,60}}?) (?:is not|isn't|are not|aren't|is no longer|are no longer|not) (?:really )?"
            r"(?:needed|required|necessary|wanted|offered|available|a thing)\b",
        ),
        (
            "gone dropped scrapped list out discontinued cancelled history",
            rf"(?P<what>{_X}{{1,40}}?) (?:is|are|has been|have been|was|were) (?:gone|dropped|scrapped|off the list|out"
            r"|discontinued|cancelled|history)\b",
        ),
        (
            "after any anymore",
            rf"\b(?:no|without(?: the)?|not) (?P<what>{_Y}{{1,40}}?) (?:after all|any ?more)\b",
        ),
        (
            "instead rather place",
            rf"\b(?:instead of|rather than|in place of) (?P<what>[^\s,]+(?: [^\s,]+){{0,2}}){_WEAK}",
        ),
        (
            "streichen rausnehmen weglassen entfernen löschen herausnehmen raus weg vergessen",
            rf"(?P<what>{_X}{{1,50}}?) (?:doch |bitte |wieder |lieber |dann |auch |ganz )*(?:streichen|rausnehmen"
            r"|weglassen|entfernen|löschen|herausnehmen|raus|weg|vergessen)\b",
        ),
        (
            "streich* vergiss* vergess* lass* nimm* nehmen* lösch* entfern*",
            rf"\b(?:streich|streichen sie|vergiss|vergessen sie|lass|lassen sie|lasst|nimm|nehmen sie|lösch\w*"
            rf"|entfern\w*) (?:bitte |mal |doch |wieder )*(?:das mit|die sache mit|den punkt mit)?"
            rf"(?P<what>{_Y}{{1,50}}?)(?: (?:wieder|raus|weg|heraus|gesagt|geschrieben)\b|(?=[,;.!?]|$| und ))",
        ),
        (
            "nicht mehr",
            rf"(?P<what>{_X}{{1,50}}?) {_GERMAN_DO} (?:wir|ich|sie|man) (?:doch |jetzt |hier |eigentlich |auch )*"
            r"(?:nicht(?: mehr)?|keine?n? mehr)\b",
        ),
        (
            "weg entfällt entfallen mehr",
            rf"(?P<what>{_X}{{1,50}}?) (?:fällt weg|fallen weg|entfällt|entfallen|gibt(?: es|'s|s)? nicht mehr)\b",
        ),
        (
            "doch ohne",
            rf"\b(?:doch (?:kein\w*|ohne)|ohne) (?P<what>{_X}{{1,40}}?)(?=[,;.!?]|$| doch\b){_WEAK}",
        ),
        (
            "statt anstatt anstelle",
            rf"\b(?:statt|anstatt|anstelle von) (?:der |dem |des |den |die |das )?(?P<what>[^\s,]+){_WEAK}",
        ),
        (
            "quit* sac* saq* elimin* elimín* borr* olvid* tach*",
            rf"\b(?:quit[aáeé]\w*|sac[aá]\w*|saqu[eé]\w*|elimin[aáeé]\w*|borr[aáeé]\w*|olvid[aáeé]\w*|tach[aá]\w*)"
            rf"(?: lo que (?:dije|puse|comenté) (?:de|del|sobre)| lo del?)? (?P<what>{_Y}{{1,60}})",
        ),
        (
            "quít* sác* sáq* elimín* bórr* quital* sacal* borral* fuera*",
            rf"(?P<what>{_X}{{1,50}}?),? (?:al final |de momento,? |por ahora,? |ya "
            rf"|mejor )*(?:quít[ae]\w*|sáca\w*|sáque\w*"
            r"|elimín\w*|bórr\w*|quital[oa]s?|sacal[oa]s?|borral[oa]s?|fuera)\b",
        ),
        (
            "falta queremos necesitamos usamos hacemos pedimos pida* va",
            rf"(?P<what>{_X}{{1,50}}?) (?:al final |ya )*no (?:hac\w+ falta|(?:l[oa]s? )?(?:queremos|necesitamos|usamos"
            r"|hacemos|pedimos|pida\w*|va\b))",
        ),
        (
            "ya final",
            rf"\b(?:ya no|al final no) [a-záéíóú]+ (?:a |en |el |la |los |las )?(?P<what>{_Y}{{1,50}})",
        ),
        (
            "sin",
            rf"\bsin (?:el |la |los |las )?(?P<what>{_Y}{{1,40}}?) (?:al final|después de todo|mejor)\b",
        ),
        (
            "vez lugar",
            r"\ben (?:vez|lugar) del? (?:el |la |los |las )?(?P<what>[^\s,]+)" + _WEAK,
        ),
        (
            "去* 删* 拿* 不* 停* 取* 算* 免* 别* 没*",
            r"(?:把|将|那)?(?P<what>[^,，。；;]{1,24}?)(?:这一?项|那一?项|这条|那条|这个|那个)?(?:就|也|都|先|暂时|还是|已经|现在)*"
            r"(?:去掉|删掉|删了|删除|拿掉|不要了|不用了|不需要了|不做了|停了|取消了|取消掉|算了|免了|别要了|不收了|不问了|没有了)",
        ),
        (
            "去* 删* 拿* 不* 取*",
            r"(?:去掉|删掉|删除|拿掉|不要|不用|不再(?:做|收|问|用|要|提供)?|取消)(?P<what>[^,，。；;]{1,24}?)(?:了|吧|$|(?=[,，。；;]))",
        ),
    )
)
"""Each with the words, and the beginnings of words, of which every match has one."""
_WORDS = frozenset[str]().union(*(words for words, *_ in _PATTERNS))
_BEGINNINGS = tuple(dict.fromkeys(each for _, beginnings, *_ in _PATTERNS for each in beginnings))
CUES = re.compile(
    r"\b(?:remove|delete|drop|forget|scrap|ditch|lose|cut|skip|strike|scratch|leave|take|rid|bin|omit|kill|ignore|longer"
    r"|any ?more|after all|don't|do not|doesn't|won't|stopped|needed|required|necessary|wanted|gone|dropped|scrapped"
    r"|instead|rather than|in place|discontinued|streich\w*|raus\w*|weg\w*|entf\w*|lösch\w*|heraus\w*|verg\w*|lass\w*"
    r"|nicht|mehr|kein\w*|ohne|statt|anstatt|anstelle|quit\w*|quít\w*|sac\w*|sác\w*|saq\w*|sáq\w*|elimin\w*|elimín\w*"
    r"|borr\w*|bórr\w*|olvid\w*|fuera|no|sin|en vez|en lugar)\b|去掉|删|拿掉|不要|不用|不需要|不做|停了|取消"
    r"|算了|免了|别要"
    r"|不收|不问|没有了|不再"
)
_DENIED = re.compile(
    r"\b(?:not|no|without|nicht|kein\w*|ohne|sin)\s+(?:an? |the |das |die |den |el |la )?"
    r"(?P<what>(?!no\b|not\b)[^\s,.;!?]+(?: [^\s,.;!?]+)?)|(?:不是|不要)(?P<sign>[^,，。]{1,12})"
)
"""What is denied by a message that corrects another one."""
PRONOUN = re.compile(
    r"(?:it|that|this|them|those|these|please|es|das|den|die|lo|la|los|las|eso|esto|那|这|它|就|也|先)?[\s,]*"
    r"(?:please|bitte|wieder|por favor)?\s*"
)
_TAIL = re.compile(
    r"[\s,]+(?:any ?more|any longer|now|please|after all|at all|bitte|wieder|doch|por favor|al final|de momento|though"
    r"|then|too|as well|again|entirely|completely|for now)$|\s+(?:bit|thing|part|stuff|option|one|from .*)$"
)
_HEAD = re.compile(
    r"^(?:.*,\s+)?(?:(?:and|but|oh|so|also|y|e|und|aber|the|our|its|das mit|die sache mit|lo del?|el|la|los|las|der|die"
    r"|das|den|dem|pues|actually|please|bitte|把|将|那)\s+)*"
)


@dataclass(frozen=True, slots=True)
class Parting:
    """What a sentence takes back: the span of its words, that of the whole phrase, and whether that is plain."""

    start: int
    end: int
    begin: int
    stop: int
    is_plain: bool


def found(sentence: Sentence, *, is_correction: bool = False) -> Iterator[Parting]:
    """What a sentence takes back; one that is a correction by a mere "not"."""
    low = sentence.left
    if not (is_correction or sentence.has(_WORDS) or any(map(low.__contains__, _BEGINNINGS))):
        return
    cued = [
        (is_plain, pattern)
        for words, beginnings, is_plain, pattern in _PATTERNS
        if sentence.has(words) or any(map(low.__contains__, beginnings))
    ]
    if not (cued or is_correction) or CUES.search(low) is None:
        return
    for is_plain, pattern in cued:
        for match in pattern.finditer(low):
            start, end = match.span("what")
            start += head.end() if (head := _HEAD.match(low[start:end])) else 0
            while tail := _TAIL.search(low[start:end]):
                end = start + tail.start()
            if start >= end or PRONOUN.fullmatch(low[start:end]):
                yield Parting(0, match.start(), 0, match.end(), is_plain)
            else:
                yield Parting(start, end, match.start(), match.end(), is_plain)
    for match in _DENIED.finditer(low) if is_correction else ():
        yield Parting(*match.span(match.lastgroup or 0), *match.span(), is_plain=False)
