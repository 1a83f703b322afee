"""What an export is made of: files, a report of what the platform could not take, and the platform itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from parley.agents.schemas import AgentSpec
from parley.core.text import Record

_NAME = r"\.?[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*"
BundlePath = Annotated[str, StringConstraints(pattern=rf"^{_NAME}(/{_NAME}){{0,3}}$", max_length=200)]
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
    """An exported agent for one platform. `folder` is the agent's slug and the top folder of the archive."""

    platform: str
    folder: FolderName
    files: list[BundleFile]
    report: Report


class FileNote(Record):
    """A file or folder that a platform's bundles hold, and what it is."""

    path: str
    purpose: str


class PlatformOut(Record):
    """An export target as clients see it. `carries` names the parts of an agent that arrive there."""

    name: str
    title: str
    carries: list[str]
    files: list[FileNote]


@dataclass(frozen=True)
class Platform:
    """An export target. `render` is pure: equal specs give equal bundles, and nothing is read but the spec."""

    name: str
    title: str
    carries: tuple[str, ...]
    files: tuple[FileNote, ...]
    render: Callable[[AgentSpec], Bundle]

    @property
    def description(self) -> PlatformOut:
        """The platform without its code."""
        return PlatformOut(name=self.name, title=self.title, carries=list(self.carries), files=list(self.files))
