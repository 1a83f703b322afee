"""The benchmark's own promises: its script still builds an agent, and its page says which bounds were missed."""

import asyncio
from pathlib import Path

from bench import report, rounds
from bench.bounds import cpu_ms, ratio
from bench.exports import Cost, Exports, measure
from bench.footprint import Footprint
from bench.load import Sample
from bench.phrases import Delays
from bench.processes import Command, serving
from bench.rounds import USERS, Results
from bench.script import rehearse
from bench.table import Bound
from bench.transcript import RecordedTurn, Transcript
from bench.variants import VARIANTS

FOOTPRINT = Footprint(bare_start_ms=500, start_ms=1_500, bare_idle_mb=50, idle_mb=90, built_mb=160)

DELAYS = Delays([float(number) for number in range(1, 41)])

EXPORTS = Exports(6, 25, [{"vapi": Cost(90, 20), "retell": Cost(1, 1)}, {"vapi": Cost(70, 5), "retell": Cost(30, 9)}])


def results(*rounds_: Sample) -> Results:
    """Every variant with these samples."""
    return Results(
        {(variant.key, users): list(rounds_) for variant in VARIANTS for users in USERS}, [[1.0], [3.0], [1.5]]
    )


def test_script_reaches_completed_and_every_turn_is_recorded(migrated_sqlite: Path, tmp_path: Path) -> None:
    database = tmp_path / "record.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    with serving(Command(None, {"DATABASE_URL": f"sqlite:///{database}"}), tmp_path) as server:
        recorded = asyncio.run(rehearse(server.port, database))
    assert recorded.turns[-1].stage == "COMPLETED"
    assert recorded.turns[-1].spec
    assert len(recorded.turns) >= 8
    assert all(turn.state and turn.reply for turn in recorded.turns)


def test_ratio_is_the_median_of_each_rounds_own() -> None:
    slow_machine = Sample(turns_per_s=10, p50_ms=10, p99_ms=10, cpu_ms=4)
    fast_machine = Sample(turns_per_s=40, p50_ms=2, p99_ms=2, cpu_ms=1)
    assert ratio(results(slow_machine, fast_machine, fast_machine), ("scaled", "echo"), 32, cpu_ms) == 1


def test_page_marks_what_was_missed() -> None:
    found = results(Sample(turns_per_s=100, p50_ms=1, p99_ms=2, cpu_ms=0.5))
    turn = RecordedTurn(message="hello", answer="{}", stage="COMPLETED", reply="hi", state="{}", spec="{}")
    measured = report.Measured(["2 cores"], rounds.FULL, Transcript(turns=[turn]), found, FOOTPRINT, DELAYS, EXPORTS)
    page = report.render(measured)
    missed = [bound for bound in report.held(measured) if not bound.is_held]
    assert {bound.words.partition(":")[0] for bound in missed} == {
        "PostgreSQL + Redis",
        "Resident memory after one build, to the bare app",
        "All seven platforms, export and lint",
    }
    assert page.count("**missed**") == len(missed) == 4
    assert "| vapi | 80.0 | 12.5 | 92.5 | 185 |" in page
    assert "| all, a round |  |  | 113.0 | 226 |" in page
    assert "| “hello” | COMPLETED | 1.50 |" in page


def test_a_floor_is_held_from_its_limit_up_and_a_ceiling_down_to_it() -> None:
    assert Bound("", measured=4.0, limit=4, is_floor=True).is_held
    assert not Bound("", measured=3.9, limit=4, is_floor=True).is_held
    assert Bound("", measured=15.0, limit=15).is_held
    assert not Bound("", measured=15.1, limit=15).is_held


def test_percentiles_are_of_what_was_measured() -> None:
    assert Delays([7.0]).percentile(99) == 7
    assert (DELAYS.percentile(50), DELAYS.percentile(99)) == (21, 40)


def test_every_platform_is_exported_and_linted_in_every_round() -> None:
    found = measure(2)
    assert found.tools >= 6
    assert found.nodes >= 15
    assert [len(costs) for costs in found.rounds] == [7, 7]
    assert all(cost.render_ms > 0 and cost.lint_ms > 0 for costs in found.rounds for cost in costs.values())
