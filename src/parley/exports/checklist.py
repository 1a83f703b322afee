"""What makes a prompt good on any platform, held against the prompt, greeting and tools of anybody's bundle.

Rules that rest on words know English; on prompts in other languages they are silent. All rule ids begin with
"<platform>.prompt-"; an error is only what cannot work, a variable that nobody declared.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from parley.agents.schemas import Finding
from parley.exports.shaped import error, shown, warning

TOKEN_LIMIT = 2_000
CHARACTERS_A_TOKEN = 4
LONG_WITHOUT_HEADINGS = 600
LONGEST_GREETING = 400
SHORTEST_DESCRIPTION = 20

_PLACEHOLDER = re.compile(r"\{\{([^{}]{1,100})\}\}")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_NAMED_TOOL = re.compile(r"`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`")
_ENOUGH = 11
"""So many of its small words make a text English."""
_ENGLISH = re.compile(r"\b(?:the|you|and|are|when|with)\b", re.IGNORECASE)
_UNSPEAKABLE = re.compile(
    r"https?://|www\.|\*\*|^[ \t]*[-*#] |^[ \t]*\|.*\||[\U0001F300-\U0001FAFF\u2600-\u27BF]", re.MULTILINE
)
_DISCLOSES = re.compile(
    r"\bA\.?I\b|\bKI\b|\bI\.?A\b|assist|asist|virtu|digital|automat|\bbot\b|künstlich|虚拟|虛擬|智能|智慧|机器人|助手|助理",
    re.IGNORECASE,
)
_IDENTITY = re.compile(r"\byou(?:'re| are)\b|\bdu bist\b|\bsie sind\b|\beres\b|\bes usted\b|你是|您是", re.IGNORECASE)
_RULE = re.compile(r"^(?:[-*] |\d+\. )?(never|always) (.+?)[.!]?$", re.IGNORECASE | re.MULTILINE)
_SETTINGS = ("turn timeout", "silence timeout", "interruption sensitivity", "voice activity", "milliseconds")
_TOPICS = (
    ("privacy", r"priva|never reveal|another (?:caller|customer|person)|confidential|personal (?:data|information)"),
    ("invention", r"invent|do not know|don't know|make up|guess|made up|not sure"),
    (
        "scope",
        r"outside|out of scope|not under goal|off.topic|unrelated|not (?:able|here) to|other (?:topics|requests)",
    ),
    ("escalation", r"hand over|transfer|escalat|person|human|call back|colleague|support team"),
    ("protection", r"instructions|system prompt"),
)


@dataclass(frozen=True)
class ToolTold:
    """A tool as the platform's files tell the model of it, and where; `undescribed` are parameters without words."""

    description: str
    where: str
    undescribed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a bundle tells its agent. A `where` is "file#/json/pointer"; None for a text that the platform has no
    place for, "" for one that is empty. `variables` are those declared or supplied, with their defaults ("" for none;
    None for what the platform supplies)."""

    prompt: str
    prompt_where: str
    first_message: str | None = None
    first_message_where: str = ""
    tools: Mapping[str, ToolTold] = field(default_factory=dict)
    variables: Mapping[str, str | None] = field(default_factory=dict)
    speaks: bool = True


def findings(platform: str, told: Told) -> list[Finding]:
    """All findings, in a stable order; the rules are `platform` + ".prompt-…"."""
    return [found for rule in _RULES for found in rule(f"{platform}.prompt", told)]


def placeholders(text: str) -> list[str]:
    """The names in double braces in a text, each once."""
    return list(dict.fromkeys(name for found in _PLACEHOLDER.findall(text) if (name := found.strip())))


def _prompt(rule: str, told: Told) -> Iterator[Finding]:
    text, where = told.prompt, told.prompt_where
    if not text.strip():
        yield warning(f"{rule}-empty", where, "There is no system prompt.", "Write who the agent is and what to do.")
        return
    tokens = len(text) // CHARACTERS_A_TOKEN
    if tokens > TOKEN_LIMIT:
        message = f"About {tokens:,} tokens; long prompts are followed less well."
        yield warning(f"{rule}-too-long", where, message, "Split the agent, or move facts to a knowledge base.")
    if len(text) > LONG_WITHOUT_HEADINGS and not _HEADING.search(text):
        message = "The prompt has no Markdown headings; sections are followed better."
        yield warning(f"{rule}-no-sections", where, message, "Put parts under # Personality, # Goal, # Guardrails.")
    if not _IDENTITY.search(text[:600]):
        message = "The first lines do not say who the agent is."
        yield warning(f"{rule}-no-identity", where, message, "Begin with “You are …”: name, role, company.")
    if text.count("This step is important") > 2:
        message = "More than two rules are called important, so none is."
        yield warning(f"{rule}-emphasis-overused", where, message, "Keep it for one or two.")
    for line in _about_settings(text)[:5]:
        message = f"“{shown(line, 120)}” is a matter of settings."
        yield warning(f"{rule}-setting", where, message, "Set it on the platform instead.")


def _about_settings(text: str) -> list[str]:
    lowered = text.lower()
    if not any(word in lowered for word in _SETTINGS):
        return []
    return [line for line in text.split("\n") if any(word in line.lower() for word in _SETTINGS)]


def _guardrails(rule: str, told: Told) -> Iterator[Finding]:
    if len(told.prompt) < LONG_WITHOUT_HEADINGS or not _is_english(told.prompt):
        return
    lowered = told.prompt.lower()
    for topic, pattern in _TOPICS:
        if not re.search(pattern, lowered):
            message = f"The prompt has no rule on {topic}."
            yield warning(f"{rule}-no-{topic}", told.prompt_where, message, "Add one under # Guardrails.")


def _contradictions(rule: str, told: Told) -> Iterator[Finding]:
    held: dict[str, set[str]] = {"never": set(), "always": set()}
    for word, what in _RULE.findall(told.prompt):
        held[word.lower()].add(what.casefold())
    for what in sorted(held["never"] & held["always"]):
        message = f"The agent is always and never to “{shown(what, 120)}”."
        yield warning(f"{rule}-contradiction", told.prompt_where, message, "Drop one of the two rules.")


def _repetition(rule: str, told: Told) -> Iterator[Finding]:
    lines = Counter(line.strip() for line in told.prompt.splitlines() if len(line.strip()) > 60)
    for line, times in lines.items():
        if times > 3:
            message = f"“{shown(line, 120)}” stands there {times} times."
            yield warning(f"{rule}-repeated-line", told.prompt_where, message, "Keep one.")


def _first_message(rule: str, told: Told) -> Iterator[Finding]:
    text, where = told.first_message, told.first_message_where
    if text is None:
        return
    if not text.strip():
        message = "There is no first message: the agent waits until somebody speaks."
        yield warning(f"{rule}-no-first-message", where, message, "Write the first words.")
        return
    if told.speaks and _UNSPEAKABLE.search(text):
        message = "The first message has signs that cannot be spoken."
        yield warning(f"{rule}-unspeakable", where, message, "Leave out addresses, lists, Markdown and emoji.")
    if len(text) > LONGEST_GREETING:
        message = f"The first message has {len(text)} characters, which is long to listen to."
        yield warning(f"{rule}-long-greeting", where, message, "Keep to three sentences.")
    if not _DISCLOSES.search(text):
        message = "The first message does not say that an AI or virtual assistant speaks."
        yield warning(f"{rule}-no-disclosure", where, message, "Say so in the first sentence.")


def _variables(rule: str, told: Told) -> Iterator[Finding]:
    for where, text in ((told.prompt_where, told.prompt), (told.first_message_where, told.first_message or "")):
        for name in placeholders(text):
            if name not in told.variables:
                message = f"The variable “{shown(name)}” is used and declared nowhere."
                yield error(f"{rule}-undeclared-variable", where, message, "Declare it with a default.")
            elif told.variables[name] == "":
                message = f"The variable “{shown(name)}” has no default."
                yield warning(f"{rule}-variable-without-default", where, message, "Give it one for tests.")


def _tools(rule: str, told: Told) -> Iterator[Finding]:
    for name, tool in told.tools.items():
        if name and name not in told.prompt:
            message = f"The prompt does not say when to use the tool “{shown(name)}”."
            yield warning(f"{rule}-tool-untold", tool.where, message, "Describe it in the prompt, by its name.")
        if len(tool.description) < SHORTEST_DESCRIPTION:
            message = f"The description of “{shown(name)}” has {len(tool.description)} characters."
            yield warning(f"{rule}-tool-description", tool.where, message, "Say what it does and when to call it.")
        for parameter in tool.undescribed:
            message = f"The parameter “{shown(parameter)}” of “{shown(name)}” has no description."
            yield warning(f"{rule}-parameter-description", tool.where, message, "Give its format and an example.")
    for name in dict.fromkeys(_NAMED_TOOL.findall(told.prompt)):
        if told.tools and name not in told.tools and name not in told.variables:
            message = f"The prompt speaks of `{shown(name)}`, which is no tool of this agent."
            yield warning(f"{rule}-tool-unknown", told.prompt_where, message, "Take it out, or add the tool.")


def _is_english(text: str) -> bool:
    return sum(1 for _ in islice(_ENGLISH.finditer(text[:4_000]), _ENOUGH)) == _ENOUGH


_RULES = (_prompt, _guardrails, _contradictions, _repetition, _first_message, _variables, _tools)
