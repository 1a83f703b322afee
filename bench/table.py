"""What every part of the page is made of: Markdown tables, and bounds with what was measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """A measured value and its limit, at most unless `is_floor`."""

    words: str
    measured: float
    limit: float
    is_floor: bool = False

    @property
    def is_held(self) -> bool:
        """Whether the measured value keeps the limit."""
        return self.measured >= self.limit if self.is_floor else self.measured <= self.limit


def table(header: list[str], rows: list[list[str]]) -> str:
    """Markdown; the first column is text, the others are figures."""
    marks = ["---", *("---:" for _ in header[1:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in (header, marks, *rows))


def bounds_table(found: list[Bound]) -> str:
    """The bounds, and whether they are held."""
    rows = [
        [
            bound.words,
            f"{bound.measured:.2f}",
            f"{'≥' if bound.is_floor else '≤'} {bound.limit:g}",
            "held" if bound.is_held else "**missed**",
        ]
        for bound in found
    ]
    return table(["At 32 users, where users matter", "measured", "bound", ""], rows)
