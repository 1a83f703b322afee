"""The body that creates an agent."""

from parley.exports.platforms.elevenlabs.shapes.conversation import Conversational
from parley.exports.platforms.elevenlabs.shapes.settings import PlatformSettings
from parley.exports.platforms.elevenlabs.shapes.workflow import Workflow
from parley.exports.shaped import Shape


class AgentBody(Shape):
    conversation_config: Conversational
    platform_settings: PlatformSettings | None = None
    workflow: Workflow | None = None
    name: str | None = None
    tags: list[str] | None = None
