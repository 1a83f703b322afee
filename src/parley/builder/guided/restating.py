"""What is said again of the same thing with another amount: "MOT is 50 pounds now", "la seña ponela en cuarenta".

The words for the thing and the kind of the amount find the place; words of change make it surer. The amount that
stands there is replaced, the other words stay.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from parley.builder.guided.figures import DIGIT
from parley.builder.guided.measures import SPAN_WORDS, Measure, measures, names
from parley.builder.guided.revision import content
from parley.builder.guided.tables import word_set

_CHANGED = word_set(
    """
    now changed gone went raised increased reduced lowered dropped moved mistake wrong said meant correct correction
    corrected revised updated instead make should longer anymore rather not old apologies sorry oops whoops actually
    typo amend amended alter altered become became becomes bump bumped nowadays outdated misread mistyped upped
    inflation optimistic undersold muddled mixed vacation maternity leaves leave retired left gone put up new since
    jetzt nun mehr statt geändert erhöht gesenkt teurer billiger falsch fehler gesagt gemeint korrektur korrigiere neu
    neuerdings seit doch eigentlich alt alte vertan geirrt verschrieben sondern stimmt elternzeit
    urlaub rente gekündigt künftig inzwischen mittlerweile vertippt verwechselt stimmen veraltet überholt gestiegen
    steigt gesunken sinkt umgezogen ändern ändert ändere geworden neuer neue neues neuen alten alter nimmer
    ahora ya cambia cambió cambiado subió subimos subido bajó bajamos sube corrijo corrige corregir equivoqué equivoco
    equivocado dije decía error mejor tampoco ponela ponelo pon ponga póngalo nueva nuevo sino vez baja jubiló desde
    """
)
_CHANGED_SIGNS = re.compile(
    r"现在|改|涨|降|不是|错|更正|调整|调[到成至高低]|变[成为更动了]|换成|刚定|不对|作废|新|以后|退休|离职|放宽|延长|缩短|推迟|提前到|升[到至]"
    r"|减[到至]|加[到至]|应[当该]是|其实|从前|原先|以往|从今|今后|如今|眼下|已经|都[卖收要]\d|[不别]再|变动|变化|调价|打折到"
)
DENIED = re.compile(
    r"(?:\bnot|n't|\bno longer|\binstead of|\brather than|\bfrom"
    r"|\bwas(?! (?:put|raised|increased|changed|moved|cut|reduced|lowered|upped))"
    r"|\bwere|\bold|\bsaid|\btold you|\bused to be"
    r"|\b(?:nicht|net|ned|nöd)(?: mehr)?|\bkeine?|\bstatt|\bvon|\bwar(?:en)?|\balte[nr]?|\bno"
    r"|\bya no|\bde |\btampoco|\bera[n]?"
    r"|\bdije|\bantes|\ben vez de|\ben lugar de|不是|而非|不再是|原来|之前|前面说的?|刚才说的?|以前"
    r"|从前|先前|原先|以往|早先|老是)[^.!?。,，;:]{0,14}$"
)
_SINCE = ("from", "von", "de ")
_INTO = re.compile(r"[^,;.!?]{0,12}?\s(?:up )?(?:to|auf|a|hasta)\s")
"""What follows where "from" leads to what was: "from 15 to 20"."""
_DENIED_AFTER = re.compile(
    r"\s*(?:[^\s,.;]+\s){0,2}?(?:(?:is|was|were|be|'s) (?:the )?(?:old|last|wrong|from|before|out)"
    r"|was |were |war(?:en)? "
    r"|ist (?:alt|falsch|der alte|die alte)|gilt nicht|stimmt nicht|era |es (?:lo viejo|la vieja|el viejo)|"
    r"(?:isn't|is not|aren't) |any ?more)|[^,，。]{0,3}(?:作废|不对|是去年|是以前|是旧|是老)"
)
_CUT = re.compile(
    r"[;:!?。！？；：，、\n…]|[,.](?!\d)|\s[–—-]\s|——|\.\.\.|\b(?:and|but|und|aber|sondern|pero|while|whereas|comma"
    r"|komma|coma)\b|\sy\s"
)
WEAK = content(
    "cost costs price prices charge fee rate kostet kosten preis preise gebühr cuesta cuestan precio sale vale valen"
    " get take takes make have comes start starts new year wait please thing bit one that wife husband colleague"
    " since january april said says say told tells mistake made correct change it'll call per each "
    "boss manager my cada pagar"
    " paga pagan kosten kommt heuer season spring summer autumn winter easter christmas seems seem apparently i'm"
    " saison frühling sommer herbst ostern weihnachten scheinbar anscheinend temporada verano invierno otoño parece"
    " stand misread mixed up month week"
) | frozenset({"价格", "费用", "收费", "每个", "现在", "已经"})
_SIGNS_OF_AMOUNTS = re.compile(r"\d|[十百千万两三四五六七八九二半]|(?:周|星期|礼拜)[一二三四五六日天]")
FILLERS = content(
    "hey sorry oh oops wait hang hold stop please again actually number about one end back off going per month"
    " ach moment stopp pardon verzeihung nochmal también perdón disculpe oye uf bueno ah che mira"
)
IDLE = content(" ".join(_CHANGED)) | FILLERS
"""Words that announce a change, or nothing at all."""
_HAN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(r"[\w']+")
_EMPTY_SIGNS = re.compile(
    "[的了是在要就都和元块也才还有我们你们他们上限改成每最多送到个这那现已经成变涨降刚说前面错更正是]"
)


_MOST = 24
"""More amounts than that are a table, no sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """An amount of a sentence; `about` are the words of its clause, `is_old` marks one that is said to be gone."""

    measure: Measure
    clause: tuple[int, int]
    about: frozenset[str]
    is_old: bool


