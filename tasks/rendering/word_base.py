"""The base of the editable copy: page, named styles, fonts, settings, all built in code."""

import zipfile
from collections.abc import Mapping
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
from tasks.rendering.word_looks import (
    CHARACTER_FACES,
    CHARACTER_STYLE_IDS,
    FANG,
    LOOKS,
    MARK_LINE_FROM_EDGE_MM,
    OTHER_NAMES,
    RED,
    STYLE_IDS,
    Look,
    look_of,
)

PAGE_NUMBER = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)
# The double red lines of 信函格式 are 170 mm long: 8 mm and 6 mm beyond the text. Two single lines,
# because programs differ in which of a thick and a thin one they draw outside.
THICK, THIN = 12, 6  # Eighths of a point.
MARK_GOES_HERE, LINE_GOES_HERE = "MARK-OF-THE-LETTER", "99999"
STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
# Parts of python-docx's own template that no letter uses, one of them with a hundred styles.
UNUSED = (
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    STYLES_WITH_EFFECTS,
)
# Adjoining marks are set closer, a line that a person broke is not stretched, and blanks at the
# end of a line are underlined like those within it.
SETTINGS = f"""<w:settings {nsdecls("w")}><w:zoom w:percent="100"/>
<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>
<w:characterSpacingControl w:val="compressPunctuation"/>
<w:compat><w:balanceSingleByteDoubleByteWidth/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"
 w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>
<w:listSeparator w:val=","/></w:settings>"""


@lru_cache(maxsize=len(Kind))
def base_parts(kind: Kind) -> Mapping[str, bytes]:
    """Return the parts of an empty document of a kind, by name, in the order of its package."""
    document = docx.Document()
    _drop_unused(document)
    _set_styles(document, kind)
    _set_page(document, kind)
    _write_part(document, RELATIONSHIP_TYPE.SETTINGS, SETTINGS)
    _write_part(document, RELATIONSHIP_TYPE.FONT_TABLE, _font_table())
    saved = BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        return {name: package.read(name) for name in package.namelist()}


def _set_styles(document: WordDocument, kind: Kind) -> None:
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)  # A hundred styles that no letter uses.
    defaults = styles.find(qn("w:docDefaults"))
    defaults.getparent().replace(defaults, parse_xml(_defaults()))
    for name in LOOKS:
        styles.append(parse_xml(_paragraph_style(name, look_of(name, kind))))
    for name, face in CHARACTER_FACES.items():
        styles.append(parse_xml(_character_style(name, face)))


def _defaults() -> str:
    return f"""
<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>{_fonts(FANG)}<w:sz w:val="32"/>
<w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>
</w:rPrDefault><w:pPrDefault/></w:docDefaults>"""


def _paragraph_style(name: str, look: Look) -> str:
    keep = "<w:keepNext/>" if look.keep_next else ""
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    # An indent of no characters would be stronger than the points that a paragraph asks for.
    indent = (
        f'<w:ind w:firstLineChars="{look.first_line * 100}"'
        f' w:firstLine="{_twips(look.first_line * look.size)}"/>'
        if look.first_line
        else ""
    )
    size = round(look.size * 2)
    squeeze = f'<w:spacing w:val="{-_twips(look.squeeze)}"/>' if look.squeeze else ""
    return f"""
<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{STYLE_IDS[name]}">
  <w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>
  <w:pPr>{keep}<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:topLinePunct/>
    <w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>
    <w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>
    <w:spacing w:before="0" w:after="{_twips(look.after)}"
      w:line="{_twips(look.line)}" w:lineRule="exact"/>
    {indent}<w:jc w:val="{look.align}"/>{outline}</w:pPr>
  <w:rPr>{_fonts(look.face)}<w:color w:val="{look.color}"/>
    {squeeze}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>
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


def _drop_unused(document: WordDocument) -> None:
    package: Any = document.part.package
    for rels, kinds in (
        (package.rels, (RELATIONSHIP_TYPE.THUMBNAIL,)),
        (document.part.rels, UNUSED),
    ):
        for key in [key for key, relation in rels.items() if relation.reltype in kinds]:
            del rels[key]


def _set_page(document: WordDocument, kind: Kind) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(MARK_LINE_FROM_EDGE_MM), Mm(20)
    document.settings.odd_and_even_pages_header_footer = True
    # Odd pages carry their number on the right, even pages on the left, one character in.
    odd, even = '<w:ind w:right="280"/><w:jc w:val="right"/>', '<w:ind w:left="280"/>'
    _write(section.footer, ("页码", odd, PAGE_NUMBER))
    _write(section.even_page_footer, ("页码", even, PAGE_NUMBER))
    if kind is Kind.LETTER:
        section.different_first_page_header_footer = True
        exact = f'<w:spacing w:line="{LINE_GOES_HERE}" w:lineRule="exact"/>'
        thick, thin = (_red_line(size) for size in (THICK, THIN))
        under_the_mark = _red_line(THICK, space=8, line=exact)
        header = (("发文机关标志", under_the_mark, MARK_GOES_HERE), ("间隔", thin, ""))
        _write(section.first_page_header, *header)
        _write(section.first_page_footer, ("间隔", thin, ""), ("间隔", thick, ""))


def _red_line(eighths: int, *, space: int = 0, line: str = "") -> str:
    edge = f'<w:bottom w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{RED}"/>'
    return f'<w:pBdr>{edge}</w:pBdr>{line}<w:ind w:left="-454" w:right="-340"/>'


def _write(place: Any, *paragraphs: tuple[str, str, str]) -> None:
    """Fill a header or footer with paragraphs: style, properties, content."""
    old = place.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields and no borders
    for style, properties, content in paragraphs:
        form = f'<w:pPr><w:pStyle w:val="{STYLE_IDS[style]}"/>{properties}</w:pPr>'
        old.addprevious(parse_xml(f"<w:p {nsdecls('w')}>{form}{content}</w:p>"))
    old.getparent().remove(old)


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for face, other in OTHER_NAMES.items()
    )
    return f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"


def _write_part(document: WordDocument, relation: str, content: str) -> None:
    part: Any = document.part.part_related_by(relation)
    if hasattr(part, "_element"):
        part._element = parse_xml(content)  # noqa: SLF001 - no public way to write this part
    else:
        part._blob = f'<?xml version="1.0" encoding="UTF-8"?>{content}'.encode()  # noqa: SLF001 - as above
