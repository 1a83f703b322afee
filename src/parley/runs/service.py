"""The run engine: a turn as a task of its own, so that nobody who leaves while it is answered takes it with them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator

from parley.core import problems
from parley.core.clock import new_id
from parley.core.errors import AppError, Unavailable
from parley.runs.log import EventLog
from parley.runs.schemas import Answered, Done, Entry, Event, Failed, Started, Stop


class Run:
    """A turn under way, and its listener: what it hears goes into the log.

    `stop` says why it was cancelled; work that catches the cancellation may still store what it has and answer.
    """

    def __init__(self, log: EventLog, run_id: str) -> None:
        self.id = run_id
        self.stop: Stop | None = None
        self.is_ending = False
        self.is_unbroken = False
        self._log = log
        self._seq = 0
        self._attempts = 0
        self._refusal: Exception | None = None
        self._is_known: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def has_begun(self) -> bool:
        """Whether its readers have heard anything."""
        return self._attempts > 0

    @property
    def last_seq(self) -> int:
        """The number that `done` will have if nothing is told any more but the end."""
        return self._seq + 2

    def begin(self) -> None:
        self._attempts += 1
        if self._attempts == 1:
            self._append(Started(self.id))
            self._make_known()

    def refuse(self, error: Exception) -> None:
        """It does not begin; without effect when it has, or was refused."""
        if not self.has_begun and self._refusal is None:
            self._refusal = error
            self._make_known()

    async def beginning(self) -> None:
        """Return once it has begun, or raise what refused it. For whoever started it, who may leave."""
        await self._is_known
        if self._refusal is not None:
            raise self._refusal

    def _make_known(self) -> None:
        if not self._is_known.done():  # who left has cancelled it
            self._is_known.set_result(None)

    def tell(self, event: Event) -> None:
        if self._attempts == 1:
            self._append(event)

    def say(self, words: str) -> None:
        """As to tell a Delta, without making one: this is called for each token."""
        if self._attempts == 1:
            self._seq += 1
            self._log.append(self.id, Entry.of_words(self._seq, words))

    @contextlib.contextmanager
    def ending(self) -> Iterator[None]:
        """Around the storing of how the turn ended: nobody cancels it from here on, the end of the process apart.

        What could not be stored, it may be cancelled again.
        """
        self.is_ending = True
        task = asyncio.current_task()
        while task is not None and task.cancelling():
            task.uncancel()
        try:
            yield
        except Exception:
            self.is_ending = False
            raise

    @contextlib.contextmanager
    def unbroken(self) -> Iterator[None]:
        """Around what is being written and must be known to be written: a cancellation is noted in `stop`, no more.

        The work has to be bounded.
        """
        self.is_unbroken = True
        try:
            yield
        finally:
            self.is_unbroken = False

    def end(self, event: Event) -> None:
        """The last words. Where nothing had begun, this is all there is to tell."""
        if not self._attempts:
            self.begin()
        self._append(event)
        self._append(Done())

    def _append(self, event: Event) -> None:
        self._seq += 1
        self._log.append(self.id, Entry.of(self._seq, event))


Work = Callable[[Run], Awaitable[str]]
"""What a run does: it tells its listener how it goes, and returns the answer's JSON once that is stored."""


