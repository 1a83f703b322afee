"""Bodies that fill in every field of a shape, made from its JSON Schema: nothing is left out, each kind comes up."""

import re
from itertools import count
from typing import Any

from pydantic import BaseModel

from parley.exports.platforms.retell.lint import SHAPES
from parley.exports.platforms.retell.roles import PATHS

PATTERNS = {
    r"^https?://": "https://api.example.com/v1",
    r"^(https?://|\{\{)\S+$": "https://api.example.com/v1",
    r"^wss?://\S+$": "wss://llm.example.com",
    r"^[0-9#*]$": "#",
    r"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$": "Europe/Berlin",
}
_DEEPEST = 3
"""So often a shape may stand in itself."""


class Specimens:
    """Makes values; `turn` chooses among the kinds where only one has a place."""

    def __init__(self, shape: type[BaseModel], turn: int) -> None:
        self.schema = shape.model_json_schema(by_alias=True)
        self.turn = turn
        self.names = count(1)
        self.seen: set[tuple[str, str]] = set()

    def made(self) -> Any:
        return self._value(self.schema, [])

    def _value(self, schema: Any, within: list[str]) -> Any:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self._object(name, self.schema["$defs"][name], [*within, name])
        for word in ("oneOf", "anyOf"):
            if word in schema:
                options = [one for one in schema[word] if one.get("type") != "null"]
                return self._value(options[self.turn % len(options)], within)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][self.turn % len(schema["enum"])]
        return self._plain(schema, within)

    def _plain(self, schema: Any, within: list[str]) -> Any:
        match schema.get("type"):
            case "object" if "properties" in schema:
                return self._object(schema.get("title", ""), schema, within)
            case "object":
                inner = schema.get("additionalProperties")
                key = "X-Key" if "propertyNames" in schema or "patternProperties" in schema else "key"
                pattern = next(iter(schema.get("patternProperties", {}).values()), None)
                return {key: self._value(pattern or (inner if isinstance(inner, dict) else {}), within)}
            case "array":
                options = schema["items"].get("oneOf") or schema["items"].get("anyOf") or [schema["items"]]
                return [self._value(one, within) for one in options if one.get("type") != "null"]
            case "integer" | "number":
                return max(
                    schema.get("minimum", 0),
                    schema.get("exclusiveMinimum", 0) + 1 if "exclusiveMinimum" in schema else 0,
                )
            case "boolean":
                return self.turn % 2 == 0
            case "string":
                return self._text(schema)
        return "any"

    def _text(self, schema: Any) -> str:
        pattern = schema.get("pattern", "")
        known = PATTERNS.get(pattern)
        if known or not pattern:
            return known or f"text_{next(self.names)}"
        return next(one for one in (f"name_{next(self.names)}", "+15550123456") if re.match(pattern, one))

    def _object(self, name: str, schema: Any, within: list[str]) -> Any:
        found = {}
        for key, inner in schema.get("properties", {}).items():
            if within.count(name) <= _DEEPEST and not (
                within.count(name) > 1 and '"$ref": "#/$defs/Value"' in str(inner)
            ):
                self.seen.add((name, key))
                found[key] = self._value(inner, within)
        return found if "properties" in schema else self._value({"type": "object", **schema}, within)


def bundle(*roles: str, turn: int) -> dict[str, Any]:
    """A Retell bundle whose bodies have every field that their shapes have."""
    bodies = {path: Specimens(SHAPES[role], turn).made() for path, role in PATHS.items() if role in roles}
    return bodies | {"tests/one.json": Specimens(SHAPES["test"], turn).made() | {"name": "One"}}
