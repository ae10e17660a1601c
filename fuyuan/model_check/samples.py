"""Answers that only certain words make valid: a field's samples, by question."""

from collections.abc import Mapping
from typing import Any

from rules.catalogue import paths

SAMPLES: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    # Reconsideration has a limit of its own; the others share one.
    "incident": {
        "path": tuple(
            path.title
            for code, path in paths().items()
            if code in {"prefiling_mediation", "reconsideration"}
        )
    },
}

# Periods that a case brings to a path, because the path it comes from started them.
BROUGHT: Mapping[str, frozenset[str]] = {
    "defence": frozenset({"L_ANSWER_15D"}),
    "judgment_explanation": frozenset({"L_APPEAL_J_15D", "L_APPEAL_R_10D"}),
}
