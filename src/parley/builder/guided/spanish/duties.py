"""What the law asks for, how the agent has to behave, and when a conversation went well."""

import re

from parley.builder.guided.reading import Sentence

_LAW = re.compile(
    r"\b(?:grab(?:a|an|ad[oa]s?|aci[oó]n\w*|ar|amos|ándose|e|ando)|rgpd|lopd\w*|gdpr|hipaa|habeas data"
    r"|protecci[oó]n de datos|datos personales|ley (?:de|orgánica|\d)|privacidad|consentimiento|aviso legal"
    r"|aviso de privacidad"
    r"|tratamiento de (?:sus |los )?datos|tratan sus datos|inteligencia artificial|\bia\b|es un(?:a)? (?:asistente"
    r"|robot|sistema|agente|máquina) (?:virtual|automátic\w+|artificial)|confidencial\w*|secreto profesional"
    r"|se protegen"
    r"|anónim\w+|voluntari[ao]|no sustituye|no constituye|menores de edad|cláusula|habla con una? (?:máquina|robot|ia"
    r"|asistente virtual)|no es (?:una persona|humano|humana|médico|abogado))\b"
)
_DUTY = re.compile(
    r"\b(?:(?:hay que|debe(?:mos)?|tiene que|tenemos que|que|es obligatorio|obligatorio|necesita|ha de"
    r"|debería)\s+(?:(?:siempre|primero|antes|al principio|al inicio|de entrada|también)\s+)*)?(?P<duty>(?:avis|inform"
    r"|adviert|advert|indi[cq]u?|dec|dig|explic|expliq|pid|ped|solicit|recab|aclar|mencion|recuerd|record|cumpl|respet"
    r"|señal|le(?:er|erá|a)\b|comuni[cq]u?|identif|dej|guard|trat)\w*\b)"
)


def compliance(sentence: Sentence, *, is_labelled: bool = False) -> tuple[list[str], str]:
    """A duty by law of a sentence with its words, which are taken."""
    low = sentence.left
    law = _LAW.search(low)
    if law is None:
        return [], ""
    start = _begin(low, law.start())
    duty = _DUTY.search(low, start, law.start() + 1)
    own = re.search(
        r"\b(?:la llamada|las llamadas|los datos|esta llamada|sus datos|la conversación|las conversaciones|se graba"
        r"|voluntari\w+|anónim\w+)\b",
        low[start:],
    )
    if (
        duty is None
        and not is_labelled
        and own is None
        and not re.search(r"\b(?:no puede|no debe|debe|hay que|tiene que|sin|con)\b", low)
    ):
        return [], ""
    begin = duty.start("duty") if duty else start
    if low.startswith(("si ", "cuando ")) and re.search(r"\b(?:no puede|no debe|no se)\b", low[: law.start()]):
        begin = 0
    end = _finish(low, law.end())
    words = sentence.take(begin, end).strip(" ,.")
    return [words[:250]] if len(words) > 3 else [], words


def _begin(low: str, law: int) -> int:
    marks = [
        each.end()
        for each in re.finditer(
            r"[;:\ue002]\s*|\by (?=(?:que|antes|hay|tiene|debe|avis|inform)\b)|,\s*(?:y )?(?=(?:que|hay|tiene|debe"
            r"|avis|inform|y|la llamada|las llamadas)\b)",
            low[:law],
        )
    ]
    if not marks:
        return 0
    return marks[-1] if len(low[marks[-1] : law].split()) > 1 else (marks[-2] if len(marks) > 1 else 0)


def _finish(low: str, law: int) -> int:
    stop = re.compile(
        r"[;\ue002]|,\s+(?:y |pero )?(?:si|que|cuando|no debe|además|también)\b|\s+y (?:que|si|pasar|no)\b"
    ).search(low, law)
    return stop.start() if stop else len(low.rstrip(" ."))


