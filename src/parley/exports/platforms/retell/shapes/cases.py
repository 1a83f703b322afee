"""The body of "create test case definition": a simulated caller, what is judged, and what tools answer."""

from typing import Annotated, Any, Literal

from pydantic import Field

from parley.exports.platforms.retell.shapes.agent import FlowEngine, RetellLlmEngine
from parley.exports.platforms.retell.shapes.common import ABSENT, Id, Texts
from parley.exports.platforms.retell.shapes.words import Model
from parley.exports.shaped import Shape


class AnyCall(Shape):
    """Every call of the tool."""

    type: Literal["any"]


class CallsWith(Shape):
    """Calls with these arguments among theirs."""

    type: Literal["partial_match"]
    args: dict[str, Any]


class Mock(Shape):
    """What a tool answers."""

    tool_name: Id
    input_match_rule: Annotated[AnyCall | CallsWith, Field(discriminator="type")]
    output: str
    result: bool | None = None


class Case(Shape):
    """A test case."""

    name: Id
    user_prompt: Id
    metrics: list[Id]
    response_engine: Annotated[RetellLlmEngine | FlowEngine, Field(discriminator="type")]
    dynamic_variables: Texts = ABSENT
    llm_model: Model = ABSENT
    tool_mocks: list[Mock] = ABSENT
