"""Reads a German text as the value of one slot: an answer, a labelled line, a correction's new value."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from parley.builder.guided import parsers
from parley.builder.guided.german import facts, goals, handover, hours, identity, limits, manner, tasks, usual_data
from parley.builder.guided.reading import Sentence, masked
from parley.builder.guided.tables import inverted

LABELS = inverted("""
    name: name, firma, firmenname, unternehmen, betrieb, betriebsname, name der firma, name des unternehmens, geschäft
    kind: art, typ, rolle, einsatzart, bereich, kategorie, art des agenten
    purpose: zweck, aufgabe, hauptaufgabe, ziel, einsatzzweck, worum es geht, beschreibung, kurzbeschreibung, wofür
    purpose: einsatz, auftrag, job
    callers: anrufer, zielgruppe, wer anruft, nutzer, kundschaft, gesprächspartner, kundenkreis, anrufende, publikum
    callers: wer ruft an, wer schreibt
    goals: ziele, aufgaben, funktionen, anliegen, leistungen, themen, was er können soll, was er kann
    goals: was er können muss, was sie können soll
    goals: was geht, vorgänge, anwendungsfälle, use cases, was die leute erledigen können, typische anliegen
    goals: tätigkeiten, können, kann, soll können
    scope_dont: tabu, tabus, verboten, nicht erlaubt, nicht, was er nicht darf, was er nicht soll
    scope_dont: was er nicht machen soll, verbote, grenzen, darf nicht
    scope_dont: keinesfalls, auf keinen fall, no-gos, no-go, ausgeschlossen, niemals, nie, bitte nicht, was nicht geht
    scope_dont: einschränkungen, soll nicht, finger weg
    tone: ton, tonfall, stil, auftreten, tonalität, umgangston, ansprache, art und weise, sprachstil, gesprächston
    tone: charakter, wirkung, anmutung, wesen
    languages: sprache, sprachen
    channel: kanal, kanäle, medium, einsatzort, wo
    greeting: begrüßung, begrüssung, einstieg, erster satz, anfangssatz, eröffnung, gruß, begrüßungstext, ansage
    greeting: meldung, begrüßungssatz, startsatz
    closing: verabschiedung, ausstieg, letzter satz, schlusssatz, abschied, schluss, abschluss, verabschiedungssatz
    closing: ende, gesprächsende, schlussformel
    facts: wissenswertes, gut zu wissen, fakten, infos, informationen, preise, wissen, hintergrund, faq, allgemeines
    facts: zu wissen, häufige fragen, info, auskünfte, auskunft, wissensstand, hintergrundwissen, standardauskünfte
    facts: das darf er sagen, was er wissen muss, was er sagen darf, eckdaten, konditionen, preis, kosten, adresse
    facts: anschrift, parken, anfahrt
    hours: öffnungszeiten, sprechzeiten, zeiten, anrufzeiten, geschäftszeiten, bürozeiten, servicezeiten
    hours: erreichbarkeit, betriebszeiten, telefonzeiten
    hours: offen, geöffnet, arbeitszeiten, sprechstunden, ordination, ordinationszeiten, schalterzeiten, einsatzzeiten
    hours: dienstzeiten
    constraints: regeln, verhaltensregeln, verhalten, vorgaben, spielregeln, gesprächsregeln, immer, wichtig
    constraints: leitplanken, grundsätze
    compliance: rechtliches, recht, datenschutz, compliance, pflichthinweis, pflichthinweise, rechtlicher hinweis
    compliance: dsgvo, pflicht, vorschriften, gesetzliches
    handover: übergabe, weiterleitung, weiterleiten, eskalation, eskalationen, übergaben, weiterverbinden
    handover: durchstellen, verbinden, weiterleitungen, mensch
    handover: an menschen, übergabe an menschen, wann weiterleiten, wann übergeben, transfer
    success: erfolg, erfolgskriterium, erfolgskriterien, gelungen, gelungen wenn, erfolgreich, ziel erreicht
    success: erfolgsmessung, kpi
    voice: stimme, stimmlage, sprechstimme, klang
    collect: daten, abzufragen, angaben, zu erfassen, zu erfragen, benötigte daten, pflichtangaben, erfassen, abfragen
