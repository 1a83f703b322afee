"""AgentSpec, the one neutral format (`parley.agent/1`): everything an export needs, and nothing about any vendor."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints, model_validator

from parley.agents.schemas.brief import Brief, LanguageTag
from parley.agents.schemas.tool import (
    RUNTIME_VARIABLES,
    ParameterName,
    ParameterSource,
    ToolName,
    ToolSpec,
    VariableName,
)
from parley.agents.schemas.workflow import Workflow
from parley.core.text import Flag, Line, Paragraph, Record

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


class ScenarioKind(StrEnum):
    """What is judged: the next answer to a history, the next tool call, or a whole conversation with a caller."""

    REPLY = "reply"
    CALL = "call"
    CONVERSATION = "conversation"


class CheckKind(StrEnum):
    """How an argument is judged: equal to the text, matching the pattern, by a judge who reads it, or not at all."""

    EXACT = "exact"
    PATTERN = "pattern"
    JUDGED = "judged"
    ANY = "any"


class ArgumentCheck(Record):
    """What an argument of the expected call must be; `parameter` is its full name, dots included."""

    parameter: ParameterName
    kind: CheckKind = CheckKind.ANY
    value: Paragraph = ""


class ExpectedCall(Record):
    """The tool that must be called next, or with `is_absent` must not be."""

    tool: ToolName
    arguments: list[ArgumentCheck] = Field(default_factory=list, max_length=40)
    is_absent: Flag = False


class ToolMock(Record):
    """What a tool answers in a test: the body of its answer, usually JSON, or with `fails` the words of an error."""

    tool: ToolName
    answer: Paragraph
    fails: Flag = False


class Scenario(Record):
    """A test that travels with the agent; names are unique.

    REPLY and CALL begin with a history, to which the answer or `call` is judged. In a CONVERSATION somebody plays
    `caller`, for `max_turns` of theirs at most. All of `success` must hold. `sources` are pointers to the rules of the
    brief that it covers ("/brief/scope_dont/0").
    """

    name: Line
    kind: ScenarioKind = ScenarioKind.REPLY
    history: list[ScenarioMessage] = Field(default_factory=list, max_length=50)
    caller: Paragraph = ""
    max_turns: Annotated[int, Field(ge=1, le=50)] = 10
    success: list[Paragraph] = Field(min_length=1, max_length=10)
    call: ExpectedCall | None = None
    good: list[Paragraph] = Field(default_factory=list, max_length=5)
    bad: list[Paragraph] = Field(default_factory=list, max_length=5)
    mocks: list[ToolMock] = Field(default_factory=list, max_length=20)
    sources: list[Line] = Field(default_factory=list, max_length=40)

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "Scenario":
        if self.kind is ScenarioKind.CONVERSATION and not self.caller:
            raise ValueError("a conversation needs a caller")
        if self.kind is not ScenarioKind.CONVERSATION and not self.history:
            raise ValueError("a reply or a call needs a history that it answers")
        if (self.kind is ScenarioKind.CALL) != (self.call is not None):
            raise ValueError("call is given exactly for the kind call")
        return self


class Provenance(Record):
    """Where an imported agent came from: the platform, and its own documents there, verbatim, by role.

    What nobody here understands stays in them, and goes back with an export to the same platform.
    """

    platform: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    documents: dict[Line, JsonValue] = Field(max_length=500)


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
    provenance: Provenance | None = None

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
