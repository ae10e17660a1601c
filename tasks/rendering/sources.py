"""The words of a letter as they stand at one moment: a template and all it refers to."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A template and the source of all it refers to, by name: what a letter says, whole."""

    template: str
    sources: Mapping[str, str]

    @property
    def hash(self) -> str:
        """The sha256 over every name and source."""
        digest = hashlib.sha256()
        for name, source in sorted(self.sources.items()):
            digest.update(f"{name}\0{len(source)}\0{source}\0".encode())
        return digest.hexdigest()
