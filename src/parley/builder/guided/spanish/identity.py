"""Which kind of agent is wanted, and what it is for."""

import re

from parley.agents.schemas import Kind
from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import verbs

ROLE = re.compile(
    r"\b(?:agente|asistente|bot|chatbot|robot|recepcionista|operadora?|secretaria|contestador\w*|ayudante"
    r"|teleoperador\w*|voz virtual|telefonista|chat|centralita|algo que|sistema que|alguien que|ia que|herramienta que"
    r"|servicio de (?:voz|atención)|línea)\b"
)
WANT = re.compile(
    r"\b(?:quer(?:emos|ría|ríamos|íamos|ía)|quiero|quisiera|quisiéramos|necesit(?:o|amos|aría|aríamos|ábamos|aba)"
    r"|requ(?:iero|erimos)|solicitamos|busco|buscamos|nos hace falta|hace falta"
    r"|me gustaría|nos gustaría|queríamos|quería|estamos buscando|hemos pensado en|pensamos en|ando buscando|deseo"
    r"|deseamos"
    r"|ocupo|ocupamos|preciso|precisamos|pondríamos|vamos a poner|montar|la idea es|me hace falta|lo que (?:queremos"
    r"|quiero|buscamos|necesitamos) es|crear|crea|hazme|armame|ármame|vengo a pedir|tener|pondr(?:á|án"
    r"|emos) en (?:servicio|marcha)|vamos a (?:lanzar|tener|implementar)|disponer de|contar con)\b"
)
_KINDS = (
    (
        Kind.REMINDER,
        9,
        r"recordatorios?|recordar\w*|recuerd[ea]\w*|avisos? de (?:pago|cita|vencimiento)|vencimientos?"
        r"|cobranza preventiva",
    ),
    (Kind.SURVEY, 9, r"encuestas?|encuestar|satisfacción|nps|sondeos?|opinión de"),
    (
        Kind.HELPDESK,
        5,
        r"helpdesk|help desk|mesa de ayuda|soporte (?:técnico )?interno|soporte it|informátic[ao] intern\w+"
        r"|servicio interno|mesa de servicio|contraseñas?|vpn",
    ),
    (
        Kind.RECEPTION,
        4,
        r"recepci[oó]n|recepcionista|centralita|conmutador|secretari[ao]|conserjería|telefonista|operadora"
        r"|derivar? llamadas|filtrar? llamadas",
    ),
    (
        Kind.RECEPTION,
        0.5,
        r"(?:coj|cog|atiend|atend|contest)\w+ (?:\w+ ){0,3}(?:llamadas|teléfono)|orient\w+|recados?",
    ),
    (
        Kind.BOOKING,
        4,
        r"reservas?|reservaci[oó]n\w*|reservar|citas?|turnos?|agendar?|agende\w*|agenda|agendamiento|horas médicas"
        r"|pedir hora|concertar|cita previa|agendar horas",
    ),
    (
        Kind.SALES,
        4,
        r"ventas?|vender|venda|comercial|captar|captaci[oó]n|leads?|convert\w+|conviert\w+|cotiza\w*|cotice\w*"
        r"|(?:tom|hac|hag|levant|recib|encarg)\w+ (?:\w+ ){0,2}(?:pedidos?|encargos?)|presupuestos?|prospect\w+"
        r"|calificar|cualificar|vendedora?|demos?",
    ),
    (
        Kind.SUPPORT,
        3,
        r"soporte|atención (?:al|a|de) \w+|servicio al cliente|atención|averías?|reclamos?|reclamaciones|incidencias"
        r"|consultas|dudas|siniestros?|partes|postventa|posventa|ayuda|devoluciones|envíos?|paquetes?|pedidos?"
        r"|seguimiento|preguntas|consultar|bloquear|reportar|reclamar|averiguar|atender a l[oa]s? \w+|resolver\w*",
    ),
)


