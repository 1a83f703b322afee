"""Spanish data, "nombre, DNI y a qué hora", as their usual names in English."""

import re
from functools import lru_cache

from parley.builder.guided.spanish import verbs
from parley.builder.guided.spanish.data_nouns import HEADS, NOUNS
from parley.builder.guided.spanish.data_words import NAMES
from parley.builder.guided.tables import word_set
from parley.builder.language.data import variable

MAX_ITEMS = 20
_LEAD = re.compile(
    r"^(?:(?:ahí|allí|le pid\w+|pid[ae]|pídel[eo]s?|preg[uú]nta(?:le|les)|preguntar|pedir(?:le)?|le preg\w+"
    r"|necesitamos|hace falta|y|e|o|u|el|la|los|las|lo|un|una|unos|unas|su|sus|tu|tus|al menos|mínimo|como mínimo"
    r"|solo|sólo|solamente"
    r"|únicamente"
    r"|nada más|también|además|luego|después|primero|por supuesto|bueno|pues|eh|claro|obvio|obviamente|siempre"
    r"|simplemente"
    r"|opcionalmente|si acaso|con|de|del|por|me|le|les|que|saber|sobre todo|es decir|o sea|datos como|los datos"
    r"|cuál es|cuáles son|a ver|quizá|tal vez|nomás|directamente|algún|alguna|ambos|breve(?=\s)|mejor|más|aparte"
    r"|ya|otr[oa]s?|cada|desde|bien|con solo|tan solo|tan sólo|dando|indicando|diciendo|dejando"
    r"|lo de)\b[,:]?\s*)+(?=\S)"
)
_TAIL = re.compile(
    r"[\s,]*(?:\b(?:por las dudas|por si acaso|y ya está|y ya|y listo|nada más|nomás|si (?:la |lo |los "
    r"|las )?(?:tiene\w*|hay|hace falta"
    r"|es posible|puede\w*|sab\w+|quiere\w*)|de contacto|del cliente|de la clienta|de quien (?:llama|escribe)"
    r"|del paciente|basta|alcanza"
    r"|es suficiente|bastan|o algo así|por favor|porfa|para (?!qué|cuándo|cuánt)\w.*|donde .*|que (?:tiene|tienen"
    r"|quiere|quieren|necesita|desea|le pasa|prefier[ae]|quiera|le venga|le viene|les viene|(?:le "
    r"|les )?(?:acomod[ae]|conv(?:iene|enga)|interes[ae])|llam[ae]|busca"
    r"|sea)n?(?: bien)?"
    r"|completo|completa|aproximad[oa]|exact[oa]|también|además|del titular|del asegurado|del socio|(?:elegid|escogid"
    r"|preferid)[oa]s?"
    r"|desead[oa]s?"
    r"|y eso|etc\.?|etcétera|y nada más|actual|afectad[oa]|de la persona|del interesado|de preferencia|en su caso"
    r"|opcional|y poco más)\b|\(.*)[\s.!,]*$"
)
_SPLIT = re.compile(
    r"\s*[,;/+]\s*(?:(?:y|e|o|u)\s+)?|\s+(?:y|e|o|u|más|además de|así como|junto con)\s+(?:con\s+)?|\s+con\s+(?=(?:su"
    r"|el|la)\s)"
)
_NEW = re.compile(r"^(?:nuev[oa]s? (?P<a>[\wáéíóúñ ]+)|(?P<b>[\wáéíóúñ]+) nuev[oa]s?)$")
_MANY = re.compile(r"^cuánt[oa]s (?P<of>[\wáéíóúñ]+)\b.*$")
_WHAT = re.compile(
    r"^(?:(?:a|con|en|de|sobre|hasta|desde|para) )?(?:qué|que|cuál|cuáles) (?:es |son )?(?:(?:el|la|los|las|su|sus) )?"
    r"(?P<of>[\wáéíóúñ]+(?: de(?: la| el| los)? [\wáéíóúñ]+)?)\b.*$"
)
_WHOSE = re.compile(r"^(?P<head>(?:[\wáéíóúñº]+ ){1,4}?)que (?!no\b)(?:[\wáéíóúñ]+ ?){1,7}$")
_WHETHER = re.compile(
    r"^(?:si (?:(?:le|les|lo|la|los|las|se|ya|también) )*[a-záéíóúñ]+|en qué consiste|cómo (?:es|era|está)) "
    r"(?:(?:el|la|los|las|un|una|algún|alguna|su|sus|con|de) )*(?P<of>[a-záéíóúñ]+)(?: [a-záéíóúñ]+){0,3}$"
)
_SAME = re.compile(r"(?:y )?(?:el|la|los|las) del? (?=[\wáéíóúñ])")
_OF = re.compile(r"^(?P<head>[\wáéíóúñº]+) (?:de|del|al|para)(?: (?:el|la|los|las|su|sus|un|una))? (?P<of>[\wáéíóúñ]+)")
_SHAPES = tuple(
    (re.compile(shape), name)
    for shape, name in (
        (r"qué (?:le|les) pasa a", "problem"),
        (
            r"(?:a |con )?(?:qué|que) (?:ha |le ha |les ha |le |les |nos )?(?:pasad|pasó|sucedi|ocurri|pas[ae]\b)",
            "what_happened",
        ),
        (r"qué (?:falla|avería|problema|fallo|le falla|tiene)\b", "problem"),
        (r"qué (?:ocurre|sucede|les ocurre|le ocurre|está mal)", "problem"),
        (
            r"(?:para )?cuánt[oa]s (?:son|van|vienen|serán|personas|comensales|ser[íi]an|de ellos|irán|hay)\b",
            "party_size",
        ),
        (r"(?:para )?qu[ée] d[íi]as?\b|(?:para )?cuándo\b", "date"),
        (r"(?:a|en) qu[ée] hora", "time"),
        (r"a nombre de", "name"),
        (r"cómo se llama", "name"),
        (r"por qué\b", "reason"),
        (r"d[óo]nde\b|en dónde\b", "location"),
        (r"a ?d[óo]nde\b|hacia dónde", "destination"),
        (r"desde d[óo]nde\b", "origin"),
        (r"desde cuándo\b", "since_when"),
        (r"(?:cuándo|cuánto hace que|desde cuándo) (?:lo |la |los |las )?compr", "purchase_date"),
        (r"cuánto pesa", "weight"),
        (r"cuántos años|qué edad", "age"),
        (r"nombre (?:completo|y apellido|y dos apellidos)", "name"),
        (
            r"nombre de quien|nombre de la persona que|nombre de(?:l| la) (?:cliente|paciente|persona|titular|llamante"
            r"|asegurad|usuari|vecin|soci|afiliad|abonad|interesad|inquilin)",
            "name",
        ),
        (r"(?:número de )?(?:teléfono|móvil|celular)\b", "phone_number"),
        (r"correo\b|e-?mail\b", "email"),
        (r"si (?:es|son) (?:la )?primera vez", "first_visit"),
        (r"si (?:tiene|tienen|hay|lleva|llevan) (?:alguna |algún )?alergi", "allergies"),
        (r"descripción\b", "description"),
        (r"motivo\b", "reason"),
        (r"fecha de nacimiento", "date_of_birth"),
        (r"fecha (?:y hora)", "date"),
        (r"marca y modelo", "car_model"),
        (r"placas?\b|matrícula del (?:coche|vehículo|auto)", "license_plate"),
        (r"(?:fecha y )?lugar del? ", "location"),
        (r"(?:últimos|últimas) (?:cuatro|4) (?:dígitos|cifras|números)", "card_number"),
        (r"(?:número de )?(?:dni|cédula|documento|rut)\b", "id_number"),
        (r"fecha (?:preferida|deseada|aproximada|que )", "date"),
    )
)
_NOT_DATA = re.compile(
    r"^(?:ayuda|ellos|eso|esto|todo|nada|gracias|información|datos|lo que|persona|personas del|confirmación|favor"
    r"|paciencia|permiso|consejo"
    r"|citas|perdón|disculpas?|cita|llamadas?|mañana|tarde|clientes?|pacientes?|amable|usted|vos|tú)$"
)


