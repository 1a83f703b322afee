"""The data that agents ask for, from Chinese to names in snake_case: 手机号 → phone_number."""

import re
from functools import cache, lru_cache

from parley.builder.guided.chinese.data_asked import ASKED
from parley.builder.guided.chinese.data_things import HEADS, THINGS
from parley.builder.guided.chinese.data_words import FINAL, IDLE, PARTS, WHOLE
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.tables import rows

MAX_ITEM = 14
_SPLIT = re.compile(
    r"、|,|/|;|(?<![a-z])\s+|\s+(?![a-z])|以及|还有|加上|[和跟与及加](?=[^、,]{2,})|(?<!合)同(?=[^学意时事])"
)
_JOINED = (
    (re.compile(r"哪天几点|几号几点|日期时间|时间日期|哪天什么时候"), ["date", "time"]),
    (re.compile(r"入住.{0,3}[和同及与跟至到].{0,2}(?:离[开店]|退房)"), ["check_in_date", "check_out_date"]),
    (re.compile(r"姓名电话|姓名手机|名字电话"), ["name", "phone_number"]),
)
_EDGES = re.compile(
    r"^(?:再|也|还|还有|最后|然后|再加|外加|以及|还要|顺便|先|要|得|把|把他的|把她的|问|问清楚|问一下|问下|留|留个|留下|留一个|记|记下|记录|登记"
    r"|收集|提供|给|报|报个|报一下|填|填写|需要|请|一下|个|他|她|它|人家|对方|清楚|下|说清楚|核实|确认"
    r"|核对|客人的?|客户的?|来电者的?|您的?|你的?|只|用|是|有|想|下他的|下客人的)+|(?:来|呢|就行了?"
    r"|就可以了?|就成|就得了?|就中|就?(?:能|可以)[查办问改取退找]到?|方便|即可|就好|等|等等|等信息|信息|这些|什么的|就够了?|都要|都要问|都要记|都记下|也要|是多少|是什么|吗|吧|啊"
    r"|的)+$"
)


_ENGLISH = re.compile(
    r"(?:[a-z]{2,12}[ _]){0,2}(?:number|no|name|id|phone|email|e-mail|date|time|address|photo|size|model|code|type)"
)
_ASKING = re.compile(r"[要问凭接听打]|收集|提供|登记|留下|需|填")
_QUESTIONS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"从哪[儿里个]?.{0,3}[搬出发运寄走].{0,2}", "origin_address"),
        (r"(?:搬|运|寄|送货?)[到去往]哪[儿里个]?.{0,3}", "destination_address"),
        (r"去哪[儿里个]?.{0,3}|[开坐飞]?到哪[儿里个站]?", "destination"),
        (
            r"(?:丢|掉|落|买|订|定|点|要|想要|想买|想点|寄|送|拿|租|借|拍|画)(?:了|的是?|过|的东西是)?(?:些)?(?:什么|啥|哪些)(?:东西)?",
            "item",
        ),
        (
            r"在?(?:哪儿?|哪里|哪个.{1,4}?|什么地方)(?:丢|掉|落|出|坏|漏|停|等|堵|发生|碰|摔|上车|取)[^,]{0,4}",
            "location",
        ),
        (r"(?:人|车|东西|现在)?停?在(?:哪儿?|哪里|什么地方)", "location"),
        (r"(?:哪一?天|几号|周几|礼拜几|星期几)[^,几点时间]{0,6}", "date"),
        (r"(?:几点钟?|几时|什么时候|何时|什么时间)[^,]{0,6}", "time"),
        (
            r"(?:要|买|订|定|拿|取|来|一共|总共)?(?:几|多少)[杯个只台箱桶瓶套盒斤间盆束样份本块条双包辆根张件支片把颗朵头枚串碗桌][^,]{0,4}",
            "quantity",
        ),
        (r"(?:要|租|借|住|停|用|请|待|学|等)?了?(?:多久|多长时间|几天|几个月|几个小时|几小时|多少天)了?", "duration"),
        (r"[^,]{0,3}(?:上午|早上|白天)还是(?:下午|晚上|夜里)", "time"),
        (r"(?:看|挂).{1,6}还是(?:看|挂)?.{1,6}", "doctor"),
        (r".{0,4}(?:哪里|哪儿|怎么|什么地方)(?:不舒服|疼|痛|难受).{0,2}", "symptoms"),
        (r".{0,6}(?:坏了?|出了?|有)(?:什么|啥|哪些)(?:问题|毛病|故障)", "problem"),
    )
)
"""Data told as the question that asks for them."""
_OPEN_QUESTION = re.compile(
    r"(?:有没有|要不要|需不需要|是否需要|是否有|有无|是不是|哪[个位家门款种只台辆间条套本场部一]?|什么|啥|几)"
)


@cache
def _whole() -> dict[str, str]:
    return {word: name for text in (WHOLE, ASKED) for name, words in rows(text).items() for word in words}


@cache
def _parts() -> dict[str, str]:
    return {word: name for name, words in rows(PARTS).items() for word in words}


@cache
def _idle() -> re.Pattern[str]:
    words = sorted(IDLE.split(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)}|的)+")


@cache
def _final() -> dict[str, str]:
    return {word: name for name, words in rows(FINAL).items() for word in words}


@cache
def _things() -> dict[str, str]:
    return {word: name for name, words in rows(THINGS).items() for word in words}


