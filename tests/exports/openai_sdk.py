"""Judges OpenAI Realtime bundles by the types of the official SDK; fields of the beta are unknown there."""

import json
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from openai.types.realtime import (
    ClientSecretCreateParams,
    RealtimeSessionCreateRequest,
    ResponseCreateEvent,
    SessionUpdateEvent,
)
from openai.types.realtime.call_accept_params import CallAcceptParams

from tests.exports.conforming import faults


def bundle_faults(files: Mapping[str, str]) -> list[str]:
    """What the session's three ways in, and the greeting's event, have no place for."""
    session = json.loads(files["session.json"])
    found = faults(session, RealtimeSessionCreateRequest, "session")
    found += faults(session, CallAcceptParams, "accept")
    found += faults({"session": session}, ClientSecretCreateParams, "secret")
    found += faults({"type": "session.update", "session": session}, SessionUpdateEvent, "update")
    if "greeting.json" in files:
        found += faults(json.loads(files["greeting.json"]), ResponseCreateEvent, "greeting")
    return found + [fault for tool in session.get("tools", []) for fault in _schema_faults(tool)]


def _schema_faults(tool: Any) -> list[str]:
    try:
        Draft202012Validator.check_schema(tool.get("parameters", {}) if isinstance(tool, dict) else {})
    except SchemaError as fault:
        return [f"{tool.get('name')}: {fault.message}"]
    return []
