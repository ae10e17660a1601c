"""What is agreed or ordered is registered, and done in time."""

from fuyuan.demo.story import THAT_DAY, Answer


def obliged(kind: str, debtor: str, creditor: str, due_by: str, deed: str = "") -> Answer:
    """An instrument with one obligation: the deed, or without one a sum of money."""
    money = {"kind": "给付款项", "what": "给付补偿款", "amount": "120000.00"}
    return Answer(
        question="performance_obligations",
        given={
            "kind": kind,
            "instrument": f"演示{kind}",
            "effective_on": THAT_DAY,
            "served_on": THAT_DAY,
            "obligations": [
                {
                    **({"kind": "其他", "what": deed} if deed else money),
                    "debtor": debtor,
                    "creditor": creditor,
                    "due_by": due_by,
                }
            ],
        },
    )


def kept() -> Answer:
    """Done, with its proof."""
    return Answer(
        question="performance_check",
        given={"result": "已全部履行", "checked_on": THAT_DAY, "evidence": ["演示凭证"]},
    )
