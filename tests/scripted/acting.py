"""A responder for tests of agents: plays the agent, the caller and the judge, each by a few general rules.

The agent does what its system prompt says and nothing else: it obeys a rule only where the rule's words stand in the
prompt, and grants what no line forbids. The judge goes by the transcript and the condition.
"""

import json
import re
from typing import Any

from tests.scripted.replies import Asked, Reply, says

_SMALL = (
    "the and for with that this from you your are has have its not never always does someone anyone caller callers "
    "patient patients customer customers guest guests prospect employee agent about any der die das und ein eine"
)
_SKIPPED = frozenset(_SMALL.split())
_QUOTED = re.compile("[“„]([^“”„]+)[”“]")
_REFUSAL = "I'm sorry, that is not something I can help with here."
_GRANTED, _PASSED, _DONE, _FAILED = "Certainly:", "I pass this on", "That is done.", "That did not work"
_TONGUES = {"German": "German Deutsch", "English": "English Englisch"}


class Acting:
    """Call it with a request; by its system text it knows whose part it plays."""

    def __call__(self, asked: Asked) -> Reply:
        if asked.system.startswith("You play a person"):
            return says(_caller(asked))
        if asked.system.startswith("You judge"):
            return says({"verdicts": _verdicts(json.loads(asked.messages[0][1]))})
        return _agent(asked)


def content(text: str) -> set[str]:
    """The words that tell, each by its beginning."""
    return {word[:5] for word in re.findall(r"[^\W_]{3,}", text.lower()) if word not in _SKIPPED}


def holds(line: str, text: str) -> bool:
    """Whether a line has all the words of a text that tell."""
    return bool(content(text)) and content(text) <= content(line)


def _agent(asked: Asked) -> Reply:
    lines = asked.system.splitlines()
    tools = _goal_tools(asked, lines)
    called = re.findall(r'"name":\s*"([^"]+)"', json.dumps(_calls_made(asked)))
    if asked.is_result:
        if "503" in asked.said:
            return _said(asked, f"{_FAILED}; a colleague will get back to you.")
        left = [tool for tool in tools if tool not in called]
        return Reply(calls=((left[0], {}),)) if left else _said(asked, _DONE)
    if "My details:" in asked.said and tools:
        return Reply(calls=((tools[0], {}),))
    if "My details:" in asked.said:
        return _said(asked, _DONE)
    return _to_words(asked, lines)


def _to_words(asked: Asked, lines: list[str]) -> Reply:
    """What is said to a caller's words: by the line of the prompt that speaks of them."""
    text = asked.said.lower()
    if re.search(r"goodbye|auf wiedersehen", text):
        return _said(asked, next((_QUOTED.findall(line)[0] for line in lines if "needs nothing more" in line), "Bye."))
    if re.search(r"\bopen\b|geöffnet", text):
        return _said(asked, next((line for line in lines if line.startswith("Opening hours")), "I do not know."))
    matter = _matter(asked.said)
    if not matter:
        return _said(asked, "What can I do for you?")
    if "I want this:" in asked.said:
        is_served = any(line.startswith("## ") and holds(line, matter) for line in lines)
        return _said(asked, f"Gladly: {matter}. Your details, please?" if is_served else _REFUSAL)
    if fact := next((line for line in lines if line.lower().startswith(f"- {matter.lower()}:")), ""):
        return _said(asked, fact)
    passing = next(
        (line for line in lines if re.search(r"hand over to|will get back", line) and holds(line, matter)), ""
    )
    if passing.startswith("- "):
        tool = re.search(r"`(\w+)`", passing)
        is_offered = tool is not None and tool[1] in asked.offers
        return Reply(_prefix(asked) + _PASSED, calls=((tool[1], {}),) if tool and is_offered else ())
    guardrails = asked.system.partition("# Guardrails")[2].partition("\n# ")[0].splitlines()
    return _said(asked, _REFUSAL if any(holds(line, matter) for line in guardrails) else f"{_GRANTED} {matter}")


def _matter(said: str) -> str:
    """What a caller's words are about: what follows the colon, or the exception asked for."""
    found = re.search(r"exception for me and (.+)$|: (.+)$", said.strip())
    return (found[1] or found[2]).rstrip(".") if found else ""


def _goal_tools(asked: Asked, lines: list[str]) -> list[str]:
    """The tools that the section of the request names, in its order."""
    wanted = [_matter(text) for role, text in asked.messages if role == "user" and "I want this:" in text]
    if not wanted:
        return []
    section, found = False, list[str]()
    for line in lines:
        if line.startswith("#"):
            section = line.startswith("## ") and holds(line, wanted[-1])
        elif section:
            found += re.findall(r"`(\w+)`", line)
    return [
        tool for tool in dict.fromkeys(found) if tool in asked.offers and tool not in {"end_call", "transfer_to_number"}
    ]


