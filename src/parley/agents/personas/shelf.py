"""The personas there are: those shipped, and those of PERSONAS_DIR, of which one with the same key wins.

A key is one of the names in the folders' listing; nothing that a request says ever becomes a path.
"""

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parley.agents.personas.persona import Persona, PersonaFault, parsed
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.log import logger
from parley.core.paths import shipped

_FILE = re.compile(r"(?=.{1,60}\.md\.j2$)([a-z0-9]+(?:-[a-z0-9]+)*)\.md\.j2")
_LOOK_EVERY_S = 1.0
_RESERVED = frozenset({"import"})
"""`/api/v1/agents/import` is an address of its own."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many files of a folder are read, and how large one may be."""

    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it was read last. A broken one keeps what it held before, if anything."""

    seen: tuple[int, int]
    persona: Persona | None
    fault: str = ""


class Personas:
    """Looks at the folders at most once a second, and reads what has changed since."""

    def __init__(self, folders: Sequence[Path], bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self._folders = folders
        self._bounds = bounds
        self._clock = clock
        self._next_look = float("-inf")
        self._files: dict[Path, _Read] = {}
        self._by_key: dict[str, Persona] = {}

    @classmethod
    def of(cls, settings: Settings) -> "Personas":
        """The shipped ones and the operator's; ConfigError where PERSONAS_DIR is no folder."""
        folders = [shipped("prompts") / "personas"]
        if settings.personas_dir is not None:
            folders.append(Path(settings.personas_dir).expanduser())
            if not folders[-1].is_dir():
                raise ConfigError("PERSONAS_DIR: is no folder that can be read")
        return cls(folders, Bounds(settings.personas_max, settings.persona_max_bytes))

    def names(self) -> list[str]:
        """The keys, sorted."""
        return sorted(self._fresh())

    def all(self) -> list[Persona]:
        """Every persona, by key."""
        found = self._fresh()
        return [found[key] for key in sorted(found)]

    def get(self, key: str) -> Persona | None:
        """The persona of that key, None where there is none."""
        return self._fresh().get(key)

    def faults(self) -> dict[Path, str]:
        """What is wrong with each file that is."""
        self._fresh()
        return {path: read.fault for path, read in self._files.items() if read.fault}

    def _fresh(self) -> dict[str, Persona]:
        if self._clock() >= self._next_look:
            self._look()
            self._next_look = self._clock() + _LOOK_EVERY_S
        return self._by_key

    def _look(self) -> None:
        found: dict[Path, _Read] = {}
        for folder in self._folders:
            try:
                found |= {path: self._read(path, key, stat) for path, key, stat in self._listed(folder)}
            except OSError as error:
                logger.warning("personas not listed", folder=str(folder), reason=type(error).__name__)
                found |= {path: read for path, read in self._files.items() if path.parent == folder}
        self._files = found
        self._by_key = {read.persona.key: read.persona for read in found.values() if read.persona is not None}

    def _listed(self, folder: Path) -> Iterator[tuple[Path, str, os.stat_result]]:
        with os.scandir(folder) as entries:
            named = sorted((found[1], entry) for entry in entries if (found := _FILE.fullmatch(entry.name)))
        for key, entry in named[: self._bounds.files]:
            if key not in _RESERVED and entry.is_file():
                yield folder / entry.name, key, entry.stat()

    def _read(self, path: Path, key: str, stat: os.stat_result) -> _Read:
        seen, held = (stat.st_mtime_ns, stat.st_size), self._files.get(path)
        if held is not None and held.seen == seen:
            return held
        try:
            if stat.st_size > self._bounds.bytes:
                raise PersonaFault(f"it has more than {self._bounds.bytes:,} bytes (PERSONA_MAX_BYTES)")
            modified = datetime.fromtimestamp(stat.st_mtime, UTC)
            return _Read(seen, parsed(key, path.read_text(encoding="utf-8"), modified))
        except (PersonaFault, OSError, UnicodeDecodeError) as error:
            old = held.persona if held is not None else None
            reason = str(error) if isinstance(error, PersonaFault) else type(error).__name__
            logger.warning("persona skipped", file=str(path), reason=reason, goes_on_with_old=old is not None)
            return _Read(seen, old, reason)
