"""Agents that come in: which platform's files these are, what is read from them, and the version that is stored."""

import asyncio

from parley.agents.answers import VersionKind
from parley.agents.schemas import Finding
from parley.agents.service import Agents, Origin, version_rows
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.errors import InvalidInput
from parley.core.idempotency import Answer, Once
from parley.core.statements import Unit
from parley.exports import credentials, service, unpacking
from parley.exports.schemas import Files, Imported, Importer, ImportOut
from parley.exports.unpacking import Limits

_MOST_TOLD = 100
_DEEPEST = 3
"""So many folders may stand around a bundle: an archive's own, the agent's, a project's."""


class NotRecognised(InvalidInput):
    """No platform knows these files."""

    title = "Not recognised"


def limits(settings: Settings) -> Limits:
    """How much an import may bring."""
    return Limits(settings.bundle_max_files, settings.bundle_max_bytes)


def importers() -> dict[str, Importer]:
    """What can be read, by platform."""
    found = {name: service.platform(name).importer for name in service.names()}
    return {name: importer for name, importer in found.items() if importer is not None}


def read(files: Files, platform: str | None = None) -> tuple[str, Imported]:
    """The platform, found by the files where none is named, and the agent; ImportFault tells what is wrong where.

    Credentials in plain text are not kept: importers take none into an agent, and its documents are those without.
    """
    known = importers()
    if platform is not None and platform not in known:
        service.platform(platform)  # UnknownPlatform
        raise InvalidInput(f"Nothing is imported from there; only from: {', '.join(known)}.", platforms=list(known))
    name, inner = _placed(files, platform)
    found = known[name].read(inner)
    clean, places = credentials.withheld(inner)
    if not places:
        return name, found
    left_out = [f"{place}: a credential stood here in plain text; set it on the platform" for place in places]
    report = found.report.model_copy(update={"to_fill": [*found.report.to_fill, *left_out[:_MOST_TOLD]]})
    kept = known[name].read(clean).spec.provenance
    return name, Imported(found.spec.model_copy(update={"provenance": kept}), report)


def linted(files: Files, platform: str | None = None) -> list[Finding]:
    """What is wrong with the files, held against the platform's rules, or of that whose files they are."""
    if platform is not None and platform not in importers():
        return service.lint(files, platform)
    name, inner = _placed(files, platform)
    return service.lint(inner, name)


def _placed(files: Files, platform: str | None) -> tuple[str, Files]:
    """Which of the platforms knows the files, and they without the folders around them; NotRecognised if none does.

    One that is named has them even if it does not know them.
    """
    known, bare = importers(), _bare(files)
    if platform is not None:
        return platform, bare
    for name, importer in known.items():
        if importer.recognises(bare):
            return name, bare
    raise NotRecognised(
        f"These files are of no platform that is known; name it if they should be. There are: {', '.join(known)}.",
        platforms=list(known),
    )


def _bare(files: Files) -> Files:
    """The files without the folders around them all, as archives have them; a platform's own folders stay."""
    own = {note.path.partition("/")[0] for name in importers() for note in service.platform(name).files}
    for _ in range(_DEEPEST):
        if next(iter(files), "").partition("/")[0] in own:
            break
        files = unpacking.without_top(files)
    return files


async def take_in(
    agents: Agents, once: Once, files: Files, *, platform: str | None, agent: str | None = None
) -> Answer:
    """Store what the files hold as a new agent, or as the next version of `agent`; nothing where they are refused.

    Reading is done beside the event loop. The answer is an ImportOut.
    """
    name, imported = await asyncio.to_thread(read, files, platform)

    async def attempt() -> tuple[Answer, Unit]:
        held = None if agent is None else await agents.own(once.owner, agent)
        agent_id = new_id() if held is None else held.id
        following = await agents.following(once.owner, imported.spec, agent_id, is_new=held is None)
        title = service.platform(name).title
        origin = Origin(once.owner, None, None, now(), VersionKind.IMPORT, f"Imported from {title}")
        rows = version_rows(agent_id, following.number, following.spec, origin)
        made = ImportOut(
            agent_id=agent_id,
            slug=following.spec.slug,
            name=following.spec.name,
            version=following.number,
            platform=name,
            report=imported.report,
        )
        return Answer(201, made.model_dump_json()), Unit(rows)

    return await once.answered(attempt)
