"""Judges JSON by the OpenAPI document inside the vendor's CLI, with unknown keys refused everywhere."""

import re
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

DANGLING = {
    "DynamicVariablesConfig-Input": "DynamicVariablesConfig",
    "DynamicVariablesConfig-Output": "DynamicVariablesConfig",
}
"""References that the document does not define, and the schema that they can only mean."""


class Document:
    """The document, closed: an object with named properties has no others unless it says so."""

    def __init__(self, raw: dict[str, Any]) -> None:
        schemas = raw["components"]["schemas"]
        for missing, meant in DANGLING.items():
            schemas.setdefault(missing, schemas[meant])
        self.tree = _closed(raw)

    @cached_property
    def registry(self) -> Registry[Any]:
        return Registry().with_resource("urn:cli", DRAFT202012.create_resource(self.tree))

    def faults(self, method: str, path: str, body: Any) -> list[str]:
        """Why the body is refused by the operation that a request to `path` meets; empty when it is accepted."""
        template = next((one for one in self.tree["paths"] if _matches(one, path, method, self.tree)), None)
        if template is None:
            return [f"{method} {path}: no such operation"]
        escaped = template.replace("~", "~0").replace("/", "~1")
        pointer = f"urn:cli#/paths/{escaped}/{method.lower()}/requestBody/content/application~1json/schema"
        return [_told(error) for error in self._validator(pointer).iter_errors(body)]

    def _validator(self, pointer: str) -> Draft202012Validator:
        return Draft202012Validator({"$ref": pointer}, registry=self.registry)


def _matches(template: str, path: str, method: str, tree: dict[str, Any]) -> bool:
    pattern = re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(template))
    return bool(re.fullmatch(pattern, path)) and method.lower() in tree["paths"][template]


def _closed(node: Any) -> Any:
    if isinstance(node, list):
        return [_closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _closed(value) for key, value in node.items() if key not in {"examples", "example"}}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        found.setdefault("additionalProperties", False)
    return found


def _told(error: Any) -> str:
    deepest = best_match([error]) or error
    return f"{deepest.json_path}: {deepest.message[:400]}"
