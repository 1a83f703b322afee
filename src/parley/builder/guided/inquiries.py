"""Questions the user puts to the builder, and honest short answers to them."""

import re
from functools import cache

from parley.builder.guided import standing
from parley.builder.schemas import BuildState
from parley.tools import service

_ANSWERS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("you do", "are you", " work", "what is", "can i", "do i", "help", "kannst du", "puedes"),
        r"what (?:can|do) you do|who are you|what are you|how does (?:this|it) work|what is (?:this|"
        r"parley)|what can i (?:do|build)|how do i (?:start|use)|^help$|was kannst du|qué puedes hacer",
        "I turn what you tell me into a voice or chat agent: its brief, its tools, the flow of the "
        "conversation and the system prompt. "
        "At the end you get a bundle that you can take to a voice platform.",
    ),
    (
        ("why", "warum", "por qué"),
        r"why (?:do|are|would) you (?:ask|need|want)|why do i (?:have|need) to|why does (?:it|that) "
        r"matter|why (?:that|this)\b|warum|por qué",
        "Because the agent's prompt and flow are written from your answers, and I do not guess what you have not said. "
        "You can leave any of it to me.",
    ),
    (
        ("data", "information", "conversation", "messages", "what i", "privacy", "datenschutz", "datos", "daten"),
        r"(?:happens|do you do|store|keep|save|share|train|privacy|safe|secure).*\b(?:data|information|"
        r"conversation|messages|what i (?:say|write))\b|\bdata\b.*(?:stored|safe|private|shared|used|go)|"
        r"privacy|datenschutz|mis datos|meinen daten",
        "Your messages and the agent are kept in this server's own database under your account. If its "
        "operator has configured a language "
        "model, your messages are sent to that model. You can delete the session, messages included.",
    ),
    (
        ("tools", "integrat", "apps", "systems", "you support", "work with", "connect", "werkzeuge", "herramientas"),
        r"(?:which|what) (?:tools|integrations|apps|systems)|(?:list|show)(?: me)? (?:the |all |your "
        r")?(?:tools|integrations)|do you (?:support|work with|integrate)|can (?:it|you) (?:connect|"
        r"integrate)|welche (?:tools|werkzeuge|integrationen)|qué herramientas",
        "",
    ),
    (
        ("how ", "are we", "wie lange", "cuánto"),
        r"how (?:much|long)(?: .*)?(?:cost|take|longer|left|more questions)|how many (?:more )?questions|"
        r"are we (?:done|there)|wie lange|cuánto",
        "I only ask for what the agent cannot do without. To finish at once, say “use your judgement” "
        "and I fill in the rest.",
    ),
    (
        (" i ", "possible to"),
        r"(?:can|could) i (?:change|edit|undo|correct|go back)|how (?:do|can) i (?:change|undo|edit|go "
        r"back)|is it possible to (?:change|edit)",
        "Yes, at any time: just say what should be different, or “undo” to take the last step back.",
    ),
    (
        ("are you", "is this"),
        r"(?:are you|is this) (?:a |an )?(?:human|real|person|bot|ai|robot|machine|chatgpt|gpt|llm)",
        "I am a program, not a person.",
    ),
    (
        ("platform", "can i", "do i", "elevenlabs"),
        r"(?:which|what) platforms?|where can i (?:use|run|deploy)|can i export|how do i (?:export|"
        r"deploy|download)|elevenlabs",
        "A finished agent exports as a neutral bundle (agent.json, prompt, flow) and as a project for "
        "the ElevenLabs CLI.",
    ),
    (
        ("mean", "what is", "can you", "example", "such as", "like what"),
        r"what (?:do|does|did) (?:you|that|this|it) mean|what is (?:a |the )?(?:hand-?over|greeting|tone|"
        r"channel)|can you (?:explain|give (?:me )?an example)|for example\?|example\?|such as\?|like "
        r"what",
        "@explain",
    ),
)
"""The parts of words one of which a question has, its pattern, and what to answer; the first that fits."""
_EXPLAINED = {
    "/brief/handover": "Hand-over means passing the conversation to a person: say when, and to whom, as in “billing "
    "disputes go to the office at +44 20 7946 0000”.",
    "/brief/greeting": "The greeting is the first thing the agent says, word for word.",
    "/brief/tone": "A few adjectives are enough, as in “warm, calm and brief”.",
    "/brief/channel": "Voice agents answer the phone, chat agents sit on a website; the prompt differs.",
    "/brief/goals": "Goals are what a caller gets done, as in “book an appointment” or “ask about an order”.",
    "/brief/kind": "The kind of job decides which tools and rules I suggest first.",
    "/brief/languages": "The languages the agent speaks with callers, most common first.",
    "/tools": "Tools are what the agent can use while it talks, as a calendar or an order system.",
    "/workflow": "The flow is the order of steps in a conversation: greeting, understanding, one branch per goal, "
    "closing.",
}
UNKNOWN = "I cannot answer that: I only help to build your agent."


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]:
    return tuple((stems, re.compile(pattern), answer) for stems, pattern, answer in _ANSWERS)


@cache
def _interrogative() -> re.Pattern[str]:
    return re.compile(
        r"^(?:but |and |so |ok,? |wait,? |hey,? |hi,? |sorry,? )*(?:what|why|how|which|"
        r"(?:who|where|when)(?:'s)? (?:is|are|was|do|does|did|can|could|will|would|should|may|must|has|have)|"
        r"can|could|do|does|did|is|are|will|would|should|was|wie|warum|wo|welche|kannst|"
        r"kann|qué|que|por qué|cómo|como|cuál|puedes|list|show|help|explain|tell me)\b"
    )


def is_question(low: str) -> bool:
    """Whether a message (lower case) is put as a question."""
    text = low.strip()
    return (
        text.endswith(("?", "？"))
        or _interrogative().match(text) is not None
        and len(text) < 120
        and not text.endswith(".")
    )


def answer(low: str, state: BuildState) -> str | None:
    """An answer for a known kind of question, None for any other."""
    low = low[:400].replace("’", "'")
    if told := standing.answer(low, state):
        return told
    for stems, pattern, text in _patterns():
        if not any(map(low.__contains__, stems)) or not pattern.search(low):
            continue
        if text == "@explain":
            return _EXPLAINED.get(
                state.question.path if state.question else "", "Just say it in your own words; I pick out what I need."
            )
        return text or _tools()
    return None


def _tools() -> str:
    titles = [entry.title for entry in service.catalogue().values()]
    shown = ", ".join(titles[:12])
    return f"{len(titles)} integrations, among them {shown}; and any other system by its own URL."
