"""Draws a workflow as an SVG picture; whatever the texts say, they stay texts.

The picture stands alone: no script, no link, no font or style from elsewhere; light or dark as the viewer prefers.
"""

import re
import unicodedata
from xml.etree import ElementTree as ET

from parley.agents.schemas import layout
from parley.agents.schemas.layout import Box, Point
from parley.agents.schemas.workflow import Edge, EdgeKind, Node, NodeKind, Workflow

_WIDTH = 186.0
_INNER = 150.0
_TITLE, _SMALL = 13.0, 11.0
_LINE, _SMALL_LINE = 17.0, 14.0
_NO_XML = re.compile("[\ufffe\uffff\U0001fffe\U0001ffff]")
_STYLE = """
text{font-family:system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC",Roboto,sans-serif;fill:#1f2328}
.title{font-size:13px;font-weight:600}.small{font-size:11px;fill:#57606a}
.words{font-size:11px}.mark{font-size:10px;fill:#57606a;stroke:#fff;stroke-width:3px;paint-order:stroke}
.paper{fill:#fff}.step{fill:#f6f8fa;stroke:#8c959f;stroke-width:1.3}.start{stroke-width:3}.talk{fill:#eef4fb}
.call{fill:#f3effa}.choice{fill:#fbf3e2}.person{fill:#e9f5ec}.end{fill:#e7e9ec}
.way{fill:none;stroke:#6e7781;stroke-width:1.4}.failed{stroke:#b35900;stroke-dasharray:5 4}
.otherwise{stroke-dasharray:2 3}.label{fill:#fff;stroke:#d0d7de}.head{fill:#6e7781}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.small,.mark{fill:#9da7b1}.mark{stroke:#0d1117}.paper{fill:#0d1117}
.step{fill:#161b22;stroke:#6e7681}.talk{fill:#14233a}.call{fill:#241b36}.choice{fill:#33270f}.person{fill:#12291a}
.end{fill:#22272e}.way{stroke:#8b949e}.failed{stroke:#e09b4f}.label{fill:#0d1117;stroke:#3d444d}.head{fill:#8b949e}}
"""
_CLASSES = {
    NodeKind.SAY: "talk",
    NodeKind.ASK: "talk",
    NodeKind.COLLECT: "talk",
    NodeKind.TOOL: "call",
    NodeKind.DECIDE: "choice",
    NodeKind.TRANSFER: "person",
    NodeKind.END: "end",
}


def svg(workflow: Workflow) -> str:
    """The picture: steps from top to bottom, their kind by shape, conditions on the ways; a title for each step.

    Tangled where its ways lead past too many steps to be drawn in good time.
    """
    nodes = {node.id: node for node in workflow.nodes}
    texts = {node.id: _texts(node) for node in workflow.nodes}
    ways = {pair: edges for pair, edges in layout.joined(workflow).items() if set(pair) <= nodes.keys()}
    words = {pair: said for pair, edges in ways.items() if pair[0] != pair[1] and (said := _words(edges))}
    plan = layout.plan(
        workflow,
        {node_id: (_WIDTH, _height(*text)) for node_id, text in texts.items()},
        {pair: (_WIDTH, 10 + _SMALL_LINE * len(said)) for pair, said in words.items()},
    )
    root = _root(plan, workflow)
    for pair, edges in ways.items():
        if pair in plan.routes:
            _draw_way(root, plan.routes[pair], edges)
    for pair, said in words.items():
        _draw_words(root, plan.words[pair], said, ways[pair])
    for node_id, box in plan.boxes.items():
        _draw_step(root, box, nodes[node_id], texts[node_id], is_start=node_id == workflow.start)
    return ET.tostring(root, encoding="unicode") + "\n"


def _root(plan: layout.Plan, workflow: Workflow) -> ET.Element:
    width, height = f"{plan.width:.0f}", f"{plan.height:.0f}"
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": "title",
        },
    )
    title = _in(root, "title", id="title")
    title.text = f"Workflow: {len(workflow.nodes)} steps, {len(workflow.edges)} ways"
    _in(root, "style").text = _STYLE
    marker = _in(_in(root, "defs"), "marker", id="head", viewBox="0 0 8 8", refX="7", refY="4", orient="auto")
    marker.attrib |= {"markerWidth": "7", "markerHeight": "7"}
    _in(marker, "path", {"class": "head"}, d="M0 0L8 4L0 8z")
    _in(root, "rect", {"class": "paper"}, width=width, height=height)
    return root


