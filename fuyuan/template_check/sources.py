"""What can be told from the sources: unknown names, blocks nobody prints, files nobody uses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel

from fuyuan.template_check.findings import Findings, Level
from rules.court_side import COURT_LETTERS
from rules.service_papers import PUBLIC_NOTICE, SLIP
from rules.vocabulary.letter import NOT_PRINTED, CaseFacts, Letter
from rules.vocabulary.region import list_regions
from tasks.letter_choice import every_letter
from tasks.rendering.study import TemplateStudy, lineage
from tasks.rendering.template_files import (
    COMMON,
    REGIONS,
    find_file,
    overlay_folders,
    own_folder,
    shown,
)
from tasks.rendering.words import SUFFIX, templates_root

Family = tuple[TemplateStudy, ...]
ENDINGS = tuple(SUFFIX.values())
# What the court's terminal and 送达 write, which no letter of a case does.
WRITTEN_ELSEWHERE = tuple(
    template + ending
    for template in (SLIP, PUBLIC_NOTICE, *(letter.template for letter in COURT_LETTERS))
    for ending in ENDINGS
)


def letter_file(letter: Letter, region: str) -> str:
    """The file that a region begins a letter with: its own if it has one, sound or not."""
    name, root = f"{letter.template}{SUFFIX['letter']}", templates_root()
    path = find_file(name, region, root)
    return shown(path, root) if path else name


def check_family(found: Findings, family: Family, letter: Letter) -> None:
    """Check all that a letter is written from against the facts that it declares."""
    _check_names(found, family, letter)
    _check_blocks(found, family, letter)
    for study in family:
        for name, line in study.unknown_filters:
            known = "、".join(sorted(("date", "joined", "lines", "money", "stripped")))
            remedy = f"可用的过滤器见 templates/README.md，如 {known}"
            found.add(study.file, line, f"不认识的过滤器或者判断“{name}”", remedy, letter=letter)


def _check_names(found: Findings, family: Family, letter: Letter) -> None:
    declared = set(letter.needs.model_fields)
    given = frozenset().union(*(study.given for study in family))
    for study in family:
        for name, line in study.asked.items():
            if name in declared or name in given:
                continue
            alike = get_close_matches(name, declared, n=3)
            remedy = f"是不是 {'、'.join(alike)}？" if alike else ""
            where = f"rules/paths/{letter.template.split('/')[0]}/letters.py"
            remedy += f"要用新的事实，先在 {where} 声明"
            problem = f"《{letter.title}》没有声明事实“{name}”"
            found.add(study.file, line, problem, remedy, letter=letter)


def check_unused(found: Findings, families: Mapping[str, Family]) -> None:
    """Name the facts that no template uses of all whose letters declare them alike."""
    users: dict[tuple[type[BaseModel], str], list[Letter]] = defaultdict(list)
    asked: set[tuple[type[BaseModel], str]] = set()
    for code, family in families.items():
        letter = every_letter()[code]
        named = frozenset().union(*(study.asked for study in family))
        for name in letter.needs.model_fields.keys() - CaseFacts.model_fields.keys():
            declared = (_declaring(letter.needs, name), name)
            users[declared].append(letter)
            asked |= {declared} if name in named else set()
    for (model, name), those in users.items():
        field = model.model_fields[name]
        if (model, name) not in asked and field.json_schema_extra != NOT_PRINTED:
            problem = f"声明了事实“{name}”（{field.title}），模板没有用到"
            remedy = "在模板里写出来，或者从声明里删去；只供台账用的，声明为 NOT_PRINTED"
            found.add(f"{those[0].template}.xml.j2", 1, problem, remedy, letter=those[0])


def _declaring(model: type[BaseModel], name: str) -> type[BaseModel]:
    """Return the class that declares a fact, which other letters may share."""
    classes = (each for each in model.__mro__ if issubclass(each, BaseModel))
    return next(each for each in classes if name in each.__annotations__)


def _check_blocks(found: Findings, family: Family, letter: Letter) -> None:
    line = lineage(family)
    for number, study in enumerate(line):
        above = {block.name for other in line[number + 1 :] for block in other.blocks}
        if study.extends is None:
            continue
        for stray in study.stray:
            problem = "块以外的文字不会印出来"
            remedy = "移进一个块，如 {% block body %}…{% endblock %}"
            found.add(study.file, stray, problem, remedy, letter=letter)
        for block in study.blocks:
            if block.is_outer and block.name not in above:
                alike = get_close_matches(block.name, above, n=3)
                remedy = f"是不是 {'、'.join(alike)}？" if alike else ""
                remedy += f"可以改写的块：{'、'.join(sorted(above))}"
                problem = f"没有叫“{block.name}”的块，写在里面的不会印出来"
                found.add(study.file, block.line, problem, remedy, letter=letter)
    _check_required(found, line, letter)


def _check_required(found: Findings, line: Family, letter: Letter) -> None:
    for number, study in enumerate(line):
        filled = {block.name for other in line[:number] for block in other.blocks}
        for block in study.blocks:
            if block.is_required and block.name not in filled:
                problem = f"《{letter.title}》缺少块“{block.name}”"
                remedy = f"加上 {{% block {block.name} %}}…{{% endblock %}}"
                found.add(line[0].file, 1, problem, remedy, letter=letter)


def check_files(found: Findings, used: set[Path]) -> None:
    """Name the files that lie among a region's templates and that nothing is written from."""
    root = templates_root()
    for path in _files_of(found.region):
        file = shown(path, root)
        if not path.name.endswith(ENDINGS):
            remedy = f"文件名须以 {'、'.join(ENDINGS)} 结尾；不是模板的移走"
            found.add(file, 0, "这个文件不会被用到", remedy, level=_level(found))
        elif path not in used and not file.endswith(WRITTEN_ELSEWHERE):
            remedy = "核对文件夹和文件名（与通用模板同名才生效），或者删去"
            found.add(file, 0, "没有一份文书用到这个模板", remedy, level=_level(found))


def _level(found: Findings) -> Level:
    return Level.ERROR if found.region != COMMON else Level.WARNING


def _files_of(region: str) -> Iterator[Path]:
    root = templates_root()
    folders = overlay_folders(region, root) or (root,)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            below = path.relative_to(folder).parts
            hidden = any(part.startswith((".", "~")) for part in below)
            is_regional = folder == root and below[0] == REGIONS
            if path.is_file() and not hidden and not is_regional and path.name != "README.md":
                yield path


def check_region_folders(found: Findings) -> None:
    """Name the folders of regions that no configuration knows."""
    for above in (own_folder(), templates_root() / REGIONS):
        for folder in sorted(above.iterdir()) if above and above.is_dir() else ():
            if folder.is_dir() and folder.name not in list_regions():
                known = "、".join(list_regions())
                problem = f"没有名为“{folder.name}”的地区，其中的模板不会被用到"
                found.add(f"{REGIONS}/{folder.name}", 0, problem, f"文件夹改名，可用：{known}")


def regions_with_overlays() -> tuple[str, ...]:
    """Return the configured regions that have words of their own, in this installation or not."""
    root = templates_root()
    return tuple(
        name
        for name in list_regions()
        if any(any(folder.rglob("*.j2")) for folder in overlay_folders(name, root))
    )
