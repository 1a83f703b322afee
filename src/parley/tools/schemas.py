"""The catalogue's words: integrations a voice agent can use, each with its tools, and where a text names one."""

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from parley.agents.schemas import Kind, ToolSpec
from parley.core.text import Line, Paragraph, Record

CatalogueId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class CatalogueEntry(Record):
    """An integration. `names` are its products' own names, in their usual spellings; `phrases` words in a brief that
    call for it without naming a product. Both are lower case; a hyphen also matches a space or nothing, "..." up to
    four words; one whose last word has a capital ("Notion") counts only where the text has that capital too.
    `sentences` are whole sentences a user might say; `kinds` the jobs that usually want it; `page` the vendor's page
    its facts come from.
    """

    id: CatalogueId
    title: Line
    category: Line
    purpose: Paragraph
    vendor: Line = ""
    page: Line = ""
    names: list[Line] = Field(default_factory=list, max_length=40)
    phrases: list[Line] = Field(default_factory=list, max_length=80)
    sentences: list[Line] = Field(min_length=4, max_length=12)
    kinds: list[Kind] = Field(default_factory=list)
    tools: list[ToolSpec] = Field(min_length=1, max_length=6)

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not self.names and not self.phrases:
            raise ValueError("an entry needs at least one name or phrase")
        return self


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that call for an entry: `text[start:end] == words`; `explicit` when they name a product."""

    entry_id: str
    words: str
    start: int
    end: int
    explicit: bool
