"""What a datum is called: "the patient's date of birth", "size of tyre", "a number to ring back on"."""

import re
from collections.abc import Iterable

from parley.builder.guided.english import data_questions, nouns
from parley.builder.guided.english.verbs import verb_at
from parley.builder.guided.lexicon import CALLERS
from parley.builder.guided.reading import runs
from parley.builder.guided.tables import word_set
from parley.builder.language.data import variable

_OURS = "|".join(sorted(CALLERS - {"parent", "parents", "owner", "owners", "family"}))
_LEAD = re.compile(
    r"^(?:(?:uh|um|er|erm|oh|och|ah|aye|yeah|well|maybe|roughly|obviously|naturally|you know|"
    r"like|sort of|just|only|then|also|"
    r"first(?=,| the\b| their\b| of all)|"
    r"at least|always|exactly|again|"
    r"all|both|and|or|plus|please|the|their|a|an|your|our|his|her|its|any|some|short|brief|good|rough|exact|for|"
    r"to get|to have|"
    r"what's the best|the best|best|i need|we need|it needs|what about|that's|that is|it's|they|us|me|"
    r"caller's|name and shame|usual|"
    rf"(?:{_OURS})(?:'s|s')|to ask)\b,? )+(?=\S)|^full (?=contact)"
)
_TAIL = re.compile(
    r",? (?:from (?:them|the caller|callers|customers|him|her|those|these)|of the caller|if .*|when .*|before .*|"
    r"so (?:that )?.*|"
    r"for (?:the|each|every|a|that|it) .*|(?:back )?to (?!address)\w+ .*|as well|too|first|please|where .*|early on|"
    r"(?:is |are |will be |should be )?(?:optional(?:ly)?|enough|fine|all|needed|required|plenty|mandatory|only|"
    r"obviously|naturally|of course|roughly|to be (?:noted|taken|asked|given)|necessary)(?: .*)?|"
    r"(?:will|would|'ll) (?:do|suffice|be enough)(?: me| us)?(?: for .*)?|itself|themselves|is it|now|anymore|"
    r"any more|again|instead|in its place|suits?(?: .*)?|"
    r"works?(?: .*)?|(?:they|he|she|we|you|it)"
    r"(?:'d|'s|'ve|'ll|'re)? .*|on file|as usual|in case .*|because .*|then .*|\(.*|(?:that|which|who|whom|why) .*|"
    r"why|of (?:what|where|how) .*|"
    r"(?:before|by|on|at|to|from|for|with|under) (?:which|whom) .*|in (?:question|full)|(?:to )?send .*)$"
)
_HELD_BY = re.compile(r"^(?P<head>(?:e-?mail|phone|number|name)\b[a-z -]*?) (?:on|used for) (?:the|their) [a-z]+$")
_RECEIVER = re.compile(
    r"name of (?:who(?:ever)?|the (?:person|one)(?: who)?) (?:it's for|gets|receives|is getting|will (?:get|receive))\b"
)
_OF = re.compile(
    r"^(?P<head>[a-z-]+) (?:of|for|on) (?P<the>(?:the|their|a|an|his|her|its|your) )?(?:(?:existing|old|current|"
    r"original|new|present) )?(?P<of>[a-z'-]+(?: [a-z-]+)?)$"
)
_LONG_OF = re.compile(r"^(?P<head>[a-z-]+ [a-z]+(?: [a-z]+)?) (?:of|on) (?:the|their) [a-z -]+$")
_OWN = frozenset({"email", "e-mail", "phone", "list", "copy"})
_DATED = re.compile(r"(?:appointment|visit|booking|lesson|class|session|ride|stay|reservation|viewing|call|slot)$")
_COUNTED = frozenset({"number", "amount", "quantity"})
_FIXED = word_set("area steps reason proof place method means point mode country state time length")
"""Heads whose name keeps its order: "area of law", "steps to reproduce"; "date of birth" where no article stands."""
_DAYS = re.compile(r"^(?:day|date) of (?:the )?(?P<of>arrival|departure|return|delivery|collection|pick-?up)$")

_NOT_DATA = word_set(
    """
    them callers caller it that which who human person calls emergencies complaints then if when us they we you me
    everything anything something stuff things tomorrow today help advice money time's business way ones one nothing
    agent assistant bot someone somebody hand over details only people plenty session uh um
    """
)
_CLAUSE = word_set(
    """
    i we he she you they it us this that these those is are was were be been am isn't aren't it's that's there's
    they're we're you're i'm has have had do does did don't doesn't not never no can could should would will must
    may might gotta gets get got take takes need needs want wants ask asks require requires give gives tell tells
    say says please let our my so because just very too there here go goes going call calls put puts send sends pass
    transfer come comes ring rings speak talk
    lord god goodness heaven knows know honestly haha lol bless cheers
    who what how why but if when with without dear hello hi
    """
)
"""Words that no datum's name has: they make it a sentence."""
_REACHED = re.compile(
    r"^(?:phone |contact |mobile |cell |good )?number (?:back |on which |where |we can |you can |to (?:ring|call|"
    r"reach|"
    r"phone|text|get|contact|be))"
)
_PHONES = re.compile(r"(?:[a-z]+(?:'s|s')? )?(?:mobile|cell|telephone|phone)(?: (?:no|number))?$")
_MAILS = re.compile(r"(?:contact |the )?e-?mail(?: id| address)?$")
_STRANGE = re.compile(
    r"^(?:to|for|with|from|at|in|on|of|by) |[:;!?>→–—£$€%()\ue000-\ue002]|(?<!last )(?<!first )\b\d|'(?:d|ll|re|ve|"
    r"m)\b"
)
_JOINED = re.compile(r"[:>→–—(]| - ")
_NUMBER_OF = re.compile(r"(?:\b(?:no|nr|num)\b\.?|#)(?= of )")
_PART = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")


