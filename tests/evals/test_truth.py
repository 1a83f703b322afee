"""Said = done and nothing unasked, seen from the states: every kind of lie is noticed."""

from pathlib import Path
from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot, ToolSpec
from parley.builder.schemas import Assumption, BuildState, Change, ChangeOp
from parley.evals import cases, truth
from parley.evals.play import Exchange
from parley.evals.user import Said

[CASE] = cases.load([Path(__file__).parent / "cases" / "en-dental-01.yaml"])
TOOL = ToolSpec(name="order_lookup", kind="webhook", title="Look up an order", description="Finds an order.")
TONE = Change(op=ChangeOp.ADD, path="/brief/tone", after=["warm"])


def state(*tools: ToolSpec, assumed: str = "", **slots: Any) -> BuildState:
    assumptions = [Assumption(path=assumed, text="assumed")] if assumed else []
    brief = Brief.model_validate({slot: Slot[Any](value=value).model_dump() for slot, value in slots.items()})
    return BuildState(brief=brief, tools=list(tools), assumptions=assumptions)


def turn(before: BuildState, after: BuildState, *changes: Change, said: Said | None = None) -> Exchange:
    return Exchange(said or Said("hello"), "", list(changes), before, after)


def test_told_change_that_happened_is_true() -> None:
    exchange = turn(state(), state(tone=["warm"]), TONE)
    assert truth.false_claims(exchange) == []
    assert truth.untold(exchange) == []


@pytest.mark.parametrize(
    "lie",
    [
        Change(op=ChangeOp.ADD, path="/brief/tone", after=["calm"]),
        Change(op=ChangeOp.SET, path="/brief/tone", before=["cold"], after=["warm"]),
        Change(op=ChangeOp.REMOVE, path="/brief/tone", before=["warm"]),
        Change(op=ChangeOp.SET, path="/brief/tone", after=["warm"]),
        Change(op=ChangeOp.ADD, path="/brief/name", after="Mia"),
        Change(op=ChangeOp.ADD, path="/tools/order_lookup", after="Look up an order"),
        Change(op=ChangeOp.ADD, path="/workflow", after="3 steps"),
    ],
)
def test_told_change_that_did_not_happen_so_is_a_false_claim(lie: Change) -> None:
    assert truth.false_claims(turn(state(), state(tone=["warm"]), lie)) == [f"{lie.op} {lie.path}"]


def test_tool_is_told_as_a_whole_or_by_the_field_that_changed() -> None:
    added = Change(op=ChangeOp.ADD, path="/tools/order_lookup", after=TOOL.title)
    assert truth.false_claims(turn(state(), state(TOOL), added)) == []
    assert truth.untold(turn(state(), state(TOOL), added)) == []
    moved = TOOL.model_copy(update={"url": "https://shop.example/orders"})
    told = Change(op=ChangeOp.ADD, path="/tools/order_lookup/url", after=moved.url)
    assert truth.false_claims(turn(state(TOOL), state(moved), told)) == []
    assert truth.untold(turn(state(TOOL), state(moved))) == ["/tools/order_lookup/url"]


def test_change_that_is_not_told_is_noticed() -> None:
    exchange = turn(state(name="Mia"), state(name="Mia", tone=["warm"]))
    assert truth.untold(exchange) == ["/brief/tone"]


@pytest.mark.parametrize(
    "said",
    [
        Said("It should sound warm."),
        Said("Like a hug.", tells=frozenset({"tone"})),
        Said("Like a hug.", answers=("/brief/tone",)),
    ],
)
def test_slot_that_the_message_speaks_of_was_asked_for(said: Said) -> None:
    assert truth.unasked(turn(state(), state(tone=["warm"]), TONE, said=said), CASE) == []


def test_slot_that_the_message_does_not_speak_of_was_not() -> None:
    said = Said("We open at nine.", tells=frozenset({"hours"}))
    assert truth.unasked(turn(state(), state(tone=["warm"]), TONE, said=said), CASE) == ["/brief/tone"]
    assert truth.unasked(turn(state(tone=["warm"]), state(), said=said), CASE) == ["/brief/tone"]


def test_default_that_is_listed_as_an_assumption_is_not_an_unasked_change() -> None:
    after = state(tone=["warm"], assumed="/brief/tone")
    assert truth.unasked(turn(state(), after, TONE), CASE) == []


def test_tool_that_comes_out_of_nothing_is_unasked() -> None:
    assert truth.unasked(turn(state(), state(TOOL)), CASE) == ["/tools/order_lookup"]
    assert truth.unasked(turn(state(), state(TOOL), said=Said("yes", answers=("/tools",))), CASE) == []
