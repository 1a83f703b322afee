"""Facts in Chinese that an agent may tell: prices, deadlines, conditions, what there is on the spot."""

import re
from functools import cache

from parley.builder.guided.chinese.clauses import MASK, Page, Sentence, trimmed
from parley.builder.guided.chinese.signs import fold

_NUMBER = r"[\d零〇一二两三四五六七八九十百千万半][\d零〇一二两三四五六七八九十百千万.,]*"


_SPOKEN = "[一二两三四五六七八九]?[十百千万][零一二两三四五六七八九十百千万半]{0,6}"
"""A number of ten or more in words: prices are told without their unit (珍奶一杯五十五)."""
_PER = "[趟杯晚次天人份间张桌件碗盒课节位斤场只台支套月年盘对双束瓶]"
_PATTERNS = {
    "price": (
        rf"{_NUMBER}\s*(?:多)?(?:元|块钱?|毛|角|美元|港币|港元|蚊|刀|台币|人民币|rmb|%|折)"
        rf"|[¥￥$]\s*\d|免费|半价|打[一二三四五六七八九\d.]+折|优惠|包邮|百分之"
        rf"|(?:^|:)[^\d,:点号分机年]{{2,12}}\d{{2,5}}(?:元|块)?(?:起|左右|以上|封顶|不等)?(?:[一每/]{_PER})?$|运费"
        r"|押金|不收费|不另?收|(?:送|返|得)[^,]{0,5}积分|返现"
        rf"|(?:费|价|票|课|金|单价|一{_PER}|每{_PER})[^,\d]{{0,4}}(?:{_SPOKEN})(?:块|起|左右|了)?$"
        rf"|(?:{_SPOKEN})(?:块)?[一每]{_PER}$|(?:涨到|降到|只要|只收|卖|加|减|折|收费?)(?:{_SPOKEN})了?$"
    ),
    "rule": (
        rf"(?:满|前|内|超过|不超过|最多|最少|至少|提前|需要?|要|只|最快|最晚|每|保修|质保"
        rf"|有效期)[^,]{{0,6}}?{_NUMBER}\s*(?:个)?(?:小时|分钟|钟头|天|日|工作日|岁|月|年|周|星期|公里|人"
        r"|位|次|米|公斤|斤|晚|张|瓶|点)"
        rf"|(?:最多|最少|至少|至多|不超过|限|每|满)[^,]{{0,6}}?{_NUMBER}\s*(?:台|册|本|件|个|名|杯|份|桌|间|套|笔|只|盒|条|项|种)"
        rf"|{_NUMBER}\s*(?:个)?(?:小时|分钟|天|日|工作日|岁|月|年|周|星期|公里|米|人|位|次|点"
        r"|公斤|斤|晚)\s*(?:钟)?(?:之?以?[内前后上下]|起|无理由|包换|到账|送达|到货|发货|质保|保修|有效"
        r"|可|就能|才能)"
        rf"|{_NUMBER}(?:到|至|-|~){_NUMBER}(?:周?岁|人|公斤|位|天)|{_NUMBER}[^,]{{0,2}}起(?:送|订|租|购|做|卖|售|印|批)"
        r"|次日达|当[天日]达|隔[天日][达到]"
    ),
    "place": (
        r"停车|车位|停机车|wifi|无线网|地铁|公交|地址|门口|充电|电梯|发票|会员卡|支付宝"
        r"|微信支付|现金|刷卡|医保|轮椅|无障碍|儿童椅|包厢|宠物|自助|早餐|泳池|健身房|班车|接送|寄存|发货"
        r"|快递|库存|现货|保修|质保|退换|退款|退票|押金|身份证|预约"
    ),
    "there": (
        r"^(?:我们|我哋|店铺?|公司|门店|本店)?(?:就|位于|地址(?:是|在|:)"
        r"|在)(?!线)(?=.{2,40}$).*(?:路|街|大道|巷|弄|\d+号|大厦|广场|地铁|站|楼下|旁边|对面|出口|口)"
        r"|^(?:我们|公司|店)?位于|^地址"
    ),
    "only": (
        r"(?<!不)(?:只|仅)(?:对|限|到|向|在(?!电话|微信|线上|网上)|接受|面向|支持|[能可](?=到|来|在|自|现场|用|刷|付|凭)|做(?=[^,]*[\d一二两三四五六七八九十])|收现金)[^,]{2,}"
        r"|^(?:我们|本店|店里|这边|这里)?(?:没有|没|不设|不提供|无)(?!时间|人|问题|办法|接|空|想|关系|事|错|什么|别的|其他|要求|了$|完没了|准|事)[^,]{2,12}$"
        r"|(?:最好|请|记得|务必|需要?|必须|得|要)(?:自行|自己|先|本人)?(?:空腹|自备|携带|带(?!点|着?口音)|穿|出示|提前(?!告|说|通知|讲|声明|提醒)|到场|戴)"
        r"|才(?:能|可以|准|让)(?:进|入|用|参加|办|领|上|借|玩|取)"
        r"|(?:可以|能|都能|也能)(?:做|定制|定做|现做|修|配|寄|刷卡|自提|外带|打包|加急)$"
    ),
    "state": (
        r"可以|可(?=[停带用刷开免随])|能(?=[停带用刷开])|有|在|支持|提供|都有|需要?|必须|要"
        r"|不能|不可|不支持|不退|只|仅|免|接受|包含?|含|带|送|凭|不用|无需|不限|默认|统一|全场|才|就能"
        rf"|不得|(?:是|要|收)(?:{_SPOKEN})$"
    ),
    "told": (
        r"(?:要|可以|得|记得|需要)?(?:跟|和|给|告诉|提醒|告知)(?:客人|客户|员工|顾客|对方|车主"
        r"|家长|他们|大家|来电者|买家|患者)(?:们)?(?:说|讲|知道|一下)?"
    ),
    "story": (
        r"^(?:我们?|咱们)(?:是|家|店是)|^(?:刚才|刚刚|昨天|前几天)|没完没了|不够$|^我?在[^,]{1,6}(?:开|做|经营)|机器人|机械人|助手|智能体|我自己|老板说|生意|气人"
        r"|忙不过来|来不及|响个不停|打爆|我觉得|我想|我们想|我就想|所以"
        r"|因为|听说|你觉得|天气|话说|没手|嗓子|作废|前面说|刚才说|之前说|老街坊|团队|我问|刚问|(?<!小)朋友|咨询电话|走平台|想要|想做|想找|想请"
    ),
    "bare": rf"(?:一共|都是|只要|收)?{_NUMBER}\s*(?:元|块钱?|台币|港币|蚊)(?:起|一.)?$",
    "more": (
        rf"^(?:{_NUMBER}\s*(?:个|节|次|小时|分钟|天|份|张|晚|堂|片)?[^,]{{0,6}}|过时不候"
        rf"|先到先得|[^,]{{0,2}}不另收[^,]{{0,4}}|逾期[^,]{{2,6}}|售完即止|含.{{1,8}}|包.{{1,8}}"
        rf"|送.{{1,8}}|起|{_NUMBER}点(?:到|至).{{2,6}})$"
    ),
}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}


