"""The page's part on streams: its bounds, its tables, and how they came about."""

from bench.streams.load import Sample
from bench.streams.rounds import Streams
from bench.streams.variants import ALL, DIRECT, RELAY, TOKENS, VARIANTS
from bench.table import Bound, table

METHOD = f"""\
- Streams: a provider in a process of its own speaks OpenAI's protocol, {TOKENS} tokens (some 200 words) a reply, the
  first at once and then one each 20 ms, by a clock of each stream's own. Each reader asks again as soon as a reply is
  over. They begin evenly over the time of a reply; measured is the time of another one, so that each begins about one
  reply in it, and its turn's cost is in the figures. Provider, server, databases and readers share the cores.
- CPU is that of the server process per token read; *streams a core* is what one core would carry at that cost. *Added*
  is the time from request to first token less the provider's own, p50; gaps are those between tokens as they arrive.
- *raw aiohttp relay*: aiohttp's server and client on uvloop; bytes go through as they come. Parley: PostgreSQL, and the
  log of runs in Redis; both messages of a turn are stored, the first before the first token. *with tools*: the reply
  is broken by a call, which is answered by a mock and costs a second request to the provider.
- *FastAPI with `ChatOpenAI.astream`*: it stores nothing, remembers nothing, and is saturated here: its cost per token
  is that of a full core, its times are those of a queue.
"""


def bounds(streams: Streams) -> list[Bound]:
    """What the streams have to hold."""
    few, many = ALL

    def cost(key: str) -> float:
        return streams.ratio((key, RELAY.key), few, cpu_us)

    return [
        Bound("100 streams, events: CPU per token, to the relay", cost("events"), 1.9),
        Bound("100 streams, text: CPU per token, to the relay", cost("text"), 1.9),
        Bound("100 streams, with tools: CPU per token, to the relay", cost("tools"), 3),
        Bound("100 streams, events: added to the first token, to the relay", _added(streams, "events"), 3),
        Bound("100 streams, text: added to the first token, to the relay", _added(streams, "text"), 3),
        Bound("100 streams, events: p99 gap, ms (20 nominal)", streams.middle("events", few, gap_ms), 30),
        Bound("200 streams, events: p99 gap, ms (20 nominal)", streams.middle("events", many, gap_ms), 45),
        Bound("100 streams, text: p99 gap, ms (20 nominal)", streams.middle("text", few, gap_ms), 30),
        Bound("200 streams, text: p99 gap, ms (20 nominal)", streams.middle("text", many, gap_ms), 45),
        Bound(
            "Streams a core, text, to `ChatOpenAI.astream`", streams.ratio(("text", "usual"), few, per_core), 3, True
        ),
    ]


def _added(streams: Streams, key: str) -> float:
    return streams.added_ratio(key, RELAY.key, ALL[0])


def tables(streams: Streams) -> str:
    """A table for each number of readers."""
    return "\n".join(f"### {readers} at once\n\n{_table(streams, readers)}" for readers in ALL)


def _table(streams: Streams, readers: int) -> str:
    header = ["", "CPU µs a token", "÷ relay", "added to first token, ms", "÷ relay", "p99 gap ms", "streams a core"]
    keys = [variant for variant in VARIANTS if readers in variant.steps]
    return table(header, [[variant.title, *_figures(streams, variant.key, readers)] for variant in keys])


def _figures(streams: Streams, key: str, readers: int) -> list[str]:
    gap = f"{streams.middle(key, readers, gap_ms):.1f}"
    if key == DIRECT.key:
        return ["", "", "", "", gap, ""]
    return [
        f"{streams.middle(key, readers, cpu_us):.1f}",
        f"{streams.ratio((key, RELAY.key), readers, cpu_us):.2f}",
        f"{sorted(streams.added_ms(key, readers))[len(streams.added_ms(key, readers)) // 2]:.2f}",
        f"{streams.added_ratio(key, RELAY.key, readers):.2f}",
        gap,
        f"{streams.middle(key, readers, per_core):.0f}",
    ]


def cpu_us(sample: Sample) -> float:
    """CPU of the server's process per token."""
    return sample.cpu_us


def gap_ms(sample: Sample) -> float:
    """The gap that one token in a hundred exceeds."""
    return sample.gap_p99_ms


def per_core(sample: Sample) -> float:
    """Streams that a core carries."""
    return sample.streams_per_core
