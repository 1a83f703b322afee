"""What the agent must not do, and what it must always do."""

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
        r"oughtn't to|ought not to|isn't to|is not to|(?:it|she|he)'s (?:not|never) to|absolutely cannot do is|"
        r"(?:do not|don't) let (?:it|her|him|the agent|the bot)|not "
        r"allowed to|not supposed to|"
        r"(?:must|shall|should|may|can) (?:under no circumstances|on no account|in no case)|under no circumstances "
        r"should it|refrain from|avoid|no))"
        r"(?: ever| please| try to| absolutely| itself| in any case|, under any circumstances,?|, "
        r"ever,)*\s+(?P<what>[a-z][^;:!?\n\ue001\ue002]{2,220})"
    ),
    "without": r"\bwithout (?!having to)(?P<what>[a-z]+ing [^,;.]{2,80})",
    "ends": (
        r",? (?:and |or |nor |but )?(?:it |she |he )?(?:also )?(?:(?:must|may|should|can|shall|will|does|do) "
        r"(?:not|never)"
        r"|mustn't|doesn't|doesnt|shouldn't|oughtn't|(?:is|are) not (?:allowed )?to|"
        r"can't|cannot|won't|never|don't)\b"
        r"|,? (?:but|and (?:it|always|transfer|hand|escalate|please|if|use|keep|be|"
        r"send|offer)|instead|unless|always|just|it (?:should|can|must))\b"
        r"|,\s*(?:just |but |instead |please |always |it |she |he |transfer|hand |escalate|if |when |"
        r"that |so |only |offer |take |goodness|obviously|even |cash |prices |none |i'm |i'd |no |we're |we are "
        r"|we |people |they |ever\b)"
        r"|\.(?:\s|$)|\s[–—-]\s| because| since | so that"
    ),
    "always": (
        r"\b(?:(?:it|she|he|the agent|they)\s+(?:should|must|has to|needs to)\s+)?(?:always|make "
        r"sure (?:to|it)|be sure to|(?:must|should) (?:always|"
        r"only))\s+(?P<what>[a-z][^;!?\n\ue002]{3,200})"
    ),
    "keep": (
        r"\b(?:keep(?:s|ing)? (?:the |all |every )?(?:calls?|answers?|replies|responses|"
        r"conversations?|chats?)\s+(?P<what>[^;,!?\n\ue002]{2,120})"
        r"|(?:calls?|answers?|replies|responses|conversations?) (?:should|must) (?:not |never "
        r")?(?:be|stay|last|take|exceed)[^;,!?\n\ue002]{2,120}"
        r"|confirm (?:everything|each|every)\b[^;!?\n\ue002]{2,80}|one question at a time"
        r"|no more than [^;,!?\n\ue002]{2,80}|at most [^;,!?\n\ue002]{2,60}|"
        r"only (?:talk|speak|discuss|answer|handle|help|sell|book|take)s?\b[^;!?\n\ue002]{3,120})"
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
        position = found.start("what") + _length(found.group("what")) if listed else found.start("what")
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


def _length(what: str) -> int:
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
    r"\b(?:it|she|he|they|agent|assistant|bot|robot|machine|thing|system|chatbot|receptionist|must|"
    r"should|and|but|or|please|that|also|important|sure|"
    r"want is|"
    r"rules?|forgot|says?|note|always|ever|just|absolutely|for reference|obviously|[a-z]+ly)[, ]* $"
)


_CASE = re.compile(r"(?:^|[\s,])(?:if|when|whenever|in case|who|that|which)\s+[^,]{0,60}$")
_NO_ACT = re.compile(
    r"(?:on|at|in|before|after|during|outside|sundays?|weekends?|forget|hesitate|worry|mind|know|care|need to|"
    r"matter|have|want|think|like|really|sure|idea|"
    r"problem|yet|just|only|be shy|too|so|very|longer|more than|pushy|salesy|robotic|sound)\b"
)
_REFUSED = re.compile(
    r"[a-z]+(?: or [a-z]+)?(?: [a-z]+)? (?:advice|promises|discounts|payments|prices|quotes|diagnos\w+|guarantees|"
    r"bookings|refunds)|(?:talk (?:about|of)|payments|discounts|refunds|promises|pricing|diagnoses|prices|"
    r"politics|"
    r"comments on|jokes|small talk|sales talk|upselling)\b"
)
"""What a bare "no" forbids, beside the unwanted and the verbs."""


_TOLD = re.compile(
    r"\b(?:want|rather|prefer|have it|like it|circumstances|at no point|on no account|do is|forbidden)\b"
)
"""Parts of a cue that tell the agent something whoever is the subject."""


