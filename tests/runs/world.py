"""Processes as far as runs are concerned, on one record and one Redis, and a run that says what it is told to."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

import orjson

from parley.app import open_runs
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.resources import open_resources
from parley.core.statements import Insert, Unit
from parley.runs import record
from parley.runs.keeper import Keeper
from parley.runs.reading import Readings
from parley.runs.schemas import Begun, Delta, Entry, RunRow, RunStatus, Stop
from parley.runs.service import Run, Runs
from parley.sessions.models import Session

OWNER = "ann"
LONG_S = 20.0


@dataclass
class Answers:
    """What runs left behind, where a chat would have messages; an Endings."""

    db: Database
    stored: dict[str, str] = field(default_factory=dict)
    closed: dict[str, list[Entry]] = field(default_factory=dict)

    async def reply(self, run: RunRow) -> str | None:
        return self.stored.get(run.id)

    async def close(self, run: RunRow, entries: list[Entry]) -> None:
        self.closed[run.id] = entries
        await self.end(run.id, RunStatus.INTERRUPTED, entries, (entries[-1].seq if entries else 0) + 2)

    async def end(self, run_id: str, status: RunStatus, entries: Iterable[Entry], last_seq: int) -> str:
        """Store what was said."""
        text = "".join(entry.text for entry in entries)
        self.stored[run_id] = orjson.dumps({"content": text, "status": status}).decode()
        await self.db.apply(Unit((record.end_update(run_id, status, last_seq=last_seq),)))
        return self.stored[run_id]


@dataclass
class Process:
    """One of them; its answers are its own, unless it is given another's."""

    settings: Settings
    db: Database
    answers: Answers
    runs: Runs
    keeper: Keeper
    readings: Readings

    async def row(self, run_id: str) -> RunRow:
        """The run as the record has it."""
        return await record.find(self.db, OWNER, run_id)

    async def heard(self, run_id: str, after: int = 0) -> list[Entry]:
        """All that a reader here is told of it, to its end."""
        entries: list[Entry] = []
        async with (
            asyncio.timeout(LONG_S),
            contextlib.aclosing(self.readings.follow(await self.row(run_id), after)) as told,
        ):
            async for found in told:
                entries += found
        return entries


@contextlib.asynccontextmanager
async def process(settings: Settings, answers: Answers | None = None) -> AsyncIterator[Process]:
    """A process that starts and shuts down around the block."""
    async with open_resources(settings) as resources:
        theirs = answers or Answers(resources.db)
        async with open_runs(resources, theirs) as (runs, keeper, readings, _):
            yield Process(settings, resources.db, theirs, runs, keeper, readings)


@dataclass
class Speech:
    """A run's work: it says a word for each release of `let`, and stores what it said, however it ends."""

    process: Process
    words: list[str]
    id: str = field(default_factory=new_id)
    let: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    said: list[Entry] = field(default_factory=list)
    is_deaf: bool = False
    alive_s: float = 15
    owner: str = OWNER

    async def start(self) -> Run:
        """Under way."""
        return await self.process.runs.start(self, run_id=self.id)

    async def __call__(self, run: Run) -> str:
        await self.begin(self.process.runs.process)
        run.begin()
        status = RunStatus.COMPLETE
        try:
            await self._speak(run)
        except asyncio.CancelledError:
            if self.is_deaf:
                raise
            status = RunStatus.CANCELLED if run.stop is Stop.CANCELLED else RunStatus.INTERRUPTED
        with run.ending():
            return await self.process.answers.end(run.id, status, self.said, run.last_seq)

    async def begin(self, process_id: str) -> None:
        """Its row, and its session's."""
        await self.process.db.apply(Unit((session_row(self.id, self.owner),)))
        begun = Begun(self.id, self.id, self.owner, "general", new_id())
        await self.process.db.apply(Unit((record.begin_row(begun, process=process_id, alive_s=self.alive_s),)))

    async def _speak(self, run: Run) -> None:
        for seq, word in enumerate(self.words, 2):
            await self.let.acquire()
            run.tell(Delta(word))
            self.said.append(Entry.of(seq, Delta(word)))

    def go_on(self, words: int = 10_000) -> None:
        """So many words may be said."""
        for _ in range(words):
            self.let.release()


def session_row(session_id: str, owner: str) -> Insert:
    """A session for a run, of the same id."""
    numbers = ("version", "turn", "seq", "model_calls", "input_tokens", "output_tokens", "max_turns", "max_tokens")
    texts = {"kind": "chat", "status": "active", "title": "", "stage": "", "head": ""}
    times = dict.fromkeys(("created_at", "updated_at", "last_turn_at"), now())
    return Insert(Session, {"id": session_id, "owner": owner, **texts, **dict.fromkeys(numbers, 0), **times})


def text_of(entries: Iterable[Entry]) -> str:
    """The words of all deltas."""
    return "".join(entry.text for entry in entries)
