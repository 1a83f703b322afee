"""The expected call, judged by code: was the tool called, and with what. What has to be read is left to the judge."""

from collections.abc import Iterator, Sequence

import regex

from parley.agents.schemas import ArgumentCheck, CheckKind, ExpectedCall
from parley.evals.scenarios.judge import Verdict
from parley.evals.scenarios.talk import Entry, Kind
from parley.tools import arguments
from parley.tools.arguments import value_at

_PATIENCE_S = 0.5


def called(expected: ExpectedCall, done: Sequence[Entry]) -> list[Verdict]:
    """Verdicts on the call itself and on the arguments that code can judge; of several calls the best one counts."""
    calls = [entry for entry in done if entry.kind is Kind.CALL and entry.tool == expected.tool]
    if expected.is_absent:
        wanted = f"`{expected.tool}` is not called"
        return [Verdict(wanted, not calls, calls[0].line if calls else "", "")]
    if not calls:
        return [Verdict(f"`{expected.tool}` is called", False, "", "it was not called")]
    return max((_judged(expected, call) for call in calls), key=lambda found: sum(one.holds for one in found))


def to_judge(expected: ExpectedCall) -> list[str]:
    """Conditions on arguments that only a reader can judge."""
    if expected.is_absent:
        return []
    return [
        f"In the call of `{expected.tool}`, {check.parameter}: {check.value}"
        for check in expected.arguments
        if check.kind is CheckKind.JUDGED
    ]


def _judged(expected: ExpectedCall, call: Entry) -> list[Verdict]:
    made = Verdict(f"`{expected.tool}` is called", True, call.line, "")
    return [made, *_arguments(expected.arguments, call)]


def _arguments(checks: Sequence[ArgumentCheck], call: Entry) -> Iterator[Verdict]:
    for check in checks:
        if check.kind not in {CheckKind.EXACT, CheckKind.PATTERN}:
            continue
        held = value_at(call.given, check.parameter)
        text = "" if held is None else arguments.text(held)
        verb = "is" if check.kind is CheckKind.EXACT else "matches"
        holds, reason = _fits(check, text) if held is not None else (False, "it was not given")
        yield Verdict(f"{check.parameter} {verb} {check.value}", holds, text[:300], reason)


def _fits(check: ArgumentCheck, text: str) -> tuple[bool, str]:
    if check.kind is CheckKind.EXACT:
        return text == check.value, ""
    try:
        return regex.search(check.value, text[:2_000], timeout=_PATIENCE_S) is not None, ""
    except TimeoutError:
        return False, "the pattern takes too long"
    except regex.error:
        return False, "the pattern cannot be read"
