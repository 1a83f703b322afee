"""The linter under mutation: generic changes of sound graphs, harmful where the reference executor comes to grief.

`mutations` and `executor` know nothing of the linter's rules. `pytest -s` prints what was found
by which rule, and what was missed.
"""

import random
import sys
from collections import Counter
from typing import Any

import pytest

from parley.agents.schemas import Edge, Workflow
from parley.builder.schemas import BuildState
from parley.builder.workflow.lint import lint
from parley.builder.workflow.lint_brief import wanted
from parley.builder.workflow.synthesis import synthesise
from parley.tools.service import catalogue
from tests.builder import cases
from tests.builder.executor import Judge
from tests.builder.mutations import MUTATIONS, mutants

_MORE: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "hotel": (
        ("hotel_booking", "email"),
        {
            "kind": "booking",
            "goals": [
                {"name": "book a room", "collect": ["full_name", "email", "arrival_date", "guests"]},
                {"name": "ask for late check-out", "collect": ["room_number"]},
            ],
            "handover": [{"when": "the guest complains", "to": "the night manager"}],
        },
    ),
    "claims": (
        ("claims_system", "transfer_to_number"),
        {
            "kind": "support",
            "goals": [
                {"name": "report a claim", "collect": ["policy_number", "date", "damage"]},
                {"name": "check the status of a claim", "collect": ["claim_number"]},
            ],
            "handover": [{"when": "somebody is hurt", "to": "emergency desk"}, {"when": "anger", "to": "a person"}],
        },
    ),
    "calendar": (
        ("google_calendar", "twilio_sms"),
        {
            "kind": "booking",
            "goals": [
                {"name": "Termin vereinbaren", "collect": ["name", "telefonnummer", "datum"]},
                {"name": "Termin verschieben", "collect": ["name", "datum"]},
                {"name": "Termin absagen", "collect": ["name", "datum"]},
            ],
            "languages": ["de"],
            "handover": [{"when": "jemand einen Menschen verlangt", "to": "die Praxis"}],
        },
    ),
    "shop": (
        ("shopify", "return_request", "knowledge_base"),
        {
            "kind": "support",
            "goals": [
                {"name": "track an order", "collect": ["order_number"]},
                {"name": "return an item", "collect": ["order_number", "reason"]},
            ],
            "facts": [{"topic": "Returns", "text": "free for thirty days"}],
            "handover": [{"when": "the customer asks for a person", "to": ""}],
        },
    ),
    "leads": (
        ("hubspot", "calendly"),
        {
            "kind": "sales",
            "goals": [
                {"name": "qualify a lead", "collect": ["company", "email", "budget"]},
                {"name": "book a demo", "collect": ["full_name", "email", "preferred_date"]},
            ],
            "handover": [{"when": "they want a contract", "to": "sales"}],
        },
    ),
    "survey": (
        ("google_sheets",),
        {
            "kind": "survey",
            "goals": [
                {"name": "ask how the visit was", "collect": ["rating", "comment"]},
                {"name": "report a fault", "collect": ["phone", "reason"]},
            ],
        },
    ),
    "payments": (
        ("billing_lookup", "stripe", "callback_request"),
        {
            "kind": "support",
            "goals": [
                {"name": "pay an invoice", "collect": ["invoice_number", "email"]},
                {"name": "ask for a call back", "collect": ["phone", "reason"]},
            ],
            "handover": [{"when": "they cannot pay", "to": "accounts"}],
        },
    ),
    "one goal": (
        ("class_booking",),
        {"kind": "booking", "goals": [{"name": "book a class", "collect": ["name", "phone", "class_name", "date"]}]},
    ),
}


def _states() -> dict[str, BuildState]:
    more = {
        name: BuildState(
            brief=cases.brief(channel="voice", **values),
            tools=[tool for entry in entries for tool in catalogue()[entry].tools],
        )
        for name, (entries, values) in _MORE.items()
    }
    return {**cases.states(), **more}


_STATES = _states()


@pytest.mark.parametrize("name", _STATES)
def test_a_sound_graph_has_no_findings_and_every_conversation_through_it_ends_well(name: str) -> None:
    state = _STATES[name]
    graph = synthesise(state)
    assert lint(graph, state.tools, wanted(state)) == []
    assert Judge(graph, state.tools).fault(graph) == ""


def test_the_linter_finds_what_breaks_a_conversation() -> None:
    chance = random.Random(7)  # noqa: S311 - a seed, so that a run can be repeated
    found, missed = Counter[str](), list[str]()
    kinds: dict[str, list[int]] = {kind: [0, 0] for kind in MUTATIONS}
    for name, state in _STATES.items():
        graph = synthesise(state)
        judge, asked = Judge(graph, state.tools), wanted(state)
        for kind, mutant in mutants(graph, chance):
            fault = judge.fault(mutant)
            if not fault:
                continue
            findings = lint(mutant, state.tools, asked)
            kinds[kind][0] += 1
            kinds[kind][1] += bool(findings)
            found.update({finding.rule for finding in findings})
            if not findings:
                missed.append(f"{name}, {kind}: {_told(graph, mutant)}: {fault}")
    harmful, seen = (sum(counts[index] for counts in kinds.values()) for index in (0, 1))
    _print(kinds, found, missed, (harmful, seen))
    assert harmful > 1_000
    assert seen / harmful >= 0.95


def _print(kinds: dict[str, list[int]], found: Counter[str], missed: list[str], total: tuple[int, int]) -> None:
    sys.stdout.write(f"\n{'mutation':34} harmful  found\n")
    for kind, (harmful, seen) in kinds.items():
        sys.stdout.write(f"{kind:34} {harmful:7} {seen:6}\n")
    sys.stdout.write(f"{'all':34} {total[0]:7} {total[1]:6}  {total[1] / total[0]:.1%}\n\n")
    for rule, count in found.most_common():
        sys.stdout.write(f"{rule:34} {count:7}\n")
    for line in missed[:60]:
        sys.stdout.write(f"missed: {line[:300]}\n")


def _told(graph: Workflow, mutant: Workflow) -> str:
    """What a mutation changed, in short."""
    gone = [_way(edge) for edge in graph.edges if edge not in mutant.edges]
    new = [_way(edge) for edge in mutant.edges if edge not in graph.edges]
    nodes = [node.id for node in mutant.nodes if node not in graph.nodes]
    return f"-{gone} +{new} ~{nodes}"


def _way(edge: Edge) -> str:
    return f"{edge.source} {edge.kind} {edge.condition[:20]} {edge.target}"
