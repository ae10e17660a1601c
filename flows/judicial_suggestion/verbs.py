"""What every part of the path says: asking, moving, and what letters take from the draft."""

from functools import partial

from rules.paths.judicial_suggestion import PATH
from rules.paths.judicial_suggestion.questions import SuggestionDraft
from tasks.asking import ask as ask_on
from tasks.asking import ask_before as ask_on_before
from tasks.stages import move as move_on

ask = partial(ask_on, path=PATH.code)
ask_before = partial(ask_on_before, path=PATH.code)
move = partial(move_on, path_code=PATH.code)


def remedies_of(draft: SuggestionDraft) -> list[dict[str, str]]:
    """Problems and suggestions, one to one."""
    return [remedy.model_dump() for remedy in draft.remedies]


def joint_work_of(draft: SuggestionDraft) -> list[str]:
    """What the procuratorate does beside it."""
    return [work.value for work in draft.joint_work]
