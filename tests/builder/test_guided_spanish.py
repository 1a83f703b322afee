"""Spanish in the guided engine: each rule family with wordings of its own, from Spain and Latin America."""

from functools import partial
from typing import Any

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage
from tests.builder import telling

told = partial(telling.told, language="es")


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


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        ("Si hay humo, pásalo con bomberos, 080.", ("hay humo", "bomberos")),
        (
            "Las quejas por cobros, a administración (admin@titan.example).",
            ("Las quejas por cobros", "administración, admin@titan.example"),
        ),
        (
            "Los asuntos urgentes los lleva la oficial mayor, en el 944 55 01 10.",
            ("Los asuntos urgentes", "oficial mayor, 944 55 01 10"),
        ),
        (
            "Derive a la enfermera jefe cualquier caso de fiebre alta.",
            ("cualquier caso de fiebre alta", "enfermera jefe"),
        ),
        (
            "Al gerente, 11 5555 0188, cuando amenacen con denunciar.",
            ("amenacen con denunciar", "gerente, 11 5555 0188"),
        ),
        (
            "Alumnos con becas → secretaría, becas@liceo.example",
            ("Alumnos con becas", "secretaría, becas@liceo.example"),
        ),
        (
            "Si reclaman por una prenda dañada, que lo vea Karla, la gerente, 55 5555 0166",
            ("reclaman por una prenda dañada", "Karla, 55 5555 0166"),
        ),
        (
            "Cuando se ponga agresivo o pida un responsable, transfiere a Marta",
            ("se ponga agresivo o pida un responsable", "Marta"),
        ),
        ("Urgencias de ascensor: derivar al 965 55 01 90", ("Urgencias de ascensor", "965 55 01 90")),
    ],
)
def test_a_hand_over_is_told_in_any_order(message: str, rule: tuple[str, str]) -> None:
    assert told(message)["handover"] == [rule]


def test_several_hand_overs_stand_in_one_answer() -> None:
    message = (
        "Si hay una fuga, a emergencias, 900 555 001; las reclamaciones las gestiona Sonia. Todo lo demás, a recepción."
    )
    rules = [
        ("hay una fuga", "emergencias, 900 555 001"),
        ("las reclamaciones", "Sonia"),
        ("Todo lo demás", "recepción"),
    ]
    assert told(message, "handover")["handover"] == rules


@pytest.mark.parametrize(
    ("message", "donts"),
    [
        ("Que no ofrezca descuentos ni acepte ropa de piel.", ["ofrecer descuentos", "aceptar ropa de piel"]),
        ("Bajo ningún concepto debe dar asesoramiento legal.", ["dar asesoramiento legal"]),
        ("No queremos que prometa certificados", ["prometer certificados"]),
        ("Nada de dar datos de otros vecinos ni de deudas.", ["dar datos de otros vecinos ni de deudas"]),
        ("Tiene prohibido hablar de precios y cerrar ventas", ["hablar de precios", "cerrar ventas"]),
        ("De cuándo llega el técnico no puede decir nada", ["decir cuándo llega el técnico"]),
        ("nunca pidas la clave del cajero", ["pedir la clave del cajero"]),
    ],
)
def test_what_is_forbidden_is_a_limit(message: str, donts: list[str]) -> None:
    assert told(message)["scope_dont"] == donts


@pytest.mark.parametrize(
    "message",
    [
        "No hay permanencia y no pedimos tarjeta.",
        "Los domingos no repartimos.",
        "No se admiten cheques, solo efectivo.",
    ],
)
def test_what_the_house_does_not_do_is_a_fact(message: str) -> None:
    found = told(message)
    assert "scope_dont" not in found
    assert " no " in f" {found['facts'][0].lower()} "


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        (
            "Abrimos de lunes a viernes de 7 a 22 y los sábados de 9 a 14.",
            "de lunes a viernes de 7 a 22 y los sábados de 9 a 14",
        ),
        ("Atendemos todos los días de 8 am a 8 pm", "todos los días de 8 am a 8 pm"),
        ("El local está abierto las veinticuatro horas.", "las veinticuatro horas"),
        ("La oficina abre de nueve y media a dos", "de nueve y media a dos"),
        ("Horario: L-V 9:00-18:00", "L-V 9:00-18:00"),
    ],
)
def test_hours_are_kept_as_they_were_said(message: str, hours: str) -> None:
    assert told(message)["hours"] == hours


@pytest.mark.parametrize("message", ["Se cambian hasta 24 horas antes.", "El desayuno se sirve de siete a diez."])
def test_other_times_are_no_hours(message: str) -> None:
    assert "hours" not in told(message)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Somos Gimnasio Titán, en Quilmes.", "Gimnasio Titán"),
        ("Llevo una notaría en Bilbao, Notaría Etxeberria.", "Notaría Etxeberria"),
        ("Soy administrador de fincas (Fincas Montgó).", "Fincas Montgó"),
        ("Tenemos una lavandería en Ciudad de México, se llama Burbujas Express", "Burbujas Express"),
        ("tenemos una parrilla que se llama el quincho y queremos un bot", "el quincho"),
        ("Les escribo del Hospital San Roque", "Hospital San Roque"),
    ],
)
def test_the_business_is_named(message: str, name: str) -> None:
    assert told(message)["name"] == name


