"""Hours that are said again in part: "Saturdays till three now", "cerramos a las nueve", "we don't open Mondays".

The days and times that were not spoken of stay as they are.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from parley.builder.guided.measures import BARE, SPAN, Measure, measures
from parley.builder.guided.restating import DENIED, IDLE
from parley.builder.guided.revision import Revision, content

_NAMES = (
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
)
_SIGNS = "一二三四五六日"
_TO = re.compile(r"\s*(?:to|till|until|through|thru|-|–|—|bis|al?|hasta|至|到|~)\s*")
_CLOSE = re.compile(
    r"\b(?:clos\w*|shut\w*|till?|until|up to|zu|schlie\w*|bis|cerr\w*|cierr\w*|hasta|finish\w*"
    r"|end)\b|关门|打烊|下班|收工|到"
)
_OPEN = re.compile(r"\b(?:open\w*|start\w*|from|auf|öffn\w*|ab|erst|abr\w*|desde|begin\w*)\b|开门|营业|上班|开始|开店")
_SAME = re.compile(r"\b(?:same (?:hours|times?)|mism[oa]s? hor\w+|gleich\w* (?:zeit\w*|uhrzeit\w*))\b|时间不变")
_ALWAYS = re.compile(
    r"\b(?:24/7|twenty[- ]four[- /]seven|(?:a)?round the clock|rund um die uhr|24 horas al día)\b"
    r"|(?:24|二十四)小时(?:营业|服务|在线|都)|全天候",
    re.IGNORECASE,
)
_HOURS = content(
    "open opening hours closed close closes closing shut till until lines line phone phones office shop store desk"
    " reception calls day days week weekdays weekend weekends daily every time times said already afternoon morning"
    " evening late night o'clock start finish same now after also oh ah"
    " geöffnet offen öffnen öffnungszeiten sprechzeiten uhr schließen macht machen schon erst büro laden auf zu jetzt"
    " abierto abrimos abren horario cerramos cierran cierra horas tarde mañana noche llamadas mismo todos días oficina"
    " disculpe perdón apunta compañero lines sorry actually eins war falsch eigentlich ahora since seit desde"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some days of a week, by their words' place, with the times that stand with them."""

    start: int
    end: int
    days: frozenset[int]
    named: Measure | None
    times: tuple[Measure, ...]


def retold(text: str, revision: Revision, *, is_change: bool) -> bool:
    """Change that part of the hours which a sentence tells anew; whether it did."""
    held = revision.value("hours")
    if not isinstance(held, str) or "24/7" in held:
        return False
    if is_change and (always := _ALWAYS.search(text)):
        revision.put("hours", always.group(), text)
        return True
    said = [part for part in parts(text) if part.times or part.named]
    if not said or not _is_hours(text, is_change=is_change):
        return False
    if len(said) > 1 and all(part.times and part.days for part in said) and _all(said) >= _all(parts(held)):
        start = min(said[0].named.start if said[0].named else 0, said[0].times[0].start)
        revision.put("hours", text[start : said[-1].times[-1].end][:300], text)
        return True
    changed, low = held, text.lower()
    for part in said[:4]:
        changed = _with(changed, part, text, low, is_change) or changed
    if changed == held:
        return False
    revision.put("hours", changed[:300], text)
    return True


def first(text: str, revision: Revision) -> bool:
    """Keep the hours of some days that a sentence corrects where none are held; whether it did."""
    said = next((part for part in parts(text) if part.named and part.times), None)
    if revision.value("hours") is not None or said is None or said.named is None or not _is_hours(text):
        return False
    low, time = text.lower(), said.times[0]
    is_span = len(said.times) > 1 and SPAN.fullmatch(low, time.end, said.times[1].start)
    last = said.times[1] if is_span else time
    begin = time.start if is_span else max(_last(_CLOSE, low[: time.start]), _last(_OPEN, low[: time.start]))
    if begin < said.named.end or DENIED.search(low, said.named.end, time.start):
        return False
    joint = "" if ord(text[said.named.start]) > 0x3000 else " "
    named = text[said.named.start : said.named.end]
    revision.put("hours", f"{named}{joint}{text[begin : last.end]}"[:300], text)
    return True


