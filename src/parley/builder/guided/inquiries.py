"""Questions the user puts to the builder, and honest short answers to them, in the user's language."""

import re
from collections.abc import Callable
from functools import cache

from parley.builder.guided import standing
from parley.builder.phrases import N_, Phrases, phrases
from parley.builder.schemas import BuildState
from parley.tools import service

_SHOWN = 12
_EXPLAINED = {
    "/brief/purpose": N_("The purpose says in a sentence what the agent is for and whom it serves."),
    "/brief/handover": N_(
        "Hand-over means passing the conversation to a person: say when, and to whom, as in “billing disputes go to "
        "the office at +44 20 7946 0000”."
    ),
    "/brief/greeting": N_("The greeting is the first thing the agent says, word for word."),
    "/brief/tone": N_("A few adjectives are enough, as in “warm, calm and brief”."),
    "/brief/channel": N_("Voice agents answer the phone, chat agents sit on a website; the prompt differs."),
    "/brief/goals": N_("Goals are what a caller gets done, as in “book an appointment” or “ask about an order”."),
    "/brief/kind": N_("The kind of job decides which tools and rules I suggest first."),
    "/brief/languages": N_("The languages the agent speaks with callers, most common first."),
    "/tools": N_("Tools are what the agent can use while it talks, as a calendar or an order system."),
    "/tools/config": N_(
        "The address is where your system takes requests (a URL); the number is where calls are passed on to."
    ),
    "/workflow": N_(
        "The flow is the order of steps in a conversation: greeting, understanding, one branch per goal, closing."
    ),
}
_NAMED = (
    (
        "/brief/handover",
        re.compile(r"hand-?over|hand-?off|escalation|übergabe|weiterleitung|traspaso|transferencia|转接|转人工"),
    ),
    ("/brief/greeting", re.compile(r"greeting|begrüßung|saludo|问候|开场")),
    ("/brief/tone", re.compile(r"\btone?\b|tonfall|\btono\b|语气")),
    ("/brief/channel", re.compile(r"channel|kanal\b|canal\b|渠道")),
    ("/brief/goals", re.compile(r"\bgoals?\b|\bziele?\b|objetivos?|目标")),
    ("/brief/purpose", re.compile(r"\bpurpose\b|\bzweck\b|propósito|用途")),
    ("/tools", re.compile(r"\btools?\b|werkzeuge?|herramientas?|工具")),
    (
        "/tools/config",
        re.compile(r"\burl\b|endpoint|webhook|country code|landesvorwahl|ländervorwahl|prefijo|国家代码"),
    ),
    ("/workflow", re.compile(r"\bflow\b|workflow|ablauf|flujo|流程")),
)
"""The words of ours that a user may ask about."""
_WHY = {
    "/brief/purpose": N_("Everything else follows from what the agent is for."),
    "/brief/goals": N_("Each goal becomes a branch of the conversation, and decides which tools it needs."),
    "/brief/channel": N_("What is heard on the phone is worded differently from what is read in a chat."),
    "/brief/tone": N_("The tone goes into the prompt and decides how every sentence sounds."),
    "/brief/languages": N_("The agent greets people in the first language and changes to the others."),
    "/brief/handover": N_("An agent must know when it is out of its depth, and who takes over then."),
    "/brief/greeting": N_("It is the first thing that people hear, so it should be yours."),
    "/brief/kind": N_("The kind of job decides which tools and rules I suggest first."),
    "/tools": N_("Without a tool the agent can only talk: it can look nothing up and book nothing."),
    "/tools/config": N_("Without the address or number the agent cannot use that tool."),
    "/workflow": N_("I build nothing that you have not agreed to."),
}


def _does(low: str, state: BuildState, said: Phrases) -> str:
    return said.tell(
        "I turn what you tell me into a voice or chat agent: its brief, its tools, the flow of the conversation and "
        "the system prompt. At the end you get a bundle that you can take to a voice platform."
    )


def _why(low: str, state: BuildState, said: Phrases) -> str:
    asked = _open(state)
    reason = said.tell(
        "Because the agent's prompt and flow are written from your answers, and I do not guess what you have not said."
    )
    own = said.known(_WHY[asked]) if asked in _WHY else reason
    return said.joined(own, said.tell("You can leave any of it to me."))


def _keeps(low: str, state: BuildState, said: Phrases) -> str:
    return said.tell(
        "Your messages and the agent are kept in this server's own database under your account. If its operator has "
        "configured a language model, your messages are sent to that model. You can delete the session, messages "
        "included."
    )


def _costs(low: str, state: BuildState, said: Phrases) -> str:
    return said.tell(
        "Building costs nothing here, beyond what a language model charges if this server's operator has configured "
        "one. What the finished agent costs depends on the platform that runs it."
    )


def _changes(low: str, state: BuildState, said: Phrases) -> str:
    return said.tell("Yes, at any time: just say what should be different, or “undo” to take the last step back.")


def _is_program(low: str, state: BuildState, said: Phrases) -> str:
    return said.tell("I am a program, not a person.")


