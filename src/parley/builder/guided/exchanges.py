"""What is no longer wanted, and what takes its place: a language, a datum, a day of the hours, a receiver, a task."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from parley.builder.guided import parting, receivers, timetable
from parley.builder.guided.chinese import terms
from parley.builder.guided.english import nouns
from parley.builder.guided.english.verbs import verb_at
from parley.builder.guided.german import data_words as german
from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.parting import Parting
from parley.builder.guided.reading import Reading
from parley.builder.guided.restating import about
from parley.builder.guided.revision import Revision, content
from parley.builder.guided.spanish import data_words as spanish
from parley.builder.guided.spanish import languages
from parley.builder.language.data import variable

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ECHO = re.compile(
    r"[\s,;–—-]*(?:so )?(?:it|they|she|he|you|er|sie|es) (?:can|may|should|darf|soll|puede) [^,;.!?]{0,40}"
    r"\b(?:it|them|that|those|so|das|die|sie|ya)\W*$"
)
"""What a taking back of a rule allows again, without naming it."""
_HAN = re.compile("[\u3400-\u9fff]+")
_MOST_WORDS = 4
_IDLE = content("book booking make order get thing bit part goal task rule fact one option it them termin buchen sache")


def exchanged(reading: Reading, place: int, revision: Revision) -> bool:
    """Take out of the brief what the sentence at a place no longer wants, and put in what it names instead.

    The words are taken. What takes its place may stand in the sentence itself or in the one behind it.
    """
    sentence = reading.sentences[place]
    if channel := _channel(sentence.left, revision, is_correction=reading.is_correction):
        revision.put("channel", channel, sentence.text)
        sentence.take(0, len(sentence.text))
        return True
    if receivers.redirected(sentence, revision, is_correction=reading.is_correction):
        return True
    for part in parting.found(sentence, is_correction=reading.is_correction):
        if used := _parted(part, reading, place, revision):
            follower = reading.sentences[place + 1] if used == "after" else None
            spans = {"around": (0, len(sentence.text))}
            echo = _ECHO.match(sentence.left, part.stop)
            sentence.take(*spans.get(used, (min(part.start, part.begin), echo.end() if echo else part.stop)))
            if follower:
                follower.take(0, len(follower.text))
            return True
    return False


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
    low = reading.sentences[place].left
    what, around = low[part.start : part.end], f"{low[: part.start]} {low[part.end :]}"
    after = reading.sentences[place + 1].left if place + 1 < len(reading.sentences) else ""
    evidence = reading.sentences[place].text[part.begin : part.stop].strip(" ,.")
    for reader in (_languages, _data):
        if used := reader(what, (around, after), revision, evidence):
            return used
    if hours := timetable.withdrawn(what, revision):
        revision.put("hours", hours, evidence)
        return "here"
    return "here" if part.is_plain and _item(what, revision, evidence) else ""


def _item(what: str, revision: Revision, evidence: str) -> bool:
    """A task, else a fact or a rule, that has most of the words."""
    said = about(what.replace("-", " ")) - _IDLE
    if not said:
        return False
    for slot in ("goals", "facts", "scope_do", "constraints", "scope_dont", "success"):
        items = revision.items(slot)
        scored = [len(said & about(_words(item))) / len(said) for item in items]
        if scored and max(scored) >= 0.6 and scored.count(max(scored)) == 1:
            revision.put(
                slot, [item for item, score in zip(items, scored, strict=True) if score < max(scored)], evidence
            )
            return True
    return False


def _words(item: Any) -> str:
    return item if isinstance(item, str) else str(item.get("name") or item.get("text") or "")


def _languages(what: str, others: tuple[str, str], revision: Revision, evidence: str) -> str:
    held: list[Any] = revision.items("languages")
    named = languages_in(what)
    gone = [tag for tag in named if tag in held]
    if not named or (held and not gone):
        return ""
    fresh, used = _fresh(languages_in, others, [*held, *named])
    kept = [tag for tag in held if tag not in gone] + fresh
    if not kept:
        return "" if held else "here"
    revision.put("languages", kept, evidence)
    return used or "here"


def _fresh(names: Callable[[str], list[str]], others: tuple[str, str], held: list[str]) -> tuple[list[str], str]:
    """What is named beside it and not held, and where."""
    for text, where in zip(others, ("around", "after"), strict=True):
        if found := [name for name in names(text) if name not in held]:
            return found[:1], where
    return [], ""


def languages_in(text: str) -> list[str]:
    """The languages that a text names, denied or not."""
    tags = [languages.NAMES[word] for word in _WORD.findall(text) if word in languages.NAMES]
    for run in _HAN.findall(text):
        tags += [tag for word, tag in LANGUAGES.items() if word in run and not word.isascii()]
    return list(dict.fromkeys(tags))


def _data(what: str, others: tuple[str, str], revision: Revision, evidence: str) -> str:
    """A datum of the goals that the sentence speaks of, else of all that ask for it."""
    named, said = set(data_in(what)), content(what)
    goals = revision.items("goals")
    gone = {
        name
        for goal in goals
        for name in goal["collect"]
        if name in named or (content(name.replace("_", " ")) and content(name.replace("_", " ")) == said)
    }
    if not gone:
        return _datum_instead(named, (what, *others), revision, evidence)
    held = {name for goal in goals for name in goal["collect"]}
    fresh, used = _fresh(data_in, others, [*gone])
    if fresh and fresh[0] in held and used == "after":
        fresh, used = [], ""
    words = about(" ".join((what, *others[:1])))
    concerned = [goal for goal in goals if gone & set(goal["collect"])]
    best = max(len(words & about(goal["name"])) for goal in concerned)
    changed = []
    for goal in goals:
        is_meant = gone & set(goal["collect"]) and len(words & about(goal["name"])) == best
        kept = [name for name in goal["collect"] if name not in gone]
        changed.append({**goal, "collect": list(dict.fromkeys([*kept, *fresh]))} if is_meant else goal)
    revision.put("goals", changed, evidence)
    return used or "here"


def _datum_instead(named: set[str], texts: tuple[str, str, str], revision: Revision, evidence: str) -> str:
    """What takes the place of a datum that is not held joins the goal that the sentence speaks of."""
    fresh, used = _fresh(data_in, texts[1:], [*named])
    goals, words = revision.items("goals"), about(" ".join(texts[:2]))
    shared = [len(words & about(goal["name"]) - _IDLE) for goal in goals]
    if not named or not fresh or not goals or used != "around" or max(shared) == 0 or shared.count(max(shared)) > 1:
        return ""
    goal = goals[shared.index(max(shared))]
    goal["collect"] = list(dict.fromkeys([*goal["collect"], *fresh]))
    revision.put("goals", goals, evidence)
    return used


def data_in(text: str) -> list[str]:
    """The data that a text names in words that are known for them, in its order."""
    spans = list(_WORD.finditer(text))
    found, at = [], 0
    while at < len(spans):
        for count in range(min(_MOST_WORDS, len(spans) - at), 0, -1):
            words = text[spans[at].start() : spans[at + count - 1].end()]
            if name := _name(words):
                found.append(name)
                at += count - 1
                break
        at += 1
    for run in _HAN.findall(text):
        found += _in_signs(run)
    return list(dict.fromkeys(found))


def _name(words: str) -> str | None:
    """By the tables of the three languages; two words are a datum in English where the latter is a usual head."""
    for table in (nouns.DATA_NAMES, german.NAMES, spanish.NAMES):
        if name := table.get(words):
            return name
    first, _, last = words.partition(" ")
    is_pair = first.isalpha() and last in nouns.DATA_HEADS and bool(content(first)) and not verb_at(words, 0)
    return variable(words) if is_pair else None


def _in_signs(run: str) -> list[str]:
    found, at = [], 0
    while at < len(run):
        length = next((size for size in range(min(6, len(run) - at), 1, -1) if terms.is_usual(run[at : at + size])), 0)
        if length:
            found.append(terms.name(run[at : at + length]))
        at += length or 1
    return found
