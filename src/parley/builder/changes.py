"""What a turn changed, computed from the states before and after: the only source of what a reply may claim."""

from typing import Any

from pydantic import BaseModel

from parley.agents.schemas import SLOTS, Workflow
from parley.builder.schemas import BuildState, Change, ChangeOp, Operation
from parley.builder.workflow import telling


def difference(before: BuildState, after: BuildState, operations: list[Operation]) -> list[Change]:
    """The changes in a fixed order: slots, tools, workflow; `because` is the evidence of the operation behind it."""
    because = {operation.path: operation.evidence for operation in operations if operation.evidence}
    changes = [change for slot in SLOTS if (change := _slot_change(slot, before, after, because)) is not None]
    changes += _tool_changes(before, after, because)
    if after.workflow != before.workflow:
        if after.workflow is not None:
            changes += telling.changes(before.workflow, after.workflow, because.get("/workflow", ""))
        changes.append(_change("/workflow", _sized(before.workflow), _sized(after.workflow), ""))
    if after.wordings != before.wordings:
        changes.append(_change("/prompt", _worded(before), _worded(after), ""))
    return changes


def _sized(workflow: Workflow | None) -> str | None:
    return None if workflow is None else f"{len(workflow.nodes)} steps"


def _worded(state: BuildState) -> str | None:
    return f"{len(state.wordings)} lines reworded" if state.wordings else None


def _slot_change(slot: str, before: BuildState, after: BuildState, because: dict[str, str]) -> Change | None:
    if getattr(before.brief, slot) is getattr(after.brief, slot):
        return None
    old, new = _plain(before.brief.value(slot)), _plain(after.brief.value(slot))
    path = f"/brief/{slot}"
    return None if old == new else _change(path, old, new, because.get(path, ""))


def _tool_changes(before: BuildState, after: BuildState, because: dict[str, str]) -> list[Change]:
    if before.tools is after.tools:
        return []
    old = {tool.name: tool for tool in before.tools}
    new = {tool.name: tool for tool in after.tools}
    changes = []
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        tool = now or was
        reason = because.get(f"/tools/{(tool and tool.catalogue_id) or name}", "")
        if was is None or now is None:
            changes.append(_change(f"/tools/{name}", was and was.title, now and now.title, reason))
        elif was != now:
            changes += _field_changes(name, was, now, because)
    return changes


def _field_changes(name: str, was: BaseModel, now: BaseModel, because: dict[str, str]) -> list[Change]:
    """One change for each field of a tool that differs."""
    return [
        _change(f"/tools/{name}/{field}", _plain(old), _plain(new), because.get(f"/tools/{name}/{field}", ""))
        for field, old in was
        if old != (new := getattr(now, field))
    ]


def _change(path: str, before: Any, after: Any, because: str) -> Change:
    op = ChangeOp.ADD if before is None else ChangeOp.REMOVE if after is None else ChangeOp.SET
    return Change(op=op, path=path, before=before, after=after, because=because)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return [_plain(item) for item in value] if isinstance(value, list) else value
