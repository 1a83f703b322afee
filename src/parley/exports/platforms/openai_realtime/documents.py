"""The session as `session.update`, `client_secrets` and `calls` take it, the greeting's event, and `tools.json`."""

from typing import Any

from parley.agents.schemas import ToolKind, ToolSpec
from parley.exports import actions, variables
from parley.exports.carried.actions import Client, Keypad, Transfer, Value
from parley.exports.carrying import Carrying, arguments, defaults, destinations, told
from parley.exports.naming import slug, unique
from parley.exports.platforms.openai_realtime import instructions
from parley.exports.platforms.openai_realtime.carried.definition import Tool, Tools

Json = dict[str, Any]

MODEL = "gpt-realtime-2.1"
VOICE = "marin"
TRANSCRIPTION = "gpt-transcribe"
IDLE_TIMEOUT_MS = (5_000, 30_000)
"""What `idle_timeout_ms` may be."""


def documents(carrying: Carrying) -> dict[str, Json]:
    """The files that are data, by name; there is no greeting where the caller speaks first."""
    functions, found = _functions(carrying)
    tools = [*functions, *_mcp(carrying)]
    session = _session(carrying) | ({"tools": tools} if tools else {})
    spec, notes = carrying.spec, carrying.notes
    definition = Tools(
        variables=defaults(carrying),
        max_duration_s=spec.voice.max_duration_s,
        tools=found,
    )
    notes.mapped += ["System prompt", "Longest duration: relay.py hangs up"]
    if spec.variables:
        notes.mapped.append("Variables with defaults: relay.py fills them in when a session starts")
    files = {"session.json": session, "tools.json": definition.model_dump(exclude_none=True)}
    if spec.first_message:
        notes.approximated.append("First message: the session has none; greeting.json asks the model to say it")
        response = {"instructions": instructions.greeting(spec), "tool_choice": "none"}
        files["greeting.json"] = {"type": "response.create", "response": response}
    plain = {"tools.json": files.pop("tools.json")}
    return {name: variables.neutral_tree(tree, carrying.known) for name, tree in files.items()} | plain


def _session(carrying: Carrying) -> Json:
    spec = carrying.spec
    found: Json = {"type": "realtime", "model": MODEL, "instructions": instructions.text(spec)}
    if instructions.is_text_only(spec):
        return found | {"output_modalities": ["text"]}
    return found | {"output_modalities": ["audio"], "audio": {"input": _input(carrying), "output": _output(carrying)}}


def _input(carrying: Carrying) -> Json:
    voice = carrying.spec.voice
    codes = list(dict.fromkeys(tag.split("-")[0] for tag in (voice.language, *voice.extra_languages)))
    transcription: Json = {"model": TRANSCRIPTION}
    if all(len(code) == 2 for code in codes):
        transcription |= {"language": codes[0]} if len(codes) == 1 else {"languages": codes}
    shortest, longest = IDLE_TIMEOUT_MS
    timeout = min(max(voice.turn_timeout_s * 1_000, shortest), longest)
    if timeout != voice.turn_timeout_s * 1_000:
        carrying.notes.approximated.append(
            f"Silence before the agent asks: {timeout // 1_000} s, the shortest there is"
        )
    carrying.notes.mapped.append("Languages, pace and the silence after which the agent speaks again")
    return {"transcription": transcription, "turn_detection": {"type": "server_vad", "idle_timeout_ms": timeout}}


def _output(carrying: Carrying) -> Json:
    voice = carrying.spec.voice
    if voice.description:
        carrying.notes.approximated.append(
            f"Voice: {VOICE} is set; choose the one of the ten that is nearest to “{voice.description}”"
        )
    return {"voice": VOICE} | ({"speed": voice.speed} if voice.speed != 1.0 else {})


def _functions(carrying: Carrying) -> tuple[list[Json], list[Tool]]:
    """The function tools of the session, and what each does."""
    functions: list[Json] = []
    found: list[Tool] = []
    for tool in carrying.spec.tools:
        action = actions.action(carrying, tool)
        if isinstance(action, Keypad):
            carrying.notes.dropped.append(f"Tool {tool.name}: a Realtime call cannot press keys")
            continue
        if action is None:
            continue
        if isinstance(action, Client):
            action = _of_page(carrying, tool, action)
        name = unique(tool.name, [one.name for one in found])
        words = told(tool)
        if isinstance(action, Transfer):
            words = f"{words}\nDestinations:\n{destinations(tool, action)}"
        functions.append(
            {"type": "function", "name": name, "description": words, "parameters": arguments(tool, action)}
        )
        found.append(Tool(name=name, action=action))
    return functions, found


def _of_page(carrying: Carrying, tool: ToolSpec, action: Client) -> Client:
    """A page gets the model's arguments alone, straight from the session."""
    fixed: list[Value] = [one for one in action.values if one.source != "model"]
    carrying.notes.dropped += [
        f"Tool {tool.name}, parameter {one.name}: a page gets what the model fills; set this value in the page"
        for one in fixed
    ]
    return Client(kind="client", values=[one for one in action.values if one not in fixed], keeps=[])


def _mcp(carrying: Carrying) -> list[Json]:
    """One entry for each MCP server, with those of its tools that the agent has; its address is a setting."""
    wanted: dict[str, list[ToolSpec]] = {}
    for tool in carrying.spec.tools:
        if tool.kind is ToolKind.MCP and tool.mcp:
            wanted.setdefault(tool.mcp.server, []).append(tool)
    found: list[Json] = []
    for server, tools in wanted.items():
        label = unique(slug(server, "server"), [one["server_label"] for one in found])
        address = carrying.setting(f"{label}_mcp_url", f"address of the MCP server “{server}”")
        names = list(dict.fromkeys(tool.mcp.tool for tool in tools if tool.mcp))
        carrying.notes.approximated += [
            f"Tool {tool.name}: OpenAI calls it at the MCP server, where its name is “{tool.mcp.tool}”"
            for tool in tools
            if tool.mcp
        ]
        found.append(
            {
                "type": "mcp",
                "server_label": label,
                "server_url": f"${{{address}}}",
                "allowed_tools": names,
                "require_approval": "never",
            }
        )
    return found
