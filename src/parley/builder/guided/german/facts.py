"""What the agent may tell callers: prices, times, rules and places, clause by clause in the owner's own words."""

import re

from parley.builder.guided.reading import MASK_LINK, MASK_QUOTE, Sentence

Fact = dict[str, str]

_AMOUNT = re.compile(
    r"\d ?(?:€|euro|franken|chf|rappen|cent|eur\b|prozent|%|tage?n?\b|stunden?|minuten?|wochen?|monate?n?|jahre?n?"
    r"|werktage?n?|km\b|kilometer|meter|plätze|uhr|fr\.)"
    r"|(?:€|chf|fr\.) ?\d|\b(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|vierzehn|zwanzig|dreißig"
    r"|fünfzig|hundert|24|48) "
    r"(?:euro|franken|tage?n?|stunden?|minuten?|wochen?|monate?n?|jahre?n?|werktage?n?|prozent)\b"
    r"|\b(?:[a-zäöü]*(?:zig|hundert|zehn)) (?:euro|franken|minuten|tage|prozent)\b"
)
_DATE = re.compile(
    r"\b(?:der|dem|den|am|zum|bis) \d{1,2}\.\s?(?:januar|jänner|februar|märz|april|mai|juni|juli|august"
    r"|september|oktober"
    r"|november|dezember|\d{1,2}\.)|\b(?:anfang|mitte|ende) (?:januar|februar|märz|april|mai|juni|juli|august"
    r"|september"
    r"|oktober|november|dezember)"
)
_OURS = re.compile(
    r"^(?:(?:in|an|am|im|bei|auf|mit|für|unter|ab|nach|über|von|zu)\s)?(?!(?:da|dafür|dazu|dann|jetzt|nun|hier"
    r"|heute|so|das"
    r"|deshalb|daher|deswegen|also|und|aber|wenn|falls|als|weil|was|wo|wie|bitte|gern|derzeit|momentan"
    r"|eigentlich|außerdem"
    r"|danach|darum|gerade|leider|oft|meist|manchmal|sonst|davon|damit|ob|dass|zudem|zurzeit|aktuell|inzwischen"
    r"|denn)\b)"
    r"[^,;:]{2,70}? (?!(?:brauchen|suchen|möchten|wollen|wünschen|hätten|bräuchten|würden|sind|wären|können"
    r"|müssen|sollen"
    r"|planen|haben gern|benötigen|erfahren|gehen|sprechen|stehen|sitzen|heißen|duzen|siezen)\b)[a-zäöüß]+n wir\b"
)
_POLICY = re.compile(
    r"\b(?:kostenlos\w*|kostenfrei\w*|gratis|umsonst|gebührenfrei|inklusive|inbegriffen|garantie|gewährleistung"
    r"|barrierefrei\w*|rollstuhl\w*|aufzug|parkpl\w+|parken"
    r"|parkhaus|tiefgarage|haltestelle|sommerpause|betriebsferien|ruhetag|lastschrift|barzahlung|bar(?= |geld)"
    r"|kostet nichts|kosten nichts|\w*ferien|feiertage?n?"
    r"|jeden (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
    r"|(?:ersten|zweiten|dritten|letzten) (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
    r"|ec-karte|kreditkarte|rechnung|ratenzahlung|vorkasse|mindest\w+|kaution|anzahlung"
    r"|mwst|mehrwertsteuer|wlan|hunde|haustiere|kinder|ermäßig\w+|rabatt|gutschein\w*|frühstück|check-?in|check-?out"
    r"|müllabfuhr|adresse|hausnummer|stra(?:ß|ss)e"
    r"|[a-zäöüß-]+(?:stra(?:ß|ss)e|str\.|gasse|allee|weg|ring|damm|ufer|platz|graben|markt|steig|kai|hof)(?= \d)"
    r"|gasse|\w+platz \d+|montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|im (?:januar|februar"
    r"|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"
    r"|nur mit (?:termin|anmeldung|reservierung|voranmeldung)|ohne termin|pflicht|erlaubt|möglich|nötig|erforderlich"
    r"|mitbringen|mitzubringen|vegetarisch\w*|vegan\w*|zugelassen|ausgebucht"
    r"|lieferzeit|versand\w*|rückgabe\w*|storn\w+|absagen|frist\w*|gebiete|schwerpunkt\w*|notaufnahme|eingang"
    r"|erdgeschoss|obergeschoss|stock\b|gegenüber|neben dem|hinter dem|bahnhof|filialen?|standorte?)\b"
)
_VERB = re.compile(
    r"\b(?:ist|sind|kostet|kosten|beträgt|betragen|gibt|gibt's|wird|werden|muss|müssen|kann|können|haben|hat|dauert"
    r"|dauern|liegt|liegen|geht|gehen|beginnt"
    r"|beginnen|endet|öffnet|gilt|gelten|bekommt|bekommen|bieten|biete|bietet|nehmen|nimmt|akzeptieren|liefern"
    r"|liefert|verrechnen|verlangen|berechnen|braucht"
    r"|finden|findet|befindet|befinden|fährt|fahren|parken|parkt|darf|dürfen|sitzen|geben|zahlt|zahlen|fällt|fallen"
    r"|reparieren|bleibt|bleiben|entfällt|gehört|erhalten|erhält"
    r"|verschicken|versenden|kommt|kommen|steht|stehen|verfügt|läuft|laufen|enthält|umfasst|starten|startet|hält"
    r"|führen|machen|kriegt|erreicht|schließt|tauschen|erstatten|behandeln)\b"
)
_WE = re.compile(
    r"^(?:wir (?:haben|bieten|liefern|nehmen|akzeptieren|geben|berechnen|verrechnen|verlangen|sind (?:barriere|im "
    r"|in der|nur|auch)|parken|führen|reparieren|versenden|verschicken|machen|behandeln|tauschen|erstatten|kommen)"
    r"|parken|bezahlen|stornieren|absagen|abmelden|umtauschen|es gibt|sie finden)\b"
)
_PRICED = re.compile(
    r"^(?:(?:der|die|das|ein|eine|eine[nrm]|pro|jede[rs]?|auf|für|im|in|ab) )?[\w'. äöüß-]{2,60}? (?:ab|bis|vor|von"
    r"|kostet|:|=|für|à|nur) "
)
_BARE = re.compile(r"^(?:[\w-]+ ){1,4}(?:ab|bis|um|von|:|je|nur|für)? ?(?:ca\. |etwa |jeweils )?\d")
_WISHING = re.compile(
    r"\b(?:agent\w*|assistent\w*|\w*bot|ki|er soll|sie soll|es soll|soll(?:en|te)?\b(?! man)|wünsch\w*"
    r"|wir (?:brauchen|suchen|möchten|wollen|hätten)|ich (?:brauche|suche|möchte|hätte|will)"
    r"|wollen (?:wir|wissen)|rufen|anrufen|angerufen|anrufer|seit corona|tonfall|sprechen|spricht|verbinden"
    r"|weiterleiten|durchstellen|heißen|heißt|frag\w*|gelungen|erfolg"
    r"|bitte nicht|quatsch|korrektur|sorry|unser büro ist|geöffnet|offen|quatsch|erreichbar|besetzt|wichtig ist"
    r"|aufnehmen|entgegennehm\w*|vereinbaren|buchen kann|melden|meldet)\b"
)
_LEAD = re.compile(
    r"^(?:(?:und|aber|ach(?: so| ja)?|also|ja|noch|übrigens|au(?:ß|ss)erdem|dann|auch|zudem|oder|denn|wissenswertes"
    r"|gut zu wissen|noch was|noch etwas|dazu|gerne|info|infos|fakten|preise?|ausserdem|zur info|"
    r"fürs protokoll|dass|falls (?:jemand|wer|einer) fragt|nur so|nebenbei|sowie|mir fällt noch was ein|eins noch"
    r"|hinweis)[,:]?\s+)+(?=\S)|^[^:]{0,40}(?:regeln|infos?|fakten|ergänzung|wissen|preise|nachtrag)[^:]{0,20}:\s*"
)
_TELLABLE = re.compile(
    r",?\s*(?:und |aber )?(?:das|dies|so etwas|die|den|dazu) (?:darf|kann|soll|könnt?e?n?) (?:er|sie|es|der (?:bot"
    r"|agent|assistent)|die ki)?\s?(?:ruhig |gern(?:e)? |den (?:leuten|kunden|anrufern) |auch |immer |jedem )*"
    r"(?:sagen|nennen|erzählen|mitteilen|erwähnen|wissen|weitersagen)\b|,?\s*das (?:fragen|wollen) (?:auch |eh "
    r"|immer )?(?:alle|viele)(?: wissen)?|,?\s*das fragt [^,.]{0,30}"
    r"|^(?:das |so )?(?:darf|kann) (?:er|sie|es) (?:das )?(?:alles |ruhig |gern |so )*sagen\b"
)
_MARK = re.compile(
    r"\s*[,;]\s*(?:und\s+)?|\s+und\s+(?=(?:der|die|das|ein|eine|im|am|auf|in|für|wir|es|parken|parkpl\w+"
    r"|\w+ (?:kostet|kosten|ist|sind|gibt))\b)|\s[–-]\s|\s*\.\s+|\ue002+"
)
_LEANS = re.compile(
    r"^(?:sonst|ansonsten|gegen|mit|ohne|zzgl\.?|wenn|falls|weil|damit|sofern|solange|außer|ausser|danach|davor"
    r"|jeweils|zuzüglich|plus"
    r"|inklusive|inkl\.?|aber|mindestens|pro|je|dann|dafür|dort|denn|also|nicht|oder|bis|ab|direkt|gleich|"
    r"ausgenommen|nur|kostenlos|gratis|exklusive|danach|darüber|darunter|einschließlich|(?:der|die|das"
    r"|den) [^,]{0,60}(?:ist|sind|wird|kann|muss|hat)$)\b"
)


