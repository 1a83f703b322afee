"""The words the rules know: tones, languages, jobs, channels. Data only; all lower case."""

from parley.agents.schemas import Channel, Kind
from parley.builder.guided.tables import inverted, word_set
from parley.builder.phrases import N_

TONES = word_set(
    """
    accommodating appreciative old-fashioned adventurous approachable articulate assertive authoritative attentive
    balanced bold breezy brief
    bright brisk bubbly businesslike calm calming careful caring casual cheerful cheery chatty chill clear
    compassionate concise confident considerate consultative conversational cool cordial courteous crisp
    curious diplomatic
    direct discreet down-to-earth dry dynamic earnest easygoing easy-going educational effervescent efficient
    elegant empathetic empathic encouraging energetic engaging enthusiastic expert factual fast fatherly firm
    focused formal forthright frank friendly fun funny gentle genuine gracious helpful honest hospitable human
    humorous humble informal informative inspiring inviting jovial joyful kind knowledgeable laid-back light
    light-hearted lively luxurious matter-of-fact mature measured methodical modern modest motherly motivating
    natural neutral neighborly neighbourly no-nonsense non-judgmental non-judgemental nonjudgmental non-pushy
    not-pushy objective open optimistic organized organised outgoing patient peppy personable personal persuasive
    playful pleasant plain poised polished polite positive practical precise professional punchy quick quiet
    quirky reassuring relaxed reserved respectful sassy sensitive serene serious short simple sincere slow snappy
    sober soft soft-spoken solemn solution-oriented soothing sophisticated steady straightforward subtle succinct
    supportive sympathetic tactful technical thoughtful thorough to-the-point tolerant trustworthy understanding
    cheeky chipper chirpy classy cosy cozy deadpan dramatic folksy grateful hearty homely hyped jokey jolly
    perky refined soulful spirited theatrical thankful wry zen
    affable amiable avuncular businesslike buoyant candid capable charming chummy civil convivial couthy cultured
    deferential dignified down-home easy-mannered even-handed even-tempered exuberant feisty genial geeky gentlemanly
    good-humoured good-humored good-natured grandmotherly grounded impartial irreverent jaunty kindly level-headed
    likeable low-key matey mellow mischievous nerdy no-fuss nonchalant nurturing open-minded plainspoken plain-spoken
    pragmatic quick-witted relatable restrained sociable straight-talking suave sunny tranquil unassuming unbiased
    unflappable unflustered unfussy unpretentious unruffled upfront vivacious warm-hearted whimsical zany zesty zippy
    comforting loving stern sweet
    unhurried upbeat upscale vibrant warm welcoming witty young youthful
    """
)

TONE_PHRASES = inverted("""
    to the point: to the point
    down-to-earth: down to earth
    matter-of-fact: matter of fact
    easy-going: easy going
    laid-back: laid back
    plain-spoken: plain spoken, plain talking
    straight-talking: straight talking
    level-headed: level headed
    good-humoured: good humoured, good humored
    good-natured: good natured
    chilled: chilled out
    warm-hearted: warm hearted
    low-key: low key
    light-hearted: light hearted
    no-nonsense: no nonsense
    jargon-free: jargon-free, without jargon, no jargon
    plain: plain language
    not pushy: never pushy, not pushy, not too pushy, without being pushy
    not salesy: never salesy, not salesy
    not too formal: not too formal
    not too casual: not too casual
    natural: not robotic
    unhurried: no rush, without rushing
    not defensive: never defensive
""")
TONE_ADVERBS = inverted("""
    warm: warmly
    polite: politely
    calm: calmly
    brief: briefly
    clear: clearly
    kind: kindly
    formal: formally
    informal: informally
    casual: casually
    professional: professionally
    patient: patiently
    cheerful: cheerfully
    respectful: respectfully
    courteous: courteously
    gentle: gently
    empathetic: empathetically
    slow: slowly
    concise: concisely
""")
TONES_ABROAD = inverted("""
    friendly: freundlich, freundliche, freundlicher, freundliches, amable, 友好
    warm: herzlich, warmherzig, cálido, cálida, cercano, cercana, 热情, 亲切
    calm: ruhig, tranquilo, tranquila
    professional: professionell, profesional, 专业
    polite: höflich, educado, 礼貌
    brief: kurz, breve
    concise: knapp, conciso, 简洁
    formal: förmlich, formell, 正式
    casual: locker, lässig
    factual: sachlich
    patient: geduldig, paciente, 耐心
    serious: seriös, serio
    cheerful: fröhlich, alegre
    helpful: hilfsbereit
    empathetic: einfühlsam, empático
    respectful: respektvoll, respetuoso
    quick: schnell, rápido
    informal: informal
""")

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": word_set(
        """
    the a an and of to for is are it we our they should when with i you that have not in on
    """
    ),
    "de": word_set(
        """
    der die das und ist wir ein eine einen für mit soll sollen nicht ich wenn auf zu uns unsere
    """
    ),
    "es": word_set(
        """
    el la los las y es un una para con que nuestro nuestra debe cuando no por del se al quiero
    de en lo le su mi a pero hay más eso está muy desde hasta sí
    """
    ),
    "fr": word_set(
        """
    le les et est un une pour avec que nous notre doit quand pas du des je veux sur aux
    de en
    """
    ),
    "it": word_set(
        """
    il lo gli e è un una per con che nostro nostra deve quando non di del voglio sono
    """
    ),
    "pt": word_set("o os as e é um uma para com que nosso nossa deve quando não do da quero são de em"),
    "nl": word_set("de het een en is wij onze voor met moet als niet ik wil van op zijn"),
}

