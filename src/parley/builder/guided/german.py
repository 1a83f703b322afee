"""German sentences: tasks as an object with its verb at the end, "bei … an … weiterleiten", "darf keine …"."""

import re
from functools import cache

from parley.builder.guided import abroad
from parley.builder.guided.abroad import Tasks, Told
from parley.builder.guided.draft import Draft
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_GOALS = """
    beantworten:beantwortet vereinbaren:vereinbart verschieben:verschiebt ab|sagen:absagt stornieren:storniert
    an|nehmen:annimmt entgegen|nehmen:entgegennimmt reservieren:reserviert buchen:bucht um|buchen:umbucht
    melden:meldet an|melden:anmeldet ab|melden:abmeldet krank|melden:krankmeldet ändern:ändert prüfen:prüft
    bestellen:bestellt erinnern:erinnert qualifizieren:qualifiziert verkaufen:verkauft bestätigen:bestätigt
    kündigen:kündigt verlängern:verlängert aus|geben:ausgibt geben:gibt beraten:berät informieren:informiert
    erklären:erklärt verfolgen:verfolgt zurück|setzen:zurücksetzt entsperren:entsperrt an|legen:anlegt lösen:löst
    koordinieren:koordiniert vermitteln:vermittelt abwickeln:abwickelt bearbeiten:bearbeitet planen:plant
"""
_COLLECT = "auf|nehmen:aufnimmt erfassen:erfasst notieren:notiert ab|fragen:abfragt erfragen:erfragt"
_MOVE = """
    weiter|leiten:weiterleitet weiter|geben:weitergibt verbinden:verbindet durch|stellen:durchstellt übergeben:übergibt
"""
FOR = "für"
_IDLE = word_set("anrufe telefonate anruf telefon gespräche das ein eine er sie es zu an bescheid")
_USUAL = {
    "termin": ["name", "phone_number", "wunschtermin"],
    "schäden": ["name", "adresse", "beschreibung"],
    "schaden": ["name", "adresse", "beschreibung"],
    "tisch": ["name", "phone_number", "datum", "uhrzeit", "personenzahl"],
    "reservierung": ["name", "phone_number", "datum", "uhrzeit", "personenzahl"],
}


@cache
def _verbs() -> dict[str, tuple[str, str]]:
    """Every form to its use and infinitive."""
    table: dict[str, tuple[str, str]] = {}
    for use, text in (("goal", _GOALS), ("collect", _COLLECT), ("move", _MOVE)):
        for entry in text.split():
            verb, _, finite = entry.partition(":")
            prefix, bar, stem = verb.partition("|")
            infinitive = prefix + stem
            forms = [infinitive, finite, f"{prefix}zu{stem}"] if bar else [infinitive, finite]
            table.update(dict.fromkeys(forms, (use, infinitive)))
    return table


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    verbs = "|".join(sorted(map(re.escape, _verbs()), key=len, reverse=True))
    return {
        "verb": re.compile(rf"\b(?:zu )?(?P<verb>{verbs})\b"),
        "cue": re.compile(
            r"\b(?:soll(?:en|te|ten)?|kann|können|könnten|muss|müssen|möchten?|wollen|um|dass|damit|bitte)\b"
            r"|,\s*(?:der|die|das)\b"
            r"|:"
        ),
        "lead": re.compile(
            r"(?:[\s,]|(?:und|oder|sowie|er|sie|es|man|auch|außerdem|dann|zudem|bitte|sofort|direkt|uns|unsere[nrm]? "
            r"(?:kunden|anrufern)|der (?:assistent|agent|bot)|die assistentin)\b)*"
        ),
        "dont": re.compile(
            r"\b(?:darf|dürfen|soll|sollte|sollen|kann|bitte|auf keinen fall)\b[^.;,]{0,40}?\b(?:keine[nrm]?|kein"
            r"|nicht|nie(?:mals)?) "
            r"(?P<what>[^.;!?\n]{3,160})"
        ),
        "more": re.compile(r"\s*,?\s+(?:und|oder)\s+(?:auch )?(?:keine[nrm]?|kein|nicht|nie(?:mals)?)\s+"),
        "when": re.compile(r"\b(?P<cue>bei|wenn|falls|für)\s+(?P<when>[^.;]+)"),
        "to": re.compile(
            r"\b(?:an|zum|zur|mit|zu)\s+(?:(?:die|den|das|der|dem|unsere[nrm]?"
            r"|eine[nrm]?)\s+)?(?P<to>\S.*)$"
        ),
        "goes": re.compile(
            r"^(?P<when>[^.;,]{3,80}?) (?:gehen|geht|kommen|kommt) (?:bitte |immer |direkt |sofort )*(?:an|zu|zur|zum) "
            r"(?:(?:die|den|das|der|dem|unsere[nrm]?)\s+)?(?P<to>[^.;]{3,100})"
        ),
        "ask": re.compile(r"\bnach (?P<what>[^,.;]{4,80}?) zu fragen\b|\bfragen nach (?P<more>[^,.;]{4,80})"),
    }


