"""The style base of the editable copy: page, named styles, fonts, all built in code."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

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
TEXT_WIDTH_MM = 156
# 28 characters of 16 pt are wider than 156 mm, so each gives up a quarter of a point.
SQUEEZE_TWENTIETHS = -5
BODY = "公文正文"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a named style looks like: sizes and spacing in points, indents in characters."""

    face: str = FANG
    size: float = 16
    line: float = 28.95
    before: float = 0
    after: float = 0
    align: str = "both"
    first_line: int = 0
    bold: bool = False
    color: str = "auto"
    outline: int | None = None
    keep_next: bool = False


LOOKS = {
    "发文机关标志": Look(
        face=TITLE, size=30, line=38, align="center", bold=True, color=RED, after=6
    ),
    "公文标题": Look(face=TITLE, size=22, line=33, align="center", bold=True),
    "发文字号": Look(align="right"),
    "主送机关": Look(align="left"),
    BODY: Look(first_line=2),
    "一级标题": Look(face=HEI, align="left", first_line=2, outline=0, keep_next=True),
    "二级标题": Look(face=KAI, align="left", first_line=2, outline=1, keep_next=True),
    "附件说明": Look(align="left"),
    "附件标识": Look(face=HEI, align="left", keep_next=True),
    "落款": Look(align="right"),
    "抄送": Look(size=14, line=22, align="left", before=40),
    "表格文字": Look(size=12, line=18, align="left"),
    "表头文字": Look(face=HEI, size=12, line=18, align="center"),
    "提示文字": Look(size=14, line=22, align="left"),
    "签名栏": Look(align="left"),
    "页码": Look(face=SONG, size=14, line=14, after=8.5, align="left"),
    "间隔": Look(size=4, line=8, align="left"),
}
STYLE_IDS = {name: f"gongwen{number}" for number, name in enumerate(LOOKS)}
CHARACTER_FACES = {"黑体字": HEI, "楷体字": KAI}
CHARACTER_STYLE_IDS = {name: f"zi{number}" for number, name in enumerate(CHARACTER_FACES)}
FORM_SIZE, FORM_LINE = 14, 25.5
# A form is filled in, not read aloud: its text is set one size smaller.
SMALLER_IN_FORMS = (BODY, "主送机关", "一级标题", "二级标题", "附件说明", "落款", "签名栏")
PAGE_NUMBER = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)
# The double red lines of 信函格式 are 170 mm long: 8 mm and 6 mm beyond the text.
RED_LINE = (
    '<w:pBdr><w:{side} w:val="{line}" w:sz="24" w:space="{space}" w:color="{red}"/></w:pBdr>'
    '<w:ind w:left="-454" w:right="-340"/>'
)
ISSUER_GOES_HERE = "ISSUER-OF-THE-LETTER"


def look_of(name: str, kind: Kind) -> Look:
    """Return the look of a named style in a kind of document."""
    look = LOOKS[name]
    if kind is Kind.FORM and name in SMALLER_IN_FORMS:
        return replace(look, size=FORM_SIZE, line=FORM_LINE)
    return look


@lru_cache(maxsize=len(Kind))
def base_parts(kind: Kind) -> Mapping[str, bytes]:
    """Return the parts of an empty document of a kind, by name, in the order of its package."""
    document = docx.Document()
    _drop_thumbnail(document)
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)  # A hundred styles that no letter uses.
    for name in LOOKS:
        styles.append(parse_xml(_paragraph_style(name, look_of(name, kind))))
    for name, face in CHARACTER_FACES.items():
        styles.append(parse_xml(_character_style(name, face)))
    _set_page(document, kind)
    _name_fonts(document)
    saved = BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        return {name: package.read(name) for name in package.namelist()}


def _paragraph_style(name: str, look: Look) -> str:
    keep = "<w:keepNext/>" if look.keep_next else ""
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    bold = "<w:b/>" if look.bold else ""
    first_line = _twips(look.first_line * look.size)
    size = round(look.size * 2)
    return f"""
<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{STYLE_IDS[name]}">
  <w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>
  <w:pPr>{keep}<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>
    <w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>
    <w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>
    <w:spacing w:before="{_twips(look.before)}" w:after="{_twips(look.after)}"
      w:line="{_twips(look.line)}" w:lineRule="exact"/>
    <w:ind w:firstLineChars="{look.first_line * 100}" w:firstLine="{first_line}"/>
    <w:jc w:val="{look.align}"/>{outline}</w:pPr>
  <w:rPr>{_fonts(look.face)}{bold}<w:color w:val="{look.color}"/>
    <w:spacing w:val="{SQUEEZE_TWENTIETHS}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>
</w:style>"""


def _character_style(name: str, face: str) -> str:
    style = CHARACTER_STYLE_IDS[name]
    return f"""
<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="{style}">
  <w:name w:val="{name}"/><w:qFormat/><w:rPr>{_fonts(face)}</w:rPr>
</w:style>"""


def _fonts(face: str) -> str:
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


def _twips(points: float) -> int:
    return round(points * 20)


def _drop_thumbnail(document: WordDocument) -> None:
    package: Any = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


def _set_page(document: WordDocument, kind: Kind) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(30), Mm(20)
    document.settings.odd_and_even_pages_header_footer = True
    # Odd pages carry their number on the right, even pages on the left, one character in.
    odd, even = '<w:ind w:right="280"/><w:jc w:val="right"/>', '<w:ind w:left="280"/>'
    _write(section.footer, "页码", odd, PAGE_NUMBER)
    _write(section.even_page_footer, "页码", even, PAGE_NUMBER)
    if kind is Kind.LETTER:
        section.different_first_page_header_footer = True
        head = RED_LINE.format(side="bottom", line="thickThinSmallGap", space=10, red=RED)
        name = f"<w:r><w:t>{ISSUER_GOES_HERE}</w:t></w:r>"
        _write(section.first_page_header, "发文机关标志", head, name)
        foot = RED_LINE.format(side="top", line="thinThickSmallGap", space=1, red=RED)
        _write(section.first_page_footer, "间隔", foot, "")


def _write(place: Any, style: str, properties: str, content: str) -> None:
    paragraph = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{STYLE_IDS[style]}"/>{properties}</w:pPr>'
        f"{content}</w:p>"
    )
    old = place.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields and no borders
    old.getparent().replace(old, paragraph)


def _name_fonts(document: WordDocument) -> None:
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for face, other in OTHER_NAMES.items()
    )
    part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"
    part._blob = f'<?xml version="1.0" encoding="UTF-8"?>{table}'.encode()  # noqa: SLF001 - no public way to write this part
    language = document.styles.element.find(".//" + qn("w:lang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")
