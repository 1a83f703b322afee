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
        brand: marke
        color: farbe
        period: zeitraum
        place: platz
        level: stufe, niveau
        status: status
        card: karte
        price: preis
        certificate: bescheinigung
    """).items()
)
"""How compounds end, to the end of the English name."""
PARTS = inverted("""
    customer: kunde, kunden
    key: schlüssel
    part: ersatzteil
    file: akte, dossier
    locker: schließfach, spind
    batch: charge, chargen
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
    pet: haustier
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
    client: mandant, klient
    member: vereins
    heating: heizung, heiz
    bike: fahrrad, velo, rad
    bin: tonne, müll, abfall
    certificate: bescheinigung, zertifikat
    animal: tierart, tier
    dog: hund, hunde
    job: arbeits, einsatz
    rental: miet, verleih
    burial: bestattung
    wine: wein
    bottle: flasche, flaschen
    cake: torte, kuchen
    dress: kleid
    ring: ring
    wood: holz
    tire: reifen
    engine: motor
    boat: boot
    lesson: stunde, unterricht, lektion
    school: schul
    exam: prüfung
    travel: reise
    return: rück
    purchase: einkauf
    complaint: beschwerde, reklamation
    damage: schadens
    module: modul
    skin: haut
    hair: haar
    service: service, leistung
    food: speise, essen
    window: fenster
    door: tür
    floor: boden
    waste: müllart
    plot: grundstück
    grave: grab
    party: feier, fest
    wedding: hochzeit
    tour: tour, führung
    ski: ski
    cleaning: reinigung
    maintenance: wartung
    inspection: inspektion
""")
"""How compounds begin, without the joining s."""

PERSONS = inverted("""
    child: kind, kindes, kinds, sohn, sohnes, tochter
    deceased: verstorbenen, verstorbene, toten
    pet: tier, tieres, tiers, hund, hundes, hunds, katze, pferd, pferdes
    patient: patient, patienten, patientin
    student: schüler, schülers, schülerin, studenten
    company: firma, unternehmen, unternehmens, betrieb, betriebs
    course: kurs, kurses
    event: veranstaltung
    medication: medikament, medikaments
    teacher: lehrer, lehrers, lehrerin, lehrperson
    product: produkt, produkts, artikel, artikels
    part: teil, teils, teiles, ersatzteils
    device: gerät, geräts, gerätes
""")
"""Whose name is asked for: "Name des Verstorbenen"."""
COUNTED = inverted("""
    hours: stunden, std
    bottles: flaschen
    packs: packungen, pakete, päckchen
    modules: module, solarmodule
    children: kinder, kindern
    days: tage, tagen
    nights: nächte, nächten
    rooms: zimmer, räume
    copies: exemplare, kopien
    pieces: stücke, stück, teile
    tickets: karten, tickets, eintrittskarten
    windows: fenster
    bags: säcke, taschen, koffer
    boxes: kisten, kartons, boxen
    portions: portionen
    floors: stockwerke, etagen
    animals: tiere, hunde, katzen
    licenses: lizenzen
    devices: geräte
    vehicles: fahrzeuge, autos
    seats: plätze, sitzplätze
    participants: teilnehmer, teilnehmern, teilnehmende
    lessons: lektionen, unterrichtsstunden
    meters: meter, quadratmeter
""")
"""What is counted: "wie viele Flaschen", "Anzahl der Module"."""