_WORDS = frozenset(name.rpartition("-")[2] for name in nouns.DATA_NOUNS) | word_set(
    "no nr num whether who what which where how since when why if"
)
VOCABULARY = _WORDS.union(*(found for name in nouns.DATA_NAMES if _WORDS.isdisjoint(found := runs(name))))
"""Words of which every known datum has one, but for questions that begin with a verb."""
_VERBS = word_set("is are has have did do does can could will would")
_INVERTED = re.compile(rf"\b(?:{'|'.join(sorted(_VERBS))})\s+(?:the|it|he|she|any)")


def may_name(low: str, runs: Iterable[str]) -> bool:
    """Whether a text, `runs` its letters and digits, may hold a datum that `known` finds in it or a part of it."""
    if not VOCABULARY.isdisjoint(runs) or "#" in low:
        return True
    return not _VERBS.isdisjoint(runs) and _INVERTED.search(low) is not None


def known(words: str) -> str | None:
    """The name of a datum; None when the words name none that is known by its words or its shape."""
    plain = _NUMBER_OF.sub("number", " ".join(words.split()).strip(" .:!'\"-–,;"))
    if _JOINED.search(plain):
        return None
    if (said := nouns.DATA_NAMES.get(plain)) or data_questions.is_question(plain):
        return said or data_questions.named(plain)
    led = _LEAD.sub("", plain, count=1)
    if (said := nouns.DATA_NAMES.get(led)) or data_questions.is_question(led):
        return said or data_questions.named(led)
    if _REACHED.match(led):
        return "phone_number"
    if _RECEIVER.match(led):
        return "recipient_name"
    bare = _of(_TAIL.sub("", led).strip(" ,"))
    if said := nouns.DATA_NAMES.get(bare):
        return said
    parts = _PART.findall(bare)
    is_name = 1 <= len(parts) <= 6 and _CLAUSE.isdisjoint(parts) and _STRANGE.search(bare) is None
    return _variable(parts) if is_name and _is_datum(parts) else None


_ARTICLES = ("the ", "their ")


def loose(words: str) -> str | None:
    """An item among data that are known: short words that are no action and nobody."""
    bare = _of(_TAIL.sub("", _LEAD.sub("", " ".join(words.split()).strip(" .:!'\"-–,;"), count=1)).strip(" ,"))
    parts = bare.split()
    if (
        not 1 <= len(parts) <= 4
        or bare in {"and", "or"}
        or (verb_at(bare, 0) and (len(parts) > 1 or not words.lstrip().startswith(_ARTICLES)))
        or not all(map(_plain, parts))
        or _STRANGE.search(bare)
    ):
        return None
    return _variable(_PART.findall(bare)) if _NOT_DATA.isdisjoint(parts) and _CLAUSE.isdisjoint(parts) else None


def _plain(part: str) -> bool:
    return part.replace("-", "").replace("'", "").isalpha()


def _of(bare: str) -> str:
    """The head with its owner before it: "registration of the car" is the "car registration"."""
    if held := _HELD_BY.match(bare):
        return held.group("head")
    if day := _DAYS.match(bare):
        return f"{day.group('of')} date"
    if of := _OF.match(bare):
        return _owned(of)
    if long := _LONG_OF.match(bare):
        return long.group("head")
    return bare


def _owned(of: re.Match[str]) -> str:
    head, owner = of.group("head"), of.group("of")
    if head in _COUNTED:
        return of.group()
    if head in _OWN or re.fullmatch(_OURS, owner):
        return owner if head == "list" else head
    if head == "date" and of.group("the") and _DATED.search(owner):
        return head
    if (head in _FIXED or head == "date") and not of.group("the"):
        return of.group()
    return f"{owner} {head}" if head in nouns.DATA_NOUNS else of.group()


def _variable(parts: list[str]) -> str:
    said = [part.removesuffix("'s").removesuffix("s'") for part in parts]
    if len(said) > 1 and said[1] in {"name", "age", "phone", "weight"} and re.search(r"[^su]s$", said[0]):
        said[0] = said[0][:-1]
    plain = " ".join(said)
    if _PHONES.fullmatch(plain) or plain == "phone number":
        return "phone_number"
    return "email" if _MAILS.fullmatch(plain) else variable(plain)


_BEHIND = word_set("of for to on by or no id used where out")


def _is_datum(parts: list[str]) -> bool:
    if parts[-1] in nouns.DATA_NOUNS:
        return True
    if parts[0] in nouns.DATA_HEADS and parts[1] in _BEHIND:
        return True
    return len(parts) > 2 and "of" in parts and parts[parts.index("of") - 1] in nouns.DATA_HEADS
