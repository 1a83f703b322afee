"""Spanish as owners tell what their agent has to do: orders, what is enough, abbreviations, things of any trade."""

from functools import partial
from typing import Any

import pytest

from tests.builder import telling

told = partial(telling.told, language="es")


@pytest.mark.parametrize(
    ("message", "goals"),
    [
        (
            "También tiene que decirle a la gente si su ropa está lista; con el resguardo basta.",
            [("Decirle a la gente si su ropa está lista", ["receipt"])],
        ),
        (
            "Y que apunte los encargos de tartas, con el sabor y cuántas velas quieren.",
            [("Apuntar los encargos de tartas", ["flavor", "number_of_candles"])],
        ),
        (
            "Ha de tomar nota de recogidas a domicilio: dirección, día y altura del mueble.",
            [("Tomar nota de recogidas a domicilio", ["address", "date", "furniture_height"])],
        ),
    ],
)
def test_what_the_agent_is_ordered_to_do_is_a_task(message: str, goals: list[Any]) -> None:
    assert told(message)["goals"] == goals


def test_data_of_tasks_told_before_are_told_by_their_noun() -> None:
    message = "Tramitar altas de socio, bajas. En las altas pedimos nombre y DNI; en las bajas, número de socio."
    assert told(message, "goals")["goals"] == [
        ("Tramitar altas de socio", ["name", "id_number"]),
        ("Bajas", ["member_number"]),
    ]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (
            "la dirección de origen, la de destino y en qué piso viven",
            ["origin_address", "destination_address", "floor"],
        ),
        ("nombre correo qué disfraz talla y la fecha", ["name", "email", "costume", "size", "date"]),
        ("qué marca es, cuánto hace que lo compró y si tiene garantía", ["brand", "purchase_date", "warranty"]),
        ("nombre, cuántos kilos y si lo retira o se lo llevamos", ["name", "quantity", "delivery_method"]),
    ],
)
def test_data_are_named_in_any_trade(data: str, names: list[str]) -> None:
    assert told(f"Hacer un pedido: {data}", "goals")["goals"] == [("Hacer un pedido", names)]


def test_abbreviations_are_read_as_words() -> None:
    found = told("queremos un bot pal chat q tome reservas xq no damos abasto, y q no dé precios x teléfono", "purpose")
    assert found["channel"] == "chat"
    assert found["purpose"] == "tome reservas"
    assert found["scope_dont"] == ["dar precios por teléfono"]
