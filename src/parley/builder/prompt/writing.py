"""Writes the system prompt: one Jinja2 template a section, each line with the slots, tools or steps it rests on.

What users wrote reaches the templates as values only, on one line and with braces broken up.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from parley.agents.schemas import Prompt, Workflow
from parley.builder.language import people
from parley.builder.language.speech import sayings
from parley.builder.language.wording import clip
from parley.builder.prompt.view import View, look
from parley.builder.workflow.outline import Outline
from parley.llm.prompts import template

if TYPE_CHECKING:
    from jinja2 import Template

_MARK = " @@ "
_SECTIONS: tuple[tuple[str, str], ...] = (
    ("Personality", "personality"),
    ("Environment", "environment"),
    ("Tone", "tone"),
    ("Goal", "goal"),
    ("Guardrails", "guardrails"),
    ("Tools", "tools"),
    ("Character normalization", "character_normalization"),
    ("Error handling", "error_handling"),
    ("Examples", "examples"),
    ("Ending", "ending"),
)


def write(known: Outline, workflow: Workflow) -> Prompt:
    """The prompt for a brief, its tools and its workflow. Equal input gives an equal prompt."""
    view = look(known, workflow)
    words = _Words(known)
    sections = ({"heading": heading, "lines": _lines(name, view, words)} for heading, name in _wanted(view))
    return Prompt.model_validate({"sections": [section for section in sections if section["lines"]]})


def _wanted(view: View) -> list[tuple[str, str]]:
    empty = {"tools"} if not view.tools else set()
    if not view.normal:
        empty.add("character_normalization")
    return [(heading, name) for heading, name in _SECTIONS if name not in empty]


def _lines(name: str, view: View, words_of: "_Words") -> list[dict[str, object]]:
    """What a PromptLine is made of, line by line; blank lines separate, and neither begin nor follow one another."""
    lines: list[dict[str, object]] = []
    for line in _rendered(name, view).strip().splitlines():
        words, mark, sources = line.rpartition(_MARK)
        if mark:
            lines.append({"text": clip(words.rstrip(), 3_900), "sources": words_of.sources(words, sources.split())})
        elif line.strip():
            raise ValueError(f"a line of {name}.md.j2 names no source")
        elif lines and lines[-1]["text"]:
            lines.append({"text": ""})
    return lines[:200]


class _Words:
    """Knows the words in a line that come from a slot which its template does not name: who calls, what is said."""

    def __init__(self, known: Outline) -> None:
        self._word = known.caller.casefold()
        self._caller = re.compile(rf"\b{re.escape(known.caller)}", re.IGNORECASE)
        self._callers = people.caller_sources(known.brief)
        self._said = sayings(known.said)

    def sources(self, line: str, named: list[str]) -> list[str]:
        """The line's pointers, those included."""
        found = list(named)
        if self._word in line.casefold() and self._caller.search(line):
            found += self._callers
        if "“" in line and self._said.search(line):
            found.append("/brief/languages")
        return found if len(found) == 1 else list(dict.fromkeys(found))[:30]


def _rendered(name: str, view: View) -> str:
    """A section's text. The templates use none of Jinja2's globals, so their context holds the view alone."""
    page = _page(name)
    return "".join(page.root_render_func(page.new_context({"v": view}, shared=True)))


@cache
def _page(name: str) -> "Template":
    return template(f"builder/{name}.md.j2")
