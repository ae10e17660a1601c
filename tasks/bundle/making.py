"""Making a case file: cover and index set, everything bound, packed and put in its place."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.home import folder, home
from models.ledger import reading
from rules.case_file import ANSWERS, COVER, FILING, INDEX, REMARKS, TIMELINE, UNDECIDED_RETENTION
from rules.publication import Volume
from rules.vocabulary.letter import Letter
from tasks.bundle.binding import Section, bind, count_pages
from tasks.bundle.contents import Contents, gather
from tasks.bundle.package import pack
from tasks.bundle.papers import Paper
from tasks.bundle.publishing import gather_public
from tasks.event_log import export_log
from tasks.records import find_case
from tasks.rendering import render

PUBLIC_MARK = "公开版"
# What the index says of a file that lies in the package alone.
NO_PAGES = "见包"
BUNDLE_NAME, LOG_NAME, LETTERS = "卷宗.pdf", "事件日志.json", "文书"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the index."""

    title: str
    number: str
    author: str
    dated: Any
    pages: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A case file that was made; `pdf` and `package` are None after a dry run."""

    case_number: str
    short_code: str
    is_public: bool
    entries: tuple[Entry, ...]
    withheld: tuple[dict[str, str], ...]
    pages: int
    pdf: Path | None = None
    package: Path | None = None
    manifest_sha256: str = ""


def make_bundle(
    case_number: str, *, out: Path | None = None, is_public: bool = False, dry_run: bool = False
) -> Bundle:
    """Put a case file together: `<短码>.pdf` and `<短码>.zip` in `out` (default: bundles).

    Both are there whole or not at all. Raises UnknownCaseError, BundleError, and PublicationError
    if a public version would still tell who somebody is.
    """
    with tempfile.TemporaryDirectory(prefix="bundle-", dir=home()) as name:
        work = Path(name)
        with reading() as session:
            case = find_case(session, case_number)
            contents = (
                gather_public(session, case, work) if is_public else gather(session, case, work)
            )
        made = _Maker(contents, work).make()
        if dry_run:
            return replace(made, pdf=None, package=None)
        return _put(made, work, out or folder("bundles"))


class _Maker:
    """Sets and binds one case file in a folder of its own."""

    def __init__(self, contents: Contents, work: Path) -> None:
        self._contents, self._work = contents, work

    def make(self) -> Bundle:
        contents = self._contents
        papers = [*contents.papers, *self._appendices()]
        entries, pages = self._entries(papers)
        bound = self._bind(papers, entries, pages)
        made = Bundle(
            case_number=contents.number,
            short_code=contents.short_code,
            is_public=contents.is_public,
            entries=entries,
            withheld=contents.withheld,
            pages=pages,
            pdf=bound,
        )
        return self._pack(made)

    def _appendices(self) -> Iterator[Paper]:
        contents = self._contents
        if contents.events is not None:
            yield self._appendix(TIMELINE, events=contents.events)
        if contents.answers is not None:
            yield self._appendix(ANSWERS, answers=contents.answers)
        if contents.filing is not None:
            yield self._appendix(FILING, **contents.filing)

    def _appendix(self, part: Letter, **facts: Any) -> Paper:
        path = self._set(part, **facts)
        return Paper(
            title=f"附录：{part.title}",
            number="",
            author="",
            dated=self._contents.as_of,
            files=(path,),
            bound=path,
        )

    def _entries(self, papers: list[Paper]) -> tuple[tuple[Entry, ...], int]:
        entries, last = [], 0
        for paper in papers:
            first, last = last + 1, last + (count_pages(paper.bound) if paper.bound else 0)
            entries.append(
                Entry(
                    title=paper.title,
                    number=paper.number,
                    author=paper.author,
                    dated=paper.dated,
                    pages=_span(first, last),
                    note="；".join(filter(None, (_volume(paper), paper.note))),
                )
            )
        return tuple(entries), last

    def _bind(self, papers: list[Paper], entries: tuple[Entry, ...], pages: int) -> Path:
        contents = self._contents
        counts = {"papers": len(papers), "pages": pages}
        cover = self._set(
            COVER,
            **counts,
            numbers=contents.numbers,
            stages=contents.stages,
            retention=UNDECIDED_RETENTION,
            is_public=contents.is_public,
        )
        index = self._set(
            INDEX,
            entries=[{name: getattr(entry, name) for name in Entry.__slots__} for entry in entries],
            withheld=contents.withheld,
            is_public=contents.is_public,
        )
        remarks = self._set(REMARKS, **counts, remarks=contents.remarks)
        sections = [
            Section(title=COVER.title, pdf=cover, is_numbered=False),
            Section(title=INDEX.title, pdf=index, is_numbered=False),
            *(
                Section(
                    title=each.title,
                    pdf=each.bound,
                    is_picture=each.bound not in each.files,
                )
                for each in papers
                if each.bound
            ),
            Section(title=REMARKS.title, pdf=remarks, is_numbered=False),
        ]
        target = self._work / BUNDLE_NAME
        mark = PUBLIC_MARK if contents.is_public else ""
        bind(sections, target, title=f"卷宗 {contents.number}", mark=mark)
        if contents.inspector:
            contents.inspector.inspect(sections, target, mark)
        return target

    def _set(self, part: Letter, **facts: Any) -> Path:
        contents = self._contents
        checked = part.needs.model_validate({**contents.common, "doc_no": "", **facts})
        path = self._work / f"{part.code}.pdf"
        if contents.inspector:
            contents.inspector.note(path, part, dict(checked))
        path.write_bytes(render(part.template, dict(checked), region=self._contents.region).pdf)
        return path

    def _pack(self, made: Bundle) -> Bundle:
        contents = self._contents
        target = self._work / "package.zip"
        files = [(BUNDLE_NAME, self._work / BUNDLE_NAME), *self._letter_files()]
        if not contents.is_public:
            # It tells of every step of mediation too.
            log = self._work / LOG_NAME
            export_log(log, contents.number)
            files.append((LOG_NAME, log))
        manifest = pack(
            target,
            files,
            {
                "case_number": contents.number,
                "short_code": contents.short_code,
                "region": contents.region,
                "as_of": contents.as_of.isoformat(),
                "is_public": contents.is_public,
                "pages": made.pages,
                "index": [
                    {"title": entry.title, "number": entry.number, "pages": entry.pages}
                    for entry in made.entries
                ],
            },
        )
        return replace(made, package=target, manifest_sha256=manifest)

    def _letter_files(self) -> Iterator[tuple[str, Path]]:
        for number, paper in enumerate(self._contents.papers, 1):
            for path in paper.files:
                yield f"{LETTERS}/{number:03d}_{_plain(paper.title)}{path.suffix}", path


def _volume(paper: Paper) -> str:
    return "" if paper.volume is Volume.MAIN else f"归{paper.volume.value}"


def _span(first: int, last: int) -> str:
    if last < first:
        return NO_PAGES
    return str(first) if first == last else f"{first}-{last}"


def _plain(title: str) -> str:
    return "".join(sign for sign in title if sign.isalnum() or sign in "（）")


def _put(made: Bundle, work: Path, out: Path) -> Bundle:
    out.mkdir(parents=True, exist_ok=True)
    name = f"{made.short_code}_{PUBLIC_MARK}" if made.is_public else made.short_code
    targets = {}
    for source, suffix in ((work / BUNDLE_NAME, "pdf"), (work / "package.zip", "zip")):
        draft = out / f".{name}.{suffix}.draft"
        shutil.move(source, draft)
        targets[suffix] = draft.replace(out / f"{name}.{suffix}")
    return replace(made, pdf=targets["pdf"], package=targets["zip"])