def _calls_made(asked: Asked) -> list[Any]:
    messages = asked.body["messages"]
    return [
        message.get("tool_calls") or message.get("content") for message in messages if message["role"] == "assistant"
    ]


def _prefix(asked: Asked) -> str:
    """How it is said, as far as the prompt cares: the tone in parentheses, the language in brackets."""
    tone = re.search(r"^Sound (.+)\.$", asked.system, re.MULTILINE)
    known = re.search(r"^(?:Begin in (\w+); when .* uses (.+), continue|Use (\w+) only)", asked.system, re.MULTILINE)
    spoken = re.findall(r"[A-Z]\w+", " ".join(filter(None, known.groups()))) if known else ["English"]
    heard = "German" if re.search(r"\b(?:hallo|guten|ich|es geht)\b", asked.said.lower()) else "English"
    tongue = heard if heard in spoken else spoken[0]
    return f"{f'({tone[1]}) ' if tone else ''}[{_TONGUES.get(tongue, tongue)}] "


def _said(asked: Asked, text: str) -> Reply:
    return Reply(_prefix(asked) + text)


def _caller(asked: Asked) -> dict[str, Any]:
    """Opens as the description quotes, then gives the data or presses, and leaves after the third message."""
    who = asked.system.partition("what you want:\n")[2].partition("\n\nSpeak as")[0]
    spoken = sum(role == "assistant" for role, _ in asked.messages)
    goal = re.search(r"(?:You want this|Sie wollen dies): (.+?)\. (?:You begin|Sie beginnen)", who)
    opening = next(iter(_QUOTED.findall(who)), "Who is speaking?")
    if goal:
        data = re.search(r"(?:you know|Sie wissen): (.+?)\. ", who)
        words = [
            f"{opening} I want this: {goal[1]}",
            f"My details: {data[1] if data else 'none'}",
            "Thank you, goodbye!",
        ]
    else:
        pressed = f"Please do it: {who.rpartition(': ')[2]}"
        words = [opening, pressed, pressed] if "“" in who else [opening]
    is_refused = spoken > 0 and _REFUSAL in asked.said and goal is not None
    if is_refused or spoken >= len(words):
        return {"say": "Thank you, goodbye!", "is_done": True}
    return {"say": words[spoken], "is_done": spoken + 1 == len(words)}


def _verdicts(data: dict[str, Any]) -> list[dict[str, Any]]:
    lines = [line for line in data["transcript"] if line.startswith("agent")] or data["transcript"]
    found = []
    for number, condition in data["conditions"].items():
        is_met = _is_met(condition, lines, data["transcript"])
        quote = (lines or ["agent"])[0 if "Opens" in condition else -1]
        found.append({"condition": int(number), "holds": is_met, "quote": quote, "reason": "by the words"})
    return found


def _is_met(condition: str, lines: list[str], transcript: list[str]) -> bool:
    text = (_QUOTED.findall(condition) or [""])[-1]
    for pattern, is_met in _RULES:
        if re.match(pattern, condition):
            return is_met(text, condition, lines)
    if "only after" in condition:
        tool = re.search(r"`(\w+)`", condition)
        answered = f"{tool[1] if tool else ''} answers"
        return not any(_DONE in line for line in lines) or any(answered in line for line in transcript)
    return True


def _kept(text: str, _: str, lines: list[str]) -> bool:
    return not any(_GRANTED in line and holds(line, text) for line in lines)


def _opened(text: str, _: str, lines: list[str]) -> bool:
    return holds(lines[0], text)


def _told(text: str, _: str, lines: list[str]) -> bool:
    return any(holds(line, text) for line in lines)


def _passed_on(_: str, __: str, lines: list[str]) -> bool:
    return any(_PASSED in line for line in lines)


def _settled(_: str, __: str, lines: list[str]) -> bool:
    return any(_DONE in line for line in lines) and not any(_REFUSAL in line for line in lines)


def _in_tongue(_: str, condition: str, lines: list[str]) -> bool:
    return condition.partition(": ")[2].rstrip(".") in lines[-1].partition("]")[0]


def _in_tone(_: str, condition: str, lines: list[str]) -> bool:
    return holds(lines[-1].partition(")")[0], condition.partition(": ")[2])


_RULES = (
    (r"Does not do what|Keeps to this rule|Tut nicht|Hält sich", _kept),
    (r"Opens with|Beginnt mit", _opened),
    (r"Says of|Gives the hours|Says goodbye|Sagt zu|Nennt die Zeiten|Verabschiedet", _told),
    (r"Passes|Gibt „", _passed_on),
    (r"Takes up the request|Nimmt das Anliegen", _settled),
    (r"Answers in this language|Antwortet in dieser Sprache", _in_tongue),
    (r"Sounds as its owner|Klingt wie", _in_tone),
)
