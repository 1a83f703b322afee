"""AgentSpec, the one neutral format (`parley.agent/1`): everything an export needs, and nothing about any vendor."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from parley.agents.schemas.brief import Brief, LanguageTag
from parley.agents.schemas.tool import RUNTIME_VARIABLES, ParameterSource, ToolSpec, VariableName
from parley.agents.schemas.workflow import Workflow
from parley.core.text import Line, Paragraph, Record

SCHEMA_NAME: Literal["parley.agent/1"] = "parley.agent/1"
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class PromptLine(Record):
    """One line of the system prompt and the slots or tools it rests on, as pointers ("/brief/tone", "/tools/x")."""

    text: Annotated[str, StringConstraints(max_length=4_000)]
    sources: list[Line] = Field(default_factory=list, max_length=30)


class PromptSection(Record):
    """A headed part of the system prompt."""

    heading: Line
    lines: list[PromptLine] = Field(max_length=200)


class Prompt(Record):
    """The system prompt in sections; `text` is what a platform receives."""

    sections: list[PromptSection] = Field(max_length=30)

    @property
    def text(self) -> str:
        """Markdown: a `#` heading per section, a blank line between sections."""
        parts = (f"# {part.heading}\n\n" + "\n".join(line.text for line in part.lines) for part in self.sections)
        return "\n\n".join(parts) + "\n"


class Variable(Record):
    """A value the platform supplies at run time (`{{name}}` in the prompt), with a default for tests."""

    name: VariableName
    description: Paragraph = ""
    default: Line = ""


class Voice(Record):
    """How the agent sounds and takes turns; exporters map it to the platform's own settings."""

    description: Line = ""
    language: LanguageTag = "en"
    extra_languages: list[LanguageTag] = Field(default_factory=list, max_length=20)
    speed: float = Field(default=1.0, ge=0.7, le=1.2)
    turn_timeout_s: int = Field(default=7, ge=1, le=30)
    max_duration_s: int = Field(default=600, ge=60, le=7_200)


class DataType(StrEnum):
    """Types a platform can extract after a conversation."""

    STRING = "string"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"


class DataPoint(Record):
    """A value to extract from each conversation."""

    name: VariableName
    type: DataType = DataType.STRING
    description: Paragraph


class Criterion(Record):
    """How to judge a finished conversation; `id` is stable and slug-like with underscores."""

    id: VariableName
    name: Line
    goal: Paragraph


class Guardrail(Record):
    """A rule the agent must keep, in words."""

    name: Line
    rule: Paragraph


class Speaker(StrEnum):
    """Who speaks in a test's history."""

    USER = "user"
    AGENT = "agent"


class ScenarioMessage(Record):
    """A message of a test's history."""

    role: Speaker
    text: Paragraph


class Scenario(Record):
    """A scenario that travels with the agent: a history, and what a good next answer does."""

    name: Line
    history: list[ScenarioMessage] = Field(min_length=1, max_length=50)
    success: Paragraph
    good: list[Paragraph] = Field(default_factory=list, max_length=5)
    bad: list[Paragraph] = Field(default_factory=list, max_length=5)
    sources: list[Line] = Field(default_factory=list, max_length=30)


class AgentSpec(Record):
    """An agent, complete. Equal specs export to equal bytes, so nothing here depends on the clock."""

    schema_name: Literal["parley.agent/1"] = Field(default=SCHEMA_NAME, alias="schema")
    name: Line
    slug: Slug
    description: Paragraph = ""
    brief: Brief
    tools: list[ToolSpec] = Field(default_factory=list, max_length=40)
    workflow: Workflow
    prompt: Prompt
    first_message: Paragraph
    voice: Voice = Voice()
    variables: list[Variable] = Field(default_factory=list, max_length=50)
    data_collection: list[DataPoint] = Field(default_factory=list, max_length=40)
    criteria: list[Criterion] = Field(default_factory=list, max_length=30)
    guardrails: list[Guardrail] = Field(default_factory=list, max_length=40)
    tests: list[Scenario] = Field(default_factory=list, max_length=60)
    assumptions: list[Paragraph] = Field(default_factory=list, max_length=60)

    @property
    def to_fill(self) -> list[str]:
        """What a person must supply before the agent works, in words; secrets are listed apart."""
        settings = {
            f"{parameter.value}: {parameter.description}"
            for tool in self.tools
            for parameter in tool.parameters
            if parameter.source is ParameterSource.SESSION and parameter.value not in RUNTIME_VARIABLES
        }
        return [*(item for tool in self.tools for item in tool.to_fill), *sorted(settings)]

    @property
    def secrets(self) -> list[str]:
        """The names of all secrets the tools need, sorted, each once."""
        return sorted({name for tool in self.tools for name in tool.secrets})
