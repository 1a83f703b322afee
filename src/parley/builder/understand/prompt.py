"""What is sent to a model to understand a message: a fixed system text, the build as data, the message on its own.

The system text holds nothing that a user wrote, so it is the same for all turns: servers can keep it in their cache,
and no message can change the rules.
"""

from functools import cache
from typing import Any

import orjson

from parley.builder.schemas import BuildState, ProposalStatus
from parley.builder.understand.draft import Draft
from parley.llm import tokens
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, StructuredRequest
from parley.tools import service as tools

_MAX_ITEM = 120
_LENGTHS = (500, 120, 40)
"""The longest value of the brief in the context; the next where it would be larger than allowed."""
_MAX_CONTEXT_TOKENS = 1_100
_MAX_DRAFT = 4_000
_NO_QUESTION = "What should your agent do?"


@cache
def system() -> str:
    """The rules, the slots and the catalogue's ids."""
    return template("builder/understand.md.j2").render(tools=list(tools.catalogue().values()))


def request(message: str, state: BuildState, rules: str | None = None) -> StructuredRequest[Draft]:
    """The first call, by `rules` instead of `system()` where they are given.

    Roles alternate, because many chat templates of local models refuse anything else.
    """
    asked = "\n".join(question.text for question in state.open_questions) or _NO_QUESTION
    messages = (
        Said(Role.USER, f"The brief so far, as data:\n{context(state)}"),
        Said(Role.ASSISTANT, asked),
        Said(Role.USER, message),
    )
    return StructuredRequest(rules or system(), messages, Draft)


def repair(first: StructuredRequest[Draft], answer: str, complaints: list[str]) -> StructuredRequest[Draft]:
    """A further call with what was wrong; only the corrected operations are wanted."""
    listed = "\n".join(f"- {complaint}" for complaint in complaints[:12])
    wish = (
        f"Not usable:\n{listed}\n\nSend the same JSON with these operations corrected, and only these. "
        "Leave out what the message before your answer does not say."
    )
    return StructuredRequest(
        first.system,
        (*first.messages, Said(Role.ASSISTANT, answer[:_MAX_DRAFT] or "{}"), Said(Role.USER, wish)),
        Draft,
    )


def context(state: BuildState) -> str:
    """The build as compact JSON of bounded size: what is filled, what is asked, which tools there are."""
    data: dict[str, Any] = {"stage": state.stage.value, "brief": {}}
    if state.question:
        options = [option.value for option in state.question.options]
        data["question"] = {"about": state.question.path, "options": options}
        if state.also:
            data["question"]["also_about"] = state.also.path
    offered = [each.catalogue_id for each in state.proposals if each.status is ProposalStatus.OFFERED]
    data["tools"] = {"offered": offered, "chosen": [tool.name for tool in state.tools]}
    held = {slot: each["value"] for slot, each in state.brief.model_dump(mode="json").items() if each}
    text = ""
    for length in _LENGTHS:
        data["brief"] = {slot: _short(value, length) for slot, value in held.items()}
        text = orjson.dumps(data).decode()
        if tokens.count(text) <= _MAX_CONTEXT_TOKENS:
            break
    return text


def _short(value: Any, length: int) -> Any:
    """A value with as many characters; a list with as many in each of its items, or in all where that is too much."""
    if not isinstance(value, list):
        return str(value)[:length]
    items = [_item(item)[: min(length, _MAX_ITEM)] for item in value[:12]]
    return items if length > min(_LENGTHS) else "; ".join(items)[:length]


def _item(item: Any) -> str:
    """An item as the prompt writes it."""
    if not isinstance(item, dict):
        return str(item)
    parts = [", ".join(part) if isinstance(part, list) else str(part) for part in item.values() if part]
    return ": ".join(parts)
