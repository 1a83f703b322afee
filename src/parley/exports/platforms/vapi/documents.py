"""The agent as the platform's resources, by role: lists of {"name": resource id, "body": what a create call takes}.

An assistant may have its system prompt apart, as "prompt"; its first system message then lacks the content. Tools and
outputs that stand in the assistant itself are among the others, marked "inline". So edits merge line by line, and tool
by tool, whatever form the assistant came in.

Resources name each other by resource id, as the GitOps tool resolves them; `whole` puts them into one body instead.
"""

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.exports import variables
from parley.exports.origin import Documents
from parley.exports.platforms.vapi import assistant, origins, outputs, scenarios, tools
from parley.exports.platforms.vapi.export import SUPPLIED, Export, Json, finished, resource_id
from parley.exports.platforms.vapi.origins import items

ROLES = (
    "assistants",
    "tools",
    "structuredOutputs",
    "squads",
    "personalities",
    "scenarios",
    "simulations",
    "suites",
    "evals",
)


ID_LISTS = {"tools": "toolIds", "structuredOutputs": "structuredOutputIds"}
NOT_CREATED = frozenset({"assistant_ids", "workflow_ids", "id", "orgId", "createdAt", "updatedAt"})


def export_of(spec: AgentSpec) -> Export:
    """What the parts of one rendering share."""
    return Export(spec, variables.names(spec, SUPPLIED), origins.of(spec).assistant or spec.slug)


def rendition(export: Export) -> Documents:
    """Every resource of the agent; what could not be carried over is noted in `export`."""
    came = origins.of(export.spec)
    made = _tools(export, came)
    taken = outputs.bodies(export, came)
    tests = scenarios.bodies(export, came)
    agent = assistant.body(
        export,
        made,
        [name for name in made if name not in came.inline],
        [name for name in taken if name not in came.inline],
    )
    _note(export)
    found = {
        "assistants": [{"name": export.assistant_id, "prompt": assistant.prompt(export), "body": agent}],
        "tools": _listed(made),
        "structuredOutputs": _listed(taken),
        "personalities": _listed(tests.personalities),
        "scenarios": _listed(tests.scenarios),
        "simulations": _listed(tests.simulations),
        "suites": _listed(tests.suites),
        "evals": _listed(tests.evals),
    }
    return {role: finished(resources, export.known) for role, resources in found.items() if resources}


def _note(export: Export) -> None:
    notes, spec = export.notes, export.spec
    if spec.workflow.nodes:
        notes.approximated.append("Workflow: the platform has no graph of steps; they are in the system prompt")
    if variables.placeholders(spec, SUPPLIED):
        notes.approximated.append(
            "Variables: the platform keeps no defaults; each call brings the values (bodies/overrides.json has them)"
        )
    if "now" in export.known.values():
        notes.approximated.append("Current time: the platform gives it in UTC")
    notes.to_fill += [f"{name}: {what or 'its value'}, in each call" for name, what in _unset(spec).items()]


def _unset(spec: AgentSpec) -> dict[str, str]:
    return variables.settings(spec, SUPPLIED)


def _tools(export: Export, came: origins.Origins) -> dict[str, Json]:
    found: dict[str, Json] = {}
    names = export.tool_names()
    servers = set()
    for tool in export.spec.tools:
        body = tools.body(export, tool, names[tool.name])
        if body is None or (tool.mcp and tool.mcp.server in servers):
            continue
        if tool.mcp:
            servers.add(tool.mcp.server)
        wanted = came.tools.get(tool.name, "")
        found[wanted if wanted and wanted not in found else resource_id(tool.name, "tool", found)] = body
    return found


def _listed(bodies: Mapping[str, Json]) -> list[Json]:
    return [{"name": name, "body": body} for name, body in bodies.items()]


def gitops(documents: Mapping[str, Any]) -> dict[str, list[Json]]:
    """The resources that have files of their own; tools and outputs that stood in the assistant stand there again."""
    found = {role: [one for one in items(documents, role) if one.get("inline") is not True] for role in ROLES}
    agents = found["assistants"]
    if agents:
        found["assistants"] = [{"name": agents[0]["name"], "body": _assembled(documents, agents[0])}, *agents[1:]]
    return found


def whole(documents: Mapping[str, Any]) -> Json:
    """The first assistant as one body: with its tools and structured outputs inside, where they are known."""
    agents = items(documents, "assistants")
    agent = _assembled(documents, agents[0]) if agents else {}
    _embed(agent, ("model",), "toolIds", "tools", items(documents, "tools"))
    _embed(agent, ("artifactPlan",), "structuredOutputIds", "structuredOutputs", items(documents, "structuredOutputs"))
    return agent


def _assembled(documents: Mapping[str, Any], item: Json) -> Json:
    """The assistant's body with its prompt and with what is marked inline."""
    agent: Json = deepcopy(item["body"])
    messages = origins.mapping(agent.get("model")).get("messages")
    for message in messages if isinstance(messages, list) and "prompt" in item else []:
        if origins.mapping(message).get("role") == "system" and "content" not in message:
            message["content"] = item["prompt"]
            break
    for role, parent, key in (("tools", "model", "tools"), ("structuredOutputs", "artifactPlan", "structuredOutputs")):
        marked = [one for one in items(documents, role) if one.get("inline") is True]
        inside = [deepcopy(one["body"]) for one in marked]
        if inside:
            agent[parent] = {**origins.mapping(agent.get(parent)), key: inside}
            _forget(agent[parent], ID_LISTS[key], {one["name"] for one in marked})
    return agent


def _forget(parent: Json, key: str, names: Collection[str]) -> None:
    """Takes the ids out of a list of references, and the list where nothing is left."""
    given = parent.get(key)
    if isinstance(given, list) and any(name in names for name in given if isinstance(name, str)):
        parent[key] = [name for name in given if name not in names]
        if not parent[key]:
            del parent[key]


def _embed(agent: Json, path: Iterable[str], ids_key: str, key: str, known: list[Json]) -> None:
    """Bodies in place of the ids that are known."""
    here = agent
    for step in path:
        here = origins.mapping(here.get(step))
    ids = here.get(ids_key)
    if not isinstance(ids, list):
        return
    bodies = {one["name"]: one["body"] for one in known if one.get("inline") is not True}
    inside = [_create_body(bodies[name]) for name in ids if isinstance(name, str) and name in bodies]
    left = [name for name in ids if not (isinstance(name, str) and name in bodies)]
    if inside:
        given = here.get(key)
        here[key] = [*(given if isinstance(given, list) else []), *inside]
        here.pop(ids_key)
        if left:
            here[ids_key] = left


def _create_body(body: Json) -> Json:
    """The body without what only the GitOps tool understands, and without what the platform adds when it keeps it."""
    return {key: deepcopy(value) for key, value in body.items() if key not in NOT_CREATED}


def entries(documents: Mapping[str, Any]) -> list[Json]:
    """The simulations by name, with their scenarios and callers inside; those whose parts are all here."""
    callers = {one["name"]: one["body"] for one in items(documents, "personalities")}
    scenarios = {one["name"]: one["body"] for one in items(documents, "scenarios")}
    found = []
    for one in sorted(items(documents, "simulations"), key=lambda one: str(one["name"])):
        scenario, caller = one["body"].get("scenarioId"), one["body"].get("personalityId")
        if isinstance(scenario, str) and isinstance(caller, str) and scenario in scenarios and caller in callers:
            name = one["body"].get("name", one["name"])
            parts = {"scenario": scenarios[scenario], "personality": callers[caller]}
            found.append({"type": "simulation", "name": name} | parts)
    return found
