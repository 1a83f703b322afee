"""Another name of the business and another place take the place of those held, in whatever words they are told."""

import pytest

from tests.builder.test_guided_restated import told

FACTS = [
    {"topic": "We're at 8 Quay Street", "text": "We're at 8 Quay Street"},
    {"topic": "Lessons", "text": "Lessons are on Mondays at 6.30 in the old library"},
    {"topic": "Hire", "text": "Hire costs £9"},
]


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("We've rebranded, it's Pebble Framing now.", "Pebble Framing"),
        ("I spelled our name wrong, it's Pebbel Frames.", "Pebbel Frames"),
        ("We're Pebble & Daughter these days, I should have changed that.", "Pebble & Daughter"),
        ("Call us Quayside Frames, the old name's gone.", "Quayside Frames"),
        ("Pebble has changed its till system.", "Pebble Frames"),
        ("We have moved to Pebble Lane.", "Pebble Frames"),
    ],
)
def test_another_name_of_the_business(message: str, name: str) -> None:
    assert told(message, name="Pebble Frames")["name"] == name


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("We've moved to 3 Mill Road.", ["We're at 3 Mill Road", FACTS[1]["text"]]),
        ("Quay Street was our old place. We're at 3 Mill Road now.", ["We're at 3 Mill Road", FACTS[1]["text"]]),
        (
            "The roof fell in, so it changed: lessons are in the chapel.",
            [FACTS[0]["text"], "Lessons are on Mondays at 6.30 in the chapel"],
        ),
    ],
)
def test_another_place_for_the_same_thing(message: str, texts: list[str]) -> None:
    assert [fact["text"] for fact in told(message, facts=FACTS)["facts"]][:2] == texts
