"""What a task is called in Spanish: an infinitive with its object, "agendar una hora", or a noun, "cita previa"."""

import re

from parley.builder.guided.spanish import verbs
from parley.builder.guided.tables import word_set

_NOUNS = re.compile(
    r"^(?:las? |los? |el |una? )?(?P<noun>citas?(?: previas?)?|reservas?(?: de [\w ]+)?|pedidos?(?: a domicilio)?"
    r"|cotización(?:es)?(?: de \w+)?|presupuestos?|reclamos?|reclamaciones|quejas|devoluciones|cambios(?: de \w+)?"
    r"|cancelaciones|consultas?(?: de [\w ]+)?|inscripciones|matrículas?|averías|visitas?"
    r"|encargos|recados|recogidas?|seguimiento(?: de [\w ]+)?|estado del? [\w ]+|turnos?|altas|bajas"
    r"|información sobre [\w ]+|compra de [\w ]+|venta de [\w ]+|renovaci[oó]n(?:es)?(?: de [\w ]+)?"
    r"|partes(?: de \w+)?|incidencias|denuncias|facturas|pagos|alquiler(?:es)?(?: de \w+)?|gestión de [\w ]+|demos?"
    r"|duplicados?(?: de \w+)?|certificados?(?: de \w+)?)\b"
)
_LEAD = re.compile(
    r"^(?:(?:[^:]{0,30}\b(?:cosas|tareas|funciones|gestiones|trámites|opciones)(?: \w+){0,3}:|mira|mire|mirá|(?:si"
    r"|cuando) (?:(?:alguien|el cliente|la gente|un cliente|una persona|los clientes|el paciente"
    r"|un paciente) )?(?:quieren?|necesitan?|llam(?:e|en|a|an) (?:por|para)|escriben? para|viene a)|y|e|o|también"
    r"|además|luego|después"
    r"|bueno|pues|primero|segundo|tercero|por último|que|debe|debería|deberá"
    r"|puede|pueden|podrá|tiene que|poder|quiero que|queremos que|ayude a|ayudar a|sepa|pueda|se pueda|se puede"
    r"|la gente pueda|que puedan|los clientes pueden|los clientes puedan|el paciente puede"
    r"|hay gente que (?:solo |sólo |lo que )?(?:quiere|quieren)|(?:otros|algunos|muchos) (?:solo |sólo )?quieren"
    r"|si (?:alguien )?quieren?|cuando (?:alguien )?quieren?|quieren|quiere|solo|sólo|necesita|necesitan"
    r"|que los \w+ puedan|las principales son|son|cosas|lo que hace es|sobre todo|principalmente|más que nada"
    r"|básicamente|serían?|va a|capaz de|es|lo principal es|para|lo de siempre|para que)\b[,:]?\s+)+",
)
_WHO = re.compile(
    r"(?:(?:el|la|los|las|un|una|cada|nuestr[oa]s) )?(?:gente|[a-záéíóúñ]+[oaenr]s?) (?:(?:se|nos|me|le|les) )?"
    r"(?=(?P<does>[a-záéíóúñ]+[aeáé]n?)\b)"
)
_ABLE = re.compile(
    r"(?:[a-záéíóúñ]+ ){0,7}?(?:poder|permitir(?:les?)?|permit[ae]n?|pueda[ns]?|puede[ns]?"
    r"|podrán?) (?=[a-záéíóúñ]+[aei]r)"
)
_TAILS = re.compile(
    r"(?:[\s,]+(?:a todas horas|a cualquier hora|todo el día|y ya(?: está)?|nada más|nomás|por favor|porfa"
    r"|etc\.?|y esas cosas|y eso|entre otras|por teléfono"
    r"|por whatsapp|por chat|y|o|e|principalmente|también|sobre todo|hay que|se|que|solo|sólo|primero|basta con"
    r"|hace falta|para|con|de|a|además|luego|ahí))+$"
)
_IDLE = re.compile(
    r"^(?:pagar(?: (?:con|en) .*)?|venir|entrar|pasar)$|^(?:contestar|atender|responder|coger|agarrar)\b(?: (?:el|la"
    r"|las|los|al|a|por"
    r"|nuestro|teléfono|llamadas?"
    r"|whatsapp|chat|mensajes|tubo|corto|breve|rápido|todo))*$|^(?:hablar|ser|decir(?! (?:a [^,]{2,30} )?(?:si|cuándo"
    r"|cómo|dónde|cuánto)\b)|hacer(?! (?:un|una|unos|unas"
    r"|el|la|mi|su)\b)|ver(?! (?:si|cuándo|cómo|qué|los|las|precios)\b)|llamar|avisar que"
    r"|descargar de|quitar|ofrecer descuentos|informar de que|decir que|dar informaci[oó]n falsa)\b|^(?:dar|tomar"
    r"|hacer|llevar|tener) (?:cuenta|gracias|parte es)\b"
)
MAX_TASK_WORDS = 10
_INFINITIVE = re.compile(r"[a-zñáéíóú]+[aeií]r(?:l[aeo]s?|se|me|nos|te)?(?:l[aeo]s?)?")
_NOUNS_IN_R = word_set(
    """
    lugar mujer ayer hogar alquiler bar mar par celular particular auxiliar taller placer deber poder azúcar familiar
    militar escolar popular similar regular bienestar menester dólar solar lunar ejemplar titular pilar altar collar
    calor interior exterior anterior posterior superior mejor peor mayor menor haber ser estar tener querer soler
    chofer líder póster máster cáncer super bungalow doctor señor bazar polar dental personar muelle
    """
)