def kind(text: str, names: str = "") -> Kind | None:
    """The kind that an agent's purpose and its goals' names (both lower case, a name a line) suggest."""
    scores: dict[Kind, float] = {}
    tasks = names.splitlines()
    for known, weight, pattern in _KINDS:
        said = len(set(re.findall(rf"\b(?:{pattern})\b", text)))
        shared = sum(re.search(rf"\b(?:{pattern})\b", task) is not None for task in tasks)
        hits = weight * min(said, 2) + (shared if text.strip() or 2 * shared > len(tasks) else 0)
        if hits:
            scores[known] = scores.get(known, 0) + hits
    return max(scores, key=lambda each: scores[each]) if scores else None


_DOES = re.compile(
    r"\b(?:(?:su|la) (?:trabajo|función|tarea|labor|misión|objetivo|cometido|finalidad)(?: principal)? (?:es|será"
    r"|sería|consiste en|:)|(?:lo que (?:tiene que|debe|hará) hacer(?: es)?|se encargar[áí]a?|se encargue"
    r"|debe encargarse|se ocupar[áí]a?|se ocupe|servirá) (?:de|para)|la idea es(?: que)?|sirve para|sería para"
    r"|es para) (?P<does>[^.;\n]{6,400})"
)
_THAT = re.compile(
    r"\b(?:que|para que)\s+(?:nos |me |les |le |se )?(?:(?:pueda|sepa|ayude a|se encargue de|sea capaz de"
    r"|responda tanto|tanto)\s+)?(?P<verb>[a-záéíóúñ]+)\b"
)
_TO = re.compile(
    r"\b(?:para|a fin de|con el fin de|capaz de|que pueda|que sepa)\s+(?P<verb>[a-zñ]+(?:ar|er|ir)(?:le|les|me|nos|se"
    r"|lo|los|las)?)\b"
)
_ROLE_DOES = re.compile(
    r"(?: (?:de (?:la|el|nuestr[oa]|mi) \w+|virtual|telefónic[oa]|automátic[oa]|de voz|digital|de whatsapp"
    r"|inteligente))* (?:nos |me |les "
    r"|le )?(?P<verb>[a-záéíóúñ]+)\b"
)
_FOR = re.compile(
    r"\b(?:para|de) (?P<job>(?:la |el |las |los )?(?:atención|soporte|servicio|ventas|reservas|citas|turnos|recepción"
    r"|seguimiento|gestión|consultas|cobranza|encuestas?|recordatorios|pedidos|averías|postventa|agendamiento"
    r"|captación|información|reservaciones)\b[^.;:,\n]{0,120})"
)
JOB = re.compile(
    r"(?:la |el |las |los )?(?:atención|soporte|servicio|ventas?|reservas|citas|turnos|recepción|seguimiento|gestión"
    r"|consultas|cobranza|encuestas?|recordatorios|pedidos|averías|postventa|agendamiento|captación|información)\b"
)
_CUT = re.compile(
    r",? (?:que (?:mientras|luego|así|es que|la verdad|yo|nosotr|aquí|tenemos|ya no|los? \w+ no)\b.*|así (?:las|los|no"
    r"|nos|que)\b.*|porque\b.*|con estas características.*|y que (?:sea|hable|pregunte|pida|no|nunca|suene|tenga"
    r"|avise de)\b.*|que (?:pregunte|pida|hable|sea|suene)\b.*"
    r"|pero que\b.*|ya que\b.*|pues\b.*|mientras\b.*|,? cuando llaman.*|con (?:voz|tono)\b.*|y también que\b.*"
    r"|, (?:con|siempre|hablando|tratando)\b.*)$",
    re.DOTALL,
)
_IDLE = re.compile(
    r"^(?:(?:conteste|atienda|coja|responda|contestar|atender|coger|agarre|funcione|trabaje|esté|responder|hable"
    r"|sea)(?: (?:el|la|los|las|por|al|tanto|en|de|y|un|una|nuestro|nuestra|teléfono|whatsapp|llamadas?|chat|web"
    r"|mensajes|tubo|línea|centralita|instagram))*)[ .]*$"
)


