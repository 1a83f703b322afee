"""The files of a CLI project around the configs: registries, and what `push.py` reads."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.shaped import Shape

ConfigPath = Annotated[str, Field(pattern=r"^([A-Za-z0-9_-][A-Za-z0-9 ._-]*/)*[A-Za-z0-9_-][A-Za-z0-9 ._-]*$")]


class Branch(Shape):
    config: ConfigPath
    branch_id: str | None = None
    version_id: str | None = None


class AgentEntry(Shape):
    config: ConfigPath
    id: str | None = None
    branch_id: str | None = None
    version_id: str | None = None
    branches: dict[str, Branch] | None = None


class ToolEntry(Shape):
    type: Literal["webhook", "client"]
    config: ConfigPath
    id: str | None = None


class TestEntry(Shape):
    config: ConfigPath
    type: Literal["llm", "tool", "simulation"] | None = None
    id: str | None = None


class AgentRegistry(Shape):
    agents: list[AgentEntry]


class ToolRegistry(Shape):
    tools: list[ToolEntry]


class TestRegistry(Shape):
    tests: list[TestEntry]


class UrlSlot(Shape):
    what: Annotated[str, Field(min_length=1)]
    config: ConfigPath
    replaces: str
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")]


class NumberSlot(Shape):
    what: str
    condition: str
    description: str
    phone_number: Annotated[str, Field(pattern=r"^(\+[1-9][0-9]{6,14})?$")]


class Place(Shape):
    config: ConfigPath
    at: Annotated[list[str], Field(min_length=1)]


class ValueSlot(Shape):
    what: str
    name: str
    places: Annotated[list[Place], Field(min_length=1)]
    value: str


class Slots(Shape):
    urls: list[UrlSlot]
    phone_numbers: list[NumberSlot]
    values: list[ValueSlot]


class SecretEntry(Shape):
    label: Annotated[str, Field(min_length=1)]
    variable: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
    value: Annotated[str, Field(pattern=r"\$\{")]
    encode: Literal["base64"] | None = None


class Secrets(Shape):
    secrets: list[SecretEntry]


class Kept(Shape):
    tools: dict[str, JsonValue] | None = None
    tests: dict[str, JsonValue] | None = None
    agents: dict[str, JsonValue] | None = None
    urls: dict[str, JsonValue] | None = None
    phone_numbers: dict[str, JsonValue] | None = None
    values: dict[str, JsonValue] | None = None
