"""What the agent must not do."""

import re
from functools import cache

from parley.builder.guided.english.verbs import Form, gerunds, verb_at
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_NEGATIVE = word_set(
    """
    never don't dont not mustn't shouldn't can't cannot won't avoid without no nor isn't doesn't refrain keine
    oughtn't ought forbidden better rather prefer isn't aren't
    cant shouldnt mustnt doesnt wont none nothing niemals nie nunca
    """
)
_OURS = re.compile(
    r"\b(?:we|i|our \w+|us|customers?|callers?|patients?|they|people|guests?|you) (?:really |also |"
    r"currently |often |usually )?$"
)


_PATTERNS = {
    "dont": (
        r"\b(?:(?:it|she|he|the agent|the assistant|the bot|agent|we|i) )?(?:(?:should|must|may|can|"
        r"shall|will) (?:never|not)(?: be allowed to| allowed to| to)?|(?:is|are) (?:never|not) (?:allowed )?to|"
        r"and not(?= (?:ask|say|give|promise"
        r"|make|"
        r"share|offer|quote|discuss|store|take)\b)|"
        r"(?:(?:do not|don't) want (?:it|her|him|the agent|the bot|the assistant) to|"
        r"(?:do not|don't) (?:want|have|like|need) (?:it|her|him|the agent|the bot|the assistant)(?= [a-z]+ing\b)|"
        r"(?:do not|don't) even (?:think of|think about|try to)|rather (?:it|she|he) (?:didn't|did not|not)|prefer "
        r"(?:it|her|him) (?:not to|didn't)|(?:under no circumstances|at no point|on no account) (?:may|should|must|"
        r"can|shall) (?:it|she|he|the agent|the bot)|has no business(?= [a-z]+ing\b)|forbidden (?:for it )?to|"
        r"better not|(?:must|may|can|should) not do is|(?:can't|mustn't|shouldn't) do is|not (?:authori[sz]ed|entitled|"
        r"permitted|there|in a position|its (?:place|job|business)|for it) to|isn't there to|"
        r"never|do not|don't|dont|does not|doesn't|mustn't|shouldn't|cannot|can't|won't|cant|shouldnt|mustnt|"
        r"doesnt|wont|"
        r"oughtn't to|ought not to|isn't to|is not to|(?:it|she|he)'s (?:not|never) to|(?:and|nor|but|its|"
        r"also) not to|(?<=[,;:] )not to|^not to|"
        r"nor (?:should|may|can|must|will|does|shall) (?:it|she|he|the agent|the bot)|absolutely cannot do is|"
        r"(?:do not|don't) let (?:it|her|him|the agent|the bot)|not "
        r"allowed to|not supposed to|"
        r"(?:must|shall|should|may|can) (?:under no circumstances|on no account|in no case)|under no circumstances "
        r"should it|refrain from|avoid|no))"
        r"(?: ever| please| try to| absolutely| itself| in any case|, under any circumstances,?|, "
        r"ever,)*:?\s+(?P<what>[a-z][^;:!?\n\ue001\ue002]{2,220})"
    ),
    "without": r"\bwithout (?!having to)(?P<what>[a-z]+ing [^,;.]{2,80})",
    "ends": (
        r",? (?:and |or |nor |but )?(?:it |she |he )?(?:also )?(?:(?:must|may|should|can|shall|will|does|do) "
        r"(?:not|never)"
        r"|mustn't|doesn't|doesnt|shouldn't|oughtn't|(?:is|are) not (?:allowed )?to|"
        r"can't|cannot|won't|never|don't)\b"
        r"|,? (?:but|and (?:it|always|transfer|hand|escalate|please|if|use|keep|be|"
        r"send|offer)|instead|unless|always|just|it (?:should|can|must))\b"
        r"|,\s*(?:just |but |instead |please |always |transfer|hand |escalate|if |when |so |only |offer |take |"
        r"goodness|obviously|even |cash |prices |none |no |people |as |otherwise |"
        r"(?:it|she|he|i|we|they|you|that|this|those|these|there|nobody|everyone)(?:'[a-z]+)? |ever\b)"
        r"|,? and (?:we|i|they|people|nobody)(?:'[a-z]+)? |,? (?:cos|cause|'cause|coz)\b"
        r"|,? nor (?:should|may|can|must|will|does|shall) |,? (?:and|nor|but) (?:[a-z]+ly )?not "
        r"|,? (?:and|or|nor|but) (?:[a-z]+ly |also )?(?:no|nothing) "
        r"|\.(?:\s|$)|\s[–—-]\s| because| since | so that"
    ),
}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}


