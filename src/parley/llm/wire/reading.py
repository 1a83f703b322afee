"""What has been read of one answer: words, calls, end and cost. Each protocol says what its events mean (`take`)."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

import orjson

from parley.llm import tokens
from parley.llm.errors import ModelError, ModelUnavailable
from parley.llm.schemas import Calling, Finish, Result, Said, Spent, Talked, TalkRequest
from parley.llm.wire import failures
from parley.llm.wire.calls import Calls
from parley.llm.wire.thoughts import Thoughts

Json = dict[str, Any]
_MISSHAPEN = (TypeError, AttributeError, LookupError, ValueError)


class Reading(ABC):
    """`beats` counts what shows the model at work; `is_over` says that nothing more is of interest."""

    __slots__ = (
        "_said",
        "_thoughts",
        "beats",
        "calls",
        "failure",
        "finish",
        "input_tokens",
        "is_over",
        "output_tokens",
        "requests",
    )

    def __init__(self) -> None:
        self._said: list[str] = []
        self._thoughts = Thoughts()
        self.beats = 0
        self.calls = Calls()
        self.failure: ModelError | None = None
        self.finish: Finish | None = None
        self.input_tokens = 0
        self.is_over = False
        self.output_tokens = 0
        self.requests = 0

    @abstractmethod
    def take(self, event: Json) -> str:
        """The words in an event; whatever else it says is noted. May raise ModelError."""

    def odd(self, payload: bytes) -> Json:
        """A payload that orjson refuses: a lone surrogate or broken UTF-8 is no reason to lose a message."""
        try:
            event = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError):
            raise failures.unreadable(payload) from None
        return _mended(event) if isinstance(event, dict) else {}

    def read(self, payloads: Iterable[bytes]) -> str:
        """The words of these payloads. What goes wrong is kept as `failure`, behind the words that came before it."""
        words = ""
        for payload in payloads:
            try:
                try:
                    event = orjson.loads(payload)
                except orjson.JSONDecodeError:
                    event = self.odd(payload)
                words += self.take(event)
            except ModelError as error:
                self.failure = error
            except _MISSHAPEN:
                self.failure = failures.unreadable(payload)
            if self.failure or self.is_over:
                self.is_over = True
                break
        if not self._thoughts.is_over:
            words = self._thoughts.without(words, is_last=self.is_over)
        if "\0" in words:  # no database keeps it
            words = words.replace("\0", "")
        self._said.append(words)
        return words

    def rest(self, payloads: Iterable[bytes]) -> str:
        """The same for the last payloads, when there are no more bytes."""
        words = self.read(payloads)
        self.is_over = True
        return words + self.read(())

    @property
    def is_whole(self) -> bool:
        """Whether the answer has come to its end."""
        return self.finish is not None and self.failure is None

    def end(self) -> None:
        """To be called when nothing more is read: raises what went wrong, an end before the end included."""
        if self.failure is not None:
            raise self.failure
        if self.finish is None:
            raise ModelUnavailable("The model's server ended its answer too early, or would not end it.")

    def talked(self, request: TalkRequest) -> Talked:
        """The whole message. ModelNonsense: calls that cannot be made."""
        calls, finish = self.calls.made(), self.finish or Finish.STOP
        if calls and finish is Finish.STOP:
            finish = Finish.CALLS
        return Talked("".join(self._said), calls, self.spent(request), finish)

    def spent(self, request: TalkRequest) -> Spent:
        """As the provider counts; by our own estimate where it does not, and nothing before the model was at work."""
        if not self.beats and not self.is_whole:
            return Spent(self.requests, self.input_tokens, self.output_tokens)
        written = self.output_tokens if self.is_whole else 0
        return Spent(
            self.requests,
            self.input_tokens
            or tokens.count(request.system) + sum(tokens.count(_text(one)) for one in request.messages),
            written or tokens.count("".join(self._said)) + tokens.count(self.calls.text()),
        )


def counted(usage: Json, name: str) -> int:
    """A number of tokens, 0 where it is none."""
    value = usage.get(name)
    return value if type(value) is int and value > 0 else 0


def _text(item: Said | Calling | Result) -> str:
    if isinstance(item, Calling):
        return item.text + "".join(call.name + orjson.dumps(call.arguments).decode() for call in item.calls)
    return item.text


def _mended(event: Json) -> Json:
    """The same without lone surrogates, which cannot be encoded."""
    text = json.dumps(event, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    mended: Json = json.loads(text)
    return mended
