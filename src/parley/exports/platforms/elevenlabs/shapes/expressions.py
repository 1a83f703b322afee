"""Conditions of workflow edges as syntax trees."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.shaped import Shape


class BooleanExpression(Shape):
    type: Literal["boolean_literal"]
    value: bool


class DynamicVariableExpression(Shape):
    type: Literal["dynamic_variable"]
    name: str


class AnswerSchema(Shape):
    type: Literal["boolean", "string", "integer", "number"] | Annotated[list[str], Field(min_length=2, max_length=2)]
    description: Annotated[str, Field(min_length=0)]
    enum: list[str] | None = None


class LLMExpression(Shape):
    type: Literal["llm"]
    prompt: str | None = None
    value_schema: AnswerSchema | None = None


class NullExpression(Shape):
    type: Literal["null_literal"]


class NumberExpression(Shape):
    type: Literal["number_literal"]
    value: float


class StringExpression(Shape):
    type: Literal["string_literal"]
    value: str


class BinaryExpression(Shape):
    type: Literal[
        "add_operator",
        "div_operator",
        "eq_operator",
        "gt_operator",
        "gte_operator",
        "lt_operator",
        "lte_operator",
        "mul_operator",
        "neq_operator",
        "sub_operator",
    ]
    left: "Expression"
    right: "Expression"


class ConditionalExpression(Shape):
    type: Literal["conditional_operator"]
    condition: "Expression"
    trueExpression: "Expression"
    falseExpression: "Expression"


class ListExpression(Shape):
    type: Literal["and_operator", "or_operator"]
    children: Annotated[list["Expression"], Field(min_length=2)]


Expression = Annotated[
    StringExpression
    | NumberExpression
    | BooleanExpression
    | NullExpression
    | LLMExpression
    | DynamicVariableExpression
    | BinaryExpression
    | ListExpression
    | ConditionalExpression,
    Field(discriminator="type"),
]
