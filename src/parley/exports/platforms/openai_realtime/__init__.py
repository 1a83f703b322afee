"""OpenAI Realtime: a session's configuration and the process that answers its calls. `platform.PLATFORM` leads in."""
