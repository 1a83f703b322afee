"""Three short dialogues made from one brief: the usual way, a request out of bounds, and a failure mended.

What the agent and the caller say is in the agent's first language; where no saying fits, a stage direction in
brackets stands for it.
"""

from parley.agents.schemas import Goal, ToolSpec, Workflow
from parley.builder.language.data import EXACT, DataKind, kind_of, label
from parley.builder.language.people import caller_word, speaks, transfer_tool
from parley.builder.language.speech import Speech, languages, sample, speech, subject
from parley.builder.language.wording import (
    clip,
    favour,
    listed,
    lowered,
    one_line,
    request,
    situation,
    starts_with_verb,
)
from parley.builder.prompt.line import Example
from parley.builder.schemas import BuildState
from parley.builder.workflow.matching import Action, Topic, actions_of, is_availability, topics_of
from parley.builder.workflow.synthesis import general_rule, merged, rules

_ASKED = 2


def examples(state: BuildState, workflow: Workflow) -> list[Example]:
    """The happy path of the goal with most to show, an edge case, and an error recovery."""
    said = speech(languages(state.brief)[0])
    goals = merged(state)
    found = []
    main = next((goal for goal in goals if _calls(workflow, goal)), goals[0] if goals else None)
    if main:
        found.append(_happy(state, workflow, main, said))
    found.append(_edge(state, said))
    found.append(_recovery(state, workflow, main, said))
    return found


def _who(state: BuildState) -> str:
    return caller_word(state.brief).capitalize()


def _data(workflow: Workflow, goal: Goal) -> list[str]:
    nodes = (node for node in workflow.nodes if node.goal == goal.name[:290])
    return list(dict.fromkeys(name for node in nodes for name in node.collects))


def _calls(workflow: Workflow, goal: Goal) -> list[str]:
    nodes = (node for node in workflow.nodes if node.goal == goal.name[:290])
    return list(dict.fromkeys(node.tool for node in nodes if node.tool))


def opening(goal: Goal, said: Speech) -> str:
    """What somebody with this request might say first; empty where the language has no saying for it."""
    wanted, about = actions_of(goal), topics_of(goal)
    for topic in (Topic.RETURN, Topic.ACCOUNT, Topic.TABLE, Topic.ORDER, Topic.CALENDAR, Topic.TICKET, *Topic):
        if topic not in about:
            continue
        for action in (Action.CREATE, Action.UPDATE, Action.CANCEL, Action.LOOKUP):
            text = said.openings.get(f"{topic}_{action}")
            if action in wanted and text:
                return text
    if not said.want:
        return ""
    name = clip(one_line(goal.name), 100).rstrip(".")
    is_wish = starts_with_verb(name) and "wants to" in request(goal)
    return said.want.format(goal=lowered(name)) if is_wish else said.about.format(goal=lowered(name))


def _quoted(text: str) -> str:
    return f"“{text}”"


def _first(state: BuildState, goal: Goal, said: Speech) -> str:
    text = opening(goal, said)
    return f"{_who(state)}: {_quoted(text) if text else f'[{request(goal, caller_word(state.brief))}]'}"


def _ask(name: str, said: Speech) -> str:
    question = said.ask.get(subject(name)) or (said.ask_any.format(label=label(name)) if said.ask_any else "")
    return f"You: {_quoted(question)}" if question else f"You: [ask for the {label(name)}]"


def _answer(state: BuildState, name: str, said: Speech) -> str:
    value = sample(said, name)
    if value is None:
        return f"{_who(state)}: [gives the {label(name)}]"
    text = value.spoken if speaks(state.brief) else value.written
    return f"{_who(state)}: {_quoted(f'{text[0].upper()}{text[1:]}.' if speaks(state.brief) else text)}"


