"""The parts the prompt is made of before it is rendered."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sourced:
    """A line and the pointers it rests on, separated by blanks."""

    text: str
    sources: str


@dataclass(frozen=True)
class ToolNote:
    """What the prompt says of one tool."""

    name: str
    lines: list[str]
    sources: str


@dataclass(frozen=True)
class Example:
    """A short dialogue."""

    title: str
    lines: list[str]
    sources: str
