"""What of a case file may be published, family by family, and in which volume it is filed."""

from generating.markdown import code, page, table, text

from rules.catalogue import letters
from rules.publication import CONFIDENTIAL_FIELDS, JUDGMENTS, Disclosure, Judgment

NOTE = (
    "卷宗的公开版（[卷宗](case_file.md)）只收入“可以公开”的文书，姓名、证件、住址隐去。"
    "每一种文书都归入一类，没有归类的不公开，`tests/rules/test_disclosure.py` 会指名。"
    "决定权在法院和制作机关：改变一类，改 `rules/publication.py`。"
)


def publication_page() -> str:
    """The handbook's page of what may be published."""
    public = sum(len(each.codes) for each in JUDGMENTS if each.disclosure is Disclosure.PUBLIC)
    return page(
        "哪些文书可以公开",
        NOTE,
        f"{len(letters())} 种文书中，可以公开的 {public} 种。",
        *(_section(each) for each in JUDGMENTS),
        "## 可以公开的文书里不公开的内容\n\n"
        + table(
            ("文书", "代码", "内容"),
            [
                (
                    text(letters()[name].title),
                    code(name),
                    "、".join(
                        text(str(letters()[name].needs.model_fields[field].title))
                        for field in fields
                    ),
                )
                for name, fields in CONFIDENTIAL_FIELDS.items()
            ],
        ),
    )


def _section(judged: Judgment) -> str:
    facts = table(
        ("能否公开", "归卷", "理由", "来源"),
        [
            (
                "可以" if judged.disclosure is Disclosure.PUBLIC else "不公开",
                judged.volume.value,
                text(judged.reason),
                text(judged.basis),
            )
        ],
    )
    names = "、".join(f"{text(letters()[name].title)} {code(name)}" for name in judged.codes)
    return f"## {text(judged.family)}\n\n{facts}\n\n{names}"