def _happy(state: BuildState, workflow: Workflow, goal: Goal, said: Speech) -> Example:
    data, calls = _data(workflow, goal), _calls(workflow, goal)
    tools = {tool.name: tool for tool in state.tools}
    known = [name for name in data if said.ask.get(subject(name)) and sample(said, name)]
    shown = (known + [name for name in data if name not in known])[:_ASKED]
    shown = [name for name in data if name in shown]
    lines = [_first(state, goal, said)]
    for name in shown:
        lines += [_ask(name, said), _answer(state, name, said)]
    has_name = any(kind_of(name) is DataKind.NAME for name in shown)
    rest = [label(name) for name in data if name not in shown and not (has_name and kind_of(name) is DataKind.NAME)]
    if rest:
        lines.append(f"[You ask for the {listed(rest)} in the same way.]")
    writes = [name for name in calls if tools[name].confirm]
    for name in (name for name in calls if name not in writes):
        lines.append(f"You: “{said.wait}” [`{name}` succeeds]")
        if is_availability(tools[name]):
            lines += [f"You: {_quoted(said.offer_times)}", f"{_who(state)}: [picks one]"]
    if writes:
        worked = f"{listed([f'`{name}`' for name in writes])} succeed{'s' if len(writes) == 1 else ''}"
        lines += [*_confirmation(state, shown, said), f"You: “{said.wait}” [{worked}]"]
    lines.append(_last(said, [tools[name] for name in calls]))
    return Example(f"Usual case: {lowered(one_line(goal.name, 80))}", lines, _sources(state, goal, calls))


def _last(said: Speech, calls: list[ToolSpec]) -> str:
    if any(tool.writes for tool in calls):
        return f"You: {_quoted(said.done)}"
    return f"You: {_quoted(said.checked)} [say what it is]" if calls else f"You: {_quoted(said.noted)}"


def _sources(state: BuildState, goal: Goal, calls: list[str]) -> str:
    return " ".join([f"/brief/goals/{merged(state).index(goal)}", *(f"/tools/{name}" for name in calls[:8])])


def _confirmation(state: BuildState, shown: list[str], said: Speech) -> list[str]:
    values = [value for name in shown if kind_of(name) in EXACT and (value := sample(said, name))]
    is_spoken = speaks(state.brief)
    items = ", ".join((value.spoken if is_spoken else value.written) for value in values)
    text = said.readback.format(items=f"{items} …").replace("….", "…") if items else said.proceed
    return [f"You: {_quoted(text)}", f"{_who(state)}: {_quoted(said.agree)}"]


def _edge(state: BuildState, said: Speech) -> Example:
    """Something out of bounds: what the brief forbids, else a hand-over, else a stranger's request."""
    who, brief = _who(state), state.brief
    for index, item in enumerate(brief.scope_dont.value if brief.scope_dont else []):
        if wish := favour(item):
            lines = [f"{who}: [asks you to {wish}]", f"You: “{said.decline} {_offer(state, said)}”"]
            return Example("Edge case: off limits", lines, f"/brief/scope_dont/{index} /brief/handover")
    if rules(state):
        lines = [f"{who}: [{situation(rules(state)[0].when, caller_word(brief))}]", *_hand_over(state, said)]
        return Example("Edge case: a person is needed", lines, "/brief/handover/0")
    lines = [f"{who}: [asks for something outside your task]", f"You: “{said.decline} {_offer(state, said)}”"]
    return Example("Edge case: outside your task", lines, "/brief/goals")


def _offer(state: BuildState, said: Speech) -> str:
    return said.offer_person if general_rule(state) and transfer_tool(state.tools) else said.offer_message


def _hand_over(state: BuildState, said: Speech) -> list[str]:
    tool = transfer_tool(state.tools)
    if tool and general_rule(state):
        return [f"You: “{said.transferring}” [call `{tool.name}`]"]
    return [f"You: {_quoted(said.call_back if speaks(state.brief) else said.write_back)}"]


def _recovery(state: BuildState, workflow: Workflow, main: Goal | None, said: Speech) -> Example:
    """A tool that fails twice; without tools, words that were not understood."""
    calls = _calls(workflow, main) if main else []
    if main and calls:
        name = next((call for call in calls if any(t.name == call and t.writes for t in state.tools)), calls[0])
        lines = [
            f"[`{name}` fails]",
            f"You: {_quoted(said.retrying)} [`{name}` fails again]",
            *_hand_over(state, said),
        ]
        return Example(f"Recovery: `{name}` does not work", lines, f"/tools/{name} /brief/handover")
    unclear = said.unclear if speaks(state.brief) else said.unclear_chat
    way = "[cannot be understood]" if speaks(state.brief) else "[writes something you cannot make sense of]"
    who = _who(state)
    repeat = [f"{who}: [repeats it, still unclear]", f"You: {_quoted(_offer(state, said))}"]
    return Example("Recovery: not understood", [f"{who}: {way}", f"You: {_quoted(unclear)}", *repeat], "/brief/channel")
