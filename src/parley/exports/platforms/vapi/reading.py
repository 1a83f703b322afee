"""An agent from Vapi: a GitOps folder, plain bodies with their tools inside or beside them, or the API's answers."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from parley.agents import sections
from parley.agents.schemas import (
    AgentSpec,
    Brief,
    Criterion,
    DataPoint,
    DataType,
    Node,
    NodeKind,
    Provenance,
    Slot,
    ToolSpec,
    Variable,
    Voice,
    Workflow,
)
from parley.exports.faults import fault
from parley.exports.notes import Notes
from parley.exports.origin import Documents
from parley.exports.platforms.vapi import folder, scenario_reading, tool_reading
from parley.exports.platforms.vapi.documents import ROLES
from parley.exports.platforms.vapi.export import Json, resource_id
from parley.exports.platforms.vapi.folder import Folder, Resource
from parley.exports.platforms.vapi.origins import PLATFORM_NAME, items, mapping, tool_name, variable
from parley.exports.platforms.vapi.texts import listed, neutral_names, number, text, variables
from parley.exports.schemas import Files, Imported, Report
from parley.exports.shaped import shown

_ID = re.compile(
    r"\.?[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*(/[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*){0,3}"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
WHOLE = "bodies/assistant.json"
LOOSE = "assistant"


def recognises(files: Files) -> bool:
    """Whether an assistant of the platform is among the files, by their names and top keys."""
    found = folder.read(files)
    agents = [*(one.body for one in found.of("assistants")), mapping(found.bodies.get(WHOLE))]
    return any(_is_assistant(body) for body in agents)


def _is_assistant(body: Mapping[str, Any]) -> bool:
    model, voice = mapping(body.get("model")), mapping(body.get("voice"))
    return "provider" in model or "provider" in voice or "messages" in model or "firstMessageMode" in body


def read(files: Files) -> Imported:
    """The agent and what became of it; ImportFault with the file and the place for what is none."""
    found = folder.read(files)
    for told in found.faults:
        path, _, pointer = told.where.partition("#")
        raise fault(path, pointer, told.message)
    documents = _documents(found)
    try:
        spec = spec_of(documents)
    except ValidationError as refused:
        first = refused.errors(include_url=False, include_input=False)[0]
        place = "/".join(str(step) for step in first["loc"])
        raise fault(items(documents, "assistants")[0]["name"], place, first["msg"]) from refused
    return Imported(spec, _report(spec, documents))


def _documents(found: Folder) -> Documents:
    """The resources by role; what stood inside the assistant is apart, and marked."""
    agents = found.of("assistants")
    if not agents:
        body = found.bodies.get(WHOLE)
        if not isinstance(body, dict):
            raise fault("files", "", "there is no assistant of Vapi among them")
        agents = [Resource("assistants", LOOSE, WHOLE, body)]
    for one in found.resources:
        if not _ID.fullmatch(one.name):
            raise fault(shown(one.path), "", "its name has signs other than letters, digits, dashes and underscores")
    first = agents[0]
    known = found.documents
    told: Documents = {"assistants": [_apart(first, known), *known.get("assistants", [])[1:]]}
    told |= {role: known[role] for role in ROLES[1:] if role in known}
    return told | ({"layout": {"org": found.org}} if found.org else {})


def _apart(agent: Resource, known: Documents) -> Json:
    """The assistant without its prompt, tools and outputs, which are put among the others of `known`."""
    body = deepcopy(agent.body)
    for role, parent, key in (("tools", "model", "tools"), ("structuredOutputs", "artifactPlan", "structuredOutputs")):
        inside = listed(mapping(body.get(parent)).get(key))
        if not inside:
            continue
        if len(inside) > folder.MAX_RESOURCES:
            raise fault(agent.path, f"/{parent}/{key}", f"there are more than {folder.MAX_RESOURCES} of them")
        if not all(isinstance(one, dict) for one in inside):
            raise fault(agent.path, f"/{parent}/{key}", "each of these must be an object")
        taken = [one["name"] for one in known.get(role, [])]
        for one in inside:
            given = tool_name({"name": str(one.get("name") or one.get("type") or key), "body": one})
            taken.append(resource_id(given, key, taken))
            known.setdefault(role, []).append({"name": taken[-1], "body": one, "inline": True})
        del body[parent][key]
    item: Json = {"name": agent.name, "body": body}
    for message in listed(mapping(body.get("model")).get("messages")):
        if mapping(message).get("role") == "system" and isinstance(message.get("content"), str):
            item["prompt"] = message.pop("content")
            break
    return item


def spec_of(documents: Mapping[str, Any]) -> AgentSpec:
    """What the documents plainly say, with themselves as the agent's provenance."""
    agent = items(documents, "assistants")[0]
    body = agent["body"]
    told, greeting = agent.get("prompt", ""), text(body.get("firstMessage"), 2_000)
    name = text(body.get("name"), 300)
    names = variables(told + greeting)
    return AgentSpec(
        name=name,
        slug=_slug(agent["name"]) if agent["name"] != LOOSE else _slug(name),
        brief=Brief(name=Slot(value=name)) if name else Brief(),
        tools=_tools(documents),
        workflow=Workflow(start="talk", nodes=[Node(id="talk", kind=NodeKind.ASK, label="Talk")], edges=[]),
        prompt=sections.prompt(neutral_names(told)),
        first_message="" if body.get("firstMessageMode") == "assistant-waits-for-user" else neutral_names(greeting),
        voice=_voice(body),
        variables=[Variable(name=one) for one in names][:50],
        data_collection=_data(documents),
        criteria=_criteria(documents),
        tests=scenario_reading.tests(documents),
        provenance=Provenance(platform=PLATFORM_NAME, documents=dict(documents)),
    )