def _exports(low: str, state: BuildState, said: Phrases) -> str:
    return said.tell(
        "A finished agent exports as a neutral bundle (agent.json, prompt, flow) and as a project for the ElevenLabs "
        "CLI."
    )


def _tools(low: str, state: BuildState, said: Phrases) -> str:
    titles = [said.known(entry.title) for entry in service.catalogue().values()]
    return said.tell(
        "{n} integrations, among them {tools}; and any other system by its own URL.",
        n=len(titles),
        tools=said.side_by_side(titles[:_SHOWN]),
    )


def _can_it(low: str, state: BuildState, said: Phrases) -> str:
    """Whether the agent could do something: what it has already, what the catalogue has, any system by its URL."""
    entries = [entry for each in service.mentioned(low) if (entry := service.entry(each.entry_id))]
    if not entries:
        return said.tell(
            "It can whatever it has a tool for: the catalogue has nothing by that name, but it can call any system of "
            "yours by its URL. Say what it should do, and I add that."
        )
    titles = said.listed([said.known(entry.title) for entry in entries])
    held = {tool.catalogue_id for tool in state.tools}
    if all(entry.id in held for entry in entries):
        return said.tell("Yes, it has the tool for that: {tools}.", tools=titles)
    return said.tell("Yes, with {tools}: say that it should, and I add it.", tools=titles)


def _explains(low: str, state: BuildState, said: Phrases) -> str:
    path = next((path for path, words in _NAMED if words.search(low)), _open(state))
    if path in _EXPLAINED:
        return said.known(_EXPLAINED[path])
    return said.tell("Just say it in your own words; I pick out what I need.")


def _open(state: BuildState) -> str:
    path = state.question.path if state.question else ""
    return "/tools/config" if path.startswith("/tools/") else path


_ANSWERS: tuple[tuple[tuple[str, ...], str, Callable[[str, BuildState, Phrases], str]], ...] = (
    (
        ("you do", "are you", " work", "what is", "can i", "do i", "help", "kannst du", "wer bist", "funktionier")
        + ("puedes", "eres", "funciona", "ayuda", "hilfe", "你", "帮助", "怎么用"),
        r"what (?:can|do) you do|who are you|what are you\b(?! asking)|how does (?:this|it) work|what is (?:this|"
        r"parley)\b(?! mean)|what can i (?:do|build)|how do i (?:start|use)|^(?:help|hilfe|ayuda)\W*$|was kannst du"
        r"|wer bist du|wie funktioniert (?:das|es)|qué puedes hacer|quién eres|cómo funciona (?:esto|\W*$)"
        r"|你(?:能|会|可以)?(?:做|干)什么|你是谁|怎么(?:用|使用)|^帮助",
        _does,
    ),
    (
        ("why", "warum", "wieso", "wozu", "por qué", "para qué", "为什么", "为何"),
        r"why (?:do|are|would) you (?:ask|need|want)|why do i (?:have|need) to|why does (?:it|that) "
        r"matter|why (?:that|this)\b|^why\W*$|warum|wieso|wozu|(?:por|para) qué|为什么|为何",
        _why,
    ),
    (
        ("data", "information", "conversation", "messages", "what i", "privacy", "datenschutz", "datos", "daten")
        + ("数据", "隐私", "信息"),
        r"(?:happens|do you do|store|keep|save|share|train|privacy|safe|secure).*\b(?:data|information|"
        r"conversation|messages|what i (?:say|write))\b|\bdata\b.*(?:stored|safe|private|shared|used|go)|"
        r"privacy|datenschutz|mis datos|mein(?:en|e) daten|(?:我的|这些).*(?:数据|信息)|隐私",
        _keeps,
    ),
    (
        ("cost", "price", "charge", "free", "kostet", "kosten", "cuesta", "precio", "gratis", "多少钱", "收费", "费用"),
        r"(?:what|how much) (?:does|will|do|is) (?:it|this|that|you|the agent).*(?:cost|charge|price)|how much (?:is"
        r"|does) (?:it|this)|is (?:it|this) free|do you charge|was kostet (?:das|es|der agent|mich)|kostet (?:das|es) "
        r"|ist (?:das|es) kostenlos|cuánto (?:cuesta|me cuesta|vale)|es gratis|多少钱|(?:要|怎么)收费|费用(?:是|怎么)",
        _costs,
    ),
    (
        ("tools", "integrat", "apps", "systems", "you support", "work with", "connect", "werkzeuge", "herramientas")
        + ("工具", "集成", "系统"),
        r"(?:which|what) (?:tools|integrations|apps|systems)|(?:list|show)(?: me)? (?:the |all |your "
        r")?(?:tools|integrations)|do you (?:support|work with|integrate)|welche (?:tools|werkzeuge|integrationen)"
        r"|qué (?:herramientas|integraciones)|(?:哪些|什么)(?:工具|集成|系统)",
        _tools,
    ),
    (
        ("can ", "could ", "does it", "kann ", "könnte ", "puede ", "podría ", "能", "可以", "会"),
        r"^\W*(?:(?:and|but|so|also|ok|und|aber|auch|y|pero) )*(?:can|could|does|will) (?:it|he|she|the agent|my agent"
        r"|the assistant|the bot) (?:also )?\w+|^\W*(?:und |aber )?(?:kann|könnte) (?:er|sie|es|der agent"
        r"|die assistentin|der assistent)\b|^\W*¿?(?:y |pero |también )?(?:puede|podría)\b"
        r"|^(?:它|助手|他|她|这个助手)(?:还)?(?:能|可以|会)"
        r"(?!.*什么).*(?:吗|？|\?)",
        _can_it,
    ),
    (
        (" i ", "possible to", "kann ich", "puedo", "我能", "我可以", "可以改", "能改"),
        r"(?:can|could) i (?:change|edit|undo|correct|go back)|how (?:do|can) i (?:change|undo|edit|go "
        r"back)|is it possible to (?:change|edit)|kann ich (?:das |es |etwas )?(?:später |noch )?(?:ändern|zurück)"
        r"|puedo (?:cambiar|corregir|modificar|volver)|(?:我?能|可以)(?:再|以后)?(?:改|修改|撤销)",
        _changes,
    ),
    (
        ("are you", "is this", "bist du", "eres", "你是"),
        r"(?:are you|is this) (?:a |an )?(?:human|real|person|bot|ai|robot|machine|chatgpt|gpt|llm)"
        r"|bist du (?:ein |eine )?(?:mensch|ki|bot|roboter|maschine)|eres (?:un |una )?(?:humano|persona|robot|ia|bot)"
        r"|你是(?:人|机器人|真人|ai)",
        _is_program,
    ),
    (
        ("platform", "can i", "do i", "elevenlabs", "plattform", "plataforma", "平台"),
        r"(?:which|what) platforms?|where can i (?:use|run|deploy)|can i export|how do i (?:export|"
        r"deploy|download)|elevenlabs|welche plattform|qué plataformas?|(?:哪些|什么)平台",
        _exports,
    ),
    (
        ("mean", "what is", "what are", "can you", "example", "such as", "like what", "bedeutet", "heißt", "beispiel")
        + ("was ist", "significa", "ejemplo", "qué es", "什么意思", "例如", "比如", "什么是", "举例", "举个例"),
        r"what (?:do|does|did) .{1,40} mean|what (?:is|are) (?:a |an |the )?(?:hand-?over|greeting|tone|channel|goals?"
        r"|tools?|flow|workflow|url|webhook|endpoint|purpose)|can you (?:explain|give (?:me )?an example)|for example\?"
        r"|example\?|such as\?|like what|was (?:bedeutet|heißt)|was ist (?:mit |eine? |das |der |die )?\w+"
        r"|was meinst du|zum beispiel\?|(?:ein )?beispiel\?|qué (?:significa|quiere decir|es (?:un|una|el|la) )"
        r"|por ejemplo\?|(?:un )?ejemplo\?|什么意思|什么是|(?:比如|例如)[?？]|举个?例",
        _explains,
    ),
)
"""The parts of words one of which a question has, its pattern, and what to answer; the first that fits."""


