"""What callers get done, as nouns: their singular, and the data each transaction usually needs. Data only."""

from parley.builder.guided.tables import inverted, rows, word_set

WHO = ["name", "phone_number"]
WHEN = ["preferred_date", "preferred_time"]

ARRANGED = rows("""
    appointment: reason
    booking:
    reservation: party_size
    table: party_size
    meeting: topic
    demo: company, email
    demonstration: company, email
    visit: reason
    viewing: property
    showing: property
    tour:
    class: class_name
    lesson:
    trial:
    session:
    consultation: reason
    consult: reason
    inspection: address
    repair: address, problem_description
    service: service
    call-out: address, problem_description
    test drive: vehicle_model
    pickup: address
    pick-up: address
    collection: address
    delivery: address
    installation: address
    technician: address, problem_description
    room: check_in_date, check_out_date, number_of_guests
    stay: check_in_date, check_out_date, number_of_guests
    ride: pickup_address, destination
    taxi: pickup_address, destination
    cab: pickup_address, destination
    transfer: pickup_address, destination
    interview:
    callback:
    call: email
    treatment: treatment
    haircut:
    grooming: pet_name
    massage:
    slot:
    check-up:
    checkup:
    cleaning: address
    estimate: address
    event: number_of_guests
    court:
    membership:
    course: course
    shift:
    move: from_address, to_address
    valuation: address
""")
"""Things booked for a date: what is needed beyond who and when."""

NOT_DATED = frozenset({"membership", "course"})
REFERENCES = rows("""
    order: order_number
    parcel: tracking_number
    package: tracking_number
    shipment: tracking_number
    ticket: ticket_number
    claim: policy_number
    policy: policy_number
    invoice: invoice_number
    bill: account_number
    payment: invoice_number
    balance: account_number
    account: email
    subscription: email
    password: username
    prescription: name, date_of_birth, medication
    refill: name, date_of_birth, medication
    application: application_number
    case: case_number
    loan: account_number
    card: name
    return: order_number, reason
    refund: order_number, reason
    exchange: order_number, reason
    flight: booking_reference
    delivery: order_number
    repair: reference_number
    membership: name, membership_number
    request: reference_number
""")
"""Things that exist already and are found by a reference."""

TAKEN = rows("""
    message: name, phone_number, message
    complaint: name, phone_number, complaint
    order: name, phone_number, items
    quote: name, phone_number, request
    estimate: name, phone_number, request
    claim: name, policy_number, incident_date, incident_description
    loss: name, policy_number, incident_date, incident_description
    accident: name, policy_number, incident_date, incident_description
    ticket: name, email, problem_description
    incident: name, email, problem_description
    issue: name, problem_description
    problem: name, problem_description
    fault: name, address, problem_description
    outage: name, address, problem_description
    leak: name, address, problem_description
    repair: name, address, problem_description
    maintenance request: name, address, problem_description
    service request: name, address, problem_description
    request: name, phone_number, request
    enquiry: name, phone_number, request
    inquiry: name, phone_number, request
    absence: student_name, date, reason
    referral: name, phone_number
    donation: name, email, amount
    payment: invoice_number
    callback request: name, phone_number, reason
    callback: name, phone_number, reason
    feedback: rating, comments
    survey: rating, comments
    registration: name, phone_number, email
    enrollment: name, phone_number, email
    enrolment: name, phone_number, email
    detail: name, phone_number
""")
"""Things noted down and passed on."""

IRREGULAR = {
    "enquiries": "enquiry",
    "inquiries": "inquiry",
    "classes": "class",
    "policies": "policy",
    "deliveries": "delivery",
    "losses": "loss",
    "branches": "branch",
    "properties": "property",
    "faqs": "faqs",
}
PLAIN_PLURALS = word_set("details directions faqs goods hours news opening options prices services")
SINGULARS = (
    frozenset(ARRANGED) | frozenset(REFERENCES) | frozenset(TAKEN) | {"lead", "property", "branch", "seat", "vehicle"}
)

