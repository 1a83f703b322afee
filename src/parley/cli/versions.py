"""`parley agents`, `show`, `versions`, `diff`, `restore`, `publish`: agents and their versions in the terminal."""

import sys

import orjson
from rich.markup import escape
from rich.table import Table

from parley.agents import changes, service
from parley.agents.answers import VersionItem
from parley.agents.diff import Edit
from parley.agents.service import Wanted
from parley.cli.screen import console
from parley.core.auth import LOCAL
from parley.core.config import Settings
from parley.core.idempotency import Once
from parley.core.resources import open_resources
from parley.exports.platforms.native import notation

_PAGE = 100
_SHOWN = 60


async def show_agents(settings: Settings, owner: str | None) -> None:
    """All of an owner's agents, newest first."""
    table = Table("agent", "name", "version", "published", "changed")
    cursor = None
    async with open_resources(settings) as resources:
        while True:
            page = await service.list_agents(resources.db, owner or LOCAL, limit=_PAGE, cursor=cursor)
            for one in page.items:
                published = "–" if one.published is None else str(one.published)
                moment = f"{one.updated_at:%Y-%m-%d %H:%M}"
                table.add_row(one.slug, escape(one.name), str(one.version), published, moment)
            cursor = page.next_cursor
            if cursor is None:
                break
    if not table.rows:
        console.print("No agents yet. Build one with: parley build")
        return
    console.print(table)


async def show_definition(settings: Settings, owner: str | None, agent: str, wanted: Wanted) -> None:
    """The definition and nothing else, to the letter, so that it can go into a file."""
    async with open_resources(settings) as resources:
        found = await service.version(resources.db, owner or LOCAL, agent, wanted)
    sys.stdout.write(notation.dump(found.spec))


async def show_versions(settings: Settings, owner: str | None, agent: str) -> None:
    """All versions of an agent, newest first, with what made each."""
    table = Table("version", "made", "by", "how", "why")
    cursor = None
    async with open_resources(settings) as resources:
        published = (await service.find(resources.db, owner or LOCAL, agent)).published
        while True:
            page = await service.list_versions(resources.db, owner or LOCAL, agent, limit=_PAGE, cursor=cursor)
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
    async with open_resources(settings) as resources:
        found = await service.compare(resources.db, owner or LOCAL, agent, *numbers)
    if not found.changes:
        console.print(f"Versions {numbers[0]} and {numbers[1]} are the same.")
    for change in found.changes:
        console.print(f"- {escape(change.text)}", soft_wrap=True)
        for edit in change.edits if pointers else ():
            console.print(f"    [dim]{escape(_told(edit))}[/]", soft_wrap=True)


async def restore(settings: Settings, owner: str | None, agent: str, number: int) -> None:
    """Put a version back as a new one."""
    async with open_resources(settings) as resources:
        answer = await changes.restore(Once(resources.db, owner or LOCAL), agent, number)
    made = VersionItem.model_validate(orjson.loads(answer.body))
    console.print(f"Version {made.number} is what version {number} was.")


async def publish(settings: Settings, owner: str | None, agent: str, number: int) -> None:
    """Make a version the one in use."""
    async with open_resources(settings) as resources:
        found = await changes.publish(resources.db, owner or LOCAL, agent, number)
    console.print(f"Published: version {number} of {found.slug}.")


def _told(edit: Edit) -> str:
    values = " → ".join(orjson.dumps(value).decode()[:_SHOWN] for value in (edit.before, edit.after))
    return f"{edit.op} {edit.path} {f'from {edit.source}' if edit.source else values}"
