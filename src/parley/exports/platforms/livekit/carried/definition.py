"""What `agent.json` and `tests.json` hold. Unknown keys are refused, so that a slip of the pen is no silent change."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from parley.exports.carried.actions import Action, EnvironmentName, Part, VariableName

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
ModelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[A-Za-z0-9._-]+$", max_length=100)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$|^multi$")]
Said = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class Hearing(Part):
    """The model that hears the caller, by its name at LiveKit Inference; "multi" where languages mix."""

    model: ModelName
    language: LanguageCode


class Thinking(Part):
    """The model that answers."""

    model: ModelName


class Speaking(Part):
    """The model that speaks; without a voice it uses its own."""

    model: ModelName
    language: LanguageCode
    voice: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    speed: Annotated[float, Field(ge=0.6, le=1.5)]


class Tool(Part):
    """A tool as the model sees it, with what its calls do."""

    name: Name
    description: Said
    parameters: dict[str, Any]
    action: Action


class McpServer(Part):
    """A server of further tools: its address, and perhaps a bearer token, from the environment."""

    url_from: EnvironmentName
    token_from: EnvironmentName
    allowed_tools: Annotated[list[Said], Field(min_length=1, max_length=100)]


class Definition(Part):
    """An agent. `{{name}}` in its texts stands for a variable; an empty `first_message` lets the caller begin."""

    instructions: Annotated[str, StringConstraints(min_length=1, max_length=500_000)]
    first_message: Annotated[str, StringConstraints(max_length=20_000)]
    hearing: Hearing
    thinking: Thinking
    speaking: Speaking
    silence_s: Annotated[int, Field(ge=1, le=600)]
    max_duration_s: Annotated[int, Field(ge=1, le=86_400)]
    variables: Annotated[dict[VariableName, Annotated[str, StringConstraints(max_length=2_000)]], Field(max_length=200)]
    tools: Annotated[list[Tool], Field(max_length=128)]
    mcp_servers: Annotated[list[McpServer], Field(max_length=20)]


class Message(Part):
    """A message of a test's history."""

    role: Literal["user", "assistant"]
    text: Said


class Check(Part):
    """What an argument must be; `parameter` is its full name, dots included."""

    parameter: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    kind: Literal["exact", "pattern", "judged", "any"]
    value: Annotated[str, StringConstraints(max_length=2_000)]


class ExpectedCall(Part):
    """The tool that must be called next, or with `is_absent` must not be."""

    tool: Name
    arguments: Annotated[list[Check], Field(max_length=40)]
    is_absent: bool


class Mock(Part):
    """What a tool answers in a test, or with `fails` the words of its error."""

    tool: Name
    answer: Annotated[str, StringConstraints(max_length=20_000)]
    fails: bool


class Test(Part):
    """A history that ends with the user, what must hold of the answer, and perhaps the call that must follow."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=310)]
    history: Annotated[list[Message], Field(min_length=1, max_length=50)]
    success: Annotated[list[Said], Field(min_length=1, max_length=10)]
    call: ExpectedCall | None = None
    mocks: Annotated[list[Mock], Field(max_length=20)]


class Tests(Part):
    """All tests, by unique names."""

    tests: Annotated[list[Test], Field(max_length=100)]


def load(path: Path) -> Definition:
    """The agent in a file; ValidationError, a ValueError, names each place that is wrong."""
    return Definition.model_validate(json.loads(path.read_text(encoding="utf-8")))


def load_tests(path: Path) -> list[Test]:
    """The tests in a file; ValidationError as above."""
    return Tests.model_validate(json.loads(path.read_text(encoding="utf-8"))).tests
