"""settings.json: what bot.py needs besides the flow: language, voice, timeouts, and the values the flow starts with."""

from parley.agents.schemas import Channel, Workflow
from parley.exports import variables
from parley.exports.platforms.pipecat import handlers
from parley.exports.platforms.pipecat.export import RUNTIME, SUPPLIED, Export, Json

KNOWN = {**{name: name for name in RUNTIME}, **SUPPLIED}
"""Neutral names of what bot.py supplies, with their names in the flow's state."""

UNKNOWN = {"caller_number": "unknown"}


def document(export: Export, workflow: Workflow) -> Json:
    """The settings; values that only the owner knows are empty and noted as to fill."""
    voice = export.spec.voice
    _note(export)
    return {
        "language": voice.language,
        "speed": voice.speed,
        "voice_description": voice.description,
        "turn_timeout_s": voice.turn_timeout_s,
        "max_duration_s": voice.max_duration_s,
        "variables": _variables(export, workflow),
    }


def _variables(export: Export, workflow: Workflow) -> Json:
    """A value for all that prompts and tools may name, since the flow refuses a node that names an unknown one."""
    unset = variables.settings(export.spec, KNOWN)
    export.notes.to_fill += [f"{export.known[name]}: {what or 'its value'}" for name, what in unset.items()]
    kept = [argument.name for node in handlers.keeping(workflow.nodes) for argument in handlers.kept(node.collects)]
    supplied = {name: UNKNOWN.get(name, "") for name in export.known.values() if name in RUNTIME}
    return {**dict.fromkeys(kept, ""), **variables.placeholders(export.spec, KNOWN), **supplied}


def _note(export: Export) -> None:
    spec = export.spec
    notes = export.notes
    notes.mapped.append("Language, pace and timeouts; variables with defaults: settings.json")
    if spec.voice.description:
        notes.approximated.append(
            "Voice: its description is the speech model's instruction; choose a voice by OPENAI_VOICE"
        )
    if spec.voice.extra_languages:
        notes.dropped.append(
            f"Further languages ({', '.join(spec.voice.extra_languages)}): the bot hears and speaks one; see bot.py"
        )
    if spec.brief.value("channel") is Channel.CHAT:
        notes.approximated.append("Chat: bot.py is a voice bot; clients may send it text over the same connection")
    if spec.data_collection:
        notes.dropped.append("Data collection: Pipecat reads no data from finished conversations")
    if spec.guardrails:
        notes.approximated.append("Guardrails: they are in the system prompt; nothing checks each reply")