def donts(sentence: Sentence) -> tuple[list[str], str]:
    """What the agent must not do, as bare verb phrases, with the words; they are taken from the sentence."""
    if sentence.words.isdisjoint(_NEGATIVE):
        return [], ""
    items: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    while found := _patterns()["dont"].search(sentence.left, position):
        listed = _forbidden(sentence, found)
        position = found.start("what") + length(found.group("what")) if listed else found.start("what")
        if listed:
            items += listed
            spans.append((found.start(), position))
    without = _patterns()["without"].search(sentence.left) if "without" in sentence.words else None
    if without and not spans and (verb := verb_at(sentence.left, without.start("what"))):
        rest = sentence.text[verb.end : without.end("what")].strip(" ,.")
        items.append(f"{verb.base.replace('-', ' ')} {rest}")
        spans.append(without.span())
    if not spans:
        return [], ""
    evidence = sentence.text[spans[0][0] : spans[-1][1]].strip(" ,")
    for start, end in spans:
        sentence.take(start, end)
    return list(dict.fromkeys(items)), evidence


def length(what: str) -> int:
    stop = _patterns()["ends"].search(what)
    return stop.start() if stop else len(what.rstrip(" ."))


_UNWANTED = re.compile(
    r"(?:[a-z-]+ )?(?:emojis?|jokes?|slang|jargon|sarcasm|swearing|shaming|pressure|pressuring|promises|"
    r"pitch(?:es)?|"
    r"politics|pricing|gossip|flirting|lectures?|nonsense|codes|hold music|names)\b"
    r"|[a-z]+(?: [a-z]+){0,3} (?:ever|please|though|at all|under any circumstances)\W*$"
)
_TRAILED = re.compile(r",? (?:though|please|ever|at all|either)\W*$")
_HAS_SUBJECT = re.compile(
    r"(?:^|[,;:.\ue002] )(?:(?:and|but|so|oh|also) )?(?!it\b|she\b|he\b|and |but |please|also |so )[a-z][\w' "
    r"-]{1,80} $"
)
_IS_AGENT = re.compile(
    r"\b(?:(?:it|she|he|they)(?:'s|'re| is| are)?|agent|assistant|bot|robot|machine|thing|system|chatbot|"
    r"receptionist|must|"
    r"should|and|but|or|please|that|also|important|sure|"
    r"want is|"
    r"rules?|forgot|says?|note|always|ever|just|absolutely|for reference|obviously|well|ok|okay|oh|right|yeah|yes|"
    r"things|now|again|mind|"
    r"because|[a-z]+ly)[, ]* $"
)


_CASE = re.compile(
    r"(?:^|[\s,])(?:if|when|whenever|in case|who|which|(?<!sure )(?<!ensure )"
    r"(?<!important )(?<!vital )(?<!crucial )that)\s+[^,]{0,60}$"
)
_NO_ACT = re.compile(
    r"(?:on|at|in|before|after|during|outside|sundays?|weekends?|forget|hesitate|worry|mind|know|care|need to|"
    r"matter|have|want|think|like|really|sure|idea|"
    r"problem|yet|just|only|be shy|too|so|very|longer|more than|pushy|salesy|robotic|sound)\b"
)
_REFUSED = re.compile(
    r"[a-z]+(?: or [a-z]+)?(?: [a-z]+)? (?:advice|promises|discounts|payments|prices|quotes|diagnos\w+|guarantees|"
    r"bookings|refunds|stuff|talk|tips|opinions|estimates|details)|(?:advice|quotes?|estimates?|valuations|opinions|"
    r"guarantees|talk (?:about|of)|payments|discounts|refunds|promises|pricing|diagnoses|prices|"
    r"politics|"
    r"comments on|jokes|small talk|sales talk|upselling)\b"
)
"""What a bare "no" forbids, beside the unwanted and the verbs."""


_TOLD = re.compile(
    r"\b(?:want|rather|prefer|have it|like it|circumstances|at no point|on no account|do is|forbidden)\b|\bnot to$|"
    r"^nor "
)
"""Parts of a cue that tell the agent something whoever is the subject."""


def _forbidden(sentence: Sentence, found: re.Match[str]) -> list[str]:
    low, start = sentence.left, found.start("what")
    cue = found.group()[: start - found.start()].strip()
    words = found.group("what")
    if _is_of_others(low[: found.start()], cue) or _NO_ACT.match(words) or (cue == "no" and not _is_refused(words)):
        return []
    end = length(words)
    if cue.startswith("never") and " " not in words[:end].strip(" .") and verb_at(words, 0) is None:
        return []
    items = _items(sentence.text[start : start + end], words[:end], cue)
    thing = _FRONTED.search(low, 0, found.start()) if items and _POINTING.search(items[-1].lower()) else None
    if thing is None:
        return items
    said = sentence.text[slice(*thing.span("thing"))]
    said = said if said[1:2].isupper() else said[:1].lower() + said[1:]
    return [*items[:-1], " ".join(_POINTING.sub(r" \g<by>", items[-1]).split() + [said])]


