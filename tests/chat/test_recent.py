"""What is kept at hand of chats: one suite for all stores, and what each does when things vanish under it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import orjson
import pytest
from redis.asyncio import Redis

from parley.chat.recent import Kept, MemoryRecent, NearFirst, Recent, Tip
from parley.chat.recent_redis import RedisRecent
from parley.chat.remembered import Remembered, Round, Summed
from parley.llm.schemas import Call, Result, Role
from parley.sessions.schemas import MessageStatus
from tests import servers

Make = Callable[..., Recent]
SUMMARY = Summed("m0", "They said hello.")


@pytest.fixture(params=["memory", "redis", "near-first"])
async def make(request: pytest.FixtureRequest) -> AsyncIterator[Make]:
    """Makes a store."""
    if request.param == "memory":
        yield lambda messages=10, ttl_s=60.0: MemoryRecent(sessions=100, messages=messages, ttl_s=ttl_s)
        return
    url = request.getfixturevalue("redis_url")
    servers.flush(url)
    async with Redis.from_url(url) as redis:

        def far(messages: int = 10, ttl_s: float = 60.0) -> Recent:
            return RedisRecent(redis, name="recent", messages=messages, ttl_s=ttl_s, retry_s=1)

        def near_first(messages: int = 10, ttl_s: float = 60.0) -> Recent:
            near = MemoryRecent(sessions=100, messages=messages, ttl_s=ttl_s)
            return NearFirst(near, far(messages, ttl_s))

        yield far if request.param == "redis" else near_first


def said(first: int, last: int, *, branch: str = "m") -> tuple[Remembered, ...]:
    """The messages of a branch by their numbers."""
    return tuple(
        Remembered(
            f"{branch}{n}", f"{branch}{n - 1}" if n else None, Role.ASSISTANT if n % 2 else Role.USER, f"text {n}"
        )
        for n in range(first, last + 1)
    )


def tip(head: str, owner: str = "ann", session: str = "s") -> Tip:
    return Tip(owner, session, head)


async def test_what_was_put_is_read_at_its_tip(make: Make) -> None:
    recent = make()
    call = Call("c", "weather", {"city": "京都", "days": [1, 2.5, None]})
    rounds = (Round("Let me see.", (call,), (Result("c", "rain ☔"),)),)
    reply = Remembered("m1", "m0", Role.ASSISTANT, "It rains.", "miki", MessageStatus.INTERRUPTED, rounds)
    kept = Kept((*said(0, 0), reply), SUMMARY)
    await recent.put(tip("m1"), kept)
    assert await recent.read(tip("m1")) == kept


async def test_nothing_is_read_of_an_unknown_session(make: Make) -> None:
    assert await make().read(tip("m1")) is None


async def test_turns_are_added_and_the_oldest_trimmed(make: Make) -> None:
    recent = make(messages=4)
    await recent.put(tip("m1"), Kept(said(0, 1)))
    await recent.add(tip("m1"), said(2, 3))
    kept = await recent.read(tip("m3"))
    assert kept is not None
    assert kept.messages == said(0, 3)
    await recent.sum_up(tip("m3"), SUMMARY)
    await recent.add(tip("m3"), said(4, 5))
    kept = await recent.read(tip("m5"))
    assert kept is not None
    assert 2 <= len(kept.messages) <= 4
    assert kept.messages[-2:] == said(4, 5)
    assert kept.summary == SUMMARY


async def test_another_tip_is_a_miss(make: Make) -> None:
    recent = make()
    await recent.put(tip("m3"), Kept(said(0, 3)))
    assert await recent.read(tip("m1")) is None
    assert await recent.read(tip("x")) is None


async def test_another_owner_sees_nothing(make: Make) -> None:
    recent = make()
    await recent.put(tip("m1"), Kept(said(0, 1)))
    assert await recent.read(tip("m1", owner="eve")) is None


async def test_turn_on_another_branch_is_not_mixed_in(make: Make) -> None:
    recent = make()
    await recent.put(tip("m3"), Kept(said(0, 3)))
    await recent.add(tip("m1"), said(2, 3, branch="other"))
    assert await recent.read(tip("other3")) is None


async def test_another_branch_replaces_what_was_kept(make: Make) -> None:
    recent = make()
    await recent.put(tip("m3"), Kept(said(0, 3), SUMMARY))
    await recent.put(tip("other1"), Kept(said(0, 1, branch="other")))
    assert await recent.read(tip("m3")) is None
    assert await recent.read(tip("other1")) == Kept(said(0, 1, branch="other"))


async def test_summary_is_kept_with_the_branch_that_it_sums_up(make: Make) -> None:
    recent = make()
    await recent.put(tip("m3"), Kept(said(0, 3)))
    await recent.add(tip("m3"), said(4, 5))
    await recent.sum_up(tip("m3"), SUMMARY)
    assert await recent.read(tip("m5")) == Kept(said(0, 5), SUMMARY)


async def test_summary_of_another_branch_is_not_believed(make: Make) -> None:
    recent = make()
    await recent.put(tip("m3"), Kept(said(0, 3)))
    await recent.sum_up(tip("other3"), SUMMARY)
    await recent.sum_up(tip("m3", owner="eve"), SUMMARY)
    kept = await recent.read(tip("m3"))
    assert kept is None or kept.summary is None


async def test_forgotten_session_is_gone(make: Make) -> None:
    recent = make()
    await recent.put(tip("m1"), Kept(said(0, 1)))
    await recent.forget("s")
    assert await recent.read(tip("m1")) is None
    await recent.add(tip("m1"), said(2, 3))
    assert await recent.read(tip("m3")) is None


async def test_quiet_chats_expire(make: Make) -> None:
    recent = make(ttl_s=0.05)
    await recent.put(tip("m1"), Kept(said(0, 1)))
    async with asyncio.timeout(5):
        while await recent.read(tip("m1")) is not None:  # noqa: ASYNC110 - time is what the test waits for
            await asyncio.sleep(0.01)


async def test_longest_unused_chats_go_first_in_process_memory() -> None:
    recent = MemoryRecent(sessions=2, messages=10, ttl_s=60)
    for session in ("a", "b"):
        await recent.put(tip("m1", session=session), Kept(said(0, 1)))
    assert await recent.read(tip("m1", session="a"))
    await recent.put(tip("m1", session="c"), Kept(said(0, 1)))
    found = [await recent.read(tip("m1", session=session)) is not None for session in ("a", "b", "c")]
    assert found == [True, False, True]


async def test_list_without_marks_is_read_where_nothing_is_summed_up(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        recent = RedisRecent(redis, name="brief", messages=4, ttl_s=60, retry_s=1, is_on_record=False)
        await recent.put(tip("m1"), Kept(said(0, 1)))
        for first in range(2, 20, 2):
            await recent.add(tip(f"m{first - 1}"), said(first, first + 1))
            kept = await recent.read(tip(f"m{first + 1}"))
            assert kept is not None
            assert kept.messages[-2:] == said(first, first + 1)


async def test_list_whose_mark_was_trimmed_off_is_a_miss(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        recent = RedisRecent(redis, name="recent", messages=4, ttl_s=60, retry_s=1)
        await recent.put(tip("m1"), Kept(said(0, 1)))
        for first in range(2, 8, 2):
            await recent.add(tip(f"m{first - 1}"), said(first, first + 1))
        assert await recent.read(tip("m7")) is None


@pytest.mark.parametrize(
    "spoilt", [b"no json", b"[]", b"{}", b'{"owner": "ann", "session": "s", "message": {}}', b"\xff"]
)
async def test_whatever_else_is_in_redis_is_a_miss(redis_url: str, spoilt: bytes) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        recent = RedisRecent(redis, name="recent", messages=4, ttl_s=60, retry_s=1)
        await recent.put(tip("m1"), Kept(said(0, 1)))
        await redis.lset("parley:recent:s", 0, spoilt)
        assert await recent.read(tip("m1")) is None
        await redis.set("parley:recent:s", b"no list")
        assert await recent.read(tip("m1")) is None


async def test_value_of_another_session_under_this_key_is_a_miss(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        recent = RedisRecent(redis, name="recent", messages=4, ttl_s=60, retry_s=1)
        await recent.put(tip("m1", session="other"), Kept(said(0, 1)))
        await redis.rename("parley:recent:other", "parley:recent:s")
        assert await recent.read(tip("m1")) is None


async def test_cancelled_reader_leaves_no_answer_for_the_next(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url, max_connections=1) as redis:
        recent = RedisRecent(redis, name="recent", messages=10, ttl_s=60, retry_s=60)
        for session in ("a", "b"):
            own = tuple(replace(message, text=session) for message in said(0, 1))
            await recent.put(tip("m1", session=session), Kept(own))
        for _ in range(50):
            reader = asyncio.create_task(recent.read(tip("m1", session="a")))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            reader.cancel()
            kept = await recent.read(tip("m1", session="b"))
            assert kept is not None
            assert {message.text for message in kept.messages} == {"b"}


async def test_what_the_record_has_too_is_added_a_little_later_and_at_the_latest_in_the_end(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        recent = RedisRecent(redis, name="recent", messages=10, ttl_s=60, retry_s=1)

        async def length() -> int:
            return int(await redis.llen("parley:recent:s"))

        await recent.put(tip("m1"), Kept(said(0, 1)))
        at_first = await length()
        await recent.add(tip("m1"), said(2, 3))
        assert await length() == at_first
        async with asyncio.timeout(5):
            while await length() == at_first:  # noqa: ASYNC110 - time is what the test waits for
                await asyncio.sleep(0.01)
        await recent.add(tip("m3"), said(4, 5))
        await recent.close()
        assert await length() == at_first + 4


async def test_what_is_added_to_an_erased_session_does_not_come_back(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        ours, theirs = (RedisRecent(redis, name="recent", messages=10, ttl_s=60, retry_s=1) for _ in range(2))
        await ours.put(tip("m1"), Kept(said(0, 1)))
        await ours.add(tip("m1"), said(2, 3))
        await theirs.forget("s")
        await ours.close()
        assert await redis.keys() == []


async def test_what_is_kept_nowhere_else_is_written_at_once(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        brief = RedisRecent(redis, name="brief", messages=10, ttl_s=60, retry_s=1, is_on_record=False)
        await brief.put(tip("m1"), Kept(said(0, 1)))
        await brief.add(tip("m1"), said(2, 3))
        assert await redis.llen("parley:brief:s") == 4


async def test_redis_that_is_away_keeps_nothing_and_comes_back() -> None:
    binary = shutil.which("redis-server")
    if binary is None:
        servers.skip("needs redis-server on the PATH")
        return
    port = servers.free_port()
    redis = Redis.from_url(f"redis://127.0.0.1:{port}", socket_timeout=1, socket_connect_timeout=1)
    recent = RedisRecent(redis, name="recent", messages=4, ttl_s=60, retry_s=0.01)
    await recent.put(tip("m1"), Kept(said(0, 1)))
    await recent.add(tip("m1"), said(2, 3))
    await recent.sum_up(tip("m1"), SUMMARY)
    await recent.forget("s")
    assert await recent.read(tip("m1")) is None
    with servers.start_redis(binary, port):
        async with asyncio.timeout(10):
            while await recent.read(tip("m1")) is None:
                await recent.put(tip("m1"), Kept(said(0, 1)))
    await redis.aclose()


def test_stored_messages_are_plain_json() -> None:
    element = orjson.loads(orjson.dumps(said(1, 1)[0]))
    assert set(element) == {"id", "parent_id", "role", "text", "agent", "status", "rounds", "tokens"}


async def test_what_another_process_said_last_is_not_hidden_by_what_is_near(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        far = RedisRecent(redis, name="recent", messages=10, ttl_s=60, retry_s=1)
        ours, theirs = (NearFirst(MemoryRecent(sessions=9, messages=10, ttl_s=60), far) for _ in range(2))
        await ours.put(tip("m1"), Kept(said(0, 1)))
        assert await theirs.read(tip("m1")) == Kept(said(0, 1))
        await theirs.add(tip("m1"), said(2, 3))
        assert await ours.read(tip("m3")) == Kept(said(0, 3))
        servers.flush(redis_url)
        assert await ours.read(tip("m3")) == Kept(said(0, 3))
        assert await ours.read(tip("m5")) is None
