"""The parts the prompt is made of before it is rendered."""

from typing import NamedTuple


class Sourced(NamedTuple):
    """A line and the pointers it rests on, separated by blanks."""

    text: str
    sources: str


class ToolNote(NamedTuple):
    """What the prompt says of one tool."""

    name: str
    lines: list[str]
    sources: str


class Example(NamedTuple):
    """A short dialogue."""

    title: str
    lines: list[str]
    sources: str
