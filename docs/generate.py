"""`make docs`: write the handbook's generated pages and pictures; `--check` names stale ones."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generating.bpmn import bpmn_of
from generating.deadlines import deadlines_page
from generating.documents import documents_page
from generating.drawing import stage_picture
from generating.eight_checks import eight_checks_page
from generating.letters import letters_page
from generating.notices import notices_page
from generating.paths import path_page
from generating.publication import publication_page
from generating.regions import regions_page

from rules.catalogue import paths

HANDBOOK = Path(__file__).resolve().parent / "handbook"
PATH_PAGES = "paths"
KINDS = ("*.md", "*.svg", "*.bpmn")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write every page, or with `--check` only compare; returns the exit code."""
    parser = argparse.ArgumentParser(description="由声明生成手册各页")
    parser.add_argument("--check", action="store_true", help="只核对，有过时的页即以 1 退出")
    parser.add_argument("--into", type=Path, default=HANDBOOK, help="手册目录")
    given = parser.parse_args(arguments)
    pages = generated_pages()
    if given.check:
        return report(stale(pages, given.into))
    write(pages, given.into)
    print(f"已生成 {len(pages)} 页：{given.into}")
    return 0


def generated_pages() -> dict[str, str]:
    """Every generated page, by its address below the handbook."""
    path_pages = {f"{PATH_PAGES}/{code}.md": path_page(path) for code, path in paths().items()}
    pictures = {f"{PATH_PAGES}/{code}.svg": stage_picture(path) for code, path in paths().items()}
    return (
        path_pages
        | pictures
        | {f"{PATH_PAGES}/{code}.bpmn": bpmn_of(path) for code, path in paths().items()}
        | {
            "deadlines.md": deadlines_page(),
            "regions.md": regions_page(),
            "eight_checks.md": eight_checks_page(),
            "letter_catalogue.md": letters_page(),
            "publication.md": publication_page(),
            "documents.md": documents_page(),
            "notice_matrix.md": notices_page(),
        }
    )


def stale(pages: Mapping[str, str], handbook: Path) -> list[str]:
    """The pages that differ from their declarations, that are wanting, or that nothing declares."""
    differing = [name for name, text in pages.items() if read(handbook / name) != text]
    found = [page for kind in KINDS for page in (handbook / PATH_PAGES).glob(kind)]
    orphans = {f"{PATH_PAGES}/{page.name}" for page in found} - pages.keys()
    return sorted([*differing, *orphans])


def read(page: Path) -> str | None:
    """A page as it stands, None if there is none."""
    return page.read_text(encoding="utf-8") if page.is_file() else None


def write(pages: Mapping[str, str], handbook: Path) -> None:
    """Write the pages and remove those of paths that are gone."""
    for name in stale(pages, handbook):
        page = handbook / name
        if name in pages:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(pages[name], encoding="utf-8")
        else:
            page.unlink()


def report(names: Sequence[str]) -> int:
    """Name the stale pages; returns the exit code."""
    for name in names:
        print(f"已过时：{name}，请运行 make docs", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
