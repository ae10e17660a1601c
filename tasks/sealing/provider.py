"""What a 签章 system must offer, and which one this installation uses.

A system of another maker is a class with `name` and `seal`, registered by its own package under the
entry point group `fuyuan.seals`, and chosen with `FUYUAN_SEAL_PROVIDER`.
"""

import os
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

from tasks.errors import FuyuanError

GROUP = "fuyuan.seals"
OWN = "pkcs12"


class SealError(FuyuanError):
    """The letter was not sealed; says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealPlace:
    """Where the centre of the seal stands: page from 0, millimetres from the top left corner."""

    page: int
    x_mm: float
    y_mm: float
    width_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SealOrder:
    """What a 签章 system is given: the file, whose seal, and where, by words and by coordinates."""

    pdf: bytes
    office: str
    keyword: str
    place: SealPlace
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What it gives back: the signed file, and whose certificate signed it."""

    pdf: bytes
    certificate: str


class SealProvider(Protocol):
    """A 签章 system."""

    name: str

    def seal(self, order: SealOrder) -> Sealed:
        """Sign the file with a visible seal at the place. Raises SealError."""


def provider() -> SealProvider:
    """The 签章 system of this installation. Raises SealError for one that is not installed."""
    name = os.environ.get("FUYUAN_SEAL_PROVIDER", OWN)
    if name == OWN:
        from tasks.sealing.pkcs12 import CertificateSeals  # noqa: PLC0415  (slow to import)

        return CertificateSeals()
    for found in entry_points(group=GROUP):
        if found.name == name:
            made: SealProvider = found.load()()
            return made
    message = (
        f"没有名为“{name}”的签章系统：检查 FUYUAN_SEAL_PROVIDER，该系统的安装包须登记入口点 {GROUP}"
    )
    raise SealError(message)
