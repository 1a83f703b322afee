"""What sends from outside its own task: as much as goes at once, the rest when its task gets round to it."""

import contextlib
import types
from collections.abc import Generator
from typing import Any

from starlette.types import Message, Send


class Pen:
    """`write` where nobody can wait, `settle` where somebody can. While it `is_held`, by a client that takes nothing or
    by what failed, no more may be written.
    """

    __slots__ = ("_failure", "_send", "_steps", "_waited", "is_held")

    def __init__(self, send: Send) -> None:
        self._send = send
        self._steps: Generator[Any, Any, Any] | None = None
        self._waited: Any = None
        self._failure: Exception | None = None
        self.is_held = False

    def write(self, message: Message) -> None:
        """Send as far as it goes without waiting. Raises nothing."""
        steps = self._send(message).__await__()
        try:
            self._waited = next(steps)
        except StopIteration:
            return
        except Exception as error:  # its task's affair, not that of who happens to write
            self._failure = error
        else:
            self._steps = steps
        self.is_held = True

    async def settle(self) -> None:
        """Send the rest; raises what failed."""
        steps, self._steps = self._steps, None
        if steps is not None:
            await _rest(steps, self._waited)
        if self._failure is not None:
            raise self._failure
        self.is_held = False

    def close(self) -> None:
        """Give up what is held."""
        if self._steps is not None:
            self._steps.close()


@types.coroutine
def _rest(steps: Generator[Any, Any, Any], waited: Any) -> Generator[Any, Any, None]:
    """The rest of an awaitable that was begun elsewhere and waits for that."""
    with contextlib.closing(steps):
        yield waited
        yield from steps
