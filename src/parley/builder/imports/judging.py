"""The model's say over the short lists: one call, of whose answer only picks from the lists themselves are taken."""

import orjson
from pydantic import BaseModel, Field

from parley.builder.imports.choosing import SHORT_LIST, Contender, Shortlist, Verdict
from parley.builder.schemas import EngineKind, Usage
from parley.llm.errors import ModelError
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, Spent, StructuredModel, StructuredRequest

_MAX_TOKENS = 400


class Pick(BaseModel):
    """A wish and the operation for it, by their numbers; operation 0 says that none is for it."""

    wish: int
    operation: int


class Picks(BaseModel):
    """What the model writes."""

    picks: list[Pick] = Field(max_length=60)


async def judged(lists: list[Shortlist], model: StructuredModel | None) -> Verdict:
    """The model's picks; where it fails, or says nothing usable of a wish, the ranking stands."""
    shown = _shown(lists)
    if model is None or not any(shown):
        return Verdict()
    try:
        answer = await model.structured(_request(lists, shown))
    except ModelError as error:
        return Verdict(usage=_usage(error.spent, EngineKind.GUIDED))
    picks: dict[int, str | None] = {}
    for pick in answer.value.picks:
        at, choice = pick.wish - 1, pick.operation
        if not 0 <= at < len(lists) or at in picks:
            continue
        if choice == 0:
            picks[at] = None
        elif (found := shown[at].get(choice)) is not None:
            picks[at] = found.candidate.key
    return Verdict(picks, _usage(answer.spent, EngineKind.MODEL))


def _shown(lists: list[Shortlist]) -> list[dict[int, Contender]]:
    """What the model sees of each list, numbered throughout: the best of each wish, then the second best of each."""
    found: list[dict[int, Contender]] = [{} for _ in lists]
    number = 0
    for rank in range(max((len(one.contenders) for one in lists), default=0)):
        for at, one in enumerate(lists):
            if rank < len(one.contenders) and number < SHORT_LIST:
                number += 1
                found[at][number] = one.contenders[rank]
    return found


def _request(lists: list[Shortlist], shown: list[dict[int, Contender]]) -> StructuredRequest[Picks]:
    data = [
        {
            "wish": at + 1,
            "words": one.wish,
            "operations": {
                str(number): f"{each.candidate.key[:120]}: {each.candidate.title}" for number, each in shown[at].items()
            },
        }
        for at, one in enumerate(lists)
    ]
    system = template("builder/choose.md.j2").render()
    return StructuredRequest(system, (Said(Role.USER, orjson.dumps(data).decode()),), Picks, max_tokens=_MAX_TOKENS)


def _usage(spent: Spent, engine: EngineKind) -> Usage:
    return Usage(
        model_calls=spent.calls, input_tokens=spent.input_tokens, output_tokens=spent.output_tokens, engine=engine
    )
