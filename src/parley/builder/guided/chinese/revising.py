"""A Chinese sentence that changes what was told: swaps, what is put in place of something, what is taken back or added.

What a change gives as its reason, and that the rest stays, is no statement of its own.
"""

import re

from parley.builder.guided.chinese import crossing, manner, referents, replacements, takings
from parley.builder.guided.chinese.clauses import MASK, Clause, Page, Sentence, page
from parley.builder.guided.reading import MASK_QUOTE
from parley.builder.guided.reading import Sentence as Read
from parley.builder.guided.revision import Revision

_STATES = re.compile(
    r"^(?:以后|今后|从今|现在|改|换|只|都|一律|统一|全部|要(?!不然)|请|再|另外|还|也|转|每|周|星期|礼拜|就(?=[叫用说转收问]))"
    r"|转[给到接]|[\d一二两三四五六七八九十百千]\s*(?:元|块)|\d:\d|点(?:到|至)|\d{3}|\ue000|不[要能许得准]|[总一]共|只[做收有能卖接要开限]|仅"
)
"""What a clause beside a change begins with, or has, that tells something itself."""
_KEPT = re.compile(
    r"^(?:其[他它余]|别的|剩下|剩余|另外的?|要[填问收]的|内容|时间|价[钱格]|地址|电话|开门|关门|打烊|名字|[^,]{0,8})"
    r"[^,]{0,6}(?:不变|没变|没有变|不动|没动|不用[动改变]|不改|照旧|照收|照常|照样|照原样|原样|保留|还是一样|还是老样子|老样子|和原来一样|跟原来一样)(?:了|吧|就行|就好)?$"
)
_ADD = re.compile(
    r"^(?:请|麻烦|帮我|对了|那|,)*(?P<goal>[^,]{0,14}?)(?:那(?:块|项|里|边)|这(?:块|项|里|边)|里面?|的?时候?|时)?"
    r"(?:(?:请|麻烦|帮我|也|还|得|要|需要?|再|另外|顺便|最好|多|应该?|必须)+(?:补|加|添|增加|补充|追加|问|收|留|登记|记|报|填|核对|要)"
    r"|补|加|添|增加|补充|追加)(?:上|个|一个|一项|一条|一下|下|清楚|一样|进|:)*"
    r"(?P<data>[^,]{2,24}?)(?:进去|进来|吧|哈|就行|就好|信息|一项|这一?项|这个)*$"
)
_MORE = re.compile(r"再|还|也|另外|顺便|补|加|添|增|多")


def revised(read: Read, revision: Revision, before: str = "") -> bool:
    """Make what a sentence changes; the words of the change are taken. Whether it changed anything."""
    if MASK_QUOTE in read.left and not ("“" in read.text or "「" in read.text or '"' in read.text):
        return False
    paper = _without_leads(page(read.text))
    is_any = False
    for sentence in paper.sentences:
        used = _used(paper, sentence, revision, before)
        is_any = is_any or bool(used)
        for clause in sentence.clauses:
            if clause in used or _KEPT.match(clause.low) or (used and _is_reason(clause, used)):
                clause.is_open = False
                read.take(clause.start, clause.end)
        before = paper.words(sentence.clauses[0], sentence.clauses[-1])
    return is_any


def _without_leads(paper: Page) -> Page:
    """A page with what stands before a colon as a clause of its own: 同事说了：护照号换成邮箱."""
    for sentence in paper.sentences:
        parts = list[Clause]()
        for clause in sentence.clauses:
            colon = clause.low.find(":")
            if 3 < colon < len(clause.low) - 2 and not clause.low[colon + 1].isdigit() and MASK not in clause.low:
                parts.append(Clause(clause.text[:colon], clause.low[:colon], clause.start))
                colon += 1
            else:
                colon = 0
            parts.append(Clause(clause.text[colon:], clause.low[colon:], clause.start + colon))
        sentence.clauses = parts
    return paper


def _used(paper: Page, sentence: Sentence, revision: Revision, before: str) -> list[Clause]:
    """The clauses of a sentence that change something."""
    if used := crossing.crossed(sentence, revision) or replacements.titled(paper, sentence, revision):
        return used
    used = list[Clause]()
    while made := replacements.replaced(paper, sentence, revision) or takings.taken(sentence, revision, before):
        for clause in made:
            clause.is_open = False
        used += made
    for clause in sentence.clauses:
        if clause.is_open and _added(clause, revision):
            used.append(clause)
    return used


def _is_reason(clause: Clause, used: list[Clause]) -> bool:
    """Whether a clause beside a change only says why."""
    is_lead = clause.end + 1 == used[0].start
    if not clause.is_open or (clause.start < used[0].start and not is_lead) or _STATES.search(clause.low):
        return False
    return not any(len(tone) > 1 and tone in clause.low for tone in manner.TONES)


def _added(clause: Clause, revision: Revision) -> bool:
    """A datum more for a goal: 预约验光再补一个年龄."""
    found = _ADD.match(clause.low) if _MORE.search(clause.low) else None
    if found is None:
        return False
    named = referents.data(clause.text[slice(*found.span("data"))])
    head = clause.text[slice(*found.span("goal"))]
    goals = revision.items("goals")
    at = referents.goal(head, revision) if head.strip() else None
    at = at if at is not None else len(goals) - 1 if not referents.bare(head) else None
    if not named or not goals or at is None:
        return False
    fresh = [name for name in named if name not in goals[at]["collect"]]
    if fresh:
        goals[at] = {**goals[at], "collect": [*goals[at]["collect"], *fresh]}
        revision.put("goals", goals, clause.text)
    return bool(fresh)
