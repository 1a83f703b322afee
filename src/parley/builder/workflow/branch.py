"""Draws the branch of one goal: collect, look up, confirm, write, say the outcome; each call with its failure path."""

from dataclasses import dataclass

from parley.agents.schemas import EdgeKind, Goal, NodeKind, ToolSpec
from parley.builder.language.data import variable
from parley.builder.language.wording import clip
from parley.builder.workflow import steps
from parley.builder.workflow.drawing import Drawing, End
from parley.builder.workflow.matching import Candidate

_COLLECT_LIMIT = 20


@dataclass(frozen=True)
class Shared:
    """The steps all branches lead to, the noun for who speaks with the agent, and what it takes to get back to them."""

    caller: str
    more: str
    fallback: str
    contact: list[str]


def draw(drawing: Drawing, shared: Shared, goal: Goal, tools: list[Candidate]) -> str:
    """The branch of `goal`; answers its first node. Ends at `shared.more` or, on failure, at `shared.fallback`."""
    slug = variable(goal.name)[:40].rstrip("_")
    pen = _Pen(drawing, shared, goal, "goal" if slug == "value" else slug)
    data = steps.data_for(goal, tools) or steps.least_for(goal, tools, shared.contact)
    for part in (data[at : at + _COLLECT_LIMIT] for at in range(0, len(data), _COLLECT_LIMIT)):
        pen.step("collect", NodeKind.COLLECT, "Collect the details", steps.collect(part), collects=part)
    checked = steps.exact(data, tools)
    writes = [held for held in tools if held.tool.confirm]
    for held in (held for held in tools if not held.tool.confirm):
        pen.call(held.tool, steps.call(held, before_write=bool(writes), books_time=steps.books(writes)))
    if writes:
        pen.confirm(steps.confirm(checked, writes), again=bool(data))
    for held in writes:
        pen.call(held.tool, steps.write(held, rebooks=steps.is_rebooking(tools)))
    pen.step("finish", NodeKind.SAY, "Say the outcome", steps.finish(goal, data, checked, tools))
    drawing.join(pen.ends, shared.more)
    return pen.entry


class _Pen:
    """Draws one step after the other, each joined to the loose ends before it."""

    def __init__(self, drawing: Drawing, shared: Shared, goal: Goal, slug: str) -> None:
        self.drawing, self.shared, self.goal, self.slug = drawing, shared, goal, slug
        self.name = clip(goal.name, 290)
        self.entry = ""
        self.ends: list[End] = []

    def step(self, prefix: str, kind: NodeKind, label: str, text: str, **more: object) -> str:
        node = self.drawing.add(f"{prefix}_{self.slug}", kind, label, text, goal=self.name, **more)
        self.drawing.join(self.ends, node)
        self.entry = self.entry or node
        self.ends = [End(node)]
        return node

    def call(self, tool: ToolSpec, text: str) -> None:
        """The call and its second try; a second failure goes to the fallback."""
        first = self.step(tool.name[:24], NodeKind.TOOL, tool.title, text, tool=tool.name)
        again = self.drawing.add(
            f"retry_{first}",
            NodeKind.TOOL,
            f"{tool.title}, once more",
            steps.retry(tool),
            goal=self.name,
            tool=tool.name,
        )
        self.drawing.link(first, again, EdgeKind.FAILED)
        self.drawing.link(again, self.shared.fallback, EdgeKind.FAILED)
        self.ends = [End(first, EdgeKind.OK), End(again, EdgeKind.OK)]

    def confirm(self, text: str, *, again: bool) -> None:
        """Read back and wait for a yes; a correction goes back to the start of the branch, anything else leaves it."""
        node = self.step("confirm", NodeKind.ASK, "Read back and confirm", text)
        if again:
            self.drawing.branch(node, self.entry, f"The {self.shared.caller} corrects something.")
        self.drawing.link(node, self.shared.more, EdgeKind.OTHERWISE)
        self.ends = [End(node, EdgeKind.WHEN, f"The {self.shared.caller} clearly says yes.")]
