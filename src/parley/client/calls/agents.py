"""Agents: their versions, what makes one the other, and the ways out of and into Parley."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from pydantic import JsonValue

from parley.client.call import (
    JSON,
    Call,
    asked,
    body_of,
    bytes_of,
    change,
    get,
    given,
    json_of,
    nothing,
    once,
    path,
    post,
    text_of,
)
from parley.client.methods import Group, S, call, pages
from parley.client.values.agents import (
    Agent,
    Bundle,
    Definition,
    Imported,
    Lint,
    Platform,
    Version,
    VersionDiff,
)
from parley.client.values.common import Page

_AGENTS = "/api/v1/agents"
_IMPORT = f"{_AGENTS}/import"
_PAGE = json_of(Page[Agent])
_VERSIONS = json_of(Page[Version])
T = TypeVar("T")
Which = int | str | None
"""A version's number, "published", or the newest for None."""


class Agents(Group[S]):
    """`client.agents`: personas and agents of yours alike, each by its id or its slug."""

    @pages
    def list(self) -> Callable[[str | None], Call[Page[Agent]]]:
        """All of them, one by one.

        >>> print([agent.slug for agent in client.agents.list()])
        """
        return lambda cursor: get(_AGENTS, _PAGE, limit=100, cursor=cursor)

    @call
    def get(self, agent: str) -> Call[Agent]:
        """One agent."""
        return get(path(_AGENTS, agent), json_of(Agent))

    @call
    def change(
        self,
        agent: str,
        *,
        name: str | None = None,
        slug: str | None = None,
        description: str | None = None,
        note: str | None = None,
    ) -> Call[Agent]:
        """Give it another name, slug or description: a new version; `note` says why."""
        body = given(name=name, slug=slug, description=description, note=note)
        return change("PATCH", path(_AGENTS, agent), json_of(Agent), body)

    @call
    def delete(self, agent: str) -> Call[None]:
        """Erase it with all its versions."""
        return change("DELETE", path(_AGENTS, agent), nothing)

    @pages
    def versions(self, agent: str) -> Callable[[str | None], Call[Page[Version]]]:
        """Its versions, newest first."""
        address = path(_AGENTS, agent, "versions")
        return lambda cursor: get(address, _VERSIONS, limit=100, cursor=cursor)

    @call
    def version(self, agent: str, number: int) -> Call[Definition]:
        """A version with its whole definition."""
        return get(path(_AGENTS, agent, "versions", str(number)), json_of(Definition))

    @call
    def diff(self, agent: str, before: int, after: int) -> Call[VersionDiff]:
        """What makes one version another, in words.

        >>> for change in client.agents.diff("mia", 1, 2).changes:
        ...     print(change.text)
        """
        return get(path(_AGENTS, agent, "versions", str(before), "diff", str(after)), json_of(VersionDiff))

    @call
    def restore(self, agent: str, number: int, *, key: str = "") -> Call[Version]:
        """Put a version back: a new one that is equal to it."""
        return post(path(_AGENTS, agent, "versions", str(number), "restore"), json_of(Version), key=key)

    @call
    def publish(self, agent: str, number: int) -> Call[Agent]:
        """Make a version the one in use."""
        return post(path(_AGENTS, agent, "versions", str(number), "publish"), json_of(Agent), key=None)

    @call
    def export(self, agent: str, platform: str, version: Which = None) -> Call[bytes]:
        """Its bundle for a platform as a zip.

        >>> Path("mia.zip").write_bytes(client.agents.export("mia", "vapi"))
        """
        return _exported(agent, platform, version, get("", bytes_of), "application/zip")

    @call
    def bundle(self, agent: str, platform: str, version: Which = None) -> Call[Bundle]:
        """Its bundle for a platform, file by file, with what is still to fill in."""
        return _exported(agent, platform, version, get("", json_of(Bundle)), "application/json")

    @call
    def definition(self, agent: str, version: Which = None) -> Call[str]:
        """Its definition as YAML: to read, to keep beside code, to change and import."""
        return _exported(agent, "native", version, get("", text_of), "application/yaml")

    @call
    def import_(
        self,
        content: bytes | Mapping[str, str],
        *,
        platform: str | None = None,
        into: str | None = None,
        key: str = "",
    ) -> Call[Imported]:
        """Take in an agent: a zip as bytes, or its text files by path.

        `platform` is found by the files when left out; `into` is an agent of yours that gets its next version.

        >>> client.agents.import_(Path("project.zip").read_bytes())
        >>> client.agents.import_({"agent.yaml": client.agents.definition("mia")}, into="mia")
        """
        is_zip = isinstance(content, bytes)
        body = content if isinstance(content, bytes) else body_of({"files": dict(content)})
        kind = "application/zip" if is_zip else JSON
        headers = {"Accept": JSON, "Content-Type": kind} | once(key)
        return Call("POST", _IMPORT, json_of(Imported), asked(platform=platform, agent=into), headers, body)

    @call
    def import_config(
        self, config: Mapping[str, JsonValue], *, platform: str | None = None, into: str | None = None, key: str = ""
    ) -> Call[Imported]:
        """The same from one configuration, as a platform's API answers it."""
        described = post(_IMPORT, json_of(Imported), {"config": dict(config)}, key=key)
        return replace(described, query=asked(platform=platform, agent=into))

    @call
    def lint(self, agent: str, platform: str = "native", version: Which = None) -> Call[Lint]:
        """What is wrong with its bundle for a platform."""
        described = post(path(_AGENTS, agent, "lint"), json_of(Lint), key=None)
        return replace(described, query=asked(platform=platform, version=version))

    @call
    def platforms(self) -> Call[tuple[Platform, ...]]:
        """Where agents can go."""
        return get("/api/v1/platforms", json_of(tuple[Platform, ...]))


def _exported(agent: str, platform: str, version: Which, described: Call[T], kind: str) -> Call[T]:
    return replace(
        described,
        path=path(_AGENTS, agent, "export", platform),
        query=asked(version=version),
        headers={"Accept": kind},
    )
