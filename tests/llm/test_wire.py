"""Streams over real HTTP in each protocol: words as they come, calls, cost, and every way in which they fail."""

import asyncio
import threading
from typing import Any

import pytest

from parley.llm.errors import (
    ModelBusy,
    ModelError,
    ModelMisconfigured,
    ModelNonsense,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from parley.llm.schemas import Calling, Finish, Offer, Result, Role, Said, Spent, Talked, TalkRequest
from parley.llm.wire import Wire
from tests.scripted.replies import Fault, Protocol, Reply, fails
from tests.scripted.server import ScriptedServer

SCHEMA: dict[str, Any] = {"type": "object", "properties": {"day": {"type": "string"}}, "required": ["day"]}
OFFER = Offer("find_times", "Finds free times.", SCHEMA)
ASKED = Said(Role.USER, "Anything on Tuesday?")


PLAIN = TalkRequest("You book.", (ASKED,))
WORDS = "On Tuesday — at half past two, or at four. 好的 🎉"


async def stream(wire: Wire, request: TalkRequest = PLAIN, **limits: float) -> tuple[Talked, list[str]]:
    """The message and the pieces that were heard."""
    heard: list[str] = []
    talked = await wire.stream(request, heard.append, **{"first_token_s": 10, "stall_s": 10, **limits})
    return talked, heard


async def test_words_are_heard_as_they_come_and_are_the_message(server: ScriptedServer, wire: Wire) -> None:
    heard: list[str] = []
    begun, waits = threading.Event(), list[bool]()

    def hear(piece: str) -> None:
        heard.append(piece)
        begun.set()

    async def wait_for_the_first(part: bytes) -> None:
        if b"four" in part:
            waits.append(await asyncio.to_thread(begun.wait, 5))

    server.say(Reply(WORDS, piece=0, pace=wait_for_the_first))
    talked = await wire.stream(PLAIN, hear, first_token_s=10, stall_s=10)
    assert waits == [True]
    assert "".join(heard) == talked.text == WORDS
    assert (talked.spent, talked.finish) == (Spent(1, 100, 20), Finish.STOP)


async def test_calls_come_whole_and_in_order(server: ScriptedServer, wire: Wire) -> None:
    asked = (("find_times", {"day": "Monday"}), ("find_times", {"day": "Tuesday", "near": ["four", {"or": 5}]}))
    server.say(Reply("Let me see.", calls=asked, piece=3))
    talked, heard = await stream(wire, TalkRequest("You book.", (ASKED,), (OFFER,)))
    assert tuple((call.name, call.arguments) for call in talked.calls) == asked
    assert len({call.id for call in talked.calls}) == 2
    assert "".join(heard) == talked.text == "Let me see."
    assert talked.finish is Finish.CALLS
    assert server.asked[0].offers == ["find_times"]


async def test_result_of_a_call_is_answered(server: ScriptedServer, wire: Wire) -> None:
    server.say(Reply(calls=(("find_times", {"day": "Tuesday"}), ("find_times", {}))), Reply("At half past two."))
    first, _ = await stream(wire, TalkRequest("You book.", (ASKED,), (OFFER,)))
    results = (Result(first.calls[0].id, "14:30"), Result(first.calls[1].id, "16:00"))
    told = (ASKED, Calling(first.text, first.calls), *results)
    second, _ = await stream(wire, TalkRequest("You book.", told, (OFFER,)))
    assert second.text == "At half past two."
    assert server.asked[1].is_result
    assert server.asked[1].system == "You book."
    assert "16:00" in server.asked[1].said


async def test_answer_cut_at_the_limit_says_so(server: ScriptedServer, wire: Wire) -> None:
    server.say(Reply("On Tues", finish="length"))
    talked, _ = await stream(wire)
    assert (talked.text, talked.finish) == ("On Tues", Finish.LENGTH)


async def test_cost_is_estimated_where_the_server_does_not_count(server: ScriptedServer, wire: Wire) -> None:
    server.say(Reply("Hello there.", is_counted=False, input_tokens=0, output_tokens=0))
    talked, _ = await stream(wire)
    assert talked.spent.input_tokens > 3
    assert talked.spent.output_tokens > 1


@pytest.mark.parametrize("fault", [Fault.DIES, Fault.ENDS_EARLY, Fault.BROKEN_JSON, Fault.ERROR_OBJECT])
@pytest.mark.parametrize("fault_at", [0, 2])
async def test_broken_stream_is_unavailable_after_what_was_heard(
    server: ScriptedServer, wire: Wire, fault: Fault, fault_at: int
) -> None:
    heard: list[str] = []
    server.say(Reply(WORDS, piece=0, fault=fault, fault_at=fault_at))
    with pytest.raises(ModelUnavailable) as caught:
        await wire.stream(PLAIN, heard.append, first_token_s=10, stall_s=10)
    assert "".join(heard) == "".join(WORDS.partition(" Tuesday")[:2])[: 99 * fault_at]
    assert caught.value.spent.calls == 1
    assert bool(caught.value.spent.output_tokens) is bool(heard)
    assert "scripted" not in caught.value.detail


@pytest.mark.parametrize(
    ("fault", "fault_at", "limits"),
    [
        (Fault.HANG, 0, {"first_token_s": 0.2}),
        (Fault.STALLS, 0, {"first_token_s": 0.2}),
        (Fault.STALLS, 2, {"stall_s": 0.2}),
    ],
    ids=["no answer", "no first token", "stall"],
)
async def test_silence_is_a_timeout_and_the_connection_is_closed(
    server: ScriptedServer, wire: Wire, fault: Fault, fault_at: int, limits: dict[str, float]
) -> None:
    server.say(Reply(WORDS, piece=0, fault=fault, fault_at=fault_at))
    with pytest.raises(ModelTimeout):
        await stream(wire, **limits)
    assert await asyncio.to_thread(server.hung_up)


async def test_slow_stream_outlives_both_limits(server: ScriptedServer, wire: Wire) -> None:
    server.say(Reply("one two three four five six seven eight", piece=0, gap_s=0.3))
    talked, _ = await stream(wire, first_token_s=2, stall_s=2)
    assert talked.text.endswith("eight")


async def test_cancelling_closes_the_connection(server: ScriptedServer, wire: Wire) -> None:
    begun = asyncio.Event()
    server.say(Reply(WORDS, piece=0, fault=Fault.STALLS))
    task = asyncio.create_task(wire.stream(PLAIN, lambda piece: begun.set(), first_token_s=10, stall_s=10))
    await asyncio.wait_for(begun.wait(), 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(server.hung_up)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (fails(401), ModelMisconfigured),
        (fails(402), ModelMisconfigured),
        (fails(403), ModelMisconfigured),
        (fails(404), ModelMisconfigured),
        (fails(400), ModelRefused),
        (fails(400, "this model's maximum context length is 8 tokens, temperature or not"), ModelRefused),
        (fails(307, location="http://127.0.0.1:9/"), ModelMisconfigured),
        (fails(500), ModelUnavailable),
        (fails(529), ModelUnavailable),
        (fails(429), ModelBusy),
        (Reply(fault=Fault.CUT), ModelUnavailable),
        (Reply(raw=b"<html>Welcome to nginx</html>"), ModelUnavailable),
        (Reply(raw=b""), ModelUnavailable),
        (Reply(raw=b"data: {" + b" " * 2_000_000), ModelUnavailable),
        (Reply(raw=b"data: [1, 2]\n\n[1, 2]\n"), ModelUnavailable),
    ],
)
async def test_refusal_is_told_by_its_kind_and_never_in_the_servers_words(
    server: ScriptedServer, wire: Wire, reply: Reply, expected: type[ModelError]
) -> None:
    server.say(reply)
    with pytest.raises(ModelError) as caught:
        await stream(wire)
    assert type(caught.value) is expected
    assert caught.value.spent == Spent(1)
    assert "scripted" not in caught.value.detail
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 503, 529])
@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("7", 7, 7),
        ("0.5", 0.5, 0.5),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 600, 600),
        ("Fri, 01 Jan 2010 00:00:00 GMT", 0, 0),
        ("99999", 600, 600),
    ],
)
async def test_busy_server_says_how_long_to_wait(
    server: ScriptedServer, wire: Wire, status: int, value: str, low: float, high: float
) -> None:
    server.say(fails(status, retry_after=value))
    with pytest.raises(ModelUnavailable) as caught:
        await stream(wire)
    assert caught.value.wait_s is not None
    assert low <= caught.value.wait_s <= high


