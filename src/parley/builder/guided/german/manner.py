"""How the agent speaks: tones as said, the polite or the familiar form, languages, voice and channel."""

import re

from parley.agents.schemas import Channel
from parley.builder.guided.german.manner_words import FORMS, LANGUAGES, TONES
from parley.builder.guided.language_names import LANGUAGES as NAMED
from parley.builder.guided.lexicon import TONES_ABROAD
from parley.builder.guided.reading import MASK_QUOTE, Sentence
from parley.builder.guided.tables import word_set

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TONE_CUE = re.compile(
    r"\b(?:ton(?:fall|art|lage)?|stil|auftreten|art|klingen|klingt|wirken|wirkt|sprich|spricht|sprechen|reden|redet"
    r"|rede|rüberkommen|sein|sei|soll|sollte|bleiben|bleibt"
    r"|auftritt|charakter|umgangston|ansprache|stimmung|bitte|formulier\w*|antworte\w*|kommunizier\w*|verhalten"
    r"|gegenüber|immer|hält|halten|gerne?|möglichst|agieren|umgehen)\b"
)
_NEGATED_TONE = re.compile(
    r"\b(?P<not>nicht (?:zu |so |allzu )?|nie |ohne )"
    r"(?!(?:zuläss|zuständ|nöt|wicht|fert|richt|gült)ig|möglich|erforderlich)"
    r"(?P<tone>[a-zäöüß]{4,}(?:ig|lich|isch|end|sam|haft|iert|ell|iv"
    r"|ant|ent|steif|frech|kühl|salopp|platt|hektisch|forsch|laut))\b"
)
_REFUSED_TONE = re.compile(r"\b(?:keinesfalls|keineswegs|niemals|weder|keinen fall|kein bisschen) (?:zu |so )?$")
_STEM = re.compile(r"(?:e[nrsm]?)$")


def tones(sentence: Sentence, *, is_asked: bool = False) -> tuple[list[str], str]:
    """The tones of a sentence with their words, which are taken; without a cue only where they stand by themselves."""
    low = sentence.left
    every = named_tones(low)
    if not every or MASK_QUOTE in low[every[0][0] : every[-1][1]]:
        return [], ""
    is_answer = is_asked and "für mich" not in low and not low.startswith(("wenn", "falls", "bei", "ist "))
    hits = [
        hit
        for hit in every
        if (is_answer and hit[2] not in {"offen", "leicht", "natürlich"}) or _is_meant(low, hit, every, sentence.text)
    ]
    hits = sorted({*hits, *(hit for hit in every if _adjoins(low, hit, hits))})
    if not hits:
        return [], ""
    words = sentence.text[hits[0][0] : hits[-1][1]]
    for start, end, _ in hits:
        sentence.take(start, end)
    return list(dict.fromkeys(tone for _, _, tone in hits)), words


Hit = tuple[int, int, str]


def named_tones(low: str) -> list[Hit]:
    """The tones of a text with their places, meant for the agent or not."""
    hits: list[Hit] = [(*found.span(), _form(found)) for found in FORMS.finditer(low)]
    hits += [(*found.span(), found.group().strip()) for found in _NEGATED_TONE.finditer(low)]
    for found in _WORD.finditer(low):
        tone = tone_of(found.group())
        is_refused = tone and _REFUSED_TONE.search(low, max(0, found.start() - 24), found.start())
        if tone and not is_refused and not any(start <= found.start() < end for start, end, _ in hits):
            hits.append((*found.span(), tone))
    return sorted(hits)


_BETWEEN = re.compile(
    r"(?:[\s,]|\b(?:und|aber|sowie|auch|dabei|sehr|eher|an?|ein|etwas|wenig|bissl|bisserl|bissel|bisschen|bitte)\b)*"
)


def _adjoins(low: str, hit: Hit, held: list[Hit]) -> bool:
    """Whether a tone stands in a list with one that is meant."""
    if hit[2] in {"offen", "natürlich", "leicht"}:
        return False
    spans = [(other[1], hit[0]) if other[1] <= hit[0] else (hit[1], other[0]) for other in held]
    return any(start < end and _BETWEEN.fullmatch(low, start, end) for start, end in spans)


