"""Who gets which calls: a case, what passes it on, and whoever takes it; as many rules as a sentence tells.

"Anything legal goes to Kate", "burst pipe: Ahmed on 0151 …", "ring me on … if the alarm goes", "Maureen does refunds".
Where hand-over was asked for, or a heading says that it follows, fewer words are needed to tell a rule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from parley.builder.guided.english import conditions, persons
from parley.builder.guided.reading import MASK_LINK, MASK_QUOTE, Reading, Sentence
from parley.builder.guided.tables import word_set

Rule = dict[str, str]
_MOST = 6
_WAYS = r"(?:(?:straight|directly|immediately|right|always|through|over|live|on|out|back|up|off|away|only|at once) )*"
_AUX = (
    r"(?:(?:should|must|need to|needs to|have to|has to|had better|ought to|can|could|will(?! (?:goes|comes)\b)|would|want to|wants to|is to|"
    r"are to|gets?|got to|always|also|then|just|please|simply|better|best|'d|i'd like|i want|we want) )*"
)
_PRON = r"(?:(?:it|they|that|those|these|this|them|he|she|you|which|please|then|so|just|yes|we|i)(?:'s|'ll)? )*"
_OBJECT = (
    r"(?: (?:it|them|him|her|that|those|these|this|people|callers?|everyone|the (?:call|caller|calls|customer|patient|"
    r"client|conversation|chat)|calls?))?"
)
_MOVED = (
    r"(?:transfer|put|pass|send|hand|forward|connect|route|escalate|redirect|refer|patch|direct|give|get|switch|bring|"
    r"move|transferred|passed|sent|handed|forwarded|connected|routed|escalated|redirected|referred|patched|directed|given|"
    r"brought|switched|moved|goes|go|come|comes|belongs?|speak|talk|chat|deal|dealt|taken|handled)"
)
_TALK = r"(?:(?:have|take|leave) (?:a )?(?:quick )?(?:chat|word|message)|(?:is|are)(?: a matter)?|would be|that's|it's)"
_FETCH = (
    r"(?:get|call|ring|phone|page|wake(?: up)?|fetch|alert|text|contact|reach|try|bring in|bring|grab|notify|tell|see|dial|"
    r"message|buzz|involve|give (?:them|him|her|callers|people)|ask for|want|wants|need|needs|gets|have|pull in|loop in)(?: hold of)?"
)
_LINK = re.compile(
    rf"(?P<move>,? ?\b{_PRON}{_AUX}(?:be |being |get |been )?(?:{_MOVED}{_OBJECT}|{_TALK}) {_WAYS}(?:to|with|for|by|onto) )"
    rf"|(?P<mark>(?:: |\?? ?(?:->|=>|→) ?| = | [–—-] |\? )(?:{_PRON}{_AUX}(?:{_MOVED}{_OBJECT} )?{_WAYS}(?:to|with|for) |"
    rf"{_PRON}{_AUX}(?:be )?{_MOVED}{_OBJECT} {_WAYS}(?:to|with|for) |{_PRON}{_FETCH} |{_PRON})?)"
    rf"|(?P<fetch>(?:,|^|(?<=\ue002)|\b(?=(?:should|must|please|then|just|always|wants?|needs?|gets?|you) ))"
    rf" ?{_PRON}{_AUX}{_FETCH} )"
    rf"|(?P<bare>, {_WAYS}(?:to|with|for) | {_WAYS}to )"
    rf"|(?P<plain> {_FETCH} )"
    rf"|(?P<self>,? (?:i|we)(?:'d| would|'ll| will)?(?: (?:want|wanna|like|need|prefer|love)(?: to)?)?(?: to)? ?"
    rf"(?:handle|take|deal with|do|see|look at|speak to|talk to|speak with|talk with|answer|hear|sort|look after)"
    rf"(?: (?:that|those|it|them|these|him|her|this))*(?: (?:personally|myself|ourselves))*(?=[,.;]|$|\ue002))"
    rf"|(?P<comma>(?:,(?: (?:that's|it's|then|so|is|for|that|goes))*| (?:that's|it's|that is|it is)) )"
)
_OPEN = re.compile(
    r"(?:only |but |and |or |except )*(?P<if>if|when|whenever|in case(?: of)?|in the event of|as soon as|once|should|where) "
)
_LEAD = re.compile(
    r"(?:(?:[-*•>–,;]|\d{1,2}[.)]|comma|and|but|so|oh|um|uh|er|well|also|then|or|plus|now|ok|yes|again|finally|please|first|"
    r"second|third|just|as for|as to|for(?= [a-z])|hm|right|escalations?:|hand-?overs?:|hand-?offs?:|transfers?:)(?!\w),? *|as (?:in|i said|per)\b[^:,;]{0,40}[:,] *)+"
)
_ORDERED = re.compile(
    rf"(?:(?:only|just|please|then|do|it should|it must|it can|you can|i'd like it to|have it) )*"
    rf"(?:(?P<move>{_MOVED}{_OBJECT} {_WAYS}(?:to|with) |to )|(?P<fetch>{_FETCH} ))"
)
_THEN_IF = re.compile(
    r",? (?:straight away |right away |at once |immediately |and only |but only |only |just )?(?P<if>if|when|whenever|in case "
    r"of|in case|once|as soon as|for|about) "
)
_TAKES = re.compile(
    r" (?:(?:always|usually|only|also) )?(?:deals? with|handles?|takes?|looks? after|does|do|sorts?(?: out)?|covers?|is "
    r"responsible for|is in charge of|is the (?:one|person|contact|go-to) for|is for|are for) (?P<case>[^.;:!?\n\ue000-\ue002]+)"
)
_DECIDES = re.compile(
    r",?(?: then)?,? (?P<who>(?:the|our|my) [a-z][a-z' -]{2,40}?) (?:should|must|has to|have to|needs to|need to|will|would|"
    r"can|is to) (?:take (?:over|it|that|those|them)|decide|approve|sign (?:it |that )?off|deal with (?:it|that|them)|handle "
    r"(?:it|that|them)|step in|look (?:at|into) (?:it|that)|be (?:told|involved|asked)|know|(?:call|ring|phone) (?:them|"
    r"him|her|back)(?: back)?)\b"
)
_BARE_VERB = re.compile(
    r"^(?:(?:it should|it must|please|always|then|also|i'd want|i'd like|i want|we want|we'd like|i need|you can|just) )*"
    r"(?:(?:transfer|put|pass|send|hand|forward|connect|route|escalate|redirect|refer|patch|direct|give|bring) )?"
)
_NO_CASE = re.compile(
    r"\b(?:we want|i'd like|we'd like|purpose|agent|assistant|bot|opening|(?:opening|office|our) hours|tone|greeting|says|number is|made a "
    r"mistake|quick question|before i|excuse me|wait please|we are|we're|i'm|my name|welcome|hello|prices?|our address|we deliver)\b|"
    r"^(?:hi|hiya|hello|hey|howdy|good|welcome|thanks?|as in|like|i|we|it|you|there|our|my|he|she|to|of|from|in|for example|e\.g|let|ask|book|send|collect|take|don't|never|"
    r"not|always|no|sorry|actually|wait|hang on|on|at|with|by)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|should|must|can|could|may|do|does|did|want|wants|need|needs|costs?|"
    r"checks?|takes?|goes|go|comes|come|i've|i|we|you|they|it|that's|it's|give|gives|pay|pays)\b"
)
_WHOSE = re.compile(
    r"(?:[\w'-]+ ){1,4}(?:who|that|which|whose|where|with|wanting|asking)(?:'s|'ve|'d)?\b|(?:anyone|anybody|whoever|"
    r"someone|somebody|people|callers)\b"
)
_PRONOUN = re.compile(r"^(?:that|this|it|those|these|they|which|the call|calls?|callers?|them|him|her|everything|all)$")
_ARROW = re.compile(r"->|=>|→")
_SAME = re.compile(r"(?:the )?same(?: person| number| one| again)?\b|(?:him|her|them) (?:too|again|as well)\b")
_HEADING = re.compile(
    r"(?:.*\b(?:hand(?:ing)?[ -]?(?:over|off)s?|escalat\w+|transfers?|pass(?:es|ing)? (?:on|to)|a (?:person|human)|real "
    r"person|put(?:ting)? through|people to call|who gets what|who to call|contacts)\b.*)"
)
_SLOTS = word_set(
    "tone style manner hours languages language channel greeting closing tasks goals facts rules limits never voice"
)
_GATE = word_set(
    """
    transfer put pass send hand forward connect route escalate redirect refer patch direct give get switch bring move
    transferred passed sent handed forwarded connected routed escalated redirected referred patched directed given goes
    go come comes belongs belong speak talk chat deal dealt call ring phone page wake fetch alert text contact reach try
    grab notify message want wants need needs gets to with word i'll i'd i
    """
)


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule with the words it rests on."""

    rule: Rule
    words: str


