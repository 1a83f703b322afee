"""Judges ElevenLabs configs by the types of the official Python SDK."""

from typing import Any

from elevenlabs.conversational_ai.tests.types import TestsCreateRequestBody as CreateTestBody
from elevenlabs.types import (
    AgentPlatformSettingsRequestModel,
    AgentWorkflowRequestModel,
    ConversationalConfig,
    ToolRequestModel,
)

from tests.exports.conforming import faults

AGENT_PARTS: dict[str, Any] = {
    "name": str,
    "conversation_config": ConversationalConfig,
    "platform_settings": AgentPlatformSettingsRequestModel,
    "workflow": AgentWorkflowRequestModel,
}


def agent_faults(config: dict[str, Any]) -> list[str]:
    """What the SDK has no place for in an agent's config."""
    unknown = [f"{key}: unknown" for key in config if key not in AGENT_PARTS]
    return unknown + [
        fault for key, kind in AGENT_PARTS.items() if key in config for fault in faults(config[key], kind, key)
    ]


def tool_faults(config: dict[str, Any]) -> list[str]:
    """What the SDK has no place for in a tool's config."""
    return faults({"tool_config": config}, ToolRequestModel, "")


def test_faults(config: dict[str, Any]) -> list[str]:
    """What the SDK has no place for in a test's config."""
    return faults(config, CreateTestBody, "")


test_faults.__test__ = False  # type: ignore[attr-defined]  # its name is no test's
