"""What is no longer wanted, and what takes its place: a language, a datum, a day of the hours, a receiver, a task."""

import re
from functools import cache

from parley.builder.guided import mentions, parting, receivers, timetable, trades, withdrawn
from parley.builder.guided.chinese import signs
from parley.builder.guided.parting import Force, Parting
from parley.builder.guided.reading import Reading
from parley.builder.guided.revision import Revision
from parley.builder.guided.trades import Trade

_ECHO = re.compile(
    r"[\s,;–—-]*(?:so )?(?:it|they|she|he|you|er|sie|es) (?:can|may|should|darf|soll|puede) [^,;.!?]{0,40}"
    r"\b(?:it|them|that|those|so|das|die|sie|ya)\W*$"
)
"""What a taking back of a rule allows again, without naming it."""


def exchanged(reading: Reading, place: int, revision: Revision) -> bool:
    """Take out of the brief what the sentence at a place no longer wants, and put in what it names instead.

    The words are taken. What takes its place may stand in the sentence itself or in the one behind it.
    """
    sentence = reading.sentences[place]
    if channel := _channel(sentence.left, revision, is_correction=reading.is_correction):
        revision.put("channel", channel, sentence.text)
        sentence.take(0, len(sentence.text))
        return True
    return receivers.redirected(sentence, revision, is_correction=reading.is_correction) or parted(
        reading, place, revision
    )


def parted(reading: Reading, place: int, revision: Revision) -> bool:
    """Take out what a sentence takes back in words for that; whether anything was."""
    sentence = reading.sentences[place]
    for part in parting.found(sentence, is_correction=reading.is_correction):
        if used := _parted(part, reading, place, revision):
            follower = reading.sentences[place + 1] if used == "after" else None
            sentence.take(*_spent(sentence.left, part, used))
            if follower:
                follower.take(0, len(follower.text))
            return True
    return False


_LIMITS = frozenset({"/brief/scope_dont", "/brief/constraints"})
"""What is asked for where "no phone numbers" is an answer."""
_MORE = re.compile(r"\b(?:and|but|also|add|instead|und|aber|auch|y|pero|también)\b|也|还|但")


def _spent(low: str, part: Parting, used: str) -> tuple[int, int]:
    """The words that a change has used; behind an item that goes stands why, where nothing is added."""
    if used == "around":
        return 0, len(low)
    is_reason = used == "rest" or trades.REASON.match(
        low, part.stop + len(low[part.stop :]) - len(low[part.stop :].lstrip(" ,–—-"))
    )
    if is_reason and not _MORE.search(low, part.stop) and not signs.is_spoken(low):
        return min(part.start, part.begin), len(low)
    echo = _ECHO.match(low, part.stop)
    return min(part.start, part.begin), echo.end() if echo else part.stop


_PHONE = r"(?:tele)?(?:phone|fon)(?! ?num)|teléfono|telefónic\w*|anruf|calls?|voice|电话|语音"
_CHAT = r"(?:web ?|website |web-?)?chat|website|homepage|webseite|web|网页|网站|在线|聊天|网上"
_CHANNEL_CUES = ("phone", "fon", "anruf", "call", "voice", "chat", "web", "homepage")
_ONLY = r"only|just|exclusively|solely|purely|ausschließlich|nur|lediglich|bloß|s[oó]lo|solamente|únicamente|只"
_TOO = re.compile(
    r"\b(?:too|also|as well|both|auch|beides|zusätzlich|außerdem|sowohl|también|además|ambos"
    r"|not (?:just|only)|nicht (?:nur|bloß)|no s[oó]lo)\b|也|还|不光|不只|不仅|都要|除了"
)
_RULED = re.compile(
    r"\b(?:never|nunca|nie|niemals|don't|ask\w*|frag\w*|pregunt\w*|refund\w*|price\w*|precio\w*|preise?)\b|价|别告"
)
_NONE = (
    r"\b(?:no|without(?: the| a)?|not(?: the| a| on| in| by| for| over)*|drop the|forget the|scrap the|kein\w*|ohne"
    r"|nicht (?:im|über|am|per|den|als)|sin|nada de|ni)\s+(?:<>)(?!\w)"
    r"|(?:<>)(?:[ -]?\w+)? (?:kommt nicht|kommt für uns nicht|brauchen wir (?:doch )?nicht|machen wir (?:doch )?nicht"
    r"|fällt weg|entfällt|is off|is out|isn't|is not|won't|no (?:hace|lo|la|quer|nec|va|nos)\w*)"
    r"|(?:不要|不用|不做|别做|取消|去掉)(?:<>)|(?:<>)(?:就)?(?:不要|不用|不做|取消|算)"
)