def _form(found: re.Match[str]) -> str:
    said = found.group()
    if found.lastgroup == "du":
        return "per Du"
    return "per Sie" if found.lastgroup == "sie" else said


def tone_of(word: str) -> str:
    if word in TONES_ABROAD:
        return TONES_ABROAD[word]
    if word in TONES:
        return word
    stem = _STEM.sub("", word)
    if stem != word and (stem in TONES or stem in TONES_ABROAD):
        return TONES_ABROAD.get(stem, stem)
    return ""


def _is_meant(low: str, hit: Hit, hits: list[Hit], text: str) -> bool:
    """Whether a word is the manner asked for: behind a cue, in a list of such words, or the whole of the clause."""
    start, end, tone = hit
    if tone in _AMBIGUOUS and (len(hits) < 2 or tone == "natürlich") and not _STRONG_CUE.search(low):
        return False
    if tone == "leicht" and (after := _WORD.search(low, end)) and tone_of(after.group()):
        return False
    if tone == "offen" and (len(hits) < 2 or re.search(r"\b(?:haben|ist|sind|von|bis)\b", low)):
        return False
    if tone.startswith(("per ", "nicht ")) or " " in tone:
        return True
    if text[end : end + 14].lstrip()[:1].isupper() and not re.match(r"[,.]|\s+(?:und|aber|oder)\b", low[end:]):
        return bool(re.search(r"\b(?:ton|stil|art|sprache|weise|worte?n?|sätze)\w*", low[end : end + 24]))
    begin = max(low.rfind(mark, 0, start) for mark in (". ", ": ", "! ", "; ", "\ue002")) + 1
    before = low[begin:start]
    if _TONE_CUE.search(before[-90:]) or re.match(
        r".{0,60}\b(?:sein|klingen|auftreten|bleiben|wirken|sprechen|reden|rüberkommen|soll\w*|ton\w*|formulier\w*)\b",
        low[end:],
    ):
        return not re.search(r"\b(?:kunden|gäste|leute|anrufer|patienten) (?:sind|werden|ist)\b[^,.]*$", before)
    others = [word for word in _WORD.findall(low[begin : end + 1]) if not tone_of(word) and word not in _SMALL]
    return len(others) <= 1


_AMBIGUOUS = word_set(
    """
    direkt schnell quick kurz brief einfach klar persönlich leicht deutlich frisch modern neutral korrekt positiv
    natürlich ruhig calm menschlich
    """
)
_STRONG_CUE = re.compile(
    r"\b(?:ton\w*|stil|klingen|klingt|auftreten|wirken|sprechen|sprich|reden|formulier\w*|antwort\w*|soll(?:te)?|sein"
    r"|sei)\b"
)
_SMALL = word_set(
    """
    und aber auch sehr eher etwas ein bisschen bitte immer dabei trotzdem gern er sie es ganz so schön recht also leicht
    ruhig nicht zu stets wirklich
    """
)

LANGUAGE = re.compile(
    r"\b(?:"
    + "|".join(sorted({*LANGUAGES, *(w for w in NAMED if w.endswith(("isch", "deutsch")))}, key=len, reverse=True))
    + r")(?:e[nrs]?)?\b"
)
_BEFORE_LANGUAGE = re.compile(r"\b(?:kein(?:e[nrm]?)?|nicht(?: auf)?|statt|ohne|außer|ausser|anstatt)\s+$")
_REFUSED = re.compile(
    r"(?:\s+(?:ist|wird|wurde|wäre|bitte|brauchen|brauch|sprechen|können|wir|ich|da|hier|uns|bei|auch|aber|lieber"
    r"|hat))*"
    r"\s+(?:nicht\b(?! nur)|abgelehnt|gestrichen|nie\b|niemand|keiner|unnötig|überflüssig)"
)
_LANGUAGE_CUE = re.compile(
    r"\b(?:sprach\w*|sprich\w*|spricht|sprechen|reden|redet|auf|versteh\w*|kann|können|beherrsch\w*|soll|nur|und|oder"
    r"|bitte|mehrsprachig|zweisprachig)\b|-?sprachig"
)


