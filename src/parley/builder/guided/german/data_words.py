"""German words for data to their usual English names. Data only."""

import re

from parley.builder.guided.tables import inverted

NAMES = inverted("""
    name: name, namen, vor- und nachname, vor- und zuname, vor- und nachnamen, vollständiger name, voller name, nachname
    name: vorname und nachname, kundenname, patientenname, anrufername, ansprechpartner, ansprechpartnerin, zuname
    name: namen des anrufers, familienname, wie er heißt, wie der heißt, wie sie heißen, wie man heißt, wie die heißen
    first_name: vorname
    phone_number: telefonnummer, telefon, handynummer, handy, mobilnummer, rufnummer, rückrufnummer, nummer, tel
    phone_number: natelnummer
    phone_number: telefonnummer für rückfragen, telefonnummer für den rückruf, festnetznummer, kontaktnummer
    phone_number: mobiltelefon
    phone_number: tel., tel.-nr., telefonnr., telefon-nr., nummer für den rückruf, nummer für rückfragen, natel, telnr
    email: e-mail, email, mail, e-mail-adresse, mailadresse, emailadresse, mail-adresse, e-mailadresse, email-adresse
    contact_details: kontaktdaten, kontakt, kontaktinformationen
    date_of_birth: geburtsdatum, geburtstag, geb.-datum, geburtsdaten
    address: adresse, anschrift, wohnadresse, straße und hausnummer, adresse des objekts, lieferadresse, einsatzadresse
    address: strasse und hausnummer, wo er wohnt, wo sie wohnen, objektadresse, einsatzort, wohnanschrift
    new_address: neue adresse, neue anschrift
    postal_code: postleitzahl, plz, plz und ort, postleitzahl und ort
    city: ort, stadt, wohnort
    street: straße, strasse
    location: standort, wo, wo er steht, wo es ist
    date: datum, tag, termin, alter termin, altes datum, bisheriger termin, terminwunsch, datum des termins, wann
    date: terminzeitpunkt, bisheriges datum, ursprünglicher termin
    preferred_date: wunschtermin, wunschdatum, wunschtag, gewünschter termin, gewünschtes datum, neuer termin
    preferred_date: neuer wunschtermin
    preferred_date: terminvorschlag, neues datum, terminwünsche, wunschtermine
    preferred_time: wunschzeit, wunschuhrzeit, gewünschte uhrzeit, wann es passt, beste zeit, zeitfenster
    preferred_time: erreichbarkeit
    time: uhrzeit, zeit, zeitpunkt
    callback_time: rückrufzeit, wann wir zurückrufen sollen, wunschzeit für den rückruf, zeit für den rückruf
    party_size: personenzahl, anzahl der personen, anzahl personen, personenanzahl, wie viele personen
    party_size: wieviele personen
    party_size: gästezahl, zahl der personen, anzahl der gäste, anzahl gäste, wie viele leute, wie viele, personen
    party_size: teilnehmerzahl
    number_of_participants: anzahl der teilnehmer, anzahl teilnehmer
    number_of_guests: zahl der gäste
    check_in_date: anreise, anreisedatum, anreisetag, ankunft, check-in
    check_out_date: abreise, abreisedatum, abreisetag, check-out
    arrival_time: ankunftszeit, anreisezeit
    room_type: zimmerart, zimmertyp, zimmerkategorie
    travel_period: reisezeitraum, reisedatum, reisedaten
    travel_destination: reiseziel
    destination: ziel, zielort, zieladresse, wohin
    pickup_address: abholadresse, abholort, startadresse
    period: zeitraum
    duration: dauer, wie lange
    insurance: krankenkasse, versicherung, krankenversicherung, kasse, versicherer, kassen- oder privatpatient
    insurance_number: versichertennummer, versicherungsnummer, versicherten-nr., krankenversichertennummer
    prescription: verordnung, rezept, überweisung
    medication: medikament, medikamentenname, name des medikaments, medikamente, arzneimittel
    reason: grund, anliegen, anlass, thema, betreff, grund des anrufs, grund des besuchs, worum es geht
    reason: behandlungsgrund
    reason: um was es geht, terminart, art des anliegens, warum, beschwerdegrund, retourengrund, rücksendegrund
    reason: absagegrund
    symptoms: symptome, beschwerden, beschwerdebild
    problem: problem, störung, fehler, defekt, schaden, was kaputt ist, was defekt ist, problembeschreibung
    problem: fehlerbeschreibung
    damage_description: schadensbeschreibung, schadenbeschreibung, beschreibung des schadens
    problem: art des schadens, art des problems, störungsbild
    problem: beschreibung des problems
    problem: mangel, was nicht geht, was nicht funktioniert, art der störung, fehlerbild
    problem: was fehlt
    problem: beschreibung der störung, beschreibung des fehlers, art des defekts, was los ist
    description: beschreibung, schilderung, kurze schilderung, kurze beschreibung, sachverhalt, kurzbeschreibung
    description: fallbeschreibung
    what_happened: was passiert ist, was geschehen ist, hergang, unfallhergang, schadenhergang, schadenshergang
    what_happened: tathergang
    incident_date: schadendatum, schadensdatum, schadentag, schadenstag, unfalldatum, wann es passiert ist, unfalltag
    since_when: seit wann, beginn der störung, beginn
    license_plate: kennzeichen, autokennzeichen, kfz-kennzeichen, nummernschild, kontrollschild, autonummer
    vehicle_model: fahrzeugmodell, automodell, fahrzeug, auto, fahrzeugtyp, modell des autos, wagen, marke und modell
    mileage: kilometerstand, km-stand, laufleistung
    vin: fahrgestellnummer
    model: modell, typ
    brand: marke, hersteller
    device: gerät, gerätetyp, endgerät, rechner, computer, gerätename, geräteart
    employee_number: personalnummer, mitarbeiternummer, personal-nr., mitarbeiter-id, personalnr.
    username: benutzername, nutzername, benutzerkennung, login, anmeldename, kennung, kürzel, benutzerkürzel
    department: abteilung
    order_number: bestellnummer, auftragsnummer, bestell-nr., bestellnr., ordernummer, bestellung, bestell-id
    tracking_number: sendungsnummer, paketnummer, trackingnummer, sendungsverfolgungsnummer
    customer_number: kundennummer, kunden-nr., kundennr., kunden-id
    invoice_number: rechnungsnummer, rechnungs-nr.
    contract_number: vertragsnummer, vertrags-nr., vertragskonto, vertragskontonummer
    policy_number: policennummer, polizzennummer, versicherungsscheinnummer, policen-nr., police, policenummer
    claim_number: schadennummer, schadensnummer
    ticket_number: ticketnummer, ticket-nr., störungsnummer, vorgangsnummer, meldungsnummer
    case_number: aktenzeichen, fallnummer, geschäftszeichen
    booking_number: buchungsnummer, reservierungsnummer, buchungscode, buchungs-nr., buchungsreferenz
    membership_number: mitgliedsnummer, mitglieds-nr., mitgliedernummer, mitgliedsnr.
    course_number: kursnummer, kurs-nr.
    course: kurs, kursname, kurswunsch, kurstitel, gewünschter kurs
    room_number: zimmernummer, zimmer, raumnummer
    apartment_number: wohnungsnummer, wohnung, wohneinheit
    account_number: kontonummer, konto
    iban: iban, bankverbindung, kontoverbindung
    card_number: kartennummer
    card_type: kartenart
    meter_number: zählernummer
    meter_reading: zählerstand, ablesewert
    serial_number: seriennummer
    amount: betrag, summe, höhe, spendenbetrag, schadenhöhe, schadenshöhe
    budget: budget, preisvorstellung, preisrahmen
    company: firma, firmenname, unternehmen, betrieb, unternehmensname
    position: position, funktion
    items: speisen, gerichte, gewünschte speisen, pizzen, artikelliste, bestellte speisen, was bestellt wird
    product: produkt, artikel, ware, produktname, artikelname
    item_number: artikelnummer
    quantity: menge, anzahl, stückzahl
    size: größe, konfektionsgröße
    color: farbe
    roof_area: dachfläche, dachgröße
    living_area: wohnfläche
    annual_consumption: jahresverbrauch, stromverbrauch, jahresstromverbrauch
    owner: eigentümer, eigentümer ja, eigentümer ja/nein, eigentümerstatus, hauseigentümer
    area_of_law: rechtsgebiet
    opposing_party: gegenseite, gegner, gegenpartei, gegnerische partei
    deadline: frist, fristen
    rating: note, bewertung, schulnote, punktzahl, sterne, zufriedenheit, zufriedenheitsnote, gesamtnote
    suggestion: verbesserungsvorschlag, vorschlag, verbesserungsvorschläge, verbesserungswunsch, anregung
    feedback: feedback, rückmeldung, kommentar
    message: nachricht, mitteilung
    notes: bemerkung, bemerkungen, anmerkung, anmerkungen, notiz, besonderheiten
    special_requests: sonderwünsche, besondere wünsche, wünsche
    allergies: allergien, allergie, unverträglichkeiten
    age: alter, wie alt
    gender: geschlecht
    language: sprache, wunschsprache
    pet_name: tiername, name des tieres, name vom tier, name des hundes, name der katze
    species: tierart
    breed: rasse
    child_name: name des kindes, kindername
    class: klasse, schulklasse
    student_name: schülername, name des schülers, name der schülerin
    number_of_tickets: anzahl der karten, anzahl der tickets, anzahl karten, anzahl tickets, kartenanzahl
    number_of_tickets: wie viele karten
    event: veranstaltung, vorstellung
    seat: sitzplatz, platz, platzwunsch, platzkategorie
    photo: foto, fotos, bild
    service: leistung, dienstleistung, behandlung, gewünschte behandlung, gewünschte leistung
    treatment: behandlungswunsch, behandlungsart
    stylist: friseur, friseurin, stylist, wunschfriseur, wunschfriseurin
    doctor: arzt, ärztin, behandler, wunscharzt
    employee: mitarbeiter, mitarbeiterin
    urgency: dringlichkeit, wie dringend
    priority: priorität
    reference_number: referenznummer, referenz
    tariff: tarif, wunschtarif
    consent: einwilligung, einverständnis
    profession: beruf
    interest: interesse, interessen
    level: niveau, sprachniveau, vorkenntnisse
    id_number: ausweisnummer, personalausweisnummer
    student_number: matrikelnummer
    tax_number: steuernummer
    security_question: sicherheitsfrage
    floor: stockwerk, etage, stock
    teacher: lehrer, lehrerin, lehrperson, lehrkraft, trainer, trainerin, dozent, dozentin, kursleiter, kursleiterin
    instrument: instrument, musikinstrument
    animal: tier, haustier, hund, katze, pferd
    branch: filiale, niederlassung, zweigstelle, geschäftsstelle
    industry: branche, gewerbe
    legal_form: rechtsform, gesellschaftsform
    body_height: körpergröße, körpergrösse
    weight: gewicht, körpergewicht
    height: raumhöhe
    width: breite
    length: länge
    roof_pitch: dachneigung
    grind_size: mahlgrad
    variety: sorte, obstsorte
    punctuality: pünktlichkeit
    item: gegenstand, was es ist, stück, gegenstände
    found_location: fundort
    place_of_death: sterbeort
    place_of_birth: geburtsort
    rental_start: mietbeginn
    rental_end: mietende
    start_date: ab wann, von wann, startdatum, anfangsdatum, beginn der miete, erster tag
    end_date: bis wann, enddatum, letzter tag
    seating_area: sitzbereich, drinnen oder draußen, innen oder außen, raucher oder nichtraucher
    pickup_date: abholtag, abholtermin, abholdatum
    delivery_date: liefertermin, lieferdatum, liefertag
    delivery_address: lieferadresse
    billing_address: rechnungsadresse
    name: kontaktperson, auftraggeber, name des anrufers, name des kunden, name der kundin, name des mieters
    guest_count: gäste
    occasion: anlass der feier, feieranlass
    diet: ernährungsweise, diät
    tire_size: reifengröße, reifendimension
    skill_level: können, fahrkönnen, erfahrung, leistungsstand
    street_number: hausnummer
    nationality: nationalität, staatsangehörigkeit
    marital_status: familienstand
    income: einkommen, gehalt
    material: material, holzart, werkstoff
    cause: ursache, todesursache
    fabric: stoff
    dimensions: maße, masse, abmessungen, maß
    storage_location: lagerort, ablageort
    mailbox: postfach
    recipient: empfänger, empfängerin
    sender: absender, absenderin
    number_of_rooms: zimmerzahl, zimmeranzahl
""")
"""Words without article, in lower case, to the datum."""

