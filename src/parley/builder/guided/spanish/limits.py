"""What the agent must not do: "no debe …", "que no …", "nada de …", "prohibido …", "pedidos no"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import prohibited, verbs
from parley.builder.guided.tables import word_set

NEGATED = re.compile(
    r"\b(?:no|nunca|jamás|ni|tampoco|nada de|ningún|ninguna|prohibid[oa]s?|absten\w+|permit\w+|evit\w+|sin)\b"
)
_MODAL = (
    r"(?:(?:se )?(?:podemos|debemos|debe|deben|debería|deberá|debés|puede|pueden|podrá|podría|tiene que|tiene por qué"
    r"|ha de|hay que"
    r"|(?:quiero|queremos|quisiera|querría|necesito|deseo|deseamos)(?: es)? que|quiero es que|quisiera que"
    r"|necesito que"
    r"|me gustaría que|gustaría que|se te ocurra|vaya a|vayan a|está autorizad[oa] (?:a|para)|tiene permitido"
    r"|está permitido"
    r"|se permite|le permitas|permitas que|dejes que|hace falta que|es su (?:trabajo|tarea))\s+(?:nunca |jamás )?)"
)
_LEAD = (
    r"(?:(?:y|e|pero|además|también|ah|eso sí|sobre todo|ante todo|más que nada|pensándolo bien|al final|mejor"
    r"|prefiero que"
    r"|preferimos que|pues|mira|mirá|mire|por favor|ojo|importante|que|tampoco que|el (?:agente|bot"
    r"|asistente|robot)"
    r"|la (?:asistente|operadora|recepcionista)|ella|él|bajo ningún concepto|en ningún caso|de ninguna manera"
    r"|por supuesto|obviamente|,)\s+)*"
)
_VERB = r"[a-záéíóúñü]+"
_END = r"(?P<what>[^.;!?\n\ue000]{0,200}(?:[\ue000-\ue002«»\"“”][^.;!?\n]{0,80})?)"
_DONT = re.compile(
    rf"(?:^[«\"“\s]*|[,:;(]\s*|\by\s+|\bque\s+|\be\s+|\bpero\s+){_LEAD}(?P<no>no|nunca|jamás|tampoco"
    rf"|ni(?= (?:que )?[a-zñ]+[aei]r)"
    rf"|bajo ningún concepto|en ningún caso|de ninguna manera) (?:nunca |jamás |me |le |les |se |lo |la |nos "
    rf"|te )*(?P<modal>{_MODAL})?"
    rf"(?:me |le |les |se |lo |la |nos |los |las )*(?P<verb>{_VERB}){_END}"
)
_NOTHING = re.compile(r"\bnada de (?!eso)(?P<what>[^.;!?\n\ue000-\ue002]{3,160})")
_FORBIDDEN = re.compile(
    r"\b(?:(?:queda|está|tiene|le está|totalmente|terminantemente|estrictamente|absolutamente"
    r"|es) )*prohibid[oa]s?(?: que| el| la| los| las)?:? (?P<what>[^.;:!?\n\ue000-\ue002]{3,200})"
    r"|\b(?:debe |hay que |que |tiene que )?(?:evit(?:ar|e|en|á|a)|absten(?:erse|ga) de|se absten(?:ga|drá) de"
    r"|nos? abstenerse de)(?: a toda costa| siempre)?:? (?P<avoid>[^.;!?\n\ue000-\ue002]{3,200})"
    r"|\bno (?:está|se) permit(?:e|ido)(?: que)?:? (?P<allowed>[^.;!?\n\ue000-\ue002]{3,200})"
)
_WORD = re.compile(
    r"^(?:y |ah,? )?de (?P<topic>(?:cuánto|cómo|quién|qué|por qué|cuándo|dónde)\b[^,;.]{3,80}?),? no (?:puede|debe"
    r"|tiene que) (?:decir|comentar|hablar|opinar|soltar)\b(?P<rest>[^.;]*)"
)
_OWN_NO = re.compile(r"^(?:y |pero |ah,? )?(?P<what>[^,;:.]{3,60}?),? (?:eso )?no(?:,|$| gracias| por favor|,? eso no)")
_WE = re.compile(
    r"\bno (?P<verb>cogemos|hacemos|damos|tomamos|aceptamos|vendemos|reservamos|atendemos|cobramos|gestionamos"
    r"|tramitamos|cancelamos) (?P<what>[^.;,\n]{3,120}?(?:por teléfono|por chat|por whatsapp|por aquí|por esta vía"
    r"|por este medio|por mensaje|por la web|en línea))"
)
_INDICATIVE = word_set(
    """
    cobra da vende ofrece recomienda promete comenta pide toma hace opina habla confirma responde diagnostica
    receta negocia
    facilita revela comparte acepta gestiona tramita discute critica garantiza interpreta valora asesora agenda
    reserva
    informa regala cancela modifica cierra insiste presiona presupuesta
    """
)
_NOT_VERBS = word_set(
    """
    es está están hay tiene tienen son fue era sé sabe sabemos damos podemos pedimos repartimos abrimos atendemos
    tenemos
    solo sólo quieren quiere importa obstante más menos muy tan demasiado puedo vamos queremos sirve pasa llega
    llegan va
    contestamos cerramos trabajamos cobramos hacemos aceptamos me se lo la le nos había ha han he hemos será sería
    cuesta vale cubre incluye dura entra paga pagan vienen viene de del que a en al con por sin
    """
)
_MANNER = re.compile(r"^(?:ser|sea|sonar|suene|resultar|parecer|parezca|resulte) (?P<how>.+)")


def donts(sentence: Sentence) -> list[tuple[str, str]]:
    """The prohibitions of a sentence with their words, which are taken; those of manner are left for the tone."""
    low = sentence.left
    if NEGATED.search(low) is None:
        return []
    results: list[tuple[str, str]] = []
    for reader in (_of_topic, _spared, _never, _forbidden, _nothing, _ours, _negated, _declined):
        results += reader(sentence)
    return results


def _of_topic(sentence: Sentence) -> list[tuple[str, str]]:
    """ "De cuánto van a cobrar no puede decir ni una palabra, ni tampoco quién tuvo la culpa"."""
    found = _WORD.match(sentence.left)
    if found is None:
        return []
    topics = [sentence.text[slice(*found.span("topic"))]]
    for more in re.finditer(
        r"\b(?:ni|ni tampoco|tampoco)\s+(?P<more>(?:de )?(?:cuánto|cómo|quién|qué|por qué|cuándo"
        r"|dónde)\b[^,;.]{3,80})",
        found.group("rest"),
    ):
        start = found.start("rest")
        topics.append(sentence.text[start + more.start("more") : start + more.end("more")])
    words = sentence.take(*found.span())
    return [(f"decir {topic}", words) for topic in topics]


_NEVER = re.compile(
    r"(?:^|[,;]\s*|\b(?:y|e|pero)\s+)(?:de|sobre) (?P<topic>[^,;.:\ue000-\ue002]{3,60}?),? (?:(?:ni"
    r"|mejor no) (?:hablar|mu\b"
    r"|pío|palabra|una palabra|media palabra)|(?:que )?no (?:habl\w+|dig\w+ nada|opin\w+)|nada(?: de nada)?(?=[,.]|$))"
)


def _never(sentence: Sentence) -> list[tuple[str, str]]:
    """ "De precios ni hablar", "de política, que no hable"."""
    results = []
    for found in list(_NEVER.finditer(sentence.left)):
        topic, words = sentence.text[slice(*found.span("topic"))], sentence.text[slice(*found.span())].strip(" ,")
        sentence.take(*found.span())
        is_deed = re.match(r"[a-zñ]+[aei]r(?:l[aeo]s?|se)?\b", topic.lower()) is not None
        results.append((topic if is_deed else f"hablar de {topic}", words))
    return results


_SPARED = re.compile(
    r"(?:^|[,;:]\s*|\b(?:y|e|pero|pues|que) )(?:"
    r"(?:ni (?:se le|se te) (?:ocurra|vaya a)|cuidado con|ni hablar de|olvid\w+ de|lo que (?:\w+ )?no (?:puede|debe"
    r"|tiene que)"
    r" \w+(?: bajo ningún concepto| nunca| jamás)? es) (?P<deed>[^.;:\n\ue000-\ue002]{4,120})"
    r"|(?:ni (?:una|media) palabra|ni mu|ni pío|chitón) (?:de|sobre) (?P<topic>[^,.;:\ue000-\ue002]{3,80})"
    r"|(?:lo|eso) de (?P<thing>[^,.;:\ue000-\ue002]{3,60}?),? (?:tampoco|no|ni hablar|ni tocarlo|mejor no|ni de broma"
    r"|que (?:lo|la|los|las) deje|(?:que )?(?:ni )?lo toque)(?=[,.;]|$)"
    r"|(?P<none>[a-záéíóúñ]{4,}(?: [a-záéíóúñ]+){0,2}), (?:ningun[oa]|ni un[oa]|cero)(?=[,.;]|$)"
    r"|(?P<object>(?:el|la|los|las) [a-záéíóúñ]+(?: de [a-záéíóúñ]+)?),? que no (?:l[oa]s?"
    r"|l?es?) (?P<verb>[a-záéíóúñ]+)(?=[,.;]|$))"
)


def _spared(sentence: Sentence) -> list[tuple[str, str]]:
    """ "Ni se le ocurra dar el código", "ni una palabra de precios", "lo de los regalos tampoco"."""
    results = []
    for found in list(_SPARED.finditer(sentence.left)):
        part = {name: sentence.text[slice(*found.span(name))] for name, said in found.groupdict().items() if said}
        words = sentence.take(*found.span()).strip(" ,")
        if "deed" in part:
            results += [(item, words) for item in prohibited.items(part["deed"])]
        elif "object" in part:
            results += [(item, words) for item in prohibited.items(f"{part['verb']} {part['object'].lower()}")]
        else:
            topic = f"hablar de {part['topic']}" if "topic" in part else part.get("thing") or part["none"]
            results.append((topic, words))
    return results


def _forbidden(sentence: Sentence) -> list[tuple[str, str]]:
    return _each(sentence, _FORBIDDEN, ("what", "avoid", "allowed"))


def _nothing(sentence: Sentence) -> list[tuple[str, str]]:
    """ "Nada de dar consejos"; a single noun ("nada de rollos") speaks of manner."""
    found = _NOTHING.search(sentence.left)
    is_manner = (
        found is not None and len(found.group("what").split()) < 2 and not re.search("[aei]r$", found.group("what"))
    )
    return [] if is_manner else _each(sentence, _NOTHING, ("what",))


def _each(sentence: Sentence, pattern: re.Pattern[str], groups: tuple[str, ...]) -> list[tuple[str, str]]:
    results: list[tuple[str, str]] = []
    while (found := pattern.search(sentence.left)) is not None:
        span = next(found.span(group) for group in groups if found.group(group))
        end = _stop(sentence.left, *span)
        said = sentence.text[span[0] : end]
        words = sentence.take(found.start(), end).strip(" ,")
        results += [(item, words) for item in prohibited.items(said)]
    return results


def _stop(low: str, start: int, end: int) -> int:
    """Where a prohibition ends: at a comma with what is no part of it."""
    stop = re.compile(
        r",?\s*\ue002|,?\s+y (?:el|la|los|las) [a-záéíóúñ]+(?: de [a-záéíóúñ]+)?,? que no\b"
        r"|,\s+(?:y )?(?:no puede|no debe"
        r"|que no|eso|que|pero|y que|si|además|siempre|y si|hay que|nunca|jamás|tampoco"
        r"|no)\b| y que (?:no|nunca|jamás|sea|termine|hable|diga|avise)\b| pero | y (?:no|nunca"
        r"|tampoco) (?:puede|debe)\b"
    ).search(low, start, end)
    return stop.start() if stop else end


def _ours(sentence: Sentence) -> list[tuple[str, str]]:
    """ "No cogemos cita para novias por teléfono": what the house does not do on this way is the agent's limit."""
    found = _WE.search(sentence.left)
    if found is None:
        return []
    verb = {"cogemos": "coger", "hacemos": "hacer", "damos": "dar"}.get(
        found.group("verb"), found.group("verb")[:-3] + "r"
    )
    words = sentence.take(*found.span())
    return [(f"{verb} {words[found.start('what') - found.start() :]}", words)]


