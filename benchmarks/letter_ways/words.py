"""The 建议函 that every way but ours writes from its own template."""

ROWS = (("登记号", "number"), ("起诉人", "name"), ("被诉行政机关", "agency"), ("案由", "cause"))
PARAGRAPHS = (
    (
        "我院收到{name}诉你单位{cause}一案的起诉材料，登记号为{number}，尚未立案。经初步审查，"
        "本案争议具有先行化解的现实基础。现就诉前化解提出如下建议："
    ),
    "建议由{agency}牵头，指定一名负责人和一名联络员，负责本案化解工作。其他机关按照各自职责予以配合。",
    "请对被诉行政行为的职权、事实、依据和程序进行自查。发现确有错误的，依法主动纠正。",
    "建议由负责人当面听取起诉人的意见和诉求，提出具体、可以履行的化解方案。",
    "本函为工作建议，不是受理或者裁判意见，不影响起诉人依法起诉的权利。特此函达。",
)


def facts_of(number: int) -> dict[str, str]:
    """Facts of one letter; no two are the same."""
    return {
        "number": f"(2026)云0101行诉前调{number}号",
        "name": f"欧阳{'甲乙丙丁戊己庚辛'[number % 8]}{number}",
        "agency": "云州市自然资源和规划局",
        "cause": "不动产登记纠纷",
    }
