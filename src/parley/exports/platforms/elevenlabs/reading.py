"""Imported documents as an agent of ours: what we have words for; the documents themselves are its provenance."""

import re
from collections.abc import Mapping
from typing import Any

from parley.agents import sections
from parley.agents.schemas import (
    AgentSpec,
    Brief,
    Channel,
    Criterion,
    DataPoint,
    DataType,
    Guardrail,
    Provenance,
    Slot,
    Variable,
    Voice,
)
from parley.exports.checklist import placeholders
from parley.exports.naming import slug
from parley.exports.platforms.elevenlabs import reading_workflow
from parley.exports.platforms.elevenlabs.configs import member, objects, text
from parley.exports.platforms.elevenlabs.export import NAME, Json
from parley.exports.platforms.elevenlabs.languages import code
from parley.exports.platforms.elevenlabs.reading_tests import scenarios
from parley.exports.platforms.elevenlabs.reading_tools import NEUTRAL, tool_name, tools
from parley.exports.platforms.elevenlabs.texts import line, paragraph

RULE = "Block a reply that breaks this rule: "
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TOKEN = re.compile(r"\{\{([^{}]{1,100})\}\}")


def read_documents(found: Mapping[str, Any]) -> AgentSpec:
    """The agent of the documents by role. Texts longer than ours are cut, lists too; the documents stay whole."""
    body: Json = found["agent"]
    project = member(found, "project")
    prompt = member(body, "conversation_config", "agent", "prompt")
    talk = member(body, "conversation_config", "agent")
    name = line(text(body, "name")) or "Imported agent"
    first = paragraph(_neutral(text(talk, "first_message")))
    held = tools(found.get("tools") or [], prompt, project)
    return AgentSpec(
        schema="parley.agent/1",
        name=name,
        slug=slug(name, "agent").replace("_", "-"),
        brief=_brief(body, name, first),
        tools=held,
        workflow=reading_workflow.read(found),
        prompt=sections.prompt(_neutral(text(prompt, "prompt"))),
        first_message=first,
        voice=_voice(body),
        variables=_variables(body, found.get("tools") or []),
        data_collection=_data(body),
        criteria=_criteria(body),
        guardrails=_guardrails(body),
        tests=scenarios(found.get("tests") or [], text(body, "name"), _called(found, project)),
        provenance=Provenance(platform=NAME, documents=dict(found)),
    )


def _neutral(words: str) -> str:
    """A text with the platform's own variables under our names."""
    return _TOKEN.sub(lambda token: f"{{{{{NEUTRAL.get(name := token[1].strip(), name)}}}}}", words)


def _brief(body: Json, name: str, first: str) -> Brief:
    """Only what the documents say outright; nobody's purpose or goals are guessed."""
    is_chat = member(body, "conversation_config", "conversation").get("text_only") is True
    voice = _voice(body)
    return Brief(
        name=Slot(value=name),
        channel=Slot(value=Channel.CHAT if is_chat else Channel.VOICE),
        languages=Slot(value=[voice.language, *voice.extra_languages]),
        greeting=Slot(value=first) if first else None,
    )


def _voice(body: Json) -> Voice:
    config = member(body, "conversation_config")
    language = text(member(config, "agent"), "language")
    further = [tag for tag in member(config, "language_presets") if _LANGUAGE.fullmatch(tag) and code(tag) == tag]
    return Voice(
        language=language if _LANGUAGE.fullmatch(language) else "en",
        extra_languages=[tag for tag in further if tag != language][:20],
        speed=_number(member(config, "tts").get("speed"), 0.7, 1.2, 1.0),
        turn_timeout_s=int(_number(member(config, "turn").get("turn_timeout"), 1, 30, 7)),
        max_duration_s=int(_number(member(config, "conversation").get("max_duration_seconds"), 60, 7_200, 600)),
    )


def _number(value: Any, least: float, most: float, otherwise: float) -> float:
    return min(most, max(least, value)) if type(value) in (int, float) and value > 0 else otherwise


def _variables(body: Json, configs: list[Any]) -> list[Variable]:
    """Placeholders with their defaults, then what the texts use."""
    talk = member(body, "conversation_config", "agent")
    given = {
        name: value
        for holder in (talk, *configs)
        for name, value in member(holder, "dynamic_variables", "dynamic_variable_placeholders").items()
    }
    spoken = text(talk, "first_message") + text(member(talk, "prompt"), "prompt")
    used = dict.fromkeys(placeholders(spoken), "")
    return [
        Variable(name=NEUTRAL.get(name, name), default=line(str(value)))
        for name, value in (used | given).items()
        if _IDENTIFIER.fullmatch(name)
    ][:50]


def _data(body: Json) -> list[DataPoint]:
    return [
        DataPoint(name=name, type=DataType(text(one, "type")), description=paragraph(text(one, "description")))
        for name, one in member(body, "platform_settings", "data_collection").items()
        if _IDENTIFIER.fullmatch(name) and text(one, "type") in set(DataType)
    ][:40]


def _criteria(body: Json) -> list[Criterion]:
    return [
        Criterion(id=name, name=line(text(one, "name")), goal=paragraph(text(one, "conversation_goal_prompt")))
        for _, one in objects(member(body, "platform_settings", "evaluation"), "criteria")
        if _IDENTIFIER.fullmatch(name := text(one, "id"))
    ][:30]


def _guardrails(body: Json) -> list[Guardrail]:
    return [
        Guardrail(name=line(text(one, "name")), rule=paragraph(text(one, "prompt").removeprefix(RULE)))
        for _, one in objects(member(body, "platform_settings", "guardrails", "custom", "config"), "configs")
    ][:40]


def _called(found: Mapping[str, Any], project: Json) -> dict[str, str]:
    """The names of tools by all that a test may call them: path, id, the platform's own name."""
    paths = {str(name): str(path) for name, path in member(project, "tools").items()}
    named = {path: tool_name(name) for name, path in paths.items()}
    ids = {
        text(entry, "id"): named[text(entry, "config")]
        for _, entry in objects(member(project, "registries", "tools.json"), "tools")
        if text(entry, "config") in named
    }
    default = {
        f"tool_configs/{text(one, 'name')}.json": tool_name(text(one, "name"))
        for one in found.get("tools") or []
        if isinstance(one, dict)
    }
    prompt = member(found["agent"], "conversation_config", "agent", "prompt")
    return default | named | ids | {name: name for name in member(prompt, "built_in_tools")}
