"""A Spanish message cut into sentences and list items."""

import re
from dataclasses import dataclass

from parley.builder.guided import tongues
from parley.builder.guided.reading import MASK_QUOTE, MAX_SENTENCE_CHARS, MAX_SENTENCES, Reading, Sentence, masked
from parley.builder.guided.spanish import headings
from parley.builder.guided.tables import word_set

_SHORT = (
    "sr sra srta dr dra ud uds av avda tel tfno núm ej etc aprox máx mín ext int lic ing arq hno s.l s.a a.m p.m p.ej"
    " c pza"
)
_NO_END = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _SHORT.split())
_END = re.compile(
    rf"[.!?…;\n](?:(?<=[;\n])|(?<=[.!?…]){_NO_END}[.!?…]*(?=\s(?!\s*(?:→|->|=>))|$|[\"”»)]))"
    r"|\s[–—]\s(?=(?:y|pero|que|además|eso|también|ah)\b)|\.(?=[A-ZÁÉÍÓÚÑ¿¡])"
)
_ITEM = re.compile(r"(?:(?<=\s)|(?<=\D:))(?:\(?\d{1,2}[.)º°]\)?|[a-h]\)|[-*•·●▪](?=\s)|[①-⑳])\s*(?=[^\W\d])")
_COUNTED = re.compile(r"(?:^|[\s:,;])\(?(?:2[.)]|b\)|②)\s*[^\W\d]")
_NUMBER = re.compile(r"(?<![^\s(])\d{1,2}\.$")
_MARK = re.compile(r"\s*(?:[-*•·●▪–→>]+\s*|\(?\d{1,2}[.)º°]\)?\s+|[a-h]\)\s+|[①-⑳]\s*)+(?=\S)")
_EXCERPT = re.compile(
    r"\b(?:manual|guion|guión|reglamento|política|documento|folleto|texto|normas?|dice|pone|copio|pego)\b"
)


@dataclass(slots=True)
class Part:
    """A sentence or list item, and the heading of the list it stands in."""

    sentence: Sentence
    heading: str = ""
    is_item: bool = False
    is_heading: bool = False

    @property
    def is_question(self) -> bool:
        """Whether the user asks something in the words that no rule has used."""
        left = self.sentence.left
        return "?" in left and MASK_QUOTE not in left and "→" not in left and "->" not in left


def is_spoken(reading: Reading) -> bool:
    """Whether a message is Spanish: by its words outside quotations, else by what the talk is held in."""
    told = tongues.heard(reading.low)
    if told == "es" or "¿" in reading.text or "¡" in reading.text:
        return told in {"es", None, "pt"}
    if reading.state.language.startswith("es"):
        return told in _NEAR and _FOREIGN.search(reading.low) is None
    return told is None and _sounds(reading.low)


_NEAR = frozenset({None, "pt", "it"})
"""What the few words of a short answer seem to be in a talk that is held in Spanish."""
_FOREIGN = re.compile(r"[ãõçêàèäöüßœ]|\b(?:the|and|with|please|yes|our|und|oder|bitte)\b")


_SIGNS = re.compile(r"[ñáéíóú]")
_SMALL = word_set("el la los las de del que en y con si para somos es al se no un una les su por nos")


def _sounds(low: str) -> bool:
    """Whether words too few to tell by have the accents and a small word of Spanish."""
    if _SIGNS.search(low) is None or _FOREIGN.search(low):
        return False
    return not _SMALL.isdisjoint(re.findall(r"[^\W\d_]+", low[:300]))


def parts(reading: Reading) -> list[Part]:
    """The sentences and items of a message; bounded in number and length."""
    text, low = reading.text, _bared(_left(reading), reading.text)
    results: list[Part] = []
    heading, position, is_listed, is_below = "", 0, False, False
    for end in sorted({*_ends(low), *_answers_to_two(reading, low)}):
        made = _part(text, low, position, end)
        is_new_line = "\n" in text[max(0, position - 1) : position + 1]
        position = end
        if made is None:
            continue
        if is_new_line and not made.is_item and heading and not is_below:
            heading = ""
        if is_listed and not made.is_item:
            heading = ""
        is_listed = made.is_item and bool(heading)
        made.heading = heading
        left = made.sentence.left.rstrip()
        is_below = made.is_heading = _is_heading(text, made, end)
        if left.endswith(":") and len(left) < 90 or made.is_heading:
            heading = left.strip(" :#*")
        elif text[end - 1 : end] == "\n" and not text[end : end + 2].strip():
            heading = ""
        results.append(made)
        if len(results) >= MAX_SENTENCES:
            break
    return results


