"""What the agent may tell callers, in Spanish: prices, deadlines, rules of the house, what there is."""

import re

from parley.builder.guided.reading import MASK_QUOTE, Sentence

_STRONG = re.compile(
    r"\d[\d.,]* ?(?:€|euros?|pesos?|soles|dólares|usd|\$|%|por ciento|bolivianos|colones|quetzales|guaraníes|lempiras"
    r"|mxn|bs|s/)|[€$] ?\d|s/\.? ?\d|\b(?:euros|pesos|soles|dólares|por ciento)\b"
    r"|\b(?:cuesta\w*|valen?|gratis|gratuit\w+|sin cost[eo]|incluid\w+|incluye\w*|garantía|como m[áí][xn]imo|plazo"
    r"|permanencia"
    r"|se paga\w*|pagan?|aparcamiento|estacionamiento|parking|wifi|descuento del|se sirve\w*|depósito|fianza|seña"
    r"|anticipo|recargo|tarifa|envío\w*|a domicilio|no se admiten|se admiten|admitimos|aceptamos|tarjetas?|en efectivo"
    r"|bizum|transferencia|yape|plin"
    r"|estamos en|queda en|ubicad\w+|estamos ubicad\w+|dirección es|sucursales|devoluci[oó]n\w* (?:en|hasta|dentro)"
    r"|reembols\w+|a partir de las|antes de las|con antelación|con anticipación|de antelación|en ayunas|se requiere\w*"
    r"|es obligatorio|hay que (?:traer|venir|llegar|presentar|llevar|pagar|cancelar|reservar)|deben? (?:traer|venir"
    r"|llegar|presentar)"
    r"|dura[nr]?|durará|tarda\w*|demora\w*|mínimo de|máximo de|se guarda\w*|se pierde|se recoge\w*|caduca\w*|vence\w*"
    r"|permiten?|permitid\w+|no se \w+n|no (?:pedimos|repartimos|cobramos|aceptamos|abrimos|hacemos|tenemos|hay"
    r"|se permit\w+"
    r"|incluye|vendemos|trabajamos|damos(?! abasto))|menores (?!de )|mascotas|tenemos (?:aparcamiento|parking|terraza"
    r"|wifi"
    r"|servicio"
    r"|opciones|menú|envío|convenio)|hay (?:aparcamiento|parking|estacionamiento|wifi|terraza|rampa|acceso"
    r"|ascensor|descuento|menú|piscina|promoción|opciones|cambiador)"
    r"|abre (?:el|en|desde)|empiezan? el|comienza\w* el|matrícula|cuota|inscripción|regalo|promoción|oferta|2x1"
    r"|cobertura|cubre|entregamos|repartimos|enviamos|llega\w* (?:en|entre)|es necesari[oa]|necesita\w* (?:cita"
    r"|reserva)|solo con (?:cita|reserva)|con receta|servicio técnico|primera (?:visita|consulta|clase|sesión)"
    r"|horario de (?:visita|recogida))\b"
)
_OURS = re.compile(
    r"\b(?:regalamos|llevamos (?!\w+ (?:años|meses)|un|la|el|los)|trabajamos (?:sol[oa]|sólo|en|todos|desde|por)"
    r"|tocamos|hacemos"
    r"|vendemos|alquilamos|repartimos|servimos|entregamos|recogemos|cambiamos|devolvemos|admitimos|ofrecemos|enviamos"
    r"|montamos|reparamos|arreglamos|prestamos|garantizamos|incluimos|organizamos|preparamos|guardamos|tardamos"
    r"|salimos"
    r"|paramos|cerramos (?:en|por|del)|vamos (?!a )|llegamos (?:a|hasta))\b"
)
"""What the house does, as its own people say it."""
_ASIDE = re.compile(r",? que (?:luego|si no|después|ya sab\w+|aquí|la gente|es que|no (?:nos|me|se)) [^,;]*$")
_STATES = re.compile(
    r"\d[\d.,]*|\b(?:mil|cientos|ciento|docena|media docena)\b|\b(?:sin|con) (?:costo|coste|cargo|recargo"
    r"|intereses|límite)"
    r"|\b(?:contamos con|disponemos de|ofrecemos|sale[n]? (?:a |en )?\w+|est[áa]n? a|no tienen?|se hacen? (?:en|por"
    r"|con)|se (?!trata|llama\b"
    r"|me|le|la|lo|nos|te|los|las|les|ha|han|h[ai]c|dice|imagin|entera|entiend|va\b|van\b|olvid|pued|podr|deb|quier"
    r"|necesit|pid|pregunt|pong|dej[ae] de|queja|pasa)[a-záéíóúñ]{2,}[aeáé]n?\b|incluid[oa]s?|no se \w+)"
)
"""What makes a sentence that no rule has used a statement about the house: a number, a "se cobra", "contamos con"."""
_TELLING = re.compile(
    r"^(?:(?:y|e|también|además|ah|ojo|si (?:se lo |le |les "
    r"|alguien )?pregunt\w+),? )*(?:l[oe]s? )?(?:sí )?(?:se )?(?:puede"
    r"|podrá|debe|deberá|tiene que|que|hay que|conviene que)?(?: también| sí)? ?(?:decir|contar|informar"
    r"|explicar|aclarar"
    r"|comentar|saber|recordar|diga|cuente|informe|explique|aclare|comente|sepa|recuerde|informarse|decirse|contarse"
    r"|avise|avisar|decirles|contarles|informarles)(?: de)?(?: siempre| a (?:la gente|los \w+"
    r"|quien \w+))?[,:]? (?=que\b)"
)
_TELL = re.compile(
    r"\b(?:que (?:diga|avise|deje claro|sepa|cuente|informe|aclare|explique|recuerde|lo diga|avisen?)|puede (?:decir"
    r"|contar|informar|explicar)|conviene que sepa|datos|información|debe (?:decir|informar|saber)|tiene que (?:decir"
    r"|saber|avisar)|hay que (?:decir|avisar)|para que (?:sepa|lo diga)|a tener en cuenta|eso que lo diga|que lo diga"
    r"|ten en cuenta)\b"
)
_PERSONAL = re.compile(
    r"\b(?:yo|me|mi|mis|quiero|queremos|necesito|necesitamos|busco|buscamos|llevo|llevamos (?:\w+ (?:años|meses)|un"
    r"|la|el|los)|fundó|abrió|qué pena"
    r"|quedó mal|mire que"
    r"|mir[aá] que|es que|fíjate|anda[n]? estresad|gracias|hola"
    r"|buenas|confío|usted\?|sé|creo|pienso|estamos hartos|nos (?:pasa|llaman|dice|han)|me (?:dice|llama)|la verdad"
    r"|el caso es|usamos|trabajamos con|utilizamos|tenemos (?:un|una) (?!aparcamiento|parking|terraza|estacionamiento"
    r"|servicio|convenio|plazo|garantía|mínimo)|somos|google|hubspot|salesforce|calendar|excel)\b"
)
_CASE = re.compile(
    r"^(?:que )?(?:no (?:debe|puede|dé|diga)|nunca|jamás|debe|tiene que|quiero|queremos|tono|saludo|idioma)\b"
)
_LEAD = re.compile(
    r"^(?:(?:y|e|ah|además|también|pero|bueno|mira|mirá|oiga|oye|ojo|eso sí|importante|por cierto|otra cosa"
    r"|antes de seguir|se me olvidaba|me olvidaba|lo principal|más cosas|una cosa|datos(?: útiles)?|te cuento|apunte"
    r"|apunta|que (?:diga|avise|deje claro|sepa|cuente|informe|aclare|explique|recuerde)(?: siempre| de una vez"
    r"| también)?(?: de)?(?: que)?|puede (?:decir|contar|informar)(?: de)?(?: que)?|conviene que sepa|apunta que"
    r"|apunte que|apuntá que|anota que|anotá que|anote que|fíjate que|ten en cuenta que|(?:debe"
    r"|tiene que|hay que) (?:decir|informar|saber|avisar)(?: de)? que|debe (?:decir|informar)(?: que)?"
    r"|lo bueno es lo (?:segundo|primero)|sepan? que|que sepa(?:n)?(?: que)?|la verdad es que|para que sepa(?:s|n)?"
    r"|perdón|corrijo|me equivoqué|uy|no(?=,)|espere|espera|che|de una vez|que)\b[,:]?\s+|[\s,:–—-]+)+"
)
_TAIL = re.compile(
    r"(?:[\s,]+(?:que lo diga|eso que lo diga|nada más, eso que lo diga|por favor|porfa|eso sí|nada más"
    r"|que lo cambió .*|claro|eh|y ya|y|que no se (?:le )?olvide|, ?que .{0,60}nada))+[.\s]*$"
)
_SPLIT = re.compile(
    r"\s*;\s*|,?\s+y\s+(?=(?:estamos (?:en|al|a)|trabajamos|llevamos|regalamos|abrimos|cerramos) )"
    r"|,\s+(?=(?:fuera|dentro|estamos|trabajamos) )|,\s+y\s+(?=\w+ )|\s*,\s+(?=(?:el|la|los|las|no|hay|si|tenemos|se"
    r"|un|una) [\wáéíóúñ]+)"
    r"|\s+y\s+(?=(?:que\s+)?(?:no|hay|tenemos|aceptamos|el|la|los|las) [\wáéíóúñ]+(?: [\wáéíóúñ]+){0,4} (?:es|son"
    r"|cuesta\w*|valen?|dura|tarda|abre|se|está\w*|hay|pagan?|pedimos|tenemos|aceptamos|\d)|(?:que\s+)?(?:no (?:hay"
    r"|pedimos|cobramos|tenemos|aceptamos|hacemos|damos|vendemos|abrimos|se \w+)|hay|aceptamos|tenemos)\b"
    r"|(?:que\s+)?el lavado)"
)


