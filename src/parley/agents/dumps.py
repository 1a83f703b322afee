"""An AgentSpec as JSON: as it is stored, and in the canonical form that digests are taken of."""

from functools import lru_cache
from typing import Any

import orjson

from parley.agents.schemas import AgentSpec
from parley.core.same import Same


def stored(spec: AgentSpec) -> str:
    """The JSON of a version, its keys in the schema's order."""
    return orjson.dumps(_plain(Same(spec, spec))).decode()


def canonical(spec: AgentSpec) -> bytes:
    """The JSON with sorted keys: equal for equal specs, on any machine."""
    return orjson.dumps(_plain(Same(spec, spec)), option=orjson.OPT_SORT_KEYS)


@lru_cache(maxsize=8)
def _plain(same: Same[AgentSpec]) -> dict[str, Any]:
    """A new spec is digested and stored in the same turn, and dumping it costs more than all the rest of that."""
    return same.value.model_dump(by_alias=True)
