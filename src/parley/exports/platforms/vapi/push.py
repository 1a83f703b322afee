"""The calls that put a folder of resources onto Vapi, each after those that it names, with ids in place of file names.

Paths are those of the vendor's SDK, https://github.com/VapiAI/server-sdk-python; what an update must not have, and that
names of credentials become ids, are as its GitOps tool does it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from parley.core.errors import InvalidInput
from parley.exports.platforms.vapi import folder
from parley.exports.platforms.vapi.export import Json
from parley.exports.platforms.vapi.folder import Resource
from parley.exports.push.plan import Door, Item, Kind, Lookup, Plan, Push, Reference, ordered

CREDENTIALS = "credentials"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NOT_SENT = frozenset({"assistant_ids", "workflow_ids", "id", "orgId", "createdAt", "updatedAt"})
"""The other side of a reference that the assistant holds, and what only answers have."""


def _kind(role: str, path: str, *, page: int, fixed: tuple[str, ...] = (), query: str = "") -> Kind:
    return Kind(
        role=role,
        create=path,
        one=f"{path}/{{id}}",
        update=("PATCH", f"{path}/{{id}}{query}"),
        listing=f"{path}?limit={page}",
        fixed=frozenset(fixed),
    )


KINDS = {
    one.role: one
    for one in (
        _kind("tools", "/tool", page=1_000, fixed=("type",)),
        _kind("structuredOutputs", "/structured-output", page=100, fixed=("type",), query="?schemaOverride=true"),
        _kind("assistants", "/assistant", page=1_000),
        _kind("squads", "/squad", page=1_000),
        _kind("personalities", "/eval/simulation/personality", page=100),
        _kind("scenarios", "/eval/simulation/scenario", page=100),
        _kind("simulations", "/eval/simulation", page=100),
        _kind("suites", "/eval/simulation/suite", page=100),
        _kind("evals", "/eval", page=100, fixed=("type",)),
    )
}
"""Every role in the order of the calls."""

_NAMES = {
    "toolId": "tools",
    "toolIds": "tools",
    "structuredOutputId": "structuredOutputs",
    "structuredOutputIds": "structuredOutputs",
    "assistantId": "assistants",
    "personalityId": "personalities",
    "scenarioId": "scenarios",
    "simulationIds": "simulations",
    "credentialId": CREDENTIALS,
    "credentialIds": CREDENTIALS,
}
"""The fields that name other resources, wherever they stand."""


def plan(files: Mapping[str, str], _: Mapping[str, str]) -> Plan:
    """What is sent; InvalidInput where there is no assistant, or a file cannot be read."""
    found = folder.read(files)
    for fault in found.faults:
        raise InvalidInput(f"{fault.where}: {fault.message}")
    resources = found.resources
    if not found.of("assistants"):
        resources = [*resources, *_whole(found.bodies)]
    if not any(one.role == "assistants" for one in resources):
        raise InvalidInput("There is no assistant of Vapi among these files.")
    mine = {(one.role, one.name) for one in resources}
    wanted: dict[str, None] = {}

    def reference(role: str, told: str) -> Any:
        name = told.partition("##")[0].strip()
        if role == CREDENTIALS and not _UUID.fullmatch(name):
            wanted[name] = None
            return Reference(role, name, is_optional=True)
        return Reference(role, name) if (role, name) in mine else told

    items = [
        Item(kind, one.name, one.path, _linked(_sendable(one.body), reference))
        for role, kind in KINDS.items()
        for one in resources
        if one.role == role
    ]
    told = "credential {name}: create it in the dashboard under this name"
    lookups = (Lookup(CREDENTIALS, "/credential", tuple(wanted), told),) if wanted else ()
    return Plan(ordered(items), lookups=lookups)


def _whole(bodies: Mapping[str, Any]) -> list[Resource]:
    """The resources of a folder that has bodies only."""
    roles = {"bodies/assistant.json": "assistants"} | {
        path: "evals" for path in bodies if path.startswith("bodies/evals/")
    }
    return [
        Resource(role, path.rsplit("/", 1)[-1].removesuffix(".json"), path, bodies[path])
        for path, role in roles.items()
        if isinstance(bodies.get(path), dict)
    ]


def _sendable(body: Json) -> Json:
    return {key: value for key, value in body.items() if key not in _NOT_SENT}


def _linked(tree: Any, reference: Callable[[str, str], Any], role: str | None = None) -> Any:
    """The value with references for the names of resources."""
    match tree:
        case str():
            return reference(role, tree) if role else tree
        case list():
            return [_linked(value, reference, role) for value in tree]
        case dict():
            return {key: _linked(value, reference, _NAMES.get(key)) for key, value in tree.items()}
    return tree


def _next_page(answer: Any) -> dict[str, str] | None:
    about = answer.get("metadata") if isinstance(answer, dict) else None
    if not isinstance(about, dict) or about.get("hasNextPage") is not True:
        return None
    page = about.get("currentPage")
    return {"page": str(page + 1)} if isinstance(page, int) else None


PUSH = Push(
    door=Door(address="vapi_base_url", key="vapi_api_key"),
    plan=plan,
    open_rules=frozenset({"vapi.to-fill"}),
    next_page=_next_page,
)
