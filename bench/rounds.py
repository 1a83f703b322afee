"""The interleaved run: each round takes every variant, on a server and a database of its own, at 1, 8 and 32 users."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import Load, Sample, bodies, drive, drive_in_step
from bench.processes import serving
from bench.stores import Stores
from bench.transcript import Transcript
from bench.variants import EMBEDDED, VARIANTS, Variant, echo_bytes

USERS: tuple[int, ...] = (1, 8, 32)
_WARM_UP = Load(users=8, sessions_each=2, must_complete=False)
_IN_STEP = Load(users=8, sessions_each=12, must_complete=False)
_SESSIONS = {1: 16, 8: 48, 32: 96}


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    `share` scales the sessions of each interval, `questions` are phrased by a model, and an agent is exported `exports`
    times to every platform. Streams, which take longer, have `stream_rounds` of their own.
    """

    rounds: int
    starts: int
    share: float
    questions: int
    exports: int
    stream_rounds: int


FULL = Plan(rounds=9, starts=7, share=1.0, questions=120, exports=40, stream_rounds=5)
QUICK = Plan(rounds=1, starts=3, share=0.25, questions=24, exports=10, stream_rounds=1)


@dataclass(frozen=True, slots=True)
class Results:
    """Samples by variant and number of users, and the CPU of each of the script's turns, in the order of the rounds."""

    samples: dict[tuple[str, int], list[Sample]] = field(default_factory=dict)
    turn_costs: list[list[float]] = field(default_factory=list)

    def of(self, key: str, users: int) -> list[Sample]:
        """The samples of a variant."""
        return self.samples[key, users]


def measure(stores: Stores, transcript: Path, plan: Plan, tell: Callable[[str], None]) -> Results:
    """All rounds."""
    recorded = Transcript.read(transcript)
    script = bodies([turn.message for turn in recorded.turns])
    results = Results()
    for number in range(1, plan.rounds + 1):
        tell(f"round {number} of {plan.rounds}")
        for variant in VARIANTS:
            command = variant.command(stores, transcript, echo_bytes(recorded))
            with serving(command, stores.folder) as server:
                asyncio.run(drive(server, script, _WARM_UP))
                for users in USERS:
                    load = _load(variant, users, plan.share)
                    sample = asyncio.run(drive(server, script, load))
                    results.samples.setdefault((variant.key, users), []).append(sample)
                if variant is EMBEDDED:
                    results.turn_costs.append(asyncio.run(drive_in_step(server, script, _IN_STEP)))
    return results


def _load(variant: Variant, users: int, share: float) -> Load:
    each = max(1, round(_SESSIONS[users] * variant.weight * share / users))
    return Load(users, each, must_complete=variant.app in {None, "usual"}, is_streamed=variant.is_streamed)