def _negated(sentence: Sentence) -> list[tuple[str, str]]:
    results: list[tuple[str, str]] = []
    position = 0
    while (found := _DONT.search(sentence.left, position)) is not None:
        position = found.end("verb")
        if not _is_limit(found):
            continue
        end = _stop(sentence.left, found.start("what"), found.end("what"))
        said = sentence.text[found.start("verb") : end]
        if _MANNER.match(said.lower()):
            continue
        words = sentence.take(found.start("no"), end).strip(" ,")
        results += [(item, words) for item in prohibited.items(said)]
        position = end
    return results


_OPENING = re.compile(
    r"(?:(?:^|[,;:.\ue002]|\b(?:y|e|pero|sí|además|también|quiero|queremos|prefiero|importante|favor|ojo|todo|bien"
    r"|final|mejor|mira|pues)) ?que"
    r"|por favor|[,:]|\by) $"
)


def _is_limit(found: re.Match[str]) -> bool:
    verb, before = found.group("verb"), found.string[: found.start("no")]
    if found.group("modal"):
        if (
            not found.group("modal").rstrip().endswith("que")
            and re.search(r"[aeií]r(?:l[aeo]s?|se|nos|me)?$", verb) is None
        ):
            return False
        return verb not in {"ser", "estar", "sea"} or not found.group("modal").startswith("puede")
    said = found.string[found.start("no") :]
    if verb in _NOT_VERBS or re.match(r"\w+ (?:nos|me) \w+ (?:nadie|nada|ni)\b", said):
        return False
    if re.match(r"\w+ se ", said) and not (re.search(r"(?:^|[,;]|\by|todo|pues) ?que $", before) and _is_order(verb)):
        return False
    if re.search(
        r"\bsi (?:\w+ ){0,4}$|\bcuando (?:\w+ ){0,4}$|\b(?:lo|los|la|las|gente|clientes?|personas?|ya|demás"
        r"|(?<!sobre )(?<!ante )todo"
        r"|algo) que $|porque $"
        r"|aunque $",
        before,
    ):
        return False
    if re.fullmatch(r"[a-zñáéíóú]+(?:ar|er|ir)(?:le|les|se|lo|la|los|las)?", verb):
        return True
    if _OPENING.search(before) or not before.strip() or _AGENT.search(before):
        return _is_order(verb) or verb in _INDICATIVE
    return False


