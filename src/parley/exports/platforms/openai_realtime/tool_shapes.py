"""The tools of a session and the choice among them, as the API's reference has them.

https://developers.openai.com/api/reference/resources/realtime
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from parley.exports.json_schema import Arguments
from parley.exports.shaped import Shape

Line = Annotated[str, StringConstraints(min_length=1)]
ToolName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$|^\$\{[A-Z][A-Z0-9_]*\}$")]
"""An address, or the name of the environment variable that holds it, as `envsubst` and the relay read it."""


class Function(Shape):
    """A tool that whoever holds the session carries out; flat, unlike those of chat completions."""

    type: Literal["function"]
    name: ToolName
    description: str | None = None
    parameters: Arguments | None = None


class ToolFilter(Shape):
    """Some of a server's tools."""

    read_only: bool | None = None
    tool_names: list[Line] | None = None


class Approval(Shape):
    """Which tools ask first."""

    always: ToolFilter | None = None
    never: ToolFilter | None = None


class Mcp(Shape):
    """Tools of a server that OpenAI calls by itself."""

    type: Literal["mcp"]
    server_label: Line
    server_url: Address | None = None
    connector_id: (
        Literal[
            "connector_dropbox",
            "connector_gmail",
            "connector_googlecalendar",
            "connector_googledrive",
            "connector_microsoftteams",
            "connector_outlookcalendar",
            "connector_outlookemail",
            "connector_sharepoint",
        ]
        | None
    ) = None
    tunnel_id: Line | None = None
    server_description: str | None = None
    authorization: str | None = None
    headers: dict[str, str] | None = None
    allowed_tools: list[Line] | ToolFilter | None = None
    allowed_callers: list[Literal["direct", "programmatic"]] | None = None
    require_approval: Approval | Literal["always", "never"] | None = None
    defer_loading: bool | None = None


Tools = list[Annotated[Function | Mcp, Field(discriminator="type")]]


class ChosenFunction(Shape):
    """One function that must be called."""

    type: Literal["function"]
    name: ToolName


class ChosenMcp(Shape):
    """One server, or one tool of it, that must be called."""

    type: Literal["mcp"]
    server_label: Line
    name: Line | None = None


Choice = Literal["none", "auto", "required"] | Annotated[ChosenFunction | ChosenMcp, Field(discriminator="type")]
