"""How an agent speaks, in Chinese: tone, languages, voice, channel, and its first and last words."""

import re
from functools import cache

from parley.agents.schemas import Channel
from parley.builder.guided.chinese.clauses import MASK, Clause, Page, Sentence, trimmed
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.tables import rows, word_set

TONES = word_set(
    """
    热情 亲切 友好 友善 温柔 温暖 温馨 暖心 贴心 耐心 细心 用心 专业 礼貌 有礼 有礼貌 客气 周到 体贴 稳重 沉稳 冷静
    镇定 淡定 平静 从容 活泼 活力 有活力 元气 开朗 阳光 幽默 风趣 诙谐 俏皮 可爱 轻松
    随和 随意 自然 亲和 有亲和力 亲民 接地气 干脆 利索 利落 麻利 爽快 爽朗 豪爽 直接 直率 坦率 简洁 简短 简明 简练
    精炼 干练 高效 高效率 快速 清晰 清楚 明了 准确 严谨 认真 正式 庄重 官方 严肃 客观
    中立 诚恳 真诚 诚实 真挚 谦逊 谦和 谦虚 尊重 恭敬 有爱心 爱心 有同理心 同理心 会安慰人 安抚 关怀 关心 善解人意
    理解 包容 自信 积极 乐观 正能量 鼓励 激励 文艺 诗意 优雅 高雅 时尚 年轻 年轻化 现代
    低调 高端 大气 朴实 实在 不啰嗦 不嗦 不罗嗦 不啰唆 不急躁 不急不躁 不卑不亢 慢条斯理 温和 和蔼 和气 柔和 平和
    敬业 负责 有人情味 人情味 通俗 通俗易懂 易懂 口语化 生动 有趣 好玩 酷 甜美 甜 萌 负责任
    中性 得体 大方 细致 周全 殷勤 有条理 不紧不慢 冷幽默 仔细 靠谱 可靠 可信 值得信赖 言简意赅 干净利落 平易近人
    热心 热忱 亲昵 暖 快 慢 稳 柔 短 简单 简单明了 话少 话不多 有温度 有耐心
    """
)
_TONE_CUE = re.compile(
    r"语气|态度|风格|说话|讲话|口吻|口气|性格|语调|讲嘢|谈吐|说话方式|沟通方式|人设|调性|感觉|听起来|显得|给人"
)
_SOFTENERS = re.compile(
    r"^(?:要求|讲嘢|嘢|语气|态度|说话|讲话|风格|口吻|口气|性格|语调|方式|人设|感觉|沟通|调性|嘛|呢|的|地|一定|要"
    r"|得|应该?|最好|尽量|保持|希望|偏|走|用|是|为|:|,|像|稍微|稍|比较|有点|有些|更|很|非常|特别|十分|够|能"
    r"|带点|带|显得|听起来|给人|可以"
    r"|它|他|机器人|整体|上|些|既|又|也|还|且|但|多|请|改成|换成|改为|变得|讲|说)+(?=.)|(?:一点儿?|一些|些"
    r"|点儿?|就行|就好|就可以了?|即可|那种|的?感觉|的?风格|的?语气|为主|路线|型|范儿?|劲儿?|的|地|吧|啦|啊|哈"
    r"|了)+$"
)
_PARTS = re.compile(
    r"[、,/；;]|\s+|而且|并且|同时|但是?(?=[不别])|又|(?<=[^温平随谦])[和且](?=[^气蔼善])|以及|还要|跟|加(?!急)"
)

