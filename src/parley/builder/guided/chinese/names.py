"""What a business is called, in Chinese: said outright (店名叫…), where the user speaks of it, or in its greeting."""

import re

from parley.builder.guided.chinese.clauses import MASK, Clause, Sentence, trimmed
from parley.builder.guided.chinese.signs import fold

_FIRM_ENDS = (
    "公司|集团|店|馆|院|所|(?<![就都也还才不])行|厅|房|吧|坊|家|社|校|园|中心|部|厂|庄|堂|阁|轩|物业|酒店|银行|医院|诊所|健身"
    "|教育|家居|剧场|剧院|影院|工程|工作室|保险|代理|律所|事务所|科技|口腔|编程|培训|旅行|旅游|宠物|美容|美发"
    "|发廊|沙龙|超市|商城|商场|餐厅|火锅"
    "|书店|花店|电器|汽车|租车|物流|快递|地产|置业|中介|驾校|幼儿园|俱乐部|民宿|客栈|烘焙|咖啡|茶馆|茶饮"
    "|眼镜|药房|家政|搬家|装饰|装修|电信|燃气|水务|电力|大学|学院|学校|诊疗|人家|小馆|食堂|小厨|酒楼|饭店|面馆"
    "|(?<!网)站|会所|影楼|摄影|婚庆|通信|网络|证券|基金"
)
_CALLED = re.compile(
    r"(?:(?:店名|公司名?|行名|名字|名称|店|馆名?|院名?|校名|园名|社名|厂名|品牌|机构|医院|诊所|餐厅|酒店|公司名称|店铺|企业"
    r"|单位)?(?:就|的名字)?(?:叫做?|名叫|叫作|名为)|(?:店名|公司名|行名|院名|校名|馆名|园名|社名|厂名|名称|公司名称|品牌"
    r"|名字)(?:是|:)|全称是?)(?P<name>[^,。;:!?（(]{2,24})"
)
_WE = re.compile(
    r"^(?:我们?|我哋|咱们?|这里|本公司|这边|本店)(?:这边|这里|家|店|公司)?(?:是"
    r"|系)?(?:在)?(?:(?P<city>[^,。的嘅]{2,6})[的嘅])?(?P<name>[^,。;:的嘅在]{2,20}?)(?:的(?=$|,)"
    r"|(?=在[^,]{1,8}有)|$|(?=想|要|需要|打算|主要|准备))"
)
_AT = re.compile(rf"^(?:(?P<city>[^,。的]{{2,6}})的)?(?P<name>[^,。;:的]{{2,16}}(?:{_FIRM_ENDS}))$")
_IS_FIRM = re.compile(f"(?:{_FIRM_ENDS})$")
_NO_NAME = re.compile(
    r"^(?:做|一[家个间所]|个|家|间|开|搞|专门|专业|卖|主要|想|要|现在|都|有|是|也|用|从事|负责|提供|经营"
    r"|在|小店|小公司|大型|中型|连锁|7|24|这|那|什么|他|她|它|你|谁|公司|店|一|不)|机器人|助手|客服|师傅|起来"
    r"|小时|经理|醒|车|救护|(?:志愿者|店长|老板娘?|负责人|承办人|主任|老师|员工|工作人员|主管|值班长|站长|馆长|秘书|护士|会计)$"
)
_GENERIC = re.compile(
    r"^(?:公司|店|诊所|医院|银行|酒店|餐厅|学校|健身房|物业|公司内部|网店|超市|保险公司|牙科诊所|律所|驾校"
    r"|培训机构|美容院|宠物店|幼儿园|旅行社|物业公司|我们银行|中心|客服部|市场部|销售部)$"
)
_TRADES = (
    "搬家|家政|保洁|装修|装饰|物流|快递|货运|租车|汽修|修车|洗车|驾校|培训|补习|美容|美发|美甲|理发|宠物|婚庆|婚纱|摄影|旅游|旅行|民宿|酒店"
    "|餐饮|火锅|烧烤|奶茶|咖啡|蛋糕|烘焙|花|水果|服装|鞋|电商|网|贸易|外贸|科技|软件|网络|广告|设计|律师|会计|财务|口腔|牙科|牙医?|中医|眼科"
    "|体检|养老|月子|早教|幼儿|托管|健身|瑜伽|游泳|舞蹈|图书|博物|社区|街道|政府|保险|证券|银行|房产|物业|二手车|4s|汽车|五金|建材|家具|家电"
    "|手机|电脑|维修|开锁|疏通|水电|空调|洗衣|干洗|药|眼镜|钟表|珠宝|母婴|玩具|文具|书|票务|剧|影|茶|面|饭|菜|酒|修理|出租|手摇饮|饮料|早餐"
)
_KIND_OF = re.compile(
    rf"(?:小|大|新|老|家|个|一|间|县级?|市级?|区级?|本地|连锁|私立|公立|普通|民营|国营|中型|大型|小型|综合|专业|专科|{_TRADES})*"
    rf"(?:{_FIRM_ENDS}|品牌|企业|机构|团队|平台|厂家|工厂|商户|门店|门诊)*"
)
_OPENED = re.compile(
    r"^(?:在)?.{0,6}(?:开了?[一个家间]|开着|做了?[一个家]|搞了?[一个家]|经营|从事)|一[家间个所]|^[家个间所]|开手|开的"
)
_MEMBER = re.compile(
    rf"^(?:[你您]好)?我们?(?:是|在|代表)(?P<name>[^,的嘅是在]{{3,20}}?(?:{_FIRM_ENDS}))(?=的|做|当|工作|上班|负责|任|这边|里|$)"
)
_TASK = re.compile(
    "预[约订定]|约|订|查|问|报|办|取消|改|退|咨询|找|叫|买|送|来|先|那|就|也|还|另外|然后|如果|要是|电话|微信|客人|客户"
)
_ALONE = re.compile(r"(?P<name>[^,的嘅是做卖搞有这那一我你]{3,12})")
_IS_TRADE = re.compile(rf"(?:{_FIRM_ENDS}|{_TRADES}|签证|图文|快印|印|水站?|开锁|锁业|清洗|代办|翻译|乐器|琴行)$")
_WISHES = re.compile(r"(?:想|要|需要|打算|希望|准备|计划|拟|做|弄|搞|上|搭)")
_ASKS = re.compile(
    r"^(?P<name>[^,的嘅是做卖搞有这那一我你]{2,12}?)(?:想要?|需要|打算|希望|准备|计划|拟)(?:做|弄|搞|上|搭|建|配|找)?(?:一?[个款套位]|一下)"
)
_PLAIN = re.compile(
    r"^(?:我们|我哋|咱们|这里|这边)(?:这里|这边|店|公司)?(?:就?是|系)(?P<name>[^,的嘅在做卖搞有个家这那一]{3,9})$"
)
_IN_LINE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:欢迎(?:您)?(?:来到|光临|致电|拨打|联系|关注|使用|来)|感谢(?:您)?(?:致电|来电|联系|拨打))(?P<name>[^,!?。~～！？]{2,16}?)(?:客服热线|热线|$|[,!?。~～！？])",
        r"(?:这里|这边|我们)(?:是|系)(?P<name>[^,!?。~～！？的]{2,16}?)(?:客服中心|客服|热线|的|$|[,!?。~～！？])",
        r"^[“「『\"]?(?P<name>[^,!?。~～！？您你好]{3,14})(?:[您你]好|为您服务)",
        r"^[“「『\"]?(?:[您你]好|哈[啰喽]|嗨|hi|喂|亲)[,!。~～！ ]*(?P<name>[^,!?。~～！？您你]{3,12})[,!。~!](?=.)",
        r"我是(?P<name>[^,!?。~～！？的]{2,12}?)的(?:小|智能|ai|客服|语音)",
    )
)
_NOT_IN_LINE = re.compile(
    "请问|什么|帮|今天|很高兴|欢迎|服务台|前台|家长|客服|谢谢|感谢|早上|下午|晚上|小助|助理|助手|机器人"
)


