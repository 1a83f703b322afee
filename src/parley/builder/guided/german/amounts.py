"""Amounts and addresses that change in German, also over two sentences: "75 Euro, des war amal. 89 muss da stehn"."""

import re

from parley.builder.guided import amending
from parley.builder.guided.german import change_words as said
from parley.builder.guided.german import named
from parley.builder.guided.german.told import Told
from parley.builder.guided.measures import Measure, measures
from parley.builder.guided.revision import Place, Revision, content


def are_swapped(told: Told) -> bool:
    """Two facts that the sentence names, with an amount of a kind each."""
    words, facts = told.words, told.revision.items("facts")
    named_facts = [
        (at, each)
        for at, fact in enumerate(facts)
        if amending.shares(words, content(fact["text"]) - content("kostet kosten euro dauert"))
        if len(measures(fact["text"])) == 1
        for each in measures(fact["text"])
    ]
    if len(named_facts) != 2 or not named_facts[0][1].is_like(named_facts[1][1]):
        return False
    (one, first), (two, second) = named_facts
    texts = facts[one]["text"], facts[two]["text"]
    for at, text, own, other in ((one, texts[0], first, texts[1][second.start : second.end]),
                                 (two, texts[1], second, texts[0][first.start : first.end])):  # fmt: skip
        fresh = text[: own.start] + other + text[own.end :]
        facts[at] = {"topic": fresh[:60] if facts[at]["topic"] == text[:60] else facts[at]["topic"], "text": fresh}
    told.revision.put("facts", facts, told.evidence)
    return True


def is_changed(told: Told) -> bool:
    """An amount or an address that is held goes, and the only other one of its kind takes its place."""
    before = told.before.text.lower() if told.before else ""
    if not (said.EXCHANGES.search(told.low) or said.NOW.search(told.low) or said.OLD.search(before)):
        return False
    return _is_readdressed(told) or _is_recounted(told) or _is_repriced(told)


def _is_readdressed(told: Told) -> bool:
    fresh = named.addresses(told.text)
    places = [
        (place, held)
        for place in told.revision.places()
        if place.slot == "facts" and place.part == "text"
        for held in named.addresses(place.text)
    ]
    if len(places) > 1:
        places = [(place, held) for place, held in places if held in told.text]
    new = [each for each in fresh if not any(each == held for _, held in places)]
    if len(places) != 1 or len(new) != 1:
        return False
    if told.before and places[0][1] in told.before.text:
        told.before.take(0, len(told.before.text))
    return amending.reworded(places[0][1], new[0], told.revision, told.evidence, slot="facts")


def _is_recounted(told: Told) -> bool:
    text, own = told.text, measures(told.text)
    held = [(place, old, each) for each in own for place, old in _amounts(told.revision) if each.is_same(old)]
    if not held and told.before and said.OLD.search(told.before.text.lower()):
        held = [
            (place, old, each)
            for each in measures(told.before.text)
            for place, old in _amounts(told.revision)
            if each.is_same(old)
        ]
    if len({place for place, _, _ in held}) != 1 or len(held) != 1:
        return False
    place, old, gone = held[0]
    fresh = [each for each in own if each.is_like(old) and not each.is_same(old) and each is not gone]
    if len(fresh) != 1 or old.kind in {"weekday", "phone"}:
        return False
    _recounted(place, old, (text, fresh[0]), told.revision)
    if told.before and gone in measures(told.before.text):
        told.before.take(0, len(told.before.text))
    return True


def _is_repriced(told: Told) -> bool:
    """A new amount of something that one fact alone speaks of, which has another amount of that kind, or was free."""
    fresh = [each for each in measures(told.text) if each.kind not in {"weekday", "phone", "time", "date"}]
    if len(fresh) != 1 or not said.NOW.search(told.low) or told.follows_change:
        return False
    facts = told.revision.items("facts")
    meant = [at for at, fact in enumerate(facts) if amending.shares(told.words, content(fact["text"]) - said.PRICED)]
    if len(meant) != 1:
        return False
    text = facts[meant[0]]["text"]
    olds = [each for each in measures(text) if each.is_like(fresh[0])]
    if len(olds) == 1 and not olds[0].is_same(fresh[0]):
        place = next(each for each in told.revision.places() if each.slot == "facts" and each.text == text)
        _recounted(place, olds[0], (told.text, fresh[0]), told.revision)
        return True
    if olds or not said.FREE.search(text.lower()):
        return False
    clause = next(part for part in re.split(r"[,;:]\s", told.text) if measures(part)).strip(" .!")
    thing = next((word for word in re.findall(r"[A-ZÄÖÜ][\w-]+", text[3:])), "")
    fact = clause if thing in clause else f"{thing}: {clause}"
    facts[meant[0]] = {"topic": thing or fact[:60], "text": fact[:1].upper() + fact[1:]}
    told.revision.put("facts", facts, told.evidence)
    return True


def is_freed(told: Told) -> bool:
    """What cost something is free: the clause takes the place of the fact."""
    if not said.FREE.search(told.low):
        return False
    priced = [at for at, fact in enumerate(told.revision.items("facts")) if _is_price(fact["text"])]
    words = told.words - content("kostenlos gratis umsonst kostet")
    facts = told.revision.items("facts")
    meant = [at for at in priced if amending.shares(words, content(facts[at]["text"]) - content("kostet kosten"))]
    if len(meant) != 1:
        return False
    start = next((each.end() for each in re.finditer(r"\bdass ", told.text)), 0)
    text = told.text[start:].strip(" .!")
    text = re.sub(r"^(.* )(\w+) (ist|sind)$", r"\1\3 \2", text) if start else text
    facts[meant[0]] = {"topic": text[:60], "text": text[:1].upper() + text[1:]}
    told.revision.put("facts", facts, told.evidence)
    return True


def _amounts(revision: Revision) -> list[tuple[Place, Measure]]:
    return [
        (place, each)
        for place in revision.places()
        if place.slot in {"facts", "constraints", "success"} and place.part != "topic"
        for each in measures(place.text)
    ]


def _recounted(place: Place, old: Measure, told: tuple[str, Measure], revision: Revision) -> None:
    text, new = told
    words = (
        text[new.start : new.end]
        if new.kind
        else place.text[old.start : old.digits[0]] + text[slice(*new.digits)] + place.text[old.digits[1] : old.end]
    )
    fresh = place.text[: old.start] + words + place.text[old.end :]
    amending.rewritten(place, fresh, revision, text)


def _is_price(text: str) -> bool:
    return any(each.kind == "money" for each in measures(text))