@lru_cache(maxsize=512)
def cuts(text: str) -> tuple[int, ...]:
    """Where the clauses of a text begin, and its end."""
    listed, low = measures(text), text.lower()
    found = [match.end() for match in _CUT.finditer(low)]
    return (0, *(cut for cut in found if not any(each.start < cut < each.end for each in listed)), len(low))


def may(words: frozenset[str], text: str) -> bool:
    """Whether a sentence of these words may tell an amount."""
    signs = DIGIT if text.isascii() else _SIGNS_OF_AMOUNTS
    return not words.isdisjoint(names()) or not words.isdisjoint(SPAN_WORDS) or signs.search(text) is not None


def is_change(text: str) -> bool:
    """Whether a text has a word of change."""
    low = text.lower()
    has_sign = not low.isascii() and _CHANGED_SIGNS.search(low) is not None
    return has_sign or not _CHANGED.isdisjoint(_WORD.findall(low))


_ANNOUNCED = re.compile(
    r"\b(?:wrong|mistake|amend\w*|alter\w*|chang(?:e|ed|es)|corrections?|corrected|typo|mistyped|misread|outdated|moved"
    r"|out of date|off to|falsch|geändert|fehler|korrig\w+|korrektur|cambi(?:ó|ado|ar|o)|equivoqu\w+|corregir|error)\b"
)


def announces(text: str) -> bool:
    """Whether a text says that something is wrong or has changed, and not yet what holds instead."""
    return _ANNOUNCED.search(text.lower()) is not None and not measures(text)


def is_idle(text: str) -> bool:
    """Whether words tell of nothing but a change."""
    if _HAN.search(text):
        return len("".join(_HAN.findall(_EMPTY_SIGNS.sub("", text)))) <= 5
    plain = re.sub(r"\b(?:since|seit|desde|in|ab|from|as of|en) \w+", "", text.lower())
    said = set(re.findall(r"[^\W\d_]+", plain)) - _CHANGED
    return not content(" ".join(said)) - WEAK - FILLERS


@lru_cache(maxsize=512)
def said_in(text: str) -> tuple[Said, ...]:
    """The amounts of a text with their clauses."""
    listed = measures(text)
    if not listed or len(listed) > _MOST:
        return ()
    low = text.lower()
    places, result = cuts(text), []
    for measure in listed:
        start = max(cut for cut in places if cut <= measure.start)
        end = min(cut for cut in places if cut >= measure.end)
        denied = DENIED.search(low, start, measure.start)
        if denied and denied.group().startswith(_SINCE) and not _INTO.match(low, measure.end):
            denied = None
        is_old = bool(denied or _DENIED_AFTER.match(low, measure.end, end))
        result.append(Said(measure, (start, end), about(text[start:end], measure, start), is_old))
    return tuple(result)


@lru_cache(maxsize=512)
def about(text: str, measure: Measure | None = None, offset: int = 0) -> frozenset[str]:
    """What a text is about: its content words, pairs of signs, and the other amounts in it."""
    others = {
        f"{each.kind} {each.value}"
        for each in measures(text)
        if each.kind and (measure is None or each.start + offset != measure.start)
    }
    for each in measures(text):
        text = text[: each.digits[0]] + " " * (each.digits[1] - each.digits[0]) + text[each.digits[1] :]
    plain = _HAN.sub(" ", text)
    pairs = {
        run[at : at + 2]
        for whole in _HAN.findall(text)
        for run in _EMPTY_SIGNS.sub(" ", whole).split()
        for at in range(max(1, len(run) - 1))
    }
    return content(plain) | pairs | others
