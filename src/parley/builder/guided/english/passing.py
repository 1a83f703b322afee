"""Hand-over told as a case and whom it goes to, in any order: "Loans? Then the lending team", "Reporters: press, 555
0162".

The case is kept in the user's words, the receiver with the number that stands behind it. What names nobody is left to
the rules of `handover`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.builder.guided.answers import LABELS
from parley.builder.guided.english import conditions, receivers
from parley.builder.guided.english.verbs import Use, is_noun_like, verb_at
from parley.builder.guided.lexicon import CALLERS
from parley.builder.guided.reading import MASK_LINK, MASK_QUOTE, Reading, Sentence
from parley.builder.guided.tables import word_set

Rule = dict[str, str]

_TITLE = r"(?:the|our|my|their|his|her|an?|dr\.?|ms\.?|mr\.?|mrs\.?)"
_WAY = (
    r"(?:(?:straight|directly|immediately|right|always|then|just|please|simply|live|through|over|on|out|back|only) )*"
)
_MOVE = (
    r"(?:transfer|put|pass|send|hand|forward|connect|route|escalate|redirect|refer|patch|direct|give|get|"
    r"switch)(?:s|red)?"
    r"(?: (?:them|'?em|him|her|those|these|it|that|people|callers?|the (?:call|caller|customer|patient)|calls?))?"
)
_TALK = r"(?:(?:talk|speak) (?:to|with)|call|ring|phone|contact|dial|get hold of|see)"
_MUST = (
    r"(?:(?:should|must|need to|needs to|have to|has to|ought to|can|will|want to|gets?|get|are to|is to|always|"
    r"also|then|"
    r"just|please|it|they|she|he|you) )*"
)
_GOING = re.compile(
    rf"(?:,? (?:that|those|these|they|it|this|which|all of (?:those|these)),?)? {_MUST}"
    rf"(?:(?:be |being |is |are |get |gets )?(?:transferred|put|passed|sent|handed|forwarded|connected|routed|"
    rf"escalated|redirected|"
    rf"referred|patched)(?: {_WAY.strip()})? ?|go(?:es)? |comes? |belongs? |(?:is|are) (?:a matter )?(?=for )|"
    rf"(?:is|are) handled (?=by )|{_TALK} )(?P<way>{_WAY})(?:(?:to|with|for|(?<=handled )by) )?(?P<to>(?={_TITLE} |"
    rf"[a-z+\d{MASK_LINK}]))"
)
_ASKING_FOR = re.compile(
    r"(?:need|needs|want|wants|get|gets) (?:a )?(?:human|person|somebody|someone)(?: real)?,? "
    r"(?:so )?(?:that's|it's) "
)
_THEN = re.compile(
    rf"(?:(?:then|so|yes|ok|well|um|straight|immediately|please|just),? )*(?P<move>(?:it |they |that |she |he )?{_MUST}"
    rf"(?:{_MOVE} {_WAY}(?:to|with) |(?:go|goes|come|comes|belongs?) {_WAY}to |{_TALK} |be put through to )"
    rf"|(?:that's|that is|it's|it is|this is) (?:for )?|{_WAY}to |(?:leave|take) a message for )?"
)
_IF = re.compile(
    r"(?:^|(?<=[,;:.!?\ue002] )|\b(?:and|but|or|um|so|oh) )(?:only )?(?P<if>if|when|whenever|in case|"
    r"as soon as|once) "
)
_IFS = word_set("if when whenever case soon once")
_GOINGS = word_set("go goes come comes belong belongs for handled talk speak call ring phone contact dial get see")
_MOVED = (
    *(" transferred", " put", " passed", " sent", " handed", " forwarded", " connected", " routed", " escalated"),
    *(" redirected", " referred", " patched"),
)
_ARROW = re.compile(r"(?P<when>[^\n]{3,120}?)\??\s*(?:->|=>|→)(?!\s*(?:needs?|takes?|asks?|requires?)\b)\s*")
_COLON = re.compile(r"(?P<when>[^:\n]{3,140}?): (?=\S)")
_LEAD = re.compile(
    r"^(?:(?:[-*•>]|\d{1,2}[.)]|and|but|so|oh|um|uh|er|well|also|then|or|plus|now|ok|yes|again|finally|"
    r"escalations?:|handovers?:|"
    r"hand-?overs?:|hand-?offs?:|as i said:|as in the draft:|please|only|otherwise|first|second|about),? +)+"
)
_NO_CASE = re.compile(
    r"\b(?:it should|it must|we want|i want|i'd like|we'd like|we need|agent|assistant|bot|purpose|calls? and "
    r"chats?|that takes|"
    r"answers?|books?|asks? for|tell them|we are|we're|i'm|opening|hours|tone|greeting|number is|numbers)\b"
)
_PRONOUN = re.compile(r"^(?:that|this|it|those|these|they|which|the call|calls?|callers?|them|him|her|everything)$")


MAX_RULES = 4
"""As many as are read out of one sentence."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule with the words it rests on."""

    rule: Rule
    words: str


