"""Whether a sealed file is still what was sealed."""

import io
from dataclasses import dataclass

from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCheck:
    """`intact`: not a byte changed since; `whole`: the seal covers the whole file."""

    intact: bool
    whole: bool
    certificate: str

    @property
    def is_good(self) -> bool:
        """Nothing was changed and nothing was added."""
        return self.intact and self.whole


def check_seal(pdf: bytes) -> SealCheck | None:
    """What the one seal of a file says; None for a file without any, or that is no PDF.

    Whether the certificate is to be trusted is for the 签章 system to say: here it vouches for
    itself.
    """
    try:
        seals = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    except PdfReadError:
        return None
    if not seals:
        return None
    last = seals[-1]
    status = validate_pdf_signature(last, ValidationContext(trust_roots=[last.signer_cert]))
    return SealCheck(
        intact=status.intact and status.valid,
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        certificate=str(status.signing_cert.subject.human_friendly),
    )
