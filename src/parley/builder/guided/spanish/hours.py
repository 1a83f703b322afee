"""Opening hours in Spanish: "de lunes a viernes de 9 a 14 h", "de nueve a dos", "las veinticuatro horas"."""

import re

from parley.builder.guided.reading import Sentence

_NUMBER = (
    r"(?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete"
    r"|dieciocho"
    r"|diecinueve|veinte|veintiuna?|veintidós|veintitrés|veinticuatro|mediodía|medianoche)"
)
_PART = (
    r"(?: (?:de|por|en) la (?:mañana|tarde|noche|madrugada)| del mediodía| ?(?:a|p)\.? ?m\b\.?| del? (?:día"
    r"|la tarde))?"
)
_TIME = (
    rf"(?:(?:las|la|el) )?(?:\d{{1,2}}(?: ?(?:[:.h]) ?\d{{2}})?|{_NUMBER})(?: y (?:media|cuarto|treinta|quince)"
    rf"| menos cuarto)?"
    rf"(?: en punto)?(?: ?(?:horas|hrs?\.?|h)\b\.?)?{_PART}"
)
_SPAN = (
    rf"(?:(?:desde|de|entre|a partir de) )?{_TIME} ?(?:a|hasta|y|-|–|—) ?{_TIME}(?!\w)(?! ?(?:años|días|personas"
    rf"|minutos|euros|pesos|%))"
)
_DAY = (
    r"(?:lun(?:es|\b)\.?|mar(?:tes|\b)\.?|mi[ée](?:rcoles|\b)\.?|jue(?:ves|\b)\.?|vie(?:rnes|\b)\.?|s[áa]b(?:ados?"
    r"|\b)\.?"
    r"|dom(?:ingos?|\b)\.?|festivos|feriados|diario|todos los d[ií]as|cada día|fin(?:es)? de semana|entre semana"
    r"|días laborables"
    r"|días hábiles|laborables|toda la semana|[lmxjvsd]\b(?= ?[-–a] ?[lmxjvsd]\b)|(?<=[-–] )[lmxjvsd]\b"
    r"|(?<=[-–])[lmxjvsd]\b|(?<=[,;] )[lmxjvsd]\b(?= \d)"
    r"|(?<= a )[vsd]\b)"
)
_DAYS = (
    rf"(?:(?:(?:de|desde|del|los|el|las|a|todos los|los días|solo|en|y|cada) )*{_DAY}(?: ?(?:a|al|hasta|y|e|,|/|-|–"
    rf"|o) ?(?:(?:los|el|las) )?{_DAY}){{0,6}})"
)
_AROUND = (
    r"(?:las (?:24|veinticuatro) horas(?: (?:del|al) día)?|(?:24|veinticuatro) horas (?:del|al) día"
    r"|(?<=abierto )24 horas|(?<=abrimos )24 horas|24 ?/ ?7|(?:las )?24 ?(?:h|hs|hrs)\b|día y noche|24x7)"
)
_CLOSED = r"(?:cerrad[oa]s?|cerramos|no (?:abrimos|atendemos|hay)|descanso|descansamos|libre)"
_ONLY = (
    r"(?:(?:solo|sólo|solamente|únicamente|también|nada más|abrimos|cerramos|,|y|por la (?:mañana|tarde|noche)"
    r"|de (?:mañana"
    r"|tarde)),? )*"
)
_SEASON = (
    r"(?:(?:del?|desde|entre) (?:el )?(?:\d{1,2} de |mediados de |finales de |principios de )?MONTH (?:al?"
    r"|hasta|y) (?:el )?"
    r"(?:\d{1,2} de |mediados de |finales de |principios de )?MONTH|en (?:verano|invierno|temporada \w+"
    r"|MONTH(?: y MONTH)?)"
    r"|todo el año),? "
).replace(
    "MONTH",
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)",
)
_ONE = (
    rf"(?:{_DAYS},?(?: (?:también|solo|abrimos|corrido|de corrido|es|son))?:?,? {_SPAN}"
    rf"|{_SPAN},? (?:horas )?(?:y )?{_DAYS}(?!\w| (?:solo|sólo|de|por|desde|hasta|cerrado)\b)"
    rf"|{_AROUND}(?:,? (?:de )?{_DAYS}|,? (?:los )?(?:7|siete|365) "
    rf"días(?: de la semana)?)?|{_DAYS},? {_AROUND}|{_DAYS},? {_CLOSED}|{_CLOSED} {_DAYS}|{_DAYS},? {_ONLY}(?:hasta"
    rf"|desde) {_TIME}|{_SPAN}|{_DAYS},? (?:solo |sólo )?(?:por la|en la) (?:mañana|tarde|noche)|{_DAYS}(?=[,;.]|$))"
)
_OPENS = rf"(?:(?:abrimos|abre|desde) )?a las {_TIME}(?:,| y) (?:cerramos|cierra|hasta) a las {_TIME}"
_ALL = re.compile(
    rf"\b(?:{_SEASON})?(?:{_OPENS}|{_ONE})(?:(?:,|;|\.| y| e|, y| pero| o)* ?(?:(?:abrimos|atendemos"
    rf"|por la tarde|también|además|los"
    rf"|el) )*{_ONE}){{0,6}}"
    r"(?:,? hora (?:peninsular|local|de \w+|del centro)|,? (?:de corrido|sin cerrar al mediodía|todos los d[ií]as"
    r"|los 365 días del año))?"
)
_HAS_SPAN = re.compile(rf"\b(?:{_OPENS}|{_SPAN}|{_AROUND})")
_HAS_DAY = re.compile(rf"\b{_DAY}")
_SAYS_TIME = re.compile(
    r"\b(?:h|hrs?|horas)\b|\d[:.h]\d\d|de la (?:mañana|tarde|noche|madrugada)|[ap]\.? ?m\b|y media|24"
)
_CUE = re.compile(
    r"\b(?:horarios?|abr\w+|atend\w+|atiend\w+|atenci\w+|cierr\w+|cerra\w+|estamos|disponible\w*|trabaj\w+|oficina\w*"
    r"|funcion\w+|contest\w+"
    r"|se llama|llam\w+|jornada|consulta|está\w* (?:abiert\w+|de)|servicio|abiert\w+)\b"
)
_OTHER = re.compile(
    r"\b(?:desayuno|comida|cena|almuerzo|entrada|salida|check-?in|check-?out|se sirve|reparto|repart\w+|entreg\w+|menú"
    r"|recog\w+|piscina|spa|entran|acceden|acceso"
    r"|tarda\w*|dura\w*|plazo|en (?:24|48|72|veinticuatro)|dentro de|antes de|mínim\w+|basura|visitas guiadas|cocina"
    r"|parking|hasta)\b"
)
_CASE = re.compile(r"^(?:y |pero )?(?:si|cuando|fuera de|en caso de|ante|para)\b")


