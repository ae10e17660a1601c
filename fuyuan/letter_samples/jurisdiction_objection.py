"""Sample facts of the letters of 管辖异议."""

from datetime import date

from fuyuan.letter_samples.cases import DOCKET_NUMBER, LABOUR_BUREAU, TRIED, Facts, on
from fuyuan.letter_samples.due_dates import due

RULED = date(2026, 8, 6)
HIGHER_COURT = "云州市中级人民法院"
OBJECTION = {
    "docket_number": DOCKET_NUMBER,
    "agency": LABOUR_BUREAU,
    "filed_on": date(2026, 7, 27),
    "claimed_court": HIGHER_COURT,
}


def samples() -> dict[str, Facts]:
    """The facts of each letter, by its code."""
    return {
        "late_objection_notice": on(
            TRIED,
            date(2026, 8, 17),
            **OBJECTION | {"filed_on": date(2026, 8, 14)},
            served_on=date(2026, 7, 16),
            objection_due=due("L_JURIS_OBJ_15D", date(2026, 7, 16)),
        ),
        "jurisdiction_ruling": on(
            TRIED,
            RULED,
            **OBJECTION,
            grounds="本案由市人力资源和社会保障局委托作出，应由中级人民法院管辖",
            is_upheld=False,
            competent_court="",
            reason="被诉决定由被告以自己的名义作出，被告所在地在本院辖区，本院有管辖权",
            decided_on=RULED,
            judge="沈知行",
            clerk="林书记员",
        ),
        "jurisdiction_notice": on(
            TRIED,
            date(2026, 8, 10),
            **OBJECTION,
            is_upheld=False,
            competent_court="",
            decided_on=RULED,
            services=(
                {
                    "party": LABOUR_BUREAU,
                    "served_on": date(2026, 8, 7),
                    "appeal_due": due("L_APPEAL_R_10D", date(2026, 8, 7)),
                },
                {
                    "party": "陈致远",
                    "served_on": date(2026, 8, 10),
                    "appeal_due": due("L_APPEAL_R_10D", date(2026, 8, 10)),
                },
            ),
        ),
        "jurisdiction_result": on(
            TRIED,
            date(2026, 9, 28),
            **OBJECTION,
            is_moved=False,
            competent_court="",
            appeal_number="(2026)云01行辖终6号",
            in_force_on=date(2026, 9, 24),
            trial_due=due("T_TRIAL_6M", date(2026, 7, 13), excluded=60),
        ),
    }