def _slug(told: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", told.lower())[:60].strip("-") or LOOSE


def _tools(documents: Mapping[str, Any]) -> list[ToolSpec]:
    found: dict[str, ToolSpec] = {}
    for item in items(documents, "tools"):
        one = tool_reading.tool(item)
        if one is not None:
            found.setdefault(one.name, one)
    return list(found.values())[:40]


def _voice(body: Json) -> Voice:
    voice, ears = mapping(body.get("voice")), mapping(body.get("transcriber"))
    found: Json = {}
    for language in (ears.get("language"), voice.get("language")):
        if isinstance(language, str) and _LANGUAGE.fullmatch(language) and language not in {"multi", "auto"}:
            found.setdefault("language", language[:35])
    speed, longest = number(voice.get("speed")), number(body.get("maxDurationSeconds"))
    if speed is not None and 0.7 <= speed <= 1.2:
        found["speed"] = speed
    if longest is not None:
        found["max_duration_s"] = min(7_200, max(60, round(longest)))
    for hook in map(mapping, listed(body.get("hooks"))):
        seconds = number(mapping(hook.get("options")).get("timeoutSeconds"))
        if hook.get("on") == "customer.speech.timeout" and seconds is not None:
            found.setdefault("turn_timeout_s", min(30, max(1, round(seconds))))
    return Voice(**found)


def _data(documents: Mapping[str, Any]) -> list[DataPoint]:
    found: dict[str, DataPoint] = {}
    for one in items(documents, "structuredOutputs"):
        schema = mapping(one["body"].get("schema"))
        single = {one["name"]: schema} if schema.get("type") != "boolean" else {}
        for name, leaf in (mapping(schema.get("properties")) if schema.get("type") == "object" else single).items():
            kind, told = str(mapping(leaf).get("type")), text(mapping(leaf).get("description"), 2_000)
            if kind in set(DataType):
                point = DataPoint(name=variable(name), type=DataType(kind), description=told)
                found.setdefault(point.name, point)
    return list(found.values())[:40]


def _criteria(documents: Mapping[str, Any]) -> list[Criterion]:
    """Outputs that are a truth value each."""
    found: dict[str, Criterion] = {}
    for one in items(documents, "structuredOutputs"):
        schema = mapping(one["body"].get("schema"))
        if schema.get("type") == "boolean":
            goal = text(schema.get("description"), 2_000) or text(one["body"].get("description"), 2_000)
            found.setdefault(
                variable(one["name"]),
                Criterion(id=variable(one["name"]), name=text(one["body"].get("name"), 300), goal=goal),
            )
    return list(found.values())[:30]


def _report(spec: AgentSpec, documents: Mapping[str, Any]) -> Report:
    notes = Notes(mapped=["System prompt", "First message", "Voice, languages and timeouts"])
    notes.mapped += [f"Tool {one.name}" for one in spec.tools]
    notes.mapped += [f"Test {one.name}" for one in spec.tests]
    known = {one.name for one in spec.tools}
    notes.approximated += [
        f"Tool {shown(item['name'])}: kept as it is; it cannot be changed here"
        for item in items(documents, "tools")
        if tool_name(item) not in known
    ]
    notes.approximated.append("Whatever else the documents say is kept as it is, and goes back to Vapi")
    notes.to_fill += spec.to_fill
    return notes.report(spec.secrets)
