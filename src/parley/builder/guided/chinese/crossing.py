"""Two things that were told the wrong way round, in Chinese: 两个价格填颠倒了, 分机说反了互换一下."""

import re
from itertools import combinations

from parley.builder.guided.chinese import referents
from parley.builder.guided.chinese.clauses import Clause, Sentence
from parley.builder.guided.measures import Measure, measures
from parley.builder.guided.revision import Place, Revision

_CROSSED = re.compile(
    r"对调|互换|对换|调换|颠倒|换过来|调过来|倒过来|反过来|掉个[儿个头]|调个[儿个头]|交换|(?:说|弄|写|填|搞|打|记|报|讲|放|标|念|抄|排|给|念|贴)(?:反|倒|串|混|岔|拧)了?|张冠李戴"
)
_PHONES = re.compile("分机|电话|手机|号码|号")
_PEOPLE = re.compile("人|谁|转接|负责|部门|接手")
_PRICES = re.compile("价|费|钱|收费|金额|数字")


def may(low: str) -> bool:
    """Whether a text (folded) says that two things were told the wrong way round."""
    return _CROSSED.search(low) is not None


def crossed(sentence: Sentence, revision: Revision) -> list[Clause]:
    """Let the two things that a sentence speaks of change places; its clauses where it did."""
    low = ",".join(clause.low for clause in sentence.clauses)
    if not may(low):
        return []
    evidence = "，".join(clause.text for clause in sentence.clauses)
    if _receivers(low, revision, evidence) or _amounts(low, revision, evidence):
        return list(sentence.clauses)
    return []


def _receivers(low: str, revision: Revision, evidence: str) -> bool:
    rules = revision.items("handover")
    if len(rules) < 2 or (_PRICES.search(low) and not _PHONES.search(low)):
        return False
    spoken = [at for at, rule in enumerate(rules) if _is_spoken(low, rule["when"]) or _is_spoken(low, rule["to"])]
    is_named = _PHONES.search(low) or _PEOPLE.search(low)
    pair = spoken if len(spoken) == 2 else [0, 1] if len(rules) == 2 and (is_named or spoken) else []
    if not pair:
        return False
    one, two = pair
    numbers = [_number(rules[at]["to"]) for at in pair]
    if _PHONES.search(low) and numbers[0] and numbers[1]:
        first, second = _crossed(rules[one]["to"], numbers[0], rules[two]["to"], numbers[1])
    else:
        first, second = rules[two]["to"], rules[one]["to"]
    rules[one], rules[two] = {**rules[one], "to": first}, {**rules[two], "to": second}
    revision.put("handover", rules, evidence)
    return True


def _number(to: str) -> Measure | None:
    return next((each for each in measures(to) if len(each.value) > 2), None)


def _crossed(one: str, mine: Measure, other: str, theirs: Measure) -> tuple[str, str]:
    """Two texts with their numbers changed."""
    return (
        one[: mine.digits[0]] + other[slice(*theirs.digits)] + one[mine.digits[1] :],
        other[: theirs.digits[0]] + one[slice(*mine.digits)] + other[theirs.digits[1] :],
    )


def _is_spoken(low: str, text: str) -> bool:
    """Whether a text shares words with a sentence, those that only some amounts have."""
    return len(referents.pairs(low) & referents.pairs(re.sub(r"[\d.:]+", "", text))) > 0


def _amounts(low: str, revision: Revision, evidence: str) -> bool:
    """Two amounts of a kind in the facts, by the words beside them; the only two where none is named."""
    held = [(place, each, _beside(place, each)) for place in _texts(revision) for each in measures(place.text)]
    named = [one for one in held if referents.pairs(low) & one[2] - _shared(held)]
    fitting = [
        (one, two)
        for one, two in combinations(named if len(named) > 1 else held, 2)
        if one[1].is_like(two[1]) and one[1].value != two[1].value
    ]
    if len(fitting) != 1:
        return False
    (place, mine, _), (other, theirs, _) = fitting[0]
    if place == other:
        first, second = mine.digits, theirs.digits
        text = place.text
        text = (
            text[: first[0]]
            + text[slice(*second)]
            + text[first[1] : second[0]]
            + text[slice(*first)]
            + text[second[1] :]
        )
        revision.write(place, text, evidence)
        return True
    one_text, two_text = _crossed(place.text, mine, other.text, theirs)
    revision.write(place, one_text, evidence)
    revision.write(other, two_text, evidence)
    return True


def _texts(revision: Revision) -> list[Place]:
    return [place for place in revision.places() if place.slot == "facts" and place.part == "text"]


def _beside(place: Place, measure: Measure) -> frozenset[str]:
    """What stands before an amount, up to the one before it."""
    before = max((each.end for each in measures(place.text) if each.end <= measure.start), default=0)
    return referents.pairs(place.text[before : measure.start])


def _shared(held: list[tuple[Place, Measure, frozenset[str]]]) -> frozenset[str]:
    """The words that stand beside more than one amount."""
    sets = [each[2] for each in held]
    return frozenset(pair for one, two in combinations(sets, 2) for pair in one & two)
