"""Schemas of what a tool is called with, checks of single arguments in tests, and what takes an argument's place."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, JsonValue, Tag

from parley.exports.shaped import Shape


class AllowedValues(Shape):
    dynamic_variable: Annotated[str, Field(min_length=1)]


class LiteralSchema(Shape):
    type: Literal["boolean", "string", "integer", "number"] | Annotated[list[str], Field(min_length=2, max_length=2)]
    description: str | None = None
    enum: list[str] | None = None
    is_system_provided: bool | None = None
    dynamic_variable: str | None = None
    allowed_values: AllowedValues | None = None
    allowed_values_dynamic_variable: str | None = None
    constant_value: str | int | float | bool | None = None
    is_omitted: bool | None = None


class ArraySchema(Shape):
    property_kind: Literal["array", "object"] | None = None
    description: str | None = None
    dynamic_variable: str | None = None
    constant_value: list[JsonValue] | None = None
    is_omitted: bool | None = None
    type: Literal["array"]
    items: "AnySchema"


class RequiredConstraint(Shape):
    required: list[str]


class RequiredConstraints(Shape):
    any_of: list[RequiredConstraint] | None = None
    all_of: list[RequiredConstraint] | None = None


class ObjectSchema(Shape):
    property_kind: Literal["array", "object"] | None = None
    description: str | None = None
    dynamic_variable: str | None = None
    constant_value: dict[str, JsonValue] | None = None
    is_omitted: bool | None = None
    type: Literal["object"]
    required: list[str] | None = None
    properties: dict[str, "AnySchema"] | None = None
    required_constraints: RequiredConstraints | None = None


class QuerySchema(Shape):
    properties: dict[str, LiteralSchema]
    required: list[str] | None = None


class ExactCheck(Shape):
    type: Literal["exact"]
    expected_value: str


class JudgedCheck(Shape):
    type: Literal["llm"]
    description: str


class AnythingCheck(Shape):
    type: Literal["anything"]


class PatternCheck(Shape):
    type: Literal["regex"]
    pattern: str


class ParameterCheck(Shape):
    eval: Annotated[JudgedCheck | PatternCheck | ExactCheck | AnythingCheck, Field(discriminator="type")]
    path: str


class ConstantSchemaOverride(Shape):
    source: Literal["constant"]
    constant_value: str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None


class DynamicVariableSchemaOverride(Shape):
    source: Literal["dynamic_variable"]
    dynamic_variable: Annotated[str, Field(min_length=1)]


class LLMSchemaOverride(Shape):
    source: Literal["llm"]
    prompt: str | None = None


class OmitSchemaOverride(Shape):
    source: Literal["omit"]


SchemaOverride = Annotated[
    ConstantSchemaOverride | DynamicVariableSchemaOverride | LLMSchemaOverride | OmitSchemaOverride,
    Field(discriminator="source"),
]


def _schema_kind(value: Any) -> str:
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if kind in ("object", "array") else "literal"


AnySchema = Annotated[
    Annotated[LiteralSchema, Tag("literal")]
    | Annotated["ObjectSchema", Tag("object")]
    | Annotated["ArraySchema", Tag("array")],
    Discriminator(_schema_kind),
]