def found(reading: Reading) -> Iterator[Passed]:
    """The rules of a message; their words are taken from the sentences."""
    sentences = reading.sentences
    for place, sentence in enumerate(sentences):
        if len(sentence.left) < 5 or (MASK_QUOTE in sentence.left and len(sentence.left) < 40):
            continue
        follower = sentences[place + 1] if place + 1 < len(sentences) else None
        if follower and sentence.text.endswith("?"):
            rule = _asked(reading, sentence, follower)
            if rule is not None:
                yield rule
            continue
        for _ in range(MAX_RULES):
            rule = _told(sentence)
            if rule is None:
                break
            yield rule


def _asked(reading: Reading, sentence: Sentence, follower: Sentence) -> Passed | None:
    """ "Insurance? Billing office.": the case is asked, the answer says where to."""
    low = sentence.left.rstrip("? ")
    last = max(low.rfind(", "), low.rfind("\ue002"), low.rfind(": "))
    case = low if last < 0 or len(low.split()) <= 12 else low[last + 1 :]
    if len(case.split()) > 12 or re.match(
        r"(?:can|could|is|are|do|does|will|what|how|who|where|when|why|which)\b", case.strip()
    ):
        return None
    arrow = re.match(r"(?:->|=>|→) ?", follower.left)
    start = arrow.end() if arrow else 0
    then = _THEN.match(follower.left, start)
    start = then.end() if then else start
    to, end = receivers.at(follower, start, is_sure=bool(then and then.group().strip()))
    if not to:
        return None
    words = reading.text[sentence.start + len(low) - len(case) : follower.start + end].strip()
    when = _case(sentence.text[len(low) - len(case) : len(low)])
    if not when:
        return None
    sentence.take(len(low) - len(case), len(low))
    follower.take(0, end)
    return Passed({"when": when, "to": to}, words)


def _told(sentence: Sentence) -> Passed | None:
    low = sentence.left
    lead = _LEAD.match(low)
    start = lead.end() if lead else 0
    for reading in (_arrowed, _needing, _conditional, _labelled, _going):
        told = reading(sentence, start)
        if told is not None:
            return told
    return None


def _arrowed(sentence: Sentence, start: int) -> Passed | None:
    has_arrow = ">" in sentence.left or "→" in sentence.left
    arrow = _ARROW.match(sentence.left, start) if has_arrow else None
    if arrow is None:
        return None
    then = _THEN.match(sentence.left, arrow.end())
    place = then.end() if then else arrow.end()
    to, end = receivers.at(sentence, place, is_sure=True)
    return _passed(sentence, (start, end), sentence.text[slice(*arrow.span("when"))], to)


def _conditional(sentence: Sentence, start: int) -> Passed | None:
    """ "If it's a landlord, they always go to me": the case up to the comma, or to who goes."""
    opened = _IF.search(sentence.left, max(0, start - 5)) if sentence.has(_IFS) else None
    if opened is None:
        return None
    low, begin = sentence.left, opened.end()
    for mark in re.finditer(
        r",? then |, |\s(?=(?:it|they|she|he|that|you|we) (?:should|must|needs?|goes|go|has|"
        r"have|shouldn))|"
        rf"\s(?={_MOVE} )|\s(?=straight to )",
        low[begin : begin + 260],
    ):
        then = _THEN.match(low, begin + mark.end())
        if then is None or not then.group("move"):
            continue
        is_apposed = then.group().startswith(("that", "it's", "it is"))
        to, end = receivers.at(sentence, then.end(), is_sure=not is_apposed)
        if to and not (is_apposed and _SOMEBODY.match(to.lower())):
            case = re.sub(r",? (?:it|she|he) should(?:n't|nt| not) .*$", "", low[begin : begin + mark.start()])
            return _passed(
                sentence, (opened.start("if"), end), sentence.text[begin : begin + len(case)], to, is_clause=True
            )
    return None


_SOMEBODY = re.compile(rf"(?:an? |the )?(?:[a-z]+ )?(?:{'|'.join(sorted(CALLERS))})\b")


