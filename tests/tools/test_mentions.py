"""Which integrations a text calls for: all that it names, none that it does not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.tools import service
from parley.tools.mentions import PhraseIndex
from parley.tools.schemas import CatalogueEntry

ENTRIES = list(service.catalogue().values())

EXPECTED: list[tuple[str, set[str]]] = [
    # Naming what is wanted, in many trades
    ("It checks our Google Calendar and texts a reminder the day before.", {"google_calendar", "twilio_sms"}),
    ("Appointments are kept in an online calendar.", {"google_calendar"}),
    ("Book into our calendar, which is Outlook.", {"outlook_calendar"}),
    ("We're on Microsoft 365 and HubSpot.", {"outlook_calendar", "hubspot"}),
    ("Offer a slot via Cal.com or Calendly.", {"calcom", "calendly"}),
    ("The gym wants trial sessions: book a free trial class and sign people up.", {"class_booking"}),
    ("Members call because they want to book a spinning class.", {"class_booking"}),
    ("Our studio uses Mindbody.", {"class_booking"}),
    ("Guests should be able to book a double room; we use Mews.", {"hotel_booking"}),
    ("Book a table for up to eight people and send an SMS.", {"reservation_system", "twilio_sms"}),
    ("We take reservations through OpenTable.", {"reservation_system"}),
    ("Bella Napoli needs table reservations handled in SevenRooms.", {"reservation_system"}),
    ("Customers ask where their order is, so look it up in Shopify.", {"shopify"}),
    ("Look up the customer's latest order by order number and email address.", {"order_lookup"}),
    ("Tell callers the status of their order and start a return if they want one.", {"order_lookup", "return_request"}),
    ("WooCommerce holds the orders, Stripe the payments.", {"woocommerce", "stripe"}),
    ("Text customers a payment link for the deposit.", {"stripe", "twilio_sms"}),
    ("It may take a 20 euro deposit.", {"stripe"}),
    ("Send leads that qualify to Salesforce and post a note in Slack.", {"salesforce", "slack"}),
    ("Log every lead in our CRM (we have Pipedrive).", {"pipedrive"}),
    ("Save the lead to our CRM and book a demo with Calendly.", {"crm", "calendly"}),
    ("Reset passwords, unlock accounts and open a ticket in ServiceNow.", {"password_reset", "servicenow"}),
    ("For anything else it should raise a support ticket.", {"ticket_system"}),
    ("It opens Jira tickets for hardware faults.", {"jira_service_management"}),
    ("Answer from our FAQ, otherwise create a Zendesk ticket.", {"knowledge_base", "zendesk"}),
    ("HVAC company: triage the fault and dispatch a technician the same day.", {"job_dispatch"}),
    ("We schedule visits in ServiceTitan.", {"job_dispatch"}),
    ("Take first notice of loss and give the status of their claim.", {"claims_system"}),
    ("Policyholders report a water damage claim at night.", {"claims_system"}),
    ("Carriers and shippers call to track a shipment by reference number.", {"shipment_tracking"}),
    ("Parcel tracking through AfterShip, please.", {"aftership"}),
    (
        "Verify the caller's identity before reading an invoice from our billing system.",
        {"twilio_verify", "billing_lookup"},
    ),
    ("If nobody is free, take a message and email the partner.", {"callback_request"}),
    ("Take a message and email it to the attorney.", {"callback_request", "email"}),
    ("Send parents a confirmation e-mail after each enrolment call.", {"email"}),
    ("Survey answers go into a Google Sheet.", {"google_sheets"}),
    ("Write results to Airtable and our webhook.", {"airtable", "own_system"}),
    ("Transfer emergencies to the on-call vet at +49 30 123456.", {"transfer_to_number"}),
    ("Put angry callers through to the manager.", {"transfer_to_number"}),
    ("If it gets stuck it hands the caller over to the front desk.", {"transfer_to_number"}),
    ("Leave a voicemail if nobody picks up and then hang up.", {"voicemail_detection", "end_call"}),
    ("Switch languages when the caller speaks Spanish.", {"language_detection"}),
    ("we use slack and notion for everything", {"slack"}),
    ("Notes go into Notion, alerts to #ops on Slack.", {"notion", "slack"}),
    ("They must check stock before promising anything.", {"product_lookup"}),
    ("Unsere Praxissoftware und WhatsApp.", {"appointment_system", "whatsapp"}),
    ("Termine im Google Kalender, Bestätigung per SMS.", {"google_calendar", "twilio_sms"}),
    (
        "Der Bot soll den Bestellstatus nennen und an einen Mitarbeiter weiterleiten.",
        {"order_lookup", "transfer_to_number"},
    ),
    ("Notfälle bitte durchstellen, sonst Rückruf notieren.", {"transfer_to_number", "callback_request"}),
    ("Reservar una mesa y mandar un mensaje de WhatsApp.", {"whatsapp"}),
    ("Consulta el estado del pedido y manda un enlace de pago.", {"order_lookup", "stripe"}),
    ("Número de pedido y número de teléfono; el estado del envío también.", {"shipment_tracking"}),
    ("Family law firm: screen new clients and save intake details to Clio.", {"crm"}),
    (
        "Guests check availability and prices and book rooms in Cloudbeds; send confirmations by email.",
        {"hotel_booking", "email"},
    ),
    ("Qualify urgency, book a visit in Jobber and text the customer an ETA.", {"job_dispatch", "twilio_sms"}),
    (
        "Parents report absences or leave a message for teachers; absences go to a spreadsheet.",
        {"callback_request", "google_sheets"},
    ),
    ("Identity verification by OTP, then card blocks through our own API.", {"twilio_verify", "own_system"}),
    ("Buyers get viewings in Google Calendar, leads are pushed to GoHighLevel.", {"google_calendar", "crm"}),
    ("Urgent cases are forwarded to the emergency vet.", {"transfer_to_number"}),
    ("A pizzeria takes orders for our POS; payment by card link.", {"own_system", "stripe"}),
    ("Refill requests and opening hours; escalate to the pharmacist.", {"transfer_to_number"}),
    ("Answer from our Notion handbook and email a summary to the parent.", {"notion", "email"}),
    ("Store the three answers in Airtable.", {"airtable"}),
    ("Alert the team in Microsoft Teams.", {"team_message"}),
    ("Post it in our Slack channel so that it alerts the team.", {"slack"}),
    # Nothing is called for
    ("We look forward to hearing from you.", set()),
    ("Write to clinic@gmail.com or see https://www.stripe.com/docs for it.", set()),
    ("We have seven rooms and an open table in the hall.", set()),
    ("Our sales force wants fewer calls; we service now and then.", set()),
    ("Three PMs share the line and track hours in order to bill them.", set()),
    ("He is our fitness guru.", set()),
    ("The customer's name and the caller's mood matter.", set()),
    ("Our receptionist should be friendly, brief and professional.", set()),
    ("We are a dental clinic in Madrid with three dentists.", set()),
    ("Collect name, phone number and email.", set()),
    ("Callers can order pizza for pick-up.", set()),
    ("Cut callers some time and do not rush them.", set()),
    ("I have no notion of what it should sound like.", set()),
    ("The outlook for our business is good.", set()),
    ("They press the intercom at the gate.", set()),
    ("Greet people with 'Hello, this is Mia'.", set()),
    ("Opening hours are Monday to Friday, nine to six.", set()),
    ("It must never give medical or legal advice.", set()),
    ("Our customers mostly pay by invoice.", set()),
    ("In order to help them, ask one question at a time.", set()),
    ("Sie soll freundlich und kurz sprechen.", set()),
    ("Tiene que hablar español e inglés.", set()),
    ("Please resend the link if they ask.", set()),
    ("Mention that parking is behind the building.", set()),
    ("The table in the hall is for deliveries.", set()),
    ("Ask for the reason for the visit and the insurance company.", set()),
    ("工单我们用的是Jira，密码走Okta。", {"jira_service_management", "okta"}),
    ("可以，我們的預約都在 Google 日曆。", {"google_calendar"}),
    ("预约之后发短信提醒", {"twilio_sms"}),
    ("用我们自己的预约系统", {"own_system"}),
    ("", set()),
    ("🙂🙂🙂", set()),
]


def found(text: str) -> set[str]:
    return {mention.entry_id for mention in service.mentioned(text)}


@pytest.mark.parametrize(("text", "expected"), EXPECTED)
def test_a_text_calls_for_exactly_what_it_names(text: str, expected: set[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_entry_is_found_from_its_own_sentences_and_nothing_else_is(entry: CatalogueEntry) -> None:
    assert {sentence: found(sentence) for sentence in entry.sentences} == {
        sentence: {entry.id} for sentence in entry.sentences
    }


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_name_and_phrase_leads_to_its_own_entry(entry: CatalogueEntry) -> None:
    phrases = [phrase.replace("...", "the") for phrase in [*entry.names, *entry.phrases]]
    assert {phrase: [each.entry_id for each in service.spotted(phrase)] for phrase in phrases} == {
        phrase: [entry.id] for phrase in phrases
    }


@pytest.mark.parametrize(
    ("text", "explicit"),
    [("our google calendar", True), ("our calendar", False), ("in OpenTable", True), ("book a table", False)],
)
def test_naming_a_product_is_told_from_wanting_one(text: str, explicit: bool) -> None:
    assert [mention.explicit for mention in service.mentioned(text)] == [explicit]


@pytest.mark.parametrize(
    "text", ["HubSpot", "hubspot", "Hub Spot", "hub-spot", "HUBSPOT", "HubSpot's", "HubSpot’s contacts", "(hubspot)"]
)
def test_spellings_of_a_name_are_one_name(text: str) -> None:
    assert found(text) == {"hubspot"}


@pytest.mark.parametrize("text", ["confirm by e-mail", "confirm by email", "confirm by e mail", "confirm by E-Mails"])
def test_a_hyphen_may_be_a_space_or_nothing(text: str) -> None:
    assert found(text) == {"email"}


@pytest.mark.parametrize("text", ["dónde está mi pedido", "donde esta mi pedido", "DÓNDE ESTÁ MI PEDIDO"])
def test_accents_may_be_missing(text: str) -> None:
    assert found(text) == {"order_lookup"}


@pytest.mark.parametrize("text", ["hubspotted", "a crmx", "nocalendars", "smsen", "unzendesk"])
def test_parts_of_words_are_no_mentions(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    "text", ["We use text. Message people kindly.", "The ticket, open or not", "a payment; link to us"]
)
def test_phrases_do_not_reach_over_the_end_of_a_clause(text: str) -> None:
    assert found(text) == set()


def test_words_in_the_middle_of_a_phrase_are_few() -> None:
    assert found("look up the caller's very last order") == {"order_lookup"}
    assert found("look up at the sky and only then take the next pending order") == set()


def test_a_product_inside_a_phrase_is_found() -> None:
    assert found("open a ServiceNow ticket") == {"servicenow"}


def test_a_named_product_stands_for_its_kind_wherever_it_is_named() -> None:
    assert found("Book in the calendar. It is an Outlook calendar.") == {"outlook_calendar"}


def test_declined_products_leave_the_phrase_standing() -> None:
    spotted = service.spotted("No HubSpot, but save it in the CRM.")
    assert [mention.entry_id for mention in spotted] == ["hubspot", "crm"]
    assert [mention.entry_id for mention in service.resolve(spotted[1:])] == ["crm"]


def test_each_entry_is_mentioned_once_where_it_is_named() -> None:
    text = "Use the calendar, our Google Calendar, and only that calendar."
    assert [(mention.words, mention.start) for mention in service.mentioned(text)] == [("Google Calendar", 22)]


@given(st.text(max_size=400))
def test_any_text_is_read_and_every_mention_quotes_it(text: str) -> None:
    spotted = service.spotted(text)
    assert all(text[mention.start : mention.end] == mention.words for mention in spotted)
    assert all(one.end <= other.start for one, other in zip(spotted, spotted[1:], strict=False))


PIECES = st.sampled_from([phrase for entry in ENTRIES for phrase in [*entry.names, *entry.phrases]])


@given(st.lists(st.one_of(PIECES, st.sampled_from(["and", "the", ",", ".", "not", "for"])), max_size=20))
def test_mentions_resolve_to_one_an_entry_in_the_order_of_the_text(pieces: list[str]) -> None:
    resolved = service.mentioned(" ".join(pieces))
    assert len({mention.entry_id for mention in resolved}) == len(resolved)
    assert [mention.start for mention in resolved] == sorted(mention.start for mention in resolved)
    assert service.resolve(resolved) == resolved


@pytest.mark.parametrize(
    "text",
    [
        "look up " * 1_250,
        "a" * 10_000,
        "text " * 2_000,
        "send a " * 1_400,
        "-" * 10_000,
        "e-mail " * 1_400,
        "é" * 10_000,
    ],
)
def test_ten_thousand_hostile_characters_take_no_time(text: str) -> None:
    service.mentioned("")
    begin = time.perf_counter()
    service.mentioned(text)
    assert time.perf_counter() - begin < 0.25


def test_an_index_of_nothing_finds_nothing() -> None:
    assert PhraseIndex([]).find("Google Calendar") == []
