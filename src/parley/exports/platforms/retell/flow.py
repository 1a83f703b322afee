"""The body of "create conversation flow": a node for each step, under the system prompt.

A step that only looks something up is a subagent, which can talk about what it found; one that changes something calls
its tool at once. Tools that no step calls are open to every step that asks.
"""

from collections import deque

from parley.agents.schemas import NodeKind
from parley.exports.platforms.retell import llm, nodes, recast, tools
from parley.exports.platforms.retell.export import Export, Json

COLUMN = 420
ROW = 260


def body(export: Export) -> Json:
    """The body; an opening is added where the workflow begins with something else than a greeting."""
    spec = export.spec
    course = nodes.Course(export, tools.rendered(export))
    called = {step.tool for step in spec.workflow.nodes if nodes.is_called(export, step)}
    came = recast.came(spec, "flow")
    course.loose = [] if came else [name for name in course.tools if name not in called]
    _note_unoffered(course)
    start, made = _nodes(course) if came is None else _came(course, came)
    found: Json = {"start_speaker": "agent" if spec.first_message else "user", "global_prompt": llm.prompt(export)}
    found |= {"start_node_id": start, "nodes": made}
    inner = recast.inner_tools(came or {})
    requests = [one.tool for name, one in course.tools.items() if one.tool["type"] == "custom" and name not in inner]
    if requests:
        found["tools"] = [{"tool_id": one["name"], **one} for one in requests]
    if export.defaults:
        found["default_dynamic_variables"] = dict(export.defaults)
    export.notes.mapped += ["System prompt", "First message"]
    export.notes.mapped.append(f"Workflow: {len(spec.workflow.nodes)} steps as the nodes of a conversation flow")
    return found


def _nodes(course: nodes.Course) -> tuple[str, list[Json]]:
    """The start and the nodes of a workflow of our own."""
    steps = course.export.spec.workflow.nodes
    for step in steps:
        nodes.prepared(course, step)
    start = _opening(course)
    made = [nodes.node(course, step) for step in steps] + course.added
    return start, _placed(made, start)


def _came(course: nodes.Course, came: Json) -> tuple[str, list[Json]]:
    """The start and the nodes of a workflow that came from the platform."""
    made = recast.flow_nodes(course, came)
    start = course.export.spec.workflow.start
    return course.made.entries.get(start, start), made


def _note_unoffered(course: nodes.Course) -> None:
    """Tools that no step calls, where none of the steps asks."""
    if course.loose and not any(step.kind is NodeKind.ASK for step in course.export.spec.workflow.nodes):
        course.export.notes.dropped += [f"Tool {name}: no step of the workflow calls it" for name in course.loose]


def _opening(course: nodes.Course) -> str:
    """The start; a node with the first message before it, where it would not be said."""
    spec = course.export.spec
    start = next((step for step in spec.workflow.nodes if step.id == spec.workflow.start), None)
    if not spec.first_message or (start is not None and start.kind is NodeKind.SAY):
        return spec.workflow.start
    name = course.new_id("opening")
    instruction = {"type": "static_text", "text": spec.first_message}
    course.added.append(
        {"id": name, "type": "conversation", "name": "Opening", "instruction": instruction}
        | course.made.fixed("always_edge", name, spec.workflow.start)
    )
    return name


def targets(node: Json) -> list[str]:
    """Where a node leads, in the order of its slots."""
    single = (node.get(slot) for slot in ("always_edge", "skip_response_edge", "else_edge", "edge"))
    led = [*node.get("edges", []), *(way for way in single if way)]
    return [str(way["destination_node_id"]) for way in led if "destination_node_id" in way]


def _placed(made: list[Json], start: str) -> list[Json]:
    """The nodes with places on the canvas: in rows by their distance from the start."""
    known = {str(node["id"]): node for node in made}
    rows, waiting = {start: 0}, deque([start])
    while waiting:
        name = waiting.popleft()
        for target in targets(known[name]) if name in known else []:
            if target not in rows:
                rows[target] = rows[name] + 1
                waiting.append(target)
    columns: dict[int, int] = {}
    found = []
    for node in made:
        row = rows.get(str(node["id"]), max(rows.values()) + 1)
        column = columns.get(row, 0)
        columns[row] = column + 1
        found.append(node | {"display_position": {"x": column * COLUMN, "y": row * ROW}})
    return found