def withdrawn(what: str, revision: Revision) -> str | None:
    """The hours without the days that a text names; None where they have none of them."""
    held = revision.value("hours")
    gone = frozenset[int]().union(*(part.days for part in parts(what)))
    if not isinstance(held, str) or not gone:
        return None
    listed = parts(held)
    kept = [part for part in listed if not (part.days and part.days <= gone)]
    if kept and len(kept) < len(listed):
        return re.sub(r"\s{2,}", " ", ", ".join(_JOINT.sub("", held[part.start : part.end]) for part in kept))
    for part in listed:
        if part.named and (shorter := _shortened(held[part.named.start : part.named.end], part.days - gone, part.days)):
            return held[: part.named.start] + shorter + held[part.named.end :]
    return None


_JOINT = re.compile(r"^[ ,;.]+|[ ,;.]*(?:\b(?:und|and|y))?[ ,;.]*$")


def _is_chinese(text: str) -> bool:
    """Whether `chinese.corrections` sees to spans of hours that are told without their days."""
    return max(text) > "\u3000"


def _is_hours(text: str, *, is_change: bool = False) -> bool:
    """Whether a sentence speaks of nothing but hours; one that announces a change need not name a day."""
    low = text.lower()
    about = {word for word in content(low) - _HOURS - IDLE if not any(map(str.isdigit, word))}
    about = {word for word in about if not any(name[:4] in word for names in _NAMES for name in names)}
    is_marked = bool(_CLOSE.search(low) or _OPEN.search(low) or _SAME.search(low))
    kinds = [each.kind for each in measures(text)]
    is_dated = "weekday" in kinds
    is_span = is_change and kinds.count("time") > 1 and not _is_chinese(text)
    return (is_marked and len(about) <= 2 + is_dated) or (not about and (is_dated or is_span))


@cache
def _index() -> dict[str, int]:
    names = {name: day for language in _NAMES for day, name in enumerate(language)}
    return names | {"sonnabend": 5}


def _day(word: str) -> int | None:
    """Which day of the week a word names."""
    low = word.lower().rstrip(".")
    if low[-1:] in _SIGNS + "天" and ord(low[0]) > 0x3000:
        return 6 if low[-1] == "天" else _SIGNS.index(low[-1])
    for name, day in _index().items():
        if low.startswith(name) or (len(low) >= 2 and name.startswith(low)):
            return day
    return None


def days(text: str) -> frozenset[int]:
    """The days that words such as "Monday to Friday" mean."""
    low = text.lower()
    if re.search(r"weekdays|werktag|wochentags|工作日|entre semana", low):
        return frozenset(range(5))
    if re.search(r"weekend|wochenende|fines? de semana|周末", low):
        return frozenset({5, 6})
    found = [(word.start(), word.end(), _day(word.group())) for word in re.finditer(_DAY_WORD, low)]
    known = [(start, end, day) for start, end, day in found if day is not None]
    result = {day for _, _, day in known}
    for (_, end, first), (start, _, last) in zip(known, known[1:], strict=False):
        if _TO.fullmatch(low, end, start):
            result |= set(range(first, last + 1 if last >= first else 7)) | (
                set() if last >= first else set(range(last + 1))
            )
    return frozenset(result)


_DAY_WORD = r"(?:周|星期|礼拜)[一二三四五六日天]|[a-zäöüáéíóú]{2,}"


def parts(text: str) -> list[Part]:
    """The text cut where other days begin; what stands before the first days belongs to them."""
    found = measures(text)
    named = [each for each in found if each.kind == "weekday"]
    times = [each for each in found if each.kind in {"time", BARE} and _is_clock(each)]
    if not named:
        return [Part(0, len(text), frozenset(), None, tuple(times))] if times else []
    is_behind = bool(times) and times[0].start < named[0].start
    starts = [0, *(_cut(text, one, two, is_behind) for one, two in zip(named, named[1:], strict=False)), len(text)]
    return [
        Part(start, end, days(text[each.start : each.end]), each, tuple(t for t in times if start <= t.start < end))
        for each, start, end in zip(named, starts, starts[1:], strict=False)
    ]


def _cut(text: str, one: Measure, two: Measure, is_behind: bool) -> int:
    """Where the part of the later of two groups of days begins; their times may stand before them."""
    if not is_behind:
        return two.start
    comma = re.search(r"[,;]|\band\b|\bund\b|\by\b", text[one.end : two.start].lower())
    return one.end + (comma.start() if comma else 0)


def _is_clock(measure: Measure) -> bool:
    hour = measure.value.split(".")[0]
    return hour.isdigit() and int(hour) <= 24


