"""When a person takes over and who, in every order: "Bei X an Y", "Wenn …, dann zu Y", "um X kümmert sich Y"."""

import re

from parley.builder.guided import recipients
from parley.builder.guided.german import receivers
from parley.builder.guided.german.limits import NEGATED
from parley.builder.guided.german.receivers import BARE_TO, CALLED, CUED, DOES, TO
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import inverted, word_set

Rule = dict[str, str]

_TRANSFER = re.compile(
    r"\b(?:verbind\w*|verbunden|weiter(?:zu|ge)?(?:leit|geb|reich|verbind)\w*|durch(?:zu|ge)?stell\w*"
    r"|stell\w* .{0,60}\bdurch"
    r"|leite\w* .{0,80}\b(?:weiter|um)|ge?ib\w* .{0,80}\b(?:weiter|ab)|gebt .{0,80}\bweiter|abgeben|übergeb\w*"
    r"|übergib\w*|eskalier\w*"
    r"|umleit\w*|umzuleiten|vermittel\w*|überstell\w*"
    r"|alarmier\w*|hinzuzieh\w*|verweis\w*)\b"
)
_PEOPLE = re.compile(
    r"\b(?:\w*(?:direktion|leitung|team|abteilung|büro|dienst|service|stelle|zentrale|buchhaltung|sekretariat"
    r"|vertrieb|management|meister|kasse|labor|support)"
    r"|menschen?|mitarbeiter\w*|person(?:en)?|kolleg\w*|jemand(?:en|em)? (?:echte[nms]?|richtige[nms]?|aus)|team"
    r"|chef\w*"
    r"|ansprechpartner\w*|büro|sekretariat|empfang|mensch|handy|leitung|zentrale|notdienst|bereitschaft\w*"
    r"|kundendienst"
    r"|berater\w*|beratung|buchhaltung|meister\w*|vertrieb|praxis\w*|telefonzentrale|hotline|abteilung|techniker\w*"
    r"|mich|uns"
    r"|service|dienst\w*|leitstelle|zuständige\w*|verwaltung|inhaber\w*|ärztin|arzt|anwalt|anwältin|frau|herrn?)\b"
)
_COND = re.compile(
    r"\b(?P<cue>wenn(?='?s? )|falls|sobald|sofern|bei|für|beim|wer|im falle?|um|in)(?:'s"
    r"|s)?\s+(?P<case>.*)",
    re.DOTALL,
)
_CLAUSE_CUES = frozenset({"wenn", "falls", "sobald", "sofern", "wer"})
_CASE_END = re.compile(
    r"\s*(?:,|:|→|->|=>|\bdann\b|(?<!\w)(?:bitte|sofort|direkt|gleich|immer|umgehend|unverzüglich|am besten|natürlich"
    r"|soll(?:en|te)?|muss|müssen|wird|werden|geht|gehen|kommt|kommen|ist|sind|verbinde\w*|leite\w*|stell\w*"
    r"|gib|gebt?"
    r"|übergib|übergeben|verbinden|weiterleiten|durchstellen|kümmert|kümmern|betreut|betreuen|übernimmt|gehört"
    r"|gehören)\b)"
)
_V1 = re.compile(
    r"^(?P<case>(?:ist|sind|hat|haben|will|wollen|möchte|möchten|geht|gehen|kommt|kommen|läuft|laufen|fragt"
    r"|fragen(?! (?:von|zu[mr]?|über|nach)\b)"
    r"|meldet|melden"
    r"|verlangt|verlangen|braucht|brauchen|droht|wünscht|wird|werden|handelt|besteht|klingt|liegt|steht|ruft"
    r"|beschwert|weiß|[a-zäöü]{3,}t)\s"
    r"(?!(?:er|sie|bitte)\b|es\b(?! um | sich | einen? ))[^,:]{4,160})"
    r"[,:] ?(?:dann|so|bitte|an|zu|zum|zur|sofort|direkt|soll|geht|wird"
    r"|verbinde\w*|leite\w*|gleich)?\b"
)
_LEAD = re.compile(
    r"^(?:(?:und|oder|aber|auch|nur|natürlich|ach|so|ja|also|dann|au(?:ß|ss)erdem|ansonsten|sonst|immer|na klar|klar"
    r"|übergabe|genauso|ebenso|erst"
    r"|besonders|vor allem|unbedingt|weiterleiten|weiterleitung|eskalation|zum beispiel|eigentlich|gern|bitte"
    r"|und zwar|nämlich|wichtig)[,:]? )+"
)
_SPLIT = re.compile(
    r",?\s+(?:und|sowie)\s+(?=(?:bei|für|wenn|falls|sobald|wer|beim|alles)\b)|[,;]\s+(?=(?:bei|für|wenn|falls|sobald"
    r"|beim|wer|alles)\b)"
    r"|;\s+|(?<!\bdr)(?<!\bprof)\.\s+|,\s+(?=[^,→]{2,40}(?:→|->|=>))"
    r"|,\s+(?!(?:also|dann|wird|werden|soll|sollen|muss|müssen|geht|gehen|kommt|darf|bitte|gern)\b)"
    r"(?=[\w-]+ (?:(?:gehen|geht|kommen|kommt|bitte|sofort|direkt|immer) )*(?:an (?:den|die|das|frau|herrn)|zum|zur)\b)"
)
_SPELLED = inverted("""
    0: null
    1: eins, ein
    2: zwei, zwo
    3: drei
    4: vier
    5: fünf
    6: sechs
    7: sieben
    8: acht
    9: neun
""")
_DIGITS = re.compile(rf"\b(?:(?:{'|'.join(_SPELLED)})\b[\s,]*){{5,20}}")
_SUBJECT = word_set("er sie es man ich wir das was diese dies agent bot assistent ki assistentin hotline")
_CUES = word_set(
    """
    an zu zum zur auf ans mit aufs bei beim für wenn falls sobald wer dann verbinden weiterleiten durchstellen betreut
    übernimmt
    kümmert macht machen bearbeitet klärt regelt erledigt weitergeben mensch menschen
    """
)


