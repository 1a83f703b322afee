"""Vapi: resources for the vendor's GitOps tool, and bodies for its API. `platform.PLATFORM` is the way in."""