""")
_LABEL = re.compile(
    r"^(?:\*\*)?(?P<label>[a-zäöüß][a-zäöüß /-]{1,44}?)(?:\*\*)?(?: bitte| soll sein| wäre| lautet| ist| sind)? ?(?::"
    r"|=|\s[–-]\s)\s*(?:\*\*)?"
)
_QUIET = re.compile(
    r"^(?:unsere?r?|die|der|das|den|zum|zur|seine?|ihre?|und|noch|weitere|allgemeine?|rechtliche[rs]?)\s+"
)


def label(low: str) -> tuple[str, int]:
    """The slot that the label of a line names and where its text begins; ("", 0) for none."""
    found = _LABEL.match(low)
    if found is None:
        return "", 0
    return heading(found.group("label")), found.end()


def heading(low: str) -> str:
    """The slot that the words of a label or heading name, "" for none."""
    plain = low.strip(" :*")
    if slot := LABELS.get(plain) or LABELS.get(_QUIET.sub("", plain)):
        return slot
    words = plain.split()
    if len(words) > 8 or not words:
        return ""
    if re.search(r"\b(?:nicht|nie|niemals|tabu|keinen fall|verboten)\b", plain):
        return (
            "scope_dont"
            if re.search(
                r"\b(?:darf|soll|machen|tun|sagen|tabu|verboten|erlaubt|zulässig|gestattet|gewünscht|vorgesehen"
                r"|zuständig)\b",
                plain,
            )
            else ""
        )
    if re.search(
        r"\b(?:was|das|folgendes)\b.*\b(?:können|kann|erledigen|machen|übernehmen|tun|soll)\b|\b(?:aufgaben|anliegen)$",
        plain,
    ):
        return "goals"
    return (
        LABELS.get(words[0], "")
        if len(words) <= 3
        and words[0] not in {"name", "nicht", "nie", "wo", "art", "immer", "kann", "ende", "adresse", "preis"}
        else ""
    )


def value(slot: str, text: str) -> Any | None:
    """A text as the value of a slot, None where it holds none."""
    return parsers.value(_parsers(), slot, text)


@cache
def _parsers() -> dict[str, Callable[[str], Any]]:
    return {
        "name": _name,
        "kind": lambda text: identity.kind(text.lower()),
        "purpose": _purpose,
        "callers": lambda text: _plain(text)[:500],
        "goals": _goals,
        "scope_do": _items,
        "scope_dont": _donts,
        "tone": _tones,
        "languages": manner.named,
        "channel": lambda text: manner.channel(_sentence(text), is_asked=True)[0],
        "greeting": _line,
        "closing": _line,
        "facts": _facts,
        "hours": lambda text: hours.found(_sentence(text), is_asked=True)[0] and _hours(text),
        "constraints": _items,
        "compliance": _duties,
        "handover": _handover,
        "success": lambda text: [_plain(re.sub(r"^(?:wenn|dass)\s+", "", part, flags=re.I)) for part in _lines(text)],
        "voice": lambda text: _plain(re.sub(r"^eine[rn]?\s+", "", text))[:200],
    }


def _sentence(text: str) -> Sentence:
    return Sentence(text=text, start=0, left=masked(text))


_FILLERS = re.compile(
    r"^(?:(?:ja|also|hm+|äh+m?|na ja|naja|tja|gut|ok(?:ay)?|am ehesten|am besten|bitte|gern(?:e)?|einfach|eher|so"
    r"|das sind|es sind|das ist|das wäre|das wären|dann|meist(?:ens)?|ich denke|ich glaube|wohl|ganz klar|übrigens"
    r"|natürlich|sagen wir|vielleicht|nun)\b[\s,:–-]*)+",
    re.I,
)


def _plain(text: str) -> str:
    plain = _FILLERS.sub("", " ".join(text.split())).strip(" ,.„“\"«»'")
    return plain[:1].upper() + plain[1:]


def _hours(text: str) -> str:
    """The whole of an answer that is little more than the hours, else the hours alone."""
    plain = re.sub(
        r"^(?:dann gilt .{0,20}?:|na ja,|also,?|offen ist|offen (?:sind|haben) wir|wir haben|geöffnet ist)\s+",
        "",
        text.strip(),
        flags=re.I,
    ).strip(" .")
    return plain[:300] if len(plain.split()) <= 20 else hours.found(_sentence(text), is_asked=True)[0]


def _name(text: str) -> str | None:
    plain = re.sub(
        r"\s*\b(?:heiß(?:t|en)|heiss(?:t|en)) (?:wir|der laden|die firma|das (?:geschäft|hotel|lokal)|unsere? \w+)\b.*",
        "",
        text,
        flags=re.I,
    )
    plain = re.sub(
        r"^(?:wir (?:heißen|sind)|unser name ist|der name ist|die firma heißt|er heißt|sie heißt|er soll|es ist"
        r"|das ist|name:)\s+(?:die |das |der )?",
        "",
        _FILLERS.sub("", plain.strip()),
        flags=re.I,
    )
    plain = re.split(r"[,;.!?]\s|\s[–-]\s", plain.strip(' „“"«».!'))[0].strip(' „“"«»,.!')
    return plain[:80] if 0 < len(plain.split()) <= 6 and any(map(str.isupper, plain)) else None


def _purpose(text: str) -> str | None:
    plain = re.sub(
        r"^(?:(?:er|sie|es|der \w+|die ki|das) (?:soll(?:te)?|muss|kann)|soll(?:te)? (?:er|sie|es)|es geht (?:um"
        r"|darum)|um|zum|zur)\s+",
        "",
        _FILLERS.sub("", " ".join(text.split())),
        flags=re.I,
    ).strip(" ,.")
    said = plain.split()
    if _WISH.search(plain):
        return None
    if not 2 <= len(said) <= 60 or plain.endswith("?") or not any(map(str.isupper, plain[1:])):
        return None
    return (plain[:1].upper() + plain[1:])[:500]


_WISH = re.compile(
    r"^(?:hi|hallo|guten \w+|moin|servus|grüezi)?,?\s*(?:(?:wir|ich)\s+(?:brauche[n]?|suche[n]?|möchte[n]?|woll?en"
    r"|will|hätten?|benötigen?|soll(?:en)?|plane[n]?|überlegen?"
    r"|wünschen?|würden?|bräuchten?|muss|müssen)|könnt\w+ (?:sie|ihr)|kannst du)\b(?![^.]*,\s(?:der|die|das)\s)",
    re.I,
)


def _goals(text: str) -> list[dict[str, Any]]:
    told = goals.Told()
    for line in _lines(text, semicolons=True):
        read_goals(_sentence(line), told)
    if told.goals:
        told.bind()
    return told.goals[:20]


def read_goals(sentence: Sentence, told: goals.Told) -> None:
    """The goals of a line that is known to tell them, with their data."""
    if tasks.with_data(sentence, told, is_listed=True) and len(sentence.left.strip("\ue002 .,")) < 4:
        return
    for piece in re.split(
        "\ue002+", "".join("\ue002" if m == "\ue002" else s for s, m in zip(sentence.text, sentence.left, strict=True))
    ):
        _read_piece(piece, told, sentence.start)


def _read_piece(piece: str, told: goals.Told, place: int) -> None:
    found = goals.phrases(piece)
    if found:
        for name, start, end in found:
            told.add(name, usual_data.of(name), piece[start:end].strip(" ,"), place)
        return
    for part in re.split(r"\s*[,;]\s*|\s+(?:und|sowie|oder)\s+", piece):
        for name, _, _ in goals.phrases(part, is_listed=True):
            told.add(name, usual_data.of(name), part.strip(), place)


def _lines(text: str, *, semicolons: bool = True) -> list[str]:
    parts = re.split(r"\n+|;\s*" if semicolons else r"\n+", text)
    return [item for part in parts if len(item := part.strip(" -*•\t.,")) > 1][:30]


def _items(text: str) -> list[str]:
    lines = _lines(text)
    return [line[:1].upper() + line[1:250] for line in lines]


def _donts(text: str) -> list[str]:
    found: list[str] = []
    for line in _lines(re.sub(r"(?<=[a-zäöü])\.\s+", "\n", text)):
        limits_ = limits.donts(_sentence(line), is_listed=True)
        found += [limit.text for limit in limits_] or [line[:250]]
    several = [part for item in found for part in (re.split(r",\s*", item) if item.count(",") > 1 else [item])]
    return list(dict.fromkeys(part[:1].upper() + part[1:] for part in several))[:30]


def _tones(text: str) -> list[str]:
    tones, _ = manner.tones(_sentence(text), is_asked=True)
    if tones:
        return tones
    parts = [_plain(part).lower() for part in re.split(r"[,;/\n]+|\s+(?:und|aber)\s+", text)]
    fits = [part for part in parts if 0 < len(part.split()) <= 2 and len(part) > 3 and part.isalpha()]
    return fits[:8] if len(fits) == len(parts) else []


def _line(text: str) -> str | None:
    line = parsers.line(text, text.strip().strip("\"“”„«»'"))
    return line if any(map(str.isalpha, line)) else None


def _facts(text: str) -> list[dict[str, str]]:
    found = []
    for line in re.split(r"\n+|;\s*|(?<=[a-zäöü)€%])[.!]\s+", text):
        told = facts.found(_sentence(line.strip(" -*•")), is_listed=True)
        found += [fact for fact, _ in told]
    return found[:50]


def _duties(text: str) -> list[str]:
    return [line[:1].upper() + line[1:250] for line in _lines(text)]


def _handover(text: str) -> list[dict[str, str]]:
    rules: list[dict[str, str]] = []
    for line in re.split(r"\n+|;\s*|(?<=[a-zäöüß0-9)])[.!]\s+(?=[A-ZÄÖÜ])", text):
        found, _ = handover.found(_sentence(line.strip(" -*•")), is_asked=True)
        rules += found
    return rules[:20]
