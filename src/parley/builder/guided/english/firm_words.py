"""Words that tell names of businesses from other capitals."""

from parley.builder.guided.tables import word_set

TRADES = word_set(
    """
    accountancy accountants accounting advisers agency alarms animal appliance appliances aquatics architects arts
    associates auto autos aviation bakehouse bakers bakery bakes bank bar barbers barn beauty beds bikes bistro blinds
    boats boilers books bookshop boutique braces brewery broadband bros brothers builders building cabs cafe café
    capital care carpentry carpets cars catering ceramics centre center charity chemist chemists chimney chiropractic
    church cleaners cleaning clinic clothing club co coaches coffee college company computers construction consulting
    control council couriers crafts cycles dance daughters deliveries dental dentistry depot dermatology design designs
    directors doors drainage drains driving electric electrical electrics energy engineering engineers estate estates
    events express eyewear fabrication farm farms fencing films finance fitness flooring florist florists flowers
    foundation freight funeral funerals furniture garage garden gardens gas glass glazing gmbh grooming group guttering
    gym gymnastics hair hall health healthcare hearing heating hire holidays homes hospital hostel hotel house housing
    hvac inc inn insurance interiors jewellers jewelry joinery kennels key keys kitchen kitchens landscapes landscaping
    laundry law learning legal lets lettings library limited llc llp lock locks locksmiths lodge logistics ltd marina
    market massage medical metals mobility montessori mortgages motors movers museum music mutual nails networks
    nurseries nursery optical opticians optics orchard orthodontics outfitters painting partners party paws pest pets
    pharmacy photography physio physiotherapy pilates pizza pizzeria plc plumbing pools pottery preschool press primary
    printing prints properties property pty pub radio realty records recovery recycling refrigeration removals rental
    rentals repair repairs rescue residences restaurant riding roofing roofs salon scaffolding school security
    services shoes signs ski skin skips society software solar solicitors solutions sons spa sports stables storage
    stores store studio studios supplies surf surgery surveyors sweeps systems tailoring tailors tattoo tax taxis tech
    telecom theatre theater therapy timber tours towing toys transport travel tree trees trust tuition tutors tyres
    university utilities vet veterinary vets waste wealth wellness windows wines workshop yachts yoga
    """
)
"""Words of which names of businesses are made."""
STREETS = word_set(
    """
    street st road rd lane avenue ave square yard drive close court terrace quay boulevard crescent mews row
    """
) - {"row", "court"}
DAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays mon tue wed thu fri sat sun january february march april june july august september october november
    december christmas easter ramadan english german french spanish italian portuguese polish romanian dutch welsh irish
    gaelic chinese mandarin cantonese arabic hindi urdu punjabi turkish russian ukrainian mot gdpr hipaa vat nhs pdf
    usa uk eu gmail google outlook whatsapp facebook instagram
    """
)
"""Words that no name of a business has."""
UNNAMED = word_set(
    """
    a about above add after again agent ah all also although always am an and answer answers any anyone anything are as
    ask at aye basically be because before best both brief bring but by bye call callback callers calls can channel chat
    cheers closing collect complaints contact could customer customers cuts data dear delivery description did do does
    doesn't don't dont each emergencies emergency every everyone everything facts first five folks for four from full
    g'day good goals great greeting grand greetings guests hand handover hang has have he head hello help her hey
    hi hiya hold hours how howdy howya however i i'd i'll i'm i've if in inbound info is it it'd it'll it's its job
    jobs just kind know language languages last later legal let let's like look main make manner many may me members
    memorandum memo message mine monday more morning most mr mrs ms must my name need needed needs never new next no
    nobody none not note nothing now of oh ok okay on once one only oops open opening or our ours out over parents
    patients people phone please price prices purpose put question questions quick re rather receptionist regards
    remember right role rules say second see send service services set she should shoot since sir six so
    some someone somebody
    something sometimes sorry sort speak staff standard start style subject sure switch system take talk tasks team tell
    ten test than thank thanks that that's the their them then there there's these they they're they've thing things
    think third this those three times title to tone too trip try two type under up use used users usually
    very virtual voice wait want we we'd we'll we're we've welcome well what what's whatever when where which
    while who who's whole whom why will with would write yeah yes yet you you'd you're your yours rev st. faq faqs ai it
    hr sms api url vpn pin crm en de id evening afternoon hello! ivr
    """
)
"""Words that a sentence may begin with, or that stand in capitals, without naming anything."""
