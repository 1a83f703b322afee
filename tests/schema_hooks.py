"""What Schemathesis cannot know of the contract: an Idempotency-Key is sent once, and only a purge erases a session.

An agent that is deleted is none that others are to lead to.

With another body the same key is 422 by contract; a session deleted without `purge` stays readable as `abandoned`. An
import takes any object or address for a document, but only one that is an OpenAPI document can be used.
"""

import uuid
from typing import Any

import schemathesis

_DOCUMENT = {"openapi": "3.1.0", "paths": {"/orders": {"get": {"summary": "List orders"}}}}
_KEEPS = {"false", "0", "off", "no", "f", "n"}


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    if case.method.upper() == "DELETE" and case.operation.path == "/api/v1/sessions/{session_id}":
        query = case.query or {}
        if str(query.get("purge", False)).lower() in _KEEPS:
            case.query = {**query, "purge": "true"}
    if case.method.upper() == "DELETE" and case.operation.path == "/api/v1/agents/{agent}":
        case.path_parameters = {**case.path_parameters, "agent": f"{uuid.uuid4()}"}
    if case.meta is not None and not case.meta.generation.mode.is_positive:
        return
    if case.operation.path.endswith("/tools/import") and isinstance(case.body, dict):
        case.body = {"openapi": _DOCUMENT, "wanted": ["list orders"]}
    for name in list(case.headers or ()):
        if name.lower() == "idempotency-key":
            case.headers[name] = f"{uuid.uuid4()}"
