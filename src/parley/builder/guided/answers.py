"""Reads a text as the value of one slot: the answer to a question, a labelled line, the object of "change X to"."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from parley.agents.schemas import Channel, Kind
from parley.builder.guided import chinese, parsers, passed_on, preambles, tongues
from parley.builder.guided.chinese import signs
from parley.builder.guided.english import (
    business,
    channels,
    collected,
    goals,
    handover,
    identity,
    limits,
    manner,
    naming,
    particulars,
    referrals,
    regimes,
    tones_said,
)
from parley.builder.guided.lexicon import KIND_LABELS, KIND_WORDS
from parley.builder.guided.reading import Sentence, masked, read, words
from parley.builder.guided.tables import inverted, word_set
from parley.builder.schemas import BuildState

LABELS = inverted("""
    name: name, agent name, agent, assistant name, its name, who we are, business, business name, company, company name
    name: firm, agent brief
    kind: type, kind, agent type, job, role
    purpose: purpose, description, about, task, objective, what it's for, what is it for, what it is for, what for, why
    purpose: mission, the job, point of it
    callers: callers, audience, users, who calls, who rings, who writes, who it's for, target group, clientele
    callers: our callers, our customers, who, who gets in touch, who contacts us, who calls us, who writes to us
    callers: who calls in, who rings us, who phones, who uses it, who it serves, who will call, customers
    goals: goal, goals, tasks, use cases, capabilities, features, main tasks, main goals, it should, must be able to
    goals: what it does, what it should do, what they can do, they can, callers can, customers can, ziele, aufgaben
    goals: objetivos
    scope_do: do, dos, in scope
    scope_dont: do not, not allowed, mustn't, may not, no-gos, don't, don'ts, donts, never, must not, out of scope
    scope_dont: limits, restrictions
    tone: tone, style, tone of voice, personality, manner, ton, stil, tono
    languages: language, languages, sprache, sprachen, idioma, idiomas
    channel: channel, channels, where, kanal, canal
    greeting: greeting, first message, opening, opening line, opener, first line, first words, opening words, , welcome
    greeting: welcome message, begrüßung, saludo
    facts: facts, knowledge, good to know, info, faq, useful info, information it may give, ok to tell them, it may say
    facts: it can tell them, may be told
    hours: service hours, availability, when, open, hours, opening hours, business hours, office hours, opening times
    hours: öffnungszeiten, horario
    constraints: rules, constraints, always
    compliance: compliance, legal
    handover: handover, hand-over, hand over, handoff, hand-off, hand off, escalation, escalations, transfer, transfers
    success: success, success criteria, kpis
    closing: sign-off, sign off, closing, goodbye, farewell, closing line, verabschiedung, despedida
    voice: voice
    collect: collect, data, data to collect, information to collect, ask for, required information
""")
"""What users write before a colon, to the slot it means; "collect" stands for the goals' data."""
LIST_SLOTS = word_set("goals scope_do scope_dont tone languages facts constraints compliance handover success")


def value(slot: str, text: str) -> Any | None:
    """The JSON value of a slot that a text gives, None when it gives none."""
    if signs.is_spoken(text):
        return chinese.answers.value(slot, text)
    return parsers.value(_parsers(), slot, text)


@cache
def _parsers() -> dict[str, Callable[[str], Any]]:
    return {
        "name": _name,
        "kind": _kind,
        "purpose": _purpose,
        "callers": lambda text: _sentence(text)[:500],
        "goals": lambda text: goals.listed(text) or _goals_as_said(text),
        "scope_do": _items,
        "scope_dont": _donts,
        "tone": tones_said.answered,
        "languages": lambda text: tongues.named(text.lower()),
        "channel": _channel,
        "greeting": _line_to_say,
        "facts": _facts,
        "hours": lambda text: _sentence(text)[:300],
        "constraints": _items,
        "compliance": _compliance,
        "handover": _handover,
        "success": _items,
        "closing": _line_to_say,
        "voice": lambda text: _unquoted(text)[:200],
        "collect": lambda text: collected.names(text),
    }


def _sentence(text: str) -> str:
    plain = " ".join(text.split()).strip(" ,")
    return plain[:1].upper() + plain[1:]


def _unquoted(text: str) -> str:
    return text.strip().strip("\"“”„«»'").strip(" ")


def _name(text: str) -> str | None:
    plain = re.sub(
        r"^(?:its name (?:is|should be)|the name is|name it|call it|call her|call him|it's|it is|maybe|"
        r"how about|let's say)\s+",
        "",
        _unquoted(text),
        flags=re.I,
    )
    plain = _unquoted(plain).rstrip(".!")
    return plain[:80] if 0 < len(plain.split()) <= 6 else None


def _kind(text: str) -> Kind | None:
    low = text.lower()
    for kind, label in KIND_LABELS.items():
        if low.strip(" .") in {label.lower(), kind.value}:
            return kind
    scored = [
        (weight, kind)
        for word, (kind, weight) in KIND_WORDS.items()
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word), low)
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


_NOT_A_GOAL = re.compile(r"\b(?:i|we|you|me|my|it|is|are|was|what|why|how|please|ignore)\b|[?\d]")


