"""Who calls, in Spanish: "nos llaman padres", "dirigido a pymes", "familias y grupos"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import verbs

PEOPLE = (
    r"(?:client[ea]s?|clientas?|pacientes?|soci[oa]s|vecin[oa]s|huéspedes|usuari[oa]s|asegurad[oa]s|abonad[oa]s"
    r"|alumn[oa]s|estudiantes|padres|madres|familias|jubilad[oa]s|turistas|viajeros|inquilin[oa]s"
    r"|propietari[oa]s|dueñ[oa]s|ciudadan[oa]s|contribuyentes|compradores|vendedores|emplead[oa]s|trabajadores"
    r"|autónom[oa]s|pymes|empresas|particulares|flotillas|destinatari[oa]s|personas|gente|suscriptores"
    r"|miembros|afiliad[oa]s|beneficiari[oa]s|comensales|visitantes|lectores|donantes|voluntari[oa]s|conductores"
    r"|pasajeros|interesad[oa]s|candidat[oa]s|postulantes|novi[oa]s|niñ[oa]s|mayores|jóvenes|adultos|mujeres|hombres"
    r"|profesionales|negocios|comerciantes|proveedores|distribuidores|médic[oa]s|compañer[oa]s|oyentes|comunidades"
    r"|residentes|mascotas|productores|agricultores|ganaderos|deportistas|aspirantes|apoderados|representantes"
    r"|titulares|invitad[oa]s|mamás|papás|profes|profesor[ae]s|docentes|abuel[oa]s|chic[oa]s|pibes|grupos|funerarias"
    r"|hoteles"
    r"|bares|restaurantes|oficinas|colegios|escuelas|talleres|músic[oa]s|peregrin[oa]s|suscriptor[ea]s|familiares"
    r"|parejas"
    r"|[a-z]{3,}istas|jardiner[oa]s|constructor[ae]s|cooperativas|hoteler[oa]s|opositores|corredores|ciclistas"
    r"|amig[oa]s)"
)
_CALLERS = re.compile(
    rf"\b(?:(?:nos|me|les?) )?(?:suelen (?:llamar|escribir|venir)|vienen|llaman?|escriben?|contactan?|consultan?"
    rf"|llamarán|escribirán|hablan|llamaremos a"
    rf"|llamará a|llama a)(?: (?:sobre todo"
    rf"|casi siempre|principalmente|normalmente|mayormente|más que nada|por lo general|generalmente|mucho|muchos"
    rf"|muchas|desde|los|las|siempre|habitualmente))*,? (?P<who>(?:l[oa]s |nuestr[oa]s "
    rf"|much[oa]s )?[^.;:,\n]{{0,25}}?{PEOPLE}\b[^.;:\n]{{0,90}})"
    rf"|\b(?:los que|las que|quienes|la gente que|las personas que)(?: (?:nos|me))? (?:llaman?|escriben?|contactan"
    rf"|llamarán|usan|llaman o escriben)(?: (?:son|suelen ser|serán|es))(?: (?:sobre todo|casi siempre|principalmente"
    rf"|normalmente|mayormente))? (?P<are>[^.;:\n]{{3,120}})"
    rf"|\b(?:dirigid[oa] a|pensad[oa] para|público(?: objetivo)?(?: es| son|:)|nuestr[oa]s (?:clientes"
    rf"|usuarios) (?:son|suelen ser)|atendemos a|damos servicio a|sirve a) (?P<for>[^.;:\n]{{3,120}})"
)
_BE = re.compile(r"\bya sean? (?P<who>[^,;.\n]{5,100}?)(?=[,;.]|$)")
_REACH_US = re.compile(
    r"\b(?:nos|me) (?:llaman?|escriben?|contactan)(?: (?:sobre todo|casi siempre|principalmente|normalmente|mayormente"
    r"|más que nada|por lo general|generalmente|mucho|muchos|muchas|siempre|habitualmente|todo el día"
    r"|todo el santo día"
    r"|a todas horas))*,? (?!(?:y|e|que|para|por|a|al|en|de|desde|cuando|si|porque|entonces|pidiendo|preguntando"
    r"|todo|todos|toda"
    r"|mucho|siempre|hasta|con|sin|como|pero|o|la|el|cada|tan|ya|no|así|luego|los (?:lunes|martes|fines|domingos"
    r"|sábados)) )"
    r"(?P<who>[^.;:\n\ue000-\ue002]{4,90}?)(?=[.;:\n\ue000-\ue002]|,? (?:y (?:quier|necesit|queremos|no|me|nos)"
    r"|para|porque|que nos)|$)"
)
_SERVED = re.compile(
    rf"\b(?:a|para|para que|de|ayude a|atienda a) (?:(?P<art>l[oa]s|nuestr[oa]s|mis"
    rf"|sus)) (?P<who>{PEOPLE}(?: (?:de|y|o"
    rf"|con) (?:\w+ ){{0,3}}?\w+)?)"
)
_WHO_END = re.compile(
    r",? (?:que (?:nos|luego|ya|no)\b.*|(?:a|en) cualquier .*|a todas horas.*|por el tema .*|y no (?:podemos"
    r"|damos|llego).*|para (?:que|\w+r)\b.*|y (?:quier|necesit|busc|nos|que|queremos)\w*\b.*"
    r"|cuando\b.*|porque\b.*|si\b.*|por (?:teléfono|whatsapp)\b.*)$|,\s.*$"
)


def told(sentence: Sentence) -> tuple[str, str]:
    """Who calls, where a sentence says so, with the words, which are taken."""
    found = _CALLERS.search(sentence.left)
    if found is None and (more := _BE.search(sentence.left) or _REACH_US.search(sentence.left)):
        words = sentence.text[slice(*more.span("who"))].strip(" ,")
        return (words, words) if len(words) > 4 else ("", "")
    if found is None or re.search(
        r"\b(?:si|cuando) (?:\w+ ){0,3}$|\b(?:si|cuando|que|porque|se) $", sentence.left[: found.start()]
    ):
        return "", ""
    group = next(each for each in ("who", "are", "for") if found.group(each))
    said = sentence.text[slice(*found.span(group))]
    cut = _WHO_END.search(said)
    if cut and group != "are" and re.match(r", (?:\w+ ){1,3}(?:y|e) ", said[cut.start() :]):
        cut = None
    said = said[: cut.start()] if cut else said
    words = sentence.take(found.start(), found.start(group) + len(said)).strip(" ,")
    plain = re.sub(r"^(?:los|las|son|muchos|sobre todo|principalmente) ", "", said.strip(" ,.")).strip()
    return plain[:500], words


_MANY = re.compile(
    rf"(?:(?:pues|bueno|sobre todo|principalmente|normalmente|más que nada|casi siempre|mayormente|casi todos"
    rf"|muchos|muchas"
    rf"|son|serán|gente|suelen ser|mis|nuestr[oa]s|de todo[,:]?|en general|la mayoría|los|las|el público:?)[, ]+)*"
    rf"(?P<head>{PEOPLE}|[a-záéíóúñ]+(?:istas|antes|entes|ores|oras|er[oa]s|ari[oa]s|ian[oa]s|an[oa]s|ic[oa]s|dos|das"
    rf"|ños|ñas))"
    rf"\b(?![^,;.:]*:)"
)
_NO_PEOPLE = re.compile(
    r"\b(?:llam\w+ a|pas[ae]\w*|transf\w+|deriv\w+|no|cuest\w+|€|euros|pesos|tono|debe|puede)\b|\d{3}|[@?:\ue002]"
)


def is_list(low: str) -> bool:
    """Whether a sentence is nothing but those who call: "Familias, autocaravanistas y gente que viaja"."""
    found = _MANY.match(low)
    if found is None or _NO_PEOPLE.search(low) or len(low.split()) > 30:
        return False
    after = re.match(r" (?P<next>[a-záéíóúñ]+)", low[found.end() :])
    return after is None or not verbs.is_task(verbs.infinitive(after.group("next")))


def served(purpose: str) -> str:
    """Those a purpose is for: "recordar la cita a los pacientes" is for patients."""
    found = _SERVED.search(purpose.lower())
    if found is None:
        return ""
    said = purpose[slice(*found.span("who"))]
    joint = re.search(r" y (\w+)$", said)
    if joint and verbs.is_task(joint.group(1).lower()):
        return said[: joint.start()]
    return re.sub(
        r" (?:y|o|de|con)(?: (?:les?|dé|den|dar\w*|para|que|cuando|[a-zñáéíóú]+[ae]r)\b.*)?$| (?:cuando|para|que|por"
        r"|en|con|sobre)\b.*$| (?:y|o) (?:les?|dé|que|dar\w*|\w+[ae]r)\b.*$",
        "",
        said,
    )
