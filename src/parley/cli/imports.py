"""`parley import`: an agent in some platform's form becomes one of yours."""

import asyncio
from pathlib import Path

import orjson
from rich.markup import escape

from parley.agents.service import Agents
from parley.cli.screen import console
from parley.core.auth import LOCAL
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.idempotency import Once
from parley.core.resources import open_resources
from parley.exports import imports, unpacking
from parley.exports.schemas import Files, ImportOut

_SHOWN = 20


async def take_in(settings: Settings, owner: str | None, path: Path, *, platform: str | None, into: str | None) -> None:
    """Store the agent, or the next version of the one named by `into`, and print what became of its parts."""
    files = await asyncio.to_thread(files_at, path, imports.limits(settings))
    async with open_resources(settings) as resources:
        once = Once(resources.db, owner or LOCAL)
        answer = await imports.take_in(Agents.of(resources), once, files, platform=platform, agent=into)
    made = ImportOut.model_validate(orjson.loads(answer.body))
    told = f"{made.name or made.slug}: version {made.version} of {made.slug}, from {made.platform}"
    console.print(f"[bold]{escape(told)}[/]", soft_wrap=True)
    report = made.report
    for title, items in (("Nearly as it was", report.approximated), ("Not understood, but kept", report.dropped)):
        _list(title, items)
    _list("To fill", [*report.to_fill, *(f"secret {name}" for name in report.secrets)])
    console.print(f"Go on with it: parley build --agent {made.slug}", soft_wrap=True)


def files_at(path: Path, limits: unpacking.Limits) -> Files:
    """What a folder, an archive or a file holds, within the limits; ConfigError where it cannot be read."""
    try:
        if path.suffix.lower() == ".zip":
            return unpacking.unzipped(_bounded(path, limits), limits)
        if not path.exists():
            raise ConfigError(f"{path} is not there; give a folder, a zip or a JSON or YAML file")
        return unpacking.gathered(path, limits)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({type(error).__name__})") from error


def _bounded(path: Path, limits: unpacking.Limits) -> bytes:
    if path.stat().st_size > limits.size:
        raise ConfigError(f"{path} is larger than {limits.size:,} bytes (BUNDLE_MAX_BYTES)")
    return path.read_bytes()


def _list(title: str, items: list[str]) -> None:
    if items:
        console.print(f"\n{title}:")
    for item in items[:_SHOWN]:
        console.print(f"- {escape(item)}", soft_wrap=True)
    if len(items) > _SHOWN:
        console.print(f"- and {len(items) - _SHOWN} more")