QUESTIONS = tuple(
    (re.compile(shape), name)
    for shape, name in (
        (r"(?:wie|unter welchem namen) .{0,24}hei(?:ß|ss)", "name"),
        (r"was .{0,24}(?:passiert|geschehen|vorgefallen)", "what_happened"),
        (
            r"was .{0,30}(?:kaputt|defekt|nicht (?:geht|funktioniert|tut|läuft)|klemmt|los ist|fehlt|streikt"
            r"|beschädigt)",
            "problem",
        ),
        (r"was (?:das auto|der wagen|das fahrzeug|das gerät|die maschine|es|er) .{0,12}hat\b", "problem"),
        (r"wo .{0,20}(?:weh|schmerz)", "symptoms"),
        (r"(?:worum|um was) .{0,20}geht", "reason"),
        (r"was .{0,24}(?:will|wollen|möchte|brauch|gebraucht|gewünscht)", "request"),
        (r"seit wann|ab wann .{0,20}(?:störung|problem)", "since_when"),
        (r"(?:ab|von) wann", "start_date"),
        (r"bis wann", "end_date"),
        (r"wann .{0,30}(?:passiert|geschehen|ereignet)", "incident_date"),
        (r"wann .{0,40}(?:anreis|ankomm)", "check_in_date"),
        (r"wann .{0,40}(?:abreis)", "check_out_date"),
        (r"wann .{0,40}(?:erreich|zurückruf)", "callback_time"),
        (r"wann\b|(?:zu )?welche[nrms]? (?:tag|datum|termin|uhrzeit)", "preferred_date"),
        (r"wie ?viele (?:personen|leute|gäste|erwachsene)", "party_size"),
        (r"wie ?viele (?:karten|tickets|plätze)", "number_of_tickets"),
        (r"wie ?viele nächte", "number_of_nights"),
        (r"wie ?viele? (?:euro|geld|franken|rappen|cent)", "amount"),
        (r"wie ?viele? ", "quantity"),
        (r"wie (?:pünktlich)|ob .{0,40}pünktlich", "punctuality"),
        (r"wie zufrieden|ob .{0,40}zufrieden", "satisfaction"),
        (r"(?:wie wahrscheinlich|ob) .{0,60}(?:weiter)?empf[ei]hl", "recommendation"),
        (r"wie lange", "duration"),
        (r"wie (?:gut|weit|sicher|fortgeschritten)", "skill_level"),
        (r"ob .{0,60}(?:drinnen|draußen|drin\b|innen|außen|terrasse|garten|balkon)", "seating_area"),
        (r"wie alt", "age"),
        (r"wie (?:dringend|eilig)|ob .{0,30}(?:dringend|eilt|eilig)", "urgency"),
        (r"wie (?:groß|gross)", "size"),
        (r"wo(?:hin)\b.{0,30}", "destination"),
        (r"wo\b.{0,40}", "location"),
        (r"ob .{0,40}(?:verordnung|rezept|überweisung)", "prescription"),
        (r"ob .{0,40}(?:versichert|krankenkasse)", "insurance"),
        (r"ob .{0,40}(?:eigentümer|ihm gehört|ihnen gehört|eigentum)", "owner"),
        (r"ob .{0,40}(?:neupatient|neukund|schon (?:patient|kund|mal))", "is_new_customer"),
        (r"ob .{0,40}(?:allergi|unverträglich)", "allergies"),
        (r"(?:eine )?(?:schul)?note (?:von|zwischen)", "rating"),
        (r"welche[nrsm]? kurs", "course"),
        (r"welche[nrsm]? wohnung", "apartment_number"),
        (r"welche[nrsm]? (?:marke|hersteller)", "brand"),
        (r"welche[nrsm]? modell", "model"),
        (r"welche[nrsm]? gerät", "device"),
        (r"welche[nrsm]? (?:produkt|artikel)", "product"),
        (r"welche[nrsm]? (?:behandlung|leistung)", "service"),
        (r"welche[nrsm]? größe", "size"),
    )
)
"""Shapes of indirect questions, without leading fillers, to the datum they ask for."""