LANGUAGES = rows(
    """
    zh: 普通话, 国语, 中文, 汉语, 华语, 国文
    yue: 粤语, 广东话, 白话, 广府话
    nan: 闽南语, 台语, 闽南话, 潮汕话, 福建话
    hak: 客家话, 客语
    wuu: 上海话, 吴语
    en: 英语, 英文
    ja: 日语, 日文
    ko: 韩语, 韩文, 朝鲜语, 朝鲜文
    fr: 法语, 法文
    de: 德语, 德文
    es: 西班牙语, 西班牙文, 西语
    pt: 葡萄牙语, 葡语, 葡文
    it: 意大利语, 意大利文
    ru: 俄语, 俄文
    ar: 阿拉伯语, 阿拉伯文
    th: 泰语, 泰文
    vi: 越南语, 越语, 越南文
    id: 印尼语, 印尼文, 印度尼西亚语
    ms: 马来语, 马来文
    hi: 印地语
    tr: 土耳其语
    nl: 荷兰语
    pl: 波兰语
    my: 缅甸语
    km: 高棉语, 柬埔寨语
    lo: 老挝语
    tl: 菲律宾语, 他加禄语
    mn: 蒙古语, 蒙语
    bo: 藏语, 藏文
    ug: 维吾尔语, 维语
    ii: 彝语, 彝文
    za: 壮语
    """
)
_JOINED = {
    "中英": ["zh", "en"],
    "中英日": ["zh", "en", "ja"],
    "国粤": ["zh", "yue"],
    "普粤": ["zh", "yue"],
    "中日": ["zh", "ja"],
    "中韩": ["zh", "ko"],
    "中英韩": ["zh", "en", "ko"],
}
_VOICE = re.compile(r"嗓门|音量|口齿|女声|男声|嗓音|声音|音色|语速|童声|声线|女生的?声|男生的?声|音调")
_SPEECH = {
    "closing": re.compile(
        r"结束|结尾|最后|聊完|办完|挂(?:断|电话|机|线)|收线|收尾|再见|道别|告别|完了|临走|末尾|末了|完事|收工|送客|结语"
    ),
    "greeting": re.compile(
        r"开场|开头|问候|欢迎|接通|一开始|先说|先讲|招呼|接起|接电话|接听|第一句|开口|首句|迎宾|一上来"
        r"|上来就|打头|应答|接起来"
    ),
}
_VOICE_CUES = re.compile(r"电话|来电|热线|语音|接线|拨打|打进来|打过来|打来|呼叫中心|总机|通话|外呼|听筒|座机|400")
_CHAT_CUES = re.compile(
    r"微信|网页|网站|在线客服|在线聊天|线上客服|聊天|小程序|公众号|企业微信|企微|钉钉|飞书|whatsapp"
    r"|messenger|私信|短信|直播间|小红书|美团|大众点评|拼多多|京东|telegram|社群|粉丝专页|网店|文字客服|文字|官网|淘宝|抖音|客服窗口|(?<![a-z])(?:line|app|qq)(?![a-z])|chat"
)
_NO_CALL = re.compile(
    r"(?:联系|联络|家长|手机|客户|客人|对方|你的|他的|留)电话|电话号?码?(?=[、:]|[和及](?!网|微|在线|聊"
    r"|线上|短信)|是)|电话\s*[\d+(]|电话(?:里|中|收款|回访时)|电话太多|微信(?:号|支付|收款|付款|转账)|(?:收取"
    r"|用|走)微信|[给报](?:个|一个)?电话|电话就[好行可]"
)


@cache
def _languages() -> re.Pattern[str]:
    return re.compile("|".join(sorted((*_tags(), *_JOINED), key=len, reverse=True)))


@cache
def _tags() -> dict[str, str]:
    return {word: tag for tag, words in LANGUAGES.items() for word in words}


