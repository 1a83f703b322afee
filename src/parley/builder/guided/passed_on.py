"""The answer to "when should it pass people on, and to whom?" in German, Spanish and Chinese, in its own words."""

import re

from parley.builder.guided import recipients

_RULES = (
    re.compile(
        r"^(?:wenn |falls |sobald |(?=bei |im fall))(?P<when>.{2,200}?),? (?:dann )?(?:bitte )?(?:an|zu|zum|zur) "
        r"(?P<to>.{2,120})$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<when>.{2,120}?) (?:gehen|geht|kommen|kommt|sollen|soll|werden|wird) (?:bitte |immer |direkt )?"
        r"(?:an|zu|zum|zur) (?P<to>.{2,120}?)(?: weitergeleitet| gehen| durchgestellt| übergeben)?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:si|cuando|en caso de) (?P<when>.{2,200}?),? (?:debe )?(?:pasar?(?:la)?(?: la llamada)?|transferir(?:la)?|"
        r"que pase)? ?(?:a|al|con) (?P<to>(?:la|el|los|las|un|una|nuestr[oa]|mi|[A-ZÁÉÍÓÚÑ])\b.{1,120})$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:如果|当|遇到|若)?(?P<when>.{2,80}?)(?:的?时候?|的话|就|，|,)*(?:请|要)?(?:转接?|交)(?:给|到|至)"
        r"(?P<to>.{1,80})$"
    ),
)
_SHORT = re.compile(
    r"^(?:las? |los? )?(?P<when>[^\W\d][\w ]{2,80}?) (?:(?:van|va|pasan|pasa|se pasan) )?(?:a|al) "
    r"(?P<to>(?:la|el|los|las) .{2,120})$",
    re.IGNORECASE,
)
"""Words that are a rule only where nothing else was asked: "las quejas a la oficina"."""
_WHEN = re.compile(r"^(?:wenn|falls|sobald|cuando|si|如果|当) ?(?P<when>.{3,240}?)(?:的?时候?|的话)?$", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[,，(（]?\s*(?:unter |tel\.? |al |en el )?(?:\+|00)[\d ()./-]{6,24}[)）]?")


def answered(text: str) -> list[dict[str, str]]:
    """The rule that an answer in one of these languages gives; none for other words."""
    if told := told_in(text):
        return told
    plain = _plain(text)
    found = _SHORT.match(plain) or _WHEN.match(plain)
    return [_rule(found.groupdict(), text)] if found else []


def told_in(sentence: str) -> list[dict[str, str]]:
    """The rule that a sentence plainly gives, with the case and who takes over."""
    plain = _plain(sentence)
    found = next((match for pattern in _RULES if (match := pattern.match(plain))), None)
    return [_rule(found.groupdict(), sentence)] if found else []


def _plain(text: str) -> str:
    return " ".join(_NUMBER.sub("", text).split()).strip(" .,;。，；")


def _rule(said: dict[str, str], text: str) -> dict[str, str]:
    when, to = (said.get(key, "").strip(" ,，") for key in ("when", "to"))
    number = recipients.number(text) or ""
    return {"when": when[:250], "to": ", ".join(part for part in (to, number) if part)[:200]}
