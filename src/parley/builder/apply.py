"""Operations applied to a build, by code: nothing but what they name changes, and the user's own edits stay.

What an operation cannot do (an unknown tool, a value that does not fit its slot) it leaves undone: the change list,
computed from before and after, then does not claim it.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from pydantic import BaseModel, ValidationError

from parley.agents.schemas import REQUIRED, SLOTS, Slot, SlotStatus, ToolKind, ToolSpec
from parley.builder import defaults, guided, propose, purpose, report, transfers
from parley.builder.phrases import ENGLISH
from parley.builder.schemas import (
    CHANGING,
    MAX_TOOLS,
    Assumption,
    BuildState,
    Change,
    ChangeOp,
    Op,
    Operation,
    Proposal,
    ProposalStatus,
)
from parley.builder.workflow import placeholders, revision
from parley.tools import service as tools

MAX_ASKED = 2
"""How often a slot is asked for before its default is taken: once, and once more in other words. Who has not answered
by then does not want to be asked; the default is listed as an assumption, and any later word replaces it."""
MAX_PASSED_OVER = 1
"""How many more chances there are where people tell something else instead of answering."""
_IDENTITY = {"goals": "name", "facts": "topic", "handover": "when"}
_STRENGTH = {SlotStatus.DEFAULT: 0, SlotStatus.INFERRED: 1, SlotStatus.STATED: 2, SlotStatus.EDITED: 3}


def apply(state: BuildState, operations: Iterable[Operation], *, status: SlotStatus = SlotStatus.STATED) -> BuildState:
    """The state after the operations, in order; `status` is what values said outright are marked with."""
    before, operations = state, list(operations)
    if state.reopened and any(operation.op is not Op.QUESTION for operation in operations):
        state = state.model_copy(update={"reopened": ""})
    for operation in operations:
        state = _apply(state, operation, status)
    state = transfers.followed(without_orphans(before, purpose.followed(before, state)))
    return state if state.brief.goals is before.brief.goals else guided.usual.listed(state)


def without_orphans(before: BuildState, state: BuildState) -> BuildState:
    """Without the tools whose goal, or whose hand-over, was taken away; a goal that was only reworded is no reason."""
    if before.brief is not state.brief and before.tools:
        for entry_id in propose.orphaned(before, state):
            state = _remove_tool(state, entry_id)
    return state


def _apply(state: BuildState, operation: Operation, status: SlotStatus) -> BuildState:
    section, _, rest = operation.path.removeprefix("/").partition("/")
    match operation.op, section:
        case _, "brief" if operation.op in CHANGING and rest in SLOTS:
            return _on_slot(state, rest, operation, status)
        case Op.SET, "tools" if "/" in rest:
            name, _, part = rest.partition("/")
            return _configure(state, name, part, operation.value)
        case ((Op.ADD | Op.REMOVE), "tools") if rest:
            return _add_tool(state, rest) if operation.op is Op.ADD else _remove_tool(state, rest)
        case ((Op.CONFIRM | Op.REJECT), "tools") if not rest:
            return settle_tools(state, is_wanted=operation.op is Op.CONFIRM)
        case Op.SET, "workflow" if not rest:
            return revision.reshaped(state, operation.value)
        case ((Op.CONFIRM | Op.REJECT), "workflow"):
            return state.model_copy(update={"is_workflow_approved": operation.op is Op.CONFIRM})
        case _:
            return _steered(state, operation)


def _steered(state: BuildState, operation: Operation) -> BuildState:
    match operation.op:
        case Op.GO_BACK:
            return _reopen(state, operation.path)
        case Op.SKIP:
            return _skip(state, operation.path)
        case Op.USE_DEFAULTS:
            return _use_judgement(state)
        case _:
            return state


def _on_slot(state: BuildState, slot: str, operation: Operation, status: SlotStatus) -> BuildState:
    held: Slot[Any] | None = getattr(state.brief, slot)
    said = SlotStatus.INFERRED if operation.inferred and status is SlotStatus.STATED else status
    is_guess = said in {SlotStatus.INFERRED, SlotStatus.DEFAULT}
    if is_guess and held is not None and _STRENGTH[held.status] > _STRENGTH[said]:
        return state
    value = _new_value(slot, None if held is None else held.value, operation)
    if held is not None and value == held.value and (is_guess or _STRENGTH[held.status] >= _STRENGTH[said]):
        return state
    new = value if value is None else _slot(value, operation, said, state.turn)
    with suppress(ValidationError):
        brief = state.brief.holding(slot, new)
        kept = [item for item in state.assumptions if item.path != operation.path]
        is_gone = new is None and slot not in REQUIRED and operation.path not in state.skipped
        skipped = [*state.skipped, operation.path] if is_gone else state.skipped
        return state.model_copy(update={"brief": brief, "assumptions": kept, "skipped": skipped})
    return state


def _slot(value: Any, operation: Operation, status: SlotStatus, turn: int) -> Slot[Any]:
    return Slot(
        value=value, status=status, source_turn=turn, evidence=operation.evidence, confidence=operation.confidence
    )


def _new_value(slot: str, held: Any, operation: Operation) -> Any:
    """The slot's value after the operation, in plain JSON types; None clears."""
    current = [_plain(item) for item in held] if isinstance(held, list) else _plain(held)
    given = [_plain(item) for item in operation.value] if isinstance(operation.value, list) else operation.value
    is_list = isinstance(given, list) or isinstance(current, list)
    if operation.op in {Op.SET, Op.CORRECT} or not is_list:
        return _none_of(slot) if operation.op is Op.REMOVE or given == "" else given
    items, changed = current or [], given if isinstance(given, list) else [given]
    if operation.op is Op.ADD:
        return _merged(slot, items, changed)
    if operation.value is None:
        return _none_of(slot)
    gone = {identity(slot, item) for item in changed}
    return [item for item in items if identity(slot, item) not in gone] or _none_of(slot)


