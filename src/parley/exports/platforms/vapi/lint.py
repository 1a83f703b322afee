"""What is wrong with anybody's Vapi resources and bodies: shapes, references, names, tests, and the prompt.

Rules, after "vapi.": those of `exports/shaped` and `exports/checklist`, and `dangling-reference`, `duplicate-name`,
`unknown-tool`, `unknown-required`, `unset-variable`, `one-sided-output`, `bodies-differ`, `no-judge`, `evaluation`,
`phone-number`, `to-fill`, `credential-name`, `inline-secret`, `voice-language`, `tokens` and `whole-placeholder`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from parley.agents.schemas import Finding
from parley.exports import checklist, shaped
from parley.exports.platforms.vapi import checks, documents, folder
from parley.exports.platforms.vapi.folder import NAME, Folder, Resource
from parley.exports.platforms.vapi.origins import mapping
from parley.exports.platforms.vapi.shapes import resources as shapes
from parley.exports.schemas import Files

ASSISTANT, SIMULATIONS, OVERRIDES = "bodies/assistant.json", "bodies/simulations.json", "bodies/overrides.json"
EVALS = "bodies/evals/"


def lint(files: Files) -> list[Finding]:
    """All findings, in a stable order; never raises, whatever the files hold."""
    found = folder.read(files)
    if not found.resources and not found.bodies and not found.faults:
        return [shaped.error(f"{NAME}.unreadable", shaped.place("."), "There is no resource and no body here.")]
    told = [*found.faults, *_shapes(found)]
    for check in checks.ALL:
        told += check(found)
    return [*told, *_agreement(found), *_prompts(found)]


def _shapes(found: Folder) -> Iterator[Finding]:
    for one in found.resources:
        yield from shaped.findings(NAME, one.path, one.body, shapes.BODIES[one.role], one.at)
    for path, value in found.bodies.items():
        kind = {ASSISTANT: shapes.BODIES["assistants"], SIMULATIONS: shapes.RUN, OVERRIDES: shapes.OVERRIDES}.get(path)
        if path.startswith(EVALS):
            kind = shapes.BODIES["evals"]
        if kind is not None:
            yield from shaped.findings(NAME, path, value, kind)


def _agreement(found: Folder) -> Iterator[Finding]:
    """The bodies must say what the resources say, or two people deploy two agents."""
    if not found.of("assistants"):
        return
    told = found.documents
    agent = documents.whole(told)
    expected: dict[str, Any] = {ASSISTANT: agent}
    expected |= {f"{EVALS}{one.name}.json": one.body for one in found.of("evals")}
    if entries := documents.entries(told):
        expected[SIMULATIONS] = {
            "simulations": entries,
            "target": {"type": "assistant", "assistant": agent},
        }
    for path, value in found.bodies.items():
        if path not in expected or shaped.is_same(expected[path], value):
            continue
        if (at := difference(expected[path], value)) is not None:
            message = "This body says something else than the resources do."
            yield shaped.warning(f"{NAME}.bodies-differ", shaped.place(path, at), message, "Make them equal.")


def difference(one: Any, other: Any, at: tuple[str | int, ...] = ()) -> tuple[str | int, ...] | None:
    """The first place in which two JSON values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in (*one, *(key for key in other if key not in one)):
            if key not in one or key not in other:
                return (*at, key)
            if (found := difference(one[key], other[key], (*at, key))) is not None:
                return found
        return None
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        places = (difference(a, b, (*at, place)) for place, (a, b) in enumerate(zip(one, other, strict=True)))
        return next((place for place in places if place is not None), None)
    return None if type(one) is type(other) and one == other else at


def _prompts(found: Folder) -> Iterator[Finding]:
    agents = found.of("assistants")[:1]
    for agent in agents:
        yield from checklist.findings(NAME, _told(found, agent))
    if not agents and isinstance(body := found.bodies.get(ASSISTANT), dict):
        yield from checklist.findings(NAME, _told(found, Resource("assistants", "", ASSISTANT, body)))


def _told(found: Folder, agent: Resource) -> checklist.Told:
    prompt = checks.prompt(agent.body)
    first = agent.body.get("firstMessage", "")
    first = first if isinstance(first, str) else ""
    tools = {
        checks.tool_name(body): checklist.ToolTold(_words(body), where) for body, where in checks.tools(found, agent)
    }
    used = [*checklist.placeholders(prompt), *checklist.placeholders(first)]
    return checklist.Told(
        prompt=prompt,
        prompt_where=agent.where("model", "messages"),
        first_message=first,
        first_message_where=agent.where("firstMessage"),
        tools=tools,
        variables=_variables(found, agent, used),
        speaks="voice" in agent.body,
    )


def _words(body: Mapping[str, Any]) -> str:
    told = body.get("description") or mapping(body.get("function")).get("description")
    if isinstance(told, str):
        return told
    return "one of the platform's own tools, which need no words" if "function" not in body else ""


def _variables(found: Folder, agent: Resource, used: list[str]) -> dict[str, str | None]:
    """Those that calls set; where the files say nothing of any call, each call may bring what it wants."""
    values = mapping(mapping(found.bodies.get(OVERRIDES)).get("variableValues"))
    supplied = {name: None for name in used if checks.is_supplied(name) or not values}
    extracted = {name: None for body, _ in checks.tools(found, agent) for name in checks.extracted(body)}
    return supplied | extracted | {name: str(value) or " " for name, value in values.items()}