def _is_heading(text: str, part: Part, end: int) -> bool:
    """Whether a short line without a full stop stands above a list, or above a line in capitals."""
    said = part.sentence.text
    if part.is_item and not said.isupper() or text[end - 1 : end] != "\n" or len(said.split()) > 8:
        return False
    if text[: part.sentence.start].endswith("\n\n") and text[end : end + 1].isalpha() and said[-1].isalpha():
        return bool(headings.slot(said.lower().strip(" ¿?*#")))
    return said.isupper() and len(said) > 3 or said[-1].isalpha() and _MARK.match(text, end) is not None


def _left(reading: Reading) -> str:
    """The lower case without the words that corrections have used."""
    low = reading.low
    for sentence in reading.sentences:
        if _USED in sentence.left:
            low = low[: sentence.start] + sentence.left + low[sentence.start + len(sentence.left) :]
    return low


def _bared(low: str, text: str) -> str:
    """The lower case with the words of a quoted excerpt shown."""
    if MASK_QUOTE * 60 in low:
        for found in re.finditer(f"{MASK_QUOTE}{{60,}}", low):
            if _EXCERPT.search(low[max(0, found.start() - 80) : found.start()]):
                low = low[: found.start()] + masked(text[slice(*found.span())]) + low[found.end() :]
    return low


def _ends(low: str) -> list[int]:
    ends = {found.end() for found in _END.finditer(low)}
    if _COUNTED.search(low):
        ends = {end for end in ends if _NUMBER.search(low, max(0, end - 4), end) is None}
        ends |= {found.start() for found in _ITEM.finditer(low) if found.start() > 0}
    ends |= {found.start() for found in _INNER.finditer(low)} if ": " in low else set()
    return _dictated(low, sorted({*ends, len(low)}))


def _answers_to_two(reading: Reading, low: str) -> set[int]:
    """Where the second of two answers begins that were given in one breath."""
    asked = reading.asked
    if len(asked) < 2:
        return set()
    found = [pattern.search(low) for slot, pattern in _BEGINS.items() if slot in asked]
    first = _FIRST.match(reading.text) if "languages" in asked else None
    found.append(first)
    name = reading.state.brief.name
    if "greeting" in asked and name is not None and MASK_QUOTE not in low:
        start = " ".join(str(name.value).lower().split()[:2])
        found.append(re.search(rf"(?<=[^\s:,.]) (?={re.escape(start)}\b(?! [^.]*\b{re.escape(start)}))", low))
    return {each.end() for each in found if each is not None}


_TONGUES = (
    "castellano|español|inglés|catalán|gallego|euskera|francés|portugués|alemán|italiano|valenciano|quechua|guaraní"
)
_FIRST = re.compile(
    rf"\W*(?i:(?:en |solo |sólo )?[a-záéíóúñ]+(?:(?:, | y | e |, y )(?i:{_TONGUES}|árabe|chino|kichwa|aimara"
    rf"|maya|náhuatl|rumano"
    r"))+|castellano|español) (?=[A-ZÁÉÍÓÚÑ]\w+ (?!y |e ))"
)
"""Languages that stand first, where a sentence of its own begins behind them."""
_BEGINS = {
    "greeting": re.compile(
        r"(?<=[^\s:,;\ue000])(?<!\bcon)(?<!\bdiga)(?<!\bcomo)(?<!\btipo)(?<!\bdiciendo)(?<!\bdecir)(?<!\bun)(?<!\by)(?<!\bdi)"
        r"(?<!\bsalude)(?<!¡) (?=¡|(?:hola|buenas|buenos días|bienvenid\w+ a|gracias por llamar)\b)"
    ),
    "languages": re.compile(
        rf"(?<=[^\s:,;.])(?<!\b[eyoa])(?<!\ben)(?<!\bde)(?<!\bel)(?<!\bcon)(?<!\bsolo)(?<!\bsólo)(?<!\bmás)(?<!\bque)(?<!hable)"
        rf"(?<!habla)(?<!hablar)(?<!\bmuy)(?<!\bbuen) (?=(?:en |solo |sólo )?(?:{_TONGUES})\b)"
    ),
    "hours": re.compile(
        r"(?<=[a-záéíóúñ])(?<!mos)(?<!\b[yoae])(?<!\bde)(?<!\bes)(?<!\bson)(?<!abre)(?<!abiert[oa])(?<!horario)(?<!está)(?<!los)"
        r"(?<!todos) (?=(?:de |los )?(?:lunes|martes|miércoles|jueves|viernes|sábados?|domingos?) (?:a|y) )"
    ),
    "scope_dont": re.compile(
        r"(?<=[^\s:,;.])(?<!\by)(?<!\be)(?<!\bsobre todo)(?<!\bni) (?=que (?:no|nunca"
        "|jamás) (?:me |le |se |los |las )?[a-z]+[ea] )"
    ),
    "handover": re.compile(
        r"^(?:[a-záéíóúñ]+(?:, | y | e | )){1,7}(?=(?:si|cuando|en caso de) )"
        r"|^(?!con |al? |que )(?:[a-záéíóúñ]+(?:, | y | e | )){8,16}(?=si )"
    ),
}


