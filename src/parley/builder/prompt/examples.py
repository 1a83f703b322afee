"""Three short dialogues made from one brief: the usual way, a request out of bounds, and a failure mended.

What the agent and the caller say is in the agent's first language; where no saying fits, a stage direction in
brackets stands for it.
"""

from typing import NamedTuple

from parley.agents.schemas import Goal, ToolSpec, Workflow
from parley.builder.language.data import EXACT, DataKind, kind_of, label
from parley.builder.language.speech import Sample, Speech, sample, subject
from parley.builder.language.wording import (
    clip,
    favour,
    listed,
    lowered,
    one_line,
    request,
    starts_with_verb,
)
from parley.builder.prompt.line import Example
from parley.builder.workflow.matching import Action, Topic, actions_of, is_availability, topics_of
from parley.builder.workflow.outline import Outline

_ASKED = 2
_HAN = range(0x3400, 0xA000)
_TOPICS = (Topic.RETURN, Topic.ACCOUNT, Topic.TABLE, Topic.ORDER, Topic.CALENDAR, Topic.TICKET, *Topic)
_ACTIONS = (Action.CREATE, Action.UPDATE, Action.CANCEL, Action.LOOKUP)
"""The topics and actions that a goal may have several of, the telling ones first."""


def examples(known: Outline, workflow: Workflow) -> list[Example]:
    """The happy path of the goal with most to show, an edge case, and an error recovery."""
    goals = known.goals
    main = next((goal for goal in goals if called(workflow, goal)), goals[0] if goals else None)
    calls = called(workflow, main) if main else []
    found = [_happy(known, main, _data(workflow, main), calls)] if main else []
    found.append(_edge(known))
    found.append(_recovery(known, calls))
    return found


def _who(known: Outline) -> str:
    return known.caller.capitalize()


def _data(workflow: Workflow, goal: Goal) -> list[str]:
    nodes = (node for node in workflow.nodes if node.goal == goal.name[:290])
    return list(dict.fromkeys(name for node in nodes for name in node.collects))


def called(workflow: Workflow, goal: Goal) -> list[str]:
    """The tools that a goal's steps call, in their order, each once."""
    nodes = (node for node in workflow.nodes if node.goal == goal.name[:290])
    return list(dict.fromkeys(node.tool for node in nodes if node.tool))


def opening(goal: Goal, said: Speech) -> str:
    """What somebody with this request might say first; empty where the language has no saying for it."""
    wanted, about = actions_of(goal), topics_of(goal)
    for topic in filter(about.__contains__, _TOPICS):
        for action in filter(wanted.__contains__, _ACTIONS):
            if text := said.openings.get(f"{topic}_{action}"):
                return text
    if not said.want:
        return ""
    name = clip(one_line(goal.name), 100).rstrip(".")
    is_wish = starts_with_verb(name) and "wants to" in request(goal)
    return said.want.format(goal=lowered(name)) if is_wish else said.about.format(goal=lowered(name))


def _quoted(text: str) -> str:
    return f"“{text}”"


def _first(known: Outline, goal: Goal) -> str:
    text = opening(goal, known.said)
    return f"{_who(known)}: {_quoted(text) if text else f'[{request(goal, known.caller)}]'}"


class _Datum(NamedTuple):
    """A variable with the question for it ("" where the language has none) and a sample answer."""

    name: str
    question: str
    answer: Sample | None


def _datum(name: str, said: Speech) -> _Datum:
    return _Datum(name, said.ask.get(subject(name), ""), sample(said, name))


def _asked(known: Outline, datum: _Datum) -> list[str]:
    """The question for a datum and the answer to it."""
    said, name = known.said, label(datum.name)
    question = datum.question or (said.ask_any.format(label=name) if said.ask_any else "")
    asked = f"You: {_quoted(question)}" if question else f"You: [ask for the {name}]"
    return [asked, f"{_who(known)}: {_answered(datum.answer, is_spoken=known.is_spoken) or f'[gives the {name}]'}"]


def _answered(value: Sample | None, *, is_spoken: bool) -> str:
    if value is None:
        return ""
    if not is_spoken:
        return _quoted(value.written)
    stop = "。" if ord(value.spoken[-1]) in _HAN else "."
    return _quoted(f"{value.spoken[0].upper()}{value.spoken[1:]}{stop}")


