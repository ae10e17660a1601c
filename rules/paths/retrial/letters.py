"""The letters of 再审: docketed or not, rejected or ordered, the days to appeal, the result."""

from datetime import date

from pydantic import Field

from rules.appeals import ServedFacts
from rules.vocabulary.letter import Addressee, CaseFacts, DueFacts, Letter, Office, Words

INTERPRETATION = "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》"
SUPERVISION = "《人民检察院行政诉讼监督规则》第二十条"


class RetrialFacts(CaseFacts):
    """What every letter of the path knows: which court writes, about which decision."""

    court: Words = Field(title="发出文书的法院")
    docket_number: Words = Field(title="一审案号")
    retrial_number: str = Field(title="本案案号")
    in_force: Words = Field(title="生效文书")
    decided_by: Words = Field(title="作出生效文书的法院")
    effective_on: date = Field(title="生效日期")


class RequestFacts(RetrialFacts):
    """What the letters know until a retrial is ordered: who asked for it, when, on what ground."""

    trigger: Words = Field(title="由什么启动")
    applicant: str = Field(title="再审申请人")
    document: str = Field(title="抗诉书、检察建议书或者决定的文号")
    filed_on: date = Field(title="提出日期")
    ground: Words = Field(title="事由")


class RetrialNoticeFacts(RequestFacts):
    """再审申请立案审查通知书."""

    docketed_on: date = Field(title="立案日期")
    application_due: DueFacts = Field(title="申请再审的期限")
    review_due: DueFacts = Field(title="审查的期限")


class RetrialRefusalFacts(RequestFacts):
    """再审申请不予立案告知书."""

    decided_on: date = Field(title="决定日期")
    reason: Words = Field(title="理由")


class RejectionFacts(RequestFacts):
    """驳回再审申请裁定书(拟稿)."""

    reasons: Words = Field(title="再审请求和理由")
    is_late: bool = Field(title="超过申请期限")
    application_due: DueFacts = Field(title="申请再审的期限")
    reason: Words = Field(title="裁定理由")
    decided_on: date = Field(title="裁定日期")


class SupervisionNoticeFacts(RequestFacts):
    """申请检察监督告知书."""

    decided_on: date = Field(title="裁定日期")
    services: tuple[ServedFacts, ...] = Field(min_length=1, title="送达和申请期限")
    is_last_application: bool = Field(title="当地不受理再次申请再审")


class OrderFacts(RequestFacts):
    """再审裁定书(拟稿)."""

    reasons: Words = Field(title="再审请求和理由")
    reason: Words = Field(title="裁定理由")
    retried_by: Words = Field(title="由谁再审")
    retrial_court: Words = Field(title="再审的法院")
    procedure: Words = Field(title="审理程序")
    stays: bool = Field(title="中止原裁判的执行")
    not_stayed_for: str = Field(title="不中止的理由")
    ordered_on: date = Field(title="裁定日期")


class RetrialAppealNoticeFacts(RetrialFacts):
    """再审裁判送达和上诉告知书."""

    outcome: Words = Field(title="再审结果")
    form: Words = Field(title="裁判形式")
    decided_on: date = Field(title="裁判日期")
    services: tuple[ServedFacts, ...] = Field(min_length=1, title="送达和上诉期限")


class RetrialOutcomeFacts(RetrialFacts):
    """再审结果告知书."""

    result: Words = Field(title="最终结果")
    in_force_since: date = Field(title="现裁判生效日期")
    obligations: tuple[Words, ...] = Field(title="现在的履行内容")
    was_stayed: bool = Field(title="原裁判曾中止执行")
    original_stands: bool = Field(title="原裁判继续有效")
    supervision_due: DueFacts = Field(title="申请检察监督的期限")


def _letter(code: str, title: str, needs: type[CaseFacts], trigger: str, *basis: str) -> Letter:
    # A higher court writes most of them: they carry its case number and none of ours.
    return Letter(
        code=code,
        title=title,
        issuer=Office.COURT,
        to=Addressee.ALL_PARTIES,
        template=f"retrial/{code}",
        needs=needs,
        numbering=None,
        served=True,
        basis=basis,
        trigger=trigger,
    )


RETRIAL_NOTICE = _letter(
    "retrial_notice",
    "再审申请立案审查通知书",
    RetrialNoticeFacts,
    "再审申请立案之后",
    f"{INTERPRETATION}第一百一十条至第一百一十二条",
)
RETRIAL_REFUSAL = _letter(
    "retrial_refusal",
    "再审申请不予立案告知书",
    RetrialRefusalFacts,
    "决定不予立案之后",
    f"{INTERPRETATION}第一百一十五条、第一百一十七条",
)
RETRIAL_REJECTION = _letter(
    "retrial_rejection",
    "驳回再审申请裁定书（拟稿）",
    RejectionFacts,
    "填写驳回再审申请的裁定之后",
    f"{INTERPRETATION}第一百一十六条第二款",
)
SUPERVISION_NOTICE = _letter(
    "supervision_notice",
    "申请检察监督告知书",
    SupervisionNoticeFacts,
    "驳回再审申请的裁定送达之后",
    f"{INTERPRETATION}第一百一十七条",
    SUPERVISION,
)
RETRIAL_ORDER = _letter(
    "retrial_ruling",
    "再审裁定书（拟稿）",
    OrderFacts,
    "填写再审裁定之后",
    "《中华人民共和国行政诉讼法》第九十一条至第九十三条",
    f"{INTERPRETATION}第一百一十六条至第一百一十九条",
)
RETRIAL_APPEAL_NOTICE = _letter(
    "retrial_appeal_notice",
    "再审裁判送达和上诉告知书",
    RetrialAppealNoticeFacts,
    "可以上诉的再审裁判送达之后",
    "《中华人民共和国行政诉讼法》第八十五条",
    f"{INTERPRETATION}第一百一十九条",
)
RETRIAL_OUTCOME = _letter(
    "retrial_outcome",
    "再审结果告知书",
    RetrialOutcomeFacts,
    "再审裁判生效或者再审程序结束之后",
    f"{INTERPRETATION}第一百一十七条、第一百一十九条至第一百二十二条",
    SUPERVISION,
)

LETTERS = (
    RETRIAL_NOTICE,
    RETRIAL_REFUSAL,
    RETRIAL_REJECTION,
    SUPERVISION_NOTICE,
    RETRIAL_ORDER,
    RETRIAL_APPEAL_NOTICE,
    RETRIAL_OUTCOME,
)
