"""What a Spanish message takes back or puts in place of something held: data, tone, languages, the channel."""

import re
from dataclasses import replace

from parley.builder.guided.reading import MASK_QUOTE, Reading, Sentence
from parley.builder.guided.recipients import PHONE
from parley.builder.guided.revision import Revision, content
from parley.builder.guided.spanish import languages, manner, restored, retold, spoken
from parley.builder.guided.spanish.data_words import NAMES
from parley.builder.guided.spanish.polarity import COME, GONE, Mention, sided
from parley.builder.guided.tables import word_set

_WORD = re.compile(r"[^\W_]+")
_BARE = {words.translate(manner.ACCENTS): name for words, name in NAMES.items()}
_MOST_WORDS = 4
_LONG = 30
_JOINS = re.compile(
    r"\b(?:tambi[eé]n|adem[aá]s|a[ñn][aá]d\w*|agr[eé]g\w*|s[uú]m[aeá]\w*|incl[uú](?:ye|ya|yan|yen|ir|í|ime|idme)\b|falta|faltó|faltaba|olvid[oó]"
    r"|olvidaba|pasó|encima|otro dato|un dato más|y ya de paso)\b"
)
_ONLY = re.compile(r"\b(?:s[oó]lo|solamente|únicamente|nada más|nomás|basta\w*|alcanza|suficiente|apañamos|vale con)\b")


def revise(reading: Reading, revision: Revision) -> bool:
    """Make what the sentences of a message correct, whose words are taken; whether it turns two things about."""
    if restored.turned(reading, revision):
        return True
    for sentence in reading.sentences[:20]:
        if MASK_QUOTE in sentence.left or spoken.leads(sentence.left) or not sentence.left.strip("\ue002 "):
            continue
        readers = (_channel, _data, _tone, _languages, restored.taken_back)
        others = (retold.misread, retold.day, retold.fact)
        is_told = any(read(sentence, reading, revision) for read in readers)
        if is_told or any(read(sentence, revision) for read in others):
            _spend(sentence)
    return False


def _spend(sentence: Sentence) -> None:
    sentence.take(0, len(sentence.text))


def _data(sentence: Sentence, reading: Reading, revision: Revision) -> bool:
    """A datum that goes, one for another, one more, or these alone."""
    goals, low = revision.items("goals"), sentence.left
    if not goals or PHONE.search(sentence.text) or "@" in sentence.text:
        return False
    said = sided(low, _mentioned(low))
    held = {name for goal in goals for name in goal["collect"]}
    gone = [each.value for each in said if each.side == GONE and each.value in held]
    come = [each for each in said if each.side != GONE and each.value not in gone]
    fresh = [
        each.value
        for each in come
        if each.value not in held and (each.side == COME or not _ASIDE.search(low[: each.start]))
    ]
    if gone:
        is_sure = len(fresh) == 1 or all(each.side == COME for each in come if each.value in fresh)
        return _put_data(low, revision, gone, fresh if is_sure else [])
    if come and len(come) == len(said) and held and _JOINS.search(low) and _ADDS.search(low):
        return _put_data(low, revision, [], [each.value for each in come if _ASKED.search(low[: each.start])])
    if come and not fresh and _ONLY.search(low) and len(low.split()) < _LONG and not _FIGURE.search(low):
        only = {each.value for each in come}
        return len(only) > 1 and _put_data(low, revision, [name for name in held if name not in only], [])
    return False


_ASIDE = re.compile(
    r"\b(?:para|al?|según|sobre|contra|porque|que)(?: [a-záéíóú]+){0,2} (?:un |una |el |la |los |las |su )?$"
)
"""What leads to a word that is named beside the matter: "quita el DNI para apuntarse a un curso"."""
_ASKED = re.compile(
    r"(?:[:,]|\b(?:y|el|la|los|las|un|una|su|sus|de|pid\w+|pregunt\w+|apunt\w+|anot\w+|añad\w+|agreg\w+"
    r"|inclu\w+|también)) $"
)
_FIGURE = re.compile(r"\d")


def _put_data(low: str, revision: Revision, gone: list[str], fresh: list[str]) -> bool:
    """Change the data of the task that the words speak of, else of those that ask for what goes, else of the first."""
    goals, words = revision.items("goals"), content(low)
    concerned = [goal for goal in goals if not gone or set(gone) & set(goal["collect"])]
    if not concerned or not gone and not fresh:
        return False
    best = max(len(words & content(goal["name"])) for goal in concerned)
    meant = [goal for goal in concerned if len(words & content(goal["name"])) == best]
    meant = meant if gone or best else meant[:1]
    changed = []
    for goal in goals:
        kept = [name for name in goal["collect"] if name not in gone]
        changed.append({**goal, "collect": list(dict.fromkeys([*kept, *fresh]))} if goal in meant else goal)
    revision.put("goals", changed, low)
    return changed != goals


