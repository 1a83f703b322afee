"""Where callers meet the agent: on the phone, in a chat, or both."""

import re
from functools import cache

from parley.agents.schemas import Channel
from parley.builder.guided import tongues
from parley.builder.guided.reading import MASK_QUOTE, Sentence
from parley.builder.guided.tables import word_set


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "voice": re.compile(
            r"\b(?=\w)(?:phone|telephone|phone calls?|calls|callers?|caller|voice agent|voice assistant|"
            r"voicebot|voice bot|hotline|receptionist|call cent(?:er|re)|by voice|voice|"
            r"telephone line|sprachassistent\w*|sprachagent\w*|agente de voz|asistente de voz|"
            r"phone line|landline|ring|rings|dials?|ivr|telefon\w*|anruf\w*|teléfono|telefono|llamadas|"
            r"电话|语音)\b|电话|语音"
        ),
        "not_voice": re.compile(
            r"\b(?:phone|telephone|mobile|cell)(?: phone)? ?(?:numbers?|no\b|models?|cases?|"
            r"system)|(?:tone of|their|and|,|or|name|email|time|date|address|guests|people|size),? "
            r"(?:phone|telephone)\b(?=\s*[,).]| and)|call(?:s)? (?:back|them back)|\btone of voice|smart "
            r"?phones?|brand voice|"
            r"\bvoice (?:is|should|of|like)\b|phone (?:shop|store|repair)s?"
        ),
        "chat": re.compile(
            r"\b(?:chat ?bot|live chat|web ?chat|website chat|text chat|chat widget|chat agent|chat "
            r"assistant|chat window|chat|widget|on (?:our|the|my) (?:web)?site|website assistant|"
            r"messenger|in-app|text-based|online chat|聊天)\b|聊天|网站"
        ),
        "stated": re.compile(r"\b(?:voice|phone|telephone|hotline|chat|chatbot|voicebot|widget)\b"),
    }


_ABOUT_PHONES = (
    "phone",
    "mobile",
    "cell",
    " back",
    "of voice",
    "brand voice",
    "voice is",
    "voice should",
    "voice of",
    "voice like",
)
_VOICE_RUNS = word_set(
    """
    phone telephone calls callers caller voice voicebot hotline receptionist call landline ring rings dial dials ivr
    agente asistente teléfono telefono llamadas
    """
)
_VOICE_STEMS = ("sprachassistent", "sprachagent", "telefon", "anruf", "电话", "语音")
_CHAT_RUNS = word_set("chat chatbot webchat widget site website messenger app based")
_CHAT_STEMS = ("聊天", "网站")
"""What the patterns of channels need, as runs between word borders and as parts of words."""


def found(sentence: Sentence) -> tuple[Channel | None, str, bool]:
    """Where callers meet the agent, the words, and whether it is stated rather than implied."""
    low = sentence.left
    if MASK_QUOTE in low:
        low = re.sub('["“][^"”]*["”]', lambda found: " " * len(found.group()), low)
    if any(map(low.__contains__, _ABOUT_PHONES)):
        for other in _patterns()["not_voice"].finditer(low):
            low = low[: other.start()] + " " * (other.end() - other.start()) + low[other.end() :]
    is_blanked = low != sentence.left
    may_speak = is_blanked or sentence.has(_VOICE_RUNS) or any(map(low.__contains__, _VOICE_STEMS))
    may_chat = is_blanked or sentence.has(_CHAT_RUNS) or (not low.isascii() and any(map(low.__contains__, _CHAT_STEMS)))
    voice = _patterns()["voice"].search(low) if may_speak else None
    chat = _patterns()["chat"].search(low) if may_chat else None
    if voice and tongues.is_declined(low, voice.start()):
        voice = None
    if chat and tongues.is_declined(low, chat.start()):
        chat = None
    if voice and chat:
        return Channel.BOTH, sentence.text[min(voice.start(), chat.start()) : max(voice.end(), chat.end())], True
    hit = voice or chat
    if not hit:
        return None, "", False
    is_stated = bool(_patterns()["stated"].search(hit.group())) or hit is chat
    return (Channel.VOICE if voice else Channel.CHAT), sentence.text[hit.start() : hit.end()], is_stated