def _none_of(slot: str) -> list[Any] | None:
    """What taking everything away leaves: no hand-over is an answer, too, other slots are open again."""
    return [] if slot == "handover" else None


def _merged(slot: str, items: list[Any], added: list[Any]) -> list[Any]:
    """The items, those of the same name replaced, new ones at the end."""
    by_key = {identity(slot, item): item for item in items}
    by_key.update({identity(slot, item): item for item in added})
    return list(by_key.values())


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def identity(slot: str, item: Any) -> str:
    """What makes two items of a list slot the same one: the goal's name, the fact's topic, the hand-over's case."""
    name = _IDENTITY.get(slot)
    text = item.get(name, "") if name and isinstance(item, dict) else item
    return str(text).casefold().strip()


def _add_tool(state: BuildState, catalogue_id: str) -> BuildState:
    entry = tools.entry(catalogue_id)
    if entry is None or len(state.tools) + len(entry.tools) > MAX_TOOLS:
        return state
    known = {
        proposal.catalogue_id: proposal
        for proposal in state.proposals
        if proposal.status is not ProposalStatus.OFFERED or not propose.is_replaced(proposal.catalogue_id, catalogue_id)
    }
    known[catalogue_id] = Proposal(
        catalogue_id=catalogue_id,
        title=entry.title,
        reason=known[catalogue_id].reason if catalogue_id in known else propose.ASKED_FOR,
        status=ProposalStatus.ACCEPTED,
    )
    have = {tool.name for tool in state.tools}
    added = [tool.model_copy(update={"catalogue_id": entry.id}) for tool in entry.tools if tool.name not in have]
    return state.model_copy(update={"proposals": list(known.values()), "tools": [*state.tools, *added]})


def _remove_tool(state: BuildState, name: str) -> BuildState:
    """Take out an integration with all its tools, or a single tool by its name; it is not offered again."""
    known = {proposal.catalogue_id: proposal for proposal in state.proposals}
    if entry := tools.entry(name):
        offered = known.get(name) or Proposal(catalogue_id=name, title=entry.title, reason=propose.DECLINED)
        known[name] = offered.model_copy(update={"status": ProposalStatus.REJECTED})
    kept = [tool for tool in state.tools if name not in {tool.catalogue_id, tool.name}]
    return state.model_copy(update={"proposals": list(known.values()), "tools": kept})


def settle_tools(state: BuildState, *, is_wanted: bool) -> BuildState:
    """Accept or reject everything still on offer; the tools are settled then."""
    change = _add_tool if is_wanted else _remove_tool
    for entry_id in _offered(state):
        state = change(state, entry_id)
    done = placeholders.replaced(state.tools, state.tools) if is_wanted else {}
    kept = [tool for tool in state.tools if tool.name not in done]
    return transfers.followed(state.model_copy(update={"tools": kept, "are_tools_settled": True}))


