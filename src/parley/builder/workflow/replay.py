"""The user's edits of a workflow: made all or none, kept with it, and replayed on every new synthesis.

So they survive whatever is derived again; an edit whose step is gone is handed back, never dropped in silence.
"""

from collections.abc import Iterable, Sequence

from parley.agents.schemas import AddEdge, AddNode, RemoveNode, UpdateEdge, UpdateNode, Workflow, WorkflowEdit
from parley.agents.schemas.workflow import MAX_EDITS
from parley.builder.workflow import flow
from parley.builder.workflow.edits import Sketch, Unfit, take


def apply(workflow: Workflow, edits: Iterable[WorkflowEdit]) -> Workflow:
    """The graph after the edits, which it keeps; Unfit names the first that cannot be made by its number."""
    graph, made = Sketch(workflow.start, list(workflow.nodes), list(workflow.edges)), list(workflow.edits)
    for number, edit in enumerate(edits, start=1):
        try:
            take(graph, edit)
        except Unfit as error:
            raise Unfit(f"Edit {number} ({edit.op}) cannot be made: {error}.") from None
        made.append(edit)
    if len(made) > MAX_EDITS:
        raise Unfit(f"A workflow keeps at most {MAX_EDITS} edits by hand, and these would be more.")
    return _with(workflow, graph, made)


def replay(workflow: Workflow, edits: Sequence[WorkflowEdit]) -> tuple[Workflow, list[WorkflowEdit]]:
    """A fresh synthesis with the user's edits on it, and those that have no place in it any more.

    A step that was added where nothing leads any more has lost its place as well, and with it what was done to it.
    """
    kept, lost = list(edits), list[WorkflowEdit]()
    for _ in range(len(edits) + 1):
        graph = Sketch(workflow.start, list(workflow.nodes), list(workflow.edges))
        unfit = [edit for edit in kept if not _takes(graph, edit)]
        stranded = _stranded(graph, kept) if unfit or lost else set()
        gone = [edit for edit in kept if edit in unfit or _concerns(edit, stranded)]
        if not gone:
            break
        lost += gone
        kept = [edit for edit in kept if edit not in gone]
    return _with(workflow, graph, kept), lost


def compacted(base: Workflow, edits: Sequence[WorkflowEdit]) -> list[WorkflowEdit]:
    """The edits in fewer words where that gives the very same graph on `base`: changes to one step become one."""
    merged, places = list[WorkflowEdit](), dict[str, int]()
    for edit in edits:
        if isinstance(edit, UpdateNode) and (held := places.get(edit.id)) is not None:
            given = {name: value for name, value in edit if value is not None}
            merged[held] = merged[held].model_copy(update=given)
            continue
        if isinstance(edit, UpdateNode):
            places[edit.id] = len(merged)
        merged.append(edit)
    fewer = _without_undone(merged)
    for shorter in (fewer, merged):
        if len(shorter) < len(edits) and _same(replay(base, shorter)[0], replay(base, edits)[0]):
            return shorter
    return list(edits)


def touched(workflow: Workflow) -> frozenset[str]:
    """The ids of the steps that the user added or changed."""
    return frozenset(edit.id for edit in workflow.edits if isinstance(edit, AddNode | UpdateNode))


def touched_ways(workflow: Workflow) -> frozenset[tuple[str, str]]:
    """The ways, by their ends, that the user added or changed."""
    added = {(edit.source, edit.target) for edit in workflow.edits if isinstance(edit, AddEdge)}
    changed = {(e.source, e.new_target or e.target) for e in workflow.edits if isinstance(e, UpdateEdge)}
    return frozenset(added | changed)


def subject(edit: WorkflowEdit) -> str:
    """What an edit is about: a step's id, or a way as "a->b"."""
    return edit.id if isinstance(edit, AddNode | UpdateNode | RemoveNode) else f"{edit.source}->{edit.target}"


def _same(one: Workflow, other: Workflow) -> bool:
    return (one.start, one.nodes, one.edges) == (other.start, other.nodes, other.edges)


def _without_undone(edits: list[WorkflowEdit]) -> list[WorkflowEdit]:
    """Without the steps that were added and removed again, and what was done to steps before they were removed."""
    removed = {edit.id for edit in edits if isinstance(edit, RemoveNode)}
    undone = {edit.id for edit in edits if isinstance(edit, AddNode)} & removed
    kept = [edit for edit in edits if not _concerns(edit, undone)]
    return [edit for edit in kept if not (isinstance(edit, UpdateNode) and edit.id in removed)]


def _concerns(edit: WorkflowEdit, ids: set[str]) -> bool:
    if isinstance(edit, AddNode | UpdateNode | RemoveNode):
        return edit.id in ids
    return edit.source in ids or edit.target in ids


def _stranded(graph: Sketch, edits: Sequence[WorkflowEdit]) -> set[str]:
    """The added steps that nothing leads to."""
    ahead: dict[str, list[str]] = {}
    for edge in graph.edges:
        ahead.setdefault(edge.source, []).append(edge.target)
    reached = flow.reach({graph.start}, ahead)
    added = {edit.id for edit in edits if isinstance(edit, AddNode)}
    return {node.id for node in graph.nodes if node.id in added and node.id not in reached}


def _with(workflow: Workflow, graph: Sketch, edits: list[WorkflowEdit]) -> Workflow:
    changed = {"start": graph.start, "nodes": graph.nodes, "edges": graph.edges, "edits": edits}
    return workflow.model_copy(update=changed)


def _takes(graph: Sketch, edit: WorkflowEdit) -> bool:
    try:
        take(graph, edit)
    except Unfit:
        return False
    return True
