"""What no longer holds: "we don't do Bradford any more", "forget what I said about nationality", "Gina left"."""

import re
from typing import Any

from parley.builder.guided import tongues
from parley.builder.guided.english import collected
from parley.builder.guided.figures import figures
from parley.builder.guided.german import data as german
from parley.builder.guided.lexicon import TONES
from parley.builder.guided.reading import Sentence
from parley.builder.guided.revision import Revision, content
from parley.builder.guided.tables import word_set

_X = r"[^,;:.!?\n]"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<what>{_X}{{2,50}}?) (?:machen|bieten|haben|nehmen|führen|beliefern|bedienen|brauchen|verkaufen"
        rf"|sprechen) wir (?:nicht|kein\w*) mehr",
        rf"\bwir (?:machen|bieten|haben|nehmen|führen|beliefern|bedienen|brauchen"
        rf"|verkaufen) (?:kein\w* )?(?P<what>{_X}{{2,50}}?) (?:nicht )?mehr\b",
        rf"\b(?:vergiss|vergessen sie|streiche|streichen sie|lass|lassen sie) (?:bitte )?(?:das mit|die sache mit"
        rf"|den punkt mit|was ich (?:über|zu|zum"
        rf"|zur|von) )\s*(?:de[rmn] |die |das )?(?P<what>{_X}{{2,50}}?)(?: (?:gesagt|geschrieben) (?:habe|hatte)| weg"
        rf"|$)",
        rf"\b(?:das|die sache|den punkt) mit (?:de[rmn] |die |das )?(?P<what>{_X}{{2,60}}?) (?:streiche[nt]?"
        rf"|lasse[nt]?"
        rf"|vergesse[nt]?|nehme[nt]?) (?:wir|ich|sie)\b(?: (?:bitte|wieder|doch|weg|raus))*",
        rf"\b(?P<what>{_X}{{2,50}}?) (?:fällt weg|fallen weg|entfällt|entfallen|kann (?:raus|weg)|(?:bitte "
        rf"|doch )+(?:wieder |ganz )?(?:raus|weg"
        rf"|streichen|löschen|entfernen|rausnehmen|weglassen))\b",
        rf"\bya no (?:[a-záéíóú]+(?:mos|n)) (?:a |en )?(?P<what>{_X}{{2,60}})",
        rf"\bolvid[aeáe]\w* lo que (?:dije|puse|comenté) (?:de|del|sobre)(?: la| el| los"
        rf"| las)? (?P<what>{_X}{{2,60}})",
        rf"\b(?:quit[aeá]\w*|sac[aá]\w*|saque\w*|elimin[aeá]\w*|borr[aeá]\w*) lo del? (?:la |los "
        rf"|las )?(?P<what>{_X}{{2,60}})",
    )
)
_CUES = word_set(
    """
    mehr vergiss vergessen
    streiche streichen lass lassen weg raus entfällt entfallen ya olvide olvida olvidá olviden quite quita saque saca
    elimine elimina borre borra quitá sacá
    """
)
_LEFT = re.compile(
    r"\b(?P<who>[^\W\d_]{2,20}) (?:has |have |'s )?(?:left|quit|retired|resigned|is gone|isn't (?:here"
    r"|with us) any ?more|no longer works (?:here|with us|for us)"
    r"|ist (?:weg|nicht mehr (?:da|bei uns))|hat (?:gekündigt|aufgehört)|ya no (?:está|trabaja)(?: aquí"
    r"| con nosotros)?"
    r"|se fue)\b[\s,;.]*(?:so |and |also |así que )?"
)
_BEFORE = re.compile(
    rf"\b(?:i|we)(?:'d| had| have)? (?:said|told you|wrote|mentioned) {_X}{{2,80}}? (?:first|before|earlier|at first"
    rf"|originally|previously)\b"
    rf"|\b(?:zuerst|vorhin|erst|anfangs) (?:habe?|hatte|haben|hatten) (?:ich|wir) {_X}{{2,80}}? (?:gesagt"
    rf"|geschrieben)\b"
    rf"|\b(?:antes|primero|al principio) (?:dije|puse|dijimos|había dicho) {_X}{{2,80}}"
)
"""What was said once and is told again as such; it is no statement of now."""
_TOLD = word_set("said told wrote mentioned zuerst vorhin erst anfangs antes primero principio")
_LEAVING = word_set("left quit retired resigned gone works weg da uns gekündigt aufgehört está trabaja fue")
_TAIL = re.compile(r"\s+(?:any ?more|any longer|now|please|after all|at all|bitte|por favor)$")
_DIGITS = re.compile(r"\d{2}")
_NUMBERED = word_set(
    "number line ends phone telephone mobile extension nummer durchwahl handy telefon número teléfono móvil celular"
)


def taken(sentences: list[Sentence], place: int, revision: Revision) -> bool:
    """Take out of the brief what the sentence at a place withdraws; its words are taken. Whether anything was."""
    sentence = sentences[place]
    if (
        not sentence.words.isdisjoint(_LEAVING)
        and (left := _LEFT.search(sentence.left))
        and _is_receiver(left.group("who"), revision)
    ):
        sentence.take(*left.span())
    if sentence.has(_TOLD) and (told := _BEFORE.search(sentence.left)):
        sentence.take(*told.span())
    if "not" in sentence.words and (denied := _TONE.search(sentence.left)):
        _tone(denied, sentence, revision)
    if sentence.words.isdisjoint(_CUES):
        return False
    found = next((match for pattern in _PATTERNS if (match := pattern.search(sentence.left))), None)
    if found is None:
        return False
    what = _TAIL.sub("", sentence.text[slice(*found.span("what"))].strip(" ,."))
    evidence = sentence.text[found.start() : found.end()].strip(" ,.")
    if not (
        task(what, revision, evidence)
        or _datum(what, revision, evidence)
        or _language(what, revision, evidence)
        or listed(what, sentences, place, revision)
    ):
        return False
    sentence.take(found.start(), found.end() if _INSTEAD.search(sentence.left, found.end()) else len(sentence.text))
    return True


