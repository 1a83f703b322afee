"""Findings on Pipecat projects: none on good ones, one for nearly every fault, and no text that makes it fail."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.agents.schemas import Severity
from parley.exports import service
from tests.exports.pipecat_projects import GOOD, files_of, spec_of
from tests.exports.samples import full
from tests.exports.spoiling import Spoiled, spoiled

NAMES_OF_THEIR_OWN = re.compile(
    r"flow\.yaml#/nodes/\w+/functions/\d+/name: pointed elsewhere|evals\.yaml#/(scenarios/\d+/)?name: pointed elsewhere"
)
"""Nothing refers to the name of a way on or of a scenario: another one gives an equivalent project."""


def is_equivalent(fault: Spoiled, clean: dict[str, str]) -> bool:
    if not NAMES_OF_THEIR_OWN.fullmatch(fault.deed):
        return False
    handlers = re.findall(r"^async def (\w+)", clean["handlers.py"], re.MULTILINE)
    renamed = re.findall(r"name: (\w+)_gone", fault.files["flow.yaml"])
    return not set(renamed) & set(handlers)


@pytest.mark.parametrize("sample", GOOD)
def test_good_project_has_no_error(sample: str) -> None:
    found = service.lint(files_of(spec_of(sample)), "pipecat")
    assert [one for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("sample", ["full", "chat", "order-support"])
def test_nearly_every_fault_is_found(sample: str) -> None:
    good = files_of(spec_of(sample))
    clean = {(one.rule, one.where, one.message) for one in service.lint(good, "pipecat")}
    faults = [one for one in spoiled(good) if not is_equivalent(one, good)]
    faults = faults[:: max(1, len(faults) // 150)]
    missed = [
        fault.deed
        for fault in faults
        if {(one.rule, one.where, one.message) for one in service.lint(fault.files, "pipecat")} <= clean
    ]
    assert len(missed) <= len(faults) * 0.05, f"{len(missed)} of {len(faults)}: {missed}"


def test_rules_are_named_after_the_platform_and_say_where() -> None:
    for one in service.lint(files_of(full()), "pipecat"):
        assert one.rule.startswith("pipecat.")
        assert "#" in one.where


def test_project_without_a_flow_is_told_so() -> None:
    assert [one.rule for one in service.lint({"README.md": "Hello"}, "pipecat")] == ["pipecat.no-flow"]


ODD = ["{", "[" * 5_000, "- &a [*a, *a]", "nodes: !include x", "\x00", "nodes: 3\ninitial_node: []", "def x(:", "😀"]
odd = (
    st.sampled_from(ODD)
    | st.text(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["nodes", "a", "kind"]), inner),
    ).map(json.dumps)
)
PATHS = ["flow.yaml", "flow.json", "handlers.py", "tools.json", "settings.json", "evals.yaml", ".env.example"]


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(PATHS), odd))
def test_no_text_makes_it_fail(changed: dict[str, str]) -> None:
    service.lint({**files_of(spec_of("minimal")), **changed}, "pipecat")
