"""The goals of a brief: what callers get done, named in the imperative, with the data each of them needs."""

import re
from dataclasses import dataclass
from functools import cache

from parley.builder.guided import sameness
from parley.builder.guided.english import naming, needs, nouns
from parley.builder.guided.english.verbs import Form, Phrase, Use, Verb, is_noun_like, phrases, verb_at
from parley.builder.guided.lexicon import AGENT_NOUNS, AGENT_RUNS, CALLERS
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    agents = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
    everybody = "|".join(sorted(word for word in CALLERS if word.endswith("s") or word == "people"))
    callers = (
        r"(?:callers|customers|clients|people|patients|guests|members|employees|students|parents|tenants|"
        r"users|visitors)"
    )
    adverbs = (
        r"(?:(?:also|then|automatically|politely|quickly|mainly|mostly|just|only|simply|first|either|help|be "
        r"able to) )*"
    )
    help_ = (
        rf"(?:(?:help|let|allow|assist)(?:s|ing)? (?:our |the |my )?(?:{callers[3:-1]}|them|us|me|staff) "
        rf"(?:to |with )?)?"
    )
    return {
        "cue": re.compile(
            r"(?:\b(?=\w)(?:(?:that|who|which)(?:'ll|'d)?|it|she|he|they|to|should|must|can|could|will|would|"
            r"shall|help|helps|us|"
            rf"{agents}|{everybody}|and|then|(?P<for>for|on|with|in|of|by))"
            rf"(?: (?:is able|needs|has|is supposed|is|be able))?(?: to)?:?"
            rf"|[,:)])\s+{adverbs}{help_}(?=(?P<verb>[a-z]))"
        ),
        "serves": re.compile(
            rf"\b(?=\w)(?:{agents})\b"
            rf"(?: agent| assistant)?(?:(?: for (?:our )?[a-z]+)?:| for) (?P<list>(?!our\b|my\b|an?\b|"
            rf"the\b)[a-z][^.;:!?\n()\ue000-\ue002]{{6,200}}?)"
            r"(?=[.;:!?\n()\ue000\ue001]|$| that | which | who | at | in our | on our )"
        ),
    }


MAX_LISTS = 16


@dataclass(frozen=True, slots=True)
class Task:
    """A goal with the place in its sentence that names it."""

    value: naming.GoalValue
    start: int
    end: int


def found(sentence: Sentence) -> list[Task]:
    """The goals a sentence names, in order; their words are taken from the sentence."""
    tasks = [Task(*need) for need in needs.found(sentence)] + _served_by_noun(sentence)
    position = 0
    for _ in range(MAX_LISTS):
        listed = _next_list(sentence, position)
        if listed is None:
            break
        new = _tasks(sentence, listed)
        position = max(listed[-1].end, listed[0].start + 1) if new else listed[0].verb.end
        tasks += new
    for task in tasks:
        sentence.take(task.start, task.end)
    return tasks


def _served_by_noun(sentence: Sentence) -> list[Task]:
    """ "an assistant for membership questions, booking classes and returns": tasks as nouns and gerunds."""
    low = sentence.left
    if not sentence.has(AGENT_RUNS) or (" for " not in low and ": " not in low):
        return []
    opening = _patterns()["serves"].search(low)
    if opening is None:
        return []
    tasks: list[Task] = []
    others: list[tuple[int, int]] = []
    gerund: Verb | None = None
    start, end = opening.span("list")
    for part in re.finditer(
        r"(?:^|,\s*(?:and |or )?|\s+(?:and|plus)\s+)(.+?)(?=,|\s+(?:and|plus)\s|$)", sentence.left[start:end]
    ):
        place = start + part.start(1), start + part.end(1)
        verb = verb_at(sentence.left, place[0])
        is_joined = part.group().strip().startswith(("and ", "plus "))
        if verb and verb.form is Form.GERUND and verb.use is Use.GOAL:
            gerund = verb
            tasks += _tasks(sentence, [Phrase(verb, place[0], verb.end + 1, place[1])])
        elif gerund and is_joined:
            tasks += [Task(value, *place) for value in naming.named(gerund.base, part.group(1))]
        elif known := _noun_goals(part.group(1).strip("\ue002 ")):
            tasks += [Task(value, *place) for value in known]
        else:
            others.append(place)
    if tasks and others:
        topics = " and ".join(sentence.text[slice(*place)].strip() for place in others)
        tasks.append(Task(naming.goal(f"Answer questions about {topics}", []), others[0][0], others[-1][1]))
    return tasks if len(tasks) > 1 else []


