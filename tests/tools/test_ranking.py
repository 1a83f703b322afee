"""Plain words find the operation that a person would pick, with the reasons told."""

import pytest

from parley.tools.candidates import Action, Candidate, Point
from parley.tools.ranking import Ranking
from parley.tools.wishes import read
from tests.tools.openapi.samples import SHOP, source

SHOP_WISHES = {
    "place an order": "POST /orders",
    "take orders": "POST /orders",
    "where is my order": "GET /orders/{order_id}",
    "look up an order by its number": "GET /orders/{order_id}",
    "show all orders": "GET /orders",
    "cancel an order": "DELETE /orders/{order_id}",
}


@pytest.mark.parametrize("wish", SHOP_WISHES)
def test_words_lead_to_the_operation(wish: str) -> None:
    best = Ranking(source(SHOP).candidates).best(wish, 5)
    assert best[0].candidate.key == SHOP_WISHES[wish]
    assert best[0].is_fit
    assert any("order" in word for word in best[0].reasons.shared)


def test_what_shares_no_word_is_not_fit() -> None:
    ranking = Ranking(source(SHOP).candidates)
    assert not any(one.is_fit for one in ranking.best("tell them the opening hours", 5))
    assert ranking.best("🦜", 5) == []
    assert ranking.best("", 5) == []


def test_plain_operation_comes_before_the_exotic_and_the_deprecated() -> None:
    ranking = Ranking(
        [
            Candidate("a", "orders_import", "Create an order import report", action=Action.CREATE, things=("imports",)),
            Candidate("b", "old", "Create an order", action=Action.CREATE, things=("orders",), deprecated=True),
            Candidate("c", "new", "Create an order", action=Action.CREATE, things=("orders",)),
        ]
    )
    assert [one.candidate.key for one in ranking.best("new order", 3)] == ["c", "b", "a"]
    assert Point.DEPRECATED in ranking.best("new order", 3)[1].reasons.points


def test_nothing_to_rank_is_no_fault() -> None:
    assert Ranking([]).best("an order", 5) == []
    assert Ranking([Candidate("a", "", "")]).best("an order", 5) == []


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("close an issue", {Action.UPDATE}),
        ("issue a refund", {Action.CREATE}),
        ("which files were changed", {Action.LIST}),
        ("remove a label", {Action.DELETE}),
        ("ticket", set()),
    ],
)
def test_verbs_say_the_action(text: str, actions: set[Action]) -> None:
    assert read(text).actions == actions