def is_telling(low: str) -> bool:
    """Whether a sentence has what facts have: an amount, a date, what the house allows or does."""
    return bool(_AMOUNT.search(low) or _DATE.search(low) or (" wir" in low and _OURS.match(low)))


def found(sentence: Sentence, *, is_listed: bool = False, is_near: bool = False) -> list[tuple[Fact, str]]:
    """The facts of a sentence, each with its words, which are taken; all clauses are facts below a heading of such."""
    low = sentence.left
    if not is_listed and not is_near and not (is_telling(low) or _POLICY.search(low) or _RULE.match(low)):
        return []
    told = _TELLABLE.search(low)
    is_whole = is_near and low.isprintable() and _STATING.match(low) is not None
    spans = _spans(low[: told.start()] if told else low, is_listed=is_listed, is_told=told is not None or is_whole)
    if told:
        rest = _spans(low[told.end() :], is_listed=is_listed, is_told=False)
        spans += [(start + told.end(), end + told.end()) for start, end in rest]
    results = []
    for start, end in spans:
        words = sentence.text[start:end].strip(" ,;:.!–-")
        if len(words) < 5:
            continue
        results.append(({"topic": _topic(words), "text": words[:1].upper() + words[1:1500]}, words))
        sentence.take(start, end)
    if told and results:
        sentence.take(told.start(), told.end())
    return results


