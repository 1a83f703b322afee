"""The platforms, found by their entry points and loaded on demand, and the one way to render an agent for any."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from parley.agents.schemas import AgentSpec, Finding, Severity
from parley.core.errors import NotFound
from parley.exports.schemas import Bundle, Files, Platform, PlatformOut

GROUP = "parley.platforms"
MAX_FINDINGS = 1_000
"""The group of entry points; each names a `Platform`, ours in pyproject.toml and anybody's in theirs."""


class UnknownPlatform(NotFound):
    """No platform has this name."""

    title = "Unknown platform"


def names() -> list[str]:
    """Every platform's name: Parley's own form first, then the others by name."""
    return sorted(_entries(), key=lambda name: (name != "native", name))


def platform(name: str) -> Platform:
    """The platform called `name`; UnknownPlatform, naming those that exist, if there is none."""
    if name not in _entries():
        raise UnknownPlatform(f"There is no such platform; there are: {', '.join(names())}.", platforms=names())
    found: Platform = _entries()[name].load()
    return found


def platforms() -> list[PlatformOut]:
    """Every platform, in the order of `names`."""
    return [platform(name).description for name in names()]


def render(spec: AgentSpec, name: str) -> Bundle:
    """The agent as a bundle for the platform called `name`; UnknownPlatform if there is none."""
    return platform(name).render(spec)


def checked(spec: AgentSpec, name: str) -> Bundle:
    """`render`, with the errors that the platform's linter finds in the bundle; they hold nothing back."""
    made = render(spec, name)
    errors = [found for found in lint(made.texts, name) if found.severity is Severity.ERROR]
    return made.model_copy(update={"findings": errors}) if errors else made


def lint(files: Files, name: str) -> list[Finding]:
    """The first thousand findings on a bundle of that platform, whoever made it; UnknownPlatform if there is none."""
    return platform(name).lint(files)[:MAX_FINDINGS]


@cache
def _entries() -> dict[str, EntryPoint]:
    """Where each platform is; nobody takes the place of one of ours."""
    found = sorted(entry_points(group=GROUP), key=lambda entry: entry.module.split(".")[0] == "parley")
    return {entry.name: entry for entry in found}
