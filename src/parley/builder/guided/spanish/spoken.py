"""The lines the agent says in Spanish: the first and the last words, quoted or as they stand."""

import re

from parley.builder.guided.reading import MASK_QUOTE
from parley.builder.guided.spanish.page import Part

_CLOSE = re.compile(
    r"\b(?:despedi\w+|desp[ií]d\w+|despide\w*|cierr[ea]\w*|cerrar|al final|para terminar|termin\w+|acab\w+|al colgar"
    r"|antes de colgar|final|adiós"
    r"|última frase|últimas palabras|concluy\w+|finaliz\w+|para acabar)\b"
)
_GREET = re.compile(
    r"\b(?:salud\w+|salúd\w+|bienvenida|primera frase|primeras palabras|contest\w+|arran\w+|empie\w+|empez\w+|empec\w+"
    r"|comien\w+|comenz\w+|inici\w+|abr[ae]\w*|apertura|al descolgar"
    r"|descuelg\w*|respond\w+|presen\w+|diga|di|que diga|atiend\w+|decir|recib\w+|al inicio|al principio|lev(?:ante"
    r"|antar)\w*|dirá|frase inicial)\b"
)
_SPEECH = re.compile(
    r"\b(?:hola|buen[oa]s|buen día|bienvenid\w+|gracias por|le saluda|te saluda|habla con|hablas con|le atiende"
    r"|le habla|te habla|soy \w|en qué (?:le|te|les|puedo|podemos)"
    r"|dígame|con mucho gusto|aló|le llama\w*|cómo (?:le|te) (?:puedo|podemos)|qué (?:te|le|desea|necesita)"
    r"|hasta (?:pronto|luego"
    r"|la próxima)|que (?:tenga|tengas|pase)\w*|nos vemos|un (?:saludo|abrazo|besito|beso)"
    r"|adiós|le esperamos|te esperamos|cuídese|muchas gracias|ha llamado a|buen viaje|saludos|dime|cuént[ae]\w*"
    r"|a (?:sus|tus|vuestras) órdenes"
    r"|a (?:la|su|tu) (?:orden|servicio|disposición)|para servir\w*|encantad[oa] de|diga(?=\s*[?.!]?$))\b"
)
_ORDER = re.compile(
    r"\b(?:que (?:diga|avise|informe|salude|hable|sea|no)|tiene que|debe|hay que|quiero|queremos|abrimos|si hay"
    r"|español|inglés)\b"
)
_QUOTED = re.compile(f"[\"“„«‘'](?P<said>{MASK_QUOTE}+)[\"”“»’']?")
_LEAD = re.compile(
    r"^(?:(?:que se despida(?: diciendo| con)?|se despide(?: diciendo| con)?|(?:que )?(?:salude|termine|cierre"
    r"|acabe)(?: diciendo| con)|pues|algo (?:tipo|como|así como)|tipo|sería|por ejemplo|como|simplemente|que diga|diga"
    r"|di|a ver|mira"
    r"|bueno|podría ser|ponle|algo así|así|con)[,:]?\s+)+",
    re.IGNORECASE,
)


def lines(parts: list[Part], asked: list[str]) -> dict[str, tuple[str, str]]:
    """Greeting and closing with their words, which are taken."""
    results = _led(parts)
    before = ""
    for part in parts:
        sentence = part.sentence
        position = 0
        for quote in _QUOTED.finditer(sentence.left) if MASK_QUOTE in sentence.left else ():
            line = " ".join(sentence.text[slice(*quote.span("said"))].split())
            lead = sentence.left[position : quote.start()]
            slot = _slot(lead if len(lead.split()) or position else before[-60:], line, asked, results)
            position = quote.end()
            if slot and slot not in results and any(map(str.isalpha, line)):
                results[slot] = (line, sentence.text[slice(*quote.span())])
                sentence.take(_cue(sentence.left, quote.start()), quote.end())
        before = sentence.text.lower()
    for slot in ("greeting", "closing"):
        if slot in asked and slot not in results:
            results = _unquoted(parts, slot) | results
    return results


_LED = re.compile(
    r"\b(?P<slot>salud[aoe]\w*|bienvenida|primeras palabras|frase inicial|despedida|desp[ií]d\w+|despedirse)\b"
    r"[^:\ue000-\ue002]{0,120}\b(?:p[oó]n\w*|pon[eé]\w*|di|diga|decir|sea|salude|quede|queda|cambi\w+|c[aá]mbi\w+"
    r"|mejor|as[ií]|d[eé]ja\w*|us[aeá]\w*|est[ae]|otr[oa]|nuev[oa]|por|es|será):\s*"
    r"(?P<line>[^\s\ue000-\ue002][^\ue000-\ue002]{4,300})$"
)


def leads(low: str) -> bool:
    """Whether words lead to a line that stands behind a colon."""
    return ":" in low and _LED.search(low) is not None


def _led(parts: list[Part]) -> dict[str, tuple[str, str]]:
    """A line without quotation marks behind words that lead to it: "el saludo asusta, pon: Bienvenido, ¿listo?"."""
    results: dict[str, tuple[str, str]] = {}
    for at, part in enumerate(parts):
        sentence = part.sentence
        found = _LED.search(sentence.left) if ":" in sentence.left else None
        if found is None or _ORDER.search(found["line"]):
            continue
        slot = "closing" if found["slot"].startswith("desp") else "greeting"
        said = sentence.text[found.start("line") :].strip()
        after = parts[at + 1].sentence if at + 1 < len(parts) and parts[at + 1].is_question else None
        if after is not None and not said.endswith("?"):
            said = f"{said} {after.text}"
            after.take(0, len(after.left))
        results.setdefault(slot, (said, sentence.text[found.start("line") :].strip()))
        sentence.take(0, len(sentence.left))
    return results


