"""Reads a Spanish text as the value of one slot: an answer, a labelled line, a correction's new value."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from parley.agents.schemas import Channel
from parley.builder.guided import parsers
from parley.builder.guided.reading import Sentence, masked
from parley.builder.guided.spanish import (
    callers,
    data,
    facts,
    goals,
    handover,
    headings,
    hours,
    identity,
    languages,
    limits,
    manner,
    names,
    prohibited,
    spoken,
    tasks,
)
from parley.builder.guided.tables import inverted

LABELS = inverted("""
    name: nombre, empresa, negocio, marca, nombre del negocio, nombre de la empresa, nombre del agente, razón social
    name: compañía
    name: nombre comercial, nombre de la clínica, establecimiento, nombre del local, quiénes somos
    kind: tipo, tipo de agente, rol, tipo de asistente, clase
    purpose: función, objetivo, propósito, misión, finalidad, para qué, cometido, descripción, función principal
    purpose: qué es
    purpose: objetivo principal, para qué sirve
    callers: público, usuarios, clientes, quién llama, quiénes llaman, llaman, nos llaman, público objetivo, audiencia
    callers: destinatarios, quién escribe, quiénes escriben, dirigido a
    goals: tareas, funciones, qué hace, gestiones, trámites, lo que debe hacer, qué debe hacer, debe hacer
    goals: puede hacer
    goals: lo que hace, objetivos, casos de uso, servicios, lo que tiene que hacer, qué puede hacer, acciones
    goals: tiene que
    goals: opciones, qué gestiona, debe poder, los clientes pueden, sabrá hacer, capacidades, cometidos, labores
    scope_dont: prohibido, prohibiciones, no debe, nunca, límites, no puede, no hacer, qué no debe hacer
    scope_dont: lo que no debe hacer
    scope_dont: restricciones, no, lo prohibido, está prohibido, qué no hace, lo que no hace, evitar, no permitido
    tone: tono, estilo, trato, personalidad, forma de hablar, tono de voz, manera de hablar, carácter, registro
    languages: idioma, idiomas, lengua, lenguas, habla
    channel: canal, canales, medio, vía, por dónde
    greeting: saludo, saludo inicial, bienvenida, mensaje de bienvenida, primera frase, inicio, al contestar
    greeting: apertura, frase inicial
    greeting: saluda, saludo de entrada, al descolgar
    closing: despedida, cierre, para despedirse, mensaje final, final, para cerrar, al despedirse, despide
    closing: última frase, al colgar
    closing: para terminar
    facts: datos, información, información útil, datos útiles, preguntas frecuentes, faq, precios, tarifas
    facts: lo que debe saber
    facts: información que puede dar, datos que puede contar, puede contar, conviene que sepa, a saber, debe saber
    facts: puede decir
    facts: datos de interés, datos que puede dar, otros datos, lo que puede decir, políticas
    hours: horario, horarios, horario de atención, abrimos, atención, abierto, horas, horario de apertura
    hours: horario comercial
    constraints: normas, reglas, siempre, reglas de conducta, instrucciones
    compliance: legal, cumplimiento, privacidad, aviso legal, protección de datos, rgpd, legalidad, obligatorio
    handover: derivación, derivaciones, transferencias, transferencia, traspaso, escalado, pasar a una persona
    handover: pasar con una persona
    handover: derivar, pasar la llamada, escalamiento, cuándo pasar, traspasos, transferir, pase a humano, escalar
    handover: desvíos, desvío
    success: éxito, criterio de éxito, criterios de éxito, medida de éxito, se considera éxito, exito, éxito si
    voice: voz, tipo de voz, la voz
    collect: datos a pedir, datos necesarios, datos que pide, pide, pedir, debe pedir, preguntar
    collect: datos que necesitamos, datos a recoger
    collect: tiene que pedir, preguntas
""")
"""What users write before a colon to the slot it means; "collect" stands for the goals' data."""


def label(low: str) -> str:
    """The slot that a label names, "" for none."""
    plain = low.strip(" ¿?¡!*_.,")
    plain = re.sub(r"^(?:y |e |ah |además |el |la |los |las |su |sus |nuestro |nuestra |mi )+", "", plain)
    return LABELS.get(plain, "") or headings.slot(plain)


def value(slot: str, text: str) -> Any | None:
    """A text as the value of a slot, None where it holds none."""
    return parsers.value(_parsers(), slot, text)


