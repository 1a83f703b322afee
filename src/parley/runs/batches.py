"""How a run's entries lie in Redis: a stream a run, an entry of it holding the batch of one write.

Its id is the number of the batch's last entry, so a write that is repeated is refused, and a reader asks for what lies
behind the number that it has. Everything may vanish at any moment.
"""

from collections.abc import Iterable, Sequence

from parley.runs.schemas import Entry, Kind

FIELD = "b"
_KINDS = {kind.value: kind for kind in Kind}


def key(run_id: str) -> str:
    """The stream of a run."""
    return f"parley:run:{run_id}"


def id_of(entries: Sequence[Entry]) -> str:
    """The id under which a batch is written."""
    return f"{entries[-1].seq}-0"


def pack(entries: Iterable[Entry]) -> str:
    """A line an entry: its kind, a blank, its data."""
    return "\n".join([kind + " " + data for _, kind, data in entries])


def unpack(batch_id: bytes, fields: dict[bytes, bytes]) -> list[Entry]:
    """What `pack` made; ValueError or KeyError where it was something else."""
    lines = fields[FIELD.encode()].decode().split("\n")
    first = int(batch_id.partition(b"-")[0]) - len(lines) + 1
    parted = [line.partition(" ") for line in lines]
    return [Entry(seq, _KINDS[kind], data) for seq, (kind, _, data) in enumerate(parted, first)]
