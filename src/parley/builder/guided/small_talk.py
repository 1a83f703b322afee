"""Small talk within a conversation: the weather, last night's match, the user's lunch; it answers nothing."""

import re

from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.lexicon import TONES, TONES_ABROAD
from parley.builder.guided.preambles import SENTENCE
from parley.builder.guided.reading import words

_TOPIC = (
    r"(?:rain\w*|snow\w*|sunn?y?|weather|football|soccer|super ?bowl|world cup|the (?:game|match|final"
    r"|race|news|film|movie|show|election)s?"
    r"|olympics|recipe|cook\w*|lunch|dinner|holidays?|weekend|regn\w*|schnei\w*|wetter|pokalspiel"
    r"|bundesliga|fußball|(?:wm|em)-\w+|länderspiel"
    r"|das spiel|tatort|urlaub|wochenende|koch\w*|kuchen|llov\w*|lluvi\w*|nev\w*|el partido|fútbol"
    r"|mundial|gol|gazpacho|paella|tortilla|receta"
    r"|cocin\w*|vacaciones|fin de semana|la película|el tiempo (?:hoy|mañana))"
)
_TALK = re.compile(
    rf"\b(?:did|do|have|are|will|would|who|what|any idea|guess)\b.{{0,20}}\byou\b.{{0,60}}\b{_TOPIC}\b"
    rf"|\bwho\b.{{0,20}}\bwins?\b.{{0,30}}\b{_TOPIC}\b"
    r"|\bit(?:'s| is| was)(?: really| so)? (?:raining|snowing|pouring|freezing|boiling|scorching|(?:so"
    r"|really|too) (?:hot|cold))\b"
    r"|\bmy (?:dog|cat|coffee|lunch|tea|hamster|parrot)\b"
    rf"|\b(?:haben sie|hast du|habt ihr|wissen sie|weißt du|wisst ihr|glauben sie|glaubst du|meinen sie"
    rf"|schauen sie)\b.{{0,60}}\b{_TOPIC}\b"
    r"|\bmein\w* (?:hund|katze|kater|kaffee|tee|mittagessen|hamster)\b|\bes (?:regnet|schneit|schüttet)\b"
    rf"|\b(?:sabe[ns]?|sabés|vio|viste|vieron|cree[ns]?|creés|conoce[ns]?|le gusta|te gusta)\b.{{0,60}}\b{_TOPIC}\b"
    r"|\b(?:qué|hace (?:mucho|un)?) ?(?:calor|frío|bochorno|viento)\b|\bmi (?:perro|gato|café|almuerzo"
    r"|loro)\b|\bestá lloviendo\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:it should|agent|bot|assistant|callers?|customers?|guests?|patients?|book\w*|phone|tone|er soll"
    r"|sie soll|anrufer\w*|kund\w*|gäste?|patient\w*"
    r"|telefon\w*|asistente|agente|clientes?|pacientes?|huéspedes|llamad\w*|teléfono|we (?:open|sell|offer)|our)\b",
    re.IGNORECASE,
)
_CUES = (
    *(
        "you",
        "rain",
        "snow",
        "pouring",
        "freezing",
        "boiling",
        "hot",
        "cold",
        "dog",
        "cat",
        "coffee",
        "lunch",
        "tea",
        "win",
        "hast",
    ),
    *(
        "haben sie",
        "wiss",
        "weißt",
        "glaub",
        "mein",
        "regnet",
        "schneit",
        "sab",
        "vio",
        "viste",
        "vieron",
        "cree",
        "conoce",
        "gusta",
    ),
    *("calor", "frío", "perro", "gato", "café", "lloviendo", "hamster", "parrot", "loro", "kaffee", "hund", "katze"),
)
_VALUES = frozenset(
    [*LANGUAGES, *TONES, *TONES_ABROAD, "chat", "both", "beides", "beide", "ambos", "yes", "no", "ja", "nein"]
)
_SHORT = 7
"""A remark of at most so many words goes with the small talk before it."""


def blanked(text: str) -> str:
    """A message with its small talk blanked, every other sign in its place."""
    low = text.lower()
    if len(low) != len(text) or not any(map(low.__contains__, _CUES)):
        return text
    is_talk = False
    for found in list(SENTENCE.finditer(text[:3_000])):
        sentence = found.group()
        is_talk = _is_talk(sentence) or (is_talk and _is_remark(sentence))
        if is_talk:
            text = text[: found.start()] + " " * len(sentence) + text[found.end() :]
    return text


def _is_talk(sentence: str) -> bool:
    is_cued = len(sentence) < 200 and any(map(sentence.lower().__contains__, _CUES))
    return is_cued and _TALK.search(sentence) is not None and _OURS.search(sentence) is None


def _is_remark(sentence: str) -> bool:
    is_plain = _OURS.search(sentence) is None and not re.search(r"[\d:]", sentence)
    said = words(sentence)
    return is_plain and len(said) <= _SHORT and _VALUES.isdisjoint(said)