@cache
def _channels() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Each channel with what says that it alone is meant, and what denies it."""
    only = (
        rf"(?:\b(?:{_ONLY})|只)(?: (?!not)[^\W\d_]{{1,6}}){{0,3}} ?(?:用|做|接|要)?(?:<>)(?!\w)"
        rf"|\b(?:<>)[- ](?:only|nur)\b"
    )
    return tuple(
        (name, re.compile(only.replace("<>", words)), re.compile(_NONE.replace("<>", words)))
        for name, words in (("voice", _PHONE), ("chat", _CHAT))
    )


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![a-zé])(?:{words})") for words in (_PHONE, _CHAT))


def _channel(low: str, revision: Revision, *, is_correction: bool) -> str | None:
    """The channel that a sentence puts in place of the one held: one alone, or both."""
    if low.isascii() and not any(map(low.__contains__, _CHANNEL_CUES)):
        return None
    held = revision.value("channel")
    if held is None:
        return None
    phone, chat = (pattern.search(low) for pattern in _named())
    if not (phone or chat) or _RULED.search(low):
        return None
    if phone and chat and _TOO.search(low):
        return "both" if held != "both" else None
    if not (phone and chat or is_correction or len(low.split()) < 9):
        return None
    (_, phone_only, no_phone), (_, chat_only, no_chat) = _channels()
    is_phone = bool(phone and (phone_only.search(low) or no_chat.search(low)))
    is_chat = bool(chat and (chat_only.search(low) or no_phone.search(low)))
    if is_phone == is_chat:
        return None
    meant = "voice" if is_phone else "chat"
    return meant if meant != held else None


def _parted(part: Parting, reading: Reading, place: int, revision: Revision) -> str:
    """Take back one thing; where the words for what takes its place stand, "" where nothing was changed."""
    sentence, low = reading.sentences[place], trades.unmasked(reading.sentences[place])
    after = reading.sentences[place + 1].left if place + 1 < len(reading.sentences) else ""
    trade = Trade(
        what=_said(part, reading, place),
        around=trades.reasonless(f"{low[: part.begin]} {low[part.stop :]}"),
        after=trades.reasonless(after),
        force=part.force,
        evidence=sentence.text[part.begin : part.stop].strip(" ,."),
        is_back=part.is_back,
    )
    if part.force is Force.WEAK and reading.path in _LIMITS:
        return ""
    if used := trades.traded(trade, revision):
        return used
    if hours := timetable.withdrawn(trade.what, revision) if part.force is not Force.SWAP else None:
        revision.put("hours", hours, trade.evidence)
        return "here"
    if part.force is not Force.PLAIN:
        return trades.other_task(trade, revision)
    found = mentions.item(trade.what, revision)
    is_task = found is not None and found[0] == "goals"
    if not is_task and withdrawn.listed(trade.what, reading.sentences, place, revision):
        return "here"
    return _without(found, revision, trade.evidence) if found else ""


def _said(part: Parting, reading: Reading, place: int) -> str:
    """The words for what goes: those of the sentence before, where only a pronoun is said."""
    low = trades.unmasked(reading.sentences[place])[part.start : part.end]
    if not part.is_back or trades.is_content(low):
        return low
    return reading.sentences[place - 1].text.lower() if place else ""


def _without(item: tuple[str, int], revision: Revision, evidence: str) -> str:
    slot, gone = item
    revision.put(slot, [each for index, each in enumerate(revision.items(slot)) if index != gone], evidence)
    return "rest"