_INNER = re.compile(r"(?<=:)\s(?=(?:para \w+r\b|si \w|cuando \w))")
_BREATH = re.compile(
    r"\s(?=(?:(?:eh|ah|bueno|che|mirá|mira|mire|este|entonces|o sea|además|encima) "
    r"|(?:y )?(?:también )?que (?:no |nunca |los |las |le |les |me |se |lo "
    r"|la )?(?:pid|pregunt|pued|teng|hable|sea|trat|tute|dig|haga|ofre|prome|venga)|(?:y )?(?:si|cuando) (?:es\b"
    r"|se\b|alguien|quieren?|el\b|la\b|un\b|una\b|hay|piden?|llam\w+|lluev\w+"
    r"|no\b|tien\w+|nos|me)|(?:y )?(?:abrimos|atendemos|cerramos|estamos abiert|quiero|queremos|necesito|necesitamos"
    r"|buscamos|la idea es|aceptamos|tenemos|hay |no hay|ofrecemos|hacemos|nunca|no (?:debe|puede)|pide |pregunta )"
    r"|(?:y )?para (?:eso )?(?:\w+[aei]r|eso)\b|(?:y )?se (?:deja|paga|cobra|admite|acepta|permite|juega|entrega"
    r"|cancela"
    r"|puede|recoge|llama)n?\b|(?:y )?(?:después de|antes de|desde|a partir de) las|(?:y )?(?:el|la|los|las|un"
    r"|una|cada) "
    r"\w+(?: (?!(?:el|la|los|las|un|una) )\w+){0,3}? (?:sale|cuesta|vale|dura|está|son|es|tarda|incluye|queda)n?\b"
    r"|de l[oa]s? \w+ se (?:encarga|ocupa)))"
)
_MIN_DICTATED = 120


def _dictated(low: str, ends: list[int]) -> list[int]:
    """A long run without any comma, as dictation gives it, is cut where a new thought begins."""
    if len(low) < _MIN_DICTATED or sum(map(low.count, ".,;:?!\n")) * _MIN_DICTATED > len(low):
        return ends
    more, start = set(ends), 0
    for end in ends:
        if end - start > _MIN_DICTATED:
            last = start
            for found in _BREATH.finditer(low, start + 12, end):
                if found.start() - last > 11:
                    more.add(found.start())
                    last = found.start()
        start = end
    return sorted(more)


def _part(text: str, low: str, start: int, end: int) -> Part | None:
    mark = _MARK.match(low, start, end)
    start = mark.end() if mark else start
    while start < end and not (low[start].isalnum() or low[start] in "+\"“„«‘'¿¡(" or ord(low[start]) >= 0xE000):
        start += 1
    while end > start and low[end - 1].isspace():
        end -= 1
    if end - start < 2:
        return None
    end = min(end, start + MAX_SENTENCE_CHARS)
    left = low[start:end]
    return Part(Sentence(text=text[start:end], start=start, left=left), is_item=mark is not None)


_USED = "\ue002"
_COMMA = re.compile(r",(?!\d{3}\b)\s*|\s[–—]\s|\ue002+")


def clauses(left: str) -> list[tuple[int, int]]:
    """The spans between the commas of a sentence that no rule has used."""
    spans, start = [], 0
    for mark in _COMMA.finditer(left):
        if mark.start() > start:
            spans.append((start, mark.start()))
        start = mark.end()
    return [*spans, (start, len(left))] if start < len(left) else spans


def rest(parts: list[Part]) -> str:
    """The words that no rule has used, a sentence a line."""
    lines = []
    for part in parts:
        if part.is_question:
            continue
        sentence = part.sentence
        runs = re.split("\ue002+", sentence.left)
        longest = max(runs, key=len)
        start = sentence.left.find(longest)
        said = sentence.text[start : start + len(longest)].strip(" ,.;:—–")
        if len(said.split()) > 0 and any(map(str.isalnum, said)) and MASK_QUOTE not in longest:
            lines.append(said)
    return "\n".join(lines)
