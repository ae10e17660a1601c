"""What can go wrong while a letter is made; every message says what to do."""


class RenderingError(Exception):
    """A letter could not be made."""


class TemplateError(RenderingError):
    """A template, or the facts it was given, are not in order."""


class MarkupError(RenderingError):
    """A template produced markup that letters do not know."""


class FontError(RenderingError):
    """No font that can print Chinese was found."""
