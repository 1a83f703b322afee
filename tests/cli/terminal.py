"""A command at a terminal: what it shows is read, keys are pressed, Control-C included."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Self

from tests.cli.test_commands import KEPT


def _sit_down() -> None:
    """Own the terminal, and heed Control-C even where the tests run in the background, which ignores it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """`parley …` with somebody in front of it. `TERM=dumb` keeps readline from drawing."""

    def __init__(self, *words: str, cwd: Path, **env: str) -> None:
        self.shown = ""
        self._seen = 0
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "parley.cli", *words],
            cwd=cwd,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**KEPT, "COLUMNS": "200", "TERM": "dumb", "LLM_MODEL": "guided", **env},
            start_new_session=True,
            preexec_fn=_sit_down,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def until(self, text: str, *, seconds: float = 60, pressing: str = "") -> str:
        """Everything new that is shown up to that text, which must come.

        `pressing` is pressed every second until it does: between showing its prompt and waiting for a key, readline
        takes note of a signal only when the next one comes.
        """
        press_at = time.monotonic()
        deadline = press_at + seconds
        while (at := self.shown.find(text, self._seen)) < 0:
            left = deadline - time.monotonic()
            assert left > 0, f"{text!r} did not come after {self.shown[self._seen :]!r}"
            if pressing and time.monotonic() >= press_at:
                self.press(pressing)
                press_at += 1
            if select.select([self._master], [], [], min(left, 1) if pressing else left)[0]:
                self._read(text)
        new = self.shown[self._seen : at + len(text)]
        self._seen = at + len(text)
        return new

    def _read(self, text: str) -> None:
        try:
            piece = os.read(self._master, 65_536)
        except OSError:
            piece = b""  # the command has ended
        assert piece, f"ended without {text!r}: {self.shown!r}"
        self.shown += piece.decode("utf-8", "replace").replace("\r\n", "\n")

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self._master, f"{line}\n".encode())

    def press(self, key: str) -> None:
        """Press Control and a letter."""
        os.write(self._master, bytes([ord(key) - 64]))

    def exit_code(self, *, seconds: float = 60, pressing: str = "") -> int:
        """Once it has ended by itself; `pressing` as above."""
        deadline = time.monotonic() + seconds
        while self._process.poll() is None:
            assert time.monotonic() < deadline, f"did not end after {self.shown[self._seen :]!r}"
            if pressing:
                self.press(pressing)
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                if select.select([self._master], [], [], 0.1)[0]:
                    os.read(self._master, 65_536)
                self._process.wait(1 if pressing else 0.1)
        return self._process.returncode
