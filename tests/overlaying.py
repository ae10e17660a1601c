"""A region's own words, written where a clerk would put them."""

from pathlib import Path

from rules.vocabulary.letter import Letter
from tasks.rendering.template_files import own_folder

REGION = "wujiagang"


def overlay(
    template: str, text: str | bytes, *, region: str = REGION, suffix: str = ".xml"
) -> Path:
    """Write a region's file into this installation's own folder."""
    folder = own_folder()
    assert folder is not None
    path = folder / region / f"{template}{suffix}.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def extending(letter: Letter, blocks: str) -> Path:
    """Write blocks that replace those of a letter."""
    return overlay(letter.template, f'{{% extends "!base/{letter.template}.xml.j2" %}}\n{blocks}\n')
