"""What words that only steer ("yes", "later", "you decide") mean for the questions that are open."""

from parley.builder.guided import answers, steering
from parley.builder.guided.reading import Reading
from parley.builder.phrases import phrases
from parley.builder.schemas import BuildState, Op, Operation, Question, Stage, Understanding

_CONSENTED = frozenset({"/tools", "/workflow"})
_OFFERED = frozenset({"/brief/greeting", "/brief/handover"})
"""Slots whose question holds a ready answer that a "yes" takes."""


def steered(sense: Op | str, reading: Reading) -> Understanding:
    """The operations of a message that `steering.sense` understood."""
    evidence = reading.text.strip()[:200]
    match sense:
        case Op.CONFIRM:
            return _confirmed(reading, evidence)
        case Op.REJECT:
            return Understanding(operations=[_rejected(consent_path(reading), evidence)])
        case Op.UNDO | Op.REDO:
            return Understanding(operations=[Operation(op=sense, evidence=evidence)])
        case Op.USE_DEFAULTS | "default_here":
            return Understanding(operations=_left_to_us(sense, reading, evidence))
        case Op.SKIP if _waits_for_consent(reading.state) and steering.has(Op.CONFIRM, reading.text):
            return Understanding(operations=confirmed(reading, evidence))
        case Op.SKIP if reading.path:
            return Understanding(operations=_skipped(reading, evidence))
        case "change":
            return _asked_to_change(consent_path(reading), reading.state, evidence)
        case _:
            return _idle(reading, evidence)


def _waits_for_consent(state: BuildState) -> bool:
    """Whether consent to the build was asked beside something else."""
    return state.also is not None and state.also.path == "/workflow"


def consent_path(reading: Reading) -> str:
    """Where a no to what is proposed goes, and a bare "change something"."""
    return "/workflow" if _waits_for_consent(reading.state) and reading.path != "/tools" else reading.path


def _asked_slots(reading: Reading) -> list[Question]:
    """The open questions about slots that have no value; which of two answers holds is not among them."""
    brief = reading.state.brief
    return [
        question
        for question in reading.state.open_questions
        if question.path.startswith("/brief/") and brief.value(question.path.removeprefix("/brief/")) is None
    ]


def _skipped(reading: Reading, evidence: str) -> list[Operation]:
    paths = [question.path for question in _asked_slots(reading)] or [reading.path]
    return [Operation(op=Op.SKIP, path=path, evidence=evidence) for path in paths]


def _idle(reading: Reading, evidence: str, answer: str = "") -> Understanding:
    """Words that ask for nothing; thanks for a finished agent are answered."""
    if not answer and reading.state.stage is Stage.COMPLETED and steering.is_thanks(reading.text):
        answer = phrases(reading.state.language).tell("You're welcome. Tell me whenever something should change.")
    return Understanding(operations=[Operation(op=Op.OFF_TOPIC, evidence=evidence)], answer=answer)


def _confirmed(reading: Reading, evidence: str) -> Understanding:
    path, slots = reading.path, _asked_slots(reading)
    if consent_path(reading) in _CONSENTED:
        return Understanding(operations=confirmed(reading, evidence))
    is_new = not reading.state.reopened
    offers = [question for question in slots if is_new and question.path in _OFFERED and question.options]
    if offers and (taken := _taken(offers[-1], evidence)):
        return Understanding(operations=[taken])
    if path.startswith("/brief/") and reading.state.brief.value(path.removeprefix("/brief/")) is not None:
        return Understanding(operations=[Operation(op=Op.CONFIRM, path=path, evidence=evidence)])
    if slots and len(slots[0].options) > 1:
        which = phrases(reading.state.language).tell("Which one? Its name or its number is enough.")
        return _idle(reading, evidence, which)
    return _idle(reading, evidence)


def _taken(question: Question, evidence: str) -> Operation | None:
    """The first answer on offer; the greeting is the one that stands in the question's own words."""
    value = answers.value(question.path.removeprefix("/brief/"), question.options[0].value)
    if value is None or steering.sense(question.options[0].value) is Op.USE_DEFAULTS:
        return None
    return Operation(op=Op.SET, path=question.path, value=value, evidence=evidence)


def confirmed(reading: Reading, evidence: str) -> list[Operation]:
    """Yes to what is proposed; consent to the build is consent to its tools, and puts their details off."""
    proposed = [question.path for question in reading.state.open_questions if question.path in _CONSENTED]
    yes = [Operation(op=Op.CONFIRM, path=path, evidence=evidence) for path in proposed or [reading.path]]
    if not _waits_for_consent(reading.state):
        return yes
    return [*yes, Operation(op=Op.SKIP, path="/tools/config", evidence=evidence)]


def _rejected(path: str, evidence: str) -> Operation:
    if path == "/brief/handover":
        return Operation(op=Op.SET, path=path, value=[], evidence=evidence)
    if path.startswith("/tools/"):
        return Operation(op=Op.SKIP, path=path, evidence=evidence)
    if not path:
        return Operation(op=Op.OFF_TOPIC, evidence=evidence)
    return Operation(op=Op.REJECT, path=path, evidence=evidence)


def _left_to_us(sense: Op | str, reading: Reading, evidence: str) -> list[Operation]:
    """ "You decide" is meant for what was asked, "use your judgement" for all that is open."""
    path = reading.path
    if consent_path(reading) in _CONSENTED:
        settled = confirmed(reading, evidence)
    elif path.startswith("/tools/"):
        settled = [Operation(op=Op.SKIP, path=path, evidence=evidence)]
    else:
        settled = []
    if sense == "default_here" and path:
        return settled or _skipped(reading, evidence)
    return [Operation(op=Op.USE_DEFAULTS, evidence=evidence), *settled]


def _asked_to_change(path: str, state: BuildState, evidence: str) -> Understanding:
    tell = phrases(state.language).tell
    if path == "/tools":
        text = tell("Name what to drop or add, for example “drop the SMS” or “use Outlook instead”.")
        return Understanding(operations=[Operation(op=Op.QUESTION, path=path, evidence=evidence)], answer=text)
    text = tell("Say what should be different, for example “make it more formal” or “add German”.")
    op = Op.REJECT if path == "/workflow" else Op.QUESTION
    return Understanding(operations=[Operation(op=op, path=path, evidence=evidence)], answer=text)
