"""What the addresses of agents hold."""

from typing import Annotated

from fastapi import Path
from starlette.convertors import StringConvertor, register_url_convertor


class _AgentConvertor(StringConvertor):
    """`/agents/import` is an address of its own; an agent of that slug is reached by its id."""

    regex = "(?!import$)[^/]+"


register_url_convertor("agent", _AgentConvertor())

AgentName = Annotated[str, Path(description="The agent's id or slug", examples=["bright-smile-dental"])]
