"""What is shown of notices: what became of each, the channel's answer, and never an address."""

import pytest

from models.ledger import reading
from models.outbox import Notice
from tasks.errors import FuyuanError
from tasks.outbox.dispatch import send_waiting
from tasks.outbox.listing import STATES, notice_lines
from tasks.outbox.resending import count_undelivered, send_again, send_elsewhere, undelivered
from tasks.records import find_case
from tests.building import registered, rows
from tests.notices import queued, reader
from tests.receivers import web_hook

pytestmark = pytest.mark.usefixtures("any_home", "no_proxy")


def test_the_answer_of_the_channel_is_shown_and_no_address():
    with web_hook() as server:
        reader(f"json://127.0.0.1:{server.port}/geheim")
        number, other = registered(1), registered(2)
        queued(number, "一")
        queued(other, "一")
        send_waiting()
    with reading() as session:
        [line] = notice_lines(session, case_id=find_case(session, number).id)
        assert len(notice_lines(session)) == 2
    assert (line.state, line.case_number) == (STATES["accepted"], number)
    assert line.reader.endswith("值班")
    assert line.evidence == rows(Notice)[0].evidence
    assert line.evidence.endswith(" 200"), "when, and what was said"
    assert not line.is_undelivered
    assert "geheim" not in repr(line)
    assert str(server.port) not in repr(line)


def test_the_list_of_what_did_not_arrive_has_pages():
    with web_hook(answers=500) as server:
        reader(f"json://127.0.0.1:{server.port}/x")
        queued(registered(), *"甲乙丙")
        send_waiting()
    with reading() as session:
        assert count_undelivered(session) == 3
    everything = undelivered()
    assert [one.state for one in everything] == ["unknown"] * 3
    assert undelivered(limit=2) + undelivered(limit=2, offset=2) == everything
    assert all("500" in one.evidence for one in everything)


def test_who_decides_on_an_older_attempt_than_the_last_is_asked_to_look_again():
    with web_hook(answers=500) as server:
        reader(f"json://127.0.0.1:{server.port}/x", label="甲")
        queued(registered(), "一")
        send_waiting()
        reader(f"json://127.0.0.1:{server.port}/y", label="乙")
        [shown] = undelivered()
        send_again(shown.id, by="刘法官", reason="电话核实未收到", seen=shown.seen)
        send_waiting()
        with pytest.raises(FuyuanError, match="请刷新页面"):
            send_again(shown.id, by="王某", reason="电话核实未收到", seen=shown.seen)
        with pytest.raises(FuyuanError, match="请刷新页面"):
            send_elsewhere(shown.id, "乙", by="王某", seen=shown.seen)
        send_waiting()
        [again] = undelivered()
        send_elsewhere(again.id, "乙", by="王某", seen=again.seen)
    assert len(server.messages) == 2
    assert [row.state for row in rows(Notice)] == ["replaced", "queued"]
