import subprocess
import sys
from itertools import combinations

import pytest

from desk.stages import BOX_HEIGHT, BOX_WIDTH, draw
from rules.catalogue import paths
from rules.vocabulary.path import SIDE_EXITS, Path, Stage

EVERY_STAGE = [
    pytest.param(path, stage, id=f"{path.code}-{stage}")
    for path in paths().values()
    for stage in path.stages
]


@pytest.mark.parametrize(("path", "stage"), EVERY_STAGE)
def test_every_stage_can_be_where_the_case_stands(path: Path, stage: str) -> None:
    picture = draw(path, stage, {path.first: "2026-11-02"}, is_closed=False)
    drawn = path.stages.keys() - (SIDE_EXITS.keys() - {stage})
    assert {box.code for box in picture.boxes} == drawn
    assert len(picture.boxes) == len(drawn)
    assert [box.code for box in picture.boxes if box.state == "current"] == [stage]
    assert picture.current == path.stages[stage].title
    ways = [path.stages[code].then & drawn for code in drawn]
    assert len(picture.lines) == sum(map(len, ways))


@pytest.mark.parametrize("path", paths().values(), ids=paths())
def test_no_box_covers_another_or_leaves_the_picture(path: Path) -> None:
    picture = draw(path, path.first, {}, is_closed=False)
    for one, other in combinations(picture.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
    for box in picture.boxes:
        assert 0 <= box.x <= picture.width - BOX_WIDTH
        assert 0 <= box.y <= picture.height - BOX_HEIGHT
        assert "".join(box.lines) == box.title


def test_a_loop_and_an_unreachable_stage_are_drawn_too() -> None:
    path = Path(
        code="odd",
        title="奇特",
        deployment="",
        basis=(),
        first="a",
        stages={
            "a": Stage(title="甲", then=frozenset({"a", "b"})),
            "b": Stage(title="乙", then=frozenset({"a"})),
            "c": Stage(title="丙"),
        },
        questions=(),
        letters=(),
        deadlines=(),
    )
    picture = draw(path, "b", {}, is_closed=False)
    assert {box.code: box.state for box in picture.boxes} == {
        "a": "ahead",
        "b": "current",
        "c": "end",
    }
    places = {box.code: box.x for box in picture.boxes}
    assert places["a"] < places["b"]


def test_the_picture_is_the_same_in_every_process() -> None:
    program = (
        "from desk.stages import draw; from rules.catalogue import paths;"
        "print([draw(p, p.first, {}, is_closed=False) for p in paths().values()])"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(drawn) == 1
