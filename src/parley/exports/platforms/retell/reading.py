"""Agents that come from Retell AI: its bodies, the API's answers, the dashboard's exports, our own bundles."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import orjson
from pydantic import ValidationError

from parley.agents import sections
from parley.agents.schemas import (
    AgentSpec,
    Brief,
    Channel,
    Criterion,
    DataPoint,
    DataType,
    Guardrail,
    Prompt,
    Provenance,
    Scenario,
    ScenarioKind,
    Slot,
    ToolMock,
    Variable,
    Voice,
)
from parley.exports import credentials, shaped
from parley.exports.faults import fault
from parley.exports.naming import unique
from parley.exports.notes import Notes
from parley.exports.platforms.retell import calls, reading_course, reading_tools, texts
from parley.exports.platforms.retell.export import SECRET, Json
from parley.exports.platforms.retell.graphs import objects
from parley.exports.platforms.retell.roles import Body, bodies
from parley.exports.schemas import Files, Imported, Importer

MAX_NODES = 200
_CRITERION = re.compile(r"^Success criterion “(.*?)”: (.*)$", re.DOTALL)
_VARIABLE = re.compile(r"[A-Za-z_]\w{0,63}", re.ASCII)
_DATA = {"boolean": DataType.BOOLEAN, "number": DataType.NUMBER}


def recognises(files: Files) -> bool:
    """Whether one of the files is what answers, or an agent that holds it."""
    return any(body.role in {"llm", "flow"} for body in _bodies(files, strictly=False))


def read(files: Files) -> Imported:
    """The agent in the files; ImportFault where there is none, or several, or one too large."""
    found: Json = {}
    for body in _bodies(files, strictly=True):
        if body.role == "test":
            found.setdefault("tests", []).append(body.value)
        elif body.role in found:
            raise fault(body.path, "/" + "/".join(map(str, body.at)), f"it is a second {body.role}; send one agent")
        else:
            found[body.role] = body.value
            _checked(body)
    if len({"llm", "flow"} & found.keys()) != 1:
        first = next(iter(files), "the import")
        raise fault(
            shaped.shown(first), "", "send one Retell LLM or one conversation flow, with the agent that uses it"
        )
    notes = Notes()
    documents = _without_secrets(found, notes)
    try:
        spec = reading(documents)
    except (ValidationError, TypeError, ValueError, AttributeError) as error:
        raise fault(next(iter(files)), "", "it is not as the platform writes it; lint it to see where") from error
    _noted(spec, documents, notes)
    return Imported(spec, notes.report(spec.secrets))


def _bodies(files: Files, *, strictly: bool) -> Iterator[Body]:
    for path, text in files.items():
        if not path.endswith(".json"):
            continue
        try:
            value = shaped.load(path, text)
        except shaped.Unreadable as error:
            if strictly:
                raise fault(shaped.shown(path), "", str(error)) from error
            continue
        yield from bodies(path, value)


def _checked(body: Body) -> None:
    nodes = body.value.get("nodes")
    if body.role == "flow" and (not isinstance(nodes, list) or not objects(body.value, "nodes")):
        raise fault(body.path, "/nodes", "a flow needs nodes")
    for key in ("nodes", "states"):
        held = body.value.get(key)
        if isinstance(held, list) and len(held) > MAX_NODES:
            raise fault(body.path, f"/{key}", f"there are more than {MAX_NODES} {key}")


def _without_secrets(found: Json, notes: Notes) -> Json:
    """The documents with places instead of credentials that stood in them."""
    made = deepcopy(found)
    engine: Json = made.get("llm") or made["flow"]
    holders = [tool for _, tool in calls.tools(engine)] + [one for _, one in objects(engine, "mcps")]
    for holder in holders:
        for part in ("headers", "query_params"):
            held = holder.get(part)
            given: Json = held if isinstance(held, dict) else {}
            for key, value in given.items():
                if credentials.is_plain(str(key), value):
                    name = re.sub(r"[^A-Z0-9]+", "_", f"{holder.get('name')}_{key}".upper()).strip("_")[:60]
                    scheme = next((one for one in ("Bearer ", "Basic ") if value.startswith(one)), "")
                    given[key] = f"{scheme}{{{{{SECRET}{name or 'KEY'}}}}}"
                    notes.to_fill.append(f"the secret {name}: it stood in the files and was not taken over")
    return made


def reading(documents: Mapping[str, Any]) -> AgentSpec:
    """The agent that the documents describe; what they do not say stays empty."""
    engine: Json = documents.get("flow") or documents["llm"]
    agent: Json = documents.get("agent") or documents.get("chat_agent") or {}
    prompt = _prompt(documents)
    workflow = reading_course.workflow(documents)
    name = texts.line(agent.get("agent_name"))
    points, criteria = _analysis(agent)
    found = list(reading_tools.tools([tool for _, tool in calls.tools(engine)]))
    by_name = {tool.name: tool for tool in found}
    return AgentSpec(
        name=name,
        slug=re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "retell-agent",
        brief=_brief(name, documents),
        tools=list(by_name.values())[:40],
        workflow=workflow,
        prompt=prompt,
        first_message=_first_message(documents),
        voice=_voice(agent),
        variables=_variables(documents),
        data_collection=points,
        criteria=criteria,
        guardrails=_guardrails(prompt),
        tests=_tests(documents.get("tests") or []),
        provenance=Provenance(platform="retell", documents=dict(documents)),
    )


def _prompt(documents: Mapping[str, Any]) -> Prompt:
    held: Json = documents.get("flow") or documents["llm"]
    told = held.get("global_prompt" if "flow" in documents else "general_prompt")
    return sections.prompt(texts.neutral(told) if isinstance(told, str) else "")


def _brief(name: str, documents: Mapping[str, Any]) -> Brief:
    """Only what the documents plainly say."""
    channels = {"agent": Channel.VOICE, "chat_agent": Channel.CHAT}
    held = [channel for role, channel in channels.items() if role in documents]
    channel = Channel.BOTH if len(held) == 2 else next(iter(held), None)
    return Brief(name=Slot(value=name) if name else None, channel=Slot(value=channel) if channel else None)


def _first_message(documents: Mapping[str, Any]) -> str:
    if "llm" in documents:
        return texts.paragraph(documents["llm"].get("begin_message"))
    flow = documents["flow"]
    nodes = [node for _, node in objects(flow, "nodes")]
    start = next((node for node in nodes if node.get("id") == flow.get("start_node_id")), nodes[0])
    held = start.get("instruction")
    said: Json = held if isinstance(held, dict) else {}
    is_said = said.get("type") == "static_text" and flow.get("start_speaker") == "agent"
    return texts.paragraph(said.get("text")) if is_said else ""


def _voice(agent: Json) -> Voice:
    spoken = agent.get("language") or "en-US"
    tags = [str(tag) for tag in (spoken if isinstance(spoken, list) else [spoken])]
    return Voice(
        language=tags[0],
        extra_languages=tags[1:21],
        speed=round(min(1.2, max(0.7, float(agent.get("voice_speed") or 1))), 3),
        turn_timeout_s=int(min(30, max(1, float(agent.get("reminder_trigger_ms") or 10_000) / 1_000))),
        max_duration_s=int(min(7_200, max(60, float(agent.get("max_call_duration_ms") or 3_600_000) / 1_000))),
    )


def _variables(documents: Mapping[str, Any]) -> list[Variable]:
    """Those with a default, and those that texts use."""
    engine: Json = documents.get("flow") or documents["llm"]
    held = engine.get("default_dynamic_variables")
    begun = {str(key): texts.line(value) for key, value in held.items()} if isinstance(held, dict) else {}
    used = texts.tokens(orjson.dumps(documents).decode())
    named = {texts.variable(key): value for key, value in {**dict.fromkeys(used, ""), **begun}.items()}
    fit = {key: value for key, value in named.items() if _VARIABLE.fullmatch(key) and not key.startswith(SECRET)}
    return [Variable(name=key, default=value) for key, value in fit.items()][:50]


def _analysis(agent: Json) -> tuple[list[DataPoint], list[Criterion]]:
    points: dict[str, DataPoint] = {}
    criteria: dict[str, Criterion] = {}
    for key in ("post_call_analysis_data", "post_chat_analysis_data"):
        for _, item in objects(agent, key):
            name = texts.variable(str(item.get("name")))
            told = texts.paragraph(item.get("description"))
            if item.get("type") == "system-presets" or not _VARIABLE.fullmatch(name):
                continue
            goal = _CRITERION.match(told)
            if goal:
                criteria[name] = Criterion(id=name, name=texts.line(goal[1]), goal=goal[2])
            else:
                kind = _DATA.get(str(item.get("type")), DataType.STRING)
                points[name] = DataPoint(name=name, type=kind, description=told)
    return list(points.values())[:40], list(criteria.values())[:30]


def _guardrails(prompt: Prompt) -> list[Guardrail]:
    """The rules under a heading that says so."""
    sections = [one for one in prompt.sections if "guardrail" in one.heading.lower()]
    rules = [line.text.strip().removeprefix("- ").strip() for one in sections for line in one.lines]
    kept = [rule for rule in rules if rule and not rule.startswith("#") and len(rule) <= texts.PARAGRAPH]
    return [Guardrail(name=texts.line(rule, 80), rule=rule) for rule in kept][:40]


def _tests(raw: list[Json]) -> list[Scenario]:
    found: list[Scenario] = []
    for case in raw[:60]:
        metrics = [told for one in case.get("metrics") or [] if (told := texts.paragraph(one))]
        caller = texts.paragraph(case.get("user_prompt"))
        if not caller or not metrics:
            continue
        mocks = [_mock(one) for _, one in objects(case, "tool_mocks")]
        found.append(
            Scenario(
                name=unique(texts.line(case.get("name")), (one.name for one in found)),
                kind=ScenarioKind.CONVERSATION,
                caller=caller,
                success=metrics[:10],
                mocks=mocks[:20],
            )
        )
    return found


def _mock(one: Json) -> ToolMock:
    failed = one.get("result") is False
    return ToolMock(
        tool=reading_tools.name(one.get("tool_name")), answer=texts.paragraph(one.get("output")), fails=failed
    )


def _noted(spec: AgentSpec, documents: Json, notes: Notes) -> None:
    notes.mapped += ["System prompt", "First message", "Workflow", *(f"Tool {tool.name}" for tool in spec.tools)]
    engine = documents.get("llm") or documents["flow"]
    known = {tool.name for tool in spec.tools}
    for _, tool in calls.tools(engine):
        if reading_tools.name(tool.get("name")) not in known:
            kind = shaped.shown(str(tool.get("type")), 40)
            notes.approximated.append(f"Tools of the kind {kind} stay as they came, for Retell alone")
    if not ({"agent", "chat_agent"} & documents.keys()):
        notes.to_fill.append("the agent that uses it: voice and language are not in these files")
    notes.to_fill += spec.to_fill


IMPORTER = Importer(recognises, read)
