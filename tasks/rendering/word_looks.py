"""The named styles of the editable copy: faces, sizes, lines, and the distances they make."""

from dataclasses import dataclass, replace

from tasks.rendering.document import Kind

FANG, KAI, HEI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
# What Word may take instead where the office's face is not installed.
OTHER_NAMES = {
    FANG: "FangSong",
    KAI: "KaiTi",
    HEI: "SimHei",
    TITLE: "FZXiaoBiaoSong-B05S",
    SONG: "SimSun",
}
RED = "E60012"
BODY = "公文正文"
TEXT_WIDTH_MM = 156
# 22 lines to 225 mm; a form has 25.
BODY_SIZE, LINE = 16.0, 28.95
FORM_SIZE, FORM_LINE = 14.0, 25.5
TITLE_LINE = 32.5
# 信函格式: the line of the mark begins here, so that its strokes begin 30 mm from the edge.
MARK_LINE_FROM_EDGE_MM = 27.65
# Of a line of exact height, Word puts four fifths above the baseline; of a character, 88 %.
ABOVE_BASELINE, ASCENT = 0.8, 0.88


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a named style looks like: sizes and spacing in points, indents in characters."""

    face: str = FANG
    size: float = BODY_SIZE
    line: float = LINE
    after: float = 0
    align: str = "both"
    first_line: int = 0
    color: str = "auto"
    outline: int | None = None
    keep_next: bool = False

    @property
    def squeeze(self) -> float:
        """Points that each character gives up: 28 of 16 pt are wider than 156 mm."""
        return 0.25 if self.size == BODY_SIZE else 0.0

    @property
    def advance(self) -> float:
        """Points from one character to the next."""
        return self.size - self.squeeze

    @property
    def rise(self) -> float:
        """Points between the top of a line and the top of its characters."""
        return ABOVE_BASELINE * self.line - ASCENT * self.size

    @property
    def drop(self) -> float:
        """Points between the bottom of the characters and the bottom of their line."""
        return self.line - self.size - self.rise


LOOKS = {
    "发文机关标志": Look(face=TITLE, size=34, line=40.8, align="center", color=RED),
    "公文标题": Look(face=TITLE, size=22, line=TITLE_LINE, align="center"),
    "文书名称": Look(face=TITLE, size=26, line=34, align="center"),
    "发文字号": Look(align="right"),
    "报告单位": Look(face=KAI, align="center"),
    "主送机关": Look(align="left"),
    BODY: Look(first_line=2),
    "一级标题": Look(face=HEI, align="left", first_line=2, outline=0, keep_next=True),
    "二级标题": Look(face=KAI, align="left", first_line=2, outline=1, keep_next=True),
    "附件说明": Look(align="left", keep_next=True),
    "附件标识": Look(face=HEI, align="left", keep_next=True),
    "参会人员": Look(align="left"),
    "落款": Look(align="right"),
    "版记": Look(size=14, line=22, align="left"),
    "表格文字": Look(size=12, line=18, align="left"),
    "表头文字": Look(face=HEI, size=12, line=18, align="center"),
    "提示文字": Look(size=14, line=22, align="left"),
    "签名栏": Look(align="left"),
    "页码": Look(face=SONG, size=14, line=14, after=15.7, align="left"),
    "间隔": Look(size=1, line=1, align="left"),
}
STYLE_IDS = {name: f"gongwen{number}" for number, name in enumerate(LOOKS)}
CHARACTER_FACES = {"黑体字": HEI, "楷体字": KAI}
CHARACTER_STYLE_IDS = {name: f"zi{number}" for number, name in enumerate(CHARACTER_FACES)}
# A form is filled in, not read aloud: its text is set one size smaller.
SMALLER_IN_FORMS = (
    *(
        BODY,
        "发文字号",
        "主送机关",
        "一级标题",
        "二级标题",
        "附件说明",
        "附件标识",
        "落款",
        "签名栏",
    ),
)


def look_of(name: str, kind: Kind) -> Look:
    """Return the look of a named style in a kind of document."""
    look = LOOKS[name]
    if kind is Kind.FORM and name in SMALLER_IN_FORMS:
        return replace(look, size=FORM_SIZE, line=FORM_LINE)
    return look


def empty_lines(count: float, kind: Kind) -> float:
    """Return the points between characters that have so many empty lines between them."""
    body = look_of(BODY, kind)
    return body.line - body.size + count * body.line
