"""Serves one baseline as `parley.server` serves Parley: the same uvicorn settings, and nothing of Parley imported.

A module with a `run(port)` of its own is not for uvicorn: it serves itself.

Run as `python -m bench.apps.serve MODULE PORT`.
"""

import sys
from importlib import import_module

import uvicorn


def main(module: str, port: str) -> None:
    """Serve `MODULE:create_app` on a port of the loopback interface until told to stop."""
    found = import_module(f"bench.apps.{module}")
    if hasattr(found, "run"):
        found.run(int(port))
        return
    uvicorn.run(
        f"bench.apps.{module}:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(port),
        access_log=False,
        log_level="warning",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
        server_header=False,
        ws="none",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
