"""Which of several held values words point at: "the second number", "that last price", "der erste Preis"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

Held = TypeVar("Held")

_PLACES = {
    0: r"first|former|top|erste[nr]?|obere|primer[oa]?|第一个?",
    1: r"second|zweite[nr]?|segund[oa]|第二个?",
    2: r"third|dritte[nr]?|tercer[oa]?|第三个?",
    -1: r"last|latter|final|bottom|letzte[nr]?|últim[oa]|最后一?个?",
}
_KINDS = {
    "money": r"price|fee|amount|cost|rate|charge|preis|betrag|gebühr|precio|tarifa|monto|importe|价格|价钱|价|金额",
    "phone": r"(?:phone |telephone )?(?:number|extension|line)|nummer|telefonnummer|número|teléfono|号码|电话",
    "task": r"goal|task|job|ziel|aufgabe|objetivo|tarea|目标|任务",
    "rule": r"rule|limit|ban|regel|verbot|regla|prohibición|规则",
    "duty": r"notice|duty|announcement|hinweis|pflicht|aviso",
    "fact": r"fact|one|thing|point|bit|angabe|dato|条",
}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    places = "|".join(f"(?P<p{place if place >= 0 else 'l'}>{words})" for place, words in _PLACES.items())
    return re.compile(rf"(?<![^\W\d_])(?:{places})(?: (?:two|of the two|de los|的))?[ ]?(?:{_KINDS[kind]})(?![^\W\d_])")


def chosen(low: str, kind: str, held: Sequence[Held]) -> Held | None:
    """The one of the held values of a kind that a text points at; None where it points at none of them."""
    found = _pattern(kind).search(low)
    if found is None or len(held) < 2 or found.lastgroup is None:
        return None
    place = -1 if found.lastgroup == "pl" else int(found.lastgroup[1:])
    return held[place] if place < len(held) else None
