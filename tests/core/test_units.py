"""Units of work: all or nothing, guarded, durable, the same on both databases."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from parley.core.config import Settings
from parley.core.db import Database, open_database
from parley.core.models import ApiKey
from parley.core.statements import Above, Below, Delete, Duplicate, Find, GuardMissed, Insert, Unit, Update

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
async def db(settings: Settings) -> AsyncIterator[Database]:
    db = await open_database(settings)
    yield db
    await db.close()


def row(key_id: str, **values: object) -> Insert:
    times = {"created_at": NOON, "expires_at": None, "revoked_at": None}
    return Insert(ApiKey, {"id": key_id, "owner": "shop", "secret_sha256": "0", **times, **values})


async def keys(db: Database) -> dict[str, ApiKey]:
    async with db.reading() as session:
        return {key.id: key for key in await session.scalars(select(ApiKey))}


async def test_times_come_back_as_they_went_in(db: Database) -> None:
    await db.apply(Unit((row("a", expires_at=NOON + timedelta(microseconds=7)),)))
    assert (await keys(db))["a"].expires_at == NOON + timedelta(microseconds=7)


async def test_find_gives_the_named_columns_of_what_matches(db: Database) -> None:
    await db.apply(Unit((row("a"), row("b"), row("c", owner="office", revoked_at=NOON))))
    assert sorted(await db.find(Find(ApiKey, ("id", "owner"), {"owner": "shop"}))) == [("a", "shop"), ("b", "shop")]
    assert await db.find(Find(ApiKey, ("id",), {"owner": "shop", "id": "c"})) == []
    assert len(await db.find(Find(ApiKey, ("id",), {"revoked_at": None}))) == 2
    assert len(await db.find(Find(ApiKey, ("id",), {"created_at": Below(NOON + timedelta(seconds=1))}))) == 3
    assert await db.find(Find(ApiKey, ("id",), {"created_at": Above(NOON)})) == []
    assert await db.find(Find(ApiKey, ("id",), {"id": "b", "created_at": Above(NOON - timedelta(seconds=1))})) == [
        ("b",)
    ]


async def test_find_that_cannot_be_run_harms_no_other(db: Database) -> None:
    await db.apply(Unit((row("a"),)))
    wanted = [Find(ApiKey, ("id",), {"id": key}) for key in (object(), "a")]
    failed, found = await asyncio.gather(*map(db.find, wanted), return_exceptions=True)
    assert isinstance(failed, Exception)
    assert found == [("a",)]


async def test_provisional_unit_is_seen_at_once_and_guarded(db: Database) -> None:
    revoked = Update(ApiKey, {"id": "a", "revoked_at": None}, {"revoked_at": NOON})
    await db.apply(Unit((row("a"),), is_provisional=True))
    await db.apply(Unit((row("b"),), revoked, is_provisional=True))
    with pytest.raises(GuardMissed):
        await db.apply(Unit((row("c"),), revoked, is_provisional=True))
    found = await keys(db)
    assert sorted(found) == ["a", "b"]
    assert found["a"].revoked_at == NOON


async def test_missed_guard_writes_nothing(db: Database) -> None:
    await db.apply(Unit((row("a"),)))
    guard = Update(ApiKey, {"id": "a", "owner": "somebody else"}, {"owner": "thief"})
    with pytest.raises(GuardMissed):
        await db.apply(Unit((row("b"), Update(ApiKey, {"id": "a"}, {"secret_sha256": "1"})), guard))
    found = await keys(db)
    assert list(found) == ["a"]
    assert found["a"].secret_sha256 == "0"


async def test_duplicate_takes_the_whole_unit_back(db: Database) -> None:
    await db.apply(Unit((row("a"),)))
    guard = Update(ApiKey, {"id": "a", "revoked_at": None}, {"revoked_at": NOON})
    with pytest.raises(Duplicate):
        await db.apply(Unit((row("b"), row("a")), guard))
    assert list(await keys(db)) == ["a"]
    assert (await keys(db))["a"].revoked_at is None


async def test_conditions_know_null_and_below(db: Database) -> None:
    units = Unit((row("a"), row("b", revoked_at=NOON), row("c", created_at=NOON - timedelta(days=2))))
    await db.apply(units)
    await db.apply(Unit((Delete(ApiKey, {"created_at": Below(NOON)}),)))
    await db.apply(Unit((Update(ApiKey, {"revoked_at": None}, {"owner": "free"}),)))
    found = await keys(db)
    assert {name: key.owner for name, key in found.items()} == {"a": "free", "b": "shop"}


async def test_a_failing_unit_takes_no_other_with_it(db: Database) -> None:
    await db.apply(Unit((row("taken"),)))
    units = [Unit((row(f"k{number}"), row("taken" if number % 2 else f"m{number}"))) for number in range(40)]
    outcomes = await asyncio.gather(*(db.apply(unit) for unit in units), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Duplicate if number % 2 else type(None) for number in range(40)]
    expected = {"taken"} | {f"{letter}{number}" for number in range(0, 40, 2) for letter in "km"}
    assert set(await keys(db)) == expected


async def test_one_of_many_guarded_writers_wins_each_round(db: Database) -> None:
    await db.apply(Unit((row("a", secret_sha256="0"),)))
    for round_ in range(5):
        units = [
            Unit((), Update(ApiKey, {"id": "a", "secret_sha256": str(round_)}, {"secret_sha256": str(round_ + 1)}))
            for _ in range(10)
        ]
        outcomes = await asyncio.gather(*(db.apply(unit) for unit in units), return_exceptions=True)
        assert [outcome for outcome in outcomes if outcome is None] == [None]


async def test_readers_cannot_write_to_sqlite(embedded: Settings) -> None:
    db = await open_database(embedded)
    try:
        async with db.reading() as session:
            session.add(ApiKey(**row("x").values))
            with pytest.raises(Exception, match="readonly"):
                await session.flush()
    finally:
        await db.close()
