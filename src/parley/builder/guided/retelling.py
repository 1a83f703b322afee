"""Puts an amount that is told again of the same thing where the old one stands; the other words stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parley.builder.guided import pointing, timetable
from parley.builder.guided.chinese import signs
from parley.builder.guided.measures import BARE, Measure, measures, with_ending
from parley.builder.guided.reading import MASK_QUOTE, Reading
from parley.builder.guided.restating import (
    FILLERS,
    WEAK,
    Said,
    about,
    announces,
    cuts,
    is_change,
    is_idle,
    may,
    said_in,
)
from parley.builder.guided.revision import Place, Revision


@dataclass(frozen=True, slots=True)
class Held:
    """An amount of the brief: the text it stands in, and what that text says around it."""

    place: Place
    measure: Measure
    about: frozenset[str]


def told(reading: Reading, place: int, revision: Revision) -> None:
    """Amounts said again of the same thing take the place of those held; their words are taken."""
    sentence = reading.sentences[place]
    is_case = "handover" in reading.asked and not reading.is_correction and _CASES.match(sentence.left)
    if MASK_QUOTE in sentence.left or is_case:
        return
    if may(sentence.words, sentence.text):
        before = reading.before(sentence)
        is_announced = reading.is_correction or announces(before)
        is_told = is_announced or is_change(sentence.text)
        if _hours(sentence.text, revision, is_change=is_told):
            sentence.take(0, len(sentence.text))
            return
        if span := restated(sentence.text, revision, before=before, is_announced=is_announced):
            sentence.take(*span)
        elif is_told and not signs.is_spoken(sentence.text) and is_idle(sentence.text) and said_in(sentence.text):
            sentence.take(0, len(sentence.text))
        for start, end in pairwise(cuts(sentence.text)) if is_told else ():
            if timetable.retold(sentence.text[start:end], revision, is_change=is_told):
                sentence.take(start, end)


_CASES = re.compile(r"(?:and |or |but |also )*(?:if|when|whenever|once|wenn|falls|sobald|si|cuando)\b|如果|要是|遇到")
"""How a case of a hand-over begins, whose amounts tell from when on it holds."""


def _hours(text: str, revision: Revision, *, is_change: bool) -> bool:
    """Hours told anew by a whole sentence, or by what is left of it behind clauses that tell no amount."""
    for start, end in pairwise(cuts(text)):
        if timetable.retold(text[start:], revision, is_change=is_change):
            return True
        if is_change and not signs.is_spoken(text) and timetable.first(text[start:], revision):
            return True
        if measures(text[start:end]):
            return False
    return False


def restated(text: str, revision: Revision, *, before: str = "", is_announced: bool = False) -> tuple[int, int] | None:
    """Put the amounts of a sentence where others of the same thing stand; the span of the words used, None for none.

    `before` is what was said just before it, which it may speak of without naming it.
    """
    is_changed, said = is_announced or is_change(text), said_in(text)
    if not said:
        return None
    helds = tuple(_helds(revision))
    said = _with_old(said, helds) if is_changed else said
    fresh = [each for each in said if not each.is_old]
    if not fresh:
        return None
    used: list[Said] = []
    gone: list[Held] = []
    for each in fresh:
        found = _place(each, (text, said, before), helds, is_change=is_changed)
        if found is not None:
            _write(found, text, each.measure, revision)
            helds = tuple(_helds(revision))
            used.append(each)
            gone.append(found)
    if not used:
        return None
    spent = [*used, *(each for each in said if each.is_old or any(each.measure.is_same(old.measure) for old in gone))]
    return _spread(text, (min(each.clause[0] for each in spent), max(each.clause[1] for each in spent)), gone)


def _spread(text: str, span: tuple[int, int], gone: list[Held]) -> tuple[int, int]:
    """The span with the clauses around it that only lead to the thing or announce the change."""
    start, end = span
    topic, places = frozenset[str]().union(*(held.about for held in gone)), cuts(text)
    for begin, stop in zip(reversed(places[:-1]), reversed(places[1:]), strict=True):
        if stop <= start and measures(text[begin:stop]):
            break
        if stop <= start and (about(text[begin:stop]) & topic or is_change(text[begin:stop])):
            start = begin
    for begin, stop in pairwise(places):
        if begin == end and len(text[begin:stop].split()) < 6 and is_change(text[begin:stop]):
            end = stop
    return start, end


def _with_old(said: tuple[Said, ...], helds: tuple[Held, ...]) -> tuple[Said, ...]:
    """Of two amounts of a kind the one that is held is the old one."""
    held = [each.measure for each in helds]
    known = [any(each.measure.is_same(other) for other in held) for each in said]
    if all(known) or any(each.is_old for each in said):
        return said
    news = [each.measure for each, is_known in zip(said, known, strict=True) if not is_known]
    return tuple(
        replace(each, is_old=each.is_old or (is_known and any(each.measure.is_like(new) for new in news)))
        for each, is_known in zip(said, known, strict=True)
    )


def _helds(revision: Revision) -> Iterator[Held]:
    for place in revision.places():
        if place.slot in {"goals", "name", "greeting", "closing", "purpose", "hours"} or place.part == "topic":
            continue
        for each in said_in(place.text):
            words = each.about if len(measures(place.text)) > 1 else about(revision.around(place), each.measure)
            words -= {f"{each.measure.kind} {each.measure.value}"}
            yield Held(place, each.measure, words)


def _place(
    said: Said, sentence: tuple[str, tuple[Said, ...], str], helds: tuple[Held, ...], *, is_change: bool
) -> Held | None:
    """Where an amount of the brief stands that this one takes the place of."""
    text, others, _ = sentence
    beside = [each.measure for each in others if each is not said and each.clause == said.clause and not each.is_old]
    fitting = [held for held in helds if said.measure.is_like(held.measure)]
    fitting = [held for held in fitting if not any(each.is_same(held.measure) for each in beside)]
    near = [each.measure for each in others if each.is_old and each.clause == said.clause]
    direct = [held for held in fitting if any(each.is_same(held.measure) for each in near)]
    pointed = pointing.chosen(text.lower(), "money", _prices(helds))
    is_direct = is_change and len(direct) == 1
    best = pointed or (direct[0] if is_direct else _best(said, sentence, direct or fitting, is_change=is_change))
    if best is None or not said.measure.is_like(best.measure) or said.measure.is_same(best.measure):
        return None
    return None if _is_beside(said, best) or _is_label(said.measure, text, best) else best


def _best(
    said: Said, sentence: tuple[str, tuple[Said, ...], str], fitting: list[Held], *, is_change: bool
) -> Held | None:
    """The one of which the words around an amount speak most; else the one that is denied, or the only one."""
    text, others, before = sentence
    gone = [each.measure for each in others if each is not said and (each.is_old or each.measure.is_like(said.measure))]
    told = said.about - WEAK - FILLERS
    topics = [said.about]
    if is_change and len(told) < 2:
        topics = [said.about | _led(text, others), about(before)]
    elif not told and len(others) == 1:
        topics = [_led(text, others)]
    for words in topics:
        scored = sorted(((_score(words, held), at) for at, held in enumerate(fitting)), reverse=True)
        best = [fitting[at] for score, at in scored if score == scored[0][0] and score >= (0.3 if is_change else 0.7)]
        best = [held for held in best if any(each.is_same(held.measure) for each in gone)] or best
        if len(best) == 1:
            return best[0]
        fitting = best or fitting
    is_alone = len(fitting) == 1 and fitting[0].measure.kind == said.measure.kind not in {BARE, "time", "weekday"}
    if is_alone and not any(words - WEAK - FILLERS for words in topics):
        return fitting[0] if is_change else None
    denied = [held for held in fitting if any(each.is_same(held.measure) for each in gone)]
    return denied[0] if is_change and len(denied) == 1 else None


_LABELLED = re.compile(r" (?P<name>[A-ZÄÖÜÁÉÍÓÚÑ][^\W\d_]+)")


def _is_label(measure: Measure, text: str, held: Held) -> bool:
    """Whether numbers are part of two names, as those of houses in two streets are."""
    one, other = _LABELLED.match(text, measure.digits[1]), _LABELLED.match(held.place.text, held.measure.digits[1])
    return bool(one and other and one["name"] != other["name"])


def _prices(helds: tuple[Held, ...]) -> list[Held]:
    return [held for held in helds if held.measure.kind == "money" and held.place.slot == "facts"]


def _is_beside(said: Said, held: Held) -> bool:
    """Whether an amount stands beside the one held: "6 yard" says which skip it is."""
    before = [each for each in measures(held.place.text) if each.kind == BARE and each.end < held.measure.start]
    return said.measure.kind == BARE and any(each.value == said.measure.value for each in before)


def _led(text: str, said: tuple[Said, ...]) -> frozenset[str]:
    """What the clauses are about that tell no new amount: they may lead to the one that another clause tells."""
    taken = [each.clause for each in said if not each.is_old]
    spans = [span for span in pairwise(cuts(text)) if not any(start <= span[0] < end for start, end in taken)]
    return frozenset[str]().union(*(about(text[start:end]) for start, end in spans))


def _score(words: frozenset[str], held: Held) -> float:
    """How much of what was said the held words share."""
    said, kept = words - WEAK - FILLERS, held.about - WEAK
    if not said or not kept:
        said, kept = words - FILLERS, held.about
    if not said or not kept:
        return 0.0
    shared = len(said & kept)
    return (shared / len(said) + shared / len(kept)) / 2


def _write(held: Held, text: str, measure: Measure, revision: Revision) -> None:
    old, place = held.measure, held.place
    whole = measure.kind != BARE and (old.kind != BARE or measure.kind == old.kind)
    whole = whole and text[measure.digits[1] :][:4].lower() != place.text[old.digits[1] :][:4].lower()
    said = text[measure.start : measure.end] if whole else text[slice(*measure.digits)]
    start, end = (old.start, old.end) if whole else old.digits
    if measure.kind == "phone" and len(measure.value) < len(old.value):
        said = with_ending(place.text[start:end], measure.value)
    was = place.text[start:end]
    revision.write(place, place.text[:start] + said + place.text[end:], text)
    if place.slot == "facts" and was in revision.items("facts")[place.index or 0]["topic"]:
        facts = revision.items("facts")
        fact = facts[place.index or 0]
        facts[place.index or 0] = {**fact, "topic": fact["topic"].replace(was, said)[:120]}
        revision.put("facts", facts, text)
