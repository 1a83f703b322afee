"""How a setting is read from its variable: lists between commas, and an empty variable as none."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _split(value: Any) -> Any:
    return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value


Commas = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
"""Several values in one variable, comma-separated."""
SecretCommas = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_split)]
"""Several values that are never shown, comma-separated."""


class Variables(BaseSettings):
    """Field names are the variables' names in lower case; `.env.example` explains each to the operator."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: Any, info: Any) -> Any:
        return cls.model_fields[info.field_name].get_default() if value == "" else value


def check_port(url: str) -> None:
    """ValueError, in our words, for a port that is no number (several hosts, as PostgreSQL takes them, may pass)."""
    try:
        _ = "," in url or urlsplit(url).port
    except ValueError:
        raise ValueError("has a port that is no number from 0 to 65535") from None
