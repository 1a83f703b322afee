"""What callers get done: verbs at the end of their object ("Termine vereinbaren und verschieben"), nouns in lists."""

import re
from dataclasses import dataclass, field

from parley.builder.guided.english import naming
from parley.builder.guided.english.naming import GoalValue
from parley.builder.guided.german import data, usual_data
from parley.builder.guided.german.goal_words import FINITE, IDLE, NOT_VERBS, VERBS

_TOKEN = re.compile(r"[A-Za-zÄÖÜäöüß-]+")
_GENERIC = re.compile(r"[a-zäöüß]{3,}(?:en|ern|eln)$")
_BORDER = re.compile(
    r"\s*(?:[,.;:()!?–—→-]|$|\ue002|(?:und|oder|sowie|bzw|kann|können|soll|sollen|will|wollen|möchte|möchten|lassen"
    r"|muss|müssen|wie)\b|(?:auch|selber|selbst)\s*[,.;])"
)
_SUBJECT = re.compile(
    r"^\s*(?:(?:(?:und|oder|sowie|auch|nur|dann|erstmal|zuerst|au(?:ß|ss)erdem|ausserdem|zudem|ferner|sowohl|als auch"
    r"|bitte|vor allem"
    r"|hauptsächlich|in erster linie|einfach|halt|mal|eben|selbst|noch|gern(?:e)?|entweder|zum beispiel|z\.b\."
    r"|meistens|meist|oft"
    r"|zum einen|zum anderen|einerseits|möglichst|direkt|gleich|sofort|telefonisch|online|per telefon|per chat"
    r"|wichtigste (?:ist|wäre)|hauptsache (?:ist|wäre)|häufigste (?:ist|wäre)"
    r"|rund um die uhr|uns|für uns|bei uns|schnell|kurz|erstens|zweitens|drittens|es|er|sie|man|da|hier|so|was|das"
    r"|wir|ich|um|zu"
    r"|der (?:bot|agent|assistent)|die (?:ki|leute|kunden|anrufer|patienten|gäste|mieter|assistentin)|(?:unsere |die "
    r"|viele |manche )?(?:kunden|anrufer|patienten|gäste|mieter|leute|mitglieder|interessenten|bürger|eltern|nutzer)"
    r"(?!\s+(?:für|zu|über|bei|an|von|und|oder|aus|mit|nach|[a-zäöü]+en\b|[a-zäöü]+ern\b))"
    r"|soll(?:en|te|ten)?|kann|können|könnte[n]?|muss|müssen|darf|dürfen|möchten?|wollen|will|würden?|braucht|dass"
    r"|damit|also|nämlich|ach|ja)\b|[,.:;-])\s*)+"
)
_ARTICLE = re.compile(r"^(?:den|die|das|einen?|eine|einer|ihre[nr]?|seine[nr]?|ihr|sein|dem|ne|nen|so|des)\s+(?=\S)")


@dataclass(slots=True)
class Told:
    """Goals in order with the words they rest on, and data that no goal has been named for yet."""

    goals: list[GoalValue] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    loose: list[tuple[int, list[str], str]] = field(default_factory=list)

    def add(self, name: str, collect: list[str], words: str, place: int = 0) -> None:
        """A goal, or more data for the one of that name."""
        known = next((goal for goal in self.goals if is_same(goal["name"], name)), None)
        if known is None:
            self.goals.append(naming.goal(name, collect[:20]))
            self.words.append(words)
            self.places.append(place)
        elif collect and collect != usual_data.of(name):
            held = [] if known["collect"] == usual_data.of(known["name"]) else known["collect"]
            known["collect"] = list(dict.fromkeys([*held, *collect]))[:20]
        if known is not None and len(name.split()) > len(known["name"].split()):
            known["name"] = name[:120]

    def bind(self) -> None:
        """Data told by themselves go to the first goal of the sentence before them that tells a transaction."""
        for place, names, words in self.loose:
            held = [(start, goal) for start, goal in zip(self.places, self.goals, strict=True) if not _is_talk(goal)]
            nearest = max((start for start, _ in held if start <= place), default=-1)
            near = [goal for start, goal in held if start == nearest] or [goal for _, goal in held] or self.goals
            self.add(near[0]["name"], names, words)
        self.loose.clear()

    def mend(self, text: str) -> None:
        """Data that were told and taken back in the same breath: "nimm statt der E-Mail die Telefonnummer"."""
        for found in _INSTEAD.finditer(text):
            old, new = data.known(found.group("old")), data.known(found.group("new"))
            goal = next((goal for goal in reversed(self.goals) if old in goal["collect"]), None)
            if old and new and goal:
                goal["collect"] = list(dict.fromkeys(new if name == old else name for name in goal["collect"]))


