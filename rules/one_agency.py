"""A question about one of the agencies sued, by whichever path it is asked."""

from pydantic import Field

from rules.vocabulary.question import Circumstances, Question, Words


class OneAgency(Question):
    """An answer about one agency; it is named only where there are several."""

    agency: Words = Field(
        default="", title="被诉行政机关", description="只有一个被诉机关的可以不填"
    )

    def problems(self, circumstances: Circumstances) -> list[str]:
        """With several agencies the answer says which one it is about."""
        found = super().problems(circumstances)
        known = circumstances.agencies
        if (self.agency or len(known) > 1) and self.agency not in known:
            found.append(f"“被诉行政机关”：请填写{'、'.join(known)}中的一个，名称与案件一致")
        return found
