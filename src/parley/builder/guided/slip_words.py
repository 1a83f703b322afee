"""Words with which people take back at once what they have just said."""

import re
from collections.abc import Iterator
from functools import cache

_CUES = (
    *("no ", "no,", "eh no", "eh, no", "hmm", "uy", "wait", "hang on", "hold on", "sorry", "actually", "i mean"),
    *("scratch th", "scrap th", "strike that", "make that", "correct", "or rather", "ops", "my mistake", "my bad"),
    *("tell a lie", "i'm lying", "that's not right", "that's wrong", "that's old", "that's the old", "your pardon"),
    *("warte", "moment", "halt", "quatsch", "stimmt", "falsch", "doch", "nein", "ach ne", "äh ne", "stop"),
    *(f"nee{mark}" for mark in " ,.;:!–—-"),
    *("korrektur", "besser gesagt", "ich mein", "vielmehr", "verzeih", "entschuldigung", "pardon", "korrigiere"),
    *(
        "was red",
        "obwohl",
        "wobei",
        "ach je",
        "ach,",
        "streich",
        "statt",
        "ersetz",
        "gewechselt",
        "gekündigt",
        "lieber",
    ),
    *(
        "in rente",
        "in kur",
        "urlaub",
        "seh ich",
        "sehe ich",
        "fällt mir",
        "klingt",
        "vertan",
        "verwechselt",
        "hinfällig",
    ),
    *("berichtige", "mejor dicho", "decir", "digo", "perd", "corrijo", "miento", "rectifico", "equivo", "disculp"),
    *("mentira", "qué digo", "quise", "que diga"),
)
_SIGNS = ("不", "错", "更正", "口误", "岔", "快了", "瓢", "手滑", "等")


def may(low: str) -> bool:
    """Whether a text in lower case may hold one of the marks."""
    return any(map(low.__contains__, _CUES)) or (not low.isascii() and any(map(low.__contains__, _SIGNS)))


MARKS = (
    r"(?:(?<![\w'])(?:(?:hmm |oh |ah |and |but |uh |um |so )?(?:no,? no\b|no,? (?:sorry|wait"
    r"|hang on|hold on|i mean|actually"
    r"|rather)|hang on|hold on|wait,? no|wait[,.!]|sorry[,.!]|sorry,? (?:no|i mean)|scratch (?:that"
    r"|the)|scrap (?:that|the)"
    r"|strike that|(?:actually,? )(?:no\b|scrap|drop|forget|make|sorry|it's|that's)|i mean[, ]|i meant|make that"
    r"|correction\b|or rather|o+ps\b|whoops|my mistake|my bad|hmm,? no\b|no wait|let me correct"
    r"|(?:no,? )?i tell a lie|(?:no,? )?i'm lying|(?:no,? )?that's (?:not right|wrong|old|the old)|beg your pardon)"
    r"|(?:ach |äh |oh |hm,? )?(?:n[ea]+,? (?:warte|moment|halt|quatsch|stimmt|falsch|doch)|nein,? (?:warte|moment|halt"
    r"|quatsch|falsch|stimmt|doch|sorry|ach)|ach n(?:ee?|ein)\b|äh n(?:ee?|ein)\b|quatsch|halt,|moment[,.!]|stopp?[,.!]"
    r"|korrektur|falsch[,.!]|(?:das )?stimmt (?:ja |gar )*(?:net|nicht)\b|besser gesagt|ich meine?[, ]|vielmehr|sorry,"
    r"|(?:verzeihung|entschuldigung|pardon|verzeihen sie)[,.:!]"
    r"|halt stopp?|nein,|nee,|(?:ich )?(?:korrigiere|berichtige)|was red(?:e|'|’)? ich(?: da| denn)?|ach je\b|ach,"
    r"|obwohl,|wobei,|nö,|nein nein|ach was)"
    r"|(?:ay |uy |ah |eh |uf )?(?:no,? (?:perdón|perdona|espera|espere|mejor dicho|digo|miento|mentira)|mejor dicho"
    r"|quiero decir|digo[, ]|perdón[,. ]|perdona[,. ]|corrijo|miento|rectifico|ah,? no[, ]|me equivo\w+"
    r"|mentiras?[,.]|qué digo[,. ]|quise decir|que diga[,. ]|eh,? no\b"
    r"|disculp[ae][,. ]|no,? que va|uy,? no|no,? no[, ])"
    r")|不对|(?:我)?(?:刚才|刚刚)?(?:说|讲|写|打|记|报|填|念|抄|输|听|看)[错快岔]了?|嘴瓢了?|手滑了?|手快了?|更正"
    r"|(?:哎|欸|哦)?等(?:一?下|等|会儿?)(?=[,，。…~ ])|[哦噢啊呃]不不?[,，是]|口误|不不不?|[啊哦噢哎诶呃嗯]不是"
    r"|[说搞记弄]岔)"
)


TURNS = re.compile(
    r"^\s*dann [„“\"»]|\b(?:streich\w*|(?:an)?statt|stattdessen|sondern|ersetz\w*|weglassen|lassen wir (?:weg|raus"
    r"|doch)|gewechselt"
    r"|gekündigt"
    r"|in (?:rente|kur|elternzeit|mutterschutz)|im urlaub|doch (?:lieber|nicht|kein\w*|besser|eher)|dann (?:lieber"
    r"|eher|besser|doch)"
    r"|fällt mir (?:gerade |grad |eben |da )?(?:noch )?ein|sehe? ich (?:gerade|grad|eben)|vertan|verwechselt|vertauscht"
    r"|(?:ist|wäre) richtig|richtig (?:ist|wäre)|stimmt (?:gar |ja )?nicht|(?:ist|war) falsch|hinfällig|klingt (?:ja "
    r"|doch |mir )?"
    r"(?:wie|nach|zu|blöd|doof|komisch|steif|albern))\b"
)
"""What makes a whole German sentence one that takes back something of what the message said before it."""


_SAID = re.compile(r"\b(?:i|we) (?:said|wrote|put|told)\b[^.!?]*$")


def marks(low: str) -> Iterator[re.Match[str]]:
    """The marks of a text in lower case; "I said Y but I meant X" names both and has none."""
    for mark in _mark().finditer(low):
        if "i mean" not in mark.group() or not _SAID.search(low, max(0, mark.start() - 80), mark.start()):
            yield mark


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(MARKS)
