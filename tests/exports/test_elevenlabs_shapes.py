"""The shapes know every field and value that the official Python SDK's types have, kind by kind."""

import inspect
import types
from collections.abc import Iterator
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin

from elevenlabs.conversational_ai.tests.types import TestsCreateRequestBody as CreateTestBody
from elevenlabs.types import (
    AgentPlatformSettingsRequestModel,
    AgentWorkflowRequestModel,
    ConversationalConfig,
    ToolRequestModel,
)
from pydantic import BaseModel

from parley.exports.platforms.elevenlabs.shapes import tests
from parley.exports.platforms.elevenlabs.shapes.agent import AgentBody
from parley.exports.platforms.elevenlabs.shapes.tools import Tool

TELLING = ("type", "system_tool_type", "source", "preference")


def members(kind: Any) -> list[Any]:
    """The kinds that a union is made of."""
    if get_origin(kind) is Annotated:
        return members(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return [one for inner in get_args(kind) for one in members(inner)]
    return [] if isinstance(kind, ForwardRef) else [kind]


def is_model(kind: Any) -> bool:
    return inspect.isclass(kind) and get_origin(kind) is None and issubclass(kind, BaseModel)


def models(kind: Any) -> list[type[BaseModel]]:
    return [one for one in members(kind) if is_model(one)]


def literals(kind: Any) -> set[Any]:
    return {value for one in members(kind) if get_origin(one) is Literal for value in get_args(one)}


def wire(name: str, field: Any) -> str:
    aliases = [one.alias for one in field.metadata if type(one).__name__ == "FieldMetadata"]
    return str(field.alias or next(iter(aliases), name))


def told(model: type[BaseModel]) -> dict[str, set[Any]]:
    """The values by which a member of a union is known."""
    return {name: literals(model.model_fields[name].annotation) for name in TELLING if name in model.model_fields}


def closest(theirs: type[BaseModel], ours: list[type[BaseModel]]) -> type[BaseModel] | None:
    """The shape of the same kind that has most of its fields."""
    known = told(theirs)
    names = {wire(name, field) for name, field in theirs.model_fields.items()}

    def is_it(shape: type[BaseModel]) -> bool:
        return all(not values or values & known.get(name, values) for name, values in told(shape).items())

    return max(filter(is_it, ours), key=lambda shape: len(names & shape.model_fields.keys()), default=None)


def lacking(theirs: Any, ours: Any, seen: set[Any]) -> Iterator[str]:
    """What the SDK's kind has and the shape has not."""
    held = [one for one in members(ours) if get_origin(one) in (list, dict)]
    for one in members(theirs):
        for other in held if inspect.isclass(get_origin(one)) else ():
            yield from lacking(get_args(one)[-1], get_args(other)[-1], seen)
    if literals(ours):
        yield from map(str, literals(theirs) - literals(ours))
    for model in models(theirs) if models(ours) else ():
        shape = closest(model, models(ours))
        if shape is None:
            yield f"{model.__name__}: no shape"
        elif (model, shape) not in seen:
            seen.add((model, shape))
            yield from lacking_fields(model, shape, seen)


def lacking_fields(model: type[BaseModel], shape: type[BaseModel], seen: set[Any]) -> Iterator[str]:
    shape.model_rebuild()
    ours = {field.alias or name: field for name, field in shape.model_fields.items()}
    for name, field in model.model_fields.items():
        key = wire(name, field)
        if key in ours:
            yield from lacking(field.annotation, ours[key].annotation, seen)
        elif not (model.__name__.endswith(("_Mcp", "_Smb")) and key == "value"):
            yield f"{model.__name__}.{key} is not in {shape.__name__}"


def test_every_field_of_the_sdk_has_a_place_in_the_shapes() -> None:
    AgentBody.model_rebuild()
    body = AgentBody.model_fields
    pairs = [
        (ConversationalConfig, body["conversation_config"].annotation),
        (AgentPlatformSettingsRequestModel, body["platform_settings"].annotation),
        (AgentWorkflowRequestModel, body["workflow"].annotation),
        (ToolRequestModel, Tool),
        (CreateTestBody, tests.ReplyTest | tests.CallTest | tests.SimulationTest),
    ]
    seen: set[Any] = set()
    assert [fault for theirs, ours in pairs for fault in lacking(theirs, ours, seen)] == []
    assert len(seen) > 200
