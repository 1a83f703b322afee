"""Turns a verb and its object into a goal: an imperative name ("Book an appointment") and the data it usually needs."""

import re
from typing import Any

from parley.builder.guided.english import checks, idle, nouns
from parley.builder.guided.reading import MASK_QUOTE
from parley.builder.guided.recipients import PEOPLE
from parley.builder.guided.tables import word_set
from parley.builder.language.data import variable

GoalValue = dict[str, Any]


_ARRANGE = word_set("book schedule reserve arrange organise organize plan set-up offer rent")
_REARRANGE = word_set(
    """
    reschedule rearrange rebook move change modify amend postpone edit update extend
    """
)
_REFER = word_set(
    """
    check track trace find look-up cancel return exchange refund pay reset unlock renew verify
    """
)
_TAKE = word_set(
    """
    look-into take file report open create raise register request submit place receive provide give estimate
    """
) | {"quote", "survey", "order", "handle", "donate", "process", "collect-payments", "start", "log", "record", "capture"}
_MULTIPLE = word_set("manage handle process deal-with cover support help assist")
_PUBLIC = {
    "deal-with": "deal with",
    "look-up": "look up",
    "read-out": "read out",
    "sign-up": "sign up",
    "pre-book": "pre-book",
    "follow-up": "follow up",
}


OWNERS = re.compile(
    r"^(?:(?:their|our|my|your|his|her|its|any|all|new|incoming|inbound|every|each|some|existing|basic)\s+)*"
    r"(?:(?:caller|customer|patient|client|guest|member|user|employee|people|visitor|student|tenant)(?:'s|s')\s+)?"
)
_KEPT = re.compile(
    r"^((?:new|existing|basic|incoming|inbound|all)\s+)+(?=questions|leads|calls|patients|customers|clients|claims)"
)
_LEAD_DATA = ["name", "company", "email"]


def named(verb: str, wanted: str) -> list[GoalValue]:
    """The goals of one verb and its object in lower case; empty where the object says nothing a caller can get done."""
    wanted = tidied(wanted)
    if not wanted and verb in {"troubleshoot", "upsell", "follow-up"}:
        return [goal(_public(verb), [])]
    if wanted.startswith("where "):
        return asked(wanted)
    if not wanted or MASK_QUOTE in wanted or is_about_agents(wanted) or len(wanted) < 3:
        return []
    if verb in _MULTIPLE and not idle.is_minding(verb, wanted.split()):
        return _several(verb, wanted)
    if idle.says_nothing(verb, wanted.replace(",", " ").split()) or checks.is_of_data(verb, wanted):
        return []
    if verb in {"tell", "inform", "notify", "give", "provide"}:
        whither = re.match(rf"(?:{'|'.join(sorted(idle.WHOM))}) (?=where (?:their|the|an?) \w+ (?:is|are)\b)", wanted)
        if whither:
            return asked(wanted[whither.end() :])
        return [goal(f"{_public(verb)} {_informed(wanted)}", _data(verb, _singular(wanted)[1], wanted))]
    singular, noun = _singular(wanted)
    return [goal(f"{_public(verb)} {singular}", _data(verb, noun, singular))]


def asked(wanted: str) -> list[GoalValue]:
    """What callers "ask about prices" or "ask where their order is" for; asking for a person is no goal."""
    wanted = re.sub(
        r"^(?:if|whether|why|you|them|calls?$|all the time|that\b|that's\b|can\b|could\b|do\b|does\b|is\b|are\b|"
        r"will\b|first\b|about for\b)\b.*",
        "",
        wanted,
    )
    where = re.match(r"where (?:their|the|an?|its|his|her) (\w+) (?:is|are)\b", wanted)
    if where:
        singular, noun = _singular(where.group(1))
        return [goal(f"Check the status of {singular}", list(nouns.REFERENCES.get(noun, [])))]
    status = re.match(r"(?:about |for )?(?:the |their )?status of (?:their |the )?(.+)", wanted)
    if status:
        singular, noun = _singular(tidied(status.group(1)))
        return [goal(f"Check the status of {singular}", list(nouns.REFERENCES.get(noun, [])))]
    about = re.match(r"(?:about |for )?(?P<what>.+)", wanted)
    if about is None or PEOPLE.search(about.group("what")):
        return []
    return [goal(f"Answer questions about {tidied(about.group('what'))}", [])]


