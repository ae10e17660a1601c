"""Which files of a region have a part in a letter, sound or not."""

from pathlib import Path

from tasks.rendering.errors import TemplateError
from tasks.rendering.template_files import BASE_PREFIX, find_file, overlay_folders
from tasks.rendering.words import SUFFIX, references, templates_root


def overlays_of(template: str, *, region: str, form: str = "letter") -> tuple[Path, ...]:
    """Return the region's files among all that a letter is written from, also unreadable ones."""
    root = templates_root()
    folders = overlay_folders(region, root)
    found: dict[Path, None] = {}
    seen: set[str] = set()
    waiting = [template + SUFFIX[form]]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        path = find_file(name, region, root)
        if path is None:
            continue
        if any(path.is_relative_to(folder) for folder in folders):
            found[path] = None
            # What it stands before is read too: a broken file does not say what it refers to.
            waiting.append(BASE_PREFIX + name.removeprefix(BASE_PREFIX))
        waiting.extend(_references(path, name))
    return tuple(found)


def _references(path: Path, name: str) -> tuple[str, ...]:
    try:
        return references(path.read_text(encoding="utf-8"), name)
    except (TemplateError, UnicodeDecodeError):
        return ()