_SUCCESS = re.compile(
    r"\b(?:(?:todo |nos |me |la cosa |la llamada |algo )*(?:va|irá|habrá ido|sale|salió|fue|ha ido|anduvo|anda"
    r"|funciona"
    r"|habrá salido) bien|(?:lo |la )?consider\w+ (?:un |que (?:es|hay) un )?(?:éxito|logrado|exitosa?|bueno|buena"
    r"|que salió bien|bien)"
    r"|(?:contamos|cuenta|damos|se da|tomamos)(?: como| por)? (?:éxito|logrado|lograda|buena|bueno|exitosa?|un éxito"
    r"|hecho|conseguido|cumplid[oa])|(?:es|será|sería|fue) (?:un |todo un )?(?:éxito|exitosa?|bueno|buena)|(?:hay"
    r"|hubo) éxito|un éxito(?: es| será| para nosotros es)?|éxito"
    r"|misión cumplida|objetivo cumplido|buena (?:llamada|conversación) es|sabremos que (?:funciona|va bien|fue bien"
    r"|ha ido bien)|estaremos content[oa]s|nos damos por satisfechos|salió bien|lo ideal es|queda content[oa]"
    r"|el objetivo se cumple|se cumple el objetivo|ganamos)"
    r"[^,.;]{0,25}?\b(?:si|cuando|que|con que|:|en que|es)\s+(?P<aim>[^.;\n]{4,220})"
)


def success(sentence: Sentence) -> tuple[str, str]:
    """When a conversation went well, with the words, which are taken."""
    found = _SUCCESS.search(sentence.left)
    if found is None:
        return "", ""
    aim = sentence.text[slice(*found.span("aim"))].strip(" ,")
    aim = re.sub(r"^(?:cuando|si|que)\s+", "", aim)
    return aim[:250], sentence.take(*found.span()).strip(" ,.")


_RULE = re.compile(
    r"\b(?:siempre (?:debe|tiene que|que|hay que|pid\w+|confirm\w+|pregunt\w+|repit\w+|ofre\w+|verifi\w+|despíd\w+"
    r"|deletre\w+)|antes de (?:colgar|despedirse|cerrar|terminar|agendar|confirmar|reservar|pasar)|máximo \w+"
    r"|no más de \w+ (?:minutos|intentos|veces|preguntas|segundos|frases)"
    r"|como máximo|como mucho|a lo sumo|primero (?:debe|tiene que|que)"
    r"|(?:debe|tiene que|hay que|que) (?:siempre|primero|repet\w+|repit\w+|confirm\w+ (?:siempre|los|el|la|todo)"
    r"|deletre\w+|hablar? (?:despacio|lento|claro|pausado)|hable (?:despacio|lento|claro|pausado)|esper\w+|leer|lea"
    r"|insist\w+|verific\w+|trat\w+ )|que (?:repita|deletree|confirme|insista|espere|lea|verifique|hable despacio"
    r"|hable lento|hable claro)\b)"
)


_OF_THINGS = re.compile(
    r"(?:el|la|los|las) [a-záéíóúñ]+(?: de [a-záéíóúñ]+)? (?:es|son|está|están|tiene|tienen|dura|duran)\b"
)


def constraints(sentence: Sentence) -> tuple[str, str]:
    """A rule of conduct, a whole clause in the user's words, which is taken."""
    low = sentence.left
    found = _RULE.search(low)
    if found is None or _OF_THINGS.match(low) or "usted" in low[found.start() : found.start() + 30]:
        return "", ""
    start = max(low.rfind(mark, 0, found.start()) for mark in (",", ":", ";", "\ue002")) + 1
    stop = re.compile(r"[;\ue002]|,\s+(?:y |pero )?(?:que|si|además|también)\b").search(low, found.end())
    end = stop.start() if stop else len(low)
    words = sentence.take(start, end).strip(" ,.")
    words = re.sub(r"(?:,? y(?: que)?|,)$", "", words)
    plain = re.sub(r"^(?:y |e |pero |además |ah |eso sí |que )+", "", words, flags=re.IGNORECASE)
    return (plain[:250], words) if len(plain.split()) > 1 else ("", "")


_LACKS = frozenset({"sin", "nada"})
_WITHOUT = re.compile(
    r"(?:^|[,;.]\s*|\b(?:y|pero|eso sí,?) )(?P<rule>(?:siempre )?(?:sin|nada de) (?:emoticon\w+|emojis?|caritas"
    r"|palabrotas|tacos"
    r"|groserías|diminutivos|mayúsculas|exclamaciones|chistes|bromas|abreviaturas|anglicismos|siglas"
    r"|faltas de ortografía"
    r"|confianzas|muletillas))(?=[,.;]|$| y )"
)


def without(sentence: Sentence) -> list[str]:
    """What its manner does without: "cercano, pero sin emoticonos", a rule; its words are taken."""
    rules = []
    for found in list(_WITHOUT.finditer(sentence.left)) if sentence.has(_LACKS) else ():
        rules.append(sentence.text[slice(*found.span("rule"))])
        sentence.take(*found.span())
    return rules
