"""Turns on their way through the graph: those that come while others are being understood share the next run.

A run costs as much as the rest of an ordinary turn, whatever it carries; a database commits together for the same
reason (docs/decisions/0007).
"""

import asyncio
from collections import deque

from langsmith import tracing_context

from parley.builder.graph import Context, Run, Turn, Work, compiled
from parley.builder.schemas import BuildState

_MOST, _MOST_CHARS = 32, 20_000
"""As many turns share a run, and as much text: it is all understood with nothing else in between, for 50 ms at most."""


class Runner:
    """Runs the turns of one event loop."""

    def __init__(self) -> None:
        self._waiting: deque[Turn] = deque()
        self._gathering: asyncio.Task[None] | None = None
        self._runs: set[asyncio.Task[None]] = set()

    async def run(self, message: str | None, before: BuildState, build: BuildState, context: Context) -> Work:
        """A turn, done; what fails in it is raised here.

        A turn that may ask a model runs alone: it takes seconds, for which no other should wait.
        """
        turn = Turn(Work(message, before, build, context), asyncio.get_running_loop().create_future())
        if context.model is not None:
            self._start([turn])
        else:
            self._waiting.append(turn)
            if self._gathering is None or self._gathering.done():
                self._gathering = asyncio.create_task(self._run_waiting())
        return await turn.answer

    async def _run_waiting(self) -> None:
        while self._waiting:
            await self._start(self._next()).wait()

    def _next(self) -> list[Turn]:
        turns: list[Turn] = []
        chars = 0
        while self._waiting and len(turns) < _MOST and chars < _MOST_CHARS:
            turns.append(self._waiting.popleft())
            chars += len(turns[-1].work.message or "")
        return turns

    def _start(self, turns: list[Turn]) -> asyncio.Event:
        """A run; the event says that its messages are understood, or that it has failed."""
        understood = asyncio.Event()
        task = asyncio.create_task(_run(turns, understood))
        self._runs.add(task)
        task.add_done_callback(self._runs.discard)
        return understood


async def _run(turns: list[Turn], understood: asyncio.Event) -> None:
    """One run. Nothing of it is reported to anybody, whatever LANGSMITH_TRACING says."""
    try:
        with tracing_context(enabled=False):
            await compiled().ainvoke({"turns": turns}, context=Run(understood))
    except Exception as error:  # LangGraph's own: what fails in a step is told to its turn there
        for turn in turns:
            if not turn.answer.done():
                turn.answer.set_exception(error)
    finally:
        understood.set()
