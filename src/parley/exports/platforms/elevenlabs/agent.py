"""The agent config: the body of the platform's "create agent" call, without defaults and nulls."""

import re

from parley.agents.schemas import Channel, Guardrail
from parley.exports import variables
from parley.exports.platforms.elevenlabs import languages, reading_workflow, tools, workflow
from parley.exports.platforms.elevenlabs.export import SUPPLIED, Export, Json
from parley.exports.platforms.elevenlabs.reading import RULE

DEFAULT_TURN_TIMEOUT_S = 7
DEFAULT_DURATION_S = 600
GOAL_LIMIT = 2_000
GUARDRAIL_NAME_LIMIT = 500
NEGATIVE = ("never ", "do not ", "don't ", "don’t ", "no ", "avoid ")


def config(export: Export) -> Json:
    """The whole body. Ids of tools and tests exist only in a workspace: the push script adds them."""
    spec = export.spec
    found: Json = {"name": spec.name or spec.slug, "conversation_config": _conversation_config(export)}
    if settings := _platform_settings(export):
        found["platform_settings"] = settings
    if graph := reading_workflow.graph(export) if reading_workflow.nodes(export.origin) else workflow.graph(export):
        found["workflow"] = graph
    return found


def _conversation_config(export: Export) -> Json:
    spec = export.spec
    voice = languages.voice(export)
    found: Json = {"agent": _agent(export, voice.language)}
    if voice.tts:
        found["tts"] = voice.tts
    if voice.presets:
        found["language_presets"] = voice.presets
    if spec.voice.turn_timeout_s != DEFAULT_TURN_TIMEOUT_S:
        found["turn"] = {"turn_timeout": spec.voice.turn_timeout_s}
    conversation: Json = {}
    if spec.brief.value("channel") is Channel.CHAT:
        conversation["text_only"] = True
    if spec.voice.max_duration_s != DEFAULT_DURATION_S:
        conversation["max_duration_seconds"] = spec.voice.max_duration_s
    if conversation:
        found["conversation"] = conversation
    return found


def _agent(export: Export, language: str) -> Json:
    spec = export.spec
    prompt: Json = {"prompt": _prompt_text(export)}
    if found := tools.builtins(export):
        prompt["built_in_tools"] = found
    agent: Json = {"prompt": prompt}
    if spec.first_message:
        agent["first_message"] = spec.first_message
    if language != "en":
        agent["language"] = language
    if defaults := variables.placeholders(spec, SUPPLIED):
        agent["dynamic_variables"] = {"dynamic_variable_placeholders": defaults}
    if "system__time_utc" in export.known.values():
        export.notes.approximated.append(
            "Current time: the platform gives it in UTC; set a time zone under the agent's prompt for local time"
        )
    export.notes.mapped += ["System prompt", "First message", *(["Variables with defaults"] if defaults else [])]
    return agent


def _prompt_text(export: Export) -> str:
    """The system prompt, with built-in tools under the names the platform gives them."""
    text = export.spec.prompt.text
    for tool in export.spec.tools:
        name = export.tool_name(tool.name)
        if name != tool.name:
            text = re.sub(rf"(?<![\w-]){tool.name}(?![\w-])" if "_" in tool.name else f"`{tool.name}`", name, text)
    return text


def _platform_settings(export: Export) -> Json:
    spec = export.spec
    found: Json = {}
    if spec.criteria:
        found["evaluation"] = {
            "criteria": [
                {
                    "id": one.id,
                    "name": one.name or one.id,
                    "type": "prompt",
                    "conversation_goal_prompt": variables.fitted(one.goal, export.known, GOAL_LIMIT),
                }
                for one in spec.criteria
            ]
        }
        export.notes.mapped.append("Evaluation criteria")
    if spec.data_collection:
        found["data_collection"] = {
            point.name: {"type": point.type.value, "description": point.description} for point in spec.data_collection
        }
        export.notes.mapped.append("Data collection")
    if rules := _guardrails(export):
        found["guardrails"] = {"version": "1", "custom": {"config": {"configs": rules}}}
    return found


def _guardrails(export: Export) -> list[Json]:
    """Prohibitions become guardrails that check each reply; what the agent must do is left to the prompt."""
    is_imported = bool(export.origin)
    prohibitions = [one for one in export.spec.guardrails if is_imported or one.rule.lower().startswith(NEGATIVE)]
    others = len(export.spec.guardrails) - len(prohibitions)
    if prohibitions:
        export.notes.mapped.append("Guardrails: each prohibition checks every reply and has a refused one said again")
    if others:
        export.notes.approximated.append(
            f"Guardrails: {others} that ask for something rather than forbid it stay in the system prompt alone"
        )
    return [_guardrail(export, one) for one in prohibitions]


def _guardrail(export: Export, one: Guardrail) -> Json:
    return {
        "is_enabled": True,
        "name": variables.fitted(one.name or one.rule, export.known, GUARDRAIL_NAME_LIMIT),
        "prompt": f"{RULE}{one.rule}" if one.rule.lower().startswith(NEGATIVE) else one.rule,
        "trigger_action": {"type": "retry"},
    }
