"""司法建议与检察建议: drafted, talked over, signed, served; answered, or chased."""

from rules.paths.judicial_suggestion.letters import (
    COPY_LETTER,
    JUDICIAL,
    PROCURATORIAL,
    REGISTER,
    REMINDER,
)
from rules.paths.judicial_suggestion.questions import (
    CommitteeDeliberation,
    SuggestionConsultation,
    SuggestionDraft,
    SuggestionProposal,
    SuggestionSigning,
)
from rules.paths.judicial_suggestion.replies import (
    AssessmentDecision,
    SuggestionChase,
    SuggestionReply,
    SuggestionService,
)
from rules.vocabulary.path import Path, Stage, with_side_exits

PATH = Path(
    code="judicial_suggestion",
    title="司法建议与检察建议",
    deployment="司法建议与检察建议/judicial_suggestion",
    basis=(
        "法释〔2023〕11号",
        "法释〔2020〕3号第十二条",
        "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释第一百四十九条",
        "商法办发〔2023〕30号第八条",
        "宜伍府发〔2024〕4号五（十）",
    ),
    first="drafting",
    stages=with_side_exits(
        {
            "drafting": Stage(title="起草建议", then=frozenset({"consulting"})),
            "consulting": Stage(
                title="与被建议单位沟通",
                then=frozenset({"drafting", "deliberating", "signing", "not_issued"}),
            ),
            "deliberating": Stage(
                title="审判委员会审议、院长签发",
                then=frozenset({"drafting", "issued", "not_issued"}),
            ),
            "signing": Stage(title="待签发", then=frozenset({"drafting", "issued", "not_issued"})),
            "issued": Stage(title="已签发，待送达", then=frozenset({"awaiting_reply"})),
            "awaiting_reply": Stage(
                title="已送达，待回复",
                then=frozenset({"adopted", "declined", "replied_late", "overdue"}),
            ),
            "overdue": Stage(
                title="逾期未回复，已催办", then=frozenset({"replied_late", "escalated"})
            ),
            "escalated": Stage(
                title="已抄送上级机关", then=frozenset({"replied_late", "no_reply"})
            ),
            "adopted": Stage(title="按期回复，采纳"),
            "declined": Stage(title="按期回复，不采纳并说明理由"),
            "replied_late": Stage(title="逾期回复"),
            "no_reply": Stage(title="未回复"),
            "not_issued": Stage(title="决定不提出"),
        }
    ),
    questions=(
        SuggestionProposal,
        SuggestionDraft,
        SuggestionConsultation,
        CommitteeDeliberation,
        SuggestionSigning,
        SuggestionService,
        SuggestionReply,
        SuggestionChase,
        AssessmentDecision,
    ),
    letters=(JUDICIAL, PROCURATORIAL, REMINDER, COPY_LETTER, REGISTER),
    deadlines=(
        "J_SUGGEST_REPLY_2M",
        "J_NORMDOC_SUGG_3M",
        "J_NORMDOC_REPLY_60D",
        "J_REPLY_NAMED",
        "P_REPLY_NAMED",
        "P_SUPERVISE_REPLY",
        "P_SUPERVISE_REPLY_15D",
    ),
    is_repeatable=True,
)
