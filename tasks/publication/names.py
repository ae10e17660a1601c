"""Which names of persons stand in the fields of forms and letters, told from roles and organs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from rules.redaction import ALREADY_HIDDEN, SHORTEST_NAME

# Titles of fields that hold persons; of those, whom the courts name in public.
OF_PERSONS = re.compile(
    "姓名|人员|人$|人\\(|人（|调解员|负责人|联络|法官|审判|书记员|代理|主持|记录|领导|发言|专人|听证员"
    "|填写|到场|参加|陪审|律师|责任人|评定|审查人|受访|回访人"
)
OF_THE_BENCH = re.compile("审判|法官|书记员|合议庭|陪审")
SEPARATORS = re.compile(r"[（(、，,；;：:/\n]")
GAPS = re.compile(r"(?<=[\u3400-\u9fff])[\s\u3000]+(?=[\u3400-\u9fff])")
OFFICES = re.compile(
    "(?:副?(?:局|区|县|市|处|科|院|庭|所|镇|乡|部|组|队|股)长|副?主任|副?书记|法官助理|法官|审判[长员]|书记员"
    "|记录员|调解员|听证员|律师|科员|先生|女士|同志|代表|联络员|经办人|承办人|代理人|负责人)$"
)
CHINESE = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,12}(?:[·•][\u3400-\u9fff]{1,12})+")
LATIN = re.compile(r"[A-Za-z][A-Za-z.'’-]*(?: [A-Za-z][A-Za-z.'’-]*)+")
ROLES = frozenset(
    {
        *(
            "起诉人",
            "申请人",
            "被申请人",
            "原告",
            "被告",
            "第三人",
            "双方",
            "各方",
            "当事人",
            "本人",
        ),
        *(
            "主持人",
            "记录人",
            "家属",
            "亲属",
            "群众",
            "村民",
            "居民",
            "其他",
            "其他人",
            "未填",
            "同上",
        ),
        *(
            "经办人",
            "承办人",
            "双方当事人",
            "各方当事人",
            "当事人本人",
            "行政机关",
            "法院",
            "高院",
            "中院",
        ),
        *(
            "父亲",
            "母亲",
            "父母",
            "配偶",
            "子女",
            "监护人",
            "法定代理人",
            "委托代理人",
            "无",
            "没有",
        ),
    }
)
ORGANS = re.compile(
    "(?:局|府|院|委|会|庭|室|所|中心|机关|公司|单位|站|队|处|科|办|厅|部门|组织|集团|村|社区)$"
)
LONGEST_NAME_LIKE_AN_ORGAN = 3
# The commonest surnames: with one in front, a short word that ends like an organ is a person.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)


def names_in(value: str) -> Iterator[str]:
    """The names in a field that holds persons, as 赵某（某局副局长）; roles and organs are none."""
    for part in SEPARATORS.split(GAPS.sub("", value)):
        word = OFFICES.sub("", part.strip(" 　。）)"))
        if _is_name(word):
            yield word


def _is_name(word: str) -> bool:
    if word in ROLES or len(word) < SHORTEST_NAME or ALREADY_HIDDEN.fullmatch(word):
        return False
    if LATIN.fullmatch(word):
        return True
    if not CHINESE.fullmatch(word):
        return False
    is_short = len(word) <= LONGEST_NAME_LIKE_AN_ORGAN
    return not ORGANS.search(word) or (is_short and word[0] in SURNAMES)


def persons_of(model: type[BaseModel], values: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The names in a form's or a letter's fields, and whether each is one of the bench."""
    for name, field in model.model_fields.items():
        title = str(field.title or name)
        value = values.get(name)
        if OF_PERSONS.search(title):
            of_bench = OF_THE_BENCH.search(title) is not None
            yield from ((found, of_bench) for text in _texts(value) for found in names_in(text))
        nested = _model_in(field.annotation)
        if nested is not None:
            for row in value if isinstance(value, list) else [value]:
                if isinstance(row, Mapping):
                    yield from persons_of(nested, row)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            # Of a speaker and what was said, the speaker.
            first = each[0] if isinstance(each, list) and each else each
            yield from _texts(first) if isinstance(first, str) else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is None:
        return None
    return next(filter(None, map(_model_in, get_args(annotation))), None)
