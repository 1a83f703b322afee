"""Runs in the database: how one begins and ends, who wants it stopped, and which have lost their process.

Statements are parts of others' units: a chat's turn begins and ends in the same commits as its messages.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from parley.core.clock import is_id, now
from parley.core.db import Database
from parley.core.errors import NotFound
from parley.core.statements import Above, Find, GuardMissed, Insert, Unit, Update
from parley.runs.models import Run
from parley.runs.schemas import Begun, RunRow, RunStatus, Stop

_UNKNOWN = "There is no such run here."
_COLUMNS = tuple(RunRow.__slots__)


def begin_row(begun: Begun, *, process: str, alive_s: float) -> Insert:
    """A run that its process keeps alive from now on."""
    started_at = now()
    values = {name: getattr(begun, name) for name in Begun.__slots__}
    lives = {"process": process, "alive_until": started_at + timedelta(seconds=alive_s), "started_at": started_at}
    return Insert(Run, {**values, **lives, "status": RunStatus.RUNNING})


def end_update(run_id: str, status: RunStatus, *, last_seq: int, problem: str = "") -> Update:
    """How the run ended; without effect where it is over already, so the unit's guard must see to that.

    `last_seq` is the number that its `done` gets (`Run.last_seq`), `problem` the document of its `error`, if any.
    """
    values = {"status": status, "last_seq": last_seq, "problem": problem, "ended_at": now()}
    return Update(Run, {"id": run_id, "status": RunStatus.RUNNING}, values)


async def find(db: Database, owner: str, run_id: str) -> RunRow:
    """The owner's run; NotFound for unknown, foreign and malformed ids alike."""
    if not is_id(run_id):
        raise NotFound(_UNKNOWN)
    rows = await db.find(Find(Run, _COLUMNS, {"id": run_id, "owner": owner}))
    if not rows:
        raise NotFound(_UNKNOWN)
    return _row(rows[0])


async def ask_to_stop(db: Database, owner: str, run_id: str, stop: Stop) -> RunRow:
    """Ask whichever process has the run to end it. Safe to repeat; a run that is over stays as it is, and is told."""
    asked = Update(Run, {"id": run_id, "owner": owner, "status": RunStatus.RUNNING, "wanted": ""}, {"wanted": stop})
    run = await find(db, owner, run_id)
    if run.is_over or run.wanted:
        return run
    try:
        await db.apply(Unit((), asked))
    except GuardMissed:  # it ended meanwhile, or somebody else asked
        return await find(db, owner, run_id)
    return run


async def wanted(db: Database, process: str) -> dict[str, Stop]:
    """Which of the process's runs are to be stopped, and why."""
    where = {"process": process, "status": RunStatus.RUNNING, "wanted": Above("")}
    return {run_id: Stop(stop) for run_id, stop in await db.find(Find(Run, ("id", "wanted"), where))}


async def beat(db: Database, process: str, *, alive_s: float) -> list[RunRow]:
    """Say that the process lives; what the record takes for its runs."""
    mine = {"process": process, "status": RunStatus.RUNNING}
    await db.apply(Unit((Update(Run, mine, {"alive_until": now() + timedelta(seconds=alive_s)}),)))
    return [_row(row) for row in await db.find(Find(Run, _COLUMNS, mine))]


async def orphans(db: Database, *, limit: int) -> list[RunRow]:
    """Runs whose process is silent for too long, the longest first."""
    query: Select[Any] = (
        select(*(getattr(Run, name) for name in _COLUMNS))
        .where(Run.status == RunStatus.RUNNING, Run.alive_until < now())
        .order_by(Run.alive_until)
        .limit(limit)
    )
    async with db.reading() as session:
        return [_row(tuple(row)) for row in await session.execute(query)]


def _row(values: tuple[Any, ...]) -> RunRow:
    named = dict(zip(_COLUMNS, values, strict=True))
    for name in ("alive_until", "started_at", "ended_at"):
        if isinstance(named[name], str):  # as the SQLite writer reads it
            named[name] = datetime.fromisoformat(named[name])
    return RunRow(**{**named, "status": RunStatus(named["status"])})