_LANGUAGE_CUE = re.compile(
    r"偶尔|有时|会(?=[、和跟的])|支持|会说|会讲|能说|能讲|说|讲|用|只|语言|都要|都行|都可以|都得|都需|为主|服务|沟通|交流|接待|双语"
    r"|双语种|也要|要|加上|再加|可以|识|聽|听|就行|就好|就可以|回答|应答|切换"
)
_NO_LANGUAGE = re.compile(r"(?:教|学|不要|不用|不需要?|不必|不会|不懂|不支持|考|要是能|如果能|学习)(?:说|讲|听懂|用)?$")
_DROPPED = re.compile(
    r"^(?:[^,]{0,3}?(?:暂时|暂|先|目前|现在|倒|就|也|都|还))*(?:不需要|不用|不必|不要|不支持|免了|没必要|用不[着上到]|算了)"
)
_SUBJECT = re.compile(r"^(?:课|培训|班|老师|学校|机构|教育|角|水平|考试|成绩|补习|学习|辅导|翻译)")


def languages(low: str, *, is_asked: bool = False) -> list[str]:
    """The languages that a clause (folded) asks for."""
    found = list(_languages().finditer(low))
    wanted = [
        match
        for match in found
        if not _NO_LANGUAGE.search(low[: match.start()][-8:])
        and not _SUBJECT.match(low[match.end() :])
        and not _DROPPED.match(low[match.end() :])
    ]
    if not wanted:
        return []
    rest = _languages().sub("", low)
    is_bare = len(re.sub(r"[、,和与跟及以还有同也都要\s]", "", rest)) <= 1
    if not (is_asked or is_bare or _LANGUAGE_CUE.search(rest)):
        return []
    tags = [tag for match in wanted for tag in _JOINED.get(match.group(), [_tags().get(match.group(), "")])]
    return list(dict.fromkeys(tag for tag in tags if tag))


def voice(page: Page, sentence: Sentence) -> tuple[str, str]:
    """What the agent should sound like, with the words."""
    used = [
        clause
        for clause in sentence.open
        if _VOICE.search(clause.low) and MASK not in clause.low and len(clause.low) <= 30
    ]
    if not used:
        return "", ""
    words = page.take(*used)
    text = re.sub(
        r"^(?:的?(?:声音|嗓音|音色|聲音))(?:还是|换成?|改成?|要|用|是|最好|希望|选|請用|:|：)+(?=.{2})|^(?:要|用|想要|希望是?|最好是?)+",
        "",
        trimmed(words),
    )
    return text[:200], words


def channel(low: str) -> Channel | None:
    """Where callers meet the agent, as a clause (folded) that speaks of the agent has it."""
    plain = _NO_CALL.sub("", low)
    is_voice, is_chat = _VOICE_CUES.search(plain), _CHAT_CUES.search(plain)
    if is_voice and is_chat:
        return Channel.BOTH
    return Channel.VOICE if is_voice else Channel.CHAT if is_chat else None


def spoken_lines(page: Page, sentence: Sentence, asked: list[str]) -> dict[str, tuple[str, str]]:
    """Greeting and closing among a sentence's quotations, with their clauses; those are taken."""
    lines: dict[str, tuple[str, str]] = {}
    before = ""
    for clause in sentence.clauses:
        if not clause.is_open:
            continue
        at = 0
        for place, words in page.quotations(clause):
            slot = _slot_of(before + clause.low[at:place], words, asked, lines)
            at = place + len(words)
            if slot:
                lines[slot] = (" ".join(words.split()), page.words(clause))
                clause.is_open = False
        if clause.is_open and (line := _unquoted(page, sentence, clause)):
            slot, text = line
            if slot not in lines:
                lines[slot] = (text, page.words(clause, sentence.clauses[-1]))
                _close_line(sentence, clause)
        before = (before + clause.low[at:] + ",")[-30:] if clause.is_open else ""
    return lines


def _close_line(sentence: Sentence, clause: Clause) -> None:
    """A line without quotation marks goes on to the sentence's end, or to where the next one is announced."""
    clause.is_open = False
    for other in sentence.clauses[sentence.clauses.index(clause) + 1 :]:
        if _LINE.match(other.low):
            break
        other.is_open = False


