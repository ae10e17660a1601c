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
