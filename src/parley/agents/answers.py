"""Agents as clients see them, and what clients send to change them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from parley.agents.diff import SpecChange
from parley.agents.schemas import AgentSpec
from parley.agents.schemas.spec import Slug
from parley.core.text import Line, Paragraph


class AgentKind(StrEnum):
    """Where an agent comes from: a file of the server's, shared by all owners and read-only, or its owner's work."""

    PERSONA = "persona"
    BUILT = "built"


class AgentOut(BaseModel):
    """An agent; `version` is its newest one's number, `published` the number of the one in use, if one is.

    A persona has one version, which is in use. Its id is its slug.
    """

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: AgentKind = AgentKind.BUILT
    slug: str
    name: str
    description: str
    version: int
    published: int | None
    session_id: str | None
    created_at: datetime
    updated_at: datetime


class AgentPage(BaseModel):
    """A page of agents: the owner's, newest first, then the personas by name."""

    items: list[AgentOut]
    next_cursor: str | None


class AgentIn(BaseModel):
    """What to change of an agent by hand; what is left out or null stays. `note` says why, for the list of versions."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"name": "Mia", "note": "Shorter name"}]})

    name: Annotated[Line, Field(min_length=1)] | None = None
    slug: Slug | None = None
    description: Paragraph | None = None
    note: Line = ""


class VersionKind(StrEnum):
    """What made a version: a build's turn, a change by hand, an older version put back, an import, or a file."""

    BUILD = "build"
    EDIT = "edit"
    RESTORE = "restore"
    IMPORT = "import"
    FILE = "file"


class VersionItem(BaseModel):
    """A version in a list: its number, the digest of its spec, and whose doing it was, when and why.

    `session_id` and `turn` name the turn of a build that made it, where one did; a persona's has no owner.
    """

    model_config = ConfigDict(from_attributes=True)

    agent_id: str
    number: int
    owner: str
    kind: VersionKind
    note: str
    digest: str
    session_id: str | None
    turn: int | None
    created_at: datetime


class VersionPage(BaseModel):
    """A page of versions, newest first."""

    items: list[VersionItem]
    next_cursor: str | None


class VersionOut(VersionItem):
    """A version with its whole spec."""

    spec: AgentSpec


class VersionDiff(BaseModel):
    """What makes one version another: sentences, each with its edits. None where the two specs are equal.

    The edits of all changes, applied one after the other to the spec of `before`, give that of `after`; their pointers
    (RFC 6901) and operations are those of JSON Patch (RFC 6902).
    """

    agent_id: str
    before: int
    after: int
    changes: list[SpecChange]
