"""The calls of a message, put together from the fragments they are streamed in."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import orjson

from parley.llm.errors import ModelNonsense
from parley.llm.schemas import Call

MOST = 10


@dataclass(slots=True)
class _Begun:
    place: object
    id: str
    name: str
    arguments: str


class Calls:
    """In the order in which they began. ModelNonsense: more than ten, or arguments that are no JSON object."""

    __slots__ = ("_begun",)

    def __init__(self) -> None:
        self._begun: list[_Begun] = []

    def begin(self, place: object, name: str, call_id: str = "") -> None:
        """A further call; `place` is what its fragments will be known by."""
        if len(self._begun) == MOST:
            raise ModelNonsense(f"more than {MOST} calls at once")
        self._begun.append(_Begun(place, str(call_id), str(name), ""))

    def add(self, place: object, arguments: str) -> None:
        """More of a call's arguments."""
        self._at(place).arguments += arguments

    def fragment(self, place: object, fields: dict[str, Any]) -> None:
        """OpenAI's way: a fragment begins a call, or goes on with that of its place (the last one if it has none).

        Some servers give all calls the same place: then a new id with a name begins another.
        """
        function = fields.get("function") or {}
        name, call_id = function.get("name") or "", fields.get("id") or ""
        begun = self._find(place)
        if begun is None or (name and call_id and begun.id and call_id != begun.id):
            self.begin(place, name, call_id)
        elif name and not begun.name:
            begun.name = name
        arguments = function.get("arguments") or ""
        self.add(place, arguments if isinstance(arguments, str) else orjson.dumps(arguments).decode())

    def made(self) -> tuple[Call, ...]:
        """All of them, each under an id of its own."""
        found: dict[str, Call] = {}
        for begun in self._begun:
            call_id = begun.id if begun.id and begun.id not in found else f"call_{uuid4().hex}"
            found[call_id] = Call(call_id, begun.name, _arguments(begun))
        return tuple(found.values())

    def text(self) -> str:
        """What there is of them, to be counted."""
        return "".join(begun.name + begun.arguments for begun in self._begun)

    def __len__(self) -> int:
        return len(self._begun)

    def _find(self, place: object) -> _Begun | None:
        if place is None:
            return self._begun[-1] if self._begun else None
        return next((begun for begun in reversed(self._begun) if begun.place == place), None)

    def _at(self, place: object) -> _Begun:
        found = self._find(place)
        if found is None:
            raise ModelNonsense("arguments for a call that never began")
        return found


def _arguments(begun: _Begun) -> dict[str, Any]:
    try:
        arguments = orjson.loads(begun.arguments.strip() or "{}")
        orjson.dumps(arguments)  # it reads deeper than it writes, and a call has to be written too
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        arguments = None
    if not isinstance(arguments, dict) or not begun.name:
        raise ModelNonsense("a call has no name, or its arguments are no JSON object", text=begun.arguments[:500])
    return arguments
