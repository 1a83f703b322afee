"""What a push sends, as data: the items of a bundle in calling order, and where each refers to another.

Pure: nothing here calls, reads or writes. A platform's `push.py` makes the plan, `service.py` carries it out.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from parley.core.errors import InvalidInput

Json = dict[str, Any]
Ids = Mapping[tuple[str, str], str]
"""What the platform calls an item, by its role and name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Where a platform keeps the items of a role.

    Paths have `{id}` in them; `listing` may have a query, and `{llm}` in it for the id of the item called llm in the
    role llm. `name_key` is None where items have no name there. `fixed` are fields that only a create call takes.
    """

    role: str
    create: str
    one: str
    update: tuple[str, str]
    listing: str
    id_key: str = "id"
    name_key: str | None = "name"
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reference:
    """Stands in a body for the id of an item that is pushed before; one that is optional may stay unknown."""

    role: str
    name: str
    is_optional: bool = False


class Sealed(str):
    """A text with secrets filled in; `shown` is the same text with their places instead."""

    __slots__ = ("shown",)
    shown: str

    def __new__(cls, value: str, shown: str) -> "Sealed":
        made = super().__new__(cls, value)
        made.shown = shown
        return made


@dataclass(frozen=True, slots=True)
class Item:
    """A body to send, its name among those of its role, and the file it is from."""

    kind: Kind
    name: str
    path: str
    body: Json

    @property
    def key(self) -> tuple[str, str]:
        """What others refer to it by."""
        return self.kind.role, self.name


@dataclass(frozen=True, slots=True)
class Lookup:
    """Items that must be there already, found by their names in a list."""

    role: str
    listing: str
    wanted: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a push sends. `open` says what a person has still to give; `notes` what else is good to know.

    `known` are ids that the bundle itself has. `hidden` are texts that no message may repeat.
    """

    items: tuple[Item, ...]
    open: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    known: Ids = field(default_factory=dict)
    hidden: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Door:
    """How the platform's API is reached: the settings that hold its address and key, and the header for the key."""

    address: str
    key: str
    header: str = "Authorization"
    lead: str = "Bearer "


@dataclass(frozen=True, slots=True)
class Push:
    """What a platform knows of pushing: `plan` makes of files and of the environment what is sent, in its order.

    `open_rules` are the rules of its linter that tell what a person has still to fill in. `next_page` is the query for
    what follows in a list, None at its end. `script` is a module that does the sending itself, with the vendor's tool.
    """

    door: Door
    plan: Callable[[Mapping[str, str], Mapping[str, str]], Plan]
    open_rules: frozenset[str]
    next_page: Callable[[Any], Mapping[str, str] | None]
    script: str | None = None


def ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items, if each refers only to those before it; InvalidInput names one that does not."""
    made = tuple(items)
    known: set[tuple[str, str]] = set()
    mine = {item.key for item in made}
    for item in made:
        for one in references(item.body):
            if (one.role, one.name) in mine - known:
                raise InvalidInput(
                    f"{item.path} refers to {one.role} {one.name}, which can only be created after it;"
                    " push it without that reference first, then put it in on the platform."
                )
        known.add(item.key)
    return made


def references(tree: Any) -> Iterator[Reference]:
    """Every reference below a value."""
    match tree:
        case Reference():
            yield tree
        case dict() | list():
            for value in tree.values() if isinstance(tree, dict) else tree:
                yield from references(value)


def resolved(tree: Any, ids: Ids) -> Any:
    """The JSON value with ids in the places of references; what is optional and unknown is left out."""
    match tree:
        case Reference():
            return ids.get((tree.role, tree.name), "")
        case dict():
            return {key: resolved(value, ids) for key, value in tree.items() if not _is_lacking(value, ids)}
        case list():
            return [resolved(value, ids) for value in tree if not _is_lacking(value, ids)]
    return tree


def _is_lacking(value: Any, ids: Ids) -> bool:
    return isinstance(value, Reference) and value.is_optional and (value.role, value.name) not in ids


def digest(tree: Any) -> str:
    """The fingerprint of what was sent, its secrets not in it."""
    return hashlib.sha256(orjson.dumps(_unsealed(tree), option=orjson.OPT_SORT_KEYS)).hexdigest()


def _unsealed(tree: Any) -> Any:
    match tree:
        case Sealed():
            return tree.shown
        case dict():
            return {key: _unsealed(value) for key, value in tree.items()}
        case list():
            return [_unsealed(value) for value in tree]
    return tree
