"""`python -m bench`: measures, prints the page and writes it to docs/performance.md; `--quick` and `--only` print."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bench import exports, footprint, machine, phrases, report, rounds
from bench.processes import ROOT, Command, serving
from bench.script import rehearse
from bench.stores import Stores, open_stores
from bench.streams import rounds as streams
from bench.transcript import Transcript
from bench.variants import EMBEDDED

_SECTIONS = ("start", "questions", "turns", "streams", "exports")
PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    """Exit code 0 whether or not the bounds are held, 2 when PostgreSQL or Redis is not to be had."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round, nothing written")
    parser.add_argument("--only", choices=_SECTIONS, help="that section alone, nothing written")
    wanted = parser.parse_args()
    plan = rounds.QUICK if wanted.quick else rounds.FULL
    try:
        with open_stores() as stores:
            measured = _measure(stores, plan, (wanted.only,) if wanted.only else _SECTIONS)
    except pytest.skip.Exception as error:  # how tests.servers says that a server is not to be had
        sys.stderr.write(f"bench: {error}\n")
        return 2
    page = report.render(measured)
    print(page)
    if plan is rounds.FULL and not wanted.only:
        PAGE.write_text(page, "utf-8")
        _tell(f"written to {PAGE.relative_to(ROOT)}")
    missed = [bound for bound in report.held(measured) if not bound.is_held]
    for bound in missed:
        _tell(f"MISSED: {bound.words}: {bound.measured:.2f}, bound {bound.limit:g}")
    return 0


def _measure(stores: Stores, plan: rounds.Plan, wanted: Sequence[str]) -> report.Measured:
    started = time.monotonic()

    def tell(words: str) -> None:
        _tell(f"{time.monotonic() - started:4.0f} s  {words}")

    transcript = stores.folder / "transcript.json"
    if {"start", "turns"} & set(wanted):
        tell("rehearsal")
        _rehearse(stores, transcript)
    work: dict[str, Callable[[], Any]] = {
        "start": lambda: footprint.measure(stores, transcript, plan.starts),
        "questions": lambda: phrases.measure(stores, plan.questions),
        "turns": lambda: rounds.measure(stores, transcript, plan, tell),
        "streams": lambda: streams.measure(stores, plan.stream_rounds, tell),
        "exports": lambda: exports.measure(plan.exports),
    }
    found = {}
    for section in wanted:
        tell(section)
        found[section] = work[section]()
    tell("done")
    return report.Measured(
        machine.describe(stores),
        plan,
        Transcript.read(transcript) if "turns" in wanted else None,
        results=found.get("turns"),
        footprint=found.get("start"),
        delays=found.get("questions"),
        exports=found.get("exports"),
        streams=found.get("streams"),
    )


def _rehearse(stores: Stores, transcript: Path) -> None:
    database = stores.sqlite()
    with serving(Command(EMBEDDED.app, {"DATABASE_URL": f"sqlite:///{database}"}), stores.folder) as server:
        recorded = asyncio.run(rehearse(server.port, database))
    transcript.write_text(recorded.model_dump_json(), "utf-8")


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