def unknown(state: BuildState) -> str:
    """What to say to a question that is not about the agent or the builder."""
    return phrases(state.language).tell("I cannot answer that: I only help to build your agent.")


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[str, BuildState, Phrases], str]], ...]:
    return tuple((stems, re.compile(pattern), answer) for stems, pattern, answer in _ANSWERS)


@cache
def _interrogative() -> re.Pattern[str]:
    return re.compile(
        r"^(?:but |and |so |ok,? |wait,? |hey,? |hi,? |sorry,? )*(?:what|why|how|which|"
        r"(?:who|where|when)(?:'s)? (?:is|are|was|do|does|did|can|could|will|would|should|may|must|has|have)|"
        r"can|could|do|does|did|is|are|will|would|should|was|wie|warum|wo|welche|kannst|"
        r"kann|qué|que|por qué|cómo|como|cuál|puedes|list|show|help|explain|tell me)\b|^¿"
        r"|^(?:为什么|什么|怎么|如何|哪些|你是谁|你能|你会)|(?:吗|呢)$"
    )


def is_question(low: str) -> bool:
    """Whether a message (lower case) is put as a question."""
    text = low.strip()
    return (
        text.endswith(("?", "？"))
        or len(text) < 120
        and not text.endswith((".", "。"))
        and _interrogative().search(text) is not None
    )


def is_asked(low: str) -> bool:
    """Whether a message (lower case) opens as a question to the builder does."""
    return _interrogative().match(low.strip()) is not None


def answer(low: str, state: BuildState) -> str | None:
    """An answer for a known kind of question, None for any other."""
    low, said = low[:400].replace("’", "'"), phrases(state.language)
    if told := standing.answer(low, state, said):
        return told
    for stems, pattern, told_by in _patterns():
        if any(map(low.__contains__, stems)) and pattern.search(low):
            return told_by(low, state, said)
    return None
