"""Orders to pass a caller on, in Spanish: "derive a la enfermera los casos de fiebre", "las quejas van para Marta"."""

import re

from parley.builder.guided.spanish import receivers

GO = (
    r"(?:p[aá]s[aeáé]\w{0,6}|transf\w+|deriv\w+|derív\w+|desv[ií]\w+|comun[ií][cq]\w+|con[eé]ct\w+|remit\w+"
    r"|escal[ae]\w*|redirig\w+|turn(?:ar\w*|en?)|canali[cz]\w+|hablen? (?=con)|ponga?\w* (?=en contacto"
    r"|al)|ponl[oa]|llam(?:en?|ar|ará) (?=al?\b)|avise a\w*|avisar a\w*"
    r"|me l[oae]s? (?:mand|env[ií]|tra|dej|das)\w*|l[eo]s? (?:das?|dé|den|des) (?:el|mi|su|este) (?:n[uú]mero|tel"
    r"|m[oó]vil|cel|correo)\w*"
    r"|me llam\w+|me avis\w+|les? marqu\w+|les? llam[eo]\b|llám[ae]\w*me|avís[ae]\w*me"
    r"|contact[ae]\w*)"
)
DET = r"(?:el|la|los|las|un|una|mi|nuestr[oa]s?|mis|su|algún|alguna|este|tu)"
_WHO = r"(?P<to>[^,;:.()→]{2,90}?)"
_STOP = (
    r"(?=\s*(?:[,;:.()→]|$)|\s+(?:si|cuando|en caso|para que|y si|y cuando|en cuanto|sin|que (?:atiende|lo|la|está)"
    r"|porque|siempre que|por(?= favor)|extensión)\b)"
)
TO = re.compile(rf"\b(?:a(?: (?=(?:{DET}\b|[a-záéíóúñ]))|l )|con(?: |l )|hacia |al |en (?=contacto)){_WHO}{_STOP}")

_THINGS = r"(?:cualquier|tod[oa]s? l[oa]s?|tod[oa]|l[oa]s|el|la|a quien|a los que|quien)"
_OBJECT_LAST = re.compile(
    rf"^(?:hay que |que |debe )*{GO}\s+(?:a|al"
    rf"|con)\s+(?P<to>(?:{DET} )?[^,;.]{{2,60}}?)\s+(?P<when>{_THINGS}\s[^;.]{{4,160}})$"
)
_OBJECT_FIRST = re.compile(
    rf"^(?:hay que |que |debe )*{GO}\s+(?:las llamadas (?:de|sobre|por) )?(?P<when>{_THINGS}\s[^;.]{{3,120}}?"
    rf"|[a-záéíóúñ ]{{4,60}}?)\s+(?:directamente |siempre )?(?:a|al|con)\s+(?P<to>(?:{DET} )?[^;.]{{2,90}})$"
)


def moved(text: str, low: str) -> tuple[str, str] | None:
    """ "Derive a la enfermera cualquier caso de fiebre", "pasa las quejas a Marta"."""
    for pattern in (_OBJECT_LAST, _OBJECT_FIRST):
        found = pattern.match(low)
        if found and not re.match(
            r"a mí\b|(?:la|las|el|al) (?:llamadas?|cliente|usuario|paciente)\b(?! de| sobre)", found.group("when")
        ):
            return text[slice(*found.span("when"))], text[slice(*found.span("to"))]
    return None


_GOES = re.compile(
    rf"^(?P<when>(?:el|la|los|las|lo|tod[oa]s?|cualquier|quien|quienes|\w+s)\b[^:;]{{2,120}}?),? (?:eso |esos |esas )?"
    rf"(?:van?|irán?|(?:debe|deben|tiene|tienen)(?: que)? ir|(?:se )?(?:l[oae]s? )?{GO})(?: directamente| directo"
    rf"| derecho| siempre| también)* (?:para|a|al|con) (?P<to>(?:{DET} )?[^;.]{{2,90}})$"
)


def goes(text: str, low: str) -> tuple[str, str] | None:
    """ "Lo que tenga que ver con facturas va para Ignacio", "las quejas se turnan a la dirección"."""
    found = _GOES.match(low)
    if found is None or re.search(r"\b(?:llamadas?|cliente|usuario)$", found.group("when")):
        return None
    is_named = text[found.start("to")].isupper() or receivers.PEOPLE.search(found.group("to")) is not None
    return (text[slice(*found.span("when"))], text[slice(*found.span("to"))]) if is_named else None


def receiver_first(text: str, low: str) -> tuple[str, str] | None:
    """ "A cancelaciones si quieren dar de baja", "al supervisor, 55 5555 0170, cuando lo pida"."""
    found = re.search(
        r"[\s,](?:solo )?(?P<lead>(?:si|cuando|en caso de(?: que)?|en cuanto|siempre que|para"
        r"|ante) |(?<=, )(?=(?:cualquier|tod[oa]s? l[oa]s?|todo lo|lo que) ))(?P<when>[^;.]{3,220})$",
        low,
    )
    if found is None:
        return None
    head = low[: found.start()]
    to = TO.search(head + ",")
    if to is None:
        return None
    return text[slice(*found.span("when"))], text[slice(*to.span("to"))]
