"""What a message asks for, as checked operations: by a model where there is one, by the guided rules otherwise.

A turn never fails here. Whatever goes wrong with the model (down, slow, nonsense), the rules answer the same message,
and `usage` says so while still counting what was spent. Nothing but checked operations leaves this module.
"""

import asyncio
from dataclasses import dataclass, replace

from parley.builder import guided
from parley.builder import understand as by_model
from parley.builder.schemas import BuildState, EngineKind, Op, Operation, Understanding, Usage
from parley.builder.understand import prompt
from parley.builder.understand.checks import Checked, check
from parley.builder.understand.draft import MAX_OPERATIONS, Draft
from parley.core.text import clean
from parley.llm.errors import ModelError, ModelNonsense
from parley.llm.schemas import Spent, StructuredModel, StructuredRequest

MAX_REPAIRS = 2
_STEERING = frozenset({Op.CONFIRM, Op.REJECT, Op.GO_BACK, Op.UNDO, Op.REDO, Op.SKIP, Op.USE_DEFAULTS, Op.OFF_TOPIC})
_FORM = frozenset({"/brief/languages", "/brief/channel"})
_MAX_ANSWER = 600


async def understand(message: str, state: BuildState, model: StructuredModel | None) -> Understanding:
    """The message's operations. One model call, at most two repairs, one deadline for all of them.

    A message that is nothing but steering ("yes", "undo", "use your judgement") or an offered option is read by the
    rules without a call: they are exact on those, and quick.
    """
    read = guided.understand(message, state)
    if model is None or _is_plain(message, read, state):
        return read
    ledger = _Ledger()
    try:
        operations, answer = await _by_model(message, state, model, ledger)
    except ModelError:
        operations, answer = [], ""
    if not operations:
        return read.model_copy(update={"usage": ledger.usage(EngineKind.GUIDED)})
    if not answer and any(operation.op is Op.QUESTION for operation in operations):
        answer = read.answer
    operations = [*operations, *_form(read, operations)][:MAX_OPERATIONS]
    return Understanding(operations=operations, answer=answer, usage=ledger.usage(EngineKind.MODEL))


def _form(read: Understanding, operations: list[Operation]) -> list[Operation]:
    """Language and channel as the rules read them off the message, where the model left them out."""
    touched = {operation.path for operation in operations}
    return [each for each in read.operations if each.path in _FORM and each.inferred and each.path not in touched]


class _Ledger:
    """What the calls of a turn have cost so far, the failed ones included."""

    def __init__(self) -> None:
        self.total = Spent()

    def usage(self, engine: EngineKind) -> Usage:
        """The cost as the turn reports it."""
        total = self.total
        return Usage(
            model_calls=total.calls,
            input_tokens=total.input_tokens,
            output_tokens=total.output_tokens,
            engine=engine,
        )


@dataclass(slots=True)
class _Attempt:
    """One answer of the model; `draft` is None when it could not be read, and the complaint says why."""

    text: str
    draft: Draft | None = None
    complaint: str = ""


async def _by_model(
    message: str, state: BuildState, model: StructuredModel, ledger: _Ledger
) -> tuple[list[Operation], str]:
    """Ask, check, and ask for corrections while something was refused and the time allows another call as long.

    ModelError when the first call fails; a repair that fails leaves what came before it.
    """
    clock = asyncio.get_running_loop().time
    ends = clock() + model.timeout_s
    first = request = prompt.request(message, state)
    operations: list[Operation] = []
    answer = ""
    for repair in range(MAX_REPAIRS + 1):
        started = clock()
        try:
            attempt = await _attempt(request, model, ledger)
        except ModelError:
            if repair == 0:
                raise
            break
        checked = check(attempt.draft, message, state) if attempt.draft else Checked(complaints=[attempt.complaint])
        operations = _joined(operations, checked.operations)
        answer = answer or _answer(attempt.draft, operations)
        remaining_s = ends - clock()
        if not checked.complaints or remaining_s < clock() - started:
            break
        request = replace(prompt.repair(first, attempt.text, checked.complaints), timeout_s=remaining_s)
    return operations, answer


async def _attempt(request: StructuredRequest[Draft], model: StructuredModel, ledger: _Ledger) -> _Attempt:
    try:
        structured = await model.structured(request)
    except ModelNonsense as error:
        ledger.total += error.spent
        return _Attempt(error.text, complaint=error.complaint)
    except ModelError as error:
        ledger.total += error.spent
        raise
    ledger.total += structured.spent
    return _Attempt(structured.text, structured.value)


def _joined(earlier: list[Operation], later: list[Operation]) -> list[Operation]:
    """Both, where a repair repeats what had passed already once only."""
    known = {(each.op, each.path, repr(each.value)) for each in earlier}
    joined = [*earlier, *(each for each in later if (each.op, each.path, repr(each.value)) not in known)]
    return joined[:MAX_OPERATIONS]


def _is_plain(message: str, read: Understanding, state: BuildState) -> bool:
    """Whether the rules' reading is the whole message: an option on offer, or steering words and nothing beside."""
    said = message.strip().casefold()
    options = state.question.options if state.question else []
    if not said or any(said in {option.value.casefold(), option.label.casefold()} for option in options):
        return True
    if not read.operations or any(operation.op not in _STEERING for operation in read.operations):
        return False
    covered = max(_size(operation.evidence) for operation in read.operations)
    return covered >= _size(message)


def _size(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _answer(draft: Draft | None, operations: list[Operation]) -> str:
    """The model's reply to a question the user put; one that claims a change is not passed on."""
    if draft is None or not any(operation.op is Op.QUESTION for operation in operations):
        return ""
    text = draft.answer.strip()
    try:
        return "" if len(text) > _MAX_ANSWER or by_model.claims.claims_a_change(text) else clean(text)
    except ValueError:
        return ""
