"""What an English message answers beside another thing: the sentences left over as callers, hours or limits."""

import re

from parley.builder.guided import inquiries
from parley.builder.guided.english import manner, stating
from parley.builder.guided.english.verbs import Form, is_noun_like, verb_at
from parley.builder.guided.reading import MASK_QUOTE, Reading, Sentence
from parley.builder.guided.tables import word_set

Told = tuple[str, str]
"""A slot and the words that are its value."""
SLOTS = ("hours", "scope_dont", "callers")
_TIMES = word_set(
    """
    always daily weekday weekdays weekend weekends morning mornings afternoon afternoons evening evenings night nights
    noon midday midnight dawn dusk clock 24 closed shut open hours monday tuesday wednesday thursday friday saturday
    sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun
    am pm day days 24h nonstop lunch lunchtime arvo
    """
)
_HOURS = re.compile(
    r"(?:(?:it|she|he|we|they|the agent|the bot|the office|the shop)(?:'s|'re)? (?:is |are )?(?:only |always |"
    r"just |open |on |there |here |answers? |works? |runs? |closed |shut )+|from |every |all |mostly |only |"
    r"just |any ?time|outside |out of |after |before |during |round |around |"
    r"when(?:ever)? |always|daily|nights?|days?|mornings?|evenings?|"
    r"afternoons?|week(?:day|end)s?|(?:mon|tue|wed|thu|fri|sat|sun)|24|seven days|\d)"
)
_RANGED = re.compile(r"\b[\w:.]+ (?:to|till|til|until|through) (?:half |quarter )?[\w:.]+|\d ?[-–] ?\d")
_NEGATIVE = word_set("no not never don't doesn't shouldn't mustn't can't cannot won't nothing nor avoid without isn't")
_LEAD = re.compile(r"(?:(?:and|oh|also|well|um|uh|just|then|plus|but|so|maybe|er|hm)\b[, ]*)+")
_WAIVING = re.compile(
    r"\b(?:up to you|you (?:choose|decide|pick)|your call|don't mind|no (?:idea|preference|preferences|rush|thanks|"
    r"problem)|not really|nothing|none|not sure|dunno|whatever|rest|the other (?:one|thing)|i|i'm|i'd|i'll|we'll|sorry|"
    r"thanks|yes|yeah|hang on|wait|mistake|slip|typo|correction|misread|my|anyway|anyhow|okay|perfect|lovely|great)\b"
)
_ANYBODY = re.compile(
    r"(?:it's |it is |that's |that'd be |they're |mostly |mainly |just |usually |only |our )*"
    r"(?:anyone|anybody|everyone|everybody|people|folks?|whoever|those|mostly|mainly)\b"
)
_IS_WHO = re.compile(
    r"(?:it's|it is|that's|that'd be|they're|they are|it'd be|it'll be|(?:our |the )?(?:callers|customers|clients) "
    r"are) (?:mostly |mainly |usually |just |only |really |all )*"
)
_RELATIVE = re.compile(r" (?:who|that|which|we|they|where|when|whose|from|with|of|in)\b.*?(?=,| and |$)")
_MANY = re.compile(r"\b(?:[a-z'-]{3,}(?<!ss)(?<!us)s|people|folk|staff|children|men|women|clientele|public)\b")


def told(reading: Reading, open_: list[str], *, is_of_facts: bool) -> list[Told]:
    """Each sentence that no rule has used, with the slot among those asked for which it gives a value.

    Things that are only named beside facts (`is_of_facts`) are no limits.
    """
    slots = [slot for slot in SLOTS if slot in open_]
    found: list[Told] = []
    for sentence in reading.sentences if slots else ():
        words = sentence.left.strip(" .,;!\n")
        if _is_left(sentence, words) and (slot := _slot(words, sentence, slots)):
            if is_of_facts and slot == "scope_dont" and _NEGATIVE.isdisjoint(sentence.words):
                continue
            found.append((slot, _bare(sentence.text, slot)))
    return found


def _bare(text: str, slot: str) -> str:
    """A sentence without its full stop, and who calls without "it's"."""
    said = _IS_WHO.match(text.lower()) if slot == "callers" else None
    return text[said.end() if said else 0 :].strip(" .")


def _is_left(sentence: Sentence, words: str) -> bool:
    if len(words) < 4 or "\ue002" in words or MASK_QUOTE in words or len(words.split()) > 30:
        return False
    return _WAIVING.search(words) is None and not inquiries.is_question(sentence.text.lower())


def _slot(words: str, sentence: Sentence, slots: list[str]) -> str:
    """Which of the slots a sentence answers, "" for none."""
    is_negative = not _NEGATIVE.isdisjoint(sentence.words)
    bare = words[lead.end() :] if (lead := _LEAD.match(words)) else words
    if "hours" in slots and _RANGED.fullmatch(bare):
        return "hours"
    is_timed = sentence.has(_TIMES) and not is_negative and _HOURS.match(bare) is not None
    if "hours" in slots and is_timed and len(bare.split()) < 16 and not stating.is_remark(bare):
        return "hours"
    if "scope_dont" in slots and (is_negative or ("callers" not in slots and _is_thing(bare))):
        return "scope_dont"
    return "callers" if "callers" in slots and not is_negative and _is_who(bare) else ""


def _is_thing(words: str) -> bool:
    """Whether a sentence only names things: "Discounts.", "Medical advice, other people's bookings"."""
    if manner.tones_in(words) or len(words.split()) > 12:
        return False
    verb = verb_at(words, 0)
    if verb and verb.form is not Form.GERUND and not is_noun_like(words, verb):
        return False
    return not _has_verb(_RELATIVE.sub("", words))


def _has_verb(words: str) -> bool:
    return any(word.strip(",;:()") in stating.VERBS or word.endswith(("'s", "'re")) for word in words.split())


def _is_who(words: str) -> bool:
    """Whether a sentence only says who somebody is: "Regulars, mums, a couple of cafés we supply"."""
    if ":" in words:
        return False
    if _ANYBODY.match(words):
        return True
    said = _IS_WHO.match(words)
    bare = words[said.end() :] if said else words
    verb = verb_at(bare, 0)
    if verb and verb.form is Form.BASE and not said:
        return False
    return _MANY.search(bare) is not None and not any(map(str.isdigit, bare[:3])) and not _has_verb(_less(bare))


def _less(words: str) -> str:
    return _RELATIVE.sub("", words)
