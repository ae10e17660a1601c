"""Every declared path leads from its first stage to a legal end, and has all that it names."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from rules.catalogue import letters, paths, questions
from rules.correspondence import LETTERS
from rules.deadlines import find
from rules.vocabulary.path import SIDE_EXITS, Stage
from rules.vocabulary.path import Path as DisputePath
from rules.vocabulary.question import Actor
from rules.vocabulary.region import load_region
from tasks.rendering.words import template_sources, undeclared_names

ROOT = Path(__file__).parents[2]
PATHS = list(paths().values())
by_path = pytest.mark.parametrize("path", PATHS, ids=[path.code for path in PATHS])
by_question = pytest.mark.parametrize("code", sorted(questions()))
by_letter = pytest.mark.parametrize("code", sorted(letters()))

LEGAL_ENDS = {
    "registration": {
        "transferred",
        "to_reconsideration",
        "refused",
        "to_docketing",
        "to_mediation",
    },
    "prefiling_mediation": {"resolved", "confirmed", "performed", "to_docketing"},
    "docketing": {"docketed", "refused"},
    "litigation": {"withdrawn", "deemed_withdrawn", "dismissed", "effective", "mediated"},
    "jurisdiction_objection": {"not_examined", "objection_withdrawn", "kept", "transferred"},
    "retrial": {
        "not_docketed",
        "rejected",
        "application_withdrawn",
        "not_retried",
        "protest_withdrawn",
        "maintained",
        "changed",
        "mediated",
        "action_withdrawn",
        "retrial_ended",
    },
    "defence": {"answered", "unanswered", "unprepared"},
    "guarantee": {"watched", "guaranteed"},
    "interruption": {"resumed", "ended", "recusal_decided"},
    "in_trial_mediation": {
        "refused",
        "settled",
        "partly_settled",
        "to_withdrawal",
        "to_judgment",
    },
    "judgment_explanation": {
        "no_request",
        "accepted",
        "appealing",
        "petitioning",
        "reported",
        "guided",
    },
    "nonlitigation_enforcement": {"not_accepted", "permitted", "not_permitted", "withdrawn"},
    "follow_up": {"normal", "referred"},
    "performance": {"performed", "executed", "concluded", "nothing_due"},
    "judicial_suggestion": {"adopted", "declined", "replied_late", "no_reply", "not_issued"},
    "reconsideration": {
        "resolved_early",
        "not_accepted",
        "deemed_abandoned",
        "mediated",
        "settled",
        "withdrawn",
        "decided",
        "claims_rejected",
        "dismissed",
        "sued",
    },
    "urgent_response": {"relieved"},
    "legal_support": {"supported", "not_supported"},
    "loss_review": {"rectified", "no_rectification_needed", "revoked"},
}


def reachable(path: DisputePath, start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = path.stages[waiting.pop()].then - found
        found |= new
        waiting += new
    return found


def ends(path: DisputePath) -> set[str]:
    return {code for code, stage in path.stages.items() if stage.is_end}


def has_chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


@by_path
def test_every_stage_can_be_reached(path: DisputePath):
    assert reachable(path, path.first) == set(path.stages)


@by_path
def test_every_stage_leads_to_a_legal_end(path: DisputePath):
    assert ends(path) - SIDE_EXITS.keys() == LEGAL_ENDS[path.code]
    stuck = {code for code in path.stages if not reachable(path, code) & ends(path)}
    assert stuck == set()


def test_a_table_that_names_an_unknown_stage_is_refused():
    with pytest.raises(ValueError, match=r"未声明的阶段.*nowhere"):
        DisputePath(
            code="x",
            title="x",
            deployment="x/x",
            basis=(),
            first="a",
            stages={"a": Stage(title="甲", then=frozenset({"nowhere"}))},
            questions=(),
            letters=(),
            deadlines=(),
        )


@by_path
def test_every_title_is_chinese_and_every_basis_stated(path: DisputePath):
    assert has_chinese(path.title)
    assert path.basis
    assert all(has_chinese(basis) for basis in path.basis)
    assert all(has_chinese(stage.title) for stage in path.stages.values())


@by_path
def test_every_named_deadline_is_declared(path: DisputePath):
    assert [find(code).code for code in path.deadlines] == list(path.deadlines)


def test_no_code_means_two_things():
    every_question = [question.code for path in PATHS for question in path.questions]
    every_letter = [letter.code for path in PATHS for letter in path.letters]
    every_letter += [letter.code for letter in LETTERS]
    assert sorted(every_question) == sorted(questions())
    assert sorted(every_letter) == sorted(letters())


@by_question
def test_a_question_says_who_answers_what_on_which_basis(code: str):
    question = questions()[code]
    assert isinstance(question.actor, Actor)
    assert has_chinese(question.heading)
    assert has_chinese(question.guidance)
    assert question.basis
    assert all(has_chinese(basis) for basis in question.basis)


def fields_without_chinese_title(schema: dict[str, object]) -> Iterator[str]:
    for name, field in dict(schema.get("properties", {})).items():  # type: ignore[call-overload]
        if not has_chinese(field.get("title", "")):
            yield name


@by_question
def test_every_field_of_a_question_has_a_chinese_title(code: str):
    question = questions()[code]
    untitled = [n for n, f in question.model_fields.items() if not has_chinese(f.title or "")]
    parts = question.model_json_schema().get("$defs", {}).values()
    assert untitled + [name for part in parts for name in fields_without_chinese_title(part)] == []


@by_letter
def test_a_letter_has_its_template_and_a_fact_for_whatever_it_names(code: str):
    letter = letters()[code]
    assert f"{letter.template}.xml.j2" in template_sources(letter.template, region="wujiagang")
    wanted = undeclared_names(letter.template, region="wujiagang")
    assert wanted <= letter.needs.model_fields.keys()


@by_letter
def test_a_letter_that_is_numbered_has_a_pattern(code: str):
    letter = letters()[code]
    assert letter.basis
    if letter.numbering is not None:
        number = load_region("wujiagang").document_number_of(
            letter.numbering, organ=letter.issuer.value, year=2026, n=12
        )
        assert number.endswith("〔2026〕12号")


def deployments() -> dict[str, dict[str, object]]:
    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    return {stanza["name"]: stanza for stanza in declared["deployments"]}


@pytest.fixture(scope="module")
def flow_names(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The names of the flows that prefect.yaml deploys, as their modules define them."""
    program = (
        "import importlib, json, sys\n"
        "entry = [e.split(':') for e in sys.argv[1:]]\n"
        "flows = {m + ':' + f: getattr(importlib.import_module(m), f).name for m, f in entry}\n"
        "print(json.dumps(flows))"
    )
    entrypoints = [str(stanza["entrypoint"]) for stanza in deployments().values()]
    home = str(tmp_path_factory.mktemp("prefect"))
    done = subprocess.run(
        [sys.executable, "-c", program, *entrypoints],
        cwd=ROOT,
        env={**os.environ, "PREFECT_HOME": home, "PREFECT_SERVER_EPHEMERAL_ENABLED": "false"},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


@by_path
def test_a_path_is_deployed_under_the_name_it_declares(
    path: DisputePath, flow_names: dict[str, str]
):
    stanza = deployments()[path.code]
    assert stanza["entrypoint"] == f"flows.{path.code}:{path.code}"
    assert path.deployment == f"{flow_names[str(stanza['entrypoint'])]}/{stanza['name']}"


def test_every_deployment_says_in_chinese_what_it_does(flow_names: dict[str, str]):
    assert all(has_chinese(str(stanza["description"])) for stanza in deployments().values())
    assert all(has_chinese(name) for name in flow_names.values())


def test_the_watch_runs_every_night_by_the_clock_of_china():
    [schedule] = deployments()["deadline_watch"]["schedules"]  # type: ignore[misc]
    assert schedule["timezone"] == "Asia/Shanghai"
    minute, hour, *rest = schedule["cron"].split()
    assert (rest, int(hour) < 6, minute.isdigit()) == (["*", "*", "*"], True, True)
