"""The commands about agents, their versions and bundles, as the command line names them."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from parley.cli.start import run, settings

app = typer.Typer()

Agent = Annotated[str, typer.Argument(help="The agent's id or slug.")]
Number = Annotated[int, typer.Argument(min=1, max=1_000_000, help="The version's number.")]
Owner = Annotated[str | None, typer.Option(help="Whose agent; “local” when left out.")]


def _version(given: str) -> int | Literal["published"]:
    if given == "published":
        return "published"
    if given.isascii() and given.isdecimal() and 1 <= int(given[:8]) <= 1_000_000:
        return int(given)
    raise typer.BadParameter("takes a version's number, or “published”")


@app.command()
def agents(owner: Annotated[str | None, typer.Option(help="Whose agents; “local” when left out.")] = None) -> None:
    """List your agents."""
    from parley.cli.versions import show_agents

    run(show_agents(settings(), owner))


@app.command()
def versions(agent: Agent, owner: Owner = None) -> None:
    """List an agent's versions: when, by whom, how and why."""
    from parley.cli.versions import show_versions

    run(show_versions(settings(), owner, agent))


@app.command()
def show(
    agent: Agent,
    version: Annotated[
        str | None, typer.Option(metavar="N", help="Its number, or “published”; else the newest.")
    ] = None,
    owner: Owner = None,
) -> None:
    """Print an agent's definition as YAML: to read, to keep beside code, to change and take in with `parley import`."""
    from parley.cli.versions import show_definition

    run(show_definition(settings(), owner, agent, None if version is None else _version(version)))


@app.command()
def diff(
    agent: Agent,
    before: Number,
    after: Number,
    pointers: Annotated[bool, typer.Option("--pointers", help="With what differs where, as JSON pointers.")] = False,
    owner: Owner = None,
) -> None:
    """Say in words what makes one version another."""
    from parley.cli.versions import show_diff

    run(show_diff(settings(), owner, agent, (before, after), pointers=pointers))


@app.command()
def restore(agent: Agent, number: Number, owner: Owner = None) -> None:
    """Put a version back: a new version that is equal to it."""
    from parley.cli.versions import restore as put_back

    run(put_back(settings(), owner, agent, number))


@app.command()
def publish(agent: Agent, number: Number, owner: Owner = None) -> None:
    """Make a version the one in use; to roll back, publish an older one."""
    from parley.cli.versions import publish as put_in_use

    run(put_in_use(settings(), owner, agent, number))


@app.command()
def export(  # noqa: PLR0913 - each is an option of the command
    agent: Agent,
    platform: Annotated[str, typer.Argument(help="Who the bundle is for, as in native or vapi.")] = "elevenlabs",
    version: Annotated[
        str | None, typer.Option(metavar="N", help="Its number, or “published”; else the newest.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder that the bundle is written to.")] = Path("out"),
    zip: Annotated[bool, typer.Option("--zip", help="Write one archive instead of a folder.")] = False,
    owner: Owner = None,
) -> None:
    """Write an agent's bundle to a folder."""
    from parley.cli.bundles import Target
    from parley.cli.bundles import export as write

    wanted = None if version is None else _version(version)
    run(write(settings(), owner, (agent, wanted), Target(platform, out, zip)))


@app.command()
def lint(
    subject: Annotated[str, typer.Argument(metavar="PATH|AGENT", help="A folder, zip or file; or an id or slug.")],
    platform: Annotated[
        str | None, typer.Option(help="Whose form it is; else found by the files, and native for an agent.")
    ] = None,
    owner: Owner = None,
) -> None:
    """Say what is wrong with a bundle. Exit code 1 where something cannot work, for CI."""
    from parley.cli.bundles import lint as examine

    raise typer.Exit(0 if run(examine(settings(), owner, subject, platform)) else 1)


@app.command()
def push(
    platform: Annotated[str, typer.Argument(help="Where to: elevenlabs, retell or vapi.")],
    folder: Annotated[Path, typer.Argument(help="The folder that the bundle is in.")],
    yes: Annotated[bool, typer.Option("--yes", help="Send it; else only what would be done is shown.")] = False,
    allow_unfilled: Annotated[
        bool, typer.Option("--allow-unfilled", help="Send it although something is still to fill in.")
    ] = False,
) -> None:
    """Put a bundle onto its platform, or bring what is there up to date. Exit code 1: something was not taken."""
    from parley.cli.push import Wish
    from parley.cli.push import push as send

    raise typer.Exit(0 if run(send(settings(), Wish(platform, folder, yes, allow_unfilled))) else 1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of an agent's definition, the format parley.agent/1."""
    from parley.agents.schema import text

    typer.echo(text(), nl=False)
