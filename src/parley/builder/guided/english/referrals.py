"""Who gets which calls: a case, what passes it on, and whoever takes it; as many rules as a sentence tells.

"Anything legal goes to Kate", "burst pipe: Ahmed on 0151 …", "ring me on … if the alarm goes", "Maureen does refunds".
Where hand-over was asked for, or a heading says that it follows, fewer words are needed to tell a rule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.builder.guided.english import conditions, persons
from parley.builder.guided.english import referral_words as cues
from parley.builder.guided.english.referral_links import Context, is_enough, is_written, may_tell
from parley.builder.guided.reading import MASK_QUOTE, Reading, Sentence

Rule = dict[str, str]
_MOST = 6
_MARKS = (": ", "– ", ". ", ", ")


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule with the words it rests on."""

    rule: Rule
    words: str


def found(reading: Reading, *, is_asked: bool = False) -> Iterator[Passed]:
    """The rules of a message; their words are taken from the sentences."""
    context = Context(is_asked or any(each.path == "/brief/handover" for each in reading.state.open_questions))
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


def _heads(sentence: Sentence, reading: Reading, context: Context) -> bool:
    """Whether a line is a heading; one of hand-over opens what follows, any other closes it."""
    begins = sentence.start == 0 or reading.text[: sentence.start].rstrip(" -*•#\t").endswith("\n")
    end = sentence.start + len(sentence.text)
    plain = sentence.left.strip(" .:*#")
    ends = reading.text[end : end + 1] in {"", "\n"} or sentence.text.endswith("\n")
    if not (begins and ends) or len(plain.split()) > 9 or sentence.text.rstrip()[-1:] in ".!?,":
        return False
    if not (sentence.text.isupper() or sentence.text.rstrip().endswith(":")):
        return False
    context.is_headed = cues.HEADING.fullmatch(plain) is not None
    if context.is_headed:
        sentence.take(0, len(sentence.left))
    return True


def _rule(sentence: Sentence, place: int, context: Context) -> tuple[Passed, int] | None:
    low = sentence.left
    if len(low) - place < 6:
        return None
    if not (context.is_open or _may(sentence, context)):
        return None
    lead = cues.LEAD.match(low, place)
    start = lead.end() if lead else place
    for reading in (_alike, _ordered, _taking, _deciding, _linked):
        if told := reading(sentence, start, context):
            return told
    return None


def _may(sentence: Sentence, context: Context) -> bool:
    """Whether a sentence may tell a rule unasked: it moves, it reaches somebody, or it is a short line."""
    words, low = sentence.words, sentence.left
    if not (words.isdisjoint(cues.MOVES) or words.isdisjoint(cues.WHITHER)):
        return True
    if cues.REACHED.search(low) or context.is_told:
        return True
    is_led = low.startswith(("if ", "when ", "whenever ", "for ", "and if ", "but if "))
    return (is_led and not words.isdisjoint(cues.FETCHES)) or ("to" in words and len(words) < 10)


def _linked(sentence: Sentence, start: int, context: Context) -> tuple[Passed, int] | None:
    """A case, what passes it on, a receiver: "if it floods, ring Ahmed on …", "refunds: the office, ext 4"."""
    low = sentence.left
    opened = cues.OPEN.match(low, start)
    begin = opened.end() if opened else start
    for link in cues.LINK.finditer(low, begin + 2):
        case = low[begin : link.start()]
        if MASK_QUOTE in case:
            begin = begin + case.rfind(MASK_QUOTE) + 2
            return _linked(sentence, begin + len(low[begin:]) - len(low[begin:].lstrip(" .,")), context)
        if cues.ARROW.search(low, link.end()) or cues.DENIED.search(case.rstrip()) or _is_wish(case, link):
            continue
        if "\ue002" in case or len(case.split()) > 32:
            return None
        told = _case(link, begin, context, is_clause=opened is not None)
        if told is None:
            continue
        place, is_clause = told
        case = low[place : link.start()]
        person = _receiver(sentence, link, context)
        if (
            person is None
            or is_written(low, case, link.end(), person)
            or not is_enough(link, person, context, case, is_clause=is_clause)
        ):
            continue
        span = (place if place > begin else start), person.end
        return _passed(sentence, span, (place, link.start()), person, context)
    return None


