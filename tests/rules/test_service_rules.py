"""送达: what each way needs, what forbids it, whose day a question and a letter share."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from rules.catalogue import letters, questions
from rules.deadlines import find
from rules.service import (
    MAY_SIGN,
    THEN,
    WAYS,
    Kind,
    Method,
    ReturnReason,
    Signer,
    Standing,
    State,
)
from rules.service_links import CLOCKS, LINKS, Recipient, recipients, role_title
from rules.service_reports import AddressConfirmation, ServiceFailure, ServiceRecord
from rules.vocabulary.letter import Addressee
from rules.vocabulary.question import Question

ON = date(2026, 11, 6)
LETTER = Standing(letter="notice_of_action", issued_on=date(2026, 11, 4), kind=Kind.ORGAN)
SOUND: dict[Method, dict[str, Any]] = {
    Method.DIRECT: {"signer": "负责收件的人", "signed_by": "赵某"},
    Method.LEFT: {"note": "负责收件的人拒绝签收", "witnesses": "社区干部钱某"},
    Method.POST: {"sent_on": "2026-11-05"},
    Method.ELECTRONIC: {},
    Method.ENTRUSTED: {
        "signer": "负责收件的人",
        "signed_by": "赵某",
        "through": "西陵区人民法院",
    },
    Method.FORWARDED: {"signer": "本人", "signed_by": "周某", "through": "某监狱"},
    Method.PUBLIC: {
        "through": "人民法院公告网",
        "note": "邮寄两次退回",
        "whereabouts_unknown": "是",
    },
}


def record(method: Method, **changes: Any) -> ServiceRecord:
    given = {"answered_by": "李书记员", "method": method, "served_on": ON, **SOUND[method]}
    return ServiceRecord.model_validate({**given, **changes})


def refused(method: Method, **changes: Any) -> str:
    with pytest.raises(ValidationError) as error:
        record(method, **changes)
    return str(error.value)


class TestEveryWay:
    @pytest.mark.parametrize("method", Method)
    def test_cites_the_law_and_says_which_day_counts(self, method: Method):
        way = WAYS[method]
        assert all("民事诉讼法" in str(article) for article in way.basis)
        assert way.day

    @pytest.mark.parametrize("method", Method)
    def test_is_recorded_with_what_it_needs(self, method: Method):
        kind = Kind.PERSON if method is Method.FORWARDED else Kind.ORGAN
        standing = Standing(
            letter="notice_of_action", issued_on=ON, kind=kind, consented_on=date(2026, 11, 3)
        )
        assert record(method).unlawful(standing) == []

    def test_is_read_also_from_answers_that_explained_it_in_brackets(self):
        assert Method("邮寄送达（回执收件日）") is Method.POST
        assert Method("电子送达（已同意，到达特定系统日）") is Method.ELECTRONIC
        with pytest.raises(ValueError, match="口头送达"):
            Method("口头送达")


class TestWhatIsMissing:
    @pytest.mark.parametrize(
        ("method", "change", "said"),
        [
            (Method.DIRECT, {"signed_by": ""}, "填写签收人及其身份"),
            (Method.DIRECT, {"signer": None}, "填写签收人及其身份"),
            (Method.LEFT, {"note": ""}, "写明拒收事由"),
            (Method.LEFT, {"witnesses": ""}, "须有见证人签名，或者拍照、录像"),
            (Method.POST, {"sent_on": None}, "填写交邮日期"),
            (Method.POST, {"sent_on": "2026-11-07"}, "晚于送达日期"),
            (Method.ENTRUSTED, {"through": ""}, "填受委托的人民法院"),
            (Method.FORWARDED, {"through": ""}, "填代为转交的机关、单位"),
            (Method.PUBLIC, {"through": ""}, "填公告刊登、张贴的载体"),
            (Method.PUBLIC, {"note": ""}, "记明原因和经过"),
        ],
    )
    def test_is_asked_for(self, method: Method, change: dict[str, Any], said: str):
        assert said in refused(method, **change)

    def test_witnesses_are_not_needed_where_it_was_filmed(self):
        filmed = record(Method.LEFT, witnesses="", is_filmed="是")
        [problem] = filmed.unlawful(LETTER)
        assert "请同时提交照片或者录像" in problem
        proved = Standing(letter=LETTER.letter, issued_on=LETTER.issued_on, has_evidence=True)
        assert filmed.unlawful(proved) == []

    def test_a_failure_for_another_reason_is_explained(self):
        given = {"answered_by": "李书记员", "method": "直接送达", "failed_on": ON}
        with pytest.raises(ValidationError, match="写明经过"):
            ServiceFailure.model_validate(given | {"reason": "其他"})
        with pytest.raises(ValidationError, match="公告送达没有退回"):
            ServiceFailure.model_validate(given | {"method": "公告送达", "reason": "下落不明"})

    def test_who_agrees_to_electronic_service_says_where(self):
        given = {
            "answered_by": "李书记员",
            "confirmed_on": ON,
            "postal_address": "某路1号",
            "accepts_electronic": "是",
        }
        with pytest.raises(ValidationError, match="填写电子送达地址"):
            AddressConfirmation.model_validate(given)


class TestWhatIsForbidden:
    def test_a_service_before_the_letter_was_written(self):
        early = record(Method.DIRECT, served_on="2026-11-03")
        assert early.unlawful(LETTER) == ["“送达日期”：2026-11-03早于文书的成文日期（2026-11-04）"]

    def test_electronic_service_without_consent_or_before_it(self):
        [without] = record(Method.ELECTRONIC).unlawful(LETTER)
        assert without.startswith("“送达方式”：没有同意电子送达的送达地址确认书")
        late = Standing(
            letter=LETTER.letter, issued_on=LETTER.issued_on, consented_on=date(2026, 11, 7)
        )
        [before] = record(Method.ELECTRONIC).unlawful(late)
        assert "2026-11-07才同意电子送达" in before

    def test_a_public_notice_while_another_way_was_not_tried(self):
        [problem] = record(Method.PUBLIC, whereabouts_unknown="否").unlawful(LETTER)
        assert "请先登记未送达的经过，或者选明下落不明" in problem
        tried = Standing(
            letter=LETTER.letter, issued_on=LETTER.issued_on, failed=(Method.DIRECT, Method.POST)
        )
        assert record(Method.PUBLIC, whereabouts_unknown="否").unlawful(tried) == []

    @pytest.mark.parametrize("method", [Method.LEFT, Method.PUBLIC])
    def test_an_instrument_that_nobody_signed_for(self, method: Method):
        instrument = Standing(letter="mediation_instrument", issued_on=LETTER.issued_on)
        [problem] = record(method).unlawful(instrument)
        assert "调解书经当事人签收才生效" in problem

    @pytest.mark.parametrize(
        ("kind", "signer"),
        [
            (Kind.ORGAN, Signer.FAMILY),
            (Kind.PERSON, Signer.CLERK),
            (Kind.MINOR, Signer.SELF),
            (Kind.MINOR, Signer.FAMILY),
        ],
    )
    def test_a_signature_that_does_not_count(self, kind: Kind, signer: Signer):
        standing = Standing(letter=LETTER.letter, issued_on=LETTER.issued_on, kind=kind)
        [problem] = record(Method.DIRECT, signer=signer).unlawful(standing)
        assert problem.startswith(f"“签收人身份”：受送达人是{kind.value}，应由")

    def test_agents_and_receivers_sign_for_everybody(self):
        for kind in Kind:
            assert {Signer.AGENT, Signer.RECEIVER} <= MAY_SIGN[kind]


class TestAfterAFailure:
    @pytest.mark.parametrize("reason", ReturnReason)
    def test_the_law_offers_another_way(self, reason: ReturnReason):
        assert THEN[reason]

    def test_who_refuses_has_it_left_and_who_cannot_be_found_is_announced(self):
        assert THEN[ReturnReason.REFUSED] == (Method.LEFT,)
        assert THEN[ReturnReason.WHEREABOUTS_UNKNOWN] == (Method.PUBLIC,)

    def test_every_state_has_its_name(self):
        assert [state.label for state in State] == ["待送达", "公告中", "已送达", "未送达退回"]


FACTS = {
    "plaintiffs": [
        {"name": "周某", "represented_by": "周父", "address": "某路1号"},
        {"name": "吴某", "represented_by": "", "address": ""},
    ],
    "agencies": ["区教育局", "区自然资源局"],
}


class TestRecipients:
    @pytest.mark.parametrize(
        ("to", "names"),
        [
            (Addressee.PLAINTIFF, ["周某", "吴某"]),
            (Addressee.AGENCY, ["区教育局", "区自然资源局"]),
            (Addressee.ALL_PARTIES, ["周某", "吴某", "区教育局", "区自然资源局"]),
            (Addressee.DOCKETING_DIVISION, ["立案庭"]),
        ],
    )
    def test_are_those_the_letter_goes_to_each_for_themselves(
        self, to: Addressee, names: list[str]
    ):
        assert [one.name for one in recipients(to, FACTS, "立案庭")] == names

    def test_for_a_minor_the_legal_representative_receives(self):
        minor, grown = recipients(Addressee.PLAINTIFF, FACTS, "起诉人")
        assert (minor.deliver_to, grown.deliver_to) == ("周父", "")

    def test_a_letter_that_names_its_agency_goes_to_that_one(self):
        [one] = recipients(Addressee.AGENCY, FACTS | {"agency": "区自然资源局"}, "被诉行政机关")
        assert (one.role, one.position) == ("被告", 2)

    def test_an_organ_outside_the_case_is_no_party(self):
        facts = FACTS | {"addressee": "市教育局"}
        assert recipients(Addressee.AGENCY, facts, "被诉行政机关") == (
            Recipient(role="被诉行政机关", position=0, name="市教育局"),
        )

    def test_a_notice_that_goes_out_with_a_decision_has_its_recipients(self):
        facts = FACTS | {"services": [{"party": "某公司"}, {"party": "周某"}]}
        found = recipients(Addressee.ALL_PARTIES, facts, "双方当事人")
        assert [(one.role, one.name) for one in found] == [("第三人", "某公司"), ("起诉人", "周某")]

    def test_two_of_one_name_who_were_served_with_a_decision_are_two(self):
        twins = {"plaintiffs": [{"name": "周某"}, {"name": "周某"}], "agencies": []}
        served = {"services": [{"party": "周某"}, {"party": "周某"}]}
        found = recipients(Addressee.ALL_PARTIES, twins | served, "双方当事人")
        assert [one.position for one in found] == [1, 2]

    def test_are_called_as_their_path_calls_them(self):
        assert role_title("reconsideration/decision", "起诉人") == "申请人"
        assert role_title("nonlitigation_enforcement/enforcement_denial", "被告") == "申请执行人"
        assert role_title("litigation/notice_of_action", "被告") == "被诉行政机关"


class TestLinks:
    @pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link.question}-{link.letters[0]}")
    def test_name_questions_fields_and_letters_that_there_are(self, link):
        question: type[Question] = questions()[link.question]
        named = {link.on, link.recipient, link.method, link.signer, link.sent} - {""}
        assert named <= set(question.model_fields)
        assert question.dated(link.on)
        assert all(letters()[code].served for code in link.letters)
        if link.when:
            field, choice = link.when
            annotation = question.model_fields[field].annotation
            assert choice in [each.value for each in annotation]

    def test_every_question_that_asks_how_a_letter_was_served_is_linked(self):
        asking = {
            code
            for code, question in questions().items()
            if any(field.annotation is Method for field in question.model_fields.values())
        }
        assert asking == {
            "notice_service",
            "decision_service",
            "recon_service",
            "jurisdiction_service",
            "retrial_rejection_service",
            "retrial_decision_service",
        }
        assert asking <= {link.question for link in LINKS}

    def test_the_clocks_of_receipt_are_declared_to_run_from_receipt(self):
        for letter, rule in CLOCKS.items():
            assert letters()[letter].served
            assert find(rule).trigger.startswith("收到")


def test_a_decision_announced_publicly_keeps_reason_and_course_on_record():
    given = {
        "answered_by": "刘法官",
        "party": "周某",
        "method": "公告送达",
        "served_on": ON,
        "is_last": "是",
    }
    with pytest.raises(ValidationError, match="在案卷中记明原因和经过"):
        questions()["decision_service"].model_validate(given)
    assert questions()["decision_service"].model_validate(given | {"grounds": "两次邮寄退回"})
