"""The case as it stands, as a Prefect artifact beside its run."""

from prefect.artifacts import create_markdown_artifact

from models.ledger import reading
from tasks.markdown import overview_markdown
from tasks.overview import case_overview


def publish_case(case_number: str) -> None:
    """Show the case table, timeline, deadlines with their proof and letters in the Prefect UI."""
    with reading() as session:
        overview = case_overview(session, case_number)
    create_markdown_artifact(
        key=f"case-{overview.id}",
        markdown=overview_markdown(overview),
        description=f"案件 {overview.number}：要素、时间线、期限及依据、文书",
    )


def publish_receipt(text: str, *, of: str = "收件登记") -> None:
    """Tell the coordinator who filled a form what came of it."""
    create_markdown_artifact(key="receipt", markdown=text, description=f"{of}结果")


def publish_watch(found: dict[str, int]) -> None:
    """Show what the nightly watch did."""
    create_markdown_artifact(
        key="deadline-watch",
        markdown=(
            f"因放假安排更新改期 {found['recomputed']} 项；发出临期提醒 {found['reminded']} 条；"
            f"新增逾期期限 {found['missed']} 项；届期自动转出 {found['expired']} 件；"
            f"逐级提请督促 {found['escalated']} 条；"
            f"公告期满视为送达 {found['deemed_served']} 件；提醒登记送达 {found['unserved']} 条；"
            f"提醒信息移送 {found['batches']} 条。"
        ),
        description="期限监测结果",
    )
