"""How a Spanish message wants the agent to sound and be reached: tone, channel and voice."""

import re

from parley.agents.schemas import Channel
from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish.page import clauses
from parley.builder.guided.tables import word_set

TONES = word_set(
    """
    amable cordial cercano cercana cálido cálida cariñoso cariñosa alegre simpático simpática profesional formal
    informal
    serio seria educado educada respetuoso respetuosa paciente tranquilo tranquila sereno serena calmado calmada claro
    clara breve conciso concisa directo directa eficiente rápido rápida ágil sencillo sencilla simple empático
    empática
    comprensivo comprensiva atento atenta servicial elegante sofisticado distinguido fresco fresca joven juvenil
    moderno
    dinámico dinámica divertido divertida gracioso graciosa entusiasta enérgico optimista positivo motivador
    motivadora
    experto experta técnico precisa preciso exacto riguroso objetivo neutral neutro sobrio sobria discreto discreta
    confiable honesto honesta sincero sincera transparente humano humana natural espontáneo relajado relajada
    desenfadado desenfadada coloquial campechano familiar tierno tierna dulce suave gentil cortés correcto correcta
    institucional corporativo firme seguro segura convincente persuasivo persuasiva resolutivo resolutiva pragmático
    práctico didáctico pedagógico inclusivo hospitalario hogareño pausado lento tranquilizador
    reconfortante calma empatía paciencia cariño confianza respeto simpatía humor gracia salero chispa alegría
    dulzura ternura
    calidez cercanía amabilidad formalidad naturalidad profesionalidad tacto sensibilidad delicadeza claridad corto
    discreción energía entusiasmo seriedad buena humilde acogedor acogedora accesible ameno amena vivaz animado
    animada
    delicado delicada compasivo solemne sutil chistoso casual jovial expresivo colaborativo solidario proactivo
    optimismo tranqui majo maja canchero canchera piola copado copada cortito cortita chévere bacán guay enrollado
    enrollada
    sosegado sosegada afable llano llana cariñosito
    """
)
ACCENTS = str.maketrans("áéíóú", "aeiou")
UNACCENTED = frozenset(word.translate(ACCENTS) for word in TONES)
_ADVERBS = (
    r"(?:muy|bastante|algo|un poco|un poquito|un pelín|más|más bien|siempre|super|súper|bien|mucha|mucho|con|sin ser"
    r"|de|también|sobre todo|a la vez|pero|y|e"
    r"|ante todo|tono|que (?:sea|hable|conteste|responda)|hablando|sea|ser|será|es|un|una|el|la|ton[oa]|trato|estilo"
    r"|con un|que suene|sonar|suene|hablando"
    r"|hable|hablar|tan|totalmente|relativamente|porfa|por favor)"
)
_ADDRESS = re.compile(
    r"\b(?:(?:tratando|trat[aeá]\w*|tratar|hablando|hable|hablar|habla|que trate|con (?:el )?tratamiento|con trato"
    r"|siempre|trato|a la gente|a los clientes|al cliente|les)\s+)?(?:siempre )?(?:de|del?) (?P<how>usted|tú|tu|vos)\b"
    r"|\b(?P<verb>tute(?:ar|e|ando|o|amos|en)|vose(?:ar|e|ando|o)|trat\w+ de (?P<by>usted|tú|vos))\b|^(?P<bare>usted"
    r"|tú|vos)$"
)
_TONE_CUE = re.compile(
    r"\b(?:tono|trato|estilo|personalidad|manera de hablar|forma de hablar|registro)\b|\bque (?:sea|suene|hable"
    r"|responda|conteste|se muestre|resulte)\b"
    r"|\b(?:hablando|sonar|suene|sonando|debe ser|tiene que ser|será|sea|con voz|trato)\b"
)
_PHRASES = re.compile(
    r"\b(?:(?:con )?(?:mucha "
    r"|muy )?(?:buena onda|mucha paciencia|mucho cariño|buen humor|sentido del humor|buen rollo|mucho respeto"
    r"|mucho tacto)"
    r"|sin (?:tecnicismos|jerga|rodeos|prisas?|presionar|agobiar|exagerar|florituras|formalismos|pasarse|enrollarse"
    r"|enrollarte|rollos?|vueltas|dar (?:la lata|vueltas)|tonterías|ser pesad[oa]"
    r"|ser invasiv[oa])|nada (?:pesad|invasiv|agresiv|formal|rob[oó]t|fr[ií]|acartonad|técnic|estirad|insistent"
    r"|serio)\w*"
    r"|poco formal|al grano|de confianza|de igual a igual|con (?:empatía|calma|paciencia|cariño|salero|chispa|gracia"
    r"|humor|tacto|respeto|claridad|sencillez|naturalidad|calidez|elegancia|discreción|delicadeza|alegría)"
    r"|(?:frases|respuestas|mensajes) cort[oa]s|fácil de entender|ni (?:muy|tan|demasiado) \w+|no (?:muy|tan"
    r"|demasiado) \w+|como (?:un|una) (?:amig|vecin|colega)\w+)\b"
)
_SKIP = re.compile(r"\b(?:no|nunca|jamás) (?:debe|puede|quiero|dé|da)\b")


