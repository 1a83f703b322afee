"""Values as keys of a small cache by what they are made of: records that are the very same objects.

A record is immutable but costs as much to compare as to work on. Within a turn the same few are asked about again.
"""

from operator import is_
from typing import Generic, TypeVar

from parley.core.text import Record

T = TypeVar("T")


class Same(Generic[T]):
    """A value, equal to others while all the records it is made of are the same objects; it keeps them alive."""

    __slots__ = ("_hash", "_records", "value")

    def __init__(self, value: T, *records: Record) -> None:
        self.value = value
        self._records = records
        self._hash = hash(tuple(map(id, records)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Same) or len(self._records) != len(other._records):
            return False
        return all(map(is_, self._records, other._records))
