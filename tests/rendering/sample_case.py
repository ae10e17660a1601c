"""An invented case with its dates, of which every sample letter is made."""

from datetime import date

from rules.vocabulary.letter import ContactFacts, DueFacts, PartyFacts

CONTACT = ContactFacts(
    person="林书记员", phone="0512-00000000", address="云州市云山区人民法院诉讼服务中心306室"
)
FILING_DUE = DueFacts(
    label="起诉期限",
    due_on=date(2027, 2, 17),
    certain=False,
    basis="《行政诉讼法》第四十六条第一款：自知道或者应当知道作出行政行为之日起六个月",
)
DOCKETING_DUE = DueFacts(
    label="决定是否立案",
    due_on=date(2026, 11, 16),
    certain=True,
    basis="《行政诉讼法》第五十一条第二款：接收起诉状之日起七日",
)
REPLY_DUE = DueFacts(
    label="答复是否同意调解",
    due_on=date(2026, 11, 12),
    certain=True,
    basis="《人民法院在线调解规则》第十五条：三个工作日",
)
CONFIRM_DUE = DueFacts(
    label="共同申请司法确认",
    due_on=date(2026, 12, 21),
    certain=True,
    basis="《民事诉讼法》第二百零五条，参照",
)
PARTIES = (
    PartyFacts(
        name="欧阳䶮",
        id_number_masked="990000********0012",
        phone_masked="138****0001",
        address="云州市江宁街道朱雀路88号3幢1单元602室",
    ),
    PartyFacts(
        name="李㙍", id_number_masked="990000********0023", phone_masked="138****0002", address=""
    ),
    PartyFacts(
        name="云州市昆仑互联网信息技术有限责任公司", address="云州市高新区软件大道1号创新园A座18层"
    ),
)
CASE = {
    "case_number": "(2026)云0101行诉前调388号",
    "court_name": "云州市云山区人民法院",
    "studio_name": "云山区人民法院行政争议化解工作室",
    "center_name": "云山区行政争议化解中心",
    "region_title": "云州市云山区",
    "plaintiffs": PARTIES,
    "plaintiff_names": "欧阳䶮、李㙍等3人",
    "agencies": ("云州市自然资源和规划局", "云州市云山区人民政府"),
    "agency_names": "云州市自然资源和规划局等",
    "act": "云资规登〔2026〕第0415号《不予登记告知书》",
    "act_made_on": date(2026, 8, 17),
    "act_known_on": date(2026, 8, 18),
    "claims": "1. 撤销上述告知书；\n2. 责令依法办理不动产转移登记；\n3. 补偿合理支出128,600.50元。",
    "cause": "不动产登记纠纷",
    "received_on": date(2026, 11, 9),
    "registered_on": date(2026, 11, 10),
    "issued_on": date(2026, 11, 11),
    "doc_no": "云行调函〔2026〕12号",
    "contact": CONTACT,
}
