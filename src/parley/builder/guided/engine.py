"""The guided engine: one message and the state in, operations out; steering, corrections, facts, then the answer."""

import re
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from parley.agents.schemas import SLOTS, Brief
from parley.builder.guided import (
    answers,
    corrections,
    going,
    inquiries,
    leaving,
    picking,
    steering,
    volunteered,
    wiring,
)
from parley.builder.guided.draft import Draft
from parley.builder.guided.leaving import Left
from parley.builder.guided.reading import Reading, Sentence, read
from parley.builder.guided.tables import word_set
from parley.builder.schemas import BuildState, Op, Operation, Stage, Understanding

_MAX_OPERATIONS = 40


def understand(message: str, state: BuildState) -> Understanding:
    """What a message asks for. Never raises, takes time linear in the message, and asks no model."""
    reading = read(message, state)
    if not reading.text.strip():
        return Understanding()
    chosen = _chosen(reading)
    if chosen is not None:
        return chosen
    sense = steering.sense(reading.text)
    if sense is not None:
        return _steered(sense, reading)
    gone_back = going.back(reading.text)
    if gone_back is not None:
        return Understanding(operations=[gone_back])
    left = leaving.split(reading.text)
    return _told(reading if left.text == reading.text else read(left.text, state), left)


def _chosen(reading: Reading) -> Understanding | None:
    """What picking an option of the open question asks for."""
    question = reading.state.question
    option = None if question is None else picking.option(reading.text, question)
    if option is None:
        return None
    sense = steering.sense(option.value)
    if sense is not None:
        return _steered(sense, reading)
    operation = _answer(reading, option.value)
    return Understanding(operations=[operation]) if operation else None


def _steered(sense: Op | str, reading: Reading) -> Understanding:
    path, evidence = reading.path, reading.text.strip()[:200]
    match sense:
        case Op.CONFIRM:
            return _confirmed(reading, evidence)
        case Op.REJECT:
            return Understanding(operations=[_rejected(path, evidence)])
        case Op.UNDO | Op.REDO:
            return Understanding(operations=[Operation(op=sense, evidence=evidence)])
        case Op.USE_DEFAULTS | "default_here":
            return Understanding(operations=_left_to_us(sense, path, evidence))
        case Op.SKIP if path:
            return Understanding(operations=[Operation(op=Op.SKIP, path=path, evidence=evidence)])
        case "change":
            return _asked_to_change(path, evidence)
        case _:
            return _idle(reading, evidence)


def _idle(reading: Reading, evidence: str) -> Understanding:
    """Words that ask for nothing; thanks for a finished agent are answered."""
    is_thanked = reading.state.stage is Stage.COMPLETED and steering.is_thanks(reading.text)
    answer = "You're welcome. Tell me whenever something should change." if is_thanked else ""
    return Understanding(operations=[Operation(op=Op.OFF_TOPIC, evidence=evidence)], answer=answer)


def _confirmed(reading: Reading, evidence: str) -> Understanding:
    path, question = reading.path, reading.state.question
    if path in {"/tools", "/workflow"}:
        return Understanding(operations=[Operation(op=Op.CONFIRM, path=path, evidence=evidence)])
    slot = path.removeprefix("/brief/")
    is_offered = path in {"/brief/greeting", "/brief/handover"} and not reading.state.reopened
    if question and is_offered and question.options:
        value = answers.value(slot, question.options[0].value)
        if value is not None and steering.sense(question.options[0].value) is not Op.USE_DEFAULTS:
            return Understanding(operations=[Operation(op=Op.SET, path=path, value=value, evidence=evidence)])
    if path.startswith("/brief/") and reading.state.brief.value(slot) is not None:
        return Understanding(operations=[Operation(op=Op.CONFIRM, path=path, evidence=evidence)])
    return _idle(reading, evidence)


def _rejected(path: str, evidence: str) -> Operation:
    if path == "/brief/handover":
        return Operation(op=Op.SET, path=path, value=[], evidence=evidence)
    if path.startswith("/tools/"):
        return Operation(op=Op.SKIP, path=path, evidence=evidence)
    if not path:
        return Operation(op=Op.OFF_TOPIC, evidence=evidence)
    return Operation(op=Op.REJECT, path=path, evidence=evidence)


def _left_to_us(sense: Op | str, path: str, evidence: str) -> list[Operation]:
    """ "You decide" is meant for the open question, "use your judgement" for all that is open."""
    settled = [Operation(op=Op.CONFIRM, path=path, evidence=evidence)] if path in {"/tools", "/workflow"} else []
    if path.startswith("/tools/"):
        settled = [Operation(op=Op.SKIP, path=path, evidence=evidence)]
    if sense == "default_here" and settled:
        return settled
    if sense == "default_here" and path:
        return [Operation(op=Op.SKIP, path=path, evidence=evidence)]
    return [Operation(op=Op.USE_DEFAULTS, evidence=evidence), *settled]


def _asked_to_change(path: str, evidence: str) -> Understanding:
    if path == "/tools":
        text = "Name what to drop or add, for example “drop the SMS” or “use Outlook instead”."
        return Understanding(operations=[Operation(op=Op.QUESTION, path=path, evidence=evidence)], answer=text)
    text = "Say what should be different, for example “make it more formal” or “add German”."
    if path == "/workflow":
        return Understanding(operations=[Operation(op=Op.REJECT, path=path, evidence=evidence)], answer=text)
    return Understanding(operations=[Operation(op=Op.QUESTION, path=path, evidence=evidence)], answer=text)


