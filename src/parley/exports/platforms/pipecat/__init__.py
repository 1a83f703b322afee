"""Pipecat Flows: a flow, its handlers, a bot that runs them and evals. `platform.PLATFORM` is the way in."""
