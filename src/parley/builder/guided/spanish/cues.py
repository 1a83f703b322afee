"""What a sentence in Spanish plainly says of a slot: for a second reading, whatever else has been read in it."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.spanish import languages as tongues
from parley.builder.guided.spanish import manner

_OF_MANNER = re.compile(
    r"\b(?:el |la |de |un |una |con )?(?:tono|trato|estilo|onda|vibra|personalidad|carácter|registro)\b"
    r"(?:,| (?:que|sea|es|ha|de|ser|debe|tiene|será|quiero|queremos|siempre|más|bien|muy|como|algo)\b)*[ ,:=–-]*"
    r"(?P<list>[^.;!?\n]{3,100})"
)
_SOUNDS = re.compile(
    r"\bque (?:sea|suene|hable|responda|conteste|se muestre|resulte|atienda|trate)\b|\b(?:sonar|ser)\b"
)


def tone(sentence: Sentence) -> tuple[list[str], str]:
    """Tones behind a word for manner: "el tono, rudo", "que suene amable"."""
    low = sentence.left
    found = manner.tones(sentence)
    if not found and (cued := _OF_MANNER.search(low)):
        listed = [part for part in manner.labelled(cued["list"]) if " " not in part]
        if listed and len(cued["list"].split()) <= 3 * len(listed) + 2:
            return listed, sentence.text[slice(*cued.span())]
    if not found and _SOUNDS.search(low):
        fresh = Sentence(text=sentence.text, start=sentence.start, left=low)
        found = manner.tones(fresh, is_asked=True)
    return list(dict.fromkeys(item for item, _ in found)), found[0][1] if found else ""


_NAME = "|".join(map(re.escape, tongues.NAMES))
_IN = re.compile(rf"(?:^|[,;(] ?(?:y |siempre |todo |solo |sólo ){{0,3}})en (?P<name>{_NAME})(?=[ ,.;)]|$)")


def languages(sentence: Sentence) -> tuple[list[str], str]:
    """Languages told by name, also in a clause of their own: "…, en español, …"."""
    low = sentence.left
    if found := _IN.search(low):
        return [tongues.NAMES[found["name"]]], sentence.text[slice(*found.span("name"))]
    return tongues.found(sentence)


_PASSED = re.compile(
    r"^(?:y |pero )?(?P<when>(?:las?|los|el|si|cuando|quien|quienes) [^,.;:]{3,70}?),? se (?:(?:les?|los?|las?) )?"
    r"(?:pasan?|derivan?|transfieren?|mandan?|envían?|dirigen?|remiten?|desvían?) (?:directamente )?(?:al?|con|hacia) "
    r"(?P<to>[^.;:]{2,60})"
)


def handover(sentence: Sentence) -> tuple[list[dict[str, str]], str]:
    """Who is given which calls, in the passive: "las de impuestos se pasan a Manuel"."""
    found = _PASSED.match(sentence.left)
    if found is None:
        return [], ""
    when, to = (sentence.text[slice(*found.span(name))].strip(" ,") for name in ("when", "to"))
    return [{"when": re.sub(r"^(?:si|cuando) ", "", when, flags=re.IGNORECASE), "to": to}], sentence.text[
        slice(*found.span())
    ]


READERS = {"tone": tone, "languages": languages, "handover": handover}
