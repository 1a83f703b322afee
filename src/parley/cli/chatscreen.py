"""What a chat is shown on, and where its words come from: a terminal with somebody at it, or pipes."""

import os
import select
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from rich.markup import escape

from parley.cli.screen import console, errors, fail
from parley.core.text import without_controls

_BOLD, _PLAIN = "\001\033[1m\002", "\001\033[0m\002"
"""As readline wants it: between these marks it counts no columns."""
_MOST_AHEAD = 20


class Screen(Protocol):
    """One side of the conversation."""

    is_lively: bool
    """Whether somebody sits in front of it: then commands are explained and failures forgiven."""

    def asked(self) -> Iterator[str]:
        """What the user says, line by line, until they leave."""

    def listening(self, stop: Callable[[], None]) -> AbstractContextManager[None]:
        """While a reply is shown: `stop` is called, in a thread, where the user types /stop."""

    def begin(self, name: str) -> None:
        """Somebody is about to speak."""

    def word(self, text: str) -> None:
        """Their next words."""

    def end(self, note: str = "") -> None:
        """They have spoken; `note` says what is wrong with it."""

    def note(self, text: str) -> None:
        """Something beside the conversation."""


class Terminal:
    """Colours, a prompt with the keys of readline, and a way to put a word in."""

    is_lively = True

    def __init__(self) -> None:
        import readline  # noqa: F401 - what the prompt is edited with, from here on

        is_plain = console.no_color or console.is_dumb_terminal
        self._ahead: deque[str] = deque(maxlen=_MOST_AHEAD)
        self._prompt = "you › " if is_plain else f"{_BOLD}you{_PLAIN} › "

    def asked(self) -> Iterator[str]:
        """Until Ctrl-D, or Ctrl-C twice."""
        was_interrupted = False
        while True:
            try:
                yield self._ahead.popleft() if self._ahead else input(self._prompt)
                was_interrupted = False
            except EOFError:
                console.print()
                return
            except KeyboardInterrupt:
                console.print()
                if was_interrupted:
                    return
                was_interrupted = True
                self.note("Ctrl-C again, or Ctrl-D, leaves; while a reply comes it stops it.")

    @contextmanager
    def listening(self, stop: Callable[[], None]) -> Iterator[None]:
        """Whatever else is typed is said next. Does nothing on systems whose terminals cannot be waited for."""
        if os.name != "posix":
            yield
            return
        woken, waking = os.pipe()
        thread = threading.Thread(target=self._listen, args=(woken, stop), daemon=True)
        thread.start()
        try:
            yield
        finally:
            os.write(waking, b".")
            thread.join()
            os.close(woken)
            os.close(waking)

    def _listen(self, woken: int, stop: Callable[[], None]) -> None:
        while woken not in (ready := select.select([sys.stdin, woken], [], [])[0]):
            line = sys.stdin.readline() if ready else ""
            if not line:
                return  # Ctrl-D: the prompt finds out, too
            if line.strip() == "/stop":
                stop()
            elif line.strip():
                self._ahead.append(line.strip())

    def begin(self, name: str) -> None:
        console.print(f"[bold green]{escape(name)}[/] [dim]›[/] ", end="")

    def word(self, text: str) -> None:
        console.print(escape(without_controls(text)), end="", soft_wrap=True)

    def end(self, note: str = "") -> None:
        console.print(f" [dim]({escape(note)})[/]" if note else "")

    def note(self, text: str) -> None:
        console.print(f"[dim]{escape(without_controls(text))}[/]", soft_wrap=True)


class Pipe:
    """One message a line in, the replies and nothing else out."""

    is_lively = False

    def asked(self) -> Iterator[str]:
        """Until the end of what comes in; empty lines say nothing."""
        for line in sys.stdin:
            if line.strip():
                yield line.strip()

    def listening(self, stop: Callable[[], None]) -> AbstractContextManager[None]:
        """Nobody is there."""
        return nullcontext()

    def begin(self, name: str) -> None:
        """Who speaks is known."""

    def word(self, text: str) -> None:
        sys.stdout.write(without_controls(text))
        sys.stdout.flush()

    def end(self, note: str = "") -> None:
        sys.stdout.write("\n")
        sys.stdout.flush()
        if note:
            fail(note)

    def note(self, text: str) -> None:
        errors.print(escape(without_controls(text)), soft_wrap=True)


def screen() -> Screen:
    """The terminal where both ends are one."""
    return Terminal() if sys.stdin.isatty() and sys.stdout.isatty() else Pipe()
