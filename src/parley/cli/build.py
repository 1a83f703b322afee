"""`parley build`: the conversation in the terminal, and the bundle as files."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.markup import escape
from rich.panel import Panel
from rich.prompt import Prompt

from parley.app import Services, open_services
from parley.builder.answers import TurnOut
from parley.cli.bundles import Target, write
from parley.cli.screen import console
from parley.core.auth import LOCAL
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.exports import service as exports
from parley.sessions.schemas import Opening, SessionKind

_OWN_JUDGEMENT = "use your judgement"
_MOST_TURNS = 40


@dataclass(frozen=True, slots=True)
class Conversation:
    """How a build is held: its first words, the session or agent it goes on with, and whether anybody is asked."""

    brief: str | None
    session_id: str | None = None
    agent: str | None = None
    is_silent: bool = False


async def run_build(settings: Settings, conversation: Conversation, out: Path, platform: str) -> None:
    """Talk until COMPLETED, then write the bundle; leaving early keeps the session for --session.

    An agent that is gone on with is complete already: then the user talks until they leave.
    """
    exports.platform(platform)
    async with open_services(settings) as services:
        turn = await _first_turn(services, conversation)
        if conversation.agent is not None:
            turn = await _changed(services, conversation, turn)
        turns = 0
        while turn.agent_id is None:
            turns += 1
            if turns > _MOST_TURNS and conversation.is_silent:
                raise ConfigError("the brief does not lead to an agent; run it again without --yes and answer")
            words = _answer(turn, is_silent=conversation.is_silent)
            if words is None:
                console.print(f"Go on with it later: parley build --session {turn.session_id}")
                return
            turn = await _next_turn(services, turn, words)
        await write(services.agents, LOCAL, (turn.agent_id, turn.agent_version), Target(platform, out))


async def _changed(services: Services, conversation: Conversation, turn: TurnOut) -> TurnOut:
    """The agent after all that the user wants of it; with --yes after the brief alone."""
    if conversation.is_silent:
        return turn
    console.print("[dim]Say what should change. Ctrl-D writes the bundle and leaves.[/]")
    while (words := _answer(turn, is_silent=False)) is not None:
        turn = await _next_turn(services, turn, words)
    return turn


async def _next_turn(services: Services, turn: TurnOut, words: str) -> TurnOut:
    answer = await services.sessions.take_message(LOCAL, turn.session_id, words, None)
    turn = TurnOut.model_validate_json(answer.body)
    _show(turn)
    return turn


async def _first_turn(services: Services, conversation: Conversation) -> TurnOut:
    if conversation.session_id is not None:
        loaded = await services.sessions.load(LOCAL, conversation.session_id)
        turn = TurnOut.model_validate_json(services.builder.resume(loaded))
    else:
        if conversation.brief:
            _say("you", conversation.brief)
        begin = partial(services.builder.open, agent_id=conversation.agent)
        opening = Opening(LOCAL, SessionKind.BUILD, begin, message=conversation.brief)
        turn = TurnOut.model_validate_json((await services.sessions.create(opening)).body)
    _show(turn)
    return turn


def _answer(turn: TurnOut, *, is_silent: bool) -> str | None:
    """The user's next words: typed, or the number of an option; None when the user leaves."""
    if is_silent:
        words = "yes" if turn.stage in {"EXPLORING_TOOLS", "REVIEWING_WORKFLOW"} else _OWN_JUDGEMENT
        _say("you", words)
        return words
    for number, option in enumerate(turn.options, 1):
        console.print(f"  [cyan]{number}[/] {escape(option.label)}")
    words = ""
    while not words:
        try:
            words = Prompt.ask("[bold]you[/]", console=console).strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return None
    if words.isdecimal() and 1 <= int(words) <= len(turn.options):
        return turn.options[int(words) - 1].value
    return words[:10_000]


def _show(turn: TurnOut) -> None:
    """The reply, where the build stands, and what this turn changed."""
    for change in turn.changes:
        sign = {"add": "[green]+[/]", "remove": "[red]-[/]", "set": "[yellow]~[/]"}[change.op]
        console.print(f"  {sign} [dim]{escape(change.path.removeprefix('/'))}[/]")
    done = turn.progress.percent // 10
    bar = "━" * done + "[dim]" + "━" * (10 - done) + "[/]"
    console.print(f"[dim]{turn.stage}[/] {bar} {turn.progress.filled}/{turn.progress.required}")
    _say("parley", turn.reply)


def _say(who: str, text: str) -> None:
    console.print(Panel(escape(text), title=who, title_align="left", border_style="cyan" if who == "you" else "green"))
