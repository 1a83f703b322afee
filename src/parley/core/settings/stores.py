"""Where the record and the live state are kept: the database and Redis."""

from functools import cached_property
from urllib.parse import quote, urlsplit

from pydantic import Field, SecretStr, field_validator

from parley.core.settings.variables import Variables, check_port


class Stores(Variables):
    """The database, and Redis as an address or in parts."""

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

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        scheme = urlsplit(value).scheme.partition("+")[0]
        if scheme not in {"sqlite", "postgresql", "postgres"}:
            raise ValueError("takes sqlite:///file.db or postgresql://user:password@host/name")
        check_port(value)
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            if urlsplit(value.get_secret_value()).scheme not in {"redis", "rediss", "unix"}:
                raise ValueError("takes redis://user:password@host:port/number, rediss://… or unix://…")
            check_port(value.get_secret_value())
        return value

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
