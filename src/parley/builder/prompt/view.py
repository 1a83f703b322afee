"""Gathers what the prompt templates say about one agent: plain, bounded, one-line texts with their sources."""

import re
from typing import NamedTuple

from parley.agents.schemas import Brief, Channel, Node, NodeKind, Workflow
from parley.builder.language.data import DataKind, kind_of
from parley.builder.language.people import business, channel_of, role
from parley.builder.language.speech import agent_name, has_speech, languages, named
from parley.builder.language.tone import manners
from parley.builder.language.wording import (
    first_sentence,
    infinitive,
    listed,
    lowered,
    one_line,
    sentence,
    starts_with_verb,
)
from parley.builder.prompt import amended, examples, rules, tools
from parley.builder.prompt.line import Example, Sourced, ToolNote
from parley.builder.workflow.matching import is_knowledge
from parley.builder.workflow.outline import Outline

_OWNER = re.compile(r"\b(?:I|we|us|me|wir|uns|nous|nosotros)\b")
_AGENT = re.compile(
    r"^(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,5}(?:agent|assistant|receptionist|bot|chatbot|voicebot|helper|line|desk)\b",
    re.IGNORECASE,
)
_THATS = (r";\s*(?:it|she|he)\s+", r",\s+(?:that|who|which)\s+", r"\s+(?:that|who|which)\s+")
_UNWANTED = re.compile(r"^(?:not|never|no)\s+(?:too\s+)?(?=\w)", re.IGNORECASE)
_WISH = re.compile(
    r"^(?:(?:hi|hello)[,.!]?\s+)?(?:i|we)(?:[’']d|\s+would)?\s+(?:need|want|like|(?:are|am) looking for)\s+"
    r"(?:to have\s+)?(?:an?|the)\s+[\w\s-]{0,60}?(?:agent|assistant|bot|receptionist|help|line)\s+"
    r"(?:that|who|which|to)\s+",
    re.IGNORECASE,
)


class Block(NamedTuple):
    """A request the agent handles: its heading, what more the owner said of it, and its steps."""

    title: str
    about: str
    steps: list[Sourced]
    sources: str


class View(NamedTuple):
    """All that the templates read."""

    introduction: str
    purpose: str
    callers: str
    channel: str
    caller: str
    people: str
    languages: str
    variables: list[str]
    hours: str
    facts: list[Sourced]
    tones: str
    manners: list[Sourced]
    voice: str
    success: list[Sourced]
    opening: str
    asks_more: bool
    amended: list[Sourced]
    goals: list[Block]
    questions: list[Sourced]
    guardrails: list[Sourced]
    tool_rules: list[Sourced]
    tools: list[ToolNote]
    normal: list[Sourced]
    spelling: list[Sourced]
    errors: list[Sourced]
    examples: list[Example]
    ending: list[Sourced]


def look(known: Outline, workflow: Workflow) -> View:
    """The view of one agent."""
    brief, caller = known.brief, known.caller
    data, tones = collected(workflow), brief.tone.value if brief.tone else []
    return View(
        introduction=_introduction(brief),
        purpose=_purpose(brief),
        callers=sentence(brief.callers.value) if brief.callers else "",
        channel=channel_of(brief).value,
        caller=caller,
        people=f"{caller}s",
        languages=_languages(brief, caller),
        variables=variables(brief, data),
        hours=sentence(brief.hours.value) if brief.hours else "",
        facts=_facts(brief),
        tones=_tones(tones),
        manners=[Sourced(text, "/brief/tone") for text in manners(tones, caller)],
        voice=sentence(brief.voice.value) if brief.voice and known.is_spoken else "",
        success=rules.success(known),
        opening=_opening(known, has_greeted=bool(amended.first_message(brief, workflow))),
        asks_more=amended.asks_more(workflow),
        amended=amended.lines(workflow),
        goals=_goals(known, workflow),
        questions=[Sourced(node.text, f"/workflow/{node.id}") for node in _questions(workflow, known)],
        guardrails=rules.guardrails(known),
        tool_rules=tools.rules(known),
        tools=tools.notes(known, workflow),
        normal=rules.normalisation(known, data),
        spelling=rules.spelling(known, data),
        errors=rules.errors(known),
        examples=examples.examples(known, workflow),
        ending=rules.ending(known, amended.farewell(workflow)),
    )


def collected(workflow: Workflow) -> list[str]:
    """All variables the workflow collects, in its order, without the request itself."""
    names = (name for node in workflow.nodes for name in node.collects if name != "request")
    return list(dict.fromkeys(names))


def variables(brief: Brief, data: list[str]) -> list[str]:
    """The run-time variables the prompt uses: the time where dates or hours matter, the number where one is asked."""
    kinds = {kind_of(name) for name in data}
    found = ["current_time"] if kinds & {DataKind.DATE, DataKind.TIME} or brief.hours else []
    if channel_of(brief) is Channel.VOICE and DataKind.PHONE in kinds:
        found.append("caller_number")
    return found


