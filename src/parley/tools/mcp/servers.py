"""The operator's MCP servers: the file that MCP_SERVERS names, with the usual `mcpServers` object."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from parley.agents.schemas.tool import HeaderName, HeaderValue, HttpUrl
from parley.core.config import Settings
from parley.core.errors import ConfigError

_LARGEST_FILE = 1_000_000
_MOST = 100
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")
_STREAMABLE = {"http", "streamable-http", "streamablehttp", "streamable_http"}

ServerName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._@/-]{0,99}$")]


class Server(BaseModel):
    """One server: started by a command, or reached at a URL. Keys that other programs put there are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: ServerName
    type: Literal["stdio", "http", "sse"]
    command: str = ""
    args: list[str] = Field(default_factory=list, max_length=200)
    env: dict[str, str] = Field(default_factory=dict, max_length=200)
    cwd: str | None = None
    url: HttpUrl | None = None
    headers: dict[HeaderName, HeaderValue] = Field(default_factory=dict, max_length=50)

    @model_validator(mode="before")
    @classmethod
    def _typed(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        said = str(given.get("type") or given.get("transport") or ("http" if given.get("url") else "stdio")).lower()
        return {**given, "type": "http" if said in _STREAMABLE else said}

    @model_validator(mode="after")
    def _is_whole(self) -> "Server":
        if self.type == "stdio" and not self.command:
            raise ValueError("needs a command, or a url")
        if self.type != "stdio" and self.url is None:
            raise ValueError("needs a url")
        return self

    @property
    def place(self) -> str:
        """Where it is, for the operator: the program, or the host."""
        return self.command if self.url is None else self.url.partition("://")[2].partition("/")[0].rpartition("@")[2]


def load(settings: Settings) -> Mapping[str, Server]:
    """The servers by name; none without MCP_SERVERS. ConfigError, one line: the file or a server in it is wrong."""
    if settings.mcp_servers is None:
        return MappingProxyType({})
    path = Path(settings.mcp_servers).expanduser()
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise ConfigError(f"MCP_SERVERS: {path} cannot be read ({error.strerror or type(error).__name__})") from error
    return MappingProxyType(_parsed(content, str(path)))


def _parsed(content: bytes, path: str) -> dict[str, Server]:
    try:
        held = json.loads(content).get("mcpServers") if len(content) <= _LARGEST_FILE else None
    except (ValueError, AttributeError, RecursionError) as error:
        raise ConfigError(f"MCP_SERVERS: {path} is not a JSON object") from error
    if not isinstance(held, dict) or len(held) > _MOST:
        raise ConfigError(f"MCP_SERVERS: {path} has no object “mcpServers” of at most {_MOST} servers")
    return {name: _server(name, given) for name, given in held.items() if not _is_off(given)}


def _is_off(given: Any) -> bool:
    return isinstance(given, dict) and (given.get("disabled") is True or given.get("enabled") is False)


def _server(name: str, given: Any) -> Server:
    shown = name if re.fullmatch(r"[\w .@/-]{1,100}", name) else "with a name that is no name"
    if not isinstance(given, dict):
        raise ConfigError(f"MCP_SERVERS: server {shown}: takes an object with a command or a url")
    try:
        return Server.model_validate({**_expanded(given), "name": name})
    except KeyError as error:
        raise ConfigError(f"MCP_SERVERS: server {shown}: the environment has no {error.args[0]}") from error
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][:1])
        said = f"{where}: {first['msg']}".removeprefix(": ").replace("Value error, ", "")
        raise ConfigError(f"MCP_SERVERS: server {shown}: {said}") from error


def _expanded(value: Any) -> Any:
    """`${NAME}` and `${NAME:-otherwise}` replaced by what the environment has; KeyError with a name it has not."""
    match value:
        case str():
            return _VARIABLE.sub(lambda found: _variable(found[1], found[2]), value)
        case list():
            return [_expanded(item) for item in value]
        case dict():
            return {name: _expanded(item) for name, item in value.items()}
    return value


def _variable(name: str, otherwise: str | None) -> str:
    return os.environ[name] if otherwise is None else os.environ.get(name, otherwise)
