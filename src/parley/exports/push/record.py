"""`pushed.json` in a bundle's folder: what the platform calls each item that was pushed, written as the ids come.

An item that was begun and has no id is one whose answer was lost: it may be there, or not.
"""

import os
import tempfile
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError

from parley.core.clock import now
from parley.core.errors import ConfigError
from parley.core.text import Record
from parley.exports.push.plan import Item, Plan, digest

NAME = "pushed.json"
_LARGEST = 2_000_000


class Sent(Record):
    """An item that was sent: its id, once it is known, and the fingerprint of the body."""

    id: str | None = Field(default=None, min_length=1, max_length=200)
    digest: str = Field(max_length=64)
    at: AwareDatetime


class Pushed(Record):
    """The file: items by role and name."""

    format: Literal["parley.pushed/1"] = "parley.pushed/1"
    platform: str
    items: dict[str, dict[str, Sent]] = Field(default_factory=dict)


class Book:
    """The record of one folder; every change is on the disk, whole, before the next call goes out."""

    def __init__(self, path: Path, pushed: Pushed) -> None:
        self._path = path
        self._pushed = pushed

    @classmethod
    def open(cls, folder: Path, platform: str) -> "Book":
        """What the folder's record says; ConfigError where it cannot be read, or is another platform's."""
        path = folder / NAME
        if not path.exists():
            return cls(path, Pushed(platform=platform))
        try:
            with path.open("rb") as opened:
                pushed = Pushed.model_validate_json(opened.read(_LARGEST))
        except (OSError, ValidationError) as error:
            raise ConfigError(
                f"{path} cannot be read as a record of what was pushed; mend it or move it away"
            ) from error
        if pushed.platform != platform:
            raise ConfigError(f"{path} is of a push to {pushed.platform[:40]}, not to {platform}")
        return cls(path, pushed)

    def find(self, item: Item) -> Sent | None:
        """What is known of an item."""
        return self._pushed.items.get(item.kind.role, {}).get(item.name)

    def ids(self) -> dict[tuple[str, str], str]:
        """Every id that is known, by role and name."""
        return {(role, name): sent.id for role, name, sent in self._all() if sent.id is not None}

    def others(self, items: tuple[Item, ...]) -> list[tuple[str, str, str]]:
        """Role, name and id of what was pushed once and is not among the items."""
        wanted = {item.key for item in items}
        return [(*key, found) for key, found in self.ids().items() if key not in wanted]

    def note(self, plan: Plan) -> None:
        """Note every item whose id the bundle itself has."""
        for item in plan.items:
            if item.key in plan.known:
                self.write(item, digest(item.body), plan.known[item.key])

    def _all(self) -> list[tuple[str, str, Sent]]:
        return [(role, name, sent) for role, items in self._pushed.items.items() for name, sent in items.items()]

    def write(self, item: Item, fingerprint: str, id_: str | None) -> None:
        """Note that the item is about to be created (no id yet), or is there under this id."""
        self._pushed.items.setdefault(item.kind.role, {})[item.name] = Sent(id=id_, digest=fingerprint, at=now())
        text = self._pushed.model_dump_json(indent=2, exclude_none=True) + "\n"
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=self._path.parent, prefix=f".{NAME}.", delete=False
        ) as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        Path(new.name).replace(self._path)
