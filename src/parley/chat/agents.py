"""The agents that chats are held with: a persona, or an agent of the owner's, ready to be put before a model."""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from parley.agents.answers import VersionOut
from parley.agents.models import Agent
from parley.agents.personas import Persona
from parley.agents.schemas import AgentSpec, ToolSpec
from parley.agents.service import Agents, is_name
from parley.chat import course
from parley.core.clock import now
from parley.core.errors import NotFound
from parley.core.statements import Find
from parley.llm.schemas import Offer
from parley.tools import parameters

_VARIABLE = re.compile(r"\{\{\s*([A-Za-z_]\w{0,63})\s*\}\}")
_LOOKED_UP = ("id", "version", "published")
_TOLD = 50
"""So many names are told to somebody who asks for an agent that is not there."""


@dataclass(frozen=True, slots=True)
class ChatAgent:
    """An agent as a chat needs it.

    `name` finds it again whatever happens to its slug: a persona's key, a built agent's id. `model`, `temperature` and
    `window` are None where the server's own are meant. Equal `digest`s are equal specs.
    """

    name: str
    slug: str
    title: str
    description: str
    system: str
    first_message: str
    version: int
    digest: str
    created_at: datetime
    is_own: bool = False
    model: str | None = None
    temperature: float | None = None
    window: int | None = None
    tools: tuple[ToolSpec, ...] = ()
    offers: tuple[Offer, ...] = ()
    variables: Mapping[str, str] | None = None

    def tool(self, name: str) -> ToolSpec | None:
        """The tool of that name."""
        return next((tool for tool in self.tools if tool.name == name), None)


@dataclass(frozen=True, slots=True)
class Listed:
    """An agent by its name, for lists."""

    name: str
    description: str
    created_at: datetime
    is_own: bool


class ChatAgents:
    """Finds agents for chats, and keeps the built ones it found, `most` of them, until they have another version."""

    def __init__(self, agents: Agents, most: int, *, most_listed: int) -> None:
        self._agents = agents
        self._most = most
        self._most_listed = most_listed
        self._kept: OrderedDict[tuple[str, int], ChatAgent] = OrderedDict()

    async def find(self, owner: str, name: str, variables: Mapping[str, str] | None = None) -> ChatAgent:
        """The persona of that key, else the owner's agent of that id or slug: its published version, or its newest.

        `variables` take the place of the defaults that the agent has for them. NotFound names those there are.
        """
        persona = self._agents.personas.get(name)
        if persona is not None:
            return of_persona(persona, now())
        version = await self._version(owner, name)
        if version is None:
            raise await self._unknown(owner)
        return filled_in(await self._built(owner, version), variables or {}, now())

    async def listed(self, owner: str, most: int | None = None) -> list[Listed]:
        """The personas, then the owner's agents, newest first: `most` of them, or `most_listed`."""
        most = self._most_listed if most is None else most
        found = self._agents.personas.all()
        personas = [Listed(one.key, one.spec.description, one.modified, is_own=False) for one in found]
        page = await self._agents.newest(owner, None, most)
        taken = {one.name for one in personas}
        own = [
            Listed(row.id if row.slug in taken else row.slug, row.description, row.created_at, is_own=True)
            for row in page
        ]
        return [*personas, *own][:most]

    async def _version(self, owner: str, name: str) -> tuple[str, int] | None:
        """An agent's id with the number of its version for chats: a turn looks that up, and seldom more."""
        for column in ("id", "slug") if is_name(name) else ():
            where = {"owner": owner, column: name}
            for agent_id, newest, published in await self._agents.db.find(Find(Agent, _LOOKED_UP, where)):
                return agent_id, published or newest
        return None

    async def _built(self, owner: str, version: tuple[str, int]) -> ChatAgent:
        if version not in self._kept:
            self._kept[version] = of_spec(await self._agents.version(owner, *version))
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(version)
        return self._kept[version]

    async def _unknown(self, owner: str) -> NotFound:
        names = [one.name for one in await self.listed(owner, _TOLD)]
        return NotFound(f"There is no agent of that name. There are: {', '.join(names)}.", agents=names)


def of_persona(persona: Persona, moment: datetime) -> ChatAgent:
    """A persona on that day."""
    return ChatAgent(
        name=persona.key,
        slug=persona.key,
        title=persona.spec.name,
        description=persona.spec.description,
        system=persona.system(moment.date()),
        first_message=persona.spec.first_message,
        version=1,
        digest=persona.digest,
        created_at=persona.modified,
        model=persona.front.model,
        temperature=persona.front.temperature,
        window=persona.front.window,
    )


def of_spec(found: VersionOut) -> ChatAgent:
    """A version of a built agent, its variables still to be filled in."""
    spec = found.spec
    return ChatAgent(
        name=found.agent_id,
        slug=spec.slug,
        title=spec.name,
        description=spec.description,
        system=instructions(spec),
        first_message=spec.first_message,
        version=found.number,
        digest=found.digest,
        created_at=found.created_at,
        is_own=True,
        tools=tuple(spec.tools),
        offers=tuple(map(offer, spec.tools)),
        variables={variable.name: variable.default for variable in spec.variables},
    )


def filled_in(agent: ChatAgent, variables: Mapping[str, str], moment: datetime) -> ChatAgent:
    """The agent with its variables put in: those given, the time it is, else the defaults."""
    values = {**(agent.variables or {}), "current_time": told(moment), **variables}
    return replace(
        agent,
        system=filled(agent.system, values),
        first_message=filled(agent.first_message, values),
        variables=values,
    )


def instructions(spec: AgentSpec) -> str:
    """The prompt, and the workflow after it where the prompt does not tell it."""
    text = spec.prompt.text
    return text if course.is_told(spec) else f"{text}\n{course.outline(spec.workflow)}"


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with the variables that have a value put in. A value is never looked at for variables again."""
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)


def offer(tool: ToolSpec) -> Offer:
    """A tool as it is offered to a model."""
    return Offer(tool.name, tool.description, parameters.arguments(tool))


def told(moment: datetime) -> str:
    """A moment as prompts have it: "Thursday 15 January 2026, 10:00, UTC"."""
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M}, UTC"
