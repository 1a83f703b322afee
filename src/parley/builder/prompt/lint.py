"""Holds a written prompt against the checklist of good agent prompts: stable rule ids, offline, nothing changed.

Here are the rules on structure and content; those on speech and on tools are in modules of their own.
"""

import re
from collections import Counter
from collections.abc import Iterator

from parley.agents.schemas import AgentSpec, Finding
from parley.builder.language.tone import OPPOSED, canonical
from parley.builder.language.wording import one_line
from parley.builder.prompt import lint_speech, lint_tools
from parley.builder.prompt.findings import Report, error, heading_words, warning

TOKEN_LIMIT = 2_000
_CHARACTERS_A_TOKEN = 4
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_TOPICS: dict[str, tuple[re.Pattern[str], str]] = {
    topic: (re.compile(pattern), words)
    for topic, pattern, words in (
        (
            "privacy",
            r"never reveal one|privacy|another (?:caller|customer|person)|to another",
            "whose data may be told to whom",
        ),
        ("invention", r"invent|do not know|don't know|make up", "what to do when the answer is not known"),
        ("abuse", r"abus|insult|civil", "what to do when somebody is abusive"),
        ("scope", r"outside|out of scope|not under goal", "what to say to a request that is not its task"),
        ("escalation", r"hand over|transfer|get back to|person", "when to bring in a person"),
        ("identity", r"\bai\b", "that it is an AI, when asked"),
        ("protection", r"instructions", "that its instructions stay with it"),
    )
}
"""By topic what tells it in a text in lower case, and what it says."""
_SETTINGS = (b"turn timeout", b"silence timeout", b"interruption sensitivity", b"voice activity", b"milliseconds")
"""As bytes: of those only ASCII letters are lowered, which is many times as fast."""
_RULE = re.compile(r"(?:- )?(?:Never|Always)\b")
_RULE_BEGINNINGS = ("Never", "Always", "- Never", "- Always")
_RULE_PARTS = re.compile(r"(?:- )?(Never|Always) (.+?)\.?$")
_STEP = re.compile(r"\d+\. ")


def lint(spec: AgentSpec) -> list[Finding]:
    """All findings on the prompt and first message of a spec, in a stable order; empty means nothing to mend."""
    report = Report(spec)
    return [finding for rule in _RULES for finding in rule(report)]


def tokens(text: str) -> int:
    """A careful estimate of a text's tokens."""
    return len(text) // _CHARACTERS_A_TOKEN


def _sections(report: Report) -> Iterator[Finding]:
    needed = ["Personality", "Goal", "Guardrails", *(["Tools"] if report.spec.tools else [])]
    for heading in needed:
        if not report.lines(heading):
            yield error("missing-section", heading, f"There is no section “{heading}”.", "Write it.")
    for section in report.spec.prompt.sections:
        if not heading_words(section.heading):
            message = f"The heading “{section.heading}” is not in sentence case."
            yield warning("heading-case", section.heading, message, "Capitalise the first word only.")
        for line in section.lines:
            if line.text.startswith("# "):
                message = f"“{line.text[:80]}” would begin a section of its own."
                yield error("stray-heading", section.heading, message, "Use ## or plain text.")


def _identity(report: Report) -> Iterator[Finding]:
    first = next(iter(report.lines("Personality")), "")
    if not first.startswith("You are "):
        yield error(
            "no-identity", "Personality", "The first line does not say who the agent is.", "Begin with “You are”."
        )
    name = report.spec.brief.name
    if name and one_line(name.value, 80) not in first:
        yield error("no-name", "Personality", "The first line does not give the agent's name.", "Name the agent there.")
    if not re.search(r"\b(?:phone|chat|call|message)\b", " ".join(report.lines("Environment"))):
        yield warning("no-medium", "Environment", "It is not said where people meet the agent.", "Say phone or chat.")


def _length(report: Report) -> Iterator[Finding]:
    size = tokens(report.text)
    if size > TOKEN_LIMIT:
        message = f"About {size} tokens; long prompts are followed less well."
        yield warning("too-long", "prompt", message, "Split the agent, or move facts to a knowledge base.")


def _tone(report: Report) -> Iterator[Finding]:
    stated = [line for line in report.all_lines if line.startswith("Sound ")]
    if report.spec.brief.tone and not stated:
        yield warning("tone-missing", "Tone", "The tone is not stated.", "Say how the agent sounds.")
    if len(stated) > 1:
        yield warning("tone-repeated", "Tone", "The tone is stated more than once.", "State it once, under Tone.")
    words = {canonical(word) for word in (report.spec.brief.tone.value if report.spec.brief.tone else [])}
    for pair in OPPOSED:
        if pair <= words:
            message = f"The tone is to be {' and '.join(sorted(pair))} at once."
            yield warning("tone-contradiction", "/brief/tone", message, "Choose one.")


