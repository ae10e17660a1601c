"""Letters that no path writes: people issue them by hand, some of them outside any case."""

from rules.correspondence.circulars import CONDUCT_CIRCULAR, SPECIAL_CIRCULAR
from rules.correspondence.clues import CLUE_TRANSFER
from rules.correspondence.exchange import INFORMATION_TRANSFER
from rules.correspondence.guidance import MEDIATION_GUIDE
from rules.correspondence.interviews import INTERVIEW_MINUTES, INTERVIEW_NOTICE
from rules.correspondence.meetings import MEETING_MINUTES, MEETING_NOTICE
from rules.correspondence.reminders import WORK_REMINDER
from rules.correspondence.reports import AGENCY_REPORT, BUREAU_REPORT
from rules.correspondence.subsidies import SUBSIDY
from rules.correspondence.supervision import CLOSE_OUT, SUPERVISION
from rules.correspondence.tolerance import TOLERANCE

LETTERS = (
    WORK_REMINDER,
    SPECIAL_CIRCULAR,
    CONDUCT_CIRCULAR,
    INTERVIEW_NOTICE,
    INTERVIEW_MINUTES,
    AGENCY_REPORT,
    BUREAU_REPORT,
    MEETING_NOTICE,
    MEETING_MINUTES,
    SUPERVISION,
    CLOSE_OUT,
    CLUE_TRANSFER,
    TOLERANCE,
    SUBSIDY,
    INFORMATION_TRANSFER,
    MEDIATION_GUIDE,
)
