"""What all tools share, and how secrets and connections are named."""

from typing import Literal

from pydantic import JsonValue

from parley.exports.platforms.elevenlabs.shapes.names import ToolName
from parley.exports.shaped import Shape

ToolInterruptionMode = Literal["allow", "disable_during_tool", "disable_during_tool_and_turn"]
PreToolSpeechMode = Literal["auto", "force", "off"]
ToolCallSoundType = Literal["typing", "elevator1", "elevator2", "elevator3", "elevator4"]
ToolCallSoundBehavior = Literal["auto", "always"]
ToolErrorHandlingMode = Literal["auto", "summarized", "passthrough", "hide"]
ToolExecutionMode = Literal["immediate", "post_tool_speech", "async"]


class DynamicVariables(Shape):
    dynamic_variable_placeholders: dict[str, JsonValue] | None = None


class DynamicVariableAssignment(Shape):
    source: Literal["response"] | None = None
    dynamic_variable: str
    value_path: str
    sanitize: bool | None = None
    preserve_native_type: bool | None = None


class AuthConnectionLocator(Shape):
    auth_connection_id: str


class VariableLocator(Shape):
    variable_name: str


class EnvironmentLocator(Shape):
    env_var_label: str


class SecretLocator(Shape):
    secret_id: str


class EnvironmentAuthConnectionLocator(Shape):
    env_var_label: str


class ToolBase(Shape):
    name: ToolName
    response_timeout_secs: int | None = None
    disable_interruptions: bool | None = None
    interruption_mode: ToolInterruptionMode | None = None
    force_pre_tool_speech: bool | None = None
    pre_tool_speech: PreToolSpeechMode | None = None
    assignments: list[DynamicVariableAssignment] | None = None
    tool_call_sound: ToolCallSoundType | None = None
    tool_call_sound_behavior: ToolCallSoundBehavior | None = None
    tool_error_handling_mode: ToolErrorHandlingMode | None = None
