"""Schemas as far as a tool needs them: references followed, allOf merged, one alternative taken, null left out.

Bounded by a budget of steps for each operation, so that no schema, however it refers to itself, takes long.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from parley.agents.schemas import ParameterType
from parley.tools.openapi.document import Document, Node
from parley.tools.openapi.faults import Pointer, fault

_STEPS = 4_000
_DEPTH = 24
_TYPES = {
    "string": ParameterType.STRING,
    "integer": ParameterType.INTEGER,
    "number": ParameterType.NUMBER,
    "boolean": ParameterType.BOOLEAN,
}


@dataclass(slots=True)
class Shape:
    """A schema, merged. `facts` are its plain keywords; `kind` is "object", "array", "file" or a scalar's name.

    Of alternatives an object is taken first, as an item of a list the first that is none.
    """

    pointer: Pointer
    is_item: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, tuple[Any, Pointer]] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        if self.facts.get("format") == "binary" or self.facts.get("type") == "file":
            return "file"
        said = self.facts.get("type")
        for name in said if isinstance(said, list) else [said]:
            if isinstance(name, str) and name != "null":
                return name
        if self.properties:
            return "object"
        if "items" in self.facts:
            return "array"
        return ParameterType.of(next(iter(self.choices), "")).value

    @property
    def choices(self) -> list[Any]:
        """The values allowed, null left out; one where it is fixed, none where anything goes."""
        if "const" in self.facts:
            return [self.facts["const"]]
        listed = self.facts.get("enum")
        return [value for value in listed if value is not None] if isinstance(listed, list) else []

    @property
    def scalar(self) -> ParameterType | None:
        return _TYPES.get(self.kind)


class Shapes:
    """Reads the schemas of one operation."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._steps = 0

    def read(self, node: object, pointer: Pointer) -> Shape:
        """The merged shape of a schema; what it contains is not looked at yet."""
        return self._read(Shape(pointer), node)

    def items(self, shape: Shape) -> Shape:
        """What an array holds."""
        return self._read(Shape((*shape.pointer, "items"), is_item=True), shape.facts.get("items", {}))

    def _read(self, shape: Shape, node: object) -> Shape:
        self._merge(shape, node, shape.pointer, ())
        return shape

    def _merge(self, shape: Shape, node: object, pointer: Pointer, above: tuple[int, ...]) -> None:
        self._steps += 1
        if self._steps > _STEPS or len(above) > _DEPTH:
            raise fault(pointer, "its schema is too large or too deep to make a tool of")
        if node is True:
            return
        found, place = self._document.object_at(node, pointer)
        if id(found) in above:
            raise fault(place, "the schema contains itself by allOf, oneOf or anyOf")
        above = (*above, id(found))
        if isinstance(node, dict) and found is not node:
            self._take(shape, {"description": node["description"]} if "description" in node else {}, pointer)
        self._take(shape, found, place)
        for part, where in _parts(found, place):
            self._merge(shape, part, where, above)
        for word in ("oneOf", "anyOf"):
            if (chosen := self._alternative(found, (*place, word), shape.is_item)) is not None:
                self._merge(shape, *chosen, above)

    def _take(self, shape: Shape, found: Node, place: Pointer) -> None:
        """A schema's own keywords; what was said nearer to the outside stays."""
        properties, required = found.get("properties", {}), found.get("required")
        if not isinstance(properties, dict):
            raise fault((*place, "properties"), "an object of schemas is needed")
        for name, held in properties.items():
            shape.properties.setdefault(name, (held, (*place, "properties", name)))
        if isinstance(required, list):
            shape.required.update(name for name in required if isinstance(name, str))
        for word, value in found.items():
            if word not in {"properties", "required", "allOf", "oneOf", "anyOf", "$ref"}:
                shape.facts.setdefault(word, value)

    def _alternative(self, found: Node, place: Pointer, is_item: bool) -> tuple[object, Pointer] | None:
        """The first alternative that is an object (for an item: that is none), else the first that is not null."""
        options = found.get(place[-1])
        if not isinstance(options, list):
            return None
        first: tuple[object, Pointer] | None = None
        for index, option in enumerate(options[:20]):
            pointer = (*place, str(index))
            target, _ = self._document.resolve(option, pointer)
            if not isinstance(target, dict) or target.get("type") == "null":
                continue
            first = first or (option, pointer)
            if (target.get("type") == "object" or "properties" in target) is not is_item:
                return option, pointer
        return first


def _parts(found: Node, place: Pointer) -> Iterator[tuple[object, Pointer]]:
    parts = found.get("allOf", [])
    if not isinstance(parts, list):
        raise fault((*place, "allOf"), "a list of schemas is needed")
    for index, part in enumerate(parts):
        yield part, (*place, "allOf", str(index))
