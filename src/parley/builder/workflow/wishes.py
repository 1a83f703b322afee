"""What somebody wants changed in the flow, in words, made into typed edits by code; or the reason why it cannot be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parley.agents.schemas import (
    AddNode,
    EdgeKind,
    Node,
    NodeKind,
    RemoveNode,
    ToolSpec,
    UpdateEdge,
    UpdateNode,
    Workflow,
    WorkflowEdit,
)
from parley.builder.language.data import label, variable
from parley.builder.language.wording import clip, infinitive, listed, sentence
from parley.builder.workflow import flow, places, steps

_ASKING = ("ask", "confirm", "check", "verify", "read back", "repeat", "frag", "bestätig", "pregunt", "confirm", "确认")
_MOST = 8


class Verb(StrEnum):
    """What is wished for."""

    ASK_BEFORE = "ask_before"
    ADD = "add"
    REMOVE = "remove"
    AVOID = "avoid"
    IF_FAILED = "if_failed"


@dataclass(frozen=True, slots=True)
class Wish:
    """`what` is the step, its data or the words to say; `where` the step it is about; `is_after` on which side."""

    verb: Verb
    what: str
    where: str = ""
    is_after: bool = False


class Nowhere(ValueError):
    """No step fits the words; `wanted` are the words."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


def edits(wish: Wish, graph: Workflow, tools: list[ToolSpec]) -> list[WorkflowEdit]:
    """The edits that fulfil a wish, none where it is so already; Nowhere where no step fits."""
    match wish.verb:
        case Verb.ASK_BEFORE:
            return _ask_before(wish, graph, tools)
        case Verb.ADD:
            return _add(wish, graph, tools)
        case Verb.REMOVE:
            return _remove(wish, graph, tools)
        case Verb.AVOID:
            return _avoid(wish, graph, tools)
        case Verb.IF_FAILED:
            return _if_failed(wish, graph, tools)


def _some(nodes: Sequence[Node], words: str) -> Sequence[Node]:
    if not nodes:
        raise Nowhere(words)
    return nodes[:_MOST]


def _asking(graph: Workflow, words: str) -> dict[str, list[str]]:
    """The steps that ask for what the words name: those of the requests, where these do."""
    held, of_goals = places.asking(graph, words), {node.id for node in graph.nodes if node.goal is not None}
    return {node_id: names for node_id, names in held.items() if node_id in of_goals} or held


def _where(words: str, graph: Workflow, tools: list[ToolSpec]) -> Sequence[Node]:
    """The steps meant by name, or else by what they ask for."""
    asking, named = _asking(graph, words), places.found(graph, tools, words)
    if {node.id for node in named} <= places.asking(graph, words).keys():
        named = [node for node in graph.nodes if node.id in asking]
    return _some(named, words)


def _ask_before(wish: Wish, graph: Workflow, tools: list[ToolSpec]) -> list[WorkflowEdit]:
    """Order within one step, or a step of its own where the data are asked for too late or not at all."""
    asking, later = _asking(graph, wish.what), _asking(graph, wish.where)
    shared = [node for node in graph.nodes if node.id in asking and node.id in later]
    if shared:
        return [edit for node in shared for edit in _reordered(node, asking[node.id], later[node.id])]
    name = next((names[0] for names in asking.values()), places.datum(wish.what))
    if not name:
        raise Nowhere(wish.what)
    made: list[WorkflowEdit] = []
    for target in _where(wish.where, graph, tools):
        if _is_asked_before(graph, name, target.id, tools):
            continue
        made += [_without(node, [name]) for node in graph.nodes if node.goal == target.goal and name in node.collects]
        made.append(_asking_step(graph, name, _before_its_yes(graph, target), made))
    return made


def _before_its_yes(graph: Workflow, target: Node) -> str:
    """The step itself; of a call that has to be agreed to, the confirmation: a yes is for what is known by then."""
    nodes = {node.id: node for node in graph.nodes}
    sources = [nodes[edge.source] for edge in graph.edges if edge.target == target.id and edge.source in nodes]
    confirming = (node.id for node in sources if flow.is_confirmation(node) and target.kind is NodeKind.TOOL)
    return next(confirming, target.id)


def _reordered(node: Node, first: list[str], later: list[str]) -> list[WorkflowEdit]:
    if all(node.collects.index(one) < node.collects.index(two) for one in first for two in later):
        return []
    names = [*first, *(name for name in node.collects if name not in first)]
    order = f"Ask for the {label(first[0])} first, then for the {_labels(names[1:])}."
    return [UpdateNode(op="update_node", id=node.id, collects=names, text=_instead(node, order, order))]