def _happy(known: Outline, goal: Goal, data: list[str], calls: list[str]) -> Example:
    said, tools = known.said, {tool.name: tool for tool in known.tools}
    held = [_datum(name, said) for name in data]
    shown = sorted(held, key=lambda datum: not (datum.question and datum.answer))[:_ASKED]
    shown.sort(key=held.index)
    lines = [_first(known, goal)]
    for datum in shown:
        lines += _asked(known, datum)
    has_name = any(kind_of(datum.name) is DataKind.NAME for datum in shown)
    others = [datum.name for datum in held if datum not in shown]
    rest = [label(name) for name in others if not (has_name and kind_of(name) is DataKind.NAME)]
    if rest:
        lines.append(f"[You ask for the {listed(rest)} in the same way.]")
    writes = [name for name in calls if tools[name].confirm]
    for name in (name for name in calls if name not in writes):
        lines.append(f"You: “{said.wait}” [`{name}` succeeds]")
        if is_availability(tools[name]):
            lines += [f"You: {_quoted(said.offer_times)}", f"{_who(known)}: [picks one]"]
    if writes:
        worked = f"{listed([f'`{name}`' for name in writes])} succeed{'s' if len(writes) == 1 else ''}"
        lines += [*_confirmation(known, shown), f"You: “{said.wait}” [{worked}]"]
    lines.append(_last(said, [tools[name] for name in calls]))
    return Example(f"Usual case: {lowered(one_line(goal.name, 80))}", lines, _sources(known, goal, calls))


def _last(said: Speech, calls: list[ToolSpec]) -> str:
    if any(tool.writes for tool in calls):
        return f"You: {_quoted(said.done)}"
    return f"You: {_quoted(said.checked)} [say what it is]" if calls else f"You: {_quoted(said.noted)}"


def _sources(known: Outline, goal: Goal, calls: list[str]) -> str:
    return " ".join([f"/brief/goals/{known.goals.index(goal)}", *(f"/tools/{name}" for name in calls[:8])])


def _confirmation(known: Outline, shown: list[_Datum]) -> list[str]:
    said = known.said
    values = [datum.answer for datum in shown if datum.answer and kind_of(datum.name) in EXACT]
    items = ", ".join((value.spoken if known.is_spoken else value.written) for value in values)
    text = said.readback.format(items=f"{items} …").replace("….", "…") if items else said.proceed
    return [f"You: {_quoted(text)}", f"{_who(known)}: {_quoted(said.agree)}"]


def _edge(known: Outline) -> Example:
    """Something out of bounds: what the brief forbids, else a hand-over, else a stranger's request."""
    who, brief, said = _who(known), known.brief, known.said
    for index, item in enumerate(brief.scope_dont.value if brief.scope_dont else []):
        if wish := favour(item):
            lines = [f"{who}: [asks you to {wish}]", f"You: “{said.decline} {_offer(known)}”"]
            return Example("Edge case: off limits", lines, f"/brief/scope_dont/{index} /brief/handover")
    if known.handover:
        lines = [f"{who}: [{known.handover[0].matter}]", *_hand_over(known)]
        return Example("Edge case: a person is needed", lines, "/brief/handover/0 /brief/scope_dont")
    lines = [f"{who}: [asks for something outside your task]", f"You: “{said.decline} {_offer(known)}”"]
    return Example("Edge case: outside your task", lines, "/brief/goals /brief/scope_dont /brief/handover")


def _offer(known: Outline) -> str:
    return known.said.offer_person if known.general and known.connecting(known.general.to) else known.said.offer_message


def _hand_over(known: Outline) -> list[str]:
    said = known.said
    if known.general and (tool := known.connecting(known.general.to)):
        return [f"You: “{said.transferring}” [call `{tool.name}`]"]
    return [f"You: {_quoted(said.call_back if known.is_spoken else said.write_back)}"]


def _recovery(known: Outline, calls: list[str]) -> Example:
    """A tool that fails twice; without tools, words that were not understood."""
    said = known.said
    if calls:
        writing = {tool.name for tool in known.tools if tool.writes}
        name = next((call for call in calls if call in writing), calls[0])
        lines = [
            f"[`{name}` fails]",
            f"You: {_quoted(said.retrying)} [`{name}` fails again]",
            *_hand_over(known),
        ]
        return Example(f"Recovery: `{name}` does not work", lines, f"/tools/{name} /brief/handover")
    unclear = said.unclear if known.is_spoken else said.unclear_chat
    way = "[cannot be understood]" if known.is_spoken else "[writes something you cannot make sense of]"
    who = _who(known)
    repeat = [f"{who}: [repeats it, still unclear]", f"You: {_quoted(_offer(known))}"]
    return Example("Recovery: not understood", [f"{who}: {way}", f"You: {_quoted(unclear)}", *repeat], "/brief/channel")
