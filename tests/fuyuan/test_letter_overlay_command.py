"""The first file of a region's own words: it says what may be changed, and changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from rules.catalogue import letters
from rules.paths.registration import RECEIPT
from tasks.overlay_starter import BLOCKS, is_overlaid, starter, starter_path
from tasks.rendering import template_files
from tasks.rendering.study import lineage, study_family
from tasks.rendering.template_files import COMMON
from tests.overlaying import REGION, overlay
from tests.terminal import refused

pytestmark = pytest.mark.usefixtures("home")
Fuyuan = Callable[..., Any]


def test_it_lies_in_the_data_folder_and_is_never_overwritten(fuyuan: Fuyuan):
    done = fuyuan("letter", "overlay", "receipt", "--region", REGION)
    path = starter_path(RECEIPT, REGION)
    assert (done.code, str(path) in done.out) == (0, True)
    assert path.is_relative_to(template_files.home_path())
    path.write_text("{# 我的 #}", encoding="utf-8")
    assert "已经有" in refused(fuyuan("letter", "overlay", "receipt", "--region", REGION))
    assert path.read_text(encoding="utf-8") == "{# 我的 #}"


def test_it_names_every_block_and_every_fact(fuyuan: Fuyuan):
    fuyuan("letter", "overlay", "receipt", "--region", REGION)
    text = starter_path(RECEIPT, REGION).read_text(encoding="utf-8")
    named = {
        block.name
        for s in lineage(study_family(RECEIPT.template, region=COMMON))
        for block in s.blocks
    }
    for name in {*named, *RECEIPT.needs.model_fields}:
        assert f"  {name}" in text
    assert "registration/receipt.xml.j2 第4行" in text


def test_it_says_what_each_block_of_the_frame_is_for():
    frame = lineage(study_family(RECEIPT.template, region=COMMON))[-1]
    assert {block.name for block in frame.blocks} <= BLOCKS.keys()


@pytest.mark.parametrize("code", sorted(letters()))
def test_its_blocks_are_those_of_the_letter_and_it_changes_none(code: str):
    letter = letters()[code]
    text = starter(letter, REGION)
    overlay(letter.template, text)
    assert is_overlaid(letter, REGION)
    own, *common = lineage(study_family(letter.template, region=REGION))
    assert own.blocks == ()
    assert own.stray == ()
    named = {block.name for study in common for block in study.blocks}
    assert [name for name in named if f"\n  {name}" not in text] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("recei",), "是不是 receipt", id="letter-misspelt"),
        pytest.param(("receipt", "--region", "nowhere"), "没有名为nowhere的地区", id="no-region"),
    ],
)
def test_what_is_not_there_is_named(fuyuan: Fuyuan, arguments: tuple[str, ...], words: str):
    assert words in refused(fuyuan("letter", "overlay", *arguments))
