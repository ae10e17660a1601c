"""The papers of a hearing beside the notice: who the leader is, and what the leader did there."""

from datetime import date

from pydantic import Field

from rules.vocabulary.letter import Addressee, CaseFacts, Letter, Office, Words

LEADERS = "《最高人民法院关于行政机关负责人出庭应诉若干问题的规定》"


class LeaderIdentityFacts(CaseFacts):
    """行政机关负责人身份证明书."""

    docket_number: Words = Field(title="案号")
    agency: Words = Field(title="被诉行政机关")
    hearing_at: date = Field(title="开庭日期")
    leader: Words = Field(title="出庭负责人")
    post: Words = Field(title="职务")
    staff: tuple[Words, ...] = Field(title="出庭工作人员")


class ThreeOutsFacts(CaseFacts):
    """三出登记表."""

    docket_number: Words = Field(title="案号")
    agency: Words = Field(title="被诉行政机关")
    instance: Words = Field(title="审级")
    held_on: date | None = Field(
        title="开庭日期", description="二审由二审法院开庭，登记时不知道的为空"
    )
    presence: Words = Field(title="出庭")
    leader: str = Field(title="出庭负责人")
    spoke: bool = Field(title="出声")
    speech: str = Field(title="发言要点")
    proposed: bool = Field(title="出解")
    proposal: str = Field(title="化解意见要点")
    evidence: Words = Field(title="登记依据")
    excuse: Words = Field(title="未出庭的理由")
    reason: str = Field(title="理由和证明材料")
    staff: tuple[Words, ...] = Field(title="出庭的工作人员")
    lawyers: tuple[Words, ...] = Field(title="出庭的律师")
    wrongs: tuple[Words, ...] = Field(title="法定情形")
    recorder: Words = Field(title="登记人")


class WithdrawalApplicationFacts(CaseFacts):
    """撤诉申请书."""

    docket_number: Words = Field(title="案号")


LEADER_IDENTITY = Letter(
    code="leader_identity",
    title="行政机关负责人身份证明书",
    issuer=Office.AGENCY,
    to=Addressee.COURT,
    template="litigation/leader_identity",
    needs=LeaderIdentityFacts,
    numbering=None,
    served=False,
    basis=(f"{LEADERS}第二条、第六条、第十条",),
    trigger="报备负责人出庭之后（要求报备的地区），开庭以前由机关盖章提交",
)

THREE_OUTS_REGISTER = Letter(
    code="three_outs_register",
    title="行政机关负责人出庭、出声、出解登记表",
    issuer=Office.COURT,
    to=Addressee.CASE_FILE,
    template="litigation/three_outs_register",
    needs=ThreeOutsFacts,
    numbering=None,
    served=False,
    basis=(
        f"{LEADERS}第七条、第十一条、第十二条",
        "峄政办发〔2023〕2号二（二）",
        "宜伍府发〔2024〕4号五（五）",
    ),
    trigger="每次开庭、每个被诉机关登记出庭情况之后，一审、二审各自登记",
)

WITHDRAWAL_APPLICATION = Letter(
    code="withdrawal_application",
    title="撤诉申请书",
    issuer=Office.PARTIES,
    to=Addressee.COURT,
    template="litigation/withdrawal_application",
    needs=WithdrawalApplicationFacts,
    numbering=None,
    served=False,
    basis=(
        "《中华人民共和国行政诉讼法》第五十九条、第六十二条",
        "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第六十条",
        "《最高人民法院关于行政诉讼撤诉若干问题的规定》第二条、第五条",
    ),
    trigger="承办法官选择“原告申请撤诉”时，供原告填写、签名",
)