def languages(sentence: Sentence, *, is_asked: bool = False) -> tuple[list[str], str]:
    """The tags of the languages to be spoken, with the words."""
    low = sentence.left
    if "sch" not in low and not any(word in low for word in LANGUAGES):
        return [], ""
    hits = [found for found in LANGUAGE.finditer(low) if _is_language(sentence, found, is_asked=is_asked)]
    tags = list(dict.fromkeys(_tag(found.group()) for found in hits))
    if not tags:
        return [], ""
    return tags, sentence.take(hits[0].start(), hits[-1].end())


def _is_language(sentence: Sentence, found: re.Match[str], *, is_asked: bool) -> bool:
    low, text = sentence.left, sentence.text
    if _BEFORE_LANGUAGE.search(low[: found.start()]) or re.match(
        r"\s*[- ]?(?:kurs|lehrer|unterricht|test|prüfung|stunden?)\w*", low[found.end() :]
    ):
        return False
    if _REFUSED.match(low, found.end()):
        return False
    if found.group() not in LANGUAGES and found.group() not in NAMED and not re.match(r"\s+sprach", low[found.end() :]):
        return False
    is_noun = (
        text[found.start()].isupper()
        or not any(map(str.isupper, text[1:]))
        or low[found.end() :].startswith("sprachig")
    )
    return is_noun and (
        is_asked or bool(_LANGUAGE_CUE.search(low)) or len(low.split()) < 6 or len(LANGUAGE.findall(low)) > 1
    )


def _tag(said: str) -> str:
    plain = said if said in LANGUAGES or said in NAMED else re.sub(r"e[nrs]?$", "", said)
    return LANGUAGES.get(plain) or NAMED[plain]


def named(text: str) -> list[str]:
    """The tags of the languages a text names."""
    return list(
        dict.fromkeys(
            _tag(found.group())
            for found in LANGUAGE.finditer(text.lower())
            if not _BEFORE_LANGUAGE.search(text.lower()[: found.start()])
        )
    )


_VOICE = re.compile(r"\b(?:\w*stimme|\w*stimmlage|sprecher(?:in)?)\b")
_VOICED = re.compile(
    r"[,;.] (?:und |aber )?(?:mit |am liebsten |gern(?:e)? |dazu )+(?:eine[rn]? |ne |der )?"
    r"(?P<voice>(?:(?:sehr |eher |nicht zu )?[a-zäöüß]+e[nrs]?(?:,? und |, | ))+[a-zäöüß-]*stimme)$"
)
_VOICE_BEGINS = re.compile(
    r"[.;] |\ue002|,? (?:und )?(?=die )|, (?:(?:und|aber|dazu) )?"
    r"(?=(?:mit |am liebsten |gern(?:e)? |bitte )*(?:eine[rn]? |ne ))"
    r"| und (?=(?:mit )?(?:eine[rn]? |ne ))"
)
_VOICE_WISHED = re.compile(r"\b(?:hätten?|wünschen?|möchten?|fänden?) (?:wir|ich)\b(?: gern(?:e)?\b)?")
_VOICE_LEAD = re.compile(
    r"^(?:(?:und|die|der|das|als|für|mit|bitte|bei|am liebsten|gern(?:e)?|hätten?|wünschen?|wünsche|möchten?|wollen"
    r"|soll(?:te)?|eine[rn]?|wir|ich|uns|noch|klingt|klingen|sein|ist|sollte|nehmt|nimm"
    r"|stimme|sprechstimme|zur|von|es|sie|er|wäre|schön|darf|passt|auch|haben)\b[\s,:]*)+",
    re.I,
)
_VOICE_TAIL = re.compile(
    r"[\s,]*\b(?:klingen|sein|haben|wäre (?:gut|schön|toll|super)|bitte|gewünscht|sprechen|nehmen|wünschen (?:wir"
    r"|sie)?|gern(?:e)?)[\s.!]*$"
    r"|[\s,]*\b(?:hätten?|wünschen?|möchten?|fänden?) (?:wir|ich)\b.*$",
    re.I,
)


