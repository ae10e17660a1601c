"""What mediation before and during a trial have in common."""

from enum import StrEnum

SPECIAL_INVITATION = "最高人民法院关于人民法院特邀调解的规定"


class ChosenBy(StrEnum):
    """How the mediator came to the case."""

    PARTIES = "双方协商选定"
    COURT = "协商不成，法院指定，双方同意"
    REFUSED = "双方不同意指定"
