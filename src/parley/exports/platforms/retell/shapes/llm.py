"""The body of "create Retell LLM": a general prompt, perhaps states with their own, and tools."""

from typing import Literal

from pydantic import Field

from parley.exports.platforms.retell.shapes.common import (
    ABSENT,
    BackupModel,
    Cascading,
    Knowledge,
    Mcp,
    Milliseconds,
    Name,
    Share,
    SpeechToSpeech,
    Texts,
)
from parley.exports.platforms.retell.shapes.tools import AnyTool, Arguments
from parley.exports.platforms.retell.shapes.words import Model, Speech
from parley.exports.shaped import Shape


class StateWay(Shape):
    """A way from one state to the next."""

    description: str
    destination_state_name: Name
    parameters: Arguments = ABSENT


class State(Shape):
    """A part of the conversation with its own prompt and tools."""

    name: Name
    state_prompt: str = ""
    edges: list[StateWay] = ABSENT
    tools: list[AnyTool] = ABSENT


class RetellLlm(Shape):
    """A Retell LLM."""

    general_prompt: str | None = None
    general_tools: list[AnyTool] | None = None
    begin_message: str | None = None
    begin_after_user_silence_ms: Milliseconds | None = None
    start_speaker: Literal["user", "agent"]
    states: list[State] | None = None
    starting_state: Name | None = None
    default_dynamic_variables: Texts | None = None
    model: Model | None = None
    s2s_model: Speech | None = None
    settings: Cascading | SpeechToSpeech = Field(default=ABSENT, alias="model_config")
    backup_model: BackupModel | None = None
    model_temperature: Share = 0.0
    model_high_priority: bool | None = None
    model_ultrafast: bool | None = None
    tool_call_strict_mode: bool | None = None
    is_transfer_llm: bool | None = None
    mcps: list[Mcp] | None = None
    kb_config: Knowledge | None = None
    knowledge_base_ids: list[str] | None = None
