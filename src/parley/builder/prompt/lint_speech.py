"""The lint rules on what is spoken: the first message, speech rules by channel, spoken forms of the data collected."""

import re
from collections.abc import Iterator

from parley.agents.schemas import Finding
from parley.builder.language.data import EXACT, DataKind, kind_of
from parley.builder.language.people import speaks
from parley.builder.language.speech import languages, named
from parley.builder.prompt.findings import Report, warning

_UNSPEAKABLE = re.compile(r"https?://|www\.|\*\*|^\s*[-*#] |\|.*\||[\U0001F300-\U0001FAFF\u2600-\u27BF]", re.MULTILINE)
_DISCLOSES = re.compile(
    r"\bA\.?I\b|\bKI\b|\bI\.?A\b|assist|asist|assyst|virtu|digital|automat|\bbot\b|numérique|künstlich"
    r"|虚拟|虛擬|智能|智慧|机器人|機器人|助手|助理",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"spoken words|they only hear you|on the phone", re.IGNORECASE)


def _first_message(report: Report) -> Iterator[Finding]:
    text = report.spec.first_message
    if not text:
        yield warning("no-first-message", "first_message", "There is no greeting.", "Write the first words.")
        return
    if not _DISCLOSES.search(text):
        message = "The greeting does not say that an AI or virtual assistant speaks."
        yield warning("no-disclosure", "first_message", message, "Say so in the first sentence.")
    if len(re.findall(r"[.!?](?:\s|$)", text)) > 3 or len(text) > 350:
        yield warning(
            "long-greeting", "first_message", "The greeting is long to listen to.", "Keep to three sentences."
        )
    if speaks(report.spec.brief) and _UNSPEAKABLE.search(text):
        message = "The greeting has signs that cannot be spoken."
        yield warning("unspeakable", "first_message", message, "Leave out addresses, lists, Markdown and emoji.")


def _channel(report: Report) -> Iterator[Finding]:
    tone = " ".join(report.lines("Tone"))
    if not speaks(report.spec.brief):
        if _SPEECH.search(report.text) or report.lines("Character normalization"):
            message = "A chat agent is given rules for speaking."
            yield warning("speech-rule-in-chat", "prompt", message, "Leave them out.")
    elif not (re.search(r"one or two", tone) and "one question" in tone and re.search(r"Markdown|lists", tone)):
        message = "It is not said to speak briefly, ask one question at a time and use plain spoken words."
        yield warning("speech-rule-missing", "Tone", message, "Add these three rules.")


def _quoted(report: Report) -> Iterator[Finding]:
    if not speaks(report.spec.brief):
        return
    for line in report.lines("Examples"):
        said = "".join(re.findall(r"“([^”]*)”", line)) if line.startswith("You:") else ""
        if _UNSPEAKABLE.search(said):
            yield warning("unspeakable", "Examples", f"“{said[:120]}” cannot be spoken.", "Put it into words.")


def _normalisation(report: Report) -> Iterator[Finding]:
    if not speaks(report.spec.brief):
        return
    sections = [part for part in report.spec.prompt.sections if part.heading == "Character normalization"]
    covered = {source for part in sections for line in part.lines for source in line.sources}
    for point in report.spec.data_collection:
        if kind_of(point.name) in EXACT - {DataKind.NAME} and f"/data/{point.name}" not in covered:
            message = f"It is not said how to speak and write the {point.name}."
            yield warning("normalization-missing", point.name, message, "Give its spoken and written form.")
    for part in sections:
        for line in part.lines:
            if "Say “" in line.text and "write `" not in line.text:
                message = f"“{line.text[:80]}” has no written form."
                yield warning("normalization-example", part.heading, message, "Add what tools get.")
    spelled = [point.name for point in report.spec.data_collection if kind_of(point.name) in _SPELLED]
    if spelled and "Spell" not in " ".join(report.lines("Character normalization")):
        yield warning("no-spelling", spelled[0], "Names and emails are not spelled back.", "Say to spell them back.")


_SPELLED = {DataKind.NAME, DataKind.EMAIL}


def _errors(report: Report) -> Iterator[Finding]:
    text = " ".join(report.lines("Error handling")).lower()
    if "did not understand" not in text or "second" not in text:
        message = "It is not said what to do when something was not understood twice."
        yield warning("no-unclear-rule", "Error handling", message, "Ask once more, then bring in a person.")
    if speaks(report.spec.brief) and "silen" not in text:
        yield warning("no-silence-rule", "Error handling", "It is not said what to do in silence.", "Check in once.")


def _language(report: Report) -> Iterator[Finding]:
    tags = languages(report.spec.brief)
    said = " ".join(report.lines("Environment"))
    for tag in tags if tags[0].split("-")[0] != "en" or len(tags) > 1 else []:
        if named(tag) not in said:
            message = f"It is not said to use {named(tag)}."
            yield warning("language-missing", "/brief/languages", message, "Name the languages under Environment.")


RULES = (_first_message, _channel, _quoted, _normalisation, _errors, _language)
