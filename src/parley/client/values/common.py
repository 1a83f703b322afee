"""What all values share, and the pages that lists come in."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue

T = TypeVar("T")


class Value(BaseModel):
    """Immutable; unknown fields are left aside."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Page(Value, Generic[T]):
    """Part of a list; `next_cursor` asks for what follows, and is None on the last page."""

    items: tuple[T, ...]
    next_cursor: str | None = None


class Usage(Value):
    """What something cost, in model calls and tokens."""

    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


class Health(Value):
    """The process is alive."""

    status: str


class Readiness(Value):
    """Whether calls can be served; `degraded` means yes, for the reasons named not as well as usual."""

    status: str
    reasons: tuple[str, ...]


class Stats(Value):
    """How the process that answered fares; `models` as the server tells of them."""

    version: str
    uptime_s: float
    requests: dict[str, int] = {}
    runs: int = 0
    models: tuple[dict[str, JsonValue], ...] = ()