_WORD = re.compile(r"[a-záéíóúñ]{4,}")


def labelled(text: str) -> list[str]:
    """The tones behind a label, known words or not."""
    parts = [
        re.sub(rf"^(?:{_ADVERBS}\s+)+", "", part.strip(" ."))
        for part in re.split(r"\s*,\s*|\s+(?:y|e|pero)\s+", text.lower())
    ]
    return [part for part in parts if _WORD.fullmatch(part) and part not in {"usted", "siempre"}]


def tones(sentence: Sentence, *, is_asked: bool = False) -> list[tuple[str, str]]:
    """The tones of a sentence as said, each with its words; the clauses are taken."""
    found: list[tuple[str, str]] = []
    low = sentence.left
    cue = _TONE_CUE.search(low)
    is_open = is_asked or cue is not None
    for start, end in clauses(low):
        if cue and start < cue.end() < end and not cue.group().startswith(("que ", "habl")):
            start = cue.end()
        clause = sentence.left[start:end]
        is_said = is_asked if cue and cue.start() >= end else is_open
        is_rule = _is_rule(clause)
        if is_rule and len(clause.split()) > 4:
            continue
        if not is_said and (clause.strip(" .") in _FILLERS or not found and is_rule):
            continue
        items, is_whole = _items(clause, is_said=is_said)
        if not items:
            if is_said and not is_asked and cue and start > cue.start():
                is_open = False
            continue
        words = sentence.text[start:end].strip(" ,.")
        found += [(item, words) for item in items]
        if is_whole:
            sentence.take(start, end)
    return found + (_behind(sentence, cue, found) if found and cue and cue.start() < 5 else [])


_FILLERS = frozenset({"claro", "bueno", "tranquilo", "seguro", "buena"})
"""Tones that are said for something else where they stand alone."""


