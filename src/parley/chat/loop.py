"""The agent loop: what a model says goes out as it comes, the calls it wants are made, and it speaks again.

Bounded by the number of model calls; the time is bounded by who calls it. Nothing here knows a database.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from parley.chat.remembered import Round
from parley.chat.schemas import StopReason
from parley.llm.errors import ModelError, ModelNonsense
from parley.llm.schemas import (
    Call,
    Calling,
    Finish,
    Piece,
    Result,
    Spent,
    StreamingModel,
    Talked,
    TalkRequest,
)
from parley.runs.schemas import Event, ToolAnswered, ToolCalled

_GAP = "\n\n"
_REASONS = {
    Finish.STOP: StopReason.STOP,
    Finish.CALLS: StopReason.STOP,
    Finish.LENGTH: StopReason.LENGTH,
    Finish.FILTERED: StopReason.FILTERED,
}


class Outcome(Protocol):
    """What came of a call, in words for the model."""

    @property
    def text(self) -> str: ...

    @property
    def is_error(self) -> bool: ...


Hands = Callable[[Call, str], Awaitable[Outcome]]
"""Who carries out a call, at most once for a key. A failure is an outcome too."""


class Teller(Protocol):
    """Who is told how it goes."""

    def tell(self, event: Event) -> None:
        """Something happened."""

    def say(self, words: str) -> None:
        """The reply's next words have come."""


@dataclass(slots=True)
class Reply:
    """A reply as far as it has come; what was heard stays when something fails."""

    words: list[str] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    spent: Spent = Spent()

    @property
    def text(self) -> str:
        """All words so far."""
        return "".join(self.words)

    @property
    def tail(self) -> str:
        """The words after the last round: the rounds' own and these are all of them."""
        return self.text[sum(len(past.text) for past in self.rounds) :]

    @property
    def has_begun(self) -> bool:
        """Whether anything of it was heard or done."""
        return bool(self.words or self.rounds)


@dataclass(frozen=True, slots=True)
class Part:
    """What an agent needs for a reply: its model, the request to begin with, its hands, and the run's name for keys."""

    model: StreamingModel
    request: TalkRequest
    hands: Hands
    key: str
    max_calls: int


async def converse(part: Part, reply: Reply, teller: Teller) -> StopReason:
    """Fill the reply to its end, telling each word and call.

    A ModelError or a cancellation leaves in the reply what had come until then.
    """
    request = part.request
    for number in range(1, part.max_calls + 1):
        talked = await _talked(part.model, request, reply, teller)
        if not talked.calls:
            return _REASONS[talked.finish]
        if number == part.max_calls:
            break
        results = await _carried_out(part, talked.calls, reply, teller)
        request = replace(request, messages=(*request.messages, Calling(talked.text, talked.calls), *results))
    return StopReason.MAX_CALLS


async def _talked(model: StreamingModel, request: TalkRequest, reply: Reply, teller: Teller) -> Talked:
    try:
        talked = await model.stream(request, _hearing(reply, teller))
    except ModelError as error:
        reply.spent += error.spent
        raise
    reply.spent += talked.spent
    if not talked.text and not talked.calls and talked.finish is not Finish.FILTERED:
        raise ModelNonsense("the message is empty", spent=reply.spent)
    return talked


def _hearing(reply: Reply, teller: Teller) -> Piece:
    """Who hears the next message's words; they are set apart from those before the tools."""
    keep, say = reply.words.append, teller.say
    is_apart = bool(reply.words) and bool(reply.words[-1].strip())

    def hear(piece: str) -> None:
        nonlocal is_apart
        if is_apart:
            is_apart = False
            keep(_GAP)
            say(_GAP)
        keep(piece)
        say(piece)

    return hear


async def _carried_out(part: Part, calls: tuple[Call, ...], reply: Reply, teller: Teller) -> tuple[Result, ...]:
    """The calls made in their order. What came of them stays in the reply even if a later one is stopped."""
    number = sum(len(past.calls) for past in reply.rounds)
    results: tuple[Result, ...] = ()
    latest = Round(reply.tail, calls)
    reply.rounds.append(latest)
    for call in calls:
        number += 1
        teller.tell(ToolCalled(call.id, call.name, call.arguments))
        outcome = await part.hands(call, f"{part.key}-{number}")
        teller.tell(ToolAnswered(call.id, call.name, outcome.text, outcome.is_error))
        results = (*results, Result(call.id, outcome.text))
        reply.rounds[-1] = replace(latest, results=results)
    return results