def gather(sentence: Sentence, draft: Draft, tasks: Tasks) -> None:
    """What a sentence gives, data in brackets first."""
    beside = abroad.bracketed(sentence)
    abroad.put(told(sentence), sentence, draft, tasks)
    abroad.put_bracketed(beside, sentence, tasks)


def told(sentence: Sentence) -> Told:
    """What a German sentence gives; its words are taken."""
    low = sentence.left
    if (dont := _patterns()["dont"].search(low)) is not None:
        start, end = dont.span("what")
        items = [part.strip(" ,.") for part in _patterns()["more"].split(sentence.text[start:end])]
        return Told(donts=items, words=abroad.taken(sentence, dont.start(), end))
    if (goes := _patterns()["goes"].match(low)) is not None:
        case = f"the call is about {_said(sentence, goes, 'when')}"
        held = abroad.rule(case, _said(sentence, goes, "to"), sentence.text)
        return Told(handover=held, words=abroad.taken(sentence, 0, len(low)))
    found = list(_patterns()["verb"].finditer(low))
    move = next((m for m in found if _verbs()[m.group("verb")][0] == "move"), None)
    if move is not None:
        return _handed(sentence, move)
    return _tasks(sentence, found)


def _said(sentence: Sentence, found: re.Match[str], name: str) -> str:
    return sentence.text[slice(*found.span(name))].strip(" ,.")


def _handed(sentence: Sentence, move: re.Match[str]) -> Told:
    low = sentence.left[: move.start()]
    tos = list(re.finditer(r"\b(?:an|zum|zur|mit|zu)\b", low))
    to = _patterns()["to"].match(sentence.text[tos[-1].start() : move.start()].rstrip()) if tos else None
    when = _patterns()["when"].search(low[: tos[-1].start()]) if tos else None
    if to is None:
        return Told()
    case = sentence.text[slice(*when.span("when"))] if when else ""
    case = re.split(r",?\s*\b(?:soll(?:te|en)?|muss|bitte|wird|werden|sofort|direkt|immer)\b", case)[0].strip(" ,")
    if when and when.group("cue") in {"bei", "für"}:
        case = f"the call is about {case}"
    start = when.start() if when else tos[-1].start()
    held = abroad.rule(case or "the caller asks for a person", to.group("to"), sentence.text[start:])
    return Told(handover=held, words=abroad.taken(sentence, start, len(sentence.left)))


