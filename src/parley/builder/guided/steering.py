"""Words that steer the conversation: yes, no, undo, later, "use your judgement"; in four languages and more."""

import re
from collections.abc import Iterator
from functools import cache

from parley.builder.guided import leaving
from parley.builder.guided.chinese import steering as chinese
from parley.builder.guided.reading import each_word, words
from parley.builder.guided.tables import word_set
from parley.builder.schemas import Op

_YES = """
yes|y|yeah|yep|yup|sure|ok|okay|okey|k|correct|right|exactly|absolutely|definitely|of course|looks good|look good|
sounds good|that looks good|that sounds good|looks great|sounds great|looks right|perfect|great|good|nice|
excellent|awesome|go|go ahead|go for it|do it|do that|build it|yes build it|build|let's go|lets go|ship it|fine|
that's fine|thats fine|that works|works for me|approved|approve|i approve|all good|lgtm|confirm|confirmed|agreed|
i agree|that's right|thats right|that's correct|yes please|please do|continue|proceed|carry on|all of them|all|
use them|use them all|use all|use all of them|take them|accept|accept all|sounds perfect|love it|makes sense|
good to go|looks good to me|that looks good to me|sounds good to me|
we're good|i'm happy|i'm happy with that|happy with that|yes that's right|yes go ahead|yes looks good|
yes sounds good|yes do it|yes that works|yes perfect|ok go|ok build it|ok good|ok great|no changes|
nothing to change|nothing else|that's all|that's it|done|i'm done|finish|finalize|finalise|create it|make it|
the rest is fine|no that's all|no that's fine|keep it|keep them|leave it as it is|keep it as it is|leave it|as it is|
use it|use that|use this|use this greeting|ja|
so lassen|lass es so|lassen sie es so|déjalo así|déjelo así|保持不变|不变|
jawohl|jo|passt|passt so|genau|gerne|gern|einverstanden|richtig|stimmt|sieht gut aus|klingt gut|in ordnung|
mach das|ja bitte|los|weiter|alles gut|bau es|bauen|ja passt|sí|si|sip|claro|vale|de acuerdo|correcto|perfecto|
está bien|esta bien|bien|adelante|por supuesto|exacto|hazlo|sí adelante|me parece bien|sigue|oui|d'accord|parfait|
bien sûr|sim|claro que sim|va bene|certo|ja graag|是|是的|好|好的|可以|对|没问题|行|はい
"""
_NO = """
no|n|nope|nah|none|none of them|not really|no thanks|no thank you|no tools|nothing|neither|don't|not yet|
i don't need any|no need|no change it|not quite|that's wrong|that's not right|wrong|incorrect|nein|nein danke|
keine|nö|stimmt nicht|falsch|no gracias|ninguno|ninguna|nada|non|não|不|不是|不要|没有|不对|いいえ
"""
_CHANGE = (
    "change|change it|change something|i want to change something|change them|edit|edit it|modify|ändern|"
    "etwas ändern|cambiar|cambiar algo|no change something|修改|i don't like it|i don't like this|i don't like that|"
    "i do not like it|i do not like this|i don't really like it|i don't like it at all|i don't love it|i hate it|"
    "i hate this|i'm not happy|i'm not happy with it|i'm not happy with this|not happy|this is bad|it's bad|not good|"
    "that's not good|it's not good|this is not good|this isn't good|not what i want|not what i wanted|not what i meant|"
    "that's not what i wanted|that's not what i want|this is not what i wanted|das gefällt mir nicht|gefällt mir nicht|"
    "ich mag das nicht|nicht gut|no me gusta|no me gusta nada|esto no me gusta|no me gusta esto|no me convence"
)
_UNDO = """
undo|undo that|undo it|undo the last change|undo last|go back|back|one step back|step back|revert|revert that|
revert it|take that back|scratch that|previous|go back one step|never mind|nevermind|rückgängig|zurück|
mach das rückgängig|einen schritt zurück|rückgängig machen|deshacer|deshaz eso|deshazlo|atrás|atras|volver|
vuelve atrás|regresa|annuler|retour|desfazer|annulla|撤销|撤回|返回
"""
_REDO = """
redo|redo that|redo it|redo the last change|undo the undo|undo that undo|bring it back|bring that back|restore it|
restore that|wiederherstellen|stell es wieder her|stelle es wieder her|rehacer|rehazlo|restaurar|restáuralo|
重做|恢复|恢复吧
"""
_DEFAULTS = """
use your judgement|use your judgment|use your own judgement|use your own judgment|use your best judgement|
use your best judgment|use defaults|use the defaults|defaults|default|sensible defaults|
whatever you think is best|whatever you think|whatever you think best|whatever works|
surprise me|fill in the rest|just fill in the rest|just build it|just build something|i trust you|
i trust your judgement|i trust your judgment|best judgement|best judgment|decide for me|just decide|
wie du meinst|wie sie meinen|überrasch mich|mach du|usa tu criterio|use su criterio|usá tu criterio|
como veas|como quieras|lo que quieras|lo que creas mejor|sorpréndeme|sorpréndame|à toi de voir|comme tu veux
"""
_DEFAULT_HERE = """
you decide|you choose|you pick|your call|your choice|up to you|it's up to you|whatever|anything|anything is fine|
any|don't care|i don't care|doesn't matter|it doesn't matter|no preference|i don't mind|either|pick one|
pick for me|choose for me|dealer's choice|egal|cualquiera|deine wahl|decidi tu|decide você
"""
_SKIP = """
skip|skip it|skip this|skip that|later|not now|do it later|i'll do that later|i'll add it later|
i'll fill that in later|maybe later|don't know|i don't know|dont know|don't know yet|i don't know yet|not sure|
i'm not sure|not sure yet|no idea|idk|pass|next|don't have it|i don't have it|don't have one|i don't have one|
don't have it yet|i don't have it yet|don't have that yet|ask me later|tbd|to be decided|leave it open|
leave it blank|leave blank|später|spaeter|überspringen|weiß nicht|weiß ich nicht|weiß ich noch nicht|keine ahnung|
weiter ohne|noch nicht|más tarde|mas tarde|luego|después|despues|saltar|omitir|no sé|no se|no lo sé|todavía no|
plus tard|跳过|以后再说|以后|不知道|稍后
"""
_THANKS = re.compile(
    r"(?:\W*\b(?:many|thanks|thank|you|thx|cheers|a|lot|so|very|much|great|cool|perfect|danke|schön|dir|ihnen|vielen|dank"
    r"|muchas|gracias|merci|ok|okay|(?:非常|太)?(?:谢谢|感谢|多谢)(?:[你您]|你们)?[了啦]?)\b)+\W*"
)
_THANKING = ("thank", "thx", "cheers", "dank", "gracias", "merci", "谢")
_SMALL_TALK = """
many thanks|thanks a lot|thank you very much|thank you so much|thanks so much|danke schön|vielen dank|muchas gracias|
hi|hello|hey|hi there|hello there|good morning|good afternoon|good evening|thanks|thank you|thx|cheers|cool|hallo|
guten tag|danke|hola|buenos días|gracias|bonjour|salut|merci|你好|谢谢|lol|haha|hmm|um|test|testing|ping|ciao
"""
_TAILS = re.compile(
    r"(?:,? (?:please|thanks|thank you|bitte|danke|por favor|gracias|for (?:this|that|now|this one)|then|pls))+$"
)


