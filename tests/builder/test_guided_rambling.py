"""Rambling briefs: what is said in passing is no goal, and a goal's words end where its owner digresses."""

import pytest

from parley.builder.guided import understand
from parley.builder.schemas import BuildState


def told(text: str) -> dict[str, object]:
    """What a first message gives, by slot."""
    operations = understand(text, BuildState(turn=1)).operations
    return {operation.path.removeprefix("/brief/"): operation.value for operation in operations}


def goals(text: str) -> dict[str, list[str]]:
    """The goals of a first message with their data."""
    return {goal["name"]: goal["collect"] for goal in told(text).get("goals") or []}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "We would like something that picks up, and maybe answers the chat.",
        "Ask for the day, drop-off or waiting, and check the postcode and mileage.",
        "It should take them off the mailing list.",
        "The agent should confirm the name and address.",
    ],
)
def test_words_in_passing_are_no_goals(text: str) -> None:
    assert goals(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Customers want to book a haircut, so you'd need the day.",
        "The agent should book a haircut if they want, and nothing else.",
        "It should book a haircut and maybe more.",
    ],
)
def test_goal_ends_where_its_owner_digresses(text: str) -> None:
    assert list(goals(text)) == ["Book a haircut"]


def test_each_of_a_series_of_verbs_keeps_its_own_brackets() -> None:
    text = "It should log parking complaints (name, address, problem), and record notice to quit (name, leaving date)."
    assert goals(text) == {
        "Log parking complaints": ["name", "address", "problem"],
        "Record notice to quit": ["name", "leaving_date"],
    }


def test_needs_of_callers_are_goals_and_labels_bring_their_data() -> None:
    text = (
        "Customers either have a breakdown (flat tyre), want a roof inspection, or are chasing an invoice. "
        "Breakdown: name, phone number, is the car off the road. Roof inspection: name, postcode, preferred day."
    )
    found = goals(text)
    assert list(found) == ["Report a breakdown", "Book a roof inspection", "Check on an invoice"]
    assert found["Book a roof inspection"] == ["name", "postcode", "preferred_day"]
    assert found["Report a breakdown"][:2] == ["name", "phone_number"]


def test_one_stands_for_what_was_named_before() -> None:
    text = (
        "People want to book a lesson, so we need the date and the dog's name, "
        "or they want to move one, which just needs surname and date."
    )
    assert goals(text) == {"Book a lesson": ["date", "dog_name"], "Move a lesson": ["surname", "date"]}


def test_people_who_want_an_answer_give_no_goal() -> None:
    assert goals("Customers want an answer, or need a person. Guests have a dog.") == {}


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        (
            "So we run a riding stables down near Exeter, Oakfield, my uncle began it, and the trouble is nobody hears "
            "the phone while we are out in the fields with the horses, so what I'd like is something to help.",
            "Agent for Oakfield, a riding stables down near Exeter.",
        ),
        (
            "Phone agent for Pike & Daughters, roofing and heating, Hull. It books a roof inspection.",
            "Phone agent for Pike & Daughters, roofing and heating, that books a roof inspection.",
        ),
    ],
)
def test_purpose_keeps_the_business_and_leaves_the_story(text: str, purpose: str) -> None:
    assert told(text)["purpose"] == purpose


def test_name_language_and_kind_are_read_from_plain_remarks() -> None:
    found = told(
        "We need an assistant, Olwen, for our shop. It rings people whose rental is due. Irish, Welsh are needed."
    )
    assert (found["name"], found["languages"], found["kind"]) == ("Olwen", ["ga", "cy"], "reminder")


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("Warm but not soppy.", "tone", ["warm", "not soppy"]),
        ("Calm, southern, not robotic.", "tone", ["natural", "calm", "southern"]),
        ("It mustn't promise delivery dates, we're a small shop.", "scope_dont", ["promise delivery dates"]),
        ("No guessing delivery dates either.", "scope_dont", ["guess delivery dates"]),
        ("No comments on anyone's clothes, ever.", "scope_dont", ["make comments on anyone's clothes"]),
        ("Don't let it sell wine, people dislike that.", "scope_dont", ["sell wine"]),
    ],
)
def test_short_remarks_are_read_without_their_trailers(text: str, slot: str, expected: list[str]) -> None:
    assert told(f"We need a phone agent that books tables. {text}")[slot] == expected


def test_state_of_the_business_is_no_rule() -> None:
    assert "constraints" not in told("It books tables. We're always full.")


@pytest.mark.parametrize(
    ("text", "when", "to"),
    [
        ("If somebody fell or is in tears, please bring me in, I'm Tom!", "somebody fell or is in tears", "Tom"),
        ("If they ask about a refund get Rosa, the bookkeeper.", "callers ask about a refund", "Rosa, the bookkeeper"),
        (
            "Anything about a lost dog goes straight to my husband Lee.",
            "it is anything about a lost dog",
            "husband Lee",
        ),
        (
            "Smell of smoke: tell them to leave the building, then put them through to Omar, our caretaker.",
            "the call is about smell of smoke",
            "Omar, caretaker",
        ),
    ],
)
def test_person_named_in_passing_is_whom_callers_go_to(text: str, when: str, to: str) -> None:
    assert told(f"We need a phone agent that books tables. {text}")["handover"] == [{"when": when, "to": to}]


def test_how_it_went_opens_a_survey() -> None:
    text = "She'd ask how it went: a score out of five, which guide they had, what they enjoyed, anything to improve."
    assert goals(text) == {"Answer the survey": ["score_out_of_five", "guide", "liked_most", "suggestions"]}


def test_wish_is_no_part_of_the_role() -> None:
    text = "We require an assistant for Linden Lettings, a letting company, on the phone. It should book a viewing."
    assert str(told(text)["purpose"]).startswith("Assistant for Linden Lettings")


def test_unknown_product_leads_to_the_entry_of_what_it_keeps() -> None:
    text = "We need a phone agent that answers questions about prices. Bookings live in Zorblat Desk."
    paths = {operation.path for operation in understand(text, BuildState(turn=1)).operations}
    assert "/tools/appointment_system" in paths


def test_sentence_broken_by_a_mail_program_is_read_whole_and_quoted_as_sent() -> None:
    text = (
        "Hello, we would like an agent for our telephone line. It must not give out any\n"
        "> medical advice under any circumstances and it must not take\n> payments."
    )
    found = {op.path: op for op in understand(text, BuildState()).operations}["/brief/scope_dont"]
    assert found.value == ["give out any medical advice under any circumstances", "take payments"]
    assert found.evidence in text
