"""Changes of mind in German: whatever stands where in the sentence, what the brief holds and it names is changed."""

import json
from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot, SlotStatus
from parley.builder.apply import apply
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Question, Stage

HELD: dict[str, Any] = {
    "name": "Gärtnerei Ahorn",
    "channel": "voice",
    "goals": [
        {"name": "Pflegetermine buchen", "collect": ["name", "address", "email"]},
        {"name": "Kataloge bestellen", "collect": ["name", "phone_number"]},
    ],
    "facts": [
        {"topic": "Beratung", "text": "Eine Beratung kostet 40 Euro"},
        {"topic": "Anfahrt", "text": "Die Anfahrt kostet 15 Euro"},
        {"topic": "Adresse", "text": "Wir sitzen in der Birkenstraße 8"},
    ],
    "hours": "Dienstag bis Freitag von 8 bis 17 Uhr und Samstag von 9 bis 14 Uhr",
    "tone": ["casual", "friendly"],
    "languages": ["de", "fr"],
    "handover": [
        {"when": "Sturmschaden", "to": "Frau Lindner, 030 555 0142"},
        {"when": "Rechnungsfragen", "to": "Herr Kessel"},
    ],
    "greeting": "Servus, Gärtnerei Ahorn, wie kann ich helfen?",
    "closing": "Tschüss und einen grünen Daumen",
    "scope_dont": ["Preise verhandeln", "Liefertermine zusagen"],
    "compliance": ["das Gespräch wird aufgezeichnet"],
}


def changed(message: str) -> dict[str, Any]:
    """The slots that differ after a message in mid-conversation, with their values."""
    brief = Brief()
    for slot, value in HELD.items():
        brief = brief.holding(slot, Slot[Any](value=value, status=SlotStatus.STATED))
    state = BuildState(
        stage=Stage.COLLECTING_BASICS,
        turn=4,
        brief=brief,
        language="de",
        question=Question(path="/brief/success", text="?"),
    )
    after = apply(state, understand(message, state).operations).brief
    before, held = (each.model_dump(mode="json") for each in (brief, after))
    return {slot: held[slot] and held[slot]["value"] for slot in held if held[slot] != before[slot]}


