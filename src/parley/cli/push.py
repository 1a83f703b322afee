"""`parley push`: a bundle onto its platform, compared first, sent when asked to, and read back."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape

from parley.agents.schemas import Severity
from parley.cli.bundles import show
from parley.cli.imports import files_at
from parley.cli.screen import console, fail
from parley.core.config import Settings
from parley.core.errors import ConfigError, InvalidInput
from parley.core.http import Reach
from parley.exports import imports, service
from parley.exports.push import record
from parley.exports.push.client import Access, Client
from parley.exports.push.comparing import Difference
from parley.exports.push.plan import Door, Plan, Push
from parley.exports.push.record import Book
from parley.exports.push.script import Script
from parley.exports.push.service import Fate, Pusher, PushStopped, Step
from parley.exports.schemas import Files
from parley.exports.shaped import place

_DONE = {Fate.CREATE: "created", Fate.CHANGE: "changed", Fate.KEEP: "left alone"}
_SHOWN = 8
_NOT_WHOLE = "not everything is there as it was sent; the places are above"
_IN_WORKSPACE = "needed unless the workspace already has"
"""How the script tells of a secret that may be there already."""
_CLI = "ELEVENLABS_CLI"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is pushed: a folder, whether it is sent, and whether what is still open may stay so."""

    platform: str
    folder: Path
    is_sent: bool
    allows_unfilled: bool


@dataclass(frozen=True, slots=True)
class _Begun:
    pusher: Pusher
    book: Book
    plan: Plan


async def push(settings: Settings, wish: Wish) -> bool:
    """Show what a push does, or would do; whether all of it is well. ConfigError and InvalidInput for wrong use."""
    how = _pushable(wish.platform)
    if not await asyncio.to_thread(wish.folder.is_dir):
        raise ConfigError(f"{wish.folder} is no folder; give the one that the bundle is in")
    files = await asyncio.to_thread(files_at, wish.folder, imports.limits(settings))
    plan = how.plan(files, os.environ)
    begun = _begun(settings, how, plan, wish)
    open_ = _open_by_lint(files, wish.platform, plan)
    if open_ is None:
        return False
    try:
        open_ += [*plan.open, *await begun.pusher.prepare()]
        _tell(plan, open_)
        if how.script is not None:
            return await _by_script(settings, how, begun, wish)
        return not _is_held_back(open_, wish) and await _carried_out(begun, wish)
    except PushStopped as stopped:
        fail(stopped.detail)
        return False


async def _by_script(settings: Settings, how: Push, begun: _Begun, wish: Wish) -> bool:
    """Let the platform's script send, then read everything back; without --yes it checks only, and all is compared."""
    script = _script(settings, how, wish)
    open_: list[str] = []

    def told(line: str) -> None:
        console.print(escape(line), soft_wrap=True)
        open_.extend([line] if line.startswith("open: ") and _IN_WORKSPACE not in line else [])

    if await script.run("--check", tell=told) or _is_held_back(open_, wish):
        return False
    code = await script.run(tell=told) if wish.is_sent else 0
    files = await asyncio.to_thread(files_at, wish.folder, imports.limits(settings))
    plan = how.plan(files, os.environ)
    again = _begun(settings, how, plan, wish)
    if wish.is_sent:
        again.book.note(plan)
    return await _read_back(again, wish) and code == 0


async def _read_back(begun: _Begun, wish: Wish) -> bool:
    """What a script sent, against what is there."""
    if not wish.is_sent:
        return await _carried_out(begun, wish)
    left = [step async for step in begun.pusher.compare() if step.fate is not Fate.KEEP]
    for step in left:
        places = step.before or (Difference((), is_missing=True),)
        _show_left(step.item.path, places)
    if left:
        fail(_NOT_WHOLE)
    return not left


def _is_held_back(open_: list[str], wish: Wish) -> bool:
    if not open_ or not wish.is_sent or wish.allows_unfilled:
        return False
    fail("nothing was sent, since this is still open; give it, or push with --allow-unfilled")
    return True


def _pushable(platform: str) -> Push:
    how = service.platform(platform).push
    if how is None:
        known = [name for name in service.names() if service.platform(name).push is not None]
        raise InvalidInput(f"Nothing is pushed to {platform}; only to: {', '.join(known)}.")
    return how


