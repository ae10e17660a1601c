"""A path's stages as an SVG picture: the same bytes for the same declarations, light or dark."""

from collections.abc import Sequence
from html import escape

from generating.layering import Arrow, Layout, lay_out

from rules.vocabulary.path import SIDE_EXITS, Path

COLUMN, ROW = 170, 104
BOX_WIDTH, BOX_HEIGHT = 148, 52
MARGIN, HEAD, FOOT = 24, 48, 28
SIGNS_A_LINE, LINE = 9, 17

STYLE = """
text { font: 13px "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
  sans-serif; fill: #1f2a37; text-anchor: middle; }
.note { fill: #5b6675; font-size: 12px; }
.sheet { fill: #ffffff; }
.box { fill: #eef4fb; stroke: #3b6ea5; stroke-width: 1.4; }
.end { fill: #eaf6ee; stroke: #2f7d4f; stroke-width: 3; }
.way { fill: none; stroke: #6b7684; stroke-width: 1.3; }
.back { stroke: #b3631b; stroke-dasharray: 5 4; }
.tip { fill: #6b7684; }
.backtip { fill: #b3631b; }
.start { fill: #1f2a37; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .note { fill: #9aa7b4; }
  .sheet { fill: #0d1117; }
  .box { fill: #16263a; stroke: #6ea8e0; }
  .end { fill: #14291d; stroke: #56b47c; }
  .way { stroke: #8b98a5; }
  .back { stroke: #e0985a; }
  .tip { fill: #8b98a5; }
  .backtip { fill: #e0985a; }
  .start { fill: #e6edf3; }
}
"""


def stage_picture(path: Path) -> str:
    """The picture of a path's stages."""
    layout = lay_out(path)
    width = round(layout.width * COLUMN) + 2 * MARGIN
    has_exits = bool(SIDE_EXITS.keys() & path.stages.keys())
    height = (layout.rows - 1) * ROW + BOX_HEIGHT + HEAD + MARGIN + (FOOT if has_exits else 0)
    return "\n".join(
        [
            _head(path, width, height),
            f"<title>{escape(path.title)}：阶段</title>",
            f"<style>{STYLE}</style>",
            *(_tip(name) for name in ("tip", "backtip")),
            f'<rect class="sheet" width="{width}" height="{height}" rx="8"/>',
            *_start(layout, path.first),
            *(_arrow(arrow) for arrow in layout.arrows),
            *(
                _box(place, path.stages[name].title, is_end=path.stages[name].is_end)
                for name, place in layout.places.items()
            ),
            *_exits(path, width, height),
            "</svg>\n",
        ]
    )


def _head(path: Path, width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-label="{escape(path.title)}">'
    )


def _tip(name: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7"'
        f' markerHeight="7" orient="auto"><path class="{name}" d="M0 0 10 5 0 10z"/></marker>'
    )


def _centre(place: tuple[float, int]) -> tuple[float, float]:
    column, row = place
    return round(MARGIN + column * COLUMN, 1), HEAD + row * ROW + BOX_HEIGHT / 2


def _start(layout: Layout, first: str) -> list[str]:
    x, y = _centre(layout.places[first])
    top = y - BOX_HEIGHT / 2
    return [
        f'<circle class="start" cx="{x}" cy="{top - 24}" r="6"/>',
        f'<path class="way" marker-end="url(#tip)" d="M{x} {top - 18}V{top - 2}"/>',
    ]


def _box(place: tuple[float, int], title: str, *, is_end: bool) -> str:
    x, y = _centre(place)
    lines = _lines(title)
    first = y + 5 - (len(lines) - 1) * LINE / 2
    text = "".join(
        f'<text x="{x}" y="{first + number * LINE}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    kind, corner = ("end", BOX_HEIGHT / 2) if is_end else ("box", 8)
    left, top = round(x - BOX_WIDTH / 2, 1), y - BOX_HEIGHT / 2
    return (
        f'<rect class="{kind}" x="{left}" y="{top}" width="{BOX_WIDTH}"'
        f' height="{BOX_HEIGHT}" rx="{corner}"/>{text}'
    )


def _lines(title: str) -> Sequence[str]:
    """A title in lines of about equal length, broken after a comma where there is one."""
    if len(title) <= SIGNS_A_LINE:
        return [title]
    middle = -(-len(title) // 2)
    breaks = [at for at, sign in enumerate(title, 1) if sign in "，、；" and at < len(title)]
    near = [at for at in breaks if max(at, len(title) - at) <= SIGNS_A_LINE + 1]
    at = min(near, key=lambda each: abs(each - middle)) if near else middle
    at += title[at] in "，、；"
    return [title[:at], title[at:]]


def _arrow(arrow: Arrow) -> str:
    points = [_centre(point) for point in arrow.points]
    leaves, arrives = (-1, 1) if arrow.is_back else (1, -1)
    edge = BOX_HEIGHT / 2
    shift = 16 if arrow.is_back else 0
    (x, y), (to_x, to_y) = points[0], points[-1]
    ways = [
        (x + shift, y + leaves * edge),
        *points[1:-1],
        (to_x + shift, to_y + arrives * (edge + 2)),
    ]
    kind, tip = ("way back", "backtip") if arrow.is_back else ("way", "tip")
    return f'<path class="{kind}" marker-end="url(#{tip})" d="{_curve(ways)}"/>'


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """A curve that leaves and arrives upright at every point."""
    (x, y), *others = points
    parts = [f"M{x} {y}"]
    for to_x, to_y in others:
        middle = round((y + to_y) / 2, 1)
        parts.append(f"C{x} {middle} {to_x} {middle} {to_x} {to_y}")
        x, y = to_x, to_y
    return "".join(parts)


def _exits(path: Path, width: int, height: int) -> list[str]:
    titles = [path.stages[name].title for name in SIDE_EXITS if name in path.stages]
    if not titles:
        return []
    text = f"办结之前随时可以：{'／'.join(titles)}"
    return [f'<text class="note" x="{width / 2}" y="{height - 18}">{escape(text)}</text>']