def voice(sentence: Sentence) -> tuple[str, str]:
    """How the voice should sound, with the words, which are taken."""
    low = sentence.left
    cue = _VOICE.search(low) if "stimm" in low or "sprecher" in low else None
    if (
        cue is None
        or re.search(r"\b(?:wenn|falls|stimmen|stimmt)\b", low)
        or cue.group().startswith(("ab", "zu", "über", "be"))
    ):
        return "", ""
    if led := _VOICED.search(low[: cue.end()]):
        words = sentence.take(*led.span("voice"))
        return words[:200], words
    start = max((mark.end() for mark in _VOICE_BEGINS.finditer(low, 0, cue.start())), default=0)
    stop = re.compile(r"[.;!?\ue002]|, (?:und|die|das|er|sie) ").search(low, cue.end())
    end = stop.start() if stop else len(low)
    wished = _VOICE_WISHED.search(low, cue.end(), end)
    end = wished.end() if wished else end
    words = sentence.text[start:end].strip(" ,.:")
    text = _VOICE_TAIL.sub("", _VOICE_LEAD.sub("", words)).strip(" ,.:")
    if len(text) < 3 or len(text.split()) > 14:
        return "", ""
    sentence.take(start, end)
    return text[:200], words


_PHONE = re.compile(
    r"\b(?:\w*telefon\w*|\w*anruf\w*|\w*hotline|sprach(?:assistent|agent|bot)\w*|voice\w*|ans? telefon|am apparat"
    r"|rufen|angerufen|anzurufen|abheben|telefonist\w*|callbot|notruf\w*)\b"
)
_CHAT = re.compile(
    r"\b(?:chat(?!e)\w*|web-?chat|webseite|website|homepage|whatsapp|messenger|schriftlich|online-?chat|internetseite"
    r"|schreiben uns|web-?assistent\w*)\b"
)
_NUMBER = re.compile(
    r"telefonnummer\w*|telefonnr\w*|telefonzeit\w*|anrufzeit\w*|rückruf\w*|zurückruf\w*|telefonvertr\w+"
    r"|mobiltelefon\w*|telefon(?=,| und e)|am telefon annehmen|(?:,|und) telefon(?=[,. )]|$)"
)
_DECLINED = re.compile(r"\b(?:kein|keine|keinen|nicht|ohne|statt|nie)\b[^,.]{0,24}$")


def channel(sentence: Sentence, *, is_asked: bool = False) -> tuple[Channel | None, str]:
    """Where callers meet the agent, with the words."""
    low = _NUMBER.sub(lambda found: " " * len(found.group()), sentence.left)
    if is_asked and re.search(r"\bbeide[sn]?\b|\bsowohl\b", low):
        return Channel.BOTH, sentence.text.strip()[:200]
    phone = next((f for f in _PHONE.finditer(low) if not _is_declined(low, f)), None)
    chat = next((f for f in _CHAT.finditer(low) if not _is_declined(low, f)), None)
    if phone and chat:
        start, end = min(phone.start(), chat.start()), max(phone.end(), chat.end())
        return Channel.BOTH, sentence.text[start:end]
    hit = phone or chat
    if hit is None:
        return None, ""
    return (Channel.VOICE if phone else Channel.CHAT), sentence.text[slice(*hit.span())]


def _is_declined(low: str, hit: re.Match[str]) -> bool:
    if _DECLINED.search(low[max(0, hit.start() - 30) : hit.start()]):
        return True
    return (
        re.match(r"[^,.]{0,30}\b(?:haben wir schon|brauchen wir nicht|nicht nötig|gibt es schon)\b", low[hit.end() :])
        is not None
    )