def found(sentence: Sentence, *, is_asked: bool = False) -> tuple[list[Rule], str]:
    """The rules of a sentence with their words, which are taken."""
    low = sentence.left
    if (
        not is_asked
        and not sentence.has(_CUES)
        and "→" not in low
        and "->" not in low
        and not (is_asked and ":" in low)
    ):
        return [], ""
    is_known = is_asked or bool(_TRANSFER.search(low)) or bool(_reach(sentence.text))
    rules: list[Rule] = []
    start, end = len(low), 0
    for begin, stop in _pieces(sentence.text, low):
        rule = _rule(sentence, begin, stop, is_known=is_known or bool(rules))
        if rule is None:
            continue
        rules.append(rule)
        start, end = min(start, begin), max(end, stop)
    if not rules:
        return [], ""
    return rules[:20], sentence.take(start, end).strip(" ,")


def _pieces(text: str, low: str) -> list[tuple[int, int]]:
    pieces, start = [], 0
    for mark in _SPLIT.finditer(low):
        if mark.start() < start or not _is_complete(text[start : mark.start()], low[start : mark.start()]):
            continue
        pieces.append((start, mark.start()))
        start = mark.end()
    return [*pieces, (start, len(low))]


def _is_complete(text: str, low: str) -> bool:
    """Whether a rule is told whole: "Zum Berater, wenn …" has its case still to come."""
    to, begin, _ = _receiver(text, low)
    reach = _before_address(text)
    return bool(to and _case(text, low, begin)) or (not to and reach < len(text))


def _reach(text: str) -> str:
    """The phone number or address in a text, digits spelt out as digits."""
    if address := recipients.ADDRESS.search(text):
        return address.group()
    if number := recipients.number(text):
        return number
    if phone := recipients.PHONE.search(text):
        return phone.group().strip(" .-/(")
    if spelled := _DIGITS.search(text.lower()):
        return "".join(_SPELLED[word] for word in re.findall(r"\w+", spelled.group()))
    return ""


