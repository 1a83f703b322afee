"""Turns on their way through the graph: those that come while others are being understood share the next run.

A run costs as much as the rest of an ordinary turn, whatever it carries; a database commits together for the same
reason. A step that derives lets turns that only talk go first, some (docs/decisions/0007).
"""

import asyncio
from collections import deque
from heapq import heappop, heappush
from itertools import count

from langsmith import tracing_context

from parley.builder.graph import Run, Turn, Work, compiled

_MOST, _MOST_CHARS = 32, 20_000
"""As many turns share a run, and as much text: it is all understood with nothing else in between, for 50 ms at most."""
_GO_FIRST = {"tools": 1.2, "workflow": 1.2, "prompt": 0.6}
"""As many turns are understood before a step that derives, at most, for every other turn under way.

The longest step waits for fewer, so that all three kinds of turns take about the same time.
"""
_PASSES = 20
"""As often may the event loop bring further turns before a run starts; where it has nothing to do, in no time."""
_LULL_S = 0.003
"""Nobody is on the way when no turn has come for so long; then a step that derives need not wait."""


class Runner:
    """Runs the turns of one event loop."""

    def __init__(self) -> None:
        self._waiting: deque[Turn] = deque()
        self._deriving: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = count()
        self._under_way = 0
        self._understood = 0
        self._working: asyncio.Task[None] | None = None
        self._runs: set[asyncio.Task[None]] = set()

    async def run(self, work: Work) -> Work:
        """A turn's work, done; what fails in it is raised here.

        A turn that may ask a model runs alone: it takes seconds, for which no other should wait.
        """
        turn = Turn(work, asyncio.get_running_loop().create_future())
        if work.context.model is not None:
            self._start([turn])
        else:
            self._waiting.append(turn)
            self._wake()
        self._under_way += 1
        try:
            return await turn.answer
        finally:
            self._under_way -= 1

    async def let_others_first(self, node: str) -> None:
        """Wait until a step may be taken; one that derives, when enough turns were understood or nobody asks for it."""
        if node not in _GO_FIRST:
            return
        may_go = asyncio.get_running_loop().create_future()
        others = round(_GO_FIRST[node] * (self._under_way - 1))
        heappush(self._deriving, (self._understood + others, next(self._order), may_go))
        self._wake()
        await may_go

    def _wake(self) -> None:
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._waiting or self._deriving:
            await _pass()
            if self._waiting:
                turns = self._next()
                self._understood += len(turns)
                await self._start(turns).wait()
            elif not self._is_due():
                await asyncio.sleep(_LULL_S)
                await _pass()
                if not self._waiting:
                    self._go()
            while self._is_due():
                self._go()

    def _is_due(self) -> bool:
        return bool(self._deriving) and self._deriving[0][0] <= self._understood

    def _go(self) -> None:
        _, _, may_go = heappop(self._deriving)
        if not may_go.done():
            may_go.set_result(None)

    def _next(self) -> list[Turn]:
        turns: list[Turn] = []
        chars = 0
        while self._waiting and len(turns) < _MOST and chars < _MOST_CHARS:
            turns.append(self._waiting.popleft())
            chars += len(turns[-1].work.message or "")
        return turns

    def _start(self, turns: list[Turn]) -> asyncio.Event:
        """A run; the event says that its messages are understood, or that it has failed."""
        run = Run(asyncio.Event(), self.let_others_first)
        task = asyncio.create_task(_run(turns, run))
        self._runs.add(task)
        task.add_done_callback(self._runs.discard)
        return run.understood


async def _pass() -> None:
    for _ in range(_PASSES):
        await asyncio.sleep(0)


async def _run(turns: list[Turn], run: Run) -> None:
    """One run. Nothing of it is reported to anybody, whatever LANGSMITH_TRACING says."""
    try:
        with tracing_context(enabled=False):
            await compiled().ainvoke({"turns": turns}, context=run, output_keys=[])
    except Exception as error:  # LangGraph's own: what fails in a step is told to its turn there
        for turn in turns:
            if not turn.answer.done():
                turn.answer.set_exception(error)
    finally:
        run.understood.set()
