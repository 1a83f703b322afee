"""The name of the business or the agent: "se llama X", "somos la clínica X", "les escribo de X"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_WORD = r"[A-ZÁÉÍÓÚÑÜ][\w'’&.-]*"
_CONNECT = r"(?:de|del|de la|de los|de las|la|las|los|el|y|&|e|en|por|para|a|al)"
_PROPER = (
    rf"{_WORD}(?:\s+(?:{_CONNECT}\s+){{0,2}}(?:{_WORD}|\d{{1,4}})"
    rf"|\s*&\s*{_WORD}){{0,7}}(?:,? S\.? ?[LAC]\.?(?: de C\.?V\.?)?)?"
)
_CALLED = re.compile(
    rf"\b(?i:(?:se|nos|me|le|la|lo) )?(?:[Ll]lama(?:mos|n|rá|do|da|dos|das|rse|ría)?|denominad[oa]|conocid[oa] como"
    rf"|apod\w+)(?: (?:el|la|los|las))? ?[\"“«„']?(?P<name>{_PROPER}|[\"“«'][^\"”»'\n]{{2,60}})"
    rf"|\b(?i:la|el|nuestr[oa]|mi) (?:marca|empresa|compañía|institución|clínica|tienda|nombre|negocio|firma|entidad"
    rf"|cooperativa|hotel|restaurante|estudio|bufete|academia|escuela|centro|organización|razón social"
    rf"|nombre (?:del? )?\w+|app|plataforma)"
    rf"(?: (?:del? )?(?:local|negocio|empresa|comercial|agente|bot|asistente|la empresa|la clínica))? (?:es|será|sería"
    rf"|lleva por nombre|:)(?: (?:el|la|los|las))? [\"“«]?(?P<brand>{_PROPER})"
)
_AM = re.compile(
    rf"(?:\b[Ss]omos|\b[Ss]oy|\b[Ll]levo|\b[Ll]levamos|\b[Tt]engo|\b[Tt]enemos|\b[Dd]irijo|\b[Rr]egento|\b[Gg]estiono"
    rf"|\b[Gg]estionamos|\b[Aa]dministr(?:o|amos)"
    rf"|\b[Aa]tendemos|\b(?:[Ll]e|[Tt]e|[Ll]es|[Oo]s) (?:escribo|escribimos|hablo|llamo|hablamos|contacto)"
    rf"|\b[Ee]scribo|\b[Ee]scribimos|\b[Hh]ablo|\b[Tt]rabajo|\b[Tt]rabajamos|\b[Aa]quí"
    rf"|\b[Dd]esde|\b[Pp]ara|\b[Ee]n|\b[Cc]on|\b[Dd]e parte|\b[Rr]epresento)(?P<mid>(?:\s+(?:de|del|desde|en|para|a|al"
    rf"|el|la|los|las|un|una|nuestr[oa]|mi|encargad[oa]|dueñ[oa]|gerente|propietari[oa]|responsable|director\w*"
    rf"|administrador\w*|recepcionista|secretari[oa]|titular|jefe|jefa|parte|gerenta"
    rf"|clínica|peluquería|correduría|taller|restaurante|hotel|hostal|tienda|agencia|academia|estudio|despacho|bufete"
    rf"|gimnasio|farmacia|panadería|pizzería|inmobiliaria|consultorio|veterinaria|empresa|compañía|marca|cadena|centro"
    rf"|escuela|colegio|cooperativa|firma|librería|ferretería|óptica|spa|salón|barbería|florería|floristería"
    rf"|pastelería|cafetería|bar|parrilla|casa|rural|dental|médico|médica|de|seguros|viajes|abogados|reformas|mudanzas"
    rf"|local|negocio|pequeñ[oa]|familiar|museo|teatro|cine|finca|camping|banco|caja|aseguradora|universidad|instituto"
    rf"|fundación|asociación|ayuntamiento|municipalidad|hospital|policlínico|laboratorio|notaría|gestoría|asesoría"
    rf"|consultora|inmobiliario|startup|plataforma|app|telefónica|operadora|distribuidora|fábrica|bodega|viñedo"
    rf"|cervecería|heladería|lavandería|tintorería|autoescuela|guardería|residencia|servicio"
    rf"|red)){{0,7}})\s+[\"“«]?(?P<name>{_PROPER})"
)
_STARTS_BUSINESS = word_set(
    """
    clínica hotel taller restaurante peluquería seguros viajes ayuntamiento municipalidad cooperativa academia
    estudio despacho
    bufete gimnasio farmacia panadería pizzería inmobiliaria consultorio veterinaria hospital policlínico
    laboratorio centro colegio
    escuela universidad instituto fundación asociación banco caja parrilla bar café cafetería librería ferretería
    óptica spa salón
    barbería florería floristería pastelería heladería transportes mudanzas casa hostal hostería posada museo
    teatro cine autoescuela
    grupo residencia tienda agencia editorial bodega bodegas finca camping clínicas talleres abogados asesoría
    gestoría notaría
    mensajería envíos importadora distribuidora ópticas gas aguas energía telecomunicaciones fibra autos motos
    automotriz biblioteca funeraria tanatorio imprenta vivero viveros cerrajería carpintería zapatería joyería frutería
    carnicería pescadería papelería juguetería sastrería mercería taberna mesón tasca asador churrería confitería
    quesería granja albergue refugio parador balneario termas constructora fletes grúas parroquia club polideportivo
    galería archivo comunidad consorcio mancomunidad sindicato federación muebles cristalería fontanería jardinería
    protectora parque boutique bicicletas náutica astillero sidrería destilería almazara rectoría zoológico observatorio
    """
)
_CITIES = word_set(
    """
    madrid barcelona valencia sevilla zaragoza málaga murcia bilbao granada córdoba teruel toledo salamanca méxico
    guadalajara monterrey
    bogotá medellín cali lima arequipa cusco quito guayaquil loja cuenca santiago valparaíso valdivia concepción
    rosario mendoza
    montevideo asunción caracas panamá españa argentina chile colombia perú ecuador uruguay bolivia paraguay
    venezuela galicia asturias
    andalucía cataluña pirineo latinoamérica europa miami buenos google whatsapp outlook excel instagram lunes
    martes miércoles jueves
    viernes sábado domingo dios internet facebook telegram shopify hubspot salesforce calendly español inglés
    """
)

_INTRODUCED = re.compile(r",? (?:y )?(?:soy|trabajo|llamo|les? (?:escribo|hablo|contacto))\b")
"""What follows the name of the person who writes: "mi nombre es Hernando Quiñones, soy el secretario de …"."""


def name(sentence: Sentence, *, is_first: bool) -> tuple[str, str]:
    """The business's or the agent's name, with the words that hold it; nothing is taken."""
    text = sentence.text
    if text.islower():
        spoken = _SPOKEN.search(text)
        return (spoken.group("name"), spoken.group()) if spoken else ("", "")
    if not any(map(str.isupper, text[1:])):
        return "", ""
    for found in _CALLED.finditer(text):
        said = _clean(found.group("name") or found.group("brand"))
        before = text[max(0, found.start() - 12) : found.start()]
        is_own = found.group().lower().startswith("mi nombre") and _INTRODUCED.match(text, found.end()) is not None
        if said and not is_own and not re.search(r"\b(?:me|les?) $|cliente|paciente", before):
            return said, found.group()
    head = _HEAD.fullmatch(text)
    return _of_own(text, is_first=is_first or head is not None)


def _of_own(text: str, *, is_first: bool) -> tuple[str, str]:
    """ "Somos Velas de Poniente", "tengo un taller, Taller El Pistón", "asistente de Funerales Santa Brígida"."""
    for found in _AM.finditer(text):
        if not is_first and not re.match(
            r"(?:[Ss]omos|[Ll]es? escrib|[Oo]s escrib|[Ss]oy|[Ll]levo|[Tt]rabajo)", found.group()
        ):
            continue
        said = _clean(found.group("name"))
        if said and _is_business(found, said):
            return said, found.group()
    if is_first and (house := _of_a_house(text) or _headed(text)):
        return house
    return _apposed(text) if is_first else ("", "")


_HOUSE = re.compile(
    rf"\b(?:[Aa]gente|[Aa]sistente|[Bb]ot|[Cc]hatbot|[Rr]obot|[Rr]ecepcionista|telefónic[oa]|virtual|[Ll]ínea"
    rf"|[Cc]entralita"
    rf"|coordinador\w*|responsable|secretari[oa]|encargad[oa]|president[ea]|propietari[oa]|dueñ[oa]|gerent[ea]"
    rf"|director\w*"
    rf"|administrador\w*|titular|soci[oa]|jef[ea]|técnic[oa]|portavoz|regente|parte|canina|equipo|recepción)"
    rf"(?: de \w+)?,? (?:de|del|para|en) (?:(?:el|la|los|las|nuestr[oa]|mi) )?(?:[a-záéíóúñ]+ )?(?P<name>{_PROPER})"
    rf"|^(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|[Ee]n|[Ee]n el|[Ee]n la|[Dd]esde)? ?(?P<subject>{_PROPER}) (?:pondrá"
    rf"|quiere|necesita"
    rf"|busca|requiere|desea|solicita|queremos|buscamos|necesitamos|contará|lanza|es un|es una|va a)\b"
)


def _of_a_house(text: str) -> tuple[str, str] | None:
    """ "Asistente de Funerales Santa Brígida", "coordinadora del Banco de Sangre", "el Organismo de Agua quiere"."""
    for found in _HOUSE.finditer(text):
        said = _clean(found.group("name") or found.group("subject"))
        first = said.split()[0].lower() if said else ""
        if said and (first in _STARTS_BUSINESS or len(re.findall(r"\b[A-ZÁÉÍÓÚÑ]", said)) > 1):
            return said, found.group()
    return None


_TRADE = "|".join(sorted(_STARTS_BUSINESS))
_AT_A_HOUSE = re.compile(
    rf"\b(?:de|del|en|desde|para|por|nuestr[oa]|mi|una?|tengo|somos) (?:(?:la|el|los|las|nuestr[oa]|mi) )?(?:\w+ )?"
    rf"(?P<trade>(?i:{_TRADE}))(?: (?:de )?[a-záéíóúñ]+){{0,3}}(?<!\bde)(?<!\bdel)(?<!\ben)(?<!\bpor)(?<!\bla),? "
    rf"[\"“«]?(?P<name>{_PROPER})"
)
_HEAD = re.compile(
    rf"(?P<name>(?i:{_TRADE})\b[^,.:;()\n]{{2,50}})(?:\s*\([^)]*\)|,\s+{_PROPER}|\s[–—-]\s.{{2,40}})?[.\s]*"
)

_STYLED = re.compile(
    rf"¡?(?P<name>{_PROPER}),\s+(?:(?:el|la|los|una?|su|tu|para) )?(?P<trade>[a-záéíóúñ]+)"
    rf"(?: (?:de|del|en|a|y|la|el|los|las|con|desde|para|{_WORD}|[a-záéíóúñ]+)){{0,7}}[.!\s]*"
)
"""A name with what the house is: "Tinta Tica, estudio de tatuajes en San José."."""


def _headed(text: str) -> tuple[str, str] | None:
    """A name above or before all else ("Mudanzas Ríos, Guadalajara."), or behind the trade: "la academia Babel"."""
    head = _HEAD.fullmatch(text)
    if head and all(word[0].isupper() or word in _JOINS for word in head.group("name").split()):
        name = head.group("name")
        return (_clean(_titled(name) if name.isupper() else name), name) if len(name.split()) > 1 else None
    if styled := _STYLED.fullmatch(text):
        words = styled.group("name").split()
        is_house = len(words) > 1 or styled.group("trade").lower() in _STARTS_BUSINESS
        if is_house and words[0].lower() not in _SPOKEN_WORDS:
            return _clean(styled.group("name")), styled.group("name")
    found = _AT_A_HOUSE.search(text)
    said = _clean(found.group("name")) if found else ""
    if found is None or not said:
        return None
    is_beside = text[found.end("trade") :].startswith(f" {said}")
    return f"{found.group('trade')} {said}" if is_beside else said, found.group()


_JOINS = word_set("de del la las los el y e en al")


def _titled(name: str) -> str:
    words = [word if word in _JOINS else word.capitalize() for word in name.lower().split()]
    return " ".join(words)


_GREETED = re.compile(
    rf"(?:\b(?i:aquí|a|al|de|del|en|con|desde|somos)\s+(?:(?:el|la|los|las) )?|[.!?¡¿,]\s*|^)(?P<name>{_PROPER})"
)
_SPOKEN_WORDS = word_set(
    """
    hola buenas buenos bienvenido bienvenida bienvenidos gracias qué cómo en cuándo le te soy su tu dígame dime a
    al muy buen aló diga habla hablas les os cuéntame cuénteme está esto aquí con para y de del estás usted
    """
)


def greeted(line: str) -> str:
    """The house's name in the words it greets with: "¡Hola! Pastas Don Vittorio. ¿Qué te preparamos?"."""
    best = ""
    for found in _GREETED.finditer(line):
        words = found.group("name").split()
        while words and words[0].lower().strip(",.!") in _SPOKEN_WORDS:
            words.pop(0)
        said = _clean(" ".join(words))
        is_house = said and (said.split()[0].lower() in _STARTS_BUSINESS or len(re.findall(r"\b[A-ZÁÉÍÓÚÑ]", said)) > 1)
        if is_house and len(said) > len(best):
            best = said
    return best


