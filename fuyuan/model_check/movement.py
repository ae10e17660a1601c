"""Where a walk stands: moved as the stage table allows, handed on, held, left."""

# ruff: noqa: ARG002  (they take what the steps take that they stand for)

import datetime as dt

from fuyuan.model_check.clocks import Clocks
from fuyuan.model_check.happening import Record
from rules.catalogue import paths
from rules.vocabulary.path import Path
from tasks.errors import IllegalMoveError


class Movement(Clocks):
    """What the flows do to stages."""

    def __init__(self, path: Path, record: Record) -> None:
        super().__init__(record)
        self.path = path

    def move(
        self, case_number: str, path_code: str, stage_code: str, *, occasion: str = "1"
    ) -> None:
        """As tasks.stages.move."""
        self.calls.append(("move", path_code, stage_code, occasion))
        self._move(path_code, stage_code, occasion)

    def _move(self, path_code: str, stage_code: str, occasion: str = "1") -> None:
        path = paths()[path_code] if path_code != self.path.code else self.path
        key = (path_code, stage_code, occasion)
        if stage_code not in path.stages:
            message = f"路径 {path_code} 没有阶段 {stage_code}"
            raise KeyError(message)
        self.meet("moved", *key)
        self.done.add(("moved", *key))
        if key in self.record.moved:
            return
        self.meet("stage", path_code)
        now = self.record.stages[path_code]
        if not path.allows(now, stage_code):
            message = f"由“{now}”不能转为“{stage_code}”：阶段表不允许"
            raise IllegalMoveError(message)
        self.record.moved |= {key}
        self.record.stages[path_code] = stage_code

    def hand_over(
        self,
        case_number: str,
        *,
        leaving: str,
        to: str,
        reason: str,
        at_stage: str | None,
        occasion: str = "1",
    ) -> None:
        """As tasks.handover.hand_over."""
        self.calls.append(("hand_over", leaving, to, at_stage, occasion))
        if leaving != self.path.code:
            self.find_fault("移交", f"以路径 {leaving} 的名义移交")
        if not reason:
            self.find_fault("移交", f"移交 {to} 没有写明理由")
        if at_stage is not None:
            self._move(leaving, at_stage)
        if to not in paths():
            self.find_fault("移交", f"移交到没有声明的路径 {to}")
            return
        self.put_down("handover", to, at_stage or "", occasion)
        self.record.stages.setdefault(to, paths()[to].first)

    def leave_path(self, case_number: str, path_code: str, stage: str, *, reason: str) -> None:
        """As tasks.exits.leave_path, on whatever stage the other path stands."""
        self.calls.append(("leave_path", path_code, stage))
        if path_code == self.path.code:
            self._move(path_code, stage)
            return
        other = paths().get(path_code)
        if other is None or stage not in other.stages or not other.stages[stage].is_end:
            self.find_fault("离开", f"路径 {path_code} 没有终点 {stage}")
            return
        self.put_down("left", path_code, stage)

    def hold_path(self, case_number: str, path_code: str, *, cause: str, on: dt.date) -> None:
        """As tasks.exits.hold_path."""
        self.calls.append(("hold_path", path_code, cause))
        if path_code not in paths():
            self.find_fault("中止", f"没有路径 {path_code}")
        self.put_down("held", path_code, cause)

    def release_path(self, case_number: str, path_code: str, *, cause: str, on: dt.date) -> None:
        """As tasks.exits.release_path."""
        self.calls.append(("release_path", path_code, cause))
        if not self.was_told("held", path_code, cause):
            self.find_fault("恢复", f"路径 {path_code} 没有因“{cause}”中止")
        self.put_down("released", path_code, cause)
