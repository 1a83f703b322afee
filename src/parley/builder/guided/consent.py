"""Consent to what is proposed, in anybody's words: clauses made of nothing but approval ("Aye, that's grand.")."""

import re
from collections import deque
from collections.abc import Iterator

from parley.builder.guided import steering
from parley.builder.guided.reading import Reading, words
from parley.builder.guided.steered import confirmed, consent_path
from parley.builder.guided.tables import word_set
from parley.builder.schemas import Op, Operation

_MAX_CHARS = 1_000
_APPROVING = word_set(
    """
    yes yeah yea yep yup yah aye ya sure ok okay okey k perfect great lovely good fine grand right correct
    approved approve
    agreed agree confirmed confirm exactly absolutely definitely certainly brilliant splendid bravo excellent
    wonderful
    fantastic super cool awesome nice works work accept accepted lgtm build ship proceed continue happy love spot bang
    sorted deal indeed alright ideal magic sweet go that'll it'll nicely
    ja jawohl jawoll jo jep jup joa genau richtig stimmt passt gut super prima perfekt einverstanden klar gerne
    gern bau
    bauen baut wunderbar bestens freigegeben genehmigt abgesegnet korrekt topp top klasse toll sicher natürlich schön
    loslegen los selbstverständlich wunderbar fein spitze
    sí si sip claro vale dale perfecto perfecta correcto correcta acuerdo adelante bien bueno buena genial listo
    exacto
    exactamente conforme aprobado aprobada apruebo tira venga órale sale va excelente estupendo fenomenal hágale
    confirmo
    confirmado afirmativo bárbaro macanudo joya procede proceda constrúyalo constrúyelo hazlo hágalo okey
    """
)
_PLAIN = word_set(
    """
    that that's thats this is it it's its all looks look looking sounds sound seems seem to me us about quite just
    so very
    really what how i we i'm we're i'd meant mean wanted want said need for do does with by my our the a an and
    then now
    please thanks thank you she'll he'll be ahead on them both everything three two four use take plan list
    summary tools cheers mate oh well ah hmm um wow of course way as keep job was will can let's lets up from here
    side rest else other others otherwise
    end let ways many lot much one ones those these set off have has got it'd think exact same thing
    das ist es so wir sie du ihr können kannst bitte danke alles in ordnung sieht klingt aus hört sich an für mich
    uns von
    mir sehr ganz wie ich gesagt gemeint also na dann wohl schon doch und den die der plan ablauf werkzeuge beide
    beiden
    alle drei zwei nehmen nimm war meinerseits nur zu legen legt machen mach macht wollte wollten hab habe haben könnt
    rest übrige sonst andere anderen kann man lassen soll sollte sein auch mal vielen dank meinetwegen oder ach ah hm
    de está esta es así eso esto me parece muy todo todos todas nomás pues que lo la el los las y se queda quedó
    quede tal
    como cual dije dijimos quería queríamos quiero con gracias por favor supuesto para mí nosotros nos ya entonces
    a mi
    construya construye siga sigue usa use úsalas úselas úselos ambos ambas tres dos está muchas justo cierto ah
    oh bueno resto demás
    """
)
_ALLOWED = _APPROVING | _PLAIN
_HAN = re.compile(
    r"(?:好|行|可以|对|對|是|没错|沒錯|没问题|沒問題|没意见|沒意見|就|这样|這樣|这么|那么|那|同意|确认|確認|ok|嗯|不错|不錯|正确|正確|通过|通過|开始|開始"
    r"|做|办|辦|来|來|按|照|这个|這個|的|吧|了|啊|呀|哦|啦|呢|挺|很|非常|完全|都|也|谢谢|謝謝|我|觉得|覺得|看|看起来|看起來|起来|起來|定|生成|搭|建|用|其他|其它|其余|剩下|它们|它們|全部|没有?|沒有?)+"
)
_HAN_YES = re.compile(
    r"好|行|可以|对|對|是的|没错|沒錯|没问题|沒問題|没意见|沒意見|就这样|就這樣|就这么|同意|确认|確認|ok|嗯|不错|不錯|正确|正確|通过|通過|开始|開始|定了"
)
_CLAUSE = re.compile(r"[^,，、.;:!?。；：！？\n–—…()（）]+")
_LATER = word_set("later after afterwards then später nachher danach más tarde luego después")
_ENDING = word_set("yes yeah yep yup aye ja jawohl genau passt sí vale claro correct right")
_NO = word_set("no nope nah nein nö not wrong falsch incorrect incorrecto mal")


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """Each clause as it stands, with its words."""
    for found in _CLAUSE.finditer(text[:_MAX_CHARS]):
        plain = " ".join(words(found.group()))
        if plain:
            yield found.group().strip(), plain


