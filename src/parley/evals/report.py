"""The scores as tables for the terminal and as JSON."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from parley.agents.schemas import SLOTS
from parley.evals import totals
from parley.evals.score import Score, Tally
from parley.evals.totals import Totals
from parley.evals.values import COLLECT, TO, Found, Wanted

_KEYS = tuple(f"{slot} {part}".strip() for slot in SLOTS for part in ("", COLLECT, TO))


class Breakdown(StrEnum):
    """What a second table goes by."""

    SLOT = "slot"
    CASE = "case"
    STYLE = "style"
    DOMAIN = "domain"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _of(tally: Tally) -> str:
    return f"{tally.good}/{tally.of}" if tally.of else "–"


_ROWS: tuple[tuple[str, Callable[[Totals], str]], ...] = (
    ("cases", lambda it: str(it.cases)),
    ("values expected", lambda it: str(it.wanted)),
    ("F1", lambda it: f"[bold]{_percent(it.f1)}[/]"),
    ("precision", lambda it: _percent(it.precision)),
    ("recall", lambda it: _percent(it.recall)),
    ("invented values", lambda it: f"{_percent(it.invented.share)} ({it.invented.good})"),
    ("corrections honoured", lambda it: _of(it.corrections)),
    ("absent as they must be", lambda it: _of(it.absent)),
    ("questions repeated", lambda it: str(it.repeated)),
    ("questions needless", lambda it: str(it.needless)),
    ("slots assumed unasked", lambda it: _percent(it.assumptions.share)),
    ("builds completed", lambda it: _of(it.completed)),
    ("turns to COMPLETED, median", lambda it: "–" if it.turns is None else f"{it.turns:g}"),
    ("tools: precision", lambda it: _percent(it.tool_precision)),
    ("tools: recall", lambda it: _percent(it.tool_recall)),
    ("clean graphs", lambda it: _of(it.graphs)),
    ("claims without a change", lambda it: str(it.false_claims)),
    ("changes untold", lambda it: str(it.untold)),
    ("changes unasked", lambda it: str(it.unasked)),
    ("model calls", lambda it: str(it.model_calls)),
    ("input tokens", lambda it: str(it.input_tokens)),
    ("output tokens", lambda it: str(it.output_tokens)),
)


def summary(groups: dict[str, Totals], title: str) -> Table:
    """Every measure, one column a language."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column("")
    for name in groups:
        table.add_column(name, justify="right")
    for label, shown in _ROWS:
        table.add_row(label, *(shown(held) for held in groups.values()))
    return table


def breakdown(scores: Sequence[Score], by: Breakdown) -> Table:
    """The same cases by slot, or by case, style or domain with the worst first."""
    if by is Breakdown.SLOT:
        return _by_slot(scores)
    if by is Breakdown.CASE:
        return _by_case(scores)
    groups: dict[str, list[Score]] = {}
    for score in scores:
        for name in score.play.case.style if by is Breakdown.STYLE else [score.play.case.domain]:
            groups.setdefault(name, []).append(score)
    table = Table("", *("cases", "F1", "precision", "recall", "invented", "turns"), box=SIMPLE_HEAD)
    for name, held in sorted(
        ((name, totals.total(group)) for name, group in groups.items()), key=lambda it: _worth(it[1])
    ):
        turns = "–" if held.turns is None else f"{held.turns:g}"
        shares = (held.f1, held.precision, held.recall)
        table.add_row(escape(name), str(held.cases), *map(_percent, shares), str(held.invented.good), turns)
    return table


def _worth(held: Totals) -> float:
    return 1.0 if held.f1 is None else held.f1


def _by_slot(scores: Sequence[Score]) -> Table:
    columns = ("slot", "expected", "found", "F1", "precision", "recall", "invented")
    table = Table(*columns, box=SIMPLE_HEAD)
    hits = Counter(key(value) for score in scores for value, _ in score.matching.pairs)
    missed = Counter(key(value) for score in scores for value in score.matching.missed)
    extra = Counter(key(held) for score in scores for held in score.matching.extra)
    made_up = Counter(key(held) for score in scores for held in score.invented)
    for slot in _KEYS:
        right, wanted, found = hits[slot], hits[slot] + missed[slot], hits[slot] + extra[slot]
        if wanted or found:
            shares = (Tally(2 * right, wanted + found).share, Tally(right, found).share, Tally(right, wanted).share)
            table.add_row(slot, str(wanted), str(found), *map(_percent, shares), str(made_up[slot]))
    return table


