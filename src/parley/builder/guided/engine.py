"""The guided engine: one message and the state in, operations out; steering, corrections, facts, then the answer."""

import re
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from parley.agents.schemas import SLOTS, Brief
from parley.builder.guided import (
    answered,
    consent,
    corrections,
    dictation,
    going,
    inquiries,
    leaving,
    openings,
    picking,
    planted,
    readers,
    repairs,
    reshaping,
    running_on,
    second_reading,
    slip_words,
    slips,
    small_talk,
    steering,
    wiring,
    wraps,
)
from parley.builder.guided.chinese import signs
from parley.builder.guided.draft import Draft
from parley.builder.guided.english import likely
from parley.builder.guided.english import message as english
from parley.builder.guided.german import written
from parley.builder.guided.leaving import Left
from parley.builder.guided.reading import Reading, Sentence, cleaned, read
from parley.builder.guided.spanish import written as spanish
from parley.builder.guided.steered import steered
from parley.builder.schemas import BuildState, Op, Operation, Understanding

_MAX_OPERATIONS = 40
_GAP = re.compile(r",? {3,},?\s*")
_JOINT = re.compile(r" {3,}|[，,；;。] ?")


def understand(message: str, state: BuildState) -> Understanding:
    """What a message asks for. Never raises, takes time linear in the message, and asks no model."""
    whole = wraps.joined(cleaned(message))
    text = running_on.parted(dictation.written(whole.text), state)
    spelt = written.out(text, is_held=state.language.startswith("de"))
    if spelt.text == text:
        spelt = spanish.out(text, is_held=state.language.startswith("es"))
    told = spelt.requoted(_understood(spelt.text, state))
    return whole.requoted(dictation.requoted(told, text, whole.text))


def _understood(text: str, state: BuildState) -> Understanding:
    reading = read(planted.blanked(text), state)
    if not reading.text.strip():
        return Understanding()
    chosen = _chosen(reading)
    if chosen is not None:
        return chosen
    sense = steering.sense(reading.text) or (Op.CONFIRM if consent.is_to_offer(reading) else None)
    if sense is not None:
        return steered(sense, reading)
    gone_back = going.back(reading.text)
    if gone_back is not None:
        return Understanding(operations=[gone_back])
    left = leaving.split(reading.text)
    has_slip = slip_words.may(left.text.lower())
    plain = repairs.mended(left.text) if has_slip else left.text
    plain = small_talk.blanked(plain) if state.turn > 0 else plain
    has_slip = has_slip or (plain != left.text and slip_words.may(plain.lower()))
    if not plain.strip() and left.text.strip():
        chat = Operation(op=Op.QUESTION, path=reading.path, evidence=reading.text.strip()[:500].strip())
        return Understanding(operations=[chat], answer=inquiries.unknown(state))
    told = _corrected(plain, state, left) if has_slip else None
    told = (
        told or _taken_back(plain, state, left) or _told(reading if plain == reading.text else read(plain, state), left)
    )
    operations = [_quoting(_tidy(each), text) for each in told.operations]
    return told if operations == told.operations else told.model_copy(update={"operations": operations})


def _corrected(text: str, state: BuildState, left: Left) -> Understanding | None:
    """A message that corrects itself; None for any other."""
    return _in_parts(text, slips.split(text), state, left)


def _in_parts(text: str, parts: tuple[str, str] | None, state: BuildState, left: Left) -> Understanding | None:
    """What a message says and what it corrects of that, the one read after the other."""
    if parts is None:
        return None
    first = _told(read(parts[0], state), left)
    later = read(parts[1], slips.after(state, first.operations), context=text)
    later.is_correction = not signs.is_spoken(text) or slip_words.may(text)
    operations = slips.merged(state, first.operations, _content(later))
    return None if operations is None else first.model_copy(update={"operations": operations[:_MAX_OPERATIONS]})


def _taken_back(text: str, state: BuildState, left: Left) -> Understanding | None:
    """A message that without a mark takes back some of what it says itself; None for any other."""
    spans = slips.unmarked(text)
    parts = slips.parted(text, spans) if spans else None
    if parts is None:
        return None
    told = slips.after(state, _told(read(parts[0], state), left).operations)
    taking = [span for span in spans if corrections.take_back(read(text[slice(*span)], told))]
    return _in_parts(text, slips.parted(text, taking), state, left) if taking else None