def _begun(settings: Settings, how: Push, plan: Plan, wish: Wish) -> _Begun:
    access = _access(settings, how.door, plan)
    reach = Reach(settings.http_allow_hosts, settings.push_timeout_seconds, settings.push_answer_bytes)
    book = Book.open(wish.folder, wish.platform)
    client = Client(access, reach, settings.push_deadline_seconds)
    return _Begun(Pusher(client, how, plan, book), book, plan)


def _script(settings: Settings, how: Push, wish: Wish) -> Script:
    """The script with the platform's address and key; no file of the folder says where they go, or which tool runs."""
    key = getattr(settings, how.door.key).get_secret_value()
    variables = {how.door.key.upper(): key, how.door.address.upper(): getattr(settings, how.door.address)}
    return Script(how.script or "", wish.folder, {_CLI: os.environ.get(_CLI) or "elevenlabs", **variables})


def _access(settings: Settings, door: Door, plan: Plan) -> Access:
    key = getattr(settings, door.key)
    if key is None:
        raise ConfigError(f"{door.key.upper()} is not set; it is your key for the platform")
    value = key.get_secret_value()
    header = {door.header: f"{door.lead}{value}"}
    return Access(getattr(settings, door.address), header, plan.hidden | {value})


def _open_by_lint(files: Files, platform: str, plan: Plan) -> list[str] | None:
    """What the linter finds to fill in what is sent; None, with the errors shown, where the bundle cannot work."""
    found = service.lint(files, platform)
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        show(errors)
        fail("nothing was sent, since the bundle cannot work as it is")
        return None
    rules, sent = _pushable(platform).open_rules, {item.path for item in plan.items}
    left = [one for one in found if one.rule in rules and one.where.partition("#")[0] in sent]
    return [f"{one.where}: {one.message} {one.mend}" for one in left]


def _tell(plan: Plan, open_: list[str]) -> None:
    for note in plan.notes:
        console.print(escape(note), soft_wrap=True)
    for item in open_:
        console.print(f"[yellow]open:[/] {escape(item)}", soft_wrap=True)


async def _carried_out(begun: _Begun, wish: Wish) -> bool:
    count: Counter[Fate] = Counter()
    is_whole = True
    try:
        async for step in _steps(begun.pusher, wish):
            count[step.fate] += 1
            is_whole = _show(step, is_sent=wish.is_sent) and is_whole
    finally:
        _sum_up(count, len(begun.plan.items), wish)
    for role, name, id_ in begun.book.others(begun.plan.items):
        console.print(escape(f"no longer in the bundle, still there: {role} {name}: {id_}"), soft_wrap=True)
    if not is_whole:
        fail(_NOT_WHOLE)
    return is_whole


def _steps(pusher: Pusher, wish: Wish) -> AsyncIterator[Step]:
    return pusher.push() if wish.is_sent else pusher.compare()


def _show(step: Step, *, is_sent: bool) -> bool:
    """One line for the item, and one for each place that is not as it was sent."""
    told = _DONE[step.fate] if is_sent else step.fate.value
    words = f"{told:10} {step.item.kind.role} {step.item.path}" + (f": {step.id}" if step.id else "")
    if step.before and not is_sent:
        places = ", ".join(place("", one.at) for one in step.before[:_SHOWN])
        words += f" ({'changed there since; ' if step.is_drift else ''}{places})"
    console.print(escape(words), soft_wrap=True)
    _show_left(step.item.path, step.after)
    return not step.after


def _show_left(path: str, left: tuple[Difference, ...]) -> None:
    for one in left:
        what = "is not there" if one.is_missing else "is there with another value"
        console.print(f"  [red]{escape(place(path, one.at))}[/] {what}", soft_wrap=True)


def _sum_up(count: "Counter[Fate]", whole: int, wish: Wish) -> None:
    seen = sum(count.values())
    parts = ", ".join(f"{number} {_DONE[fate] if wish.is_sent else fate.value}" for fate, number in count.items())
    rest = f"; not reached: {whole - seen}" if seen < whole else ""
    if wish.is_sent:
        console.print(
            escape(f"{parts or 'nothing pushed'}{rest}. Their ids: {wish.folder / record.NAME}"), soft_wrap=True
        )
        return
    console.print(escape(f"{parts or 'nothing compared'}{rest}. Nothing was sent; --yes does it."), soft_wrap=True)