def found(page: Page, sentence: Sentence, *, is_rules: bool = False) -> list[tuple[dict[str, str], str]]:
    """The facts of a sentence, each with its words; their clauses are taken.

    `is_rules`: a sentence before announced them.
    """
    results: list[list[int]] = []
    clauses = sentence.clauses
    last = -2
    for at, clause in enumerate(clauses):
        if not clause.is_open:
            continue
        if results and last == at - 1 and _patterns()["more"].match(clause.low) and not _is_priced(clause.low):
            results[-1].append(at)
        elif _is_fact(clause.low, is_near=last == at - 1 or is_rules):
            is_bare = at and last < at - 1 and clauses[at - 1].is_open and _patterns()["bare"].match(clause.low)
            results.append([at - 1, at] if is_bare else [at])
        else:
            continue
        last = at
    told = []
    for places in results:
        words = page.take(*clauses[places[0] : places[-1] + 1])
        told.append((fact(words), words))
    return [(value, words) for value, words in told if value["text"]]


def fact(text: str) -> dict[str, str]:
    """A fact of its words, with what it is about."""
    plain = _patterns()["told"].sub("", trimmed(text), count=1) if len(text) > 14 else trimmed(text)
    plain = re.sub(r"^[^,，:：]{0,10}(?:几条|几点|几个|一下|说明的有|有|如下|补充)[:：]\s*(?=.{3})", "", plain)
    plain = (
        re.sub(
            r"^(?:再|另外|还|也|请|麻烦)*(?:写|加|补|记|添|放)(?:充|进|个|一)?(?:上|条|句|下)?(?:[:：,，]|(?=[^,]{4}))\s*",
            "",
            plain,
        )
        if re.match("再|另外|[写加补记添]上", plain)
        else plain
    )
    plain = re.sub(r"^(?:规则|政策|价格|收费|信息)?(?:也说一下|说一下|是|如下)?[:：]\s*", "", plain).strip(" ,，")
    return {"topic": topic(plain), "text": plain[:1500]}


def topic(text: str) -> str:
    """What a fact is about: its first words, up to the number or the verb."""
    low = fold(text)
    if re.search(r"\d", low[:4]):
        return text.split("，")[0][:12]
    end = re.search(rf"[,:是为在可能要需只免有不都{MASK}]|\d|{_NUMBER}\s*(?:元|块|折|岁|天|小时|分钟)", low[2:])
    return text[: 2 + (end.start() if end else 8)][:12].strip(" ,，：:的")


def is_firm(low: str) -> bool:
    """Whether a clause (folded) tells a price or a term."""
    return any(_patterns()[name].search(low) for name in ("price", "rule", "only"))


def _is_priced(low: str) -> bool:
    """Whether a clause names its own thing with its own price: 八十岁以上的十块, 送餐上门加两块."""
    found = re.search(r"(?:的|加|另收|收|是)[^,]{0,3}[\d一二两三四五六七八九十百千]+(?:元|块|折)", low)
    return found is not None and found.start() >= 3


def _is_fact(low: str, *, is_near: bool) -> bool:
    patterns = _patterns()
    if (
        patterns["story"].search(low)
        or len(low) > 60
        or len(low) < 3
        or patterns["told"].fullmatch(low.removeprefix("这个"))
    ):
        return False
    if is_firm(low) or patterns["there"].search(low):
        return True
    if patterns["place"].search(low) and patterns["state"].search(low):
        return True
    return is_near and patterns["state"].search(low) is not None or low.endswith("都有")
