"""The letters of 行政复议 (law.md §5 no. 37)."""

from functools import partial

from rules.paths.reconsideration.letter_facts import (
    AcceptanceFacts,
    AnswerNoticeFacts,
    ConversionFacts,
    CureFacts,
    DecisionFacts,
    ExtensionFacts,
    HearingFacts,
    InstrumentFacts,
    OpinionFacts,
    OverdueFacts,
    RefusalFacts,
    ResumptionFacts,
    StayFacts,
    StopExecutionFacts,
    TerminationFacts,
    WishFacts,
)
from rules.vocabulary.letter import Addressee, Letter, Office

LAW = "《中华人民共和国行政复议法》"
_letter = partial(Letter, issuer=Office.RECONSIDERATION, numbering="letter", served=True)

WISH_RECORD = Letter(
    code="recon_wish_record",
    title="诉求和调解意愿征询记录",
    issuer=Office.RECONSIDERATION,
    to=Addressee.CASE_FILE,
    template="reconsideration/wish_record",
    needs=WishFacts,
    numbering=None,
    served=False,
    basis=(f"{LAW}第五条", "汝府院联席办〔2022〕4号"),
    trigger="受理环节征询诉求和调解意愿之后",
)

CURE_NOTICE = _letter(
    code="recon_cure_notice",
    title="行政复议申请补正通知书",
    to=Addressee.PLAINTIFF,
    template="reconsideration/cure_notice",
    needs=CureFacts,
    basis=(f"{LAW}第三十一条",),
    trigger="申请材料不齐全或者表述不清楚",
)

ACCEPTANCE_NOTICE = _letter(
    code="recon_acceptance_notice",
    title="行政复议申请受理通知书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/acceptance_notice",
    needs=AcceptanceFacts,
    basis=(f"{LAW}第三十条、第六十二条",),
    trigger="受理，或者审查期满视为受理",
)

REFUSAL = _letter(
    code="recon_refusal",
    title="不予受理行政复议申请决定书",
    to=Addressee.PLAINTIFF,
    template="reconsideration/refusal",
    needs=RefusalFacts,
    basis=(f"{LAW}第三十条第二款、第三十四条、第三十五条",),
    trigger="决定不予受理",
)

ANSWER_NOTICE = _letter(
    code="recon_answer_notice",
    title="行政复议答复通知书",
    to=Addressee.AGENCY,
    template="reconsideration/answer_notice",
    needs=AnswerNoticeFacts,
    basis=(f"{LAW}第四十八条、第五十四条、第七十条",),
    trigger="受理之后，每个被申请人",
    attachments=("行政复议申请书副本（申请笔录复印件）及材料",),
)

STOP_EXECUTION = _letter(
    code="recon_stop_execution_order",
    title="停止执行决定书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/stop_execution",
    needs=StopExecutionFacts,
    basis=(f"{LAW}第四十二条",),
    trigger="决定停止执行",
)

STAY = _letter(
    code="recon_stay_notice",
    title="行政复议中止通知书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/stay",
    needs=StayFacts,
    basis=(f"{LAW}第三十九条",),
    trigger="决定中止审理",
)

RESUMPTION = _letter(
    code="recon_resumption_notice",
    title="恢复行政复议审理通知书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/resumption",
    needs=ResumptionFacts,
    basis=(f"{LAW}第三十九条",),
    trigger="中止原因消除，恢复审理",
)

EXTENSION = _letter(
    code="recon_extension_notice",
    title="行政复议延期审理通知书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/extension",
    needs=ExtensionFacts,
    basis=(f"{LAW}第六十二条第一款",),
    trigger="批准延长审理期限",
)

CONVERSION = _letter(
    code="recon_conversion_notice",
    title="转为普通程序审理通知书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/conversion",
    needs=ConversionFacts,
    basis=(f"{LAW}第五十五条、第六十二条第一款",),
    trigger="批准由简易程序转为普通程序",
)

HEARING_NOTICE = _letter(
    code="recon_hearing_notice",
    title="行政复议听证通知书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/hearing_notice",
    needs=HearingFacts,
    basis=(f"{LAW}第五十条、第五十一条",),
    trigger="决定听证，五个工作日以前",
)

INSTRUMENT = _letter(
    code="recon_instrument",
    title="行政复议调解书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/instrument",
    needs=InstrumentFacts,
    basis=(f"{LAW}第五条、第七十三条",),
    trigger="各方达成调解协议",
)

DECISION = Letter(
    code="recon_decision_letter",
    title="行政复议决定书",
    issuer=Office.RECONSIDERATION,
    to=Addressee.ALL_PARTIES,
    template="reconsideration/decision",
    needs=DecisionFacts,
    numbering="reconsideration",
    served=True,
    basis=(f"{LAW}第六十一条至第七十二条、第七十五条", "《中华人民共和国行政诉讼法》第四十五条"),
    trigger="作出复议决定",
)

TERMINATION = _letter(
    code="recon_termination",
    title="终止行政复议决定书",
    to=Addressee.ALL_PARTIES,
    template="reconsideration/termination",
    needs=TerminationFacts,
    basis=(f"{LAW}第四十一条、第七十四条",),
    trigger="撤回、和解或者中止期满，终止复议",
)

OVERDUE_NOTICE = _letter(
    code="recon_overdue_notice",
    title="行政复议逾期未作出决定告知书",
    to=Addressee.PLAINTIFF,
    template="reconsideration/overdue_notice",
    needs=OverdueFacts,
    basis=("《中华人民共和国行政诉讼法》第四十五条", f"{LAW}第三十四条、第三十五条"),
    trigger="审理期限届满没有作出决定",
)

OPINION = _letter(
    code="recon_opinion",
    title="行政复议意见书",
    to=Addressee.AGENCY,
    template="reconsideration/opinion",
    needs=OpinionFacts,
    basis=(f"{LAW}第七十六条、第七十七条",),
    trigger="发现有关行为违法或者不当，制发意见书",
)

SUGGESTION = _letter(
    code="recon_suggestion",
    title="行政复议建议书",
    to=Addressee.AGENCY,
    template="reconsideration/suggestion",
    needs=OpinionFacts,
    basis=("宜伍府发〔2024〕4号",),
    trigger="发现普遍性问题，制发建议书",
)

LETTERS = (
    WISH_RECORD,
    CURE_NOTICE,
    ACCEPTANCE_NOTICE,
    REFUSAL,
    ANSWER_NOTICE,
    STOP_EXECUTION,
    STAY,
    RESUMPTION,
    EXTENSION,
    CONVERSION,
    HEARING_NOTICE,
    INSTRUMENT,
    DECISION,
    TERMINATION,
    OVERDUE_NOTICE,
    OPINION,
    SUGGESTION,
)