_TONE = re.compile(
    r"(?:^|[,.;:–—-] *|\b(?:but|no|wait|actually|and) )not (?:so |too |that )?(?P<tone>[a-z-]+)(?= *(?:[,.;:!]|$))"
)


def _tone(denied: re.Match[str], sentence: Sentence, revision: Revision) -> None:
    """A tone that is taken back: "no, not cheeky"; what else the sentence says is read by others."""
    held = revision.items("tone")
    kept = [tone for tone in held if tone != denied["tone"]]
    is_retold = not (sentence.words - {denied["tone"]}).isdisjoint(TONES)
    if kept and len(kept) < len(held) and not is_retold:
        revision.put("tone", kept, sentence.take(*denied.span()).strip(" ,.;:"))


_INSTEAD = re.compile(r"\b(?:dafür|stattdessen|instead|en su lugar)\b")


def task(what: str, revision: Revision, evidence: str) -> bool:
    """A goal that is meant by the data told with it: "das mit Kundennummer und Datum streichen wir"."""
    names = set(german.items(what)[0])
    goals = revision.items("goals")
    kept = [goal for goal in goals if not names <= set(goal["collect"])]
    if len(names) < _SEVERAL or len(kept) + 1 != len(goals) or not kept:
        return False
    revision.put("goals", kept, evidence)
    return True


_SEVERAL = 2


def _is_receiver(who: str, revision: Revision) -> bool:
    return any(who in str(rule["to"]).lower() for rule in revision.items("handover"))


def _datum(what: str, revision: Revision, evidence: str) -> bool:
    """A datum that the goals ask for."""
    asked = content(what)
    named = {name for name in collected.names(what) if content(name.replace("_", " ")) <= asked}
    goals, is_changed = [], False
    for goal in revision.items("goals"):
        kept = [name for name in goal["collect"] if name not in named and not _is_meant(name, asked)]
        is_changed = is_changed or len(kept) < len(goal["collect"])
        goals.append({**goal, "collect": kept})
    if is_changed:
        revision.put("goals", goals, evidence)
    return is_changed


def _is_meant(name: str, asked: frozenset[str]) -> bool:
    said = content(name.replace("_", " "))
    return bool(said) and said == asked


def _language(what: str, revision: Revision, evidence: str) -> bool:
    gone = set(tongues.named(what))
    held: list[Any] = revision.items("languages")
    kept = [tag for tag in held if tag not in gone]
    if len(kept) == len(held) or not kept:
        return False
    revision.put("languages", kept, evidence)
    return True


def listed(what: str, sentences: list[Sentence], place: int, revision: Revision) -> bool:
    """One of several in a text: "Leeds and Bradford" without the latter; what follows may name those that stay."""
    name = re.escape(what.lower())
    cut = re.compile(rf"(?:,? (?:and|or|und|oder|y|o)|,) {name}(?!\w)|(?<!\w){name}(?:,| (?:and|or|und|oder|y|o)) ")
    for spot in revision.places():
        if spot.part == "description" or (found := cut.search(spot.text.lower())) is None:
            continue
        text = spot.text[: found.start()] + spot.text[found.end() :]
        follower = sentences[place + 1] if place + 1 < len(sentences) else None
        told = _renamed(text, follower) if follower else None
        if told and follower:
            follower.take(0, len(follower.text))
        revision.write(spot, told or text, sentences[place].text.strip(" .")[:300])
        return True
    return False


def _renamed(text: str, follower: Sentence) -> str | None:
    """The text with a short list in place of the one of its members that stands there."""
    said = follower.text.strip(" .!")
    if len(said.split()) > 8 or figures(said):
        return None
    words = [
        word
        for word in re.findall(r"[\w'-]+", said)
        if word.lower() not in {"and", "or", "und", "y", "just", "only", "nur", "solo"}
    ]
    spans = [
        found.span() for word in words if (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
    ]
    if not spans:
        return None
    return text[: min(spans)[0]] + said + text[max(end for _, end in spans) :]


def renumbered(sentence: Sentence, revision: Revision, *, is_correction: bool) -> bool:
    """ "The nurse line is 503-555-0149": the number of the receiver who is named; its words are taken."""
    if _DIGITS.search(sentence.left) is None:
        return False
    phone = next((figure for figure in figures(sentence.left) if len(figure.value) > 6), None)
    if phone is None or not (is_correction or sentence.words & _NUMBERED):
        return False
    said, rules = content(sentence.left.replace("'s", "")), revision.items("handover")
    fitting = [len(said & content(rule["to"])) for rule in rules]
    if not fitting or max(fitting) == 0 or fitting.count(max(fitting)) > 1:
        return False
    rule = rules[fitting.index(max(fitting))]
    held = next((figure for figure in figures(rule["to"]) if len(figure.value) > 6), None)
    if held is None or held.value == phone.value:
        return False
    number = sentence.text[phone.start : phone.end]
    rules[fitting.index(max(fitting))] = {**rule, "to": rule["to"][: held.start] + number + rule["to"][held.end :]}
    revision.put("handover", rules, sentence.take(0, len(sentence.text)).strip(" ."))
    return True
