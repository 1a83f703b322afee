"""What is sent to a model to understand a message: a fixed system text, the build as data, the message on its own.

The system text holds nothing that a user wrote, so it is the same for all turns: servers can keep it in their cache,
and no message can change the rules.
"""

from functools import cache
from typing import Any

import orjson

from parley.builder.schemas import BuildState, ProposalStatus
from parley.builder.understand.draft import Draft
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, StructuredRequest
from parley.tools import service as tools

_MAX_ITEM = 120
_MAX_VALUE = 500
_MAX_CONTEXT = 4_000
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
    asked = state.question.text if state.question else _NO_QUESTION
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
    data: dict[str, Any] = {
        "stage": state.stage.value,
        "brief": {slot: _short(held["value"]) for slot, held in state.brief.model_dump(mode="json").items() if held},
    }
    if state.question:
        options = [option.value for option in state.question.options]
        data["question"] = {"about": state.question.path, "options": options}
    offered = [each.catalogue_id for each in state.proposals if each.status is ProposalStatus.OFFERED]
    data["tools"] = {"offered": offered, "chosen": [tool.name for tool in state.tools]}
    text = orjson.dumps(data).decode()
    if len(text) > _MAX_CONTEXT:
        data["brief"] = {slot: str(value)[:_MAX_ITEM] for slot, value in data["brief"].items()}
        text = orjson.dumps(data).decode()
    return text


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [_item(item) for item in value[:12]]
    return str(value)[:_MAX_VALUE]


def _item(item: Any) -> str:
    """An item as the prompt writes it, cut to a line."""
    if not isinstance(item, dict):
        return str(item)[:_MAX_ITEM]
    parts = [", ".join(part) if isinstance(part, list) else str(part) for part in item.values() if part]
    return ": ".join(parts)[:_MAX_ITEM]
