"""Streams and calls over connections that break: nothing is heard twice, nothing is left out, nothing done twice."""

import random
from dataclasses import replace

import pytest

from parley.client import (
    Answered,
    AsyncClient,
    Busy,
    Client,
    Delta,
    Event,
    Patience,
    Started,
    Unavailable,
    Unreachable,
    Unreadable,
)
from parley.client.values.builds import Turn
from tests.client.cutting import RUN, SESSION, TURN, Asked, Cutting, Said, frame, problem, run_of
from tests.servers import free_port

WORDS = ["Good ", "mor\u2028ning", ", ", "你好", " \x85", "!", "\r\n", "How", " are you?"]
QUICK = Patience(connect_s=2, answer_s=5, silence_s=5, pause_s=0.001)
TIRELESS = replace(QUICK, tries=30, resumes=30)


def cut_at_random(seed: int) -> Cutting:
    """The run of WORDS from wherever it is asked for, cut off anywhere, three times in four."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def answer(asked: Asked) -> Said:
        assert asked.number == 0 or (asked.method == "GET") == (asked.path == f"/api/v1/runs/{RUN}/events")
        body = b"".join(run_of(WORDS)[asked.after :])
        return Said(body, cut=chance.randrange(len(body)) if chance.random() < 0.75 else None)

    return Cutting(answer)


def heard(events: list[Event[Turn]]) -> str:
    """What was said, in the words of the deltas."""
    return "".join(event.text for event in events if isinstance(event, Delta))


@pytest.mark.parametrize("seed", range(40))
def test_stream_that_is_cut_anywhere_is_heard_whole_and_once(seed: int) -> None:
    with cut_at_random(seed).running() as server, Client(server.url, patience=TIRELESS) as client:
        stream = client.builds.stream(SESSION, "hello")
        events = list(stream)
        assert heard(events) == stream.text == "".join(WORDS)
        assert [type(event) for event in events] == [Started, *[Delta] * len(WORDS), Answered]
        assert stream.answer is not None
        assert stream.answer.reply == stream.text
        keys = {asked.headers["idempotency-key"] for asked in server.asked if asked.method == "POST"}
        assert len(keys) == 1, "a repeated message would be another one"


@pytest.mark.parametrize("seed", range(40, 50))
async def test_async_stream_is_taken_up_in_the_same_way(seed: int) -> None:
    with cut_at_random(seed).running() as server:
        async with AsyncClient(server.url, patience=TIRELESS) as client, client.builds.stream(SESSION, "hi") as stream:
            assert (await stream.wait()).reply == stream.text == "".join(WORDS)


def test_run_whose_events_are_gone_is_asked_for_by_the_key_of_its_message() -> None:
    def answer(asked: Asked) -> Said:
        if asked.method == "GET":
            return problem(404, "not-found")
        if asked.number == 0:
            return Said(b"".join(run_of(WORDS)), cut=150)
        replay = [("run", {"run_id": "another"}), ("message", {**TURN, "reply": "".join(WORDS)}), ("done", {})]
        return Said(b"".join(frame(seq, kind, data) for seq, (kind, data) in enumerate(replay, 1)))

    with Cutting(answer).running() as server, Client(server.url, patience=QUICK) as client:
        events = list(client.builds.stream(SESSION, "hello"))
        assert [asked.method for asked in server.asked] == ["POST", "GET", "POST"]
        assert server.asked[0].headers["idempotency-key"] == server.asked[2].headers["idempotency-key"]
        assert [event.run_id for event in events if isinstance(event, Started)] == [RUN, "another"]
        assert isinstance(events[-1], Answered)
        assert events[-1].answer.reply == "".join(WORDS)


def test_message_still_being_answered_after_a_cut_is_waited_for() -> None:
    def answer(asked: Asked) -> Said:
        match asked.number:
            case 0:
                return Said(b"".join(run_of(WORDS)), cut=0)
            case 1:
                return problem(409, "busy", Retry_After="1")
            case _:
                return Said(b"".join(run_of(WORDS)))

    with Cutting(answer).running() as server, Client(server.url, patience=QUICK) as client:
        assert client.builds.stream(SESSION, "hello").wait().reply == "".join(WORDS)
        assert len(server.asked) == 3


def test_busy_session_is_told_at_once_where_nothing_was_lost() -> None:
    with Cutting(lambda _: problem(409, "busy", Retry_After="1")).running() as server, Client(server.url) as client:
        with pytest.raises(Busy) as busy:
            client.builds.stream(SESSION, "hello").wait()
        with pytest.raises(Busy):
            client.builds.message(SESSION, "hello")
        assert busy.value.retry_after == 1
        assert len(server.asked) == 2


def test_stream_that_stays_cut_is_given_up() -> None:
    def answer(asked: Asked) -> Said:
        return Said(b"".join(run_of(WORDS)), cut=80 if asked.number == 0 else 0)

    with Cutting(answer).running() as server, Client(server.url, patience=replace(QUICK, resumes=3)) as client:
        stream = client.builds.stream(SESSION, "hello")
        with pytest.raises(Unreachable):
            stream.wait()
        assert len(server.asked) == 4
        assert stream.run_id == RUN


def test_error_event_is_raised_as_its_problem_behind_what_was_heard() -> None:
    fault = {"type": "urn:parley:model-unavailable", "title": "Model unavailable", "status": 503, "detail": "No."}
    told = [*run_of(["Well"])[:2], frame(3, "error", fault), frame(4, "done", {})]
    with Cutting(lambda _: Said(b"".join(told))).running() as server, Client(server.url) as client:
        stream = client.builds.stream(SESSION, "hello")
        with pytest.raises(Unavailable, match="No") as failed:
            stream.wait()
        assert stream.text == "Well"
        assert failed.value.type == "urn:parley:model-unavailable"
        assert len(server.asked) == 1


@pytest.mark.parametrize("body", [b"event: delta\ndata: {\n\n", b"event: run\ndata: {}\n\n", frame(1, "done", {})])
def test_stream_that_makes_no_sense_is_unreadable(body: bytes) -> None:
    with Cutting(lambda _: Said(body)).running() as server, Client(server.url) as client, pytest.raises(Unreadable):
        client.builds.stream(SESSION, "hello").wait()


@pytest.mark.parametrize("call", ["create", "set_brief"])
def test_call_is_repeated_only_where_that_does_no_harm(call: str) -> None:
    def answer(asked: Asked) -> Said:
        return Said(b"{" * 100, cut=0, kind="application/json")

    with Cutting(answer).running() as server, Client(server.url, patience=QUICK) as client:
        with pytest.raises(Unreachable, match="lost"):
            client.builds.create("hi") if call == "create" else client.builds.set_brief(SESSION, {"name": "x"})
        assert len(server.asked) == (3 if call == "create" else 1)
        assert len({asked.headers.get("idempotency-key") for asked in server.asked}) == 1


async def test_server_that_is_not_there_is_told_in_one_line() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with Client(url) as client, pytest.raises(Unreachable, match=f"No server answers at {url}"):
        client.health()
    async with AsyncClient(url) as parley:
        with pytest.raises(Unreachable, match=f"No server answers at {url}"):
            await parley.builds.stream(SESSION, "hello").wait()


def test_full_server_is_waited_for_as_long_as_wanted() -> None:
    def answer(asked: Asked) -> Said:
        if asked.number < 2:
            return problem(503, "unavailable", Retry_After="1")
        return Said(b'{"status": "ok"}', kind="application/json")

    with Cutting(answer).running() as server:
        with Client(server.url) as client, pytest.raises(Unavailable):
            client.health()
        with Client(server.url, patience=Patience(wait_s=3)) as patient:
            assert patient.health().status == "ok"
        assert len(server.asked) == 3
