"""Runs the script with which a platform's bundles push themselves: ours, never the one that lies in the folder."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LONGEST_LINE = 1_000_000
_LONGEST_RUN_S = 1_800


@dataclass(frozen=True, slots=True)
class Script:
    """A module that pushes the folder named by ELEVENLABS_PROJECT, with the variables it is given."""

    module: str
    folder: Path
    variables: Mapping[str, str]

    async def run(self, *words: str, tell: Callable[[str], None]) -> int:
        """Run it to its end, half an hour at most, and pass on each line that it prints; its exit code."""
        environment = {**os.environ, "ELEVENLABS_PROJECT": str(self.folder.resolve()), **self.variables}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            self.module,
            *words,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=_LONGEST_LINE,
        )
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            async with asyncio.timeout(_LONGEST_RUN_S):
                async for line in process.stdout:
                    tell(line.decode("utf-8", "replace").rstrip())
                return await process.wait()
        except TimeoutError:
            tell(f"The push took longer than {_LONGEST_RUN_S} seconds and was ended; push again to go on.")
            return 1
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
