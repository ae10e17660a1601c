"""The few errors a person may see; each says what to do."""


class FuyuanError(Exception):
    """A clear message in Chinese for the person at the counter."""


class UnknownCaseError(FuyuanError):
    """No such case number."""

    def __init__(self, number: str) -> None:
        """Name the number."""
        super().__init__(f"没有案号为“{number}”的案件：请核对案号（fuyuan cases 列出全部案件）")


class NotAskedError(FuyuanError):
    """The case does not wait for this answer."""


class AlreadyAnsweredError(FuyuanError):
    """The question was answered before; the first answer stands."""


class InvalidAnswerError(FuyuanError):
    """The answer breaks its form; `problems` has a line a field."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the lines for whoever shows them one by one."""
        self.problems = problems
        super().__init__("答复有误，请更正后重新提交：" + "；".join(problems))


class InvalidFactsError(InvalidAnswerError):
    """The facts given for a letter cannot be used; `problems` has a line a fact."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the lines for whoever shows them one by one."""
        self.problems = problems
        FuyuanError.__init__(
            self, "文书要素有误，没有制作，请更正后重新提交：" + "；".join(problems)
        )


class RefusedFilingError(InvalidAnswerError):
    """Nothing of what a program sent could be taken in; `problems` has a line a fault."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the lines for whoever shows them one by one."""
        self.problems = problems
        FuyuanError.__init__(self, "没有收件，请更正后重新提交：" + "；".join(problems))


class IllegalMoveError(FuyuanError):
    """The stage table does not allow it."""
