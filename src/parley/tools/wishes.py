"""A wish in a person's words ("close an issue", "which files changed?") as actions and the words of its thing."""

from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from parley.tools.candidates import Action
from parley.tools.openapi.prose import singular, vocabulary, words

_STEMMER = snowballstemmer.stemmer("english")
_READ = (Action.LIST, Action.GET)
_VERBS: dict[str, tuple[Action, ...]] = {
    verb: actions
    for verbs, actions in (
        ("list all which every browse", (Action.LIST,)),
        ("what who whose whom how where when show see view look tell read check find search fetch know give", _READ),
        ("get retrieve track monitor query display inspect download count is are does did has have", _READ),
        ("create open make new file raise submit write post leave log publish issue start", (Action.CREATE,)),
        ("book order place register request send invite upload draft report begin", (Action.CREATE,)),
        ("take record collect capture", (Action.CREATE,)),
        ("add put attach ask", (Action.CREATE, Action.UPDATE)),
        (
            "update change edit modify set move reschedule rename mark correct adjust close reopen resolve",
            (Action.UPDATE,),
        ),
        ("assign approve accept enable disable pause resume lock unlock pin archive", (Action.UPDATE, Action.CREATE)),
        ("delete remove drop erase discard revoke unassign unstar unfollow unblock", (Action.DELETE,)),
        ("cancel stop end void withdraw", (Action.DELETE, Action.UPDATE, Action.CREATE)),
        ("run trigger merge fork star follow block", (Action.CREATE, Action.UPDATE)),
    )
    for verb in verbs.split()
}
"""What people's verbs do, what they do most often first."""
_PLAIN_VERBS = frozenset(
    verb for verb, actions in _VERBS.items() if len(actions) == 1 or actions == _READ or verb in {"add", "put", "ask"}
) - vocabulary("close reopen publish invite download search rename issue order request")
"""Verbs that only say which action is meant; all others may well be words of the operation's own."""
_STOP = vocabulary(
    "a an the of to in on at by for from with without into onto about as and or if that this these those it its my our "
    "your their his her me us you them i we they can could should would will may might must do does did be been being "
    "is are was were has have had not no so up out off over please want wants need needs like able let one ones some "
    "any each own there here me somebody someone something anything everything contain contains using use "
    "via per hand"
)
_HINTS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (
        vocabulary("who whom person people somebody someone anybody anyone everybody everyone colleague"),
        ("user", "member"),
    ),
    (vocabulary("me my mine myself"), ("authenticated", "current", "my")),
    (vocabulary("find search"), ("search", "query")),
    (vocabulary("start run trigger launch execute"), ("run", "trigger", "dispatch", "execute", "start")),
)
"""What APIs say for words of people; the words themselves are not asked for where they are people's."""
_PEOPLE = _HINTS[0][0]
_NAMES = vocabulary("issue order request file report draft log")
"""Verbs that are names of things far more often; they lead only where they come first."""
_ONE = vocabulary("a an one")


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish, read. `nouns` are the stems of its thing, `hints` those that may help; `verb` is the lead verb's stem.

    `first` is the action that its verb means most often; where it reads, whether one of the things is meant or all.
    """

    actions: frozenset[Action]
    verb: str
    nouns: tuple[str, ...]
    hints: tuple[str, ...]
    first: Action | None


def read(text: str) -> Wish:
    """The wish's actions (none where no verb says it) and stems, each once."""
    said = words(text)[:60]
    at = next((at for at, word in enumerate(said) if word in _VERBS and (at == 0 or word not in _NAMES)), None)
    lead = "" if at is None else said[at]
    rest = [word for index, word in enumerate(said) if index != at and word not in _STOP]
    nouns = dict.fromkeys(stem(word) for word in rest if word not in _PEOPLE)
    hints = [stem(hint) for cues, told in _HINTS if not cues.isdisjoint(said) for hint in told]
    if lead and lead not in _PLAIN_VERBS:
        hints.append(stem(lead))
    actions = _VERBS.get(lead, ())
    first = _number(said, rest) if actions == _READ else next(iter(actions), None)
    return Wish(frozenset(actions), stem(lead) if lead else "", tuple(nouns), tuple(dict.fromkeys(hints)), first)


def _number(said: list[str], rest: list[str]) -> Action | None:
    """ "Which files" are all of them, "a user" is one."""
    if not _ONE.isdisjoint(said[:4]):
        return Action.GET
    return Action.LIST if any(singular(word) != word for word in rest) else None


def stems(text: str) -> list[str]:
    """The stems of a text's words, small words left out."""
    return [stem(word) for word in words(text) if word not in _STOP]


def actions_of(title: str) -> frozenset[Action]:
    """What a title's first word says an operation does."""
    first = words(title)[:1]
    return frozenset(_VERBS.get(first[0], ())) if first else frozenset()


def is_plain_verb(word: str) -> bool:
    """Whether a word only names an action."""
    return word in _PLAIN_VERBS


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word's English stem, that of a doer or a receiver the verb's: contributor, assignee. Other scripts stay."""
    found = str(_STEMMER.stemWord(word[:60]))
    if found.endswith("tor") and len(found) > 7:
        return found[:-2]
    return found[:-1] if word.rstrip("s").endswith("ee") and len(found) > 5 else found
