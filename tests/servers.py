"""The real servers that some tests need: those the environment names, else private ones, else a skip with its reason.

With PARLEY_FORBID_SKIPS=1 (as in CI) a missing server is a failure.
"""

import asyncio
import contextlib
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
import redis

PATIENCE_S = 60.0
"""How long a test waits for what must come, on a machine that has more to do; longer than any promise."""


def skip(reason: str) -> None:
    """Skip the test, or fail it where skipping is forbidden."""
    if os.environ.get("PARLEY_FORBID_SKIPS") == "1":
        pytest.fail(f"must not be skipped here: {reason}")
    pytest.skip(reason)


@contextlib.asynccontextmanager
async def listening(
    serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """A server in the test's own event loop; its host and port. Whoever is still served at the end is cut off."""
    served: list[tuple[asyncio.Task[None], asyncio.StreamWriter]] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        served.append((task, writer))
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await serve(reader, writer)
            writer.close()
            await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task, writer in served:
            task.cancel()
            writer.transport.abort()
        await asyncio.gather(*(task for task, _ in served))
        await asyncio.sleep(0)  # what was aborted is closed in the loop's next turn


def _ports() -> Iterator[int]:
    """Ports below those that systems give away by themselves, others for each process of tests; in a circle."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 17
    ports = list(range(15_000 + 1_000 * worker, 16_000 + 1_000 * worker))
    begin = os.getpid() % len(ports)
    return itertools.cycle(ports[begin:] + ports[:begin])


_PORTS = _ports()


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listens on, nor will before it is used."""
    for port in itertools.islice(_PORTS, 1_000):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def wait_for_port(port: int, process: "subprocess.Popen[bytes] | None" = None, *, seconds: float = PATIENCE_S) -> None:
    """Return once somebody listens; fail when the process ends first or the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            break
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    pytest.fail(f"nothing listens on port {port}")


def _find(binary: str) -> str | None:
    """A server's binary: on the PATH, or where Debian keeps PostgreSQL's."""
    found = shutil.which(binary)
    if found and Path(found).resolve().exists() and "/usr/local/bin" not in found:
        return found
    candidates = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{binary}"))
    return str(candidates[-1]) if candidates else found


@dataclass(frozen=True, slots=True)
class Cluster:
    """A private PostgreSQL's files. It can be started again and again on the same port."""

    folder: Path
    port: int
    user: str | None

    @property
    def dsn(self) -> str:
        """Its administrative database."""
        return f"postgresql://parley@127.0.0.1:{self.port}/postgres"

    @contextlib.contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """The server, taking statements; at the end it cuts its clients off and stops."""
        options = ["-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-k", str(self.folder), "-c", "fsync=on"]
        command = [str(_find("postgres")), "-D", f"{self.folder}/data", *options]
        with subprocess.Popen(command, user=self.user, cwd=self.folder, stderr=subprocess.DEVNULL) as process:
            try:
                wait_for_port(self.port, process)
                _wait_for_sql(self.dsn)
                yield process
            finally:
                process.send_signal(signal.SIGINT)


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """A new cluster, not yet running; skips where PostgreSQL is not installed."""
    initdb, server = _find("initdb"), _find("postgres")
    if initdb is None or server is None:
        skip("needs PostgreSQL: set TEST_DATABASE_URL, or put initdb and postgres on the PATH")
        return
    with tempfile.TemporaryDirectory(prefix="parley-pg-") as folder:
        made = Cluster(Path(folder), free_port(), _unprivileged(Path(folder)))
        command = [initdb, "-D", f"{folder}/data", "-U", "parley", "-A", "trust", "--no-sync"]
        subprocess.run(command, user=made.user, check=True, capture_output=True, cwd=folder)
        yield made


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A DSN of a server in which databases may be made: TEST_DATABASE_URL's, else a private one."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with cluster() as made, made.running():
        yield made.dsn


def _wait_for_sql(dsn: str, *, seconds: float = PATIENCE_S) -> None:
    """Return once the server takes statements: it listens a little earlier."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return run_sql(dsn, "SELECT 1")
        except (asyncpg.PostgresError, OSError):
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def _unprivileged(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: the user to run as instead, who then owns the folder."""
    if os.geteuid() != 0:
        return None
    user = next((name for name in ("postgres", "nobody") if _exists(name)), None)
    if user is None:
        return None
    shutil.chown(folder, user)
    folder.chmod(0o755)
    return user


def _exists(user: str) -> bool:
    with contextlib.suppress(KeyError):
        pwd.getpwnam(user)
        return True
    return False


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """A URL of a Redis whose data may be thrown away; the second of several processes of tests has one of its own."""
    is_first = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
    binary = shutil.which("redis-server")
    if (url := os.environ.get("TEST_REDIS_URL")) and (is_first or binary is None):
        yield url
        return
    if binary is None:
        skip("needs Redis: set TEST_REDIS_URL, or put redis-server on the PATH")
        return
    port = free_port()
    with start_redis(binary, port):
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def start_redis(binary: str, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A private Redis on that port, gone at the end."""
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for_port(port, process)
            yield process
        finally:
            process.terminate()


def run_sql(dsn: str, *statements: str) -> None:
    """Run statements that take no transaction, such as CREATE DATABASE."""

    async def run() -> None:
        connection = await asyncpg.connect(dsn)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


def empty(dsn: str) -> None:
    """Close all connections to a database and empty its tables, faster than a new database is made."""
    run_sql(
        dsn,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        "SET session_replication_role = replica",  # no foreign key is looked at
        """DO $$ DECLARE name text; BEGIN
          FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
          LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
        END $$""",
    )


def flush(url: str) -> None:
    """Empty a Redis."""
    with redis.Redis.from_url(url) as client:
        client.flushdb()