NOUN_GOALS = inverted("""
    Book an appointment: appointment booking, appointment bookings, appointment scheduling, appointments
    Make a booking: bookings, booking
    Make a reservation: reservations
    Reserve a table: table reservations
    Book a table: table bookings
    Book a room: room bookings
    Reserve a room: room reservations
    Cancel a booking: cancellations
    Reschedule a booking: rescheduling
    Check the status of an order: order status
    Track an order: order tracking
    Answer questions about orders: order enquiries
    Check the status of a delivery: delivery status
    Track a parcel: parcel tracking
    Track a shipment: shipment tracking
    Return an item: returns
    Request a refund: refunds
    Exchange an item: exchanges
    Handle returns and refunds: returns and refunds
    Take a complaint: complaints
    Report a claim: claims, new claims
    Check the status of a claim: claim status
    Reset a password: password reset, password resets
    Unlock an account: account unlocks
    Qualify a lead: lead qualification
    Answer common questions: faq, faqs, common questions
    Answer general questions: general questions, general enquiries, general inquiries
    Answer questions about products: product questions
    Answer questions about billing: billing questions, billing
    Take a message: messages, message taking
    Request a quote: quotes, quote requests
    Request a prescription refill: prescription refills
    Report a maintenance problem: maintenance requests
    Request a service visit: service requests
    Book a test drive: test drives
    Book a viewing: viewings
    Book a tour: tours
    Book a demo: demos
    Remind callers of an appointment: appointment reminders
    Take an order: order taking
    Report an outage: outages
    Report an absence: absences
""")
"""Tasks named by a noun, to the goals they stand for."""

DATA_NAMES = inverted("""
    phone_number: phone, number, phone number, telephone, telephone number, contact number, mobile, mobile number
    phone_number: phone no, mobile no, tel, tel no, contact phone, contact mobile, best number, phone numbers
    phone_number: cell, cell number, cell phone number, best number to reach them, telefonnummer, teléfono
    callback_number: callback number, call back number, call-back number
    email: email, e-mail, mail, email address, e-mail address, mail address
    date_of_birth: dob, birth date, birthday, date of birth
    party_size: how many people, party size, group size, number of people, number of persons
    number_of_guests: how many guests, number of guests
    preferred_date: when
    location: where
    time: hour, the hour, what time
    name: both names, names
    items: items, list of items
    address: adress
    date: day
    license_plate: number plate, licence plate, license plate, plate number
    party_size: number of diners, number of covers, head count, how big the group is
    problem_description: description of the problem, description of the fault
    medicine_name: name of the medicine, name of the medication
    request: what they need, what they want
    reason: what it's about, what it is about
    problem_description: description of the issue
    description: short description
    contact_details: contact details
    zip_code: zip, zip code
    order_number: order id, order no, order no.
    company: company name
    reason_for_visit: reason for the visit, reason for visit, reason for their visit
    reason_for_call: reason for the call, reason for calling
    name: name, nombre
    check_in_date: arrival, arrival date
    check_out_date: departure, departure date
    period: from when until when, from when to when
    start_date: from date, date from, when from, from when, starting when, starting date
    end_date: till date, to date, date to, until date, till when, until when, ending date
    first_name: vorname
""")
"""Words for data, to their usual names."""

DATA_HEADS = word_set(
    """
    accident account address age allergies amount area availability bedrooms birth brand breed budget car cargo case
    channel choice city code color colour comment comments company consent contact crm currency damage date dates
    day days department description destination detail details device diet dimensions dob dropoff e-mail email
    employer event experience feedback goal goals grade guests headcount height hours iban id incident income
    injuries insurance insurer kind interest interests issue item items job level location login mail make menu message
    mileage model month name names nature need needs nights notes number numbers occasion organisation organization
    origin pallets parcel party people pet phone photo photos pickup plate policy postcode preference preferences
    priority
    problem product products property provider quantity rating reason reference reg rego registration requests
    requirements role room rooms score seat seats serial service severity size sku software source species summary
    surname symptom symptoms system team ticket time timeline times title tool tools type urgency url use user
    username vehicle version vin volume website weight witness year zip
    """
)
"""Nouns that a datum's name ends or begins with."""

DATA_ENDS = word_set(
    """
    branch browser carrier class clinic comment condition country county deadline district doctor drug eircode fabric
    flight floor garment gender instructor language length link mail manufacturer material medication medicine meter
    nationality pieces pin position reading readings relation relationship screenshot shade shop show state station
    street stylist suburb symptom symptoms teacher therapist town value venue weekday week width
    """
)
"""Nouns that a datum's name ends with."""
DATA_NOUNS = DATA_HEADS | DATA_ENDS
