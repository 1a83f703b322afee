"""A hand-over's person and number are replaced in whatever words another one is named."""

import pytest

from tests.builder.test_guided_restated import told

RULES = [
    {"when": "there is a leak", "to": "Norma, 01632 960411"},
    {"when": "the caller disputes an invoice", "to": "Pete, 01632 960522"},
]
ONE = [{"when": "the caller has a complaint", "to": "our manager Oona, 01632 960733"}]


@pytest.mark.parametrize(
    ("message", "to"),
    [
        ("Norma has retired. It's Yusuf who sees to leaks, same number.", "Yusuf, 01632 960411"),
        ("Yusuf has taken over from Norma.", "Yusuf"),
        ("Could you put Yusuf where I had Norma?", "Yusuf"),
        ("Norma's off to Lisbon, so give them Yusuf, 01632 960499.", "Yusuf, 01632 960499"),
        ("norma out, yusuf in. number stays", "yusuf, 01632 960411"),
        ("For leaks it's Yusuf now, on 01632 960499.", "Yusuf, 01632 960499"),
        ("01632 960414 is the right one for Norma.", "Norma, 01632 960414"),
        ("The first number is wrong, it's 01632 960499.", "Norma, 01632 960499"),
        ("I got Norma's number wrong. It ends in 418.", "Norma, 01632 960418"),
        ("Norma hat aufgehört, das macht jetzt Yusuf, Nummer bleibt.", "Yusuf, 01632 960411"),
    ],
)
def test_another_takes_over_the_first_rule(message: str, to: str) -> None:
    assert told(message, handover=RULES)["handover"] == [{**RULES[0], "to": to}, RULES[1]]


@pytest.mark.parametrize(
    "message",
    [
        "If Norma is away, Yusuf can take a message.",
        "Norma says thank you.",
        "Our prices went up in March, says Barbara.",
        "The workshop is at 14 Yusuf Street now.",
    ],
)
def test_others_who_are_named_take_over_nothing(message: str) -> None:
    assert told(message, handover=RULES)["handover"] == RULES


def test_digits_changed_about_are_a_held_number() -> None:
    changed = told("01632 960737 for me. I always mix up the last two.", handover=ONE)["handover"]
    assert [rule["to"] for rule in changed] == ["our manager Oona, 01632 960737"]
