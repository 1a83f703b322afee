"""`parley eval`: play the corpus against the builder, and say what it understood."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from rich.markup import escape

from parley.cli.screen import console
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.evals import report, service, totals, transcript
from parley.evals.schemas import Case, Style, Tongue
from parley.evals.score import Score
from parley.evals.service import Engine, Selection
from parley.llm.detect import GUIDED
from parley.llm.schemas import ModelConfig

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Asked:
    """What to play, as typed."""

    paths: Sequence[Path]
    languages: Sequence[str]
    styles: Sequence[str]
    ids: Sequence[str]
    engine: str

    @property
    def selection(self) -> Selection:
        """Which cases; ConfigError: a word is not one of those an option takes."""
        tongues = _each(Tongue, self.languages, "--language")
        return Selection(self.paths, tongues, _each(Style, self.styles, "--style"), self.ids)


@dataclass(frozen=True, slots=True)
class Shown:
    """What to show beside the measures, and where to write them."""

    by: Sequence[str]
    verbose: Sequence[str]
    json: Path | None


async def evaluate(settings: Settings, asked: Asked, shown: Shown) -> bool:
    """Play, show and write; whether every stated bound is kept."""
    by = _each(report.Breakdown, shown.by, "--by")
    [engine] = _each(Engine, [asked.engine], "--engine")
    chosen = service.select(asked.selection)
    if unknown := set(shown.verbose) - {case.id for case in chosen}:
        raise ConfigError(f"--verbose: no case {', '.join(sorted(unknown))} among those chosen")
    model = await service.configured(settings, engine)
    scores = await _played(settings, chosen, model)
    _show(scores, by, shown.verbose)
    name = model.name if model else GUIDED
    if shown.json is not None:
        _write(shown.json, json.dumps(report.as_json(scores, name), ensure_ascii=False, indent=1) + "\n")
    return _tell(scores, name)


def _show(scores: Sequence[Score], by: Sequence[report.Breakdown], ids: Sequence[str]) -> None:
    lines = [line for score in scores if score.play.case.id in ids for line in (*transcript.lines(score), "")]
    if report.Breakdown.SLOT in by:
        lines += report.confusions(scores)
    for line in lines:
        console.print(line, soft_wrap=True)
    for table in by:
        console.print(report.breakdown(scores, table))


async def _played(settings: Settings, chosen: Sequence[Case], model: ModelConfig | None) -> list[Score]:
    done = 0
    with console.status("") as status:

        def count(_: Score | None) -> None:
            nonlocal done
            status.update(f"{done} of {len(chosen)} conversations played")
            done += 1

        count(None)
        return await service.run(settings, chosen, model, count)


def _tell(scores: Sequence[Score], name: str) -> bool:
    groups = totals.by_tongue(scores)
    console.print(report.summary(groups, f"The builder, {escape(name)}"))
    missed = report.missed_bounds(groups)
    for text in missed:
        console.print(f"[yellow]bound missed:[/] {escape(text)}", soft_wrap=True)
    return not missed


def _each(kind: type[E], names: Sequence[str], option: str) -> list[E]:
    try:
        return [kind(name) for name in names]
    except ValueError as error:
        raise ConfigError(f"{option}: takes {', '.join(kind)}") from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"--json: {path} cannot be written ({type(error).__name__})") from error
