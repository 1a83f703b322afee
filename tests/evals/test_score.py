"""The measures of a conversation, from states made by hand."""

from pathlib import Path
from typing import Any

import pytest

from parley.agents.schemas import Brief, Node, NodeKind, Slot, ToolKind, ToolSpec, Workflow
from parley.builder.schemas import Assumption, BuildState
from parley.evals import cases, totals
from parley.evals.play import Exchange, Play
from parley.evals.schemas import Absent, Case, Correction
from parley.evals.score import Score, score
from parley.evals.user import Said

[CASE] = cases.load([Path(__file__).parent / "cases" / "en-dental-01.yaml"])
GRAPH = Workflow(start="end", nodes=[Node(id="end", kind=NodeKind.END, label="Goodbye")], edges=[])
FULL: dict[str, Any] = {
    "kind": "booking",
    "purpose": "Phone agent that books appointments for a dental practice",
    "goals": [{"name": "Book appointments"}],
    "channel": "voice",
    "tone": ["friendly"],
    "languages": ["en"],
    "hours": "Mon-Fri 9am-6pm",
    "handover": [{"when": "the caller is someone in pain", "to": "front desk, +44 20 7946 0011"}],
    "constraints": ["never take payments"],
}


def scored(brief: dict[str, Any], case: Case = CASE, left: tuple[str, ...] = (), also: str = "", **more: Any) -> Score:
    """The score of a conversation of one message, the case's opening and interrupts in one, that leaves this brief."""
    slots = {slot: Slot[Any](value=value).model_dump() for slot, value in brief.items()}
    after = BuildState(brief=Brief.model_validate(slots), **{"workflow": GRAPH, **more})
    parts = [case.opening, *case.interrupts]
    text = " ".join([*(part.text for part in parts), also])
    said = Said(text, frozenset(slot for part in parts for slot in part.tells or ()), left=left)
    return score(Play(case, BuildState(), [Exchange(said, "", [], BuildState(), after)]))


def test_brief_that_holds_everything_is_perfect() -> None:
    held = totals.total([scored(FULL)])
    assert (held.f1, held.invented.good, held.corrections.share, held.absent.share) == (1.0, 0, 1.0, 1.0)


def test_what_is_missing_costs_recall_and_what_is_too_much_precision() -> None:
    less = totals.total([scored({slot: value for slot, value in FULL.items() if slot != "hours"})])
    assert (less.recall, less.precision) == (0.9, 1.0)
    more = totals.total([scored({**FULL, "closing": "So long, and take care of your teeth"})])
    assert (more.recall, more.precision) == (1.0, pytest.approx(10 / 11))
    assert more.invented.good == 1


@pytest.mark.parametrize(
    ("hours", "is_honoured"),
    [
        ("nine to six", True),
        ("9-18", True),
        ("nine to five", False),
        ("nine to six, not nine to five", False),
        ("", False),
    ],
)
def test_correction_is_honoured_when_the_right_value_holds_and_the_wrong_one_is_gone(
    hours: str, is_honoured: bool
) -> None:
    brief = {**FULL, "hours": hours} if hours else {slot: value for slot, value in FULL.items() if slot != "hours"}
    assert scored(brief).corrections.good == int(is_honoured)


def test_value_that_repeats_the_wrong_words_within_the_right_ones_is_honoured() -> None:
    item = Correction(slot="hours", right="until eight on Mondays", wrong="until eight")
    case = CASE.model_copy(update={"corrections": [item]})
    also = "Until eight on Mondays, that is."
    assert scored({**FULL, "hours": "until 8 pm on Mondays"}, case, also=also).corrections.good == 1
    assert scored({**FULL, "hours": "until 8 pm"}, case, also=also).corrections.good == 0


def test_correction_that_was_never_said_is_not_counted() -> None:
    unsaid = CASE.model_copy(
        update={"corrections": [Correction(slot="hours", right="ten to four", wrong="ten to five")]}
    )
    assert scored(FULL, unsaid).corrections.of == 0


def test_value_taken_back_must_be_gone() -> None:
    case = CASE.model_copy(update={"corrections": [Correction(slot="goals", wrong="take payments")]})
    assert scored(FULL, case).corrections.good == 1
    assert scored({**FULL, "goals": [{"name": "Take payments"}]}, case).corrections.good == 0


def test_what_must_be_nowhere_is_looked_for_in_tools_and_workflow_too() -> None:
    case = CASE.model_copy(update={"absent": [Absent(slot="any", text="pirate jokes")]})
    tool = ToolSpec(name="jokes", kind=ToolKind.WEBHOOK, title="Tell pirate jokes", description="Tells them.")
    joking = Node(id="joke", kind=NodeKind.SAY, label="Joke", text="Tell a pirate joke.")
    graph = GRAPH.model_copy(update={"nodes": [*GRAPH.nodes, joking]})
    assert scored(FULL, case).present == []
    assert scored({**FULL, "facts": [{"topic": "fun", "text": "pirate jokes"}]}, case).present
    assert scored(FULL, case, tools=[tool]).present
    assert scored(FULL, case, workflow=graph).present


def test_default_counts_as_assumed_unless_the_user_left_it_to_the_builder() -> None:
    assumptions = [Assumption(path="/brief/tone", text="Tone: friendly.")]
    assert scored(FULL, assumptions=assumptions).assumed == ["tone"]
    assert scored(FULL, assumptions=assumptions, left=("/brief/tone",)).assumed == []


def test_tools_are_compared_by_their_catalogue_ids_and_what_the_platform_brings_is_free() -> None:
    def tool(name: str, kind: ToolKind = ToolKind.WEBHOOK) -> ToolSpec:
        return ToolSpec(name=name, kind=kind, title=name, description=name, catalogue_id=name)

    held = scored(FULL, tools=[tool("outlook_calendar"), tool("hubspot"), tool("end_call", ToolKind.BUILTIN)])
    assert (held.tools_right, held.tools_missed, held.tools_extra) == (1, [], ["hubspot"])
    assert scored(FULL).tools_missed == ["outlook_calendar"]


def test_data_listed_as_an_assumption_are_not_invented() -> None:
    brief = {**FULL, "goals": [{"name": "Book appointments", "collect": ["birth_date"]}]}
    assert len(scored(brief).invented) == 1
    listed = [Assumption(path="/brief/goals/0/collect", text="It asks for the birth date.")]
    assert scored(brief, assumptions=listed).invented == []


def test_graph_that_is_not_there_is_not_clean() -> None:
    assert scored(FULL).findings == []
    assert scored(FULL, workflow=None).findings == ["no workflow"]


def test_bound_is_missed_by_a_builder_that_makes_things_up() -> None:
    good, bad = ({"en": totals.total([held]), "all": totals.total([held])} for held in (scored(FULL), scored({})))
    missed = [bound.name for bound in totals.BOUNDS if bound.misses(bad)]
    assert "F1" in missed
    assert "corrections honoured" in missed
    assert "F1" not in [bound.name for bound in totals.BOUNDS if bound.misses(good)]
