"""The run engine: a turn as a task of its own, so that nobody who leaves while it is answered takes it with them."""

import asyncio
from collections.abc import Awaitable, Callable

from parley.core import problems
from parley.core.clock import new_id
from parley.core.errors import AppError, Unavailable
from parley.runs.log import EventLog
from parley.runs.schemas import Answered, Done, Entry, Event, Failed, Listener, Started

Work = Callable[[Listener], Awaitable[str]]
"""What a run does: it tells the listener how it goes, and returns the answer's JSON once that is stored."""


class Run:
    """A turn under way, and its listener: what it hears goes into the log."""

    def __init__(self, log: EventLog) -> None:
        self.id = new_id()
        self._log = log
        self._seq = 0
        self._attempts = 0
        self.begun: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()

    def begin(self) -> None:
        self._attempts += 1
        if self._attempts == 1:
            self._append(Started(self.id))
            self.begun.set_result(None)

    def tell(self, event: Event) -> None:
        if self._attempts == 1:
            self._append(event)

    def end(self, event: Event) -> None:
        """The last words. Where nothing had begun, this is all there is to tell."""
        if not self._attempts:
            self.begin()
        self._append(event)
        self._append(Done())

    def _append(self, event: Event) -> None:
        self._seq += 1
        self._log.append(self.id, Entry.of(self._seq, event))


class Runs:
    """The runs of a process. `close()` lets those under way end, for so long, and stops the others."""

    def __init__(self, log: EventLog, *, most: int, drain_s: float) -> None:
        self.log = log
        self._most = most
        self._drain_s = drain_s
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, work: Work) -> Run:
        """A run that has begun or is already over; what refused it before it began is raised here instead.

        Who waits here may leave: the run goes on. Unavailable when too many are under way.
        """
        if len(self._tasks) >= self._most:
            raise Unavailable(f"{self._most} turns are being streamed already (MAX_RUNS); try again in a moment.")
        run = Run(self.log)
        task = asyncio.create_task(_execute(run, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        refused = await asyncio.shield(run.begun)
        if refused is not None:
            raise refused
        return run

    async def close(self) -> None:
        """A run that is stopped says no more: whether its turn was stored is for the record to say."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=self._drain_s)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)


async def _execute(run: Run, work: Work) -> None:
    try:
        run.end(Answered(await work(run)))
    except Exception as error:  # a run's edge: nobody awaits it, so whatever failed is told to its readers
        if run.begun.done():
            problem = problems.render(error) if isinstance(error, AppError) else problems.crashed(error)
            run.end(Failed(bytes(problem.body).decode()))
        else:
            run.begun.set_result(error)
    finally:
        run.begun.cancel()  # without effect, unless the run was stopped before it began
