"""From a model's text to a typed value: plain JSON schemas out, tolerant reading back in."""

import re
from typing import Any

import orjson
from pydantic import BaseModel, ValidationError

from parley.llm.schemas import Shape

MAX_TEXT = 60_000
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n?(.*?)```", re.DOTALL)
_NOISE = frozenset({"title", "default", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format"})


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a flat type in the subset every server takes: references inlined, every property required,
    no others allowed, no length limits (our own types check those).
    """
    full = shape.model_json_schema()
    plain: dict[str, Any] = _plain(full, full.get("$defs", {}))
    return plain


def _plain(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_plain(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _plain(definitions[node["$ref"].rpartition("/")[2]], definitions)
    if "properties" not in node:
        return {key: _plain(value, definitions) for key, value in node.items() if key not in _NOISE}
    properties = {name: _plain(value, definitions) for name, value in node["properties"].items()}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def read(text: str, shape: type[Shape]) -> Shape:
    """The value in `text`. ValueError says in one line what is wrong, never repeating the text."""
    found = parse(text)
    try:
        return shape.model_validate(found)
    except ValidationError as error:
        places = (".".join(str(part) for part in item["loc"]) + ": " + item["msg"] for item in error.errors())
        raise ValueError("the JSON has the wrong shape: " + "; ".join(list(places)[:5])) from error


def parse(text: str) -> dict[str, Any]:
    """The JSON object in `text`, be it bare, fenced, after a `<think>` block, or between prose. ValueError: none."""
    if len(text) > MAX_TEXT:
        raise ValueError(f"the answer is longer than {MAX_TEXT} characters")
    text = text.rpartition("</think>")[2].strip()
    if not text:
        raise ValueError("the answer is empty")
    for candidate in _candidates(text):
        try:
            found = orjson.loads(candidate)
        except orjson.JSONDecodeError:
            continue
        if isinstance(found, dict):
            return found
    raise ValueError("the answer is not one JSON object")


def _candidates(text: str) -> list[str]:
    fenced = [match.group(1) for match in _FENCE.finditer(text)][:3]
    start, end = text.find("{"), text.rfind("}")
    return [text, *fenced, text[start : end + 1] if 0 <= start < end else ""]