_ADDS = re.compile(
    r"\b(?:a[ñn][aá]d\w*|agr[eé]g\w*|s[uú]m[aeá]\w*|incl[uú]\w+|datos?|pid[ae]\w*|pregunt\w+|ap[uú]nt\w+|an[oó]t\w+"
    r"|necesit\w+|tom[ea]n?)\b"
)
_NO_DATA = word_set("puesto donde dónde cuándo cuando quién quien por qué cómo año años paciente pacientes cliente día")

_BY_PHONE = re.compile(r"(?:\bpor|\bvía|(?<!lo )\bde) $")


def _mentioned(low: str) -> list[Mention]:
    """The data that a text names, by their places."""
    spans = [word.span() for word in _WORD.finditer(low)]
    found, at, is_of_channel = [], 0, _CHAT.search(low) is not None
    while at < len(spans):
        for count in range(min(_MOST_WORDS, len(spans) - at), 0, -1):
            start, end = spans[at][0], spans[at + count - 1][1]
            words = low[start:end]
            name = NAMES.get(words) or _BARE.get(words.translate(manner.ACCENTS))
            if words in _NO_DATA or words.startswith(("lo que", "a lo")):
                name = None
            if name == "phone_number" and (is_of_channel or _BY_PHONE.search(low[:start])):
                name = None
            if name:
                found.append(Mention(start, end, name))
                at += count - 1
                break
        at += 1
    return found


_PHONES = r"(?:tel[eé]fono(?! (?:de|del)\b)|telefónic\w+|llamadas?|voz)"
_CHATS = r"(?:whats ?app|wasap|chats?|web|página|mensajes|escrito|instagram|telegram)"
_CHAT = re.compile(rf"(?<![\w-]){_CHATS}(?![\w-])")
_CHANNELS = re.compile(rf"(?<![\w-])(?:(?P<voice>{_PHONES})|(?P<chat>{_CHATS}))(?![\w-])")
_REACHED = re.compile(
    r"\b(?:por|vía|de|en (?:el|la)|un|s[oó]lo|solamente|únicamente|nada de|sea|atienda\w*|con) (?:el |la |un )?$"
)
_OTHERWISE = re.compile(
    r"\b(?:mejor|prefer\w+|prefier\w+|en vez|en lugar|cambi\w+|pas[ae]\w*|al final|s[oó]lo|únicamente|pens[aá]ndolo"
    r"|pensado|equivo\w+|quería decir|quise decir|dije|puse|que sea|sino|ahora|ya no|de momento|por ahora)\b"
)
_BY_NUMBER = re.compile(r"\b(?:número|extensión|pid\w+|datos?)\b")


def _channel(sentence: Sentence, reading: Reading, revision: Revision) -> bool:
    """How people reach the agent, where another way than the one held is told."""
    held, low = revision.value("channel"), sentence.left
    if held is None or len(low.split()) > _LONG or _BY_NUMBER.search(low):
        return False
    found = [Mention(*each.span(), str(each.lastgroup)) for each in _CHANNELS.finditer(low)]
    if not found or not any(each.value == "chat" or _REACHED.search(low[: each.start]) for each in found):
        return False
    said = sided(low, found)
    gone = {each.value for each in said if each.side == GONE}
    come = {each.value for each in said if each.side != GONE}
    meant = _reached(str(held), gone, come - gone, low)
    if meant is None or meant == held:
        return False
    revision.put("channel", meant, sentence.text)
    return True


def _reached(held: str, gone: set[str], come: set[str], low: str) -> str | None:
    ways = {"voice", "chat"}
    if come == ways or (_JOINS.search(low) and come and not gone):
        return "both" if _JOINS.search(low) else None
    if not come and held == "both" and len(gone) == 1:
        return (ways - gone).pop()
    if len(come) == 1 and (gone or _OTHERWISE.search(low)):
        return come.pop()
    return None


_CUE = re.compile(r"\b(?:tono|trato|estilo|registro|manera de hablar|forma de hablar|personalidad|suen[ea]|sonar)\b")
_MANNER = re.compile(
    r"\b(?:m[aá]s|que (?:sea|suene)(?: m[aá]s)?|p[oó]n(?:l[eo]|gal[eo]|gan)?|pon[eé]l[eo]|tono|algo(?: m[aá]s)?|mejor"
    r"|tirando a|más bien|un poco(?: más)?|un trato|sino|en plan) (?P<tone>[a-záéíóúñ]{4,})"
)
_OPENING = 8
_FILLERS = word_set("claro bueno seguro correcto exacto buena gracias gracia tranquilo segura respeto humor directo")
_STEM = re.compile(r"(?:mente|[oa]s?|es)$")


