"""Briefs in the shapes people write them: labels before full stops, titles, nested bullets; callers beside goals."""

from typing import Any

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage

_MEMO = """Purpose. Take orders for logs and kindling while the yard is loading.
Callers. Pub landlords, and people with a stove.
Tone. Dry, brief.
Availability. Monday to Friday, 7 to 4.
Limits. It does not quote for haulage.
Greeting. "Kindling and Sons, what are you burning?\""""
_TITLED = """Agent brief: Lowmoor Saddlery

## Job
Answer questions about repairs while we are at the bench.

## Who
Riding schools, show jumpers.

## Opening words
"Lowmoor, what has come undone?"

## Hand off
* lost saddle: Petra, 01632 960111
* wholesale: the trade counter
"""
_NESTED = """- Who we are: Halden Ferries
- What it's for: helping foot passengers find their boat
- Useful info:
  - dogs travel free
  - the bar shuts at nine
- Who gets in touch: islanders, day trippers
- First words: "Halden Ferries, where to?\""""


def _told(text: str, *asked: str) -> dict[str, Any]:
    questions = [Question(path=f"/brief/{slot}", text="?") for slot in asked]
    state = BuildState()
    if questions:
        also = questions[1] if len(questions) > 1 else None
        state = BuildState(stage=Stage.COLLECTING_BASICS, question=questions[0], also=also, turn=2)
    return {each.path.removeprefix("/brief/"): each.value for each in understand(text, state).operations}


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        (_MEMO, "purpose", "Take orders for logs and kindling while the yard is loading."),
        (_MEMO, "callers", "Pub landlords, and people with a stove."),
        (_MEMO, "tone", ["dry", "brief"]),
        (_MEMO, "greeting", "Kindling and Sons, what are you burning?"),
        (_TITLED, "name", "Lowmoor Saddlery"),
        (_TITLED, "purpose", "Answer questions about repairs while we are at the bench."),
        (_TITLED, "callers", "Riding schools, show jumpers."),
        (_TITLED, "greeting", "Lowmoor, what has come undone?"),
        (_NESTED, "name", "Halden Ferries"),
        (_NESTED, "callers", "Islanders, day trippers"),
        (_NESTED, "greeting", "Halden Ferries, where to?"),
    ],
)
def test_labels_of_any_make_tell_their_slots(text: str, slot: str, value: object) -> None:
    assert _told(text)[slot] == value


def test_rules_below_a_title_and_facts_below_a_bullet_end_with_their_list() -> None:
    assert [rule["to"] for rule in _told(_TITLED)["handover"]] == ["Petra, 01632 960111", "the trade counter"]
    assert [fact["text"] for fact in _told(_NESTED)["facts"]] == ["dogs travel free", "the bar shuts at nine"]


@pytest.mark.parametrize(
    ("text", "callers"),
    [
        ("Book a table: name and date. Walkers mostly, and coach parties.", "Walkers mostly, and coach parties"),
        ("They order flowers. Brides, their mums, and the odd funeral director.", "Brides, their mums"),
        ("Reorder filters. Landlords and letting agents.", "Landlords and letting agents"),
        ("Tenants. They report a leak.", "Tenants"),
        ("Check opening times, ask about prices. Teenagers and their parents.", "Teenagers and their parents"),
        ("Order a cake. Regulars, a couple of cafés we supply.", "Regulars, a couple of cafés we supply"),
        ("Farmers who need parts in a hurry, plus a few hobby gardeners", "Farmers who need parts in a hurry"),
    ],
)
def test_people_named_without_a_verb_are_the_callers_asked_for(text: str, callers: str) -> None:
    assert _told(text, "goals", "callers")["callers"].startswith(callers)


@pytest.mark.parametrize("where", ["wherever I don't have an answer", "where I say nothing", "if I forget something"])
def test_judgement_for_what_is_not_known_does_not_end_the_questions(where: str) -> None:
    told = understand(f"A bot for our phone line at Reed & Rush Dyers. Use your best judgement {where}.", BuildState())
    assert all(each.op.value != "use_defaults" for each in told.operations)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Anything about glazing is my cousin Rafe.", "cousin Rafe"),
        ("Wholesale enquiries are Petra's thing.", "Petra"),
        ("For a rebate please connect Mr. Osei in accounts.", "Mr. Osei in accounts"),
        ("Refunds are Lena in accounts, 01632 960222.", "Lena in accounts, 01632 960222"),
        ("Deliveries are the depot.", "the depot"),
        ("Broken locks is the caretaker, ext 12", "the caretaker, ext 12"),
        ("Pallet returns are our parts counter.", "parts counter"),
    ],
)
def test_whoever_a_case_simply_is_takes_it_over(text: str, to: str) -> None:
    assert [rule["to"] for rule in _told(text, "handover")["handover"]] == [to]