def found(sentence: Sentence, *, is_asked: bool = False) -> tuple[str, str]:
    """The hours of a sentence with their words, which are taken; ("", "") where it tells none."""
    low = sentence.left
    best = _best(low)
    if best is None:
        return "", ""
    said = best.group()
    is_cued = is_asked or _CUE.search(low) is not None
    has_span = _HAS_SPAN.search(said) is not None
    if not has_span and not (is_cued and _HAS_DAY.search(said) and re.search(_CLOSED, said)):
        return "", ""
    if not (is_cued or _HAS_DAY.search(said) or re.match(_AROUND, said)):
        return "", ""
    if not (_HAS_DAY.search(said) or _SAYS_TIME.search(said) or is_cued):
        return "", ""
    clause = max(low.rfind(mark, 0, best.start()) for mark in ",:;") + 1
    if _OTHER.search(low, clause, best.start()) or (_CASE.match(low) and not is_asked):
        return "", ""
    words = sentence.take(*_whole(low, best)).strip(" ,.;")
    return words[:300], words


def _best(low: str) -> re.Match[str] | None:
    """The longest run of days and times."""
    if not any(map(str.isdigit, low)) and not _HAS_DAY.search(low) and " a " not in low and "hora" not in low:
        return None
    return max(_ALL.finditer(low), key=lambda each: len(each.group()), default=None)


def _whole(low: str, run: re.Match[str]) -> tuple[int, int]:
    start, end = run.span()
    follower = re.compile(
        r"(?:[,.]? (?:y )?(?:los |el )?(?:domingos?|lunes|festivos|feriados|sábados?) (?:está )?cerrad[oa]s?)"
        rf"|(?:,? (?:menos|excepto|salvo) {_DAYS})|(?: ?(?:horas|hrs?|h)\b\.?)"
    ).match(low, end)
    return start, follower.end() if follower else end


_TAKEN_BACK = re.compile(
    r"\bno,? (?:mentira|miento|perdón|espera|así no)\b|\b(?:eso era antes|me equivoqu\w+|me confund\w+)\b"
)


def is_taken_back(low: str, before: Sentence, after: Sentence) -> bool:
    """Whether the hours of a sentence are called wrong before those of a later one are told."""
    return _TAKEN_BACK.search(low, before.start, after.start) is not None