_INSTEAD = re.compile(
    r"\b(?:statt|anstelle|anstatt)\s+(?:de[rs] |die |das |von )?(?P<old>[A-ZÄÖÜ][\w-]+),?\s+(?:lieber |bitte "
    r"|besser |nur )*"
    r"(?:die |den |das |der )?(?P<new>[A-ZÄÖÜ][\w-]+)"
)


def _is_talk(goal: GoalValue) -> bool:
    return str(goal["name"]).startswith(("Fragen ", "Auskunft ", "Auskünfte ", "Informationen ", "Infos "))


def is_same(one: str, other: str) -> bool:
    """ "Passwort zurücksetzen" and "Passwörter zurücksetzen"; a noun alone is the goal that does it."""
    mine, yours = _stems(one), _stems(other)
    return (
        bool(mine)
        and bool(yours)
        and (mine == yours or (min(len(mine), len(yours)) == 1 and (mine <= yours or yours <= mine)))
    )


def is_kin(one: str, other: str) -> bool:
    """Whether two tasks are of the same thing: "Kursanmeldungen entgegennehmen" and "Anmeldung"."""
    mine, yours = _stems(one), _stems(other)
    return any(len(a) > 4 and len(b) > 4 and (a in b or b in a) for a in mine for b in yours)


def _stems(name: str) -> frozenset[str]:
    words = [word for word in _TOKEN.findall(name.lower()) if len(word) > 3 and word not in IDLE]
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    plain = word.translate(str.maketrans("äöü", "aou"))
    return re.sub(r"(?:ungen|ung|en|ern|er|e|n|s|es)$", "", plain)[:14]


def phrases(text: str, *, is_listed: bool = False) -> list[tuple[str, int, int]]:
    """Goals in a stretch of text as said, with where each begins and ends: an object and its verb."""
    results: list[tuple[str, int, int]] = []
    position, wanted = 0, ""
    for found in _TOKEN.finditer(text):
        verb = _verb(text, found)
        if not verb:
            continue
        begin, said = _object(text, position, found.start())
        position = found.end()
        wanted = said or wanted
        if wanted and _fits(wanted, verb):
            results.append((_named(wanted, verb), begin if said else found.start(), found.end()))
    for asked in _ASKING.finditer(text):
        topic = (asked.group("to") or asked.group("on")).strip()
        results.append((f"Fragen nach {topic} beantworten", *asked.span()))
    results.sort(key=lambda each: each[1])
    if not results and is_listed:
        plain = bare(text)
        if (
            0 < len(plain.split()) <= 6
            and any(map(str.isupper, plain[1:] if " " not in plain else plain))
            and not (re.search(r"[?\d]", plain) or _STATED.search(plain))
        ):
            results.append((plain[:1].upper() + plain[1:], 0, len(text)))
    return results


def listed(text: str, told: Told) -> None:
    """Tasks that are the whole of an answer: "Termine vergeben und absagen, Fragen zu Preisen"."""
    found = phrases(text)
    if not found or found[0][1] > 0:
        return
    questions = _QUESTIONS.search(text)
    found += [(questions.group("name"), *questions.span("name"))] if questions else []
    for name, start, end in found if len(found) > 1 else []:
        told.add(name, usual_data.of(name), text[start:end], 0)


_QUESTIONS = re.compile(
    r"(?:,|\bund\b)\s*(?P<name>(?:Fragen|Auskunft|Auskünfte) (?:zu[mr]?|über) [^,.;]{3,50}?)[\s.!]*$"
)
_STATED = re.compile(
    r"(?i)\b(?:ich|wir|er|habe|haben|hat|hatte|ist|sind|war|wird|kostet|kosten|gibt|mit|ah|ach|oh|äh|vergessen"
    r"|heiß\w+|nennt)\b"
)
_ASKING = re.compile(
    r"\bnach (?P<to>[^,.;:!?]{3,60}?) zu fragen\b|\bfragen (?:oft |meist |auch "
    r"|einfach )?nach (?P<on>[^,.;:!?]{3,60})"
)


