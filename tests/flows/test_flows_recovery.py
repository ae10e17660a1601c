"""Prefect's database is lost: the ledger brings every open case back to where it stood."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from prefect.client.orchestration import SyncPrefectClient

from models.letter import IssuedLetter
from models.number import GivenNumber
from tasks.recovery import carry_on, find_stranded
from tests.building import filing, registered, rows, stored
from tests.flows.answers import checks, consent, docketing
from tests.flows.office import Office, all_that_happened, forget_triggers, letters, stages
from tests.flows.test_flows_mediation import MEDIATION, PARTLY, prepared


def test_a_new_server_knows_every_open_case_again(
    office: Office, another_server: Callable[[], AbstractContextManager[SyncPrefectClient]]
):
    examined, asked, ended = registered(1), registered(2), registered(3)
    office.walk(examined, "registration")
    office.walk(asked, "registration", checks())
    office.walk(ended, "registration", checks(jurisdiction="不符合"))
    partly = prepared(n=4)
    office.walk(partly, MEDIATION, *PARTLY)
    before = all_that_happened()
    [unregistered] = stored(filing(5))
    forget_triggers()

    with another_server() as client:
        recovered = Office(client)
        assert {(item.path, item.title) for item in find_stranded(client)} == {
            *[("registration", number) for number in (examined, asked, unregistered)],
            *[("docketing", partly), (MEDIATION, partly)],
        }
        assert carry_on(client, incident="数据库丢失") == 5
        assert recovered.work() == 5
        assert not find_stranded(client)
        assert_nothing_twice(before)
        assert recovered.asks(examined) == ["eight_checks"]
        assert recovered.asks(asked) == ["consent"]
        assert sorted(recovered.asks(partly)) == ["docketing", "joint_confirmation"]
        assert recovered.asks(ended) == []

        recovered.tell(examined, checks(), consent())
        assert stages(examined)["registration"] == "to_mediation"
        assert letters(examined)[2:] == ["mediation_inquiry", "consent_record"]
        recovered.tell(partly, docketing())
        assert stages(partly)["docketing"] == "docketed"


def assert_nothing_twice(before: dict[str, list[tuple[object, ...]]]) -> None:
    """All that had happened still stands as it was; what is new belongs to the fifth filing."""
    after = all_that_happened()
    for name, told in before.items():
        assert after[name][: len(told)] == told, name
    assert len(rows(IssuedLetter)) == len(before[IssuedLetter.__tablename__]) + 1
    assert len(rows(GivenNumber, sequence="wujiagang/prefiling/2026")) == 5
