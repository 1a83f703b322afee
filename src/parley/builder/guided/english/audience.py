"""Who calls or writes, however it is told: "callers are mostly …", "it's parents who ring", "Who writes us? …"."""

import re
from collections.abc import Iterator

from parley.builder.guided.english import aims
from parley.builder.guided.english.identity import Found
from parley.builder.guided.english.verbs import verb_at
from parley.builder.guided.reading import MASK_QUOTE, Reading, Sentence
from parley.builder.guided.tables import word_set

_SENTENCES = 24
_REACH = (
    r"(?:ring|call|phone|write|message|text|e-?mail|contact|reach|dial|rock up|come to us|turn to|reach out|get in "
    r"touch|"
    r"get hold of|get through|use|log in|pop up|visit)"
)
_REACHES = (
    r"(?:rings?|calls?|phones?|writes?|messages?|texts?|contacts?|dials?|reach(?:es)?|comes? to us|turns? to us|"
    r"reach(?:es)? "
    r"out|gets? in touch|gets? hold of|gets? through|uses?|ringing|calling|phoning|writing|messaging|texting|"
    r"contacting|"
    r"getting in touch|using)"
)
_US = r"(?: (?:us|it|in|me|to us|to it|on|up|this|the (?:line|number|office|shop|agent|bot|website))\b)*"
_OFTEN = (
    r"(?:mostly|mainly|usually|generally|typically|largely|primarily|basically|normally|often|always|just|only|all)"
)
_AUX = rf"(?:(?:will|would|can|may|might|do|also|{_OFTEN}) )*(?:be )?"
_ADV = rf"(?: (?:{_OFTEN}|tend to be|going to be))*"
_WHO = r"(?P<who>[^.;:!?\n\ue000-\ue002]{3,200})"
_SOME = r"(?P<who>[^.;:!?,\n\ue000-\ue002]{3,80}?)"
_SOMES = r"(?P<who>[^.;:!?\n\ue000-\ue002]{3,120}?)"
_CUES = word_set(
    """
    so leads enquirers callers customers clients clientele users audience people patients guests visitors line number
    service mostly mainly main usually largely typically who rings ring ringing calls call calling phone phones
    phoning writes write writing messages message
    messaging text contact contacts use uses used using touch hold hear serve serves from talks speaks dealing families
    """
)
_PEOPLE = rf"(?:{aims.KNOWN}|people|families|owners|buyers|drivers|businesses|companies|labs|agencies|schools|shops)"
_SURE = (
    re.compile(
        rf"\b(?:(?:our|the|my|most of (?:our|the|my)|usual|typical) )*(?:callers|customers|clients|clientele|users|"
        rf"user base|leads|enquirers|audience|(?:people|folks?|those|ones)(?: who| that)? (?:{_REACHES}){_US}) "
        rf"(?:are|is|will be|would be|tend to be) {_WHO}"
    ),
    re.compile(
        rf"\b(?:it's|it is|it'll be|it will be|it'd be|that's) {_SOMES} (?:who|that) "
        rf"{_AUX}{_REACHES}\b{_US}(?P<more>[^.;:!?\n\ue000-\ue002]*)"
    ),
    re.compile(
        rf"\b(?:it's|it is|that's) {_OFTEN} (?P<who>(?:our |the |young |local )*{_PEOPLE}\b[^.;:!?\n\ue000-\ue002]*)"
    ),
    re.compile(
        rf"\b(?:we (?:{_OFTEN} )?(?:hear from|get calls from)|(?:the )?(?:calls|messages) (?:come|are){_ADV} from|"
        rf"(?:is|be) used by|used by|(?:it )?(?:talks|speaks) (?:to|with)|(?:is )?dealing with){_ADV} {_WHO}"
    ),
    re.compile(
        rf"\b(?:we (?:{_OFTEN} )?(?:serve|deal with)|(?:the (?:line|number|service|agent|bot)|it)(?:'s| is| will be) "
        rf"(?:for|aimed at|meant for|open to)){_ADV} (?P<who>(?:[\w'-]+ ){{0,3}}{_PEOPLE}\b[^.;:!?\n\ue000-\ue002]*)"
    ),
    re.compile(
        rf"\bwe (?:{_OFTEN} )?get {_SOME} (?:ringing|calling|phoning|writing|messaging){_US}"
        r"(?P<more>[^.;:!?\n]*)"
    ),
    re.compile(
        rf"\b(?:agent|assistant|bot|line|helpline|number|service|desk|phone|chat|website|calls|enquiries),? for "
        rf"(?P<who>(?:the |our |all |any |those )?(?:{_PEOPLE}|members of the public|folks?|anyone|anybody|those) "
        r"(?:who|that|looking|wanting|trying|in need|with)\b[^.;:!?\n\ue000-\ue002]{4,120})"
    ),
)
_LIKELY = (
    re.compile(
        rf"(?:^|(?:^|, )(?:and|but|so|because|since|cause|cos|where|often|sometimes|now),? |, |that |helpline "
        rf")(?P<who>(?!if\b|when\b|it\b|that\b|"
        rf"which\b|who\b|and\b|to\b|the (?:agent|assistant|bot)\b)[a-zà-ÿ'’][^.;:!?,\n\ue000-\ue002]{{2,70}}?) {_AUX}"
        rf"(?:{_REACH}|(?:be )?(?:ringing|calling|writing|messaging|"
        rf"using))\b(?=(?P<us>{_US}))(?P<more>[^.;:!?\n\ue000-\ue002]*)"
    ),
    re.compile(r"\bso (?:that )?(?P<who>(?!this|things|calls)(?:[a-z]+ )?[a-z]+s) can(?P<us> )(?P<more>)(?!['’]t)"),
)
_ASKED = re.compile(
    rf"^(?:and |so |as for )?who(?:'s| is| will| does| would)?(?: it| this)?(?: {_REACHES}| be {_REACHES}| for| "
    rf"(?:is )?it for| it's for)+"
    rf"{_US}\b[ ?:]*(?P<rest>.*)$"
)
_CUT = re.compile(
    r",? (?:because|since|so (?:it|that|we|they|please)|but|which|when|if|whenever|to [a-z]+|about|at all|all (?:day|"
    r"the)|"
    r"till|until|round the|day and|around the|and (?:it|we|they|i|you|she|he|the agent|that)|who (?:want|need|ask|"
    r"would)|wanting|asking|"
    r"alike|please|and want|and need|most days|every day|in the (?:morning|evening|afternoon)s?|mainly in|looking "
    r"to)\b.*$"
    r"|, (?:it|we|they|i|you|basically|really|nobody|there|please|mostly to|mainly to)\b.*$|,$"
)
_MORE = re.compile(
    r"^[^,]{0,40}?(?P<more>,? (?:and|plus|or|also|sometimes|occasionally|together with|as well as|and also|and "
    r"sometimes)"
    r" [^.;:!?]{3,100}|, (?:sometimes|the odd|the occasional|a few|some|tourists|[a-z]+s (?:mostly|"
    r"mainly))\b[^.;:!?]{0,80})$"
)
_CLAUSAL = re.compile(
    r"\b(?:it|we|they|i|you|he|she|is|are|was|were|be|should|must|will|can|could|can't|want|wants|need|needs|ask|asks|"
    r"nobody|has|have|do|does|don't|there's|get|gets|book|order|cancel|change|reschedule|ring|call|write|then|want|"
    r"speak|leave|pick|put|also be able)\b"
)
_NO_SUBJECT = re.compile(
    r"^(?:(?:the |our |some |many |most |lots of )?(?:people|folks|folk|others?|other lot|rest|callers?|customers?|"
    r"clients?|it|they|we|you|"
    r"i|he|she|one|"
    r"someone|somebody|anyone|anybody|everyone|nobody|they'd|that|this|who|what|which|there|number|agent|assistant|"
    r"bot|staff|team|phone|line|robot|system|colleagues?|please|to|not|never|don't|an?|no|can|should|must|just|"
    r"address|date|time|name|e-?mail|phone number|mobile)(?: (?:often|always|also|then|just|mostly|mainly))*"
    r"|.*n't\b.*|.*\b(?:the agent|the assistant|it|i|we|you|they|is|are|was|were|should|must|has|will|would|to|them|"
    r"me|us|him|her|"
    r"please|never|not|don't|before|after|need|needs|want|wants|number|ask|asks|tell|give|a)"
    r"|(?:to|never|please|don't|do|if|when|whenever|once|until|before|after|while|for|with|by|in|on|at|from|as|a|an|"
    r"also|"
    r"should|must|can|could|then|let|give|tell|ask|take|have|has|had|is|are|be|i|we|you|it|he|she|they|my|there|any|"
    r"every|each|no|nobody|not|what|how|where|why|would|want|wants|need|needs|answer|book|send|second|first|one)\b.*)$"
)
_NOT_WHO = re.compile(
    r"^(?:told|asked|put|able|welcome|not|to|in|on|at|always right|allowed|being|calling|ringing|kept|given|often|"
    r"transferred|sent|connected|called|greeted|informed|advised|happy|busy|waiting|angry|upset|free|very|too|from|"
    r"recorded|handled|passed|also|it|them|him|her|any|that|this|what|when|if|the (?:agent|booking|phone|line|"
    r"calendar|website|purpose|best|most|same)|about|more|bookings?|orders?|complaints?|emergency|emergencies|real|"
    r"please|my|me|us|for|by|\d+ ?(?:am|pm|o'clock|min|hour)s?)\b"
)


