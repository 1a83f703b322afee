"""The workflow and greeting that a flow holds. Names of nodes become ids; `node_ids` says which."""

from collections.abc import Iterator, Mapping

from parley.agents.schemas import (
    Edge,
    EdgeKind,
    Node,
    NodeKind,
    Workflow,
    WorkflowShape,
)
from parley.exports.platforms.pipecat import shapes
from parley.exports.platforms.pipecat.signatures import Signature
from parley.exports.platforms.pipecat.wording import HINTS, STATUS, WORDS, own_message, words
from parley.exports.shaped import shown

MOST_NODES = 200
MOST_EDGES = 600
_LINE = 300
_KINDS = {told: kind for kind, told in HINTS.items()}
_WORDS = {told: kind for kind, told in WORDS.items()}
_STATUS = {word: kind for kind, word in STATUS.items()}


def workflow(flow: shapes.Flow, ids: Mapping[str, str], handlers: Mapping[str, Signature]) -> Workflow:
    """The nodes as steps and the functions as ways."""
    nodes = [_node(ids[name], node, handlers) for name, node in list(flow.nodes.items())[:MOST_NODES]]
    edges = [edge for name, node in flow.nodes.items() for edge in _edges(name, node, ids, handlers)]
    return Workflow(start=ids[flow.initial_node], nodes=nodes, edges=edges[:MOST_EDGES], shape=WorkflowShape.GRAPH)


def _node(id_: str, node: shapes.Node, handlers: Mapping[str, Signature]) -> Node:
    messages = [one.model_dump() for one in node.task_messages]
    at = own_message(messages)
    tool = tool_of(node, handlers)
    keeper = next((handlers[one.name] for one in node.functions if _keeps(one, handlers)), None)
    return Node(
        id=id_,
        kind=_kind(node, tool, keeper),
        label=shown(id_.replace("_", " ").capitalize(), _LINE),
        text=words(messages[at]["content"]) if at is not None else "",
        collects=[one.name for one in keeper.arguments][:20] if keeper else [],
        tool=tool,
    )


def _keeps(one: shapes.Function, handlers: Mapping[str, Signature]) -> bool:
    return one.name in handlers and handlers[one.name].via == "keep"


def tool_of(node: shapes.Node, handlers: Mapping[str, Signature]) -> str | None:
    """The tool that a node is about: the first of its functions that is code and keeps nothing."""
    code = (one.name for one in node.functions if not one.transition_only and not _keeps(one, handlers))
    return next(code, None)


def _kind(node: shapes.Node, tool: str | None, keeper: Signature | None) -> NodeKind:
    told = next((_KINDS[one.content] for one in node.task_messages if one.content in _KINDS), None)
    if told:
        return told
    if node.ends:
        return NodeKind.END
    if keeper:
        return NodeKind.COLLECT
    if tool:
        return NodeKind.TOOL
    return NodeKind.DECIDE if len(node.functions) > 1 else NodeKind.ASK


def _edges(name: str, node: shapes.Node, ids: Mapping[str, str], handlers: Mapping[str, Signature]) -> Iterator[Edge]:
    tool = tool_of(node, handlers)
    for one in node.functions:
        if one.transition_only:
            for line in (one.description or "").split("\n"):
                if line.strip():
                    yield _way(ids[name], ids[str(one.transition_to)], line)
        elif one.name == tool or _keeps(one, handlers):
            yield from _outcomes(ids[name], one, ids)


def _way(source: str, target: str, told: str) -> Edge:
    kind = _WORDS.get(told)
    if kind:
        return Edge(source=source, target=target, kind=kind)
    return Edge(source=source, target=target, kind=EdgeKind.WHEN, condition=words(told, _LINE))


def _outcomes(source: str, one: shapes.Function, ids: Mapping[str, str]) -> Iterator[Edge]:
    match one.transition_to:
        case str() as target:
            yield Edge(source=source, target=ids[target])
        case shapes.Branch() as branch:
            for case, target in branch.cases.items():
                if branch.field == "status" and case in _STATUS:
                    yield Edge(source=source, target=ids[target], kind=_STATUS[case])
                else:
                    told = words(f"{branch.field} is {case}", _LINE)
                    yield Edge(source=source, target=ids[target], kind=EdgeKind.WHEN, condition=told)
            if branch.default:
                yield Edge(source=source, target=ids[branch.default], kind=EdgeKind.OTHERWISE)


def greeting(flow: shapes.Flow) -> str:
    """What the first node says before anything else."""
    said = (one.text for one in flow.nodes[flow.initial_node].pre_actions if isinstance(one, shapes.Say))
    return words(next(said, ""))
