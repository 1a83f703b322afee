"""How many tokens a text is, estimated without any vendor's tables and rather too high than too low."""

import math

_CHARS_A_TOKEN = 3.5
"""Current tokenizers take 4 to 5 ASCII characters of English or JSON for a token, and fewer of code and names."""


def count(text: str) -> int:
    """A token for 3.5 ASCII characters, one for every other character (a Chinese sign is about one)."""
    others = len(text) - len(text.encode("ascii", "ignore"))
    return others + math.ceil((len(text) - others) / _CHARS_A_TOKEN)
