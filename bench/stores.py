"""Where the servers under test keep their records: a fresh, migrated database for each of them, and an empty Redis."""

import contextlib
import itertools
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from parley.core import migrate
from parley.core.config import Settings
from tests import servers

_PREFIX = f"parley_bench_{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Stores:
    """Databases are made here and stay until the end; `folder` holds the SQLite files and is the working directory."""

    folder: Path
    dsn: str
    redis_url: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _made: list[str] = field(default_factory=list)

    def sqlite(self) -> Path:
        """A new SQLite file with the schema."""
        path = self.folder / f"record-{next(self._numbers)}.db"
        shutil.copyfile(self.folder / "template.db", path)
        return path

    def postgres(self, *, is_migrated: bool) -> str:
        """The DSN of a new PostgreSQL database, with the schema or bare."""
        name = f"{_PREFIX}_{next(self._numbers)}"
        template = f" TEMPLATE {_PREFIX}" if is_migrated else ""
        servers.run_sql(self.dsn, f"CREATE DATABASE {name}{template}")
        self._made.append(name)
        return self._on(name)

    def redis(self) -> str:
        """The Redis, emptied."""
        servers.flush(self.redis_url)
        return self.redis_url

    def _on(self, database: str) -> str:
        return f"{self.dsn.rpartition('/')[0]}/{database}"

    def prepare(self) -> None:
        """Migrate the templates that the others are copies of."""
        migrate.upgrade(Settings(database_url=f"sqlite:///{self.folder / 'template.db'}", _env_file=None))
        servers.run_sql(self.dsn, f"CREATE DATABASE {_PREFIX}")
        self._made.append(_PREFIX)
        migrate.upgrade(Settings(database_url=self._on(_PREFIX), _env_file=None))

    def clear(self) -> None:
        """Drop what was made."""
        servers.run_sql(self.dsn, *(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in self._made))

    def fsync_ms(self) -> float:
        """What it takes here to write 4 KB and have it on disk, as each commit must; the median of 50."""
        times = []
        with (self.folder / "probe").open("wb", buffering=0) as probe:
            for _ in range(50):
                started = time.perf_counter()
                probe.write(b"x" * 4096)
                os.fsync(probe.fileno())
                times.append(time.perf_counter() - started)
        return median(times) * 1000


@contextlib.contextmanager
def open_stores() -> Iterator[Stores]:
    """The servers that TEST_DATABASE_URL and TEST_REDIS_URL name, else private ones (`tests.servers`)."""
    with (
        TemporaryDirectory(prefix="parley-bench-") as folder,
        servers.postgres() as dsn,
        servers.redis_server() as redis_url,
    ):
        stores = Stores(Path(folder), dsn, redis_url)
        try:
            stores.prepare()
            yield stores
        finally:
            stores.clear()
