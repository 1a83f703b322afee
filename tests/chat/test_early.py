"""A request sent ahead: heard when the reply is asked for and not before, taken back where nobody asks."""

import asyncio

import pytest

from parley.chat.early import Early
from parley.chat.loop import Outcome, Part
from parley.llm.errors import ModelInterrupted
from parley.llm.schemas import Call, Piece, Role, Said, Spent, Talked, TalkRequest


class Model:
    """Says two words of what it is asked, waits to be let, and says the third; `ended` are the requests taken back."""

    def __init__(self, error: ModelInterrupted | None = None) -> None:
        self.error = error
        self.asked: list[str] = []
        self.ended: list[str] = []
        self.spoke = asyncio.Event()
        self.may_end = asyncio.Event()

    async def stream(self, request: TalkRequest, hear: Piece) -> Talked:
        self.asked.append(request.system)
        words = request.system.split()
        try:
            for word in words[:2]:
                hear(word)
            self.spoke.set()
            await self.may_end.wait()
            if self.error is not None:
                raise self.error
            hear(words[2])
        except asyncio.CancelledError:
            self.ended.append(request.system)
            raise
        return Talked("".join(words), (), Spent(1))


async def carry_out(_call: Call, _key: str) -> Outcome:
    return Outcome("done")


def part(model: Model, words: str) -> Part:
    return Part(model, asking(words), carry_out, "run", 3)


def asking(words: str) -> TalkRequest:
    return TalkRequest(words, (Said(Role.USER, "hello"),))


async def test_nothing_is_heard_before_the_reply_is_asked_for_and_then_all_in_order() -> None:
    model, heard = Model(), list[str]()
    async with Early() as early:
        await early.ask(part(model, "a b c"))
        await model.spoke.wait()
        assert heard == []
        asyncio.get_running_loop().call_soon(model.may_end.set)
        talked = await early.part.model.stream(early.part.request, heard.append)
        assert (heard, talked.text) == (["a", "b", "c"], "abc")
        await early.part.model.stream(asking("d e f"), heard.append)
    assert heard == ["a", "b", "c", "d", "e", "f"]
    assert model.asked == ["a b c", "d e f"]


async def test_what_nobody_asks_for_is_taken_back() -> None:
    model = Model()
    async with Early() as early:
        await early.ask(part(model, "a b c"))
        await model.spoke.wait()
    assert model.ended == ["a b c"]


async def test_a_second_request_takes_the_place_of_the_first() -> None:
    model, heard = Model(), list[str]()
    async with Early() as early:
        await early.ask(part(model, "a b c"))
        await model.spoke.wait()
        await early.ask(part(model, "d e f"))
        model.may_end.set()
        await early.part.model.stream(early.part.request, heard.append)
    assert model.ended == ["a b c"]
    assert heard == ["d", "e", "f"]


async def test_a_failure_is_told_behind_the_words_that_came_before_it() -> None:
    model, heard = Model(ModelInterrupted("gone")), list[str]()
    model.may_end.set()
    async with Early() as early:
        await early.ask(part(model, "a b c"))
        with pytest.raises(ModelInterrupted):
            await early.part.model.stream(early.part.request, heard.append)
    assert heard == ["a", "b"]


async def test_stopping_the_reply_stops_the_request() -> None:
    model = Model()
    async with Early() as early:
        await early.ask(part(model, "a b c"))
        reply = asyncio.ensure_future(early.part.model.stream(early.part.request, lambda _: None))
        await model.spoke.wait()
        reply.cancel()
        await asyncio.wait([reply], timeout=10)
        assert model.ended == ["a b c"]
