"""ElevenLabs Agents: a project folder for the vendor's own CLI. `project.PLATFORM` is the way in."""
