"""Spanish as people say it whom nobody had in mind: lists without colons, dictation, asides, answers in one breath."""

from typing import Any

import pytest

from parley.builder.guided import tongues
from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage


def told(message: str, *asked: str) -> dict[str, Any]:
    """What a message gives by slot; goals, rules and facts as plain pairs and texts."""
    state = BuildState(language="es")
    if asked:
        questions = [Question(path=f"/brief/{slot}", text="?") for slot in asked]
        also = questions[1] if len(questions) > 1 else None
        state = BuildState(stage=Stage.COLLECTING_BASICS, turn=2, language="es", question=questions[0], also=also)
    return {each.path.removeprefix("/brief/"): _plain(each.value) for each in understand(message, state).operations}


def _plain(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [item if isinstance(item, str) else _pair(item) for item in value]


def _pair(item: dict[str, Any]) -> Any:
    if "name" in item:
        return item["name"], item["collect"]
    return (item["when"], item["to"]) if "when" in item else item["text"]


@pytest.mark.parametrize(
    ("message", "goals"),
    [
        (
            "El socio podrá renovar el abono indicando número de socio y forma de pago, o darse de baja.",
            [("Renovar el abono", ["member_number", "payment_method"]), ("Darse de baja", [])],
        ),
        (
            "La gente tiene que poder encargar un ramo (color, tamaño, dirección) y consultar precios.",
            [("Encargar un ramo", ["color", "size", "address"]), ("Consultar precios", [])],
        ),
        ("También que puedan mover la mudanza o cancelarla.", [("Mover la mudanza", []), ("Cancelar la mudanza", [])]),
    ],
)
def test_what_callers_are_able_to_do_is_a_list_of_tasks(message: str, goals: list[Any]) -> None:
    assert told(message)["goals"][: len(goals)] == goals


@pytest.mark.parametrize(
    ("message", "goals"),
    [
        (
            "sellar la tarjeta, para eso pide el dni; prorrogar, con el número de préstamo",
            [("Sellar la tarjeta", ["id_number"]), ("Prorrogar", ["loan_number"])],
        ),
        ("Vacunar al perro: raza y cuántas dosis.", [("Vacunar al perro", ["breed", "number_of_doses"])]),
    ],
)
def test_any_infinitive_is_a_task_where_tasks_are_asked_for(message: str, goals: list[Any]) -> None:
    assert told(message, "goals")["goals"] == goals


def test_no_task_is_what_callers_must_not_or_what_the_agent_may_tell() -> None:
    assert "goals" not in told("No pueden cambiar el billete. Puede informar de los andenes.", "tone")


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        (
            "Si llega un camión, que me lo pasen a mí, Ramiro, al 612 000 111. Las facturas, conmigo también.",
            [("llega un camión", "Ramiro, 612 000 111"), ("Las facturas", "Ramiro, 612 000 111")],
        ),
        (
            "Las quejas de ruido se turnarán a la Jefatura de Barrio, extensión 7.",
            [("Las quejas de ruido", "Jefatura de Barrio, extensión 7")],
        ),
        ("Lo que toque a nóminas va para Irene.", [("Lo que toque a nóminas", "Irene")]),
        ("Si se complica, que lo atienda la jefa, Marisol.", [("se complica", "jefa, Marisol")]),
        ("Lo de las herencias, con mi prima Tere.", [("Lo de las herencias", "mi prima Tere")]),
    ],
)
def test_who_takes_over_is_named_in_passing(message: str, rules: list[Any]) -> None:
    assert told(message, "handover")["handover"] == rules


def test_what_callers_may_be_told_passes_nobody_on() -> None:
    found = told("Si preguntan, puede decir que deben pasar dos horas, que se entra por detrás y que no hay ascensor.")
    assert "handover" not in found
    assert found["facts"] == ["deben pasar dos horas", "se entra por detrás", "no hay ascensor"]


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        ("Barra de pan 1,20. Empanada, la ración 4,50.", ["Barra de pan 1,20", "Empanada, la ración 4,50"]),
        ("Contamos con dos salas para 30 personas.", ["Contamos con dos salas para 30 personas"]),
        ("La vacuna sale a 25 y se paga al salir.", ["La vacuna sale a 25 y se paga al salir"]),
    ],
)
def test_a_statement_with_a_number_is_a_fact(message: str, facts: list[str]) -> None:
    assert told(message, "tone")["facts"] == facts


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Quiero un asistente telefónico para Tejados Hermanos Ruiz.", "Tejados Hermanos Ruiz"),
        ("Escribo como secretaria de la Coral Santa Cecilia.", "Coral Santa Cecilia"),
        ("La Cofradía del Mar Menor necesita un asistente.", "Cofradía del Mar Menor"),
    ],
)
def test_the_house_is_named_beside_the_wish(message: str, name: str) -> None:
    assert told(message)["name"] == name


def test_a_greeting_tells_the_name() -> None:
    found = told("¡Hola! Churros La Verbena. ¿Cuántas docenas te pongo?", "greeting")
    assert found == {"greeting": "¡Hola! Churros La Verbena. ¿Cuántas docenas te pongo?", "name": "Churros La Verbena"}


def test_headings_need_no_colon_and_no_set_words() -> None:
    found = told(
        "LO QUE DEBE PODER HACER\n- Alquilar un disfraz: talla y fecha.\n\n"
        "QUIÉN NOS LLAMA\n- Compañías de teatro.\n\n"
        "LO QUE NO DEBE HACER\n- Prestar sin fianza.\n\n"
        "CUÁNDO SE PASA LA LLAMADA\n- Roturas: doña Engracia."
    )
    assert found["goals"] == [("Alquilar un disfraz", ["size", "date"])]
    assert found["callers"] == "Compañías de teatro"
    assert found["scope_dont"] == ["prestar sin fianza"]
    assert found["handover"] == [("Roturas", "doña Engracia")]