@cache
def _about_things() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A thing with what is told of it (锁的型号), and the question which thing it is (什么类型的锁, 想学哪种乐器)."""
    things = "|".join(sorted(_things(), key=len, reverse=True))
    heads = "|".join(sorted((word for words in rows(HEADS).values() for word in words), key=len, reverse=True))
    return (
        re.compile(rf"(?:.{{0,4}}?(?:要|想|的))?(?P<thing>{things})的?(?P<head>{heads})"),
        re.compile(rf"[^,]{{0,5}}?(?:什么|哪[种类个位款块张本条台辆间])样?(?P<head>类型|种类)?的?(?P<thing>{things})"),
    )


def _of_thing(plain: str) -> str:
    told, asked = (pattern.fullmatch(plain) for pattern in _about_things())
    if told:
        head = next(name for name, words in rows(HEADS).items() if told.group("head") in words)
        return f"{_things()[told.group('thing')]}_{head}"
    return _things()[asked.group("thing")] + "_type" * bool(asked.group("head")) if asked else ""


_SPOKEN = (("啥子", "什么"), ("啥", "什么"), ("咋个", "怎么"), ("咋", "怎么"), ("哪儿", "哪里"), ("几多", "多少"))


def _standard(low: str) -> str:
    """A datum in the words of the standard language."""
    for said, written in _SPOKEN:
        low = low.replace(said, written)
    return low


@lru_cache(maxsize=2_048)
def name(item: str) -> str:
    """The name of a datum in Chinese, "" where the item is none."""
    low = fold(item).strip(' 。.!"“”「」')
    return _name(low) or (_name(_standard(low)) if _standard(low) != low else "")


def _name(low: str) -> str:
    if _ENGLISH.fullmatch(low):
        return low.replace(" ", "_")
    for plain in (low, _EDGES.sub("", low)):
        if plain in _whole():
            return _whole()[plain]
    plain = _EDGES.sub("", low)
    if not plain or len(plain) > MAX_ITEM:
        return ""
    asked = _asked_for(low) or _asked_for(plain) or (_of_thing(plain) if "什么" in plain or "哪" in plain else "")
    if asked or _ASKING.search(plain):
        return asked
    bare = _idle().match(plain)
    if bare and plain[bare.end() :] in _whole():
        return _whole()[plain[bare.end() :]]
    return _of_thing(plain) or _composed(plain)


def _asked_for(plain: str) -> str:
    """ "丢了什么" → item; "有没有电梯", "哪款车型": the known word behind the question's."""
    known = next((name for pattern, name in _QUESTIONS if pattern.fullmatch(plain)), "")
    lead = _OPEN_QUESTION.match(plain)
    return known or (_whole().get(plain[lead.end() :].removeprefix("的"), "") if lead else "")


def _composed(plain: str) -> str:
    """ "孩子姓名" → child_name: a known qualifier before a known word, or an unknown one before a usual head."""
    for length in range(min(6, len(plain) - 1), 0, -1):
        part, rest = _parts().get(plain[:length]), plain[length:].removeprefix("的")
        bare = _idle().match(rest)
        head = _whole().get(rest) or _final().get(rest) or (_whole().get(rest[bare.end() :]) if bare else None)
        if part and head:
            return f"{part}_{head}" if part.split("_")[-1] != head.split("_")[0] else head
    _, of, owned = plain.rpartition("的")
    if of and owned in _whole() and len(plain) <= len(owned) + 7:
        return _whole()[owned]
    for length in (4, 3, 2, 1):
        head = _final().get(plain[-length:])
        if head and head != "number" and len(plain) <= length + 6:
            return head
    return ""


def is_usual(item: str) -> bool:
    """Whether a text is a datum by its usual name, nothing composed."""
    low = _standard(fold(item).strip(" 。.!"))
    return low in _whole() or _EDGES.sub("", low) in _whole()


def names(listed: str) -> list[str]:
    """The data of a list, in order, each once; what is no datum is left out."""
    found: list[str] = []
    for item in _items(listed):
        found += _of(item)
    return list(dict.fromkeys(found))[:20]


def _items(listed: str) -> list[str]:
    low = re.sub(r"(?<=入住)[和同及与跟至到](?=离|退房)", "到", fold(listed))
    return [item for item in _SPLIT.split(low) if item.strip()]


def share(listed: str) -> float:
    """How much of a list's items are data, 0 to 1."""
    items = _items(listed)
    return sum(bool(_of(item)) for item in items) / len(items) if items else 0.0


def _of(item: str) -> list[str]:
    item = re.sub(r"\(.*?\)", "", item).strip()
    both = next((data for pattern, data in _JOINED if pattern.search(item)), None)
    if both:
        return both
    plain = _EDGES.sub("", item)
    run = _run(plain) if 5 < len(plain) <= 2 * MAX_ITEM and plain not in _whole() else []
    if len(run) > 2:
        return run
    known = name(item)
    return [known] if known else run


def _run(item: str) -> list[str]:
    """Data told without a mark between them: 姓名年龄电话."""
    part = next((item[:length] for length in (3, 2) if item[:length] in _parts()), "")
    bare = None if part else _idle().match(item)
    found, at = [], len(part) or (bare.end() if bare else 0)
    while at < len(item):
        word = next((item[at : at + length] for length in range(6, 1, -1) if item[at : at + length] in _whole()), "")
        if not word:
            return []
        found.append(_whole()[word])
        at += len(word)
    return [f"{_parts()[part]}_{found[0]}", *found[1:]] if part and len(found) > 1 else found if len(found) > 1 else []
