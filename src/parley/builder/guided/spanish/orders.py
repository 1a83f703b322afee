"""What the agent is ordered to do: "y que apunte los encargos, con la medida y cuántas ruedas quieren"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import data, tasks, verbs
from parley.builder.guided.spanish.goals import Told, listed
from parley.builder.guided.tables import word_set

_ORDER = re.compile(
    r"^(?:(?:y|e|o|pero|también|además|luego|después|por último|bueno|ah|otra cosa|lo mismo|así como|aparte|encima"
    r"|por otro lado|para empezar|primero|segundo|tercero)[,:]? )*"
    r"(?P<order>(?:(?:el|la) (?:agente|asistente|bot|robot|chat) )?(?:(?:tiene|tendrá|tendría|tenga) que|debe(?:rá"
    r"|ría)?"
    r"|ha de|hay que|habría que|va a|se (?:encarga|ocupa|encargará) de|(?:quiero|queremos|necesito|necesitamos"
    r"|me gustaría"
    r"|nos gustaría|la idea es|lo que quiero es) que|que)(?: también| además| sea capaz de| pueda| sepa| poder"
    r"| luego)* )?"
    r"(?:(?:me|nos|les?|se) )?(?P<verb>[a-záéíóúñ]+?)(?P<whom>l[eo]s?)?(?= )"
)
_TELLS = re.compile(
    r" (?:(?:a|al) (?:(?:la|los|las|el|quien|cada|cualquier|todo el) )?[a-záéíóúñ]+(?: que [a-záéíóúñ]+)? )?"
    r"(?:si|cuándo|cómo (?:va|está|sigue)\w*|en qué (?:estado|punto|fase|paso|anda)|por dónde|cuánt[oa]s? (?:falta"
    r"|queda|le falta|tard|deb)\w*"
    r"|qué día|dónde (?:está|anda|va))\b"
)
_TELLING = word_set(
    """
    decir informar avisar contar confirmar comprobar consultar mirar ver explicar comunicar
    """
)
_TAKES = re.compile(
    r" (?:nota|recado|constancia|razón) de (?!(?:que|su|quién llama)\b)| (?:cita|citas|hora|horas|turno|turnos"
    r"|presupuesto|vez|tanda|mesa)\b"
    r"| (?:(?:el|la|los|las|un|una|nuestr[oa]s) )?(?:pedidos?|encargos?|reservas?|recados?|avisos?|solicitudes"
    r"|inscripciones"
    r"|incidencias|averías|matrículas|consultas|apartados|reclam\w+|órdenes|compras)\b"
)
_TAKING = word_set(
    """
    dar tomar recoger recibir levantar apuntar anotar registrar gestionar coger hacer tramitar
    """
)
_DOING = word_set(
    """
    agendar reservar programar reprogramar concertar apartar cambiar cancelar anular inscribir matricular rastrear
    renovar reportar tramitar alquilar vender cotizar apuntar localizar bloquear activar
    """
)
_RULE = re.compile(r"\b(?:antes de|siempre|nunca|no|jamás|al final|al principio|primero hay|como mucho|despacio)\b")
_END = re.compile(
    r"[(:;.\ue000-\ue002]|,|\s+(?:con|pidiendo|preguntando|indicando|dando|para lo que|porque|ya que|y que|y ahí"
    r"|y para eso"
    r"|y pid\w+|y pregunt\w+|y (?:que )?(?:le|les|nos)|que (?:con|para|no|es|se|me|nos|luego|así|después))\b"
)


def found(sentence: Sentence, told: Told, *, is_purpose: bool = False) -> bool:
    """A task that the agent is ordered to do, with the data behind it; its words are taken but those of the purpose."""
    low = sentence.left
    order = _ORDER.match(low)
    if order is None or "?" in low:
        return False
    verb = verbs.infinitive(order.group("verb"))
    if order.group("order") is None and verb != order.group("verb"):
        return False
    rest = low[order.end() :]
    if not _is_task(verb, rest):
        return False
    stop = _END.search(low, order.end() + 3)
    end = stop.start() if stop else len(low.rstrip(" ."))
    if _RULE.search(low, 0, end) or data.begins(low[order.end() : end]):
        return False
    name = tasks.task(f"{verb}{order.group('whom') or ''}{sentence.text[order.end() : end]}")
    if not name or len(name.split()) < 2:
        return False
    names = data.names(listed(_after(low[end:]))) if stop else []
    told.add(name, names, sentence.text[:end])
    if not is_purpose:
        sentence.take(0, len(low) if names or stop is None else end)
    return True


def _is_task(verb: str, rest: str) -> bool:
    if verb in _TELLING:
        return _TELLS.match(rest) is not None
    return verb in _DOING or verb in _TAKING and _TAKES.match(rest) is not None


_CUE = re.compile(
    r"(?:[\s,;:.(–-]|\b(?:y|e|ahí|allí|acá|aquí|que|le|les|nos|me|se|para (?:eso|esto|ello|lo que|lo cual)|donde"
    r"|siempre"
    r"|con|también|solo|sólo|además|luego|necesit\w+|hay que|tienen? que|debe[n]?|ha[n]? de|pid\w+|ped\w+|pídel\w+"
    r"|pregunt\w+|pregúnt\w+|anot\w+|apunt\w+|tom\w+|recog\w+|hacen? falta|bast\w+|alcanz\w+|requ\w+|exig\w+|saber"
    r"|decir|diga|digan|dice|dicen|diciendo|dar|den|dé|dando|deje|dejen|dejar|indi\w+|facilit\w+|aport\w+"
    r"|proporcion\w+"
    r"|solicit\w+|conf\w+|previa|mediante|a partir de|a través de|tener|teniendo|cont\w+|es necesario)\b)*"
)


def _after(low: str) -> str:
    """The list behind words that ask for data: "; para eso que pida nombre y día" has "nombre y día"."""
    found = _CUE.match(low)
    rest = low[found.end() :] if found else low
    return _WILL_DO.sub("", rest)


_WILL_DO = re.compile(
    r",? (?:ya )?(?:(?:me|nos|le|les) )?(?:basta|alcanza|vale|sobra|llega|sirve|es suficiente|es bastante|es todo"
    r"|está)\b.*$"
)


_ENOUGH = re.compile(
    r"\b(?:ahí |para eso |que )*con (?:solo |sólo |saber )?(?P<list>[^.;:,\ue000-\ue002]{3,60}?),? (?:ya )?(?:(?:me"
    r"|nos|le|les) )?"
    r"(?:basta|alcanza|vale|sobra|llega|sirve|es suficiente|es bastante|estamos|está)\b"
)


def enough(sentence: Sentence, told: Told) -> None:
    """ "Con la matrícula basta": all that the task told before needs."""
    for found in list(_ENOUGH.finditer(sentence.left)) if sentence.left.find("con ") >= 0 else ():
        names = data.names(found.group("list"), is_sure=True)
        if names:
            words = sentence.take(*found.span())
            if told.goals:
                told.add(str(told.goals[-1]["name"]), names, words)
            else:
                told.loose, told.loose_words = told.loose + names, told.loose_words or words


_GENTE = re.compile(
    r"\b(?:gente|clientes|pacientes|personas|otros|algunos|muchos|quienes|los)(?: que)? (?:solo |sólo |lo que "
    r"|simplemente )?quieren? (?:solo |sólo )?(?P<task>[^,;.:]{4,80})"
)


def wished(sentence: Sentence) -> list[tuple[str, str]]:
    """ "Hay gente que solo quiere saber cómo va lo suyo": a task that callers wish for, with its words."""
    return [
        (name, sentence.text[slice(*found.span())])
        for found in _GENTE.finditer(sentence.left)
        if (name := tasks.task(sentence.text[slice(*found.span("task"))]))
    ]