@pytest.mark.parametrize("status", [429, 503, 529])
@pytest.mark.parametrize("value", ["soon", "-1", "nan", "inf", "Fri, 99 Foo"])
async def test_wait_that_cannot_be_read_is_none(server: ScriptedServer, wire: Wire, status: int, value: str) -> None:
    server.say(fails(status, retry_after=value))
    with pytest.raises(ModelUnavailable) as caught:
        await stream(wire)
    assert caught.value.wait_s is None


async def test_refused_parameter_is_left_out_then_and_ever_after(server: ScriptedServer, wire: Wire) -> None:
    server.say(fails(400, "`temperature` is deprecated for this model"), Reply("Yes."), Reply("No."))
    wanted = TalkRequest("You book.", (ASKED,), temperature=0.5, max_tokens=9)
    talked, _ = await stream(wire, wanted)
    assert (talked.text, talked.spent.calls) == ("Yes.", 2)
    assert (await stream(wire, wanted))[0].spent.calls == 1
    given = [{**one.body, **one.body.get("options", {})} for one in server.asked]
    assert [one.get("temperature") for one in given] == [0.5, None, None]
    assert {one.get("max_tokens") or one["num_predict"] for one in given} == {9}


async def test_calls_without_end_are_nonsense(server: ScriptedServer, wire: Wire) -> None:
    server.say(Reply(calls=(("find_times", {"day": "Monday"}),) * 11))
    with pytest.raises(ModelNonsense):
        await stream(wire, TalkRequest("You book.", (ASKED,), (OFFER,)))


@pytest.mark.parametrize("protocol", [Protocol.OPENAI], indirect=True)
async def test_nobody_listening_is_unavailable(server: ScriptedServer, wire: Wire) -> None:
    server.stop()
    with pytest.raises(ModelUnavailable):
        await stream(wire)
