"""The goals of a brief: what callers get done, named in the imperative, with the data each of them needs."""

import re
from functools import cache

from parley.builder.guided import naming, nouns
from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set
from parley.builder.guided.verbs import Form, Phrase, Use, phrases, verb_at


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    agents = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
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
            r"(?:\b(?:that|who|which|to|should|must|can|could|will|would|shall|it|she|he|they|help|helps|us|"
            rf"{agents}|callers|customers|guests|patients|clients|members|people|and|(?P<for>for|on|with|in|of|by))"
            rf"(?: (?:is able|needs|has|is supposed|is|be able))?(?: to)?:?|[,:])\s+{adverbs}{help_}(?=(?P<verb>[a-z]))"
        ),
        "handles": re.compile(
            r"\b(?:handl(?:e|es|ing)|deals? with|dealing with|takes? care of|taking care of|responsible "
            r"for|in charge of|covers?|"
            r"covering|helps? (?:[a-z]+ )?with|takes|manag(?:e|es|ing))\s+(?P<list>[^.;:!?\n()]+)"
        ),
        "clause_if": re.compile(r"(?:^|, |\bbut |\band )(?:if|when|whenever|once|in case)\b[^,;.]{0,200}"),
        "ours": re.compile(
            r"\b(?:we|i|you|our team|our staff|my team)(?: also)? (?!(?:need|want|would|like|are looking|"
            r"am looking))[a-z]+"
        ),
    }


def found(sentence: Sentence) -> tuple[list[naming.GoalValue], str]:
    """The goals a sentence names and the user's words for them; those words are taken from the sentence."""
    values: list[naming.GoalValue] = []
    spans: list[tuple[int, int]] = []
    position = 0
    while (phrase_list := _next_list(sentence, position)) is not None:
        position = max(phrase_list[-1].end, phrase_list[0].start + 1)
        goals = _values(sentence, phrase_list)
        if goals:
            values += goals
            spans.append((phrase_list[0].start, phrase_list[-1].end))
    if not spans:
        return [], ""
    evidence = sentence.text[spans[0][0] : spans[-1][1]]
    for start, end in spans:
        sentence.take(start, end)
    return values, evidence.strip(" ,")


def _next_list(sentence: Sentence, position: int) -> list[Phrase] | None:
    low = sentence.left
    if position == 0:
        opening = verb_at(low, 0)
        if (
            opening
            and not naming.is_about_agents(" ".join(low[opening.end :].split()[:6]))
            and opening.use is Use.GOAL
            and opening.form is not Form.THIRD
        ):
            return phrases(low, 0, len(low))
    for cue in _patterns()["cue"].finditer(low, position):
        start = cue.start("verb")
        verb = verb_at(low, start)
        if verb is None or _is_ours(low, cue.start()):
            continue
        if cue.group("for") and verb.form is not Form.GERUND:
            continue
        if cue.group().strip()[0] in ",:" and verb.form is Form.GERUND and ":" not in cue.group():
            continue
        listed = phrases(low, start, len(low))
        if listed:
            return listed
    return None


def _is_ours(low: str, position: int) -> bool:
    """Whether the words before a cue make it the business's own doing ("we offer", "that we book")."""
    before = low[max(0, position - 24) : position + 5].split()
    return any(word in {"we", "i", "don't", "not", "never", "cannot", "can't", "we've"} for word in before[-3:])


def _values(sentence: Sentence, listed: list[Phrase]) -> list[naming.GoalValue]:
    objects = [_object(sentence, phrase) for phrase in listed]
    values: list[naming.GoalValue] = []
    for index, (phrase, wanted) in enumerate(zip(listed, objects, strict=True)):
        if not wanted:
            wanted = objects[index] = next((later for later in objects[index + 1 :] if later), "")  # noqa: PLW2901
        elif wanted.split()[0] in _PRONOUNS and index and objects[index - 1]:
            wanted = objects[index] = objects[index - 1]  # noqa: PLW2901 - "call leads back, qualify them"
        raw = sentence.text[phrase.start : phrase.end]
        if phrase.verb.base == "ask" and wanted.startswith("about "):
            values.append(naming.goal(f"Answer questions {_recased(naming.tidied(wanted), raw)}", []))
        elif phrase.verb.use is Use.GOAL:
            values += [item | {"name": _recased(item["name"], raw)} for item in naming.named(phrase.verb.base, wanted)]
    return values


_PRONOUNS = word_set("them it him her those these")


def _object(sentence: Sentence, phrase: Phrase) -> str:
    """What a phrase's verb is done to; "in Calendly" and "with Jira" say where, not what."""
    wanted = sentence.left[phrase.object_start : phrase.end]
    where = re.search(
        r"\s(?:in|into|via|through|using|on|with|to)\s(?:our |the )?(?=[A-Z])",
        sentence.text[phrase.object_start : phrase.end],
    )
    return (wanted[: where.start()] if where else wanted).strip(" ,:-")


def _recased(name: str, raw: str) -> str:
    """The name with the user's own capitals ("HR", "Spa Day")."""
    for word in raw.split():
        plain = word.strip(",.;:()'")
        if plain[1:] != plain[1:].lower() or (plain[:1].isupper() and raw.find(plain) > 0):
            name = re.sub(rf"(?<!\w){re.escape(plain.lower())}(?!\w)", plain.replace("\\", ""), name)
    return name


def listed(text: str) -> list[naming.GoalValue]:
    """The goals of an answer or a labelled list: one a line or comma, verbs or nouns."""
    values: list[naming.GoalValue] = []
    for line in re.split(r"[\n;]+|(?<=[.!?])\s", text):
        sentence = Sentence(text=line.strip(" -*•\t"), start=0, left=line.strip(" -*•\t").lower())
        goals = found(sentence)[0] or _noun_goals(sentence.left)
        values += goals
    return distinct(values)


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
    """Each goal once, by name, in order."""
    kept: dict[str, naming.GoalValue] = {}
    for value in values:
        kept.setdefault(value["name"].lower(), value)
    return list(kept.values())[:20]