def _verb(text: str, found: re.Match[str]) -> str:
    """The infinitive that a word is, "" where it is none that ends a task."""
    word = found.group()
    if not _BORDER.match(text, found.end()):
        return ""
    if word in VERBS:
        return VERBS[word]
    if word in FINITE:
        return FINITE[word] if _is_verb_last(text, found) else ""
    before = text[: found.start()].rstrip()
    if word == "geben" and _TELLING.search(before):
        return word
    if word in NOT_VERBS or _PARTICIPLE.match(word) or not _GENERIC.match(word) or not before:
        return ""
    return word if re.search(r"[A-ZÄÖÜ][\wäöüß-]+(?:\s+[a-zäöü]+){0,3}$", before) else ""


_TELLING = re.compile(r"\b(?:Auskunft|Auskünfte|Informationen|Infos|Tipps)\b[^.;,]{0,60}$")
_PARTICIPLE = re.compile(r"(?:\w{0,4}ge(?!nehm|wäh|winn|stalt)\w+en)$")


def _is_verb_last(text: str, found: re.Match[str]) -> bool:
    return re.search(r"\b(?:der|die|das|dass|und|,|ob|wenn)\s[^.;]{2,160}$", text[: found.start()]) is not None


def _object(text: str, position: int, end: int) -> tuple[int, str]:
    piece = text[position:end]
    low = piece.lower()
    cut = max((each.end() for each in _CUE.finditer(low)), default=0)
    lead = _SUBJECT.match(low[cut:])
    begin = cut + (lead.end() if lead else 0)
    begin += len(piece[begin:]) - len(piece[begin:].lstrip())
    said = re.sub(r"\s*\([^)]*\)?|^[^(]*\)", "", piece[begin:]).strip(" ,.:;–—-\n")
    said = re.sub(r"\s+zu$", "", said)
    return position + begin, " ".join(said.split())


_CUE = re.compile(
    r"[.;:!?–—\ue000-\ue002]\s|\)\s*(?:,|und\b)?|\b(?:soll(?:en|te|ten)?|kann|können|könnten?|muss|müssen|möchten?"
    r"|wollen|will|würden?|um|dass|damit|bitte|brauchen|braucht)\b(?!$)"
    r"|,\s*(?:über|mit|bei|durch) (?:den|dem|die|der|das) "
    r"(?:man |sich |die |unsere |[A-ZÄÖÜ]?[a-zäöüß]+n? (?=ein|ihr))*"
    r"|,\s*(?:der|die|das|damit|um|wenn|weil)\b|,\s+"
    r"|\b(?:anrufen|kontaktieren|ansprechen)\s+und\b"
)


def _fits(wanted: str, verb: str) -> bool:
    words = wanted.split()
    if len(words) > 12 or not any(map(str.isalpha, wanted)) or words[0].lower() in IDLE and len(words) == 1:
        return False
    if (
        _NO_GOAL.search(wanted)
        or re.search(r"(?i)\b(?:niemand|keiner|nicht|nie|kein\w*|jede[nrms]?)\b", wanted)
        or verb in _NOT_DONE
    ):
        return False
    return (
        any(map(str.isupper, wanted))
        and not re.search(r"\b(?:er|sie|es|wir|ich)\b", wanted)
        and verb not in {"sein", "haben"}
    )


_NO_GOAL = re.compile(
    r"(?i)^(?:(?:den|unseren|das|ans?|die) )?(?:kund\w*(?:support|service|dienst|betreuung)|support|empfang"
    r"|(?:ans |am )?telefon\w*"
    r"|chat|sekretariat|erstkontakt|was|etwas)$|\b[\w-]*(?:assistent|agent|chatbot|voicebot|\bbot|\bki"
    r"|rezeptions-ki)\w{0,3}\b|^(?:(?:ihre|die|alle"
    r"|unsere) )?(?:anliegen|anrufe|telefonate)$"
)
_NOT_DONE = frozenset(
    {
        "automatisieren",
        "entlasten",
        "unterstützen",
        "helfen",
        "sein",
        "haben",
        "weiterleiten",
        "einsetzen",
        "einrichten",
        "abnehmen können",
    }
)


def _named(wanted: str, verb: str) -> str:
    plain = wanted
    for _ in range(2):
        plain = _ARTICLE.sub("", plain)
    name = f"{plain} {verb}"
    return name[:1].upper() + name[1:]


_BEHIND = re.compile(r"^(?:bei(?:m)?|fürs?|zum|zur|im falle?|wegen)\s+(?=\S)", re.IGNORECASE)


def bare(text: str) -> str:
    low = text.lower()
    lead = _SUBJECT.match(low)
    plain = _BEHIND.sub("", text[lead.end() if lead else 0 :].strip(" ,.:;–-!"))
    for _ in range(2):
        plain = _ARTICLE.sub("", plain)
    return plain
