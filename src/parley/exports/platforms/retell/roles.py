"""Which of the vendor's bodies a JSON value is, in the forms that its API, its dashboard and our bundles have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parley.exports.shaped import Step

PATHS = {
    "retell-llm.json": "llm",
    "conversation-flow.json": "flow",
    "agent.json": "agent",
    "chat-agent.json": "chat_agent",
}
"""What our bundles call the documents; tests have a folder."""

EMBEDDED = {"retellLlmData": "llm", "conversationFlow": "flow"}
"""What the dashboard's export of an agent holds besides the agent."""

SET_BY_SERVER = {
    "llm": {"llm_id", "version", "base_version", "is_published", "last_modification_timestamp"},
    "flow": {"conversation_flow_id", "version", "base_version", "is_published", "last_modification_timestamp"},
    "agent": {"agent_id", "channel", "version", "base_version", "assigned_tags", "is_published"}
    | {"last_modification_timestamp"},
    "test": {"test_case_definition_id", "type", "creation_timestamp", "user_modified_timestamp"},
}
SET_BY_SERVER["chat_agent"] = SET_BY_SERVER["agent"]
"""What answers of the API hold over what may be sent, by role."""

_LLM = {"general_prompt", "general_tools", "begin_message", "states", "llm_id"}
_CHAT = {"post_chat_analysis_data", "end_chat_after_silence_ms", "auto_close_message", "post_chat_analysis_model"}


@dataclass(frozen=True)
class Body:
    """A body as it may be sent, and where it stands."""

    role: str
    path: str
    at: tuple[Step, ...]
    value: dict[str, Any]


def role(value: Mapping[str, Any]) -> str | None:
    """The role that an object's own keys give it."""
    if {"user_prompt", "metrics"} <= value.keys():
        return "test"
    if "nodes" in value and "response_engine" not in value:
        return "flow"
    if "response_engine" in value:
        is_chat = value.get("channel") == "chat" or (_CHAT & value.keys() and "voice_id" not in value)
        return "chat_agent" if is_chat else "agent"
    return "llm" if _LLM & value.keys() else None


def bodies(path: str, value: Any) -> Iterator[Body]:
    """The bodies in a file; what is in a list, or embedded in an agent, stands by itself."""
    if isinstance(value, list):
        for at, item in enumerate(value):
            if isinstance(item, dict):
                yield from _of(path, (at,), item, role(item))
    elif isinstance(value, dict):
        known = PATHS.get(path) or ("test" if path.startswith("tests/") else None)
        yield from _of(path, (), value, known or role(value))


def _of(path: str, at: tuple[Step, ...], value: dict[str, Any], found: str | None) -> Iterator[Body]:
    if found is None:
        return
    embedded = {key: one for key, one in EMBEDDED.items() if isinstance(value.get(key), dict)}
    for key, inner in embedded.items():
        yield Body(inner, path, (*at, key), _sendable(value[key], inner))
    own = {key: item for key, item in value.items() if key not in embedded}
    own = {key: item for key, item in own.items() if key not in EMBEDDED or item is not None}
    yield Body(found, path, at, _sendable(own, found))


def _sendable(value: Mapping[str, Any], role_: str) -> dict[str, Any]:
    return {key: item for key, item in value.items() if key not in SET_BY_SERVER[role_]}
