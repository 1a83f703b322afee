"""Tools in a message: which are wanted, which are declined, and the addresses and numbers given for them."""

import re

from parley.agents.schemas import ToolKind, ToolSpec
from parley.builder.guided.english import business
from parley.builder.guided.reading import Reading
from parley.builder.guided.recipients import number
from parley.builder.schemas import BuildState, Op, Operation
from parley.tools import service
from parley.tools.schemas import Mention

_DECLINED = re.compile(
    r"\b(?:no|not|without|don't|dont|do not|never|skip|remove|drop|delete|forget|avoid|instead of|rather "
    r"than|except|isn't|aren't|"
    r"won't|doesn't|kein|keine|keinen|ohne|nicht|sin|no need for|get rid of|leave out|scrap|disconnect|"
    r"stop using)\b[^.;:!?\n=]{0,40}$|(?:不要|不用|别用|不需要|不想用|去掉|删掉|没有)[^,，。；;!！?？\n]{0,12}$"
)
_NO = re.compile(
    r"\b(?:no|without|don't (?:use|need|want)|do not (?:use|need|want)|skip|remove|drop|kein\w*|ohne|sin|"
    r"leave out)\s+(?:any |the |our |a )?(?:\w+ )?$"
)
_REOPENED = re.compile(r"\b(?:but|only|just|instead|yes|rather)\b|(?:, |\band )(?:use|it|we)\b")
_URL = re.compile(r"https?://[^\s<>\"“”'),;]{3,1900}")


def is_declined(text: str, mention: Mention) -> bool:
    """Whether the words before a mention say that it is not wanted."""
    before = text[max(0, mention.start - 70) : mention.start].lower().replace("’", "'")
    found = _DECLINED.search(before)
    return bool(found) and not _REOPENED.search(before[found.start() + 4 :]) if found else False


_ASKED = re.compile(r"\b(?:[Ww]hich|[Ww]hat) $")
"""Before a kind of software that callers are asked for: "which accounting software they use"."""


def split(text: str) -> tuple[list[Mention], list[Mention]]:
    """The mentions wanted and those declined. Addresses are no mentions."""
    bare = _URL.sub(lambda found: " " * len(found.group()), text) if "://" in text else text
    spotted = service.spotted(bare)
    if not spotted:
        return [], []
    spotted = [found for found in spotted if found.explicit or not _ASKED.search(bare[: found.start][-8:])]
    declined = [mention for mention in spotted if is_declined(bare, mention)]
    names = {mention.entry_id for mention in declined}
    wanted = service.resolve(mention for mention in spotted if mention.entry_id not in names)
    return wanted, service.resolve(declined)


def operations(reading: Reading) -> list[Operation]:
    """ADD for products named, REMOVE for what is declined. Generic wishes ("a calendar") are left to the proposals."""
    if not any(map(str.isalpha, reading.text)):
        return []
    wanted, declined = split(reading.text)
    is_tool_talk = reading.path == "/tools"
    result = []
    for mention in declined:
        if not mention.explicit and not _NO.search(reading.text[max(0, mention.start - 28) : mention.start].lower()):
            continue
        held = [f"/tools/{mention.entry_id}"] if mention.explicit else _held_for(mention, reading.state)
        result += [Operation(op=Op.REMOVE, path=path, evidence=mention.words) for path in held]
    own = business.of(reading) if any(mention.explicit for mention in wanted) or is_tool_talk else None
    firm = own.words if own else ""
    removed = {operation.path for operation in result}
    for mention in wanted:
        if not (mention.explicit or is_tool_talk) or mention.words in firm:
            continue
        path = f"/tools/{mention.entry_id}" if mention.explicit else _held_for(mention, reading.state)[0]
        if path in removed:
            continue
        result.append(
            Operation(op=Op.ADD, path=path, evidence=mention.words, confidence=1 if mention.explicit else 0.8)
        )
    result += _kept_elsewhere(reading, {operation.path for operation in result})
    return result + (_all_but(wanted, reading) if is_tool_talk else [])


_KEPT = re.compile(
    r"\b(?P<noun>[Bb]ookings|[Aa]ppointments|[Jj]obs|[Mm]aintenance requests|[Tt]ickets|[Dd]iary)"
    r" (?:are |is )?(?:live|lives|go|held|raised|kept|are|is|stored) in (?P<product>[A-Z]\w+(?: [A-Z]\w+)?)"
)
_KEPT_NOUNS = ("ookings", "ppointments", "obs", "aintenance requests", "ickets", "iary")
_GENERIC = {
    "bookings": "appointment_system",
    "appointments": "appointment_system",
    "diary": "appointment_system",
    "jobs": "job_dispatch",
    "maintenance requests": "ticket_system",
    "tickets": "ticket_system",
}


