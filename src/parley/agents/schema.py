"""The documented JSON Schema of an agent's definition; `docs/agent.schema.json` is what `document` gives, as a file."""

import json
from collections.abc import Mapping
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.agents.schemas.spec import SCHEMA_NAME

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OP = {"op": "What the edit does."}
_WAY = {
    "source": "The step that the way leaves.",
    "target": "The step that the way leads to.",
    "kind": "When the way is taken.",
    "condition": "In words, when the way is taken; for the kind when only.",
}
_NODE = {
    "id": "The step's name for ways and edits.",
    "kind": "What the step does.",
    "label": "A few words for diagrams.",
    "text": "What to say or to do.",
    "collects": "The variables that the step sets.",
    "tool": "The name of the tool that the step calls.",
    "to": "To whom the step hands over.",
    "goal": "The goal of the brief that the step serves.",
}
_SLOT = {
    "value": "What is known.",
    "status": "How it came to be known.",
    "source_turn": "The turn of the build that set it.",
    "evidence": "The user's words that it rests on.",
    "confidence": "From 0 to 1.",
}
FIELDS: Mapping[str, Mapping[str, str]] = {
    "AgentSpec": {
        "schema": "The format and its version.",
        "name": "What the agent is called by its owner.",
        "slug": "Its name in addresses and folders.",
        "description": "What it is for, in a sentence or two.",
        "brief": "What its owner wants: the source that the rest was derived from.",
        "tools": "What it may call; names are unique.",
        "workflow": "The steps that a conversation follows.",
        "prompt": "The system prompt.",
        "first_message": "How it opens a conversation; empty when it waits.",
        "voice": "How it sounds and takes turns.",
        "variables": "Values that the platform supplies at run time; names are unique.",
        "data_collection": "What to extract from each conversation; names are unique.",
        "criteria": "How to judge a finished conversation; ids are unique.",
        "guardrails": "Rules that it must keep.",
        "tests": "Tests that travel with it; names are unique.",
        "assumptions": "What was assumed because nobody said it.",
        "provenance": "Where it came from, if it was imported.",
    },
    "Brief": {
        "name": "What the agent calls itself.",
        "kind": "Its job.",
        "purpose": "Why it exists.",
        "callers": "Who talks to it.",
        "goals": "What callers can get done.",
        "scope_do": "What it also does.",
        "scope_dont": "What it must not do.",
        "tone": "How it speaks, in adjectives.",
        "languages": "The languages that it speaks, the main one first.",
        "channel": "Where people meet it.",
        "greeting": "Its first words.",
        "facts": "What it may tell.",
        "hours": "When somebody is there.",
        "constraints": "Rules of the business.",
        "compliance": "Laws and standards that it is under.",
        "handover": "When it passes to a person.",
        "success": "What a good outcome is.",
        "closing": "Its last words.",
        "voice": "How it should sound.",
    },
    "Goal": {
        "name": "What the caller gets done.",
        "description": "More about it.",
        "collect": "The data that it needs, in snake_case.",
    },
    "Fact": {"topic": "What it is about.", "text": "What may be told."},
    "HandoverRule": {"when": "In which case.", "to": "To whom: a number, a team, a queue; empty when not said."},
    "ToolSpec": {
        "name": "What the model calls it by.",
        "kind": "Who carries the call out.",
        "title": "What people call it.",
        "description": "What it does and when to call it, for the model.",
        "catalogue_id": "The entry of Parley's catalogue that it came from.",
        "builtin": "Which of the platform's own tools, for the kind builtin.",
        "mcp": "Where the tool is, for the kind mcp.",
        "method": "The HTTP method of a webhook.",
        "url": "The address of a webhook; null while nobody knows it. {name} stands for a parameter of the path.",
        "url_hint": "What address is to be filled in.",
        "content_type": "How the body is sent.",
        "headers": "Fixed headers, by name.",
        "parameters": "The values of a call; names are unique.",
        "results": "Values of the answer that are kept as variables.",
        "transfers": "The destinations of a hand-over.",
        "auth": "How the endpoint knows who calls.",
        "writes": "Whether a call changes something.",
        "confirm": "Whether the caller must say yes before the call.",
        "wait_message": "What is said while it runs.",
        "timeout_s": "Seconds to wait for the answer.",
        "on_failure": "What to do when it fails.",
        "source_page": "The page that documents it.",
    },
    "Parameter": {
        "name": "Its name in the request; dots nest it in the body.",
        "type": "Its JSON type.",
        "description": "What it means, for the model.",
        "example": "A value in the right form.",
        "required": "Whether a call needs it.",
        "source": "Where its value comes from.",
        "place": "Where in the request it goes.",
        "value": "The constant, the variable's name or the secret's reference, by source.",
        "enum": "The values that are allowed; empty for any.",
    },
    "Auth": {
        "kind": "The scheme.",
        "header": "The header that carries the credential.",
        "prefix": "What stands before it.",
        "secret": "The secret's reference; never its text.",
        "note": "What the person who sets it should know.",
    },
    "ResultField": {
        "name": "The variable that holds it.",
        "path": "Where it is in the answer, dotted.",
        "description": "What it means.",
    },
    "Transfer": {
        "condition": "When this destination is the right one.",
        "number": "Its number in E.164; null while nobody knows it.",
        "label": "What it is called.",
    },
    "McpTool": {"server": "The server's name among the operator's.", "tool": "The tool's name there."},
    "Workflow": {
        "start": "The first step.",
        "nodes": "The steps; ids are unique.",
        "edges": "The ways between them.",
        "edits": "Changes by hand; the graph has them already.",
        "shape": "What the course is best written as; null when nobody has said.",
        "reason": "Why.",
    },
    "Node": _NODE,
    "Edge": _WAY,
    "AddNode": {**_OP, **_NODE, "after": "The step to put it behind.", "before": "The step to put it in front of."},
    "UpdateNode": _OP | _NODE,
    "RemoveNode": {**_OP, "id": _NODE["id"], "join": "The step that what led to it leads to instead."},
    "AddEdge": _OP | _WAY,
    "UpdateEdge": {
        **_OP,
        **_WAY,
        "new_target": "The step that it leads to from now on.",
        "new_kind": "When it is taken from now on.",
        "new_condition": "The same in words.",
    },
    "RemoveEdge": _OP | _WAY,
    "Prompt": {"sections": "Its headed parts, in order."},
    "PromptSection": {"heading": "The heading, without its sign.", "lines": "Its lines, in order."},
    "PromptLine": {"text": "The line, in Markdown.", "sources": "Pointers to what it rests on, as in /brief/tone."},
    "Voice": {
        "description": "How it sounds, in words.",
        "language": "The main language.",
        "extra_languages": "Further ones.",
        "speed": "1 is the voice's own speed.",
        "turn_timeout_s": "Seconds of silence after which the agent speaks.",
        "max_duration_s": "Seconds after which a conversation ends.",
    },
    "Variable": {"name": "{{name}} in texts.", "description": "What it holds.", "default": "Its value in tests."},
    "DataPoint": {"name": "What it is kept as.", "type": "Its type.", "description": "What to extract."},
    "Criterion": {"id": "A stable name.", "name": "What people call it.", "goal": "What must hold."},
    "Guardrail": {"name": "What people call it.", "rule": "The rule, in words."},
    "Scenario": {
        "name": "What people call it.",
        "kind": "What is judged.",
        "history": "What was said before, for reply and call.",
        "caller": "Whom somebody plays, for conversation.",
        "max_turns": "The caller's turns at most.",
        "success": "What must hold, all of it.",
        "call": "The tool call that is expected, for the kind call.",
        "good": "Answers that would do.",
        "bad": "Answers that would not.",
        "mocks": "What tools answer meanwhile.",
        "sources": "Pointers to the rules of the brief that it covers.",
    },
    "ScenarioMessage": {"role": "Who says it.", "text": "What is said."},
    "ExpectedCall": {
        "tool": "The tool's name.",
        "arguments": "What its arguments must be.",
        "is_absent": "Whether it must not be called.",
    },
    "ArgumentCheck": {
        "parameter": "The parameter's name.",
        "kind": "How it is judged.",
        "value": "The text, pattern or meaning it is held against.",
    },
    "ToolMock": {
        "tool": "The tool's name.",
        "answer": "The body of its answer, or the words of its error.",
        "fails": "Whether the call fails.",
    },
    "Provenance": {
        "platform": "The platform's name.",
        "documents": "Its own documents, by role, as they came.",
    },
}
"""What each field of each object is, for people who read or write a definition."""


def document() -> dict[str, Any]:
    """The schema, with a description of every field and the slots under their own names."""
    raw = AgentSpec.model_json_schema(by_alias=True)
    titles = {name: part["title"] for name, part in raw["$defs"].items() if "title" in part}
    text = json.dumps(raw)
    for name, title in titles.items():
        text = text.replace(f'"#/$defs/{name}"', f'"#/$defs/{title}"')
    found: dict[str, Any] = json.loads(text)
    parts = {titles.get(name, name): part for name, part in found.pop("$defs").items()}
    for name, part in [("AgentSpec", found), *parts.items()]:
        _describe(part, FIELDS.get(name, _SLOT if name.endswith("Slot") else {}))
    return {"$schema": DIALECT, "$id": f"urn:{SCHEMA_NAME.replace('/', ':')}", **found, "$defs": parts}


def text() -> str:
    """The schema as the file that is shipped: indented, in the order of the fields."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _describe(part: dict[str, Any], told: Mapping[str, str]) -> None:
    for name, field in part.get("properties", {}).items():
        if name in told:
            field["description"] = told[name]
