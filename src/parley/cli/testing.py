"""`parley test`: play the tests that travel with an agent, and say which of its rules hold."""

import json
from dataclasses import dataclass
from pathlib import Path

from parley.cli.screen import console
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.evals.scenarios import report, service
from parley.evals.scenarios.report import Tested
from parley.evals.scenarios.service import Wanted


@dataclass(frozen=True, slots=True)
class Files:
    """Where to write what was found; None for nowhere."""

    json: Path | None
    junit: Path | None


async def test(settings: Settings, wanted: Wanted, files: Files) -> int:
    """Play, show and write; the exit code."""
    model = await service.configured(settings)
    with console.status("") as status:

        def count(over: int, total: int) -> None:
            status.update(f"{over} of {total} tests played")

        tested = await service.run(settings, wanted, model, count)
    _show(tested)
    if files.json is not None:
        text = json.dumps(report.as_json(tested), ensure_ascii=False, indent=1)
        _write("--json", files.json, text + "\n")
    if files.junit is not None:
        _write("--junit", files.junit, report.as_junit(tested))
    return tested.exit_code


def _show(tested: Tested) -> None:
    for line in report.transcripts(tested):
        console.print(line, soft_wrap=True)
    console.print(report.summary(tested))
    for line in report.coverage(tested):
        console.print(line, soft_wrap=True)
    spent = tested.spent
    console.print(f"[dim]{spent.calls:,} model calls, {spent.input_tokens + spent.output_tokens:,} tokens[/]")


def _write(option: str, path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{option}: {path} cannot be written ({type(error).__name__})") from error
