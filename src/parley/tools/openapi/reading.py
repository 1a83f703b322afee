"""Bytes to a document's plain JSON value, JSON or YAML, within bounds of size, depth and count."""

from typing import Any, Final

import orjson

from parley.core.errors import TooLarge
from parley.tools.openapi import yaml_events
from parley.tools.openapi.faults import DocumentFault, fault

MAX_CONTAINERS: Final = 1_000_000
"""Objects and arrays in a JSON text: the parser takes up to a hundred times their characters in memory."""


def read(content: bytes | str, *, max_bytes: int) -> dict[str, Any]:
    """The document's root object. TooLarge, or a DocumentFault that names the line."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > max_bytes:
        raise TooLarge(f"The document is larger than {max_bytes:,} bytes (OPENAPI_MAX_BYTES).", max_bytes=max_bytes)
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    root = parse_json(raw) if raw.lstrip()[:1] in {b"{", b"["} else _yaml(raw)
    if not isinstance(root, dict):
        raise fault((), "an object is needed, with openapi or swagger in it")
    return root


def parse_json(raw: bytes) -> Any:
    """A JSON text's value. TooLarge when it holds too many objects, a DocumentFault when it is no JSON."""
    if raw.count(b"{") + raw.count(b"[") > MAX_CONTAINERS or raw.count(b",") > 4 * MAX_CONTAINERS:
        raise TooLarge(f"The document holds more than {MAX_CONTAINERS:,} objects and arrays, or too many values.")
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        line = error.lineno
        raise DocumentFault(f"The document is not JSON from line {line}, column {error.colno}.", line=line) from error


def _yaml(raw: bytes) -> Any:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentFault(f"The document is not UTF-8 text at line {line}.", line=line) from error
    return yaml_events.load(text)
