"""Sample facts of the letter of 风险研判与包保."""

from datetime import date

from fuyuan.letter_samples.cases import BUREAU, LABOUR_BUREAU, TRIED, Facts, on


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        "guarantee_letter": on(
            TRIED,
            date(2026, 7, 27),
            justice_bureau_name=BUREAU,
            unit=LABOUR_BUREAU,
            leader="方明远（副局长）",
            responsible="魏思齐（工伤保险科科长）",
            resolve_due={
                "label": "包保案件化解",
                "due_on": date(2026, 8, 28),
                "certain": True,
                "basis": "《关于加强和规范行政应诉工作的意见》（峄政办发〔2023〕2号）二（四）",
            },
            others=("云山区交通警察大队", "云山区江宁街道办事处"),
            risk_reason="事故路段监控没有调取，主要事实不清，败诉可能性较大",
            assessor="韩砚（云山区司法局行政应诉科）",
            graded_on=date(2026, 7, 24),
        )
    }
