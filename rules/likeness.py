"""When two filings may report one dispute: only a person decides whether they do.

Spaces, punctuation, brackets and the variants of a character (張 and 张, 区 and 區) tell nothing
apart; a number in the name of an act does: the decisions no. 1 and no. 2 are two acts.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from rules.filing import Filing

ALIKE = 0.75
# As registers write them, and as the standard of today has it.
_PAIRS = (
    "張张 陳陈 趙赵 黃黄 吳吴 鄭郑 馮冯 許许 鄧邓 葉叶 蘇苏 蔣蒋 賈贾 韋韦 鄒邹 "
    "閻阎 羅罗 楊杨 馬马 龍龙 萬万 錢钱 孫孙 韓韩 陸陆 顧顾 衞卫 衛卫 劉刘 蕭萧 "
    "鍾钟 鐘钟 魯鲁 關关 喬乔 賴赖 龔龚 嚴严 華华 呂吕 侖仑 倫伦 雲云 裏里 於于 "
    "國国 縣县 區区 廳厅 處处 罰罚 決决 書书 開开 復复 覆复 徵征 償偿 補补 證证 "
    "業业 務务 產产 權权 員员 會会 鄉乡 鎮镇 縂总 總总 機机 辦办 環环 護护 勞劳 "
    "動动 資资 園园 學学 醫医 農农 價价 檢检 驗验 銀银 號号 強强 羣群 峯峰 説说 "
    "戶户 溫温 彥彦 玨珏 "
)
_VARIANTS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=5_000)
def folded(text: str) -> str:
    """A text without what two records of the same thing may write differently."""
    plain = unicodedata.normalize("NFKC", text).translate(_VARIANTS).casefold()
    return "".join(c for c in plain if c.isalnum())


def persons(filing: Filing) -> tuple[str, ...]:
    """What each plaintiff may be recognised by: the name, and the identity number beside it."""
    found = [
        mark
        for person in filing.plaintiffs
        for mark in (f"name:{folded(person.name)}", f"id:{folded(person.id_number)}")
    ]
    return tuple(dict.fromkeys(mark for mark in found if not mark.endswith(":")))


def grounds(filing: Filing, earlier: Filing) -> str:
    """What two filings of one person have in common, naming nobody; empty if they are apart."""
    if not _share_agency(filing.agencies, earlier.agencies) or not _same_act(filing, earlier):
        return ""
    ours, theirs = _names(filing), _names(earlier)
    who = "起诉人相同" if ours == theirs else "部分起诉人相同" if ours & theirs else "证件号码相同"
    act = "行为相同" if folded(filing.act) == folded(earlier.act) else "行为相近"
    days = {day for day in (filing.act_made_on, earlier.act_made_on) if day}
    apart = "，作出日期不同" if len(days) > 1 else ""
    return f"{who}，被诉机关相同，{act}{apart}"


def _names(filing: Filing) -> set[str]:
    return {folded(person.name) for person in filing.plaintiffs}


def _share_agency(ours: Iterable[str], theirs: Sequence[str]) -> bool:
    # 区教育局 in one record is 甲市乙区教育局 in another.
    return any(_ends_alike(folded(name), folded(other)) for name in ours for other in theirs)


def _ends_alike(name: str, other: str) -> bool:
    return name.endswith(other) or other.endswith(name)


def _same_act(filing: Filing, earlier: Filing) -> bool:
    act, other = folded(filing.act), folded(earlier.act)
    if act == other:
        return True
    if are_apart(numbers_of(filing.act), numbers_of(earlier.act)):
        return False
    return SequenceMatcher(None, act, other).ratio() >= ALIKE


def numbers_of(act: str) -> tuple[str, ...]:
    """The numbers in the name of an act."""
    return tuple(_NUMBER.findall(folded(act)))


def are_apart(numbers: object, others: object) -> bool:
    """Whether the numbers in the names of two acts alone show that they are two."""
    return bool(numbers and others and numbers != others)
