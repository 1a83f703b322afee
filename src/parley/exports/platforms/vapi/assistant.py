"""The assistant: the body of the platform's "create assistant" call, without defaults and nulls."""

import json
import re
from collections.abc import Mapping

from parley.agents.schemas import Channel
from parley.exports.platforms.vapi import voices
from parley.exports.platforms.vapi.export import CLOSE, NAME_LIMIT, OPEN, Export, Json

PROVIDER, MODEL = "openai", "gpt-4.1"
ANSWER_TOKENS = 1_000
"""The platform's own limit, 250, cuts long calls of tools short."""
CALL_TOKENS = 25
DEFAULT_DURATION_S = 600
SHORTEST_SILENCE_S = 2
STILL_THERE = (
    "The caller has said nothing for a while. Ask in one short sentence, in the language of the conversation, whether"
    " they are still there."
)


def body(export: Export, tools: Mapping[str, Json], tool_ids: list[str], output_ids: list[str]) -> Json:
    """The assistant with its tools and outputs by their resource ids; its prompt is apart (`prompt`)."""
    spec = export.spec
    name = (spec.name or spec.slug)[:NAME_LIMIT].strip()
    if name != (spec.name or spec.slug):
        export.notes.approximated.append(f"Name: cut to {NAME_LIMIT} characters")
    found: Json = {"name": name} | _opening(export) | {"model": _model(export, tools, tool_ids)}
    if spec.brief.value("channel") is Channel.CHAT:
        export.notes.approximated.append(
            "Channel: talk with it over the platform's chat; it has no voice of its own set"
        )
    else:
        found |= voices.speech(export) | {"hooks": [_silence(export)]}
    if spec.voice.max_duration_s != DEFAULT_DURATION_S:
        found["maxDurationSeconds"] = spec.voice.max_duration_s
    if output_ids or _came(export):
        found["artifactPlan"] = {"structuredOutputIds": output_ids}
    return found


def _came(export: Export) -> bool:
    """Whether the agent came from here: its lists of ids then merge with ours, which must be there though empty."""
    return export.spec.provenance is not None


def _opening(export: Export) -> Json:
    if not export.spec.first_message:
        return {"firstMessageMode": "assistant-waits-for-user"}
    export.notes.mapped.append("First message")
    return {"firstMessage": export.spec.first_message}


def _model(export: Export, tools: Mapping[str, Json], tool_ids: list[str]) -> Json:
    schemas = [json.dumps(tool["function"].get("parameters", {})) for tool in tools.values() if "function" in tool]
    longest = CALL_TOKENS + sum(map(len, schemas))
    found: Json = {
        "provider": PROVIDER,
        "model": MODEL,
        "messages": [{"role": "system"}],
        "maxTokens": max(ANSWER_TOKENS, longest),
    }
    if tool_ids or _came(export):
        found["toolIds"] = tool_ids
    export.notes.mapped.append("System prompt")
    return found


def prompt(export: Export) -> str:
    """The system prompt: tools under the names they have there, and guardrails that it does not tell yet."""
    text = export.spec.prompt.text.replace(OPEN, "").replace(CLOSE, "")
    for ours, theirs in export.tool_names().items():
        if ours != theirs:
            text = re.sub(rf"(?<![\w-]){re.escape(ours)}(?![\w-])" if "_" in ours else f"`{ours}`", theirs, text)
    untold = [one.rule for one in export.spec.guardrails if one.rule not in text]
    if export.spec.guardrails:
        export.notes.approximated.append("Guardrails: the platform checks none; all are in the system prompt")
    if untold:
        text = "\n".join([text, "# Rules", "", *(f"- {rule}" for rule in untold), ""])
    return text.strip()


def _silence(export: Export) -> Json:
    """What happens when the caller says nothing: the platform itself would only wait."""
    seconds = max(SHORTEST_SILENCE_S, export.spec.voice.turn_timeout_s)
    export.notes.mapped.append("Turn timeout: a hook that asks whether the caller is still there")
    return {
        "on": "customer.speech.timeout",
        "options": {"timeoutSeconds": seconds, "triggerMaxCount": 2},
        "do": [{"type": "say", "prompt": STILL_THERE}],
    }
