"""How many tokens a text is, estimated without any vendor's tables and rather too high than too low."""

import math

_CHARS_A_TOKEN = 3.5
"""Current tokenizers take 4 to 5 ASCII characters of English or JSON for a token, and fewer of code and names."""


def count(text: str) -> int:
    """A token for 3.5 ASCII characters, one for every other character (a Chinese sign, a kana or a Korean syllable is
    about one), two for those beyond the basic plane (emoji, rare signs), which tokenizers cut into their bytes."""
    if text.isascii():
        return math.ceil(len(text) / _CHARS_A_TOKEN)
    ascii_chars = len(text.encode("ascii", "ignore"))
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return units - ascii_chars + math.ceil(ascii_chars / _CHARS_A_TOKEN)
