"""What is wrong with a bundle for OpenAI Realtime: session, greeting, tools against their calls, prompt."""

from collections.abc import Iterator, Mapping
from typing import Any

from parley.agents.schemas import Finding
from parley.exports import checklist, shaped, tool_lint
from parley.exports.carried.actions import Client, EndCall, Webhook
from parley.exports.carrying import SUPPLIED
from parley.exports.platforms.openai_realtime.carried.definition import Tools
from parley.exports.platforms.openai_realtime.shapes import ResponseCreate, ServerVad, Session
from parley.exports.schemas import Files
from parley.exports.shaped import Kind, error, place, shown, warning
from parley.exports.tool_lint import Offered

NAME = "openai-realtime"
SESSION = "session.json"
GREETING = "greeting.json"
TOOLS = "tools.json"
ENDING_2027_01 = frozenset(
    {"gpt-realtime", "gpt-realtime-2025-08-28", "gpt-realtime-mini", "gpt-realtime-mini-2025-12-15", "gpt-audio-mini"}
    | {"gpt-audio-mini-2025-12-15"}
)
ENDING_2027_02 = frozenset(
    {"whisper-1", "gpt-4o-mini-transcribe", "gpt-4o-mini-transcribe-2025-12-15", "gpt-4o-transcribe"}
    | {"gpt-4o-transcribe-diarize"}
)
"""https://developers.openai.com/api/docs/deprecations"""
SHAPES: Mapping[str, Kind] = {SESSION: Session, GREETING: ResponseCreate, TOOLS: Tools}


def lint(files: Files) -> list[Finding]:
    """Every finding; `session.json` alone is a bundle, too, whose tools somebody else answers."""
    if SESSION not in files:
        return [error(f"{NAME}.missing-file", place(SESSION), "The bundle has no session.json.", "Add it.")]
    trees: dict[str, Any] = {}
    found: list[Finding] = []
    for path, kind in SHAPES.items():
        if path in files:
            trees[path], faults = shaped.tree(NAME, path, files[path])
            found += faults or shaped.findings(NAME, path, trees[path], kind)
    if found:
        return found
    session = Session.model_validate(trees[SESSION])
    greeting = ResponseCreate.model_validate(trees[GREETING]) if GREETING in trees else None
    tools = Tools.model_validate(trees[TOOLS]) if TOOLS in trees else None
    offered = _offered(trees[SESSION], tools)
    found += [*_models(session), *_sound(session), *_chosen(session), *_servers(session, files.get(".env.example"))]
    found += _pairs(trees[SESSION], tools)
    if tools:
        found += tool_lint.findings(NAME, list(offered.values()), tools.variables, files.get(".env.example"))
        found += _unused(session, greeting, tools)
    return found + _told(trees[SESSION], session, greeting, tools)


def _functions(session: Any) -> Iterator[tuple[int, Any]]:
    for index, tool in enumerate(session.get("tools") or ()):
        if tool["type"] == "function":
            yield index, tool


def _offered(session: Any, tools: Tools | None) -> dict[str, Offered]:
    places = {tool.name: at for at, tool in enumerate(tools.tools)} if tools else {}
    return {
        tool["name"]: Offered(
            name=tool["name"],
            description=tool.get("description") or "",
            parameters=tool.get("parameters") or {},
            path=SESSION,
            at=("tools", index),
            action=tools.tools[places[tool["name"]]].action if tools and tool["name"] in places else _NOTHING,
            action_path=TOOLS,
            action_at=("tools", places.get(tool["name"], 0), "action"),
        )
        for index, tool in _functions(session)
    }


_NOTHING = EndCall(kind="end_call")


def _pairs(session: Any, tools: Tools | None) -> Iterator[Finding]:
    """Each function has its action and each action its function, once."""
    names = [tool["name"] for _, tool in _functions(session)]
    answered = [tool.name for tool in tools.tools] if tools else names
    for (index, tool), at in zip(_functions(session), range(len(names)), strict=True):
        where = place(SESSION, ("tools", index))
        if tool["name"] not in answered:
            yield error(f"{NAME}.tool-unanswered", where, "Nothing in tools.json answers this tool.", "Add its action.")
        if tool["name"] in names[:at]:
            yield error(f"{NAME}.repeated-name", where, "There is a tool of this name already.", "Rename one.")
        if "parameters" not in tool:
            yield warning(f"{NAME}.no-parameters", where, "The tool has no parameters.", "Give an empty object.")
    for index, name in enumerate(answered if tools else ()):
        where = place(TOOLS, ("tools", index))
        if name not in names:
            yield error(f"{NAME}.tool-not-offered", where, f"The session has no tool “{shown(name)}”.", "Add it there.")
        if name in answered[:index]:
            yield error(f"{NAME}.repeated-name", where, "There is an action of this name already.", "Keep one.")


def _models(session: Session) -> Iterator[Finding]:
    if session.model is None:
        message = "Which model answers is not said."
        yield error(f"{NAME}.no-model", place(SESSION), message, "Name one: calls and client secrets need it.")
    if session.model in ENDING_2027_01:
        message = f"{session.model} is shut down on 20 January 2027."
        yield warning(f"{NAME}.model-ending", place(SESSION, ("model",)), message, "Use gpt-realtime-2.1.")
    heard = session.audio.input.transcription if session.audio and session.audio.input else None
    if heard and heard.model in ENDING_2027_02:
        where = place(SESSION, ("audio", "input", "transcription", "model"))
        message = f"{heard.model} is shut down on 26 February 2027."
        yield warning(f"{NAME}.model-ending", where, message, "Use gpt-transcribe.")