def _in(parent: ET.Element, tag: str, attributes: dict[str, str] | None = None, **more: str) -> ET.Element:
    return ET.SubElement(parent, tag, {**(attributes or {}), **more})


def _texts(node: Node) -> tuple[list[str], list[str]]:
    """A step's name, and what it asks for or calls, in lines."""
    about = [*([", ".join(node.collects)] if node.collects else []), *([node.tool] if node.tool else [])]
    about += [node.to] if node.to and node.kind is NodeKind.TRANSFER else []
    details = [line for text in about for line in _wrapped(text.replace("_", " "), _SMALL, 3)]
    return _wrapped(node.label or node.id.replace("_", " "), _TITLE, 3), details


def _words(edges: list[Edge]) -> list[str]:
    """The conditions between two steps, in lines; none where the only words are a mark."""
    said = [edge.condition for edge in edges if edge.condition]
    return [line for condition in said[:3] for line in _wrapped(condition, _SMALL, 4)]


def _height(title: list[str], details: list[str]) -> float:
    return 30 + _LINE * len(title) + _SMALL_LINE * len(details)


def _wrapped(text: str, size: float, most: int) -> list[str]:
    """A text in lines that fit a box, at most `most`; the last one tells by "…" that there is more."""
    lines, line = list[str](), ""
    for word in _pieces(_NO_XML.sub("", text), size):
        if line and _measure(line + word.rstrip(), size) > _INNER:
            lines.append(line.strip())
            line = ""
        line += word
    lines = [*lines, line.strip()] if line.strip() else lines
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and _measure(last + "…", size) > _INNER:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + "…"]


def _pieces(text: str, size: float) -> list[str]:
    """Where a line may break: after blanks and hyphens, around wide signs, and within words too long for a line."""
    parts = re.findall(r"[ᄀ-ᇿ⺀-鿿가-힯豈-﫿＀-￯]|[^\s\-ᄀ-ᇿ⺀-鿿가-힯豈-﫿＀-￯]+-?\s*|[\s\-]+", text)
    fit = max(4, int(_INNER / (0.62 * size)))
    return [part[at : at + fit] for part in parts for at in range(0, len(part), fit)]


def _measure(text: str, size: float) -> float:
    """The width of a text, about: wide signs take a square, others somewhat more than a half."""
    return sum(size if unicodedata.east_asian_width(sign) in "WF" else 0.56 * size for sign in text)


def _draw_way(root: ET.Element, route: list[Point], edges: list[Edge]) -> None:
    kind = edges[0].kind
    classes = f"way {kind}" if kind in {EdgeKind.FAILED, EdgeKind.OTHERWISE} else "way"
    _in(root, "path", {"class": classes, "marker-end": "url(#head)"}, d=_curve(route))
    marks = [edge.kind for edge in edges if edge.kind in {EdgeKind.OK, EdgeKind.FAILED, EdgeKind.OTHERWISE}]
    if marks:
        (x, y), (_, after) = route[0], route[1]
        place = {"x": f"{x + 3:.1f}", "y": f"{y + (13 if after > y else -6):.1f}", "class": "mark"}
        _in(root, "text", place).text = ", ".join(marks)


def _curve(route: list[Point]) -> str:
    """Straight where it passes a row, bent between two."""
    parts = [f"M{route[0][0]:.1f} {route[0][1]:.1f}"]
    for (x0, y0), (x1, y1) in zip(route, route[1:], strict=False):
        middle = (y0 + y1) / 2
        is_straight = abs(x0 - x1) < 0.5
        bend = f"C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f}"
        parts.append(f"L{x1:.1f} {y1:.1f}" if is_straight else bend)
    return "".join(parts)