def _case(link: re.Match[str], begin: int, context: Context, *, is_clause: bool) -> tuple[int, bool] | None:
    """Where the case begins that a link passes on, and whether it is a clause; None where it passes none on."""
    if not may_tell(link, context, is_clause=True):
        return None
    low, kind, place = link.string, str(link.lastgroup), begin
    case = low[begin : link.start()]
    is_case = _is_case(case, kind, context, is_clause=is_clause)
    if not (is_clause or is_case):
        place = max((begin + case.rfind(mark) + len(mark) for mark in _MARKS if mark in case), default=begin)
        is_clause = place > begin and cues.OPEN.match(low, place) is not None
        is_case = place > begin and _is_case(low[place : link.start()], kind, context, is_clause=is_clause)
    return (place, is_clause) if is_case and may_tell(link, context, is_clause=is_clause) else None


def _is_wish(case: str, link: re.Match[str]) -> bool:
    """Whether callers ask for somebody, which is the case itself: "they ask for the boss"."""
    return cues.WISHED.match(link.group()) is not None and cues.CALLERS.search(case.rstrip()) is not None


def _alike(sentence: Sentence, start: int, context: Context) -> tuple[Passed, int] | None:
    """One more case for whoever was named last: "same if anyone wants to sponsor a show"."""
    same = cues.ALIKE.match(sentence.left, start) if context.known else None
    if same is None:
        return None
    person = persons.Person(list(context.known.values())[-1], same.end(), is_reached=True)
    return _passed(sentence, (start, same.end()), same.span("case"), person, context)


def _across(reading: Reading, sentence: Sentence, follower: Sentence, context: Context) -> Iterator[Passed]:
    """ "Refunds. My partner Ola, 020 7946 0555.": the case alone, then who takes it."""
    case = sentence.left.strip(" .?!")
    if len(case.split()) > 8 or not _is_case(case, "mark", context, is_clause=False) or cues.FINITE.search(case):
        return
    then = re.compile(cues.PRON).match(follower.left)
    person = persons.at(follower, then.end() if then else 0, is_sure=True)
    when = conditions.kept(sentence.text, is_clause=False)
    if person is None or not person.is_reached or follower.left[person.end :].strip(" .!") or not when:
        return
    words = reading.text[sentence.start : follower.start + person.end]
    sentence.take(0, len(sentence.left))
    follower.take(0, person.end)
    yield Passed({"when": when, "to": person.shown}, words.strip(" ,."))


def _receiver(sentence: Sentence, link: re.Match[str], context: Context) -> persons.Person | None:
    if link.lastgroup == "self":
        contact = cues.CONTACTED.match(sentence.left, link.end())
        told = persons.at(sentence, contact.end(), is_sure=True) if contact else None
        return told or persons.Person("", link.end(), is_reached=False)
    same = cues.SAME.match(sentence.left, link.end())
    if same and context.known:
        return persons.Person(list(context.known.values())[-1], same.end(), is_reached=True)
    is_sure = link.lastgroup != "comma" or context.is_open
    person = persons.at(sentence, link.end(), is_sure=is_sure)
    if person is None or person.is_reached:
        return person
    known = context.known.get(_first(person.shown))
    again = cues.AGAIN.match(sentence.left, person.end)
    return replace(
        person, shown=known or person.shown, end=again.end() if again else person.end, is_reached=bool(known)
    )


def _first(shown: str) -> str:
    return shown.split(",")[0].strip().lower()


