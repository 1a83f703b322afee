"""A step of the workflow as a node: talking, calling, deciding, handing over, ending."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parley.agents.schemas import BuiltinTool, EdgeKind, Node, NodeKind, ToolKind
from parley.core.text import sentence
from parley.exports.naming import unique
from parley.exports.platforms.retell import tools, ways
from parley.exports.platforms.retell.export import Export, Json
from parley.exports.platforms.retell.tools import Rendered

UNREACHED = (
    "Say that nobody could be reached, take the name, the number and the matter, and say that someone calls back."
)


@dataclass
class Course:
    """What the nodes of one flow share: the tools, those that no step calls, the ways, and nodes put in besides."""

    export: Export
    tools: Mapping[str, Rendered]
    made: ways.Ways = field(default_factory=ways.Ways)
    added: list[Json] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    @property
    def start(self) -> str:
        return self.export.spec.workflow.start

    def new_id(self, wanted: str) -> str:
        """An id that no node has."""
        taken = [node.id for node in self.export.spec.workflow.nodes] + [str(node["id"]) for node in self.added]
        return unique(wanted, taken)


def node(course: Course, step: Node) -> Json:
    """The node of a step; where values have to be taken from the conversation first, a node for that is added."""
    match step.kind:
        case NodeKind.END:
            return _end(step)
        case NodeKind.TRANSFER:
            return _transfer(course, step)
        case NodeKind.DECIDE if _has_way_out(course, step):
            return _base(step, "branch") | ways.acting(course.export, course.made, step)
        case NodeKind.TOOL:
            return _tool(course, step)
    return _talk(course, step)


def is_called(export: Export, step: Node) -> bool:
    """Whether a step calls the tool that it names, rather than telling the model of it."""
    return step.kind in {NodeKind.TOOL, NodeKind.TRANSFER, NodeKind.END} and export.tool(step.tool) is not None


def prepared(course: Course, step: Node) -> None:
    """Puts a node before one that calls a tool at once, where the call needs values from the conversation."""
    tool = course.export.carried(step.tool)
    made = course.tools.get(step.tool or "")
    if step.kind is not NodeKind.TOOL or tool is None or not tool.writes or made is None or made.values is None:
        return
    before = course.new_id(f"{step.id}_values")
    course.added.append(
        {"id": before, "type": "extract_dynamic_variables", "name": "Take the values"}
        | {"variables": made.values["variables"]}
        | course.made.fixed("else_edge", before, step.id)
    )
    course.made.entries[step.id] = before


def _base(step: Node, kind: str) -> Json:
    return {"id": step.id, "type": kind, "name": step.label or step.id}


def _prompt(step: Node) -> Json:
    words = step.text or step.label or step.id
    if step.collects and not step.text:
        words = sentence(f"{words}: {', '.join(name.replace('_', ' ') for name in step.collects)}")
    return {"instruction": {"type": "prompt", "text": words}}


def _talk(course: Course, step: Node) -> Json:
    export = course.export
    is_opening = step.id == course.start and step.kind is NodeKind.SAY and bool(export.spec.first_message)
    if is_opening:
        said: Json = {"instruction": {"type": "static_text", "text": export.spec.first_message}}
        return _base(step, "conversation") | said | ways.talking(export, course.made, step, is_opening=True)
    led = ways.talking(export, course.made, step)
    skippable = {"skippable": True} if step.kind is NodeKind.COLLECT or _follows_opening(course, step) else {}
    if course.loose and step.kind is NodeKind.ASK:
        return _base(step, "subagent") | _prompt(step) | _given(course, course.loose) | skippable | led
    return _base(step, "conversation") | _prompt(step) | skippable | led


def _follows_opening(course: Course, step: Node) -> bool:
    edges = course.export.spec.workflow.edges
    kinds = {edge.kind for edge in edges if edge.source == step.id}
    return kinds == {EdgeKind.ALWAYS} and any(e.source == course.start and e.target == step.id for e in edges)


def _given(course: Course, names: list[str]) -> Json:
    """The tools that a subagent may call: requests by id, everything else in itself."""
    found: Json = {}
    requests = [name for name in names if course.tools[name].tool["type"] == "custom"]
    inline = [course.tools[name].tool for name in names if name not in requests]
    inline += [values for name in requests if (values := course.tools[name].values) is not None]
    if requests:
        found["tool_ids"] = [str(course.tools[name].tool["name"]) for name in requests]
    return found | ({"tools": inline} if inline else {})


def _has_way_out(course: Course, step: Node) -> bool:
    return any(edge.kind in {EdgeKind.ALWAYS, EdgeKind.OTHERWISE} for edge in ways.leaving(course.export, step))


def _end(step: Node) -> Json:
    if not (step.text or step.label):
        return _base(step, "end")
    return _base(step, "end") | {"speak_during_execution": True} | _prompt(step)


def _transfer(course: Course, step: Node) -> Json:
    """A hand-over; where it fails, a node takes a message, unless the workflow says where to go."""
    export = course.export
    tool = export.tool(step.tool) or next(
        (one for one in export.spec.tools if one.builtin is BuiltinTool.TRANSFER_TO_NUMBER), None
    )
    if tool is None or tool.name not in course.tools:
        return _talk(course, step)
    edges = ways.leaving(export, step)
    failed = next((edge.target for edge in edges if edge.kind is EdgeKind.FAILED), None) or next(
        (edge.target for edge in edges), None
    )
    said = {"speak_during_execution": True} | _prompt(step)
    where = tools.transfer(export, tool, step.to)
    way = course.made.fixed("edge", step.id, failed or _unreached(course, step, tool.on_failure))
    return _base(step, "transfer_call") | where | said | way


def _unreached(course: Course, step: Node, told: str) -> str:
    """A node for when nobody takes the call over."""
    name = course.new_id(f"{step.id}_failed")
    instruction = {"type": "prompt", "text": told or UNREACHED}
    found: Json = {"id": name, "type": "conversation", "name": "Nobody reached", "instruction": instruction}
    end = next((one.id for one in course.export.spec.workflow.nodes if one.kind is NodeKind.END), None)
    if end is not None:
        found["edges"] = [course.made.conditional(name, end, ways.DONE)]
    course.added.append(found)
    return name


def _tool(course: Course, step: Node) -> Json:
    export = course.export
    tool, made = export.tool(step.tool), course.tools.get(step.tool or "")
    if tool is None or made is None:
        return _talk(course, step)
    if tool.kind is not ToolKind.WEBHOOK:
        return _builtin(course, step, str(made.tool["type"]))
    if not tool.writes:
        given = _given(course, [tool.name])
        return _base(step, "subagent") | _prompt(step) | given | ways.acting(export, course.made, step)
    called: Json = {"tool_id": made.tool["name"], "tool_type": "local", "wait_for_result": True}
    spoken: Json = {"speak_during_execution": False}
    if tool.wait_message:
        spoken = {"speak_during_execution": True, "instruction": {"type": "static_text", "text": tool.wait_message}}
    return _base(step, "function") | called | spoken | ways.acting(export, course.made, step)


def _builtin(course: Course, step: Node, kind: str) -> Json:
    match kind:
        case "end_call":
            return _end(step)
        case "transfer_call":
            return _transfer(course, step)
    return _base(step, "press_digit") | _prompt(step) | ways.acting(course.export, course.made, step)
