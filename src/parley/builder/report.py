"""What changed and what the agent is, in plain words; rendered from the values alone."""

from typing import Any

from parley.builder.guided.lexicon import CHANNEL_LABELS, KIND_LABELS
from parley.builder.guided.verbs import verb_at
from parley.builder.language.people import is_by_mail
from parley.builder.schemas import BuildState, Change, ChangeOp
from parley.builder.workflow import telling

NAMES = {
    "name": "Name",
    "kind": "Job",
    "purpose": "Purpose",
    "callers": "Callers",
    "goals": "Goals",
    "scope_do": "It does",
    "scope_dont": "It will not",
    "tone": "Tone",
    "languages": "Languages",
    "channel": "Channel",
    "greeting": "Greeting",
    "facts": "Facts",
    "hours": "Hours",
    "constraints": "Rules",
    "compliance": "Compliance",
    "handover": "Hand-over",
    "success": "Success",
    "closing": "Closing",
    "voice": "Voice",
}
_LANGUAGE_NAMES = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "tr": "Turkish",
    "ru": "Russian",
    "uk": "Ukrainian",
    "ar": "Arabic",
    "hi": "Hindi",
    "zh": "Chinese",
    "yue": "Cantonese",
    "ja": "Japanese",
    "ko": "Korean",
    "vi": "Vietnamese",
    "sv": "Swedish",
    "no": "Norwegian",
    "da": "Danish",
    "fi": "Finnish",
    "cs": "Czech",
    "el": "Greek",
    "he": "Hebrew",
    "ro": "Romanian",
    "hu": "Hungarian",
    "ca": "Catalan",
    "tl": "Tagalog",
    "ur": "Urdu",
    "pa": "Punjabi",
    "fa": "Persian",
    "en-GB": "British English",
    "en-US": "American English",
    "pt-BR": "Brazilian Portuguese",
    "es-MX": "Mexican Spanish",
}


def language(tag: str) -> str:
    """A language's English name, the tag where we have none."""
    return _LANGUAGE_NAMES.get(tag, _LANGUAGE_NAMES.get(tag.split("-")[0], tag))


def changes(items: list[Change]) -> str:
    """The changes of a turn, one a line: "Tone: warm and brief.", "Tool added: Take a payment." """
    parts = [(item.path.strip("/").split("/"), item) for item in items]
    said = [_slot(path[1], item) for path, item in parts if path[0] == "brief" and len(path) > 1]
    tools = [(path, item) for path, item in parts if path[0] == "tools"]
    whole = [item for path, item in tools if len(path) == 2]
    said += [_tools("added", [str(item.after) for item in whole if item.op is ChangeOp.ADD])]
    said += [_tools("removed", [str(item.before) for item in whole if item.op is ChangeOp.REMOVE])]
    said += [_tool_field(path[1], path[2], item) for path, item in tools if len(path) > 2]
    said += telling.told(items)
    return "\n".join(text for text in said if text)


def _tools(what: str, titles: list[str]) -> str:
    return f"Tool{'s' if len(titles) > 1 else ''} {what}: {joined(titles)}." if titles else ""


def _tool_field(name: str, field: str, item: Change) -> str:
    tool = name.replace("_", " ")
    if field == "transfers" and isinstance(item.after, list):
        numbers = [transfer["number"] for transfer in item.after if transfer["number"]]
        return f"Hand-over numbers: {joined(numbers)}." if numbers else "Hand-over destinations updated."
    if field == "url":
        return f"Address of {tool}: {item.after}" if item.after else f"Address of {tool} removed."
    return f"Changed in {tool}: {field.replace('_', ' ')}."


def _slot(slot: str, item: Change) -> str:
    label = NAMES.get(slot, slot.replace("_", " ").capitalize())
    if item.op is ChangeOp.REMOVE or item.after in (None, [], ""):
        if slot == "handover" and item.after == []:
            return "Hand-over: never."
        gone = shown(slot, _gone(item))
        return f"{label} removed: {gone}." if gone else f"{label} removed."
    if isinstance(item.before, list) and isinstance(item.after, list) and item.before:
        added = [value for value in item.after if value not in item.before]
        if added and all(value in item.after for value in item.before):
            return _ended(f"{label}: added {shown(slot, added)}")
    return _ended(f"{label}: {shown(slot, item.after)}")


def _gone(item: Change) -> Any:
    if isinstance(item.before, list) and isinstance(item.after, list):
        return [value for value in item.before if value not in item.after]
    return item.before


def shown(slot: str, value: Any) -> str:
    match slot:
        case "kind":
            return next((label.lower() for kind, label in KIND_LABELS.items() if kind == value), str(value))
        case "channel":
            return next((label.lower() for channel, label in CHANNEL_LABELS.items() if channel == value), str(value))
        case "languages":
            return joined([language(str(tag)) for tag in value])
        case "greeting" | "closing":
            return f"“{value}”"
        case _ if isinstance(value, list):
            return joined([_item(item) for item in value], "; " if slot not in {"tone"} else ", ")
        case _:
            return str(value or "")


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item).rstrip(".")
    if "collect" in item:
        asked = joined([str(name).replace("_", " ") for name in item["collect"]])
        return f"{item['name']} (asks for {asked})" if asked else str(item["name"])
    if "when" in item:
        return f"when {item['when']}" + (f" to {item['to']}" if item.get("to") else "")
    return str(item.get("text", "")).rstrip(".")


def joined(items: list[str], mark: str = ", ") -> str:
    """ "a, b and c"; with another mark the items only stand side by side."""
    if mark.strip() != "," or len(items) < 2:
        return mark.join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", ".”", "!”", "?”", "。", "？”")) else f"{text}."


def _lowered(name: str) -> str:
    """A goal within a sentence; a name that opens with no English verb ("Termine vereinbaren") keeps its capital."""
    low = name[:1].lower() + name[1:]
    return low if verb_at(low.lower(), 0) else name


def summary(state: BuildState) -> str:
    """The agent and its flow in two or three sentences."""
    brief = state.brief
    purpose = str(brief.value("purpose") or "Your agent").rstrip(".")
    name = f"{brief.name.value}: " if brief.name else ""
    goals = brief.goals.value if brief.goals else []
    does = joined([_lowered(goal.name) for goal in goals[:5]])
    first = (
        f"{name}{purpose}, in {joined([language(tag) for tag in brief.languages.value])}"
        if brief.languages
        else f"{name}{purpose}"
    )
    flow = (
        f"It greets the caller, finds out what they need ({does})"
        if does
        else "It greets the caller and finds out what they need"
    )
    tools = [tool.title for tool in state.tools if tool.kind != "builtin"]
    flow += f", uses {joined(tools)}" if tools else ""
    rules = brief.handover.value if brief.handover else []
    ways = (("passes to a person", False), ("takes a message", True))
    ends = [_when(way, [rule.when for rule in rules if is_by_mail(rule.to) is by_mail]) for way, by_mail in ways]
    return f"{first}. {flow}, and {' and '.join(filter(None, ends)) or 'says goodbye'}."


def _when(way: str, cases: list[str]) -> str:
    """ "passes to a person when a or b"; "" without a case."""
    named = " or ".join(case.rstrip(".") for case in cases[:3])
    return f"{way} when {named}{' (and more)' if len(cases) > 3 else ''}" if cases else ""
