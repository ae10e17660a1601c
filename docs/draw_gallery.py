"""`make gallery`: draw every letter in its sample facts; `--check` names what is wanting."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from generating.gallery import index, pictures, rooms

GALLERY = Path(__file__).resolve().parent / "gallery"
INDEX = "README.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the gallery, or with `--check` see that no letter is missing; returns the exit code."""
    parser = argparse.ArgumentParser(description="由样例内容生成文书样例图")
    parser.add_argument("--check", action="store_true", help="只核对，缺文书即以 1 退出")
    parser.add_argument("--into", type=Path, default=GALLERY, help="样例目录")
    given = parser.parse_args(arguments)
    if given.check:
        return report(wanting(given.into))
    drawn = draw(given.into)
    size = sum((given.into / name).stat().st_size for name in drawn)
    print(f"已生成 {len(drawn)} 页，共 {size / 1e6:.1f} MB：{given.into}")
    return 0


def draw(into: Path) -> list[str]:
    """Draw every page, write the index, and remove what no letter needs; returns the names."""
    names = []
    for name, content in pictures():
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        names.append(name)
    for old in into.rglob("*.png"):
        if old.relative_to(into).as_posix() not in names:
            old.unlink()
    (into / INDEX).write_text(index(names), encoding="utf-8")
    return names


def wanting(gallery: Path) -> list[str]:
    """The letters that the gallery does not show, and the pictures that none of them has.

    Not whether the pictures are new: which fonts a machine has decides on every byte.
    """
    expected = {f"{room.folder}/{letter.code}" for room in rooms() for letter in room.letters}
    found = {
        picture.relative_to(gallery).as_posix().rpartition("-")[0]
        for picture in gallery.rglob("*.png")
    }
    return sorted(expected ^ found)


def report(names: Sequence[str]) -> int:
    """Name what is wanting or left over; returns the exit code."""
    for name in names:
        print(f"缺少或者多余：{name}，请运行 make gallery", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
