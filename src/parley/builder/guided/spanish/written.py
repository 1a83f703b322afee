"""A Spanish message in regular spelling: the abbreviations that people type ("q", "xq", "pal", "tb")."""

import re

from parley.builder.guided import tongues
from parley.builder.guided.reading import masked
from parley.builder.guided.rewritten import Rewritten, replaced
from parley.builder.guided.tables import inverted

_SPELT = inverted("""
    que: q, k, ke
    qué: qé, ké
    porque: pq, xq, porq, pk, xk, pork
    por: x
    de: d
    del: dl
    también: tb, tmb, tbn, tmbn, tambn, tmbien
    para: pa, xa, pra
    para el: pal, pa’l, pa'l
    bien: bn
    con: cn
    cuando: cdo, cndo
    quien: qn
    teléfono: tlf, tlfno, tlfn
    celular: celu
    whatsapp: wsp, wpp, wsap
    mensaje: msj, msg
    mensajes: msjs
    fin de semana: finde
    fines de semana: findes
    aunque: aunq
    hasta: hsta
    favor: fvr
""")
_SHORT = re.compile(
    rf"(?<![\w@./'’+-])(?:{'|'.join(sorted(map(re.escape, _SPELT), key=len, reverse=True))})(?![\w@/'’-]|\.\w)"
)
_NUMBERED = re.compile(r"\d ?$")


def out(message: str, *, is_held: bool) -> Rewritten:
    """The message in regular spelling; one in it, or in another language, as it is. `is_held` in a Spanish talk."""
    low = message.lower()
    if len(low) != len(message):
        return Rewritten(message, message)
    found = [each for each in _SHORT.finditer(low) if not _NUMBERED.search(low, max(0, each.start() - 3), each.start())]
    if not found or not (is_held or tongues.spoken(low) == "es"):
        return Rewritten(message, message)
    shown = masked(message)
    spans = [(*each.span(), _SPELT[each.group()]) for each in found if shown[each.start()] == low[each.start()]]
    return replaced(message, spans)
