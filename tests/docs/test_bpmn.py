"""Each path's BPMN file is opened by a BPMN reader and says what the declaration says."""

import sys
import warnings
from pathlib import Path

import pytest

from rules.catalogue import paths
from rules.vocabulary.path import SIDE_EXITS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pm4py
    from pm4py.objects.bpmn.obj import BPMN

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
from generating.bpmn import bpmn_of


@pytest.mark.parametrize("code", sorted(paths()))
def test_a_reader_finds_every_stage_and_every_way_on(code: str, tmp_path: Path):
    path = paths()[code]
    (tmp_path / "path.bpmn").write_text(bpmn_of(path), encoding="utf-8")
    model = pm4py.read_bpmn(str(tmp_path / "path.bpmn"))
    nodes = list(model.get_nodes())
    drawn = {name: stage for name, stage in path.stages.items() if name not in SIDE_EXITS}
    tasks = {node.get_name() for node in nodes if isinstance(node, BPMN.Task)}
    ends = [node.get_name() for node in nodes if isinstance(node, BPMN.EndEvent)]
    assert tasks == {stage.title for stage in drawn.values() if not stage.is_end}
    assert sorted(ends) == sorted(stage.title for stage in drawn.values() if stage.is_end)
    assert sum(isinstance(node, BPMN.StartEvent) for node in nodes) == 1
    assert _ways(model) == {
        (stage.title, drawn[then].title)
        for stage in drawn.values()
        for then in stage.then - SIDE_EXITS.keys()
    }


def _ways(model: BPMN) -> set[tuple[str, str]]:
    """From stage to stage, through the gateway if there is one."""
    after: dict[object, list[object]] = {}
    for flow in model.get_flows():
        after.setdefault(flow.get_source(), []).append(flow.get_target())
    found = set()
    for start, ends in after.items():
        if not isinstance(start, BPMN.Task):
            continue
        for end in ends:
            through = after[end] if isinstance(end, BPMN.ExclusiveGateway) else [end]
            found |= {(start.get_name(), then.get_name()) for then in through}  # type: ignore[attr-defined]
    return found


def test_the_places_are_part_of_the_file():
    text = bpmn_of(paths()["registration"])
    assert text.count("<bpmndi:BPMNShape") == text.count("<dc:Bounds")
    assert "<di:waypoint" in text