def _sound(session: Session) -> Iterator[Finding]:
    where = place(SESSION, ("audio",))
    if session.output_modalities is None:
        yield warning(f"{NAME}.modality-open", place(SESSION), "Whether it speaks or writes is not said.", "Say so.")
    if session.output_modalities == ["text"]:
        if session.audio and session.audio.output:
            yield warning(f"{NAME}.audio-unused", where, "It writes, and has settings of speech.", "Take them out.")
        return
    heard = session.audio.input if session.audio else None
    spoken = session.audio.output if session.audio else None
    if spoken is None or spoken.voice is None:
        message = "No voice is chosen, and it cannot be changed once the agent has spoken."
        yield warning(f"{NAME}.no-voice", where, message, "Choose one.")
    if heard is None or heard.transcription is None:
        yield warning(f"{NAME}.no-transcription", where, "What callers say is not written down.", "Add transcription.")
    elif heard.transcription.language is None and heard.transcription.languages is None:
        yield warning(f"{NAME}.language-open", where, "The languages to be heard are not said.", "Give them.")
    turns = heard.turn_detection if heard else None
    if not isinstance(turns, ServerVad) or turns.idle_timeout_ms is None:
        message = "Nothing happens when the caller falls silent."
        yield warning(f"{NAME}.no-idle-timeout", where, message, "Use server_vad with idle_timeout_ms.")


def _chosen(session: Session) -> Iterator[Finding]:
    choice = session.tool_choice
    if choice is None or isinstance(choice, str):
        return
    tools = session.tools or []
    wanted = choice.name if choice.type == "function" else choice.server_label
    names = {tool.name if tool.type == "function" else tool.server_label for tool in tools if tool.type == choice.type}
    if wanted not in names:
        message = f"There is no “{shown(str(wanted))}” to choose."
        yield error(f"{NAME}.choice-unknown", place(SESSION, ("tool_choice",)), message, "Name a tool that there is.")


def _servers(session: Session, env: str | None) -> Iterator[Finding]:
    labels: set[str] = set()
    for index, tool in enumerate(session.tools or ()):
        if tool.type != "mcp":
            continue
        where = place(SESSION, ("tools", index))
        if sum(one is not None for one in (tool.server_url, tool.connector_id, tool.tunnel_id)) != 1:
            message = "The server has no address, or more than one."
            yield error(f"{NAME}.server-address", where, message, "Give server_url, connector_id or tunnel_id.")
        if tool.server_label in labels:
            yield error(f"{NAME}.repeated-name", where, "There is a server of this label already.", "Rename one.")
        labels.add(tool.server_label)
        if tool.authorization and not tool.authorization.startswith("${"):
            yield error(f"{NAME}.secret-in-clear", where, "A token stands in the file.", "Write ${NAME} instead.")
        if tool.allowed_tools is None:
            yield warning(f"{NAME}.all-tools", where, "Every tool of the server may be called.", "Give allowed_tools.")
        if tool.require_approval != "never":
            message = "Calls wait for an approval, which the relay does not give."
            yield warning(f"{NAME}.approval", where, message, "Set require_approval to “never”, or approve yourself.")
        yield from _listed(tool.server_url or "", env, where)


def _listed(address: str, env: str | None, where: str) -> Iterator[Finding]:
    name = address.removeprefix("${").removesuffix("}")
    if name != address and env is not None and f"{name}=" not in env.splitlines():
        message = f"{shown(name)} is not in .env.example."
        yield warning(f"{NAME}.unlisted-setting", where, message, "List it there, so that somebody sets it.")


def _unused(session: Session, greeting: ResponseCreate | None, tools: Tools) -> Iterator[Finding]:
    actions = [tool.action for tool in tools.tools if isinstance(tool.action, Webhook | Client)]
    used = {one.value for action in actions for one in action.values if one.source == "variable"}
    used |= {one.variable for action in actions for one in action.keeps}
    texts = [session.instructions or "", (greeting.response.instructions if greeting else None) or ""]
    texts += [tool.description or "" for tool in session.tools or () if tool.type == "function"]
    used |= {name for text in texts for name in checklist.placeholders(text)}
    for name in tools.variables.keys() - used:
        message = f"Nothing uses the variable “{shown(name)}”."
        yield warning(f"{NAME}.unused-variable", place(TOOLS, ("variables", name)), message, "Use it or take it out.")


def _told(tree: Any, session: Session, greeting: ResponseCreate | None, tools: Tools | None) -> list[Finding]:
    found: list[Finding] = []
    opening = (greeting.response.instructions if greeting else None) or ""
    if greeting:
        where = place(GREETING, ("response",))
        if not opening.strip():
            found.append(warning(f"{NAME}.greeting-empty", where, "The greeting says nothing.", "Give instructions."))
        if greeting.response.tool_choice != "none":
            message = "The greeting may call a tool instead."
            found.append(warning(f"{NAME}.greeting-tools", where, message, "Set tool_choice to “none”."))
    told = checklist.Told(
        prompt=session.instructions or "",
        prompt_where=place(SESSION, ("instructions",)),
        first_message=opening.partition("\n\n")[2] or None,
        first_message_where=place(GREETING, ("response", "instructions")),
        tools={name: tool.told() for name, tool in _offered(tree, tools).items()},
        variables=_declared(tools),
        speaks=session.output_modalities != ["text"],
    )
    return found + checklist.findings(NAME, told)


def _declared(tools: Tools | None) -> Mapping[str, str | None]:
    """Variables with their defaults; None for what the relay knows or a tool's answer sets."""
    if tools is None:
        return {}
    actions = [tool.action for tool in tools.tools if isinstance(tool.action, Webhook | Client)]
    known = {one.variable for action in actions for one in action.keeps} | set(SUPPLIED.values())
    return {name: None if name in known else default for name, default in tools.variables.items()}