def _tone(sentence: Sentence, reading: Reading, revision: Revision) -> bool:
    """How the agent shall sound, where a tone held is spoken of, or the tone as such."""
    held = [str(item) for item in revision.items("tone")]
    low = sentence.left
    if not held or len(low.split()) > _LONG:
        return False
    said = sided(low, _tones(low, held))
    stems = {_stem(item): item for item in held}
    said = [replace(each, value=stems.get(_stem(each.value), each.value)) for each in said]
    if _one_for_another("tone", said, _next(reading, sentence), sentence, revision):
        return True
    fresh = [each.value for each in said if each.side != GONE and each.value not in held]
    if (
        not fresh
        or not (_CUE.search(low) or reading.is_correction)
        or "tone" in reading.asked[:1]
        or _JOINS.search(low)
    ):
        return False
    revision.put("tone", fresh, sentence.text)
    return True


def _languages(sentence: Sentence, reading: Reading, revision: Revision) -> bool:
    """One language for another, one that goes, these alone, or one more."""
    held, low = [str(item) for item in revision.items("languages")], sentence.left
    said = sided(low, _spoken(low))
    if not held or not said:
        return False
    if _one_for_another("languages", said, _next(reading, sentence), sentence, revision):
        return True
    come = list(dict.fromkeys(each.value for each in said if each.side != GONE))
    if come and _ONLY.search(low) and set(come) != set(held):
        revision.put("languages", come, sentence.text)
        return True
    if come and len(come) == len(said) and _JOINS.search(low) and not set(come) <= set(held):
        revision.put("languages", list(dict.fromkeys([*held, *come])), sentence.text)
        return True
    return False


def _spoken(low: str) -> list[Mention]:
    return [
        Mention(*word.span(), languages.NAMES[word.group()])
        for word in _WORD.finditer(low)
        if word.group() in languages.NAMES and not low.endswith(("por ", "lo "), 0, word.start())
    ]


def _one_for_another(
    slot: str, said: list[Mention], follower: Sentence | None, sentence: Sentence, revision: Revision
) -> bool:
    """Items of a list that go, and those that this sentence or a short one behind it names in their place."""
    held = [str(item) for item in revision.items(slot)]
    fresh = [each.value for each in said if each.side != GONE and each.value not in held]
    gone = [each.value for each in said if each.side == GONE and each.value in held]
    if fresh and not gone and slot == "tone" and not _JOINS.search(sentence.left):
        gone = [each.value for each in said if each.value in held]
    if not gone:
        return False
    if not fresh and follower is not None and len(follower.left.split()) < _SHORT:
        behind = _spoken(follower.left) if slot == "languages" else _tones(follower.left, held)
        fresh = [each.value for each in sided(follower.left, behind) if each.side != GONE and each.value not in held]
        if fresh:
            _spend(follower)
    left = _swapped(held, gone, fresh)
    if slot == "languages" and not left:
        return False
    revision.put(slot, left or None, sentence.text)
    return True


_SHORT = 9


def _swapped(held: list[str], gone: list[str], fresh: list[str]) -> list[str]:
    at = min(held.index(item) for item in gone)
    kept = [item for item in held if item not in gone]
    return list(dict.fromkeys([*kept[:at], *fresh, *kept[at:]]))


def _next(reading: Reading, sentence: Sentence) -> Sentence | None:
    at = next(at for at, each in enumerate(reading.sentences) if each is sentence)
    return reading.sentences[at + 1] if at + 1 < len(reading.sentences) else None


def _stem(word: str) -> str:
    return _STEM.sub("", word.lower().translate(manner.ACCENTS))


def _tones(low: str, held: list[str]) -> list[Mention]:
    """The tones that a text names: those held, known ones, and what stands where a tone must stand."""
    known = {_stem(item) for item in held}
    led = {found.span("tone") for found in _MANNER.finditer(low)}
    return [
        Mention(*word.span(), word.group())
        for word in _WORD.finditer(low)
        if _stem(word.group()) in known
        and len(word.group()) > 3
        or not (word.group() in _FILLERS and word.start() < _OPENING)
        and word.group().translate(manner.ACCENTS) in manner.UNACCENTED
        or word.span() in led
        and manner.is_adjective(word.group())
    ]
