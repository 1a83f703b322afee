"""What is wrong with a bundle, whoever made it: shapes, references, ways, variables, tools, prompt, settings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from parley.agents.schemas import Finding
from parley.exports import checklist, shaped
from parley.exports.platforms.retell import calls, graphs, usage
from parley.exports.platforms.retell.agent import ENGINE_ID
from parley.exports.platforms.retell.graphs import objects
from parley.exports.platforms.retell.roles import Body, bodies
from parley.exports.platforms.retell.shapes.agent import Agent, ChatAgent
from parley.exports.platforms.retell.shapes.cases import Case
from parley.exports.platforms.retell.shapes.flow import Flow
from parley.exports.platforms.retell.shapes.llm import RetellLlm
from parley.exports.schemas import Files
from parley.exports.shaped import Shape, error, place, warning

MAX_FILES = 500
SHAPES: Mapping[str, type[Shape]] = {
    "llm": RetellLlm,
    "flow": Flow,
    "agent": Agent,
    "chat_agent": ChatAgent,
    "test": Case,
}
_ENGINES = {"retell-llm": "llm", "conversation-flow": "flow"}
_ADVISED = {
    ("agent", "agent_name"): "The agent has no name.",
    ("agent", "language"): "Without a language it speaks American English.",
    ("agent", "max_call_duration_ms"): "A call may last an hour unless this says otherwise.",
    ("agent", "reminder_trigger_ms"): "Nothing says after which silence the agent speaks again.",
    ("chat_agent", "agent_name"): "The agent has no name.",
    ("chat_agent", "language"): "Without a language it writes American English.",
    ("llm", "begin_message"): "The model makes up the first message.",
    ("llm", "general_prompt"): "There is no general prompt.",
    ("flow", "global_prompt"): "There is no global prompt.",
}
"""What ought to be said, since the platform's own default surprises."""


def lint(files: Files) -> list[Finding]:
    """Everything found, by file; it never raises."""
    found: list[Finding] = []
    known: list[Body] = []
    for path, text in islice(files.items(), MAX_FILES):
        if not path.endswith(".json"):
            continue
        value, faults = shaped.tree("retell", path, text)
        made = list(bodies(path, value))
        found += faults
        if not faults and not made:
            message = "This is none of the platform's bodies."
            found.append(error("retell.unknown-body", place(path), message, "Send an LLM, flow, agent or test."))
        known += made
    for body in known:
        found += _body(body)
    found += usage.findings(known)
    found += _together(known)
    return found


def _body(body: Body) -> list[Finding]:
    found = shaped.findings("retell", body.path, body.value, SHAPES[body.role], body.at)
    for (role, key), message in _ADVISED.items():
        if role == body.role and body.value.get(key) is None:
            found.append(warning("retell.unsaid", place(body.path, (*body.at, key)), message, "Say it."))
    if body.role == "flow":
        found += graphs.findings(body)
    if body.role == "llm":
        found += _states(body)
    if body.role in {"llm", "flow"}:
        found += calls.findings(body)
        found += checklist.findings("retell", _told(body))
    if body.role in {"agent", "chat_agent"}:
        found += _analysis(body)
    return found


def _states(body: Body) -> Iterator[Finding]:
    states = objects(body.value, "states")
    names = Counter(str(state.get("name")) for _, state in states)
    start, here = body.value.get("starting_state"), (*body.at, "starting_state")
    if states and start is None:
        yield error("retell.missing-field", place(body.path, here), "States need a starting_state.", "Name one.")
    elif start is not None and str(start) not in names:
        yield error("retell.unknown-state", place(body.path, here), "There is no such state.", "Name one of them.")
    for index, state in states:
        at = (*body.at, "states", index)
        if names[str(state.get("name"))] > 1:
            yield error("retell.name-taken", place(body.path, (*at, "name")), "Another state has this name.", "Rename.")
        for way, edge in objects(state, "edges"):
            if str(edge.get("destination_state_name")) not in names:
                where = place(body.path, (*at, "edges", way, "destination_state_name"))
                yield error("retell.unknown-state", where, "There is no such state.", "Name one of them.")


def _analysis(body: Body) -> Iterator[Finding]:
    for key in ("post_call_analysis_data", "post_chat_analysis_data"):
        items = objects(body.value, key)
        names = Counter(str(item.get("name")) for _, item in items)
        for index, item in items:
            if names[str(item.get("name"))] > 1:
                where = place(body.path, (*body.at, key, index, "name"))
                yield error("retell.name-taken", where, "Another value has this name.", "Rename one of them.")


def _told(body: Body) -> checklist.Told:
    """What the prompt checklist looks at."""
    key = "general_prompt" if body.role == "llm" else "global_prompt"
    prompt = body.value.get(key)
    found = {
        str(tool.get("name")): checklist.ToolTold(str(tool.get("description") or ""), place(body.path, at))
        for at, tool in calls.tools(body.value, body.at)
    }
    if body.role == "flow":  # the platform's own nodes do what a prompt may call by the name of a tool
        found |= {
            name: checklist.ToolTold("a node of the flow does this", place(body.path, body.at))
            for name in ("end_call", "transfer_to_number", "press_digit")
            if isinstance(prompt, str) and name in prompt
        }
    first = body.value.get("begin_message") if body.role == "llm" else None
    begun: dict[str, str | None] = {name: str(value) for name, value in usage.defaults(body).items()}
    text = prompt if isinstance(prompt, str) else ""
    said = first if isinstance(first, str) else None
    for name in checklist.placeholders(text + (said or "")):
        if usage.is_supplied(name) or name not in begun:
            begun[name] = None
    return checklist.Told(
        prompt=text,
        prompt_where=place(body.path, (*body.at, key)),
        first_message=said,
        first_message_where=place(body.path, (*body.at, "begin_message")),
        tools=found,
        variables=begun,
    )


def _together(known: Sequence[Body]) -> Iterator[Finding]:
    """What the bodies say of each other."""
    engines = {body.role for body in known if body.role in {"llm", "flow"}}
    callable_ = {str(tool.get("name")) for body in known for _, tool in calls.tools(body.value)}
    for body in known:
        engine = body.value.get("response_engine")
        kind = _ENGINES.get(str(engine.get("type"))) if isinstance(engine, dict) else None
        if kind is not None and engines and kind not in engines:
            where = place(body.path, (*body.at, "response_engine", "type"))
            yield error("retell.other-engine", where, "The bundle holds another kind of engine.", "Name that.")
        if isinstance(engine, dict):
            ids = [
                engine[key] for key in ("llm_id", "conversation_flow_id") if engine.get(key) not in (None, ENGINE_ID)
            ]
            if ids and engines and len(known) > 1:
                where = place(body.path, (*body.at, "response_engine"))
                message = "The id is not the one that the deployment puts in."
                yield warning("retell.other-engine", where, message, f"Use {ENGINE_ID}, or mind which engine it names.")
        for index, mock in objects(body.value, "tool_mocks"):
            if engines and str(mock.get("tool_name")) not in callable_:
                where = place(body.path, (*body.at, "tool_mocks", index, "tool_name"))
                yield error("retell.unknown-tool", where, "There is no such tool.", "Name one of the agent's tools.")
