"""Changes of mind: "change the tone to formal", "remove French", "rename it to Max", "nine to six, not five"."""

import re
from dataclasses import replace
from functools import cache

from parley.agents.schemas import SLOTS
from parley.builder.guided import (
    additions,
    answers,
    chinese,
    contrasts,
    crossed,
    exchanges,
    german,
    joining,
    keeping,
    refusals,
    removals,
    restating,
    retelling,
    reworded,
    spanish,
    successors,
    swaps,
    unheld,
)
from parley.builder.guided.chinese import signs
from parley.builder.guided.english import manner
from parley.builder.guided.german import page as german_page
from parley.builder.guided.reading import Reading, Sentence
from parley.builder.guided.revision import Revision
from parley.builder.guided.spanish import page as spanish_page
from parley.builder.guided.tables import word_set
from parley.builder.schemas import BuildState, Op, Operation


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    slots = "|".join(sorted(map(re.escape, answers.LABELS), key=len, reverse=True))
    the = r"(?:the |its |her |his |their |my |our |agent's |the agent's )*"
    return {
        "change": re.compile(
            rf"\b(?:change|set|update|switch|edit|correct|ändere?|"
            rf"cambia)\s+{the}(?P<slot>{slots})\b\s*(?:from .{{1,120}}? )?(?:to be|to|into|=|:|as|auf|zu|"
            rf"a|por)?\s*(?P<value>.+)",
            re.DOTALL,
        ),
        "is": re.compile(
            rf"^{the}(?P<slot>{slots})\s+(?:should be|should|must be|is|are|=|shall be|needs to be|"
            rf"sollte|ist|debe ser)\s+(?P<value>.+)",
            re.DOTALL,
        ),
        "rename": re.compile(
            r"\b(?:rename (?:it|her|him|the agent|the bot|the assistant)? ?(?:to|as)?|change (?:its|her|"
            r"his|the) name to)\s+(?P<value>[^,.;!?\n]{1,60})"
        ),
        "degree": re.compile(
            r"(?:and |but |please |also )?(?P<more>(?:a bit |a little )?(?:more|less)) (?P<value>[^.;!?\n]{3,"
            r"60})"
        ),
        "make": re.compile(
            r"\b(?:make|keep)\s+(?:it|the tone|her|him|the agent|everything|that)\s+(?:sound "
            r")?(?P<more>a bit more |a little more |more |less |a bit less |not so |not too |a bit "
            r")?(?P<value>[^.;!?\n]{3,80}?)(?:\s+instead|,? please|[.!]|$)"
        ),
    }


def is_correction(text: str) -> bool:
    """Whether a message announces that something said before was wrong."""
    if signs.is_spoken(text):
        return chinese.corrections.is_correction(text)
    return contrasts.is_announced(text)


_JOINS = re.compile(
    r"\b(?:also|too|as well|add|plus|auch|außerdem|zusätzlich|también|además)\b|也|还|加上", re.IGNORECASE
)


def joins(text: str) -> bool:
    """Whether a message says that something comes on top of what stands there."""
    return _JOINS.search(text) is not None


def operations(reading: Reading) -> list[Operation]:
    """The operations of explicit corrections; what they used is blanked for the other rules."""
    found = _in_signs(reading) if signs.is_spoken(reading.text) else _found(reading)
    return [_typed(operation, reading.state) for operation in found]


def _in_signs(reading: Reading) -> list[Operation]:
    if reading.state.turn == 0:
        return []
    revision = Revision(reading.state)
    for place in range(len(reading.sentences[:40])):
        sentence = reading.sentences[place]
        before = reading.before(sentence)
        if chinese.revising.revised(sentence, revision, before) and not sentence.left.strip("\ue002 ，。,"):
            continue
        is_change = reading.is_correction or restating.is_change(reading.sentences[place].text)
        if chinese.rehours.retold(reading.sentences[place], revision, is_change=is_change):
            continue
        retelling.told(reading, place, revision)
        is_hours = chinese.hours.is_told(signs.fold(reading.sentences[place].text))
        if not exchanges.exchanged(reading, place, revision) and not is_hours:
            unheld.told(reading, place, revision)
    state = reading.state.model_copy(update={"brief": revision.brief()})
    return [*revision.operations(), *chinese.corrections.operations(replace(reading, state=state))]


def take_back(reading: Reading) -> bool:
    """Whether a sentence takes something back, keeps it alone or allows it; the words are taken."""
    if signs.is_spoken(reading.text):
        return any(each.op is not Op.ADD for each in _in_signs(reading))
    revision = Revision(reading.state)
    places = range(len(reading.sentences))
    return any(keeping.kept(reading, at, revision) or exchanges.parted(reading, at, revision) for at in places)


def _typed(operation: Operation, state: BuildState) -> Operation:
    """A value in place of another is a correction of that."""
    slot = operation.path.removeprefix("/brief/")
    if operation.op is not Op.SET or slot not in SLOTS or state.brief.value(slot) is None:
        return operation
    return operation.model_copy(update={"op": Op.CORRECT})


