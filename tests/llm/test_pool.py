"""The pool through the vendors' real clients: what is sent, what comes back, and every way it can fail."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pydantic import BaseModel, ConfigDict

from parley.llm.endpoint import clock
from parley.llm.errors import (
    ModelBusy,
    ModelError,
    ModelMisconfigured,
    ModelNonsense,
    ModelTimeout,
    ModelUnavailable,
)
from parley.llm.pool import ModelPool
from parley.llm.schemas import Role, Said, Spent, StructuredRequest
from tests.scripted.replies import Fault, Reply, fails, says
from tests.scripted.server import ScriptedServer

Connect = Callable[..., ModelPool]


class Colour(BaseModel):
    """What the tests ask for."""

    model_config = ConfigDict(extra="ignore")

    name: str
    shades: list[str]


REQUEST = StructuredRequest(system="Name a colour as JSON.", messages=(Said(Role.USER, "The sky's?"),), shape=Colour)
BLUE = {"name": "blue", "shades": ["light"]}


async def test_answer_arrives_typed_with_its_cost(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(says(BLUE))
    answer = await pool.structured(REQUEST)
    assert answer.value == Colour(name="blue", shades=["light"])
    assert answer.spent == Spent(calls=1, input_tokens=100, output_tokens=20)


async def test_schema_system_and_messages_reach_the_server(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(says(BLUE))
    await pool.structured(REQUEST)
    (asked,) = server.asked
    assert asked.model == "scripted"
    assert asked.system == "Name a colour as JSON."
    assert asked.messages == (("user", "The sky's?"),)
    assert asked.schema is not None
    assert asked.schema["required"] == ["name", "shades"]
    assert asked.schema["additionalProperties"] is False


async def test_output_is_limited_in_the_servers_own_words(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(says(BLUE))
    await pool.structured(StructuredRequest("s", (Said(Role.USER, "u"),), Colour, max_tokens=7))
    body = server.asked[0].body
    assert body["options"]["num_predict"] == 7 if "options" in body else body["max_tokens"] == 7


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"name": "blue", "shades": []}\n```',
        'Sure! Here it is: {"name": "blue", "shades": []} Anything else?',
        '<think>{"name": "red"?}</think>{"name": "blue", "shades": [], "extra": 1}',
    ],
)
async def test_json_is_found_in_fences_prose_and_after_thoughts(
    text: str, pool: ModelPool, server: ScriptedServer
) -> None:
    server.say(Reply(text))
    assert (await pool.structured(REQUEST)).value.name == "blue"


@pytest.mark.parametrize(
    "reply",
    [
        Reply("I am sorry, I cannot help with that."),
        Reply(""),
        Reply('{"name": "blue", "shades": '),
        Reply('["blue"]'),
        says({"name": {"deep": 1}, "shades": []}),
        says({"colour": "blue"}),
        Reply('{"name": ' * 5_000),
    ],
    ids=["refusal", "empty", "broken", "list", "wrong type", "wrong keys", "deep"],
)
async def test_useless_answer_is_nonsense_with_its_cost_and_no_rest(
    reply: Reply, pool: ModelPool, server: ScriptedServer
) -> None:
    server.say(reply, says(BLUE))
    with pytest.raises(ModelNonsense) as caught:
        await pool.structured(REQUEST)
    assert caught.value.spent == Spent(1, 100, 20)
    assert caught.value.complaint
    assert (await pool.structured(REQUEST)).value.name == "blue"


async def test_answer_cut_off_by_the_limit_is_nonsense(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(Reply('{"name": "bl', finish="length"))
    with pytest.raises(ModelNonsense) as caught:
        await pool.structured(REQUEST)
    assert caught.value.spent == Spent(1, 100, 20)


@pytest.mark.parametrize(
    "reply",
    [fails(500), fails(503), fails(529), Reply(fault=Fault.CUT), Reply(fault=Fault.CUT_MIDWAY)],
    ids=["500", "503", "529", "cut", "cut midway"],
)
async def test_passing_failure_is_tried_again(reply: Reply, pool: ModelPool, server: ScriptedServer) -> None:
    server.say(reply, says(BLUE))
    answer = await pool.structured(REQUEST)
    assert answer.value.name == "blue"
    assert answer.spent.calls == len(server.asked) == 2


async def test_tries_end_after_the_configured_number(connect: Connect, server: ScriptedServer) -> None:
    server.respond = lambda asked: fails(500)
    with pytest.raises(ModelUnavailable) as caught:
        await connect(retries=2).structured(REQUEST)
    assert caught.value.spent.calls == len(server.asked) == 3


async def test_retry_after_is_waited_for(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(fails(429, retry_after="1"), says(BLUE))
    started = asyncio.get_running_loop().time()
    await pool.structured(REQUEST)
    assert asyncio.get_running_loop().time() - started >= 1


async def test_retry_after_beyond_the_deadline_is_not_waited_for(connect: Connect, server: ScriptedServer) -> None:
    server.respond = lambda asked: fails(429, retry_after="60")
    pool = connect(timeout_s=5)
    async with asyncio.timeout(4):
        with pytest.raises(ModelBusy) as caught:
            await pool.structured(REQUEST)
    assert caught.value.wait_s == 60
    assert len(server.asked) == 1


@pytest.mark.parametrize("is_date", [False, True], ids=["seconds", "date"])
@pytest.mark.parametrize("status", [429, 503, 529])
async def test_model_rests_as_long_as_it_asks(
    status: int, connect: Connect, server: ScriptedServer, *, is_date: bool
) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=400), usegmt=True)
    server.say(fails(status, retry_after=date if is_date else "400"))
    pool = connect(retries=0)
    with pytest.raises(ModelUnavailable):
        await pool.structured(REQUEST)
    assert 300 < pool.endpoints[0].health.rests_s(clock()) <= 400


async def test_server_that_hangs_costs_one_deadline(connect: Connect, server: ScriptedServer) -> None:
    server.respond = lambda asked: Reply(fault=Fault.HANG)
    pool = connect(timeout_s=0.5)
    await pool.warm()
    async with asyncio.timeout(3):
        with pytest.raises(ModelTimeout) as caught:
            await pool.structured(REQUEST)
    assert caught.value.spent.calls == 1


async def test_failed_model_rests_and_is_not_asked(connect: Connect, server: ScriptedServer) -> None:
    server.respond = lambda asked: fails(500)
    pool = connect(retries=0)
    with pytest.raises(ModelUnavailable):
        await pool.structured(REQUEST)
    assert pool.is_resting
    async with asyncio.timeout(0.2):
        with pytest.raises(ModelUnavailable) as caught:
            await pool.structured(REQUEST)
    assert caught.value.spent == Spent()
    assert len(server.asked) == 1


async def test_after_the_rest_one_call_tries_before_the_others(connect: Connect, server: ScriptedServer) -> None:
    server.say(fails(500))
    server.respond = lambda asked: says(BLUE)
    pool = connect(retries=0, cooldown_s=0)
    with pytest.raises(ModelUnavailable):
        await pool.structured(REQUEST)
    outcomes = await asyncio.gather(*(pool.structured(REQUEST) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(outcome, ModelUnavailable) for outcome in outcomes) == 4
    assert (await pool.structured(REQUEST)).value.name == "blue"


async def test_wrong_key_is_not_tried_again(pool: ModelPool, server: ScriptedServer) -> None:
    server.respond = lambda asked: fails(401, "bad key")
    with pytest.raises(ModelMisconfigured) as caught:
        await pool.structured(REQUEST)
    assert "401" in caught.value.detail
    assert "bad key" not in caught.value.detail
    assert len(server.asked) == 1


async def test_nobody_listening_is_unavailable(connect: Connect, server: ScriptedServer) -> None:
    pool = connect(retries=0)
    server.stop()
    with pytest.raises(ModelUnavailable):
        await pool.structured(REQUEST)


async def test_server_without_schemas_gets_the_schema_in_words_and_is_remembered(
    pool: ModelPool, server: ScriptedServer
) -> None:
    def respond(asked: object) -> Reply:
        body = server.asked[-1].body
        plain = not any(body.get(key) for key in ("response_format", "format", "tools"))
        return says(BLUE) if plain else fails(400, "response format is not supported")

    server.respond = respond
    first = await pool.structured(REQUEST)
    assert first.value.name == "blue"
    assert first.spent.calls == len(server.asked) > 1
    assert '"shades"' in server.asked[-1].system
    second = await pool.structured(REQUEST)
    assert second.spent.calls == 1


async def test_parallel_calls_are_limited(connect: Connect, server: ScriptedServer) -> None:
    are_two, loop = asyncio.Event(), asyncio.get_running_loop()

    def respond(asked: object) -> Reply:
        if len(server.asked) == 2:
            loop.call_soon_threadsafe(are_two.set)
        return Reply(fault=Fault.HANG)

    server.respond = respond
    pool = connect(max_parallel=2, timeout_s=30)
    await pool.warm()
    async with asyncio.timeout(20), asyncio.TaskGroup() as held:
        tasks = [held.create_task(pool.structured(REQUEST)) for _ in range(2)]
        await are_two.wait()
        hasty = replace(REQUEST, timeout_s=0.2)
        outcomes = await asyncio.gather(*(pool.structured(hasty) for _ in range(8)), return_exceptions=True)
        assert all(isinstance(outcome, ModelTimeout) for outcome in outcomes)
        assert len(server.asked) == 2
        for task in tasks:
            task.cancel()


@pytest.mark.parametrize(
    "raw", [b"", b"<html>busy</html>", b"null", b"[]", b'{"choices": []}', b'{"message": 3}', b"\xff\xfe"]
)
async def test_body_that_is_no_answer_is_a_model_error(raw: bytes, connect: Connect, server: ScriptedServer) -> None:
    server.respond = lambda asked: Reply(raw=raw)
    with pytest.raises(ModelError):
        await connect(retries=0).structured(REQUEST)