def tidied(wanted: str) -> str:
    if any(map(wanted.__contains__, _CUTTING)):
        wanted = _CUT.split(wanted, maxsplit=1)[0]
    wanted = _FROM_WHOM.sub("", _TAIL.sub("", wanted.strip(" ,.'–—-")))
    if is_owned := "our" in wanted or "my" in wanted:
        wanted = _FOR_WHOM.sub("", wanted)
    kept = _KEPT.match(wanted)
    if not kept:
        wanted = OWNERS.sub("", wanted, count=1)
    if is_owned:
        wanted = _OURS.sub("the", wanted)
    return _LOOSE_END.sub("", " ".join(wanted.split()[:20]))


_CUT = re.compile(r",? for (?:that|this|which)\b|\s*[\ue000-\ue002\"“”(]|,? (?:and |or )?(?:maybe|perhaps|possibly)\b")
_CUTTING = (
    "for that",
    "for this",
    "for which",
    "\ue000",
    "\ue001",
    "\ue002",
    '"',
    "“",
    "”",
    "(",
    "maybe",
    "perhaps",
    "possibly",
)
_TAIL = re.compile(r"\s+(?:for us|for me|for them|please|24/7|etc|too|as well|and|or|to|by|,? so)$")
_FROM_WHOM = re.compile(
    r"\s+(?:from (?:our |the )?(?:callers|customers|tenants|clients|patients|guests|members|people)|the "
    r"day|a day|one day|there)$"
)
_FOR_WHOM = re.compile(r"\s+(?:for|at) (?:my|our) .*$")
_OURS = re.compile(r"\b(?:our|my|your)\b")
_LOOSE_END = re.compile(r"\s+(?:and|or|of|the|for|to|with|in)$")


def _informed(wanted: str) -> str:
    return re.sub(
        r"^(?:people|them|callers|customers|guests|patients|residents|tenants|users|members|clients) "
        r"(?=about|of|the|what|when|how|if|whether|which)(?:if\b)?",
        lambda found: "callers whether" if found.group().endswith("if") else "callers ",
        wanted,
    )


def is_about_agents(wanted: str) -> bool:
    return any(map(f" {wanted.partition(',')[0]}".__contains__, _AGENTS))


_JOINED = re.compile(r"\s*,\s*(?:and |or )?|\s+(?:and|or|plus|as well as)\s+")
_AGENTS = (" agent", " assistant", " bot", " chatbot", " receptionist", " voicebot", " human")


def _several(verb: str, wanted: str) -> list[GoalValue]:
    parts = [part.strip() for part in _JOINED.split(wanted) if part.strip()]
    known = [nouns.NOUN_GOALS.get(OWNERS.sub("", part)) for part in parts]
    if known and all(known):
        return [goal(str(name), data_of_name(str(name))) for name in known]
    if verb in {"help", "assist", "support", "cover"} and re.match(r"(?:with )?\w+ing\b", wanted):
        return []
    if parts and parts[0] in {
        "phone calls",
        "the chat",
        "chats",
        "the phone",
        "call",
        "calls",
        "them",
        "us",
        "it",
        "callers",
        "customers",
        "everything",
    }:
        return []
    if verb in {"help", "assist", "support"}:
        with_ = re.search(r"\bwith (.+)", wanted)
        return [goal(f"Help with {with_.group(1)}", [])] if with_ else []
    if len(parts) > 1 and all(len(part.split()) <= 3 for part in parts):
        return [item for part in parts for item in _handled(verb, part)]
    return _handled(verb, wanted)


def _handled(verb: str, part: str) -> list[GoalValue]:
    name = nouns.NOUN_GOALS.get(part)
    if name:
        return [goal(name, data_of_name(name))]
    return [goal(f"{_public(verb)} {part}", _data(verb, _singular(part)[1], part))]


def data_of_name(name: str) -> list[str]:
    verb, _, rest = name.lower().partition(" ")
    rest = re.sub(r"^(?:a|an|the) ", "", rest)
    singular, noun = _singular(rest)
    return _data(verb, noun, singular)


def _public(verb: str) -> str:
    words = _PUBLIC.get(verb, verb if verb == "pre-qualify" else verb.replace("-", " "))
    return words[0].upper() + words[1:]


