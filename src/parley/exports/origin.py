"""An agent that came from a platform goes back to it as it came, with what has changed since and nothing else."""

from collections.abc import Callable, Mapping
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.core.merge import merged

Documents = dict[str, Any]
"""A platform's documents by role ("agent", "tools") as JSON; `Provenance` keeps them as they came."""


def restored(
    spec: AgentSpec,
    platform: str,
    rendition: Callable[[AgentSpec], Documents],
    reading: Callable[[Mapping[str, Any]], AgentSpec],
) -> Documents:
    """The rendition of the agent; where it came from this platform, its own documents with the changes since.

    `reading` is the importer's: what it makes of the documents, rendered, is what the changes are measured from. The
    slug is no change: an agent gets another one where its own is taken.
    """
    ours = rendition(spec)
    origin = spec.provenance
    if origin is None or origin.platform != platform:
        return ours
    theirs = dict(origin.documents)
    base = rendition(reading(theirs).model_copy(update={"slug": spec.slug}))
    found: Documents = merged(base, theirs, ours)
    return found