def found(reading: Reading) -> tuple[Found, bool] | None:
    """Who calls, with whether the user says so rather than mentions it."""
    sentences = [one for one in reading.sentences[:_SENTENCES] if not _CUES.isdisjoint(one.words)]
    for place, sentence in enumerate(reading.sentences[:_SENTENCES]):
        if "who" in sentence.words and (who := _asked(reading, place)):
            return who, True
    for is_sure, patterns in ((True, _SURE), (False, _LIKELY)):
        for sentence in sentences:
            for who in _told(sentence, patterns, is_sure=is_sure):
                return who, is_sure
    if named := next(filter(None, map(_bare, sentences)), ""):
        return Found(named, named), True
    weak = aims.callers(reading)
    return (Found(*weak), False) if weak else None


def _asked(reading: Reading, place: int) -> Found | None:
    """ "Who writes us? Carers, mostly.": the answer stands behind the question, or in the next sentence."""
    sentence = reading.sentences[place]
    asked = _ASKED.match(sentence.left)
    if asked is None:
        return None
    if len(asked.group("rest")) > 2:
        who = sentence.text[asked.start("rest") :] + _further(reading, place)
        return Found(_shown(who), sentence.text) if who[-1] != "?" else None
    if place + 1 == len(reading.sentences):
        return None
    follower = reading.sentences[place + 1]
    return Found(_shown(follower.text), follower.text.strip()) if MASK_QUOTE not in follower.left else None


