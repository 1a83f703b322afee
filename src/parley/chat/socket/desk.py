"""What the sockets of a process share, and how many there are."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from parley.chat.service import Chats
from parley.core.auth import KeyRing
from parley.core.config import Settings
from parley.core.errors import Unavailable
from parley.runs.reading import Readings


@dataclass(slots=True)
class Desk:
    """Of one process."""

    settings: Settings
    keys: KeyRing
    chats: Chats
    readings: Readings
    count: int = 0

    @contextlib.contextmanager
    def place(self) -> Iterator[None]:
        """Around the time of a socket; Unavailable when there are too many."""
        most = self.settings.max_sockets
        if self.count >= most:
            raise Unavailable(f"{most} sockets are open already (MAX_SOCKETS); try again in a moment.")
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1
