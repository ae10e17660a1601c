"""The fifty documents of the seeds, and which of our letters is each."""

from generating.gallery import rooms
from generating.markdown import EMPTY, code, items, page, table, text

from rules.catalogue import letters
from rules.deadlines import DEADLINES
from rules.documents import REQUIRED, RequiredDocument

HEAD = ("号", "文书", "须送达回证", "对应的文书（点开看样例图）", "必备要素和文书里的字句", "期限")
NOTE = (
    "五个种子文件所要求的五十种文书，逐一对应本系统的文书。每种文书都有模板、虚构的样例内容和样例图；"
    "要素是否真在文书里，由 `tests/docs/test_documents.py` 逐项在样例和模板中查找。"
    "共同要素（案号或登记号、当事人、事由、落款机关、日期）由全部文书的框架印出；"
    "签发人依 GB/T 9704 只印在上行文。"
)


def documents_page() -> str:
    """The handbook's page of the fifty documents."""
    gallery = {letter.code: room.folder for room in rooms() for letter in room.letters}
    asked_for = {name for each in REQUIRED for name in each.letters}
    others = [letter for name, letter in letters().items() if name not in asked_for]
    return page(
        "五十种文书对照表",
        NOTE,
        table(HEAD, [_row(each, gallery) for each in REQUIRED]),
        f"## 清单以外的文书（{len(others)} 种）\n\n"
        + items(_link(letter.code, gallery) for letter in others),
    )


def _row(required: RequiredDocument, gallery: dict[str, str]) -> tuple[str, ...]:
    return (
        str(required.number),
        text(required.title),
        "是" if required.needs_proof else EMPTY,
        "<br>".join(_link(name, gallery) for name in required.letters),
        "<br>".join(
            text(element) if element == words else f"{text(element)}：“{text(words)}”"
            for element, words in required.elements.items()
        )
        or EMPTY,
        "<br>".join(f"{text(DEADLINES[name].duty)} {code(name)}" for name in required.deadlines)
        or EMPTY,
    )


def _link(name: str, gallery: dict[str, str]) -> str:
    title = text(letters()[name].title)
    return f"[{title}](../gallery/{gallery[name]}/{name}-1.png) {code(name)}"
