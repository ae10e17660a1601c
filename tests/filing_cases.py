"""A case with letters, answers and a mediation, as a case file would hold it."""

from typing import Any

from models.ledger import ledger
from rules.filing import Plaintiff
from rules.paths.prefiling_mediation import SESSION_RECORD, SETTLEMENT, TERMINATION
from rules.paths.registration import CORRECTION_NOTICE, EIGHT_CHECKS_FORM, RECEIPT
from tasks.answers import record_answer
from tasks.letters import issue
from tasks.records import find_case
from tests.building import SESSION, asked, in_mediation
from tests.correspondence import CORRECTION_FACTS, DUE, RECEIPT_FACTS, SETTLEMENT_FACTS

UNCERTAIN = {**DUE, "certain": False}
UNDISPUTED = "答复书于2026年10月8日作出"
CONCESSION = "愿意放弃赔偿请求"
FINDING = {"title": "诉讼请求", "ok": True, "article": "第四十九条"}


def filed_case(n: int = 1, **changes: Any) -> str:
    """The number of a case with six letters and an answer, all by the program's own means."""
    number = in_mediation(n, **changes)
    issue(number, RECEIPT, **RECEIPT_FACTS | {"filing_due": UNCERTAIN})
    issue(number, CORRECTION_NOTICE, **CORRECTION_FACTS)
    issue(
        number,
        EIGHT_CHECKS_FORM,
        findings=[FINDING] * 8,
        mediable=True,
        conclusion="符合",
        guided_choice="愿意诉前调解",
        reviewer="刘法官",
        reviewed_on="2026-11-05",
    )
    asked(number, "mediation_session", path="prefiling_mediation")
    record_answer(number, "mediation_session", SESSION, door="命令行")
    issue_record(number)
    issue(number, SETTLEMENT, **SETTLEMENT_FACTS)
    issue(
        number,
        TERMINATION,
        reason=f"起诉人说：{CONCESSION}，对方不同意",
        accepted_on="2026-11-03",
        ended_on="2026-11-06",
        excluded_days=4,
        filing_due=DUE,
        docketing_due=DUE,
        partial_terms=["机关补发答复"],
    )
    return number


def issue_record(number: str, **changes: Any) -> int:
    """The transcript of a session, with a concession and an agreed fact."""
    facts = {
        "held_on": "2026-11-05",
        "place": "化解工作室",
        "host": "王调解员",
        "recorder": "李书记员",
        "attendees": ["周某(起诉人)", "区教育局"],
        "statements": [["周某", CONCESSION]],
        "undisputed_facts": [UNDISPUTED],
        "result": "继续调解",
    }
    return issue(number, SESSION_RECORD, **facts | changes)


# Names that are spaced, a common word, not Chinese; a child; an address inside an act.
SPACED, COMMON_WORD, MINORITY, CHILD = "欧阳　娜 娜", "安排", "买买提·艾力", "周小宝"
CHILDS_ID, HOSTILE_ID = "990000201501010017", "990000198001010012"
HOSTILE_PHONE, HOSTILE_ADDRESS = "13800001111", "湖北省宜昌市伍家岗区夷陵路12号3栋602室"
HOSTILE: dict[str, Any] = {
    "plaintiffs": [
        Plaintiff(name=SPACED, id_number=HOSTILE_ID, phone=HOSTILE_PHONE, address=HOSTILE_ADDRESS),
        Plaintiff(name=COMMON_WORD, phone="0717-6666666", address="伍家岗区前坪村3组"),
        Plaintiff(name=MINORITY),
        Plaintiff(name=CHILD, id_number=CHILDS_ID),
        Plaintiff(name="宜昌市昆仑商贸有限公司", address="伍家岗区沿江大道88号"),
    ],
    "act": (
        "对位于夷陵路１２号３栋 602室房屋作出的征收补偿决定（被征收人欧阳娜娜，电话138-0000-1111）"
    ),
    "claims": (
        "1. 撤销对欧阳 娜娜、安排和买买提•艾力的决定；\n2. 按 990000 19800101 0012 的户口补偿；"
        "\n3. 车牌鄂E12345的车辆、前坪村３组的附属物一并安排补偿，请联系 ou.yang@example.cn。"
    ),
}
SECRETS = (
    *("欧阳娜娜", "买买提艾力", "周小宝", "夷陵路12号", "前坪村3组", "13800001111", "07176666666"),
    *("990000198001010012", "990000201501010017", "鄂E12345", "ou.yang@example.cn", "138****1111"),
    "990000********0012",
)


def adopted_by(number: str, name: str) -> None:
    """Make a party known by another name, as a registrar's slip would."""
    with ledger() as session:
        find_case(session, number).parties[0].name = name
