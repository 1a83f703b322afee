"""Reads word tables written as text: one entry a line, "key: value, value"."""


def rows(text: str) -> dict[str, list[str]]:
    """Each line's key to its values; a key without a colon has none."""
    table: dict[str, list[str]] = {}
    for line in text.strip().splitlines():
        key, _, values = line.strip().partition(":")
        table.setdefault(key.strip(), []).extend(value.strip() for value in values.split(",") if value.strip())
    return table


def inverted(text: str) -> dict[str, str]:
    """Each value to the key of its line."""
    return {value: key for key, values in rows(text).items() for value in values}


def word_pairs(text: str) -> dict[str, str]:
    """A table of single words: blank-separated "key=value"."""
    return {key: value for key, _, value in (pair.partition("=") for pair in text.split())}


def word_set(text: str) -> frozenset[str]:
    """The words of a blank-separated text."""
    return frozenset(text.split())
