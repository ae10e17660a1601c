"""What a follow-up visit brings home in the tests."""

from typing import Any

Answer = tuple[str, dict[str, Any]]


def visit(on: str, keeping: str = "已全部履行", **changes: Any) -> Answer:
    found = {
        "answered_by": "刘法官",
        "visited_on": on,
        "visited": "周某1",
        "method": "电话",
        "keeping": keeping,
        "satisfaction": "满意",
    }
    return "follow_up_visit", found | changes
