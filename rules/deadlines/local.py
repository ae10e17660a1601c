"""地方文件: the deadlines that the seed documents set themselves."""

from dataclasses import replace

from rules.deadlines.readings import (
    BEFORE,
    LOCAL_TEN_DAYS,
    LOCAL_THREE_DAYS,
    before_readings,
    local_readings,
)
from rules.vocabulary.article import Article, Confidence, Statute
from rules.vocabulary.counting import LOCALLY
from rules.vocabulary.deadline import Deadline
from rules.vocabulary.period import Count, Period, days, days_before

YICHENG = Statute.YICHENG_OPINION
REPORTS = Article(YICHENG, "二（五）")
LEADER_BASIS = Article(YICHENG, "二（二）")
HALF_YEAR_BASIS = Article(YICHENG, "二（六）")
QUARTER_BASIS = Article(Statute.SHANGLUO_MEASURES, "第十条")
DAYS_UNSTATED = "文件未写工作日，默认按自然日并顺延"

REPORT_CASE = Deadline(
    code="YC_REPORT_3D",
    duty="向区司法局报备案件基本情况",
    actor="被诉行政机关",
    trigger="收到应诉通知",
    period=days(3),
    basis=(REPORTS,),
    confidence=Confidence.SEED,
    counting=LOCALLY,
    if_missed="专项通报",
    doubt=DAYS_UNSTATED,
    readings=local_readings(3, (REPORTS,)),
    chosen_by=LOCAL_THREE_DAYS,
)

FILE_ANSWER = Deadline(
    code="YC_ANSWER_FILE_3D",
    duty="向区司法局报备答辩状",
    actor="被诉行政机关",
    trigger="答辩举证期限届满之日（顺延后）",
    period=days(3),
    basis=(REPORTS,),
    confidence=Confidence.SEED,
    counting=LOCALLY,
    if_missed="专项通报（按解释适用）",
    doubt=DAYS_UNSTATED,
    readings=local_readings(3, (REPORTS,)),
    chosen_by=LOCAL_THREE_DAYS,
    follows="L_ANSWER_15D",
)

ANALYSE_LOSS = Deadline(
    code="YC_LOSS_10D",
    duty="报备败诉原因剖析和改进措施",
    actor="被诉行政机关",
    trigger="收到败诉裁判文书",
    period=days(10),
    basis=(REPORTS,),
    confidence=Confidence.SEED,
    counting=LOCALLY,
    if_missed="催办",
    doubt=DAYS_UNSTATED,
    readings=local_readings(10, (REPORTS,)),
    chosen_by=LOCAL_TEN_DAYS,
)

NAME_LEADER = Deadline(
    code="YC_LEADER_3D_BEFORE",
    duty="向区司法局报备出庭负责人名单",
    actor="被诉行政机关",
    trigger="开庭之日",
    period=days_before(3),
    basis=(LEADER_BASIS,),
    confidence=Confidence.SEED,
    counting=LOCALLY,
    if_missed="列入通报候选",
    doubt="“3日前”的倒计方法与遇休假日前移为设计假设",
    readings=before_readings(3, (LEADER_BASIS,)),
    chosen_by=BEFORE,
)

REPORT_HALF_YEAR = Deadline(
    code="YC_HALF_YEAR",
    duty="报送行政应诉案件半年统计分析报告",
    actor="被诉行政机关、区司法局",
    trigger="报告期内任一日（期末为6月30日、12月31日）",
    period=Period(Count.HALF_YEAR_REPORT, 15),
    basis=(HALF_YEAR_BASIS,),
    confidence=Confidence.SEED,
    counting=LOCALLY,
    if_missed="催办",
    doubt="文件未定截止日，按地区配置，建议次月15日（设计假设）",
    length_from="half_year_report_day",
)

REPORT_QUARTER = replace(
    REPORT_HALF_YEAR,
    code="SL_QUARTER",
    duty="汇总季度通报",
    actor="市、县",
    trigger="季度内任一日",
    period=Period(Count.QUARTER_REPORT, 15),
    basis=(QUARTER_BASIS,),
    if_missed="",
    length_from="quarter_report_day",
)

DEADLINES = (
    REPORT_CASE,
    FILE_ANSWER,
    ANALYSE_LOSS,
    NAME_LEADER,
    REPORT_HALF_YEAR,
    REPORT_QUARTER,
)