def _told(reading: Reading, left: Left) -> Understanding:
    """A message with content: corrections, then what it volunteers, then the answer to the open question.

    What it leaves to us comes last: the slots it names, the open question where it has not been answered, or the rest.
    """
    low = reading.low
    asked = inquiries.is_question(low)
    known = inquiries.answer(low, reading.state) if asked else None
    if known and len(reading.text) < 160:
        question = Operation(op=Op.QUESTION, path=reading.path, evidence=reading.text.strip()[:500])
        return Understanding(operations=[question], answer=known)
    reading.is_correction = corrections.is_correction(reading.text) and reading.state.turn > 0
    operations = _content(reading)
    operations += _consent(reading, operations)
    operations = [operation for operation in operations if _fits(operation)]
    operations += _left(reading, left, operations)
    if operations:
        return Understanding(operations=operations[:_MAX_OPERATIONS])
    evidence = reading.text.strip()[:500].strip()
    if asked:
        return Understanding(
            operations=[Operation(op=Op.QUESTION, path=reading.path, evidence=evidence)], answer=inquiries.UNKNOWN
        )
    return Understanding(operations=[Operation(op=Op.OFF_TOPIC, evidence=evidence)])


def _left(reading: Reading, left: Left, found: list[Operation]) -> list[Operation]:
    """What a longer message leaves to us beside what it says."""
    told = {operation.path for operation in found if not operation.inferred}
    skipped = [(f"/brief/{slot}", evidence) for slot, evidence in left.slots]
    if left.here and reading.state.question and reading.path.startswith("/brief/"):
        skipped.append((reading.path, left.here))
    operations = [Operation(op=Op.SKIP, path=path, evidence=evidence) for path, evidence in skipped if path not in told]
    low = reading.text.lower().replace("’", "'")
    rest = left.rest or steering.leaves_rest(low)
    if rest and not left.rest:
        rest = reading.text[low.find(rest) :][: len(rest)]
    return [*operations, Operation(op=Op.USE_DEFAULTS, evidence=rest)] if rest else operations


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
    corrected = corrections.operations(reading)
    draft = Draft(reading)
    volunteered.gather(reading, draft)
    wired = wiring.addresses(reading) + wiring.operations(reading)
    touched = {operation.path for operation in corrected}
    found = [_in_place(operation, reading) for operation in draft.operations() if operation.path not in touched]
    if not reading.path.startswith("/tools/") and any(operation.path.endswith("/number") for operation in wired):
        found, wired = _with_number(corrected, found, wired)
    operations = corrected + found + wired
    touched = {operation.path for operation in operations if not operation.inferred}
    slot = reading.path.removeprefix("/brief/")
    if reading.path.startswith("/brief/") and reading.path not in touched and _is_answer(slot, reading, operations):
        operation = _answer(reading, reading.text.strip())
        if operation:
            operations = [held for held in operations if held.path != reading.path] + [operation]
    return operations


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


_EAGER = word_set("purpose kind channel tone languages goals name")


def _is_answer(slot: str, reading: Reading, found: list[Operation]) -> bool:
    """Whether to read the whole message as the answer: not where it speaks of other things or asks something."""
    said = [operation for operation in found if not operation.inferred]
    if slot == "purpose" and {operation.path for operation in said} == {"/brief/tone"}:
        return False
    if any(operation.op is Op.REMOVE for operation in said):
        return False
    if slot in {"greeting", "closing"}:
        return not said and _is_speech(reading.text)
    if inquiries.is_question(reading.text.lower()):
        return False
    return not said or (slot in _EAGER and (slot == "purpose" or len(reading.text) < 400))


_SPEECH = re.compile(
    r"\b(?:hi|hello|hey|welcome|thank|thanks|good (?:morning|afternoon|evening|day)|this is|you've "
    r"reached|how (?:can|may)|speaking|help you|hallo|guten|willkommen|danke|grüß|"
    r"hola|buenos|buenas|bienvenid\w+|gracias|bonjour|bienvenue|ciao|buongiorno|olá|servus|moin|grüezi|"
    r"here)\b|你好|您好|欢迎|感谢|こんにちは|もしもし"
)


def _is_speech(text: str) -> bool:
    return bool(_SPEECH.search(text.lower())) or re.search(r"[\"“„«]", text) is not None


def _answer(reading: Reading, text: str) -> Operation | None:
    """A text as the value of the open question's slot."""
    path, slot = reading.path, reading.path.removeprefix("/brief/")
    if not path.startswith("/brief/"):
        return _tool_answer(reading, text)
    value: Any = answers.value(slot, text)
    if value is None:
        return None
    return Operation(op=Op.SET, path=path, value=value, evidence=reading.text.strip()[:2_000].strip())


def _tool_answer(reading: Reading, text: str) -> Operation | None:
    found = next(
        (proposal for proposal in reading.state.proposals if text in {proposal.catalogue_id, proposal.title}), None
    )
    if reading.path != "/tools" or found is None:
        return None
    return Operation(op=Op.ADD, path=f"/tools/{found.catalogue_id}", evidence=reading.text.strip()[:200])


def _consent(reading: Reading, found: list[Operation]) -> list[Operation]:
    """ "Yes, and …" confirms what was asked; "yes, but drop SMS" confirms the tools with that change."""
    opened = steering.opening(reading.text) if reading.path in {"/tools", "/workflow"} else None
    if opened is None:
        return []
    operation, word, rest = opened
    if operation is Op.CONFIRM and reading.path == "/tools":
        return [Operation(op=Op.CONFIRM, path="/tools", evidence=word)]
    if operation is Op.CONFIRM and not found and not re.match(r"(?:but|except|only|however|aber|pero)\b", rest.lower()):
        return [Operation(op=Op.CONFIRM, path=reading.path, evidence=word)]
    if operation is Op.REJECT and reading.path == "/workflow" and not found:
        return [Operation(op=Op.REJECT, path=reading.path, evidence=word)]
    return []


__all__ = ["Sentence", "understand"]
