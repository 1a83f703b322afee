"""An agent that was not written here stays as it is, but for what a build changes.

`base` is what the builder would have made of it as it came, `made` what it makes of it now: their difference, and no
more, is carried over. Whole items are exchanged, since half of one would be no item.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from parley.agents.schemas import AgentSpec, Prompt, PromptLine, PromptSection
from parley.core.errors import Conflict

_PLAIN = ("name", "slug", "description", "first_message")
_NAMED = (("variables", "name"), ("data_collection", "name"), ("criteria", "id"), ("guardrails", "name"))
_MOST_SECTIONS, _MOST_LINES = 30, 200
T = TypeVar("T")


def kept(origin: AgentSpec, base: AgentSpec, made: AgentSpec) -> AgentSpec:
    """The origin with the difference from `base` to `made`; Conflict where its prompt cannot take any more.

    Brief, tools and workflow are `made`'s: they were the origin's before the build changed them.
    """
    update: dict[str, Any] = {name: getattr(made, name) for name in ("brief", "tools", "workflow")}
    update |= {name: getattr(made, name) for name in _PLAIN if getattr(made, name) != getattr(base, name)}
    voice = {name: value for name, value in made.voice if value != getattr(base.voice, name)}
    update["voice"] = origin.voice.model_copy(update=voice)
    for field, key in (*_NAMED, ("tests", "name")):
        theirs, was, now = (getattr(spec, field) for spec in (origin, base, made))
        update[field] = _items(theirs, was, now, attrgetter(key))
    update["assumptions"] = _items(origin.assumptions, base.assumptions, made.assumptions, str)
    gone = {tool.name for tool in base.tools} - {tool.name for tool in made.tools}
    update["prompt"] = _prompt(_without_tools(origin.prompt, gone), base.prompt, made.prompt)
    held = {name: value for name, value in origin if name != "schema_name"}
    return AgentSpec.model_validate({**held, **update})


def _items(theirs: Sequence[T], base: Sequence[T], ours: Sequence[T], name: Callable[[T], str]) -> list[T]:
    """Theirs with what is new or other in ours, each in the place of its namesake, and without what is gone there."""
    was, now = {name(item): item for item in base}, {name(item): item for item in ours}
    changed = {key: item for key, item in now.items() if was.get(key) != item}
    left = [changed.get(name(item), item) for item in theirs if name(item) in now or was.get(name(item)) != item]
    names = {name(item) for item in theirs}
    return [*left, *(item for key, item in changed.items() if key not in names)]


def _prompt(theirs: Prompt, base: Prompt, ours: Prompt) -> Prompt:
    was, now = _by_heading(base), _by_heading(ours)
    sections = [
        section.model_copy(update={"lines": _lines(section.lines, was.get(key, []), now.get(key, []))})
        for section in theirs.sections
        for key in [section.heading.casefold()]
    ]
    present = {section.heading.casefold() for section in theirs.sections}
    for section in ours.sections:
        key = section.heading.casefold()
        if key not in present and (new := _new(was.get(key, []), section.lines)):
            sections.append(PromptSection(heading=section.heading, lines=new))
    if len(sections) > _MOST_SECTIONS or any(len(section.lines) > _MOST_LINES for section in sections):
        raise Conflict(
            f"The agent's prompt is full: it takes {_MOST_SECTIONS} sections of {_MOST_LINES} lines. "
            "Take something out of it before you add to it."
        )
    return Prompt(sections=[section for section in sections if section.lines])


def _by_heading(prompt: Prompt) -> dict[str, list[PromptLine]]:
    return {section.heading.casefold(): section.lines for section in prompt.sections}


def _new(base: Iterable[PromptLine], ours: Iterable[PromptLine]) -> list[PromptLine]:
    known = {line.text for line in base}
    return [line for line in ours if line.text and line.text not in known]


def _lines(theirs: list[PromptLine], base: list[PromptLine], ours: list[PromptLine]) -> list[PromptLine]:
    """Their lines with ours that are new: in place of a line that went where they have it, else at the end."""
    held, said = {line.text for line in theirs}, {line.text for line in ours}
    new = [line for line in _new(base, ours) if line.text not in held]
    gone = {line.text for line in base if line.text} - said
    found: list[PromptLine] = []
    for line in theirs:
        if line.text not in gone:
            found.append(line)
        elif new:
            found += new
            new = []
    return [*found, *new]


def _without_tools(prompt: Prompt, gone: set[str]) -> Prompt:
    """The prompt without the lines that speak of tools which are no more, and of no other."""
    if not gone:
        return prompt
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(gone)))})(?![\w-])")
    sections = [
        section.model_copy(update={"lines": [line for line in section.lines if not named.search(line.text)]})
        for section in prompt.sections
    ]
    return prompt.model_copy(update={"sections": sections})