def is_telling(sentence: Sentence) -> bool:
    """Whether a sentence lists what callers may be told: "puede decir que …, que … y que …"."""
    return _TELLING.match(sentence.left) is not None


def found(sentence: Sentence, *, is_labelled: bool = False) -> list[tuple[dict[str, str], str]]:
    """The facts of a sentence with their words, which are taken."""
    low = sentence.left
    told = _TELL.search(low) is not None
    telling = _TELLING.match(low)
    if (
        not is_labelled
        and not told
        and telling is None
        and not (_STRONG.search(low) or _STATES.search(low) or _OURS.search(low))
    ):
        return []
    if telling is not None:
        return _listed(sentence, telling.end())
    results: list[tuple[dict[str, str], str]] = []
    for start, end in _spans(low):
        aside = _ASIDE.search(low, start, end) if low.find(" que ", start, end) > 0 else None
        end = aside.start() if aside and aside.start() > start else end
        part = low[start:end]
        lead = _LEAD.match(part)
        begin = start + (lead.end() if lead else 0)
        said = sentence.text[begin:end]
        tail = _TAIL.search(said.lower())
        said = said[: tail.start()] if tail else said
        is_next = bool(results) and re.search(r"\d", part) is not None and not _PERSONAL.search(part)
        if not (is_labelled or is_next or _is_fact(low[begin:end], is_told=told)):
            continue
        plain = " ".join(said.split()).strip(" ,.;:")
        if (
            len(plain.split()) > 2
            and "\ue002" not in low[begin : begin + len(said)]
            and MASK_QUOTE not in low[begin:end]
        ):
            results.append((fact(plain), plain))
            sentence.take(begin, end)
    return results


