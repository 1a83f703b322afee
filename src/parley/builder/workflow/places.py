"""Finds the steps that somebody means by words: by the data they ask for, their tool, their goal, or their name.

A step is found only where every word that carries meaning fits it, at least one of them beside the goal's. Nothing is
guessed: no fit, no step.
"""

import re
from functools import cache

from parley.agents.schemas import Node, NodeKind, ToolSpec, Workflow
from parley.builder.language import wording
from parley.builder.language.data import fold, label, same, variable
from parley.builder.workflow import flow

_IDLE = wording.words(
    "a an the step steps that which who it its them they their there this to of for in on about after before when "
    "where asks ask asking collect collects collecting get gets getting you your we i is are do does with by and "
    "der die das den dem des ein eine einen einer schritt dem nach vor fragt frag fragen fragst du sie er es ihn "
    "bevor nachdem wird ist mit und el la los las un una paso que pide pedir pides preguntar pregunta por de del "
    "antes despues lo le se con y"
)
_ALIASES = {
    "greeting": "greet greeting hello welcome begruessung gruss saludo saludar bienvenida 问候 欢迎 开场",
    "understand": "request anliegen wunsch solicitud 需求",
    "closing": "goodbye bye farewell closing verabschiedung abschied tschuess despedida adios 告别 再见 道别 结束",
    "anything_else": "anything else sonst noch algo mas 其他",
}
_KINDS = {
    NodeKind.TRANSFER: "person human transfer hand over mensch mitarbeiter weiterleiten persona humano 人工 真人 转接"
}
_CONFIRMATION = "confirm confirmation read back bestaetigung rueckbestaetigung confirmacion 确认 复述"
_ENDINGS = wording.words("s es ed d ing up ment er en e n t ung ation al")
_DATA = {
    "namen": "name",
    "订单号": "order_number",
    "订单编号": "order_number",
    "姓名": "name",
    "名字": "name",
    "电话": "phone",
    "手机": "phone",
    "邮箱": "email",
    "邮件": "email",
    "日期": "date",
    "时间": "time",
    "地址": "address",
    "numero_de_pedido": "order_number",
    "auftragsnummer": "order_number",
    "uhrzeit": "time",
    "fecha": "date",
    "hora": "time",
}


def datum(words: str) -> str:
    """What somebody names as data, as a variable; "" where the words name none."""
    if found := next((name for said, name in _DATA.items() if not said.isascii() and said in words), ""):
        return found
    plain = variable(" ".join(_meaning(words)))
    known = _DATA.get(plain, variable(label(plain)))
    return "" if plain == "value" else known


def asking(graph: Workflow, words: str) -> dict[str, list[str]]:
    """The steps that ask for what the words name, each with the names it asks under."""
    wanted = datum(words)
    if not wanted:
        return {}
    held = {node.id: [name for name in node.collects if same(variable(name), wanted)] for node in graph.nodes}
    return {node_id: names for node_id, names in held.items() if names}


def found(graph: Workflow, tools: list[ToolSpec], words: str) -> list[Node]:
    """The steps that the words fit best, in the graph's order; a second try is never meant."""
    tokens = _meaning(words)
    titles = {tool.name: tool.title for tool in tools}
    scores: dict[str, int] = {}
    for node in graph.nodes:
        own = _words(node, titles.get(node.tool or "", ""))
        beside = _split(node.goal or "")
        mine = [token for token in tokens if _is_in(token, own)]
        if mine and all(token in mine or _is_in(token, beside) for token in tokens) and not _is_retry(node):
            scores[node.id] = len(mine)
    best = max(scores.values(), default=0)
    return [node for node in graph.nodes if scores.get(node.id) == best]


def names(graph: Workflow, most: int = 16) -> list[str]:
    """What the steps are called, each name once, second tries left out."""
    return list(dict.fromkeys(node.label for node in graph.nodes if not _is_retry(node)))[:most]


def _is_retry(node: Node) -> bool:
    return node.id.startswith("retry_")


def _words(node: Node, title: str) -> frozenset[str]:
    data = " ".join(f"{name} {label(name)}" for name in node.collects)
    alias = _ALIASES.get(node.id, "") + " " + _KINDS.get(node.kind, "")
    confirming = _CONFIRMATION if flow.is_confirmation(node) else ""
    return _split(f"{node.label} {data} {node.tool or ''} {title} {node.to} {alias} {confirming}".replace("_", " "))


def _meaning(words: str) -> list[str]:
    if not words.isascii() and re.search(r"[一-鿿]", words):
        return [alias for alias in _wide() if alias in words] or [words.strip()]
    return [token for token in re.findall(r"[a-z0-9]+", fold(words).replace("e-mail", "email")) if token not in _IDLE]


@cache
def _wide() -> tuple[str, ...]:
    every = " ".join([*_ALIASES.values(), *_KINDS.values(), _CONFIRMATION]).split()
    return tuple(word for word in every if not word.isascii())


@cache
def _split(text: str) -> frozenset[str]:
    wide = {word for word in text.split() if not word.isascii()}
    return frozenset(re.findall(r"[a-z0-9]+", fold(text).replace("e-mail", "email"))) | wide


def _is_in(token: str, vocabulary: frozenset[str]) -> bool:
    """Whether a word is there, in this form or another ("booking" for "book")."""
    return token in vocabulary or any(_are_forms(token, word) for word in vocabulary if word[:3] == token[:3])


def _are_forms(one: str, two: str) -> bool:
    shorter, longer = sorted((one, two), key=len)
    return longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS and len(shorter) > 2
