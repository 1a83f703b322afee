"""What a first message wants, where no rule of its language says so: the sentence that speaks of an agent or a wish.

Whoever opens a build has told what it is for; better their own sentence than the same question again. For all
languages: words are looked for, not grammar.
"""

import re

from parley.agents.schemas import Channel
from parley.builder.guided.english import firms
from parley.builder.guided.reading import Reading, Sentence, words
from parley.builder.guided.tables import word_set
from parley.builder.schemas import Op, Operation

_PURPOSE, _CHANNEL = "/brief/purpose", "/brief/channel"

_AGENTS = word_set(
    """
    agent assistant bot chatbot voicebot robot receptionist helper hotline ai voice program programme machine something
    system
    assistent assistentin roboter ki telefonassistent telefonassistentin stimme programm maschine etwas was lösung
    asistente agente robot ia voz algo alguien programa sistema recepcionista contestador
    """
)
_WISHES = word_set(
    """
    want wants wanted need needs needing require looking like wish after please
    brauche brauchen brauch braucht bräuchten bräuchte suche suchen hätte hätten hätt möchte möchten möcht will wollen
    soll
    quiero queremos quisiera quisiéramos necesito necesitamos busco buscamos quería querría gustaría hace falta
    """
)
_PLACES = word_set(
    """
    phone phones telephone calls call line chat website web messages inbox whatsapp app site enquiries inquiries
    telefon anrufe anruf chat website webseite homepage nachrichten telefone hörer
    teléfono telefono llamadas chat web página mensajes whatsapp
    """
)
_SIGNS = (
    ("机器人", 3),
    ("助手", 3),
    ("客服", 3),
    ("智能", 2),
    ("语音", 2),
    ("弄个", 2),
    ("做个", 2),
    ("想要", 2),
    ("需要", 2),
    ("希望", 2),
    ("想", 1),
    ("用来", 2),
    ("电话", 1),
    ("微信", 1),
    ("公众号", 1),
    ("小程序", 1),
    ("网站", 1),
    ("帮", 1),
)
_WORDS = 60
"""The longest purpose, in words (in signs: twice as many)."""
_TASK = re.compile(
    r"\b(?:that|which|who|so that)\b"
    r"|\b(?:some(?:thing|body|one)|bot|robot|agent|assistant|ai|machine|voice|system)\b.{0,20}"
    r"\b(?:to|for) (?:\w+ing|(?!(?:the|an?|our|my|us|me|be|have)\b)\w+)\b"
    r"|,\s*(?:das|der|die|was|wo|des|damit)\b|\b(?:soll|sollte|um zu|zum \w+en)\b"
    r"|\b(?:algo|alguien|bot|asistente|agente|robot|ia) que\b|\bque (?:me|nos|les?|algo|alguien)\b"
    r"|\bpara (?:que|\w+[aei]r)\b"
    r"|帮(?!手|忙)|替|用来|负责|招呼|接(?:单|电话|待)|给.{1,6}打电话|回访|回复|解答"
)
_VOICE = re.compile(
    r"\b(?:(?:tele)?phones?(?!['’ ]*(?:numbers?|no\b))|calls?|calling|rings?|ringing|hotline|receiver|voicemail"
    r"|telefon(?!nummer)\w*|anrufe?\w*|anruft|abheb\w*|hörer|durchklingel\w*"
    r"|teléfonos?(?! de contacto)|llama(?:n|das?|r)|suena)\b"
    r"|电话(?!号)|来电|接听|语音"
)
_CHAT = re.compile(
    r"\b(?:\w*chat(?!t[iy])\w*|web ?sites?|web|web ?pages?|whatsapp|messenger|messages|inbox|telegram|widget|app|"
    r"instagram"
    r"|webseite|homepage|página|mensajes)\b"
    r"|微信|公众号|小程序|网站|网页|网店|(?<![a-z] )(?<!\w)line(?!\w| [a-z])|在线|聊天|抖音|企微"
)
_PHONE, _TEXT = (
    r"(?:(?:tele)?phones?|calls|telefon|teléfono|llamadas)",
    r"(?:(?:\w+[ -])?chat|whatsapp|web ?site|webseite|web)",
)
_AND = (
    r"(?:,? (?:and|plus|or|as well as|und|sowie|y|e|o)|,| &| \+)"
    r"(?: (?:also|both|on|in|by|the|our|im|am|auch|per|también|por|en|el|la|web)){0,4}"
)
_BOTH = re.compile(rf"\b(?:{_PHONE}{_AND} {_TEXT}|{_TEXT}(?: en la web)?{_AND} {_PHONE})\b(?! (?:no\b|numbers?))")
"""Phone and chat in one breath."""
_CUT = re.compile(r"[,;，；–—]|\s[-–—]\s|\b(?:weil|because|porque|since|denn)\b")


