"""Secrets out of what a tool answered: each value that was sent is shown as its reference, however it is written.

What cannot be told from other text (a hash of a secret, its letters reversed) is not found. Pure.
"""

import base64
import json
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

import orjson
from pydantic import JsonValue

_DEPTH = 60


class Masks:
    """Knows secrets by their references (`secret:NAME`), and each of the ways a server may write them back."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        forms = {form: reference for reference, value in secrets.items() for form in _forms(value)}
        self._forms = sorted(forms.items(), key=lambda item: len(item[0]), reverse=True)

    def text(self, text: str) -> str:
        """The text with references in place of secrets."""
        for form, reference in self._forms:
            text = text.replace(form, reference)
        return text

    def body(self, content: bytes, *, is_cut: bool) -> JsonValue:
        """JSON where the content is whole JSON, else text; one that was cut loses what may begin a secret."""
        if not is_cut:
            try:
                return self._json(orjson.loads(content), _DEPTH)
            except ValueError:
                pass
        text = self.text(content.decode("utf-8", "replace"))
        longest = len(self._forms[0][0]) if self._forms else 1
        return text[: 1 - longest or None] if is_cut else text

    def json(self, value: JsonValue) -> JsonValue:
        """JSON with references in place of secrets; as text where it nests too deep to be shown."""
        try:
            return self._json(value, _DEPTH)
        except ValueError:
            return self.text(json.dumps(value, ensure_ascii=False))

    def _json(self, value: JsonValue, depth: int) -> JsonValue:
        match value:
            case str():
                return self.text(value)
            case list() | dict() if depth == 0:
                raise ValueError("nests too deep")
            case list():
                return [self._json(item, depth - 1) for item in value]
            case dict():
                return {self.text(name): self._json(item, depth - 1) for name, item in value.items()}
            case bool() | None:
                return value
            case _:
                masked = self.text(written := str(value))
                return value if masked == written else masked


def _forms(value: str) -> set[str]:
    """How a server may repeat a value: as it is, trimmed, escaped in JSON or a URL, in Base64 with or without fill."""
    plain = {value, value.strip()}
    coded = {base64.b64encode(form.encode()).decode() for form in plain}
    escaped = {json.dumps(form, ensure_ascii=is_ascii)[1:-1] for form in plain for is_ascii in (True, False)}
    quoted = {written(form) for form in plain for written in (quote, quote_plus, _quoted)}
    return {form for form in plain | coded | {form.rstrip("=") for form in coded} | escaped | quoted if form}


def _quoted(text: str) -> str:
    return quote(text, safe="")