@cache
def _table() -> dict[str, Op | str]:
    table: dict[str, Op | str] = {}
    for text, op in (
        (_SMALL_TALK, Op.OFF_TOPIC),
        (_NO, Op.REJECT),
        (_YES, Op.CONFIRM),
        (_CHANGE, "change"),
        (_SKIP, Op.SKIP),
        (_DEFAULT_HERE, "default_here"),
        (_DEFAULTS, Op.USE_DEFAULTS),
        (_UNDO, Op.UNDO),
        (_REDO, Op.REDO),
    ):
        for phrase in text.replace("\n", "").split("|"):
            if phrase.strip():
                table[phrase.strip()] = op
    return table


_POLITE = word_set("please thanks thank you bitte danke por favor gracias for this that now one then pls ok so well")
_FILLERS = word_set("um hmm just")


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of a message that is nothing but steering: those of the phrases and those that `plain` drops."""
    return _POLITE | _FILLERS | word_set(" ".join(_table()).replace("-", " "))


_EMOJI = {"👍": Op.CONFIRM, "✅": Op.CONFIRM, "👌": Op.CONFIRM, "👎": Op.REJECT, "❌": Op.REJECT}
_LEAD = re.compile(r"^(?:please|ok so|well|um|hmm|bitte|just|so) (?=\S)")
_MARKS = re.compile(r"[,.!;…—–。，！；、-]+\s*")


def plain(message: str) -> str:
    """A short message without case, punctuation and politeness."""
    low = " ".join(words(message))
    low = _TAILS.sub("", low)
    return _LEAD.sub("", low).strip()


def sense(message: str) -> Op | str | None:
    """What a message that is nothing but steering asks for; "change" and "default_here" besides the operations."""
    if len(message) > 90:
        return None
    bare = message.strip()
    if bare[:1] in _EMOJI and len(bare) <= 4:
        return _EMOJI[bare[:1]]
    is_steering = _vocabulary().issuperset(each_word(message.replace("-", " ")))
    if not is_steering and not leaving.may(message) and not chinese.may(message):
        return None
    found = _meant(message)
    if found is not None:
        return found
    senses: list[Op | str] = []
    for part in _senses(message):
        if part is None:
            return None
        senses.append(part)
    return max(senses, key=_rank) if len(senses) > 1 else None


def has(wanted: Op, message: str) -> bool:
    """Whether a part of a message that only steers means this: "Later. Yes." is consent, too."""
    return wanted in _senses(message)


def _senses(message: str) -> Iterator[Op | str | None]:
    return (_meant(part) for part in _MARKS.split(message) if plain(part))


def _meant(text: str) -> Op | str | None:
    """The sense of words without a comma between them: as they stand ("just do it"), else without politeness."""
    table, whole = _table(), _TAILS.sub("", " ".join(words(text)))
    bare = _LEAD.sub("", whole).strip()
    found = table.get(whole) or leaving.sense(whole)
    if not found and bare != whole:
        found = table.get(bare) or leaving.sense(bare)
    return found or chinese.sense(text)


def is_thanks(message: str) -> bool:
    """Whether a short message only thanks."""
    low = message.lower()
    return len(low) < 60 and any(map(low.__contains__, _THANKING)) and _THANKS.fullmatch(low) is not None


_RANKS = {
    Op.OFF_TOPIC: 0,
    Op.CONFIRM: 1,
    Op.REJECT: 2,
    Op.SKIP: 3,
    "change": 4,
    "default_here": 5,
    Op.USE_DEFAULTS: 6,
    Op.UNDO: 7,
    Op.REDO: 8,
}


def _rank(sense_: Op | str) -> int:
    return _RANKS[sense_]


_WITHIN = re.compile(
    r"\b(?:(?:for the rest|otherwise),? use your (?:own |best )?judge?ment|use your (?:own |best )?judge?ment"
    r"(?! (?:where|when|if|in case|(?:for|on|with) (?:any|what|those|things))|, (?:where|if|when) )|"
    r"(?:you (?:can )?)?decide (?:on )?(?:the rest|everything else)|fill in the rest|make up the rest|surprise me|"
    r"sensible defaults|use defaults|(?:the rest|everything else) is up to you|leave (?:the rest|everything else) "
    r"(?:up )?to you|den rest (?:überlasse ich (?:dir|ihnen)|entscheidest du|machst du)|usa tu criterio)\b"
    r"|(?:其余|其他|剩下)的?(?:都|就)?(?:由|让)?[你您](?:来)?决定"
)
"""What leaves the rest to us even in the middle of a sentence."""
_LEAVING = ("judg", "rest", "surprise", "defaults", "everything else", "criterio", "决定")


def leaves_rest(message: str) -> str:
    """The words within a sentence that leave the rest to us, "" when there are none."""
    if not any(map(message.__contains__, _LEAVING)):
        return ""
    found = _WITHIN.search(message)
    return found.group() if found else ""


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?P<yes>yes|yeah|yep|sure|ok|okay|perfect|great|good|looks good|sounds good|ja|sí|"
        r"si)\b(?P<rest>[\s,.!;:–—-]+.*)|\s*(?P<no>no|nope|nein)\b[\s,.!;:–—-]+(?P<more>.*)",
        re.IGNORECASE | re.DOTALL,
    )


def opening(message: str) -> tuple[Op, str, str] | None:
    """ "Yes, but …" and "no, …": the operation, its word, and the words after it."""
    found = _opening().match(message)
    if not found:
        return None
    if found.group("yes"):
        return Op.CONFIRM, found.group("yes"), found.group("rest").strip(" ,.!;:–—-")
    return Op.REJECT, found.group("no"), found.group("more").strip()
