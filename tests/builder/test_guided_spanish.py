"""Spanish in the guided engine: each rule family with wordings of its own, from Spain and Latin America."""

from typing import Any

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage


def told(message: str, asked: str = "") -> dict[str, Any]:
    """What a message gives by slot; lists of goals, rules and facts as plain pairs."""
    state = BuildState()
    if asked:
        question = Question(path=f"/brief/{asked}", text="?")
        state = BuildState(stage=Stage.COLLECTING_BASICS, turn=2, language="es", question=question)
    operations = understand(message, state).operations
    return {each.path.removeprefix("/brief/"): _plain(each.value) for each in operations if each.path}


def _plain(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    items = [
        tuple(part for key, part in item.items() if key not in {"description", "topic"})
        if isinstance(item, dict)
        else item
        for item in value
    ]
    return [item[0] if isinstance(item, tuple) and len(item) == 1 else item for item in items]


@pytest.mark.parametrize(
    ("message", "goals"),
    [
        (
            "Reservar mesa: nombre, teléfono, día, hora y cuántos son",
            [("Reservar mesa", ["name", "phone_number", "date", "time", "party_size"])],
        ),
        (
            "Para sacar turno hay que pedir DNI, obra social y celular.",
            [("Sacar turno", ["id_number", "insurance", "phone_number"])],
        ),
        (
            "Pedir cita (nombre y móvil), anularla (número de reserva)",
            [("Pedir cita", ["name", "phone_number"]), ("Anular cita", ["booking_number"])],
        ),
        (
            "1) consultar un pedido con el número de pedido 2) devolver un producto: número de pedido y motivo",
            [("Consultar un pedido", ["order_number"]), ("Devolver un producto", ["order_number", "reason"])],
        ),
        (
            "Registrar una avería, con dirección y qué ha pasado; para contratar un plan, nombre y correo",
            [("Registrar una avería", ["address", "what_happened"]), ("Contratar un plan", ["name", "email"])],
        ),
    ],
)
def test_a_task_is_told_with_the_data_it_needs(message: str, goals: list[Any]) -> None:
    assert told(message, "goals")["goals"] == goals