@lru_cache(maxsize=4096)
def name(words: str) -> str | None:
    """The usual name of a datum; None where the words (lower case) name none that is known."""
    plain = " ".join(words.split()).strip(" .:;,!¿?\"«»'-–\ue002")
    for _ in range(4):
        if said := _known(plain):
            return said
        bare = _TAIL.sub("", _LEAD.sub("", plain, count=1)).strip(" ,.")
        if bare == plain or not bare:
            break
        plain = bare
    if not plain or len(plain.split()) > 9:
        return None
    return _known(plain) or _shaped(plain)


_COUNTS = word_set("personas pasajeros huéspedes comensales invitados asistentes noches horas niños empleados entradas")
_SMALL = word_set("el la los las un una su sus y e de quiere quieren tiene tienen que qué también")
_ACCENTS = str.maketrans("áéíóúü", "aeiouu")
_BARE = {words.translate(_ACCENTS): named for words, named in NAMES.items()}


def _known(plain: str) -> str | None:
    """By its words, with or without the accents that dictation leaves out."""
    return NAMES.get(plain) or _BARE.get(plain.translate(_ACCENTS))


def _run(plain: str) -> list[str]:
    """The data of words without commas, "nombre dirección teléfono" as dictated; [] where one is none."""
    words, found, at = plain.split(), [], 0
    while at < len(words):
        length = next((n for n in range(min(6, len(words) - at), 0, -1) if _is_datum(words[at : at + n])), 0)
        if not length and words[at] not in _SMALL:
            return []
        if length:
            found.append(" ".join(words[at : at + length]))
        at += length or 1
    return found if len(found) > 1 else []