def _next_list(sentence: Sentence, position: int) -> list[Phrase] | None:
    low = sentence.left
    lead = _LEAD_IN.match(low)
    start = lead.end() if lead else 0
    if position == 0 and _is_imperative(low[start:]):
        return phrases(low, start, len(low))
    for cue in _patterns()["cue"].finditer(low, position):
        verb = verb_at(low, cue.start("verb"))
        if verb is not None and _is_cued(low, cue, verb):
            return phrases(low, verb.start, len(low))
    return None


_LEAD_IN = re.compile(
    r"(?:(?:then|also|and|finally|next|after that|afterwards|please|everything else|anything else|otherwise),? "
    r"(?:(?:just|simply|it should|it can|should|can|to) )*)"
)


def _is_imperative(low: str) -> bool:
    """ "Book tables …" and "Booking tables …", but not "Build an agent that …"."""
    verb = verb_at(low, 0)
    if verb is None or verb.use is not Use.GOAL or verb.form is Form.THIRD:
        return False
    return not naming.is_about_agents(" ".join(low[verb.end :].split()[:6]))


def _is_cued(low: str, cue: re.Match[str], verb: Verb) -> bool:
    """Whether a verb behind a cue ("that", "to", "should", a comma …) is the agent's or the caller's doing."""
    who = cue.group().split()[0]
    if _is_ours(low, cue.start()) or (verb.base == "call" and low[verb.end :].startswith(" to ")):
        return False
    if _HABIT.match(low, verb.end) or (verb.base in {"want", "like"} and low.startswith(" to ", verb.end)):
        return False
    if verb.base in _REACHING and (who in CALLERS or _SPEAKER.search(low[: verb.start])):
        return False
    if verb.use in {Use.DUTY, Use.MANNER} and cue.group().split()[0] in CALLERS:
        return False
    if cue.group("for"):
        return verb.form is Form.GERUND
    if cue.group().startswith(")"):
        return verb.form is Form.THIRD
    if cue.group().strip()[0] not in ",:":
        return True
    return not is_noun_like(low, verb) and (verb.form is not Form.GERUND or ":" in cue.group())


_HABIT = re.compile(
    r" (?:all the time|constantly|(?:too |so |quite |very )?often|every (?:day|week|month|year|season))\b"
)
"""What things do by themselves: "prices, they change all the time"."""
_REACHING = frozenset({"call", "pick", "call-back"})
_SPEAKER = re.compile(rf"\b(?:{'|'.join(sorted(CALLERS))})(?: \w+)? (?:can|could|may|will|who|that|to)(?: \w+)? $")
"""Who rings the agent: "tenants can call any time" says nothing of what they get done."""


def _is_ours(low: str, position: int) -> bool:
    """Whether the words before a cue make it the business's own doing ("we offer", "that we book")."""
    before = low[max(0, position - 24) : position + 5].split()
    if any(word in {"we", "i", "don't", "not", "never", "cannot", "can't", "we've"} for word in before[-3:]):
        return True
    return _OURSELVES.search(low, max(0, position - 24), position) is not None


_OURSELVES = re.compile(r"\b(?:ask|tell|told|want|need|got|get|remind|persuade|send|sent|expect)(?:s|ed)? (?:me|us) $")
"""Before "to": what somebody wants of the user."""


def _tasks(sentence: Sentence, listed: list[Phrase]) -> list[Task]:
    objects = [_object(sentence, phrase) for phrase in listed]
    tasks: list[Task] = []
    for index, phrase in enumerate(listed):
        if not objects[index]:
            objects[index] = next((later for later in objects[index + 1 :] if later), "")
        if objects[index] in {"one", "ones"}:
            objects[index] = _implied(sentence, listed[0].start)
        elif objects[index] in _PRONOUNS and index:
            objects[index] = objects[index - 1] or objects[index]
        objects[index] = objects[index] or _implied(sentence, listed[0].start)
        raw = sentence.text[phrase.start : phrase.end]
        tasks += [Task(value, phrase.start, phrase.end) for value in _named(phrase, objects[index], raw)]
    return tasks


