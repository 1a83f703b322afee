"""What a push to ElevenLabs sends, for comparing it with what is there; `push.py` does the sending."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from parley.core.errors import InvalidInput
from parley.exports import shaped
from parley.exports.platforms.elevenlabs.configs import OWN, REGISTRIES, Configs, objects, sorted_out, text
from parley.exports.platforms.elevenlabs.export import Json
from parley.exports.platforms.elevenlabs.push import attach, linked
from parley.exports.push.plan import Door, Item, Kind, Lookup, Plan, Push

_ROOT = "/v1/convai"
_NEEDED = (*REGISTRIES, *sorted(OWN - {"kept.json"}))


def _kind(role: str, path: str, update: str, id_key: str = "id") -> Kind:
    one = f"{_ROOT}/{path}/{{id}}"
    return Kind(role, f"{_ROOT}/{path}/create", one, (update, one), f"{_ROOT}/{path}", id_key)


KINDS = {
    "tools": _kind("tools", "tools", "PATCH"),
    "tests": _kind("tests", "agent-testing", "PUT"),
    "agents": _kind("agents", "agents", "PATCH", "agent_id"),
}
"""Every registry in the order in which it is pushed."""


def plan(files: Mapping[str, str], _: Mapping[str, str]) -> Plan:
    """The registered configs with the ids that are known put in; InvalidInput where this is no bundle of ours."""
    configs = sorted_out(dict(_trees(files)))
    missing = [path for path in _NEEDED if path not in configs.registries | configs.own]
    if missing:
        raise InvalidInput(f"{', '.join(missing)} is missing; push a bundle that `parley export` wrote.")
    ids = {role: _ids(configs, role) for role in KINDS}
    items = [
        Item(kind, path, path, _body(configs, role, path, ids)) for role, kind in KINDS.items() for path in ids[role]
    ]
    known = {(role, path): id_ for role, found in ids.items() for path, id_ in found.items() if id_}
    reachable = Lookup("agents", f"{_ROOT}/agents?page_size=1", (), "")
    return Plan(tuple(items), lookups=(reachable,), known=known)


def _trees(files: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for path, content in files.items():
        if path.endswith(".json"):
            try:
                yield path, shaped.load(path, content)
            except shaped.Unreadable as error:
                raise InvalidInput(f"{shaped.shown(path)}: {error}.") from error


def _ids(configs: Configs, role: str) -> dict[str, str]:
    """The ids by the paths of the configs; empty where there is none yet."""
    return {text(entry, "config"): text(entry, "id") for _, entry in objects(configs.registries[f"{role}.json"], role)}


def _body(configs: Configs, role: str, path: str, ids: Mapping[str, Mapping[str, str]]) -> Json:
    held: dict[str, Json] = getattr(configs, role)
    if path not in held:
        raise InvalidInput(f"{role}.json names {shaped.shown(path)}, which is not there.")
    body = deepcopy(held[path])
    if role == "tools":
        return {"tool_config": body}
    if role == "agents":
        try:
            attach(body, list(ids["tools"].values()), list(ids["tests"].values()))
        except (KeyError, TypeError, AttributeError):
            raise InvalidInput(f"{shaped.shown(path)} has no prompt; lint it to see where.") from None
        return body
    made: Json = linked(body, {config: id_ for config, id_ in ids["tools"].items() if id_})
    return made


PUSH = Push(
    door=Door(address="elevenlabs_base_url", key="elevenlabs_api_key", header="xi-api-key", lead=""),
    plan=plan,
    open_rules=frozenset(),
    next_page=lambda _: None,
    script="parley.exports.platforms.elevenlabs.push",
)
