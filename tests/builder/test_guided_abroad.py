"""Briefs in German and Spanish: goals, data, hand-over, limits and purpose in the owner's own words."""

from typing import Any

import pytest

from parley.builder.guided import understand
from parley.builder.schemas import BuildState

SCHOOL = (
    "Wir sind die Sprachschule Lingua Viva in Hamburg und suchen einen Telefonassistenten. Er soll Fragen zu "
    "Kursen und Preisen beantworten, Interessenten für einen Test anmelden (Name, E-Mail, Sprache) "
    "und Teilnehmer krankmelden. Freundlich und geduldig. Bei Beschwerden soll er an Frau Petersen weiterleiten, "
    "+49 40 1234567. Er darf keine Rabatte zusagen."
)
TENANTS = (
    "Für unsere Hausverwaltung brauchen wir einen Sprachassistenten. Mieter rufen an, um Schäden zu melden, Termine "
    "zu vereinbaren oder nach der Abrechnung zu fragen. Bitte Name, Adresse und Wohnungsnummer aufnehmen. Bei "
    "Wasserschäden sofort zum Notdienst durchstellen (+49 40 5550199)."
)
VET = (
    "Tenemos una clínica veterinaria en Valencia, se llama Patitas. Queremos un agente de voz. Tiene que dar citas "
    "(nombre, especie y teléfono), cambiar o cancelar citas y responder preguntas sobre horarios. Trato cercano y "
    "tranquilo. Si es una urgencia debe pasar la llamada a la doctora Ferrer, +34 612 345 678. No debe dar consejos "
    "médicos ni recetar nada."
)


def brief(message: str) -> dict[str, Any]:
    """The slots a message gives to a new build."""
    return {operation.path[7:]: operation.value for operation in understand(message, BuildState()).operations}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            SCHOOL,
            {
                "Fragen zu Kursen und Preisen beantworten": [],
                "Interessenten für einen Test anmelden": ["name", "email", "language"],
                "Teilnehmer krankmelden": [],
            },
        ),
        (
            TENANTS,
            {
                "Schäden melden": ["name", "address", "apartment_number"],
                "Termine vereinbaren": ["name", "phone_number", "preferred_date"],
                "Fragen nach der Abrechnung beantworten": [],
            },
        ),
        (
            VET,
            {
                "Dar citas": ["name", "species", "phone_number"],
                "Cambiar citas": [],
                "Cancelar citas": [],
                "Responder preguntas sobre horarios": [],
            },
        ),
    ],
)
def test_goals_keep_the_owners_words(message: str, expected: dict[str, list[str]]) -> None:
    assert {goal["name"]: goal["collect"] for goal in brief(message)["goals"]} == expected


@pytest.mark.parametrize(
    ("message", "when", "to"),
    [
        (SCHOOL, "Beschwerden", "Frau Petersen, +49401234567"),
        (TENANTS, "Wasserschäden", "Notdienst, +49405550199"),
        (VET, "es una urgencia", "doctora Ferrer, +34612345678"),
    ],
)
def test_hand_over_has_its_case_and_number(message: str, when: str, to: str) -> None:
    assert brief(message)["handover"] == [{"when": when, "to": to}]


@pytest.mark.parametrize(
    ("message", "expected"),
    [(SCHOOL, ["Rabatte zusagen"]), (VET, ["dar consejos médicos", "recetar nada"])],
)
def test_limits_are_no_goals(message: str, expected: list[str]) -> None:
    assert brief(message)["scope_dont"] == expected


@pytest.mark.parametrize(
    ("message", "start"),
    [
        (SCHOOL, "Fragen zu Kursen und Preisen beantworten, Interessenten "),
        (TENANTS, "Sprachassistent: Schäden melden, "),
        (VET, "Agente de voz: dar citas, cambiar citas, "),
    ],
)
def test_purpose_says_what_it_does(message: str, start: str) -> None:
    assert brief(message)["purpose"].startswith(start)


def test_a_business_is_named_in_its_own_words() -> None:
    assert brief(SCHOOL)["name"] == "Sprachschule Lingua Viva"
    assert "name" not in brief(TENANTS)
    assert brief(VET)["name"] == "Patitas"


@pytest.mark.parametrize(
    ("message", "expected"), [(SCHOOL, ["friendly", "patient"]), (VET, ["cercano", "tranquilo"]), (TENANTS, None)]
)
def test_tone_is_read_where_it_opens_a_sentence(message: str, expected: list[str] | None) -> None:
    assert brief(message).get("tone") == expected
