"""What the business is called, told in any place and any way; capitals that name something else."""

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage


def _name(message: str, state: BuildState | None = None) -> str | None:
    operations = understand(message, state or BuildState()).operations
    return next((each.value for each in operations if each.path == "/brief/name"), None)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Grubb & Sons here, we do boilers and need help with the phone.", "Grubb & Sons"),
        ("We trade as Northern Lights and fit kitchens. A phone bot, please.", "Northern Lights"),
        ("Peartree House is a care home near Ely and we want a phone agent.", "Peartree House"),
        ("I manage The Old Forge, a pub in Kent. People ring for tables.", "The Old Forge"),
        ("I'm the practice manager at Elm Street Dental and I'd like a chatbot.", "Elm Street Dental"),
        ("Hi, head of sales at Lumio here. We want a chat agent.", "Lumio"),
        ("My name is Priya and I run Lotus Yoga. It should book classes.", "Lotus Yoga"),
        ("Kettlewell's wants a robot that answers calls about sofas.", "Kettlewell's"),
        ("Our company, Vantage Freight, ships pallets. We need a hotline.", "Vantage Freight"),
        ("So I've got this wee bakery, Crumbs, up in Inverness, and the phone never stops.", "Crumbs"),
        ("My dog walking business is Happy Tails. I want a bot.", "Happy Tails"),
        ("We're a pizza place, Tony's, in Boston and need a phone agent.", "Tony's"),
        ("I shoe horses, Ironclad Farriers. A phone agent to book visits.", "Ironclad Farriers"),
        ("Harbour Lock & Key, Hull. I need something to answer our phone.", "Harbour Lock & Key"),
        ("Hi, I need a phone agent. It books cars in.\n\nBest,\nTom Baker\nBaker Motors Ltd", "Baker Motors Ltd"),
        ("It answers for The Book Nook (we sell second-hand books).", "The Book Nook"),
    ],
)
def test_name_is_found_where_it_stands(message: str, name: str) -> None:
    assert _name(message) == name


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("hi this is dave from brightside windows and we need a phone bot", "brightside windows"),
        ("hiya we run a little cake shop called sweet dreams in york and need help with calls", "sweet dreams"),
        ("the shop's name is needle and thread and we alter clothes", "needle and thread"),
    ],
)
def test_name_in_small_letters(message: str, name: str) -> None:
    assert _name(message) == name


@pytest.mark.parametrize(
    "message",
    [
        "I'm Priya Shah, and I need a phone agent for my salon.",
        "We use Google Calendar and HubSpot. We are open Monday to Friday in New York.",
        "I need an agent for a hotel in San Francisco that takes bookings. Guests mostly call from New York.",
        "Put urgent calls through to Maria Lopez on 0161 555 0101.",
        "Complaints go to Mrs Harris.",
        "I need it to book Pilates and Yoga classes, and tell people about the Summer Camp.",
        "Hello, my name's Anne Marie and I'm a florist in Kings Lynn.",
        "WHAT WE WANT\nA phone agent that takes orders.",
    ],
)
def test_other_capitals_name_no_business(message: str) -> None:
    assert _name(message) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Good day, Marlow Motors, what can we do for you?", "Marlow Motors"),
        ("Thanks for calling Barrow and Sons, how can I help?", "Barrow and Sons"),
        ("Hi there, Juniper here, what can I get you?", "Juniper"),
        ("Hello! How can I help you today?", None),
    ],
)
def test_greeting_tells_the_name(line: str, name: str | None) -> None:
    state = BuildState(stage=Stage.COLLECTING_BASICS, question=Question(path="/brief/greeting", text="?"), turn=3)
    assert _name(line, state) == name
