"""Going back to a part of the build, or to its beginning: "go back to the tools", "let's start over"."""

import re
from functools import cache

from parley.builder.guided import answers
from parley.builder.guided.tables import inverted, word_set
from parley.builder.schemas import Op, Operation

_MAX_CHARS = 90
_PARTS = inverted("""
    /tools: tool, tools, integration, integrations, systems, werkzeug, werkzeuge, werkzeugen, herramienta, herramientas
    /tools: 工具
    /workflow: workflow, flow, summary, graph, diagram, steps, review, ablauf, zusammenfassung, flujo, resumen
    /workflow: 流程, 总结
    goals: 目标, 任务
    purpose: zweck, propósito, 用途
    callers: anrufer, quién llama, 来电者, 用户
    tone: 语气
    languages: 语言
    channel: 渠道
    greeting: 问候语, 开场白
    hours: 营业时间
    handover: übergabe, weiterleitung, derivación, traspaso, 转人工, 转接
    closing: abschied, 结束语
    voice: stimme, voz, 声音
    name: namen, nombre, 名字, 名称
    facts: fakten, datos, 信息
    constraints: regeln, reglas, 规则
""")
_START = word_set("start beginning scratch anfang beginn inicio principio comienzo 开头 开始")
_OVER = re.compile(
    r"(?:let'?s |can we |please |ich möchte |wir |quiero |我们|请)*(?:start(?: all)? over(?: again)?|start (?:again )?"
    r"(?:from scratch|from the (?:start|beginning)|anew)|begin again|restart|von vorne? (?:anfangen|beginnen)"
    r"|noch ?mal von vorne?|neu (?:anfangen|starten|beginnen)"
    r"|empezar de (?:nuevo|cero)|empecemos de (?:nuevo|cero)|volver a empezar|"
    r"从头开始|重新开始|重来)(?: please| bitte| por favor|吧)?\W*"
)
_BACK = re.compile(
    r"(?:ok(?:ay)? |wait |sorry |please |let'?s |let me |can (?:we|you) |could (?:we|you) "
    r"|i(?:'d like| want| would like)? to |bitte |lass uns |können wir |ich (?:will|möchte) "
    r"|quiero |vamos a |podemos |我们|请|我想)*"
    r"(?:(?:go|going|get|jump|come|take me|step|move)(?: me)? back to|back to|return to|revisit|redo|re-?open|"
    r"(?:noch ?mal )?zurück (?:zum|zur|zu den|zu der|zu)|noch ?mal (?:zum|zur|zu den)|volver a|vuelve a|volvamos a"
    r"|regresar a|regresa a|regresemos a|回到|返回到?|退回到?|再看看?)\s*"
    r"(?:the |my |its |our |question about (?:the )?|part about (?:the )?|die |der |den |das |la |las |el |los |l )*"
    r"(?P<part>[^,.!?]{1,40}?)(?:-?frage| question| part| stage| step| again| please| bitte| por favor"
    r"|吧|那里|部分|这一步)*\W*"
)
"""A message that is nothing but the wish to go back; "redo" alone is none, since it means what was undone."""


def back(message: str) -> Operation | None:
    """The GO_BACK that a message asks for, None where it asks for something else."""
    low = " ".join(message.lower().replace("’", "'").replace(",", " ").split())
    if not low or len(low) > _MAX_CHARS:
        return None
    evidence = message.strip()
    if _OVER.fullmatch(low):
        return Operation(op=Op.GO_BACK, evidence=evidence)
    found = _BACK.fullmatch(low)
    path = None if found is None else _path(found.group("part").strip())
    return None if path is None else Operation(op=Op.GO_BACK, path=path, evidence=evidence)


def _path(part: str) -> str | None:
    """The pointer that a name of a part means; "" is the beginning."""
    if part in _START:
        return ""
    slot = _names().get(part)
    if slot is None or slot.startswith("/"):
        return slot
    return f"/brief/{slot}"


@cache
def _names() -> dict[str, str]:
    return {name: slot for name, slot in answers.LABELS.items() if slot != "collect"} | _PARTS
