"""Lines of the prompt in better words: which may be reworded, what a wording must keep, and how it holds.

A wording belongs to the very line that it was made for, so a line that changes with the brief loses it, and only that.
Pure.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping

from parley.agents.schemas import Prompt, PromptSection
from parley.builder.understand.evidence import invented
from parley.core.text import clean

SECTIONS = ("Personality", "Environment", "Tone", "Goal", "Guardrails", "Error handling", "Ending")
"""What is prose; tools, examples and spellings are exact, and stay as code wrote them."""
MAX_WORDINGS = 200
_FIXED = re.compile(r"\{\{\w+\}\}|`[^`]+`|“[^”]*”|\S+@\S+|https?://\S+|\d+(?:[.:,]\d+)*")
_NAME = re.compile(r"(?<=[a-z,;] )[A-ZÀ-Þ][\w’'-]+")
_STRICT = re.compile(
    r"\b(?:never|not|no|nobody|nothing|only|must|always|at least|at most|unless|without|before|after|once|until)\b"
    r"|n[’']t\b"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_MARK = re.compile(r"- |\d+\. ")
_STEM = 5
_LEAST_KEPT = 0.6


def key(text: str) -> str:
    """What a line is known by."""
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def wordable(section: PromptSection) -> list[str]:
    """The section's lines that may be reworded: whole sentences, no headings, in order."""
    if section.heading not in SECTIONS:
        return []
    return [line.text for line in section.lines if len(line.text.split()) > 3 and not line.text.startswith("#")]


def dropped(line: str, wording: str) -> str | None:
    """What a wording loses of its line, or makes up, in words; None where it keeps all."""
    try:
        clean(wording)
    except ValueError:
        return "characters that cannot be stored"
    if "\n" in wording or len(wording) > 1.3 * len(line) + 20:
        return "the length of one line"
    if _mark(line) != _mark(wording):
        return "the line's mark"
    lost = Counter(_FIXED.findall(line)) - Counter(_FIXED.findall(wording))
    made = Counter(_FIXED.findall(wording)) - Counter(_FIXED.findall(line))
    if lost or made:
        return f"“{next(iter(lost or made))[:60]}”"
    if names := [name for name in _NAME.findall(line) if name not in wording]:
        return f"“{names[0][:60]}”"
    if Counter(_STRICT.findall(line.lower())) != Counter(_STRICT.findall(wording.lower())):
        return "a “never”, “only” or the like"
    return invented(wording, line) or _lost_words(line, wording)


def _mark(line: str) -> str:
    found = _MARK.match(line)
    return found.group() if found else ""


def _lost_words(line: str, wording: str) -> str | None:
    wanted = {word.lower()[:_STEM] for word in _WORD.findall(line)}
    kept = {word.lower()[:_STEM] for word in _WORD.findall(wording)}
    if len(wanted & kept) < _LEAST_KEPT * len(wanted):
        return "too many of its words"
    return None


def applied(prompt: Prompt, wordings: Mapping[str, str]) -> Prompt:
    """The prompt with each line in the wording made for it; the sources stay."""
    if not wordings:
        return prompt
    return prompt.model_copy(update={"sections": [_reworded(section, wordings) for section in prompt.sections]})


def _reworded(section: PromptSection, wordings: Mapping[str, str]) -> PromptSection:
    lines = [line.model_copy(update={"text": wordings.get(key(line.text), line.text)}) for line in section.lines]
    return section.model_copy(update={"lines": lines})


def recovered(plain: Prompt, worded: Prompt) -> dict[str, str]:
    """The wordings of a prompt that was made from the plain one, as `applied` takes them."""
    found: dict[str, str] = {}
    named = {section.heading: section.lines for section in worded.sections}
    for section in plain.sections:
        lines = named.get(section.heading, [])
        if section.heading in SECTIONS and len(lines) == len(section.lines):
            pairs = [pair for pair in zip(section.lines, lines, strict=True) if pair[0].sources == pair[1].sources]
            found |= {key(old.text): new.text for old, new in pairs if old.text != new.text}
    return dict(list(found.items())[:MAX_WORDINGS])
