"""信息移送: what one office sends is what the other takes in, row by row, on both databases."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from models.case import Case
from models.exchange import IN, OUT, InformationBatch, InformationRow, Lead
from models.filing import FilingRecord
from models.home import database_url
from models.outbox import Notice
from rules.correspondence.exchange import Kind
from rules.information_batch import HEADINGS, row_digest
from rules.notices import BATCH_DUE
from rules.vocabulary.question import Actor
from rules.vocabulary.region import load_region
from tasks import clock
from tasks.errors import FuyuanError
from tasks.exchange.gathering import Period
from tasks.exchange.papers import (
    MANIFEST,
    RECEIPT,
    Manifest,
    beside,
    digest_of,
    sha256_of,
    table_of,
    write_paper,
)
from tasks.exchange.receiving import receive
from tasks.exchange.sending import Sent, due, keep_receipt, rows_in, send
from tasks.stages import move
from tests.building import (
    ADDRESS,
    ID_NUMBER,
    PHONE,
    as_it_lies,
    count,
    in_mediation,
    registered,
    rows,
)
from tests.information import NOVEMBER, SENDER, lead
from tests.nights import day, listener, told, watch_on
from tests.processes import at_once
from tests.statements import counted

Send = Callable[..., Sent]
pytestmark = pytest.mark.usefixtures("any_home")


def manifest_of(table: Path) -> dict[str, object]:
    return dict(json.loads(beside(table, MANIFEST).read_text(encoding="utf-8")))


def cells_of(table: Path) -> list[tuple[str, ...]]:
    sheet = openpyxl.load_workbook(table).worksheets[0]
    return [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]


def forged(folder: Path, *lines: tuple[str, ...], **changes: object) -> Path:
    """A batch that another program made, sound in count and hashes."""
    table = folder / "别处.xlsx"
    table.parent.mkdir(parents=True, exist_ok=True)
    table.write_bytes(table_of(lines))
    scope = {
        "sender": "区教育局",
        "receiver": "区司法局",
        "kinds": list(Kind),
        "since": NOVEMBER.since,
        "until": NOVEMBER.until,
    }
    digests = tuple(map(row_digest, lines))
    made = Manifest.model_validate(
        {
            "digest": "",
            "scope": scope,
            "made_at": clock.now(),
            "count": len(lines),
            "file_sha256": sha256_of(table.read_bytes()),
            "rows": digests,
        }
    )
    made = made.model_copy(update={"digest": digest_of(made.scope, digests)} | changes)
    write_paper(beside(table, MANIFEST), made)
    return table


SOUND = (str(Kind.CLUE), "线索7", "区城管局", "占道摊位被收走", "2026-11-03", "", "信访")


@pytest.mark.mechanism("WJ-23")
def test_a_batch_goes_out_of_one_home_and_into_another_and_both_sides_agree(
    sent: Send, other_home: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, any_home: Path
):
    first, second = registered(1, risk_tags=["群体性"]), in_mediation(2)
    lead(1)
    made = sent()
    assert made.count == 3
    ours = rows_in(made.batch_id)
    assert [(row[0], row[1]) for row in ours] == [
        (Kind.CLUE, "线索1"),
        (Kind.LITIGATION, first),
        (Kind.LITIGATION, second),
    ]
    database = database_url()
    post = other_home()
    got = receive(post / made.table.name, region="wujiagang")
    assert (got.count, got.accepted, got.leads, got.problems) == (3, 3, 1, ())
    assert rows_in(got.batch_id) == ours
    [kept] = rows(Lead)
    assert (kept.source, kept.agency, kept.recorded_by) == ("12345", "区城管局", SENDER)
    assert count(Case) == count(FilingRecord) == 0, "a lead is no case by itself"
    monkeypatch.setenv("FUYUAN_HOME", str(any_home))
    if not database.startswith("sqlite"):
        monkeypatch.setenv("FUYUAN_DATABASE_URL", database)
    answered = keep_receipt(got.receipt)
    assert (answered.id, answered.count, answered.accepted) == (made.batch_id, 3, 3)
    assert keep_receipt(got.receipt).accepted == 3, "the same receipt again changes nothing"


def test_the_manifest_states_count_and_hashes_of_file_and_rows(sent: Send):
    registered(1)
    lead(1)
    table = sent().table
    stated = manifest_of(table)
    head, *lines = cells_of(table)
    assert head == HEADINGS
    assert stated["count"] == len(lines) == 2
    assert stated["rows"] == [row_digest(line) for line in lines]
    assert stated["file_sha256"] == sha256_of(table.read_bytes())


def test_nobody_is_named_in_what_is_sent(sent: Send):
    registered(1, cause=f"周某1诉区教育局，电话{PHONE}")
    table = sent().table
    told = "\n".join(" ".join(line) for line in cells_of(table)) + beside(
        table, ".cover.json"
    ).read_text(encoding="utf-8")
    assert "起诉人诉区教育局" in told
    for secret in ("周某1", ID_NUMBER, PHONE, ADDRESS, "信息公开答复书", "撤销答复"):
        assert secret not in told
    assert PHONE not in "\n".join(
        " ".join(cells) for row in rows(InformationRow) for cells in [row.cells]
    )


def test_a_dispute_is_told_once_a_period_with_its_last_move(
    sent: Send, monkeypatch: pytest.MonkeyPatch
):
    number = registered(1)
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-09")
    move(number, "registration", "reviewed")
    [early] = rows_in(sent().batch_id)
    later = Period(since=dt.date(2026, 11, 7), until=dt.date(2026, 11, 12))
    [late] = rows_in(sent(period=later).batch_id)
    both = Period(since=NOVEMBER.since, until=later.until)
    assert rows_in(sent(period=both).batch_id) == [late]
    assert (early[4], late[4]) == ("2026-11-06", "2026-11-09")
    assert early[3] != late[3]


def test_only_the_kinds_asked_for_are_told(sent: Send):
    registered(1)
    lead(1)
    assert [row[0] for row in rows_in(sent(Kind.CLUE).batch_id)] == [Kind.CLUE]
    assert sent(Kind.RECONSIDERATION, Kind.ENFORCEMENT).count == 0, "nothing to tell is told too"


def test_another_regions_disputes_stay_there(sent: Send):
    registered(1)
    lead(1)
    assert sent(region="yicheng", receiver="甲县司法局").count == 0
    assert sent().count == 2


def test_what_was_transferred_to_us_is_not_sent_on(sent: Send, tmp_path: Path):
    receive(forged(tmp_path / "in", SOUND), region="wujiagang")
    lead(1)
    assert [row[2] for row in rows_in(sent(Kind.CLUE).batch_id)] == ["区城管局"]
    assert [row[1] for row in rows_in(sent(Kind.CLUE).batch_id)] == ["线索2"]


def test_the_same_batch_again_is_the_same_file(sent: Send):
    lead(1)
    first = sent()
    before = first.table.read_bytes(), beside(first.table, MANIFEST).read_bytes()
    first.table.unlink()
    again = sent()
    assert (again.batch_id, again.is_new) == (first.batch_id, False)
    assert (again.table.read_bytes(), beside(again.table, MANIFEST).read_bytes()) == before
    assert count(InformationBatch, direction=OUT) == 1


def test_a_period_that_is_not_over_is_refused(outbox: Path):
    how = {"region": "wujiagang", "kinds": tuple(Kind), "sender": SENDER, "into": outbox}
    with pytest.raises(FuyuanError, match="还没有过完"):
        send(period=NOVEMBER, **how)  # type: ignore[arg-type]
    with pytest.raises(FuyuanError, match="期间颠倒"):
        send(period=Period(since=dt.date(2026, 11, 2), until=dt.date(2026, 11, 1)), **how)  # type: ignore[arg-type]
    assert not outbox.exists()
    assert count(InformationBatch) == 0


def test_the_queries_do_not_grow_with_the_cases(sent: Send, monkeypatch: pytest.MonkeyPatch):
    def statements() -> int:
        with counted() as seen:
            sent()
        return sum(statement.lstrip().startswith("SELECT") for statement in seen)

    registered(1)
    lead(1)
    few = statements()
    monkeypatch.setenv("FUYUAN_TODAY", "2026-11-06")
    for n in range(2, 6):
        registered(n)
        lead(n)
    assert statements() == few
    assert rows(InformationBatch)[-1].count == 10


def test_a_table_that_was_touched_is_refused_whole(sent: Send, other_home: Callable[[], Path]):
    registered(1)
    lead(1)
    name = sent().table.name
    table = other_home() / name
    book = openpyxl.load_workbook(table)
    book.worksheets[0]["C3"] = "区财政局"
    book.save(table)
    with pytest.raises(FuyuanError, match="第3行与清单的散列不符"):
        receive(table, region="wujiagang")
    book.worksheets[0]["C3"] = "区教育局"
    book.save(table)
    with pytest.raises(FuyuanError, match="内容没有变，文件另存过"):
        receive(table, region="wujiagang")
    book.worksheets[0].delete_rows(3)
    book.save(table)
    with pytest.raises(FuyuanError, match="清单写明2条，表里有1条"):
        receive(table, region="wujiagang")
    assert count(InformationBatch) == count(Lead) == 0
    assert not beside(table, RECEIPT).exists()


@pytest.mark.parametrize(
    "changes", [{"count": 2}, {"rows": ("0" * 64,)}, {"digest": "0" * 64}], ids=str
)
def test_a_manifest_that_contradicts_itself_is_refused(tmp_path: Path, changes: dict[str, object]):
    with pytest.raises(FuyuanError, match="自相矛盾"):
        receive(forged(tmp_path, SOUND, **changes), region="wujiagang")
    assert count(InformationBatch) == 0


def test_a_manifest_of_other_rows_is_refused_even_if_the_file_hash_is_right(tmp_path: Path):
    other = (*SOUND[:2], "区水利局", *SOUND[3:])
    stated = Manifest.model_validate(manifest_of(forged(tmp_path / "other", other)))
    table = forged(tmp_path / "in", SOUND)
    file_sha256 = sha256_of(table.read_bytes())
    write_paper(beside(table, MANIFEST), stated.model_copy(update={"file_sha256": file_sha256}))
    with pytest.raises(FuyuanError, match="第2行与清单的散列不符"):
        receive(table, region="wujiagang")
    assert count(InformationBatch) == count(Lead) == 0


def test_a_table_without_its_manifest_or_of_another_kind_is_refused(tmp_path: Path):
    table = forged(tmp_path, SOUND)
    shutil.move(beside(table, MANIFEST), tmp_path / "elsewhere")
    with pytest.raises(FuyuanError, match="文件打不开"):
        receive(table, region="wujiagang")
    beside(table, MANIFEST).write_text("{}", encoding="utf-8")
    with pytest.raises(FuyuanError, match="不是移送清单"):
        receive(table, region="wujiagang")


def test_rows_that_do_not_fit_are_refused_one_by_one(tmp_path: Path):
    def but(**changes: str) -> tuple[str, ...]:
        return tuple(changes.get(name, cell) for name, cell in zip(HEADINGS, SOUND, strict=True))

    table = forged(
        tmp_path,
        SOUND,
        but(类别="其他"),
        but(行政机关=""),
        but(日期="上周"),
        but(日期="2026-11-07"),
        but(线索来源=""),
        but(类别="行政诉讼"),
        but(事由和进展=f"来电人{PHONE}不满"),
        but(事由和进展="话" * 2001),
    )
    got = receive(table, region="wujiagang")
    assert (got.count, got.accepted, got.leads) == (9, 1, 1)
    assert [(each.row, each.field) for each in got.problems] == [
        (3, "类别"),
        (4, "行政机关"),
        (5, "日期"),
        (6, "日期"),
        (7, "线索来源"),
        (8, "线索来源"),
        (9, "事由和进展"),
        (10, "事由和进展"),
    ]
    assert all(each.problem and each.remedy for each in got.problems)
    assert PHONE not in as_it_lies() + got.receipt.read_text(encoding="utf-8")


def test_the_same_batch_is_taken_in_once(tmp_path: Path):
    table = forged(tmp_path, SOUND)
    first = receive(table, region="wujiagang")
    stated = first.receipt.read_bytes()
    again = receive(table, region="wujiagang")
    assert (again.batch_id, again.is_new, again.leads) == (first.batch_id, False, 0)
    assert again.receipt.read_bytes() == stated
    assert (count(InformationBatch, direction=IN), count(Lead), count(InformationRow)) == (1, 1, 1)


def test_a_batch_that_comes_twice_at_once_is_taken_in_once(tmp_path: Path):
    table = forged(tmp_path, SOUND)
    done = at_once(_take_in, [(table,), (table,)])
    assert sorted(done) == [False, True]
    assert (count(InformationBatch), count(Lead), count(InformationRow)) == (1, 1, 1)


def _take_in(table: Path) -> bool:
    return receive(table, region="wujiagang").is_new


def test_a_lead_that_another_batch_told_of_is_not_kept_twice(tmp_path: Path):
    receive(forged(tmp_path / "1", SOUND), region="wujiagang")
    other = (*SOUND[:2], "区水利局", *SOUND[3:])
    got = receive(forged(tmp_path / "2", SOUND, other), region="wujiagang")
    assert (got.accepted, got.leads) == (2, 1)
    assert [each.agency for each in rows(Lead)] == ["区城管局", "区水利局"]


def test_a_receipt_of_somebody_elses_batch_or_another_word_is_refused(sent: Send, tmp_path: Path):
    elsewhere = receive(forged(tmp_path / "in", SOUND), region="wujiagang").receipt
    with pytest.raises(FuyuanError, match="不是本处移送的批次的回执"):
        keep_receipt(elsewhere)
    lead(1)
    made = sent()
    receipt = receive(made.table, region="wujiagang").receipt
    assert keep_receipt(receipt).accepted == 1
    changed = json.loads(receipt.read_text(encoding="utf-8")) | {"accepted": 0}
    receipt.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(FuyuanError, match="与这一份不同"):
        keep_receipt(receipt)
    assert rows(InformationBatch, direction=OUT)[0].accepted == 1


@pytest.mark.mechanism("WJ-23")
def test_when_the_next_batch_is_due_is_the_regions_choice(
    sent: Send, monkeypatch: pytest.MonkeyPatch
):
    assert all(each.is_due and each.due_on is None for each in due("wujiagang"))
    sent(Kind.CLUE, Kind.LITIGATION)
    days = load_region("wujiagang").information_batch_days
    told = {each.kind: each for each in due("wujiagang")}
    due_on = NOVEMBER.until + dt.timedelta(days=days)
    assert told[Kind.CLUE].due_on == told[Kind.LITIGATION].due_on == due_on
    assert not told[Kind.CLUE].is_due
    assert told[Kind.ENFORCEMENT].is_due
    monkeypatch.setenv("FUYUAN_TODAY", str(due_on))
    assert all(each.is_due for each in due("wujiagang"))
    weekly = load_region("wujiagang").model_copy(update={"information_batch_days": 7})
    monkeypatch.setattr("tasks.exchange.sending.load_region", lambda _: weekly)
    [clue, *_] = due("wujiagang")
    assert clue.due_on == NOVEMBER.until + dt.timedelta(days=7)


@pytest.mark.mechanism("WJ-23")
def test_the_studio_is_told_of_a_batch_that_is_due_and_again_while_none_is_sent(outbox: Path):
    listener(Actor.STUDIO)
    registered()
    assert rows(Case)[0].registered_on == day("2026-11-02")
    nights = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-31", "2027-01-01"]
    assert [watch_on(night)["batches"] for night in nights] == [0, 1, 0, 0, 1]
    period = Period(since=day("2026-11-01"), until=day("2026-12-31"))
    send(region="wujiagang", kinds=tuple(Kind), period=period, sender=SENDER, into=outbox)
    assert [watch_on(night)["batches"] for night in ("2027-01-02", "2027-01-29")] == [0, 0]
    assert watch_on("2027-01-30")["batches"] == 1
    assert told(BATCH_DUE) == [Actor.STUDIO.value] * 3
    [first, *_] = rows(Notice, template=BATCH_DUE)
    kinds = "、".join(kind.value for kind in Kind)
    assert first.subject == f"【信息移送】2026年12月2日起应当移送：{kinds}"
    assert first.case_id is None