@dataclass(slots=True)
class _Context:
    """What the rules of a message share: whether they were asked for, and who was named so far."""

    is_asked: bool
    is_headed: bool = False
    is_told: bool = False
    known: dict[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return self.is_asked or self.is_headed


def found(reading: Reading, *, is_asked: bool = False) -> Iterator[Passed]:
    """The rules of a message; their words are taken from the sentences."""
    context = _Context(is_asked or any(each.path == "/brief/handover" for each in reading.state.open_questions))
    for index, sentence in enumerate(reading.sentences):
        if _heads(sentence, reading, context):
            continue
        place = 0
        for _ in range(_MOST):
            told = _rule(sentence, place, context)
            if told is None:
                break
            passed, place = told
            context.is_told = True
            yield passed
        if context.is_open and place == 0 and index + 1 < len(reading.sentences):
            yield from _across(reading, sentence, reading.sentences[index + 1], context)


def _heads(sentence: Sentence, reading: Reading, context: _Context) -> bool:
    """Whether a line is a heading; one of hand-over opens what follows, any other closes it."""
    begins = sentence.start == 0 or reading.text[: sentence.start].rstrip(" -*•#\t").endswith("\n")
    end = sentence.start + len(sentence.text)
    plain = sentence.left.strip(" .:*#")
    ends = reading.text[end : end + 1] in {"", "\n"} or sentence.text.endswith("\n")
    if not (begins and ends) or len(plain.split()) > 9 or sentence.text.rstrip()[-1:] in ".!?,":
        return False
    if not (sentence.text.isupper() or sentence.text.rstrip().endswith(":")):
        return False
    context.is_headed = _HEADING.fullmatch(plain) is not None
    if context.is_headed:
        sentence.take(0, len(sentence.left))
    return True


def _rule(sentence: Sentence, place: int, context: _Context) -> tuple[Passed, int] | None:
    low = sentence.left
    if len(low) - place < 6:
        return None
    may = context.is_open or not sentence.words.isdisjoint(_GATE) or re.search(rf"\d{{3}}|{MASK_LINK}|->|→|=", low)
    if not may:
        return None
    lead = _LEAD.match(low, place)
    start = lead.end() if lead else place
    for reading in (_ordered, _taking, _deciding, _linked):
        if told := reading(sentence, start, context):
            return told
    return None


def _linked(sentence: Sentence, start: int, context: _Context) -> tuple[Passed, int] | None:
    """A case, what passes it on, a receiver: "if it floods, ring Ahmed on …", "refunds: the office, ext 4"."""
    low = sentence.left
    opened = _OPEN.match(low, start)
    begin = opened.end() if opened else start
    for link in _LINK.finditer(low, begin + 2):
        case = low[begin : link.start()]
        if MASK_QUOTE in case:
            begin = begin + case.rfind(MASK_QUOTE) + 2
            return _linked(sentence, begin + len(low[begin:]) - len(low[begin:].lstrip(" .,")), context)
        if _ARROW.search(low, link.end()) or re.search(r"(?:n't|\bnot|\bnever|\bno)(?: be)?$", case.rstrip()):
            continue
        if "\ue002" in case or len(case.split()) > 32:
            return None
        place = begin
        if not opened and not _is_case(case, str(link.lastgroup), context, is_clause=False):
            marks = (": ", "– ", ". ", ", ")
            place = max((begin + case.rfind(mark) + len(mark) for mark in marks if mark in case), default=begin)
            case = low[place : link.start()]
        is_clause = bool(opened) or (place > begin and _OPEN.match(low, place) is not None)
        if not _is_case(case, str(link.lastgroup), context, is_clause=is_clause):
            continue
        person = _receiver(sentence, link, context)
        if person is None or not _is_enough(link, person, context, case, is_clause=is_clause):
            continue
        return _passed(
            sentence, (place if place > begin else start, person.end), (place, link.start()), person, context
        )
    return None


def _across(reading: Reading, sentence: Sentence, follower: Sentence, context: _Context) -> Iterator[Passed]:
    """ "Refunds. My partner Ola, 020 7946 0555.": the case alone, then who takes it."""
    case = sentence.left.strip(" .?!")
    if len(case.split()) > 8 or not _is_case(case, "mark", context, is_clause=False) or _FINITE.search(case):
        return
    then = re.compile(_PRON).match(follower.left)
    person = persons.at(follower, then.end() if then else 0, is_sure=True)
    when = _worded(sentence.text, is_clause=False)
    if person is None or not person.is_reached or follower.left[person.end :].strip(" .!") or not when:
        return
    words = reading.text[sentence.start : follower.start + person.end]
    sentence.take(0, len(sentence.left))
    follower.take(0, person.end)
    yield Passed({"when": when, "to": person.shown}, words.strip(" ,."))


def _receiver(sentence: Sentence, link: re.Match[str], context: _Context) -> persons.Person | None:
    if link.lastgroup == "self":
        contact = re.compile(r",? ?(?:(?:that's|this is|i'm|my name's|it's) )?").match(sentence.left, link.end())
        told = persons.at(sentence, contact.end(), is_sure=True) if contact else None
        return told or persons.Person("", link.end(), is_reached=False)
    same = _SAME.match(sentence.left, link.end())
    if same and context.known:
        return persons.Person(list(context.known.values())[-1], same.end(), is_reached=True)
    is_sure = link.lastgroup != "comma" or context.is_open
    person = persons.at(sentence, link.end(), is_sure=is_sure)
    if person is None or person.is_reached:
        return person
    known = context.known.get(_first(person.shown))
    again = re.compile(r" (?:too|again|as well|also)\b").match(sentence.left, person.end)
    end = again.end() if again else person.end
    return replace(person, shown=known or person.shown, end=end, is_reached=bool(known))


def _first(shown: str) -> str:
    return shown.split(",")[0].strip().lower()


def _is_case(case: str, link: str, context: _Context, *, is_clause: bool) -> bool:
    plain = _BARE_VERB.sub("", case.strip(" ,"))
    if re.search(r"\b(?:if|when|to|and|or|that|the|an?|you)$", plain):
        return False
    if len(plain) < 3 or _PRONOUN.match(plain) or plain in _SLOTS:
        return False
    if is_clause:
        return len(plain.split()) > 1
    if _NO_CASE.search(plain):
        return False
    is_nominal = _FINITE.search(plain) is None or _WHOSE.match(plain) is not None
    return is_nominal or (link == "mark" and context.is_open)


def _is_enough(link: re.Match[str], person: persons.Person, context: _Context, case: str, *, is_clause: bool) -> bool:
    """Whether the words that pass on, who takes over and what was asked together tell a rule."""
    kind = link.lastgroup
    if kind == "plain":
        is_named = person.is_reached or person.is_role or person.shown[:1].isupper()
        return (is_clause or context.is_open) and is_named
    if kind == "comma" and not person.is_reached and not person.is_role:
        return context.is_open and link.string[person.end :].strip()[:1] in {"", ".", ";", "!"} and case.endswith("s")
    if context.is_open or (context.is_told and person.is_reached):
        return True
    if kind == "self":
        return is_clause or person.is_reached
    if kind in {"move", "fetch"}:
        is_called = kind == "move" and re.search(
            r"\b(?:is|are|would be|that's|it's|deal|dealt|handled|taken) ", link.group()
        )
        return person.is_reached or (is_clause and kind == "move") or (kind == "move" and not is_called)
    if kind == "mark":
        is_moved = re.search(r"\b(?:to|with|ring|call|get|phone|contact)\b", link.group()) is not None
        return person.is_reached or is_moved or bool(re.search(r"->|=>|→", link.group()))
    if kind == "bare":
        return (is_clause and case.endswith(",")) or context.is_told or _is_line(case, person)
    return person.is_reached and not re.search(r"\b(?:shop|store|office|we|our|address|road|street|lane)\b", case)


def _is_line(case: str, person: persons.Person) -> bool:
    """Whether a short noun and somebody named make a rule of their own: "complaints to the practice manager, Ros"."""
    return len(case.split()) <= 4 and re.search(r"s\b", case) is not None and person.shown != ""


def _ordered(sentence: Sentence, start: int, context: _Context) -> tuple[Passed, int] | None:
    """Whom first, then when: "ring me on 07700 900333 if the alarm company calls"."""
    order = _ORDERED.match(sentence.left, start)
    if order is None and not context.is_open:
        return None
    person = persons.at(sentence, order.end() if order else start, is_sure=order is not None)
    then = _THEN_IF.match(sentence.left, person.end) if person else None
    if person is None or then is None or not (person.is_reached or context.is_open or (order and order.group("move"))):
        return None
    if order is None and not (person.is_reached or person.is_role or person.shown[:1].isupper()):
        return None
    stop = re.compile(
        r"[.;:!?\n\ue000-\ue002]|, (?:and|but|or|it|she|he|otherwise|never) |, (?=[a-z' -]{3,40} for )|,? and (?:send|put|pass|ring|call|get|"
        r"only|transfer|give|hand) |,? (?:but|otherwise)\b|$"
    ).search(sentence.left, then.end())
    end = stop.start() if stop else len(sentence.left)
    if re.match(r"(?:you|your)\b", sentence.left[then.end() :]) or (
        person.shown == "" and not then.group("if").startswith("i")
    ):
        return None
    case = then.end(), end
    if not person.is_reached and (said := persons.TAIL.search(sentence.left, then.end(), end)):
        case = then.end(), said.start()
        shown = ", ".join(filter(None, (person.shown, persons.contact(sentence.text, said))))
        person = persons.Person(shown, end, is_reached=True)
    if then.group("if") in {"for", "about"} and not context.is_open and not person.is_reached:
        return None
    return _passed(sentence, (start, end), case, person, context)


def _taking(sentence: Sentence, start: int, context: _Context) -> tuple[Passed, int] | None:
    """Whoever takes it is the subject: "Maureen deals with refunds, ext 12"."""
    if not (context.is_open or re.search(rf"\d{{3}}|ext|{MASK_LINK}", sentence.left)):
        return None
    low = sentence.left
    takes = _TAKES.search(low, start)
    if takes is None or _OPEN.match(low, start) or len(low[start : takes.start()].split()) > 6:
        return None
    whole = Sentence(text=sentence.text[start : takes.start()], start=0, left=low[start : takes.start()])
    person = persons.at(whole, 0, is_sure=context.is_open)
    if person is None or person.end < len(whole.text.rstrip()) or whole.left in {"it", "she", "he"}:
        return None
    begin, end = takes.span("case")
    said = re.compile(r"(?=,? (?:(?:on|at|his|her|their) )*(?:number|ext|\+?\d))").search(low, begin)
    if said:
        beside = Sentence(
            text=f"{whole.text}{sentence.text[said.start() : end]}",
            start=0,
            left=f"{whole.left}{low[said.start() : end]}",
        )
        person, end = persons.at(beside, 0, is_sure=True) or person, said.start()
    if not (context.is_open or person.is_reached):
        return None
    return _passed(sentence, (start, takes.end()), (begin, end), person, context)


def _deciding(sentence: Sentence, start: int, context: _Context) -> tuple[Passed, int] | None:
    """Somebody is to decide or to take over: "for orders over 50 trays the head baker has to decide"."""
    decides = _DECIDES.search(sentence.left, start)
    if decides is None:
        return None
    opened = _OPEN.match(sentence.left, start)
    begin = opened.end() if opened else start
    case = sentence.left[begin : decides.start()]
    person = persons.at(sentence, decides.start("who"), is_sure=True)
    is_led = opened or sentence.left[:start].rstrip().endswith("for") or context.is_open
    if person is None or not is_led or not _is_case(case, "mark", context, is_clause=bool(opened)):
        return None
    return _passed(sentence, (start, decides.end()), (begin, decides.start()), person, context)


def _passed(
    sentence: Sentence, span: tuple[int, int], case: tuple[int, int], person: persons.Person, context: _Context
) -> tuple[Passed, int] | None:
    when = _worded(sentence.text[slice(*case)], is_clause=_OPEN.match(sentence.left, span[0]) is not None)
    if not when:
        return None
    if person.shown:
        context.known[_first(person.shown)] = person.shown
    start, end = span
    while start < end and sentence.text[start] in " ,.;-–":
        start += 1
    return Passed({"when": when, "to": person.shown}, sentence.take(start, end).strip(" ,.")), end


def _worded(case: str, *, is_clause: bool) -> str:
    """A case as it is kept: without what leads to it and what points back to it."""
    plain = case.strip(" ,.?:-–")
    low = plain.lower().replace("’", "'")
    lead = _BARE_VERB.match(low)
    plain = plain[lead.end() if lead else 0 :]
    plain = re.sub(
        r"(?:,\s*| - )(?:yes|that|those|these|they|it|this|then|please|which|so)$", "", plain, flags=re.IGNORECASE
    )
    if len(plain) < 3 or _PRONOUN.match(plain.lower()):
        return ""
    if is_clause:
        plain = re.sub(r",? (?:it|she|he|we) (?:should|must|can|will|has to|needs to|takes?|asks?)\b.*$", "", plain)
        return conditions.reworded(re.sub(r"^(?:there is|there's|there are)\s+", "there is ", plain))
    return conditions.as_condition(plain)
