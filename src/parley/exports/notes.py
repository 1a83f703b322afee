"""What a platform's code writes down while it renders an agent; it becomes the bundle's report."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.exports.schemas import Report


@dataclass
class Notes:
    """Findings in the order they were made, each kept once."""

    mapped: list[str] = field(default_factory=list)
    approximated: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    to_fill: list[str] = field(default_factory=list)

    def report(self, secrets: Iterable[str]) -> Report:
        """The report, with the names of the secrets to set."""
        return Report(
            mapped=list(dict.fromkeys(self.mapped)),
            approximated=list(dict.fromkeys(self.approximated)),
            dropped=list(dict.fromkeys(self.dropped)),
            to_fill=list(dict.fromkeys(self.to_fill)),
            secrets=sorted(set(secrets)),
        )
