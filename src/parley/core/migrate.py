"""The schema's revision: checked at start without loading Alembic, which is imported only when there is work."""

import sqlite3
from contextlib import closing
from pathlib import Path

from parley.core.config import Settings
from parley.core.errors import ConfigError, Unavailable
from parley.core.paths import shipped

REVISION = "0005"
"""The newest revision in alembic/versions (a test holds the two equal)."""


async def current(settings: Settings) -> str | None:
    """The database's revision, None where it has no schema yet; Unavailable when it cannot be read."""
    if settings.is_sqlite:
        return _sqlite_revision(settings.sqlite_path)
    import asyncpg  # a vendor of the PostgreSQL case alone

    try:
        connection = await asyncpg.connect(settings.postgres_dsn, timeout=settings.database_timeout_seconds)
        try:
            if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
                return None
            revision: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
            return revision
        finally:
            await connection.close()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Unavailable(f"PostgreSQL does not answer at DATABASE_URL ({type(error).__name__}).") from error


def _sqlite_revision(path: str) -> str | None:
    if not Path(path).exists():
        return None
    try:
        with closing(sqlite3.connect(path)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise Unavailable(f"DATABASE_URL names a file that SQLite cannot read ({type(error).__name__}).") from error
    return row[0] if row else None


def upgrade(settings: Settings) -> None:
    """Run Alembic to the newest revision. Blocking; not to be called from a running event loop.

    ConfigError: the schema is one that this version does not know. Unavailable: the database cannot be written.
    """
    from alembic import command  # loaded only when there is a migration to run
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy.exc import DBAPIError

    config = Config(str(shipped("alembic.ini")))
    config.set_main_option("script_location", str(shipped("alembic")))
    config.attributes["settings"] = settings
    try:
        if settings.is_sqlite:
            Path(settings.sqlite_path).parent.mkdir(parents=True, exist_ok=True)
        command.upgrade(config, "head")
    except CommandError as error:
        raise ConfigError("DATABASE_URL: the database's schema is not known to this version of Parley") from error
    except (OSError, DBAPIError) as error:
        raise Unavailable(f"The database at DATABASE_URL cannot be migrated ({type(error).__name__}).") from error


async def require_schema(settings: Settings) -> bool:
    """Whether the schema is there. False: an SQLite file that `upgrade` must fill; ConfigError says what to run."""
    revision = await current(settings)
    if revision == REVISION:
        return True
    if settings.is_sqlite:
        return False
    raise ConfigError(
        f"DATABASE_URL: the database's schema is {revision or 'missing'}, this version needs {REVISION}; "
        "run: parley db upgrade"
    )
