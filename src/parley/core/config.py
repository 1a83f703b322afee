"""Every setting, read from the environment and `.env`. A wrong value stops the start with one line."""

from enum import StrEnum
from typing import Any, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from parley.core.errors import ConfigError
from parley.core.settings.chatting import Chatting
from parley.core.settings.pushing import Pushing
from parley.core.settings.running import Running
from parley.core.settings.serving import Serving
from parley.core.settings.sessions import Sessions
from parley.core.settings.sockets import Sockets
from parley.core.settings.stores import Stores
from parley.core.settings.vendors import Vendors


class LogFormat(StrEnum):
    """How log lines look: for eyes, or one JSON object a line."""

    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    """The least severe line that is written."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class Settings(Vendors, Chatting, Pushing, Sockets, Running, Sessions, Stores, Serving):
    """All settings; Pydantic takes the fields of the last class first, which is the order of `.env.example`."""

    log_level: LogLevel = Field(default=LogLevel.INFO, description="DEBUG, INFO, WARNING or ERROR.")
    log_format: LogFormat = Field(default=LogFormat.CONSOLE, description="console or json.")

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _workers_share_redis(self) -> Self:
        if self.server_workers > 1 and self.redis_address is None:
            raise ValueError("SERVER_WORKERS above 1 needs Redis: set REDIS_URL, or run one worker")
        return self

    @model_validator(mode="after")
    def _documents_end_in_time(self) -> Self:
        if self.document_timeout_seconds >= self.turn_lock_seconds:
            raise ValueError("DOCUMENT_TIMEOUT_SECONDS must be less than TURN_LOCK_SECONDS")
        return self


def load(**overrides: Any) -> Settings:
    """Read the settings; ConfigError, one line naming each wrong variable and what it accepts."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        lines = []
        for item in error.errors(include_input=False, include_url=False):
            name = "_".join(str(part) for part in item["loc"][:1]).upper()
            lines.append(f"{name}: {item['msg'].removeprefix('Value error, ')}".removeprefix(": "))
        raise ConfigError("; ".join(lines)) from error
