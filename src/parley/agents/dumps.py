"""An AgentSpec as canonical JSON: what is stored, and what digests are taken of."""

from functools import lru_cache
from typing import Any

import orjson

from parley.agents.schemas import AgentSpec
from parley.core.same import Same


def canonical(spec: AgentSpec) -> bytes:
    """The JSON with sorted keys: equal for equal specs, on any machine."""
    return _sorted(_plain(Same(spec, spec)))


def renamed(spec: AgentSpec, slug: str) -> bytes:
    """The canonical JSON of the spec under another slug."""
    return canonical(spec) if slug == spec.slug else _sorted({**_plain(Same(spec, spec)), "slug": slug})


def _sorted(plain: dict[str, Any]) -> bytes:
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


@lru_cache(maxsize=8)
def _plain(same: Same[AgentSpec]) -> dict[str, Any]:
    """A new spec is digested and stored in the same turn, and dumping it costs more than all the rest of that."""
    return same.value.model_dump(by_alias=True)
