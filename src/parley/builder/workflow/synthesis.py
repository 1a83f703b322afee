"""Makes the workflow of an agent from its brief and tools: deterministic, lint-clean, with readable node ids.

The graph carries the instructions that the system prompt repeats, so the two never disagree.
"""

import re

from parley.agents.schemas import EdgeKind, Goal, HandoverRule, Node, NodeKind, ToolSpec, Workflow
from parley.builder.language.data import variable
from parley.builder.language.people import caller_word, ending_tool, transfer_tool
from parley.builder.language.speech import closing, greeting
from parley.builder.language.wording import clip, is_clause, one_line, recipient, request, sentence, situation
from parley.builder.schemas import BuildState
from parley.builder.workflow import branch, steps
from parley.builder.workflow.drawing import Drawing, End
from parley.builder.workflow.matching import assign, is_knowledge

_NODE_BUDGET = 180
_GENERAL = re.compile(
    r"human|person|staff|real|agent|mensch|mitarbeit|humano|else|other|cannot|can[’']t|unable|stuck|fail|unsure|"
    r"not sure|not know|difficult|complex|complicat|angry|upset|complain|beschwer|schwierig|alles|queja|insist",
    re.IGNORECASE,
)


def synthesise(state: BuildState) -> Workflow:
    """The graph: greet, understand, one branch per goal, questions, hand-over, anything else, close.

    Any brief will do, an empty one included; equal states give equal graphs.
    """
    drawing, caller = Drawing(), caller_word(state.brief)
    start = drawing.add("greeting", NodeKind.SAY, "Greet", greeting(state.brief))
    asking = f"Let the {caller} say what they need; if it is unclear, ask one question."
    understand = drawing.add("understand", NodeKind.ASK, "Understand the request", asking, collects=["request"])
    route = drawing.add("route", NodeKind.DECIDE, "Which request is it?", "Choose the branch that fits.")
    drawing.link(start, understand)
    drawing.link(understand, route)
    more = _draw_rest(drawing, state, understand)
    fallback = _draw_handover(drawing, state, route, more)
    shared = branch.Shared(caller, more, fallback, steps.contact_data(state))
    _draw_goals(drawing, state, route, shared)
    _draw_questions(drawing, state, route, shared)
    _draw_out_of_scope(drawing, route, shared)
    drawn = drawing.workflow(start)
    return drawn.model_copy(update={"nodes": _ordered(drawn.nodes)})


def merged(state: BuildState) -> list[Goal]:
    """The brief's goals, those of one name made one, nameless ones left out."""
    held: dict[str, Goal] = {}
    for goal in state.brief.goals.value if state.brief.goals else []:
        key = one_line(goal.name).casefold()
        if not any(sign.isalnum() for sign in key):
            continue
        if key in held:
            collect = list(dict.fromkeys([*held[key].collect, *goal.collect]))[:20]
            goal = held[key].model_copy(update={"collect": collect})
        held[key] = goal
    return list(held.values())


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


def _draw_rest(drawing: Drawing, state: BuildState, understand: str) -> str:
    """ "Anything else?" and the end; answers the former."""
    caller, ending = caller_word(state.brief), ending_tool(state.tools)
    more = drawing.add("anything_else", NodeKind.ASK, "Anything else?", "Ask whether there is anything else.")
    tool = {"tool": ending.name} if ending else {}
    close = drawing.add("closing", NodeKind.END, "Say goodbye", closing(state.brief), **tool)
    drawing.branch(more, understand, f"The {caller} has another request.")
    drawing.link(more, close, EdgeKind.OTHERWISE)
    return more


def rules(state: BuildState) -> list[HandoverRule]:
    """The hand-over rules of the brief."""
    return state.brief.handover.value if state.brief.handover else []


def condition(rule: HandoverRule, caller: str) -> str:
    """When a hand-over rule applies, as a sentence."""
    matter = situation(rule.when, caller)
    if is_clause(matter):
        return sentence(matter)
    return sentence(f"it is about {matter}" if matter else f"the {caller} asks for a person")


def general_rule(state: BuildState) -> HandoverRule | None:
    """The rule whose recipient may take whatever the agent cannot do; never one that is there for a special case."""
    return next((rule for rule in rules(state) if not rule.when or _GENERAL.search(rule.when)), None)


def _draw_handover(drawing: Drawing, state: BuildState, route: str, more: str) -> str:
    """Hand-over rules as branches; answers the step that failures lead to."""
    caller, tool = caller_word(state.brief), transfer_tool(state.tools)
    places = {one_line(rule.to).casefold(): one_line(rule.to) for rule in rules(state)}
    nodes: dict[str, str] = {}
    for rule in rules(state):
        key, case = one_line(rule.to).casefold(), condition(rule, caller)
        if drawing.has(route, case):
            continue
        if key not in nodes:
            suffix = f"_{variable(rule.to)[:30]}" if rule.to and len(places) > 1 else ""
            nodes[key] = _handover_node(drawing, state, (places[key], suffix), tool, more)
        drawing.branch(route, nodes[key], case)
    general = general_rule(state)
    if general and one_line(general.to).casefold() in nodes:
        return nodes[one_line(general.to).casefold()]
    data = steps.contact_data(state)
    node = drawing.add("call_back", NodeKind.COLLECT, "Offer to get back", steps.call_back(state), collects=data)
    drawing.link(node, more)
    return node


def _handover_node(
    drawing: Drawing, state: BuildState, place: tuple[str, str], tool: ToolSpec | None, more: str
) -> str:
    to, suffix = place
    if tool:
        text = steps.hand_over(to, tool.name)
        label = f"Hand over to {to or 'a person'}"
        return drawing.add(f"hand_over{suffix}", NodeKind.TRANSFER, label, text, to=clip(to, 280), tool=tool.name)
    label, data = f"Take a message for {recipient(to, 'the team')}", steps.contact_data(state)
    node = drawing.add(f"take_message{suffix}", NodeKind.COLLECT, label, steps.take_message(state, to), collects=data)
    drawing.link(node, more)
    return node


def _draw_goals(drawing: Drawing, state: BuildState, route: str, shared: branch.Shared) -> None:
    goals = merged(state)
    room = (_NODE_BUDGET - len(drawing)) // max(1, len(goals))
    kind = state.brief.kind.value if state.brief.kind else None
    chosen = assign(goals, state.tools, kind, limit=max(0, min(5, (room - 4) // 2)))
    for goal, tools in zip(goals, chosen, strict=True):
        first = branch.draw(drawing, shared, goal, tools)
        if not drawing.branch(route, first, sentence(request(goal, shared.caller))):
            drawing.branch(route, first, f"The request is “{one_line(goal.name, 120)}” ({first}).")


def _draw_questions(drawing: Drawing, state: BuildState, route: str, shared: branch.Shared) -> None:
    """General questions: from the knowledge tools, else from the facts of the brief; a route must lead somewhere."""
    knowledge = [tool for tool in state.tools if is_knowledge(tool)][:3]
    if drawing.leads_on(route) and not knowledge and not state.brief.facts and not state.brief.hours:
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
    drawing.branch(route, entry or answer, f"The {shared.caller} asks a general question about the business.")


def _draw_out_of_scope(drawing: Drawing, route: str, shared: branch.Shared) -> None:
    text = "Say that you cannot help with this, name what you can do, and offer a person."
    node = drawing.add("out_of_scope", NodeKind.ASK, "Out of scope", text)
    drawing.link(route, node, EdgeKind.OTHERWISE)
    drawing.branch(node, shared.fallback, f"The {shared.caller} wants a person.")
    drawing.link(node, shared.more, EdgeKind.OTHERWISE)