def _slot(before: str, line: str, asked: list[str], found: dict[str, tuple[str, str]]) -> str:
    closes, greets = _last(_CLOSE, before), _last(_GREET, before)
    if closes >= 0 or greets >= 0:
        return "closing" if closes > greets else "greeting"
    if "closing" in asked and "greeting" not in asked:
        return "closing"
    if "greeting" in asked:
        return "greeting" if "greeting" not in found else "closing"
    is_speech = _SPEECH.search(line.lower()) is not None and len(line.split()) > 2
    return (
        "greeting"
        if is_speech
        and re.search(r"[:\s](?:con|algo|tipo|así|como)?\W*$", before)
        and re.search(r"\b(?:di|dec|frase|algo)", before)
        else ""
    )


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((each.start() for each in pattern.finditer(text[-90:])), default=-1)


def _cue(low: str, start: int) -> int:
    """Where the words that lead to a quotation begin, when they are all of the clause so far."""
    before = low[:start]
    clause = max(before.rfind(mark) for mark in (", ", ". ", "! ", "? ", "\ue002", "; ")) + 1
    cue = _GREET.search(before, clause) or _CLOSE.search(before, clause)
    return cue.start() if cue and len(before[clause:].split()) < 9 else start


def _unquoted(parts: list[Part], slot: str) -> dict[str, tuple[str, str]]:
    """The words of an answer to "how should it greet": from the first that has the sound of speech."""
    said: list[tuple[Part, int]] = []
    for at, part in enumerate(parts):
        low = part.sentence.left
        if slot == "greeting" and not said and (both := _both(part)):
            return both
        start = _begins(part)
        if start >= 0 and _ORDER.search(low, start) is None and MASK_QUOTE not in low:
            said.append((part, start))
        elif said and (low.endswith("?") or _goes_on(parts, at)):
            said.append((part, 0))
        elif said:
            break
    if not said:
        return {}
    line = _LEAD.sub("", " ".join(part.sentence.text[start:] for part, start in said).strip(" –—-")).strip()
    first = said[0][0].sentence.text[said[0][1] :]
    for part, start in said:
        part.sentence.take(start, len(part.sentence.left))
    return {slot: (line[:1500], first)} if len(line) > 1 else {}


_TURN = re.compile(
    r"[,.;]?\s+(?:y\s+)?(?:(?:para|al) (?:acabar|terminar|despedir\w*|cerrar|final|colgar|irse)|de despedida"
    r"|cuando (?:acabe"
    r"|termine|cuelgue|se despida)|(?:que )?se despid[ae]\w*),?:?\s+(?:(?:que )?(?:se )?(?:diga|dice|dirá"
    r"|despid\w+|con|di)\b"
    r"(?: con)?:?,?\s+)?(?:(?:con|diciendo|un)\s+)*(?=\w)"
)
_UNTOLD = re.compile(r"(?:que |debe |tiene que )|.*\b(?:salud\w+|contest\w+)\b")


def _both(part: Part) -> dict[str, tuple[str, str]]:
    """ "Talleres Roca, dígame, y al despedirse que diga gracias": both lines in one sentence."""
    sentence = part.sentence
    turn = _TURN.search(sentence.left) if MASK_QUOTE not in sentence.left else None
    if turn is None or _UNTOLD.match(sentence.left[: turn.start()]) or "\ue002" in sentence.left:
        return {}
    words, rest = sentence.text[: turn.start()].strip(" ,.;"), sentence.text[turn.end() :].strip(" .")
    is_said = _SPEECH.search(words.lower()) or _SPEECH.search(rest.lower())
    if len(words.split()) < 2 or len(rest) < 4 or is_said is None or _ORDER.search(rest.lower()):
        return {}
    sentence.take(0, len(sentence.left))
    return {"greeting": (bare(words), words), "closing": (bare(rest), rest)}


def _goes_on(parts: list[Part], at: int) -> bool:
    """Whether a short sentence within words to be said leads to the question that ends them."""
    low = parts[at].sentence.left
    is_short = len(low.split()) < 9 and _ORDER.search(low) is None and "\ue002" not in low
    return is_short and at + 1 < len(parts) and parts[at + 1].is_question


def bare(text: str) -> str:
    """A line to say without the words that lead to it."""
    return _LEAD.sub("", text.strip()).strip('"“”«» ')


_ORDERED = re.compile(
    r"(?:pues |bueno |a ver )?que (?:salude|conteste|diga|descuelgue|empiece|responda)(?: así| con| diciendo"
    r"| algo así como)?:? +"
)


def _begins(part: Part) -> int:
    """Where the words to be said begin: at the start, or with a capital behind another answer; -1 for none."""
    found = _SPEECH.search(part.sentence.left)
    if found is None:
        return -1
    if ordered := _ORDERED.match(part.sentence.left):
        return ordered.end()
    for each in _SPEECH.finditer(part.sentence.left):
        if (
            each.start()
            and part.sentence.text[each.start()].isupper()
            and part.sentence.text[each.start() - 1] in " ¡¿"
        ):
            return each.start() - (part.sentence.text[each.start() - 1] in "¡¿")
    return 0


def is_speech(text: str) -> bool:
    """Whether a text has the sound of words said to callers."""
    return _SPEECH.search(text.lower()) is not None
