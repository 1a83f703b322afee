"""Retell AI: the JSON bodies of its API calls, in the order of calling. `platform.PLATFORM` is the way in."""
