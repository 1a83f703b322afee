"""German compounds of data: how they end ("-nummer") and how they begin ("Zähler-"), in English. Data only."""

from parley.builder.guided.tables import inverted

HEADS = tuple(
    inverted("""
        number: nummer, nr
        date: datum, termin
        time: uhrzeit, zeit
        name: name
        address: adresse
        type: typ, art
        location: ort
        code: code
        count: anzahl, zahl
        size: größe
        area: fläche
        reason: grund
        model: modell
        reading: stand
        amount: betrag
        id: id
        year: jahr
        duration: dauer
        preference: wunsch
        class: klasse
        description: beschreibung
        weight: gewicht
    """).items()
)
"""How compounds end, to the end of the English name."""
PARTS = inverted("""
    customer: kunde, kunden
    order: bestell, bestellung, auftrag
    invoice: rechnung
    contract: vertrag
    insurance: versicherung
    membership: mitglied, mitglieder
    employee: personal, mitarbeiter
    booking: buchung, reservierung
    reservation: reservierungs
    ticket: ticket
    course: kurs
    meter: zähler
    tracking: sendung, paket, tracking
    room: zimmer, raum
    table: tisch
    claim: schaden
    policy: policen
    account: konto
    card: karten
    case: fall, akten
    device: geräte
    serial: serien
    vehicle: fahrzeug, auto, wagen
    tax: steuer
    license: führerschein, lizenz
    start: start, beginn, anfang
    end: end, ende
    delivery: liefer, lieferung
    pickup: abhol
    arrival: anreise, ankunft
    departure: abreise, abfahrt, abflug
    incident: unfall, schadenfall
    purchase: kauf
    moving: umzug
    company: firmen, firma
    pet: tier, haustier
    child: kind, kindes
    student: schüler, studenten, matrikel
    project: projekt
    property: objekt, immobilien
    construction: bau
    birth: geburt
    flight: flug
    seat: sitz
    menu: menü
    shoe: schuh
    patient: patienten
    parking: parkplatz
    roof: dach
    supplier: lieferanten
    application: antrag, bewerbung
    donation: spenden
    event: veranstaltung
    visit: besuch
    appointment: termin
    payment: zahlung
    house: haus
    apartment: wohnung
    item: artikel
    product: produkt
    model: modell
    return: rückgabe, retouren, rücksendung
    identification: identifikation
    subscription: abo
    line: anschluss
    load: ladung
    cargo: fracht
    reference: referenz
    process: vorgang
""")
"""How compounds begin, without the joining s."""
