"""What the scenarios of one agent share: its words, how a talk with it begins, what callers want and know."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from pydantic import JsonValue

from parley.agents.schemas import Goal, Scenario, ScenarioMessage, Speaker, ToolMock, ToolSpec, Workflow
from parley.builder.language.data import DataKind, kind_of, label, variable
from parley.builder.language.speech import Sample, languages, sample
from parley.builder.language.wording import clip, one_line, sentence
from parley.builder.phrases import Phrases, phrases
from parley.builder.prompt.examples import called, opening
from parley.builder.workflow.matching import is_availability
from parley.builder.workflow.outline import Outline
from parley.tools.arguments import placed

_NAME, _TEXT = 280, 1_900
_PLAIN = '{"status":"ok"}'


@dataclass(frozen=True, slots=True)
class Request:
    """A goal as its scenarios see it: its pointers in the brief, what is said first, what is known, what is called.

    `known` are the data side by side with their values, `told` is the talk in which all of them have just been said.
    """

    goal: Goal
    name: str
    pointers: list[str]
    opening: str
    data: dict[str, str]
    known: str
    told: list[ScenarioMessage]
    tools: list[ToolSpec]


@dataclass(frozen=True, slots=True)
class Setting:
    """One agent. `begun` is its first message, empty where the other side speaks first; `mocks` are by tool."""

    known: Outline
    words: Phrases
    begun: list[ScenarioMessage]
    requests: list[Request]
    mocks: dict[str, ToolMock]

    @property
    def usual(self) -> str:
        """The first words of a usual caller."""
        return self.requests[0].opening if self.requests else self.words.tell("Hello, can you help me?")

    def mocked(self, tools: Sequence[ToolSpec]) -> list[ToolMock]:
        """What these tools answer."""
        return [self.mocks[tool.name] for tool in tools[:20]]

    def asked(self, text: str) -> list[ScenarioMessage]:
        """A talk in which the caller has just said this."""
        return [*self.begun, user(text)]


class Rule:
    """A scenario that covers something stated, and what a caller brings up so that several may share a talk."""

    __slots__ = ("brought", "scenario")

    def __init__(self, scenario: Scenario, brought: str) -> None:
        self.scenario = scenario
        self.brought = brought


def setting(known: Outline, workflow: Workflow, first_message: str) -> Setting:
    """The setting of any agent; what it says is in its first language, English where we have no words of that."""
    words = phrases(languages(known.brief)[0])
    begun = [ScenarioMessage(role=Speaker.AGENT, text=first_message)] if first_message else []
    places = _places(known)
    tools = {tool.name: tool for tool in known.tools if tool.builtin is None}
    requests = []
    for goal in known.goals:
        data = {said(words, name): value(known, words, name) for name in goal.collect}
        first = opening(goal, known.said) or sentence(one_line(goal.name, 200))
        told = data_told(words, data)
        requests.append(
            Request(
                goal=goal,
                name=clip(one_line(goal.name), 200).rstrip("."),
                pointers=places[one_line(goal.name).casefold()][:10],
                opening=first,
                data=data,
                known=told,
                told=[*begun, user(words.joined(first, told))],
                tools=[tools[name] for name in called(workflow, goal) if name in tools],
            )
        )
    return Setting(known, words, begun, requests, {name: mock(known, words, tool) for name, tool in tools.items()})


def _places(known: Outline) -> dict[str, list[str]]:
    """Where each goal stands in the brief: those of one name are one."""
    found: dict[str, list[str]] = {}
    goals = known.brief.goals
    for index, goal in enumerate(goals.value if goals else []):
        found.setdefault(one_line(goal.name).casefold(), []).append(f"/brief/goals/{index}")
    return found


def mock(known: Outline, words: Phrases, tool: ToolSpec) -> ToolMock:
    """What a tool answers in tests: its results, with sample values."""
    found: dict[str, JsonValue] = {}
    for field in tool.results:
        placed(found, field.path, value(known, words, field.name))
    if not found and is_availability(tool):
        found = {"free": [f"{known.said.answer['date'].written}T{known.said.answer['time'].written}"]}
    text = orjson.dumps(found).decode() if found else _PLAIN
    return ToolMock(tool=tool.name, answer=text if len(text) <= _TEXT else _PLAIN)


def said(words: Phrases, name: str) -> str:
    """A data name as it is spoken of."""
    return words.known(label(name))


def value(known: Outline, words: Phrases, name: str) -> str:
    """A datum as a caller of the tests has it, as written."""
    if found := sampled(known, name):
        return found.written
    if kind_of(name) is DataKind.FLAG:
        return words.tell("yes")
    return words.tell("sample {label}", label=said(words, name))


def sampled(known: Outline, name: str) -> Sample | None:
    """The sample value of a datum; None for free text."""
    return sample(known.said, variable(name))


def data_told(words: Phrases, data: dict[str, str]) -> str:
    """Data with their values, side by side."""
    return words.side_by_side([words.tell("{label}: {value}", label=name, value=held) for name, held in data.items()])


def user(text: str) -> ScenarioMessage:
    """What the caller says."""
    return ScenarioMessage(role=Speaker.USER, text=clip(text, _TEXT))


def agent(text: str) -> ScenarioMessage:
    """What the agent has said."""
    return ScenarioMessage(role=Speaker.AGENT, text=clip(text, _TEXT))


def title(text: str) -> str:
    """A scenario's name: one line that ends without a stop."""
    return clip(one_line(text).rstrip(".。 "), _NAME)


def bounded(texts: Sequence[str]) -> list[str]:
    """As many conditions as a scenario takes, each at most a paragraph."""
    return [clip(text, _TEXT) for text in texts[:10]]