def test_how_to_address_callers_is_a_rule_and_leaves_the_tone_open() -> None:
    found = told("Y que los trate de vos a todos.")
    assert found == {"constraints": ["los trate de vos a todos"]}
    assert "tone" not in told("No puedo con todo, claro. Quiero un bot que dé turnos.")


def test_two_answers_in_one_breath_are_told_apart() -> None:
    found = told("sobrio y atento si hay una fuga que llamen al retén, 600 10 20 30", "tone", "handover")
    assert found["tone"] == ["sobrio", "atento"]
    assert found["handover"] == [("hay una fuga", "retén, 600 10 20 30")]
    found = told("campechano guasón español y gallego", "tone", "languages")
    assert found["languages"] == ["es", "gl"]


def test_dictation_without_marks_is_cut_where_a_thought_begins() -> None:
    found = told(
        "hola mira llevo una escuela de surf en Zarautz y quiero un asistente que conteste el teléfono y "
        "reserve clases que pregunte nombre edad y nivel y que puedan anular la clase con el nombre la "
        "clase cuesta treinta euros y se paga al llegar abrimos todos los días de nueve a siete ah y que "
        "no prometa olas"
    )
    assert found["purpose"] == "conteste el teléfono y reserve clases"
    assert "la clase cuesta treinta euros" in found["facts"]
    assert found["hours"] == "todos los días de nueve a siete"
    assert found["scope_dont"] == ["prometer olas"]
    assert [name for name, _ in found["goals"]] == ["Anular la clase", "Reservar clases"]


@pytest.mark.parametrize("message", ["pasa a Marta a las 5", "español e inglés, o sea dos", "a Beto a la 1"])
def test_a_few_small_words_do_not_change_the_language_of_the_talk(message: str) -> None:
    assert tongues.followed(message, BuildState(language="es")) == "es"


def test_plain_english_changes_the_language_of_the_talk() -> None:
    assert tongues.followed("I would like to change the hours to nine", BuildState(language="es")) == "en"


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("de lunes a jueves de 8 a 14 y de 16 a 19 y los viernes de 8 a 12", "hours", None),
        ("lunes a viernes de 9:00 a 14:00, y los sábados solo por la mañana hasta las 13:00", "hours", None),
        ("del 15 de junio al 10 de septiembre, todos los días de 10 a 21 h", "hours", None),
        ("Solo gallego, inglés no.", "languages", ["gl"]),
        ("Español y portugués. Francés tampoco.", "languages", ["es", "pt"]),
        ("Español y catalán; el alemán no hace falta.", "languages", ["es", "ca"]),
        ("Calzados Iturbe, dígame.", "greeting", None),
        ("Fletes Oriente, a la orden.", "greeting", None),
        ("Cordial, pero sin diminutivos.", "constraints", ["sin diminutivos"]),
        ("Serio y nada de chistes.", "constraints", ["nada de chistes"]),
    ],
)
def test_an_answer_is_kept_as_it_was_said(message: str, slot: str, value: list[str] | None) -> None:
    asked = "tone" if slot == "constraints" else slot
    assert told(message, asked)[slot] == (value or message.removesuffix("." if slot == "hours" else ""))


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Transportes Luna, Puebla. Quiero un agente que cotice viajes.", "Transportes Luna"),
        ("FERRETERÍA LOS DOS CAMINOS (Ávila)\n\nQué queremos: un asistente por chat.", "Ferretería los Dos Caminos"),
        ("Necesito un bot para nuestra escuela de danza, Compás Abierto.", "Compás Abierto"),
        ("hola soy Nerea de la panadería La Tahona y quiero un bot que tome encargos", "panadería La Tahona"),
    ],
)
def test_the_house_is_named_before_all_else_or_behind_its_trade(message: str, name: str) -> None:
    assert told(message)["name"] == name


@pytest.mark.parametrize(
    "people",
    ["Turistas y parejas jóvenes", "pues jubilados, deportistas y gente del barrio", "Autónomos que facturan poco"],
)
def test_callers_may_stand_beside_the_tasks(people: str) -> None:
    assert told(f"Alquilar una bici: nombre y hora. {people}.", "goals", "callers")["callers"] in people


def test_both_lines_may_stand_in_one_sentence_without_marks() -> None:
    found = told("Talleres Roca, dígame, y al despedirse que diga hasta pronto", "greeting")
    assert (found["greeting"], found["closing"]) == ("Talleres Roca, dígame", "hasta pronto")


def test_the_rest_may_be_left_to_us_without_a_mark_before_it() -> None:
    state = BuildState(language="es", stage=Stage.COLLECTING_BASICS, turn=2)
    questions = {
        "question": Question(path="/brief/languages", text="?"),
        "also": Question(path="/brief/tone", text="?"),
    }
    told_ = understand(
        "gallego y español Lo otro lo dejo a su criterio.", state.model_copy(update=questions)
    ).operations
    assert {each.path for each in told_} >= {"/brief/languages", "/brief/tone"}


def test_a_number_of_many_counts_them() -> None:
    found = told("Pedir un traslado: dirección de origen, dirección de destino y número de maletas", "goals")
    assert found["goals"] == [("Pedir un traslado", ["origin_address", "destination_address", "number_of_suitcases"])]
