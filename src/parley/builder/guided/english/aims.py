"""What the agent is for and whom it serves, in the user's own words: the clause in which the wish is told."""

import re
from functools import cache

from parley.builder.guided.lexicon import AGENT_NOUNS, CALLERS
from parley.builder.guided.reading import MASK_QUOTE, Reading

MAX_WORDS = 28
_FILLED = re.compile(
    r"\s*[–—-]?,?\s*\b(?:you know|um|uh|er|erm|like|i think|i don't know what you call it|sort of|kind of|if "
    r"possible|right|"
    r"basically|well|please|pls)\b,?(?=\s)",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    agents = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
    aside = r"(?:, [^,.;:!?\n]{2,40},)?"
    return (
        re.compile(
            r"\b(?:it|this|she|he)(?:'s| is|'d be| would be| will be) (?:really |just |mainly |only )?(?:meant|"
            r"supposed|there|"
            r"here|intended) (?:really |just |mainly )?to (?P<what>(?!be\b)[a-z][^.;:!?\n\ue000-\ue002]{8,240})"
        ),
        re.compile(
            r"\b(?:the |our |its )?(?:point|idea|aim|goal|purpose|job|task) "
            r"(?:of (?:it|this|that|the [a-z]+) |here |really )?is (?:simply |"
            r"just |mainly )?(?:to |(?=[a-z]+ing ))(?P<what>[a-z]"
            r"[^.;:!?\n\ue000-\ue002]{8,240})"
        ),
        re.compile(
            rf"\b(?P<what>(?:(?:an?|the|our|your|some) )?(?:(?!needs?\b|wants?\b|requires?\b|for\b|build\b|like\b|"
            rf"is\b|with\b|have\b|as\b|to\b|of\b|and\b|"
            rf"calls\b|get\b|you\b|me\b|us\b|make\b|give\b)[\w'-]+ ){{0,4}}?(?:sort of )?(?:{agents})(?: (?:agent|"
            rf"line))?"
            rf"(?:,? (?:called|named) [a-z]+,?)?{aside} (?:(?:that|who|which) (?!is\b)|to |for |on (?:the|our) |in "
            rf"(?:the|our) |at (?:the|our) )"
            r"[^.;:!?\n\ue000]{4,240})"
        ),
        re.compile(
            r"\b(?:need|want|would like|i'd like|we'd like|looking for) (?P<what>something (?:that|to|which|for) "
            r"[^.;:!?\n\ue000]{6,200})"
        ),
        re.compile(
            r"\bthe (?:agent|assistant|bot) (?P<what>(?:answers|takes|handles|picks up|books|"
            r"calls)\b[^.;:!?\n\ue000]{6,200})"
        ),
    )


_END = re.compile(
    r"(?:,? (?:because|since|so it|so they|we use|(?<!when )(?<!while )(?<!whilst )(?<!where )(?<!because )we(?:'re|"
    r" are)|i mean|as discussed|and we |and i |and it (?:should|"
    r"must)|but )|"
    r", (?:it|she|he|we|i|they|one|not for|goodness|my|our)\b| \(| – )"
)


def purpose(reading: Reading) -> tuple[str, str] | None:
    """The clause that tells what the agent is for, cut to a sentence's length, with the user's words."""
    for pattern in _patterns():
        for sentence in reading.sentences[:16]:
            low = sentence.text.lower().replace("’", "'")
            found = pattern.search(low) if MASK_QUOTE not in sentence.left else None
            if found is None or len(low) != len(sentence.text):
                continue
            start, end = found.span("what")
            stop = _END.search(low, start + 12, end)
            words = sentence.text[start : stop.start() if stop else end].strip(" ,")
            plain = _shortened(_FILLED.sub("", words))
            if len(plain.split()) > (5 if pattern is _patterns()[-1] else 2):
                return plain[:1].upper() + plain[1:] + ".", words
    return None


def _shortened(words: str) -> str:
    """At most MAX_WORDS, ended where a part of the clause ends."""
    plain = re.sub(r"^(?:an?|the|some|our|your) (?=\S)", "", " ".join(words.split()).strip(" ,."), flags=re.IGNORECASE)
    if len(plain.split()) <= MAX_WORDS:
        return plain
    head = " ".join(plain.split()[:MAX_WORDS])
    cut = max(head.rfind(", "), head.rfind(" and "))
    return (head[:cut] if cut > len(head) // 3 else head).strip(" ,")


KNOWN = "|".join(
    sorted(
        CALLERS
        - {
            "caller",
            "lead",
            "leads",
            "people",
            "person",
            "staff",
            "family",
            "families",
            "owner",
            "owners",
            "driver",
            "customer",
            "customers",
            "client",
            "clients",
            "user",
            "users",
            "callers",
        }
    )
)
_MANY = "|".join(sorted(word for word in CALLERS if word.endswith("s") or word in {"people", "staff"}))
_CALLERS = (
    re.compile(
        r"\b(?P<who>(?:callers|people|customers|clients|patients|guests) who (?!want|ask|need)[a-z' ]+?(?:\d[\w "
        r"]+)?)(?= (?:ring|write|call in|contact|"
        r"phone)\b|, the agent)"
    ),
    re.compile(
        rf"(?<![\w-])(?<!over )(?<!than )(?<!to )(?<!of )(?<!for )(?<!least )"
        rf"(?P<who>\d+ (?:{_MANY})(?: (?:in|at|across) [a-z ]{{3,30}})?)(?=[.,;]|$)"
    ),
    re.compile(
        rf"\b(?P<who>(?:(?:our|new|existing|prospective|the) )*(?:{KNOWN})) (?:can|could|should|may|ring|call|"
        rf"write|message|phone|want|to be|will)\b"
    ),
    re.compile(
        r"\b(?P<who>(?:our )?(?:customers|clients|members|parents)) (?:mostly |usually |mainly )?(?:ring|call|write|"
        r"message|phone|text)\b"
    ),
    re.compile(
        rf"\b(?:give|tell|help|remind|reminds|calls?|ring|for|phone|serve|serves|gives|tells|helps) "
        rf"(?P<who>(?:(?:our|existing|prospective|the|own) )*"
        rf"(?:{KNOWN}))\b(?! (?:in|at) (?:risk|hand)|')"
    ),
)


def callers(reading: Reading) -> tuple[str, str] | None:
    """Who calls or is called, by the noun that the wish uses for them, with the words around it."""
    for pattern in _CALLERS:
        for sentence in reading.sentences[:16]:
            low = sentence.text.lower()
            found = pattern.search(low) if len(low) == len(sentence.text) else None
            if found and not re.match(r"\s*(?:if|when)\b", low):
                who = sentence.text[slice(*found.span("who"))].strip()
                return who[:1].upper() + who[1:], sentence.text[slice(*found.span())].strip()
    return None
