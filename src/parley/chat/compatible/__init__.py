"""Agents as the models of an OpenAI-compatible server: stateless, the client holds the conversation."""
