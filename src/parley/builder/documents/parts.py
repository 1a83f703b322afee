"""A document cut into parts that are read one by one: at headings and blank lines, else at sentences. Pure."""

import re

_BLOCKS = re.compile(r"\n[^\S\n]*\n\s*|\n(?=#{1,6} )")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；\n])")


def parts(text: str, most_chars: int) -> list[str]:
    """The document in order, nothing left out but blanks; each part has at most `most_chars` characters."""
    made: list[str] = []
    for block in _BLOCKS.split(text.replace("\r\n", "\n")):
        for piece in _pieces(block.strip(), most_chars):
            if made and len(made[-1]) + len(piece) + 2 <= most_chars:
                made[-1] += f"\n\n{piece}"
            else:
                made.append(piece)
    return made


def _pieces(block: str, most_chars: int) -> list[str]:
    """A block whole where it fits, else its sentences put together again as far as they fit."""
    if len(block) <= most_chars:
        return [block] if block else []
    pieces = [""]
    for sentence in _SENTENCES.split(block):
        for start in range(0, len(sentence), most_chars):
            cut = sentence[start : start + most_chars]
            if len(pieces[-1]) + len(cut) + 1 <= most_chars:
                pieces[-1] = f"{pieces[-1]} {cut}".strip()
            else:
                pieces.append(cut)
    return [piece for piece in pieces if piece]
