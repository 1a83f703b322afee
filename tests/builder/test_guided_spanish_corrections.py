"""Spanish corrections: what goes, what comes in its place, what joins, in the many ways in which people say it."""

from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot, SlotStatus
from parley.builder.apply import apply
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Stage

VALUES: dict[str, Any] = {
    "channel": "voice",
    "tone": ["formal"],
    "languages": ["es", "en"],
    "goals": [{"name": "Reservar pistas", "description": "", "collect": ["name", "phone_number", "email"]}],
}


def told(message: str, **values: Any) -> dict[str, Any]:
    """The brief's values after a message, in the midst of a Spanish conversation."""
    brief = Brief()
    for slot, value in (VALUES | values).items():
        brief = brief.holding(slot, Slot[Any](value=value, status=SlotStatus.STATED))
    state = BuildState(stage=Stage.COLLECTING_BASICS, turn=3, brief=brief, language="es")
    after = apply(state, understand(message, state).operations).brief
    return {slot: held["value"] for slot, held in after.model_dump(mode="json").items() if held}


@pytest.mark.parametrize(
    ("message", "data"),
    [
        ("El correo ahórratelo, que nadie lo lee.", "name phone_number"),
        ("Preferimos prescindir del correo.", "name phone_number"),
        ("El correo no lo ocupamos, con el teléfono alcanza.", "name phone_number"),
        ("Que no pregunte el correo, no sirve de nada.", "name phone_number"),
        ("No hace falta el correo.", "name phone_number"),
        ("Cambien correo por dirección.", "name phone_number address"),
        ("Correo no, dirección.", "name phone_number address"),
        ("Donde dije correo, léase dirección.", "name phone_number address"),
        ("He puesto correo y quería decir dirección.", "name phone_number address"),
        ("Que sea la dirección lo que pida y ya no el correo.", "name phone_number address"),
        ("Quita lo de pedir el correo para apuntarse a un curso.", "name phone_number"),
        ("Que tome nada más el nombre y el teléfono.", "name phone_number"),
        ("Añade a los datos la fecha de nacimiento.", "name phone_number email date_of_birth"),
        ("Se me pasó: agregá la patente.", "name phone_number email license_plate"),
        ("Por teléfono nos llaman muchos, por favor.", "name phone_number email"),
    ],
)
def test_data_go_come_and_join(message: str, data: str) -> None:
    assert told(message)["goals"][0]["collect"] == data.split()


@pytest.mark.parametrize(
    ("message", "tone"),
    [
        ("Lo de formal era broma, ponele relajado.", ["relajado"]),
        ("Formal suena a teatro. Sereno.", ["sereno"]),
        ("Formal no, cercano.", ["cercano"]),
        ("Que no sea tan formal; algo más cercano.", ["cercano"]),
        ("Cambia el tono a cálido.", ["cálido"]),
        ("Mejor amable que formal.", ["amable"]),
        ("Y que también sea paciente.", ["formal", "paciente"]),
    ],
)
def test_a_tone_takes_the_place_of_the_one_that_is_spoken_of(message: str, tone: list[str]) -> None:
    assert told(message)["tone"] == tone


@pytest.mark.parametrize(
    ("message", "languages"),
    [
        ("Inglés no, catalán.", ["es", "ca"]),
        ("Lo del inglés era un farol; pon gallego.", ["es", "gl"]),
        ("Solo español, el inglés lo dejamos para otro año.", ["es"]),
        ("Se me olvidó el alemán.", ["es", "en", "de"]),
    ],
)
def test_languages_go_come_and_join(message: str, languages: list[str]) -> None:
    assert told(message)["languages"] == languages


@pytest.mark.parametrize(
    ("message", "held", "channel"),
    [
        ("Pensándolo bien, que sea un chat en la web.", "voice", "chat"),
        ("Al final mejor por chat que por teléfono.", "voice", "chat"),
        ("Lo quiero por WhatsApp, no por teléfono.", "voice", "chat"),
        ("De momento solo chat en la web, el teléfono queda para otro año.", "both", "chat"),
        ("El chat lo dejamos para más adelante.", "both", "voice"),
        ("Que atienda también por chat.", "voice", "both"),
    ],
)
def test_another_channel_is_told(message: str, held: str, channel: str) -> None:
    assert told(message, channel=held)["channel"] == channel


