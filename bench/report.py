"""Turns what was measured into a page of Markdown: tables of medians and ratios, the bounds, and how it was done."""

from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from textwrap import shorten

from bench.bounds import (
    Metric,
    cpu_ms,
    export_bounds,
    p50_ms,
    p99_ms,
    question_bounds,
    ratio,
    start_bounds,
    turn_bounds,
    turns_per_s,
)
from bench.exports import Exports
from bench.footprint import Footprint
from bench.phrases import Delays
from bench.rounds import USERS, Plan, Results
from bench.streams import report as streams_report
from bench.streams.rounds import Streams
from bench.table import Bound, bounds_table, table
from bench.transcript import Transcript
from bench.variants import VARIANTS, Variant

_INTRO = """\
# Performance

Written by `make bench`; to repeat it, run that. `python -m bench --quick` runs one short round and writes nothing,
`--only streams` (or another section) measures and prints that alone.
It takes PostgreSQL and Redis from TEST_DATABASE_URL and TEST_REDIS_URL, or starts private ones.
"""
_METHOD = f"""\
## How it was measured

- One interleaved run: in each round every row below in turn, each on a freshly started server process with an empty,
  migrated database of its own. Figures are medians over the rounds; ratios are medians of each round's own ratio, so
  they need not be the quotient of the medians.
- Real HTTP over loopback, uvicorn with the same settings for all, one server process, LOG_LEVEL=WARNING, no model. The
  load comes from another process on the same machine: each user has one connection and sends the next message when
  the last is answered. Databases share the cores too, so turns/s and latencies are those of the whole machine.
- Sessions are created before the clock starts; timed are the messages, from the first to the one that completes the
  agent, each as often as the others, and each figure is over all of them. The users start at different points of the
  script, as people do, and each is timed for whole sessions' worth of turns: in step, all would derive their agents at
  the same moment, and p99 would be that queue. The script's last answer is checked to be COMPLETED, every time.
- The mix is told a sentence at a time. Somebody who says it all at once takes five turns instead of ten, and each of
  them costs more in the mean; “The mix” has the cost of each turn, taken with all sessions in step.
- CPU is that of the server process, all its threads, user and system; databases and load are not in it.
- *bare FastAPI echo*: pydantic in and out, the same messages in, answers of the same mean size out.
- *one transaction*: FastAPI, and the rows and the live state that the same turn really wrote, through Parley's own
  writers; it reads, computes and checks nothing.
- *the usual way*: the builder's own graph with LangGraph's AsyncPostgresSaver (psycopg pool of 10): messages and build
  state are checkpointed at every step (default durability, `async`) or once a turn (`exit`), and loaded by thread id
  each turn. What lives within a turn only is in untracked channels. It stores no session rows, turns or agents.
- *as events*: the same turns with `Accept: text/event-stream`. Their latency is the time to the first `change`; turns
  that change nothing have none. The whole stream is read before the next message.
- With a model: a scripted server, in the load's process, writes a question word by word, 20 ms each, in English,
  German, Spanish and Chinese by turns; one user. Measured is the time from its writing the part with the question's
  first letters to the arrival of the first `delta` with letters of it; what code words of the reply has come before.
  It includes what is held back while it may become a claim: mostly nothing, a word where the question begins with “Is”
  (one in six here), up to five where it begins with “I” or “We” (none here).
- Memory and start: embedded Parley and the echo, alternated, bytecode compiled, database already migrated; idle is
  after one `GET /health`. Start runs from the start of the process to the answered `sessions/create` of the first
  connection that was accepted.
- Exports: an agent is rendered and its bundle linted for every platform in turn, in the benchmark's own process, which
  has done so once before; CPU is that process's. Each figure is the median over the rounds, and so is that of all
  platforms together.
{streams_report.METHOD}- Not measured: real models, several server processes, networks between machines, long sessions.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything a report is made of; None for a section that was left out."""

    machine: list[str]
    plan: Plan
    transcript: Transcript | None = None
    results: Results | None = None
    footprint: Footprint | None = None
    delays: Delays | None = None
    exports: Exports | None = None
    streams: Streams | None = None


def held(measured: Measured) -> list[Bound]:
    """Every bound with what was measured."""
    return [
        *(turn_bounds(measured.results) if measured.results else ()),
        *(question_bounds(measured.delays) if measured.delays else ()),
        *(start_bounds(measured.footprint) if measured.footprint else ()),
        *(export_bounds(measured.exports) if measured.exports else ()),
        *(streams_report.bounds(measured.streams) if measured.streams else ()),
    ]