KIND_LABELS: dict[Kind, str] = {
    Kind.SUPPORT: N_("Customer support"),
    Kind.SALES: N_("Sales and lead qualification"),
    Kind.BOOKING: N_("Bookings and appointments"),
    Kind.RECEPTION: N_("Reception"),
    Kind.SURVEY: N_("Survey"),
    Kind.REMINDER: N_("Reminders"),
    Kind.HELPDESK: N_("IT help desk"),
    Kind.OTHER: N_("Something else"),
}

_KIND_WORDS = """
    booking 2: reservation, appointment, appointments, schedule, schedules
    booking 3: booking, bookings, reservations, scheduling, buchungen, termine, termin, reservierungen, reservas
    booking 3: citas, 预约, 预订
    booking 4: tischreservierungen
    helpdesk 3: tech support, password, passwords, vpn
    helpdesk 6: help desk, help-desk, helpdesk, service desk, it support
    reception 2: front desk
    reception 4: sekretariat, telefonzentrale, intake, concierge, switchboard, answering service, empfang
    reception 5: receptionist, reception, front-desk, rezeption, recepción, recepcionista, 前台
    reminder 3: reminder, reminders, is due, are due
    reminder 4: reminds, remind, erinnerungen, recordatorios
    sales 1: prospect, prospects
    sales 3: sales, lead, leads, qualify, qualifies, qualification
    sales 4: vertrieb, ventas, 销售
    sales 5: sdr
    support 1: order, orders, refund, refunds, returns, claim, claims, complaints, shipment, shipments, deliveries
    support 1: parcel, parcels, tracking, tenant, tenants, residents, maintenance, mieter, inquilinos
    support 2: schäden, schaden, reklamationen, averías, reclamaciones
    support 3: dispatch, support
    support 4: soporte
    support 5: customer support, customer service, customer care, kundenservice, kundendienst, kundensupport
    support 5: atención al cliente, 客服
    survey 2: feedback
    survey 4: how it went, how they found it, how did it go
    survey 4: nps, pre-screen, pre-screens, pre-screening, how likely
    survey 5: questionnaire
    survey 6: survey, surveys, umfrage, encuesta
"""
KIND_WORDS: dict[str, tuple[Kind, int]] = {
    word: (Kind(key.split()[0]), int(key.split()[1])) for word, key in inverted(_KIND_WORDS).items()
}
"""Words that tell the job: 5 and more name it, 2 to 4 are a task of it, 1 is a hint."""

CHANNEL_LABELS: dict[Channel, str] = {
    Channel.VOICE: N_("Phone"),
    Channel.CHAT: N_("Chat"),
    Channel.BOTH: N_("Phone and chat"),
}

AGENT_NOUNS = tuple(
    """
    agent, assistant, receptionist, bot, chatbot, voicebot, callbot, voice bot, chat bot, operator, concierge,
    representative, rep, helper, sdr, virtual assistant, hotline, help desk, helpdesk, service desk, front desk,
    answering service, phone line, ai, interviewer, caller, dispatcher, coordinator, scheduler, intake
    specialist, host, hostess
    """.replace("\n   ", "")
    .strip()
    .split(", ")
)
AGENT_RUNS = frozenset(noun.split()[0] for noun in AGENT_NOUNS)
"""The first words of the agent nouns: what `Sentence.has` is asked before a pattern of them."""
SUBJECTS = word_set(
    """
    it she he they agent assistant receptionist bot chatbot voicebot concierge operator ai
    """
)
CALLERS = word_set(
    """
    caller callers customer customers client clients patient patients guest guests member members student students
    parent parents employee employees colleague colleagues staff tenant tenants resident residents policyholder
    policyholders visitor visitors homeowner homeowners owner owners driver drivers lead leads prospect prospects
    buyer buyers user users shopper shoppers traveler travelers traveller travellers passenger passengers
    applicant applicants candidate candidates donor donors subscriber subscribers people person families family
    carer carers merchants dealers suppliers citizens landlords diners borrowers taxpayers pupils teachers
    participants attendees
    """
)
