"""Where the server listens, who may call it, and what its secrets are encrypted with."""

import re
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from parley.core.settings.variables import Commas, SecretCommas, Variables


class Serving(Variables):
    """The server, its keys and its owners' secrets."""

    server_host: str = Field(default="127.0.0.1", description="Address to listen on; without any key, loopback only.")
    server_port: int = Field(default=8000, ge=1, le=65_535, description="Port to listen on.")
    server_workers: int = Field(default=1, ge=1, le=64, description="Server processes; more than one needs Redis.")
    shutdown_timeout_seconds: int = Field(
        default=20,
        ge=1,
        le=300,
        description="How long open requests may finish; longer while runs are drained and stopped.",
    )
    cors_origins: Commas = Field(default=(), description="Origins whose pages may call the API, comma-separated.")
    api_keys: SecretCommas = Field(
        default=(), description="Keys pk_<owner>_<secret of 32 or more characters>, comma-separated."
    )
    api_key_cache_seconds: int = Field(default=10, ge=0, le=300, description="How long a checked key stays trusted.")

    secrets_key: SecretCommas = Field(
        default=(), description="Keys that secrets are encrypted with, newest first; make one: parley secrets key."
    )
    max_secrets: int = Field(default=100, ge=1, le=10_000, description="Secrets an owner may have.")

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            parts = urlsplit(origin)
            if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
                raise ValueError("takes origins such as https://app.example.com, comma-separated")
        return tuple(origin.rstrip("/") for origin in value)

    @field_validator("api_keys")
    @classmethod
    def _keys(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in value:
            head, _, rest = key.get_secret_value().partition("_")
            owner, _, secret = rest.partition("_")
            if head != "pk" or not (owner.isascii() and owner.isalnum()) or len(secret) < 32:
                raise ValueError("takes keys pk_<owner>_<secret>, the secret of 32 or more characters")
        return value

    @field_validator("secrets_key")
    @classmethod
    def _ciphers(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in value:
            if re.fullmatch(r"[A-Za-z0-9_-]{43}=", key.get_secret_value()) is None:
                raise ValueError("takes keys that `parley secrets key` made, comma-separated, the newest first")
        return value
