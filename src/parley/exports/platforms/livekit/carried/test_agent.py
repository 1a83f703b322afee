"""Runs `tests.json` against the agent: `pytest test_agent.py` with the keys of `.env` set; each answer has a judge."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from livekit.agents import AgentSession, ChatContext, ToolError, function_tool, inference

from parley.exports.carried.webhooks import filled
from parley.exports.platforms.livekit.carried.agent import DEFINITION, DefinedAgent
from parley.exports.platforms.livekit.carried.definition import Check, Mock, Test, Tool, load_tests

pytestmark = pytest.mark.asyncio
TESTS = load_tests(Path(__file__).resolve().parent / "tests.json")


class SilentAgent(DefinedAgent):
    """The agent in the middle of a conversation: it has greeted already, and its tools answer as the test says."""

    def __init__(self, mocks: Sequence[Mock]) -> None:
        self.mocks = {mock.tool: mock for mock in mocks}
        super().__init__(DEFINITION.model_copy(update={"mcp_servers": []}), {})

    async def on_enter(self) -> None:
        """Says nothing."""

    def _tool(self, tool: Tool) -> Any:
        async def answered(raw_arguments: dict[str, Any]) -> str:
            mock = self.mocks.get(tool.name)
            if mock and mock.fails:
                raise ToolError(mock.answer)
            return mock.answer if mock else "Done."

        told = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
        return function_tool(answered, raw_schema=filled(told, self.variables))


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
async def test_answer_is_as_it_should_be(test: Test) -> None:
    async with inference.LLM(DEFINITION.thinking.model) as model, AgentSession(llm=model) as session:
        history = ChatContext.empty()
        for message in test.history[:-1]:
            history.add_message(role=message.role, content=message.text)
        agent = SilentAgent(test.mocks)
        await agent.update_chat_ctx(history)
        await session.start(agent)
        result = await session.run(user_input=test.history[-1].text)
        calls = [event.item for event in result.events if event.type == "function_call"]
        if test.call:
            found = [one for one in calls if one.name == test.call.tool]
            assert bool(found) != test.call.is_absent, f"calls: {[one.name for one in calls]}"
            for check in test.call.arguments if found else ():
                await holds(model, check, json.loads(found[0].arguments or "{}"))
        else:
            for intent in test.success:
                await result.expect.contains_message(role="assistant").judge(model, intent=intent)


async def holds(model: inference.LLM, check: Check, arguments: Any) -> None:
    """Fails where an argument is not as it must be; "judged" is left to the model."""
    value = arguments
    for part in re.findall(r"[^.\[\]]+", check.parameter):
        value = value.get(part) if isinstance(value, dict) else None
    match check.kind:
        case "exact":
            assert str(value) == check.value
        case "pattern":
            assert re.search(check.value, str(value))
        case "judged":
            asked = ChatContext.empty()
            words = f"Answer yes or no. The value {json.dumps(value)} must be as follows: {check.value}"
            asked.add_message(role="user", content=words)
            answer = await model.chat(chat_ctx=asked).collect()
            assert answer.text.strip().lower().startswith("yes")
