"""Names, words and small objects that several of the vendor's bodies share."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from parley.exports.platforms.retell.shapes.words import Model, Speech
from parley.exports.shaped import Shape

ABSENT: Any = None
"""The default of a field that may be left out and may not be null."""

Id = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9_-]{1,64}$")]
Address = Annotated[str, StringConstraints(pattern=r"^(https?://|\{\{)\S+$", max_length=4_000)]
"""A URL, or a dynamic variable that begins one."""
PhoneNumber = Annotated[str, StringConstraints(pattern=r"^(\+[1-9][0-9]{4,14}|\{\{[^{}]+\}\}|sips?:\S+)$")]
Texts = dict[str, str]
Version = str | int
Zone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$")]
Headers = dict[Annotated[str, StringConstraints(pattern=r"^[Xx]-")], str]
Share = Annotated[float, Field(ge=0, le=1)]
Double = Annotated[float, Field(ge=0, le=2)]
Milliseconds = Annotated[int, Field(ge=0)]
Duration = Annotated[float, Field(ge=0)]
Tier = Literal["standard", "fast", "ultrafast"]


class PromptWords(Shape):
    """A prompt that the model works from: a condition, or what to say."""

    type: Literal["prompt"]
    prompt: str


class StaticMessage(Shape):
    """Words said as they are."""

    type: Literal["static_message"]
    message: str


class PromptText(Shape):
    """An instruction for the model."""

    type: Literal["prompt"]
    text: str


class StaticText(Shape):
    """A sentence said as it is."""

    type: Literal["static_text"]
    text: str


class Equation(Shape):
    """A comparison with a dynamic variable."""

    left: str
    operator: Literal["==", "!=", ">", ">=", "<", "<=", "contains", "not_contains", "exists", "not_exist"]
    right: str = ""


class Equations(Shape):
    """Comparisons, of which all or any must hold."""

    type: Literal["equation"]
    operator: Literal["||", "&&"]
    equations: list[Equation]


class Knowledge(Shape):
    """How the knowledge base is searched."""

    filter_score: Share = ABSENT
    top_k: Annotated[int, Field(ge=1)] = ABSENT


class Mcp(Shape):
    """An MCP server."""

    name: str
    url: Address
    headers: Texts = ABSENT
    query_params: Texts = ABSENT
    timeout_ms: Milliseconds = ABSENT


class ModelChoice(Shape):
    """A language model, in the older form."""

    type: Literal["cascading"]
    model: Model
    high_priority: bool = False
    ultrafast: bool = False


class BackupModel(ModelChoice):
    """A language model that takes over when the first is slow, in the older form."""

    backup_kick_in_timeout: Annotated[int, Field(ge=300, le=60_000)] = 1_500


class SpeechChoice(Shape):
    """A speech-to-speech model, in the older form."""

    type: Literal["s2s"]
    model: Speech


class Primary(Shape):
    """A language model."""

    model: Model
    tier: Tier = "standard"


class Backup(Primary):
    """A language model that takes over when the first is slow."""

    kick_in_timeout_ms: Annotated[int, Field(ge=300, le=60_000)] = 1_500


class SpeechPrimary(Shape):
    """A speech-to-speech model."""

    model: Speech


class Cascading(Shape):
    """A language model with a separate voice."""

    type: Literal["cascading"] = "cascading"
    primary: Primary = ABSENT
    backup: Backup | None = None
    temperature: Share = 0.0


class SpeechToSpeech(Shape):
    """A model that hears and speaks."""

    type: Literal["s2s"]
    primary: SpeechPrimary = ABSENT
    temperature: Share = 0.0


class Position(Shape):
    """A place on the dashboard's canvas."""

    x: float
    y: float


class SpeechToText(Shape):
    """A chosen transcriber; the shortest endpointing differs by provider."""

    provider: Literal["azure", "deepgram", "soniox", "assemblyai", "muse"]
    endpointing_ms: Annotated[int, Field(ge=10)]


class AnalysisItem(Shape):
    """What is taken from a conversation."""

    name: Id
    description: str
    required: bool = False
    conditional_prompt: str = ""


class StringItem(AnalysisItem):
    """A text."""

    type: Literal["string"]
    examples: list[str] = ABSENT


class EnumItem(AnalysisItem):
    """One of several texts."""

    type: Literal["enum"]
    choices: Annotated[list[str], Field(min_length=1)]


class BooleanItem(AnalysisItem):
    """Yes or no."""

    type: Literal["boolean"]


class NumberItem(AnalysisItem):
    """A number."""

    type: Literal["number"]


Extracted = Annotated[StringItem | EnumItem | BooleanItem | NumberItem, Field(discriminator="type")]