def purpose(sentence: Sentence, *, is_role: bool) -> tuple[str, str]:
    """What the agent is for, as a span of the sentence; nothing is taken."""
    low = sentence.left
    found = _DOES.search(low)
    if found and ROLE.search(found.group("does")) is None:
        return _said(sentence, found.start("does"), found.end("does"))
    return _of_role(sentence) if is_role else ("", "")


_OBJECT = re.compile(r"\s+(?:tener |montar |poner |crear |contratar |que (?=\w+ (?:me|nos|les?) ))?")
_WISH_END = re.compile(
    r",? (?:que no|porque|ya que|así|pero|y no sé|pues|la verdad|por favor|gracias|y que|si puede ser)\b.*$|[,;]\s.*$",
    re.DOTALL,
)


def wish(sentence: Sentence) -> str:
    """What is wished for, where no work is told: "una asistente de voz para los socios"."""
    found = WANT.search(sentence.left)
    start = _OBJECT.match(sentence.left, found.end()) if found else None
    if start is None or "\ue002" in sentence.left[start.end() :]:
        return ""
    said = _WISH_END.sub("", sentence.text[start.end() :].strip(" .!")).strip(" ,.")
    return said[:300] if len(said.split()) > 3 else ""


_GOES_ON = re.compile(
    r"(?:y )?(?:que|debe|deberá|tiene que|tendrá que|para que) (?:poder |sepa )?(?P<verb>[a-záéíóúñ]+) "
)


def goes_on(low: str) -> bool:
    """Whether a sentence behind the wish for an agent says what it does: "que agende citas"."""
    found = _GOES_ON.match(low)
    return found is not None and verbs.is_concrete(verbs.infinitive(found.group("verb")))


def _of_role(sentence: Sentence) -> tuple[str, str]:
    """What stands behind the wish for an agent: "que agende horas", "para tomar pedidos", "de reservas"."""
    low = sentence.left
    role = ROLE.search(low, (WANT.search(low) or re.match("", low)).start())  # type: ignore[union-attr]  # "" always matches
    start = role.end() - (3 if role.group().endswith(" que") else 0) if role else 0
    if (after := _ROLE_DOES.match(low, start)) and verbs.infinitive(after.group("verb")) != after.group("verb"):
        return _said(sentence, after.start("verb"), len(low))
    for pattern in (_THAT, _TO):
        for found in pattern.finditer(low, start):
            verb = found.group("verb")
            if pattern is _THAT and verbs.infinitive(verb) == verb and not re.search(r"(?:e|a|en|an)$", verb):
                continue
            if verb in {
                "sea",
                "tenga",
                "hable",
                "suene",
                "quiero",
                "queremos",
                "esto",
                "ser",
                "tener",
                "la",
                "una",
                "nada",
                "era",
            }:
                continue
            return _said(sentence, found.start("verb"), len(low))
    job = _FOR.search(low, max(0, start - 12))
    return _said(sentence, job.start("job"), job.end("job")) if job else ("", "")


def _said(sentence: Sentence, start: int, end: int) -> tuple[str, str]:
    stop = re.compile(r"\s[–—]\s|:\s(?!que )|\ue002").search(sentence.left, start, end)
    words = sentence.text[start : stop.start() if stop else end].strip(" ,.:")
    cut = _CUT.search(words.lower())
    words = words[: cut.start()].strip(" ,.:") if cut and cut.start() > 8 else words
    return ("", "") if len(words) < 5 or _IDLE.match(words.lower()) else (words[:600], words)


_TITLE = re.compile(
    r"\b(?:agente|asistente|recepcionista|chatbot|bot|robot|operadora?|secretaria)(?: (?:de voz|virtual|telefónic[oa]"
    r"|de chat))?\b"
)


def title(role: str) -> str:
    """The agent's title in a wish for one (lower case), "" for none."""
    found = _TITLE.search(role)
    return found.group()[:1].upper() + found.group()[1:] if found else ""