_AGENT = re.compile(r"\b(?:agente|bot|asistente|robot|chat)(?: que)? $")


def _is_order(verb: str) -> bool:
    """Whether a form has the look of a subjunctive or an imperative in the third person or of "tú"."""
    if verb in verbs.forms() and not verb.endswith(("ar", "er", "ir")):
        return True
    return (
        re.fullmatch(r"[a-zñáéíóúü]{2,}(?:e|en|a|an|es|as|gas|gues)", verb) is not None
        and verb not in _FACTUAL
        and not verb.endswith(("mos", "aba", "ía"))
    )


_FACTUAL = word_set(
    "hace falta existe funciona queda abre cierra llega acaba termina empieza necesita suele puede "
    "suena cabe tarda olvida pase importa entiende entienden atiende contesta responde"
)


def _declined(sentence: Sentence) -> list[tuple[str, str]]:
    """ "Pedidos para llevar no, eso no"."""
    found = _OWN_NO.match(sentence.left)
    if (
        found is None
        or len(found.group("what").split()) > 6
        or re.search(r"\b(?:si|que|porque|es|está)\b", found.group("what"))
        or found.group("what") in {"hoy", "perdón", "uy", "bueno"}
    ):
        return []
    if (
        not re.search(r", eso no|por teléfono no|eso no$|no$|no, gracias", sentence.left[: found.end() + 12])
        or len(found.group("what").split()) < 2
    ):
        return []
    words = sentence.text[slice(*found.span("what"))]
    sentence.take(*found.span())
    return [(words, words)]
