"""Two answers that do not agree: which slot to ask about, once, when nobody said that the first was wrong."""

import re

from parley.agents.schemas import SlotStatus
from parley.builder import guided, report
from parley.builder.phrases import Phrases
from parley.builder.schemas import BuildState, Change, Op, Operation, Option, Question

_SLOTS = frozenset({"/brief/name", "/brief/channel", "/brief/hours"})
"""Slots with one value that is either so or so; the others grow, or are rewritten as the user likes."""
_PLAINLY = re.compile(
    r"\b(?:no|not|now|but|changed?|make|call|rename|instead|update|also|both|nein|nicht|nun|jetzt|aber|doch|ändere?|mach|"
    r"nenn|statt|auch|beides|ahora|pero|cambia|pon|llámal[oa]|también|ambos|open|opening|hours|closed|named?|called|"
    r"geöffnet|\w*zeiten|zu|auf|heißt|heißen|korrigiere?|abrimos|abierto|atendemos|cerrado|horario|llama|corrijo)\b"
    r"|[：:](?!\d)|不|改|现在|也|都|营业|休息|叫",
    re.IGNORECASE,
)


def found(before: BuildState, operations: list[Operation], changes: list[Change], message: str) -> Change | None:
    """The change that contradicts an earlier answer in passing, None where the message plainly corrects or answers."""
    stated = {each.path for each in operations if each.op is Op.SET and not each.inferred} & _SLOTS
    contradicted = [change for change in changes if change.path in stated and _is_answered(before, change)]
    open_ = {question.path for question in before.open_questions}
    if not contradicted or contradicted[0].path in open_ or contradicted[0].path in before.contested:
        return None
    is_plain = guided.corrections.is_correction(message) or _PLAINLY.search(message) is not None
    return None if is_plain else contradicted[0]


def _is_answered(before: BuildState, change: Change) -> bool:
    """Whether the user had said the value that is gone, and still says one."""
    slot = getattr(before.brief, change.path.removeprefix("/brief/"))
    return slot is not None and slot.status is SlotStatus.STATED and bool(change.before) and bool(change.after)


def question(conflict: Change, said: Phrases) -> Question:
    """Which of two answers holds; the later one does until somebody says otherwise."""
    slot = conflict.path.removeprefix("/brief/")
    first, now = (report.shown(slot, value, said)[:300] for value in (conflict.before, conflict.after))
    text = said.tell("You said “{first}” first and “{now}” now: which holds?", first=first, now=now)
    values = zip((now, first), (conflict.after, conflict.before), strict=True)
    return Question(
        path=conflict.path, text=text, options=[Option(label=label, value=str(value)[:300]) for label, value in values]
    )
