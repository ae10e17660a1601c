"""The invented cases that the sample letters are about: no such place, person or agency exists."""

from collections.abc import Mapping
from datetime import date
from typing import Any

Facts = dict[str, Any]

COURT = "云州市云山区人民法院"
GOVERNMENT = "云州市云山区人民政府"
GOVERNMENT_OFFICE = "云州市云山区人民政府办公室"
JOINT_OFFICE = "云山区府院联席会议办公室"
BUREAU = "云州市云山区司法局"
PROCURATORATE = "云州市云山区人民检察院"
STUDIO = "云山区人民法院行政争议化解工作室"
CENTER = "云山区行政争议化解中心"
LABOUR_BUREAU = "云州市云山区人力资源和社会保障局"
CITY_BUREAU = "云州市云山区城市管理综合执法局"
WATER_BUREAU = "云州市云山区水务局"
LAND_BUREAU = "云州市自然资源和规划局"

OFFICES: Mapping[str, Any] = {
    "court_name": COURT,
    "studio_name": STUDIO,
    "center_name": CENTER,
    "region_title": "云州市云山区",
    "contact": {
        "person": "林书记员",
        "phone": "0512-00000000",
        "address": "云州市云山区人民法院诉讼服务中心306室",
    },
}

# Three plaintiffs, two agencies, a claim in three parts: nothing optional is left out.
MEDIATED: Mapping[str, Any] = {
    **OFFICES,
    "case_number": "(2026)云0101行诉前调388号",
    "plaintiffs": (
        {
            "name": "欧阳䶮",
            "id_number_masked": "990000********0012",
            "phone_masked": "138****0001",
            "address": "云州市江宁街道朱雀路88号3幢1单元602室",
        },
        {
            "name": "李㙍",
            "id_number_masked": "990000********0023",
            "phone_masked": "138****0002",
            "address": "",
        },
        {
            "name": "云州市昆仑互联网信息技术有限责任公司",
            "address": "云州市高新区软件大道1号创新园A座18层",
        },
    ),
    "plaintiff_names": "欧阳䶮、李㙍等3人",
    "agencies": (LAND_BUREAU, GOVERNMENT),
    "agency_names": f"{LAND_BUREAU}等",
    "act": "云资规登〔2026〕第0415号《不予登记告知书》",
    "act_made_on": date(2026, 8, 17),
    "act_known_on": date(2026, 8, 18),
    "claims": (
        "1. 撤销上述告知书；\n2. 责令依法办理不动产转移登记；\n3. 补偿合理支出128,600.50元。"
    ),
    "cause": "不动产登记纠纷",
    "received_on": date(2026, 11, 9),
    "registered_on": date(2026, 11, 10),
    "issued_on": date(2026, 11, 11),
    "doc_no": "云行调函〔2026〕12号",
}

TRIED: Mapping[str, Any] = {
    **OFFICES,
    "case_number": "(2026)云0101行诉前调215号",
    "plaintiffs": (
        {
            "name": "陈致远",
            "id_number_masked": "990000********0035",
            "phone_masked": "138****0003",
            "address": "云州市云山区梧桐巷16号2单元301室",
        },
    ),
    "plaintiff_names": "陈致远",
    "agencies": (LABOUR_BUREAU,),
    "agency_names": LABOUR_BUREAU,
    "act": "云山人社工伤〔2026〕31号《不予认定工伤决定书》",
    "act_made_on": date(2026, 5, 18),
    "act_known_on": date(2026, 5, 20),
    "claims": "1. 撤销上述决定书；\n2. 责令被告重新作出工伤认定决定。",
    "cause": "工伤认定纠纷",
    "received_on": date(2026, 7, 6),
    "registered_on": date(2026, 7, 7),
    "issued_on": date(2026, 7, 14),
    "doc_no": "云法函〔2026〕76号",
}
DOCKET_NUMBER = "(2026)云0101行初57号"

RECONSIDERATION_CONTACT = {
    "person": "罗听澜",
    "phone": "0512-00000005",
    "address": "云州市云山区司法局行政复议接待室101室",
}
RECONSIDERED: Mapping[str, Any] = {
    **OFFICES,
    "contact": RECONSIDERATION_CONTACT,
    "case_number": "云山政复〔2026〕41号",
    "plaintiffs": (
        {
            "name": "何秋实",
            "id_number_masked": "990000********0046",
            "phone_masked": "138****0004",
            "address": "云州市云山区临河路9号秋实小吃店",
        },
    ),
    "plaintiff_names": "何秋实",
    "agencies": (CITY_BUREAU,),
    "agency_names": CITY_BUREAU,
    "act": "云山城管罚决〔2026〕88号《行政处罚决定书》（罚款一万元）",
    "act_made_on": date(2026, 6, 22),
    "act_known_on": date(2026, 6, 24),
    "claims": "撤销上述行政处罚决定。",
    "cause": "城市管理行政处罚",
    "received_on": date(2026, 7, 13),
    "registered_on": date(2026, 7, 13),
    "issued_on": date(2026, 7, 20),
    "doc_no": "云山政复〔2026〕41-2号",
}

ENFORCED: Mapping[str, Any] = {
    **OFFICES,
    "case_number": "(2026)云0101行审19号",
    "plaintiffs": ({"name": "云州市云溪砂石有限公司", "address": "云州市云山区白石镇码头路2号"},),
    "plaintiff_names": "云州市云溪砂石有限公司",
    "agencies": (WATER_BUREAU,),
    "agency_names": WATER_BUREAU,
    "act": "云山水罚〔2026〕7号《行政处罚决定书》",
    "act_made_on": date(2026, 2, 3),
    "act_known_on": date(2026, 2, 4),
    "claims": "罚款五万元，加处罚款五万元。",
    "cause": "水行政处罚",
    "received_on": date(2026, 9, 28),
    "registered_on": date(2026, 9, 28),
    "issued_on": date(2026, 9, 30),
    "doc_no": "",
}


def on(case: Mapping[str, Any], day: date, **own: Any) -> Facts:
    """The facts of a letter that is issued in a case on a day."""
    return {**case, "issued_on": day, **own}