def wish(reading: Reading, found: list[Operation]) -> list[Operation]:
    """The purpose, where it is asked for and not among what was found; nothing where a message tells no task.

    "We want a bot for our shop" names none: that is asked for, once.
    """
    if reading.path != _PURPOSE or reading.state.brief.purpose is not None or any(it.path == _PURPOSE for it in found):
        return []
    open_ = [sentence for sentence in reading.sentences[:40] if not _is_told(sentence, found)]
    best = max(open_, key=lambda sentence: weight(sentence.text), default=None)
    if best is None or not weight(best.text):
        return []
    has_task = _TASK.search(best.left) or any(it.path == "/brief/goals" for it in found)
    if not has_task and _PURPOSE not in reading.state.asked[1:]:
        return []
    text = best.text.strip(" .。!！")
    if len(text.split()) > _WORDS or len(text) > 8 * _WORDS:
        text = _shortened(best)
    return [Operation(op=Op.SET, path=_PURPOSE, value=text, evidence=text)] if text else []


def channel(reading: Reading, found: list[Operation]) -> list[Operation]:
    """Where people reach it, where the first message speaks of phones or chats alone, or of both in one breath."""
    if reading.state.turn > 1 or reading.state.brief.channel is not None or any(it.path == _CHANNEL for it in found):
        return []
    voice, chat = _VOICE.search(reading.low), _CHAT.search(reading.low)
    heard = voice or chat
    both = _BOTH.search(reading.low) if voice and chat else None
    if heard is None or (voice and chat and both is None):
        return []
    place = Channel.BOTH if both else Channel.VOICE if voice else Channel.CHAT
    words_ = reading.text[slice(*(both or heard).span())]
    return [Operation(op=Op.SET, path=_CHANNEL, value=place, evidence=words_, inferred=True, confidence=0.8)]


def _is_told(sentence: Sentence, found: list[Operation]) -> bool:
    """Whether nearly all of a sentence told the hours or what is not to be done, and so no wish."""
    return any(
        it.path in {"/brief/hours", "/brief/scope_dont"}
        and it.evidence in sentence.text
        and 1.5 * len(it.evidence) >= len(sentence.text)
        for it in found
        if it.evidence
    )


def weight(sentence: str) -> int:
    """How surely a sentence tells the wish: an agent counts most, then wanting one, then where people reach it."""
    if sentence.rstrip().endswith(("?", "？")):
        return 0
    said = frozenset(words(sentence))
    signs = sum(worth for sign, worth in _SIGNS if sign in sentence)
    return (
        signs + 3 * (not said.isdisjoint(_AGENTS)) + 2 * (not said.isdisjoint(_WISHES)) + (not said.isdisjoint(_PLACES))
    )


def _shortened(sentence: Sentence) -> str:
    """A long sentence from its wish on."""
    places = [(found.group().lower(), found.start()) for found in re.finditer(r"[^\W\d_]+", sentence.text)]
    start = next((place for word, place in places if word in _WISHES), None)
    if start is None:
        start = next((place for word, place in places if word in _AGENTS), 0)
    end = start + 300
    if cut := _CUT.search(sentence.text, min(start + 160, len(sentence.text))):
        end = cut.start()
    return sentence.text[start : min(end, start + 300)].strip(" ,;.")


def greeted(reading: Reading, operations: list[Operation]) -> list[Operation]:
    """The business's name that an English greeting says, where nothing else has told it."""
    if reading.state.brief.name is not None or any(each.path == "/brief/name" for each in operations):
        return []
    line = next((each.value for each in operations if each.path == "/brief/greeting"), None)
    name = firms.greeted(line) if isinstance(line, str) else ""
    if not name or name not in reading.text:
        return []
    return [Operation(op=Op.SET, path="/brief/name", value=name, evidence=name, confidence=0.8, inferred=True)]