def _chosen(reading: Reading) -> Understanding | None:
    """What picking an option of an open question asks for."""
    for question in reading.state.open_questions:
        option = picking.option(reading.text, question, by_place=question is reading.state.question)
        if option is None:
            continue
        sense = steering.sense(option.value)
        if sense is not None:
            return steered(sense, reading)
        operation = answered.answer(reading, question.path, option.value)
        return Understanding(operations=[operation]) if operation else None
    return None


def _told(reading: Reading, left: Left) -> Understanding:
    """A message with content: corrections, then what it volunteers, then the answer to the open question.

    What it leaves to us comes last: the slots it names, the open question where it has not been answered, or the rest.
    """
    low = reading.low
    asked = inquiries.is_question(low)
    known = inquiries.answer(low, reading.state) if asked and len(reading.text) < 160 else None
    if known and not answered.greets(reading):
        question = Operation(op=Op.QUESTION, path=reading.path, evidence=reading.text.strip()[:500])
        return Understanding(operations=[question], answer=known)
    reshaped = reshaping.take(reading)
    if reshaped.operations or reshaped.answer:
        return _reshaped(reading, reshaped)
    reading.is_correction = corrections.is_correction(reading.text) and reading.state.turn > 0
    operations = _content(reading)
    operations += consent.operations(reading, operations)
    operations = [operation for operation in operations if _fits(operation)]
    operations += _left(reading, left, operations)
    if operations:
        return Understanding(operations=operations[:_MAX_OPERATIONS])
    evidence = reading.text.strip()[:500].strip()
    if asked:
        question = Operation(op=Op.QUESTION, path=reading.path, evidence=evidence)
        return Understanding(operations=[question], answer=inquiries.unknown(reading.state))
    return Understanding(operations=[Operation(op=Op.OFF_TOPIC, evidence=evidence)])


def _reshaped(reading: Reading, reshaped: reshaping.Reshaped) -> Understanding:
    """Wishes about the flow, and what else the message says beside them."""
    beside = _content(read(reshaped.rest, reading.state)) if reshaped.rest.strip() else []
    operations = [*reshaped.operations, *filter(_fits, beside)]
    if not operations:
        operations = [Operation(op=Op.QUESTION, path="/workflow", evidence=reading.text.strip()[:500].strip())]
    return Understanding(operations=operations[:_MAX_OPERATIONS], answer=reshaped.answer)


def _left(reading: Reading, left: Left, found: list[Operation]) -> list[Operation]:
    """What a longer message leaves to us beside what it says."""
    told = {operation.path for operation in found if not operation.inferred}
    skipped = [(f"/brief/{slot}", evidence) for slot, evidence in left.slots]
    if left.here and reading.state.question:
        asked = [f"/brief/{slot}" for slot in answered.open_slots(reading)] or [reading.path]
        skipped += [(path, left.here) for path in asked if path.startswith("/brief/")]
    operations = [Operation(op=Op.SKIP, path=path, evidence=evidence) for path, evidence in skipped if path not in told]
    low = reading.text.lower().replace("’", "'")
    rest = left.rest or steering.leaves_rest(low)
    if rest and not left.rest:
        rest = reading.text[low.find(rest) :][: len(rest)]
    return [*operations, Operation(op=Op.USE_DEFAULTS, evidence=rest)] if rest else operations


def _tidy(operation: Operation) -> Operation:
    """With a value that has no gap where words were blanked."""
    value = _without_gaps(operation.value)
    return operation if value == operation.value else operation.model_copy(update={"value": value})


def _without_gaps(value: Any) -> Any:
    if isinstance(value, str):
        return _GAP.sub(lambda gap: ", " if "," in gap.group() else " ", value).strip() if "   " in value else value
    if isinstance(value, list):
        return [_without_gaps(item) for item in value]
    return {key: _without_gaps(item) for key, item in value.items()} if isinstance(value, dict) else value


