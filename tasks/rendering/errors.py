"""What can go wrong while a letter is made; every message says what to do."""


class RenderingError(Exception):
    """A letter could not be made."""


class TemplateError(RenderingError):
    """A template, or the facts it was given, are not in order; `file` and `line` if known."""

    def __init__(self, message: str, *, file: str = "", line: int = 0) -> None:
        """Keep where it is, for whoever lists what is wrong."""
        self.file, self.line = file, line
        super().__init__(message)


class MarkupError(RenderingError):
    """A template produced markup that letters do not know.

    `line` counts in that markup, or in the template `file` if that is known.
    """

    def __init__(self, message: str, *, line: int = 0, file: str = "") -> None:
        """Keep where it is, for whoever knows which template it came from."""
        self.line, self.file = line, file
        super().__init__(message)


class FontError(RenderingError):
    """No font that can print Chinese was found."""