def _rule(sentence: Sentence, begin: int, stop: int, *, is_known: bool) -> Rule | None:
    low = sentence.left[begin:stop]
    lead = _LEAD.match(low)
    begin += lead.end() if lead else 0
    text, low = sentence.text[begin:stop], sentence.left[begin:stop]
    reach = _reach(text)
    is_moved = _TRANSFER.search(low) is not None
    is_case = _V1.match(low) is not None and DOES.search(text) is not None
    if not any(map(str.isalnum, low)) or (NEGATED.search(low) and not (reach or is_moved or is_case)):
        return None
    to, start, is_bare = _receiver(text, low)
    if to in _OURSELVES and not (reach or is_moved or CUED.match(low)):
        return None
    to = receivers.named(text, to, start)
    case = _case(text, low, start if to else _before_address(text))
    to = to or ("" if not reach or case == text else reach)
    is_known = is_known or is_moved or bool(reach)
    if is_bare and not (reach or _PEOPLE.search(to.lower()) or CUED.match(low) or "→" in low or "->" in low):
        return None
    if not _is_rule(low, case, to, is_known=is_known):
        return None
    shown = ", ".join(dict.fromkeys(part for part in (to, reach) if part))
    when = receivers.tidy(case)
    return {"when": when[:250], "to": shown[:200]} if len(when) > 2 else None


_OURSELVES = frozenset({"uns", "mich", "mir"})
_WANTS_PERSON = re.compile(r"\bmenschen?\b|\bperson\b|\bmitarbeiter|\bjemand(?:en|em) (?:echt|aus|persönlich)")


def _before_address(text: str) -> int:
    """Where "an" or "unter" leads to an address without a receiver's name, else the end."""
    found = re.search(r"\s(?:(?:bitte|gehen|geht|sofort|direkt)\s+)*(?:an|unter|auf|zu)\s+(?=[\w.+-]+@|\+?\d)", text)
    return found.start() if found else len(text)


_PRICED = re.compile(r"\b(?:kostet|kosten|euro|cent|franken|bevor)\b")


def _is_rule(low: str, case: str, to: str, *, is_known: bool) -> bool:
    if not case.strip() or (_PRICED.search(low) and not _TRANSFER.search(low)):
        return False
    if to:
        return is_known or _PEOPLE.search(to.lower()) is not None
    wants = _WANTS_PERSON.search(low) is not None
    return wants and (is_known or re.search(r"verlang|sprechen|wünsch|möchte|will", low) is not None)


def _receiver(text: str, low: str) -> tuple[str, int, bool]:
    """Who takes over, where the words of it begin, and whether no preposition leads to it."""
    if does := DOES.search(text):
        return (does.group("to") or does.group("by")).strip(" .,"), does.start(), False
    if called := CALLED.search(text):
        return (called.group("to") or called.group("me")).strip(" .,"), called.start(), False
    found = [each for each in TO.finditer(text) if _is_receiver(each, low)]
    moved = [
        each
        for each in found
        if not each.group().startswith(("bei ", "beim ", "in ", "ins ", "mit ", "auf ", "Bei", "In"))
    ]
    bare = BARE_TO.search(text)
    is_topic = bare is not None and bool(found) and all(_asks(text, each) for each in found)
    if (moved or found) and not is_topic:
        chosen = _chosen(moved, text) if moved else found[-1]
        return chosen.group("to").strip(" .,"), chosen.start(), False
    return (bare.group("to").strip(" .,"), bare.start(), True) if bare else ("", len(text), False)


def _chosen(found: list[re.Match[str]], text: str) -> re.Match[str]:
    """The last that stands before the number, since the case may have words like it ("Fragen zur Rechnung")."""
    phone = recipients.PHONE.search(text)
    before = [each for each in found if phone is None or each.start() < phone.start()] or found
    later = [each for each in before if not _asks(text, each)]
    in_clause = [each for each in later if "," in text[: each.start()]]
    return (in_clause[:1] if in_clause and _CLAUSE.match(text) else later[-1:] or before[-1:])[0]