def _whole(reading: Reading, revision: Revision) -> None:
    """What is put right across the sentences of a message."""
    is_turned = spanish_page.is_spoken(reading) and spanish.revised.revise(reading, revision)
    is_turned or crossed.made(reading, revision) or successors.made(reading, revision)
    reworded.made(reading, revision)


def _found(reading: Reading) -> list[Operation]:
    result: list[Operation] = []
    revision = Revision(reading.state)
    is_later = reading.state.turn > 0
    is_german = is_later and german_page.is_spoken(reading)
    if is_later and not is_german:
        _whole(reading, revision)
    for place, sentence in enumerate(reading.sentences[:40]):
        if is_german and german.changes.made(reading, place, revision):
            continue
        if is_later and _is_used(reading, place, revision):
            continue
        if refused := refusals.of_handover(sentence):
            result.append(swaps.set_to("handover", [], refused))
            continue
        is_late = reading.state.turn > 1 and bool(sentence.words & {"is", "should", "are", "must"})
        if not (sentence.words & _CUES or is_late or contrasts.may(sentence.words)):
            continue
        result += _of(sentence, reading, revision)
    return [*revision.operations(), *result]


def _is_used(reading: Reading, place: int, revision: Revision) -> bool:
    """Whether a later sentence told anew what is held, or what is not held and was wrong."""
    retelling.told(reading, place, revision)
    if keeping.kept(reading, place, revision) or exchanges.exchanged(reading, place, revision):
        return True
    return joining.joined(reading.sentences[place], revision) or unheld.told(reading, place, revision)


_CUES = word_set(
    """
    change set update switch edit correct rename make remove delete drop forget scrap cut clear add include not
    instead rather take get leave keep ändere cambia entferne lösche streiche quita elimina nicht no füge añade
    agrega also less more
    """
)


def _of(sentence: Sentence, reading: Reading, revision: Revision) -> list[Operation]:
    for reader in (_renamed, _changed):
        if found := reader(sentence, reading.state):
            return found
    if reading.state.turn > 0 and swaps.swapped(sentence, revision, is_correction=reading.is_correction):
        return []
    for reader in (_made, removals.removed, additions.added):
        if found := reader(sentence, reading.state):
            return found
    return []


def _renamed(sentence: Sentence, state: BuildState) -> list[Operation]:
    found = (
        _patterns()["rename"].search(sentence.left) if "rename" in sentence.words or "name" in sentence.words else None
    )
    if not found:
        return []
    start, end = found.span("value")
    value = answers.value("name", re.sub(r"\s+(?:please|instead)$", "", sentence.text[start:end]))
    return [swaps.set_to("name", value, sentence.take(found.start(), end))] if value else []


_CHANGING = word_set("change set update switch edit correct ändere änder cambia")


def _changed(sentence: Sentence, state: BuildState) -> list[Operation]:
    lead = swaps.LEADS.match(sentence.left)
    found = _patterns()["change"].search(sentence.left) if sentence.has(_CHANGING) else None
    if found is None and state.turn > 1:
        found = _patterns()["is"].match(sentence.left[lead.end() :] if lead else sentence.left)
    if not found:
        return []
    offset = lead.end() if lead and found.re is _patterns()["is"] else 0
    slot = answers.LABELS[found.group("slot")]
    start, end = found.start("value") + offset, found.end("value") + offset
    text = re.sub(
        r"\s+(?:instead|please)\W*$",
        "",
        sentence.text[start:end].rstrip(" .!") if slot not in {"greeting", "closing"} else sentence.text[start:end],
    )
    more = re.match(r"(?:a (?:bit|little) )?(?:more|also)\s+(.+)", text)
    value = answers.value(slot, more.group(1) if more else text)
    if value is None or slot == "collect":
        return []
    evidence = sentence.take(found.start() + offset, end)
    if more and slot in answers.LIST_SLOTS:
        return [Operation(op=Op.ADD, path=f"/brief/{slot}", value=value, evidence=evidence)]
    return [swaps.set_to(slot, value, evidence)]


def _made(sentence: Sentence, state: BuildState) -> list[Operation]:
    if not sentence.words & {"make", "keep", "less", "more"}:
        return []
    found = _patterns()["make"].search(sentence.left) or _patterns()["degree"].match(sentence.left)
    if not found:
        return []
    tones = manner.tones_in(found.group("value").replace(" and not ", ", not "), strict=False)
    if not tones:
        return []
    held = [str(item) for item in swaps.held_items(state, "tone")]
    evidence = sentence.take(found.start(), found.end()).strip(" .!")
    more = (found.group("more") or "").strip()
    if more in {"less", "a bit less", "not so", "not too"}:
        return (
            [Operation(op=Op.REMOVE, path="/brief/tone", value=[t for t in tones if t in held], evidence=evidence)]
            if set(tones) & set(held)
            else [swaps.set_to("tone", [*held, f"not too {tones[0]}"], evidence)]
        )
    if more and held:
        return [Operation(op=Op.ADD, path="/brief/tone", value=tones, evidence=evidence)]
    return [swaps.set_to("tone", tones, evidence)]