def _behind(sentence: Sentence, cue: re.Match[str], found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The other items behind "tono": in such a list any word is a tone."""
    said = {item for item, _ in found}
    listed = labelled(sentence.text[cue.end() :]) if _NOUN.match(cue.group()) else []
    return [(item, found[-1][1]) for item in listed if item not in said]


_NOUN = re.compile(r"(?:tono|estilo|trato|personalidad)$")


_RULE = re.compile(
    r"^(?:(?:y|e|ah|pero|que|siempre|eh|además|también|eso sí) )*(?P<rule>(?:los |las |les |le "
    r"|a la gente )?"
    r"(?:siempre )?(?:tutea\w*|tute[ae]\w*|vose[ae]\w*|voseando|tuteando|trat\w+ (?:\w+ ){0,4}?de (?:usted|tú"
    r"|vos)|hable\w* "
    r"(?:\w+ ){0,3}?de (?:usted|tú|vos)|(?:siempre|todo|a todos|a todo el mundo) de (?:usted|tú|vos)"
    r"|de (?:usted|tú|vos) (?:siempre|a todos|a todo el mundo|a la gente|a los \w+))(?: a (?:la gente|los \w+"
    r"|todos|todo el mundo"
    r"|quien llame|las \w+))?(?: siempre)?)[ .]*(?:eh)?$"
)


def _is_rule(clause: str) -> bool:
    return _RULE.match(clause.strip()) is not None


def address(sentence: Sentence) -> list[str]:
    """How callers are to be addressed, where a clause says nothing else: a rule as said; its words are taken."""
    rules = []
    for start, end in clauses(sentence.left) if _ADDRESS.search(sentence.left) else ():
        clause = sentence.left[start:end]
        found = _RULE.match(clause.lstrip())
        if found:
            begin = start + len(clause) - len(clause.lstrip())
            rules.append(sentence.text[begin + found.start("rule") : begin + found.end("rule")])
            sentence.take(start, end)
    return rules


_SPLIT = re.compile(r"\s+(?:y|e|o|pero|a la vez que)\s+|\s*[/&]\s*|\s*:\s*")


def _items(clause: str, *, is_said: bool) -> tuple[list[str], bool]:
    """The tones of a clause, and whether it says nothing else."""
    results: list[str] = []
    rest = clause
    if (address := _ADDRESS.search(rest)) and (is_said or _is_address(address, rest)):
        results.append(_addressed(address))
        rest = rest[: address.start()] + " " + rest[address.end() :]
    for phrase in _PHRASES.finditer(rest) if is_said or not _SKIP.search(rest) else ():
        if is_said or re.search(
            r"onda|tecnicismos|nada |respuestas|frases|sin |calma|empatía|paciencia|salero", phrase.group()
        ):
            results.append(re.sub(r"^con (?:mucha |mucho |muy )?", "", phrase.group()).strip())
            rest = rest.replace(phrase.group(), " ", 1)
    parts = [re.sub(rf"^(?:{_ADVERBS}\s+)+", "", part.strip(" .:;!")) for part in _SPLIT.split(f" {rest} ")]
    parts = [part for part in parts if part and not re.fullmatch(_ADVERBS, part)]
    if is_said:
        parts = [word for part in parts for word in (_run(part) or [part])]
    known = [word for part in parts if (word := _known(part))]
    if known and is_said and len(parts) > len(known):
        known = [word for part in parts if (word := _known(part) or (part if _ADJECTIVE.fullmatch(part) else ""))]
    is_whole = len(known) == len(parts)
    if (
        not is_said
        and not is_whole
        or known
        and not is_said
        and not results
        and len(known) < 2
        and len(clause.split()) > 3
    ):
        return results, False
    return list(dict.fromkeys([*results, *known])), is_whole


_ADJECTIVE = re.compile(r"[a-záéíóúñ]{4,}(?:[aeio]d[oa]|[oe]s[oa]|er[oa]|iv[oa]|ent[ea]|ble|ist[ao]|ic[oa])")


def is_adjective(word: str) -> bool:
    """Whether a word has the ending of an adjective that may be a tone."""
    return _ADJECTIVE.fullmatch(word) is not None


def _run(part: str) -> list[str]:
    """The adjectives of a row without commas: "simpático canchero"."""
    words = part.split()
    is_row = 1 < len(words) < 5 and all(word in TONES or _ADJECTIVE.fullmatch(word) for word in words)
    return words if is_row and sum(word in TONES for word in words) else []


def _known(part: str) -> str:
    words = part.split()
    if words and words[0] not in TONES and words[0].translate(ACCENTS) in UNACCENTED:
        return words[0] if len(words) < 4 else ""
    if (
        words
        and words[0] in TONES
        and (
            len(words) == 1
            or words[0] not in {"claro", "bien", "seguro", "firme", "clara", "corto", "buena", "práctico"}
        )
    ):
        if len(words) > 3:
            return ""
        return words[0]
    if len(words) <= 3 and words and words[-1] in TONES:
        return words[-1]
    return words[0] if words and words[0].endswith("mente") and words[0][:-5] in TONES else ""


def _is_address(found: re.Match[str], clause: str) -> bool:
    """Whether "de usted" speaks of how to talk: by itself, or behind a verb of speaking."""
    said = found.group()
    return len(clause.split()) <= 6 or len(said.split()) > 2 or bool(found.group("verb"))


def _addressed(found: re.Match[str]) -> str:
    how = found.group("how") or found.group("by") or found.group("bare")
    if how is None:
        how = "vos" if found.group("verb").startswith("vos") else "tú"
    return "de tú" if how == "tu" else f"de {how}"


_VOICE_CHANNEL = re.compile(
    r"\b(?:tel[eé]fonos?|tel[eé]f[oó]nic[oa]s?|tel[eé]f[oó]nicamente|llamadas?|llamen?|llaman?|llamar|de voz|por voz"
    r"|voz"
    r"|centralita|conmutador|call ?center|la línea|línea telefónica|tubo|descuelgue|operadora|locución|ivr)\b"
)
_CHAT_CHANNEL = re.compile(
    r"\b(?:whats ?app|wasap|wassap|guasap|chats?|chatbot|web|página|sitio|instagram|telegram|messenger|facebook"
    r"|mensajes?|mensajería|sms|app|por escrito|online|en línea|texto|redes)\b"
)


def channel(low: str) -> Channel | None:
    """The channel that words name, None for none."""
    is_voice, is_chat = _VOICE_CHANNEL.search(low) is not None, _CHAT_CHANNEL.search(low) is not None
    if is_voice and is_chat:
        return Channel.BOTH
    return Channel.VOICE if is_voice else Channel.CHAT if is_chat else None


_BY = re.compile(
    r"[,;.]?\s+(?:y )?(?:(?:todo|solo|sólo|siempre) )?(?:por|en|a través de|vía) (?:el |la |los )?(?:teléfono"
    r"|whats ?app|chat|web"
    r"|página(?: web)?|instagram|llamadas?|voz)(?:(?:,| y| o| y por| y en) (?:el |la )?(?:teléfono|whats ?app|chat|web"
    r"|página|instagram|voz))*[ .!]*$"
)


def reached(sentence: Sentence, asked: list[str]) -> tuple[Channel | None, str]:
    """The channel at the end of an answer to two questions ("pedir cita, cancelarla, Por teléfono"); it is taken."""
    found = _BY.search(sentence.left) if "channel" in asked and len(asked) > 1 else None
    told = channel(found.group()) if found and found.start() else None
    return (told, sentence.take(*found.span()).strip(" ,.")) if found and told else (None, "")


_VOICE = re.compile(
    r"(?:^|[,.:\s])(?:(?:con )?(?:una |la )?voz(?: que suene| debe ser| será| tiene que ser| sea|:|,)?\s+"
    r"|que suene (?:a|como) |suene como )(?P<voice>[^.;\ue000-\ue002]{3,100})"
)
_NO_VOICE = re.compile(r"^(?:y|o|que (?:atienda|conteste|recoja|dé|agende)|para|de (?:la|los|las|el)\b|en|a\b)")


def voice(sentence: Sentence) -> tuple[str, str]:
    """How it should sound as a voice, with the words, which are taken; "asistente de voz" says nothing of it."""
    low = sentence.left
    if not sentence.has(_VOICED):
        return "", ""
    for found in _VOICE.finditer(low):
        said = found.group("voice")
        if re.search(r"\b(?:de|por|mensajes? de|lo)\s*$", low[: found.start() + 1]) or _NO_VOICE.match(said):
            continue
        cut = re.search(
            r",? (?:y )?(?:que|hablando|tono|con tono|porque|para|si|pero)\b|,(?= (?:siempre|español|tratando))", said
        )
        end = found.start("voice") + (cut.start() if cut else len(said))
        words = sentence.take(found.start("voice"), end).strip(" ,.")
        return words[:200], words
    return "", ""


_VOICED = word_set("voz suene")
