"""Tones in four languages as one: whether a builder keeps "freundlich" or writes "friendly" is not what is measured."""

from functools import cache

from parley.evals.schemas import Tongue
from parley.evals.words import words

_SAME = """
friendly | freundlich | amable amistoso simpático cordial | 友好 友善 亲和
warm | warm warmherzig herzlich | cálido cercano cariñoso | 温暖 亲切 热情 温馨
calm | ruhig gelassen | tranquilo sereno calmado | 冷静 平静 沉稳 镇定
professional | professionell | profesional | 专业
brief short concise quick efficient | kurz knapp bündig effizient | breve conciso rápido eficiente | 简洁 简短 高效
polite courteous | höflich | educado cortés | 礼貌 有礼貌 客气
formal | förmlich formell | formal | 正式
casual informal relaxed | locker lässig entspannt | informal relajado desenfadado | 随意 轻松
patient | geduldig | paciente | 耐心
empathetic caring compassionate | einfühlsam mitfühlend empathisch | empático comprensivo | 体贴 同理心 贴心
cheerful upbeat lively | fröhlich heiter munter | alegre animado | 活泼 开朗 欢快
clear precise | klar deutlich präzise | claro preciso | 清晰 清楚 准确
honest | ehrlich | honesto sincero | 诚实 真诚
confident | selbstbewusst souverän | seguro | 自信
respectful | respektvoll | respetuoso | 尊重 恭敬
reassuring | beruhigend | tranquilizador | 安抚 让人安心
serious factual matter-of-fact objective | sachlich seriös ernst | serio objetivo | 严肃 客观
helpful | hilfsbereit | servicial atento | 乐于助人
enthusiastic energetic | begeistert energisch | entusiasta enérgico | 热忱 充满活力
humorous funny | humorvoll witzig | divertido gracioso | 幽默 风趣
modern | modern | moderno | 现代
discreet | diskret | discreto | 谨慎 低调
gentle soft | sanft | suave | 温柔 柔和
"""


@cache
def _numbers() -> dict[str, int]:
    """The row of every stem and of every Chinese word."""
    rows: dict[str, int] = {}
    for number, line in enumerate(_SAME.strip().splitlines()):
        for tongue, names in zip(Tongue, line.split("|"), strict=True):
            for name in names.split():
                rows.setdefault(name, number)
                for stem in words(name, tongue).content if tongue is not Tongue.ZH else ():
                    rows.setdefault(stem, number)
    return rows


def rows(text: str, tongue: Tongue) -> frozenset[int]:
    """The tones that a text speaks of, in English or the user's language, as numbers that mean nothing else."""
    known, low = _numbers(), text.casefold()
    stems = words(text, tongue).content | words(text, Tongue.EN).content | set(low.split())
    here = {known[stem] for stem in stems if stem in known}
    return frozenset(here | {row for name, row in known.items() if not name.isascii() and name in low})
