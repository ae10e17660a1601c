"""From a file to stored filings: read, check, store; or only say what would happen."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.cleaning import plain_name
from tasks.filings import Delivery, count_known, require_numbering, store_filings
from tasks.intake import ExportReading, read_export, summary_json, summary_text
from tasks.intake.office import office_of
from tasks.progress import Follow, unseen

DEFAULT_REGION = "wujiagang"
LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file."""

    reading: ExportReading
    stored: list[str]
    known: list[tuple[int, str]]
    alike: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def is_of_use(self) -> bool:
        """Whether any row was taken in or is known; a file without rows has nothing to mend."""
        return bool(self.reading.accepted or self.reading.duplicates) or not self.reading.rejected

    def as_json(self) -> dict[str, Any]:
        """Counts and problems, as `fuyuan import --json` prints them."""
        return summary_json(self.reading, len(self.known))

    def as_text(self) -> str:
        """The same for people."""
        lines = [summary_text(self.reading, len(self.known)).rstrip()]
        lines += [
            f"第{self.reading.accepted.row_number(position)}行与已收{number}内容相同，未重复收件"
            for position, number in self.known
        ]
        lines += [
            f"第{self.reading.accepted.row_number(position)}行已收下，与{'、'.join(numbers)}相近，"
            "登记后请人核对是否同一件"
            for position, numbers in self.alike
        ]
        return "\n".join(lines)


def import_file(
    path: Path,
    *,
    region: str,
    source: str = "",
    dry_run: bool = False,
    follow: Follow = unseen,
) -> Imported:
    """Take in a file, read with the mapping of its source; with `dry_run` nothing is stored.

    It is read and checked to its end before anything is stored: others may write meanwhile, and a
    file that turns out to be damaged leaves nothing. Whoever waits may `follow`. Raises
    tasks.intake.UnreadableFile, FuyuanError for a mapping that is wrong, or RegionError for a
    region that cannot number cases.
    """
    require_numbering(region)
    reading = read_export(path, office=office_of(region, source), follow=follow)
    rows = follow(reading.accepted, "核对" if dry_run else "收件", len(reading.accepted))
    filings = (row.filing for row in rows)
    if dry_run:
        return Imported(reading=reading, stored=[], known=count_known(filings))
    stored = store_filings(
        filings,
        Delivery(
            source=plain_name(path.name)[:LONGEST_SOURCE],
            region=region,
            sender=source,
            sha256=reading.sha256,
            rejected=reading.rejected,
            problems=summary_json(reading)["problems"],
            repeated=len(reading.duplicates),
        ),
    )
    return Imported(
        reading=reading, stored=stored.accepted, known=stored.duplicates, alike=stored.alike
    )
