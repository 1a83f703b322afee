"""The catalogue's words: integrations a voice agent can use, each with the tools it brings."""

from typing import Annotated

from pydantic import Field, StringConstraints

from parley.agents.schemas import Kind, ToolSpec
from parley.core.text import Line, Paragraph, Record

CatalogueId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class CatalogueEntry(Record):
    """An integration. `phrases` are lower-case words and word groups in a brief that call for it; `sentences` whole
    sentences a user might say; `kinds` the jobs that usually want it; `page` the vendor's page its facts come from.
    """

    id: CatalogueId
    title: Line
    category: Line
    purpose: Paragraph
    vendor: Line = ""
    page: Line = ""
    phrases: list[Line] = Field(min_length=1, max_length=40)
    sentences: list[Line] = Field(min_length=2, max_length=12)
    kinds: list[Kind] = Field(default_factory=list)
    tools: list[ToolSpec] = Field(min_length=1, max_length=6)
