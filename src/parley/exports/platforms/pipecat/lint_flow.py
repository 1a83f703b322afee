"""What a flow refers to: nodes, handlers, values of its state; and whether each node is reached and leads on."""

from collections.abc import Iterator, Mapping, Sequence

from parley.agents.schemas import Finding
from parley.exports import checklist
from parley.exports.platforms.pipecat import files
from parley.exports.platforms.pipecat.project import Project
from parley.exports.platforms.pipecat.shapes import Branch, Custom, Flow, Function, Inline, Node, Say
from parley.exports.shaped import Step, error, place, shown, warning

Place = tuple[Step, ...]


def functions(flow: Flow) -> Iterator[tuple[Place, Function]]:
    """Every function with its place, those of all nodes last."""
    for name, node in flow.nodes.items():
        for at, one in enumerate(node.functions):
            yield ("nodes", name, "functions", at), one
    for at, one in enumerate(flow.global_functions):
        yield ("global_functions", at), one


def code_functions(flow: Flow) -> list[str]:
    """The functions that are handlers, each once."""
    return list(dict.fromkeys(one.name for _, one in functions(flow) if not one.transition_only))


def findings(found: Project, flow: Flow) -> Iterator[Finding]:
    """All findings on the flow's references."""
    path = found.flow_path
    yield from _nodes(path, flow)
    yield from _names(path, flow)
    yield from _handlers(found, flow)
    yield from _greeting(path, flow)
    yield from _variables(path, flow, found.declared)


def _nodes(path: str, flow: Flow) -> Iterator[Finding]:
    if flow.initial_node not in flow.nodes:
        yield _unknown_node(path, ("initial_node",), flow.initial_node)
    for at, one in functions(flow):
        for place_, target in one.targets().items():
            if target not in flow.nodes:
                yield _unknown_node(path, (*at, *place_), target)
    yield from _course(path, flow)


def _course(path: str, flow: Flow) -> Iterator[Finding]:
    """Whether each node is reached, leads on, and whether there is an end."""
    reached = _reached(flow)
    for name, node in flow.nodes.items():
        where = place(path, ("nodes", name))
        if name not in reached:
            yield warning("pipecat.unreachable-node", where, "No way leads to this node.", "Lead one here.")
        if not node.functions and not node.ends:
            message = "Nothing leads on from this node, and it does not end the conversation."
            yield warning("pipecat.dead-end", where, message, "Add a function, or the action end_conversation.")
        yield from _messages(path, name, node)
    if not any(node.ends for node in flow.nodes.values()):
        message = "No node ends the conversation."
        yield warning("pipecat.no-end", place(path, ("nodes",)), message, "Add the action end_conversation.")


def _messages(path: str, name: str, node: Node) -> Iterator[Finding]:
    if not node.task_messages:
        where = place(path, ("nodes", name, "task_messages"))
        yield warning("pipecat.no-task", where, "The model is told nothing here.", "Say what to do at this node.")


def _unknown_node(path: str, at: Place, target: str) -> Finding:
    return error("pipecat.unknown-node", place(path, at), f"There is no node “{shown(target)}”.", "Name one there is.")


def _reached(flow: Flow) -> set[str]:
    common = [target for one in flow.global_functions for target in one.targets().values()]
    left, reached = [flow.initial_node, *common], set[str]()
    while left:
        name = left.pop()
        if name in flow.nodes and name not in reached:
            reached.add(name)
            left += [target for one in flow.nodes[name].functions for target in one.targets().values()]
    return reached


def _names(path: str, flow: Flow) -> Iterator[Finding]:
    common = [one.name for one in flow.global_functions]
    groups: list[tuple[Place, Sequence[str], Sequence[str]]] = [(("global_functions",), common, ())]
    groups += [
        (("nodes", name, "functions"), [one.name for one in node.functions], common)
        for name, node in flow.nodes.items()
    ]
    for at, names, taken in groups:
        for number, name in enumerate(names):
            if name in taken or name in names[:number]:
                message = f"“{shown(name)}” is offered twice here."
                where = place(path, (*at, number, "name"))
                yield error("pipecat.duplicate-function", where, message, "Rename or drop one.")


