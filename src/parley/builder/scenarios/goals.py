"""Callers who want what the agent is there for: the usual way of each request, and a correction on that way."""

from collections.abc import Iterator

from parley.agents.schemas import Scenario, ScenarioKind
from parley.builder.language.data import DataKind, kind_of, variable
from parley.builder.language.wording import clip, one_line
from parley.builder.scenarios.callers import caller
from parley.builder.scenarios.setting import Request, Setting, agent, bounded, said, title, user


def usual_ways(at: Setting) -> Iterator[Scenario]:
    """A conversation for each goal, with a caller who has the data and tools that answer."""
    held = at.known.brief.success
    outcomes = [clip(one_line(item).rstrip("."), 250) for item in held.value] if held else []
    for request in at.requests:
        yield Scenario(
            name=title(at.words.tell("Goal: {goal}", goal=request.name)),
            kind=ScenarioKind.CONVERSATION,
            caller=caller(at, request),
            max_turns=min(50, 6 + 2 * len(request.data)),
            success=bounded(_settled(at, request, outcomes)),
            good=[at.known.said.ask[key] for key in map(variable, request.goal.collect) if key in at.known.said.ask][
                :1
            ],
            mocks=at.mocked(request.tools),
            sources=[*request.pointers, *(f"/brief/success/{place}" for place in range(len(outcomes)))],
        )


def _settled(at: Setting, request: Request, outcomes: list[str]) -> list[str]:
    tell = at.words.tell
    found = [tell("Takes up the request “{goal}” and brings it to an end.", goal=request.name)]
    if request.data:
        names = at.words.listed(list(request.data))
        found.append(tell("Finds these out one at a time, unless they were said: {data}.", data=clip(names, 1_500)))
    for tool in (tool for tool in request.tools if tool.writes):
        found.append(tell("Says that it is done only after `{tool}` has succeeded.", tool=tool.name))
    if outcomes:
        joined = at.words.listed(outcomes, style="or")
        found.append(tell("Ends in one of these, or says plainly what happens next: {outcomes}.", outcomes=joined))
    return [*found[:1], *found[1:][-9:]]


def corrections(at: Setting) -> Iterator[Scenario]:
    """ "No, Thursday": for each request, the caller takes back a datum that was read back."""
    tell = at.words.tell
    for request in at.requests:
        names = {said(at.words, name): name for name in request.goal.collect}
        if not names:
            continue
        wrong = next((held for held, name in names.items() if kind_of(name) is DataKind.DATE), next(iter(names)))
        if kind_of(names[wrong]) is DataKind.DATE:
            better = tell("No, not that day: Thursday, please.")
        else:
            better = tell("No, the {label} is wrong, I made a mistake.", label=wrong)
        yield Scenario(
            name=title(tell("Correction: {goal}", goal=request.name)),
            history=[
                *request.told,
                agent(at.known.said.readback.format(items=request.known)),
                user(better),
            ],
            success=[
                tell("Takes up the correction: the {label} said before no longer counts.", label=wrong),
                tell("Reads the new value back or asks for it, and does not say that anything is done."),
            ],
            sources=request.pointers,
        )