def _named(phrase: Phrase, wanted: str, raw: str) -> list[naming.GoalValue]:
    if phrase.verb.base == "ask":
        return [item | {"name": recased(item["name"], raw)} for item in naming.asked(wanted)]
    if phrase.verb.base == "know" and re.match(r"(?:where|about|what|how|when|which|whether) ", wanted):
        return [item | {"name": recased(item["name"], raw)} for item in naming.asked(wanted)]
    if phrase.verb.base == "redirect" and re.match(r"(?:an?|the|their) (?:parcel|package|delivery|shipment)", wanted):
        return naming.named("redirect", wanted)
    if phrase.verb.use is not Use.GOAL and not (phrase.verb.base in _WRITING and _WRITTEN.match(wanted)):
        return []
    if asking := _ASKING.search(wanted):
        return naming.named(phrase.verb.base, wanted[: asking.start()]) + naming.asked(wanted[asking.end() :])
    return [item | {"name": recased(item["name"], raw)} for item in naming.named(phrase.verb.base, wanted)]


_ASKING = re.compile(r"\b(?:asking|who ask|wanting to know) (?=about|for|where)")
_WRITING = frozenset({"log", "record", "note"})
_WRITTEN = re.compile(
    r"(?:an? |new |their )?(?:[a-z]+ )?(?:requests?|complaints?|faults?|repairs|absences?|meter readings?|"
    r"notice (?:to|of) [a-z]+|orders|claims?|incidents?)\b"
)
"""What "log" and "record" make a goal of; "log every call" is the agent's own duty."""
_PRONOUNS = word_set("them it him her those these one ones")


def _implied(sentence: Sentence, before: int) -> str:
    """What "lets them confirm or cancel" is about: the nearest bookable thing said before in the sentence."""
    said = [
        word for word in re.findall(r"[a-z-]+", sentence.text[:before].lower()) if word.rstrip("s") in nouns.ARRANGED
    ]
    return said[-1] if said else ""


def _object(sentence: Sentence, phrase: Phrase) -> str:
    """What a phrase's verb is done to; "in Calendly" and "with Jira" say where, not what."""
    wanted = sentence.left[phrase.object_start : phrase.end]
    where = _WHERE.search(sentence.text[phrase.object_start : phrase.end])
    return (wanted[: where.start()] if where else wanted).strip(" ,:-")


_WHERE = re.compile(r"\s(?:in|into|via|through|using|on|with|to)\s(?:our |the )?(?=[A-Z])")


def recased(name: str, raw: str) -> str:
    """The name with the user's own capitals ("HR", "Spa Day")."""
    for word in raw.split():
        plain = word.strip(",.;:()'")
        if plain[1:] != plain[1:].lower() or (plain[:1].isupper() and raw.find(plain) > 0):
            name = re.sub(rf"(?<!\w){re.escape(plain.lower())}(?!\w)", plain.replace("\\", ""), name)
    return name


def listed(text: str) -> list[naming.GoalValue]:
    """The goals of an answer or a labelled list: one a line or comma, verbs or nouns."""
    values: list[naming.GoalValue] = []
    for line in re.split(r"[\n;]+|(?<=[.!?])\s|(?:^|,?\s)\(?\d{1,2}[.)]\s", text):
        sentence = Sentence(text=line.strip(" -*•\t"), start=0, left=line.strip(" -*•\t").lower())
        values += [task.value for task in found(_told(sentence))] or _noun_goals(sentence.left)
    return distinct(values)


def _told(sentence: Sentence) -> Sentence:
    """A line that begins with what "it" does, with that subject."""
    verb = verb_at(sentence.left, 0)
    if verb is None or verb.form is not Form.THIRD:
        return sentence
    return Sentence(text=f"it {sentence.text}", start=0, left=f"it {sentence.left}")


def _noun_goals(low: str) -> list[naming.GoalValue]:
    values = []
    for part in re.split(r"\s*,\s*(?:and |or )?|\s+(?:and|or|plus)\s+", low.strip(" .")):
        part = naming.OWNERS.sub("", part.strip())
        name = nouns.NOUN_GOALS.get(part)
        if name:
            values.append(naming.goal(name, naming.data_of_name(name)))
        elif part and part.split()[-1] in {"questions", "enquiries", "inquiries"}:
            subject = part.rsplit(" ", 1)[0] if " " in part else "the business"
            values.append(naming.goal(f"Answer questions about {subject}", []))
    return values


def distinct(values: list[naming.GoalValue]) -> list[naming.GoalValue]:
    """Each goal once, in order."""
    kept: dict[str, naming.GoalValue] = {}
    for value in values:
        kept.setdefault(sameness.key(value["name"]), value)
    return list(kept.values())[:20]
