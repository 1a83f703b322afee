"""What is taken back in Chinese: 配送费那句划掉, 尺寸也甭问, 查进度那块这期不上了, 浪漫就免了, 那条禁令作废."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.agents.schemas import SLOTS
from parley.builder.guided.chinese import answers, manner, referents
from parley.builder.guided.chinese.clauses import Clause, Sentence
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.measures import measures
from parley.builder.guided.revision import Revision

_STRONG = (
    r"(?:划|去|删|拿|抹|勾|剔|撤|砍|摘|移|清|剪|丢|扔|省|略|拆|抽|踢|剃)(?:掉|除|去|走|下来|下|出去|出来|出|开)了?|(?:删|撤|砍|停|废)了"
    r"|停(?:掉|用|办|售|止)了?|(?:取消|作废|下架|下线|屏蔽|忽略|作罢|撤销|撤回|收回|废除|废止|解除|不算数|不作数)(?:掉|了)?|(?:算|免|省|罢)了|略过"
)
_NO = r"不用|不要|不必|无需|无须|不需要|用不着|没必要|不再|别再|甭再|不许再|甭|别|不|没"
_ASKING = r"问|收|留|登记|填|报|记|要|采集|核对|核实|收集|询问|提供|打听|索要"
_SAYING = r"放|写|提|说|讲|念|播|报|列|加|告诉|留着?|介绍"
_DOING = r"上|做|弄|搞|办|接|卖|开|支持|管|设|提供|受理|开展|搭|要|用|需要|有|能办|让"
_OUT = r"(?:出去|出来|进去|上去?|下去?|他|人家|客人)?"
_LATER = (
    r"(?:到店|来了|当面|见面|上门|现场|到时候?|以后|回头|到场|等[^,]{1,4})(?:了|时|后)?再"
    r"(?:登记|问|说|填|报|看|收|核对|给|记|补)(?:一下)?"
)
_LEAD = r"(?:请|麻烦|帮我|还是|那|就|先|也|可以|你|您|给我|直接|都|再|干脆|把|将)*"
_BETWEEN = (
    r"(?:请|麻烦|就|也|都|先|暂时|这期|本期|这次|目前|现在|今后|以后|还是|已经|可以|直接|干脆|统统|全部?|帮我|给我|给|一并|最好"
    r"|从[^,]{1,6}[里中上面])*"
)
_AFTER = re.compile(
    rf"^{_LEAD}(?P<what>[^,]{{0,26}}?){_BETWEEN}(?:(?P<strong>{_STRONG})|(?P<ask>(?:{_NO})(?:再|着)?(?:{_ASKING}){_OUT}|{_LATER})"
    rf"|(?P<say>(?:{_NO})(?:再|着)?(?:{_SAYING}){_OUT}(?=[了吧啦]|$))"
    rf"|(?P<do>(?:{_NO})(?:再)?(?:{_DOING})?(?=[了啦]))|(?P<now>(?<=先|时|期|次|前|在)(?:{_NO})(?:{_DOING})))"
    r"(?:了|吧|啦|哈|嘛|呗|就行|就好|即可|去|掉)*$"
)
_BEFORE = re.compile(
    rf"^{_LEAD}(?:(?P<strong>(?:划|去|删|拿|抹|剔|撤|砍|移|清|省|略|剪)(?:掉|除|去|走|下来?)|忽略|撤销|收回)"
    rf"|(?P<ask>(?!不要)(?:{_NO})(?:再)?(?:{_ASKING})|不要再?(?:{_ASKING})))(?P<what>[^,]{{1,26}}?)(?:了|吧|啦|哈|就行|就好|即可)*$"
)
_POINTED = re.compile(r"[那这](?:一)?(?:句|条|块|项|段|个|样|点|部分)")
_INSTEAD = re.compile(
    r"^(?:就|请|都|也|统一|麻烦|换成|换|改成|改为|改|只|收集?|问|留|登记|记|报|用|要|加|有)+(?=.{2})|(?:就|也)?(?:行|好|够|可以|成)了?$|[了吧]$"
)
_PRONOUN = re.compile("[它他那这]?[个条句项块点]?|两者|一样")
_KEPT_SLOTS = frozenset({"goals", "name", "purpose", "kind", "channel"})
_CUES = re.compile(
    r"[划去删拿抹勾剔撤砍摘移清剪丢扔省略拆抽踢停](?:掉|除|去|走|下|出|开|了|用|办|售|止)|取消|作废|下架|下线|屏蔽|忽略|作罢|收回|废[除止]"
    r"|不算数|不作数|[算免罢]了|略过|不[用要必再]|无[需须]|不需要|用不着|没必要|别|甭|不[上做弄搞办接问收卖登留记提开支设]|没有?了"
)
_UNLESS = re.compile(r"如果|要是|万一|的话|客人(?:说|要)|以外|除了|[吗么?？]$|能不能")


def may(low: str) -> bool:
    """Whether a text (folded) has a word of taking back."""
    return _CUES.search(low) is not None


def taken(sentence: Sentence, revision: Revision, before: str = "") -> list[Clause]:
    """Take out of the brief what a clause of a sentence no longer wants; the clauses used, none where nothing was held.

    `before` is what was said just before the sentence: 它 and 这条 mean something of it.
    """
    clauses = sentence.clauses
    for at, clause in enumerate(clauses):
        if not clause.is_open or not may(clause.low) or _UNLESS.search(clause.low):
            continue
        earlier = clauses[at - 1].text if at else before
        others = [each for each in clauses if each is not clause and each.is_open]
        for found in _found(clause.low):
            what = clause.text[slice(*found.span("what"))].strip()
            if _is_amount(what, others):
                continue
            after = clauses[at + 1] if at + 1 < len(clauses) and clauses[at + 1].is_open else None
            taking = _Taking(revision, clause.text, after)
            if taking.is_made(found, what, earlier):
                return [clause, *([after] if after and taking.is_replaced else [])]
    return []


def _is_amount(what: str, others: list[Clause]) -> bool:
    """Whether it is an old amount that goes, beside the one that takes its place."""
    gone, told = measures(what), [each for clause in others for each in measures(clause.text)]
    return any(one.is_like(other) for one in gone for other in told)


def _found(low: str) -> Iterator[re.Match[str]]:
    for pattern in (_AFTER, _BEFORE):
        if found := pattern.match(low):
            yield found


@dataclass(slots=True)
class _Taking:
    """One thing that goes; the clause behind it may tell what comes instead."""

    revision: Revision
    evidence: str
    after: Clause | None
    is_replaced: bool = False

    def is_made(self, found: re.Match[str], what: str, earlier: str) -> bool:
        """Whether what a clause takes back was held."""
        how = next(name for name in ("strong", "ask", "say", "do", "now") if found.groupdict().get(name))
        if _PRONOUN.fullmatch(referents.bare(what)):
            if found.re is _BEFORE or how not in {"strong", "do"} or not earlier:
                return False
            return self._listed(earlier, is_near=True) or self._item(earlier)
        if self._listed(what):
            return True
        is_sure = _POINTED.search(what) is not None or self.evidence.rstrip().endswith(("了", "吧", "啦"))
        if how == "ask" or (how == "say" and not is_sure):
            return False
        return self._slot(what) or self._item(what, is_task=how in {"do", "now"})

    def _slot(self, what: str) -> bool:
        """A whole slot by its name: 结束语不要了."""
        slot, revision = answers.label(fold(referents.bare(what))), self.revision
        if slot not in SLOTS or slot in _KEPT_SLOTS or revision.value(slot) is None:
            return False
        revision.put(slot, [] if slot == "handover" else None, self.evidence)
        return True

    def _listed(self, what: str, *, is_near: bool = False) -> bool:
        """A tone, a language, or data of the goals."""
        revision = self.revision
        said = _INSTEAD.sub("", self.after.text) if self.after else ""
        for slot, gone in (
            ("tone", referents.tones(what, revision)),
            ("languages", referents.languages(what, revision)),
        ):
            held = revision.items(slot)
            kept = [each for each in held if each not in gone]
            fresh = [each for each in _values(slot, said) if each not in held]
            is_first = slot == "languages" and not held and fresh and manner.languages(fold(referents.bare(what)))
            if (gone and (kept or fresh)) or is_first:
                self.is_replaced = bool(fresh)
                revision.put(slot, [*kept, *fresh], self.evidence)
                return True
        return not is_near and self._data(what, referents.data(said))

    def _data(self, what: str, fresh: list[str]) -> bool:
        """Data of the goal that is spoken of, else of all that ask for them."""
        named, goals = referents.data(what), self.revision.items("goals")
        concerned = [at for at, goal in enumerate(goals) if any(_is_one(name, named) for name in goal["collect"])]
        meant = referents.goal(what, self.revision) if len(concerned) > 1 else None
        for at in [meant] if meant in concerned else concerned:
            goal = goals[at or 0]
            kept = [name for name in goal["collect"] if not _is_one(name, named)]
            come = [name for name in fresh if name not in goal["collect"]]
            goals[at or 0] = {**goal, "collect": [*kept, *come]}
            self.is_replaced = self.is_replaced or bool(come)
        if concerned:
            self.revision.put("goals", goals, self.evidence)
        return bool(concerned)

    def _item(self, what: str, *, is_task: bool = False) -> bool:
        revision = self.revision
        place = referents.item(what, revision, ("goals", "scope_do", "facts")) if is_task else None
        place = place or referents.item(what, revision)
        if place is None:
            return False
        items = revision.items(place.slot)
        if place.slot == "goals" and len(items) < 2:
            return False
        rest = _rest(referents.bare(what), items[place.index]) if place.slot == "facts" else None
        items[place.index : place.index + 1] = [rest] if rest else []
        revision.put(place.slot, items, self.evidence)
        return True


def _is_one(name: str, named: list[str]) -> bool:
    return any(referents.is_same_datum(name, other) for other in named)


def _values(slot: str, said: str) -> list[str]:
    """The tones or languages that a clause names and nothing else."""
    if slot == "languages":
        return manner.languages(fold(said), is_asked=len(said) <= 12)
    items = [manner.bare(item) for item in re.split("[、和加跟]", said)]
    return items if said and all(fold(item) in manner.TONES for item in items) else []


def _rest(what: str, fact: dict[str, str]) -> dict[str, str] | None:
    """A fact without the one of its clauses that is spoken of; None where it is all of it."""
    parts = re.split("(?<=[,，；;])", fact["text"])
    named = [part for part in parts if referents.share(what, part) >= 0.99]
    if len(parts) < 2 or len(named) != 1 or named[0] is parts[0]:
        return None
    text = "".join(part for part in parts if part is not named[0]).rstrip(",，；; ")
    return {**fact, "text": text} if text else None
