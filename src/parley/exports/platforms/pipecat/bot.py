"""Runs the flow of this folder: `python bot.py` serves it on http://localhost:7860, `python bot.py -t daily` and others
elsewhere. Choose other services here; everything that is particular to the agent is in the files beside this one.
"""

import asyncio
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import handlers
from dotenv import load_dotenv
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.evals.transport import EvalTransportParams
from pipecat.flows import Flow, FlowConfig, FlowManager
from pipecat.frames.frames import EndFrame, LLMMessagesAppendFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.runner.types import RunnerArguments
from pipecat.runner.utils import create_transport
from pipecat.services.openai.llm import OpenAILLMService
from pipecat.services.openai.stt import OpenAISTTService
from pipecat.services.openai.tts import OpenAITTSService
from pipecat.transports.base_transport import BaseTransport, TransportParams
from pipecat.workers.runner import WorkerRunner

HERE = Path(__file__).parent
SETTINGS: dict[str, Any] = json.loads((HERE / "settings.json").read_text(encoding="utf-8"))
STILL_THERE = "The caller has been silent for a while. Ask in a few words whether they are still there."

load_dotenv(HERE / ".env", override=True)


def services() -> tuple[OpenAISTTService, OpenAILLMService, OpenAITTSService]:
    """Hearing, thinking and speaking, as settings.json has language, pace and voice."""
    key = os.environ["OPENAI_API_KEY"]
    language = SETTINGS["language"].split("-")[0]
    stt = OpenAISTTService(api_key=key, settings=OpenAISTTService.Settings(language=language))
    llm = OpenAILLMService(
        api_key=key, settings=OpenAILLMService.Settings(model=os.environ.get("OPENAI_MODEL", "gpt-4.1"))
    )
    tts = OpenAITTSService(
        api_key=key,
        settings=OpenAITTSService.Settings(
            voice=os.environ.get("OPENAI_VOICE", "alloy"),
            instructions=SETTINGS["voice_description"] or None,
            speed=SETTINGS["speed"],
        ),
    )
    return stt, llm, tts


def state(runner_args: RunnerArguments) -> dict[str, Any]:
    """What the flow knows from the start; the start request's `variables` take the place of the defaults."""
    found = dict(SETTINGS["variables"])
    found["current_time"] = datetime.now().astimezone().strftime("%A %d %B %Y, %H:%M, %Z")
    found["conversation_id"] = runner_args.session_id or ""
    if call := runner_args.call_data:
        found |= {"caller_number": call.from_number or "unknown", "called_number": call.to_number or ""}
    body = runner_args.body if isinstance(runner_args.body, dict) else {}
    return {**found, **body.get("variables", {})}


async def hang_up_in_time(worker: PipelineWorker) -> None:
    """End a conversation that lasts longer than settings.json allows."""
    await asyncio.sleep(SETTINGS["max_duration_s"])
    await worker.queue_frame(EndFrame())


async def run_bot(transport: BaseTransport, runner_args: RunnerArguments) -> None:
    """One conversation, from the client's arrival to its leaving."""
    stt, llm, tts = services()
    aggregators = LLMContextAggregatorPair(
        LLMContext(),
        user_params=LLMUserAggregatorParams(
            vad_analyzer=SileroVADAnalyzer(), user_idle_timeout=SETTINGS["turn_timeout_s"]
        ),
    )
    user, assistant = aggregators
    pipeline = Pipeline([transport.input(), stt, user, llm, tts, transport.output(), assistant])
    worker = PipelineWorker(pipeline, params=PipelineParams(enable_metrics=True))
    runner = WorkerRunner(handle_sigint=runner_args.handle_sigint)
    await runner.add_workers(worker)

    flow = Flow(FlowConfig.from_file(HERE / "flow.yaml"), handlers=handlers)
    manager = FlowManager(
        worker=worker,
        llm=llm,
        context_aggregator=aggregators,
        transport=transport,
        global_functions=flow.global_functions,
    )
    manager.state.update(state(runner_args))

    @transport.event_handler("on_client_connected")
    async def on_client_connected(transport: BaseTransport, client: Any) -> None:
        await manager.initialize(flow.initial_node)

    @transport.event_handler("on_client_disconnected")
    async def on_client_disconnected(transport: BaseTransport, client: Any) -> None:
        await runner.cancel()

    @user.event_handler("on_user_turn_idle")
    async def on_user_turn_idle(aggregator: Any) -> None:
        message = {"role": "developer", "content": STILL_THERE}
        await worker.queue_frame(LLMMessagesAppendFrame(messages=[message], run_llm=True))

    limit = asyncio.create_task(hang_up_in_time(worker))
    try:
        await runner.run()
    finally:
        limit.cancel()


def _websocket() -> TransportParams:
    from pipecat.transports.websocket.fastapi import FastAPIWebsocketParams

    return FastAPIWebsocketParams(audio_in_enabled=True, audio_out_enabled=True)


def _daily() -> TransportParams:
    from pipecat.transports.daily.transport import DailyParams

    return DailyParams(audio_in_enabled=True, audio_out_enabled=True)


TRANSPORTS = {
    "webrtc": lambda: TransportParams(audio_in_enabled=True, audio_out_enabled=True),
    "eval": lambda: EvalTransportParams(audio_in_enabled=True, audio_out_enabled=True),
    "daily": _daily,
    **dict.fromkeys(("twilio", "telnyx", "plivo", "exotel"), _websocket),
}


async def bot(runner_args: RunnerArguments) -> None:
    """What Pipecat's runner calls for each conversation."""
    await run_bot(await create_transport(runner_args, TRANSPORTS), runner_args)


if __name__ == "__main__":
    from pipecat.runner.run import main

    main()
