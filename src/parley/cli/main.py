"""Every command of `parley`; each does its work through the same services as the HTTP API."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from parley.cli import agents
from parley.cli.screen import console, fail
from parley.cli.start import run as _run
from parley.cli.start import settings as _settings
from parley.core import migrate
from parley.core.errors import AppError, ConfigError

app = typer.Typer(
    help="Talk an agent into existence, try it, and take it anywhere.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db_app = typer.Typer(help="The database's schema.", no_args_is_help=True)
keys_app = typer.Typer(help="API keys, for servers that other machines may reach.", no_args_is_help=True)
secrets_app = typer.Typer(help="Secrets that tools' credentials name, stored encrypted.", no_args_is_help=True)
tools_app = typer.Typer(help="Tools out of an OpenAPI document.", no_args_is_help=True)
app.add_typer(agents.app)
app.add_typer(db_app, name="db")
app.add_typer(keys_app, name="keys")
app.add_typer(secrets_app, name="secrets")
app.add_typer(tools_app, name="tools")

SecretOwner = Annotated[str | None, typer.Option(help="Whose secrets; “local” when left out.")]
SecretName = Annotated[str, typer.Argument(help="Capitals, digits and underscores, as in STRIPE_API_KEY.")]


def main() -> None:
    """Run a command; what is wrong with the settings or the request is said in one line, with exit code 2."""
    try:
        app()
    except (AppError, ConfigError) as error:
        fail(error.detail if isinstance(error, AppError) else str(error))
        sys.exit(2)


@app.command()
def serve() -> None:
    """Serve the API; address, port and workers come from SERVER_HOST, SERVER_PORT and SERVER_WORKERS."""
    from parley.server import serve as start  # with uvicorn and FastAPI, which the other commands can do without

    raise typer.Exit(start())


@app.command()
def build(  # noqa: PLR0913 - each is an option of the command
    brief: Annotated[Path | None, typer.Option(help="A text file with what you want; else you are asked.")] = None,
    out: Annotated[Path, typer.Option(help="Folder that the bundle is written to.")] = Path("out"),
    platform: Annotated[str, typer.Option(help="Who the bundle is for: native or elevenlabs.")] = "elevenlabs",
    session: Annotated[str | None, typer.Option(help="Go on with this build session.")] = None,
    agent: Annotated[str | None, typer.Option(help="Go on with this agent of yours: its id or slug.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: take the builder's own judgement.")] = False,
) -> None:
    """Build an agent in conversation and write its bundle."""
    from parley.cli.build import Conversation, run_build  # with the engines, which the other commands can do without

    text = None if brief is None else _read(brief)
    _run(run_build(_settings(), Conversation(text, session, agent, is_silent=yes), out, platform))


@app.command()
def chat(
    agent: Annotated[
        str | None, typer.Argument(help="A persona, or an agent of yours; “general” when left out.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(help="The server; else PARLEY_URL, the one of these settings, or one made for this.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", "--session", help="Go on with, or begin, the conversation of that name.")
    ] = None,
) -> None:
    """Talk with an agent; through a pipe a message a line. The key for a server is PARLEY_API_KEY."""
    from parley.cli.chat import Wanted, talk  # with the client, which the other commands can do without

    raise typer.Exit(talk(_settings, Wanted(agent, url, name)))


@app.command(name="import")
def import_(
    path: Annotated[Path, typer.Argument(help="A folder, a zip, or a JSON or YAML file.")],
    platform: Annotated[str | None, typer.Option(help="Whose form it is; found by the files when left out.")] = None,
    into: Annotated[
        str | None, typer.Option(help="An agent of yours that gets its next version; else a new one.")
    ] = None,
    owner: Annotated[str | None, typer.Option(help="Whose agent; “local” when left out.")] = None,
) -> None:
    """Take in an agent that was made elsewhere, or a bundle of Parley's."""
    from parley.cli.imports import take_in

    _run(take_in(_settings(), owner, path, platform=platform, into=into))


@app.command()
def doctor() -> None:
    """Say what is configured, what is reachable, what is missing, and how to mend it. Exit code 1 if something is."""
    from parley.cli.doctor import examine

    raise typer.Exit(0 if _run(examine(_settings())) else 1)


@app.command(name="test-model")
def ask_models(
    provider: Annotated[
        str | None,
        typer.Option(help="openai, anthropic, ollama, deepseek or qwen; or one model, by its name. All when left out."),
    ] = None,
) -> None:
    """Ask every endpoint of the models: one answer in a shape, one stream. Exit code 1 if one fails."""
    from parley.cli import models

    raise typer.Exit(0 if _run(models.ask(_settings(), provider)) else 1)


