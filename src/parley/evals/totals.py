"""The measures over many cases, and the bounds that are stated for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from parley.evals.schemas import Tongue
from parley.evals.score import Score, Tally


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over cases; shares are None where there was nothing to count."""

    cases: int
    wanted: int
    matched: int
    extra: int
    invented: Tally
    corrections: Tally
    absent: Tally
    repeated: int
    needless: int
    assumptions: Tally
    completed: Tally
    turns: float | None
    tools_right: int
    tools_missed: int
    tools_extra: int
    graphs: Tally
    false_claims: int
    untold: int
    unasked: int
    model_calls: int
    input_tokens: int
    output_tokens: int

    @property
    def precision(self) -> float | None:
        """The share of the values found that were expected."""
        return _share(self.matched, self.matched + self.extra)

    @property
    def recall(self) -> float | None:
        """The share of the expected values that were found."""
        return _share(self.matched, self.wanted)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        return _share(2 * self.matched, self.matched + self.extra + self.wanted)

    @property
    def tool_precision(self) -> float | None:
        """The share of the tools chosen that were needed, in cases that say which."""
        return _share(self.tools_right, self.tools_right + self.tools_extra)

    @property
    def tool_recall(self) -> float | None:
        """The share of the tools needed that were chosen."""
        return _share(self.tools_right, self.tools_right + self.tools_missed)


def total(scores: Sequence[Score]) -> Totals:
    """The sums over cases."""
    turns = [score.play.turns_to_completed for score in scores if score.play.turns_to_completed is not None]
    matched = sum(len(score.matching.pairs) for score in scores)
    extra = sum(len(score.matching.extra) for score in scores)
    return Totals(
        cases=len(scores),
        wanted=matched + sum(len(score.matching.missed) for score in scores),
        matched=matched,
        extra=extra,
        invented=Tally(sum(len(score.invented) for score in scores), matched + extra),
        corrections=sum((score.corrections for score in scores), Tally()),
        absent=sum((score.absent for score in scores), Tally()),
        repeated=sum(len(score.repeated) for score in scores),
        needless=sum(len(score.needless) for score in scores),
        assumptions=sum((score.assumptions for score in scores), Tally()),
        completed=Tally(sum(not score.play.fault for score in scores), len(scores)),
        turns=median(turns) if turns else None,
        tools_right=sum(score.tools_right for score in scores),
        tools_missed=sum(len(score.tools_missed) for score in scores),
        tools_extra=sum(len(score.tools_extra) for score in scores),
        graphs=Tally(sum(not score.findings for score in scores), len(scores)),
        false_claims=sum(len(score.false_claims) for score in scores),
        untold=sum(len(score.untold) for score in scores),
        unasked=sum(len(score.unasked) for score in scores),
        model_calls=sum(score.play.model_calls for score in scores),
        input_tokens=sum(score.play.input_tokens for score in scores),
        output_tokens=sum(score.play.output_tokens for score in scores),
    )


def by_tongue(scores: Sequence[Score]) -> dict[str, Totals]:
    """The totals of each language that has cases, then of all."""
    groups = {str(tongue): [score for score in scores if score.play.case.language is tongue] for tongue in Tongue}
    return {name: total(items) for name, items in groups.items() if items} | {"all": total(scores)}


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound: what is measured, the least or the most it may be, and of whom."""

    name: str
    measure: Callable[[Totals], float | None]
    limit: float
    is_least: bool
    groups: tuple[str, ...] = ("all",)

    def misses(self, totals: dict[str, Totals]) -> list[str]:
        """Where it is not kept, in words."""
        missed = []
        for group in self.groups:
            value = self.measure(totals[group]) if group in totals else None
            if value is not None and (value < self.limit if self.is_least else value > self.limit):
                sign = "at least" if self.is_least else "at most"
                missed.append(f"{self.name} ({group}): {value:.3g}, {sign} {self.limit:.3g}")
        return missed


BOUNDS: tuple[Bound, ...] = (
    Bound("F1", lambda it: it.f1, 0.85, True, ("en",)),
    Bound("F1", lambda it: it.f1, 0.70, True, ("de", "es", "zh")),
    Bound("corrections honoured", lambda it: it.corrections.share, 0.95, True),
    Bound("invented values", lambda it: it.invented.share, 0.005, False),
    Bound("repeated questions", lambda it: it.repeated, 0, False),
    Bound("needless questions", lambda it: it.needless, 0, False),
    Bound("slots assumed unasked", lambda it: it.assumptions.share, 0.30, False),
    Bound("turns, median", lambda it: it.turns, 5, False),
    Bound("builds completed", lambda it: it.completed.share, 1, True),
    Bound("clean graphs", lambda it: it.graphs.share, 1, True),
    Bound("claims without a change", lambda it: it.false_claims, 0, False),
    Bound("changes untold", lambda it: it.untold, 0, False),
    Bound("changes unasked", lambda it: it.unasked, 0, False),
)
"""What guided mode must reach on cases its rules were not made with."""


def _share(good: int, of: int) -> float | None:
    return good / of if of else None