def name(sentence: Sentence) -> tuple[str, Clause | None]:
    """The business's or the agent's name, with its clause."""
    for clause in sentence.open:
        if said := _called(clause):
            return said, clause
    for at, clause in enumerate(sentence.clauses[:2]):
        if clause.is_open and (said := _at_start(clause) or _plainly(sentence.clauses, at)):
            return said, clause
    if sentence.clauses[0].is_open and (said := _alone(sentence.clauses)):
        return said, sentence.clauses[0]
    return "", None


def _plainly(clauses: list[Clause], at: int) -> str:
    """ "我们是清音堂助听器，在杭州有三家门店": a bare name, and the next clause tells of it."""
    found = _PLAIN.match(clauses[at].low)
    after = clauses[at + 1].low if at + 1 < len(clauses) else ""
    is_told = found is not None and re.match("在|是|专门|主要|主营|开在|位于", after) is not None
    return _clean(clauses[at].text[slice(*found.span("name"))]) if found and is_told else ""


def _alone(clauses: list[Clause]) -> str:
    """A name before the wish for an agent: 捷印图文需要一个客服, 环途签证，做一个助手."""
    low = clauses[0].low
    if _TASK.match(low) or clauses[0].start > 8:
        return ""
    found = _ASKS.match(low)
    if found is None and len(clauses) > 1 and _WISHES.match(clauses[1].low):
        found = _ALONE.fullmatch(low)
    called = _clean(clauses[0].text[slice(*found.span("name"))]) if found else ""
    return called if called and _IS_TRADE.search(fold(called)) else ""


