"""The agent as `agent.json`: texts, models, turns and tools, in the shape that the carried program reads."""

from parley.agents.schemas import Channel, ToolKind, ToolSpec
from parley.exports import actions, variables
from parley.exports.carried.actions import Transfer
from parley.exports.carrying import Carrying, Json, arguments, defaults, destinations, told
from parley.exports.naming import slug, unique
from parley.exports.platforms.livekit.carried.definition import (
    Definition,
    Hearing,
    McpServer,
    Speaking,
    Thinking,
    Tool,
)

THINKING = "openai/gpt-5.4-mini"
SPEAKING = "cartesia/sonic-3"
HEARING = "deepgram/nova-3"
HEARING_ALL = "openai/gpt-live-transcribe"

HEARD = frozenset(
    {"bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hi", "hu", "id", "it", "ja", "ko", "lt", "lv"}
    | {"ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sv", "tr", "uk", "vi"}
)
"""Languages of HEARING (https://developers.deepgram.com/docs/models-languages-overview)."""

MIXED = frozenset({"en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl"})
"""Those that it follows within one conversation, as "multi"."""

SPOKEN = frozenset(
    {"ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fi", "fr", "gu", "he", "hi", "hr", "hu", "id", "it", "ja"}
    | {"ka", "kn", "ko", "ml", "mr", "ms", "nl", "no", "pa", "pl", "pt", "ro", "ru", "sk", "sv", "ta", "te", "th", "tl"}
    | {"tr", "uk", "vi", "zh"}
)
"""Languages of SPEAKING (https://docs.cartesia.ai/build-with-cartesia/tts-models/latest)."""


def document(carrying: Carrying) -> Json:
    """`agent.json`; variables in its texts have their names at run time, all other double braces are parted."""
    spec, notes = carrying.spec, carrying.notes
    definition = Definition(
        instructions=_text(carrying, spec.prompt.text),
        first_message=_text(carrying, spec.first_message),
        hearing=_hearing(carrying),
        thinking=Thinking(model=THINKING),
        speaking=_speaking(carrying),
        silence_s=spec.voice.turn_timeout_s,
        max_duration_s=spec.voice.max_duration_s,
        variables=defaults(carrying),
        tools=_tools(carrying),
        mcp_servers=_mcp(carrying),
    )
    notes.mapped += ["System prompt", "First message", "Longest duration, and the silence after which the agent asks"]
    if spec.variables:
        notes.mapped.append("Variables with defaults; a dispatch's metadata may set them")
    if spec.brief.value("channel") is Channel.CHAT:
        notes.approximated.append("Text only: the session takes text as well, but it hears and speaks, too")
    return definition.model_dump(exclude_none=True)


def _text(carrying: Carrying, text: str) -> str:
    return variables.neutral(text, carrying.known)


def _languages(carrying: Carrying) -> list[str]:
    voice = carrying.spec.voice
    return list(dict.fromkeys(tag.split("-")[0] for tag in (voice.language, *voice.extra_languages)))


def _hearing(carrying: Carrying) -> Hearing:
    codes = _languages(carrying)
    if codes[0] not in HEARD:
        carrying.notes.approximated.append(f"Language {codes[0]}: heard by {HEARING_ALL}; listen before going live")
        return Hearing(model=HEARING_ALL, language=codes[0])
    if len(codes) == 1:
        return Hearing(model=HEARING, language=codes[0])
    if unheard := [code for code in codes if code not in MIXED]:
        carrying.notes.approximated.append(
            f"Further languages: only {codes[0]} is heard, since {', '.join(unheard)} cannot mix"
        )
        return Hearing(model=HEARING, language=codes[0])
    return Hearing(model=HEARING, language="multi")


def _speaking(carrying: Carrying) -> Speaking:
    voice, code = carrying.spec.voice, _languages(carrying)[0]
    if code not in SPOKEN:
        carrying.notes.approximated.append(f"Language {code}: {SPEAKING} does not list it; listen before going live")
    if voice.description:
        carrying.notes.approximated.append(
            f"Voice: {SPEAKING} uses its own; set “voice” in agent.json to one that is “{voice.description}”"
        )
    carrying.notes.mapped.append("Language and pace")
    return Speaking(model=SPEAKING, language=code, speed=voice.speed)


def _tools(carrying: Carrying) -> list[Tool]:
    found: list[Tool] = []
    for tool in carrying.spec.tools:
        action = actions.action(carrying, tool)
        if action is None:
            continue
        words = told(tool)
        if isinstance(action, Transfer):
            words = f"{words}\nDestinations:\n{destinations(tool, action)}"
        if action.kind == "keypad":
            carrying.notes.mapped.append(f"Tool {tool.name}: keys of a phone call")
        found.append(
            Tool(
                name=unique(tool.name, [one.name for one in found]),
                description=_text(carrying, words),
                parameters=variables.neutral_tree(arguments(tool, action), carrying.known),
                action=action,
            )
        )
    return found


def _mcp(carrying: Carrying) -> list[McpServer]:
    """One entry for each server, with those of its tools that the agent has."""
    wanted: dict[str, list[ToolSpec]] = {}
    for tool in carrying.spec.tools:
        if tool.kind is ToolKind.MCP and tool.mcp:
            wanted.setdefault(tool.mcp.server, []).append(tool)
            carrying.notes.approximated.append(
                f"Tool {tool.name}: called at its MCP server, where its name is “{tool.mcp.tool}”"
            )
    return [
        McpServer(
            url_from=carrying.setting(f"{slug(server, 'server')}_mcp_url", f"address of the MCP server “{server}”"),
            token_from=carrying.optional(
                f"{slug(server, 'server')}_mcp_token", f"a bearer token for “{server}”, if any"
            ),
            allowed_tools=list(dict.fromkeys(tool.mcp.tool for tool in tools if tool.mcp)),
        )
        for server, tools in wanted.items()
    ]
