"""The calls that put a bundle onto Retell AI: what answers, then the agents and the tests that use it.

Paths and methods are those of the vendor's SDK, https://github.com/RetellAI/retell-python-sdk.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from parley.core.errors import InvalidInput
from parley.exports import shaped
from parley.exports.platforms.retell.export import SECRET, Json
from parley.exports.platforms.retell.roles import Body, bodies
from parley.exports.push.plan import Door, Item, Kind, Plan, Push, Reference, Sealed, ordered

_PLACE = re.compile(rf"\{{\{{{SECRET}([A-Z0-9_]+)\}}\}}")
_HIDDEN_FROM = 4
"""Texts shorter than this are in every message by chance."""


def _agents(role: str, path: str) -> Kind:
    return Kind(
        role=role,
        create=f"/create-{path}",
        one=f"/get-{path}/{{id}}",
        update=("PATCH", f"/update-{path}/{{id}}"),
        listing="/v2/list-agents?limit=100",
        id_key="agent_id",
        name_key="agent_name",
    )


def _engines(role: str, path: str, id_key: str) -> Kind:
    return Kind(
        role=role,
        create=f"/create-{path}",
        one=f"/get-{path}/{{id}}",
        update=("PATCH", f"/update-{path}/{{id}}"),
        listing=f"/v2/list-{path}s?limit=100",
        id_key=id_key,
        name_key=None,
    )


ENGINES = {
    "llm": ("retell-llm", _engines("llm", "retell-llm", "llm_id")),
    "flow": ("conversation-flow", _engines("flow", "conversation-flow", "conversation_flow_id")),
}
AGENTS = {"agent": _agents("agent", "agent"), "chat_agent": _agents("chat_agent", "chat-agent")}


def plan(files: Mapping[str, str], environment: Mapping[str, str]) -> Plan:
    """What is sent; InvalidInput where the files are not one agent."""
    found = list(_read(files))
    engines = [body for body in found if body.role in ENGINES]
    if len(engines) != 1:
        raise InvalidInput("Push one agent at a time: a folder with one Retell LLM or one conversation flow.")
    secrets = _Secrets(environment)
    engine = engines[0]
    kind = ENGINES[engine.role][1]
    items = [Item(kind, engine.role, engine.path, secrets.filled(engine.value))]
    for role, one in AGENTS.items():
        agents = [body for body in found if body.role == role]
        if len(agents) > 1:
            raise InvalidInput(f"{agents[1].path} is a second {role}; push one agent at a time.")
        items += [Item(one, role, body.path, secrets.filled(_linked(body.value, engine.role))) for body in agents]
    tests = _tests(engine.role)
    for body in found:
        if body.role == "test":
            name = "/".join([body.path.rsplit("/", 1)[-1].removesuffix(".json"), *map(str, body.at)])
            items.append(Item(tests, name, body.path, secrets.filled(_linked(body.value, engine.role))))
    return Plan(ordered(items), secrets.open, secrets.notes, hidden=frozenset(secrets.hidden))


def _read(files: Mapping[str, str]) -> Iterator[Body]:
    for path, text in files.items():
        if path.endswith(".json"):
            try:
                yield from bodies(path, shaped.load(path, text))
            except shaped.Unreadable as error:
                raise InvalidInput(f"{shaped.shown(path)}: {error}.") from error


def _linked(body: Json, role: str) -> Json:
    """The body with what answers in the place of whatever id it had."""
    type_, kind = ENGINES[role]
    return {**body, "response_engine": {"type": type_, kind.id_key: Reference(role, role)}}


def _tests(role: str) -> Kind:
    type_, kind = ENGINES[role]
    return Kind(
        role="test",
        create="/create-test-case-definition",
        one="/get-test-case-definition/{id}",
        update=("PUT", "/update-test-case-definition/{id}"),
        listing=f"/v2/list-test-case-definitions?limit=100&type={type_}&{kind.id_key}={{{role}}}",
        id_key="test_case_definition_id",
    )


class _Secrets:
    """The places of secrets in bodies, filled from the environment as far as it has them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._used: dict[str, list[str]] = {}

    def filled(self, tree: Any, within: str = "") -> Any:
        match tree:
            case str():
                return self._text(tree, within)
            case dict():
                address = str(tree["url"]) if isinstance(tree.get("url"), str) else within
                return {key: self.filled(value, address) for key, value in tree.items()}
            case list():
                return [self.filled(value, within) for value in tree]
        return tree

    def _text(self, text: str, within: str) -> str:
        names = _PLACE.findall(text)
        for name in names:
            self._used.setdefault(name, []).append(within)
        if not names or not all(self._environment.get(name) for name in names):
            return text
        return Sealed(_PLACE.sub(lambda place: self._environment[place[1]], text), text)

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(f"secret {name}: set it in the environment" for name in self._used if not self._has(name))

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(
            f"secret {name}: from the environment, sent with calls of {shaped.shown(', '.join(dict.fromkeys(places)))}"
            for name, places in self._used.items()
            if self._has(name)
        )

    @property
    def hidden(self) -> list[str]:
        values = [self._environment[name] for name in self._used if self._has(name)]
        return [value for value in values if len(value) >= _HIDDEN_FROM]

    def _has(self, name: str) -> bool:
        return bool(self._environment.get(name))


def _next_page(answer: Any) -> dict[str, str] | None:
    key = answer.get("pagination_key") if isinstance(answer, dict) and answer.get("has_more") is True else None
    return {"pagination_key": key} if isinstance(key, str) else None


PUSH = Push(
    door=Door(address="retell_base_url", key="retell_api_key"),
    plan=plan,
    open_rules=frozenset({"retell.empty-variable"}),
    next_page=_next_page,
)