def render(measured: Measured) -> str:
    """The page."""
    parts = [_INTRO, _heading(measured), "## Bounds\n\n" + bounds_table(held(measured))]
    if results := measured.results:
        parts += [f"## {_users(users)}\n\n{_turns_table(results, users)}" for users in USERS]
    if measured.streams:
        parts.append("## Streams\n\n" + streams_report.tables(measured.streams))
    if measured.footprint:
        parts.append("## Memory and start\n\n" + _footprint_table(measured.footprint))
    if measured.exports:
        parts.append("## Exports\n\n" + _exports(measured.exports, measured.results))
    if measured.transcript and results:
        parts.append("## The mix\n\n" + _mix(measured.transcript, results.turn_costs))
    return "\n".join([*parts, _METHOD])


def _heading(measured: Measured) -> str:
    plan = measured.plan
    day = datetime.now(UTC).strftime("%-d %B %Y")
    runs = f"Measured on {day}, rounds: {plan.rounds}, starts: {plan.starts}. "
    return runs + "\n".join(measured.machine) + "\n"


def _users(users: int) -> str:
    return "One user" if users == 1 else f"{users} users at once"


def _turns_table(results: Results, users: int) -> str:
    header = ["", "turns/s", "p50 ms", "p99 ms", "CPU ms a turn", "CPU ÷ echo", "turns/s ÷ echo"]
    return table(header, [_turns_row(results, variant, users) for variant in VARIANTS])


def _turns_row(results: Results, variant: Variant, users: int) -> list[str]:
    def middle(metric: Metric) -> float:
        return median(map(metric, results.of(variant.key, users)))

    def to_echo(metric: Metric) -> float:
        return ratio(results, (variant.key, "echo"), users, metric)

    return [
        variant.title,
        f"{middle(turns_per_s):,.0f}",
        f"{middle(p50_ms):.2f}",
        f"{middle(p99_ms):.2f}",
        f"{middle(cpu_ms):.3f}",
        f"{to_echo(cpu_ms):.1f}",
        f"{to_echo(turns_per_s):.3f}",
    ]


def _footprint_table(footprint: Footprint) -> str:
    bare, start = footprint.bare_idle_mb, footprint.bare_start_ms
    rows = [
        ["resident, idle, MB", f"{bare:.0f}", f"{footprint.idle_mb:.0f}", f"{footprint.idle_mb / bare:.2f}"],
        [
            "resident, after one build, MB",
            f"{bare:.0f}",
            f"{footprint.built_mb:.0f}",
            f"{footprint.built_mb / bare:.2f}",
        ],
        ["start to first create, ms", f"{start:.0f}", f"{footprint.start_ms:.0f}", f"{footprint.start_ms / start:.2f}"],
    ]
    return table(["", "bare FastAPI", "Parley, SQLite", "ratio"], rows)


def _exports(exports: Exports, results: Results | None) -> str:
    costs = {name: exports.cost(name) for name in exports.rounds[0]}
    rows = [
        [name, f"{cost.render_ms:.1f}", f"{cost.lint_ms:.1f}", f"{cost.both_ms:.1f}"] for name, cost in costs.items()
    ]
    rows.append(["all, a round", "", "", f"{exports.total_ms:.1f}"])
    told = f"One agent of {exports.tools} tools and {exports.nodes} steps, CPU ms."
    if results is None:
        return f"{told}\n\n" + table(["platform", "render", "lint", "both"], rows)
    users = max(USERS)
    echo_ms = median(map(cpu_ms, results.of("echo", users)))
    for row, cost_ms in zip(rows, [*(cost.both_ms for cost in costs.values()), exports.total_ms], strict=True):
        row.append(f"{cost_ms / echo_ms:.0f}")
    told += f" A request of the bare echo costs {echo_ms:.3f} in this run, at {users} users."
    return f"{told}\n\n" + table(["platform", "render", "lint", "both", "both ÷ echo"], rows)


def _mix(transcript: Transcript, turn_costs: list[list[float]]) -> str:
    medians = [median(costs) for costs in zip(*turn_costs, strict=True)]
    rows = [
        [f"“{shorten(turn.message, 90, placeholder=' …')}”", turn.stage, f"{cost:.2f}"]
        for turn, cost in zip(transcript.turns, medians, strict=True)
    ]
    sizes = (
        f"Mean sizes in bytes: message {transcript.mean_bytes('message'):,}, "
        f"answer {transcript.mean_bytes('answer'):,}, stored state {transcript.mean_bytes('state'):,}; "
        f"the finished agent {len((transcript.turns[-1].spec or '').encode()):,}."
    )
    return table(["message", "stage after it", "CPU ms, Parley, SQLite"], rows) + f"\n{sizes}\n"
