"""An AgentSpec as canonical JSON: what is stored, and what digests are taken of."""

from operator import attrgetter

import orjson

from parley.agents.schemas import AgentSpec

_FIELDS = attrgetter("__dict__")
"""What a record holds. Only the spec has an alias, and none a serializer, so no copy is made first."""


def canonical(spec: AgentSpec) -> bytes:
    """The JSON with sorted keys: equal for equal specs, on any machine.

    Only the documents an agent was imported from keep their order: where they came from it may mean something.
    """
    fields = {**vars(spec), "schema": spec.schema_name}
    del fields["schema_name"]
    if spec.provenance is not None:
        fields["provenance"] = orjson.Fragment(orjson.dumps(spec.provenance, default=_FIELDS))
    return orjson.dumps(fields, default=_FIELDS, option=orjson.OPT_SORT_KEYS)
