"""A unit of work as data: what one transaction writes, and its SQL for both databases.

Conditions compare for equality (None is NULL), `Below` or `Above`, which is all that durable turns need. A unit's guard
must match exactly one row, or nothing of the unit happens.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase


class GuardMissed(Exception):
    """A unit's guard did not match exactly one row; nothing of the unit was written."""


class Duplicate(Exception):
    """A unit breaks a unique or foreign key; nothing of it was written."""


_POSTGRES = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its dialects' constructors untyped


@dataclass(frozen=True, slots=True)
class Below:
    """In a condition: less than, instead of equal to."""

    value: Any


@dataclass(frozen=True, slots=True)
class Above:
    """In a condition: greater than, instead of equal to."""

    value: Any


@dataclass(frozen=True, slots=True)
class Insert:
    """One new row."""

    model: type[DeclarativeBase]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """New values for the rows that match."""

    model: type[DeclarativeBase]
    where: Mapping[str, Any]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delete:
    """The rows that match go."""

    model: type[DeclarativeBase]
    where: Mapping[str, Any]
    values: Mapping[str, Any] = field(default_factory=dict)


Statement = Insert | Update | Delete


@dataclass(frozen=True, slots=True)
class Find:
    """The named columns of the rows that match, in no order: what a turn must know before it can write."""

    model: type[DeclarativeBase]
    names: tuple[str, ...]
    where: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """Everything one transaction writes, in order. No two statements may touch the same row.

    `is_provisional`: nothing is promised of it until a later unit is written, so nobody need wait until it is on disk.
    """

    statements: tuple[Statement, ...]
    guard: Update | None = None
    is_provisional: bool = False

    @property
    def all(self) -> tuple[Statement, ...]:
        """The guard first, then the rest."""
        return self.statements if self.guard is None else (self.guard, *self.statements)


Shape = tuple[type[Statement | Find], type[DeclarativeBase], tuple[str, ...], tuple[tuple[str, str], ...]]


def _shape(statement: Statement | Find) -> Shape:
    """All that the SQL depends on: the statement without its values."""
    where = {} if isinstance(statement, Insert) else statement.where
    tests = tuple((name, _comparison(value)) for name, value in where.items())
    names = statement.names if isinstance(statement, Find) else tuple(statement.values)
    return type(statement), statement.model, names, tests


def _comparison(value: Any) -> str:
    if value is None:
        return " IS NULL"
    if isinstance(value, Above):
        return " > "
    return " < " if isinstance(value, Below) else " = "


def _tests(where: tuple[tuple[str, str], ...], mark: Callable[[str], str]) -> list[str]:
    return [name + compare + ("" if compare == " IS NULL" else mark(name)) for name, compare in where]


def parameters(statement: Statement | Find) -> list[Any]:
    """The values in the order in which the statement's SQL names them: new values, then conditions."""
    values = [] if isinstance(statement, Find) else list(statement.values.values())
    if not isinstance(statement, Insert):
        tested = (value for value in statement.where.values() if value is not None)
        values += (value.value if isinstance(value, Below | Above) else value for value in tested)
    return values


def sqlite_sql(statement: Statement | Find) -> str:
    """The statement with `?` marks."""
    return _sqlite(_shape(statement))


@lru_cache(maxsize=512)
def _sqlite(shape: Shape) -> str:
    kind, model, names, where = shape
    table = model.__tablename__
    conditions = " AND ".join(_tests(where, lambda _: "?"))
    if kind is Insert:
        return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - names are ours
    if kind is Update:
        return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE {conditions}"  # noqa: S608 - names are ours
    if kind is Find:
        return f"SELECT {', '.join(names)} FROM {table} WHERE {conditions}"  # noqa: S608 - names are ours
    return f"DELETE FROM {table} WHERE {conditions}"  # noqa: S608 - names are ours


def postgres_find(find: Find) -> str:
    """The query with numbered marks."""
    return _postgres_find(_shape(find))


@lru_cache(maxsize=512)
def _postgres_find(shape: Shape) -> str:
    _, model, names, where = shape
    numbers = count(1)
    columns: Any = model.__table__.c
    tests = _tests(where, lambda name: f"${next(numbers)}::{_type_name(columns[name])}")
    return f"SELECT {', '.join(names)} FROM {model.__tablename__} WHERE {' AND '.join(tests)}"  # noqa: S608 - names are ours


def postgres_sql(unit: Unit) -> str:
    """The whole unit as one statement: a chain of data-modifying CTEs; selects how many rows the guard matched."""
    return _postgres(tuple(map(_shape, unit.all)), unit.guard is not None, unit.is_provisional)


@lru_cache(maxsize=512)
def _postgres(shapes: tuple[Shape, ...], is_guarded: bool, is_provisional: bool) -> str:
    numbers = count(1)
    parts = []
    for index, (kind, model, names, where) in enumerate(shapes):
        table, columns = model.__tablename__, model.__table__.c

        def mark(name: str, columns: Any = columns) -> str:
            return f"${next(numbers)}::{_type_name(columns[name])}"

        marks = [mark(name) for name in names]
        tests = _tests(where, mark)
        if is_guarded and index > 0:
            tests.append("EXISTS (SELECT 1 FROM s0)")
        condition = " WHERE " + " AND ".join(tests) if tests else ""
        if kind is Insert:
            body = f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(marks)}{condition}"
        elif kind is Update:
            sets = ", ".join(f"{name} = {value}" for name, value in zip(names, marks, strict=True))
            body = f"UPDATE {table} SET {sets}{condition}"  # noqa: S608 - names are ours
        else:
            body = f"DELETE FROM {table}{condition}"  # noqa: S608 - names are ours
        parts.append(f"s{index} AS ({body} RETURNING 1)")
    lazily = ", set_config('synchronous_commit', 'off', true)" if is_provisional else ""
    return f"WITH {', '.join(parts)} SELECT count(*){lazily} FROM s0"  # noqa: S608 - names are ours


def _type_name(column: Column[Any]) -> str:
    return column.type.compile(dialect=_POSTGRES)
