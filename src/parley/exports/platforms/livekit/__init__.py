"""LiveKit Agents: a definition as data and the constant program that runs it. `platform.PLATFORM` is the way in."""
