"""The simulated caller: a model that plays who the scenario says, one message at a time."""

from collections.abc import Sequence

from pydantic import BaseModel

from parley.evals.scenarios.talk import Entry, Kind
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, StructuredModel, StructuredRequest

_MAX_TOKENS = 300
_BEGINS = "[The line is open; nobody has spoken yet.]"


class Line(BaseModel):
    """What the caller says next; `is_done` when that is the last they say."""

    say: str
    is_done: bool


async def speaks(caller: str, talk: Sequence[Entry], model: StructuredModel) -> Line:
    """The caller's next message. ModelError as the model has it."""
    system = template("tests/caller.md.j2").render(caller=caller)
    return (await model.structured(StructuredRequest(system, _heard(talk), Line, _MAX_TOKENS))).value


def _heard(talk: Sequence[Entry]) -> tuple[Said, ...]:
    """The talk from the caller's side, who hears no calls: roles alternate, the agent first and last."""
    found: list[Said] = []
    for entry in talk:
        if entry.kind not in {Kind.CALLER, Kind.AGENT}:
            continue
        role = Role.USER if entry.kind is Kind.AGENT else Role.ASSISTANT
        if found and found[-1].role is role:
            found[-1] = Said(role, f"{found[-1].text}\n{entry.text}")
        else:
            found.append(Said(role, entry.text))
    if not found or found[0].role is Role.ASSISTANT:
        found.insert(0, Said(Role.USER, _BEGINS))
    if found[-1].role is Role.ASSISTANT:
        found.append(Said(Role.USER, "[The agent says nothing.]"))
    return tuple(found)