_POINTING = re.compile(r" (?:those|them|these|that|it|this)(?P<by>(?: (?:on|up|out|off|over|away|back))?)$")
_FRONTED = re.compile(
    r"(?:^|[.;:!\ue002] ?)(?:and |but |also |oh |as for |so )*(?P<thing>(?!if |when |it |we |i |"
    r"please )[a-z][\w' ,-]{2,60}?),"
    r"(?: (?:it|she|he|you|the (?:agent|bot|assistant)))? $"
)
"""What "it mustn't take those on" points back to: "wasps and bumblebees, …"."""


def _is_of_others(before: str, cue: str) -> bool:
    """Whether a denial belongs to a case ("if they can't …") or tells what we, or callers, do not do."""
    if _CASE.search(before + cue[:12].rsplit(" ", 1)[0]):
        return True
    if _TOLD.search(cue):
        return False
    if _OURS.search(before):
        return True
    has_other_subject = _HAS_SUBJECT.search(before) is not None and _IS_AGENT.search(before) is None
    return "let" not in cue and (has_other_subject or cue.startswith(("we ", "i ")))


def _is_refused(words: str) -> bool:
    return bool(_UNWANTED.match(words) or _is_doing(words) or _REFUSED.match(words))


def _is_doing(words: str) -> bool:
    verb = verb_at(words, 0)
    return words.split()[0] in _plain_gerunds() or (verb is not None and verb.form is Form.GERUND)


def _items(text: str, low: str, cue: str) -> list[str]:
    """A list of verb phrases apart, a list of objects whole; a gerund is turned into the plain verb."""
    kept = len(re.sub(r",? please\W*$", "", low))
    text, low = text[:kept], low[:kept]
    first = verb_at(low, 0)
    if cue == "no" and _UNWANTED.match(low):
        return [f"no {_TRAILED.sub('', text).strip(' ,.')}"]
    if cue == "no" and low.startswith("comments "):
        return ["make " + text.strip(" ,.")]
    if cue == "no" and not low.split()[0].endswith("ing"):
        return (
            ["give " + text.strip(" ,.")]
            if re.search("advice|diagnos|opinion|quote|guarantee|estimate|tips|valuation", low)
            else [("" if low.startswith("talk ") else "offer ") + text.strip(" ,.")]
        )
    if first is None and not re.match(r"[a-z]+\b", low):
        return []
    is_doing = _DOING.match(low) is not None
    parts: list[str] = []
    position = 0
    for mark in re.finditer(r"\s*,\s*(?:or |nor |and )?|\s+(?:or|nor|and)\s+", low):
        verb = verb_at(low, mark.end())
        is_verb = verb is not None or (_DOING if is_doing else _FORBIDDEN_VERB).match(low, mark.end())
        if is_verb and " " in low[mark.end() :] and (verb is None or first is None or verb.form is first.form):
            parts.append(text[position : mark.start()])
            position = mark.end()
    parts.append(text[position:])
    return [_plain(part) for part in parts if len(part.strip(" ,.")) > 2]


_FORBIDDEN_VERBS = word_set(
    "share discuss promise diagnose guarantee reveal argue speculate guess disclose store waive commit "
    "agree admit mention insult prescribe comment interpret touch accept charge sign authorize authorise "
    "approve grant pressure push tell quote take give make ask say talk do act let allow help put send hand read name "
    "predict judge blame correct haggle bargain criticise criticize joke gossip leak release speak"
)
_DOING = re.compile(r"[a-z]{2,}ing\b")
_FORBIDDEN_VERB = re.compile(rf"(?:{'|'.join(sorted(_FORBIDDEN_VERBS))})\b")


def _plain(part: str) -> str:
    words = part.strip(" ,.")
    words = re.sub(r"^(?:ever|please|be(?= [a-z]+ing )|let (?:it|her|him|them)) |,? (?:please|either|ever)$", "", words)
    verb = verb_at(words.lower(), 0)
    if verb and verb.form is Form.GERUND:
        return (verb.base.replace("-", " ") + words[verb.end :])[:200]
    first, space, rest = words.partition(" ")
    return (_plain_gerunds().get(first.lower(), first) + space + rest)[:200]


@cache
def _plain_gerunds() -> dict[str, str]:
    return {form: verb for verb in _FORBIDDEN_VERBS for form in gerunds(verb)}