_STATING = re.compile(
    r"(?!(?:wenn|falls|bei|sobald|bitte|er|sie|es|ich|wir|und|aber|ach|so|ok|danke|das|soll\w*|kann|können|wer"
    r"|nur|immer|nie"
    r"|keine?|hallo|ja|nein|mehr|alles)\b)[^?]{8,160}$"
)


def _spans(low: str, *, is_listed: bool, is_told: bool) -> list[tuple[int, int]]:
    spans: list[list[int]] = []
    is_open = False
    for start, end in _clauses(low):
        clause = low[start:end].strip()
        if (
            is_open
            and (_LEANS.match(clause) or not _is_whole(clause))
            and not _WISHING.search(clause)
            and "\ue002" not in low[spans[-1][1] : start]
        ):
            spans[-1][1] = end
            continue
        is_open = _is_fact(clause, is_listed=is_listed, is_told=is_told)
        if is_open:
            spans.append([start, end])
    return [(start, end) for start, end in spans]


def _clauses(low: str) -> list[tuple[int, int]]:
    pieces, start = [], 0
    for mark in [*_MARK.finditer(low)]:
        if _is_enumeration(low, mark) or _leads(low[start : mark.start()], low[mark.end() :]):
            continue
        pieces.append((start, mark.start()))
        start = mark.end()
    pieces.append((start, len(low)))
    led = []
    for begin, end in pieces:
        lead = _LEAD.match(low[begin:end])
        begin += lead.end() if lead else 0
        if low[begin:end].strip(" .,"):
            led.append((begin, end))
    return led


def _leads(clause: str, rest: str) -> bool:
    """Whether a clause is the case of what comes next: "Wer spät absagt, zahlt …", "Ist er krank, muss man …"."""
    return _CASE.match(clause.lstrip()) is not None and _THEN.match(rest) is not None


_CASE = re.compile(r"(?:(?:und|aber|also|ach) )*(?:wer|wenn|ist|sind|hat|falls)\b")
_THEN = re.compile(
    r"(?:(?:dann|der|die) )?(?:zahlt|zahlen|bekommt|bekommen|kriegt|kostet|verliert|braucht|erhält|fällt|gibt es"
    r"|(?:muss|kann|darf) man|(?:muss|kann|darf) (?!er|sie|es|der|die|das|an|zu)\w+)\b"
)


def _is_enumeration(low: str, mark: re.Match[str]) -> bool:
    """ "Arbeits-, Familien- und Mietrecht": a comma behind a hyphen joins; so does one between figures."""
    return low[mark.start() - 1 : mark.start()] == "-" or (
        low[mark.start() - 1 : mark.start()].isdigit()
        and mark.group() == ","
        and low[mark.end() : mark.end() + 1].isdigit()
    )


