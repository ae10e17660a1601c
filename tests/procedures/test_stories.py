"""The stories of `fuyuan demo --all-paths`, told by rehearsal: all in one office, day by day."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from prefect.utilities.schema_tools.validation import validate

from fuyuan.demo.all_paths import READERS
from fuyuan.demo.senses import (
    count_unfinished_letters,
    filed_as,
    issued,
    letters_of,
    open_questions,
    stages_of,
    walked,
)
from fuyuan.demo.stories import STORIES
from fuyuan.demo.story import THAT_DAY, Answer, OfficeDay, Report, Step, Story, day, office_days
from fuyuan.rehearsal import flows, turn_to, work
from models.home import database_url
from models.ledger import engine
from models.outbox import Contact
from rules.catalogue import paths, questions
from tasks import artifacts
from tasks.answers import record_answer
from tasks.contacts import add_contact
from tasks.forms import form_schema
from tasks.letter_verification import Again, verify_letters
from tasks.letters import letter_path
from tasks.number_gaps import prove
from tests.building import count

OF_EACH_STORY = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, migrated: Path, fonts: Path) -> Iterator[None]:
    """All stories, told to their ends in one installation."""
    home = tmp_path_factory.mktemp("stories")
    copytree(migrated, home, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUYUAN_HOME", str(home))
        patch.setenv("FUYUAN_FONTS", str(fonts))
        patch.setenv("FUYUAN_TODAY", "2026-01-01")
        for name in ("FUYUAN_DATABASE_URL", "FUYUAN_REGION"):
            patch.delenv(name, raising=False)
        # A rehearsal has no Prefect UI that could show a receipt.
        patch.setattr(artifacts, "create_markdown_artifact", lambda **_receipt: None)
        for office_day in office_days(STORIES):
            live(office_day)
        yield
        engine(database_url()).dispose()


def live(office_day: OfficeDay) -> None:
    turn_to(office_day.on)
    for story in office_day.opening:
        flows()["收件登记/intake"](filing=story.filed(), procedure=paths()[story.path].title)
        work()
    for code, steps in office_day.steps.items():
        for step in steps:
            take(number_of(code), step, office_day.on)
            work()


def take(number: str, step: Step, on: dt.date) -> None:
    match step:
        case Answer():
            entered = step.entered(on)
            # As the server does before a form reaches us.
            validate(entered, form_schema(questions()[step.question]), raise_on_error=True)
            record_answer(number, step.question, entered, door="演练", occasion=step.occasion)
        case Report():
            flows()[step.deployment](case_number=number, **step.entered(on))


def number_of(code: str) -> str:
    found = filed_as(code)
    assert found is not None
    return found[1]


@pytest.mark.usefixtures("told")
class TestTold:
    @OF_EACH_STORY
    def test_a_story_walks_just_the_paths_it_names_to_the_ends_it_names(self, story: Story):
        number = number_of(story.code)
        assert stages_of(number) == story.ends
        assert {path for path, _ in walked(number)} == story.ends.keys()
        assert open_questions(number) == []

    @OF_EACH_STORY
    def test_a_story_leaves_the_letters_it_names(self, story: Story):
        assert story.letters <= letters_of(number_of(story.code))

    @pytest.mark.parametrize("code", paths())
    def test_every_path_has_a_case_at_a_legal_end(self, code: str):
        stages = paths()[code].stages
        reached = [story.ends[code] for story in STORIES if code in story.ends]
        assert any(stages[stage].is_end for stage in reached)

    def test_every_letter_is_a_whole_pdf_and_a_whole_word_file(self):
        letters = issued()
        assert count_unfinished_letters() == 0
        for letter in letters:
            assert letter_path(letter.id, "pdf").read_bytes().rstrip().endswith(b"%%EOF")
            with ZipFile(letter_path(letter.id, "docx")) as packed:
                assert packed.testzip() is None
        assert {letter.number for letter in letters} == {number_of(s.code) for s in STORIES}

    def test_every_letter_can_be_made_again_byte_for_byte_and_no_number_is_missing(self):
        checked = list(verify_letters())
        assert [each.letter_id for each in checked] == [letter.id for letter in issued()]
        assert [each.name for each in checked if each.again is not Again.SAME] == []
        assert [each.name for each in checked if each.is_broken] == []
        proof = prove()
        assert proof.findings == ()
        assert proof.numbers > len(STORIES)


class TestCalendar:
    def test_it_only_goes_on_and_stays_in_the_year_whose_holidays_are_known(self):
        days = [office_day.on for office_day in office_days(STORIES)]
        assert all(before < after for before, after in pairwise(days))
        assert {on.year for on in days} == {2026}

    def test_two_stories_share_a_day_and_open_on_their_own_first(self):
        visit = Answer(question="follow_up_visit", given={})
        first, second = (
            Story(code=code, title=code, filing={}, days=days, ends={}, letters=frozenset())
            for code, days in (
                ("甲", (day("2026-03-02"), day("2026-03-04", visit))),
                ("乙", (day("2026-03-04", visit, visit),)),
            )
        )
        both = list(office_days([first, second]))
        assert [(d.on.day, [s.code for s in d.opening]) for d in both] == [(2, ["甲"]), (4, ["乙"])]
        assert both[1].steps == {"甲": (visit,), "乙": (visit, visit)}

    def test_that_day_stands_for_the_day_of_entry_however_deep(self):
        given = {"signed_on": THAT_DAY, "items": [{"done_on": THAT_DAY}], "remarks": "当日签收"}
        assert Answer(question="x", given=given).entered(dt.date(2026, 3, 2)) == {
            "answered_by": "演示协调员",
            "signed_on": "2026-03-02",
            "items": [{"done_on": "2026-03-02"}],
            "remarks": "当日签收",
        }


@pytest.mark.usefixtures("home")
def test_whoever_hears_of_every_case_can_be_registered():
    # The demonstration of all paths begins with it, and is too long to run here.
    for role in READERS:
        add_contact(role=role.value, organ="", label=f"演示{role.value}", url="inhouse://desk")
    assert count(Contact) == len(READERS)
