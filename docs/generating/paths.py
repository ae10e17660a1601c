"""A path's page: its stages as a picture and a table, what it asks, writes and counts."""

from generating.deadlines import deadline_tables
from generating.layering import shown_edges
from generating.letters import letters_section
from generating.markdown import code, items, page, table, text
from generating.questions import question_section, unasked_questions

from rules.catalogue import paths
from rules.deadlines import find
from rules.vocabulary.path import SIDE_EXITS, Path, Stage


def path_page(path: Path) -> str:
    """The handbook's page of one path."""
    return page(
        path.title,
        f"路径代码 {code(path.code)}，流程 {code(path.deployment)}。",
        f"依据：{'；'.join(map(text, path.basis))}。",
        f"## 阶段\n\n{_diagram(path)}",
        _stages(path),
        _questions(path),
        letters_section(path.letters),
        _deadlines(path),
        _neighbours(path),
    )


def _diagram(path: Path) -> str:
    """The picture, and the same for a reader of Mermaid; side exits are named, not drawn."""
    drawn = {name: stage for name, stage in path.stages.items() if name not in SIDE_EXITS}
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{stage.title}" as {name}' for name, stage in drawn.items()]
    lines.append(f"    [*] --> {path.first}")
    lines += [f"    {start} --> {end}" for start, end in shown_edges(path)]
    lines += [f"    {name} --> [*]" for name, stage in drawn.items() if stage.is_end]
    picture = f"![{path.title}：阶段]({path.code}.svg)"
    return "\n\n".join([picture, "\n".join([*lines, "```"]), *_side_exits(path)])


def _side_exits(path: Path) -> list[str]:
    titles = [text(path.stages[name].title) for name in SIDE_EXITS if name in path.stages]
    return [f"办结之前随时可以因情况变化结束（图中不画）：{'、'.join(titles)}。"] if titles else []


def _following(path: Path, stage: Stage) -> list[str]:
    """What may follow, in the order in which the stages are declared."""
    return [name for name in path.stages if name in stage.then]


def _stages(path: Path) -> str:
    rows = [
        (
            code(name),
            text(stage.title),
            "、".join(text(path.stages[then].title) for then in _following(path, stage))
            or "（合法终点）",
        )
        for name, stage in path.stages.items()
    ]
    first = text(path.stages[path.first].title)
    return f"起点：{first}。\n\n{table(('代码', '阶段', '可转入'), rows)}"


def _questions(path: Path) -> str:
    asked = [question_section(question) for question in path.questions]
    offered = [question_section(question) for question in unasked_questions(path)]
    parts = [f"## 待办（{len(asked)} 个）", *asked]
    if offered:
        parts += ["## 随时可以登记的", *offered]
    return "\n\n".join(parts)


def _deadlines(path: Path) -> str:
    if not path.deadlines:
        return ""
    return f"## 期限\n\n{deadline_tables(find(rule) for rule in path.deadlines)}"


def _neighbours(path: Path) -> str:
    others = [f"[{other.title}]({other.code}.md)" for other in paths().values() if other != path]
    return f"## 其他路径\n\n{items(others)}"
