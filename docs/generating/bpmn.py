"""A path as BPMN 2.0: stages as tasks, choices as gateways, with the places of the picture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generating.layering import lay_out, shown_edges
from lxml import etree

from rules.vocabulary.path import Path

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DDI = "http://www.omg.org/spec/DD/20100524/DI"
SPACES = {None: MODEL, "bpmndi": DI, "dc": DC, "di": DDI}
COLUMN, ROW = 190, 190
TASK, EVENT, GATEWAY = (140, 60), (36, 36), (44, 44)
ABOVE_FIRST, BELOW = 90, 72

Centre = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An event, a task or a gateway, and where it stands."""

    id: str
    kind: str
    name: str
    centre: Centre
    size: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A sequence flow between two nodes."""

    id: str
    start: Node
    end: Node


def bpmn_of(path: Path) -> str:
    """The path as a process that a BPMN reader opens; side exits are left out as in the picture."""
    nodes = {node.id: node for node in _nodes(path)}
    flows = list(_flows(path, nodes))
    root = etree.Element(
        f"{{{MODEL}}}definitions",
        nsmap=SPACES,
        id=f"definitions_{path.code}",
        targetNamespace="urn:fuyuan:paths",
    )
    process = etree.SubElement(
        root, f"{{{MODEL}}}process", id=path.code, name=path.title, isExecutable="false"
    )
    for node in nodes.values():
        _write_node(process, node, flows)
    for flow in flows:
        etree.SubElement(
            process,
            f"{{{MODEL}}}sequenceFlow",
            id=flow.id,
            sourceRef=flow.start.id,
            targetRef=flow.end.id,
        )
    _draw(root, path, nodes.values(), flows)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written.decode()


def _nodes(path: Path) -> Iterator[Node]:
    layout = lay_out(path)
    followed = {start: 0 for start, _ in shown_edges(path)}
    for start, _ in shown_edges(path):
        followed[start] += 1
    for name, (column, row) in layout.places.items():
        centre = (column * COLUMN, ABOVE_FIRST + row * ROW + TASK[1] / 2)
        stage = path.stages[name]
        if name == path.first:
            above = (centre[0], centre[1] - ABOVE_FIRST)
            yield Node(id="start", kind="startEvent", name="开始", centre=above, size=EVENT)
        if stage.is_end:
            yield Node(id=name, kind="endEvent", name=stage.title, centre=centre, size=EVENT)
            continue
        yield Node(id=name, kind="userTask", name=stage.title, centre=centre, size=TASK)
        if followed.get(name, 0) > 1:
            below = (centre[0], centre[1] + BELOW)
            gateway = "exclusiveGateway"
            yield Node(id=f"{name}_choice", kind=gateway, name="", centre=below, size=GATEWAY)


def _flows(path: Path, nodes: dict[str, Node]) -> Iterator[Flow]:
    yield Flow(id="to_first", start=nodes["start"], end=nodes[path.first])
    for name in path.stages:
        if choice := nodes.get(f"{name}_choice"):
            yield Flow(id=f"{name}_decided", start=nodes[name], end=choice)
    for start, end in shown_edges(path):
        leaving = nodes.get(f"{start}_choice", nodes[start])
        yield Flow(id=f"{start}_to_{end}", start=leaving, end=nodes[end])


def _write_node(process: etree._Element, node: Node, flows: list[Flow]) -> None:
    element = etree.SubElement(process, f"{{{MODEL}}}{node.kind}", id=node.id, name=node.name)
    for flow in flows:
        if flow.end is node:
            etree.SubElement(element, f"{{{MODEL}}}incoming").text = flow.id
    for flow in flows:
        if flow.start is node:
            etree.SubElement(element, f"{{{MODEL}}}outgoing").text = flow.id


def _draw(root: etree._Element, path: Path, nodes: Iterable[Node], flows: list[Flow]) -> None:
    diagram = etree.SubElement(root, f"{{{DI}}}BPMNDiagram", id=f"diagram_{path.code}")
    plane = etree.SubElement(
        diagram, f"{{{DI}}}BPMNPlane", id=f"plane_{path.code}", bpmnElement=path.code
    )
    for node in nodes:
        shape = etree.SubElement(
            plane, f"{{{DI}}}BPMNShape", id=f"{node.id}_shape", bpmnElement=node.id
        )
        (x, y), (width, height) = node.centre, node.size
        _box(shape, x - width / 2, y - height / 2, width, height)
    for flow in flows:
        edge = etree.SubElement(
            plane, f"{{{DI}}}BPMNEdge", id=f"{flow.id}_edge", bpmnElement=flow.id
        )
        for x, y in (_below(flow.start), _above(flow.end)):
            etree.SubElement(edge, f"{{{DDI}}}waypoint", x=f"{x:g}", y=f"{y:g}")


def _box(shape: etree._Element, x: float, y: float, width: float, height: float) -> None:
    sizes = {"x": x, "y": y, "width": width, "height": height}
    bounds = {name: f"{size:g}" for name, size in sizes.items()}
    etree.SubElement(shape, f"{{{DC}}}Bounds", bounds)


def _below(node: Node) -> Centre:
    return node.centre[0], node.centre[1] + node.size[1] / 2


def _above(node: Node) -> Centre:
    return node.centre[0], node.centre[1] - node.size[1] / 2
