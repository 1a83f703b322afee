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


@pytest.mark.parametrize(
    ("message", "donts"),
    [
        ("Que ni se le ocurra dar el código de la puerta.", ["dar el código de la puerta"]),
        ("Ni una palabra de precios de boda, eso lo hablo yo.", ["hablar de precios de boda"]),
        ("Y lo de los regalos tampoco.", ["los regalos"]),
        (
            "Mira, sobre todo que no cierre precios. Y que no se comprometa a fechas.",
            ["cerrar precios", "comprometer a fechas"],
        ),
        ("No queremos que tome pagos, y las quejas que no las discuta.", ["tomar pagos", "discutir las quejas"]),
        ("El bot que no venda muebles; pensándolo bien que no anule nada.", ["vender muebles", "anular nada"]),
    ],
)
def test_limits_are_told_in_many_ways(message: str, donts: list[str]) -> None:
    assert sorted(told(message, "scope_dont")["scope_dont"]) == sorted(donts)


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        ("Lo de los accidentes directamente con Marisa.", ("Lo de los accidentes", "Marisa")),
        ("Si es urgencia me lo pasas, soy Andrés, 611 222 333.", ("es urgencia", "Andrés, 611 222 333")),
        ("Para el resto está Lucía, en el 655 123 321.", ("el resto", "Lucía, 655 123 321")),
        (
            "A mí, Toño, 600 111 222, cualquier cosa que huela mal.",
            ("cualquier cosa que huela mal", "Toño, 600 111 222"),
        ),
        (
            "Si alguien llora, mejor que se ponga una persona: la psicóloga, 900 100 200.",
            ("alguien llora", "psicóloga, 900 100 200"),
        ),
    ],
)
def test_people_are_handed_over_in_many_ways(message: str, rule: tuple[str, str]) -> None:
    assert told(message, "handover")["handover"] == [rule]


def test_a_statement_is_no_task() -> None:
    found = told("Sacar un enjambre es gratis. Se puede pagar con tarjeta.", "goals")
    assert "goals" not in found


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        (
            "Las cajas las regalamos, y trabajamos solo en la provincia de Lugo.",
            ["Las cajas las regalamos", "trabajamos solo en la provincia de Lugo"],
        ),
        (
            "El cambio de aceite cuesta 65 euros y estamos en la calle Mayor, 14.",
            ["El cambio de aceite cuesta 65 euros", "estamos en la calle Mayor, 14"],
        ),
        (
            "Una mesa nueva tarda unos ocho meses, que luego se me impacientan.",
            ["Una mesa nueva tarda unos ocho meses"],
        ),
    ],
)
def test_what_the_house_does_is_a_fact(message: str, facts: list[str]) -> None:
    assert told(message)["facts"] == facts


def test_hours_that_are_taken_back_give_way_to_later_ones() -> None:
    message = "De lunes a sábado de 8 a 20... no, mentira, los sábados menos. De lunes a viernes de 8 a 20."
    assert told(message, "hours")["hours"] == "De lunes a viernes de 8 a 20"


def test_small_talk_hands_nobody_over() -> None:
    assert "handover" not in told("Qué pena con usted, me equivoqué en dos cosas.", "handover")


def test_who_writes_is_not_the_house() -> None:
    found = told("Mi nombre es Hernán Quiroga, soy el secretario del Acueducto Veredal La Fuente, en Antioquia.")
    assert found["name"] == "Acueducto Veredal La Fuente"


def test_a_receiver_keeps_the_name_beside_the_role() -> None:
    message = "Si se rompe la tubería, que le pase la llamada al fontanero, don Gildo, al 310 555 0148."
    assert told(message, "handover")["handover"] == [("se rompe la tubería", "fontanero, don Gildo, 310 555 0148")]


@pytest.mark.parametrize(
    ("message", "data"),
    [
        ("Quiero un agente que recoja las bajas de socios, con nombre, teléfono y motivo.", "name phone_number reason"),
        ("Buscamos un agente que tome recados: nombre y correo de quien llama.", "name email"),
        ("Necesito un bot para reservar pistas, que tome nombre, día y hora.", "name date time"),
        ("Queremos un chat que reserve catas, pidiendo nombre y número de personas.", "name party_size"),
    ],
)
def test_data_beside_the_wish_for_an_agent_belong_to_its_task(message: str, data: str) -> None:
    assert [collect for _, collect in told(message)["goals"]] == [data.split()]


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Vivero Las Encinas, en Cáceres. Quiero un agente que tome pedidos.", "Vivero Las Encinas"),
        ("Luna Verde, estudio de yoga en Quito. Quiero un agente que tome reservas.", "Luna Verde"),
        ("Mire, yo administro la Ferretería Bonilla, en Loja, y quiero un agente de voz.", "Ferretería Bonilla"),
    ],
)
def test_a_house_names_itself_before_it_says_what_it_wants(message: str, name: str) -> None:
    assert told(message)["name"] == name
