"""Settings: what users of such services write is accepted, and what is wrong is named in one line."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

from parley.core import config, migrate
from parley.core.errors import ConfigError
from scripts import env_example

ROOT = Path(__file__).resolve().parents[2]


def test_env_example_shows_every_setting_with_its_default() -> None:
    assert (ROOT / ".env.example").read_text() == env_example.render()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SERVER_PORT", "99999"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "loud"),
        ("API_KEYS", "abc"),
        ("API_KEYS", "pk_shop_short"),
        ("CORS_ORIGINS", "app.example.com"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("SESSION_EXPIRY_SECONDS", "0"),
        ("SERVER_WORKERS", "2"),
    ],
)
def test_wrong_value_is_one_line_that_names_the_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        config.load()
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)
    assert value not in {"pk_shop_short"} or value not in str(caught.value)


def test_redis_may_be_given_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"HOST": "cache", "PORT": "6380", "DB": "2", "USERNAME": "u", "PASSWORD": "p@ss"}.items():
        monkeypatch.setenv(f"REDIS_{name}", value)
    assert config.load().redis_address == "redis://u:p%40ss@cache:6380/2"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///parley.db", "parley.db"),
        ("sqlite:////var/lib/parley.db", "/var/lib/parley.db"),
        ("sqlite+aiosqlite:///parley.db", "parley.db"),
    ],
)
def test_sqlite_urls_are_read_as_sqlalchemy_reads_them(url: str, path: str) -> None:
    settings = config.load(database_url=url)
    assert (settings.is_sqlite, settings.sqlite_path) == (True, path)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_postgres_urls_get_their_driver_from_us(scheme: str) -> None:
    assert config.load(database_url=f"{scheme}://u:p@h/d").postgres_dsn == "postgresql://u:p@h/d"


def test_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("SERVER_PORT", "")
    settings = config.load()
    assert settings.openai_api_key is None
    assert settings.server_port == 8000


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    secret = "s" * 40
    settings = config.load(api_keys=f"pk_shop_{secret}", openai_api_key="sk-canary", redis_password="hush")
    assert not {secret, "sk-canary", "hush"} & set(repr(settings).replace("'", " ").split())


def test_revision_constant_is_alembics_newest() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "-c", str(ROOT / "alembic.ini"), "heads"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()[0] == migrate.REVISION


def test_open_address_without_a_key_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        env={"SERVER_HOST": "0.0.0.0", "PATH": "/usr/bin:/bin"},  # noqa: S104 - refusing it is the point
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("parley: SERVER_HOST")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:///no-database"),
        ("DATABASE_URL", "sqlite:////proc/none/parley.db"),
        ("DATABASE_URL", "postgresql://127.0.0.1:port/parley"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/parley"),
        ("REDIS_URL", "localhost:6379"),
    ],
)
def test_unusable_address_stops_the_start_with_one_line(tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "no-database").write_text("something else altogether")
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        env={name: value, "LLM_MODEL": "guided", "PATH": "/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("parley: ")
    assert name in done.stderr
    assert done.stderr.count("\n") == 1


def test_installed_package_has_a_version() -> None:
    assert importlib.metadata.version("parley")
