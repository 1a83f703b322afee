"""How an import was decided, in the user's language: what fits each wish and why, and what else was considered."""

from collections.abc import Sequence

from parley.builder.imports.choosing import Choice, Contender
from parley.builder.phrases import Phrases
from parley.tools.candidates import Reasons

_LONGEST = 7_000
_LONGEST_KEY = 160
_MOST_NAMES = 30


def told(choices: Sequence[Choice], said: Phrases) -> str:
    """A line for each wish: "“open an issue”: POST /issues, “Create an issue” (about issue, creates) fits best."."""
    return "\n".join(said.joined(_decided(one, said), _considered(one, said)) for one in choices)[:_LONGEST]


def replacing(places: Sequence[tuple[str, str]], said: Phrases) -> list[str]:
    """A line for each tool that takes a placeholder's place: "“Get order” takes the place of “Look up an order”."."""
    return [
        said.tell("{new} takes the place of {old}.", new=said.quoted(new), old=said.quoted(said.known(old)))
        for new, old in places
    ]


def leaving_out(left_out: Sequence[tuple[str, Sequence[str]]], said: Phrases) -> list[str]:
    """A line for each tool that goes without some of its optional values, with the reason."""
    return [
        said.tell(
            "{tool} goes without {names}: optional, and about paging and form or after the first few.",
            tool=said.quoted(title),
            names=said.listed(names[:_MOST_NAMES]),
        )
        for title, names in left_out
    ]


def silencing(titles: Sequence[str], said: Phrases) -> list[str]:
    """A line for each tool of whose texts one read like a command to an AI."""
    return [
        said.tell("Of {tool} a text was left out that reads like a command to an AI.", tool=said.quoted(title))
        for title in titles
    ]


def why(reasons: Reasons, said: Phrases) -> str:
    """ "about order, creates"; nothing where there are no reasons."""
    shared = [said.tell("about {words}", words=", ".join(reasons.shared))] if reasons.shared else []
    return said.tell(", ").join([*shared, *(said.known(point) for point in reasons.points)])


def _decided(one: Choice, said: Phrases) -> str:
    """A fault is a detail of the interface, which is in English like all of them."""
    wish = said.quoted(said.known(one.wish))
    if one.pick is None:
        return said.tell("{wish}: nothing there fits.", wish=wish)
    pick = _shown(one.pick, said)
    if one.fault:
        return said.tell("{wish}: {pick} fits, but cannot be used: {fault}", wish=wish, pick=pick, fault=one.fault)
    if one.is_judged:
        return said.tell("{wish}: {pick} fits best, as the model judged.", wish=wish, pick=pick)
    return said.tell("{wish}: {pick} fits best.", wish=wish, pick=pick)


def _considered(one: Choice, said: Phrases) -> str:
    if not one.others:
        return ""
    return said.tell(
        "Considered, too: {others}.", others=said.side_by_side([_shown(each, said) for each in one.others])
    )


def _shown(one: Contender, said: Phrases) -> str:
    named = said.tell(", ").join((one.candidate.key[:_LONGEST_KEY], said.quoted(one.candidate.title)))
    reasons = why(one.reasons, said)
    return said.tell("{operation} ({reasons})", operation=named, reasons=reasons) if reasons else named
