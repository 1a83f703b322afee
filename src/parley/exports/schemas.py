"""What exports and imports are made of: files, a report of what was lost, and the platform itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, StringConstraints

from parley.agents.schemas import AgentSpec, Finding
from parley.core.text import Record
from parley.exports.push.plan import Push

_NAME = r"\.?[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*"
BundlePath = Annotated[str, StringConstraints(pattern=rf"^{_NAME}(/{_NAME}){{0,7}}$", max_length=200)]
FolderName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class BundleFile(Record):
    """A text file of a bundle. `path` is relative, with forward slashes, and never leaves the bundle."""

    path: BundlePath
    content: str
    executable: bool = False


class Report(Record):
    """What became of the agent on its way to the platform, in words; secrets are names, never values.

    `to_fill` must be supplied by a person before the agent works.
    """

    mapped: list[str] = Field(default_factory=list)
    approximated: list[str] = Field(default_factory=list)
    dropped: list[str] = Field(default_factory=list)
    to_fill: list[str] = Field(default_factory=list)
    secrets: list[str] = Field(default_factory=list)


class Bundle(Record):
    """An exported agent for one platform. `folder` is the agent's slug and the top folder of the archive.

    `findings` are the errors that the platform's linter has of it, where somebody asked.
    """

    platform: str
    folder: FolderName
    files: list[BundleFile]
    report: Report
    findings: list[Finding] = Field(default_factory=list)

    @property
    def texts(self) -> "Files":
        """The files as anybody's."""
        return {file.path: file.content for file in self.files}


Files = Mapping[str, str]
"""Text files by their paths within a bundle, whoever made it."""


@dataclass(frozen=True)
class Imported:
    """An agent read from a platform's files, and what became of them on the way; `to_fill` has what they lack."""

    spec: AgentSpec
    report: Report


@dataclass(frozen=True)
class Importer:
    """Reads what a platform's own tools and dashboards give out.

    `recognises` looks at names and top keys only, and never raises. `read` raises ImportFault with the file and the
    place in it; what it does not understand it keeps in the spec's provenance.
    """

    recognises: Callable[[Files], bool]
    read: Callable[[Files], Imported]


class ImportOut(Record):
    """An agent that came in: where it is stored, which platform's it was, and what became of it on the way."""

    agent_id: str
    slug: str
    name: str
    version: int
    platform: str
    report: Report


class LintOut(Record):
    """What is wrong with a version's bundle for a platform."""

    platform: str
    version: int
    findings: list[Finding]


class FileNote(Record):
    """A file or folder that a platform's bundles hold, and what it is."""

    path: str
    purpose: str


class PlatformOut(Record):
    """A platform as clients see it. `carries` names the parts of an agent that arrive there."""

    name: str
    title: str
    carries: list[str]
    files: list[FileNote]
    imports: bool


def _unchecked(_: Files) -> list[Finding]:
    return []


@dataclass(frozen=True)
class Platform:
    """Where agents go, and perhaps come from; what a module names as an entry point of the group `parley.platforms`.

    All of it is pure: `render` reads nothing but the spec, and equal specs give equal bundles; `lint` reads nothing but
    the files, its rule ids begin with the platform's name, and `where` is a file and a JSON pointer in it
    ("agent.json#/name").
    """

    name: str
    title: str
    carries: tuple[str, ...]
    files: tuple[FileNote, ...]
    render: Callable[[AgentSpec], Bundle]
    lint: Callable[[Files], list[Finding]] = field(default=_unchecked)
    importer: Importer | None = None
    push: Push | None = None

    @property
    def description(self) -> PlatformOut:
        """The platform without its code."""
        return PlatformOut(
            name=self.name,
            title=self.title,
            carries=list(self.carries),
            files=list(self.files),
            imports=self.importer is not None,
        )
