"""What each region is set to: every effective value with its source and its doubt."""

from generating.markdown import EMPTY, code, items, page, table, text

from rules.vocabulary.region import NATIONAL, Region, list_regions, load_region
from rules.vocabulary.region_file import Setting, Value

HEAD = ("配置项", "值", "来自", "出处", "存疑")
TITLES = {
    "title": "地区名称",
    "court_name": "法院全称",
    "court_short_name": "法院所在地简称",
    "court_code": "法院代字",
    "higher_court_name": "上一级法院",
    "government_name": "人民政府",
    "justice_bureau_name": "司法行政机关",
    "procuratorate_name": "检察院",
    "reconsideration_organ_name": "复议机构",
    "center_name": "化解中心",
    "studio_name": "化解工作室",
    "government_office_name": "政府办公室",
    "joint_office_name": "府院联席会议办公室",
    "prefiling_regime": "诉前调解模式",
    "mediation_days": "诉前调解日数",
    "in_trial_mediation_days": "诉中调解日数",
    "consent_reply_days": "征询答复的工作日数",
    "reminder_days": "到期前几日提醒",
    "service_reminder_days": "几日没有登记送达即提醒",
    "information_batch_days": "信息移送几日一批",
    "escalation": "逾期后逐级提请督促",
    "alert_hours": "重大敏感案件汇报的时数",
    "alert_roles": "重大敏感、高风险案件即时通知谁",
    "assessment.misconduct_deduction": "庭审负面情形每项扣分",
    "before_reading": "“几日前”的读法",
    "seven_day_reading": "非诉执行“七日”的读法",
    "local_three_day_reading": "地方文件“三日”的读法",
    "local_ten_day_reading": "地方文件“十日”的读法",
    "half_year_report_day": "半年报送日",
    "quarter_report_day": "季度报送日",
    "business_cutoff": "当日业务停止时间",
    "pdf_standard": "文书的 PDF 标准",
    "risk_tags": "风险标签",
    "subsidy_standard": "案件补贴标准（元）",
    "reports_to_bureau": "向司法局报备案件、答辩状、出庭负责人",
    "leader_review": "主要负责人研究案件",
    "second_retrial_application": "再审申请被驳回后再次申请",
    "notices.quiet_from": "几时起不发通知",
    "notices.quiet_until": "几时起再发通知",
    "notices.rest_days": "休息日的通知（hold 顺延、send 照发）",
    "notices.digest": "每人每日一条汇总（on、off）",
    "notices.digest_at": "每日汇总的时间",
    "follow_up.first_days": "首次回访：办结后日数",
    "follow_up.second_days": "再次回访：办结后日数",
    "contact.person": "联系人",
    "contact.phone": "联系电话",
    "contact.address": "联系地址",
    "reconsideration_contact.person": "复议机构联系人",
    "reconsideration_contact.phone": "复议机构联系电话",
    "reconsideration_contact.address": "复议机构联系地址",
    "number.prefiling": "诉前调解登记号格式",
    "number.initial": "一审案号格式",
    "number.compensation": "行政赔偿案号格式",
    "number.reconsideration": "行政复议案号格式",
    "number.enforcement_review": "非诉执行审查案号格式",
    "document_number.letter": "函件文号格式",
    "document_number.notice": "通知文号格式",
    "document_number.bulletin": "通报文号格式",
    "document_number.suggestion": "司法建议文号格式",
    "document_number.reconsideration": "复议文号格式",
    "organ.court": "法院机关代字",
    "organ.studio": "工作室机关代字",
    "organ.center": "化解中心机关代字",
    "organ.justice_bureau": "司法局机关代字",
    "organ.reconsideration": "复议机关代字",
    "organ.government_office": "政府办公室机关代字",
    "organ.joint_office": "联席会议办公室机关代字",
}


def regions_page() -> str:
    """Every region, the national values first."""
    names = sorted(list_regions(), key=lambda name: (name != NATIONAL, name))
    regions = [load_region(name) for name in names]
    return page(
        "地区配置",
        "每个值都写出处；存疑的，上线前须由当地核对。"
        f"改动写在 {code('rules/regions/<地区>.toml')}，只写与全国不同的项。"
        f"在终端里看同样的内容：{code('.venv/bin/fuyuan region show wujiagang')}。",
        items(f"[{text(region.title)}](#{region.name}){_unset(region)}" for region in regions),
        *map(_section, regions),
    )


def _section(region: Region) -> str:
    rows = [_row(key, setting) for key, setting in sorted(region.settings.items())]
    anchor = f'<a id="{region.name}"></a>'
    return f"{anchor}\n\n## {text(region.title)} {code(region.name)}\n\n{table(HEAD, rows)}"


def _row(key: str, setting: Setting) -> tuple[str, ...]:
    return (
        f"{_title(key)} {code(key)}",
        _value(setting.value),
        code(setting.path.name),
        text(setting.source),
        text(setting.doubt) if setting.doubt else EMPTY,
    )


def _title(key: str) -> str:
    if key not in TITLES:
        message = f"docs/generating/regions.py 缺少配置项“{key}”的中文名称"
        raise KeyError(message)
    return TITLES[key]


def _value(value: Value) -> str:
    if isinstance(value, list):
        return "、".join(map(text, value))
    shown = str(value)
    return code(shown) if "{" in shown else text(shown)


def _unset(region: Region) -> str:
    wanting = [_title(key) for key in sorted(region.settings) if not region.is_set(key)]
    return f"（未配置：{'、'.join(wanting)}）" if wanting else ""
