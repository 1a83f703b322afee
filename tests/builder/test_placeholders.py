"""What the catalogue only stands in for goes when the user's own tool does the same; nothing else goes."""

from typing import Any

import pytest

from parley.agents.schemas import ToolKind, ToolSpec
from parley.builder import apply, propose
from parley.builder.imports import choosing, merging
from parley.builder.imports.choosing import Verdict
from parley.builder.phrases import SPOKEN
from parley.builder.schemas import ProposalStatus
from parley.builder.workflow import placeholders
from parley.builder.workflow.synthesis import synthesise
from parley.tools.service import catalogue
from tests.builder.cases import state
from tests.tools.openapi.samples import body, source

_RETURN = body(
    {
        "type": "object",
        "properties": {"order_number": {"type": "string"}, "reason": {"type": "string"}},
        "required": ["order_number", "reason"],
    }
)
SHOP: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://shop.example"}],
    "paths": {
        "/orders/{number}": {"get": {"operationId": "getOrder", "summary": "Get an order", "responses": {}}},
        "/returns": {"post": {"operationId": "openReturn", "summary": "Open a return", **_RETURN, "responses": {}}},
    },
}
WISHES = ["check where an order is", "start a return"]


def held(*entries: str) -> list[ToolSpec]:
    return [tool.model_copy(update={"catalogue_id": entry}) for entry in entries for tool in catalogue()[entry].tools]


def own(name: str, *, writes: bool, takes: str = "number") -> ToolSpec:
    item = {"name": takes, "type": "string", "description": "x", "source": "caller"}
    return ToolSpec.model_validate(
        {
            "name": name,
            "kind": ToolKind.WEBHOOK,
            "title": name,
            "description": "x",
            "url": "https://shop.example/x",
            "method": "POST" if writes else "GET",
            "writes": writes,
            "parameters": [item] if takes else [],
        }
    )


def test_imported_tools_take_the_places_of_placeholders_and_the_workflow_calls_them_alone() -> None:
    before = state("order-support").model_copy(update={"tools": held("order_lookup", "return_request")})
    found = source(SHOP)
    taken = merging.change(choosing.make(found, choosing.shortlists(found, WISHES), Verdict()))(before)
    assert [tool.name for tool in taken.state.tools] == ["get_order", "open_return"]
    assert "“Get an order” takes the place of “Look up an order”." in taken.understanding.answer
    assert "“Open a return” takes the place of “Register a return”." in taken.understanding.answer
    called, once = ([node.tool for node in synthesise(each).nodes if node.tool] for each in (taken.state, before))
    assert set(called) == {"get_order", "open_return"}
    assert called.count("open_return") == once.count("return_register")


@pytest.mark.parametrize("language", [language for language in SPOKEN if language != "en"])
def test_taken_places_are_told_in_the_language_of_the_conversation(language: str) -> None:
    before = state("order-support").model_copy(update={"tools": held("order_lookup"), "language": language})
    found = source(SHOP)
    taken = merging.change(choosing.make(found, choosing.shortlists(found, WISHES[:1]), Verdict()))(before)
    assert "takes the place" not in taken.understanding.answer
    assert "Get an order" in taken.understanding.answer.splitlines()[-1]


@pytest.mark.parametrize(
    ("entry", "tool"),
    [
        ("order_lookup", own("create_order", writes=True)),
        ("order_lookup", own("list_orders", writes=False, takes="")),
        ("return_request", own("create_order", writes=True)),
        ("order_lookup", own("get_return", writes=False)),
        ("appointment_system", own("create_invoice", writes=True)),
        ("twilio_sms", own("send_email", writes=True)),
    ],
)
def test_a_tool_that_does_something_else_leaves_the_placeholder(entry: str, tool: ToolSpec) -> None:
    assert placeholders.replaced(held(entry), [tool]) == {}


@pytest.mark.parametrize(
    ("entry", "name", "tool"),
    [
        ("claims_system", "claim_register", own("create_claim", writes=True)),
        ("customer_lookup", "customer_lookup", own("get_customer", writes=False)),
        ("appointment_system", "appointment_book", own("create_appointment", writes=True)),
        ("appointment_system", "appointment_cancel", own("cancel_booking", writes=True)),
        ("appointment_system", "appointment_find_slots", own("get_available_slots", writes=False)),
    ],
)
def test_a_tool_that_does_the_same_replaces_only_its_placeholder(entry: str, name: str, tool: ToolSpec) -> None:
    assert list(placeholders.replaced(held(entry), [tool])) == [name]


def test_a_placeholder_that_was_given_an_address_or_edited_stays() -> None:
    [plain] = held("order_lookup")
    for update in ({"url": "https://own.example/o"}, {"description": "Mine."}, {"catalogue_id": None}):
        assert placeholders.replaced([plain.model_copy(update=update)], [own("get_order", writes=False)]) == {}


def test_an_integration_taken_out_by_hand_is_not_offered_again() -> None:
    before = state("order-support").model_copy(update={"tools": held("order_lookup"), "are_tools_settled": False})
    before = before.model_copy(update={"proposals": propose.propose(before)})
    after = apply.with_tools(before, [])
    assert not after.are_tools_settled
    offered = {each.catalogue_id: each.status for each in propose.propose(after)}
    assert offered["order_lookup"] is ProposalStatus.REJECTED
    assert offered["return_request"] is ProposalStatus.OFFERED


def test_an_integration_that_the_users_own_tools_stand_for_is_not_offered() -> None:
    before = state("order-support").model_copy(update={"tools": [own("get_order", writes=False)]})
    assert "order_lookup" not in {each.catalogue_id for each in propose.propose(before)}
