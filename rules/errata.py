"""勘误: where a local document is torn or misprinted, as it is printed and what is made of it.

What cannot be read for certain is left to people: no rule, date, letter or notice rests on it.
"""

from dataclasses import dataclass

from rules.vocabulary.article import Statute


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A place that cannot stand as printed; without `read_as` it is left to people."""

    code: str
    statute: Statute
    place: str
    printed: str
    problem: str
    read_as: str = ""

    @property
    def is_by_hand(self) -> bool:
        """Nobody can tell what was meant: nothing follows from it by itself."""
        return not self.read_as


SHANGLUO = Statute.SHANGLUO_MEASURES
WUJIAGANG = Statute.WUJIAGANG_PLAN

COOPERATION = Erratum(
    code="WJ-7e",
    statute=WUJIAGANG,
    place="四（三）1（4）",
    printed="应当积极主动配合行政机关进行案件审理、调解、裁判",
    problem="审理、裁判的不是行政机关",
    read_as="应当积极主动配合复议机关、人民法院进行案件审理、调解、裁判",
)
PENDING_GRAVE_CASE = Erratum(
    code="SL-3c",
    statute=SHANGLUO,
    place="第三条",
    printed="对于已进入诉讼程序的重大、敏感案件，行政机关应当积极配合；"
    "对已进入诉讼程序的重大、敏感案件，人民法院在立案前可发出函件建议行政机关先行诉前化解，行",
    problem="同句重复，与“立案前”矛盾，句子没有完；配合什么、怎样配合没有写",
)

ERRATA: tuple[Erratum, ...] = (
    COOPERATION,
    PENDING_GRAVE_CASE,
    Erratum(
        code="SL-2c",
        statute=SHANGLUO,
        place="第二条",
        printed="带头作用，积极出席发誓并参与后续实质性化解工作",
        problem="半句错排在第三条之前；“发誓”不通",
        read_as="第二条的后半：负责人发挥带头作用，积极出庭应诉并参与后续实质性化解工作",
    ),
    Erratum(
        code="SL-8b",
        statute=SHANGLUO,
        place="第八条",
        printed="8. 强化行政执法责任制考核",
        problem="与司法建议条同号，尾句“避免不予以回复或者逾期回复”属于司法建议条；"
        "表彰、批评的内容来历不明",
    ),
    Erratum(
        code="SL-9",
        statute=SHANGLUO,
        place="第九条",
        printed="违法行力",
        problem="讹字",
        read_as="违法行为",
    ),
    Erratum(
        code="WJ-13",
        statute=WUJIAGANG,
        place="五（三）",
        printed="诉前调解不成的，及时完善行政争议诉前分流、诉外化解机制",
        problem="缺少谓语：调解不成的案件怎样办理没有写",
        read_as="诉前调解不成的，及时登记立案或者转入审理"
        "（在线调解规则第二十一条、特邀调解规定第二十一条）",
    ),
)
