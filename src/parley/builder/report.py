"""What changed, in plain words and in the user's language; rendered from the values alone."""

import re
from typing import Any

from parley.agents.schemas import Channel, Kind, ToolSpec
from parley.builder.phrases import N_, Phrases
from parley.builder.schemas import Assumption, BuildState, Change, ChangeOp, Stage
from parley.builder.workflow import telling

NAMES = {
    "name": N_("Name"),
    "kind": N_("Job"),
    "purpose": N_("Purpose"),
    "callers": N_("Callers"),
    "goals": N_("Goals"),
    "scope_do": N_("It does"),
    "scope_dont": N_("It will not"),
    "tone": N_("Tone"),
    "languages": N_("Languages"),
    "channel": N_("Channel"),
    "greeting": N_("Greeting"),
    "facts": N_("Facts"),
    "hours": N_("Hours"),
    "constraints": N_("Rules"),
    "compliance": N_("Compliance"),
    "handover": N_("Hand-over"),
    "success": N_("Success"),
    "closing": N_("Closing"),
    "voice": N_("Voice"),
}
_KINDS = {
    Kind.SUPPORT: N_("customer support"),
    Kind.SALES: N_("sales and lead qualification"),
    Kind.BOOKING: N_("bookings and appointments"),
    Kind.RECEPTION: N_("reception"),
    Kind.SURVEY: N_("survey"),
    Kind.REMINDER: N_("reminders"),
    Kind.HELPDESK: N_("IT help desk"),
    Kind.OTHER: N_("something else"),
}
_CHANNELS = {Channel.VOICE: N_("phone"), Channel.CHAT: N_("chat"), Channel.BOTH: N_("phone and chat")}
_STAGES = {
    Stage.INITIAL: N_("the beginning"),
    Stage.COLLECTING_BASICS: N_("the questions about the basics"),
    Stage.EXPLORING_TOOLS: N_("the choice of tools"),
    Stage.CONFIGURING_TOOLS: N_("the details of the tools"),
    Stage.REVIEWING_WORKFLOW: N_("the review of the workflow"),
    Stage.FINALIZING: N_("the last step of the build"),
    Stage.COMPLETED: N_("the finished agent"),
}
_LIFTED = {
    "scope_do": N_("No longer part of what it does: {gone}."),
    "scope_dont": N_("No longer ruled out: {gone}."),
}
"""How it is told that something goes from a slot whose name is no noun."""
_CASES = (
    (re.compile(r"the call is about (.+)"), N_("the call is about {topic}")),
    (re.compile(r"the caller has (.+)"), N_("the caller has {topic}")),
)
"""How the rules word a case that was told as a noun."""


def stage(reached: Stage, said: Phrases) -> str:
    """A stage in words."""
    return said.known(_STAGES[reached])


def changes(items: list[Change], said: Phrases) -> str:
    """The changes of a turn, one a line: "Tone: warm and brief.", "Tool added: Take a payment." """
    parts = [(item.path.strip("/").split("/"), item) for item in items]
    lines = [_slot(path[1], item, said) for path, item in parts if path[0] == "brief" and len(path) > 1]
    tools = [(path, item) for path, item in parts if path[0] == "tools"]
    whole = [item for path, item in tools if len(path) == 2]
    added = [said.known(str(item.after)) for item in whole if item.op is ChangeOp.ADD]
    removed = [said.known(str(item.before)) for item in whole if item.op is ChangeOp.REMOVE]
    if added:
        lines.append(
            said.count("Tool added: {titles}.", "Tools added: {titles}.", len(added), titles=said.listed(added))
        )
    if removed:
        lines.append(
            said.count("Tool removed: {titles}.", "Tools removed: {titles}.", len(removed), titles=said.listed(removed))
        )
    lines += [_tool_field(path[1], path[2], item, said) for path, item in tools if len(path) > 2]
    return "\n".join([*lines, *telling.told(items, said)])


def _tool_field(name: str, field: str, item: Change, said: Phrases) -> str:
    tool = name.replace("_", " ")
    if field == "transfers" and isinstance(item.after, list):
        numbers = [transfer["number"] for transfer in item.after if transfer["number"]]
        if numbers:
            return said.tell("Hand-over numbers: {numbers}.", numbers=said.listed(numbers))
        return said.tell("Hand-over destinations updated.")
    if field == "url" and item.after:
        return said.tell("Address of {tool}: {url}", tool=tool, url=item.after)
    if field == "url":
        return said.tell("Address of {tool} removed.", tool=tool)
    return said.tell("Changed in {tool}: {field}.", tool=tool, field=field.replace("_", " "))


