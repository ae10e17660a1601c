"""A region's own words for a letter: a first file that changes nothing yet and says what it may."""

from collections.abc import Iterator
from pathlib import Path

from rules.vocabulary.letter import Letter
from rules.vocabulary.region import load_region
from tasks.errors import FuyuanError
from tasks.rendering.study import TemplateStudy, lineage, study_family
from tasks.rendering.template_files import (
    BASE_PREFIX,
    COMMON,
    REGION_PREFIX,
    REGIONS,
    find_file,
    own_folder,
)
from tasks.rendering.words import SUFFIX, templates_root

BLOCKS = {
    "kind": "版式：letter 信函、notice 通知、form 表格、record 笔录、agreement 协议",
    "issuer": "版头的机关名称",
    "mark": "发文机关标志（红头），法院文书、表格、笔录没有",
    "signers": "签发人（上行文）",
    "title": "标题",
    "number": "文号或者登记号",
    "to": "主送",
    "body": "正文",
    "attachments": "附件说明",
    "sign": "落款一栏（署名和日期，或者签名栏）",
    "office": "落款的机关名称",
    "after_sign": "落款之后",
    "copies": "抄送",
    "printing": "印发机关和印发日期（文件、纪要）",
    "annex": "另页的附件、回执、送达回证",
}


def starter_path(letter: Letter, region: str) -> Path:
    """Where this installation's own words for a letter lie, written yet or not."""
    own = own_folder()
    if own is None:
        message = "正在读取另一处的模板，不能新建地区模板"
        raise FuyuanError(message)
    return own / region / f"{letter.template}{SUFFIX['letter']}"


def write_starter(letter: Letter, region: str) -> Path:
    """Write a commented file that changes nothing yet. Raises FuyuanError if there is one.

    Raises RegionError for a region that is not configured.
    """
    load_region(region)
    path = starter_path(letter, region)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(starter(letter, region))
    except FileExistsError:
        message = f"已经有 {path}：请直接修改，或者先把它移走"
        raise FuyuanError(message) from None
    return path


def starter(letter: Letter, region: str) -> str:
    """The text of such a file: what it extends, its blocks, its facts, an example."""
    name = f"{letter.template}{SUFFIX['letter']}"
    regional = templates_root() / REGIONS / region / name
    prefix = REGION_PREFIX if regional.is_file() else BASE_PREFIX
    line = lineage(study_family(letter.template, region=COMMON))
    return "\n".join(
        (
            f"{{# {load_region(region).title}的《{letter.title}》：只写与通用模板不同的块。",
            "   改好后运行：",
            f"     fuyuan letter check {letter.code} --region {region}      查错",
            f"     fuyuan letter diff {letter.code} --region {region}       看改动了哪些文字",
            f"     fuyuan letter preview {letter.code} --region {region}    看样子",
            "   有误的地区模板不会耽误制作文书：系统改用通用模板，并提醒管理员。 #}",
            f'{{% extends "{prefix}{name}" %}}',
            "{#",
            "可以改写的块：",
            *_blocks(line),
            "",
            "可以使用的事实（日期、金额须用过滤器写成文字，如 {{ issued_on|date }}）：",
            *_facts(letter),
            "",
            "例：在正文后面加一段，其余照旧（把下面三行移到本说明之外）：",
            "{% block body %}{{ super() }}",
            "<p>（此处写本地区要加的话。）</p>",
            "{% endblock %}",
            "#}",
            "",
        )
    )


def _blocks(line: tuple[TemplateStudy, ...]) -> Iterator[str]:
    places: dict[str, str] = {}
    for study in line:
        for block in study.blocks:
            places.setdefault(block.name, f"{block.file} 第{block.line}行")
    order = list(BLOCKS)
    known = sorted(places, key=lambda name: order.index(name) if name in order else len(order))
    for name in known:
        what = BLOCKS.get(name, "")
        yield f"  {name:<12}{what}（现在的写法：{places[name]}）"


def _facts(letter: Letter) -> Iterator[str]:
    for name, field in letter.needs.model_fields.items():
        yield f"  {name:<20}{field.title}"


def is_overlaid(letter: Letter, region: str) -> bool:
    """Whether a region has words of its own for a letter."""
    name, root = f"{letter.template}{SUFFIX['letter']}", templates_root()
    return find_file(name, region, root) != find_file(name, COMMON, root)
