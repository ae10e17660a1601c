"""What is agreed or ordered is registered, and done in time."""

from fuyuan.demo.story import THAT_DAY, Answer


def obliged(kind: str, debtor: str, creditor: str, due_by: str, what: str = "给付款项") -> Answer:
    """An instrument with one obligation; money, unless `what` says otherwise."""
    is_money = what == "给付款项"
    return Answer(
        question="performance_obligations",
        given={
            "kind": kind,
            "instrument": f"演示{kind}",
            "effective_on": THAT_DAY,
            "served_on": THAT_DAY,
            "obligations": [
                {
                    "kind": "给付款项" if is_money else "其他",
                    "what": what,
                    "debtor": debtor,
                    "creditor": creditor,
                    "due_by": due_by,
                    "amount": "120000.00" if is_money else None,
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
