"""`parley agents`, `show`, `versions`, `diff`, `restore`, `publish`: agents and their versions in the terminal."""

import contextlib
import sys
from collections.abc import AsyncIterator

import orjson
from rich.markup import escape
from rich.table import Table

from parley.agents import changes
from parley.agents.answers import AgentKind, VersionItem
from parley.agents.diff import Edit
from parley.agents.service import Agents, Wanted
from parley.cli.screen import console
from parley.core.auth import LOCAL
from parley.core.config import Settings
from parley.core.idempotency import Once
from parley.core.resources import open_resources
from parley.exports.platforms.native import notation

_PAGE = 100
_SHOWN = 60


async def show_agents(settings: Settings, owner: str | None) -> None:
    """All of an owner's agents, newest first, then the personas; and what to do where there are personas only."""
    table = Table("agent", "name", "version", "published", "changed")
    cursor, kinds = None, set()
    async with _open(settings) as agents:
        while True:
            page = await agents.page(owner or LOCAL, limit=_PAGE, cursor=cursor)
            for one in page.items:
                is_built = one.kind is AgentKind.BUILT
                version = str(one.version) if is_built else one.kind.value
                published = str(one.published) if is_built and one.published is not None else "–"
                table.add_row(one.slug, escape(one.name), version, published, f"{one.updated_at:%Y-%m-%d %H:%M}")
            kinds |= {one.kind for one in page.items}
            cursor = page.next_cursor
            if cursor is None:
                break
    console.print(table)
    if AgentKind.BUILT not in kinds:
        console.print("No agents of yours yet. Build one with: parley build")


async def show_definition(settings: Settings, owner: str | None, agent: str, wanted: Wanted) -> None:
    """The definition and nothing else, to the letter, so that it can go into a file."""
    async with _open(settings) as agents:
        found = await agents.version(owner or LOCAL, agent, wanted)
    sys.stdout.write(notation.dump(found.spec))


async def show_versions(settings: Settings, owner: str | None, agent: str) -> None:
    """All versions of an agent, newest first, with what made each."""
    table = Table("version", "made", "by", "how", "why")
    cursor = None
    async with _open(settings) as agents:
        published = (await agents.find(owner or LOCAL, agent)).published
        while True:
            page = await agents.versions(owner or LOCAL, agent, limit=_PAGE, cursor=cursor)
            for one in page.items:
                number = f"{one.number} (published)" if one.number == published else str(one.number)
                moment = f"{one.created_at:%Y-%m-%d %H:%M}"
                table.add_row(number, moment, escape(one.owner), one.kind, escape(one.note))
            if page.next_cursor is None:
                break
            cursor = int(page.next_cursor)
    console.print(table)


async def show_diff(
    settings: Settings, owner: str | None, agent: str, numbers: tuple[int, int], *, pointers: bool
) -> None:
    """What makes one version another, in words; with `pointers`, also what differs where."""
    async with _open(settings) as agents:
        found = await agents.compare(owner or LOCAL, agent, *numbers)
    if not found.changes:
        console.print(f"Versions {numbers[0]} and {numbers[1]} are the same.")
    for change in found.changes:
        console.print(f"- {escape(change.text)}", soft_wrap=True)
        for edit in change.edits if pointers else ():
            console.print(f"    [dim]{escape(_told(edit))}[/]", soft_wrap=True)


async def restore(settings: Settings, owner: str | None, agent: str, number: int) -> None:
    """Put a version back as a new one."""
    async with _open(settings) as agents:
        answer = await changes.restore(agents, Once(agents.db, owner or LOCAL), agent, number)
    made = VersionItem.model_validate(orjson.loads(answer.body))
    console.print(f"Version {made.number} is what version {number} was.")


async def publish(settings: Settings, owner: str | None, agent: str, number: int) -> None:
    """Make a version the one in use."""
    async with _open(settings) as agents:
        found = await changes.publish(agents, owner or LOCAL, agent, number)
    console.print(f"Published: version {number} of {found.slug}.")


@contextlib.asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[Agents]:
    async with open_resources(settings) as resources:
        yield Agents.of(resources)


def _told(edit: Edit) -> str:
    values = " → ".join(orjson.dumps(value).decode()[:_SHOWN] for value in (edit.before, edit.after))
    return f"{edit.op} {edit.path} {f'from {edit.source}' if edit.source else values}"