def _tasks(sentence: Sentence, found: list[re.Match[str]]) -> Told:
    """Goals and data, verb by verb; "Termine vereinbaren und verschieben" shares its object."""
    result, wanted = Told(), ""
    begin = position = 0
    places: list[int] = []
    for match in found:
        begin, said = _object(sentence, position, match.start())
        wanted, position = said or wanted, match.end()
        use, verb = _verbs()[match.group("verb")]
        if use == "collect":
            result.data.extend((begin, abroad.datum(part)) for part in abroad.split(wanted, "und|oder|sowie"))
        elif wanted and wanted.split()[0].lower() not in _IDLE:
            value = abroad.named(verb, wanted, is_verb_last=True, usual=_usual(wanted))
            result.goals.extend([(begin, value)] if value else [])
        places += [begin, position]
    if asked := _patterns()["ask"].search(sentence.left):
        topic = sentence.text[slice(*asked.span("what" if asked.group("what") else "more"))]
        value = abroad.named("beantworten", f"Fragen nach {topic}", is_verb_last=True, usual=[])
        result.goals.extend([(asked.start(), value)] if value else [])
        places += asked.span()
    if not result.goals and not result.data:
        return Told()
    return Told(goals=result.goals, data=result.data, words=abroad.taken(sentence, min(places), max(places)))


def _object(sentence: Sentence, position: int, end: int) -> tuple[int, str]:
    """What stands between the cue or verb before and the verb at `end`, brackets apart."""
    low = sentence.left
    cues = [cue.end() for cue in _patterns()["cue"].finditer(low, position, end)]
    begin = cues[-1] if cues else position
    lead = _patterns()["lead"].match(low, begin, end)
    begin = lead.end() if lead else begin
    kept = "".join(
        sign for sign, mark in zip(sentence.text[begin:end], low[begin:end], strict=True) if mark != "\ue002"
    )
    words = re.sub(r"\s*\([^)]*\)", "", kept)
    return begin, re.sub(r"^[\s,]*(?:(?:und|oder|sowie)\s+)?", "", words).strip(" ,")


def _usual(objects: str) -> list[str]:
    low = objects.lower()
    if low.startswith(("fragen", "auskünfte")):
        return []
    return next((data for word, data in _USUAL.items() if word in low), [])


_ROLE = re.compile(
    r"\b(?P<role>(?:[A-ZÄÖÜ][\wäöüß]*-?)?(?:[Aa]ssistent(?:in)?|[Aa]gent(?:in)?"
    r"|[Rr]ezeptionist(?:in)?|[Bb]ot))(?:en)?\b"
)
_FIRM = re.compile(
    r"\b(?:[Ww]ir sind|[Ii]ch (?:leite|führe|habe)|[Ww]ir (?:betreiben|haben|führen))\s+(?P<are>(?:die|das|der"
    r"|eine?n?)\s+[^,.;:!?\n]{3,80}?)"
    r"(?=[,.;:!?\n]| und | mit | suchen| brauchen)"
    r"|\b[Ff]ür (?P<our>unsere?n?|meine?n?|die|das|den)\s+(?P<what>[A-ZÄÖÜ][^,.;:!?\n]*?)(?=[,.;:!?\n]| (?:suche"
    r"|brauche|möchte|wünsche|hätte|benötige)\w*)"
)


def role(text: str) -> str:
    """The agent's job title, in the nominative."""
    found = _ROLE.search(text)
    return (found.group("role")[:1].upper() + found.group("role")[1:]) if found else "Assistent"


def firm(text: str) -> str:
    """The organisation behind "für", "" where none is named."""
    found = _FIRM.search(text)
    if found is None:
        return ""
    if found.group("are"):
        return re.sub(r"^der\b", "den", found.group("are").strip())
    ours = found.group("our")
    article = {"unsere": "eine", "meine": "eine", "unser": "ein", "mein": "ein", "unseren": "einen", "meinen": "einen"}
    name = found.group("what").strip()
    is_named = re.search(r" [A-ZÄÖÜ]", name) is not None
    definite = {"unsere": "die", "meine": "die", "unser": "das", "mein": "das", "unseren": "den", "meinen": "den"}
    return f"{(definite if is_named else article).get(ours, ours)} {name}"