HELD: dict[str, Any] = {
    "greeting": "Hola, soy Nube",
    "closing": "Hasta pronto",
    "scope_dont": ["hablar de precios", "dar consejos médicos"],
    "hours": "de lunes a sábado de 9 a 20 y los domingos de 8 a 13",
    "facts": [
        {"topic": "visita", "text": "La visita cuesta 60 soles"},
        {"topic": "oficina", "text": "La oficina está en la calle Mayor 14"},
    ],
    "handover": [
        {"when": "consultas de nóminas", "to": "Rocío, extensión 12"},
        {"when": "consultas de impuestos", "to": "Manuel, extensión 15"},
    ],
}


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("Puse al revés el saludo y la despedida.", "closing", "Hola, soy Nube"),
        ("El saludo asusta, pon: Bienvenido, ¿qué necesitas?", "greeting", "Bienvenido, ¿qué necesitas?"),
        ("Esa regla de no hablar de precios la vamos a quitar.", "scope_dont", ["dar consejos médicos"]),
        ("Pensándolo bien, sí puede hablar de precios.", "scope_dont", ["dar consejos médicos"]),
        ("Los domingos ya no abrimos.", "hours", "de lunes a sábado de 9 a 20"),
        (
            "Los domingos bajamos la persiana antes, así que de 8 a 12.",
            "hours",
            "de lunes a sábado de 9 a 20 y los domingos de 8 a 12",
        ),
        (
            "Los sábados solo por la mañana, de 9 a 13.",
            "hours",
            "de lunes a viernes de 9 a 20 y los domingos de 8 a 13, sábados de 9 a 13",
        ),
    ],
)
def test_what_is_held_is_told_anew_or_taken_back(message: str, slot: str, value: Any) -> None:
    assert told(message, **HELD)[slot] == value


@pytest.mark.parametrize(
    ("message", "fact"),
    [
        ("Ese 14 de la calle Mayor es un 41.", "La oficina está en la calle Mayor 41"),
        (
            "La oficina nos la han trasladado, ahora cae en la avenida Sol 3.",
            "La oficina ahora cae en la avenida Sol 3",
        ),
        ("Nos mudamos: la oficina está en la plaza Nueva 2.", "La oficina está en la plaza Nueva 2"),
        ("Lo de la visita, que sean 75 soles.", "La visita cuesta 75 soles"),
        ("La visita ahora es gratis.", "La visita ahora es gratis"),
    ],
)
def test_a_fact_gives_way_to_what_is_said_of_the_same_thing(message: str, fact: str) -> None:
    facts = [each["text"] for each in told(message, **HELD)["facts"]]
    assert fact in facts
    assert len(facts) == len(HELD["facts"])


def test_two_extensions_change_places() -> None:
    rules = told("Las extensiones de Rocío y de Manuel están intercambiadas.", **HELD)["handover"]
    assert [rule["to"] for rule in rules] == ["Rocío, extensión 15", "Manuel, extensión 12"]


@pytest.mark.parametrize(
    "message",
    [
        "Dejá afuera lo del club de lectura, este año no lo damos.",
        "Al club de lectura hay que venir al mostrador. Retira ese trámite, por favor.",
        "Ya no hacemos lo del club de lectura.",
    ],
)
def test_a_task_is_taken_back_by_its_words(message: str) -> None:
    goals = [
        {"name": "Renovar préstamos", "description": "", "collect": ["name"]},
        {"name": "Inscribirse en el club de lectura", "description": "", "collect": []},
    ]
    assert [goal["name"] for goal in told(message, goals=goals)["goals"]] == ["Renovar préstamos"]


@pytest.mark.parametrize(
    "message", ["Sacar una foto es gratis.", "Si la oficina está cerrada, pásalo a Rocío.", "El teléfono suena mucho."]
)
def test_what_corrects_nothing_changes_nothing_held(message: str) -> None:
    after = told(message, **HELD)
    assert after["goals"] == VALUES["goals"]
    assert after["facts"][:2] == HELD["facts"]


def test_a_number_called_the_right_one_takes_the_place_of_the_one_before_it() -> None:
    message = "Si hay una avería, a Bruno, 600 555 014. Ese es el móvil viejo, el que sirve es 600 555 027."
    assert told(message)["handover"] == [{"when": "hay una avería", "to": "Bruno, 600 555 027"}]