def _with(held: str, part: Part, text: str, low: str, is_change: bool) -> str | None:
    """The hours with one part told anew."""
    listed = parts(held)
    same = [each for each in listed if part.days and (each.days == part.days or part.days < each.days)]
    exact = [each for each in same if each.days == part.days]
    if not part.times:
        return _other_days(held, part, text, low, listed)
    if len(part.times) > 1 and SPAN.fullmatch(low, part.times[0].end, part.times[1].start):
        return _other_span(held, part, text, listed) if part.days or is_change else None
    of = (exact or same or (listed if not part.days else []))[:1]
    if not of or not 0 < len(of[0].times) < 3 or not is_change and not part.days and len(listed) > 1:
        return None
    about = low[max(0, part.times[0].start - 40) : part.times[0].end + 12]
    closes, opens = _last(_CLOSE, about), _last(_OPEN, about)
    if closes == opens or len(of[0].times) == 1 and not (exact and closes > opens):
        return None
    old = of[0].times[-1 if closes > opens else 0]
    said = text[part.times[0].start : part.times[0].end]
    if part.days and not exact:
        other = of[0].times[0 if closes > opens else 1]
        pair = (held[other.start : other.end], said) if closes > opens else (said, held[other.start : other.end])
        return f"{held.rstrip(' .;,')}, {_named(text, part)} {pair[0]} - {pair[1]}"
    return held[: old.start] + said + held[old.end :]


def _other_span(held: str, part: Part, text: str, listed: list[Part]) -> str | None:
    """The hours with a span of times told anew for some days."""
    said, named = text[part.times[0].start : part.times[1].end], _named(text, part)
    if not part.days:
        is_clear = len(listed) == 1 and not _is_chinese(text)
        return _replaced(held, replace(listed[0], named=None), ("", said)) if is_clear else None
    exact = next((each for each in listed if each.days == part.days and each.times), None)
    if exact:
        times = exact.times
        return held[: times[0].start] + said + held[times[min(1, len(times) - 1)].end :]
    if len(part.days) > 1 and len(listed) == 1 and listed[0].named and listed[0].days & part.days:
        return _replaced(held, listed[0], (named, said))
    if part.days and listed and not part.days & _all(listed):
        return f"{held.rstrip(' .;,')}, {named} {said}"
    return None


def _replaced(held: str, part: Part, said: tuple[str, str]) -> str:
    """The hours with other days and times, the words around them kept."""
    spans = [(part.named.start, part.named.end, said[0])] if part.named else []
    if len(part.times) > 1:
        spans.append((part.times[0].start, part.times[1].end, said[1]))
    for start, end, words in sorted(spans, reverse=True):
        held = held[:start] + words + held[end:]
    return held


def _named(text: str, part: Part) -> str:
    return text[part.named.start : part.named.end] if part.named else ""


def _all(listed: list[Part]) -> frozenset[int]:
    return frozenset[int]().union(*(part.days for part in listed))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _other_days(held: str, part: Part, text: str, low: str, listed: list[Part]) -> str | None:
    """Other days with the hours as they are."""
    if len(listed) != 1 or listed[0].named is None or part.named is None or len(part.days) < 2:
        return None
    if not _SAME.search(low) and content(low) - _HOURS:
        return None
    named = listed[0].named
    return held[: named.start] + text[part.named.start : part.named.end] + held[named.end :]


def _shortened(words: str, kept: frozenset[int], before: frozenset[int]) -> str | None:
    """A span of days without its first or last ones."""
    if not kept or kept == before or max(kept) - min(kept) != len(kept) - 1:
        return None
    found = [match for match in re.finditer(_DAY_WORD, words, re.IGNORECASE) if _day(match.group()) is not None]
    if len(found) != 2:
        return None
    first, last = (_renamed(match.group(), day) for match, day in zip(found, (min(kept), max(kept)), strict=True))
    return words[: found[0].start()] + first + words[found[0].end() : found[1].start()] + last + words[found[1].end() :]


def _renamed(word: str, day: int) -> str:
    """Another day, written as the word is."""
    low = word.lower()
    if ord(low[0]) > 0x3000:
        return word[:-1] + _SIGNS[day]
    for names in _NAMES:
        for name in names:
            if low.startswith(name) or name.startswith(low):
                other = names[day][: len(low)] if len(low) < len(name) else names[day] + low[len(name) :]
                return other.capitalize() if word[0].isupper() else other
    return word