def _further(reading: Reading, place: int) -> str:
    """What a semicolon parts from a list of callers: "…; also the occasional breeder"."""
    if not reading.sentences[place].text.endswith(";") or place + 1 == len(reading.sentences):
        return ""
    further = reading.sentences[place + 1]
    return f" {further.text}" if re.match(r"(?:also|plus|and|sometimes|the odd) ", further.left) else ""


def _told(sentence: Sentence, patterns: tuple[re.Pattern[str], ...], *, is_sure: bool) -> Iterator[Found]:
    low = sentence.text.lower().replace("’", "'")
    if len(low) != len(sentence.text) or MASK_QUOTE in sentence.left or low.startswith(("if ", "when ", "whenever ")):
        return
    for pattern in patterns:
        for match in pattern.finditer(low):
            if not is_sure and (_NO_SUBJECT.match(match.group("who").strip()) or _is_verbal(match)):
                continue
            start, end = match.span("who")
            if is_sure and "more" in match.groupdict() and _CLAUSAL.search(low, start, end):
                continue
            cut = _CUT.search(low, start, end)
            end = cut.start() if cut else end
            if (
                end - start < 3
                or _is_adjective(low[start:end])
                or _NOT_WHO.match(low[start:end])
                or len(low[start:end].split()) > 28
            ):
                continue
            more = _more(match, low)
            words = sentence.text[start:end].strip(" ,") + (sentence.text[slice(*more)].rstrip(" ,") if more else "")
            yield Found(_shown(words), sentence.text[match.start() : more[1] if more else end].strip(" ,"))


def _is_adjective(words: str) -> bool:
    """Whether one word alone says how callers are, not who: "nervous" """
    word = words.strip(" ,")
    return " " not in word and (not word.endswith("s") or word.endswith(("us", "ss"))) and word not in _MANY