def _quoting(operation: Operation, text: str) -> Operation:
    """With evidence that is one passage of the message, where a rule put several together or words were blanked."""
    if operation.evidence in text:
        return operation
    passages = (part.strip() for part in _JOINT.split(operation.evidence))
    longest = max((part for part in passages if part in text), key=len, default="")
    return operation.model_copy(update={"evidence": longest})


def _fits(operation: Operation) -> bool:
    """Whether a value is of its slot's type and size; an odd message must not yield what the brief would refuse."""
    slot = operation.path.removeprefix("/brief/")
    if slot == operation.path or operation.value is None:
        return True
    if slot not in SLOTS:
        return False
    try:
        _type(slot).validate_python({"value": operation.value})
    except ValidationError:
        return False
    return True


@cache
def _type(slot: str) -> TypeAdapter[Any]:
    """What a brief holds in a slot, to be checked without the other slots."""
    annotation: Any = Brief.model_fields[slot].annotation
    return TypeAdapter(annotation)


def _content(reading: Reading) -> list[Operation]:
    reader = readers.of(reading)
    is_english = reader.gather is english.gather
    plain = answered.plain(reading) if is_english else []
    corrected = corrections.operations(reading)
    draft = Draft(reading)
    reader.gather(reading, draft)
    wired = wiring.addresses(reading) + wiring.operations(reading)
    touched = {operation.path for operation in corrected}
    found = [_in_place(_beside(each, touched), reading) for each in draft.operations()]
    found = [each for each in found if each.op is Op.ADD or each.path not in touched]
    if not reading.path.startswith("/tools/") and any(operation.path.endswith("/number") for operation in wired):
        found, wired = _with_number(corrected, found, wired)
    if reading.path == "/tools":
        found = _beside_tools(found, wired, reading)
    told = {operation.path for operation in plain}
    operations = corrected + [operation for operation in found if operation.path not in told] + plain + wired
    made = answered.to_open(reading, operations) if is_english else []
    replaced = {operation.path for operation in made}
    operations = [held for held in operations if held.path not in replaced] + made
    operations = likely.kept(operations) if is_english else operations
    operations += openings.greeted(reading, operations) if is_english else []
    operations = second_reading.filled(reading, operations, reader.cues)
    return operations + openings.wish(reading, operations) + openings.channel(reading, operations)


_NOT_OF_TOOLS = frozenset(
    {"/brief/handover", "/brief/goals", "/brief/facts", "/brief/constraints", "/brief/scope_dont"}
)


def _beside_tools(found: list[Operation], wired: list[Operation], reading: Reading) -> list[Operation]:
    """What the answer about the tools says beside them: "enquiries go to us by Postmark" is no hand-over."""
    named = [each.evidence for each in wired if each.op is Op.ADD and each.evidence]
    spoken = [part.text for part in reading.sentences if any(words in part.text for words in named)]
    return [
        each
        for each in found
        if each.path not in _NOT_OF_TOOLS or not any(each.evidence in sentence for sentence in spoken)
    ]


def _beside(operation: Operation, touched: set[str]) -> Operation:
    """Facts told beside a correction of what nobody held, which made the first fact, join that."""
    is_fresh = operation.op is Op.SET and operation.path == "/brief/facts" and operation.path in touched
    return operation.model_copy(update={"op": Op.ADD}) if is_fresh else operation


def _in_place(operation: Operation, reading: Reading) -> Operation:
    """What answers a question asked again takes the place of what stands there, unless it is said to join it."""
    if operation.op is not Op.ADD or operation.path != reading.state.reopened or corrections.joins(reading.text):
        return operation
    return operation.model_copy(update={"op": Op.CORRECT})


def _with_number(
    corrected: list[Operation], found: list[Operation], wired: list[Operation]
) -> tuple[list[Operation], list[Operation]]:
    """A number that nobody asked for belongs to the hand-over told with it, else to the tool; it is no goal."""
    if any(operation.path == "/brief/handover" for operation in [*corrected, *found]):
        return found, [operation for operation in wired if not operation.path.endswith("/number")]
    return [operation for operation in found if operation.path != "/brief/goals"], wired


__all__ = ["Sentence", "understand"]