_THAT = re.compile(r"(?:^|[,;]\s*(?:y\s+)?|\s+y\s+)(?:de\s+)?que\s+")


def _listed(sentence: Sentence, start: int) -> list[tuple[dict[str, str], str]]:
    """ "Puede decir que A, que B y que C": each is a fact."""
    joints = [each.span() for each in _THAT.finditer(sentence.left[start:])]
    ends = [*(begin for begin, _ in joints[1:]), len(sentence.left) - start]
    results = []
    for (_, begin), end in zip(joints, ends, strict=True):
        said = " ".join(sentence.text[start + begin : start + end].split()).strip(" ,.;:")
        left = sentence.left[start + begin : start + end]
        if len(said.split()) > 1 and "\ue002" not in left and MASK_QUOTE not in left:
            results.append((fact(said), said))
    if results:
        sentence.take(0, len(sentence.left))
    return results


def _spans(low: str) -> list[tuple[int, int]]:
    """The parts of a sentence, runs of used words apart; a part without a fact's sign belongs to the one before."""
    cuts = sorted(
        {*(each.span() for each in _SPLIT.finditer(low)), *(each.span() for each in re.finditer("\ue002+", low))}
    )
    spans, start = [], 0
    for cut in cuts:
        spans.append((start, cut[0]))
        start = cut[1]
    spans.append((start, len(low)))
    spans = [span for span in spans if low[slice(*span)].strip(" ,.")]
    joined: list[tuple[int, int]] = []
    for span in spans:
        part = low[slice(*span)]
        is_own = (
            _STRONG.search(part)
            or _OURS.search(part)
            or re.search(r"\d", part)
            or re.search(r"\b(?:es|son|está\w*|hay|se \w+|abre\w*|cierra\w*)\b", part)
        )
        if joined and _goes_with(low, joined[-1], span, is_own=bool(is_own)):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


def _goes_with(low: str, before: tuple[int, int], span: tuple[int, int], *, is_own: bool) -> bool:
    """Whether a part belongs to the one before: a price to its thing, a case to what holds then."""
    head = low[slice(*before)]
    if head.startswith(("si ", "cuando ")):
        return True
    if is_own:
        return len(head.split()) < 4 and _BARE.search(head) is not None
    return "\ue002" not in low[before[1] : span[0]] and not low[slice(*span)].startswith("si ")


_BARE = re.compile(r"^[a-záéíóúñ ]+$")


def _is_fact(low: str, *, is_told: bool) -> bool:
    if _CASE.match(low) or low.startswith("se llama") or "?" in low or _PERSONAL.search(low):
        return False
    return (
        _STRONG.search(low) is not None
        or _OURS.search(low) is not None
        or _STATES.search(low) is not None
        and not low.startswith("no ")
        or is_told
        and re.search(r"\b(?:es|son|está\w*|hay|se|tenemos|abre|dura)\b", low) is not None
    )


_TOPIC = re.compile(
    r"^(?:(?:el|la|los|las|un|una|no hay|hay|no|si|por|para|con|nuestr[oa]s?|que|se|ya|los"
    r"|es)\s+)*(?P<topic>[\wáéíóúñ]+(?: (?:de|del) [\wáéíóúñ]+)?)",
    re.IGNORECASE,
)


def fact(text: str) -> dict[str, str]:
    """A fact with the words it is about."""
    label, colon, rest = text.partition(": ")
    if colon and len(label.split()) <= 4:
        return {"topic": label[:120], "text": text[:1500]}
    found = _TOPIC.match(text)
    return {"topic": (found.group("topic") if found else text.split()[0])[:120], "text": text[:1500]}
