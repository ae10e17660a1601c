"""The articles that letters may cite; another one needs a source in the fact base first."""


def articles(numbers: str) -> set[str]:
    """Return the numbers of articles, written with blanks between them."""
    return set(numbers.split())


CITED = {
    "《中华人民共和国行政诉讼法》": articles(
        "三 十 三十一 三十二 三十三 三十四 三十五 三十六 四十三 四十四 五十一 五十二 五十五 五十八"
        " 五十九 六十 六十二 六十六 六十七 六十九 七十 八十五 九十四 九十六"
    ),
    "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》": articles(
        "十 三十一 三十四 三十六 四十三 四十八 四十九 五十三 六十 七十四 一百零四 一百二十八"
    ),
    "《最高人民法院关于行政机关负责人出庭应诉若干问题的规定》": articles(
        "二 四 五 六 七 八 九 十 十一 十二"
    ),
    "《人民法院在线调解规则》": articles(
        "三 四 十二 十三 十四 十五 十八 二十 二十一 二十二 二十四 二十五 二十九"
    ),
    "《最高人民法院关于人民法院特邀调解的规定》": articles(
        "二 十一 十二 十四 十五 十六 十七 十九 二十一 二十二 二十五 二十六 二十七 二十八"
    ),
    "《最高人民法院关于人民调解协议司法确认程序的若干规定》": articles("三 五 七"),
    "《最高人民法院关于行政诉讼撤诉若干问题的规定》": articles("一 二 五"),
    "《中华人民共和国行政复议法》": articles("二十 二十三 二十四 二十七 二十九 八十七"),
    "《中华人民共和国法律援助法》": articles(
        "三十一 三十五 三十八 四十一 四十二 四十三 四十四 四十九"
    ),
    "同法": articles("八十五"),
}