def _is_case(case: str, link: str, context: Context, *, is_clause: bool) -> bool:
    plain = cues.BARE_VERB.sub("", case.strip(" ,"))
    if cues.OPEN_END.search(plain):
        return False
    if len(plain) < 3 or cues.PRONOUN.match(plain) or plain in cues.SLOTS:
        return False
    if is_clause:
        return len(plain.split()) > 1
    if cues.NO_CASE.search(plain):
        return False
    is_nominal = cues.FINITE.search(plain) is None or cues.WHOSE.match(plain) is not None
    return is_nominal or (link == "mark" and context.is_open)


def _ordered(sentence: Sentence, start: int, context: Context) -> tuple[Passed, int] | None:
    """Whom first, then when: "ring me on 07700 900333 if the alarm company calls"."""
    order = cues.ORDERED.match(sentence.left, start)
    if order is None and not context.is_open:
        return None
    person = persons.at(sentence, order.end() if order else start, is_sure=order is not None)
    then = cues.THEN_IF.match(sentence.left, person.end) if person else None
    if person is None or then is None or not (person.is_reached or context.is_open or (order and order.group("move"))):
        return None
    if order is None and not (person.is_reached or person.is_role or person.shown[:1].isupper()):
        return None
    stop = cues.ENDS.search(sentence.left, then.end())
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


def _taking(sentence: Sentence, start: int, context: Context) -> tuple[Passed, int] | None:
    """Whoever takes it is the subject: "Maureen deals with refunds, ext 12"."""
    if not (context.is_open or cues.CONTACT.search(sentence.left)):
        return None
    low = sentence.left
    takes = cues.TAKES.search(low, start)
    if takes is None or cues.OPEN.match(low, start) or len(low[start : takes.start()].split()) > 6:
        return None
    whole = Sentence(text=sentence.text[start : takes.start()], start=0, left=low[start : takes.start()])
    person = persons.at(whole, 0, is_sure=context.is_open)
    if person is None or person.end < len(whole.text.rstrip()) or whole.left in {"it", "she", "he"}:
        return None
    begin, end = takes.span("case")
    if " for " in takes.group()[:9] and (given := persons.at(sentence, begin, is_sure=True)) and given.is_reached:
        return None
    if said := cues.SAID.search(low, begin, end):
        words = sentence.text[start : takes.start()] + sentence.text[said.start() : end]
        beside = Sentence(text=words, start=0, left=low[start : takes.start()] + low[said.start() : end])
        person, end = persons.at(beside, 0, is_sure=True) or person, said.start()
    if not (context.is_open or person.is_reached):
        return None
    return _passed(sentence, (start, takes.end()), (begin, end), person, context)


def _deciding(sentence: Sentence, start: int, context: Context) -> tuple[Passed, int] | None:
    """Somebody is to decide or to take over: "for orders over 50 trays the head baker has to decide"."""
    decides = cues.DECIDES.search(sentence.left, start) if sentence.has(cues.MODALS) else None
    if decides is None:
        return None
    opened = cues.OPEN.match(sentence.left, start)
    begin = opened.end() if opened else start
    case = sentence.left[begin : decides.start()]
    person = persons.at(sentence, decides.start("who"), is_sure=True)
    is_led = opened or sentence.left[:start].rstrip().endswith("for") or context.is_open
    if person is None or not is_led or not _is_case(case, "mark", context, is_clause=bool(opened)):
        return None
    return _passed(sentence, (start, decides.end()), (begin, decides.start()), person, context)


def _passed(
    sentence: Sentence, span: tuple[int, int], case: tuple[int, int], person: persons.Person, context: Context
) -> tuple[Passed, int] | None:
    is_clause = cues.OPENED.search(sentence.left, 0, case[0]) is not None
    when = conditions.kept(sentence.text[slice(*case)], is_clause=is_clause)
    if not when:
        return None
    if person.shown:
        context.known[_first(person.shown)] = person.shown
    start, end = span
    while start < end and sentence.text[start] in " ,.;-–":
        start += 1
    return Passed({"when": when, "to": person.shown}, sentence.take(start, end).strip(" ,.")), end
