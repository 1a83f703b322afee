"""One thing for another in Chinese: 护照号换成邮箱, 法语打错，我要的是德语, 两套变三套, 第二项改叫索取报价."""

import re
from typing import Any

from parley.builder.guided.chinese import answers, handover, hours, manner, referents
from parley.builder.guided.chinese.clauses import Clause, Page, Sentence, trimmed
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.measures import measures
from parley.builder.guided.revision import Revision

_LEAD = r"(?:请|麻烦|帮我|还是|那就|就|再|也|可以|你|您|给我|我想|我要|干脆|,|\s)*"
_BY = r"(?:请|麻烦|就|也|都|先|现在|今后|以后|还是|统一|全部|得|要|应该?|想|最好|给我|帮我|已经|已|直接|统统)*"
_TO = (
    r"(?:改|换|变|更改|变更|调整|调|修改|更新|替换|更换|更正|订正|修正|升级|转|切换)(?:成|为|到|作|至|做)了?|改回|换回"
    r"|改(?=叫|收|问|留|用|说|称|报|登记|记|走|转|由|让|找)|换(?=叫|问|收|用)|[变改](?=[\d一二两三四五六七八九十百]{1,4}[^,\d]{0,3}(?:,|$))"
)
_ERR = r"(?:打|说|写|讲|记|报|搞|弄|填|念|听|输|抄|口|读|看|敲)(?:错|岔|反|快|漏|混|成)(?:了|啦)?"
_TRUE = (
    r"(?:我?(?:要|想要|想说|指|本来要说|应该说)的|应该?|应当|其实|实际上?|正确的?|本来|准确(?:地|的)?说?|真正的?|现在|才)*"
    r"(?:是|为|叫|改成|换成)"
)
_CHANGE = re.compile(rf"^{_LEAD}(?:把|将)?(?P<old>[^,:]{{1,30}}?){_BY}(?P<verb>{_TO})(?P<new>[^,]{{1,80}})$")
_MEANT = re.compile(
    rf"^(?:我|刚才|刚刚|前面|之前|上面|,)*(?:(?:{_ERR}|[说写讲填报提])(?:的|成)(?:是)?)?(?P<old>[^,]{{1,30}}?)"
    rf"(?:(?:这里|那里|是|给|我|也|都)*{_ERR}|不对|有误|是错的|不准|错了|这个说法不对)?,(?:\s)*{_TRUE}(?P<new>[^,]{{1,40}})$"
)
_SAID = re.compile(rf"(?:{_ERR}|[说写讲填报提]的|不对|有误|错)")
_NOT_BUT = re.compile(r"^(?:不是|并非|不再是)(?P<old>[^,]{1,40}?),?(?:而)?(?:是|应该是|应当是)(?P<new>[^,]{1,60})$")
_BUT_NOT = re.compile(
    r"^(?:应该|应当|其实|实际上?)*(?:是)?(?P<new>[^,]{1,60}?),?(?:而)?(?:不是|而非|并非|不再是)(?P<old>[^,]{1,40})$"
)
_NOT_SO = re.compile(
    r"^(?:[^,]{0,12},)?(?P<new>[^,]{2,24}),(?:别|不要|不)(?:再)?(?:写成?|叫|用|念)(?P<old>[^,]{2,24})$"
)
_NAMED = re.compile(r"的?(?:叫法|名字|名称|说法|标题|称呼)(?:改一下|换一下|改改|要改)?$")
_CALL = re.compile(r"^(?:就)?(?:叫做?|称作?|名为|写成)[:：]?")
_ACT = re.compile(r"^(?:收集?|问|留|登记|记|报|要|填|核对|提供|询问)(?=.{2})")
_IS = re.compile(r"^(?:而|应该|应当|其实|就|也)*(?:是|为)(?=.)")
_GIVEN = re.compile(r"[转找交打]")
_TO_WHOM = re.compile(r"^(?:请)?(?:转接?|找|交|打|联系)?(?:给|到)?(?=.)")
_CUES = re.compile(rf"{_TO}|(?:别|不要?)(?:再)?(?:写|叫|用|念)|{_ERR}|不是|而非|并非|应[该当]是|有误|不对")