def _asks(text: str, found: re.Match[str]) -> bool:
    """Whether words that might lead to a receiver say what a question is about: "Fragen zur Rechnung"."""
    return text[: found.start()].rstrip().endswith(_TOPICS)


_TOPICS = ("Fragen", "Auskunft", "Auskünfte", "Anfragen", "Informationen", "Beschwerden", "Infos", "Rückfragen")
_CLAUSE = re.compile(r"(?:wenn|falls|sobald|sofern|wer|Wenn|Falls|Sobald|Sofern|Wer)\b")


_WEAK = ("mit ", "auf ", "aufs ", "bei ", "beim ", "in ", "ins ")
_MOVING = re.compile(r"\b(?:land\w*|meld\w*|sprechen|reden|gehör\w*|lieg\w*|aufgehoben|geht|gehen|kommt|kommen)\b|[→>]")


def _is_receiver(found: re.Match[str], low: str) -> bool:
    to = found.group("to").lower()
    if re.match(r"(?:telefon|apparat|nummer|fällen?|fragen|uhr|euro|beginn|anfang|ende|schluss|ihn|sie)\b", to):
        return False
    if found.group().lower().startswith(_WEAK) and not (_PEOPLE.search(to) and _MOVING.search(low)):
        return bool(_TRANSFER.search(low))
    return not (found.group().lower().startswith("in ") and " in " in low and not _TRANSFER.search(low))


def _case(text: str, low: str, stop: int) -> str:
    """The case of a rule as said; `stop` is where the receiver begins."""
    if (found := _V1.match(low)) and low.split()[0] not in _SUBJECT:
        return text[: found.end("case")]
    cue = _COND.search(low)
    if cue is not None and _opens(low, cue, stop):
        start = cue.start("case") if cue.group("cue") != "wer" else cue.start()
        if cue.group("cue") in _CLAUSE_CUES:
            return text[start : _end_of_clause(low, start, stop if cue.start() < stop else len(low))]
        end = _CASE_END.search(low, start)
        bound = stop if start < stop else len(low)
        return text[start : min(end.start() if end else bound, bound)]
    start = _last_clause(low[:stop])
    head = _CASE_END.search(low[:stop], start)
    said = text[start : head.start() if head else stop].strip(" ,:")
    is_case = 0 < len(said.split()) <= 9 and any(map(str.isupper, said)) and said.lower().split()[0] not in _SUBJECT
    return said if is_case else ""


def _opens(low: str, cue: re.Match[str], stop: int) -> bool:
    """Whether the word of a condition is one: at the beginning, behind a comma, or a "wenn" anywhere."""
    word = cue.group("cue")
    if word in {"in", "um"}:
        return cue.start() == 0
    if word in _CLAUSE_CUES or cue.start() == 0:
        return True
    return low[: cue.start()].rstrip().endswith((",", ":")) or cue.start() > stop or _TRANSFER.search(low) is not None


def _last_clause(low: str) -> int:
    """Where the clause of a rule begins that another stands before: "Herr Y ist weg, Mahnungen gehen an …"."""
    begin, comma, _ = low.rpartition(", ")
    return len(begin) + len(comma) if comma and re.search(r"\b(?:ist|sind|hat|haben|war|macht)\b", begin) else 0


_END_OF_CLAUSE = re.compile(
    r"\s*(?:,(?! (?:dass|ob|wie|um|was|oder|und|die (?!geht|kommt|wird)|der (?!geht|kommt|wird|soll))\b)|:|→|->|=>"
    r"|\bdann\b|\s[–-]\s)"
)


def _end_of_clause(low: str, start: int, stop: int) -> int:
    end = _END_OF_CLAUSE.search(low, start)
    return min(end.start(), len(low)) if end is not None and (end.start() < stop or stop <= start) else stop
