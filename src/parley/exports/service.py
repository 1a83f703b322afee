"""The export targets, loaded on demand, and the one way to render an agent for any of them."""

from importlib import import_module

from parley.agents.schemas import AgentSpec
from parley.core.errors import NotFound
from parley.exports.schemas import Bundle, Platform, PlatformOut

MODULES: dict[str, str] = {
    "native": "parley.exports.platforms.native",
    "elevenlabs": "parley.exports.platforms.elevenlabs.project",
}
"""Where each platform is defined; the module holds it as `PLATFORM`."""


class UnknownPlatform(NotFound):
    """No export target has this name."""

    title = "Unknown platform"


def platform(name: str) -> Platform:
    """The platform called `name`; UnknownPlatform, naming those that exist, if there is none."""
    if name not in MODULES:
        raise UnknownPlatform(f"There is no such platform; there are: {', '.join(MODULES)}.", platforms=list(MODULES))
    found: Platform = import_module(MODULES[name]).PLATFORM
    return found


def platforms() -> list[PlatformOut]:
    """Every export target, in the order they are offered."""
    return [platform(name).description for name in MODULES]


def render(spec: AgentSpec, name: str) -> Bundle:
    """The agent as a bundle for the platform called `name`; UnknownPlatform if there is none."""
    return platform(name).render(spec)