class Runs:
    """The runs of a process, which the record knows as `process`.

    `close()` lets those under way end, for so long, and stops the others: they have `stop_s` to store what they have.
    """

    def __init__(self, log: EventLog, *, most: int, drain_s: float, stop_s: float = 5) -> None:
        self.log = log
        self.process = new_id()
        self.has_recorded = asyncio.Event()
        self._most = most
        self._drain_s = drain_s
        self._stop_s = stop_s
        self._tasks: dict[str, tuple[Run, asyncio.Task[None]]] = {}
        self._recorded: set[str] = set()
        self._is_closing = False

    @property
    def recorded(self) -> frozenset[str]:
        """The ids of those under way that have a row."""
        return frozenset(self._recorded)

    @property
    def count(self) -> int:
        """How many are under way."""
        return len(self._tasks)

    def has(self, run_id: str) -> bool:
        """Whether this process has that run under way."""
        return run_id in self._tasks

    def has_begun(self, run_id: str) -> bool:
        """Whether this process has that run under way, and what refuses runs did not refuse it."""
        return run_id in self._tasks and self._tasks[run_id][0].has_begun

    async def start(self, work: Work, *, run_id: str | None = None, log: EventLog | None = None) -> Run:
        """A run that has begun or is already over; what refused it before it began is raised here instead.

        Who waits here may leave: the run goes on. Unavailable when too many are under way. A caller who gives the id
        makes a row of that id for the run: it is kept alive, and can be stopped from any process. `log` takes its
        events in place of the usual one.
        """
        self.require_room()
        run = Run(log or self.log, run_id or new_id())
        task = asyncio.create_task(_execute(run, work))
        self._tasks[run.id] = run, task
        if run_id is not None:
            self._recorded.add(run_id)
            self.has_recorded.set()
        task.add_done_callback(lambda _: self._forget(run.id))
        try:
            await run.beginning()
        except Exception:
            self._forget(run.id)  # nothing of it is left when who started it hears of that
            raise
        return run

    def require_room(self) -> None:
        """Unavailable when a further run would be refused."""
        if self._is_closing:
            raise Unavailable("The server is shutting down; try again in a moment.")
        if len(self._tasks) >= self._most:
            raise Unavailable(f"{self._most} runs are under way already (MAX_RUNS); try again in a moment.")

    def cancel(self, run_id: str, stop: Stop) -> bool:
        """Stop a run of this process; False where it has none of that id. Safe to repeat: the first reason counts.

        One that is storing its end is left to it.
        """
        if run_id not in self._tasks:
            return False
        run, task = self._tasks[run_id]
        if run.stop is None and not run.is_ending:
            run.stop = stop
            if not run.is_unbroken:
                task.cancel()
        return True

    async def wait(self, run_id: str, wait_s: float) -> bool:
        """Whether this process has no such run under way any more, at the latest after so long."""
        if run_id in self._tasks:
            await asyncio.wait([self._tasks[run_id][1]], timeout=wait_s)
        return run_id not in self._tasks

    async def close(self) -> None:
        """Readers of a run that is stopped hear its end, unless it does not get done with storing it: what became of
        that one, the record says.
        """
        self._is_closing = True
        await self._wait_for_all(self._drain_s)
        for run_id in tuple(self._tasks):
            self.cancel(run_id, Stop.INTERRUPTED)
        await self._wait_for_all(self._stop_s)
        for run, task in tuple(self._tasks.values()):
            if not run.is_unbroken:
                task.cancel()
        await self._wait_for_all(self._stop_s)

    async def _wait_for_all(self, wait_s: float) -> None:
        if tasks := [task for _, task in self._tasks.values()]:
            await asyncio.wait(tasks, timeout=wait_s)

    def _forget(self, run_id: str) -> None:
        """Safe to repeat."""
        self._tasks.pop(run_id, None)
        self._recorded.discard(run_id)
        if not self._recorded:
            self.has_recorded.clear()


def problem_of(error: Exception) -> str:
    """The problem document that a run's readers get of an error, as JSON."""
    problem = problems.render(error) if isinstance(error, AppError) else problems.crashed(error)
    return bytes(problem.body).decode()


async def _execute(run: Run, work: Work) -> None:
    try:
        run.end(Answered(await work(run)))
    except Exception as error:  # a run's edge: nobody awaits it, so whatever failed is told to its readers
        if run.has_begun:
            run.end(Failed(problem_of(error)))
        else:
            run.refuse(error)
    except asyncio.CancelledError:
        if run.stop is not None and run.has_begun and not run.is_ending:
            run.end(Failed(problem_of(Unavailable("This turn was stopped; nothing of it is stored. Send it again."))))
        raise
    finally:
        run.refuse(Unavailable("This turn was stopped before it began; try again."))
