"""When a person takes over and who, in every order: "si X, pasar a Y", "a Y si X", "X → Y", "de X se encarga Y"."""

import re
from dataclasses import dataclass

from parley.builder.guided import recipients
from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import passing, receivers
from parley.builder.guided.spanish.passing import DET, GO, TO

_TRANSFER = re.compile(
    r"\b(?<!qué le )(?<!qué les )(?<!qué )(?:p[aá]s(?:ar|e|en|a|as|ame|alo|ala|alos|alas|arlo|arla|arle|arlos"
    r"|elo|ela|elos|elas|amelo|ámelo|árselo"
    r"|ármelo|arme)|pásamel[oa]|pásenl[oa]|pasam?el[oa]|pasá\w*|transf\w+|deriv\w+|derív\w+|desv[ií]\w+"
    r"|comuni[cq]u?\w+|conect\w+"
    r"|remit\w+|escal(?:ar|e|a|en|alo|amos)|redirig\w+|redirij\w+|canaliz\w+|canalic\w+|turn(?:ar\w*|en?|elo)"
    r"|habl(?:e[ns]?|a) con|se pasan (?=al? (?!\w+r\b))"
    r"|p[aá]s(?:ará|arán|ara|aremos|éis|áis)|pon(?:drá|drán|ga|gan)? con"
    r"|ponga?\w* (?:al|en contacto|con)|traspas\w+)\b"
)
_LEAD_WHEN = (
    r"(?:si|cuando|en (?:el )?caso de(?: que)?|en casos de|ante|para|por|en cuanto|siempre que|en|a quien|a los que"
    r"|quien|quienes|con|sobre|apenas|ni bien)"
)
_CASE_FIRST = re.compile(
    rf"^(?P<lead>{_LEAD_WHEN})\s+(?P<when>.{{2,220}}?)(?P<sep>\s*[,:]\s*|,?\s+(?=mejor (?:que|con|a)\b"
    rf"|(?<=resto )está |(?<=demás )está )"
    rf"|(?<!lo que)(?<!qué)\s+(?=(?:que |hay que |debe |tiene que "
    rf"|tenés que |hay |lo |la |se (?:lo|la|le|me) |me (?:lo|la) |y )*{GO}\b)"
    rf"|\s+(?=(?:con|a) (?:{DET} )?\w+(?: \w+)?,? (?:en |al |, )?(?:el )?\+?\d)|\s*$)"
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
    r"^(?:(?:y|e|o|pero|además|también|ah|uy|hombre|mejor|sobre todo|bueno|eso sí|luego|entonces|por último"
    r"|importante|ojo|mira|mirá|oye|oiga"
    r"|pues|claro"
    r"|por favor|igual|igualmente|otra cosa|que)\b[,:]?\s+|\W+)+"
)
_NO_CASE = re.compile(
    r"^(?:(?:que|la|el|los|las) )?(?:no|nunca|jamás)\b|^(?:se me |qué pena|perdón|disculp|perdon|me lleg"
    r"|lo (?:conversé|hablé|consulté|pensé)|oiga"
    r"|el (?:teléfono|número|correo) (?:de|está|quedó))|^(?:agendar|reservar|pedir|cambiar|cancelar|anular|consultar"
    r"|rastrear|la cita|eso|despedirse|cerrar|terminar|empezar|saludar|preguntas|dar cita)\b"
)
_LAST_WHO = re.compile(rf",\s*(?:con|a|al)\s+(?:{DET} )?(?P<who>[^,;.]{{3,50}})$")
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


_TELLS = re.compile(
    r"\b(?:pued[ea]n?|podrá|debe|hay que|se podrá)(?: \w+)? (?:decir|cont|inform|explic|aclar)\w*|\btute\w+"
    r"|\btrat\w+ de "
    r"(?:usted|tú|vos)\b"
)
"""A sentence that says what callers may be told, or how to address them, passes nobody on."""


def moves(sentence: Sentence) -> bool:
    """Whether a sentence speaks of passing somebody on."""
    return _TRANSFER.search(sentence.left) is not None or recipients.PHONE.search(sentence.left) is not None


def _may_tell(sentence: Sentence, *, is_asked: bool) -> bool:
    low = sentence.left
    if _TELLS.search(low) is not None:
        return False
    if is_asked or moves(sentence) or "@" in sentence.text or "→" in low or "->" in low or _HANDLES.search(low):
        return True
    return receivers.PEOPLE.search(low) is not None and (_OPENS.search(low) is not None or _ends_in_receiver(low))


def _ends_in_receiver(low: str) -> bool:
    """ "Los padres de un niño enfermo, con la directora": callers, and whom they are put through to."""
    last = _LAST_WHO.search(low.rstrip(" ."))
    return last is not None and low.startswith(("l", "tod")) and receivers.PEOPLE.search(last.group("who")) is not None


_JOINT = re.compile(
    r";\s*|\.\s+|,?\s+y\s+(?=(?:si|cuando|en caso de|para|ante|todo lo|los? de)\b)|,\s+(?=(?:si|cuando|en caso de"
    r"|y si)\b)|,?\s+y\s+(?=al? [^,;.]{3,60} (?:si|cuando)\b)|,?\s+(?:y|pero)\s+(?=(?:el|la|los|las|lo) \w+)"
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
        for each in TO.finditer(before)
        if receivers.PEOPLE.search(each.group("to")) or recipients.PHONE.search(before)
    ]
    return bool(tos) and re.search(rf"\b(?:{_LEAD_WHEN}|{GO})\b", before) is not None


