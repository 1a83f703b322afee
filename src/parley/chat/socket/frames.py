"""The frames of a WebSocket: what clients send, checked, and what they are told, as JSON text.

A frame is `{"type", "id"?, "data"}`; whatever answers a frame carries its `id`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import orjson
from pydantic import BaseModel, ConfigDict, Field, SecretStr, Strict, StringConstraints, ValidationError

from parley.chat.schemas import AgentName, GivenId, OnBusy, OnDisconnect
from parley.core import problems
from parley.core.errors import AppError, InvalidInput, TooLarge
from parley.core.text import WHOLE, Said
from parley.runs.schemas import Entry, Kind

_ID_CHARS = 100
Id = str | int | None
"""A client's own name for a frame."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AuthIn(_Data):
    """A key, where neither header nor subprotocol could carry it."""

    key: Annotated[SecretStr, Field(max_length=500)]


class ChatIn(_Data):
    """A message; without `session_id` a chat with the agent is opened for it."""

    content: Said = Field(min_length=1)
    session_id: GivenId | None = None
    agent: AgentName | None = None
    on_busy: OnBusy = OnBusy.REJECT
    on_disconnect: OnDisconnect = OnDisconnect.CONTINUE


class TopicIn(_Data):
    """A topic: `sessions`, `session:<id>`, `tasks`, `room:<id>` and the like."""

    topic: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}(:[A-Za-z0-9._-]{1,80})?$")]


class ResumeIn(_Data):
    """A run, and the number of its last event that the client has."""

    run_id: GivenId
    after: Annotated[int, Strict(), Field(ge=0, le=2_000_000_000), WHOLE] = 0


class CancelIn(_Data):
    """A run."""

    run_id: GivenId


class Verb(StrEnum):
    """What a client may want."""

    AUTH = "auth"
    CHAT = "chat"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    RESUME = "resume"
    CANCEL = "cancel"


Wish = AuthIn | ChatIn | TopicIn | ResumeIn | CancelIn
_SHAPES: dict[str, type[Wish]] = {
    Verb.AUTH: AuthIn,
    Verb.CHAT: ChatIn,
    Verb.SUBSCRIBE: TopicIn,
    Verb.UNSUBSCRIBE: TopicIn,
    Verb.RESUME: ResumeIn,
    Verb.CANCEL: CancelIn,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a client sent: `id` as far as it could be made out, and its wish, or what is wrong with it."""

    id: Id
    verb: Verb | None = None
    wish: Wish | None = None
    fault: AppError | None = None


def read(text: str | None, most_bytes: int) -> Frame:
    """A frame from its text, None for a binary one."""
    if text is None:
        return Frame(None, fault=InvalidInput("A frame is text; this one is binary."))
    if len(text) > most_bytes or len(text.encode("utf-8", "surrogatepass")) > most_bytes:
        return Frame(None, fault=TooLarge(f"The frame is larger than {most_bytes:,} bytes (SOCKET_FRAME_BYTES)."))
    try:
        whole = orjson.loads(text)
    except ValueError:
        return Frame(None, fault=InvalidInput("The frame cannot be read as JSON."))
    if not isinstance(whole, dict):
        return Frame(None, fault=InvalidInput("A frame is a JSON object: type, id (if you like), data."))
    own = _id(whole.get("id"))
    if extra := whole.keys() - {"type", "id", "data"}:
        return Frame(own, fault=InvalidInput(f"A frame has type, id and data; this one has {len(extra)} more keys."))
    if own is None and whole.get("id") is not None:
        return Frame(None, fault=InvalidInput(f"A frame's id is a whole number or at most {_ID_CHARS} characters."))
    return _wish(own, whole.get("type"), whole.get("data"))


def _id(value: object) -> Id:
    if isinstance(value, str):
        return value if len(value) <= _ID_CHARS else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _wish(own: Id, verb: object, data: object) -> Frame:
    shape = _SHAPES.get(verb) if isinstance(verb, str) else None
    if shape is None:
        return Frame(own, fault=InvalidInput(f"A frame's type is one of: {', '.join(Verb)}."))
    try:
        return Frame(own, Verb(str(verb)), shape.model_validate({} if data is None else data))
    except ValidationError as error:
        places, where = problems.unfit(error)
        return Frame(own, fault=InvalidInput(f"The frame's data does not fit ({where}).", errors=places))


def told(kind: str, own: Id, data: str) -> str:
    """A frame to a client; `data` is JSON."""
    name = "" if own is None else f',"id":{orjson.dumps(own).decode()}'
    return f'{{"type":"{kind}"{name},"data":{data}}}'


def json(data: object) -> str:
    """Plain values as a frame's data."""
    return orjson.dumps(data).decode()


class Telling:
    """A run's entries as frames. The words that came together go in one frame, under the number of the last of them.

    A run ends with one frame: `stream_complete` with the stored message, or `error` with the problem.
    """

    def __init__(self, own: Id, run_id: str, session_id: str) -> None:
        self._own = own
        self._run = f'"run_id":"{run_id}"'
        self._session = f'"session_id":"{session_id}"'
        self._end: tuple[str, str] | None = None

    def frames(self, entries: Iterable[Entry]) -> list[str]:
        """What a client is told of these entries, which follow the ones before."""
        found: list[str] = []
        words, last = [], 0
        for seq, kind, data in entries:
            if kind is Kind.DELTA:
                words.append(data[9:-2])  # {"text":"…"} as Entry.of writes it
                last = seq
                continue
            if words:
                found.append(self._words(words, last))
                words = []
            found += self._other(seq, kind, data)
        return [*found, self._words(words, last)] if words else found

    def _words(self, words: list[str], seq: int) -> str:
        return told("stream_data", self._own, f'{{{self._run},"seq":{seq},"content":"{"".join(words)}"}}')

    def _other(self, seq: int, kind: Kind, data: str) -> list[str]:
        match kind:
            case Kind.RUN:
                return [told("stream_started", self._own, f'{{{self._run},{self._session},"seq":{seq}}}')]
            case Kind.MESSAGE:
                self._end = ("stream_complete", f'"message":{data}}}')
                return []
            case Kind.ERROR:
                self._end = ("error", data[1:])
                return []
            case Kind.DONE:
                return self._over(seq)
        rest = data[1:] if data == "{}" else f",{data[1:]}"
        return [told(kind.value, self._own, f'{{{self._run},"seq":{seq}{rest}')]

    def _over(self, seq: int) -> list[str]:
        if self._end is None:
            return []
        kind, rest = self._end
        return [told(kind, self._own, f'{{{self._run},"seq":{seq},{rest}')]
