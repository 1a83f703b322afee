"""How an agent behaves around a call that nobody described further: what it says while waiting, what when it fails."""

READING = "One moment, I'm looking that up."
WRITING = "One moment, I'm taking care of that."
READ_FAILED = (
    "Say that this cannot be looked up right now and try once more. If it fails again, offer a call back or a person; "
    "never guess what the answer would have been."
)
WRITE_FAILED = (
    "Say that it did not go through and try once more. If it fails again, note what was wanted and offer a call back "
    "or a person; never say that it was done."
)


def described(title: str, about: str, wish: str) -> str:
    """A tool's description, the user's own words first: what a source says of itself comes after, and decides nothing.

    All three are plain lines already (openapi/prose).
    """
    parts = [f"Use it for: {wish.rstrip('.!?')}." if wish else "", f"{title}.", about if about != title else ""]
    return " ".join(filter(None, parts))[:1_000]