def may(low: str) -> bool:
    """Whether a text (folded) may put one thing in place of another."""
    return _CUES.search(low) is not None


def replaced(page: Page, sentence: Sentence, revision: Revision) -> list[Clause]:
    """Put what a sentence names anew where the old stands; the clauses it used."""
    clauses = sentence.clauses
    for at in range(len(clauses)):
        for used in (clauses[at : at + 1], clauses[at : at + 2]):
            text = page.text[used[0].start : used[-1].end]
            if all(each.is_open for each in used) and may(fold(text)) and _is_made(text, revision):
                return used
    return []


def _is_made(text: str, revision: Revision) -> bool:
    low = fold(text).replace("，", ",")
    if found := _CHANGE.match(low):
        return _changed(found, text, revision)
    for pattern in (_NOT_BUT, _BUT_NOT, _NOT_SO, _MEANT):
        found = pattern.match(low)
        if found and (pattern is not _MEANT or _SAID.search(low)):
            return _swapped(text[slice(*found.span("old"))], text[slice(*found.span("new"))], revision, text)
    return False


def _changed(found: re.Match[str], text: str, revision: Revision) -> bool:
    old, new = text[slice(*found.span("old"))].strip(), trimmed(text[slice(*found.span("new"))])
    if _renamed(old, new, found.group("verb"), revision, text):
        return True
    if answers.label(fold(referents.bare(old))):
        return False
    return _swapped(old, new, revision, text) or _moved(old, new, revision, text)


def _swapped(old: str, new: str, revision: Revision, evidence: str) -> bool:
    return (
        _datum(old, new, revision, evidence)
        or _listed(old, new, revision, evidence)
        or _worded(old, new, revision, evidence)
    )


def _datum(old: str, new: str, revision: Revision, evidence: str) -> bool:
    """A datum for a datum, in its place."""
    come, named = referents.data(_ACT.sub("", new)), referents.data(old)
    if not come or not named:
        return False
    goals, meant = revision.items("goals"), referents.goal(old, revision)
    concerned = [at for at, goal in enumerate(goals) if any(_is_one(name, named) for name in goal["collect"])]
    for at in [meant] if meant in concerned else concerned:
        goal = goals[at or 0]
        kept = [each for name in goal["collect"] for each in (come if _is_one(name, named) else [name])]
        goals[at or 0] = {**goal, "collect": list(dict.fromkeys(kept))}
    if concerned:
        revision.put("goals", goals, evidence)
    return bool(concerned)


def _is_one(name: str, named: list[str]) -> bool:
    return any(referents.is_same_datum(name, other) for other in named)


def _listed(old: str, new: str, revision: Revision, evidence: str) -> bool:
    """A language for a language, a tone for a tone."""
    come: list[Any]
    for slot in ("languages", "tone"):
        if slot == "languages":
            gone, come = referents.languages(old, revision), manner.languages(fold(new), is_asked=True)
        else:
            gone, come = referents.tones(old, revision), list(answers.value("tone", new) or [])
        held = revision.items(slot)
        if gone and come:
            fresh = [each for each in come if each not in held] or come
            kept = [each for item in held for each in (fresh if item in gone else [item])]
            revision.put(slot, list(dict.fromkeys(kept)), evidence)
            return True
    return False


def _worded(old: str, new: str, revision: Revision, evidence: str) -> bool:
    """The words of the old where they stand, or those at its end: 套餐里两套服装 stands as 两套服装."""
    plain, fresh = referents.bare(referents.quoted(old) or old), referents.quoted(new) or trimmed(_IS.sub("", new))
    amounts = measures(fresh)
    if hours.is_told(fold(fresh)) or bool(amounts) != bool(measures(plain)) or len(fresh) > 2 * len(plain) + 8:
        return False
    for start in range(max(0, len(plain) - 1)):
        part, head = fold(plain[start:]), plain[:start]
        fitting = [place for place in revision.places() if part in fold(place.text)]
        fitting = [place for place in fitting if not head or referents.share(head, revision.around(place)) >= 0.5]
        if fitting and fold(fresh) != part:
            best = max(fitting, key=lambda place: referents.share(evidence, revision.around(place)))
            is_rule = best.slot == "handover" and _GIVEN.search(fresh)
            if is_rule or (best.slot == "hours" and hours.is_timed(fold(fresh))):
                return False
            at = fold(best.text).find(part)
            stood = best.text[at : at + len(part)]
            revision.write(best, best.text[:at] + _instead(stood, fresh) + best.text[at + len(part) :], evidence)
            return True
    return False