def _put_off_tools(state: BuildState) -> BuildState:
    """Accept what the platform has built in, which nobody has to set up; the rest stays on offer for later."""
    for entry_id in _offered(state):
        entry = tools.entry(entry_id)
        if entry is not None and all(tool.kind is ToolKind.BUILTIN for tool in entry.tools):
            state = _add_tool(state, entry_id)
    return transfers.followed(state.model_copy(update={"are_tools_settled": True}))


def _offered(state: BuildState) -> list[str]:
    return [proposal.catalogue_id for proposal in state.proposals if proposal.status is ProposalStatus.OFFERED]


def _configure(state: BuildState, name: str, part: str, value: Any) -> BuildState:
    """Set a tool's url, or the phone number of its transfers."""
    changed = []
    for tool in state.tools:
        if tool.name == name:
            update: dict[str, Any] = {"url": value}
            if part == "number":
                update = {"transfers": [each.model_copy(update={"number": value}) for each in tool.transfers]}
            with suppress(ValidationError):
                tool = ToolSpec.model_validate(tool.model_copy(update=update).model_dump())
        changed.append(tool)
    return state.model_copy(update={"tools": changed})


def _reopen(state: BuildState, path: str) -> BuildState:
    """The question about a part asked again; what was answered stands until there is another answer."""
    match path:
        case "/tools":
            return state.model_copy(update={"are_tools_settled": False})
        case "/workflow":
            return state.model_copy(update={"is_workflow_approved": False})
        case _:
            return state.model_copy(update={"reopened": path})


def _skip(state: BuildState, path: str) -> BuildState:
    """Put a question off for good; a required slot takes its default instead."""
    skipped = [*state.skipped, path] if path not in state.skipped else state.skipped
    state = state.model_copy(update={"skipped": skipped})
    if path.removeprefix("/brief/") in REQUIRED:
        return _fill(state, {path})
    return _put_off_tools(state) if path == "/tools" else state


def _use_judgement(state: BuildState) -> BuildState:
    """Fill what is missing with defaults and answer the open question as we would."""
    skipped = list(dict.fromkeys([*state.skipped, "/tools/config"]))
    state = _fill(state.model_copy(update={"use_defaults": True, "skipped": skipped}), None)
    path = "" if state.question is None else state.question.path
    if path == "/workflow":
        return state.model_copy(update={"is_workflow_approved": True})
    if path == "/tools":
        return settle_tools(state, is_wanted=True)
    return _skip(state, path) if path.startswith("/tools/") else state


def give_up(state: BuildState, *, is_passed_over: bool) -> BuildState:
    """The state with defaults for the slots that were asked for as often as we ask, and not answered now either.

    Where the message said something else, or was answered ("which one?"), there is one more chance. What the
    agent is for has no sensible default: that is asked for until there is an answer, or it is left to us.
    """
    paths = [question.path for question in state.open_questions if question.path != "/brief/purpose"]
    most = MAX_ASKED + MAX_PASSED_OVER * is_passed_over
    spent = {path for path in paths if state.asked.count(path) >= most}
    return _fill(state, spent) if spent else state


def with_kind(state: BuildState) -> BuildState:
    """The state with the kind of job once purpose and goals tell it, as an assumption: it is never asked for."""
    brief = state.brief
    if brief.kind is not None or brief.goals is None or brief.purpose is None:
        return state
    return _fill(state, {"/brief/kind"})


def _fill(state: BuildState, only: set[str] | None) -> BuildState:
    """Defaults for the missing required slots (or for `only` those paths), each listed as an assumption."""
    for operation in defaults.fill(state):
        if only is not None and operation.path not in only:
            continue
        before = state.brief
        state = _on_slot(state, operation.path.removeprefix("/brief/"), operation, SlotStatus.DEFAULT)
        if state.brief is not before:
            change = Change(op=ChangeOp.ADD, path=operation.path, after=_plain(operation.value))
            assumption = Assumption(path=operation.path, text=report.changes([change], ENGLISH))
            state = state.model_copy(update={"assumptions": [*state.assumptions, assumption]})
    return state


def with_tools(state: BuildState, tools: list[ToolSpec]) -> BuildState:
    """The user's own hand on the tools: an integration all of whose tools went is declined.

    What is on offer is found anew, beside these tools; the question about it is settled when nothing is.
    """
    gone = {tool.catalogue_id for tool in state.tools} - {tool.catalogue_id for tool in tools}
    state = state.model_copy(update={"tools": tools, "proposals_basis": ""})
    for entry_id in filter(None, gone):
        state = _remove_tool(state, entry_id)
    return transfers.followed(state)
