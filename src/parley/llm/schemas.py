"""What the rest of Parley says to a model and gets back: typed values only, nothing of any vendor."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, Field, SecretStr

from parley.core.text import Line, Record


class Vendor(StrEnum):
    """Whose protocol is spoken; DEEPSEEK and QWEN are OpenAI-compatible with an address of their own."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    OLLAMA = "ollama"
    DEEPSEEK = "deepseek"
    QWEN = "qwen"


class ModelConfig(Record):
    """An endpoint: one model at one address. `timeout_s` is the deadline of a whole call, retries and waits included.

    What begins with `stream` bounds streamed talks in the other fields' place; `first_token_s` is how long one may keep
    silent at first, `stall_s` later on. `weight` is the endpoint's share of the work beside others. `key_name` is the
    variable that its key comes from.
    """

    vendor: Vendor
    model: Line = Field(min_length=1)
    base_url: str | None = None
    api_key: SecretStr | None = None
    key_name: str | None = None
    timeout_s: float = Field(default=20, gt=0)
    max_tokens: int = Field(default=1_500, ge=1)
    retries: int = Field(default=1, ge=0, le=4)
    cooldown_s: float = Field(default=30, ge=0)
    max_parallel: int = Field(default=32, ge=1, le=90)
    weight: float = Field(default=1, gt=0, le=1_000)
    first_token_s: float = Field(default=15, gt=0)
    stall_s: float = Field(default=30, gt=0)
    stream_timeout_s: float = Field(default=300, gt=0)
    stream_max_tokens: int = Field(default=2_000, ge=1)
    stream_max_parallel: int = Field(default=1_000, ge=1, le=10_000)

    @property
    def name(self) -> str:
        """As the operator writes it: "vendor:model"."""
        return f"{self.vendor}:{self.model}"


class Role(StrEnum):
    """Who said a message; the system text is not a message."""

    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Said:
    """A message. Roles must alternate, starting and ending with USER: many local chat templates insist on it."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What was used so far: requests sent, and tokens as the provider reports them."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
        )


Shape = TypeVar("Shape", bound=BaseModel)
ShapeOut = TypeVar("ShapeOut", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class StructuredRequest(Generic[Shape]):
    """Ask for one JSON object of the type `shape`; `max_tokens` and `timeout_s` can only lower the configured ones."""

    system: str
    messages: tuple[Said, ...]
    shape: type[Shape]
    max_tokens: int | None = None
    timeout_s: float | None = None


@dataclass(frozen=True, slots=True)
class Structured(Generic[ShapeOut]):
    """The answer as a value, and as the text it was read from (for a repair request)."""

    value: ShapeOut
    text: str
    spent: Spent


@dataclass(frozen=True, slots=True)
class Offer:
    """A tool that the model may call; `parameters` is the JSON schema of its arguments, an object."""

    name: str
    description: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A call that the model wants made; `id` joins it to its Result."""

    id: str
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Calling:
    """What the model said with the calls it wanted made; a Result for each has to follow."""

    text: str
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a call, as text."""

    call_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TalkRequest:
    """Ask for the next message of somebody who has tools. The first message is the USER's.

    `temperature`, `stop` and `seed` are for the models that have them.
    """

    system: str
    messages: tuple[Said | Calling | Result, ...]
    tools: tuple[Offer, ...] = ()
    max_tokens: int | None = None
    timeout_s: float | None = None
    temperature: float | None = None
    stop: tuple[str, ...] = ()
    seed: int | None = None


class Finish(StrEnum):
    """Why a message ends: it is complete, it wants its calls made, it was cut at the limit, or it was withheld."""

    STOP = "stop"
    CALLS = "calls"
    LENGTH = "length"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True)
class Talked:
    """The next message: words, calls, or both."""

    text: str
    calls: tuple[Call, ...]
    spent: Spent
    finish: Finish = Finish.STOP


Heard = Callable[[str], None]
"""Who is given an answer while it is being written: all of its text so far, again and again."""


class StructuredModel(Protocol):
    """What the builder needs of a model. Every failure is a `llm.errors.ModelError`."""

    @property
    def timeout_s(self) -> float:
        """The deadline of one call."""
        ...

    async def structured(self, request: StructuredRequest[Shape], heard: Heard | None = None) -> Structured[Shape]:
        """One answer of the requested shape; with `heard` it is asked for as a stream."""
        ...


class TalkingModel(StructuredModel, Protocol):
    """A model that also talks, with tools at hand."""

    async def talk(self, request: TalkRequest) -> Talked:
        """The next message; failures as above."""
        ...


Piece = Callable[[str], None]
"""Who is given a message's next words while it is being written: each piece once, in order. Must not wait or raise."""


class StreamingModel(Protocol):
    """A model whose words are heard as it says them."""

    async def stream(self, request: TalkRequest, hear: Piece) -> Talked:
        """The next message, its words given to `hear` as they come; joined, the pieces are its text.

        Until the first piece any endpoint may be tried; after it a failure is ModelInterrupted, and nothing is heard
        of another model. Cancelling the task ends the request to the provider.
        """
        ...
