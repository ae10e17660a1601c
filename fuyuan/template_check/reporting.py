"""How a check of templates is told: a line a finding, or JSON."""

import dataclasses
import os
from pathlib import Path
from typing import Any

import typer

from fuyuan.template_check.checking import Checked
from fuyuan.template_check.findings import Finding, Level
from tasks.rendering.template_files import COMMON, own_folder
from tasks.rendering.words import templates_root

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow"}


def show(checked: Checked) -> None:
    """Print every finding with its place and its remedy, and what was checked."""
    for finding in checked.findings:
        typer.secho(f"{finding.level} {_place(finding)}", fg=COLOURS[finding.level])
        typer.echo(f"  {finding.problem}")
        typer.echo(f"  怎么改：{finding.remedy}")
    regions = "、".join("通用" if name == COMMON else name for name in checked.regions)
    counts = {level: sum(each.level is level for each in checked.findings) for level in Level}
    typer.echo(
        f"查了{checked.letters}种文书（{regions}），模板的{checked.branches}处分支走到{checked.taken}处："
        + "，".join(f"{level}{count}项" for level, count in counts.items())
    )


def as_json(checked: Checked) -> dict[str, Any]:
    """Return the check as plain values."""
    return {
        "letters": checked.letters,
        "regions": checked.regions,
        "branches": checked.branches,
        "taken": checked.taken,
        "findings": [
            {**dataclasses.asdict(finding), "place": _place(finding)}
            for finding in checked.findings
        ],
    }


def _place(finding: Finding) -> str:
    """Return where it is as an editor opens it: file:line."""
    own = own_folder()
    folders = [own.parent] if own and finding.region != COMMON else []
    there = [folder / finding.file for folder in (*folders, templates_root())]
    path = next((each for each in there if each.exists()), Path(finding.file))
    if path.is_relative_to(Path.cwd()):
        path = Path(os.path.relpath(path))
    return f"{path}:{finding.line}" if finding.line else str(path)
