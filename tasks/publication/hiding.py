"""Hiding persons in facts, before a letter is set from them: nothing lies under what is seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.personal_patterns import hide_patterns
from rules.redaction import Replacer
from tasks.publication.persons import Persons

# What letters say of a party beside the name; the courts leave it out in public.
LEFT_OUT = frozenset({"id_number_masked", "phone_masked", "address"})
OF_A_PARTY = frozenset({"id_number_masked", "name"})
# Whom to ask: an office, which wants to be reached.
PUBLIC_PARTS = frozenset({"contact"})


@dataclass(frozen=True)
class Hider:
    """Hides the persons of one case, the same everywhere."""

    persons: Persons

    @cached_property
    def _replacer(self) -> Replacer:
        return Replacer(self.persons.replacements, self.persons.protected)

    def text(self, text: str) -> str:
        """The text with every datum replaced, and what only looks like one hidden."""
        return hide_patterns(self._replacer.replace(text), self.persons.protected)

    def facts(self, value: Any) -> Any:
        """Facts as plain values, every text in them hidden; a party keeps no more than a name."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            is_party = value.keys() >= OF_A_PARTY
            return {name: self._part(name, each, is_party=is_party) for name, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.facts(each) for each in value]
        return value

    def _part(self, name: str, value: Any, *, is_party: bool) -> Any:
        if is_party and name in LEFT_OUT:
            return ""
        return value if name in PUBLIC_PARTS else self.facts(value)
