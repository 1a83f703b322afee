"""What was sent against what is there, field by field. Fields that a platform adds are its own affair."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parley.exports.push.plan import Sealed
from parley.exports.shaped import Step

_MOST = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where something else is there than was sent, or nothing."""

    at: tuple[Step, ...]
    is_missing: bool


def differences(sent: Any, there: Any, *, trusts_secrets: bool = False) -> tuple[Difference, ...]:
    """Every place whose value is not there as it was sent, the first 50 of them.

    With `trusts_secrets`, any text in a secret's place will do: platforms may show them masked.
    """
    found = []
    for one in _differences(sent, there, trusts_secrets, ()):
        found.append(one)
        if len(found) == _MOST:
            break
    return tuple(found)


def _differences(sent: Any, there: Any, trusts: bool, at: tuple[Step, ...]) -> Iterator[Difference]:
    match sent, there:
        case dict(), dict():
            for key, value in sent.items():
                if key in there:
                    yield from _differences(value, there[key], trusts, (*at, key))
                elif value is not None:
                    yield Difference((*at, key), is_missing=True)
        case list(), list() if len(sent) == len(there):
            for place, pair in enumerate(zip(sent, there, strict=True)):
                yield from _differences(*pair, trusts, (*at, place))
        case _:
            if not _is_equal(sent, there, trusts):
                yield Difference(at, is_missing=False)


def _is_equal(sent: Any, there: Any, trusts: bool) -> bool:
    if trusts and isinstance(sent, Sealed):
        return isinstance(there, str) and there != ""
    return isinstance(sent, bool) == isinstance(there, bool) and bool(sent == there)
