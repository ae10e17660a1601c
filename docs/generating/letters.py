"""The letters of a path: who writes to whom, numbered how, on what basis."""

from collections.abc import Iterable

from generating.markdown import code, page, table, text

from rules.catalogue import letters_by_hand, paths
from rules.court_side import COURT_LETTERS
from rules.vocabulary.letter import Letter, Office
from rules.vocabulary.region import NATIONAL, load_region
from tasks.letters import ADDRESSEES

COURT_SIDE = (
    "法院准备怎样裁判，只告诉所涉行政机关（皖司发〔2022〕9号（九））。"
    "这些文书用 `fuyuan court` 制作，事实加密存放，"
    "不进入窗口、待办、时间线、看板和通知，见[文书](letters.md)。"
)
HEAD = (
    "文书",
    "代码",
    "何时制作",
    "出具",
    "致",
    "附件",
    "编号",
    "须送达回证",
    "谁可以看",
    "依据",
    "模板",
)
ISSUERS = {
    Office.COURT: "人民法院",
    Office.STUDIO: "化解工作室",
    Office.CENTER: "化解中心",
    Office.PARTIES: "双方当事人",
    Office.AGENCY: "行政机关",
    Office.JUSTICE_BUREAU: "司法局",
    Office.RECONSIDERATION: "行政复议机关",
    Office.PROCURATORATE: "人民检察院",
    Office.GOVERNMENT_OFFICE: "政府办公室",
    Office.JOINT_OFFICE: "府院联席会议办公室",
}


def letters_section(letters: Iterable[Letter]) -> str:
    """The letters in a table; nothing for a path without any."""
    rows = list(map(_row, letters))
    return f"## 文书（{len(rows)} 种）\n\n{table(HEAD, rows)}" if rows else ""


def letters_page() -> str:
    """The handbook's page of all letters, path by path."""
    written = [path for path in paths().values() if path.letters]
    number = sum(len(path.letters) for path in written)
    by_hand = letters_by_hand().values()
    return page(
        "文书总表",
        f"{number} 种由系统在流程走到时自动制作，何时制作见各路径页的阶段和待办；"
        f"{len(by_hand)} 种由人决定何时制作。另有不进入任何公开页面的文书，见文末。",
        *(
            f"## [{text(path.title)}](paths/{path.code}.md)\n\n"
            + table(HEAD, map(_row, path.letters))
            for path in written
        ),
        "## [手工出具](correspondence.md)\n\n"
        + table((*HEAD, "属于", "何时制作"), map(_row_by_hand, by_hand)),
        f"## 仅限人民法院一端的文书\n\n{COURT_SIDE}\n\n{table(HEAD, map(_row, COURT_LETTERS))}",
    )


def _row(letter: Letter) -> tuple[str, ...]:
    return (
        text(letter.title),
        code(letter.code),
        text(letter.trigger),
        ISSUERS[letter.issuer],
        ADDRESSEES[letter.to],
        "、".join(map(text, letter.attachments)) or "—",
        _numbering(letter),
        "是" if letter.served else "否",
        letter.circle.label,
        "；".join(map(text, letter.basis)),
        code(f"templates/{letter.template}.xml.j2"),
    )


def _row_by_hand(letter: Letter) -> tuple[str, ...]:
    return (*_row(letter), "案件" if letter.is_of_a_case else "机关", text(letter.trigger))


def _numbering(letter: Letter) -> str:
    if letter.numbering is None:
        return "只用登记号" if letter.is_of_a_case else "不编文号"
    key = f"document_number.{letter.numbering}"
    pattern = load_region(NATIONAL).source_of(key).value
    return f"{code(str(pattern))}，机关代字取 {code(f'organ.{letter.issuer.value}')}"