def _is_yes(plain: str) -> bool:
    if not plain.isascii():
        bare = plain.replace(" ", "")
        if _HAN.fullmatch(bare) is not None:
            return _HAN_YES.search(bare) is not None
    said = set(plain.split())
    return not said.isdisjoint(_APPROVING) and said <= _ALLOWED


def given(text: str) -> str:
    """The first clause that says yes, "" where there is none or where one says nothing but no."""
    yes = ""
    for clause, plain in _clauses(text):
        if set(plain.split()) <= _NO:
            return ""
        if not yes and (_is_yes(plain) or (plain.rpartition(" ")[2] in _ENDING and "?" not in text)):
            yes = clause
    return yes


def _ends_in_yes(text: str) -> bool:
    """Whether the last words say yes and nothing else, and not something to change: "make it 15, the rest is fine"."""
    last = deque(_clauses(text), maxlen=1)
    return bool(last) and "?" not in text and "？" not in text and _is_yes(last[0][1])


def is_all(text: str, *, may_put_off: bool = False) -> bool:
    """Whether a message says yes and nothing else; "later" may stand beside it where details were asked for, too."""
    if "?" in text or "？" in text or len(text) > 160:
        return False
    said = [plain for _, plain in _clauses(text) if not (may_put_off and steering.sense(plain) is Op.SKIP)]
    allowed = _ALLOWED | _LATER if may_put_off else _ALLOWED
    is_yes = any(_is_yes(" ".join(word for word in plain.split() if word not in _LATER)) for plain in said)
    return is_yes and all(_is_yes(plain) or set(plain.split()) <= allowed for plain in said)


_OFFERED = frozenset({"/tools", "/workflow", "/brief/greeting", "/brief/handover"})


def is_to_offer(reading: Reading) -> bool:
    """Whether a message is consent and nothing else, where something that can be agreed to has been put."""
    if not any(question.path in _OFFERED for question in reading.state.open_questions):
        return False
    return is_all(reading.text, may_put_off=consent_path(reading) != reading.path)


_BARE_NO = re.compile(r"\s*(?:no|nope|nein)\s*[,.;:!–—-]", re.IGNORECASE)
"""A refusal of all that was proposed; "no calendar, just text me" refuses one tool."""
_EXCEPT = re.compile(
    r"(?:^|[,.;:!，。；！—–-])\s*(?:(?:but|except|only|however|though|aber|nur|pero|salvo)\b|但|不过|除了)"
)


def operations(reading: Reading, found: list[Operation]) -> list[Operation]:
    """ "Yes, and …" confirms what was asked; "yes, but drop SMS" confirms the tools with that change."""
    path = consent_path(reading)
    opened = steering.opening(reading.text) if path in {"/tools", "/workflow"} else None
    yes = given(reading.text) if path in {"/tools", "/workflow"} else ""
    is_no = (
        opened is not None
        and opened[0] is Op.REJECT
        and (path == "/workflow" or _BARE_NO.match(reading.text) is not None)
    )
    if is_no and path == "/workflow" and opened and not found:
        return [Operation(op=Op.REJECT, path=path, evidence=opened[1])]
    if path == "/tools":
        return _to_tools(yes or (opened[1] if opened and not is_no else ""), reading, found, is_no=is_no)
    is_more = any(not each.path.startswith("/tools/") for each in found)
    if is_no or is_more or not (yes or opened):
        return []
    is_open = "?" in reading.text or _EXCEPT.search((opened[2] if opened else reading.text).lower()) is not None
    return [] if is_open else confirmed(reading, yes or (opened[1] if opened else ""))


def _to_tools(yes: str, reading: Reading, found: list[Operation], *, is_no: bool) -> list[Operation]:
    """Who names the system to use agrees to the tools with it: "Airtable, yes", "bookings are in Acme"."""
    named = next((each.evidence for each in found if each.op is Op.ADD and each.path.startswith("/tools/")), "")
    is_asking = "?" in reading.text or "？" in reading.text
    if is_no or any(each.op is Op.CONFIRM for each in found) or not (yes or (named and not is_asking)):
        return []
    if yes and (_ends_in_yes(reading.text) or all(each.path.startswith("/tools/") for each in found)):
        return confirmed(reading, yes)
    return [Operation(op=Op.CONFIRM, path="/tools", evidence=yes or named)]
