"""Closed values that go and what comes in their place: a language, a tone, a datum of the goals, a task for a task."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from parley.builder.guided import answers, mentions
from parley.builder.guided.lexicon import TONE_ADVERBS, TONES, TONES_ABROAD
from parley.builder.guided.named import data_in, datum_told, languages_in, without_names
from parley.builder.guided.parting import Force
from parley.builder.guided.reading import Sentence, words
from parley.builder.guided.restating import about
from parley.builder.guided.revision import Revision, content

IDLE = mentions.roots(
    "booking order thing bit part goal task rule fact one option it them termin sache question field ask need know"
    " collect take want give record their customer caller client people dato campo pedir preguntar frage fragen nach"
    " abfrage erfragen feld kunde cliente"
)
_SHARED = content("book booking make order get take thing termin buchen")
REASON = re.compile(
    r"\b(?:because|since|as (?!well)|cos|given that|nobody|no one|which|already|weil|denn|porque|ya que)\b[^,;.!?]*"
    r"|因为.*"
)
"""Why something goes; what that names is no new value."""
_INSTEAD = re.compile(
    r"\b(?:instead|rather|but|will do|is enough|better|make|be|sound\w*|keep|use|more|lieber|sondern|eher|mejor"
    r"|sino|más)\b"
)
_LESS = re.compile(r"\b(?:not|too|less|so|n't|no|never|nicht|weniger|zu|menos|demasiado)\s+$")
_TASK = re.compile(
    r"(?:so |then |and |please |now )*(?:(?:they|it|people|callers|customers|clients|we|you|the agent|she|he)"
    r"(?:'d| can| should| could| will| may| must| would)? |let (?:them|people|callers|it) |can |have (?:them|it) "
    r"|to )?"
    r"(?:(?:re)?(?:name|call|make) (?:it|that) (?:to )?)?",
)


_PRONOUN = re.compile(r"\s+(?:it|them|that|those|please|then|now|es|sie|das|lo|la|los|las)$")


@dataclass(frozen=True, slots=True)
class Trade:
    """What goes, the words around it and in the sentence behind, and how much that takes back."""

    what: str
    around: str
    after: str
    force: Force
    evidence: str
    is_back: bool = False


def unmasked(sentence: Sentence) -> str:
    """The words of a sentence in lower case that no rule has used, quotations among them."""
    low = sentence.text.lower()
    if len(low) != len(sentence.left):
        return sentence.left
    return "".join(" " if left == "\ue002" else sign for sign, left in zip(low, sentence.left, strict=True))


def is_content(low: str) -> bool:
    """Whether words name anything."""
    return bool(mentions.roots(low) - IDLE)


def reasonless(text: str) -> str:
    """A text without the words that only tell why."""
    return REASON.sub(" ", text)


def traded(trade: Trade, revision: Revision) -> str:
    """Take out what is named and put in what is named for it; where that stands, "" where nothing was changed."""
    readers = [
        reader
        for reader, rivals in ((_languages, mentions.SLOTS), (_tones, mentions.SLOTS), (_data, mentions.SLOTS[1:]))
        if not _is_of_item(trade, revision, rivals)
    ]
    used = [reader(trade, revision) for reader in readers] or [""]
    return max(used, key=("", "here", "around", "after").index)


def _is_of_item(trade: Trade, revision: Revision, rivals: tuple[str, ...]) -> bool:
    """Whether the words name more than closed values of the brief or a goal that has them: "the Spanish lessons"."""
    goals = revision.items("goals")
    if datum_told(trade.what) in {name for goal in goals for name in goal["collect"]}:
        return False
    own = [*revision.items("tone"), *(name for goal in goals for name in goal["collect"])]
    own += [goal["name"] for goal in goals] if trade.force is not Force.WEAK else []
    named = frozenset[str]().union(*(mentions.roots(name.replace("_", " ")) for name in own))
    rest = mentions.roots(without_names(trade.what))
    rest = rest if trade.force is Force.WEAK else rest - IDLE
    if rest - named and not trade.is_back:
        return True
    return bool(rest) and mentions.item(trade.what, revision, rivals) is not None


def _languages(trade: Trade, revision: Revision) -> str:
    held: list[Any] = revision.items("languages")
    named = languages_in(trade.what)
    gone = [tag for tag in named if tag in held]
    if not named or (held and not gone):
        return ""
    fresh, used = _fresh(languages_in, trade, [*held, *named])
    kept = _in_place(held, gone, fresh)
    if (trade.force is Force.SWAP and not fresh) or not kept:
        return "" if held else "here"
    revision.put("languages", kept, trade.evidence)
    return used or "here"


def _in_place(held: list[Any], gone: Iterable[Any], fresh: list[str]) -> list[Any]:
    """The items with what is fresh where the first of those stood that go."""
    places = [held.index(item) for item in gone]
    if not places:
        return [*held, *fresh]
    kept = [each for at, item in enumerate(held) for each in (fresh if at == min(places) else []) + [item]]
    return list(dict.fromkeys(item for item in kept if item not in gone))


def _fresh(names: Callable[[str], list[str]], trade: Trade, held: list[str]) -> tuple[list[str], str]:
    """What is named beside it and not held, and where."""
    for text, where in ((trade.around, "around"), (trade.after, "after")):
        is_told = trade.force is Force.SWAP or _INSTEAD.search(text) is not None
        if names is data_in and is_told and not data_in(text) and (name := datum_told(text)) and name not in held:
            return [name], where
        if found := [name for name in names(text) if name not in held]:
            return found[:1], where
    return [], ""


def _tones(trade: Trade, revision: Revision) -> str:
    held: list[str] = revision.items("tone")
    said = set(words(trade.what))
    gone = [tone for tone in held if set(words(tone)) <= said]
    if not gone:
        return ""
    fresh, used = _fresh(tones_in, trade, [*held, *gone])
    if (
        fresh
        and trade.force is not Force.SWAP
        and not _INSTEAD.search(trade.around if used == "around" else trade.after)
    ):
        fresh, used = [], ""
    kept = _in_place(held, gone, fresh)
    if not kept or (trade.force is Force.SWAP and not fresh):
        return ""
    revision.put("tone", kept, trade.evidence)
    return used or "here"


def tones_in(text: str) -> list[str]:
    """The tones that a text names, those that it denies left out."""
    found = [
        (TONES_ABROAD.get(word.group()) or TONE_ADVERBS.get(word.group()) or word.group())
        for word in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
        if _is_tone(word.group()) and not _LESS.search(text[: word.start()])
    ]
    return list(dict.fromkeys(found))


def _is_tone(word: str) -> bool:
    return word in TONES or word in TONES_ABROAD or word in TONE_ADVERBS


def _data(trade: Trade, revision: Revision) -> str:
    """A datum of the goals that the sentence speaks of, else of all that ask for it."""
    goals = revision.items("goals")
    gone = _gone(trade.what, goals)
    if not gone:
        return _datum_instead(trade, revision)
    concerned = [goal for goal in goals if gone & set(goal["collect"])]
    words_ = about(f"{trade.what} {trade.around}")
    best = max(len(words_ & about(goal["name"])) for goal in concerned)
    concerned = [goal for goal in concerned if len(words_ & about(goal["name"])) == best]
    kept = {name for goal in concerned for name in goal["collect"]}
    fresh, used = _fresh(data_in, trade, [*kept])
    if used == "after" and (
        trade.force is Force.PLAIN and fresh[0] in {name for goal in goals for name in goal["collect"]}
    ):
        fresh, used = [], ""
    if trade.force is Force.SWAP and not fresh:
        return ""
    changed = [
        {**goal, "collect": _in_place(goal["collect"], [name for name in goal["collect"] if name in gone], fresh)}
        if goal in concerned
        else goal
        for goal in goals
    ]
    revision.put("goals", changed, trade.evidence)
    return used or "here"


def _gone(what: str, goals: list[dict[str, Any]]) -> set[str]:
    """The data held that words name, by the tables or by the words of their names."""
    named, said = {*data_in(what), datum_told(what)}, mentions.roots(what)
    return {
        name
        for goal in goals
        for name in goal["collect"]
        if name in named or (bool(meant := mentions.roots(name.replace("_", " "))) and meant == said)
    }


def _datum_instead(trade: Trade, revision: Revision) -> str:
    """What takes the place of a datum that is not held joins the goal that the sentence speaks of."""
    named = data_in(trade.what)
    fresh, used = _fresh(data_in, trade, named)
    goals, said = revision.items("goals"), about(f"{trade.what} {trade.around}")
    shared = [len(said & about(goal["name"]) - _SHARED) for goal in goals]
    if not named or not fresh or not goals or used != "around" or max(shared) == 0 or shared.count(max(shared)) > 1:
        return ""
    goal = goals[shared.index(max(shared))]
    goal["collect"] = list(dict.fromkeys([*goal["collect"], *fresh]))
    revision.put("goals", goals, trade.evidence)
    return used


def other_task(trade: Trade, revision: Revision) -> str:
    """Put a task in the place of the one that is spoken of; its data stay where it tells none."""
    if trade.force is not Force.SWAP or (found := mentions.item(trade.what, revision, ("goals",))) is None:
        return ""
    for text, where in ((trade.around, "around"), (trade.after, "after")):
        bare = _TASK.sub("", text.strip(" ,;:.!?-–—"), count=1)
        bare = _PRONOUN.sub("", bare.strip(" '\"“”‘’„«»"))
        made = answers.value("goals", bare) if bare else None
        if made:
            goals = revision.items("goals")
            goals[found[1]] = {**goals[found[1]], "name": made[0]["name"]}
            revision.put("goals", goals, trade.evidence)
            return where
    return ""