def _slot(slot: str, item: Change, said: Phrases) -> str:
    label = said.known(NAMES.get(slot, slot.replace("_", " ").capitalize()))
    if item.op is ChangeOp.REMOVE or item.after in (None, [], ""):
        if slot == "handover" and item.after == []:
            return said.tell("Hand-over: never.")
        gone = shown(slot, _gone(item), said).rstrip(".。")
        return (
            said.tell(_LIFTED.get(slot, N_("{label} removed: {gone}.")), label=label, gone=gone)
            if gone
            else said.tell("{label} removed.", label=label)
        )
    if isinstance(item.before, list) and isinstance(item.after, list) and item.before:
        added = [value for value in item.after if value not in item.before]
        if added and all(value in item.after for value in item.before):
            items = shown(slot, added, said).rstrip(".")
            return said.tell("{label}: added {items}.", label=label, items=items)
    return said.labelled(label, shown(slot, item.after, said))


def _gone(item: Change) -> Any:
    if isinstance(item.before, list) and isinstance(item.after, list):
        return [value for value in item.before if value not in item.after]
    return item.before


def shown(slot: str, value: Any, said: Phrases) -> str:
    """A slot's value in words; what the builder itself put into it in the user's language."""
    match slot:
        case "kind":
            return said.known(_KINDS.get(value, str(value)))
        case "channel":
            return said.known(_CHANNELS.get(value, str(value)))
        case "languages":
            return said.listed([said.name_of(str(tag)) for tag in value])
        case "tone":
            return said.listed([said.known(str(tone)) for tone in value])
        case "greeting" | "closing":
            return said.quoted(str(value))
        case _ if isinstance(value, list):
            return said.side_by_side([_item(item, said) for item in value])
        case _:
            return said.known(str(value or ""))


def _item(item: Any, said: Phrases) -> str:
    if not isinstance(item, dict):
        return str(item).rstrip(".。")
    if "collect" in item:
        name, data = (
            said.known(str(item["name"])).rstrip(".。"),
            [said.known(str(each).replace("_", " ")) for each in item["collect"]],
        )
        return said.tell("{goal} (asks for {data})", goal=name, data=said.listed(data)) if data else name
    if "when" in item:
        when = case(str(item["when"]), said)
        if item.get("to"):
            return said.tell("when {case} to {person}", case=when, person=item["to"])
        return said.tell("when {case}", case=when)
    return str(item.get("text", "")).rstrip(".。")


def _datum(name: str, said: Phrases) -> str:
    """A datum's name as one says it; German ones that the user named are nouns with a capital."""
    plain = name.replace("_", " ")
    known = said.known(plain)
    return known[:1].upper() + known[1:] if said.language == "de" else known


def case(when: str, said: Phrases) -> str:
    """A case of a hand-over; those that we worded, in the user's language."""
    plain = when.rstrip(".。")
    known = said.known(plain)
    if known != plain or said.is_english:
        return known
    for pattern, message in _CASES:
        if found := pattern.fullmatch(plain):
            return said.tell(message, topic=found.group(1))
    return plain


def assumptions(state: BuildState, said: Phrases) -> list[str]:
    """What the builder chose by itself, a line each: "Tone: friendly and efficient." """
    return [_assumption(item, state, said) for item in state.assumptions]


def _assumption(item: Assumption, state: BuildState, said: Phrases) -> str:
    """From the value as it is now; its own English text where the brief has none."""
    slot, _, part = item.path.removeprefix("/brief/").partition("/")
    held = getattr(state.brief, slot) if slot in NAMES else None
    if held is None:
        return item.text
    place, _, field = part.partition("/")
    if field == "collect" and int(place) < len(held.value):
        goal = held.value[int(place)]
        data = said.listed([_datum(name, said) for name in goal.collect])
        return said.tell("Data for “{goal}”: {data}.", goal=said.known(goal.name), data=data)
    value = held.model_dump(mode="json", include={"value"})["value"]
    return _slot(slot, Change(op=ChangeOp.SET, path=item.path, after=value), said)


def lacking(tool: ToolSpec, said: Phrases) -> dict[str, str]:
    """What a tool still needs, by the field to fill: "Find free rooms: URL (…)"."""
    title = said.known(tool.title)
    return {field: said.tell("{label}: {value}", label=title, value=_lack(tool, field, said)) for field in tool.lacking}


def _lack(tool: ToolSpec, field: str, said: Phrases) -> str:
    """The catalogue's hints are English, so another language has the bare word for an address."""
    if said.is_english:
        return tool.lacking[field]
    if field == "url":
        return said.tell("URL")
    names = dict.fromkeys(each.label or case(each.condition, said) for each in tool.transfers if each.number is None)
    return said.tell("phone number for {people}", people=said.listed([said.quoted(name) for name in names]))