def _instead(stood: str, fresh: str) -> str:
    """The new words; an amount alone takes only the place of the amount."""
    come, gone = measures(fresh), measures(stood)
    if len(come) != 1 or len(gone) != 1 or not come[0].is_like(gone[0]):
        return fresh
    return stood[: gone[0].start] + fresh[come[0].start : come[0].end] + stood[gone[0].end :]


def _renamed(old: str, new: str, verb: str, revision: Revision, evidence: str) -> bool:
    """Another name for a goal: 第二项改叫索取报价, “在线下单”的叫法换成“索取报价”."""
    is_name = _NAMED.search(fold(old)) or (verb in {"改", "换"} and _CALL.match(fold(new)))
    place = referents.item(_NAMED.sub("", old), revision, ("goals",)) if is_name else None
    return place is not None and _with_name(place.index, new, revision, evidence)


def _with_name(at: int, new: str, revision: Revision, evidence: str) -> bool:
    called = referents.quoted(new) or trimmed(_CALL.sub("", new))
    goals = revision.items("goals")
    if not 2 <= len(called) <= 18:
        return False
    goals[at] = {**goals[at], "name": called}
    revision.put("goals", goals, evidence)
    return True


_TITLED = re.compile(
    r"^(?P<old>[^,:]{2,24}?)(?:的?(?:叫法|名字|名称|说法|标题))[^,:]{0,6}[,:](?:就|应该?|要|还是)*(?:叫做?|改叫|改成|换成|是)[:]?(?P<new>[^,]{2,24})"
)


def titled(page: Page, sentence: Sentence, revision: Revision) -> list[Clause]:
    """ "第二项的叫法改一下：叫“索取报价”": a goal's other name behind a colon or a comma."""
    start, end = sentence.clauses[0].start, sentence.clauses[-1].end
    found = _TITLED.match(page.low[start:end])
    if found is None:
        return []
    place = referents.item(page.text[start + found.start("old") : start + found.end("old")], revision, ("goals",))
    new = page.text[start + found.start("new") : start + found.end("new")]
    if place is None or not _with_name(place.index, new, revision, page.text[start : start + found.end()]):
        return []
    return [clause for clause in sentence.clauses if clause.start < start + found.end()]


def _moved(old: str, new: str, revision: Revision, evidence: str) -> bool:
    """Another receiver or number for a case, or another text for a fact that begins with its topic."""
    rules = revision.items("handover")
    at = _rule(referents.bare(old), rules)
    if at is not None:
        number, to = handover.PHONE.search(new), rules[at]["to"]
        who = _TO_WHOM.sub("", handover.PHONE.sub("", new)).strip(" ,，")
        if number and len(who) < 2:
            kept = handover.PHONE.sub("", to).strip()
            rules[at] = {**rules[at], "to": f"{kept} {number.group()}".strip()}
        else:
            rules[at] = {**rules[at], "to": f"{who} {number.group() if number else ''}".strip()}
        revision.put("handover", rules, evidence)
        return True
    return False


def _rule(what: str, rules: list[dict[str, str]]) -> int | None:
    """The rule whose case, else whose receiver, has all the words."""
    plain = re.sub("的?(?:电话|手机|号码|热线|分机)号?码?$", "", what)
    for part in ("when", "to"):
        fitting = [at for at, rule in enumerate(rules) if len(plain) > 1 and referents.share(plain, rule[part]) >= 0.8]
        if len(fitting) == 1:
            return fitting[0]
    return None
