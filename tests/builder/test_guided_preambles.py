"""What people say before they come to the point is no purpose: greetings and remarks about the message."""

import pytest

from parley.builder.guided import preambles, understand
from parley.builder.schemas import BuildState


@pytest.mark.parametrize(
    ("message", "point"),
    [
        ("Good morning team, we need a bot for our shop.", "we need a bot for our shop."),
        ("Howdy! I run a bakery. I'd like an agent that takes orders.", "I'd like an agent that takes orders."),
        ("I'm just forwarding what my boss wrote. It should book tables.", "It should book tables."),
        ("Excuse the typos. A receptionist for a law firm", "A receptionist for a law firm"),
        ("Moin moin! Wir suchen einen Bot für die Werkstatt.", "Wir suchen einen Bot für die Werkstatt."),
        ("Guten Abend zusammen, ich hätte gern eine Telefonhilfe.", "ich hätte gern eine Telefonhilfe."),
        ("Hier kommt alles auf einmal. Der Agent soll Termine machen.", "Der Agent soll Termine machen."),
        ("Buenas tardes, queremos un asistente para la clínica.", "queremos un asistente para la clínica."),
        ("Hola, ¿qué tal? Buscamos un agente que venda entradas.", "Buscamos un agente que venda entradas."),
        ("喂，您好，我们想要一个订座的机器人。", "我们想要一个订座的机器人。"),
        ("Books rooms at a hotel on the coast.", "Books rooms at a hotel on the coast."),
        ("We are open to anything.\nWe want a\nphone agent.", "We want a\nphone agent."),
    ],
)
def test_a_text_begins_where_it_comes_to_the_point(message: str, point: str) -> None:
    assert preambles.without(message) == point


@pytest.mark.parametrize(
    "message", ["Moin.", "Good morning!", "Heya", "Guten Tag zusammen.", "Buenas.", "您好！", "Let me paste our notes."]
)
def test_a_greeting_alone_sets_no_purpose(message: str) -> None:
    found = understand(message, BuildState()).operations
    assert "/brief/purpose" not in {each.path for each in found}
