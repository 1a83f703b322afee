"""Text from a document, which is foreign: made plain (no markup, no controls), one line, of bounded length."""

import re
import unicodedata

from parley.core.text import clean

_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_MARKS = re.compile(r"[`*#|]+|(?<!\w)_+|_+(?!\w)")
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]+")
_BRACES = re.compile(r"[{}]{2,}")
_END = re.compile(r"[.!?](?=\s)")
_FACTOR = 6


def line(value: object, limit: int) -> str:
    """At most `limit` characters of plain text, cut at a word; "" where there is no text."""
    if not isinstance(value, str):
        return ""
    text = _UNFIT.sub(" ", value[: limit * _FACTOR])
    text = _BRACES.sub(" ", _MARKS.sub("", _TAG.sub(" ", _LINK.sub(r"\1", text))))
    text = clean(unicodedata.normalize("NFC", " ".join(text.split())))
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def sentences(value: object, limit: int) -> str:
    """The first sentences of a text, as many as fit, at least the beginning of one."""
    text = line(value, limit * 2)
    if len(text) <= limit:
        return text
    ends = [end.end() for end in _END.finditer(text[:limit])]
    return text[: ends[-1]] if ends else line(text, limit)


def scalar(value: object, limit: int = 120) -> str:
    """An example or a default as text: scalars, and lists of them; "" for anything else."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)[:limit]
        case str():
            return line(value, limit)
        case list():
            return ", ".join(filter(None, (scalar(item, 40) for item in value[:3] if not isinstance(item, list))))
    return ""


def words(name: str) -> list[str]:
    """The words of an identifier, whatever joins them: camelCase, snake_case, kebab-case, a/b, acronymHTTPName."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name[:300])
    return [word.lower() for word in re.findall(r"[^\W_]+", parted)]


def identifier(name: str) -> str:
    """An identifier as a tool's name, "open_issue"; "" where it has no such letters."""
    joined = "_".join(word for word in words(name) if word.isascii())[:60].rstrip("_")
    return joined if joined[:1].isalpha() else ""


def titled(name: str) -> str:
    """An identifier as words: "Issue number"."""
    text = " ".join(words(name))
    return line(text[:1].upper() + text[1:], 100)


def vocabulary(text: str) -> frozenset[str]:
    """The words of a list written as one line."""
    return frozenset(text.split())


def singular(noun: str) -> str:
    """An English noun without its plural's ending; "" stays."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "zes", "ches", "shes", "uses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
