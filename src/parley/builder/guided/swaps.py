"""One value for another: what "X, not Y" denies is looked for in the brief, and the new words go where it stands."""

import re
from typing import Any

from parley.builder.guided import contrasts, tongues
from parley.builder.guided.contrasts import Contrast
from parley.builder.guided.english import manner, particulars
from parley.builder.guided.figures import Figure, figures
from parley.builder.guided.measures import with_ending
from parley.builder.guided.reading import Sentence
from parley.builder.guided.revision import Place, Revision, content
from parley.builder.schemas import BuildState, Op, Operation

LEADS = re.compile(
    r"^(?:(?:no|nope|sorry|wait|oh|oops|actually|hmm|hm|correction|i meant|i mean|on second thoughts?|rather|stop|stopp"
    r"|moment|hang on"
    r"|hold on|nein|pardon|verzeihung|entschuldigung|eigentlich|korrektur|kleine korrektur|ach|no,? mejor|mejor|better"
    r"|scratch that|perdón"
    r"|disculpe|uy|che|corrijo|espere?|quiero decir|digo|my mistake|well|ok|okay|but|and|und|y|yes|so|also|please"
    r"|could you|can you|let's"
    r"|it's|it is|that's|they're|we're|es ist|das ist|es sind|es|son|que)\b[\s,.:;!–—-]*)+",
    re.IGNORECASE,
)
_TRIM = re.compile(
    r"^(?:the|a|an|der|die|das|den|el|la|los|las|at|on|until|till|to|bis|ab|um|am|de|del|al|hasta|desde)\s+",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*(?:a\.?m\.?|p\.?m\.?|o'clock|uhr|h|hs|horas|de la (?:mañana|tarde|noche)|morgens|abends|\bin the (?:morning"
    r"|evening))?\s*"
    r"(?:to|till|til|until|through|-|–|—|bis|a las|a la|a|y|hasta(?: las| la)?|and)\s*",
    re.IGNORECASE,
)


def set_to(slot: str, value: Any, evidence: str) -> Operation:
    """SET of a slot."""
    return Operation(op=Op.SET, path=f"/brief/{slot}", value=value, evidence=evidence.strip()[:2000])


def held_items(state: BuildState, slot: str) -> list[Any]:
    """The items of a list slot, none where it is empty."""
    held = state.brief.value(slot)
    return list(held) if isinstance(held, list) else []


def swapped(sentence: Sentence, revision: Revision, *, is_correction: bool) -> bool:
    """Make what a sentence puts in place of something else; the words are taken. Whether anything was found.

    Where nothing is held to be replaced, only what is denied is taken, so that the rest is read as a statement.
    """
    if not contrasts.may(sentence.words):
        return False
    done = -1
    rest: list[Contrast] = []
    for contrast in contrasts.found(sentence.left):
        if contrast.old[0] < done:
            continue
        if _is_made(contrast, sentence, revision):
            done = contrast.end
            rest = [other for other in rest if other.old[0] != contrast.old[0]]
            sentence.take(contrast.start, contrast.end)
        else:
            rest.append(contrast)
    for contrast in {other.old[0]: other for other in rest}.values():
        both = figures(sentence.text[slice(*contrast.old)]) and figures(sentence.text[slice(*contrast.new)])
        if is_correction and both and _as_fact(revision, _pair(contrast, sentence), sentence.text[contrast.start :]):
            sentence.take(contrast.start, contrast.old[1])
        elif is_correction or done >= 0 or both:
            sentence.take(contrast.denied if contrast.denied >= contrast.new[1] else contrast.start, contrast.old[1])
    return done >= 0


def _pair(contrast: Contrast, sentence: Sentence) -> tuple[str, str]:
    """The old words and the new ones, without what leads to them."""
    old = sentence.text[slice(*contrast.old)].strip(" ,.;")
    while (bare := _TRIM.sub("", old)) != old:
        old = bare
    return old, LEADS.sub("", sentence.text[slice(*contrast.new)].strip(" ,.;"))


def _is_made(contrast: Contrast, sentence: Sentence, revision: Revision) -> bool:
    old, new = _pair(contrast, sentence)
    if not old or not new:
        return False
    evidence = sentence.text[contrast.start : contrast.end].strip(" ,")
    if figures(old) and _in_dates(revision, (old, new), evidence):
        return True
    if figures(old):
        return _in_figures(revision, (old, new), evidence)
    return _in_list(revision, (old, new), evidence) or _in_words(revision, (old, new), evidence)


_DATE = re.compile(
    r"\d{1,2}\.\s?(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|\d{1,2}\.)(?:\s?\d{4})?",
    re.IGNORECASE,
)


def _in_dates(revision: Revision, pair: tuple[str, str], evidence: str) -> bool:
    """A day of a month for another: the month goes with it."""
    old, new = (_DATE.search(part) for part in pair)
    return old is not None and new is not None and _in_words(revision, (old.group(), new.group()), evidence)


def _in_list(revision: Revision, pair: tuple[str, str], evidence: str) -> bool:
    """A language for a language, a tone for a tone."""
    old, new = pair
    for slot, reader in (("languages", tongues.named), ("tone", manner.tones_in)):
        gone, come = set(reader(old)), reader(new)
        held = revision.items(slot)
        if come and gone & set(held):
            fresh = [item for item in come if item not in held] or come[:1]
            kept = [each for item in held for each in (fresh if item in gone else [item])]
            revision.put(slot, list(dict.fromkeys(kept)), evidence)
            return True
    return False


def _in_figures(revision: Revision, pair: tuple[str, str], evidence: str) -> bool:
    """Numbers for numbers, in the text that has them and speaks most of what the sentence speaks of."""
    olds, news = figures(pair[0]), figures(pair[1])
    about = content(evidence)
    fitting = [place for place in revision.places() if _has(figures(place.text), olds)]
    if not fitting or not news:
        return False
    best = max(fitting, key=lambda place: len(about & content(revision.around(place))))
    text = _with_range(best.text, olds, pair[1]) if best.slot == "hours" else None
    text = text or _with_numbers(best.text, olds, _fresh(best.text, olds, news), pair[1])
    if text is None or text == best.text:
        return False
    revision.write(best, text, evidence)
    return True


_HOURS = content(
    "open opening hours closed close geöffnet offen öffnen öffnungszeiten sprechzeiten abierto abrimos horario"
)


def _as_fact(revision: Revision, pair: tuple[str, str], evidence: str) -> bool:
    """A fact that was not known and is told with its correction: "the fee is 4.99 now, not 3.99"."""
    old, new = pair
    text = new if content(new) else _with_numbers(old, figures(old), figures(new), new) if content(old) else None
    if text is None or not figures(text) or content(text) & _HOURS or len(text.split()) < 3:
        return False
    plain = re.sub(r"\s+(?:now|jetzt|nun|ahora|already)$", "", text.strip(" ,."))
    fact = {"topic": particulars.topic_of(plain)[:120], "text": plain[:1].upper() + plain[1:1_500]}
    revision.put("facts", [*revision.items("facts"), fact], evidence)
    return True


def _has(held: list[Figure], olds: list[Figure]) -> bool:
    return all(any(_is_same(figure, old) for figure in held) for old in olds)


def _is_same(held: Figure, old: Figure) -> bool:
    """Whether a number is meant, by its value or as the end of a phone number."""
    return held.value == old.value or (len(held.value) > 6 and len(old.value) > 1 and held.value.endswith(old.value))


def _fresh(text: str, olds: list[Figure], news: list[Figure]) -> list[Figure]:
    """The new numbers that do not stand there already, where more were said than are to go."""
    if len(news) <= len(olds):
        return news
    kept = {figure.value for figure in figures(text)} - {old.value for old in olds}
    return [figure for figure in news if figure.value not in kept] or news


def _with_range(text: str, olds: list[Figure], new: str) -> str | None:
    """ "nine to six" in place of the span of hours that has the old number."""
    given = _ranges(new)
    held = [span for span in _ranges(text) if any(_is_same(figure, old) for figure in span for old in olds)]
    if not given or not held:
        return None
    first, last = held[0]
    return text[: first.start] + new[given[0][0].start : given[0][1].end] + text[last.end :]


def _ranges(text: str) -> list[tuple[Figure, Figure]]:
    found = figures(text)
    return [
        (one, two) for one, two in zip(found, found[1:], strict=False) if _RANGE.fullmatch(text, one.end, two.start)
    ]


def _with_numbers(text: str, olds: list[Figure], news: list[Figure], said: str) -> str | None:
    if not news:
        return None
    pairs = list(zip(olds, news, strict=False)) if len(news) >= len(olds) else [(old, news[0]) for old in olds]
    for old, new in pairs:
        place = next((figure for figure in figures(text) if _is_same(figure, old)), None)
        if place is None:
            return None
        words = said[new.start : new.end].strip()
        if place.value != old.value and len(new.value) < len(place.value):
            words = with_ending(text[place.start : place.end], new.value)
        text = text[: place.start] + words + text[place.end :]
    return text


def _in_words(revision: Revision, pair: tuple[str, str], evidence: str) -> bool:
    old, new = pair
    if len(old) < 2:
        return False
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    about = content(evidence)
    fitting = [(place, found) for place in revision.places() if (found := pattern.search(place.text))]
    if not fitting:
        return False
    best, found = max(fitting, key=lambda pair: len(about & content(revision.around(pair[0]))))
    core = _core(new, best, found)
    if core is None:
        return False
    revision.write(best, pattern.sub(lambda _: core, best.text), evidence)
    return True


def _core(new: str, place: Place, found: re.Match[str]) -> str | None:
    """The new words without those that stand around the old ones already: "we are in Leeds" for the place alone."""
    before, after = (
        re.findall(r"[\w'-]+", part.lower()) for part in (place.text[: found.start()], place.text[found.end() :])
    )
    said = re.findall(r"\S+", new)
    bare = [word.strip(",.;:").lower() for word in said]
    if before and before[-1] in bare[:-1]:
        cut = len(bare) - 1 - bare[::-1].index(before[-1])
        cut = bare.index(before[-1]) if cut == len(bare) - 1 else cut
        said, bare = said[cut + 1 :], bare[cut + 1 :]
    if after and after[0] in bare[1:]:
        said = said[: bare.index(after[0], 1)]
    core = " ".join(said).strip(" ,.;")
    return core if 0 < len(core.split()) <= max(8, 2 * len(found.group().split())) else None