@pytest.mark.parametrize(
    ("message", "tone"),
    [
        ("Tono juvenil, dinámico y culto", ["juvenil", "dinámico", "culto"]),
        ("Hablá de vos, con buena onda y sin rodeos", ["de vos", "buena onda", "sin rodeos"]),
        ("que suene cálido y profesional", ["cálido", "profesional"]),
        ("Más bien cercano, y que tutee", ["cercano", "de tú"]),
        ("sea rapido y claro", ["rapido", "claro"]),
    ],
)
def test_a_tone_is_kept_in_its_words(message: str, tone: list[str]) -> None:
    assert told(message, "tone")["tone"] == tone


@pytest.mark.parametrize(
    ("message", "purpose"),
    [
        (
            "Queremos un asistente por WhatsApp que responda consultas y anote clases.",
            "responda consultas y anote clases",
        ),
        ("Necesito que un asistente telefónico dé citas para firmas.", "dé citas para firmas"),
        ("La idea es poner un bot que agende recolecciones", "agende recolecciones"),
        ("Busco un chat para atención al cliente de una tienda de ropa", "atención al cliente de una tienda de ropa"),
        ("Su trabajo es vender entradas y resolver dudas.", "vender entradas y resolver dudas"),
    ],
)
def test_the_purpose_is_what_the_agent_does(message: str, purpose: str) -> None:
    assert told(message)["purpose"] == purpose


@pytest.mark.parametrize(
    ("message", "tags"),
    [
        ("En castellano, euskera y gallego", ["es", "eu", "gl"]),
        ("Español y quechua, vienen muchos de la sierra", ["es", "qu"]),
        ("Solo español", ["es"]),
    ],
)
def test_languages_of_spain_and_the_americas_are_known(message: str, tags: list[str]) -> None:
    assert told(message, "languages")["languages"] == tags


def test_dictated_data_need_no_commas_and_no_accents() -> None:
    goals = told("para el pedido necesita nombre direccion telefono y que medicamentos quiere", "goals")["goals"]
    assert goals == [("Pedido", ["name", "address", "phone_number", "medicine"])]


def test_lines_to_say_stand_behind_any_cue() -> None:
    found = told("Arranca con «¡Buenas! Habla Lola.» y se despide con «¡Chau!»")
    assert (found["greeting"], found["closing"]) == ("¡Buenas! Habla Lola.", "¡Chau!")
    assert told("Hola, te comunicas con Roble. ¿Cómo te ayudo?", "greeting")["greeting"].endswith("¿Cómo te ayudo?")


@pytest.mark.parametrize(
    ("message", "slot", "text"),
    [
        ("Hay que avisar de que la llamada se graba.", "compliance", "avisar de que la llamada se graba"),
        ("La participación es voluntaria y anónima.", "compliance", "La participación es voluntaria y anónima"),
        (
            "Que siempre repita la dirección antes de confirmar.",
            "constraints",
            "siempre repita la dirección antes de confirmar",
        ),
        ("Todo va bien si el paciente cuelga con la cita puesta.", "success", "el paciente cuelga con la cita puesta"),
    ],
)
def test_duties_and_aims_are_told_apart(message: str, slot: str, text: str) -> None:
    assert told(message)[slot] == [text]


def test_a_story_and_a_question_tell_nothing() -> None:
    message = "Mi suegro fundó esto en el ochenta y dos y la verdad es que no damos abasto. ¿Usted sabe hacer gazpacho?"
    assert not set(told(message)) & {"facts", "goals", "hours", "scope_dont", "handover"}


def test_a_counted_list_in_one_line_ends_with_its_last_item() -> None:
    message = (
        "Requerimos un chatbot. Funciones: 1. Cotizar productos: producto y cantidad. 2. Levantar quejas: nombre y "
        "número de factura. El bot debe ser directo. Horario: lunes a viernes 8:00-18:30. Enviamos a todo México."
    )
    found = told(message)
    assert found["goals"] == [
        ("Cotizar productos", ["product", "quantity"]),
        ("Levantar quejas", ["name", "invoice_number"]),
    ]
    assert (found["tone"], found["hours"]) == (["directo"], "lunes a viernes 8:00-18:30")


def test_what_the_agent_does_may_follow_the_wish_for_it() -> None:
    found = told("necesito un asistente de voz. que agende citas. tiene que preguntar nombre cedula celular y motivo")
    assert found["purpose"] == "agende citas"
    assert found["goals"] == [("Agendar citas", ["name", "id_number", "phone_number", "reason"])]


def test_two_answers_in_a_row_need_no_mark_between_them() -> None:
    also = Question(path="/brief/languages", text="?")
    state = BuildState(language="es", stage=Stage.COLLECTING_BASICS, turn=2, also=also)
    state = state.model_copy(update={"question": Question(path="/brief/greeting", text="?")})
    operations = understand("Español e inglés Buenas tardes, Clínica Sol, ¿en qué le ayudo?", state).operations
    assert {each.path: each.value for each in operations} == {
        "/brief/languages": ["es", "en"],
        "/brief/greeting": "Buenas tardes, Clínica Sol, ¿en qué le ayudo?",
        "/brief/name": "Clínica Sol",
    }
