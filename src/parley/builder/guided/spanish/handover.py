"""When a person takes over and who, in every order: "si X, pasar a Y", "a Y si X", "X → Y", "de X se encarga Y"."""

import re
from dataclasses import dataclass

from parley.builder.guided import recipients
from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import receivers

_TRANSFER = re.compile(
    r"\b(?:p[aá]s(?:ar|e|en|a|as|ame|alo|ala|alos|alas|arlo|arla|arle|arlos|elo|ela|elos|elas|amelo|ámelo|árselo"
    r"|ármelo|arme)|pásamel[oa]|pásenl[oa]|pasam?el[oa]|pasá\w*|transf\w+|deriv\w+|derív\w+|desv[ií]\w+"
    r"|comuni[cq]u?\w+|conect\w+"
    r"|remit\w+|escal(?:ar|e|a|en|alo|amos)|redirig\w+|redirij\w+|canaliz\w+|canalic\w+|turn(?:ar|e|elo)"
    r"|ponga?\w* (?:al|en contacto|con)|traspas\w+)\b"
)
_GO = (
    r"(?:p[aá]s[aeáé]\w{0,6}|transf\w+|deriv\w+|derív\w+|desv[ií]\w+|comun[ií][cq]\w+|con[eé]ct\w+|remit\w+"
    r"|escal[ae]\w*|redirig\w+|ponga?\w* (?=en contacto|al)|ponl[oa]|llame al|llamar al|avise a\w*|avisar a\w*"
    r"|me llam\w+|me avis\w+|llám[ae]\w*me|avís[ae]\w*me"
    r"|contact[ae]\w*)"
)
_LEAD_WHEN = (
    r"(?:si|cuando|en (?:el )?caso de(?: que)?|en casos de|ante|para|por|en cuanto|siempre que|en|a quien|a los que"
    r"|quien|quienes|con|sobre|apenas|ni bien)"
)
_DET = r"(?:el|la|los|las|un|una|mi|nuestr[oa]s?|mis|su|algún|alguna|este|tu)"
_WHO = r"(?P<to>[^,;:.()→]{2,90}?)"
_STOP = (
    r"(?=\s*(?:[,;:.()→]|$)|\s+(?:si|cuando|en caso|para que|y si|y cuando|en cuanto|sin|que (?:atiende|lo|la|está)"
    r"|porque|siempre que|por(?= favor)|extensión)\b)"
)
_TO = re.compile(rf"\b(?:a(?: (?=(?:{_DET}\b|[a-záéíóúñ]))|l )|con(?: |l )|hacia |al |en (?=contacto)){_WHO}{_STOP}")
_CASE_FIRST = re.compile(
    rf"^(?P<lead>{_LEAD_WHEN})\s+(?P<when>.{{2,220}}?)(?P<sep>\s*[,:]\s*|\s+(?=(?:que |hay que |debe |tiene que "
    rf"|tenés que |hay |lo |la |se (?:lo|la|le|me) |me (?:lo|la) |y )*{_GO}\b)|\s*$)"
)
_HANDLES = re.compile(
    r"(?:^de (?P<of>[^,;.:]{3,80}?) |[,:\s])(?:(?:(?:l[oae]s?|se) )?(?:lleva|atiende|atienden|gestiona|se encarga"
    r"|se ocupa"
    r"|encarga|ocupa|ve|resuelve|llevan|ven|contesta|coge|(?:es|son) (?:cosa|asunto|competencia) de|corresponden? a"
    r"|son para)|(?:l[oae]s?|se) (?:vean?|atiendan?|lleven?|conteste|llame|resuelvan?|gestionen?|encarguen?|ocupen?))"
    r"(?: de (?P<of2>[^,;.]{3,80}?))? (?P<to>(?:el|la|los|las|mi|nuestr[oa]|un|una|[a-záéíóúñ]+)\b[^,;.:]{0,80})"
)
_ARROW = re.compile(r"\s*(?:→|->|=>|⇒)\s*")
_LEADS = re.compile(
    r"^(?:(?:y|e|o|pero|además|también|ah|bueno|eso sí|luego|entonces|por último|importante|ojo|mira|mirá|oye|oiga"
    r"|pues|claro"
    r"|por favor|igual|igualmente|otra cosa|que)\b[,:]?\s+|\W+)+"
)
_NO_CASE = re.compile(
    r"^(?:(?:que|la|el|los|las) )?(?:no|nunca|jamás)\b|^(?:agendar|reservar|pedir|cambiar|cancelar|anular|consultar"
    r"|rastrear|la cita|eso|despedirse|cerrar|terminar|empezar|saludar|preguntas|dar cita)\b"
)
_LAST_WHO = re.compile(rf",\s*(?:con|a|al)\s+(?:{_DET} )?(?P<who>[^,;.]{{3,50}})$")
_OPENS = re.compile(rf"^(?:y |pero )?{_LEAD_WHEN}\b|\bcon una? (?:persona|humano)\b|\bcon alguien\b|\bcon un humano\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """A case, who takes over, and the words that say so."""

    when: str
    to: str
    words: str

    @property
    def value(self) -> dict[str, str]:
        """As the brief holds it."""
        return {"when": self.when[:250], "to": self.to[:200]}


def found(sentence: Sentence, *, is_asked: bool = False) -> list[Rule]:
    """The rules of a sentence; their words are taken."""
    if not _may_tell(sentence, is_asked=is_asked):
        return []
    rules: list[Rule] = []
    is_known = is_asked
    for start, end in _pieces(sentence.left):
        rule = _rule(sentence, start, end, is_known=is_known)
        if rule is not None:
            rules.append(rule)
            is_known = True
            sentence.take(start, end)
    return rules


def moves(sentence: Sentence) -> bool:
    """Whether a sentence speaks of passing somebody on."""
    return _TRANSFER.search(sentence.left) is not None or recipients.PHONE.search(sentence.left) is not None


def _may_tell(sentence: Sentence, *, is_asked: bool) -> bool:
    low = sentence.left
    if is_asked or moves(sentence) or "@" in sentence.text or "→" in low or "->" in low or _HANDLES.search(low):
        return True
    return receivers.PEOPLE.search(low) is not None and (_OPENS.search(low) is not None or _ends_in_receiver(low))


def _ends_in_receiver(low: str) -> bool:
    """ "Los padres de un niño enfermo, con la directora": callers, and whom they are put through to."""
    last = _LAST_WHO.search(low.rstrip(" ."))
    return last is not None and low.startswith(("l", "tod")) and receivers.PEOPLE.search(last.group("who")) is not None


_JOINT = re.compile(
    r";\s*|\.\s+|,?\s+y\s+(?=(?:si|cuando|en caso de|para|ante|todo lo|los? de)\b)|,\s+(?=(?:si|cuando|en caso de"
    r"|y si)\b)|,?\s+y\s+(?=al? [^,;.]{3,60} (?:si|cuando)\b)"
)


def _pieces(low: str) -> list[tuple[int, int]]:
    """The parts of a sentence that may be a rule each: a new one begins where the one before has its receiver."""
    pieces, start = [], 0
    for mark in _JOINT.finditer(low):
        before = low[start : mark.start()]
        is_full = mark.group().startswith((";", ".")) or _is_full(before)
        if is_full:
            pieces.append((start, mark.start()))
            start = mark.end()
    return [*pieces, (start, len(low))]


def _is_full(before: str) -> bool:
    tos = [
        each
        for each in _TO.finditer(before)
        if receivers.PEOPLE.search(each.group("to")) or recipients.PHONE.search(before)
    ]
    return bool(tos) and re.search(rf"\b(?:{_LEAD_WHEN}|{_GO})\b", before) is not None


def _rule(sentence: Sentence, start: int, end: int, *, is_known: bool) -> Rule | None:
    low = sentence.left[start:end].rstrip(" .!")
    text = sentence.text[start : start + len(low)]
    lead = _LEADS.match(low)
    if lead:
        low, text = low[lead.end() :], text[lead.end() :]
    reach = receivers.reach(text)
    is_moved = _TRANSFER.search(low) is not None
    is_known = is_known or bool(reach) or is_moved or _ends_in_receiver(low)
    if re.search(r"\b(?:no|nunca|jamás) (?:\w+ ){0,2}(?:pas[ea]|transf|deriv)", low):
        return None
    case, who = (
        _arrow(text, low)
        or _handled(text, low)
        or _case_first(text, low, is_known)
        or _moved(text, low)
        or _receiver_first(text, low)
        or _labelled(text, low, is_known)
        or ("", "")
    )
    to = ", ".join(part for part in (receivers.who(who), reach) if part)
    case = _case(case)
    if not case or _NO_CASE.match(case.lower()) and not re.search(r"\b(?:si|cuando) no\b", low) or not (to or is_moved):
        return None
    is_named = who[:1].isupper() or receivers.PEOPLE.search(who.lower()) is not None
    if not (reach or is_moved or is_named or "→" in low or "->" in low):
        return None
    return Rule(case, to, text.strip(" ,.;")) if to or is_moved else None


def _arrow(text: str, low: str) -> tuple[str, str] | None:
    found = _ARROW.search(low)
    return (text[: found.start()], text[found.end() :]) if found and found.start() > 2 else None


def _handled(text: str, low: str) -> tuple[str, str] | None:
    """ "Los grupos los lleva el departamento comercial", "de las multas se encarga la policía"."""
    found = _HANDLES.search(low)
    is_named = found is not None and text[found.start("to")].isupper()
    if found is None or not (is_named or receivers.PEOPLE.search(found.group("to")) or recipients.PHONE.search(low)):
        return None
    span = next((found.span(name) for name in ("of", "of2") if found.group(name)), (0, found.start()))
    case = text[slice(*span)].strip(" ,:")
    return (
        (case, text[slice(*found.span("to"))])
        if len(case) > 2 and not re.match(r"(?:yo|nosotros|aquí)\b", case)
        else None
    )


def _case_first(text: str, low: str, is_known: bool) -> tuple[str, str] | None:
    found = _CASE_FIRST.match(low)
    while found is not None:
        rest = low[found.end() :]
        whom = _whom(text[found.end() :], rest, is_known=is_known)
        if whom:
            return text[slice(*found.span("when"))], whom
        comma = low.find(",", found.end("when") + 1)
        if comma < 0 or comma > 240:
            break
        found = re.compile(
            rf"^(?P<lead>{_LEAD_WHEN})\s+(?P<when>.{{{comma - found.start('when')}}})(?P<sep>\s*[,:]\s*)"
        ).match(low)
    return None


def _whom(text: str, low: str, *, is_known: bool) -> str:
    """The receiver in the words behind a case."""
    if "conmigo" in low:
        return "conmigo"
    tos = list(_TO.finditer(low))
    people = [each for each in tos if receivers.PEOPLE.search(each.group("to"))]
    chosen = people or ([each for each in tos if is_known] if low.strip() else [])
    if chosen:
        best = chosen[-1] if re.search(r"\b(?:a mí|llamada|cliente)\b", chosen[0].group()) else chosen[0]
        return text[slice(*best.span("to"))]
    if re.match(rf"^(?:{_DET} )?", low) and receivers.PEOPLE.search(low) and len(low.split()) <= 8 and "no " not in low:
        return text
    return "" if not is_known or not recipients.PHONE.search(low) else (text if len(low.split()) <= 12 else "")


_THINGS = r"(?:cualquier|tod[oa]s? l[oa]s?|tod[oa]|l[oa]s|el|la|a quien|a los que|quien)"
_OBJECT_LAST = re.compile(
    rf"^(?:hay que |que |debe )*{_GO}\s+(?:a|al"
    rf"|con)\s+(?P<to>(?:{_DET} )?[^,;.]{{2,60}}?)\s+(?P<when>{_THINGS}\s[^;.]{{4,160}})$"
)
_OBJECT_FIRST = re.compile(
    rf"^(?:hay que |que |debe )*{_GO}\s+(?:las llamadas (?:de|sobre|por) )?(?P<when>{_THINGS}\s[^;.]{{3,120}}?"
    rf"|[a-záéíóúñ ]{{4,60}}?)\s+(?:directamente |siempre )?(?:a|al|con)\s+(?P<to>(?:{_DET} )?[^;.]{{2,90}})$"
)


def _moved(text: str, low: str) -> tuple[str, str] | None:
    """ "Derive a la enfermera cualquier caso de fiebre", "pasa las quejas a Marta"."""
    for pattern in (_OBJECT_LAST, _OBJECT_FIRST):
        found = pattern.match(low)
        if found and not re.match(
            r"(?:la|las|el|al) (?:llamadas?|cliente|usuario|paciente)\b(?! de| sobre)", found.group("when")
        ):
            return text[slice(*found.span("when"))], text[slice(*found.span("to"))]
    return None


def _receiver_first(text: str, low: str) -> tuple[str, str] | None:
    """ "A cancelaciones si quieren dar de baja", "al supervisor, 55 5555 0170, cuando lo pida"."""
    found = re.search(
        r"[\s,](?:solo )?(?P<lead>si|cuando|en caso de(?: que)?|en cuanto|siempre que|para"
        r"|ante) (?P<when>[^;.]{3,220})$",
        low,
    )
    if found is None:
        return None
    head = low[: found.start()]
    to = _TO.search(head + ",")
    if to is None:
        return None
    return text[slice(*found.span("when"))], text[slice(*to.span("to"))]


def _labelled(text: str, low: str, is_known: bool) -> tuple[str, str] | None:
    """ "Las urgencias de agua, a la brigada", "Proveedores, que manden un correo a …", "Quejas: con gerencia"."""
    found = re.match(
        r"^(?P<when>[^,:]{3,90}?)(?:\s*[,:]\s*|\s+(?=(?:que )?(?:se )?(?:l[oae]s? )?(?:pas(?:a|an|ar|arlas|arlos|e|en)"
        r"|transf\w+|deriv\w+|van|va|a la|al|a los|con el|con la)\b|a [a-z]))(?P<rest>.+)$",
        low,
        re.DOTALL,
    )
    if found is None or not is_known or re.match(rf"(?:{_GO}|hay que|debe)\b|(?:a|al|con)\s", low):
        return None
    rest = text[slice(*found.span("rest"))]
    whom = _whom(rest, found.group("rest"), is_known=is_known)
    return (text[slice(*found.span("when"))], whom) if whom or receivers.reach(rest) else None


_CASE_TAIL = re.compile(
    r"(?:[\s,:]+(?:entonces|pues|que|hay que|debe|tiene que|se|me l[oa]s?|l[oa]s?|siempre|directamente|y|o|,|eso|esos"
    r"|esas|esto))+$"
    r"|^(?:que|el caso de|casos de|de)\s+"
)


def _case(said: str) -> str:
    plain = " ".join(said.replace("\ue002", " ").split()).strip(" ,.;:¿?¡!→-")
    plain = re.sub(r"^(?:si|cuando|que|en caso de(?: que)?|ante|para)\s+", "", plain, flags=re.IGNORECASE)
    low = plain.lower()
    tail = _CASE_TAIL.search(low)
    if tail and tail.start() > 0:
        plain = plain[: tail.start()]
    return plain.strip(" ,.;:") if len(plain) > 2 else ""
