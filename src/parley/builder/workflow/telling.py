"""What the user's edits changed in a workflow, as changes and in words; computed from the graphs before and after."""

from collections.abc import Iterator

from parley.agents.schemas import AddNode, Edge, RemoveNode, UpdateEdge, UpdateNode, Workflow, WorkflowEdit
from parley.builder.phrases import N_, Phrases
from parley.builder.schemas import Change, ChangeOp
from parley.builder.workflow import replay

_FIELDS = {
    "kind": N_("kind"),
    "label": N_("name"),
    "text": N_("instructions"),
    "collects": N_("asks for"),
    "tool": N_("tool"),
    "to": N_("hands over to"),
    "goal": N_("goal"),
}


def changes(old: Workflow | None, new: Workflow, because: str) -> list[Change]:
    """What differs at the steps and ways that an edit made, taken back or lost in between is about.

    With them the steps that came and went besides: what an edit left without a way to it is taken out.
    """
    if old is None or old.edits == new.edits:
        return []
    differing = [edit for edit in (*old.edits, *new.edits) if (edit in old.edits) != (edit in new.edits)]
    found: dict[str, Change] = {}
    for edit in differing:
        made = list(_changes(edit, old, new))
        if not made and edit in old.edits and not _is_merged(edit, new):
            made = [Change(op=ChangeOp.REMOVE, path=f"/workflow/edits/{replay.subject(edit)}", before=edit.op)]
        found |= {change.path: change for change in made}
    for node_id in dict.fromkeys(node.id for node in (*old.nodes, *new.nodes)):
        found |= {change.path: change for change in _node_changes(node_id, old, new) if change.op is not ChangeOp.SET}
    return [change.model_copy(update={"because": because}) for change in found.values()]


def _is_merged(edit: WorkflowEdit, new: Workflow) -> bool:
    """Whether a later edit of the same took this one's place."""
    return any(replay.subject(edit) == replay.subject(other) for other in new.edits)


def _changes(edit: WorkflowEdit, old: Workflow, new: Workflow) -> Iterator[Change]:
    if isinstance(edit, AddNode | UpdateNode | RemoveNode):
        yield from _node_changes(edit.id, old, new)
        return
    source, target = edit.source, edit.target
    ends = [target, edit.new_target] if isinstance(edit, UpdateEdge) and edit.new_target else [target]
    for end in ends:
        was, now = _ways(old, source, end), _ways(new, source, end)
        if was != now:
            yield _change(f"/workflow/edges/{source}->{end}", was or None, now or None)


def _node_changes(node_id: str, old: Workflow, new: Workflow) -> Iterator[Change]:
    was = next((node for node in old.nodes if node.id == node_id), None)
    now = next((node for node in new.nodes if node.id == node_id), None)
    path = f"/workflow/nodes/{node_id}"
    if was is None or now is None:
        if was is not now:
            yield _change(path, was.label if was else None, now.label if now else None)
        return
    for field in _FIELDS:
        before, after = getattr(was, field), getattr(now, field)
        if before != after:
            yield Change(op=ChangeOp.SET, path=f"{path}/{field}", before=before, after=after)


def _ways(workflow: Workflow, source: str, target: str) -> str:
    return "; ".join(_way(edge) for edge in workflow.edges if (edge.source, edge.target) == (source, target))


def _way(edge: Edge) -> str:
    return f"{edge.kind}: {edge.condition}" if edge.condition else str(edge.kind)


def _change(path: str, before: str | None, after: str | None) -> Change:
    op = ChangeOp.ADD if before is None else ChangeOp.REMOVE if after is None else ChangeOp.SET
    return Change(op=op, path=path, before=before, after=after)


def told(items: list[Change], said: Phrases) -> list[str]:
    """The changes of a workflow by hand in sentences, the steps that came and those that went in one each."""
    steps = [item for item in items if _parts(item)[:2] == ["workflow", "nodes"] and len(_parts(item)) == 3]
    added = [str(item.after) for item in steps if item.op is ChangeOp.ADD]
    removed = [str(item.before) for item in steps if item.op is ChangeOp.REMOVE]
    lines = []
    if added:
        lines.append(said.count("Step added: {steps}.", "Steps added: {steps}.", len(added), steps=_listed(added)))
    if removed:
        lines.append(
            said.count("Step removed: {steps}.", "Steps removed: {steps}.", len(removed), steps=_listed(removed))
        )
    return [*lines, *filter(None, (_told(item, said) for item in items))]


def _listed(names: list[str]) -> str:
    return ", ".join(names)[:1_000].rstrip(".?")


def _parts(change: Change) -> list[str]:
    return change.path.strip("/").split("/")


def _told(change: Change, said: Phrases) -> str:
    match _parts(change):
        case ["workflow", "nodes", node_id, field]:
            label = said.tell(
                "Step “{step}”, {field}", step=_plain(node_id), field=said.known(_FIELDS.get(field, field))
            )
            return said.labelled(label, _value(change.after, said))
        case ["workflow", "edges", way]:
            return _way_told(change, way, said)
        case ["workflow", "edits", subject]:
            edit = _plain(subject)
            return said.tell("Your edit of “{step}” no longer applies: what it changed is gone.", step=edit)
        case _:
            return ""


def _way_told(change: Change, way: str, said: Phrases) -> str:
    source, _, target = map(_plain, way.partition("->"))
    message = {
        ChangeOp.ADD: N_("Way added: from “{source}” to “{target}”{condition}."),
        ChangeOp.REMOVE: N_("Way removed: from “{source}” to “{target}”{condition}."),
        ChangeOp.SET: N_("Way changed: from “{source}” to “{target}”{condition}."),
    }[change.op]
    condition = "" if change.after in (None, "always") else f" ({change.after})"
    return said.tell(message, source=source, target=target, condition=condition)


def _plain(node_id: str) -> str:
    return node_id.replace("->", " → ").replace("_", " ")


def _value(value: object, said: Phrases) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(str(item)) for item in value) or said.tell("nothing")
    return str(value or said.tell("none"))
