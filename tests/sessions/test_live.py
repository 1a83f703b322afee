"""Live state: one suite for both implementations, and what each does when things vanish under it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable

import pytest
from redis.asyncio import Redis

from parley.core.resources import beside
from parley.sessions.live import LiveStore, MemoryLive
from parley.sessions.live_redis import RedisLive
from tests import servers

Make = Callable[..., LiveStore]


@pytest.fixture(params=["memory", "redis"])
async def make(request: pytest.FixtureRequest) -> AsyncIterator[Make]:
    """Makes a store; its times are in seconds."""
    if request.param == "memory":
        yield lambda expiry_s=60.0, lock_s=60.0: MemoryLive(expiry_s=expiry_s, lock_s=lock_s, max_sessions=100)
        return
    url = request.getfixturevalue("redis_url")
    servers.flush(url)
    redis = Redis.from_url(url)
    yield lambda expiry_s=60.0, lock_s=60.0: RedisLive(redis, expiry_s=expiry_s, lock_s=lock_s, retry_s=1)
    await redis.aclose()


async def test_saved_value_is_there_for_the_next_turn(make: Make) -> None:
    live = make()
    first = await live.open("s")
    assert first is not None
    assert first.value is None
    await live.close("s", first.token, b"\x00state\xff")
    second = await live.open("s")
    assert second is not None
    assert second.value == b"\x00state\xff"


async def test_second_turn_is_refused_while_the_first_runs(make: Make) -> None:
    live = make()
    assert await live.open("s")
    assert await live.open("s") is None
    assert await live.open("another") is not None


async def test_only_one_of_many_gets_the_lock(make: Make) -> None:
    live = make()
    held = await asyncio.gather(*(live.open("s") for _ in range(50)))
    assert len([one for one in held if one is not None]) == 1


async def test_closing_with_nothing_forgets_the_value(make: Make) -> None:
    live = make()
    for value in (b"x", None):
        held = await live.open("s")
        assert held is not None
        await live.close("s", held.token, value)
    assert not await live.has("s")


async def test_who_lost_the_lock_neither_saves_nor_unlocks(make: Make) -> None:
    live = make(lock_s=0.05)
    late = await live.open("s")
    assert late is not None
    while (new := await live.open("s")) is None:  # noqa: ASYNC110 - time is what the test waits for
        await asyncio.sleep(0.01)
    await live.close("s", late.token, b"late")
    assert not await live.has("s")
    await live.close("s", new.token, b"new")
    held = await live.open("s")
    assert held is not None
    assert held.value == b"new"


async def test_values_expire(make: Make) -> None:
    live = make(expiry_s=0.05)
    held = await live.open("s")
    assert held is not None
    await live.close("s", held.token, b"x")
    async with asyncio.timeout(5):
        while await live.has("s"):  # noqa: ASYNC110 - time is what the test waits for
            await asyncio.sleep(0.01)


async def test_forgotten_value_is_gone(make: Make) -> None:
    live = make()
    held = await live.open("s")
    assert held is not None
    await live.close("s", held.token, b"x")
    await live.forget("s")
    assert not await live.has("s")


async def test_lease_is_taken_once_until_given_back(make: Make) -> None:
    live = make()
    assert await live.lease("key")
    assert not await live.lease("key")
    assert await live.lease("another")
    await live.release("key")
    assert await live.lease("key")


async def test_working_store_has_nothing_to_report(make: Make) -> None:
    assert await make().ping() is None


async def test_memory_drops_the_oldest_above_its_limit() -> None:
    live = MemoryLive(expiry_s=60, lock_s=60, max_sessions=2)
    for name in ("a", "b", "c"):
        held = await live.open(name)
        assert held is not None
        await live.close(name, held.token, b"x")
    assert [await live.has(name) for name in ("a", "b", "c")] == [False, True, True]


async def test_lock_in_redis_lasts_as_long_as_its_turn_and_no_longer_than_its_process(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        live = RedisLive(redis, expiry_s=60, lock_s=2, hold_s=60, retry_s=1)
        async with beside(live.keep()):
            assert await live.open("s")
            assert await live.lease("key")
            later = asyncio.get_running_loop().time() + 3
            while asyncio.get_running_loop().time() < later:
                assert await live.open("s") is None
                assert not await live.lease("key")
        async with asyncio.timeout(servers.PATIENCE_S):
            while await live.open("s") is None or not await live.lease("key"):
                pass


async def test_lease_that_was_lost_is_not_given_back_by_its_first_owner(redis_url: str) -> None:
    servers.flush(redis_url)
    async with Redis.from_url(redis_url) as redis:
        late, new = (RedisLive(redis, expiry_s=60, lock_s=lock_s, retry_s=1) for lock_s in (0.05, 60))
        assert await late.lease("key")
        async with asyncio.timeout(5):
            while not await new.lease("key"):
                pass
        await late.release("key")
        assert not await late.lease("key")


async def test_redis_that_is_away_gives_locks_nobody_checks_and_comes_back() -> None:
    binary = shutil.which("redis-server")
    if binary is None:
        servers.skip("needs redis-server on the PATH")
        return
    port = servers.free_port()
    redis = Redis.from_url(f"redis://127.0.0.1:{port}", socket_timeout=1, socket_connect_timeout=1)
    live = RedisLive(redis, expiry_s=60, lock_s=60, retry_s=0.01)
    held = await live.open("s")
    assert held is not None
    assert held.value is None
    await live.close("s", held.token, b"x")
    assert await live.lease("key")
    assert not await live.has("s")
    assert await live.ping() is not None
    with servers.start_redis(binary, port):
        assert await live.ping() is None
        held = await live.open("s")
        assert held is not None
        await live.close("s", held.token, b"x")
        assert await live.has("s")
    await redis.aclose()
