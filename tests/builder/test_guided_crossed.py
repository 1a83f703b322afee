"""Two values that stood the wrong way round change places."""

import pytest

from tests.builder.test_guided_restated import told

PRICES = [
    {"topic": "Wash", "text": "A wash is £12"},
    {"topic": "Wax", "text": "A wax costs £30"},
    {"topic": "Valet", "text": "A valet takes two hours"},
]
RULES = [
    {"when": "there is a leak", "to": "Norma, 01632 960411"},
    {"when": "the caller disputes an invoice", "to": "Pete, 01632 960522"},
]


@pytest.mark.parametrize(
    "message",
    [
        "Those two prices are the wrong way round.",
        "I mixed the two prices up, sorry.",
        "Swap the prices for the wash and the wax.",
        "The wash and the wax are back to front: the wash is £30, the wax £12.",
    ],
)
def test_two_prices_change_places(message: str) -> None:
    texts = [fact["text"] for fact in told(message, facts=PRICES)["facts"]]
    assert texts == ["A wash is £30", "A wax costs £12", "A valet takes two hours"]


@pytest.mark.parametrize(
    ("message", "to"),
    [
        ("Norma and Pete have swapped jobs.", ["Pete, 01632 960522", "Norma, 01632 960411"]),
        ("Their numbers want swapping. She's 0522, he's 0411.", ["Norma, 01632 960522", "Pete, 01632 960411"]),
        ("I muddled the two numbers. Swap them.", ["Norma, 01632 960522", "Pete, 01632 960411"]),
    ],
)
def test_two_receivers_or_their_numbers_change_places(message: str, to: list[str]) -> None:
    assert [rule["to"] for rule in told(message, handover=RULES)["handover"]] == to
