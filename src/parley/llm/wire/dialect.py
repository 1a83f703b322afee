"""What a protocol is to the client: where a request goes, what is in it, and how its answer is read."""

from collections.abc import Callable
from dataclasses import dataclass

from parley.llm.schemas import ModelConfig, TalkRequest
from parley.llm.wire.frames import Frames
from parley.llm.wire.reading import Json, Reading


@dataclass(frozen=True, slots=True)
class Dialect:
    """`optional` are the parameters of a body that a server may refuse and do without."""

    path: str
    headers: Callable[[ModelConfig], dict[str, str]]
    body: Callable[[ModelConfig, TalkRequest], Json]
    optional: frozenset[str]
    frames: Callable[[], Frames]
    reading: Callable[[], Reading]
