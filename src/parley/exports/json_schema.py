"""The JSON Schema of a tool's arguments as models are given it, and its leaves by dotted names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from parley.exports.shaped import Shape, Step

TypeName = Literal["string", "integer", "number", "boolean", "array", "object", "null"]
Count = Annotated[int, Field(ge=0)]
Schemas = Annotated[list["Schema"], Field(min_length=1)]


class Schema(Shape):
    """A schema of draft 2020-12 in the words that function calling knows; https://json-schema.org/draft/2020-12."""

    type: TypeName | Annotated[list[TypeName], Field(min_length=1)] | None = None
    title: str | None = None
    description: str | None = None
    properties: "dict[str, Schema] | None" = None
    required: list[str] | None = None
    additional_properties: "bool | Schema | None" = Field(None, alias="additionalProperties")
    items: "Schema | None" = None
    prefix_items: Schemas | None = Field(None, alias="prefixItems")
    enum: Annotated[list[Any], Field(min_length=1)] | None = None
    const: Any = None
    default: Any = None
    examples: list[Any] | None = None
    format: str | None = None
    pattern: str | None = None
    min_length: Count | None = Field(None, alias="minLength")
    max_length: Count | None = Field(None, alias="maxLength")
    minimum: float | int | None = None
    maximum: float | int | None = None
    exclusive_minimum: float | int | None = Field(None, alias="exclusiveMinimum")
    exclusive_maximum: float | int | None = Field(None, alias="exclusiveMaximum")
    multiple_of: float | int | None = Field(None, alias="multipleOf")
    min_items: Count | None = Field(None, alias="minItems")
    max_items: Count | None = Field(None, alias="maxItems")
    unique_items: bool | None = Field(None, alias="uniqueItems")
    min_properties: Count | None = Field(None, alias="minProperties")
    max_properties: Count | None = Field(None, alias="maxProperties")
    any_of: Schemas | None = Field(None, alias="anyOf")
    one_of: Schemas | None = Field(None, alias="oneOf")
    all_of: Schemas | None = Field(None, alias="allOf")
    not_: "Schema | None" = Field(None, alias="not")
    ref: str | None = Field(None, alias="$ref")
    defs: "dict[str, Schema] | None" = Field(None, alias="$defs")
    dialect: str | None = Field(None, alias="$schema")


class Arguments(Schema):
    """The schema of a whole call: always an object."""

    type: Literal["object"]
    properties: dict[str, Schema]


@dataclass(frozen=True)
class Node:
    """A schema inside another: where it stands, and its full name ("customer.address", "items[].sku")."""

    name: str
    at: tuple[Step, ...]
    schema: Mapping[str, Any]
    is_required: bool

    @property
    def is_leaf(self) -> bool:
        """Whether it is a value and no group of values."""
        inner = self.schema.get("items") if self.schema.get("type") == "array" else self.schema
        return not (isinstance(inner, dict) and "properties" in inner)


def nodes(schema: Any, name: str = "", at: Sequence[Step] = (), *, is_required: bool = True) -> Iterator[Node]:
    """Every property, however deep; `is_required` holds where all that lead to it are required, too."""
    if not isinstance(schema, dict):
        return
    needed = schema.get("required")
    members = schema.get("properties")
    for key, inner in members.items() if isinstance(members, dict) else ():
        place = (*at, "properties", key)
        if not isinstance(inner, dict):
            continue
        full = f"{name}.{key}" if name else key
        must = is_required and isinstance(needed, list) and key in needed
        yield Node(full, place, inner, must)
        if inner.get("type") == "array":
            yield from nodes(inner.get("items"), f"{full}[]", (*place, "items"), is_required=must)
        else:
            yield from nodes(inner, full, place, is_required=must)


def objects(schema: Any, at: Sequence[Step] = ()) -> Iterator[tuple[tuple[Step, ...], Mapping[str, Any]]]:
    """Every object of a schema with its place, itself first."""
    if isinstance(schema, dict):
        yield tuple(at), schema
    for node in nodes(schema, at=at):
        inner = node.schema.get("items")
        if node.schema.get("type") == "object":
            yield node.at, node.schema
        elif isinstance(inner, dict) and inner.get("type") == "object":
            yield (*node.at, "items"), inner
