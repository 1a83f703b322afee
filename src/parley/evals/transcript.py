"""One conversation for the terminal: what was said, and what each turn found, missed and made up."""

from collections.abc import Iterator

from rich.markup import escape

from parley.evals import matching, values
from parley.evals.play import Exchange
from parley.evals.report import faults, key
from parley.evals.score import Score, invented
from parley.evals.values import Found


def lines(score: Score) -> Iterator[str]:
    """Rich markup, line by line. A value is shown in the turn that brought it, or told it in vain."""
    play, case = score.play, score.play.case
    known: set[Found] = set()
    yield f"[bold]{case.id}[/]  {escape(case.domain)}  [dim]{' '.join(case.style)}[/]"
    for number, turn in enumerate(play.exchanges, 1):
        if number > 1 and _is_echo(turn, play.exchanges[number - 2]):
            yield f"[dim]you {number}: the same again, and the same answer[/]"
            continue
        yield ""
        yield f"[bold cyan]you {number}[/]  {escape(turn.said.text)}  [dim]tells {_listed(turn.said.tells)}[/]"
        yield f"[bold green]parley[/]  {escape(turn.reply)}"
        yield from _values(score, number, known)
        yield f"  [dim]{turn.after.stage}, asks {_listed(turn.asked)}[/]"
        known = set(values.found(turn.after))
    yield ""
    yield from _end(score)


def _values(score: Score, number: int, known: set[Found]) -> Iterator[str]:
    """What is new after a turn, and what the turn told in vain."""
    play, case = score.play, score.play.case
    turn = play.exchanges[number - 1]
    found = values.found(turn.after)
    matched = matching.match(values.wanted(case), found, case.language)
    made_up = invented(play, matched, number)
    yield from (f"  [green]✓[/] {key(held)}: {escape(held.text)}" for _, held in matched.pairs if held not in known)
    yield from (_extra(held, held in made_up) for held in matched.extra if held not in known)
    for held in found:
        if held.is_assumed and held not in known:
            yield f"  [dim]~ {key(held)}: {escape(held.text)} (assumed)[/]"
    for value in matched.missed:
        if value.slot in turn.said.tells:
            yield f"  [red]–[/] {key(value)}: {escape(value.shown)}"


def _extra(held: Found, is_invented: bool) -> str:
    sign, word = ("[red]![/]", "  [red]invented[/]") if is_invented else ("[yellow]+[/]", "")
    return f"  {sign} {key(held)}: {escape(held.text)}{word}"


def _is_echo(turn: Exchange, last: Exchange) -> bool:
    return (turn.said.text, turn.reply) == (last.said.text, last.reply)


def _end(score: Score) -> Iterator[str]:
    matched = score.matching
    yield f"[bold]In the end[/] {len(matched.pairs)} found, {len(matched.missed)} missed, {len(matched.extra)} extra"
    yield from (f"  [red]– {key(value)}:[/] {escape(value.shown)}" for value in matched.missed)
    yield from (_extra(held, held in score.invented) for held in matched.extra)
    for name, items in faults(score).items():
        yield from (f"  [red]{name}:[/] {escape(item)}" for item in items)


def _listed(names: frozenset[str] | tuple[str, ...]) -> str:
    return " ".join(sorted(names)) or "nothing"
