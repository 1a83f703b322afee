"""Secrets as clients set and see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parley.core.text import Secret

SecretName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,63}$")]


class SecretIn(BaseModel):
    """A secret's value: a key, a token, a password. It is kept to the letter, encrypted, and never shown again."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"value": "sk_live_0123456789abcdef"}]})

    value: Secret


class SecretOut(BaseModel):
    """A secret as far as it is shown: `value` is `***` with its last four characters, alone where it is short."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    value: str = Field(validation_alias="hint")
    created_at: datetime
    updated_at: datetime


class SecretPage(BaseModel):
    """A page of secrets, by name."""

    items: list[SecretOut]
    next_cursor: str | None
