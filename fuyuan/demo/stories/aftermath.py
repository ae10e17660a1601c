"""What follows a lost case: rectification, performance that fails, enforcement, a suggestion."""

from fuyuan.demo.story import THAT_DAY, Answer

JUDGE = "演示审判员"


def loss_analysed(agency: str, document: str) -> tuple[Answer, ...]:
    """The agency registers its loss, analyses it and has case and persons looked into."""
    return (
        Answer(
            question="loss_receipt",
            given={
                "answered_by": "演示联络员",
                "agency": agency,
                "document": document,
                "kind": "撤销",
                "received_on": THAT_DAY,
            },
        ),
        Answer(
            question="loss_analysis",
            given={
                "answered_by": "演示法制科长",
                "violation": "主要证据不足",
                "causes": ["现场核实不充分"],
                "shortcomings": ["决定以前没有听取意见"],
                "measures": ["实地核实须两人并留存影像"],
                "judgment_attached": "是",
                "sent_to_office": "是",
                "sent_to_bureau": "是",
                "submitted_on": THAT_DAY,
            },
        ),
        Answer(
            question="double_inquiry",
            given={
                "answered_by": "演示负责人",
                "case_findings": "证据收集不符合本局规程",
                "personnel_findings": "经办人未按规程核实",
                "statement": "经办人已作说明",
                "conclusion": "由本单位处理",
                "decided_by": "局长办公会",
                "decided_on": THAT_DAY,
                "reason": "情节轻微，批评教育",
            },
        ),
        Answer(
            question="rectification_plan",
            given={
                "answered_by": "演示法制科长",
                "choice": "制定整改台账",
                "items": [
                    {
                        "problem": "现场核实不充分",
                        "cause": "没有核实规程",
                        "measure": "制定核实规程并培训",
                        "responsible": "演示业务科长",
                        "due_by": "2026-08-31",
                    }
                ],
                "approved_by": "演示负责人",
                "approved_on": THAT_DAY,
            },
        ),
    )


def rectified() -> Answer:
    """The bureau closes the item."""
    return Answer(
        question="rectification_review",
        given={
            "answered_by": "演示司法局",
            "closed": [{"number": 1, "done_on": THAT_DAY, "evidence": "规程和培训记录（演示）"}],
            "reviewer": "演示审核人",
            "reviewed_on": THAT_DAY,
        },
    )


def obliged(agency: str, plaintiff: str, document: str, due_by: str) -> Answer:
    """What the judgment obliges the agency to is registered."""
    return Answer(
        question="performance_obligations",
        given={
            "answered_by": JUDGE,
            "kind": "判决书",
            "instrument": document,
            "effective_on": THAT_DAY,
            "served_on": "2026-05-11",
            "obligations": [
                {
                    "kind": "给付款项",
                    "what": "给付补偿款",
                    "debtor": agency,
                    "creditor": plaintiff,
                    "due_by": due_by,
                    "amount": "86000.00",
                }
            ],
        },
    )


def not_performed() -> tuple[Answer, ...]:
    """Nothing was paid, nobody explained; urging brought nothing; a suggestion is called for."""
    return (
        Answer(
            question="performance_check",
            given={"result": "未履行", "checked_on": THAT_DAY, "remarks": "没有付款，也没有说明"},
        ),
        Answer(
            question="performance_shortfall",
            given={
                "step": "既没有解释，也没有和解",
                "step_on": THAT_DAY,
                "record": "两次电话联系经办人，未答复",
            },
        ),
    )


def urged_in_vain() -> Answer:
    """Urging did not help; the judge wants a judicial suggestion."""
    return Answer(
        question="performance_urging",
        given={
            "answered_by": JUDGE,
            "result": "仍未履行完毕",
            "checked_on": THAT_DAY,
            "suggest": "是",
            "reason": "生效判决确定的款项逾期未付，也没有向权利人解释",
        },
    )


def suggested(agency: str, reply_by: str) -> tuple[Answer, ...]:
    """A judicial suggestion is drafted, talked over, signed and served."""
    return (
        Answer(
            question="suggestion_draft",
            given={
                "answered_by": JUDGE,
                "kind": "司法建议",
                "level": "个案",
                "reason": "不履行或者怠于履行生效判决、裁定、调解书、协议",
                "addressee": agency,
                "found": "判决确定的补偿款到期未付",
                "remedies": [
                    {"problem": "款项没有列支", "suggestion": "明确支付责任科室和期限"},
                ],
                "reply_by": reply_by,
            },
        ),
        Answer(
            question="suggestion_consultation",
            given={
                "answered_by": JUDGE,
                "step": "同意，按本稿提出",
                "consulted_on": THAT_DAY,
                "contact_person": "演示联络员",
                "opinion": "没有不同意见",
            },
        ),
        Answer(
            question="suggestion_signing",
            given={
                "answered_by": JUDGE,
                "step": "同意，按本稿提出",
                "signer": "演示庭长",
                "signed_on": THAT_DAY,
            },
        ),
        Answer(
            question="suggestion_service",
            given={"served_on": THAT_DAY, "received_by": "演示联络员"},
        ),
    )


def replied() -> Answer:
    """The agency adopts the suggestion."""
    return Answer(
        question="suggestion_reply",
        given={
            "answer": "采纳",
            "replied_on": THAT_DAY,
            "reply_document": "演示复函〔2026〕1号",
            "measures": ["明确由财务科在收到判决后十日内列支"],
        },
    )


def enforced() -> tuple[Answer, ...]:
    """The creditor applies for enforcement, and is paid."""
    return (
        Answer(
            question="performance_enforcement",
            given={
                "answered_by": JUDGE,
                "choice": "权利人已申请强制执行",
                "happened_on": THAT_DAY,
            },
        ),
        Answer(
            question="performance_enforcement_result",
            given={
                "answered_by": JUDGE,
                "measures": ["通知银行从该行政机关的账户内划拨"],
                "decided_by": "演示执行局长",
                "ending": "执行完毕",
                "ended_on": THAT_DAY,
            },
        ),
    )
