"""python main.py: serve, with host, port and workers from the settings."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from parley.server import serve  # the line above makes it importable in a bare checkout

if __name__ == "__main__":
    sys.exit(serve())