def _is_datum(words: list[str]) -> bool:
    """Whether words dictated in a row are a datum: known ones, "qué disfraz", "talla nueva"."""
    plain = " ".join(words)
    is_pair = len(words) == 2 and (words[0] == "qué" or _NEW.match(plain) is not None)
    return _known(plain) is not None or is_pair and _shaped(plain) is not None


def _shaped(plain: str) -> str | None:
    for shape, said in _SHAPES:
        if shape.match(plain):
            return said
    if asked := _asked(plain):
        return asked
    if (found := _OF.match(plain)) and (head := HEADS.get(found.group("head"))):
        return _of(head, found.group("of"))
    head, _, rest = plain.partition(" ")
    if head in {"número", "nombre", "fecha", "código"} and len(rest.split()) == 1 and not _known(rest):
        return variable(f"{_noun(rest)} {HEADS[head]}")
    return None


def _asked(plain: str) -> str | None:
    """A datum as a question or with a word beside it: "qué talla", "cuántos kilos", "talla nueva", "si hay bebés"."""
    if found := _NEW.match(plain):
        other = name(found.group("a") or found.group("b"))
        return f"new_{other}" if other else None
    if found := _MANY.match(plain):
        of = _thing(found.group("of"))
        return _known(found.group("of")) if found.group("of") in _COUNTS else f"number_of_{of}s" if of else "quantity"
    for shape in (_WHAT, _WHETHER):
        if found := shape.match(plain):
            return name(found.group("of")) or _thing(found.group("of"))
    if found := _WHOSE.match(plain):
        return name(found.group("head")) or _thing(found.group("head").split()[-1])
    return None


