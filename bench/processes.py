"""Servers as processes of their own: started on a free port, waited for, weighed, and ended."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.servers import free_port

ROOT = Path(__file__).parent.parent
_START_S = 30
_STOP_S = 15


@dataclass(frozen=True, slots=True)
class Command:
    """What to start: a baseline by its module in `bench.apps`, or Parley itself where that is None."""

    app: str | None
    environment: Mapping[str, str]

    def arguments(self, port: int) -> list[str]:
        """The command line."""
        if self.app is None:
            return [sys.executable, str(ROOT / "main.py")]
        return [sys.executable, "-m", "bench.apps.serve", self.app, str(port)]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that accepts connections; `started_at` is when its process was started (perf_counter)."""

    port: int
    process: psutil.Process
    started_at: float

    def cpu_s(self) -> float:
        """Seconds of CPU so far, user and system, all threads. The kernel counts in hundredths."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def resident_mb(self) -> float:
        """Resident memory."""
        return float(self.process.memory_info().rss / 1_048_576)


@contextlib.contextmanager
def serving(command: Command, folder: Path) -> Iterator[Server]:
    """The server, from its first accepted connection on; RuntimeError with its last words if it ends early."""
    port = free_port()
    with (folder / f"server-{port}.log").open("w+b") as log:
        started_at = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command.arguments(port), env=_environment(command, port), cwd=folder, stdout=log, stderr=log
        )
        try:
            _wait(port, process, log.name)
            yield Server(port, psutil.Process(process.pid), started_at)
        finally:
            _stop(process)


def _environment(command: Command, port: int) -> dict[str, str]:
    """Nothing of the developer's own settings, and no `.env`: the working directory is another."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.environ.get("HOME", ""),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
        "SERVER_PORT": str(port),
        "LLM_MODEL": "guided",
        "LOG_LEVEL": "WARNING",
        **command.environment,
    }


def _wait(port: int, process: "subprocess.Popen[bytes]", log: str) -> None:
    deadline = time.perf_counter() + _START_S
    while time.perf_counter() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.002)
    raise RuntimeError(f"the server did not start:\n{Path(log).read_text('utf-8')[-2_000:]}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
