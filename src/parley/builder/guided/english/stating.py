"""The words by which a plain sentence is known for a fact about the business, or for a remark of the user's."""

import re

from parley.builder.guided.english.numbers import NUMBER
from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.reading import words
from parley.builder.guided.tables import word_set

VERBS = word_set(
    """
    is are isn't aren't has have hasn't haven't does do doesn't don't dont can can't cannot cant may must mustn't should
    shouldn't will won't gotta need needs take takes cost costs run runs last lasts open opens shut shuts close closes
    start starts begin begins end ends finish finishes hold holds seat seats sleep sleeps fit fits serve serves include
    includes contain contains cover covers apply applies expire expires require requires get gets give gives go goes
    come comes leave leaves arrive arrives depart departs stop stops stay stays accept accepts allow allows offer offers
    speak speaks sell sells bring brings wear wears pay pays receive receives earn earns count counts ship ships carry
    carries weigh weighs save saves charge charges mean means depend depends vary varies deliver delivers collect
    collects fall falls work works meet meets eat eats swim swims travel travels enter enters land lands check checks
    """
)
"""Verbs of how things are, in the present."""
STANDING = word_set("is are isn't aren't 's 're go goes stop stops leave leaves stay stays")
STATES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays weekend weekends weekday weekdays noon midday midnight morning mornings evening evenings night nights
    overnight january february march april june july august september october november december easter christmas summer
    winter spring autumn beforehand ahead per apiece dozen minute minutes hour hours day days week weeks month months
    year years mile miles kilo kilos metre metres meter meters feet inch inches half quarter double triple twice once
    nothing extra refundable nonrefundable non-refundable transferable valid guaranteed heated compulsory mandatory
    optional limited shut closed cheaper dearer sold bookable negotiable allowed permitted forbidden welcome included
    free required needed necessary available accepted covered certified qualified insured licensed licenced registered
    vaccinated accessible tax vat deposit discount surcharge warranty guarantee insurance handmade second-hand organic
    vegan vegetarian halal kosher gluten-free homemade cash card online separately non-smoking smoke-free strictly
    supervised own certificate receipt voucher membership licence license passport id
    """
)
"""Words of time, measure, price and condition: what a fact says of its subject."""
_PHRASES = re.compile(
    rf"\b{NUMBER}\b|[£$€]|\b(?:a head|bank holiday|public holiday|half term|term time|all year|same day|in advance|"
    r"each way|in stock|on request|by appointment|first come|in person|by post|at your own risk)"
)
PLACED = re.compile(
    r" ?(?:also |just |all )?(?:on|in|at|behind|opposite|next to|near|by|above|below|across|round|around|outside|"
    r"inside|upstairs|downstairs|underneath|right (?:on|in|at|behind|opposite|next|by|outside|across)|up|down|out|"
    r"off)\b(?! (?:charge|touch|hand|progress|use|trouble|luck|and|but)\b)"
)
LEAD = re.compile(
    r"(?:(?:and|but|so|also|plus|then|oh|ok|okay|well|um|uh|er|by the way|btw|fyi|for reference|obviously|of course|"
    r"besides|forgot to (?:say|mention)|i forgot|one more thing|another thing|good to know|important|remember|mind you|"
    r"note that|please note(?: that)?|just so you know|before i forget|not to forget)\b[,:.]? ?)+"
)
_AGENTS = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
FOREIGN = re.compile(
    r"(?:i|i'm|i'd|i've|i'll|me|my|he|she|he's|she's|they're|we'd|we'll|we've been|let|lets|let's|please|what|who|why|"
    r"how|where|which|whose|this|these|those|nothing|something|everything else|anything else|rest|"
    r"somebody|someone|hi|hello|hey|thanks|thank|yes|yeah|no,|sure|fine|as an?|leads?|prospects|always|never|(?:one|"
    r"a|another) (?:more |small |quick |last |other |further )*(?:thing|change|correction|point|note|question|bit)|"
    r"(?:many|most|some|half|all|lots) of (?:them|us)|it's mostly|it is mostly|"
    rf"(?:the |an? |our |your |this |any )?(?:\w+ )?(?:{_AGENTS}|tone|manner|style|greeting|languages?|english|goals?|"
    r"purpose|idea|problem|point|thing|trouble|reason|rest|question|tasks?|jobs?|register|line|name|business is|"
    r"company is|first line|last line|sign-off|callers|handover|success|data|details|voice|calendar|crm|system|"
    r"software|database|spreadsheet)(?!\w|'| (?:fees?|prices?|costs?|charges?|numbers?))|"
    r"(?:the |our )?(?:girls?|lads?|boys?|guys|team|staff|boss|secretary|receptionists?|office manager|colleagues?)|"
    r"(?:most |many |all |some )?(?:our |the )?(?:callers|customers|clients|patients|guests|members|people|folks|users|"
    r"tenants|residents|parents) (?:are|call|ring|phone|write|email|text|ask|want|need|usually|often|always|mostly|"
    r"tend|complain|hate|love|like|who|from|with|in)\b)\b"
)
"""How a clause begins that is of the agent, of the user and their people, or of who calls."""
_REMARKS = word_set(
    """
    was were had did didn't wasn't founded i i'm me hate hates love wish hope honestly nightmare crazy mad busy
    swamped phone phones ring rings ringing voicemail inbox bot chatbot agent assistant robot ai transferred transfer
    privacy recorded recording recordings disclaimer gdpr hipaa confidential
    said escalate maybe called wait sorry scrap scratch actually ext extension whoever rushed interrupted
    """
)
_REMARKED = re.compile(
    r"\b(?:used to|since (?:19|20)\d\d|years ago|last (?:year|month|week|time)|my(?! own)|on hold|calls?(?![-\w])|"
    r"the line|(?:it|she|he)(?:'d|'ll| (?:should|must|can|could|would|will|has to|needs to|books?|asks?|sends?|"
    r"tells?))|should (?:be able|sound|say|ask|know)|be able|put (?:them|him|her|it|you) (?:through|on)|"
    r"hand(?:ed)? (?:over|on)|goes? to|go(?:es)? straight|speak to|talk to|i think|hang on|"
    r"i mean|to decide|comes? from|take over)\b"
    r"|(?:name|number|reference|e-?mail|address|id|time|date|postcode|code|details?)s? (?:is|are) (?:not |only |"
    r"also |all )?"
    r"(?:needed|required|enough|necessary)|\b(?:may|can|should|to) be (?:given|told|informed)\b"
    r"|\?|\d{3}[ -]?\d{3}|\b0\d{3,4} \d|(?:diary|calendar|schedule|orders|appointments|tickets|bookings|stock|records|"
    r"contacts|data) (?:is|are|lives?|sits?|goe?s?) (?:in|on|into|through) "
)
PATRON = re.compile(
    r"(?:any |all |every )?(?:everyone|everybody|anyone|anybody|nobody|no one|no-one|you|they|people|customers?|"
    r"guests?|clients?|patients?|visitors?|members?|tenants?|residents?|parents?|kids?|children|babies|adults?|"
    r"students?|pupils?|riders?|drivers?|passengers?|owners?|renters?|hirers?|buyers?|"
    r"(?:under|over)[- ](?:the age of )?[\w-]+)\b"
)
RULE = re.compile(
    r"(?:must|mustn't|may|can't|cannot|cant|can only|have to|has to|gotta|got to|should|shouldn't|need to|needs to|"
    r"needs? an?|need your|are (?:not )?(?:allowed|supposed)|aren't allowed|don't need|do not need|don't have|"
    r"(?:only )?pay)\b(?! (?:be able|know how|sound|say|ask|call|ring|phone|speak|tell|give|book|reach))"
)
GETS = re.compile(
    r"(?:(?:gets?|pays?|receives?|earns?) [^,]*(?:\d|%|off|free|half|discount|certificate|receipt|copy|card|back|own)|"
    r"can (?:pay|bring|wait|park|smoke|stay|use|have|eat|drink|watch|sit|drop in|try|get in|come|arrive|set up)|"
    r"(?:is|are) "
    r"(?:free|welcome|not))\b"
)
_WHOM = (
    "them|people|folks|callers|customers|clients|patients|guests|visitors|members|tenants|residents|everyone|everybody|"
    "anyone(?: who asks)?|whoever asks|parents|students|users"
)
PERMITTED = re.compile(
    rf"(?:^|[,;:.] )(?:and |but |also |so |oh |please |just |do )*(?:(?:(?:it|she|he|they|you|the agent|the bot|the "
    rf"assistant) "
    rf"(?:can|may|could)(?: also| then| just)? |let it |do )?(?:(?:tell|inform|remind) (?:{_WHOM})|let (?:{_WHOM}) "
    rf"know|mention|say)"
    rf"|(?:{_WHOM}|they) (?:should|ought to|need to|have to|may|might want to) know"
    r"|(?:also |it's |it is )*worth (?:mentioning|knowing|saying)(?: is)?)(?P<that>:? that|:|) (?!to\b|about\b|"
    r"what\b|how\b|when\b|where\b)"
)
"""What it may tell callers: "it can tell people that …", "let them know that …", "worth knowing: …"."""
ALSO_THAT = re.compile(r",? (?:and )?that (?=[a-z£$€\d])")
OURS = re.compile(
    r"(?:we|i) (?P<does>(?:also |only |just |always |never |no longer |don't |do not |dont |can't |cannot |can only |"
    r"currently |generally |usually |normally )*)(?P<verb>[a-z]+)\b"
)
NOT_OURS = word_set(
    """
    want need would use manage lose miss think like love hate know have haven't hope get answer pick reach cope
    keep speak talk call ring mind care understand see really say tell ask feel expect believe mean are is be put trust
    remember forget worry figure guess suppose intend plan promise also only just always never don can cannot no
    wanted needed would'd should could might must bother realise realize notice agree
    """
)
"""Verbs with which "we …" says what the user thinks, wants or suffers, and not what the business does."""
TRADES = word_set("sell do run own buy make rent build breed")
"""Verbs with which "we …" says what the business is, unless they are denied."""
MINE = word_set("charge bring cover take accept offer deliver teach travel come give serve include")
"""Verbs with which "I …" states a fact as "we …" does."""
DENIED = re.compile(r"don't|do not|dont|never|no longer|only|can't|cannot|always")
MEMBERS = re.compile(
    r"we(?:'re| are|'re not| are not| aren't) (?:also |all |fully |only )?(?:in[ -]network|part of|members? of|closed|"
    r"shut|insured|certified|licen[cs]ed|registered|accredited|affiliated|wheelchair|cash|card|strictly|"
    r"(?:fully )?booked)\b(?! (?:now|right now|at the moment))"
)
EXISTS = re.compile(
    r"(?:there(?:'s| is| are| isn't| aren't| will be)|we(?:'ve| have) (?:also )?(?:got )?)(?: also)? ?(?P<rest>.+)"
)
NOBODY = re.compile(
    r"\b(?:nobody|no one|someone|somebody|us|people|staff|receptionists?|employees|problem|team|lads|girls|a lot|"
    r"plenty|so many|way|rush|need|point|catch|time|always)\b"
)
CONDITION = re.compile(
    r"(?:if|when|whenever|unless|once|after|before|until|for|during|in|on|between|over|under|above|below|from) "
    r"[^,;.\ue002]{3,80}?(?:, (?:then )?|(?<!if)(?<!when)(?<!unless)(?<!after)(?<!before) (?=(?:we|there|add)\b))"
)
THEN = re.compile(
    r"(?:we|they|you) (?:also |just |still |only |always |will |'ll )?(?:keep|charge|have to|can't|cannot|won't|don't|"
    r"give|send|lose|pay|get|can (?:have|get|pay|bring|use))\b"
)
ADDED = re.compile(rf"add (?:{NUMBER}|[£$€])")
IT_TAKES = re.compile(
    r"it(?:'s| is| takes| costs| lasts| needs) (?:about |around |at least |up to |roughly |only |us |you |them |"
    rf"normally )*(?:{NUMBER}|[£$€]|free\b|half\b|(?:an?|the) (?:\w+ )?(?:hour|day|week|month|year|minute|fortnight))"
)
ABOUT_IT = re.compile(
    r"that (?:includes|covers|applies)\b|that(?='s| is| must| has)[^;]*\b(?:\d|free|off|extra|included|each|only|bill|"
    r"price)\b|(?:it|they)(?:'s| is| are| takes?| costs?| needs?| lasts?| includes?| comes?| has| have| starts?| runs?|"
    r" applies| apply| goes| go| stays?| must be| has to be| have to be)\b"
    r"|you (?:pay|have to|need|can|must|don't|get (?!the (?:ones|sort|odd)))\b"
)
FRAGMENT = re.compile(
    r"no (?!\w+ (?:speak|talk)|jokes|pressure|promises|advice|slang|jargon|idea|problem|need|rush|way|point)"
    r"[\w' -]{3,40}? (?:on|in|at|after|before|under|without|during|inside|over|outside) [\w' -]{2,60}"
    r"|(?!english|voice|phone|chat|spanish|german|mornings|afternoons|evenings|nights|week(?:day|end)s)"
    r"[\w'-]+(?: [\w'-]+){0,7} only"
    r"|[\w'-]+(?: [\w'-]+){0,4} only (?:with|on|in|at|after|before|by) [\w' -]{2,40}"
    r"|only [\w' -]{3,60}? (?:on|in|at|after|before|with) [\w' -]{2,40}"
)
"""Facts without a verb: "no trainers on the dance floor", "delivery on Saturdays only"."""

LACK = re.compile(
    r"no (?!(?:jokes|pressure|promises|advice|slang|jargon|idea|problem|need|rush|way|point|one|emojis?|chat|small|"
    r"swearing|corporate|sales|more|less|thanks|worries|hurry|doubt|wonder|matter)\b)[\w'-]+(?: [\w'-]+){0,3}"
)
"""What there is none of, said beside facts: "no lock-in contract"."""


def is_remark(clause: str) -> bool:
    """Whether a clause tells of the past, of the telephone, of the user or of the agent."""
    return not _REMARKS.isdisjoint(words(clause)) or _REMARKED.search(clause) is not None


def weighs(clause: str) -> bool:
    """Whether a clause has a number, a price, a time or a word of condition."""
    return _PHRASES.search(clause) is not None or any(word.strip(",;:()'") in STATES for word in clause.split())