@app.command(name="eval")
def eval_(  # noqa: PLR0913 - each is an option of the command
    paths: Annotated[list[Path] | None, typer.Argument(help="Cases, or folders of them; Parley's corpus else.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Only these: en, de, es, zh.")] = None,
    style: Annotated[list[str] | None, typer.Option(help="Only these styles, as in “correction”.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only the cases of these ids.")] = None,
    engine: Annotated[str, typer.Option(help="guided, or model: the one that is configured.")] = "guided",
    by: Annotated[list[str] | None, typer.Option(help="Break down by slot, case, style or domain.")] = None,
    verbose: Annotated[list[str] | None, typer.Option(help="Show the conversation of the case of this id.")] = None,
    json: Annotated[Path | None, typer.Option(help="Write all figures to this file.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Exit code 1 where a stated bound is missed.")] = False,
) -> None:
    """Measure the builder: play labelled conversations and compare what it understood."""
    from parley.cli.evaluate import Asked, Shown, evaluate

    asked = Asked(paths or (), language or (), style or (), only or (), engine)
    shown = Shown(by or (), verbose or (), json)
    is_kept = _run(evaluate(_settings(), asked, shown))
    raise typer.Exit(0 if is_kept or not check else 1)


@app.command(name="test")
def play_tests(  # noqa: PLR0913 - each is an option of the command
    agent: Annotated[str, typer.Argument(help="The agent's id or slug.")],
    version: Annotated[int | None, typer.Option(help="The newest when left out.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="Only tests with these words in their name.")] = None,
    repeat: Annotated[int, typer.Option(min=1, max=20, help="Play each so often; all must pass.")] = 1,
    json: Annotated[Path | None, typer.Option(help="Write everything to this file.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit's XML to this file.")] = None,
    send: Annotated[bool, typer.Option("--send", help="Really call tools, instead of the tests' mocks.")] = False,
) -> None:
    """Play an agent's tests with the configured model. Exit code 1: one failed; 2: one could not be played."""
    from parley.cli import testing  # with the evaluation, which the other commands can do without
    from parley.evals.scenarios.service import Wanted

    wanted = Wanted(agent, version, only or (), repeat, send)
    raise typer.Exit(_run(testing.test(_settings(), wanted, testing.Files(json, junit))))


@db_app.command()
def upgrade() -> None:
    """Bring the database at DATABASE_URL to the newest schema. Safe to repeat."""
    settings = _settings()
    migrate.upgrade(settings)
    console.print(f"The schema is at {migrate.REVISION}.")


@keys_app.command()
def create(
    owner: Annotated[str, typer.Option(help="Whose sessions and agents the key opens.")],
    days: Annotated[
        int | None, typer.Option(min=1, max=3_650, help="Days until it expires; never when left out.")
    ] = None,
) -> None:
    """Make a key. It is shown this once."""
    from parley.cli.keys import create_key

    _run(create_key(_settings(), owner, days))


@keys_app.command(name="list")
def list_() -> None:
    """List the stored keys, without their secrets."""
    from parley.cli.keys import list_keys

    _run(list_keys(_settings()))


@keys_app.command()
def revoke(key_id: Annotated[str, typer.Argument(help="The id between the underscores, as in pk_<id>_….")]) -> None:
    """Make a key worthless."""
    from parley.cli.keys import revoke_key

    _run(revoke_key(_settings(), key_id))


@secrets_app.command()
def key() -> None:
    """Make a key for SECRETS_KEY."""
    from parley.secrets.service import new_key

    typer.echo(new_key())


@secrets_app.command(name="set")
def set_(name: SecretName, owner: SecretOwner = None) -> None:
    """Set a secret; its value is asked for, or read from a pipe. Never given as an argument, which others may see."""
    from parley.cli.secrets import set_secret

    value = typer.prompt("Value", hide_input=True) if sys.stdin.isatty() else sys.stdin.read().rstrip("\r\n")
    _run(set_secret(_settings(), owner, name, value))


@secrets_app.command(name="list")
def list_secrets(owner: SecretOwner = None) -> None:
    """List an owner's secrets with their last characters."""
    from parley.cli.secrets import show_secrets

    _run(show_secrets(_settings(), owner))


@secrets_app.command()
def delete(name: SecretName, owner: SecretOwner = None) -> None:
    """Forget a secret for good."""
    from parley.cli.secrets import delete_secret

    _run(delete_secret(_settings(), owner, name))


@tools_app.command(name="search")
def search_tools(
    document: Annotated[str, typer.Argument(help="A file or an https URL, JSON or YAML.")],
    words: Annotated[str, typer.Argument(help="What is wanted, as in “look up an order”.")],
) -> None:
    """Rank an API's operations for what is wanted, with reasons; an import would take the first."""
    from parley.cli.tools import search  # with numpy, which only a search needs

    _run(search(_settings(), document, words))


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"--brief: {path} cannot be read as UTF-8 text ({type(error).__name__})") from error
    if not text or len(text) > 10_000:
        raise ConfigError(f"--brief: {path} holds {len(text):,} characters; it takes 1 to 10,000")
    return text
