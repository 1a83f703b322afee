"""The user's edits after a request got another name: they go on to the steps that bear the new one."""

from collections.abc import Callable, Sequence

from parley.agents.schemas import AddNode, Workflow, WorkflowEdit
from parley.builder.language.data import variable
from parley.builder.language.wording import words

_MENTIONS = ("after", "before", "join", "source", "target", "new_target")
_ID_LIMIT = 52
_SMALL = words("a an the to of for and or with der die das ein eine el la un una de")


def followed(edits: Sequence[WorkflowEdit], held: Workflow, base: Workflow) -> list[WorkflowEdit]:
    """The edits of `held` for a synthesis where exactly one request is gone and one alike is new; else as they are."""
    gone, new = _goals(held) - _goals(base), _goals(base) - _goals(held)
    if len(gone) != 1 or len(new) != 1 or not _are_alike(gone.copy().pop(), new.copy().pop(), held, base):
        return list(edits)
    was, now = slug(gone.pop()), slug(new.pop())
    there = {node.id for node in base.nodes}

    def renamed(node_id: str) -> str:
        other = (node_id.removesuffix(was) + now)[:_ID_LIMIT].rstrip("_")
        return other if node_id not in there and node_id.endswith(f"_{was}") and other in there else node_id

    return [_renamed(edit, renamed) for edit in edits]


def slug(goal: str) -> str:
    """How a request's name ends the ids of its steps."""
    return variable(goal)[:40].rstrip("_")


def _goals(graph: Workflow) -> set[str]:
    return {node.goal for node in graph.nodes if node.goal is not None}


def _are_alike(was: str, now: str, held: Workflow, base: Workflow) -> bool:
    """Whether two requests share a word of their names, or anything they ask for."""
    asked = {name for node in held.nodes if node.goal == was for name in node.collects}
    asks = {name for node in base.nodes if node.goal == now for name in node.collects}
    return bool(asked & asks or (words(was.casefold()) & words(now.casefold())) - _SMALL)


def _renamed(edit: WorkflowEdit, rename: Callable[[str], str]) -> WorkflowEdit:
    named = _MENTIONS if isinstance(edit, AddNode) else ("id", *_MENTIONS)
    held = {name: getattr(edit, name, None) for name in named}
    return edit.model_copy(update={name: rename(value) for name, value in held.items() if value})
