"""Serves one baseline as `parley.server` serves Parley: the same uvicorn settings, and nothing of Parley imported.

Run as `python -m bench.apps.serve MODULE PORT`.
"""

import sys

import uvicorn


def main(module: str, port: str) -> None:
    """Serve `MODULE:create_app` on a port of the loopback interface until told to stop."""
    uvicorn.run(
        f"bench.apps.{module}:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(port),
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=5,
        server_header=False,
        ws="none",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