def _kept_elsewhere(reading: Reading, known: set[str]) -> list[Operation]:
    """ "Bookings live in Acme Desk": a product that the catalogue does not know, served by the entry of its noun."""
    result = []
    is_kept = " in " in reading.text and any(map(reading.text.__contains__, _KEPT_NOUNS))
    for found in _KEPT.finditer(reading.text) if is_kept else ():
        path = f"/tools/{_GENERIC[found.group('noun').lower()]}"
        if path in known or any(mention.explicit for mention in service.spotted(found.group("product"))):
            continue
        known.add(path)
        result.append(Operation(op=Op.ADD, path=path, evidence=found.group(), confidence=0.8))
    return result


_ONLY = re.compile(r"\s*(?:yes,? )?(?:but )?(?:only|just|nur|solo|sólo)\b", re.IGNORECASE)


def _all_but(wanted: list[Mention], reading: Reading) -> list[Operation]:
    """ "Only the calendar": the other offers are declined, and with that the question is answered."""
    only = _ONLY.match(reading.text)
    if only is None or not wanted:
        return []
    kept = {path for mention in wanted for path in _held_for(mention, reading.state)}
    evidence = only.group().strip()
    others = (f"/tools/{proposal.catalogue_id}" for proposal in reading.state.proposals)
    removed = [Operation(op=Op.REMOVE, path=path, evidence=evidence) for path in others if path not in kept]
    return [*removed, Operation(op=Op.CONFIRM, path="/tools", evidence=evidence)]


def _held_for(mention: Mention, state: BuildState) -> list[str]:
    """ "no calendar" declines whatever calendar is on the table, else the one the words stand for."""
    family = {mention.entry_id, *(entry.id for entry in service.alternatives(mention.entry_id))}
    held = [p.catalogue_id for p in state.proposals if p.catalogue_id in family]
    held += [str(tool.catalogue_id) for tool in state.tools if tool.catalogue_id in family]
    return [f"/tools/{entry_id}" for entry_id in dict.fromkeys(held or [mention.entry_id])]


def addresses(reading: Reading) -> list[Operation]:
    """URLs and numbers for configured tools: "order_lookup: https://…", or bare where one is asked for."""
    found = _URL.search(reading.text) if "://" in reading.text else None
    if found is None:
        return _numbers(reading)
    lacking = [tool for tool in reading.state.tools if tool.kind is ToolKind.WEBHOOK and tool.url is None]
    result: list[Operation] = []
    while found and len(result) < 20:
        url = found.group().rstrip(".!?")
        tool = _tool_for(reading, found.start(), lacking)
        if tool:
            result.append(Operation(op=Op.SET, path=f"/tools/{tool.name}/url", value=url, evidence=url))
            lacking = [other for other in lacking if other.name != tool.name]
        found = _URL.search(reading.text, found.end())
    return result + _numbers(reading)


def _tool_for(reading: Reading, position: int, lacking: list[ToolSpec]) -> ToolSpec | None:
    before = reading.text[max(0, position - 120) : position].lower().replace("_", " ")
    named = [
        (before.rfind(words), tool)
        for tool in reading.state.tools
        for words in (tool.name.replace("_", " "), tool.title.lower())
        if words in before
    ]
    if named:
        return max(named, key=lambda pair: pair[0])[1]
    asked = re.fullmatch(r"/tools/([a-z0-9_]+)/url", reading.path)
    if asked:
        return next((tool for tool in reading.state.tools if tool.name == asked.group(1)), None)
    return lacking[0] if len(lacking) == 1 or (lacking and reading.path == "/tools/config") else None


_OF_A_NUMBER = re.compile(r"\b(?:number|phone|line|desk|office|reception|team|nummer|telefon\w*|número|teléfono)\b")


def _is_told_a_number(reading: Reading) -> bool:
    """Whether a number is asked for, or a short message gives it later on: "the front desk is +44 …"."""
    if reading.path.endswith("/number") or reading.path == "/tools/config":
        return True
    is_late = reading.state.are_tools_settled and not reading.path.startswith("/brief/")
    return is_late and len(reading.text) < 120 and _OF_A_NUMBER.search(reading.text.lower()) is not None


def _numbers(reading: Reading) -> list[Operation]:
    if "+" not in reading.text and "00" not in reading.text or not _is_told_a_number(reading):
        return []
    phone = number(reading.text)
    asked = re.fullmatch(r"/tools/([a-z0-9_]+)/number", reading.path)
    tools = sorted(
        (tool for tool in reading.state.tools if tool.transfers), key=lambda tool: "number" not in tool.lacking
    )
    name = asked.group(1) if asked else tools[0].name if tools else None
    if phone is None or name is None:
        return []
    evidence = re.search(r"(?:\+|00)[\d\s().\-/]{6,24}", reading.text)
    return [
        Operation(
            op=Op.SET, path=f"/tools/{name}/number", value=phone, evidence=evidence.group().strip() if evidence else ""
        )
    ]
