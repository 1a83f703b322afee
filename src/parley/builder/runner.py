"""Turns on their way through the graph: those that wait at the same moment share a run.

A run costs as much as the rest of an ordinary turn, whatever it carries; a database commits together for the same
reason (docs/decisions/0007).
"""

import asyncio

from langsmith import tracing_context

from parley.builder.graph import Context, Work, compiled
from parley.builder.schemas import BuildState

_MOST = 32
"""As many turns share a run: it answers them one after the other, with nothing else in between."""


class Runner:
    """Runs the turns of one event loop."""

    def __init__(self) -> None:
        self._waiting: list[Work] = []
        self._runs: set[asyncio.Task[None]] = set()

    async def run(self, message: str | None, before: BuildState, build: BuildState, context: Context) -> Work:
        """A turn, done; what fails in it is raised here.

        A turn that may ask a model runs alone: it takes seconds, for which no other should wait.
        """
        loop = asyncio.get_running_loop()
        work = Work(message, before, build, context, loop.create_future())
        if context.model is not None:
            self._start([work])
        else:
            self._waiting.append(work)
            if len(self._waiting) == 1:
                loop.call_soon(self._start_waiting)
        return await work.answer

    def _start_waiting(self) -> None:
        works, self._waiting = self._waiting, []
        for first in range(0, len(works), _MOST):
            self._start(works[first : first + _MOST])

    def _start(self, works: list[Work]) -> None:
        task = asyncio.create_task(_run(works))
        self._runs.add(task)
        task.add_done_callback(self._runs.discard)


async def _run(works: list[Work]) -> None:
    """One run. Nothing of it is reported to anybody, whatever LANGSMITH_TRACING says."""
    try:
        with tracing_context(enabled=False):
            await compiled().ainvoke({"works": works})
    except Exception as error:  # LangGraph's own: what fails in a step is told to its turn there
        for work in works:
            if not work.answer.done():
                work.answer.set_exception(error)
