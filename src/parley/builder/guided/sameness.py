"""When two goals are one: "start a return" and "register a return", "take reservations" and "reserve a table"."""

from parley.builder.guided.tables import word_set

_ENTERED = word_set("start register open create file raise log submit record report")
_BOOKED = word_set("book reserve schedule arrange make take place")
_ARTICLES = frozenset({"a", "an", "the"})


def key(name: str) -> str:
    """What a goal is known by: its kind of verb and its object."""
    verb, *rest = name.casefold().split() or [""]
    wanted = " ".join(word for word in rest if word not in _ARTICLES)
    if verb in _BOOKED:
        return f"book {'table' if wanted in {'reservation', 'table reservation'} else wanted}"
    return f"{'enter' if verb in _ENTERED else verb} {wanted}"
