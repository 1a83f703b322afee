"""Tests of agents against models behind real HTTP: a rule that is taken out of an agent makes its test fail."""

from collections.abc import AsyncIterator, Iterator

import pytest
from pydantic import SecretStr

from parley.agents.rules import stated
from parley.agents.schemas import AgentSpec, Prompt, PromptSection, Scenario
from parley.builder import spec
from parley.builder.schemas import BuildState
from parley.evals.scenarios.hands import Mocked
from parley.evals.scenarios.play import Outcome, Played, Table, play
from parley.llm.pool import ModelPool
from parley.llm.schemas import ModelConfig
from tests.builder import cases
from tests.scripted.acting import Acting, holds
from tests.scripted.fixtures import VENDORS
from tests.scripted.replies import Protocol
from tests.scripted.server import ScriptedServer

MORE = {
    "closing": "Have a bright and sunny day",
    "constraints": ["never push after a second no"],
    "compliance": ["GDPR"],
    "hours": "Monday to Friday, 8 am to 6 pm",
    "facts": [
        {"topic": "Parking", "text": "behind the house"},
        {"topic": "Returns", "text": "free within thirty days"},
    ],
}
"""What some of the briefs lack, so that each has rules of every kind."""
OUTCOMES = "/brief/success/"
"""What a good talk leads to is measured, but is no rule that an agent could break by itself."""


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A model that plays all parts."""
    with ScriptedServer(Acting()) as running:
        yield running


@pytest.fixture
async def model(server: ScriptedServer, protocol: Protocol) -> AsyncIterator[ModelPool]:
    """A pool to it."""
    key, url = SecretStr("key-of-the-test"), server.base_url(protocol)
    pool = ModelPool(ModelConfig(vendor=VENDORS[protocol], model="scripted", base_url=url, api_key=key, timeout_s=30))
    yield pool
    await pool.close()


@pytest.fixture(params=[Protocol.OPENAI])
def protocol(request: pytest.FixtureRequest) -> Protocol:
    """OpenAI's, unless a test wants others."""
    return request.param


def whole(name: str) -> BuildState:
    """A brief with rules of every kind."""
    state = cases.state(name)
    lacking = {slot: value for slot, value in MORE.items() if state.brief.value(slot) is None}
    added = cases.brief(**lacking)
    brief = state.brief.model_copy(update={slot: getattr(added, slot) for slot in lacking})
    return state.model_copy(update={"brief": brief, "workflow": None})


def without(state: BuildState, pointer: str) -> AgentSpec:
    """The agent without one rule: not in its brief, and no line of its prompt has its words."""
    _, _, slot, *index = pointer.split("/")
    held = getattr(state.brief, slot)
    left = [item for place, item in enumerate(held.value) if str(place) != index[0]] if index else None
    value = type(held)(**{**dict(held), "value": left}) if left else None
    made = spec.build(state.model_copy(update={"brief": state.brief.model_copy(update={slot: value})}))
    words = stated(state.brief)[pointer]
    words = words.partition(":")[2] if slot == "facts" else words.partition(" →")[0]
    sections = [
        PromptSection(heading=part.heading, lines=[line for line in part.lines if not holds(line.text, words)])
        for part in made.prompt.sections
    ]
    return made.model_copy(update={"prompt": Prompt(sections=sections)})


def covering(built: AgentSpec, pointer: str) -> Scenario:
    """The first test that covers a rule."""
    return next(test for test in built.tests if pointer in test.sources)


async def played(built: AgentSpec, scenario: Scenario, model: ModelPool) -> Played:
    """One play."""
    return await play(Table(built, model, Mocked), scenario)


@pytest.mark.parametrize("name", cases.NAMES)
async def test_a_rule_taken_out_of_the_agent_fails_its_test(name: str, model: ModelPool) -> None:
    state = whole(name)
    built = spec.build(state)
    tried, wrong = 0, []
    for pointer, words in stated(state.brief).items():
        mutant = without(state, pointer)
        is_same = mutant.prompt.text == built.prompt.text and mutant.first_message == built.first_message
        if pointer.startswith(OUTCOMES) or is_same:
            continue
        scenario = covering(built, pointer)
        good, bad = await played(built, scenario, model), await played(mutant, scenario, model)
        tried += 1
        if (good.outcome, bad.outcome) != (Outcome.PASSED, Outcome.FAILED):
            wrong.append((pointer, words, good.outcome.value, good.fault, bad.outcome.value, bad.fault))
    assert wrong == []
    assert tried >= 10
