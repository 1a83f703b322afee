"""The end of a process's runs, told to their readers before any connection is closed."""

import asyncio

from parley.runs.reading import Readings
from parley.runs.service import Runs


class Farewell:
    """Ends the runs once, whoever asks first: the server when it is told to stop, else the app when it closes."""

    def __init__(self, runs: Runs, readings: Readings, *, told_s: float) -> None:
        self._runs = runs
        self._readings = readings
        self._told_s = told_s
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> "asyncio.Task[None]":
        """Over once the runs are, and their readers have heard it or had `told_s` for that."""
        if self._task is None:
            self._task = asyncio.create_task(self._say())
        return self._task

    async def _say(self) -> None:
        await self._runs.close()
        await self._readings.left(self._told_s)
