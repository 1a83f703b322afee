"""What the prompt's lint rules read, and how they report."""

from dataclasses import dataclass
from functools import cached_property

from parley.agents.schemas import AgentSpec, Finding, Severity


@dataclass(frozen=True)
class Report:
    """A spec with its prompt taken apart."""

    spec: AgentSpec

    @cached_property
    def text(self) -> str:
        return self.spec.prompt.text

    @cached_property
    def _by_heading(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for section in self.spec.prompt.sections:
            found.setdefault(section.heading, []).extend(line.text for line in section.lines if line.text)
        return found

    def lines(self, heading: str) -> list[str]:
        """The lines of a section that are not blank; none where there is no such section."""
        return self._by_heading.get(heading, [])

    @cached_property
    def all_lines(self) -> list[str]:
        """All lines that are not blank."""
        return [line.text for section in self.spec.prompt.sections for line in section.lines if line.text]


def error(rule: str, where: str, message: str, mend: str) -> Finding:
    """It cannot work as written."""
    return Finding(rule=f"prompt.{rule}", severity=Severity.ERROR, where=where[:300], message=message, mend=mend)


def warning(rule: str, where: str, message: str, mend: str) -> Finding:
    """It works, badly."""
    return Finding(rule=f"prompt.{rule}", severity=Severity.WARNING, where=where[:300], message=message, mend=mend)


def heading_words(heading: str) -> bool:
    """Whether a heading is in sentence case: a capital at the start, no other capitalised word but acronyms."""
    first, *rest = heading.split()
    return first[:1].isupper() and not any(word.istitle() for word in rest)
