"""The SQLite writer: a unit that cannot be written harms neither those beside it nor those after it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import Database, open_database
from parley.core.models import IdempotencyKey
from parley.core.statements import Duplicate, Insert, Unit


@pytest.fixture
async def db(embedded: Settings) -> AsyncIterator[Database]:
    db = await open_database(embedded)
    yield db
    await db.close()


def unit(key: str, body: str = "{}") -> Unit:
    values = {"owner": "ann", "key": key, "fingerprint": "f", "status": 200, "body": body}
    return Unit((Insert(IdempotencyKey, {**values, "expires_at": now() + timedelta(hours=1)}),))


async def test_unit_that_cannot_be_encoded_fails_alone(db: Database) -> None:
    units = [unit("a"), unit("b", "\ud800"), unit("c")]
    outcomes = await asyncio.gather(*map(db.apply, units), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(None), UnicodeEncodeError, type(None)]
    await db.apply(unit("d"))


async def test_duplicate_fails_alone(db: Database) -> None:
    outcomes = await asyncio.gather(*map(db.apply, [unit("a"), unit("a"), unit("b")]), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(None), Duplicate, type(None)]