_RULE = re.compile(
    r"(?!(?:ge(?:fragt|braucht|duzt|siezt|sprochen|wünscht|macht)|abgefragt|erfragt|erfasst|aufgenommen|notiert"
    r"|benötigt|weitergeleitet|verbunden|angerufen|durchgestellt|übergeben|begrüßt|gegrüßt|wiederholt)\b)"
    r"(?:ge|be|ver|er|ab|an|auf|aus|ein|zu|um|über)\w{3,}(?:t|en) (?:wird|werden) "
    r"|(?!(?:sagen|fragen|wissen|anrufen|machen|buchen|reservieren|bestellen|vereinbaren|verschieben|absagen)\b)"
    r"(?:\w+en (?:kann|darf|muss) man|man (?:kann|darf|muss|braucht|zahlt|bekommt|kriegt)) "
    r"(?!.*\b(?:wissen|fragen|sagen|sprechen|erreichen)\b)"
    r"|(?:(?:der|die|das|unser|unsere) )?[a-zäöüß-]{4,} (?:ist|sind|liegt|liegen|steht|stehen|befindet sich"
    r"|befinden sich) (?:\w+ )?(?:bei|am|im|in|an|auf|hinter|vor|neben|unter|gegenüber|direkt|gleich)\b"
    r"(?!.*\b(?:telefon|apparat|leitung|dran|urlaub|elternzeit|einsatz|betrieb|ordnung|wichtig\w*|recht|lage)\b)"
    r"|wer [^,]{4,80}, (?:der |dann )?(?:zahlt|bekommt|kriegt|verliert|erhält"
    r"|(?:muss|kann|darf) (?!er|sie|an|zu|mit))\b"
    r"|(?:alle|sämtliche|unsere) (?!kunden|gäste|anrufer|patienten|mieter|leute|eltern)[a-zäöüß-]+ "
    r"(?:ist|sind|hat|haben|werden|bekommen|kommen|laufen|dauern|gelten)\b"
    r"|wir (?!sind|haben|brauch|such|möchten|wollen|hätten|würden|wissen|kriegen|freuen|wünschen|können|müssen|sollen"
    r"|dürfen|werden)[a-zäöüß]+n .*\b(?:nur|nicht|nichts|keine?n?|ausschließlich|nie|grundsätzlich|immer)\b"
)
"""What the house does or allows: "geliefert wird nur werktags", "zahlen kann man nur bar", "Treffpunkt ist am See"."""
_NO_FACT = re.compile(
    r"^(?:das |so |alles )?(?:darf|kann|soll|dürfte) (?:er|sie|es|der \w+)\b|\b(?:was|und)\W*$"
    r"|\b\b\w+(?:en|ern|eln) (?:kann|können|könnten?|will|wollen|möchten?|soll\w*|darf|dürfen)[.!]?$"
)
"""The end of a clause that depends on another."""


def _is_whole(clause: str) -> bool:
    return bool(_VERB.search(clause) or _BARE.match(clause))


def _is_fact(clause: str, *, is_listed: bool, is_told: bool) -> bool:
    if (
        len(clause) < 8
        or MASK_QUOTE in clause
        or MASK_LINK in clause
        or _WISHING.search(clause)
        or _NO_FACT.search(clause)
        or clause.endswith(("?", ":"))
    ):
        return False
    if is_listed or is_told:
        return True
    if _OURS.match(clause) or _RULE.match(clause) or (_DATE.search(clause) and _VERB.search(clause)):
        return True
    if _CASE.match(clause) and re.search(r", (?:dann )?(?:muss|kann|darf|braucht|zahlt) ", clause):
        return clause.startswith("wer") or " man " in clause
    amount, policy = _AMOUNT.search(clause), _POLICY.search(clause)
    if _WE.match(clause):
        return bool(amount or policy)
    has_verb = _VERB.search(clause) is not None
    if re.match(r"(?:wir|ich|er|sie|wenn|falls|weil|bei|sobald|wer)\b", clause) and not re.match(
        r"(?:wer|wenn|bei|sie) .{4,80}\b(?:zahl|bekomm|kostet|muss|kann|bring|verlier|krieg|erhält)", clause
    ):
        return False
    if amount:
        return has_verb or _BARE.match(clause) is not None or _PRICED.match(clause) is not None or policy is not None
    return bool(policy) and has_verb and len(clause.split()) > 2


def _topic(words: str) -> str:
    """What a fact is about: its first noun, or its first words."""
    nouns = re.findall(r"\b[A-ZÄÖÜ][\wäöüß-]{3,}", words)
    return (nouns[0] if nouns else " ".join(words.split()[:3]))[:120]
