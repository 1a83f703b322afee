"""Judges JSON by the types of the official Python SDK, more strictly than the SDK itself.

Its models allow any further key and its enumerations any other value; here neither passes.
"""

import inspect
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from elevenlabs.conversational_ai.tests.types import TestsCreateRequestBody as CreateTestBody
from elevenlabs.types import (
    AgentPlatformSettingsRequestModel,
    AgentWorkflowRequestModel,
    ConversationalConfig,
    ToolRequestModel,
)
from pydantic import BaseModel

AGENT_PARTS: dict[str, Any] = {
    "name": str,
    "conversation_config": ConversationalConfig,
    "platform_settings": AgentPlatformSettingsRequestModel,
    "workflow": AgentWorkflowRequestModel,
}


def agent_faults(config: dict[str, Any]) -> list[str]:
    """What the SDK has no place for in an agent's config."""
    unknown = [f"{key}: unknown" for key in config if key not in AGENT_PARTS]
    return unknown + [
        fault for key, kind in AGENT_PARTS.items() if key in config for fault in faults(config[key], kind, key)
    ]


def tool_faults(config: dict[str, Any]) -> list[str]:
    """What the SDK has no place for in a tool's config."""
    return faults({"tool_config": config}, ToolRequestModel, "")


def test_faults(config: dict[str, Any]) -> list[str]:
    """What the SDK has no place for in a test's config."""
    return faults(config, CreateTestBody, "")


test_faults.__test__ = False  # type: ignore[attr-defined]  # its name is no test's


def faults(value: Any, kind: Any, path: str) -> list[str]:
    """Every place where `value` is not exactly a `kind`; empty when it is."""
    origin = get_origin(kind)
    if origin is Annotated:
        return faults(value, get_args(kind)[0], path)
    if origin is Union:
        return _union(value, list(get_args(kind)), path)
    if origin is Literal:
        return [] if value in get_args(kind) else [f"{path}: {value!r} is none of {get_args(kind)}"]
    if inspect.isclass(kind) and issubclass(kind, BaseModel):
        return _model(value, kind, path)
    if isinstance(value, dict) and origin is dict:
        return [fault for key, item in value.items() for fault in faults(item, get_args(kind)[1], f"{path}.{key}")]
    if isinstance(value, list) and origin is list:
        return [fault for at, item in enumerate(value) for fault in faults(item, get_args(kind)[0], f"{path}[{at}]")]
    return [] if _is_plain(value, kind) else [f"{path}: {value!r} is no {kind}"]


def _union(value: Any, kinds: list[Any], path: str) -> list[str]:
    closed = (
        [kind for kind in kinds if kind is not Any] if any(get_origin(kind) is Literal for kind in kinds) else kinds
    )
    return min((faults(value, kind, path) for kind in closed), key=len)


def _model(value: Any, kind: type[BaseModel], path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {kind.__name__}"]
    fields = {_wire_name(name, field): field for name, field in kind.model_fields.items()}
    found = [f"{path}.{key}: not in {kind.__name__}" for key in value if key not in fields]
    found += [f"{path}.{key}: missing" for key, field in fields.items() if field.is_required() and key not in value]
    for key in value.keys() & fields.keys():
        found += faults(value[key], fields[key].annotation, f"{path}.{key}")
    return found


def _wire_name(name: str, field: Any) -> str:
    from_metadata = [one.alias for one in field.metadata if type(one).__name__ == "FieldMetadata"]
    return str(field.alias or next(iter(from_metadata), name))


def _is_plain(value: Any, kind: Any) -> bool:
    if kind is Any:
        return True
    if kind in {None, type(None)}:
        return value is None
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return inspect.isclass(kind) and isinstance(value, kind)
