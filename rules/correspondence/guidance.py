"""行政调解告知书: a party is told that the agency can mediate, and what that costs it (RZ-12)."""

from datetime import date

from pydantic import Field

from rules.correspondence.facts import CaseLetterFacts
from rules.vocabulary.letter import Addressee, ContactFacts, Letter, Office
from rules.vocabulary.question import Text


class MediationGuideFacts(CaseLetterFacts):
    """行政调解告知书."""

    party: Text = Field(title="被告知人")
    dispute: Text = Field(title="争议事项")
    mediates: Text = Field(title="负责调解的机构", description="机关内设机构或者调解组织的全称")
    ways_to_apply: tuple[Text, ...] = Field(min_length=1, title="申请方式")
    reply_by: date = Field(title="请答复的日期")
    sue_by: date | None = Field(
        default=None,
        title="申请复议或者起诉的最后日期",
        description="按案件页的期限填写；还不能确定的不填",
    )
    liaison: ContactFacts = Field(title="联系人")


MEDIATION_GUIDE = Letter(
    code="mediation_guide",
    title="行政调解告知书",
    issuer=Office.AGENCY,
    to=Addressee.PLAINTIFF,
    template="correspondence/mediation_guide",
    needs=MediationGuideFacts,
    numbering=None,
    served=True,
    basis=("汝府院联席办〔2022〕4号二（十二）",),
    trigger="行政机关认为争议可以通过行政调解解决",
)