def confusions(scores: Sequence[Score]) -> Iterator[str]:
    """For each slot and case what was missed (–), and what stood there instead (+, or ! where it was invented)."""
    for slot in _KEYS:
        lines = []
        for score in scores:
            items = [f"[red]–[/] {_cut(value.shown)}" for value in score.matching.missed if key(value) == slot]
            for held in score.matching.extra:
                if key(held) == slot:
                    items.append(f"{'[red]![/]' if held in score.invented else '[yellow]+[/]'} {_cut(held.text)}")
            if items:
                lines.append(f"  [dim]{score.play.case.id}[/]  {'  '.join(items)}")
        yield from [f"[bold]{slot}[/]", *lines] if lines else []


def key(value: Wanted | Found) -> str:
    """A value's slot, and which part of an item it is."""
    return f"{value.slot} {value.part}".strip()


def _cut(text: str, limit: int = 90) -> str:
    flat = " ".join(text.split())
    return escape(flat if len(flat) <= limit else flat[: limit - 1] + "…")


def _by_case(scores: Sequence[Score]) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for name in ("case", "F1", "missed", "extra", "invented", "turns"):
        table.add_column(name, no_wrap=True, justify="left" if name == "case" else "right")
    table.add_column("otherwise")
    for score in sorted(scores, key=lambda it: _worth(totals.total([it]))):
        matched = score.matching
        shares = (score.play.case.id, _percent(totals.total([score]).f1))
        counts = (len(matched.missed), len(matched.extra), len(score.invented), score.play.turns_to_completed or "–")
        kinds = [f"{name} {len(items)}" if len(items) > 1 else name for name, items in faults(score).items()]
        table.add_row(*shares, *map(str, counts), ", ".join(kinds))
    return table


def faults(score: Score) -> dict[str, list[str]]:
    """What is wrong with a conversation beside its values, by name; nothing where all is well."""
    said = {
        "did not end": [score.play.fault] if score.play.fault else [],
        "correction lost": [
            f"{item.slot}: {'/'.join(item.right.options if item.right else ('gone',))}" for item in score.dishonoured
        ],
        "should be absent": [f"{item.slot}: {item.text}" for item in score.present],
        "repeated question": score.repeated,
        "needless question": score.needless,
        "assumed unasked": score.assumed,
        "tool missed": score.tools_missed,
        "tool too many": score.tools_extra,
        "finding": score.findings,
        "false claim": score.false_claims,
        "untold change": score.untold,
        "unasked change": score.unasked,
    }
    return {name: items for name, items in said.items() if items}


def as_json(scores: Sequence[Score], engine: str) -> dict[str, Any]:
    """All figures and, for each case, what they are made of. The same run gives the same JSON."""
    groups = totals.by_tongue(scores)
    return {
        "engine": engine,
        "totals": {name: _figures(held) for name, held in groups.items()},
        "bounds_missed": missed_bounds(groups),
        "cases": [_case(score) for score in scores],
    }


def missed_bounds(groups: dict[str, Totals]) -> list[str]:
    """The stated bounds that are not kept, in words."""
    return [text for bound in totals.BOUNDS for text in bound.misses(groups)]


def _figures(held: Totals) -> dict[str, Any]:
    derived = ("precision", "recall", "f1", "tool_precision", "tool_recall")
    return asdict(held) | {name: getattr(held, name) for name in derived}


def _case(score: Score) -> dict[str, Any]:
    matched, play = score.matching, score.play
    return {
        "id": play.case.id,
        "f1": totals.total([score]).f1,
        "turns": play.turns_to_completed,
        "matched": [{"slot": key(value), "expected": value.shown, "found": held.text} for value, held in matched.pairs],
        "missed": [{"slot": key(value), "expected": value.shown} for value in matched.missed],
        "extra": [{"slot": key(held), "found": held.text} for held in matched.extra],
        "invented": [{"slot": key(held), "found": held.text} for held in score.invented],
        "faults": faults(score),
        "model_calls": play.model_calls,
        "input_tokens": play.input_tokens,
        "output_tokens": play.output_tokens,
    }
