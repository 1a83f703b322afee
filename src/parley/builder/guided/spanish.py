"""Spanish sentences: tasks as an infinitive with its object, "si … debe pasar la llamada a …", "no debe …"."""

import re
from functools import cache

from parley.builder.guided import abroad
from parley.builder.guided.abroad import Tasks, Told
from parley.builder.guided.draft import Draft
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_GOALS = """
    dar:dé concertar:concierte reservar:reserve agendar:agende programar:programe cambiar:cambie cancelar:cancele
    anular:anule modificar:modifique mover:mueva responder:responda contestar:conteste resolver:resuelva
    informar:informe
    tomar:tome consultar:consulte confirmar:confirme recordar:recuerde gestionar:gestione registrar:registre
    ofrecer:ofrezca vender:venda comprobar:compruebe rastrear:rastree tramitar:tramite abrir:abra renovar:renueve
"""
_MOVES = r"(?:pasar?|pase|transferir|transfiere|transfiera|derivar?|derive|desviar?|desvíe|comunicar|comunique)"
FOR = "para"
_IDLE = word_set("teléfono llamadas llamada teléfonos de a en por")
_USUAL = {
    "cita": ["name", "phone_number", "fecha", "hora"],
    "reserva": ["name", "phone_number", "fecha", "hora", "personas"],
    "mesa": ["name", "phone_number", "fecha", "hora", "personas"],
    "pedido": ["name", "phone_number", "pedido"],
    "recado": ["name", "phone_number", "mensaje"],
}


@cache
def _verbs() -> dict[str, str]:
    """Infinitives and subjunctives to the infinitive."""
    pairs = [entry.partition(":") for entry in _GOALS.split()]
    return {form: verb for verb, _, finite in pairs for form in (verb, finite)}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    verbs = "|".join(sorted(map(re.escape, _verbs()), key=len, reverse=True))
    return {
        "verb": re.compile(
            rf"(?:^|\b(?:tiene que|debe|debería|puede|pueda|podrá|para|que|y|e|o|quieren|quiere|también)\s+"
            rf"|,\s*)(?P<verb>{verbs})\b"
        ),
        "dont": re.compile(
            r"\b(?:no|nunca) (?:(?:debe|puede|tiene que|deberá|debería) )?(?P<what>[a-zñ]+(?:ar|er"
            r"|ir)\b[^.;!?\n]{2,160})"
        ),
        "hand": re.compile(
            rf"(?:\b(?:si|cuando|en caso de|para|ante) (?P<when>[^.;]+?),?\s+)?(?:(?:debe|tiene que|hay que"
            rf"|que) )?\b{_MOVES}(?:la|lo|le)?\b"
            r"\s*(?:(?:la llamada|el cliente|al cliente|las llamadas)\s+)?(?:a|al|con)\s+(?P<to>[^.;]{3,120})"
        ),
    }


def gather(sentence: Sentence, draft: Draft, tasks: Tasks) -> None:
    """What a sentence gives, data in brackets first."""
    beside = abroad.bracketed(sentence)
    abroad.put(told(sentence), sentence, draft, tasks)
    abroad.put_bracketed(beside, sentence, tasks)


def told(sentence: Sentence) -> Told:
    """What a Spanish sentence gives; its words are taken."""
    low = sentence.left
    if (dont := _patterns()["dont"].search(low)) is not None:
        start, end = dont.span("what")
        items = [part.strip(" ,.") for part in re.split(r"\s*,?\s+ni\s+", sentence.text[start:end])]
        return Told(donts=items, words=abroad.taken(sentence, dont.start(), end))
    if (hand := _patterns()["hand"].search(low)) is not None:
        case = sentence.text[slice(*hand.span("when"))] if hand.group("when") else ""
        case = re.sub(r",?\s*(?:debe|tiene que|hay que)$", "", case).strip(" ,")
        if case and hand.group().startswith(("para", "en caso", "ante")):
            case = f"the call is about {case}"
        to = sentence.text[slice(*hand.span("to"))]
        held = abroad.rule(case or "the caller asks for a person", to, to)
        return Told(handover=held, words=abroad.taken(sentence, hand.start(), hand.end()))
    return _tasks(sentence)


def _tasks(sentence: Sentence) -> Told:
    low = sentence.left
    found = list(_patterns()["verb"].finditer(low))
    objects = [_object(sentence, match, found[index + 1 : index + 2]) for index, match in enumerate(found)]
    goals = []
    for index, match in enumerate(found):
        wanted = objects[index] or next((later for later in objects[index + 1 :] if later), "")
        if not wanted or set(wanted.lower().split()[:2]) & _IDLE:
            continue
        value = abroad.named(_verbs()[match.group("verb")], wanted, is_verb_last=False, usual=_usual(wanted))
        goals += [(match.start("verb"), value)] if value else []
    if not goals:
        return Told()
    return Told(goals=goals, words=abroad.taken(sentence, goals[0][0], _end(sentence, found[-1])))


def _end(sentence: Sentence, match: re.Match[str]) -> int:
    stop = re.compile(r"[.;:!?()\n\ue002]|$").search(sentence.left, match.end())
    return stop.start() if stop else len(sentence.left)


def _object(sentence: Sentence, match: re.Match[str], following: list[re.Match[str]]) -> str:
    end = min([_end(sentence, match), *(later.start() for later in following)])
    words = sentence.text[match.end() : end].strip(" ,")
    return re.sub(r"^(?:las?|los?|el|sus?)\s+|\s+(?:y|e|o|,)$", "", words)


def _usual(wanted: str) -> list[str]:
    low = wanted.lower()
    if low.startswith(("pregunta", "duda")):
        return []
    return next((data for word, data in _USUAL.items() if word in low), [])


_ROLE = re.compile(
    r"\b(?P<role>(?:agente|asistente|recepcionista|chatbot|bot)(?: (?:de voz|virtual|telefónic[oa]"
    r"|de chat))?)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:[Tt]enemos|[Ss]omos|[Tt]engo|[Dd]irijo|[Pp]ara) (?P<what>(?:una?|nuestr[oa]|mi) [^,.;:!?\n]{3,80}?)"
    r"(?=,? (?:se llama|llamad[oa]) (?P<name>[A-ZÁÉÍÓÚÑ][\w'’&-]*(?: [A-ZÁÉÍÓÚÑ][\w'’&-]*)*)|[,.;:!?\n]| y | que )"
)


def role(text: str) -> str:
    """The agent's job title."""
    found = _ROLE.search(text)
    return found.group("role")[:1].upper() + found.group("role")[1:] if found else "Asistente"


def firm(text: str) -> str:
    """The organisation behind "para", "" where none is named."""
    found = _FIRM.search(text)
    if found is None:
        return ""
    what = re.sub(r"^(?:nuestra|mi)\b", "una", found.group("what").strip())
    what = re.sub(r"^nuestro\b", "un", what)
    return f"{found.group('name')}, {what}" if found.group("name") else what