def _forbidden(sentence: Sentence, found: re.Match[str]) -> list[str]:
    low, start = sentence.left, found.start("what")
    cue = found.group()[: start - found.start()].strip()
    words = found.group("what")
    if _is_of_others(low[: found.start()], cue) or _NO_ACT.match(words) or (cue == "no" and not _is_refused(words)):
        return []
    length = _length(words)
    if cue.startswith("never") and " " not in words[:length].strip(" .") and verb_at(words, 0) is None:
        return []
    return _items(sentence.text[start : start + length], words[:length], cue)


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
            if re.search("advice|diagnos|opinion|quote|guarantee", low)
            else [("" if low.startswith("talk ") else "offer ") + text.strip(" ,.")]
        )
    if first is None and not re.match(r"[a-z]+\b", low):
        return []
    parts: list[str] = []
    position = 0
    for mark in re.finditer(r"\s*,\s*(?:or |nor |and )?|\s+(?:or|nor|and)\s+", low):
        verb = verb_at(low, mark.end())
        is_verb = (verb is not None or _FORBIDDEN_VERB.match(low, mark.end())) and low[mark.end() :].count(" ") >= 1
        if is_verb and (verb is None or first is None or verb.form is first.form):
            parts.append(text[position : mark.start()])
            position = mark.end()
    parts.append(text[position:])
    return [_plain(part) for part in parts if len(part.strip(" ,.")) > 2]


_FORBIDDEN_VERBS = word_set(
    "share discuss promise diagnose guarantee reveal argue speculate guess disclose store waive commit "
    "agree admit mention insult prescribe comment interpret touch accept charge sign authorize authorise "
    "approve grant pressure push tell quote take give make ask say talk"
)
_FORBIDDEN_VERB = re.compile(rf"(?:{'|'.join(sorted(_FORBIDDEN_VERBS))})\b")


def _plain(part: str) -> str:
    words = part.strip(" ,.")
    words = re.sub(r"^(?:ever|please|let (?:it|her|him|them)) |,? (?:please|either|ever)$", "", words)
    verb = verb_at(words.lower(), 0)
    if verb and verb.form is Form.GERUND:
        return (verb.base.replace("-", " ") + words[verb.end :])[:200]
    first, space, rest = words.partition(" ")
    return (_plain_gerunds().get(first.lower(), first) + space + rest)[:200]


@cache
def _plain_gerunds() -> dict[str, str]:
    return {form: verb for verb in _FORBIDDEN_VERBS for form in gerunds(verb)}


_KEEPING = word_set(
    """
    keep keeps keeping call calls answer answers replies responses conversation conversations confirm question than
    most only
    """
)
"""The words one of which the pattern "keep" needs."""


def constraints(sentence: Sentence) -> tuple[list[str], str]:
    """Standing rules ("always confirm the date", "keep calls under three minutes"), with the words."""
    low = sentence.left
    if sentence.words & {"always", "sure", "only"} and (always := _patterns()["always"].search(low)):
        start, end = always.start("what"), always.start("what") + _length(always.group("what"))
        is_bare = " " not in low[start:end].strip(" .!") or re.search(
            r"\b(?:we|they|you)(?:'re| are) $", low[: always.start()]
        )
        before = low[: always.start()].rstrip()
        is_ours = not before or before[-1] in ",.;:(\ue002-–" or f" {before}".endswith(_LEADING)
        if (
            is_ours
            and not is_bare
            and not low[start:end].startswith(("be ", "friendly", "polite", "open", "sound", "stay"))
        ):
            rule = _sentence(_base_first(sentence.text[start:end]), "only" if " only " in always.group()[:30] else "")
            return [rule], sentence.take(always.start(), end).strip(" ,")
    kept = _patterns()["keep"].search(low) if sentence.has(_KEEPING) else None
    if kept is None:
        return [], ""
    length = _length(kept.group())
    if re.match(r"keep\w* [a-z ]*?(?:friendly|warm|polite|calm|professional|casual)\b", kept.group()):
        return [], ""
    words = sentence.text[kept.start() : kept.start() + length]
    return [_sentence(words)], sentence.take(kept.start(), kept.start() + length).strip(" ,")


_LEADING = (" and", " but", " it", " she", " he", " agent", " assistant", " please", " should", " must", " bot", "it")


def _base_first(words: str) -> str:
    verb = verb_at(words.lower(), 0)
    return words if verb is None else verb.base.replace("-", " ") + words[verb.end :]


def _sentence(words: str, lead: str = "") -> str:
    plain = " ".join(f"{lead} {words}".split()).strip(" ,.")
    return (plain[:1].upper() + plain[1:])[:250]