def does(word: str) -> bool:
    """Whether a word is an infinitive, known as a task's or not."""
    return _INFINITIVE.fullmatch(word) is not None and word not in _NOUNS_IN_R


def is_noun(said: str) -> bool:
    """Whether words are a task called by a noun: "bajas", "cambios de cuenta"."""
    found = _NOUNS.match(said.lower().removeprefix("y ").strip(" ."))
    return found is not None and len(found.group("noun")) >= len(said.strip(" .")) - 6


def task(said: str, *, is_sure: bool = False) -> str:
    """The task that words name, as an infinitive or a noun; "" where they name none."""
    plain = " ".join(said.replace("\ue002", " ").split()).strip(' ,.:;-–—¿?¡!"«»')
    low = plain.lower()
    lead = _LEAD.match(low)
    plain = plain[lead.end() :] if lead else plain
    who = _WHO.match(plain.lower())
    plain = plain[who.end() :] if who and who.group("does") in verbs.forms() else plain
    tail = _TAILS.search(plain.lower())
    plain = plain[: tail.start()] if tail else plain
    plain = plain.partition(": ")[0]
    able = _ABLE.match(plain.lower())
    plain = plain[able.end() :] if able else plain
    plain = re.sub(r"^lo de (?:el |la |los |las )?", "", plain)
    if not plain or len(plain.split()) > MAX_TASK_WORDS:
        return ""
    first, _, rest = plain.partition(" ")
    low = first.lower()
    if _STATED.search(rest):
        return ""
    if does(low):
        made = plain
    elif low in verbs.forms():
        made = f"{verbs.infinitive(low)} {rest}".strip()
    elif noun := _NOUNS.match(plain.lower()):
        made = plain[noun.start("noun") :]
    elif is_sure and rest and low not in {"no", "nunca", "si", "hola"}:
        made = plain
    else:
        return ""
    return "" if _IDLE.match(made.lower()) else made[:1].lower() + made[1:]


_STATED = re.compile(
    r"^(?!.*\b(?:si|que|cómo|cuándo|dónde)\b).*\b(?:es|son|cuestan?|sale|vale|tardan?|incluyen?|dura|se cobra"
    r"|está a)\b"
)
"""A statement about what begins like a task: "sacar un enjambre es gratis"."""
_LIST_SPLIT = re.compile(
    r"\s*[,;]\s*(?:(?:y|e|o|u)\s+)?|\s+(?:y|e|o|u)\s+(?:que\s+|también\s+|a veces\s+)?(?:(?:les?|se|nos)\s+)?"
)


def listed(text: str, *, is_sure: bool = False) -> list[str]:
    """The tasks of a list: each part that begins with a verb or is a known noun; objects may be shared."""
    parts = [part.strip(" .") for part in _LIST_SPLIT.split(text) if part.strip(" .")]
    results: list[str] = []
    waiting: list[str] = []
    for part in parts:
        name = task(part, is_sure=is_sure)
        if not name:
            if (
                results
                and len(part.split()) <= 5
                and not waiting
                and part.split()[0].lower() not in {"no", "nunca", "si", "que", "así", "porque"}
                and is_sure
            ):
                results[-1] += f" y {part}"
            continue
        bare = re.fullmatch(r"[a-zñ]+[aei]r", name)
        if bare and name in verbs.forms():
            waiting.append(name)
            continue
        wanted = name.partition(" ")[2]
        results += [f"{verb} {wanted}" for verb in waiting if wanted]
        waiting = []
        results.append(_joined(name, results))
    results += [_with_object(verb, results) for verb in waiting]
    return list(dict.fromkeys(results))[:20]


def _joined(name: str, before: list[str]) -> str:
    found = re.fullmatch(r"(?P<verb>[a-zñ]+[aei]r)(?P<art>l[oa]s?)", name)
    return _with_object(found.group("verb"), before) if found and before else name


def _with_object(verb: str, before: list[str]) -> str:
    wanted = before[-1].partition(" ")[2] if before else ""
    return f"{verb} {wanted}".strip()
