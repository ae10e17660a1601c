"""Letters need fonts: the folder FUYUAN_FONTS, or a cache that is filled once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.rendering.fonts import fetch_fonts

CACHE = Path.home() / ".cache" / "fuyuan" / "fonts"


@pytest.fixture(scope="session")
def font_folder() -> Path:
    if named := os.environ.get("FUYUAN_FONTS"):
        return Path(named)
    fetch_fonts(CACHE)
    return CACHE


@pytest.fixture(scope="session", autouse=True)
def _fonts(font_folder: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_FONTS", str(font_folder))
        yield