_SPOKEN = re.compile(
    r"\b(?:se llama|nos llamamos|llamad[oa]) (?P<name>(?!de |a |por |con |es |se "
    r"|al? )[a-zñáéíóú]+(?: [a-zñáéíóú]+){0,3}?)(?=[,.;]|$| y | que | en )"
)
"""A name as dictated, without capitals; only where a message has none at all."""


def _is_business(found: re.Match[str], said: str) -> bool:
    lead, mid = found.group().split()[0].lower(), found.group("mid").split()
    first = said.split()[0].lower()
    if first in _STARTS_BUSINESS:
        return True
    if lead in {"en", "con", "desde", "aquí"}:
        return False
    if lead == "para":
        return bool(mid) and mid[-1] not in {"el", "la", "los", "las", "de", "del", "un", "una"}
    if lead == "soy" and not mid:
        return False
    if mid and mid[-1] in {"en"}:
        return False
    return lead not in {"tengo", "tenemos"} or not mid or mid[-1] not in {"en", "de"}


_OWN = re.compile(
    r"\b(?:tengo|tenemos|llevo|llevamos|somos|soy|trabajo|trabajamos|dirijo|regento|vendo|vendemos|hago|hacemos"
    r"|manejamos|manejo|administro|administramos|atiendo|operamos|coordino|represento|representamos|se trata de"
    r"|gestiono|gestionamos|ofrecemos|damos|organizamos|alquilamos)\b"
)


def _apposed(text: str) -> tuple[str, str]:
    """ "Tengo un taller en Guadalajara, Taller Mecánico El Pistón, y quiero …"."""
    found = re.search(rf"(?:,\s+|\()(?:de(?:l| la| el)? )?(?:(?:el|la) )?(?P<name>{_PROPER})(?=,|\.|\)|$| y )", text)
    if found is None or _OWN.search(text[: found.start()].lower()) is None:
        return "", ""
    said = _clean(found.group("name"))
    return (said, found.group("name")) if said and (len(said.split()) > 1 or said.lower() not in _CITIES) else ("", "")


def _clean(said: str) -> str:
    plain = said.strip(" \"“”«»'.,")
    words = plain.split()
    while words and words[-1].lower() in {"y", "de", "en", "la", "el", "los", "las", "del", "a", "para", "por", "al"}:
        words.pop()
    if len(words) > 2 and words[-1].lower().strip(",.") in _CITIES and words[-2].lower() in {"en", "de"}:
        words = words[:-2]
    plain = " ".join(words)
    if not plain or plain.lower() in _CITIES or (len(words) == 1 and (words[0].lower() in _CITIES or len(plain) < 3)):
        return ""
    return plain[:80]
