"""Whom a Spanish message hands people to: "el encargado", "al área de admisión, 054 555 130", "conmigo"."""

import re

from parley.builder.guided import recipients
from parley.builder.guided.reading import Sentence

_FILL = re.compile(
    r"^(?:(?:el|la|los|las|un|una|al|mi|nuestr[oa]s?|directamente|inmediatamente|enseguida|altiro|directo|siempre"
    r"|también|llamada|llamadas|cliente|teléfono de (?=urgencias de la)|contacto con|contacto|de una vez"
    r"|correo|número(?= \+?\d)|un agente(?= humano)|que|manden un correo a|línea con|persona que|usuario"
    r"|paciente|está|estará|tenemos|tienen a|derechito|habla|hable|hablen|mejor)\b\s*)+(?=\S)"
)
_TAIL = re.compile(
    r"\s*(?:\b(?:en el|al|en|por|tel[eé]fono|tel|tfno|cel|móvil|número|es el|es|llamando|marcando|interno|por favor"
    r"|directamente|enseguida"
    r"|altiro|inmediatamente|de inmediato|sin esperar|ext|y|o|a|también|de una|siempre|el|la|con|de|su|correo|whatsapp"
    r"|urgente|cuanto antes|sin demora)\b|[-–(,:.])\s*$"
)
PEOPLE = re.compile(
    r"\b(?:persona|humano|humana|agente humano|compañer\w+|encargad\w+|jefe|jefa|director\w*|gerente|supervisor\w*"
    r"|recepci[oó]n|secretar\w+|departamento|área|equipo|oficina"
    r"|urgencias|guardia|administraci[oó]n|administrador\w*|comercial|ventas|soporte|técnic\w+|ingenier\w+|doctor\w*"
    r"|dra?|médic\w+|veterinari\w+|abogad\w+|asesor\w*|ejecutiv\w+|coordinador\w*"
    r"|responsable|dueñ\w+|propietari\w+|cobranzas|cobros|contabilidad|facturaci[oó]n|caja|policía|brigada|seguridad"
    r"|grúa|taller|central|mostrador|línea|teléfono|móvil|celular|chef|cocina|maître|conserj\w+"
    r"|portero|monitor\w*|profesor\w*|tutor\w*|orientador\w*|enfermer\w+|farmac\w+|negociado|concejal\w*|reclamos"
    r"|reclamaciones|incidencias|calidad|postventa|posventa|almacén|logística|bomberos|emergencias|112|911"
    r"|mí|nosotr\w+|conmigo|servicio|admisi[oó]n|cancelaciones|bajas|retenciones|siniestros|peritos?|sucursal|matrona"
    r"|psicólog\w+|especialista|operador\w*|alguien|gestor\w*|tesorer\w+|socorro|mecánic\w+|mi (?:hermano|hermana"
    r"|mujer|marido|socia|socio|cuñad[oa]|señora|esposo|esposa|hij[oa]|padre|madre|viejo|vieja|prim[oa]|tí[oa])"
    r"|señora|licenciad[oa]|ingenier[oa]|maestr[oa]|capataz|cuadrilla|contraloría|dirección|gerencia|jefatura|bodega"
    r"|patr[oó]n|patrona|capitán|párroco|sacristán|trabajador\w* social\w*|químic[oa]|cuidador\w*|celador\w*"
    r"|fisio\w*|nutri\w+|entrenador\w*|instructor\w*|vigilante|turno|retén|defensor\w*|oficial|agente \w+"
    r"|inspector\w*|comité|comisión|presidencia|president[ea]|delegad[oa]|vocal|gobernanta|sumiller|sommelier"
    r"|atención al \w+|mesa de ayuda|sistemas|recursos humanos|legal|compras|prensa|marketing|estadística|fontaner\w+"
    r"|electricista|plomer\w+|mantenimiento|titular)\b"
)
_SELF = re.compile(r"^(?:mí|mi|nosotros|nosotras|conmigo)\b")


EXTENSION = re.compile(r"\b(?:extensi[oó]n|interno|anexo|ext\.?|int\.?) ?(?:número )?\d{1,5}\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:a mí|me llam\w+|me avis\w+|me l[oa]s? p[aá]s\w+)\b[^.;]{0,150}?, (?P<last>[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)(?=,|\.|$)"
    r"|\b(?:a mí|conmigo|yo|mí|me l[oa]s? \w+)(?:,| que soy|,? soy| \(|:)* ?(?:(?:el"
    r"|la) )?(?P<name>[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: [A-ZÁÉÍÓÚÑ]\w+)?)"
)


def of_self(text: str) -> str:
    """The name that somebody gives with "conmigo" or "a mí"; "" for none."""
    found = _NAMED.search(text)
    return (found.group("name") or found.group("last")) if found else ""


def reach(text: str) -> str:
    """The phone number or address in a text, as said."""
    if address := recipients.ADDRESS.search(text):
        return address.group()
    if number := recipients.number(text):
        return number
    said = recipients.PHONE.search(text)
    if said is None:
        inner = EXTENSION.search(text)
        return " ".join(inner.group().split()).strip(" .,") if inner else ""
    return said.group().strip(" .-/(")


def who(said: str) -> str:
    """A receiver without number and small words."""
    plain = (
        EXTENSION.sub("", recipients.ADDRESS.sub("", recipients.PHONE.sub("", said)))
        .replace("()", "")
        .replace("( )", "")
    )
    plain = " ".join(plain.replace("\ue002", " ").split()).strip(" ,.;:()-–")
    if _SELF.match(plain):
        return plain
    for _ in range(3):
        low = plain.lower()
        lead = _FILL.match(low)
        plain = plain[lead.end() :] if lead else plain
        tail = _TAIL.search(plain.lower())
        plain = plain[: tail.start()].strip(" ,.;:(-–") if tail else plain
    return plain


_RENEWED = re.compile(
    r"\b(?:viej[oa]|antigu[oa]|anterior|sirve|vale|nuev[oa]|actual|correct[oa]|buen[oa]|cambi\w+|ya no|equivoqu\w+)\b"
)


def renewed(sentence: Sentence, rules: list[dict[str, str]]) -> bool:
    """Put the number that a sentence calls the right one into the last rule of the message; its words are taken."""
    number, held = reach(sentence.text), reach(rules[-1]["to"]) if rules else ""
    if not number or not held or number == held or _RENEWED.search(sentence.left) is None:
        return False
    rules[-1]["to"] = rules[-1]["to"].replace(held, number)
    sentence.take(0, len(sentence.left))
    return True