def _goals_as_said(text: str) -> list[dict[str, Any]]:
    """A list in a language whose verbs we do not know: short parts, taken as they are."""
    if manner.tones_in(text) or not is_sensible(text) or _NOT_A_GOAL.search(text.lower()):
        return []
    parts = [part.strip(" .!-*•") for part in re.split(r"[,;\n、，；]+|\s+(?:and|und|y|et|e|o)\s+", text)]
    fits = all(0 < len(part.split()) <= 6 for part in parts)
    return (
        [naming.goal(part[:1].upper() + part[1:], []) for part in parts if len(part) > (2 if part.isascii() else 1)]
        if fits
        else []
    )


def _purpose(text: str) -> str | None:
    if not is_sensible(text):
        return None
    plain = identity.stated(preambles.without(text))
    firm = business.of(read(text, BuildState())) if identity.is_rambling(plain) else None
    return identity.purpose(None, "", firm) if firm else plain


def is_sensible(text: str) -> bool:
    """Whether a text has the look of language rather than of keys struck at random."""
    if re.search(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{4}", text):
        return True
    said = words(text)[:60]
    real = [
        word
        for word in said
        if len(word) > 1 and (not word.isascii() or re.search(r"[aeiouy]", word)) and len(word) < 30
    ]
    if len(real) < 2 or len(real) < 0.6 * len(said) or len(set(said)) * 3 < len(said):
        return False
    return tongues.spoken(text) is not None or len(real) >= 3 or _kind(text) is not None or bool(goals.listed(text))


def _donts(text: str) -> list[str]:
    found: list[str] = []
    for said in re.split(r"[\n;.]+\s*", text):
        line = _BESIDE_DONT.sub("", said)
        items, _ = limits.donts(Sentence(text=line, start=0, left=masked(line)))
        found += items or [_NO.sub("offer ", item) for item in _items(line)]
    return list(dict.fromkeys(found))[:30]


_BESIDE_DONT = re.compile(
    r"^(?:(?:and|also|but|oh|so|plus|then)\b[, ]*)+|,? (?:please,? )?(?:ever|never|please|either|at all)\W*$", re.I
)
_NO = re.compile(r"^no (?=[a-z])", re.I)


def _items(text: str) -> list[str]:
    """Lines, else what semicolons or commas part; cut to what a line holds."""
    if "\n" in text.strip() or ";" in text:
        parts = re.split(r"[\n;]+", text)
    elif text.count(",") and not re.search(r"\.\s", text):
        parts = re.split(r",\s*(?:and |or )?", text)
    else:
        parts = [text]
    return [item[:250] for part in parts if (item := part.strip(" -*•\t.,")) and len(item) > 1][:30]


def _channel(text: str) -> Channel | None:
    low = " " + " ".join(words(text)) + " "
    if re.search(r" (?:both|beide|beides|ambos|either|all) ", low) or "都" in text:
        return Channel.BOTH
    found, _, _ = channels.found(Sentence(text=low, start=0, left=low))
    if found:
        return found
    if re.search(r" (?:website|web|site|online|text|texting|message|messages|app|whatsapp|browser|written) ", low):
        return Channel.CHAT
    return Channel.VOICE if re.search(r" (?:talk|spoken|speech|mobile|anruf|stimme|voz|llamada) ", low) else None


def _line_to_say(text: str) -> str | None:
    plain = re.sub(
        r"^(?:(?:please |just |it should |let it |make it |have it )?(?:say|saying|says|greet (?:them |"
        r"callers |people )?with|answer with|open with|start with|use|something like|maybe|how "
        r"about)\b:?\s*)+(?=[\"“„'A-ZÄÖÜ¡¿])",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    line = parsers.line(plain, _unquoted(plain))
    if len(line) < 2 or not any(char.isalpha() for char in line):
        return None
    return line


def _facts(text: str) -> list[dict[str, str]]:
    facts = []
    for part in re.split(r"\n+|;|(?<=[.!?])\s+", text):
        line = part.strip(" -*•\t")
        if len(line) < 4:
            continue
        topic, colon, rest = line.partition(": ")
        is_labelled = bool(colon) and len(topic.split()) <= 4
        facts.append(
            {
                "topic": (topic if is_labelled else particulars.topic_of(line))[:120],
                "text": (rest if is_labelled else line)[:1500],
            }
        )
    return facts[:50]


def _compliance(text: str) -> list[str]:
    """Each item as said, bare names of regimes as they are written; what does not apply is none."""
    items: list[str] = []
    for item in _items(text):
        known, _ = regimes.compliance(Sentence(text=item, start=0, left=masked(item)))
        items += known or ([] if "not apply" in item.lower() else [item])
    return items


def _handover(text: str) -> list[dict[str, str]]:
    if "\n" not in text and ";" not in text and tongues.spoken(text) != "en" and (told := passed_on.answered(text)):
        return told
    reading = read(text, BuildState())
    rules = [passed.rule for passed in referrals.found(reading, is_asked=True)]
    for sentence in reading.sentences:
        line = sentence.text.strip(" -*•\t")
        if "\ue002" not in sentence.left and len(line) > 1:
            rules += handover.answered(line, masked(line))
    return rules[:20]