def _emphasis(report: Report) -> Iterator[Finding]:
    times = report.text.count("This step is important.")
    if times > 2:
        message = f"{times} rules are called important, so none is."
        yield warning("emphasis-overused", "prompt", message, "Keep it for one or two.")
    if not times and any(tool.confirm for tool in report.spec.tools):
        yield warning("emphasis-missing", "Tools", "The confirmation is not stressed.", "Add “This step is important.”")


def _goal(report: Report) -> Iterator[Finding]:
    lines = report.lines("Goal")
    if not any(map(_STEP.match, lines)):
        yield error("goal-without-steps", "Goal", "The goal is not told in numbered steps.", "Number the steps.")
    if not any("anything else" in line for line in lines):
        yield warning("goal-without-close", "Goal", "No step asks for further requests.", "Add a closing step.")
    if not any("success" in line.lower() or "went well" in line for line in lines):
        yield warning("goal-without-success", "Goal", "It is not said what success means.", "Say when it went well.")
    held = report.spec.brief.goals
    headings = {_key(line.removeprefix("## ")) for line in lines if line.startswith("## ")}
    for index, goal in enumerate(held.value if held else []):
        if any(sign.isalnum() for sign in goal.name) and _key(goal.name) not in headings:
            message = f"The request “{one_line(goal.name, 120)}” has no steps."
            yield error("goal-unmentioned", f"/brief/goals/{index}", message, "Give it a heading and steps.")


def _key(title: str) -> str:
    return one_line(title).casefold().strip(' .!?,;:…”"')[:200]


def _guardrails(report: Report) -> Iterator[Finding]:
    text = " ".join(report.lines("Guardrails")).lower()
    for topic, (pattern, words) in _TOPICS.items():
        if text and not pattern.search(text):
            yield warning("guardrail-missing", topic, f"The guardrails do not say {words}.", "Add a rule.")
    for section in report.spec.prompt.sections:
        for line in section.lines if section.heading != "Guardrails" else []:
            if line.text.startswith(_RULE_BEGINNINGS) and _RULE.match(line.text):
                message = f"“{line.text[:120]}” is a guardrail."
                yield warning("guardrail-outside", section.heading, message, "Move it to the guardrails.")


def _repetition(report: Report) -> Iterator[Finding]:
    told = Counter(
        line
        for section in report.spec.prompt.sections
        if section.heading not in {"Examples", "Tools"}
        for line in (entry.text for entry in section.lines)
        if len(line) > 20
    )
    for line, times in told.items():
        if times > 1 and not _STEP.match(line):
            yield warning("repeated-line", "prompt", f"“{line[:120]}” stands there {times} times.", "Keep one.")


def _contradiction(report: Report) -> Iterator[Finding]:
    rules: dict[str, set[str]] = {"never": set(), "always": set()}
    for line in report.all_lines:
        if line.startswith(_RULE_BEGINNINGS) and (found := _RULE_PARTS.match(line)):
            rules[found.group(1).lower()].add(found.group(2).casefold())
    for what in sorted(rules["never"] & rules["always"]):
        message = f"The agent is always and never to {what[:120]}."
        yield error("contradiction", "Guardrails", message, "Drop one of the two rules.")


def _examples(report: Report) -> Iterator[Finding]:
    times = sum(1 for line in report.lines("Examples") if line.startswith("## "))
    if times < 3:
        message = f"{times} examples; three show the usual case, an edge case and a recovery."
        yield warning("too-few-examples", "Examples", message, "Add short dialogues.")


def _variables(report: Report) -> Iterator[Finding]:
    declared = {item.name: item.default for item in report.spec.variables}
    for name in dict.fromkeys(_PLACEHOLDER.findall(report.text + report.spec.first_message)):
        if name not in declared:
            message = f"“{name[:80]}” is used but not declared."
            yield error("undeclared-variable", name[:80] or "prompt", message, "Declare it with a default.")
        elif not declared[name]:
            yield warning("variable-without-default", name, f"“{name}” has no default.", "Give it one for tests.")


def _ending(report: Report) -> Iterator[Finding]:
    text = " ".join(report.lines("Ending"))
    if not text:
        yield warning("no-ending", "Ending", "It is not said when the conversation ends.", "Say when, and when not.")
    elif not re.search(r"no goodbye|do not end|not the end", text):
        yield warning("ending-too-eager", "Ending", "It is not said when not to end.", "Name pauses and interruptions.")


def _settings(report: Report) -> Iterator[Finding]:
    whole = report.text.encode().lower()
    for line in report.all_lines if any(setting in whole for setting in _SETTINGS) else ():
        told = line.encode().lower()
        if any(setting in told for setting in _SETTINGS):
            message = f"“{line[:120]}” is a matter of settings."
            yield warning("setting-in-prompt", "prompt", message, "Set it on the platform instead.")


_RULES = (
    _sections,
    _identity,
    _length,
    _tone,
    _emphasis,
    _goal,
    _guardrails,
    _repetition,
    _contradiction,
    _examples,
    _variables,
    _ending,
    _settings,
    *lint_speech.RULES,
    *lint_tools.RULES,
)
