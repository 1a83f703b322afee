"""The system prompt as a speech-to-speech model reads it best, and the words that open the conversation.

https://developers.openai.com/cookbook/examples/realtime_prompting_guide
"""

import re

from babel import Locale, UnknownLocaleError

from parley.agents.schemas import AgentSpec, Channel

_SYMBOLS = {"→": "then", "⇒": "then", "->": "then", "=>": "then", "≥": "at least", "≤": "at most", "≠": "not"}
_SYMBOL = re.compile(r"(?<=\s)(" + "|".join(map(re.escape, _SYMBOLS)) + r")(?=\s)")


def text(spec: AgentSpec) -> str:
    """The prompt with symbols in words; for speech, with rules that pin the language and ask for variety."""
    found = _SYMBOL.sub(lambda symbol: _SYMBOLS[symbol[0]], spec.prompt.text)
    return found if is_text_only(spec) else f"{found}\n{_speech(spec)}"


def is_text_only(spec: AgentSpec) -> bool:
    """Whether the agent is for chat alone."""
    return spec.brief.value("channel") is Channel.CHAT


def greeting(spec: AgentSpec) -> str:
    """What makes the model open with the first message as it was written."""
    return f"Open the conversation: say exactly the following, word for word, and nothing else.\n\n{spec.first_message}"


def language(tag: str) -> str:
    """A language by its English name; the tag where nobody knows it."""
    try:
        return Locale.parse(tag, sep="-").english_name or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _speech(spec: AgentSpec) -> str:
    others = [language(tag) for tag in spec.voice.extra_languages]
    changes = f"Change to {' or '.join(others)} only when the caller speaks it." if others else "Speak no other."
    rules = [
        f"Speak {language(spec.voice.language)}. {changes}",
        "An accent, a name or a noise is no reason to change the language.",
        "Do not say the same sentence twice: vary how you confirm, thank and apologise.",
    ]
    if spec.tools:
        rules.append(
            "Before a tool call that takes a while, say in a few words what you are doing, then call it at once."
        )
    return "# Speech\n\n" + "\n".join(f"- {rule}" for rule in rules) + "\n"