def _rule(sentence: Sentence, start: int, end: int, *, is_known: bool) -> Rule | None:
    low = sentence.left[start:end].rstrip(" .!")
    text = sentence.text[start : start + len(low)]
    lead = _LEADS.match(low)
    if lead:
        low, text = low[lead.end() :], text[lead.end() :]
    reach = receivers.reach(text)
    is_moved = _TRANSFER.search(low) is not None
    is_known = is_known or bool(reach) or is_moved or _ends_in_receiver(low)
    if re.search(r"\b(?:no|nunca|jamás) (?:\w+ ){0,3}(?:pas[ea]|transf|deriv)", low):
        return None
    case, who = (
        _arrow(text, low)
        or _handled(text, low)
        or _case_first(text, low, is_known)
        or passing.goes(text, low)
        or passing.moved(text, low)
        or passing.receiver_first(text, low)
        or _labelled(text, low, is_known)
        or ("", "")
    )
    to = ", ".join(part for part in (receivers.of_self(text) or receivers.who(who), reach) if part)
    case = _case(case)
    if not case or _NO_CASE.match(case.lower()) and not re.search(r"\b(?:si|cuando) no\b", low) or not (to or is_moved):
        return None
    is_named = re.search(r"\b[A-ZÁÉÍÓÚÑ]", who) is not None or receivers.PEOPLE.search(who.lower()) is not None
    if _NOBODY.match(to.lower()) and not reach:
        return None
    if not (reach or is_moved or is_named or "→" in low or "->" in low):
        return None
    return Rule(case, to, text.strip(" ,.;")) if to or is_moved else None


_NOBODY = re.compile(
    r"(?:mitad|partir|pie|tiempo|casa|domicilio|medias|gusto|cargo|usted|ustedes|vos|ti|nadie|terceros|otr[oa]s)\b"
)
"""What follows "a" and receives nobody: "van a mitad de precio"."""


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
    named = _APPOSED.match(text, found.end("to"))
    return (
        (case, text[found.start("to") : named.end() if named else found.end("to")])
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


_PERSON_FIRST = re.compile(
    r"(?:mejor )?(?:que )?(?:se ponga|hable con|lo atienda|l[ea] atienda|pase con|con) (?:una persona(?: de verdad)?"
    r"|alguien)[:,] (?=\w)"
)
_ROLE = re.compile(r"\b(?:a mí|conmigo), (?:que soy |al? |el |la )+(?P<role>[a-záéíóúñ]{4,}(?: de \w+)?)(?=[,.;]|$)")


def _whom(text: str, low: str, *, is_known: bool) -> str:
    """The receiver in the words behind a case."""
    if aside := _PERSON_FIRST.match(low):
        text, low = text[aside.end() :], low[aside.end() :]
    if "conmigo" in low or re.search(r"\b(?:a mí|yo(?! no\b| le\b| ya\b))\b|^(?:que )?me l[oae]s? \w+", low):
        role = _ROLE.search(low)
        own = text[slice(*role.span("role"))] if role else ""
        return receivers.of_self(text) or own or ("conmigo" if "conmigo" in low else "mí")
    tos = list(TO.finditer(low))
    people = [each for each in tos if receivers.PEOPLE.search(each.group("to"))]
    chosen = people or ([each for each in tos if is_known] if low.strip() else [])
    if chosen:
        best = chosen[-1] if re.search(r"\b(?:a mí|llamada|cliente)\b", chosen[0].group()) else chosen[0]
        named = _APPOSED.match(text, best.end())
        return text[best.start("to") : named.end() if named else best.end()]
    if re.match(rf"^(?:{DET} )?", low) and receivers.PEOPLE.search(low) and len(low.split()) <= 8 and "no " not in low:
        return text
    return "" if not is_known or not recipients.PHONE.search(low) else (text if len(low.split()) <= 12 else "")


_APPOSED = re.compile(
    r",? \(?(?:(?:el|la|don|doña|señora?|doctora?|licenciad[oa]"
    r"|ingenier[oa]) ){0,2}[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: [A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*(?=[,.;)]|\s*$)"
)


def _labelled(text: str, low: str, is_known: bool) -> tuple[str, str] | None:
    """ "Las urgencias de agua, a la brigada", "Proveedores, que manden un correo a …", "Quejas: con gerencia"."""
    found = re.match(
        r"^(?P<when>[^,:]{3,90}?)(?:\s*[,:]\s*|\s+(?=(?:que )?(?:se )?(?:l[oae]s? )?(?:pas(?:a|an|ar|arlas|arlos|e|en)"
        r"|transf\w+|deriv\w+|turn\w+|canali\w+|desv\w+|comuni\w+|remit\w+|habl\w+|llam\w+|van|va|a la|al|a los"
        r"|con el|con la|(?:directamente|directo|derechito|siempre|mejor) (?:con|a|al)\b|con [a-z]"
        r"|me l[oae]s? (?:mand|env[ií]|pas|deriv|dej)\w+"
        r""
        r"|con mi|conmigo)\b|a [a-z]))(?P<rest>.+)$",
        low,
        re.DOTALL,
    )
    if found is None or not is_known or re.match(rf"(?:{GO}|hay que|debe)\b|(?:a|al|con)\s", low):
        return None
    rest = text[slice(*found.span("rest"))]
    whom = _whom(rest, found.group("rest"), is_known=is_known)
    if not whom and re.search(r"\b[A-ZÁÉÍÓÚÑ]", rest) and len(rest.split()) < 6:
        whom = rest
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