_MANY = frozenset({"people", "staff", "children", "men", "women", "families"})


def _is_verbal(match: re.Match[str]) -> bool:
    """Whether what looks like a subject and its verb is none: "to call", "phone calls", "date, phone"."""
    reach, us = match.group()[match.end("who") - match.start() :].split(), match.group("us")
    after = match.group("more")
    is_bare = not us and not re.match(
        r" (?:to|about|because|when|if|at|from|for|with|till|until|all|day|every|,)", after
    )
    return not reach or is_bare or _CLAUSAL.search(match.group("who").removeprefix("people who")) is not None


def _more(match: re.Match[str], low: str) -> tuple[int, int] | None:
    """Who else: ", and a few farmers with sheds"."""
    if "more" not in match.groupdict():
        return None
    start, end = match.span("more")
    more = _MORE.match(low[start:end])
    if more is None or _CLAUSAL.search(more.group("more")):
        return None
    return start + more.start("more"), start + more.end("more")


_WHICH = re.compile(r" (?:who|that|which|we|they|whose|where|when|with|on|in|at|from)(?:'[a-z]+)? ")
_LISTED = re.compile(
    rf"\W*(?:(?:it's|it is|it'll be|that's|that'd be|that would be|they're|they are|oh|well|so|um|and|also|"
    rf"just|{_OFTEN}|probably|our|the|your|callers?|who calls|calling|ringing|writing|are|is|will be|would be)"
    r"\b[,:]? )*"
    r"(?P<first>[^,;.]+?)(?=,|;|\.|$| and | plus | or | as well as )"
)
_PERSON = re.compile(
    rf"\b(?:{aims.KNOWN}|people|folks?|famil(?:y|ies)|customers?|clients?|users|owners|drivers|staff|mums?|moms?|dads?|"
    r"mams|kids|nans|grand\w+|couples|regulars|newbies|locals|companies|businesses|schools|firms|shops|offices|clubs|"
    r"women|men|children|(?!numbers|orders|offers|papers|answers|letters|others|vouchers|errors|events|payments|"
    r"appointments|comments|accidents|documents|ingredients|consents|amounts|invents|hours|colou?rs|doors|floors|"
    r"dinners|showers|boilers|trailers|containers)\w{2,}(?:ers|ors|ists|ents|ants|ians|ees|mates|goers))\b"
)


def listed(sentence: Sentence) -> str:
    """The callers that an answer names without a verb: "Regulars, and parents planning a party"; "" for others."""
    low = sentence.left.strip(" ,")
    found = _LISTED.match(low) if MASK_QUOTE not in low and "\ue002" not in low and "?" not in low else None
    if found is None or ":" in low or len(low.split()) > 40:
        return ""
    first = _WHICH.split(found.group("first"), maxsplit=1)[0]
    first = re.sub(rf" {_OFTEN}$", "", first)
    if (
        verb_at(first, 0)
        or _CLAUSAL.search(first)
        or not _PERSON.search(low)
        or not (_PERSON.search(first) or first.endswith("s"))
    ):
        return ""
    return "" if _BESIDE_VERB.search(low) else _shown(sentence.text)


def _bare(sentence: Sentence) -> str:
    """The callers that a sentence of its own names without a verb: "Climbers mostly, plus a few outdoor centres"."""
    is_told = len(sentence.left.split()) < 16 and _MOSTLY.search(sentence.left) and "are" not in sentence.words
    return listed(sentence) if is_told else ""


_MOSTLY = re.compile(r"\b(?:mostly|mainly|in the main|for the most part|plus (?:a few|some|the odd)|and the odd)\b")
_BESIDE_VERB = re.compile(
    r"^(?:no|not|never|don't|if|when|please)\b|"
    r"\b(?:go(?:es)?|pass(?:ed)?|transfer\w*|put|straight|handover|through to|must|should|can|cost|get in free)\b"
)


_IT_IS = re.compile(r"^(?:it['’]s|it is|it['’]ll be|it['’]d be|that['’]s|that is|they['’]re|they are) ", re.IGNORECASE)


def _shown(words: str) -> str:
    plain = _IT_IS.sub("", " ".join(words.split()).strip(" ,.;:-*•"), count=1)
    return (plain[:1].upper() + plain[1:])[:500]
