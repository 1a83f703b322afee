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
