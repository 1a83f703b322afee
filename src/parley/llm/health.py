"""How an endpoint fares, by what came of its calls: whether it rests, how fast it is, and how much it did.

Pure: the time comes with each event, as seconds of any clock that only goes forward.
"""

from dataclasses import dataclass

from parley.llm.errors import ModelError, ModelMisconfigured, ModelNonsense, ModelRefused, ModelUnavailable
from parley.llm.schemas import Spent

LONGEST_REST_S = 600.0
_LASTING = 10
"""How many times longer than after a passing failure an endpoint rests whose key, name or address is wrong."""
_DOUBTS = 3
"""So many answers in a row that are no use, or refusals of what was asked, count as a failure: one may be due to us."""
_NEWEST_SHARE = 0.2


@dataclass(slots=True)
class Visit:
    """A call at an endpoint: since when it is there, and since when it no longer waits for its turn."""

    since: float
    is_trial: bool
    is_early: bool
    begun_at: float | None = None


class Health:
    """Open, resting, or on trial: after a rest a single call is let in, and the others only once that was answered.

    Each failure in a row doubles the rest, unless there is no other endpoint. What fails while the endpoint rests, or
    was under way when its rest began, tells nothing new.
    """

    def __init__(self, cooldown_s: float, *, is_sole: bool = False) -> None:
        self._cooldown_s = cooldown_s
        self._is_sole = is_sole
        self._row = 0
        self._doubts = 0
        self._rested_at = float("-inf")
        self._rests_until: float | None = None
        self._trials = 0
        self.in_flight = 0
        self.attempts = 0
        self.failures = 0
        self.interrupted = 0
        self.spent = Spent()
        self.first_token_s: float | None = None
        self.whole_s: float | None = None

    def is_resting(self, now: float) -> bool:
        """Whether calls should go elsewhere: it failed a moment ago, or is on trial."""
        return self._rests_until is not None and (self._trials > 0 or now < self._rests_until)

    def rests_s(self, now: float) -> float:
        """The seconds until its next trial; 0 when there is nothing to wait for."""
        return 0.0 if self._rests_until is None else max(0.0, self._rests_until - now)

    def enter(self, now: float, *, is_stream: bool = False) -> Visit:
        """A call has come. One to an endpoint that has failed is its trial; no sole endpoint is held up by a stream."""
        is_trial = self._rests_until is not None and not (is_stream and self._is_sole)
        visit = Visit(now, is_trial, is_early=self.rests_s(now) > 0)
        self._trials += visit.is_trial
        self.in_flight += 1
        return visit

    def left(self, visit: Visit) -> None:
        """The call is over, with nothing learnt about the endpoint."""
        self.in_flight -= 1
        self._trials -= visit.is_trial

    def answered(self, visit: Visit, now: float, heard_at: float | None) -> None:
        """The call was answered; `heard_at` is when its first words came, where that was heard."""
        self.left(visit)
        self._doubts = 0
        if visit.begun_at is not None:
            self.whole_s = _mean(self.whole_s, now - visit.begun_at)
            if heard_at is not None:
                self.first_token_s = _mean(self.first_token_s, heard_at - visit.begun_at)
        if visit.since >= self._rested_at:
            self._row, self._rests_until = 0, None

    def failed(self, visit: Visit, now: float, error: ModelError) -> float:
        """The call failed; how long the endpoint rests from now."""
        self.left(visit)
        is_doubt = isinstance(error, ModelRefused | ModelNonsense)
        self._doubts += is_doubt
        if is_doubt and self._doubts < _DOUBTS:
            return self.rests_s(now)
        if visit.since >= self._rested_at and not visit.is_early:
            self._row += 1
            self._rested_at = now
            self._rests_until = now + self._rest_s(error)
        return self.rests_s(now)

    def _rest_s(self, error: ModelError) -> float:
        wait_s = (error.wait_s or 0.0) if isinstance(error, ModelUnavailable) else 0.0
        return min(max(self._cooldown_s * self._times(error), wait_s), LONGEST_REST_S)

    def _times(self, error: ModelError) -> float:
        if self._is_sole:
            return 1.0
        is_lasting = isinstance(error, ModelMisconfigured) and not isinstance(error, ModelRefused)
        return (_LASTING if is_lasting else 1.0) * 2.0 ** min(self._row - 1, 20)


def _mean(before: float | None, newest: float) -> float:
    """The exponentially weighted mean."""
    return newest if before is None else before + _NEWEST_SHARE * (newest - before)
