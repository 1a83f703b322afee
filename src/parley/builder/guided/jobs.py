"""The kind of job that a purpose and its goals come down to: nobody is asked for it, it follows from the rest."""

from collections.abc import Callable, Sequence

from parley.agents.schemas import Brief, Channel, Kind
from parley.builder.guided import chinese, english, german, spanish
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.reading import read
from parley.builder.schemas import BuildState


def guessed(brief: Brief, language: str) -> Kind | None:
    """The kind that a brief's own words tell; None where they tell none."""
    goals = [goal.name.lower() for goal in brief.goals.value] if brief.goals else []
    purpose = str(brief.value("purpose") or "").lower()
    return _GUESSES.get(language.split("-")[0], _english)(purpose, goals)


def usual(brief: Brief) -> Kind:
    """The kind of an agent of which nothing is told: who answers the phone, or who helps in a chat."""
    return Kind.SUPPORT if brief.value("channel") is Channel.CHAT else Kind.RECEPTION


def _english(purpose: str, goals: Sequence[str]) -> Kind | None:
    told = english.identity.kind(read(". ".join([purpose, *goals]), BuildState()), purpose, f" {' '.join(goals)} ")
    return told[0] if told else None


def _german(purpose: str, goals: Sequence[str]) -> Kind | None:
    return german.identity.job(" ".join([purpose, *goals]))[0]


def _spanish(purpose: str, goals: Sequence[str]) -> Kind | None:
    return spanish.identity.kind(purpose, "\n".join(goals))


def _chinese(purpose: str, goals: Sequence[str]) -> Kind | None:
    return chinese.identity.kind(fold(purpose), fold(" ".join(goals)))


_GUESSES: dict[str, Callable[[str, Sequence[str]], Kind | None]] = {
    "de": _german,
    "es": _spanish,
    "zh": _chinese,
}