def _draw_words(root: ET.Element, box: Box, said: list[str], edges: list[Edge]) -> None:
    group = _in(root, "g")
    _in(group, "title").text = _plain("; ".join(edge.condition for edge in edges if edge.condition))
    corner = {"x": f"{box.x - box.width / 2:.1f}", "y": f"{box.y - box.height / 2:.1f}", "rx": "6"}
    _in(group, "rect", {"class": "label", **corner}, width=f"{box.width:.1f}", height=f"{box.height:.1f}")
    top = box.y - box.height / 2 + 5
    for index, line in enumerate(said):
        _text(group, "words", (box.x, top + _SMALL_LINE * (index + 0.75)), line)


def _draw_step(root: ET.Element, box: Box, node: Node, texts: tuple[list[str], list[str]], *, is_start: bool) -> None:
    group = _in(root, "g", id=f"n_{node.id}")
    _in(group, "title").text = _plain(f"{node.label} ({node.kind}): {node.text}" if node.text else node.label)
    classes = f"step {_CLASSES[node.kind]}{' start' if is_start else ''}"
    _in(group, "path", {"class": classes, "d": _outline(box, node.kind)})
    if node.kind is NodeKind.TOOL:
        inner = Box(box.x, box.y, box.width - 14, box.height)
        _in(group, "path", {"class": "way", "d": _bars(inner)})
    y = box.y - box.height / 2 + 16
    _text(group, "small", (box.x, y), node.kind.value)
    for line in texts[0]:
        y += _LINE
        _text(group, "title", (box.x, y), line)
    for line in texts[1]:
        y += _SMALL_LINE
        _text(group, "small", (box.x, y), line)


def _text(group: ET.Element, style: str, at: Point, line: str) -> None:
    place = {"x": f"{at[0]:.1f}", "y": f"{at[1]:.1f}", "text-anchor": "middle", "class": style}
    _in(group, "text", place).text = line


def _plain(text: str) -> str:
    return _NO_XML.sub("", text)


def _bars(box: Box) -> str:
    top, bottom = box.y - box.height / 2, box.y + box.height / 2
    left, right = box.x - box.width / 2, box.x + box.width / 2
    return f"M{left:.1f} {top:.1f}V{bottom:.1f}M{right:.1f} {top:.1f}V{bottom:.1f}"


def _outline(box: Box, kind: NodeKind) -> str:
    """The shape of a step: rounded for talk, slanted for data, pointed for choices and hand-overs."""
    top, bottom = box.y - box.height / 2, box.y + box.height / 2
    left, right = box.x - box.width / 2, box.x + box.width / 2
    match kind:
        case NodeKind.COLLECT:
            return f"M{left + 12:.1f} {top:.1f}H{right:.1f}L{right - 12:.1f} {bottom:.1f}H{left:.1f}Z"
        case NodeKind.DECIDE:
            sides = f"H{right - 14:.1f}L{right:.1f} {box.y:.1f}L{right - 14:.1f} {bottom:.1f}H{left + 14:.1f}"
            return f"M{left + 14:.1f} {top:.1f}{sides}L{left:.1f} {box.y:.1f}Z"
        case NodeKind.TRANSFER:
            tip = f"L{right:.1f} {box.y:.1f}L{right - 14:.1f} {bottom:.1f}"
            return f"M{left:.1f} {top:.1f}H{right - 14:.1f}{tip}H{left:.1f}Z"
        case _:
            radius = {NodeKind.ASK: 14.0, NodeKind.END: box.height / 2, NodeKind.SAY: 4.0}.get(kind, 2.0)
            return _rounded(left, top, right, bottom, min(radius, 24.0))


def _rounded(left: float, top: float, right: float, bottom: float, r: float) -> str:
    arc = f"a{r:.1f} {r:.1f} 0 0 1"
    return (
        f"M{left + r:.1f} {top:.1f}H{right - r:.1f}{arc} {r:.1f} {r:.1f}V{bottom - r:.1f}{arc} {-r:.1f} {r:.1f}"
        f"H{left + r:.1f}{arc} {-r:.1f} {-r:.1f}V{top + r:.1f}{arc} {r:.1f} {-r:.1f}Z"
    )
