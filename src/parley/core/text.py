"""The input types for text: what a string from outside must be before anything else looks at it.

NFC-normalised, without NUL, C0/C1 controls (line feed, carriage return and tab stay) or lone surrogates: such
characters make PostgreSQL, JSON encoders or terminals fail later, far from their cause.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, Strict, StringConstraints

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ALLOWED = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$"
"""The same in JSON Schema, which knows no lone surrogates."""


def clean(value: str) -> str:
    """Normalise to NFC; ValueError for control characters and lone surrogates (which the caller sees as a 422)."""
    if value.isascii() and value.isprintable():
        return value
    if _FORBIDDEN.search(value):
        raise ValueError("contains control characters or lone surrogates")
    return unicodedata.normalize("NFC", value)


def without_controls(value: str, instead: str = "") -> str:
    """Normalised to NFC, with `instead` for each character that `clean` refuses: for texts that are never refused."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub(instead, value))


def _cleaned(limit: int, *, is_trimmed: bool = False) -> Callable[[str], str]:
    """`clean`, and the limit once more: NFC makes a few characters longer, and what is stored is read back.

    Blanks around it are cut off last, since some of the controls that are refused count as blanks.
    """

    def check(value: str) -> str:
        if value.isascii() and value.isprintable():  # most texts, and their length was checked
            return value.strip() if is_trimmed else value
        cleaned = clean(value)
        if len(cleaned) > limit:
            raise ValueError("is too long once normalised")
        return cleaned.strip() if is_trimmed else cleaned

    return check


def spoken(value: str) -> str:
    """A text that says something; ValueError where it holds no letter, digit, mark or sign that could be read."""
    if not any(unicodedata.category(char)[0] in "LNPS" for char in value):
        raise ValueError("says nothing: it holds only blanks or invisible characters; send at least a letter or sign")
    return value


def sentence(words: str) -> str:
    """The words with a full stop where they end in no mark."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


_DESCRIBED = Field(json_schema_extra={"pattern": _ALLOWED})

Text = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_cleaned(10_000)), _DESCRIBED]
"""Any text from outside, up to a message's length."""

Said = Annotated[Text, AfterValidator(spoken)]
"""What somebody says: any text that can be read."""

Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_cleaned(300, is_trimmed=True)), _DESCRIBED]
"""A short text: a name, a label, an item of a list."""

Paragraph = Annotated[
    str, StringConstraints(max_length=2_000), AfterValidator(_cleaned(2_000, is_trimmed=True)), _DESCRIBED
]
"""A few sentences."""


Document = Annotated[
    str, StringConstraints(min_length=1, max_length=200_000), AfterValidator(_cleaned(200_000)), _DESCRIBED
]
"""A paper that somebody hands over."""


def _untouched(value: SecretStr) -> SecretStr:
    clean(value.get_secret_value())
    return value


Secret = Annotated[SecretStr, Field(min_length=1, max_length=8_192), AfterValidator(_untouched), _DESCRIBED]
"""A secret from outside: the same characters, but kept to the letter."""

Flag = Annotated[bool, Strict()]
"""A truth value that is one: neither 1 nor "yes"."""


def _whole(value: Any) -> Any:
    """JSON knows one kind of number: 3.0 is as whole as 3."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""With Strict() and the bounds before it: a whole number that is one, neither true nor "3"."""


class Record(BaseModel):
    """The parent of every typed value: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
