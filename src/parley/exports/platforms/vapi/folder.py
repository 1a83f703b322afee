"""The resources in anybody's files: the GitOps tool's folders, plain bodies, what the API answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.agents.schemas import Finding
from parley.exports import shaped
from parley.exports.origin import Documents
from parley.exports.platforms.vapi.export import Json
from parley.exports.platforms.vapi.layout import FOLDERS, matter, with_prompt

NAME = "vapi"
MAX_RESOURCES = 400
_ROLES = {folder: role for role, folder in FOLDERS.items()}
_FOLDER = re.compile(rf"(?:^|/)({'|'.join(map(re.escape, _ROLES))})/(.+)\.(?:md|ya?ml|json)$")
_ORG = re.compile(r"(?:^|/)resources/([A-Za-z0-9_-]{1,60})/")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}")
_READ = (".json", ".yml", ".yaml", ".md")
_ASSISTANT_KEYS = frozenset({"model", "voice", "transcriber", "firstMessage", "firstMessageMode"})


@dataclass(frozen=True)
class Resource:
    """A body with its role and resource id, and where it stands: a file, and steps within it."""

    role: str
    name: str
    path: str
    body: Json
    at: tuple[str | int, ...] = ()

    def where(self, *steps: str | int) -> str:
        """A place in it."""
        return shaped.place(self.path, (*self.at, *steps))


@dataclass
class Folder:
    """What the files hold. `values` are all that could be read, by path; `bodies` are the bundle's own, by path."""

    resources: list[Resource] = field(default_factory=list)
    bodies: dict[str, Any] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)
    org: str | None = None

    def of(self, role: str) -> list[Resource]:
        """The resources of a role, in the order of their files."""
        return [one for one in self.resources if one.role == role]

    @property
    def documents(self) -> Documents:
        """The resources as documents by role."""
        roles = dict.fromkeys(one.role for one in self.resources)
        return {role: [{"name": one.name, "body": one.body} for one in self.of(role)] for role in roles}


def read(files: Mapping[str, str]) -> Folder:
    """Every resource in the files; what cannot be read is a finding. Nothing is raised."""
    found = Folder()
    for path in sorted(files)[:MAX_RESOURCES]:
        if not path.endswith(_READ):
            continue
        match = _FOLDER.search(path)
        if path.endswith(".md") and not (match and match[1] == "assistants"):
            continue
        value, faults = _value(path, files[path])
        found.faults += faults
        if faults:
            continue
        org = _ORG.search(path)
        found.org = found.org or (org[1] if org else None)
        if path.startswith("bodies/") or "/bodies/" in path:
            found.bodies[path[path.index("bodies/") :]] = value
        else:
            found.resources += _resources(path, value, match)
    return found


def _value(path: str, text: str) -> tuple[Any, list[Finding]]:
    if not path.endswith(".md"):
        return shaped.tree(NAME, path, text)
    parts = matter(text) if len(text) <= shaped.MAX_CHARACTERS else None
    if parts is None:
        fault = shaped.error(f"{NAME}.unreadable", shaped.place(path), "There is no YAML between two lines of ---.")
        return None, [fault]
    config, faults = shaped.tree(NAME, f"{path}.yml", parts[0])
    if faults:
        return None, [fault.model_copy(update={"where": shaped.place(path)}) for fault in faults]
    return with_prompt(config, parts[1]) if isinstance(config, dict) else config, []


def _resources(path: str, value: Any, match: re.Match[str] | None) -> Iterator[Resource]:
    if match and isinstance(value, dict):
        yield Resource(_ROLES[match[1]], match[2], path, value)
        return
    if match:
        yield Resource(_ROLES[match[1]], match[2], path, {"": value})
        return
    yield from _loose(path, value, ())


def _loose(path: str, value: Any, at: tuple[str | int, ...]) -> Iterator[Resource]:
    """Bodies in a file of any name: one, a list of them, or lists of them by role."""
    if isinstance(value, list):
        for place, one in enumerate(value[:MAX_RESOURCES]):
            yield from _loose(path, one, (*at, place)) if not at or isinstance(at[-1], str) else ()
    elif isinstance(value, dict):
        role = _role(value)
        if role:
            stem = re.sub(r"\.[a-z]+$", "", path.rsplit("/", 1)[-1])
            own = value.get("id")
            given = own if isinstance(own, str) and _ID.fullmatch(own) else None
            yield Resource(role, given or (stem if not at else f"{stem}-{'-'.join(map(str, at))}"), path, value, at)
        elif not at:
            for key, one in value.items():
                yield from _loose(path, one, (key,))


def _role(body: Json) -> str | None:
    """What a body is, by its own keys; None for what it cannot be told of."""
    kind = body.get("type")
    if kind == "chat.mockConversation":
        return "evals"
    if "simulationIds" in body:
        return "suites"
    if "scenarioId" in body and "personalityId" in body:
        return "simulations"
    if "members" in body:
        return "squads"
    if "instructions" in body and "evaluations" in body:
        return "scenarios"
    if isinstance(body.get("schema"), dict):
        return "structuredOutputs"
    if _ASSISTANT_KEYS & body.keys() and "role" not in body:
        return "assistants"
    return "tools" if isinstance(kind, str) and body.keys() & _TOOL_KEYS else None


_TOOL_KEYS = frozenset({"function", "url", "server", "destinations", "messages", "knowledgeBases"})
