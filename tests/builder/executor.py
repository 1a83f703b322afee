"""A reference executor of workflows, to judge them without the linter: it walks a graph with a scripted caller.

It knows what a sound graph's conditions mean from where they led in it, and nothing of lint rules. `faults` walks the
same conversations through another graph and says what goes wrong that did not in the sound one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, ToolSpec, Workflow

Tag = tuple[str, str]
_MOST_STEPS = 80


@dataclass(frozen=True)
class Caller:
    """Who calls: the wish, the answer to a confirmation (yes, no, or a correction first), and which call fails."""

    wish: Tag
    answer: str = "yes"
    fails: str = ""
    times: int = 0


@dataclass
class Run:
    """What happened: the calls that worked with what was known then, what was said, and how it ended."""

    end: str = ""
    calls: list[str] = field(default_factory=list)
    known: list[frozenset[str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    after_failure: list[str] = field(default_factory=list)
    data: frozenset[str] = frozenset()
    said_after_calls: list[str] = field(default_factory=list)


class _Stuck(Exception):
    """The executor does not know how to go on."""


def meanings(sound: Workflow) -> dict[str, Tag]:
    """What each condition of a sound graph means."""
    nodes = {node.id: node for node in sound.nodes}
    found: dict[str, Tag] = {}
    for edge in sound.edges:
        if edge.kind is not EdgeKind.WHEN:
            continue
        source, target = nodes[edge.source], nodes[edge.target]
        if source.goal is not None:
            found[edge.condition] = ("yes", "") if "yes" in edge.condition else ("correct", "")
        elif source.id == "route" and target.goal is not None:
            found[edge.condition] = ("goal", target.goal)
        elif source.id == "route":
            is_person = target.kind is NodeKind.TRANSFER or target.id.startswith(("take_message", "call_back"))
            found[edge.condition] = ("person" if is_person else "question", edge.condition)
        else:
            found[edge.condition] = ("more" if source.id == "anything_else" else "stuck", "")
    return found


class Executor:
    """Walks a graph as a runtime would, one step after the other."""

    def __init__(self, graph: Workflow, tools: dict[str, ToolSpec], means: dict[str, Tag]) -> None:
        self._graph, self._tools, self._means = graph, tools, means
        self._nodes = {node.id: node for node in graph.nodes}
        self._leaving: dict[str, list[Edge]] = {}
        for edge in graph.edges:
            self._leaving.setdefault(edge.source, []).append(edge)

    def loads(self) -> str:
        """Why the graph cannot even be loaded, "" where it can."""
        if len(self._nodes) < len(self._graph.nodes):
            return "two steps of one name"
        ends = {end for edge in self._graph.edges for end in (edge.source, edge.target)}
        if not ends | {self._graph.start} <= self._nodes.keys():
            return "a step that is not there"
        named = {node.tool for node in self._graph.nodes if node.tool}
        return "" if named <= self._tools.keys() else "a tool that is not there"

    def run(self, caller: Caller) -> Run:
        """One conversation."""
        run = Run()
        walk = _Walk(caller)
        place = self._graph.start
        try:
            for _ in range(_MOST_STEPS):
                node = self._nodes[place]
                self._enter(node, walk, run)
                if node.kind in {NodeKind.END, NodeKind.TRANSFER}:
                    run.end = str(node.kind)
                    return run
                place = self._next(node, walk, run)
            run.end = "never"
        except _Stuck as stuck:
            run.end = str(stuck)
        return run

    def _enter(self, node: Node, walk: "_Walk", run: Run) -> None:
        if node.kind in {NodeKind.ASK, NodeKind.COLLECT, NodeKind.DECIDE}:
            walk.has_yes = False
        if node.kind in {NodeKind.ASK, NodeKind.COLLECT, NodeKind.TOOL}:
            walk.has_heard = True
        if node.kind is NodeKind.COLLECT and not node.collects:
            raise _Stuck("collects nothing")
        run.data |= frozenset(node.collects)
        run.said.append(node.text)
        if walk.has_failed:
            run.after_failure.append(node.text)
        if node.kind is NodeKind.SAY:
            run.said_after_calls.append(node.text)

    def _next(self, node: Node, walk: "_Walk", run: Run) -> str:
        edges = self._leaving.get(node.id, [])
        if node.kind is NodeKind.TOOL:
            return self._call(node, edges, walk, run)
        if any(edge.kind in {EdgeKind.OK, EdgeKind.FAILED} for edge in edges):
            raise _Stuck("an outcome without a call")
        if node.kind is NodeKind.DECIDE:
            if not walk.has_heard:
                raise _Stuck("nothing to decide on")
            walk.has_heard = False
        return self._choose(edges, walk)

    def _call(self, node: Node, edges: list[Edge], walk: "_Walk", run: Run) -> str:
        tool = self._tools.get(node.tool or "")
        if tool is None:
            raise _Stuck("no tool")
        if tool.confirm and not walk.has_yes:
            raise _Stuck("a write that nobody agreed to")
        is_failed = tool.name == walk.caller.fails and walk.failures < walk.caller.times
        if is_failed:
            walk.failures, walk.has_failed = walk.failures + 1, True
        else:
            run.calls.append(tool.name)
            run.known.append(run.data)
            run.data |= frozenset(result.name for result in tool.results)
            run.said_after_calls.clear()
        outcome = EdgeKind.FAILED if is_failed else EdgeKind.OK
        return _only([edge for edge in edges if edge.kind is outcome])

    def _choose(self, edges: list[Edge], walk: "_Walk") -> str:
        when = [edge for edge in edges if edge.kind is EdgeKind.WHEN]
        plain = [edge for edge in edges if edge.kind is not EdgeKind.WHEN]
        if any(not edge.condition for edge in when):
            raise _Stuck("a condition that says nothing")
        if when and any(edge.kind is EdgeKind.ALWAYS for edge in plain):
            raise _Stuck("two ways at once")
        true = [edge for edge in when if walk.holds(self._means.get(edge.condition, ("", "")))]
        chosen = _only(true or plain)
        walk.took(self._means.get(true[0].condition, ("", "")) if true else ("", ""))
        return chosen


def _only(edges: list[Edge]) -> str:
    targets = {edge.target for edge in edges}
    if len(targets) != 1:
        raise _Stuck("two ways at once" if targets else "no way on")
    return targets.pop()


class _Walk:
    """What the caller has in mind on the way."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.wish: Tag | None = caller.wish
        self.answer = caller.answer
        self.has_yes = self.has_heard = self.has_failed = False
        self.failures = 0

    def holds(self, tag: Tag) -> bool:
        kind, _ = tag
        if kind in {"yes", "correct"}:
            return kind == self.answer
        return self.wish is not None if kind == "more" else tag == self.wish

    def took(self, tag: Tag) -> None:
        kind, _ = tag
        self.has_yes = self.has_yes or kind == "yes"
        if kind == "correct":
            self.answer = "yes"
        if tag == self.wish:
            self.wish = None


