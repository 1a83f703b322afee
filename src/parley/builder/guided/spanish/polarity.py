"""Which of the things that a Spanish sentence names goes and which comes: "X por Y", "X no, Y", "lo de X sobra"."""

import re
from dataclasses import dataclass

GONE, COME, NAMED = "gone", "come", "named"
TAKE = (
    r"(?:qu[ií]t|s[aá]c|s[aá]qu|elim[ií]n|b[oó]rr|ret[ií]r|supr[ií]m|desc[aá]rt|om[ií]t|t[aá]ch|ah[oó]rr|excl[uú]y"
    r"|olv[ií]d(?!ó|é|aba|ad)|desech|prescind|s[aá]lt[ae]|elid|obvi[ae])[a-záéíóúñ]*"
)
_SMALL = (
    r"(?: (?:lo|la|el|los|las|de|del|que|un|una|por|en|su|sus|le|les|me|nos|se|tan|muy|al|a|con|más|ese|esa|eso|esto"
    r"|también|solo|sólo|datos?|pid[aeo]\w*|pedir\w*|pregunt\w*|apunt\w*|anot\w*|necesit\w+|quier\w+|queremos|queríamos"
    r"|haga|hac\w+|falta|hablar|suene|sonar|sea|ser|hable\w*|dar|poner|tono|trato|punto|número|todo|algo|usar"
    r"|atender|atienda\w*|nada|ya|ni|canal|idioma))*\s*"
)
_BEFORE_COME = re.compile(
    r"\b(?:sino|mejor|prefer\w+|prefier\w+|es más bien|más bien|que sea|sea|p[oó]n(?:l[eo]|gan?|game|gale|elo)?"
    r"|pon[eé]l[eo]|poné|quería(?:mos)? decir|quise decir|quis[oi]mos decir|léase|entiéndase|en realidad(?: es)?"
    r"|ahora(?: es)?|añád\w*|añad\w+|agr[eé]g\w+|súm\w+|sum[aáeé]\w*|inclu[iíy]\w*|con|solo|sólo|únicamente|nomás"
    r"|d[eé]j[ae]\w* (?:solo|sólo)|(?:c[aá]mbi|sustit[uú]|reempl[aá])\w* (?:[a-záéíóúñ]+ ){0,4}?(?:por|a|en)"
    rf"|vale con|basta con|y es|pero es|es){_SMALL}$"
)
_BEFORE_GONE = re.compile(
    r"(?:\b(?:no(?! s[oó]lo\b)|ni|tampoco|ya no|sin|menos|nada de|en vez del?|en lugar del?|fuera|dije|dij[oi]mos"
    rf"|dicho|puse|pusimos|puesto|escribí|demasiado|pasamos de|{TAKE}|dej\w+ (?:fuera|afuera|de)"
    r"|(?:c[aá]mbi|sustit[uú]|reempl[aá])\w*)"
    rf"{_SMALL})$"
)
_AFTER_GONE = re.compile(
    r"(?: (?:de|del|en|al|para) [^,;.]{1,24}?)??[\s,:]*(?:(?:ya|al final|mejor|de momento|por ahora|directamente|que|lo"
    r"|la|los|las|se|me|nos|eso|esa|ese|también|pues|casi|mira|vamos a|voy a|podéis|pueden|puedes|puede|habría que"
    r"|hay que|conviene|toca|queremos|quiero|de|ni|jamás)[\s,]+)*"
    rf"(?:no\b(?!,? (?:es|son|está|están|era|solo|sólo|sé)\b)|ni (?:hablar|loco|de broma|en broma)|sobra\w*|a?fuera"
    rf"|{TAKE}|(?:lo |la )?dej(?:a|á|e|en|amos|emos)\b(?! (?:como|así|igual|solo))"
    r"|d[eé]j[ae](?:l[oa]s?|nl[oa]s?)\b(?! (?:como|así|igual))|están? de más|de más|quedan? (?:fuera|para|descart\w+"
    r"|anulad\w+|suspendid\w+|muy|demasiado|fatal|mal|rar[oa])|estorb\w+|(?:era|es|iba) (?:broma|en broma|una broma"
    r"|un farol|vacil\w+|coña|de coña|un chiste|demasiado|mucho)|suena a|espanta|asusta|da miedo|echa para atrás)"
)
_DENIES = re.compile(
    rf",? (?:(?:y|pero|que) )?(?:ya )?(?:no|ni|sin|en vez del?|en lugar del?|más que|antes que)\b(?![,:]){_SMALL}"
)
"""What stands between a thing and the next one, which it denies: "chat, no teléfono"."""
_THAN = re.compile(rf",? que{_SMALL}")
_RATHER = re.compile(r"\b(?:mejor|prefier\w+|prefer\w+|antes)\b")
_FOR = re.compile(r",? por(?: el| la| los| las| un| una)? ")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something known that a text names, by its place; whether it goes, comes or is merely named."""

    start: int
    end: int
    value: str
    side: str = NAMED


def sided(low: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a sentence, in order, each with its side."""
    result: list[Mention] = []
    for at, mention in enumerate(mentions):
        begin = mentions[at - 1].end if at else 0
        stop = mentions[at + 1].start if at + 1 < len(mentions) else len(low)
        after = low[mention.end : stop]
        is_given = stop < len(low) and _FOR.fullmatch(after) is not None
        is_taken = bool(result) and _FOR.fullmatch(low, begin, mention.start) is not None
        is_less = bool(result) and _THAN.fullmatch(low, begin, mention.start) and _RATHER.search(low, 0, begin)
        after = "" if stop < len(low) and _DENIES.fullmatch(after) else after
        side = GONE if is_given or is_less else COME if is_taken else _side(low[begin : mention.start], after)
        result.append(Mention(mention.start, mention.end, mention.value, side))
    return result


def _side(before: str, after: str) -> str:
    before = before[-90:]
    gone, come = _BEFORE_GONE.search(before), _BEFORE_COME.search(before)
    if gone and (come is None or gone.start() != come.start()):
        return GONE
    if _AFTER_GONE.match(after[:60]):
        return GONE
    return COME if come else NAMED
