"""The words that a letter has of its template alone, without those of its facts."""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from tasks.rendering.complaints import FAILURES, explained
from tasks.rendering.plain import plain_facts
from tasks.rendering.template_files import overlay_folders
from tasks.rendering.words import SUFFIX, Sandbox, new_environment, templates_root

# Signs that neither facts nor templates hold: the former are cleaned of them.
BEGIN, END, GAP = "\ue010", "\ue011", "\ue012"
OF_FACTS = re.compile(f"{BEGIN}[^{END}]*{END}", re.DOTALL)
TAG = re.compile("<[^>]*>")
HEAD = re.compile("<head>.*?</head>", re.DOTALL)


def static_words(template: str, facts: Mapping[str, Any], *, region: str) -> tuple[str, str]:
    """Return the words that come from the template: all of them, and those of table heads.

    The latter come back on every page of their table. Raises TemplateError.
    """
    environment = _environment(region)
    try:
        written = environment.get_template(template + SUFFIX["letter"]).render(plain_facts(facts))
    except FAILURES as error:
        raise explained(error, template, templates_root()) from error
    markup = OF_FACTS.sub(GAP, written)
    return _words(markup), _words("".join(HEAD.findall(markup)))


def _words(markup: str) -> str:
    return unescape(TAG.sub("", markup))


def _environment(region: str) -> ImmutableSandboxedEnvironment:
    root = templates_root()
    return _marking(region, root, overlay_folders(region, root))


@lru_cache(maxsize=8)
def _marking(region: str, root: Any, _overlays: Any) -> ImmutableSandboxedEnvironment:
    environment = new_environment(Sandbox, region, "letter", root)
    printed = environment.finalize

    def mark(value: Any) -> Any:
        words = printed(value) if printed else value
        return f"{BEGIN}{words}{END}" if type(words) is str else words

    environment.finalize = mark
    return environment