def callers(sound: Workflow, tools: dict[str, ToolSpec]) -> Iterator[Caller]:
    """Everybody who may call: each wish, with every call failing once and for good, refusing and correcting."""
    means = meanings(sound)
    for wish in dict.fromkeys(tag for tag in means.values() if tag[0] in {"goal", "person", "question"}):
        yield Caller(wish)
        for tool in Executor(sound, tools, means).run(Caller(wish)).calls:
            yield Caller(wish, fails=tool, times=1)
            yield Caller(wish, fails=tool, times=99)
        if wish[0] == "goal":
            yield Caller(wish, answer="no")
            yield Caller(wish, answer="correct")


class Judge:
    """Says what goes wrong in a graph that goes right in the sound one it was made from."""

    def __init__(self, sound: Workflow, tools: list[ToolSpec]) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._means = meanings(sound)
        executor = Executor(sound, self._tools, self._means)
        self._runs = {caller: executor.run(caller) for caller in callers(sound, self._tools)}
        self._asked = {
            goal: frozenset(name for node in sound.nodes if node.goal == goal for name in node.collects)
            for goal in {node.goal for node in sound.nodes}
        }

    def fault(self, graph: Workflow) -> str:
        """The first thing that goes wrong, "" where every conversation goes as it should."""
        executor = Executor(graph, self._tools, self._means)
        if broken := executor.loads():
            return broken
        for caller, right in self._runs.items():
            if wrong := self._wrong(caller, right, executor.run(caller)):
                return f"{caller}: {wrong}"
        return ""

    def _wrong(self, caller: Caller, right: Run, run: Run) -> str:
        if run.end not in {"end", "transfer"}:
            return run.end
        if caller.wish[0] == "person":
            is_met = run.end == "transfer" if right.end == "transfer" else right.said[-3] in run.said
            return "" if is_met else "the person asked for is not called"
        if caller.wish[0] == "question":
            return ""
        told = set(right.said_after_calls) if caller.answer == "yes" and not caller.times else set[str]()
        if caller.answer == "correct":
            return self._half_done(caller, right, run)
        if run.calls != right.calls:
            return f"calls {run.calls}, not {right.calls}"
        if not told <= set(run.said_after_calls):
            return "the outcome is not told"
        if caller.times > 1:
            return self._swallowed(caller, right, run)
        return self._unknown(caller, right, run)

    def _half_done(self, caller: Caller, right: Run, run: Run) -> str:
        well = self._runs[Caller(caller.wish)]
        is_told = bool(set(well.said_after_calls) & set(run.said))
        return "done, it says, and is not" if is_told and run.calls[-1:] != right.calls[-1:] else ""

    def _swallowed(self, caller: Caller, right: Run, run: Run) -> str:
        well = self._runs[Caller(caller.wish)]
        if (set(well.said_after_calls) - set(right.said)) & set(run.said):
            return "a failure told as success"
        tries = {text for text in run.after_failure if "once more" in text}
        return "" if set(run.after_failure) - set(well.said) - tries else "a failure is passed over"

    def _unknown(self, caller: Caller, right: Run, run: Run) -> str:
        asked = self._asked.get(caller.wish[1], frozenset())
        if any(not (before & asked) <= now for before, now in zip(right.known, run.known, strict=True)):
            return "a call without its data"
        return "" if (right.data & asked) <= run.data or caller.answer != "yes" else "data that nobody asked for"
