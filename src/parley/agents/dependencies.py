"""What the addresses of agents hold."""

from typing import Annotated

from fastapi import Depends, Path, Request
from starlette.convertors import StringConvertor, register_url_convertor

from parley.agents.service import Agents


class _AgentConvertor(StringConvertor):
    """`/agents/import` is an address of its own; an agent of that slug is reached by its id."""

    regex = "(?!import$)[^/]+"


register_url_convertor("agent", _AgentConvertor())

AgentName = Annotated[str, Path(description="The agent's id or slug", examples=["bright-smile-dental"])]


async def agents_of(request: Request) -> Agents:
    """The agents of the running application."""
    agents: Agents = request.app.state.agents
    return agents


UsesAgents = Annotated[Agents, Depends(agents_of)]
