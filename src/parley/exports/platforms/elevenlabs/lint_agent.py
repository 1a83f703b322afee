"""Rules on the agent: prompt and greeting, variables, voice and language, what is judged and guarded."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from parley.agents.schemas import Finding
from parley.exports import checklist
from parley.exports.platforms.elevenlabs.configs import Configs, member, objects, prompt_of, text
from parley.exports.platforms.elevenlabs.export import Json
from parley.exports.platforms.elevenlabs.languages import SPOKEN, WIDEST
from parley.exports.platforms.elevenlabs.lint_tools import every, schemas
from parley.exports.shaped import Step, error, place, shown, warning

NAME = "elevenlabs"
PROMPT = ("conversation_config", "agent", "prompt", "prompt")
FIRST = ("conversation_config", "agent", "first_message")
_ENGLISH_ONLY = frozenset({"eleven_flash_v2", "eleven_turbo_v2"})
_SUPPLIED = ("system__", "secret__")


def _checklist(configs: Configs) -> Iterator[Finding]:
    for path, agent in configs.agents.items():
        talk = member(agent, "conversation_config", "agent")
        prompt = prompt_of(agent)
        own = {
            name: checklist.ToolTold(text(tool, "description"), place(path, (*PROMPT[:-1], "built_in_tools", name)))
            for name, tool in member(prompt, "built_in_tools").items()
            if tool is not None
        }
        told = checklist.Told(
            prompt=text(prompt, "prompt"),
            prompt_where=place(path, PROMPT),
            first_message=text(talk, "first_message"),
            first_message_where=place(path, FIRST),
            tools=own | _tools(configs, path),
            variables=_declared(configs, agent)
            | dict.fromkeys(_supplied(text(prompt, "prompt") + text(talk, FIRST[-1]))),
            speaks=member(agent, "conversation_config", "conversation").get("text_only") is not True,
        )
        yield from checklist.findings(NAME, told)


def _tools(configs: Configs, path: str) -> dict[str, checklist.ToolTold]:
    """Tools with files of their own, which belong to every agent of the project, and those inside this one."""
    return {
        text(tool, "name"): checklist.ToolTold(text(tool, "description"), place(file, at))
        for file, at, tool in every(configs)
        if file == path or not at
    }


def _declared(configs: Configs, agent: Json) -> dict[str, str | None]:
    """The variables that have a value: placeholders of the agent and its tools, and what tools keep."""
    found: dict[str, str | None] = {}
    for holder in (member(agent, "conversation_config", "agent"), *(tool for _, _, tool in every(configs))):
        for name, value in member(holder, "dynamic_variables", "dynamic_variable_placeholders").items():
            found[name] = str(value)
        for _, kept in objects(holder, "assignments"):
            found.setdefault(text(kept, "dynamic_variable"), None)
    for node in member(agent, "workflow", "nodes").values():
        for _, update in objects(node, "updates"):
            found.setdefault(text(update, "variable_name"), None)
    return found


def _supplied(words: str) -> list[str]:
    return [name for name in checklist.placeholders(words) if name.startswith(_SUPPLIED)]


def _variables(configs: Configs) -> Iterator[Finding]:
    """What tools and nodes take from variables is declared somewhere."""
    declared = {name for agent in configs.agents.values() for name in _declared(configs, agent)}
    for file, at, name in _used(configs):
        if name and name not in declared and not name.startswith(_SUPPLIED):
            message = f"The variable “{shown(name)}” is used and set nowhere."
            yield error(f"{NAME}.unknown-variable", place(file, at), message, "Declare it as a placeholder.")


def _unset(configs: Configs) -> Iterator[Finding]:
    """A variable with an empty default that no tool sets is empty unless every conversation gives it."""
    keys = ("conversation_config", "agent", "dynamic_variables", "dynamic_variable_placeholders")
    kept = {text(one, "dynamic_variable") for _, _, tool in every(configs) for _, one in objects(tool, "assignments")}
    for path, agent in configs.agents.items():
        for name, value in member(agent, *keys).items():
            if value in ("", None) and name not in kept:
                message = f"The variable “{shown(name)}” is empty, and no tool sets it."
                mend = "Give it a default, or pass it at the start of each conversation."
                yield warning(f"{NAME}.variable-unset", place(path, (*keys, name)), message, mend)


def _used(configs: Configs) -> Iterator[tuple[str, tuple[Step, ...], str]]:
    for file, start, tool in every(configs):
        for at, schema in schemas(tool):
            yield file, (*start, *at), text(schema, "dynamic_variable")
        for header, value in member(tool, "api_schema", "request_headers").items():
            yield file, (*start, "api_schema", "request_headers", header), text(value, "variable_name")
    for path, agent in configs.agents.items():
        for name, node in member(agent, "workflow", "nodes").items():
            for used in checklist.placeholders(text(node, "additional_prompt")):
                yield path, ("workflow", "nodes", name, "additional_prompt"), used


def _languages(configs: Configs) -> Iterator[Finding]:
    for path, agent in configs.agents.items():
        config = member(agent, "conversation_config")
        if member(config, "conversation").get("text_only") is True:
            continue
        language = text(member(config, "agent"), "language") or "en"
        model = text(member(config, "tts"), "model_id") or "eleven_flash_v2"
        where = place(path, ("conversation_config", "tts"))
        if language != "en" and model in _ENGLISH_ONLY:
            message = f"The language is {shown(language)}, and {model} speaks English only."
            yield error(f"{NAME}.voice-language", where, message, "Set tts.model_id to a multilingual model.")
        elif language not in SPOKEN and model != WIDEST and not model.startswith("eleven_v"):
            message = f"{shown(model)} does not speak {shown(language)}."
            yield error(f"{NAME}.voice-language", where, message, f"Set tts.model_id to {WIDEST}.")
        elif language == "en" and model not in _ENGLISH_ONLY:
            message = f"An English agent has the model {shown(model)}; the platform has refused that."
            yield warning(f"{NAME}.voice-language", where, message, "Set the language, or leave the model out.")
        yield from _switching(path, agent, language)


def _switching(path: str, agent: Json, language: str) -> Iterator[Finding]:
    presets = member(agent, "conversation_config", "language_presets")
    detects = "language_detection" in member(prompt_of(agent), "built_in_tools")
    where = place(path, ("conversation_config", "language_presets"))
    if detects and not presets:
        message = "The agent can change its language, and there is none to change to."
        yield warning(f"{NAME}.no-presets", where, message, "Add language_presets.")
    if presets and not detects:
        message = "There are further languages, and nothing notices them."
        yield warning(f"{NAME}.no-detection", where, message, "Add the built-in tool language_detection.")
    if language in presets:
        yield warning(f"{NAME}.own-preset", where, "The agent's own language needs no preset.", "Take it out.")


def _judged(configs: Configs) -> Iterator[Finding]:
    for path, agent in configs.agents.items():
        settings = member(agent, "platform_settings")
        where = place(path, ("platform_settings",))
        if not text(agent, "name"):
            yield warning(f"{NAME}.no-name", place(path, ("name",)), "The agent has no name.", "Name it.")
        yield from _criteria(where, settings)
        if not member(settings, "data_collection"):
            yield warning(f"{NAME}.no-data", where, "No data are kept of a conversation.", "Add data_collection.")
        for name, value in member(settings, "data_collection").items():
            if not text(value, "description"):
                at = place(path, ("platform_settings", "data_collection", name))
                yield warning(f"{NAME}.data-without-description", at, "It is not said what to extract.", "Say it.")
        yield from _guarded(path, settings)


def _criteria(where: str, settings: Json) -> Iterator[Finding]:
    criteria = objects(member(settings, "evaluation"), "criteria")
    if not criteria:
        message = "Nothing says when a conversation went well."
        yield warning(f"{NAME}.no-criteria", where, message, "Add evaluation.criteria.")
    for name, times in Counter(text(one, "id") for _, one in criteria).items():
        if times > 1:
            message = f"Two criteria have the id “{shown(name)}”."
            yield error(f"{NAME}.duplicate-criterion", where, message, "Rename one.")


def _guarded(path: str, settings: Json) -> Iterator[Finding]:
    where = place(path, ("platform_settings", "guardrails"))
    rails = member(settings, "guardrails")
    listed = objects(member(rails, "custom", "config"), "configs")
    if not listed and not any(name in rails for name in ("focus", "prompt_injection", "content", "moderation")):
        message = "No guardrail checks what the agent says."
        yield warning(f"{NAME}.no-guardrails", where, message, "Add those that matter.")
    if rails and "version" not in rails:
        yield warning(f"{NAME}.guardrails-version", where, "The guardrails have no version.", "Set version to “1”.")
    for at, one in listed:
        here = place(path, ("platform_settings", "guardrails", "custom", "config", "configs", at))
        if one.get("is_enabled") is not True:
            yield warning(f"{NAME}.guardrail-off", here, "This guardrail is off.", "Set is_enabled to true.")
        if "trigger_action" not in one:
            message = "A reply that breaks this rule ends the call."
            yield warning(f"{NAME}.guardrail-ends-call", here, message, "Set trigger_action to retry.")


def _builtins(configs: Configs) -> Iterator[Finding]:
    for path, agent in configs.agents.items():
        for name, tool in member(prompt_of(agent), "built_in_tools").items():
            if not isinstance(tool, dict):
                continue
            where = place(path, (*PROMPT[:-1], "built_in_tools", name))
            if {text(tool, "name"), text(member(tool, "params"), "system_tool_type")} != {name}:
                message = "A built-in tool has one name, in three places."
                yield error(f"{NAME}.builtin-name", where, message, f"Call it {shown(name)} in all of them.")
            transfers = objects(member(tool, "params"), "transfers")
            if name.startswith("transfer_to") and not transfers:
                yield error(f"{NAME}.no-transfer", where, "There is nowhere to hand over to.", "Add a transfer.")
            for at, one in transfers:
                number = text(member(one, "transfer_destination"), "phone_number") or text(one, "phone_number")
                if number and "{{" not in number and not re.fullmatch(r"\+[1-9][0-9]{6,14}", number):
                    here = f"{where}/params/transfers/{at}"
                    yield error(f"{NAME}.number", here, "This is no number like +15550123456.", "Mend it.")


def _ids(configs: Configs) -> Iterator[Finding]:
    """Ids in the agent are those of the registries, where those have any."""
    for kind, keys, key in (
        ("tools", ("conversation_config", "agent", "prompt"), "tool_ids"),
        ("tests", ("platform_settings", "testing"), "attached_tests"),
    ):
        known = {text(entry, "id") for entry in configs.entries(kind)} - {""}
        for path, agent in configs.agents.items():
            listed: Any = member(agent, *keys).get(key)
            for at, one in enumerate(listed if known and isinstance(listed, list) else []):
                name = text(one, "test_id") if isinstance(one, dict) else str(one)
                if name not in known:
                    message = f"No entry of {kind}.json has this id."
                    where = place(path, (*keys, key, at))
                    yield warning(f"{NAME}.unlisted-id", where, message, "Push it with the project, or drop the id.")


RULES = (_checklist, _variables, _unset, _languages, _judged, _builtins, _ids)
