"""The bodies of "create agent" and "create chat agent"; the id of what answers is put in with the deployment."""

from parley.agents.schemas import BuiltinTool, Channel, DataType
from parley.exports.naming import unique
from parley.exports.platforms.retell import languages
from parley.exports.platforms.retell.export import Export, Json

VOICE = "retell-Cimo"
ENGINE_ID = "FILLED_BY_DEPLOYMENT"
CRITERION = "Success criterion “{name}”: {goal}"


def bodies(export: Export) -> Json:
    """The agents by role: a voice agent, a chat agent, or both, as the agent's channel wants."""
    channel = export.spec.brief.value("channel")
    found: Json = {}
    if channel is not Channel.CHAT:
        found["agent"] = _voice(export)
    if channel in {Channel.CHAT, Channel.BOTH}:
        found["chat_agent"] = _chat(export)
    return found


def engine(export: Export) -> Json:
    """What answers, by an id that exists only once it is created."""
    if export.is_flow:
        return {"type": "conversation-flow", "conversation_flow_id": ENGINE_ID}
    return {"type": "retell-llm", "llm_id": ENGINE_ID}


def _common(export: Export) -> Json:
    spec = export.spec
    found: Json = {"agent_name": spec.name or spec.slug, "response_engine": engine(export)}
    if locale := languages.language(export):
        found["language"] = locale
    if {"current_time", "current_hour", "current_calendar"} & set(export.known.values()):
        export.notes.approximated.append(
            "Current time: given as in Los Angeles until the agent's `timezone` is set, such as Europe/Berlin"
        )
    return found


def _chat(export: Export) -> Json:
    found = _common(export)
    if items := _analysis(export):
        found["post_chat_analysis_data"] = items
    return found


def _voice(export: Export) -> Json:
    voice = export.spec.voice
    found = _common(export) | {"voice_id": VOICE}
    wanted = f"; choose one that is “{voice.description}”" if voice.description else ""
    export.notes.approximated.append(f"Voice: the platform's own {VOICE} is set{wanted}")
    if voice.speed != 1.0:
        found["voice_speed"] = voice.speed
    found["max_call_duration_ms"] = voice.max_duration_s * 1_000
    found["reminder_trigger_ms"] = voice.turn_timeout_s * 1_000
    if any(tool.builtin is BuiltinTool.VOICEMAIL for tool in export.spec.tools):
        found["voicemail_option"] = {"action": {"type": "hangup"}}
    if items := _analysis(export):
        found["post_call_analysis_data"] = items
    export.notes.mapped.append("Pace, timeouts and longest call")
    return found


def _analysis(export: Export) -> list[Json]:
    """What is taken from a finished conversation: data, and whether each criterion holds."""
    spec = export.spec
    found: list[Json] = []
    for point in spec.data_collection:
        found.append({"type": _kind(export, point.type), "name": point.name, "description": point.description})
    for one in spec.criteria:
        name = unique(one.id, (str(item["name"]) for item in found))
        told = CRITERION.format(name=one.name or one.id, goal=one.goal)
        found.append({"type": "boolean", "name": name, "description": told})
    if spec.data_collection:
        export.notes.mapped.append("Data collection: values of the analysis after each conversation")
    if spec.criteria:
        export.notes.approximated.append("Evaluation criteria: yes or no in the analysis after each conversation")
    return found


def _kind(export: Export, kind: DataType) -> str:
    if kind is DataType.INTEGER:
        export.notes.approximated.append("Data collection: whole numbers are numbers there")
        return DataType.NUMBER.value
    return kind.value
