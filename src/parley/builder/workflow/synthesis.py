"""Makes the workflow of an agent from its brief and tools: deterministic, lint-clean, with readable node ids.

The graph carries the instructions that the system prompt repeats, so the two never disagree.
"""

from parley.agents.schemas import EdgeKind, Node, NodeKind, Workflow
from parley.builder.language.data import variable
from parley.builder.language.speech import closing, greeting
from parley.builder.language.wording import clip, one_line, recipient, request, sentence
from parley.builder.schemas import BuildState
from parley.builder.workflow import branch, shape, steps
from parley.builder.workflow.drawing import Drawing, End
from parley.builder.workflow.matching import Candidate, assign, is_knowledge
from parley.builder.workflow.outline import Outline, answers_questions, general_question, outlined

_NODE_BUDGET = 180


def synthesise(state: BuildState) -> Workflow:
    """The graph: greet, understand, one branch per goal, questions, hand-over, anything else, close.

    Any brief will do, an empty one included; equal states give equal graphs.
    """
    drawing, known = Drawing(), outlined(state)
    start = drawing.add("greeting", NodeKind.SAY, "Greet", greeting(known.brief))
    asking = f"Let the {known.caller} say what they need; if it is unclear, ask one question."
    understand = drawing.add("understand", NodeKind.ASK, "Understand the request", asking, collects=["request"])
    route = drawing.add("route", NodeKind.DECIDE, "Which request is it?", "Choose the branch that fits.")
    drawing.link(start, understand)
    drawing.link(understand, route)
    more = _draw_rest(drawing, known, understand)
    fallback = _draw_handover(drawing, known, route, more)
    shared = branch.Shared(known.caller, more, fallback, known.contact)
    called = _draw_goals(drawing, known, route, shared)
    _draw_questions(drawing, known, route, shared)
    _draw_out_of_scope(drawing, route, shared)
    drawn = drawing.workflow(start)
    chosen, reason = shape.choose(known.goals, called)
    return drawn.model_copy(update={"nodes": _ordered(drawn.nodes), "shape": chosen, "reason": clip(reason, 290)})


def _ordered(nodes: list[Node]) -> list[Node]:
    """Opening, the goals' branches, what all branches share, the end; within each as drawn."""
    opening = {"greeting", "understand", "route"}

    def place(node: Node) -> int:
        if node.id in opening:
            return 0
        if node.goal is not None:
            return 1
        return 3 if node.id in {"anything_else", "closing"} else 2

    return sorted(nodes, key=place)


def _draw_rest(drawing: Drawing, known: Outline, understand: str) -> str:
    """ "Anything else?" and the end; answers the former."""
    more = drawing.add("anything_else", NodeKind.ASK, "Anything else?", "Ask whether there is anything else.")
    tool = {"tool": known.ending.name} if known.ending else {}
    close = drawing.add("closing", NodeKind.END, "Say goodbye", closing(known.brief), **tool)
    drawing.branch(more, understand, f"The {known.caller} has another request.")
    drawing.link(more, close, EdgeKind.OTHERWISE)
    return more


def _draw_handover(drawing: Drawing, known: Outline, route: str, more: str) -> str:
    """Hand-over rules as branches; answers the step that failures lead to."""
    places = {to.casefold(): to for to in (one_line(case.rule.to) for case in known.handover)}
    nodes: dict[str, str] = {}
    for rule, _, condition in known.handover:
        key = one_line(rule.to).casefold()
        if drawing.has(route, condition):
            continue
        if key not in nodes:
            suffix = f"_{variable(rule.to)[:30]}" if rule.to and len(places) > 1 else ""
            nodes[key] = _handover_node(drawing, known, (places[key], suffix), more)
        drawing.branch(route, nodes[key], condition)
    general = one_line(known.general.to).casefold() if known.general else None
    if general in nodes:
        return nodes[general]
    text = steps.call_back(known.contact)
    node = drawing.add("call_back", NodeKind.COLLECT, "Offer to get back", text, collects=known.contact)
    drawing.link(node, more)
    return node


def _handover_node(drawing: Drawing, known: Outline, place: tuple[str, str], more: str) -> str:
    to, suffix = place
    if tool := known.connecting(to):
        text = steps.hand_over(to, tool.name)
        label = f"Hand over to {to or 'a person'}"
        return drawing.add(f"hand_over{suffix}", NodeKind.TRANSFER, label, text, to=clip(to, 280), tool=tool.name)
    label, text = f"Take a message for {recipient(to, 'the team')}", steps.take_message(known.contact, to)
    node = drawing.add(f"take_message{suffix}", NodeKind.COLLECT, label, text, collects=known.contact)
    drawing.link(node, more)
    return node


def _draw_goals(drawing: Drawing, known: Outline, route: str, shared: branch.Shared) -> list[list[Candidate]]:
    """A branch for each goal; answers the tools that each calls."""
    room = (_NODE_BUDGET - len(drawing)) // max(1, len(known.goals))
    kind = known.brief.kind.value if known.brief.kind else None
    chosen = assign(known.goals, known.tools, kind, limit=max(0, min(5, (room - 4) // 2)))
    for goal, tools in zip(known.goals, chosen, strict=True):
        first = branch.draw(drawing, shared, goal, tools)
        if not drawing.branch(route, first, sentence(request(goal, shared.caller))):
            drawing.branch(route, first, f"The request is “{one_line(goal.name, 120)}” ({first}).")
    return chosen


def _draw_questions(drawing: Drawing, known: Outline, route: str, shared: branch.Shared) -> None:
    """General questions: from the knowledge tools, else from the facts of the brief; a route must lead somewhere."""
    knowledge = [tool for tool in known.tools if is_knowledge(tool)][:3]
    if drawing.leads_on(route) and not answers_questions(known):
        return
    ends: list[End] = []
    entry = ""
    for tool in knowledge:
        first = drawing.add(f"ask_{tool.name[:40]}", NodeKind.TOOL, tool.title, steps.ask(tool), tool=tool.name)
        again = drawing.add(
            f"retry_{first}", NodeKind.TOOL, f"{tool.title}, once more", steps.retry(tool), tool=tool.name
        )
        drawing.join(ends, first)
        drawing.link(first, again, EdgeKind.FAILED)
        drawing.link(again, shared.fallback, EdgeKind.FAILED)
        entry, ends = entry or first, [End(first, EdgeKind.OK), End(again, EdgeKind.OK)]
    answer = drawing.add("answer", NodeKind.SAY, "Answer the question", steps.answer(knowledge))
    drawing.join(ends, answer)
    drawing.link(answer, shared.more)
    drawing.branch(route, entry or answer, general_question(shared.caller))


def _draw_out_of_scope(drawing: Drawing, route: str, shared: branch.Shared) -> None:
    text = "Say that you cannot help with this, name what you can do, and offer a person."
    node = drawing.add("out_of_scope", NodeKind.ASK, "Out of scope", text)
    drawing.link(route, node, EdgeKind.OTHERWISE)
    drawing.branch(node, shared.fallback, f"The {shared.caller} wants a person.")
    drawing.link(node, shared.more, EdgeKind.OTHERWISE)
