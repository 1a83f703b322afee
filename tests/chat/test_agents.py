"""Agents as chats find them: personas by their key, built ones by id or slug, and nobody else's."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from parley.agents.models import Agent
from parley.agents.schemas import AgentSpec, Prompt, PromptLine, PromptSection, Variable, WorkflowShape
from parley.agents.service import Agents, Origin, version_rows
from parley.builder.spec import build
from parley.chat import course
from parley.chat.agents import ChatAgents, filled, instructions, of_persona
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.errors import NotFound
from parley.core.resources import open_resources
from parley.core.statements import Unit, Update
from tests.builder import cases

OWNER = "ann"


@pytest.fixture
async def agents(settings: Settings) -> AsyncIterator[Agents]:
    async with open_resources(settings) as resources:
        yield Agents.of(resources)


@pytest.fixture
def found(agents: Agents) -> ChatAgents:
    return ChatAgents(agents, most=2, most_listed=500)


def dental(**values: object) -> AgentSpec:
    return build(cases.state("dental-clinic")).model_copy(update=values)


async def stored(agents: Agents, spec: AgentSpec, owner: str = OWNER, number: int = 1, agent_id: str = "") -> str:
    """A version of an agent in the database; the agent's id."""
    agent_id = agent_id or new_id()
    await agents.db.apply(Unit(version_rows(agent_id, number, spec, Origin(owner, None, None, now()))))
    return agent_id


async def test_persona_is_found_by_its_key_and_tells_the_day(found: ChatAgents) -> None:
    miki = await found.find(OWNER, "miki")
    assert (miki.name, miki.slug, miki.title, miki.version) == ("miki", "miki", "Miki", 1)
    assert (miki.temperature, miki.window, miki.model) == (0.9, 30, None)
    assert "You are Miki" in miki.system
    assert f"{now():%B %Y}" in miki.system
    assert "{{" not in miki.system


async def test_system_text_of_a_persona_holds_its_day(agents: Agents) -> None:
    persona = agents.personas.get("alex")
    assert persona is not None
    assert "Friday, 1 January 2027" in of_persona(persona, datetime(2027, 1, 1, 23, 59, tzinfo=UTC)).system


async def test_built_agent_is_found_by_id_and_slug_with_its_tools(agents: Agents, found: ChatAgents) -> None:
    spec = dental()
    agent_id = await stored(agents, spec)
    for name in (agent_id, spec.slug):
        agent = await found.find(OWNER, name)
        assert (agent.name, agent.slug, agent.title) == (agent_id, spec.slug, spec.name)
        assert [tool.name for tool in agent.tools] == [offer.name for offer in agent.offers]
        assert agent.tools == tuple(spec.tools)
        assert agent.tool(spec.tools[0].name) is agent.tools[0]
        assert agent.tool("nothing") is None


async def test_variables_are_filled_by_those_given_the_time_and_the_defaults(agents: Agents, found: ChatAgents) -> None:
    text = "Now {{current_time}}, from {{ caller_number }}, {{shop}}, {{unknown}}."
    spec = dental(
        prompt=Prompt(sections=[PromptSection(heading="Role", lines=[PromptLine(text=text)])]),
        first_message="Welcome to {{shop}}.",
        variables=[Variable(name="shop", default="Bright Smile"), Variable(name="caller_number", default="unknown")],
    )
    agent_id = await stored(agents, spec)
    agent = await found.find(OWNER, agent_id, {"caller_number": "{{shop}}"})
    assert f"Now {now():%A}" in agent.system
    assert "from {{shop}}, Bright Smile, {{unknown}}." in agent.system
    assert agent.first_message == "Welcome to Bright Smile."
    assert "from unknown" in (await found.find(OWNER, agent_id)).system


async def test_published_version_is_talked_to_else_the_newest(agents: Agents, found: ChatAgents) -> None:
    agent_id = await stored(agents, dental(first_message="One."))
    await stored(agents, dental(first_message="Two."), number=2, agent_id=agent_id)
    assert (await found.find(OWNER, agent_id)).first_message == "Two."
    for number, words in ((1, "One."), (2, "Two.")):
        await agents.db.apply(Unit((Update(Agent, {"id": agent_id}, {"published": number}),)))
        agent = await found.find(OWNER, agent_id)
        assert (agent.version, agent.first_message) == (number, words)


async def test_more_agents_than_are_kept_are_all_found(agents: Agents, found: ChatAgents) -> None:
    ids = [await stored(agents, dental(slug=f"shop-{number}", name=f"Shop {number}")) for number in range(4)]
    for _ in range(2):
        assert [(await found.find(OWNER, one)).title for one in ids] == [f"Shop {number}" for number in range(4)]


async def test_unknown_and_foreign_agents_are_told_with_those_there_are(agents: Agents, found: ChatAgents) -> None:
    foreign = await stored(agents, dental(), owner="bob")
    own = await stored(agents, dental(slug="my-shop"))
    for name in (foreign, dental().slug, "nobody", "", "../miki", "mi\x00ki", "x" * 500, "MIKI"):
        with pytest.raises(NotFound) as caught:
            await found.find(OWNER, name)
        assert caught.value.facts["agents"] == ["alex", "general", "kaito", "miki", "my-shop"]
        assert "kaito, miki, my-shop" in caught.value.detail
    assert (await found.find(OWNER, own)).slug == "my-shop"


async def test_agent_whose_slug_a_persona_has_is_reached_by_its_id(agents: Agents, found: ChatAgents) -> None:
    agent_id = await stored(agents, dental(slug="miki", name="Mine"))
    assert (await found.find(OWNER, "miki")).title == "Miki"
    assert (await found.find(OWNER, agent_id)).title == "Mine"
    assert agent_id in {one.name for one in await found.listed(OWNER, 50)}


@pytest.mark.parametrize("name", cases.NAMES)
def test_prompt_that_tells_its_steps_is_left_as_it_is(name: str) -> None:
    spec = build(cases.state(name))
    assert instructions(spec) == spec.prompt.text


@pytest.mark.parametrize("name", cases.NAMES)
def test_prompt_that_tells_no_steps_is_followed_by_them(name: str) -> None:
    bare = Prompt(sections=[PromptSection(heading="Role", lines=[PromptLine(text="Be kind.")])])
    spec = build(cases.state(name)).model_copy(update={"prompt": bare})
    text = instructions(spec)
    assert text.startswith(bare.text)
    for node in spec.workflow.nodes:
        assert node.label in text
        assert node.tool is None or node.tool in text
    single = spec.workflow.model_copy(update={"shape": WorkflowShape.SINGLE_PROMPT})
    assert instructions(spec.model_copy(update={"workflow": single})) == bare.text


def test_outline_leads_from_the_start_by_numbers() -> None:
    flow = build(cases.state("dental-clinic")).workflow
    rows = course.outline(flow).splitlines()[4:]
    assert rows[0].startswith("1. Greet: ")
    assert len(rows) == len(flow.nodes)
    assert [row.partition(".")[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert sum(row.count("go to ") for row in rows) == len(flow.edges)


def test_outline_is_bounded() -> None:
    flow = build(cases.state("dental-clinic")).workflow
    long = flow.model_copy(
        update={"nodes": [flow.nodes[0].model_copy(update={"id": f"n{i}", "text": "x" * 2_000}) for i in range(200)]}
    )
    assert len(course.outline(long)) < 25_000


def test_a_value_is_never_filled_in_again() -> None:
    assert filled("{{a}} {{ b }}", {"a": "{{b}}", "b": "{{a}}"}) == "{{b}} {{a}}"