def _introduction(brief: Brief) -> str:
    name, shop, job = agent_name(brief), business(brief), role(brief)
    of = f" of {shop}" if shop and shop not in name else ""
    if name:
        return f"{name}, the AI {job}{of}" if of else f"{name}, an AI {job}"
    return f"the AI {job}{of}" if of else f"an AI {job}"


def _purpose(brief: Brief) -> str:
    """The task in the second person; words the owner wrote about themselves are quoted instead."""
    if not brief.purpose:
        return ""
    bare = _WISH.sub("", one_line(brief.purpose.value, 700))
    bare = re.sub(r"\b(?:our|my)\b", "the", bare)
    bare = infinitive(bare)
    if _AGENT.match(bare):
        return _duty(re.sub(r"^(?:an?|the)\s+", "", bare, flags=re.IGNORECASE))
    if _OWNER.search(bare):
        return sentence(f"Your task, in the owner’s words: “{bare.rstrip('.')}”")
    return sentence(f"Your task: {lowered(bare)}")


def _tones(said: list[str]) -> str:
    """ "confident, curious, never pushy": what it is, then what it is not."""
    tones = [lowered(one_line(tone, 60)) for tone in said]
    wanted = listed([tone for tone in tones if not _UNWANTED.match(tone)])
    unwanted = listed([_UNWANTED.sub("", tone) for tone in tones if _UNWANTED.match(tone)], "or")
    if not unwanted:
        return wanted
    return f"{wanted}, never {unwanted}" if wanted else f"anything but {unwanted}"


def _duty(job: str) -> str:
    """ "voice agent for Acme that books cars" → "As voice agent for Acme, you book cars."."""
    plain = job if job[:2].isupper() else job[0].lower() + job[1:]
    post, work = next((parts for mark in _THATS if len(parts := re.split(mark, plain, maxsplit=1)) > 1), (plain, ""))
    does = infinitive(work.strip())
    if not starts_with_verb(does):
        return sentence(f"You work as the {plain}")
    parts = re.split(r"(,\s+(?:and\s+)?|\s+and\s+)", does)
    return sentence(f"As {post.rstrip(', ')}, you {''.join(infinitive(part) for part in parts)}")


def _languages(brief: Brief, caller: str) -> str:
    tags = languages(brief)
    first, rest = named(tags[0]), [named(tag) for tag in tags[1:]]
    if rest:
        text = f"Begin in {first}; when the {caller} uses {listed(rest, 'or')}, continue in that language."
    elif tags[0].split("-")[0] == "en":
        return ""
    else:
        text = f"Use {first} only, whatever language these instructions are in."
    return text if has_speech(tags[0]) else f"{text} Quoted English lines show the meaning: say them in {first}."


def _facts(brief: Brief) -> list[Sourced]:
    held = brief.facts.value if brief.facts else []
    return [
        Sourced(f"{one_line(fact.topic, 100).rstrip(':')}: {sentence(one_line(fact.text))}", f"/brief/facts/{index}")
        for index, fact in enumerate(held)
    ]


def _opening(known: Outline, *, has_greeted: bool) -> str:
    what = "which of the requests below it is" if len(known.goals) > 1 else "one question"
    first = "Your greeting has been given." if has_greeted else f"Do not greet; let the {known.caller} speak first."
    return f"{first} Listen to what the {known.caller} wants; if it is unclear, ask {what}."


def _goals(known: Outline, workflow: Workflow) -> list[Block]:
    by_goal: dict[str, list[Node]] = {}
    for node in workflow.nodes:
        if node.goal is not None:
            by_goal.setdefault(node.goal, []).append(node)
    blocks = []
    for index, goal in enumerate(known.goals):
        about = first_sentence(goal.description) if goal.description else ""
        steps = _steps(by_goal.get(goal.name[:290], []))
        blocks.append(Block(sentence(goal.name).rstrip("."), about, steps, f"/brief/goals/{index}"))
    return blocks


def _steps(nodes: list[Node]) -> list[Sourced]:
    """The instructions of a goal's steps, each tool once: the second try is a rule for all tools."""
    called: set[str] = set()
    found = []
    for node in nodes:
        if (node.tool and node.tool in called) or not node.text:
            continue
        called |= {node.tool} if node.tool else set()
        found.append(Sourced(one_line(node.text, 900), f"/workflow/{node.id}"))
    return found


def _questions(workflow: Workflow, known: Outline) -> list[Node]:
    knowledge = {tool.name for tool in known.tools if is_knowledge(tool)}
    asked: dict[str, Node] = {}
    for node in workflow.nodes:
        if node.goal is None and node.kind is NodeKind.TOOL and node.tool in knowledge:
            asked.setdefault(node.tool or "", node)
    answers = [node for node in workflow.nodes if node.id == "answer"]
    return [*asked.values(), *answers]