def _instead(node: Node, whole: str, more: str) -> str:
    """New instructions for a step that collects: `whole` in place of our own, `more` behind somebody else's."""
    return whole if node.text == steps.collect(node.collects) else clip(f"{node.text} {more}".strip(), 1_900)


def _is_asked_before(graph: Workflow, name: str, target: str, tools: list[ToolSpec]) -> bool:
    nodes = {node.id: node for node in graph.nodes}
    held = flow.held(graph.start, nodes, flow.ways_out(graph.edges), {tool.name: tool for tool in tools})
    return name in held.get(target, ())


def _asking_step(graph: Workflow, name: str, target: str, made: Iterable[WorkflowEdit]) -> AddNode:
    return AddNode(
        op="add_node",
        id=_free(graph, f"ask_{variable(name)}", made),
        kind=NodeKind.COLLECT,
        label=sentence(f"Ask for the {label(name)}").rstrip("."),
        text=f"Ask for the {label(name)}.",
        collects=[name],
        before=target,
    )


def _add(wish: Wish, graph: Workflow, tools: list[ToolSpec]) -> list[WorkflowEdit]:
    """A step that says or asks something, beside each step that is meant."""
    what = infinitive(" ".join(wish.what.split()))
    is_asking = what.casefold().startswith(_ASKING)
    datum = places.datum(what) if what.casefold().startswith("ask for ") else ""
    made: list[WorkflowEdit] = []
    for node in _where(wish.where, graph, tools):
        made.append(
            AddNode(
                op="add_node",
                id=_free(graph, variable(what)[:40].rstrip("_"), made),
                kind=NodeKind.COLLECT if datum else NodeKind.ASK if is_asking else NodeKind.SAY,
                collects=[datum] if datum else [],
                label=clip(sentence(what).rstrip("."), 80),
                text=clip(sentence(what), 1_000),
                after=node.id if wish.is_after else None,
                before=None if wish.is_after else node.id,
            )
        )
    return made


def _remove(wish: Wish, graph: Workflow, tools: list[ToolSpec]) -> list[WorkflowEdit]:
    """The steps meant; of a step that asks for more than what is meant, only that."""
    asking = _asking(graph, wish.what)
    if asking:
        held = {node.id: node for node in graph.nodes}
        return [_without(held[node_id], names) for node_id, names in asking.items()]
    return [
        RemoveNode(op="remove_node", id=node.id) for node in _some(places.found(graph, tools, wish.what), wish.what)
    ]


def _without(node: Node, names: list[str]) -> WorkflowEdit:
    kept = [name for name in node.collects if name not in names]
    if not kept:
        return RemoveNode(op="remove_node", id=node.id)
    text = _instead(node, steps.collect(kept), f"Do not ask for the {_labels(names)}.")
    return UpdateNode(op="update_node", id=node.id, collects=kept, text=text)


def _avoid(wish: Wish, graph: Workflow, tools: list[ToolSpec]) -> list[WorkflowEdit]:
    rule = f"Never say “{wish.what.strip()}”."
    return [
        UpdateNode(op="update_node", id=node.id, text=clip(f"{node.text} {rule}".strip(), 1_900))
        for node in _some(places.found(graph, tools, wish.where), wish.where)
        if rule not in node.text
    ]


def _if_failed(wish: Wish, graph: Workflow, tools: list[ToolSpec]) -> list[WorkflowEdit]:
    """The last failed try of each call meant leads to the step that is named."""
    calls = [node for node in places.found(graph, tools, wish.where) if node.kind is NodeKind.TOOL]
    ids = {node.id for node in _some(calls, wish.where)}
    names = {node.id: node.tool for node in graph.nodes if node.kind is NodeKind.TOOL}
    targets = [node for node in places.found(graph, tools, wish.what) if node.kind is not NodeKind.TOOL]
    target = _some(targets, wish.what)[0]
    ids |= {
        edge.target
        for edge in graph.edges
        if edge.source in ids and edge.kind is EdgeKind.FAILED and names.get(edge.target) == names.get(edge.source)
    }
    return [
        UpdateEdge(op="update_edge", source=e.source, target=e.target, kind=EdgeKind.FAILED, new_target=target.id)
        for e in graph.edges
        if e.source in ids and e.kind is EdgeKind.FAILED and e.target not in ids and e.target != target.id
    ]


def _free(graph: Workflow, wanted: str, made: Iterable[WorkflowEdit]) -> str:
    taken = {node.id for node in graph.nodes} | {edit.id for edit in made if isinstance(edit, AddNode)}
    stem = wanted[:50].rstrip("_") or "step"
    return next(name for name in (stem, *(f"{stem}_{n}" for n in range(2, 1_000))) if name not in taken)


def _labels(names: list[str]) -> str:
    return listed([label(name) for name in names])
