"""The agent of `agent.json` on LiveKit Agents; `python agent.py dev` runs it, `README.md` says how.

The file is the same for every agent: what differs is data, and secrets come from the environment.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from livekit import rtc
from livekit.agents import (
    Agent,
    AgentServer,
    AgentSession,
    JobContext,
    RunContext,
    StopResponse,
    ToolError,
    cli,
    function_tool,
    get_job_context,
    inference,
)

from parley.exports.carried.actions import Action, Client, EndCall, Keypad, SkipTurn, Transfer, Webhook
from parley.exports.carried.webhooks import CallFault, Given, call, filled, kept, payload, setting
from parley.exports.platforms.livekit.carried.definition import Definition, McpServer, Tool, load

HERE = Path(__file__).resolve().parent
DEFINITION = load(HERE / "agent.json")
KEYS = {str(digit): digit for digit in range(10)} | {"*": 10, "#": 11}
AWAY = "The caller has been silent for a while: ask once, in a few words, whether they are still there."

Handler = Callable[[dict[str, Any], RunContext], Awaitable[str]]

server = AgentServer()


class DefinedAgent(Agent):
    """The agent as its definition has it; `variables` grow by what tools keep of their answers."""

    def __init__(self, definition: Definition, variables: Mapping[str, Any]) -> None:
        self.definition = definition
        self.variables = {**definition.variables, "current_time": _now(), **variables}
        servers = [_mcp(one) for one in definition.mcp_servers]
        super().__init__(
            instructions=filled(definition.instructions, self.variables),
            tools=[self._tool(tool) for tool in definition.tools],
            **({"mcp_servers": servers} if servers else {}),
        )

    async def on_enter(self) -> None:
        """Opens with the first message, word for word."""
        if self.definition.first_message:
            await self.session.say(filled(self.definition.first_message, self.variables))

    def _tool(self, tool: Tool) -> Any:
        handler = self._handler(tool.name, tool.action)

        async def carried_out(raw_arguments: dict[str, Any], context: RunContext) -> str:
            try:
                return await handler(raw_arguments, context)
            except CallFault as fault:
                raise ToolError(str(fault)) from fault

        told = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
        return function_tool(carried_out, raw_schema=filled(told, self.variables))

    def _handler(self, name: str, action: Action) -> Handler:
        match action:
            case Webhook():
                return self._webhook(action)
            case Client():
                return self._client(name, action)
            case Transfer():
                return _transfer(action)
            case Keypad():
                return _keypad
            case EndCall():
                return _end_call
            case SkipTurn():
                return _skip_turn

    def _webhook(self, webhook: Webhook) -> Handler:
        async def handler(arguments: dict[str, Any], _: RunContext) -> str:
            answer = await asyncio.to_thread(call, webhook, Given(arguments, self.variables, os.environ))
            self.variables |= answer.kept
            if not answer.is_ok:
                raise ToolError(answer.text)
            return answer.text

        return handler

    def _client(self, name: str, client: Client) -> Handler:
        async def handler(arguments: dict[str, Any], context: RunContext) -> str:
            room, caller = context.session.room_io.room, context.session.room_io.linked_participant
            if caller is None:
                raise ToolError("The caller's app is not connected.")
            sent = json.dumps(payload(client.values, Given(arguments, self.variables, os.environ)))
            try:
                answer: str = await room.local_participant.perform_rpc(
                    destination_identity=caller.identity, method=name, payload=sent
                )
            except rtc.RpcError as fault:
                raise ToolError(f"The caller's app did not answer: {fault.message}") from fault
            self.variables |= kept(client.keeps, answer)
            return answer

        return handler


def _transfer(transfer: Transfer) -> Handler:
    numbers = {one.label: one for one in transfer.destinations}

    async def handler(arguments: dict[str, Any], context: RunContext) -> str:
        wanted = numbers.get(str(arguments.get("destination", "")))
        if wanted is None:
            raise ToolError("There is no such destination.")
        number = wanted.number or setting(wanted.number_from or "", os.environ)
        caller = context.session.room_io.linked_participant
        if caller is None or caller.kind != rtc.ParticipantKind.PARTICIPANT_KIND_SIP:
            raise ToolError("Only phone calls can be passed on.")
        await context.wait_for_playout()
        await get_job_context().transfer_sip_participant(caller, f"tel:{number}")
        raise StopResponse

    return handler


async def _keypad(arguments: dict[str, Any], context: RunContext) -> str:
    participant = context.session.room_io.room.local_participant
    for digit in str(arguments.get("digits", ""))[:40]:
        if digit in KEYS:
            await participant.publish_dtmf(code=KEYS[digit], digit=digit)
    return "The keys were pressed."


async def _end_call(_: dict[str, Any], context: RunContext) -> str:
    """The session ends once what the agent is saying has been heard."""
    context.speech_handle.add_done_callback(lambda _: context.session.shutdown())
    raise StopResponse


async def _skip_turn(_: dict[str, Any], __: RunContext) -> str:
    raise StopResponse


def _mcp(server: McpServer) -> Any:
    from livekit.agents.llm.mcp import MCPServerHTTP  # an extra that agents without such servers do not need

    token = os.environ.get(server.token_from, "")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return MCPServerHTTP(setting(server.url_from, os.environ), allowed_tools=server.allowed_tools, headers=headers)


def _now() -> str:
    return f"{datetime.now().astimezone():%A %d %B %Y, %H:%M, %Z}"


def session(definition: Definition) -> AgentSession:
    """A voice session with the definition's models, all at LiveKit Inference."""
    hearing, speaking = definition.hearing, definition.speaking
    voice = {"voice": speaking.voice} if speaking.voice else {}
    pace = {} if speaking.speed == 1 else {"extra_kwargs": {"speed": speaking.speed}}
    return AgentSession(
        stt=inference.STT(hearing.model, language=hearing.language),
        llm=inference.LLM(definition.thinking.model),
        tts=inference.TTS(speaking.model, language=speaking.language, **voice, **pace),
        user_away_timeout=float(definition.silence_s),
    )


def known(context: JobContext, caller: rtc.RemoteParticipant) -> dict[str, str]:
    """What is known of a call: the numbers, the room, and the declared variables in the dispatch's metadata."""
    numbers = {"caller_number": "sip.phoneNumber", "called_number": "sip.trunkPhoneNumber"}
    found = {name: caller.attributes[key] for name, key in numbers.items() if caller.attributes.get(key)}
    try:
        given = json.loads(context.job.metadata or "{}")
    except ValueError:
        given = {}
    told = given if isinstance(given, dict) else {}
    mine = {name: str(told[name]) for name in DEFINITION.variables if isinstance(told.get(name), str | int | float)}
    return {"conversation_id": context.room.name, **found, **mine}


@server.rtc_session()
async def converse(context: JobContext) -> None:
    """One conversation, from the caller's arrival to the end of the session or the longest time allowed."""
    await context.connect()
    caller = await context.wait_for_participant()
    talk = session(DEFINITION)

    @talk.on("user_state_changed")
    def _asked_again(event: Any) -> None:
        if event.new_state == "away":
            talk.generate_reply(instructions=AWAY)

    async def leave(_: str) -> None:
        await context.delete_room()

    @talk.once("close")
    def _closed(_: Any) -> None:
        context.add_shutdown_callback(leave)
        context.shutdown(reason="the conversation is over")

    asyncio.get_running_loop().call_later(DEFINITION.max_duration_s, talk.shutdown)
    await talk.start(agent=DefinedAgent(DEFINITION, known(context, caller)), room=context.room)


if __name__ == "__main__":
    cli.run_app(server)
