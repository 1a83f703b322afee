"""The forms that documents come in, brought to what the rules read: headings, questions with answers, old prompts.

A transcript shows how somebody spoke once: its first and last words are kept, the rest is no rule. Pure.
"""

import re

from parley.builder import guided
from parley.builder.guided.tables import inverted, word_set
from parley.builder.schemas import Op, Operation

_HEADINGS = inverted("""
    Tone: tone of voice, personality, style, character, sprachstil, tonalität, personalidad, 语气, 风格
    Constraints: guardrails, rules, policies, regeln, leitplanken, reglas, políticas, 规则, 注意事项
    Goals: goal, tasks, what you do, your tasks, aufgaben, tareas, objetivos, 目标, 任务
    Handover: escalation, escalations, when to transfer, transfer, eskalation, weiterleitung, derivación, 转人工
    Hours: opening hours, business hours, opening times, öffnungszeiten, horario, horarios, 营业时间
    Compliance: legal, privacy, datenschutz, privacidad, 合规
    Greeting: first message, opening line, begrüßung, saludo, 开场白, 问候语
    Closing: goodbye, verabschiedung, despedida, 结束语
""")
_HEADING = re.compile(r"^(?:#{1,6}\s*|\*\*)(?P<words>[^#*\n]{2,60}?)[:：]?(?:\*\*)?[:：]?\s*$", re.MULTILINE)
_ASKED = r"(?:Q|Question|F|Frage|P|Pregunta|问|問)\s*\d{0,3}\s*[:：.)]\s*"
_ANSWERED = r"(?:A|Answer|Antwort|R|Respuesta|答)\s*\d{0,3}\s*[:：.)]\s*"
_PAIR = re.compile(
    rf"^(?:[-*#>\s]*|\*\*)(?:{_ASKED})?(?P<asked>[^\n]{{5,250}}[?？])\**[ \t]*\n+(?:\**{_ANSWERED}\**)?"
    r"(?P<told>[^\n?？]{2,1500}(?:\n(?!\s*\n|[-*#>]|\**(?:Q|F|P|问)\b)[^\n?？]{2,500}){0,6})",
    re.MULTILINE,
)
_SPEAKER = re.compile(
    r"^\W{0,3}(?P<who>[A-Za-zÀ-ÿ\u4e00-\u9fff]{2,20})(?: \d)?\s*[:：]\s*(?P<said>\S.*)$", re.MULTILINE
)
_AGENTS = word_set("""
    agent assistant bot ai operator receptionist mitarbeiter mitarbeiterin agente asistente 客服 坐席
""")
_CALLERS = word_set("""
    caller customer user client patient guest human kunde kundin anrufer cliente usuario 客户 用户 来电者
""")
_YOU_ARE = re.compile(
    r"\bYou(?: are|'re|’re) (?P<name>[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30})?), (?:an? |the )(?P<job>[^.\n]{5,250})"
)


def labelled(part: str) -> str:
    """Headings as labels, the way the rules know them: "## Tone" and the lines below become "tone: …"."""

    def label(found: re.Match[str]) -> str:
        words = found.group("words").strip().lower()
        name = _HEADINGS.get(words) or (words if words in guided.answers.LABELS else None)
        return found.group() if name is None else f"{name}:"

    text = _HEADING.sub(label, part)
    return re.sub(r"(?<=:)\n+(?=[^\n])(?!\s*(?:[-*•–]|\d{1,2}[.)])\s)", " ", text)


def answered(part: str) -> tuple[list[Operation], str]:
    """Questions with their answers as facts, and the part without them."""
    facts, words = [], []
    for found in _PAIR.finditer(part):
        told = " ".join(found.group("told").split())
        facts.append({"topic": found.group("asked").strip(" *")[:300], "text": told[:2_000]})
        words.append(found.group())
    if not facts:
        return [], part
    evidence = words[0].strip()[:2_000]
    return [Operation(op=Op.ADD, path="/brief/facts", value=facts, evidence=evidence)], _PAIR.sub("\n", part)


def spoken(part: str) -> list[Operation] | None:
    """A transcript's greeting and goodbye; None where the part is none."""
    lines = [(found.group("who").lower(), found.group("said").strip()) for found in _SPEAKER.finditer(part)]
    said = [words for who, words in lines if who in _AGENTS]
    if len(lines) < 4 or len(said) < 2 or not any(who in _CALLERS for who, _ in lines):
        return None
    first = next(who for who, _ in lines if who in _AGENTS | _CALLERS)
    made = []
    if first in _AGENTS:
        made.append(Operation(op=Op.SET, path="/brief/greeting", value=said[0][:2_000], evidence=said[0][:2_000]))
    if _GOODBYE.search(said[-1].lower()):
        made.append(Operation(op=Op.SET, path="/brief/closing", value=said[-1][:2_000], evidence=said[-1][:2_000]))
    return made


_GOODBYE = re.compile(
    r"\b(?:bye|goodbye|nice day|great day|take care|auf wiederhören|tschüss|schönen tag"
    r"|adiós|hasta luego|buen día)\b|再见"
)


def addressed(part: str) -> list[Operation]:
    """ "You are Mia, the receptionist of …": who the prompt's agent is."""
    found = _YOU_ARE.search(part)
    if found is None:
        return []
    job = " ".join(found.group("job").split())
    return [
        Operation(op=Op.SET, path="/brief/name", value=found.group("name"), evidence=found.group()),
        Operation(op=Op.SET, path="/brief/purpose", value=job[:1].upper() + job[1:], evidence=found.group()),
    ]
