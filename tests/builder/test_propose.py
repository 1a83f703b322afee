"""Which tools a brief makes us propose, with reasons, and which it does not."""

from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot
from parley.builder import propose
from parley.builder.schemas import BuildState, Proposal, ProposalStatus
from parley.tools import service


def state(*, evidence: str = "", **slots: Any) -> BuildState:
    """A build whose brief holds these values; `evidence` is what the goals rest on."""
    brief = Brief()
    for slot, value in slots.items():
        words = evidence if slot == "goals" else ""
        brief = brief.holding(slot, Slot[Any](value=value, evidence=words))
    return BuildState(brief=brief)


def goals(*names: str) -> list[dict[str, Any]]:
    """Goals by their names."""
    return [{"name": name} for name in names]


def proposed(built: BuildState) -> set[str]:
    """The ids on offer."""
    return {item.catalogue_id for item in propose.propose(built)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Book an appointment", {"google_calendar"}),
        ("Reserve a table", {"reservation_system"}),
        ("Check the status of an order", {"order_lookup"}),
        ("Track a parcel", {"shipment_tracking"}),
        ("Reset a password", {"password_reset"}),
        ("Qualify a lead", {"crm"}),
        ("Create a ticket", {"ticket_system"}),
        ("Register a return", {"return_request"}),
        ("Register for the newsletter", set()),
        ("Answer questions about the menu", set()),
        ("Recommend a wine", set()),
    ],
)
def test_a_goal_brings_the_tool_it_cannot_do_without(name: str, expected: set[str]) -> None:
    assert proposed(state(goals=goals(name), channel="chat")) == expected


@pytest.mark.parametrize(
    ("goal", "place", "expected"),
    [
        ("Take a booking", "", "google_calendar"),
        ("Handle bookings", "Phone agent for Fade Away, a barber shop.", "google_calendar"),
        ("Make a reservation", "Phone agent for a nail studio.", "google_calendar"),
        ("Manage reservations", "Receptionist for Lindenhof, a physiotherapy practice.", "google_calendar"),
        ("Buchungen annehmen", "Telefonassistent für einen Friseur.", "google_calendar"),
        ("Accept bookings", "Phone agent for a small bistro in Lyon.", "reservation_system"),
        ("Make a reservation", "", "reservation_system"),
        ("Reservierungen annehmen", "Telefonassistent für ein Restaurant.", "reservation_system"),
        ("Change a reservation", "Receptionist for Hotel Adler, a hotel in Bern.", "hotel_booking"),
    ],
)
def test_bookings_are_kept_where_the_business_keeps_its_own(goal: str, place: str, expected: str) -> None:
    slots = {"purpose": place} if place else {}
    assert proposed(state(goals=goals(goal), channel="chat", **slots)) == {expected}


def test_talk_about_bookings_needs_no_calendar() -> None:
    assert proposed(state(goals=goals("Answer questions about bookings"), channel="chat")) == set()


def test_a_product_the_user_named_serves_the_need_already() -> None:
    built = state(goals=goals("Book a demo"), channel="chat", evidence="books demos in Calendly")
    assert proposed(built) == {"calendly"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("opens tickets in ServiceNow and tells the status of a ticket", {"servicenow"}),
        ("saves each lead in our CRM, which is HubSpot", {"hubspot"}),
        ("books classes in Google Calendar", {"google_calendar"}),
    ],
)
def test_a_named_product_leaves_no_room_for_a_general_one_of_its_kind(words: str, expected: set[str]) -> None:
    assert proposed(state(goals=goals("Answer questions"), channel="chat", evidence=words)) == expected


def test_what_was_declined_is_not_proposed() -> None:
    built = state(goals=goals("Qualify a lead"), channel="chat", constraints=["No CRM, please"])
    assert "crm" not in proposed(built)


def test_a_phone_agent_can_hang_up_and_hand_over() -> None:
    built = state(channel="voice", handover=[{"when": "the caller is angry"}], languages=["en", "de"])
    assert proposed(built) == {"end_call", "transfer_to_number", "language_detection"}


def test_what_goes_to_a_mailbox_is_not_put_through() -> None:
    by_mail = {"when": "the caller is angry", "to": "support@pizza.example"}
    assert proposed(state(channel="voice", handover=[by_mail])) == {"end_call"}
    by_phone = {"when": "the oven is on fire", "to": "the owner, owner@pizza.example or +44 20 7946 0000"}
    [transfer] = [
        item
        for item in propose.propose(state(channel="voice", handover=[by_mail, by_phone]))
        if item.catalogue_id == "transfer_to_number"
    ]
    assert "the oven is on fire" in transfer.reason


def test_a_chat_agent_has_no_telephone_tools() -> None:
    assert proposed(state(channel="chat", handover=[{"when": "the caller is angry"}])) == set()


def test_every_proposal_exists_and_gives_a_reason_in_a_sentence() -> None:
    built = state(goals=goals("Book an appointment", "Qualify a lead", "Track a parcel"), channel="voice")
    for item in propose.propose(built):
        assert service.entry(item.catalogue_id) is not None
        assert item.reason.endswith(".")


def test_decisions_stay_as_they_were_made() -> None:
    refused = Proposal(catalogue_id="google_calendar", title="x", reason="y", status=ProposalStatus.REJECTED)
    taken = Proposal(catalogue_id="slack", title="x", reason="y", status=ProposalStatus.ACCEPTED)
    built = state(goals=goals("Book an appointment"), channel="chat").model_copy(update={"proposals": [refused, taken]})
    assert propose.propose(built) == [refused, taken]


def test_never_more_than_eight_are_open() -> None:
    names = [
        "Book an appointment",
        "Reserve a table",
        "Check the status of an order",
        "Track a parcel",
        "Qualify a lead",
        "Reset a password",
        "Create a ticket",
        "Take a message",
        "Pay an invoice",
    ]
    built = state(goals=goals(*names), channel="voice", handover=[{"when": "asked"}], languages=["en", "de"])
    assert len(propose.propose(built)) <= 8


def test_the_business_is_no_tool_of_its_own() -> None:
    assert propose.propose(state(purpose="Voice agent for Cargowise Cloud, a software company.", channel="chat")) == []
