"""One conversation for the terminal: what was said, and what each turn found, missed and made up."""

from collections.abc import Iterator

from rich.markup import escape

from parley.evals import matching, values
from parley.evals.report import faults, key
from parley.evals.score import Score, invented
from parley.evals.values import Found


def lines(score: Score) -> Iterator[str]:
    """Rich markup, line by line. A value is shown in the turn that brought it, or told it in vain."""
    play, case = score.play, score.play.case
    wanted = values.wanted(case)
    known: set[Found] = set()
    yield f"[bold]{case.id}[/]  {escape(case.domain)}  [dim]{' '.join(case.style)}[/]"
    for number, turn in enumerate(play.exchanges, 1):
        yield ""
        yield f"[bold cyan]you {number}[/]  {escape(turn.said.text)}  [dim]tells {_listed(turn.said.tells)}[/]"
        yield f"[bold green]parley[/]  {escape(turn.reply)}"
        found = values.found(turn.after)
        matched = matching.match(wanted, found, case.language)
        made_up = invented(play, matched, number)
        for _, held in matched.pairs:
            if held not in known:
                yield f"  [green]✓[/] {key(held)}: {escape(held.text)}"
        for held in matched.extra:
            if held not in known:
                mark, word = ("[red]!", "  [red]invented[/]") if held in made_up else ("[yellow]+", "")
                yield f"  {mark}[/] {key(held)}: {escape(held.text)}{word}"
        yield from _assumed(found, known)
        for value in matched.missed:
            if value.slot in turn.said.tells:
                yield f"  [red]–[/] {key(value)}: {escape(value.shown)}"
        known = set(found)
        yield f"  [dim]{turn.after.stage}, asks {_listed(turn.asked)}[/]"
    yield ""
    yield from _end(score)


def _assumed(found: list[Found], known: set[Found]) -> Iterator[str]:
    for held in found:
        if held.is_assumed and held not in known:
            yield f"  [dim]~ {key(held)}: {escape(held.text)} (assumed)[/]"


def _end(score: Score) -> Iterator[str]:
    matched = score.matching
    yield f"[bold]In the end[/] {len(matched.pairs)} found, {len(matched.missed)} missed, {len(matched.extra)} extra"
    yield from (f"  [red]– {key(value)}:[/] {escape(value.shown)}" for value in matched.missed)
    for held in matched.extra:
        sign = "[red]!" if held in score.invented else "[yellow]+"
        yield f"  {sign} {key(held)}:[/] {escape(held.text)}"
    for name, items in faults(score).items():
        yield from (f"  [red]{name}:[/] {escape(item)}" for item in items)


def _listed(names: frozenset[str] | tuple[str, ...]) -> str:
    return " ".join(sorted(names)) or "nothing"
