"""`python -m bench`: measures, prints the page and writes it to docs/performance.md; `--quick` only prints."""

import argparse
import asyncio
import sys
import time
from pathlib import Path

import pytest

from bench import exports, footprint, machine, phrases, report, rounds
from bench.processes import ROOT, Command, serving
from bench.script import rehearse
from bench.stores import Stores, open_stores
from bench.transcript import Transcript
from bench.variants import EMBEDDED

PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    """Exit code 0 whether or not the bounds are held, 2 when PostgreSQL or Redis is not to be had."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round, nothing written")
    plan = rounds.QUICK if parser.parse_args().quick else rounds.FULL
    try:
        with open_stores() as stores:
            measured = _measure(stores, plan)
    except pytest.skip.Exception as error:  # how tests.servers says that a server is not to be had
        sys.stderr.write(f"bench: {error}\n")
        return 2
    page = report.render(measured)
    print(page)
    if plan is rounds.FULL:
        PAGE.write_text(page, "utf-8")
        _tell(f"written to {PAGE.relative_to(ROOT)}")
    missed = [bound for bound in report.held(measured) if not bound.is_held]
    for bound in missed:
        _tell(f"MISSED: {bound.words}: {bound.measured:.2f}, bound {bound.limit:g}")
    return 0


def _measure(stores: Stores, plan: rounds.Plan) -> report.Measured:
    started = time.monotonic()

    def tell(words: str) -> None:
        _tell(f"{time.monotonic() - started:4.0f} s  {words}")

    transcript = stores.folder / "transcript.json"
    tell("rehearsal")
    _rehearse(stores, transcript)
    tell("memory and start")
    weighed = footprint.measure(stores, transcript, plan.starts)
    tell("questions by a model")
    delays = phrases.measure(stores, plan.questions)
    results = rounds.measure(stores, transcript, plan, tell)
    tell("exports")
    exported = exports.measure(plan.exports)
    tell("done")
    return report.Measured(
        machine.describe(stores), plan, Transcript.read(transcript), results, weighed, delays, exported
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