def _handlers(found: Project, flow: Flow) -> Iterator[Finding]:
    for at, name in _code(flow):
        where = place(found.flow_path, at)
        handler = found.signatures.get(name)
        if not found.has_handlers:
            message = f"“{shown(name)}” is code, and there is no handlers.py to look it up in."
            yield warning("pipecat.no-handlers", where, message, "Bring handlers.py along.")
        elif handler is None:
            message = f"handlers.py has no function “{shown(name)}”."
            yield error("pipecat.missing-handler", where, message, "Add it there, or mend the name.")
        elif at[-1] == "name" and not handler.is_handler:
            message = f"“{shown(name)}” is not async, or its first parameter is not flow_manager."
            yield error(
                "pipecat.invalid-handler", place(files.HANDLERS, (name,)), message, "Make it a direct function."
            )
    for at, one in functions(flow):
        yield from _branch(found, at, one)


def _code(flow: Flow) -> Iterator[tuple[Place, str]]:
    for at, one in functions(flow):
        if not one.transition_only:
            yield (*at, "name"), one.name
    for name, node in flow.nodes.items():
        for list_, actions in (("pre_actions", node.pre_actions), ("post_actions", node.post_actions)):
            for number, action in enumerate(actions):
                if isinstance(action, Inline | Custom) and action.handler:
                    yield ("nodes", name, list_, number, "handler"), action.handler


def _branch(found: Project, at: Place, one: Function) -> Iterator[Finding]:
    """A branch on what calls.py answers knows its one field and the two values of that."""
    handler = found.signatures.get(one.name)
    branch = one.transition_to
    if handler is None or not handler.via or not isinstance(branch, Branch):
        return
    odd = sorted(branch.cases.keys() - {"ok", "error"})
    if branch.field != "status" or odd:
        message = (
            "Tools that calls.py carries out answer with a status, “ok” or “error”, and nothing else to branch by."
        )
        yield error("pipecat.unknown-outcome", place(found.flow_path, (*at, "transition_to")), message, "Branch by it.")
    if len(branch.cases) == 1 and branch.default is None and not odd:
        message = "Only one of the outcomes “ok” and “error” leads on; after the other the agent stays here."
        yield warning("pipecat.missing-outcome", place(found.flow_path, (*at, "transition_to")), message, "Add it.")


def _greeting(path: str, flow: Flow) -> Iterator[Finding]:
    first = flow.nodes.get(flow.initial_node)
    if first is None:
        return
    where = place(path, ("nodes", flow.initial_node))
    speaks = any(isinstance(one, Say) for one in first.pre_actions)
    if speaks and first.respond_immediately:
        message = "The first node speaks its greeting, and the model answers it at once."
        yield warning("pipecat.greets-twice", where, message, "Set respond_immediately to false.")
    if not speaks and not first.respond_immediately:
        message = "Nobody speaks first: there is no greeting, and the model waits."
        yield warning("pipecat.silent-start", where, message, "Add a tts_say to pre_actions.")
    if not any(node.role_message for node in flow.nodes.values()):
        message = "No node says who the agent is."
        yield warning("pipecat.no-role", where, message, "Give the first node a role_message.")


def _variables(path: str, flow: Flow, declared: Mapping[str, str | None]) -> Iterator[Finding]:
    for at, text in texts(flow):
        for name in checklist.placeholders(text):
            if name.split(".")[0] not in declared:
                message = f"“{shown(name)}” is not in the flow's state; the node cannot be entered."
                mend = "Give it a value in settings.json, or keep one in a handler."
                yield error("pipecat.undeclared-variable", place(path, at), message, mend)


def texts(flow: Flow) -> Iterator[tuple[Place, str]]:
    """What the flow fills in, apart from the first node's role and greeting, which the checklist reads."""
    for name, node in flow.nodes.items():
        for number, message in enumerate(node.task_messages):
            yield ("nodes", name, "task_messages", number, "content"), message.content
        if node.role_message and name != flow.initial_node:
            yield ("nodes", name, "role_message"), node.role_message
        for list_, actions in (("pre_actions", node.pre_actions), ("post_actions", node.post_actions)):
            for number, action in enumerate(actions):
                if isinstance(action, Say) and (name != flow.initial_node or list_ == "post_actions"):
                    yield ("nodes", name, list_, number, "text"), action.text
