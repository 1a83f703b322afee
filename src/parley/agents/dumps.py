"""An AgentSpec as canonical JSON: what is stored, and what digests are taken of."""

from operator import attrgetter

import orjson

from parley.agents.schemas import AgentSpec

_FIELDS = attrgetter("__dict__")
"""What a record holds. Only the spec has an alias, and none a serializer, so no copy is made first."""


def canonical(spec: AgentSpec) -> bytes:
    """The JSON with sorted keys: equal for equal specs, on any machine."""
    fields = {**vars(spec), "schema": spec.schema_name}
    del fields["schema_name"]
    return orjson.dumps(fields, default=_FIELDS, option=orjson.OPT_SORT_KEYS)
