"""The single things that a prohibition names, in Spanish: "pedir claves ni dar códigos" are two."""

import re

from parley.builder.guided.spanish import verbs

_TAIL = re.compile(
    r",? (?:que (?:luego|para eso|después|eso|ya|aquí|así|es que|no es|se lía|en la cocina)\b.*|porque\b.*|ya que\b.*"
    r"|pues\b.*|eso sí|por favor|porfa|nunca|jamás|y ya(?: está)?|y punto|para nada|bajo ningún concepto"
    r"|en ningún caso|de ninguna manera|eh|eso no|, eso .*|, ¿.*)$"
)
_JOIN = re.compile(
    r"\s*,?\s+(?:ni|tampoco|y tampoco|ni tampoco|y no|o)\s+(?:que )?|\s*,\s*(?:ni\s+)?(?=(?:que )?[a-zñ]+(?:ar|er|ir"
    r"|arle|arles|irle|erle)\b)"
)
_AND = re.compile(r"\s+(?:y|e)\s+(?=[a-zñáéíóú]+(?:ar|er|ir|arle|irle)\b)")


def items(said: str) -> list[str]:
    """The single prohibitions of a list: "pedir datos y confirmar precios" are two."""
    plain = _TAIL.sub("", " ".join(said.replace("\ue002", " ").split()).strip(" ,.:;"))
    results: list[str] = []
    for part in _joined(plain):
        for item in _AND.split(part) if re.match(r"[a-zñáéíóú]+(?:ar|er|ir)\w*\s", part.lower()) else [part]:
            item = _TAIL.sub("", item.strip(" ,.:;"))
            if len(item) > 2:
                results.append(_infinite(item)[:250])
    return results


def _joined(plain: str) -> list[str]:
    """The parts of a list that begin with a verb: "claves ni códigos" is one, "pedir claves ni dar códigos" two."""
    starts = [0]
    for joint in _JOIN.finditer(plain):
        rest = plain[joint.end() :]
        if rest and not _is_bare(rest) or joint.group().strip().startswith(","):
            starts.append(joint.end())
    ends = [*starts[1:], len(plain)]
    return [_LOOSE_JOINT.sub("", plain[start:end]) for start, end in zip(starts, ends, strict=True)]


_LOOSE_JOINT = re.compile(r"[\s,]+(?:ni|tampoco|y|o|que|no|y no|ni que|y que)*\s*$")


def _is_bare(item: str) -> bool:
    word = item.split()[0].lower()
    return (
        not verbs.guessed(word) and word not in verbs.forms() and not word.endswith(("ar", "er", "ir", "arle", "irse"))
    )


def _named(form: str) -> str:
    return verbs.forms().get(form) or verbs.guessed(form)


def _infinite(item: str) -> str:
    """ "ofrezca descuentos" as "ofrecer descuentos" where the verb is known; else as said."""
    word, _, rest = item.partition(" ")
    word = re.sub("(?<=[bcdfghjlmnñprstvz])ara$", "e", word) if verbs.guessed(re.sub("ara$", "e", word)) else word
    known = next((said for form in (word.lower(), word.lower().removesuffix("s")) if (said := _named(form))), "")
    return f"{known} {rest}".strip() if known and rest else item[:1].lower() + item[1:]


def listed(text: str) -> list[str]:
    """The items of a list of prohibitions below a label that says so."""
    parts = re.split(r"\s*[,;]\s*(?:ni\s+|y\s+)?", text)
    return [item for part in parts if not _ASIDE.match(part.lower()) for item in items(part)]


_ASIDE = re.compile(
    r"(?:y |que )?(?:yo|eso|esto|eh|ah|che|oye|oiga|mira|mire|uy|perdona|perdón|ya|pues|bueno|lo otro|lo demás|es|está"
    r"|se me)\b"
    r"|(?:y |eh )*(?:(?:lo|la|los|las|nos|me|eso) )?[a-záéíóúñ]+(?:mos|é|ó)\b|(?:y )?(?:por(?:que|que)|ya que"
    r"|así que)\b"
)
"""What is said beside a prohibition and is none: "eso lo hago yo", "cerramos a la una"."""


def distinct(donts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The prohibitions without those that name only the thing of another: "pedidos no, que no tome pedidos" is one."""
    results = []
    for item, words in donts:
        is_thing = _is_bare(item)
        others = [set(_stems(other)) for other, _ in donts if other != item and not _is_bare(other)]
        if not (is_thing and any(set(_stems(item)[:1]) & stems for stems in others)):
            results.append((item, words))
    return results


def _stems(text: str) -> list[str]:
    return [word.removesuffix("s")[:6] for word in re.findall(r"[^\W\d_]{4,}", text.lower())]
