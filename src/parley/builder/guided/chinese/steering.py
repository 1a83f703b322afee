"""Short Chinese words that only steer: yes, no, later, undo, change something."""

import re
from functools import cache

from parley.builder.guided.chinese.signs import fold, is_spoken
from parley.builder.schemas import Op

MAX_SIGNS = 24
_EDGES = re.compile(
    r"^(?:呃|嗯+|啊|哦|那|那就|请|麻烦|我觉得|我|先|这个|看起来|看着|就|\W)+(?=.)|(?:吧|啊|呀|哦|噢|啦|了"
    r"|的|嘛|呢|哈|滴|哒|嘞|谢谢你?|多谢|辛苦了?|\W)+$"
)
_WAYS: tuple[tuple[Op | str, str], ...] = (
    (Op.OFF_TOPIC, r"[你您]好|谢谢[你您]?|多谢|唔该|在吗|哈+|辛苦|早上好|下午好|晚上好|感谢|收到谢谢"),
    (
        Op.CONFIRM,
        r"是|对|好|行|可以|可|中|成|妥|得|系|嗯+|ok|没错|没问题|没有问题|冇问题|没毛病|没意见|同意"
        r"|赞成|确认|确定|正确|这样|就?这样定|这么[办定做来]|按[这那]个[来做]|[挺很都]?[好棒]"
        r"|[都也]?(?:可以|行|好|对)|不错|[很太]?完美|赞|继续|开始(?:做|建|生成|构建|搭)?|可以开始"
        r"|(?:构建|生成|建|做|搭建|搭)|(?:全部?|全都|都)?(?:用|使用|用上|启用)(?:这个|它|它们|这些|上)?"
        r"|不用改|不改|不需要改|没有?(?:要|需要)?改"
        r"|没(?:有)?(?:别的|其他)(?:要求|修改|问题)?|通过|批准|满意|挺满意|很满意|就它|下一步|接着来"
        r"|说得对|说的对|理解正确|没什么问题|一切正常|按你说的(?:来|做)|照你说的(?:来|做|办)|保持不变|不变",
    ),
    (
        Op.REJECT,
        r"不|不是|不对|不要|不用|不行|不好|不需要|没有|都?不[要用需]要?|没必要|不必|唔要|唔使"
        r"|不[要用]工具|不用任何工具|否|算|免|没(?:有)?需要|暂时不用|一个都不[要用]|不同意|不可以",
    ),
    (
        Op.SKIP,
        r"跳过|略过|过|(?:以后|之后|稍后|回头|晚点|等会儿?|等下|改天|后面|到时候?|日后|迟点"
        r"|迟啲)(?:再)?(?:说|填|弄|补|给|讲|看|定)?|再说|暂时(?:没有|不填|不定|不说|空着)|[还暂]?(?:不知道"
        r"|不清楚|不确定|没想好|没定|没决定|未定)|先?(?:空着|跳过|不管|不填|不说|放着)|下一个|下一题|还没有"
        r"|唔知|没想过|再看看",
    ),
    (
        "change",
        r"修改|改|要改|想改|改改|改一下|要修改|想修改|需要修改|需要改|有问题|不太对|不满意|不喜欢"
        r"|不合适|不是我想要|再改改|调整一?下?|要调整|有点问题|不大对",
    ),
    (
        Op.UNDO,
        r"撤销|撤回|撤消|返回|后退|退回|上一步|(?:撤销|撤回|取消|收回|还原|退回)(?:到)?(?:刚才|刚刚"
        r"|上次|上一步|上一个|最后|之前)的?(?:修改|改动|操作|话|更改|内容)?|(?:返回|退回|回到)上一步"
        r"|恢复(?:原样|原状|到?之前|到?上一步)|刚才的不算|当我没说",
    ),
    (
        Op.REDO,
        r"重做|恢复|(?:恢复|重做)(?:刚才|刚刚|上次|上一步|撤销)的?(?:修改|改动|操作|更改|内容)?"
        r"|取消撤销|撤销撤回",
    ),
)


_REMARK = re.compile(
    r"^(?:我|俺|咱)(?!们|店|这)[^,]{0,6}?(?:一会|待会|等会|等下|马上|还得|正在|[在得要先]去|怕|觉得|担心|累|困|忙|饿)"
    r"|^我(?:儿子|女儿|老婆|老公|孩子|[爸妈哥姐弟妹]|同事|朋友|邻居|狗|猫)[^,]{0,4}(?:又|正|刚|也|在|老)"
    r"|天气|下着?[大小]?[雨雪]|[雨雪]下|刮风|台风|打雷|堵车|太阳|[太好][热冷](?!情)|[冷热累忙困饿烦]死|闷热"
    r"|生意(?:不|好|很|太|清|没|怎么|越|都)|没什么生意|买菜|做饭|吃饭|接孩子|开会|哈哈|呵呵|嘻嘻|等我|等一下|稍等"
    r"|^(?:今天|昨天|昨晚|今晚|刚才|刚刚|最近|这[两几]天)[^,]*(?:了|啊|呢|还|又|真|好)"
    r"|^[^,]{0,3}(?:问一?[下句声]|问个|请教|好奇)|^(?:话说|说起来|对了你|你们?(?:觉得|是不是|这个?|那))"
)
_WONDERS = re.compile(
    r"(?:问一?[下句声]|问个|问你|请教|好奇)|做(?:这个|它|好|完|出来)|(?<!问)你们?(?!好)|这个?(?:系统|平台|东西|软件|机器人)"
)
_WHAT = re.compile(
    r"多久|多长|多少|几[天个分块点]|什么|哪|谁|怎|吗|呢|没有$|不$|行不行|能不能|会不会|要不要|是不是|可不可"
)


def is_remark(low: str) -> bool:
    """Whether a clause (folded) is small talk, of the weather, the day or what the user is about to do."""
    return _REMARK.search(low) is not None


def wonders(low: str) -> bool:
    """Whether a sentence (folded) that ends in a question mark asks us something, and no caller."""
    return _WONDERS.search(low) is not None and _WHAT.search(low) is not None


@cache
def _patterns() -> tuple[tuple[Op | str, re.Pattern[str]], ...]:
    return tuple((op, re.compile(ways)) for op, ways in _WAYS)


def may(message: str) -> bool:
    """Whether a message is Chinese and short enough."""
    return len(message) <= MAX_SIGNS and is_spoken(message)


def sense(text: str) -> Op | str | None:
    """What words without a comma between them ask for; None where they say something."""
    if not may(text):
        return None
    low = fold(text).strip()
    bare = re.sub(r"^\W+|\W+$", "", low)
    for plain in (bare, _EDGES.sub("", low)):
        found = next((op for op, pattern in _patterns() if plain and pattern.fullmatch(plain)), None)
        if found is not None:
            return found
    return None
