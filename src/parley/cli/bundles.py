"""Bundles in the terminal: written to a folder or an archive, and held against their platform's rules."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape

from parley.agents.schemas import Finding, Severity
from parley.agents.service import Agents, Wanted
from parley.cli.imports import files_at
from parley.cli.screen import console
from parley.core.auth import LOCAL
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.resources import open_resources
from parley.exports import bundle as archives
from parley.exports import imports
from parley.exports import service as exports
from parley.exports.schemas import Bundle

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a bundle goes: a folder of its own, or an archive, in the folder `out`."""

    platform: str
    out: Path
    is_zip: bool = False


async def export(settings: Settings, owner: str | None, agent: tuple[str, Wanted], target: Target) -> None:
    """Write a version's bundle; it needs neither models nor live state."""
    exports.platform(target.platform)
    async with open_resources(settings) as resources:
        await write(Agents.of(resources), owner or LOCAL, agent, target)


async def write(agents: Agents, owner: str, agent: tuple[str, Wanted], target: Target) -> None:
    """Write a version's bundle, and say what is still to fill in and what its platform would refuse."""
    found = await agents.version(owner, *agent)
    bundle = exports.checked(found.spec, target.platform)
    name = f"{bundle.folder}-{bundle.platform}"
    place = target.out / (f"{name}-v{found.number}.zip" if target.is_zip else name)
    try:
        await asyncio.to_thread(_write, bundle, place, is_zip=target.is_zip)
    except OSError as error:
        raise ConfigError(f"--out: {place} cannot be written ({type(error).__name__})") from error
    title, where = escape(found.spec.name), escape(str(place) + ("" if target.is_zip else "/"))
    console.print(f"[bold green]✓[/] {title}, version {found.number}: {len(bundle.files)} files in {where}")
    for item in bundle.report.to_fill:
        console.print(f"  [yellow]to fill in:[/] {escape(item)}")
    for secret in bundle.report.secrets:
        console.print(f"  [yellow]secret to set:[/] {escape(secret)}")
    show(bundle.findings)


async def lint(settings: Settings, owner: str | None, subject: str, platform: str | None) -> bool:
    """Show what is wrong with a bundle on disk, or with that of an agent; whether none of it is an error."""
    path = Path(subject)
    if await asyncio.to_thread(path.exists):
        files = await asyncio.to_thread(files_at, path, imports.limits(settings))
        found = imports.linted(files, platform)
    else:
        async with open_resources(settings) as resources:
            wanted = platform or "native"
            agents = Agents.of(resources)
            spec = (await agents.version(owner or LOCAL, subject)).spec
        found = exports.lint(exports.render(spec, wanted).texts, wanted)
    show(found)
    errors = sum(one.severity is Severity.ERROR for one in found)
    console.print(f"Errors: {errors}; other findings: {len(found) - errors}" if found else "Nothing to mend.")
    return errors == 0


def show(findings: Sequence[Finding]) -> None:
    """One line each: how bad, which rule, where, what and how to mend it."""
    for one in findings:
        told = escape(f"{one.rule} {one.where}: {one.message} {one.mend}".rstrip())
        console.print(f"[{_COLOURS[one.severity]}]{one.severity.value}[/] {told}", soft_wrap=True)


def _write(bundle: Bundle, place: Path, *, is_zip: bool) -> None:
    """The bundle's files; paths are checked by their type, so none leaves the folder."""
    if is_zip:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(archives.zip_bytes(bundle))
        return
    for file in bundle.files:
        path = place / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.content, encoding="utf-8")
        if file.executable:
            path.chmod(0o755)
