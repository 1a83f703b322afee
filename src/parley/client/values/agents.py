"""Agents, their versions, bundles and imports, secrets."""

from datetime import datetime

from pydantic import JsonValue

from parley.client.values.builds import Finding
from parley.client.values.common import Value


class Agent(Value):
    """An agent; `version` is its newest one's number, `published` that of the one in use."""

    id: str
    slug: str
    name: str
    description: str = ""
    kind: str = "built"
    version: int
    published: int | None = None
    session_id: str | None = None
    created_at: datetime
    updated_at: datetime


class Version(Value):
    """A version: whose doing it was, when and why."""

    agent_id: str
    number: int
    owner: str = ""
    kind: str = ""
    note: str = ""
    digest: str
    session_id: str | None = None
    turn: int | None = None
    created_at: datetime


class Definition(Version):
    """A version with its whole definition, the AgentSpec as JSON."""

    spec: dict[str, JsonValue]


class Difference(Value):
    """One thing that changed between two versions, in words, with its edits (operations of JSON Patch)."""

    text: str = ""
    edits: tuple[dict[str, JsonValue], ...] = ()


class VersionDiff(Value):
    """What makes one version another."""

    agent_id: str
    before: int
    after: int
    changes: tuple[Difference, ...]


class BundleFile(Value):
    """A text file of a bundle, at a path within it."""

    path: str
    content: str
    executable: bool = False


class Report(Value):
    """What became of an agent on its way; `to_fill` must be supplied by a person."""

    mapped: tuple[str, ...] = ()
    approximated: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    to_fill: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


class Bundle(Value):
    """An exported agent for one platform."""

    platform: str
    folder: str
    files: tuple[BundleFile, ...]
    report: Report = Report()
    findings: tuple[Finding, ...] = ()


class Imported(Value):
    """An agent that came in."""

    agent_id: str
    slug: str
    name: str
    version: int
    platform: str
    report: Report = Report()


class Lint(Value):
    """What is wrong with a version's bundle for a platform."""

    platform: str
    version: int
    findings: tuple[Finding, ...]


class Platform(Value):
    """Where agents can go."""

    name: str
    title: str
    carries: tuple[str, ...] = ()
    imports: bool = False


class Secret(Value):
    """A secret as far as it is shown: `***` and its last characters."""

    name: str
    value: str
    created_at: datetime
    updated_at: datetime
