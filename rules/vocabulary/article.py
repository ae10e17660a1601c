"""Statutes, policies and their articles: what every rule is based on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rules.vocabulary.quotation import Wording, find_wording

_DIGITS = "零一二三四五六七八九"


class Confidence(StrEnum):
    """How far a rule was checked against its source."""

    VERIFIED = "V"
    WEB = "W"
    MEASURED = "L"
    SEED = "S"
    KNOWN_HIGH = "K-H"
    KNOWN_MEDIUM = "K-M"
    KNOWN_LOW = "K-L"
    ASSUMED = "A"

    @property
    def label(self) -> str:
        """The grade in Chinese, as a proof prints it."""
        return _CONFIDENCE_TITLES[self]


_CONFIDENCE_TITLES = {
    Confidence.VERIFIED: "已核对条文原文",
    Confidence.WEB: "仅见网页摘录",
    Confidence.MEASURED: "以程序库实测",
    Confidence.SEED: "依政策文件原文",
    Confidence.KNOWN_HIGH: "未核对原文，把握较大",
    Confidence.KNOWN_MEDIUM: "未核对原文，须人工核对",
    Confidence.KNOWN_LOW: "未核对原文，把握较小",
    Confidence.ASSUMED: "设计假设，并非法律规定",
}


class Statute(StrEnum):
    """A law, an interpretation, a regulation or a policy document, by its title."""

    LITIGATION = "行政诉讼法"
    LITIGATION_INTERPRETATION = "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释"
    RECONSIDERATION = "行政复议法"
    RECONSIDERATION_REGULATION = "行政复议法实施条例"
    COERCION = "行政强制法"
    COMPENSATION = "国家赔偿法"
    COMPENSATION_RULES = "最高人民法院关于审理行政赔偿案件若干问题的规定"
    CIVIL_PROCEDURE = "民事诉讼法"
    CIVIL_PROCEDURE_INTERPRETATION = "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释"
    CIVIL_CODE = "民法典"
    PEOPLES_MEDIATION = "人民调解法"
    PERSONAL_INFORMATION = "个人信息保护法"
    LEGAL_AID = "法律援助法"
    ARCHIVES_REGULATION = "档案法实施条例"
    ENFORCEMENT_SUPERVISION = "行政执法监督条例"
    HOLIDAYS = "全国年节及纪念日放假办法"
    INVITED_MEDIATION = "最高人民法院关于人民法院特邀调解的规定"
    ONLINE_MEDIATION = "人民法院在线调解规则"
    MEDIATION_CONFIRMATION = "最高人民法院关于人民调解协议司法确认程序的若干规定"
    LEADER_APPEARANCE = "最高人民法院关于行政机关负责人出庭应诉若干问题的规定"
    JUDICIAL_SUGGESTION = "最高人民法院关于综合治理类司法建议工作若干问题的规定"
    PUBLIC_INTEREST = "最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释"
    PROCURATORATE_SUPERVISION = "人民检察院行政诉讼监督规则"
    CASE_NUMBERS = "关于人民法院案件案号的若干规定"
    DIVERSIFIED_RESOLUTION = "关于进一步推进行政争议多元化解工作的意见"
    SIMPLIFIED_PROCEDURE = "关于推进行政诉讼程序繁简分流改革的意见"
    CIVIL_DOCKETING = "关于严格依法规范民事案件立案与调解工作的意见"
    SHANGLUO_MEASURES = "关于进一步加强府院联动推动涉诉行政争议实质化解工作的十条措施"
    YICHENG_OPINION = "关于加强和规范行政应诉工作的意见"
    RUZHOU_PLAN = "解决行政机关败诉率高、行政争议实质化解效果不佳问题工作方案"
    WUJIAGANG_PLAN = "宜昌市伍家岗区推进行政争议实质性化解工作方案（试行）"
    ANHUI_OPINION = "关于进一步提升行政机关负责人出庭应诉效果推动行政争议实质性化解的意见"

    @property
    def document_number(self) -> str:
        """The number a judicial or policy document is cited by, or nothing for a law."""
        return _DOCUMENT_NUMBERS.get(self, "")


_DOCUMENT_NUMBERS = {
    Statute.LEADER_APPEARANCE: "法释〔2020〕3号",
    Statute.JUDICIAL_SUGGESTION: "法释〔2023〕11号",
    Statute.MEDIATION_CONFIRMATION: "法释〔2011〕5号",
    Statute.DIVERSIFIED_RESOLUTION: "法发〔2021〕36号",
    Statute.SIMPLIFIED_PROCEDURE: "法发〔2021〕17号",
    Statute.CASE_NUMBERS: "法〔2015〕137号",
    Statute.ENFORCEMENT_SUPERVISION: "国务院令第825号",
    Statute.SHANGLUO_MEASURES: "商法办发〔2023〕30号",
    Statute.YICHENG_OPINION: "峄政办发〔2023〕2号",
    Statute.RUZHOU_PLAN: "汝府院联席办〔2022〕4号",
    Statute.WUJIAGANG_PLAN: "宜伍府发〔2024〕4号",
    Statute.ANHUI_OPINION: "皖司发〔2022〕9号",
}


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a statute, by the number it is cited by."""

    statute: Statute
    number: str = ""

    @property
    def quote(self) -> str:
        """Its wording, read when first asked for; empty when it was not at hand."""
        wording = self._wording
        return wording.quote(self.number) if wording else ""

    @property
    def edition(self) -> str:
        """The edition the wording was read in; empty when there is no wording."""
        wording = self._wording
        return wording.edition if wording and wording.quote(self.number) else ""

    @property
    def _wording(self) -> Wording | None:
        return find_wording(self.statute.name.lower())

    def __str__(self) -> str:
        """As a lawyer cites it: 《行政诉讼法》第五十一条第二款."""
        document = self.statute.document_number
        return f"《{self.statute}》{f'（{document}）' if document else ''}{self.number}"


def cite(
    statute: Statute, article: int, paragraph: int | None = None, item: int | None = None
) -> Article:
    """Cite an article by its numbers: `cite(LITIGATION, 51, 2)` is 第五十一条第二款."""
    number = f"第{chinese_number(article)}条"
    if paragraph is not None:
        number += f"第{chinese_number(paragraph)}款"
    if item is not None:
        number += f"第（{chinese_number(item)}）项"
    return Article(statute, number)


def cite_together(articles: Iterable[Article]) -> str:
    """Cite several articles in one line, naming a statute once: 《…》第一条、第二条."""
    parts: list[str] = []
    statute: Statute | None = None
    for article in articles:
        parts.append(
            article.number if article.number and article.statute is statute else str(article)
        )
        statute = article.statute
    return "、".join(parts)


def chinese_number(number: int) -> str:
    """Write 1 to 999 in Chinese characters, as article numbers are written."""
    if not 0 < number < 1000:  # noqa: PLR2004 -- no statute here has a thousand articles
        message = f"条文序号应在1至999之间：{number}"
        raise ValueError(message)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