def _of(head: str, word: str) -> str | None:
    """A head with the noun it is of; a number of many counts them: "número de cuartos"."""
    of = _noun(word)
    is_many = head == "number" and word not in NOUNS and word.endswith("s") and of != word
    return f"number_of_{of}s" if is_many else variable(f"{of} {head}")


def _noun(word: str) -> str:
    return _thing(word) or word


def _thing(word: str) -> str | None:
    """A noun by itself, in the singular or the plural, of either sex."""
    one = word.removesuffix("s")
    forms = (word, one, word.removesuffix("es"), re.sub("a$", "o", one), re.sub("ces$", "z", word))
    return next((NOUNS[form] for form in forms if form in NOUNS), None)


def _bare(words: str) -> str:
    """An item without the small words around it."""
    return _TAIL.sub("", _LEAD.sub("", words.strip(" .:;,"), count=1)).strip(" ,.")


def loose(words: str) -> str | None:
    """An item among known data: a short noun phrase."""
    plain = _bare(words)
    parts = plain.split()
    if not 1 <= len(parts) <= 5 or not all(part.isalpha() for part in parts) or _NOT_DATA.match(plain):
        return None
    if len(parts) == 1 and (thing := _thing(parts[0])):
        return thing
    if parts[0] in verbs.forms() or parts[0] in {"no", "ni", "nunca", "si"} or "no" in parts:
        return None
    return variable(plain)


def items(text: str) -> list[str]:
    """The parts of a list, those that belong together kept as one."""
    text = re.sub(r"\b(nombres?) y (apellidos?)\b", r"\1", text)
    text = re.sub(r"\bmañana o tarde\b", "mañana", text)
    text = re.sub(r"\b(marca|calle) y (modelo|número)\b", r"\2" if "modelo" in text else "dirección", text)
    text = re.sub(r"\b(perro) o gato\b", "especie", text)
    text = re.sub(r"\b(?:si (?:\w+ ){0,2})?con (\w+) o sin(?: \w+)?\b", r"\1", text)
    text = re.sub(
        r"\bsi (?:lo |la |los |las |se |pasa a )*(?:retir|recog|recoj|busc|viene|pasa|llev|env[ií]|mand"
        r"|entreg)\w*[^,.;]{0,25} o "
        r"[^,.;]+",
        "modo de entrega",
        text,
    )
    return [part.strip(" .") for part in _SPLIT.split(text) if part.strip(" .")]


def begins(text: str) -> bool:
    """Whether the first item of a list is a datum that is known."""
    parts = items(text.lower())
    return bool(parts) and name(_split_run(parts[0])[0]) is not None


def _split_run(part: str) -> list[str]:
    """The words of several data that stand without commas, as the data."""
    if name(part) or len(part.split()) < 2:
        return [part]
    return _run(part) or [part]


def _resumed(parts: list[str]) -> list[str]:
    """Items with the noun they leave to the one before: "la dirección de origen, la de destino"."""
    results: list[str] = []
    for part in parts:
        same = _SAME.match(part)
        head = _OF.match(_LEAD.sub("", results[-1])) if same and results else None
        results.append(f"{head.group('head')} de {part[same.end() :]}" if same and head else part)
    return results


def names(text: str, *, is_sure: bool = False) -> list[str]:
    """The data of a list; [] where it is none. `is_sure`: what stands there is a list of data, known words or not."""
    parts = _resumed([part for each in items(text.lower()) for part in (_split_run(each))])
    known = [name(part) for part in parts]
    things = [said or _thing(_bare(part)) for part, said in zip(parts, known, strict=True)]
    count = len(parts) - things.count(None) if any(known) or is_sure else 0
    if not count and not (is_sure and len(parts) > 1) or count * 2 < len(parts) and not is_sure:
        return []
    found: list[str] = []
    for part, said in zip(parts, known, strict=True):
        if said or count:
            found += [said or loose(part) or ""]
    return list(dict.fromkeys(filter(None, found)))[:MAX_ITEMS]