def _singular(wanted: str) -> tuple[str, str]:
    """The object with its known plural made one ("an appointment"), and that noun."""
    words = wanted.split()
    for index, word in enumerate(words[:4]):
        if word in _JOINTS:
            break
        bare = word.rstrip(",")
        noun = _noun(words[index - 1] if index else "", bare)
        if noun:
            return _counted(words, index, noun, is_plural=not noun.endswith(bare)), noun
    return wanted, ""


_JOINTS = frozenset({"of", "for", "about", "to", "and", "or", "on", "in", "with"})
_AFTER = frozenset({"for", "by", "with", "at", "of", "on", "in", "from", "as", "via"})


def _noun(before: str, bare: str) -> str:
    """The known noun that a word, with the one before it, is a form of; "" for any other."""
    if bare in nouns.PLAIN_PLURALS:
        return ""
    single = nouns.IRREGULAR.get(bare, bare[:-1] if bare.endswith("s") and not bare.endswith("ss") else bare)
    pair = f"{before} {single}"
    return pair if pair in nouns.SINGULARS else single if single in nouns.SINGULARS else ""


def _counted(words: list[str], index: int, noun: str, *, is_plural: bool) -> str:
    """The object in the singular with its article, where nothing in it forbids that."""
    is_last = index + 1 == len(words) or words[index + 1] in _AFTER
    is_list = any(word.endswith(",") for word in words[: index + 1])
    has_article = words[0] in {"a", "an", "one", "the", "their"}
    if not is_last or is_list or noun == "feedback" or (not is_plural and (words[0] in _FIXED or noun in _MASS)):
        return " ".join(words)
    head = [*words[:index], noun.rsplit(" ", 1)[-1]]
    head = head[1:] if has_article or head[0] == "more" else head
    return " ".join([_article(head[0]), *head, *words[index + 1 :]])


_FIXED = frozenset({"a", "an", "one", "their"})
_MASS = frozenset({"delivery", "service", "repair", "cleaning", "grooming"})


def _article(word: str) -> str:
    return "an" if word[0] in "aeio" or word.startswith(("un", "up", "urg")) and not word.startswith("uni") else "a"


def _data(verb: str, noun: str, wanted: str) -> list[str]:
    """The data a transaction usually needs; none where no rule knows."""
    if "lead" in wanted.split() or "leads" in wanted or verb in {"qualify", "pre-qualify"}:
        return list(_LEAD_DATA)
    if "status" in wanted and (known := next((noun for noun in nouns.REFERENCES if noun in wanted), None)):
        return list(nouns.REFERENCES[known])
    if (
        verb in _ARRANGE | {"make", "take", "request", "handle", "manage"}
        and noun not in nouns.TAKEN
        and noun in nouns.ARRANGED
    ):
        dated = [] if noun in nouns.NOT_DATED or noun in {"room", "stay"} else nouns.WHEN
        return [*nouns.WHO, *dated, *nouns.ARRANGED[noun]]
    if verb in _REARRANGE and noun in nouns.ARRANGED:
        return [*nouns.WHO, f"current_{variable(noun)}_date", "new_date", "new_time"]
    if verb == "cancel" and noun in nouns.ARRANGED:
        return [*nouns.WHO, f"{variable(noun)}_date"]
    if verb in _TAKE and noun in nouns.TAKEN:
        return list(nouns.TAKEN[noun])
    return _referred(verb, noun, wanted)


def _referred(verb: str, noun: str, wanted: str) -> list[str]:
    """The data by which a thing that exists already is found."""
    if verb == "report" and (known := next((word for word in nouns.REFERENCES if word in wanted.split()), None)):
        return [*nouns.REFERENCES[known], "problem_description"]
    return list(nouns.REFERENCES.get(noun, [])) if verb in _REFER | _REARRANGE | _TAKE else []


_GIVEN = re.compile(
    r"\s+(?:by giving|by providing|by quoting|by|with|using|via) (?:the |their |its |an? )?"
    r"(?P<datum>(?:[a-z-]+ )?(?:number|reference|code|e-?mail)(?: number| code)?)(?: first)?$"
)


def goal(name: str, collect: list[str]) -> GoalValue:
    """A goal's JSON, its name cut to what a label holds; "… by reference number" is a datum, not part of the name."""
    given = _GIVEN.search(name)
    if given:
        datum = variable(given.group("datum"))
        name, collect = name[: given.start()], [datum, *(item for item in collect if item != datum)]
    return {"name": name[:120].strip(), "description": "", "collect": collect}