@cache
def _parsers() -> dict[str, Callable[[str], Any]]:
    return {
        "name": _name,
        "kind": lambda text: identity.kind(text.lower()),
        "purpose": _purpose,
        "callers": _callers,
        "goals": _goals,
        "scope_do": _items,
        "scope_dont": _donts,
        "tone": lambda text: _tone(text),
        "languages": lambda text: languages.found(_one(text), is_asked=True)[0],
        "channel": _channel,
        "greeting": _line,
        "closing": _line,
        "facts": _facts,
        "hours": lambda text: hours.found(_one(text), is_asked=True)[0],
        "constraints": _items,
        "compliance": _items,
        "handover": lambda text: [
            rule.value for part in _sentences(text) for rule in handover.found(part, is_asked=True)
        ],
        "success": lambda text: [
            plain for part in _items(text) if (plain := re.sub(r"^(?i:que|si|cuando) ", "", part))
        ],
        "voice": lambda text: _plain(text)[:200],
        "collect": lambda text: data.names(text, is_sure=True),
    }


_FILL = re.compile(
    r"^(?:(?:pues|bueno|a ver|mira|mirá|mire|eh|hola|buenas|sí|si,|claro|vale|ok|dale|supongo que|yo diría(?: que)?"
    r"|diría que|creo que|sería|serían|es|son|se llama|nos llamamos|somos|llámal[oa]|ponle|que sea|el nombre es"
    r"|la idea es(?: que)?|principalmente|más que nada|sobre todo|que|la empresa es|la empresa se llama|en realidad"
    r"|por ahora|ah)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]+(?:supongo|creo|por favor|porfa|gracias|más que nada|sobre todo|principalmente|y ya(?: está)?|nada más"
    r"|la verdad|eh|¿no\?|¿vale\?|diría yo|si puede ser|si se puede)\W*$",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    plain = " ".join(text.replace("\ue002", " ").split()).strip(" ,;:")
    lead = _FILL.match(plain)
    plain = plain[lead.end() :] if lead else plain
    return _TAIL.sub("", plain).strip(' ,;:"“”«»').rstrip(".")


def _one(text: str) -> Sentence:
    return Sentence(text=text, start=0, left=masked(text))


def _sentences(text: str) -> list[Sentence]:
    parts = re.split(r"\n+|(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡])", text)
    return [_one(part.strip(" -*•·\t")) for part in parts if part.strip(" -*•·\t.")]


def _name(text: str) -> str | None:
    said, _ = names.name(_one(text), is_first=True)
    plain = said or re.split(r",\s|\.\s|;", _plain(text))[0].strip(' ."“”«»')
    return plain if 1 < len(plain) <= 60 and len(plain.split()) <= 8 and plain[:1] not in "¿¡" else None


def _purpose(text: str) -> str | None:
    plain = _plain(text)
    return plain[:1000] if len(plain.split()) > 1 else None


def _callers(text: str) -> str | None:
    said, _ = callers.told(_one(text))
    plain = said or re.sub(
        r"^(?:(?:nos|me) )?(?:llaman|escriben|contactan)(?: sobre todo| principalmente| casi siempre)? ",
        "",
        _plain(text),
        flags=re.IGNORECASE,
    )
    return plain[:500] if len(plain) > 2 else None


def _goals(text: str) -> list[Any]:
    lead = _FILL.match(text)
    text = text[lead.end() :] if lead else text
    told = goals.Told()
    for sentence in _sentences(text):
        if not goals.with_data(sentence, told, is_asked=True):
            for name in tasks.listed(sentence.text, is_sure=True):
                told.add(name, [], sentence.text)
    if told.loose and told.goals:
        told.add(str(told.goals[0]["name"]), told.loose, "")
    return told.goals[:20]


def _donts(text: str) -> list[str]:
    found: list[str] = []
    for sentence in _sentences(text):
        said = [item for item, _ in limits.donts(sentence)]
        found += said or prohibited.listed(sentence.text)
    return list(dict.fromkeys(found))[:30]


def _tone(text: str) -> list[str]:
    known = [item for part in _sentences(text) for item, _ in manner.tones(part, is_asked=True)]
    return list(dict.fromkeys([*known, *(manner.labelled(text) if known else [])]))[:10]


def _channel(text: str) -> Channel | None:
    low = text.lower()
    if re.search(r"\b(?:ambos|ambas|los dos|las dos|por las dos|por los dos|todos)\b", low):
        return Channel.BOTH
    return manner.channel(low)


def _line(text: str) -> str | None:
    line = parsers.line(text, spoken.bare(text))
    return line if len(line) > 1 and any(map(str.isalpha, line)) else None


def _facts(text: str) -> list[dict[str, str]]:
    return [item for part in _sentences(text) for item, _ in facts.found(part, is_labelled=True)][:50]


def _items(text: str) -> list[str]:
    parts = re.split(r"\n+|;\s*|(?<=[.!?])\s+", text)
    return [item[:250] for part in parts if len(item := part.strip(" -*•·\t.,")) > 2][:30]