@pytest.mark.parametrize(
    ("message", "slot", "right", "wrong"),
    [
        ("40 Euro für die Beratung, das war mal. 45 muss da stehen.", "facts", "Beratung kostet 45", "40"),
        ("Mach aus den 15 Euro bitte 18.", "facts", "Anfahrt kostet 18 Euro", "15"),
        ("Bei den 40 Euro für die Beratung habe ich mich vertan. Es sind 45.", "facts", "Beratung kostet 45", "40"),
        ("Beratungen sind teurer geworden, 48 Euro nehmen wir dafür.", "facts", "Beratung kostet 48", "40"),
        ("Frau Lindner geht in Rente. Sturmschäden bitte an Herrn Voss.", "handover", "Herrn Voss", "Lindner"),
        ("Frau Lindner schreibt sich Lindener.", "handover", "Frau Lindener, 030", "Lindner"),
        ("Bei der Nummer muss es am Ende 88 heißen.", "handover", "0188", "0142"),
        ("Die E-Mail-Adresse hat eh keiner parat, die muss er nicht fragen.", "goals", "address", "email"),
        ("Ohne Telefonnummer geht es auch.", "goals", "email", "phone_number"),
        ("Er soll sich lieber mit „Grüß Gott, Gärtnerei Ahorn“ melden.", "greeting", "Grüß Gott", "Servus"),
        ("Die Beratung ist ab Mai gratis.", "facts", "gratis", "40"),
        ("Der Umzug ist durch, ihr findet uns inzwischen am Eichenweg 3.", "facts", "Eichenweg 3", "Birken"),
        ("Es heißt Birkenallee, nicht Birkenstraße.", "facts", "Birkenallee 8", "Birkenstraße"),
        ("Samstags ist schon um 13 Uhr Schluss.", "hours", "Samstag von 9 bis 13", "14"),
        ("Samstags haben wir ab jetzt zu.", "hours", "8 bis 17", "Samstag"),
        ("Der Samstag ist auf den Montag gewandert, die Uhrzeit bleibt.", "hours", "Montag von 9 bis 14", "Samstag"),
        ("Bei den Öffnungszeiten mach aus der 17 eine 18.", "hours", "8 bis 18", "17"),
        ("Frau Lindner ist in Elternzeit, das macht jetzt Frau Roth.", "handover", "Frau Roth", "Lindner"),
        ("Frau Lindner erreicht man jetzt unter 030 555 0199.", "handover", "Lindner, 030 555 0199", "0142"),
        ("Rechnungsfragen übernimmt künftig unsere Buchhaltung.", "handover", "Buchhaltung", "Kessel"),
        ("Heißen soll er doch lieber Florian.", "name", "Florian", "Ahorn"),
        ("Wir haben uns umbenannt und heißen jetzt Gartenwerk Ahorn.", "name", "Gartenwerk Ahorn", "Gärtnerei"),
        ("Kataloge gibt es nur noch online, das Anliegen brauchen wir hier nicht.", "goals", "Pflege", "Katalog"),
        ("Statt „Kataloge bestellen“ also „Saatgut bestellen“.", "goals", "Saatgut bestellen", "Kataloge"),
        ("Auf die Adresse können wir verzichten.", "goals", "email", "address"),
        ("Tauschen Sie bitte die Adresse gegen das Geburtsdatum aus.", "goals", "date_of_birth", "address"),
        ("E-Mail raus, Telefonnummer rein.", "goals", "address", "email"),
        ("Gleich nach der Adresse zu fragen, wirkt neugierig. Das soll er nicht wissen wollen.", "goals", "", "addr"),
        ("Locker war wohl zu viel, lieber förmlich.", "tone", "formal", "casual"),
        ("Französisch war ein Versehen, Polnisch muss es sein.", "languages", "pl", "fr"),
        ("Also doch nur Deutsch.", "languages", "de", "fr"),
        ("Preise darf er inzwischen doch verhandeln.", "scope_dont", "Liefer", "Preise"),
        ("Das Verbot mit den Lieferterminen nehme ich zurück.", "scope_dont", "Preise", "Liefer"),
        ("Ersetzen Sie in der Begrüßung „Servus“ durch „Hallo“.", "greeting", "Hallo, Gärtnerei", "Servus"),
        ("Aufgezeichnet wird nun doch nichts.", "compliance", "", "aufgezeichnet"),
        ("Telefon war ein Missverständnis, es soll ein Chat auf der Webseite werden.", "channel", "chat", "voice"),
    ],
)
def test_change_reaches_what_it_names_and_nothing_else(message: str, slot: str, right: str, wrong: str) -> None:
    after = changed(message)
    said = json.dumps(after.pop(slot), ensure_ascii=False)
    assert (right in said, wrong in said, set(after) <= {"success"}) == (True, False, True), (said, after)


@pytest.mark.parametrize(
    "message",
    [
        "Herr Kessel und Frau Lindner gehören andersrum.",
        "Ich habe Frau Lindner und Herrn Kessel verwechselt.",
        "Tauschen Sie bitte Lindner und Kessel.",
    ],
)
def test_two_receivers_change_places(message: str) -> None:
    rules = changed(message)["handover"]
    assert [rule["to"] for rule in rules] == ["Herr Kessel", "Frau Lindner, 030 555 0142"]


@pytest.mark.parametrize(
    "message",
    [
        "Jede Adresse wiederholt er einmal, damit wir nicht falsch fahren.",
        "Auf Deutsch meldet er sich zuerst.",
        "Die Leute mögen es nicht, wenn man sie warten lässt.",
        "Anfahrt gibt es nur im Stadtgebiet.",
    ],
)
def test_what_is_only_mentioned_stays(message: str) -> None:
    after = changed(message)
    kept = {slot: HELD[slot] for slot in after if slot in {"goals", "languages", "tone", "hours", "name"}}
    assert not kept, after
    assert [fact["text"] for fact in after.get("facts", HELD["facts"])][:3] == [f["text"] for f in HELD["facts"]]