def in_line(line: str) -> str:
    """The business's name in words to be said: 您好，骆驼搬家，请问…"""
    low = fold(line)
    for pattern in _IN_LINE:
        found = pattern.search(low)
        called = _clean(line[slice(*found.span("name"))]) if found else ""
        if called and not _NOT_IN_LINE.search(fold(called)):
            return called
    return ""


def _called(clause: Clause) -> str:
    found = _CALLED.search(clause.low)
    if found is None or re.search(r"客人|不要|别|宠物$|他们?$|不$|要$|大$", clause.low[: found.start()]):
        return ""
    return _clean(clause.text[slice(*found.span("name"))])


def _at_start(clause: Clause) -> str:
    quoted = re.match(
        rf"(?:我们?是?|我哋係|这里是)[^,“「『\"]{{0,8}}[“「『\"](?P<name>{MASK}{{2,24}})[”」』\"]", clause.low
    )
    if quoted:
        return clause.text[slice(*quoted.span("name"))]
    found = _MEMBER.match(clause.low)
    if found and (called := _clean(clause.text[slice(*found.span("name"))])):
        return called
    found = _WE.match(clause.low)
    is_named = found and not _NO_NAME.match(found.group("name"))
    if found and is_named and (found.group("city") or _IS_FIRM.search(found.group("name"))):
        return _clean(clause.text[slice(*found.span("name"))])
    found = _AT.match(clause.low)
    return _clean(clause.text[slice(*found.span("name"))]) if found and found.group("city") else ""


def _clean(text: str) -> str:
    plain = re.sub(r"^(?:是|就是|叫)+|(?:的|吧|啊|哈|呀|啦|嘛)+$", "", trimmed(text)).strip("“”「」『』\"' ")
    low = fold(plain)
    if not 2 <= len(plain) <= 24 or _NO_NAME.search(low) or _GENERIC.match(low) or _is_kind(low):
        return ""
    return plain


def _is_kind(low: str) -> bool:
    """Whether words say what sort of business it is, and no name."""
    return _KIND_OF.fullmatch(low) is not None or _OPENED.search(low) is not None
