"""Sample facts of the letters that people issue by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

from fuyuan.letter_samples.cases import (
    BUREAU,
    CENTER,
    CITY_BUREAU,
    COURT,
    GOVERNMENT,
    GOVERNMENT_OFFICE,
    JOINT_OFFICE,
    LABOUR_BUREAU,
    LAND_BUREAU,
    OFFICES,
    RECONSIDERED,
    TRIED,
    WATER_BUREAU,
    Facts,
    on,
)

LIAISON = {
    "person": "韩砚",
    "phone": "0512-00000001",
    "address": "云州市云山区司法局行政应诉科204室",
}
AGENCY_LIAISON = {
    "person": "顾念",
    "phone": "0512-00000002",
    "address": "云州市云山区人力资源和社会保障局政策法规科",
}
JOINT_LIAISON = {
    "person": "苏慎",
    "phone": "0512-00000003",
    "address": "云州市云山区行政中心1号楼311室",
}


def _office(day: date, issuer: str, doc_no: str = "", **own: Any) -> Facts:
    return {**OFFICES, "issued_on": day, "doc_no": doc_no, "issuer_name": issuer, **own}


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        **_reminding(),
        **_circulars(),
        **_interviews(),
        **_reports(),
        **_meetings(),
        **_supervision(),
        **_decisions(),
        **_informing(),
    }


def _reminding() -> dict[str, Facts]:
    return {
        "work_reminder": on(
            TRIED,
            date(2026, 8, 21),
            doc_no="云山政办函〔2026〕31号",
            issuer_name=GOVERNMENT_OFFICE,
            agency=LABOUR_BUREAU,
            during="行政诉讼",
            court_told_on=date(2026, 8, 18),
            court_told="本案两次组织调解，被告均只派经办人到场，没有提出方案，也没有答复原告补交的证据。",
            shortcomings=(
                "2026年8月5日、8月12日两次调解，负责人没有参加，也没有说明理由",
                "没有按照化解方案在8月10日前补充调取事故路段监控",
            ),
            agency_statement="监控保存在交通警察大队，正在办理调取手续",
            found_by="云州市云山区人民政府办公室法治科科长陆衡",
            found_on=date(2026, 8, 20),
            requests=(
                "由分管负责人牵头，8月28日以前当面听取原告意见一次",
                "补充调取监控和排班记录，研究是否重新作出认定",
            ),
            reply_by=date(2026, 9, 4),
            liaison=LIAISON,
        )
    }


def _circulars() -> dict[str, Facts]:
    return {
        "special_circular": _office(
            date(2026, 10, 15),
            BUREAU,
            "云山司通〔2026〕3号",
            failures=(
                {
                    "agency": LABOUR_BUREAU,
                    "case_number": "(2026)云0101行初57号",
                    "failure": "没有按期报备案件基本情况",
                    "required_on": date(2026, 7, 23),
                    "situation": "2026年8月3日才报备，逾期十一日",
                    "statement": "经办人休假，没有及时交接",
                },
                {
                    "agency": WATER_BUREAU,
                    "case_number": "(2026)云0101行初63号",
                    "failure": "负责人没有依法出庭应诉",
                    "required_on": date(2026, 9, 16),
                    "situation": "负责人没有出庭，只委托律师出庭，没有提交书面说明",
                },
            ),
            counts=(
                {"agency": LABOUR_BUREAU, "times": 1},
                {"agency": WATER_BUREAU, "times": 2},
            ),
            found_by="云州市云山区司法局行政应诉科",
            found_on=date(2026, 10, 12),
            demands=(
                "被通报单位十五日内查明原因，书面报告整改情况",
                "各单位明确专人负责案件报备，休假、调岗的当日交接",
            ),
            approved_by="云州市云山区司法局局长秦砚",
            copies=(GOVERNMENT, COURT),
        ),
        "conduct_circular": _office(
            date(2026, 10, 20),
            GOVERNMENT_OFFICE,
            "云山政办通〔2026〕8号",
            conducts=(
                {
                    "agency": CITY_BUREAU,
                    "case_number": "云山政复〔2026〕41号",
                    "problem": "对当日改正、没有造成后果的占道经营按照上限罚款，没有说明裁量理由",
                    "statement": "裁量基准正在修订",
                    "matter": "修订并公布市容环境类处罚裁量基准，对本年同类案件自查",
                    "responsible": CITY_BUREAU,
                    "due_by": date(2026, 11, 30),
                },
                {
                    "agency": LABOUR_BUREAU,
                    "case_number": "(2026)云0101行初57号",
                    "problem": "没有调取事故路段监控即作出不予认定工伤的决定，主要证据不足",
                    "statement": "",
                    "matter": "制定工伤认定调查取证清单，修订决定书模板",
                    "responsible": LABOUR_BUREAU,
                    "due_by": date(2026, 11, 13),
                },
            ),
            found_by="云州市云山区人民政府办公室会同区司法局",
            found_on=date(2026, 10, 16),
            report_to=BUREAU,
            approved_by="云州市云山区人民政府办公室主任钟毓",
            copies=(COURT, "云州市云山区人民检察院"),
        ),
    }


def _interviews() -> dict[str, Facts]:
    reasons = (
        "本年被专项通报二次（云山司通〔2026〕1号、3号）",
        "(2026)云0101行初63号一案负责人没有出庭，只委托律师出庭",
    )
    level = "区政府分管领导约谈分管负责人"
    return {
        "interview_notice": _office(
            date(2026, 10, 22),
            GOVERNMENT_OFFICE,
            "云山政办函〔2026〕40号",
            agency=WATER_BUREAU,
            level=level,
            interviewer="副区长裴向晚",
            interviewee="云州市云山区水务局副局长杜若衡",
            reasons=reasons,
            held_at=date(2026, 10, 29),
            time_and_place="下午三时，区行政中心1号楼305会议室",
            to_prepare=("本年行政应诉案件清单和负责人出庭情况", "两次被通报事项的原因和整改措施"),
            approved_by="副区长裴向晚",
            approved_on=date(2026, 10, 21),
            liaison=LIAISON,
        ),
        "interview_minutes": _office(
            date(2026, 10, 30),
            GOVERNMENT_OFFICE,
            agency=WATER_BUREAU,
            level=level,
            held_on=date(2026, 10, 29),
            place="区行政中心1号楼305会议室",
            interviewer="副区长裴向晚",
            interviewee="云州市云山区水务局副局长杜若衡",
            attendees=("秦砚（区司法局局长）", "陆衡（区政府办公室）"),
            recorder="钱记",
            reasons=reasons,
            statement="杜若衡说明：开庭当日参加防汛调度，没有及时向法院提交书面说明，接受批评。",
            tasks=(
                {
                    "matter": "建立开庭日程提前七日提醒负责人的制度，报区司法局",
                    "responsible": WATER_BUREAU,
                    "due_by": date(2026, 11, 20),
                },
                {
                    "matter": "负责人年内至少旁听一次行政诉讼庭审",
                    "responsible": WATER_BUREAU,
                    "due_by": date(2026, 12, 31),
                },
            ),
            assessment="本年度两次专项通报的情况提请区考核办按照规定处理。",
        ),
    }


def _figure(
    subject: str, title: str, numbers: tuple[int, int | None], definition: str
) -> dict[str, Any]:
    return {
        "subject": subject,
        "title": title,
        "numerator": numbers[0],
        "denominator": numbers[1],
        "definition": definition,
    }


def _reports() -> dict[str, Facts]:
    return {
        "bureau_report": _office(
            date(2026, 7, 13),
            BUREAU,
            "云山司报〔2026〕6号",
            year=2026,
            span="上半年",
            addressee=GOVERNMENT,
            figures=(
                _figure("发案", "新收一审行政案件", (86, None), "按立案日期归入"),
                _figure("败诉", "败诉率", (7, 64), "败诉一审案件／审结一审案件，含撤诉和驳回起诉"),
                _figure("负责人出庭应诉", "负责人出庭率", (41, 41), "按审级计一次"),
                _figure("负责人出庭应诉", "主要负责人出庭率", (18, 41), "同上"),
                _figure(
                    "执行生效裁判文书", "裁判履行率", (9, 11), "期限内履行／已到期，分期按期次"
                ),
                _figure("落实司法建议", "司法建议回复率", (3, 4), "已回复／回复期已届满"),
            ),
            situation="上半年全区新收一审行政案件86件，审结64件，其中化解后撤诉和调解结案29件。",
            shortcomings=(
                "工伤认定、市容处罚两类案件的败诉占全部败诉的五成以上",
                "一件司法建议逾期没有回复",
            ),
            causes=("调查取证没有清单，证据意识不强", "处罚裁量没有说明理由"),
            measures=(
                "对两类案件开展案卷评查，第三季度通报结果",
                "督促逾期单位回复司法建议，列入督办",
            ),
            source="府院通台账，2026年7月10日取数，口径版本2026-1",
            copies=(COURT, "中共云州市云山区委全面依法治区委员会办公室"),
        ),
        "agency_report": _office(
            date(2026, 7, 10),
            LABOUR_BUREAU,
            year=2026,
            span="上半年",
            law_office="中共云州市云山区委全面依法治区委员会办公室",
            bureau_name=BUREAU,
            figures=(
                _figure(
                    "发案", "新收一审行政案件", (12, None), "以本局为被告，按收到应诉通知日期归入"
                ),
                _figure("败诉", "败诉率", (2, 9), "败诉一审案件／审结一审案件"),
                _figure("负责人出庭应诉", "负责人出庭率", (6, 6), "按审级计一次"),
                _figure("化解", "化解率", (4, 9), "调解、化解后撤诉／审结"),
            ),
            situation="上半年本局为被告的一审行政案件12件，审结9件，其中工伤认定案件7件。",
            shortcomings=("工伤认定案件没有及时调取监控", "决定书没有说明证据采信情况"),
            causes=("调查取证没有清单", "文书模板没有证据采信说明一栏"),
            measures=("制定工伤认定调查取证清单", "修订决定书模板并组织培训"),
            source="本局应诉台账，2026年7月8日取数",
            remarks="两件败诉案件的分析报告已经分别报备",
        ),
    }


def _meetings() -> dict[str, Facts]:
    return {
        "meeting_notice": _office(
            date(2026, 11, 20),
            JOINT_OFFICE,
            "云山府院联席办〔2026〕7号",
            year=2026,
            session="下半年例会",
            members=(
                "区人民政府：区长、分管副区长、办公室主任",
                "区人民法院：院长、行政审判庭庭长",
                "区人民检察院：检察长",
                "区司法局、区人力资源和社会保障局、区城市管理综合执法局：主要负责人",
            ),
            held_at=date(2026, 12, 8),
            time_and_place="上午九时，区行政中心1号楼第一会议室",
            agenda=(
                {"topic": "行政诉讼", "title": "通报前十一个月行政审判情况", "reporter": COURT},
                {"topic": "行政复议", "title": "复议纠错案件的类型和原因", "reporter": BUREAU},
                {
                    "topic": "行政执法",
                    "title": "市容环境类处罚裁量基准的适用",
                    "reporter": CITY_BUREAU,
                },
            ),
            papers_by=date(2026, 12, 1),
            liaison=JOINT_LIAISON,
        ),
        "meeting_minutes": _office(
            date(2026, 12, 10),
            JOINT_OFFICE,
            "云山府院联席纪〔2026〕2号",
            year=2026,
            session="下半年例会",
            held_on=date(2026, 12, 8),
            place="区行政中心1号楼第一会议室",
            chair="区长俞清和",
            attendees=(
                "裴向晚（副区长）",
                "区人民法院院长闻人博",
                "区人民检察院检察长贺知章",
                "区司法局秦砚",
                "区人力资源和社会保障局方明远",
            ),
            absentees=("区水务局杜若衡，防汛调度，已委派副局长参加",),
            recorder="苏慎",
            discussions=(
                {
                    "topic": "行政诉讼",
                    "title": "前十一个月行政审判情况",
                    "discussion": "区法院通报：新收一审行政案件158件，败诉13件，多为工伤认定。",
                },
                {
                    "topic": "行政复议",
                    "title": "复议纠错案件的类型和原因",
                    "discussion": "区司法局通报：复议纠错9件，主要是处罚裁量不当、程序瑕疵。",
                },
                {
                    "topic": "行政执法监督",
                    "title": "裁量基准的公布和适用",
                    "discussion": "会议认为，裁量基准应当公布，决定书应当说明裁量理由。",
                },
            ),
            resolutions=(
                {
                    "topic": "行政诉讼",
                    "matter": "对工伤认定、市容处罚两类案件开展案卷评查，形成问题清单",
                    "responsible": BUREAU,
                    "due_by": date(2027, 2, 26),
                },
                {
                    "topic": "行政执法监督",
                    "matter": "公布市容环境类处罚裁量基准",
                    "responsible": CITY_BUREAU,
                    "due_by": date(2026, 12, 31),
                },
            ),
            approved_by="区长俞清和",
            copies=("各成员单位",),
        ),
    }


def _supervision() -> dict[str, Facts]:
    return {
        "supervision_order": _office(
            date(2027, 1, 6),
            JOINT_OFFICE,
            "云山府院督〔2027〕1号",
            unit=CITY_BUREAU,
            source="云山府院联席纪〔2026〕2号议定事项第2项",
            background="议定2026年12月31日以前公布市容环境类处罚裁量基准，至今没有公布，也没有书面说明理由。",
            tasks=(
                {
                    "matter": "公布市容环境类处罚裁量基准，报区司法局备案",
                    "responsible": CITY_BUREAU,
                    "due_by": date(2027, 1, 29),
                },
            ),
            report_by=date(2027, 1, 20),
            approved_by="副区长裴向晚",
            approved_on=date(2027, 1, 5),
            liaison=JOINT_LIAISON,
        ),
        "supervision_close_out": _office(
            date(2027, 2, 4),
            JOINT_OFFICE,
            "云山府院督〔2027〕3号",
            unit=CITY_BUREAU,
            order_number="云山府院督〔2027〕1号",
            closed=(
                {
                    "matter": "公布市容环境类处罚裁量基准",
                    "done_on": date(2027, 1, 27),
                    "evidence": "区政府门户网站公布页面和公布日期截图",
                },
            ),
            remaining=(
                {
                    "matter": "报区司法局备案",
                    "responsible": CITY_BUREAU,
                    "due_by": date(2027, 2, 19),
                    "reason": "备案材料缺少合法性审核意见，已告知补正",
                },
            ),
            reviewed_by="苏慎（联席会议办公室）",
            reviewed_on=date(2027, 2, 3),
            remarks="公布的基准已经写明从轻、减轻的情形，与复议决定指出的问题相对应。",
        ),
    }


def _decisions() -> dict[str, Facts]:
    return {
        "clue_transfer": on(
            RECONSIDERED,
            date(2026, 9, 22),
            doc_no="云山司复移〔2026〕1号",
            issuer_name=BUREAU,
            receiver="纪检监察机关",
            receiver_name="中共云州市云山区纪律检查委员会、云州市云山区监察委员会",
            origin="行政复议案件审理",
            ground="其他失职行为",
            clue="调查笔录记载的制作时间早于现场检查的时间，两份笔录的签名笔迹明显不同，可能存在事后补作笔录的情况。",
            concerned="云州市云山区城市管理综合执法局临河中队当日执勤的两名执法人员（姓名见移送材料）。",
            materials=("现场检查笔录复印件", "询问笔录复印件", "执法记录仪调取情况说明"),
            approved_by="云州市云山区司法局局长秦砚",
            approved_on=date(2026, 9, 21),
            liaison=LIAISON,
        ),
        "tolerance_finding": on(
            TRIED,
            date(2026, 12, 18),
            issuer_name=BUREAU,
            agency=LABOUR_BUREAU,
            leader="方明远（副局长）",
            correction="主动撤销错误决定",
            corrected_on=date(2026, 9, 7),
            corrected_how="庭审后自行撤销原决定，重新调查，并书面告知人民法院和原告。",
            caused_serious_harm="否",
            harm_findings="原告的医疗费用由用人单位先行垫付，没有发生其他损失，没有信访和舆情。",
            evidence=("撤销决定书", "送达回证", "原告出具的情况说明"),
            agency_statement="申请不追究分管负责人的个人责任",
            decision="予以容错，不追究单位负责人个人责任",
            reasons="发现证据不足后主动撤销，没有等待裁判；纠正及时，没有造成严重影响和后果。",
            decided_by="云州市云山区司法局局长办公会议",
            decided_on=date(2026, 12, 17),
        ),
        "subsidy_form": on(
            TRIED,
            date(2026, 11, 30),
            issuer_name=CENTER,
            mediators=(
                {
                    "name": "王和",
                    "organization": "云山区人民调解委员会",
                    "work": "主持调解二次，起草协议",
                },
                {"name": "许宁", "organization": "云山区律师调解工作室", "work": "参加调解二次"},
            ),
            outcome="化解成功",
            outcome_proof="2026年8月19日行政调解书",
            ended_on=date(2026, 8, 21),
            grade="样例档次（金额系虚构）",
            amount_each=Decimal(100),
            total=Decimal(200),
            standard_source="样例，不是任何地方的标准",
            checks=(
                {"item": "卷宗齐备，协议已经各方签收", "is_met": "是", "note": ""},
                {"item": "没有应当回避的情形", "is_met": "是", "note": ""},
                {
                    "item": "没有就同一案件重复领取补贴",
                    "is_met": "是",
                    "note": "已与人民法院诉讼服务中心核对",
                },
            ),
            applied_by="王和",
            applied_on=date(2026, 11, 26),
        ),
    }


def _informing() -> dict[str, Facts]:
    return {
        "information_transfer": _office(
            date(2026, 11, 3),
            LAND_BUREAU,
            bureau_name=BUREAU,
            period_from_on=date(2026, 10, 1),
            period_to_on=date(2026, 10, 31),
            disputes=(
                {
                    "kind": "潜在行政争议线索",
                    "number": "",
                    "summary": "朱雀路小区业主集中咨询转移登记，已答复补件，部分业主不接受",
                    "risk": "可能引发群体性争议",
                },
                {
                    "kind": "行政诉讼",
                    "number": "(2026)云0101行诉前调388号",
                    "summary": "不动产登记纠纷，已收到诉前化解建议",
                    "risk": "",
                },
                {
                    "kind": "行政非诉执行",
                    "number": "(2026)云0101行审22号",
                    "summary": "责令退还非法占用的土地，已经申请强制执行",
                    "risk": "占用的土地上有养殖，需要协调转移",
                },
            ),
            liaison={
                "person": "赵法规",
                "phone": "0512-00000004",
                "address": "云州市自然资源和规划局政策法规处",
            },
        ),
        "mediation_guide": on(
            TRIED,
            date(2026, 6, 1),
            issuer_name=LABOUR_BUREAU,
            party="陈致远",
            dispute="对云山人社工伤〔2026〕31号《不予认定工伤决定书》有异议",
            mediates="云州市云山区人力资源和社会保障局行政调解室",
            ways_to_apply=(
                "到行政调解室当面提出，由工作人员记录",
                "寄送或者当面提交书面申请，写明姓名、联系方式和请求",
            ),
            reply_by=date(2026, 6, 12),
            sue_by=date(2026, 11, 20),
            liaison=AGENCY_LIAISON,
        ),
    }