def _labelled(sentence: Sentence, start: int) -> Passed | None:
    """ "Reporters: communications, 312-555-0162", "warranty: put them through to the owner"."""
    colon = _COLON.match(sentence.left, start) if ": " in sentence.left else None
    if colon is None or colon.group("when").strip() in LABELS or _NO_CASE.search(colon.group("when")):
        return None
    then = _THEN.match(sentence.left, colon.end())
    is_moved = bool(then and then.group().strip())
    place = then.end() if then else colon.end()
    to, end = receivers.at(sentence, place, is_sure=is_moved)
    if not is_moved and not re.search(rf"\d|{MASK_LINK}", to and sentence.left[place:end]):
        return None
    return _passed(sentence, (start, end), sentence.text[slice(*colon.span("when"))], to)


_MORE = re.compile(rf", (?:so )?{_MOVE} {_WAY}to ")


def _going(sentence: Sentence, start: int) -> Passed | None:
    """ "Press people go to the press office", "council tax is a matter for the revenues team"."""
    low = sentence.left
    may_go = sentence.has(_GOINGS) or any(map(low.__contains__, _MOVED))
    for going in _GOING.finditer(low, start) if may_go else ():
        case = low[start : going.start()]
        cut = max(case.rfind("\ue002"), case.rfind(";"), case.rfind(". "))
        case = case[cut + 1 :]
        words = case.split()
        if not words or len(words) > 30 or _NO_CASE.search(case) or _is_doing(case, going.group()):
            continue
        to, end = receivers.at(
            sentence, going.start("to"), is_sure=going.group().rstrip().endswith((" to", " with", " for"))
        )
        if more := _MORE.match(low, end):
            further, place = receivers.at(sentence, more.end(), is_sure=True)
            to, end = (f"{to}, {further}", place) if to and further else (to, end)
        if to:
            return _passed(sentence, (start + cut + 1, end), sentence.text[start + cut + 1 : going.start()], to)
    return None


def _needing(sentence: Sentence, start: int) -> Passed | None:
    """ "People who lost a passport, they need a human, that's the emergency line, 555 0162"."""
    needed = _ASKING_FOR.search(sentence.left, start) if "'s " in sentence.left else None
    if needed is None:
        return None
    to, end = receivers.at(sentence, needed.end(), is_sure=False)
    return _passed(sentence, (start, end), re.sub(r",? they $", "", sentence.text[start : needed.start()]), to)


_DOING = word_set("i we you it she he who to not never don't must should can will and")


def _is_doing(case: str, going: str) -> bool:
    """Whether the words before are no case: the agent's or the firm's own doing, or a call for it."""
    if case.split()[-1] in _DOING:
        return True
    verb = verb_at(case.strip(), 0)
    is_bare = not case.rstrip().endswith(",") and _CALLING.match(going.strip()) is not None
    if verb is None or verb.use is not Use.GOAL or " " not in case.strip():
        return is_bare
    return not is_noun_like(case.strip(), verb) or is_bare


_CALLING = re.compile(r"(?:call|ring|phone|contact|see|get)\b")


def _passed(sentence: Sentence, span: tuple[int, int], case: str, to: str, *, is_clause: bool = False) -> Passed | None:
    when = _case(case, is_clause=is_clause)
    if not to or not when:
        return None
    start, end = span
    while start < end and sentence.text[start] in " ,.;-–":
        start += 1
    to = re.sub(r"\s+(?:from )?now(?: on)?$", "", to)
    return Passed({"when": when, "to": to}, sentence.take(start, end).strip(" ,."))


def _case(words: str, *, is_clause: bool = False) -> str:
    """A case as it is kept: without what leads to it and what points back to it."""
    low = words.lower().replace("’", "'")
    lead = _LEAD.match(low)
    plain = words[lead.end() if lead else 0 :].strip(" ,.?:-–")
    plain = re.sub(
        r"^(?:i don't want it anywhere near|.*, i don't want it anywhere near) ", "", plain, flags=re.IGNORECASE
    )
    plain = re.sub(
        r"(?:,\s*| - )(?:yes|that|those|these|they|it|this|then|please|which|so)$", "", plain, flags=re.IGNORECASE
    )
    twice = re.fullmatch(r"(?P<one>[\w' -]{3,40}), (?P=one)", plain, re.IGNORECASE)
    plain = (twice.group("one") if twice else plain).strip(" ,.")
    if len(plain) < 3 or _PRONOUN.match(plain.lower()):
        return ""
    if is_clause:
        return conditions.reworded(re.sub(r"^(?:there is|there's|there are)\s+", "there is ", plain))
    return conditions.as_condition(plain)
