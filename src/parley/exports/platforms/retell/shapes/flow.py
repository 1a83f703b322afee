"""The body of "create conversation flow": nodes, local components, tools, models."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.retell.shapes.common import (
    ABSENT,
    BackupModel,
    Cascading,
    Id,
    Knowledge,
    Mcp,
    Milliseconds,
    ModelChoice,
    Position,
    Share,
    SpeechChoice,
    SpeechToSpeech,
    Texts,
)
from parley.exports.platforms.retell.shapes.nodes import AnyNode
from parley.exports.platforms.retell.shapes.tools import FlowTool
from parley.exports.shaped import Shape


class Size(Shape):
    """The size of a note."""

    height: float
    width: float


class Note(Shape):
    """A note on the dashboard's canvas."""

    id: Id
    content: str
    display_position: Position
    size: Size


class _Graph(Shape):
    nodes: list[AnyNode]
    start_node_id: str | None = None
    tools: list[FlowTool] | None = None
    mcps: list[Mcp] | None = None
    notes: list[Note] | None = None
    flex_mode: bool | None = None
    begin_tag_display_position: Position | None = None


class Component(_Graph):
    """A part of a flow, kept in it."""

    name: Id


class Flow(_Graph):
    """A conversation flow."""

    start_speaker: Literal["user", "agent"]
    global_prompt: str | None = None
    components: list[Component] | None = None
    default_dynamic_variables: Texts | None = None
    begin_after_user_silence_ms: Milliseconds | None = None
    backup_model: BackupModel | None = None
    choice: Annotated[ModelChoice | SpeechChoice, Field(discriminator="type")] = Field(
        default=ABSENT, alias="model_choice"
    )
    settings: Cascading | SpeechToSpeech = Field(default=ABSENT, alias="model_config")
    model_temperature: Share | None = None
    tool_call_strict_mode: bool | None = None
    is_transfer_cf: bool | None = None
    kb_config: Knowledge = ABSENT
    knowledge_base_ids: list[str] | None = None
