"""Streamed talks by the pool: which endpoint answers, when another is asked, and that words are never mixed."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest

from parley.llm.endpoint import clock
from parley.llm.errors import ModelBusy, ModelInterrupted, ModelTimeout, ModelUnavailable
from parley.llm.pool import ModelPool
from parley.llm.schemas import StructuredRequest, TalkRequest
from tests.llm.test_pool import BLUE, Colour
from tests.scripted.replies import Asked, Fault, Reply, fails, says
from tests.scripted.server import ScriptedServer
from tests.scripted.several import AFTER_WORDS, BEFORE_WORDS, REQUEST, Join, always, answers, words


def hang(count: int, *servers: ScriptedServer) -> asyncio.Event:
    """Make the servers hang from now on; set when they were asked so often in all."""
    are_asked, loop = asyncio.Event(), asyncio.get_running_loop()

    def respond(asked: Asked) -> Reply:
        if sum(len(server.asked) for server in servers) >= count:
            loop.call_soon_threadsafe(are_asked.set)
        return Reply(fault=Fault.HANG)

    for server in servers:
        server.respond = respond
    return are_asked


async def said(pool: ModelPool, request: TalkRequest = REQUEST) -> str:
    """What was heard, which must be what was said."""
    heard: list[str] = []
    talked = await pool.stream(request, heard.append)
    assert "".join(heard) == talked.text
    return talked.text


@pytest.mark.parametrize("reply", BEFORE_WORDS.values(), ids=BEFORE_WORDS)
async def test_before_the_first_word_another_endpoint_is_asked(
    reply: Reply, join: Join, servers: Sequence[ScriptedServer]
) -> None:
    servers[0].respond = always(reply)
    pool = join(*servers[:2])
    failed, sound = pool.endpoints
    if reply.fault is Fault.HANG:
        failed.config = failed.config.model_copy(update={"first_token_s": 0.4})
    assert await said(pool) == words("beta")
    assert failed.health.failures == failed.health.attempts == 1
    assert (sound.health.failures, sound.health.in_flight, failed.health.in_flight) == (0, 0, 0)


async def test_endpoint_that_nobody_listens_at_is_passed_over(join: Join, servers: Sequence[ScriptedServer]) -> None:
    pool = join(*servers)
    servers[0].stop()
    assert [await said(pool) for _ in range(4)] == [words(name) for name in ("beta", "gamma", "beta", "gamma")]
    assert pool.endpoints[0].health.attempts == 1


@pytest.mark.parametrize("fault", AFTER_WORDS.values(), ids=AFTER_WORDS)
async def test_after_the_first_word_a_failure_is_told_and_nobody_else_speaks(
    fault: Fault, join: Join, servers: Sequence[ScriptedServer]
) -> None:
    servers[0].respond = answers("alpha", fault)
    heard: list[str] = []
    pool = join(*servers[:2])
    with pytest.raises(ModelInterrupted) as caught:
        await pool.stream(REQUEST, heard.append)
    assert "".join(heard) == "alpha alpha"
    assert caught.value.spent.calls == 1
    assert servers[1].asked == []
    assert pool.endpoints[0].health.interrupted == 1
    assert await said(pool) == words("beta")


async def test_cost_of_failed_attempts_is_told(join: Join, servers: Sequence[ScriptedServer]) -> None:
    for server in servers[:2]:
        server.respond = always(fails(500))
    talked = await join(*servers).stream(REQUEST, lambda piece: None)
    assert (talked.text, talked.spent.calls) == (words("gamma"), 3)


async def test_all_endpoints_failing_is_the_last_ones_error(join: Join, servers: Sequence[ScriptedServer]) -> None:
    for server in servers:
        server.respond = always(fails(503))
    with pytest.raises(ModelUnavailable) as caught:
        await said(join(*servers))
    assert not isinstance(caught.value, ModelInterrupted)
    assert caught.value.spent.calls == sum(len(server.asked) for server in servers) == 3


async def test_when_all_rest_the_talk_is_tried_all_the_same(join: Join, servers: Sequence[ScriptedServer]) -> None:
    for server in servers[:2]:
        server.say(fails(500))
    pool = join(*servers[:2])
    with pytest.raises(ModelUnavailable):
        await said(pool)
    assert pool.is_resting
    assert await said(pool) in {words("alpha"), words("beta")}


async def test_sole_endpoint_is_tried_again_and_asked_for_talks_while_it_rests(
    join: Join, servers: Sequence[ScriptedServer]
) -> None:
    servers[0].say(fails(500), fails(500), fails(500))
    pool = join(servers[0], retries=1)
    with pytest.raises(ModelUnavailable):
        await said(pool)
    assert len(servers[0].asked) == 2
    assert await said(pool) == words("alpha")
    assert not pool.is_resting


async def test_retry_after_within_the_deadline_is_waited_for(join: Join, servers: Sequence[ScriptedServer]) -> None:
    servers[0].say(fails(429, retry_after="1"))
    started = asyncio.get_running_loop().time()
    assert await said(join(servers[0], retries=1)) == words("alpha")
    assert asyncio.get_running_loop().time() - started >= 1


async def test_retry_after_beyond_the_deadline_is_not(join: Join, servers: Sequence[ScriptedServer]) -> None:
    servers[0].say(fails(429, retry_after="60"))
    async with asyncio.timeout(10):
        with pytest.raises(ModelBusy) as caught:
            await said(join(servers[0], retries=1, stream_timeout_s=20))
    assert caught.value.retry_after_s == 60


@pytest.mark.parametrize("status", [429, 503, 529])
async def test_endpoint_rests_as_long_as_it_asks(status: int, join: Join, servers: Sequence[ScriptedServer]) -> None:
    servers[0].say(fails(status, retry_after="400"))
    pool = join(*servers[:2])
    assert await said(pool) == words("beta")
    assert 300 < pool.endpoints[0].health.rests_s(clock()) <= 400


async def test_deadline_bounds_all_attempts_together(join: Join, servers: Sequence[ScriptedServer]) -> None:
    for server in servers:
        server.respond = always(Reply(fault=Fault.HANG))
    async with asyncio.timeout(5):
        with pytest.raises(ModelTimeout):
            await said(join(*servers, first_token_s=3, stream_timeout_s=0.5))


async def test_work_goes_where_the_least_is_for_its_weight(join: Join, servers: Sequence[ScriptedServer]) -> None:
    pool = join(*servers[:2])
    heavy, light = pool.endpoints
    heavy.config = heavy.config.model_copy(update={"weight": 3.0})
    are_asked = hang(8, *servers[:2])
    async with asyncio.timeout(20), asyncio.TaskGroup() as held:
        tasks = [held.create_task(pool.stream(REQUEST, lambda piece: None)) for _ in range(8)]
        await are_asked.wait()
        assert (heavy.health.in_flight, light.health.in_flight) == (6, 2)
        for task in tasks:
            task.cancel()
    assert (heavy.health.in_flight, light.health.in_flight) == (0, 0)
    assert not pool.is_resting


async def test_quiet_endpoints_take_turns_by_weight(join: Join, servers: Sequence[ScriptedServer]) -> None:
    pool = join(*servers[:2])
    pool.endpoints[0].config = pool.endpoints[0].config.model_copy(update={"weight": 3.0})
    told = Counter([await said(pool) for _ in range(12)])
    assert told == {words("alpha"): 9, words("beta"): 3}


async def test_limit_of_the_output_is_the_talks_own(join: Join, servers: Sequence[ScriptedServer]) -> None:
    await said(join(servers[0], max_tokens=50, stream_max_tokens=70))
    body = servers[0].asked[0].body
    assert (body["options"]["num_predict"] if "options" in body else body["max_tokens"]) == 70


async def test_more_talks_than_the_limit_wait_for_their_turn(join: Join, servers: Sequence[ScriptedServer]) -> None:
    are_asked = hang(2, servers[0])
    pool = join(servers[0], stream_max_parallel=2, first_token_s=30)
    async with asyncio.timeout(20), asyncio.TaskGroup() as held:
        tasks = [held.create_task(pool.stream(REQUEST, lambda piece: None)) for _ in range(2)]
        await are_asked.wait()
        hasty = TalkRequest("s", REQUEST.messages, timeout_s=0.2)
        with pytest.raises(ModelTimeout):
            await pool.stream(hasty, lambda piece: None)
        assert len(servers[0].asked) == 2
        assert not pool.is_resting
        for task in tasks:
            task.cancel()


async def test_answers_in_a_shape_come_from_another_endpoint_too(join: Join, servers: Sequence[ScriptedServer]) -> None:
    servers[0].respond = always(fails(500))
    servers[1].respond = always(says(BLUE))
    pool = join(*servers[:2])
    answer = await pool.structured(StructuredRequest("s", REQUEST.messages, Colour))
    assert (answer.value.name, answer.spent.calls) == ("blue", 2)


async def test_endpoint_that_hangs_leaves_time_for_another(join: Join, servers: Sequence[ScriptedServer]) -> None:
    servers[0].respond = always(Reply(fault=Fault.HANG))
    pool = join(*servers[:2], timeout_s=4)
    await pool.warm()
    assert (await pool.talk(REQUEST)).text == words("beta")
