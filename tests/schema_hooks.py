"""Schemathesis sends each Idempotency-Key once, as clients do: with another body the same key is 422 by contract."""

import uuid
from typing import Any

import schemathesis


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    if case.meta is None or case.meta.generation.mode.is_positive:
        for name in list(case.headers or ()):
            if name.lower() == "idempotency-key":
                case.headers[name] = f"{uuid.uuid4()}"