_LINE = re.compile(
    r"(?:(?P<closing>最后|结束|结尾|挂机|挂断|挂电话|挂之前|聊完|说完|办完|收尾|道别|临走|末了)|(?P<greeting>开头|开场|接通|接(?:起|到|了)?(?:来|电话)|一开始|第一句))(?:[^:“「\"]{0,10}:|[^:,说讲]{0,8}[说讲](?:一?[句声]|的是|成)?[:,]?)\s*"
    r"(?=祝|感谢|谢谢|多谢|再见|期待|欢迎|您好|你好|哈[啰喽]|早上好|请慢走|拜拜|慢走|我们(?!的?人))"
)


def _unquoted(page: Page, sentence: Sentence, clause: Clause) -> tuple[str, str] | None:
    """ "最后那句固定说：祝您一路平安。": words to be said behind a colon."""
    found = _LINE.search(clause.low) if MASK not in clause.low else None
    if found is None:
        return None
    after = sentence.clauses[sentence.clauses.index(clause) + 1 :]
    following = next((each for each in after if _LINE.match(each.low)), None)
    end = following.start - 1 if following else sentence.clauses[-1].end + (sentence.mark in set("。！？!?"))
    return ("closing" if found.group("closing") else "greeting"), page.text[clause.start + found.end() : end].strip()


def _slot_of(cue: str, words: str, asked: list[str], known: dict[str, tuple[str, str]]) -> str:
    if len(words) < 3:
        return ""
    hits = [
        (match.end(), slot) for slot, pattern in _SPEECH.items() for match in pattern.finditer(cue) if slot not in known
    ]
    if hits:
        return max(hits)[1]
    is_bare = not re.sub(r"[“”\"「」『』,\s就说讲成是这样用]", "", cue)
    open_ = [slot for slot in ("greeting", "closing") if slot in asked and slot not in known]
    return open_[0] if is_bare and open_ and len(words) > 4 else ""


def tones(sentence: Sentence, *, is_asked: bool = False) -> list[tuple[Clause, list[str]]]:
    """The tones of a sentence, clause by clause; unknown words only beside known ones or where tone is spoken of."""
    found: list[tuple[Clause, list[str]]] = []
    is_cued = is_asked
    for clause in sentence.clauses:
        if not clause.is_open or MASK in clause.low:
            is_cued = is_asked
            continue
        is_cued = is_cued or _TONE_CUE.search(clause.low) is not None
        if items := _tones(clause, is_cued=is_cued):
            found.append((clause, items))
        elif not is_asked:
            is_cued = bool(_TONE_CUE.search(clause.low))
    return found


def _tones(clause: Clause, *, is_cued: bool) -> list[str]:
    items = _items(clause)
    known = [item for item in items if fold(item) in TONES]
    if is_cued and (known or (len(items) > 1 and _TONE_CUE.search(clause.low))):
        return [item for item in items if item in known or len(item) <= 6]
    if is_cued:
        words = [word for word in TONES if len(word) > 1 and word in clause.low]
        fullest = [word for word in words if not any(word in other for other in words if other != word)]
        return [_as_said(clause, word) for word in sorted(fullest, key=clause.low.index)[:4]]
    return items if known and len(known) * 2 >= len(items) and len(clause.low) <= 8 * len(items) else []


def _as_said(clause: Clause, word: str) -> str:
    place = clause.low.index(word)
    return clause.text[place : place + len(word)]


def _items(clause: Clause) -> list[str]:
    low, items, start = clause.low, [], 0
    for found in [*_PARTS.finditer(low), None]:
        end = found.start() if found else len(low)
        item = bare(clause.text[start:end].strip(" ~～!！…"))
        items += [item] if item else []
        start = found.end() if found else end
    return items


def bare(item: str) -> str:
    """ "语气要热情一点" → 热情."""
    for _ in range(3):
        low = fold(item)
        if low in TONES:
            return item
        found = _SOFTENERS.search(low)
        if found is None:
            break
        item = (item[: found.start()] + item[found.end() :]).strip()
    return item
