"""A changed slot changes only the prompt's lines that say they rest on it; all else stays, byte by byte."""

from typing import Any

import pytest

from parley.agents.schemas import SLOTS, Prompt
from parley.builder import apply, spec
from parley.builder.prompt import trace
from parley.builder.schemas import BuildState, Op, Operation
from parley.builder.workflow import revision
from tests.builder import cases

OTHER: dict[str, Any] = {
    "name": "Zora",
    "kind": "other",
    "purpose": "Sells moons for Quux Ltd",
    "callers": "astronauts",
    "goals": [{"name": "Buy a moon", "collect": ["crater"]}],
    "scope_do": ["jokes"],
    "scope_dont": ["sing"],
    "tone": ["grumpy"],
    "languages": ["fr"],
    "channel": "chat",
    "greeting": "Ahoy!",
    "facts": [{"topic": "Moon", "text": "It is far away"}],
    "hours": "Sundays only",
    "constraints": ["Always hum"],
    "compliance": ["Say moo"],
    "handover": [{"when": "it burns", "to": "the fire brigade"}],
    "success": ["all laugh"],
    "closing": "Off you go!",
    "voice": "deep",
}


def derived(state: BuildState) -> BuildState:
    graph, _ = revision.derive(state)
    return state.model_copy(update={"workflow": graph})


def lines(prompt: Prompt) -> dict[str, list[str]]:
    """Each line's text to its sources."""
    return {line.text: line.sources for section in prompt.sections for line in section.lines if line.text}


def rests(state: BuildState, sources: list[str], slot: str) -> bool:
    """Whether a line says that it depends on a slot, directly or by way of a step, a datum or a tool."""
    behind = {"/".join(pointer.split("/")[:3]) for pointer in [*sources, *trace.slots(state, sources)]}
    if f"/brief/{slot}" in behind:
        return True
    return any(source.startswith(("/workflow/", "/tools/", "/data/")) for source in sources)


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("name", cases.NAMES)
def test_only_lines_that_rest_on_a_slot_change_with_it(name: str, slot: str) -> None:
    before = derived(cases.state(name))
    operation = Operation(op=Op.SET, path=f"/brief/{slot}", value=OTHER[slot], evidence="so")
    after = derived(apply.apply(before, [operation]))
    old, new = lines(spec.build(before).prompt), lines(spec.build(after).prompt)
    changed = [(before, text, old[text]) for text in old if text not in new]
    changed += [(after, text, new[text]) for text in new if text not in old]
    assert [text for state, text, sources in changed if not rests(state, sources, slot)] == []


@pytest.mark.parametrize("slot", SLOTS)
def test_every_other_slot_stays_to_the_byte(slot: str) -> None:
    for name in cases.NAMES:
        before = cases.state(name)
        after = apply.apply(before, [Operation(op=Op.SET, path=f"/brief/{slot}", value=OTHER[slot], evidence="so")])
        for other in SLOTS:
            if other != slot:
                assert getattr(after.brief, other) is getattr(before.brief, other)


@pytest.mark.parametrize("name", cases.NAMES)
def test_every_line_is_traced_to_slots_or_to_a_rule_of_ours(name: str) -> None:
    state = derived(cases.state(name))
    for text, sources in lines(spec.build(state).prompt).items():
        ours = all(source.startswith(("/rules/", "/tools/")) for source in sources)
        assert sources, text
        assert trace.slots(state, sources) or ours, text
