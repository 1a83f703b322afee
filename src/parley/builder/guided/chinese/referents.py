"""What a Chinese phrase speaks of in a brief: 押金那句, 第二项, 查进度那块, 护照号, “专业”, 法语."""

import re
from dataclasses import dataclass
from typing import Any

from parley.builder.guided.chinese import manner, terms
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.revision import Revision

_HEAD = re.compile(
    r"^(?:请|麻烦|帮我|那就|那么|就是|把|将|跟|那个?|这个?|关于|有关|前面|刚才|之前|刚刚|上面|我|你|说的|提的|讲的|写的|所?说|提到的?|里面?的?"
    r"|客人的?|客户的?|对方的?|来电者的?|人家的?|的|,|\s|也|就|都|先|还是|其实)+(?=.{2})"
)
_TAIL = re.compile(
    r"(?:(?:那|这|哪)?(?:一)?(?:句话?|条|块|项|段|个(?:字|词|选项|语种|功能|业务|服务|目标|任务|规则|价)?|样|点|部分|件事|档)"
    r"|(?:那|这)(?:里|边|儿|两个字|个字)?|两个字|这个词|这词|功能|业务|服务|的?(?:规定|禁令|要求|规矩|规则|限制|说法|内容|信息|事情?|部分|叫法)"
    r"|的|也|就|都|先|请|还是|暂时|这期|本期|这次|目前|现在|以后|今后|统统|全部?|给我|给|已经|可以|直接|干脆|最好|同样|一并"
    r"|从(?:清单|列表|单子|名单|里面|目标|功能)?(?:里面?|中|上)?|,|\s|呢|嘛|吧|啊)+$"
)
_QUOTED = re.compile('[“「『"‘](?P<said>[^”」』"’]{1,60})[”」』"’]')
_ORDINAL = re.compile(r"(?:第(?P<at>[一二三四五六1-6])|(?P<last>最后一?))(?:个|项|条|样|件|块)")
_EMPTY = re.compile(r"[\W的了]|那个|这个")
_LISTS = ("goals", "facts", "scope_dont", "constraints", "scope_do", "handover", "compliance", "success")
_PLACES = "一二三四五六"
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list of the brief."""

    slot: str
    index: int


def bare(what: str) -> str:
    """A phrase without the words that only point: 关于优惠折扣的那条禁令 → 优惠折扣."""
    plain = what.strip(" ,，。、")
    for _ in range(3):
        low = fold(plain)
        head, tail = _HEAD.match(low), _TAIL.search(low)
        start = head.end() if head else 0
        end = tail.start() if tail and tail.start() > start else len(low)
        if (start, end) == (0, len(low)):
            break
        plain = plain[start:end]
    return plain.strip('“”「」『』"‘’ ，,、')


def quoted(what: str) -> str:
    """The words that a phrase quotes, "" for none."""
    found = _QUOTED.search(what)
    return found.group("said").strip() if found else ""


def pairs(text: str) -> frozenset[str]:
    """The pairs of signs of a text, the sign itself where it is one."""
    plain = _EMPTY.sub("", fold(text))
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain} - {""})


def words_of(item: Any) -> str:
    """An item's words."""
    if isinstance(item, str):
        return item
    return " ".join(part for part in item.values() if isinstance(part, str))


def share(what: str, item: Any) -> float:
    """How much of a phrase an item has."""
    asked = pairs(what)
    return len(asked & pairs(words_of(item))) / len(asked) if asked else 0.0


def item(what: str, revision: Revision, slots: tuple[str, ...] = _LISTS) -> Item | None:
    """The one item that has most of a phrase's words; None where none or several have."""
    if "goals" in slots and (place := ordinal(what, len(revision.items("goals")))) is not None:
        return Item("goals", place)
    plain = bare(quoted(what) or what)
    if len(plain) < 2:
        return None
    best, found = 0.0, list[Item]()
    for slot in slots:
        for index, held in enumerate(revision.items(slot)):
            score = max(share(plain, held), _held_share(plain, held) if slot == "goals" else 0.0)
            if score > best:
                best, found = score, []
            if score == best and not any(other.slot != slot for other in found):
                found.append(Item(slot, index))
    if best < _ENOUGH or not found:
        return None
    return found[0] if len(found) == 1 else _shortest(found, revision)


def _held_share(plain: str, goal: Any) -> float:
    """How much of a goal's name a longer phrase has."""
    name = pairs(goal["name"])
    return len(name & pairs(plain)) / len(name) * 0.99 if len(name) > 1 else 0.0


def _shortest(found: list[Item], revision: Revision) -> Item | None:
    """Of several that all have the words, the one that is hardly more than them."""
    sizes = sorted((len(words_of(revision.items(each.slot)[each.index])), at) for at, each in enumerate(found))
    return found[sizes[0][1]] if sizes[0][0] * 2 < sizes[1][0] else None


def ordinal(what: str, count: int) -> int | None:
    """The place that 第二项 or 最后一个 names among so many."""
    found = _ORDINAL.search(fold(what))
    if found is None:
        return None
    if found.group("last"):
        return count - 1 if count else None
    at = found.group("at")
    place = int(at) - 1 if at.isdigit() else _PLACES.index(at)
    return place if place < count else None


def goal(text: str, revision: Revision) -> int | None:
    """The goal that a text names or counts, else the only one; None where it may be any of several."""
    goals = revision.items("goals")
    place = ordinal(text, len(goals))
    if place is not None or len(goals) < 2:
        return place if place is not None else (0 if goals else None)
    said = pairs(text)
    scores = [len(said & pairs(each["name"])) / max(1, len(pairs(each["name"]))) for each in goals]
    best = max(scores)
    return scores.index(best) if best >= 0.5 and scores.count(best) == 1 else None


def data(what: str) -> list[str]:
    """The data that a phrase names and nothing else, else none."""
    plain = what.strip(" ,，。、")
    for text in (plain, bare(plain), plain.rpartition("里的")[2], plain.rpartition("的")[2]):
        if text and terms.share(text) >= 0.99:
            return terms.names(text)
    return []


def is_same_datum(one: str, other: str) -> bool:
    """Whether two names mean one datum, by itself or with a qualifier."""
    return one == other or one.endswith(f"_{other}") or other.endswith(f"_{one}")


def tones(what: str, revision: Revision) -> list[str]:
    """The tones held that a phrase names."""
    plain = fold(quoted(what) or bare(what))
    return [tone for tone in revision.items("tone") if fold(str(tone)) in plain and len(plain) <= 3 * len(tone) + 6]


def languages(what: str, revision: Revision) -> list[str]:
    """The languages held that a phrase names."""
    named = manner.languages(fold(bare(what)), is_asked=True)
    return [tag for tag in revision.items("languages") if tag in named]
