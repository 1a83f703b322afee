"""Every setting, read from the environment and `.env`. A wrong value stops the start with one line."""

import re
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self
from urllib.parse import quote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from parley.core.errors import ConfigError


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


Commas = Annotated[tuple[str, ...], NoDecode]
"""Several values in one variable, comma-separated."""


class Settings(BaseSettings):
    """Field names are the variables' names in lower case; `.env.example` explains each to the operator."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    server_host: str = Field(default="127.0.0.1", description="Address to listen on; without any key, loopback only.")
    server_port: int = Field(default=8000, ge=1, le=65_535, description="Port to listen on.")
    server_workers: int = Field(default=1, ge=1, le=64, description="Server processes; more than one needs Redis.")
    shutdown_timeout_seconds: int = Field(default=20, ge=1, le=300, description="How long open requests may finish.")
    cors_origins: Commas = Field(default=(), description="Origins whose pages may call the API, comma-separated.")
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="Keys pk_<owner>_<secret of 32 or more characters>, comma-separated."
    )
    api_key_cache_seconds: int = Field(default=10, ge=0, le=300, description="How long a checked key stays trusted.")

    secrets_key: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="Keys that secrets are encrypted with, newest first; make one: parley secrets key."
    )
    max_secrets: int = Field(default=100, ge=1, le=10_000, description="Secrets an owner may have.")

    database_url: str = Field(
        default="sqlite:///parley.db", description="sqlite:///file.db or postgresql://user:password@host/name."
    )
    database_pool_size: int = Field(default=10, ge=1, le=200, description="PostgreSQL connections a process.")
    database_timeout_seconds: float = Field(default=8, gt=0, le=60, description="Longest wait for the database.")

    redis_url: SecretStr | None = Field(default=None, description="redis://…; or give REDIS_HOST and its fellows.")
    redis_host: str | None = Field(default=None, description="Redis host, when REDIS_URL is not given.")
    redis_port: int = Field(default=6379, ge=1, le=65_535, description="Redis port.")
    redis_db: int = Field(default=0, ge=0, le=65_535, description="Redis database number.")
    redis_username: str | None = Field(default=None, description="Redis user, if it asks for one.")
    redis_password: SecretStr | None = Field(default=None, description="Redis password, if it asks for one.")
    redis_timeout_seconds: float = Field(default=1, gt=0, le=10, description="Longest wait for Redis.")
    redis_retry_seconds: float = Field(default=5, gt=0, le=300, description="Pause before a failed Redis is tried.")

    session_expiry_seconds: int = Field(
        default=86_400, ge=1, le=31_536_000, description="Quiet time after which a session counts as paused."
    )
    live_max_sessions: int = Field(default=5_000, ge=1, le=1_000_000, description="Sessions kept in process memory.")
    live_max_states: int = Field(
        default=64, ge=1, le=10_000, description="Unfinished builds kept parsed; about 0.1 MB each."
    )
    turn_lock_seconds: int = Field(default=90, ge=5, le=900, description="Longest a turn may hold its session.")
    idempotency_hours: int = Field(default=24, ge=24, le=720, description="How long idempotent answers are kept.")
    max_turns: int = Field(
        default=200, ge=1, le=10_000, description="Turns a session may have; then its messages get 409."
    )
    max_session_tokens: int = Field(
        default=30_000,
        ge=0,
        le=100_000_000,
        description="Model tokens a session may cost, a fifth of them output; then the rules go on.",
    )
    max_document_tokens: int = Field(
        default=200_000,
        ge=0,
        le=100_000_000,
        description="Model tokens that a session's documents may cost; then the rules read them.",
    )
    document_part_chars: int = Field(
        default=6_000, ge=500, le=10_000, description="Characters of a part of a document; each part is one model call."
    )
    document_timeout_seconds: float = Field(
        default=60,
        gt=0,
        le=800,
        description="Longest a model reads a document (less than TURN_LOCK_SECONDS); the rules read what is left.",
    )
    max_body_bytes: int = Field(
        default=1_000_000,
        ge=20_000,
        le=50_000_000,
        description="Bytes of a request's body at most; an import's has OPENAPI_MAX_BYTES.",
    )
    openapi_max_bytes: int = Field(
        default=20_000_000,
        ge=100_000,
        le=50_000_000,
        description="Bytes of an OpenAPI document, or of an import's body, at most.",
    )
    http_allow_hosts: Commas = Field(
        default=(), description="Hosts (host or host:port) that users' URLs may name although they are private or http."
    )
    http_timeout_seconds: float = Field(default=10, gt=0, le=60, description="Longest fetch of a user's URL.")

    max_runs: int = Field(
        default=500, ge=1, le=100_000, description="Turns streamed at once, a process; a further one gets 503."
    )
    run_drain_seconds: float = Field(
        default=8, ge=0, le=300, description="How long a streamed turn may finish at shutdown when nobody reads it."
    )
    run_log_runs: int = Field(
        default=1_000,
        ge=1,
        le=100_000,
        description="Streamed turns whose events are kept, in process memory; the oldest go first.",
    )
    run_log_events: int = Field(default=2_000, ge=1, le=100_000, description="Events kept of one streamed turn.")
    run_log_bytes: int = Field(
        default=262_144, ge=10_000, le=10_000_000, description="Bytes of events kept of one streamed turn."
    )
    run_log_seconds: float = Field(
        default=300, ge=1, le=86_400, description="How long a streamed turn's events are kept after its end."
    )
    stream_heartbeat_seconds: float = Field(
        default=10, gt=0, le=15, description="Silence after which a stream says that it is alive."
    )
    stream_stall_seconds: float = Field(
        default=20, gt=0, le=300, description="How long a reader may take nothing before it is cut off."
    )
    tool_timeout_seconds: float = Field(
        default=30,
        gt=0,
        le=120,
        description="Longest test call of a tool, over HTTP or MCP; a tool's own timeout_s may be shorter.",
    )
    tool_answer_bytes: int = Field(
        default=100_000, ge=1_000, le=5_000_000, description="Bytes of a test call's answer that are read."
    )
    max_tool_calls: int = Field(
        default=8, ge=1, le=1_000, description="Test calls under way at once, a process; a further one gets 409."
    )

    mcp_servers: str | None = Field(
        default=None,
        description="JSON file with an mcpServers object; every owner may take tools from these MCP servers.",
    )
    mcp_timeout_seconds: float = Field(
        default=20, gt=0, le=120, description="Longest an MCP server may take to start and list its tools."
    )
    mcp_max_tools: int = Field(
        default=1_000, ge=1, le=20_000, description="Tools an MCP server may list; one with more is refused."
    )

    llm_model: str | None = Field(
        default=None, description="vendor:model with vendor openai, anthropic, ollama, deepseek or qwen; or guided."
    )
    openai_api_key: SecretStr | None = Field(default=None, description="Key for OpenAI or a compatible server.")
    openai_base_url: str | None = Field(default=None, description="Address of an OpenAI-compatible server.")
    anthropic_api_key: SecretStr | None = Field(default=None, description="Key for Anthropic.")
    anthropic_base_url: str | None = Field(default=None, description="Another address that speaks Anthropic's API.")
    deepseek_api_key: SecretStr | None = Field(default=None, description="Key for DeepSeek.")
    qwen_api_key: SecretStr | None = Field(default=None, description="Key for Qwen (DashScope).")
    ollama_host: str | None = Field(default=None, description="Address of Ollama, as in http://127.0.0.1:11434.")
    llm_timeout_seconds: float = Field(default=20, gt=0, le=300, description="Deadline of one model call, retries in.")
    llm_max_tokens: int = Field(default=1_500, ge=100, le=16_000, description="Longest output of one model call.")
    llm_max_retries: int = Field(default=1, ge=0, le=4, description="Further tries after a model call that failed.")
    llm_cooldown_seconds: float = Field(default=30, ge=0, le=600, description="Pause before a failed model is asked.")

    log_level: LogLevel = Field(default=LogLevel.INFO, description="DEBUG, INFO, WARNING or ERROR.")
    log_format: LogFormat = Field(default=LogFormat.CONSOLE, description="console or json.")

    @field_validator("cors_origins", "api_keys", "secrets_key", "http_allow_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: Any, info: Any) -> Any:
        return cls.model_fields[info.field_name].get_default() if value == "" else value

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            parts = urlsplit(origin)
            if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
                raise ValueError("takes origins such as https://app.example.com, comma-separated")
        return tuple(origin.rstrip("/") for origin in value)

    @field_validator("http_allow_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for host in value:
            if re.fullmatch(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?", host) is None:
                raise ValueError("takes hosts such as api.internal or 127.0.0.1:8080, comma-separated")
        return tuple(host.lower() for host in value)

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

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        scheme = urlsplit(value).scheme.partition("+")[0]
        if scheme not in {"sqlite", "postgresql", "postgres"}:
            raise ValueError("takes sqlite:///file.db or postgresql://user:password@host/name")
        _check_port(value)
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            if urlsplit(value.get_secret_value()).scheme not in {"redis", "rediss", "unix"}:
                raise ValueError("takes redis://user:password@host:port/number, rediss://… or unix://…")
            _check_port(value.get_secret_value())
        return value

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

    @cached_property
    def redis_address(self) -> str | None:
        """The Redis URL, put together where only the parts are given; None means: live state in process."""
        if self.redis_url is not None:
            return self.redis_url.get_secret_value()
        if self.redis_host is None:
            return None
        password = quote(self.redis_password.get_secret_value(), safe="") if self.redis_password else ""
        user = quote(self.redis_username or "", safe="")
        login = f"{user}:{password}@" if user or password else ""
        return f"redis://{login}{self.redis_host}:{self.redis_port}/{self.redis_db}"

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is an SQLite file."""
        return self.database_url.startswith("sqlite")

    @property
    def sqlite_path(self) -> str:
        """The file behind an SQLite URL, as SQLAlchemy reads it: three slashes relative, four absolute."""
        return self.database_url.partition("://")[2].partition("?")[0].removeprefix("/") or ":memory:"

    @property
    def postgres_dsn(self) -> str:
        """The PostgreSQL URL without a driver, as asyncpg takes it."""
        return "postgresql://" + self.database_url.partition("://")[2]


def _check_port(url: str) -> None:
    """ValueError, in our words, for a port that is no number (several hosts, as PostgreSQL takes them, may pass)."""
    try:
        _ = "," in url or urlsplit(url).port
    except ValueError:
        raise ValueError("has a port that is no number from 0 to 65535") from None


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
