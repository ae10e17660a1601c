"""Seals kept as PKCS#12 certificates of each office, applied with pyHanko.

Beside the certificate `seals/<office>.p12` lies its picture `seals/<office>.png`; the password
comes from the environment and is never written anywhere. A seal after GB/T 38540 (SM2) comes from
the office's 签章 system, which is reached through `tasks.sealing.provider`.
"""

import io
import os
from pathlib import Path

from cryptography.hazmat.primitives.serialization import pkcs12
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import StaticStampStyle

from models.home import home
from tasks.sealing.provider import Sealed, SealError, SealOrder, SealPlace

POINTS_PER_MM = 72 / 25.4
A4_HEIGHT_MM = 297.0
FIELD = "Seal"


class CertificateSeals:
    """The offices' own certificates."""

    name = "pkcs12"

    def seal(self, order: SealOrder) -> Sealed:
        """Sign a letter with the office's certificate and picture. Raises SealError."""
        signer = _signer(order.office)
        writer = IncrementalPdfFileWriter(io.BytesIO(order.pdf))
        field = SigFieldSpec(FIELD, on_page=order.place.page, box=_box(order.place))
        metadata = PdfSignatureMetadata(
            field_name=FIELD,
            reason=order.reason,
            location=order.keyword,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        style = StaticStampStyle(border_width=0, background=_picture(order.office, writer))
        out = io.BytesIO()
        PdfSigner(metadata, signer=signer, stamp_style=style, new_field_spec=field).sign_pdf(
            writer, output=out
        )
        subject = str(signer.signing_cert.subject.human_friendly) if signer.signing_cert else ""
        return Sealed(pdf=out.getvalue(), certificate=subject)


def certificate_path(office: str) -> Path:
    """Where an office's certificate lies."""
    return home() / "seals" / f"{office}.p12"


def password_variable(office: str) -> str:
    """The environment variable that holds the certificate's password."""
    return f"FUYUAN_SEAL_PASSWORD_{office.upper()}"


def _signer(office: str) -> SimpleSigner:
    path, variable = certificate_path(office), password_variable(office)
    if not path.is_file():
        message = f"没有该单位的签章证书：请把 PKCS#12 文件放到 seals/{path.name}"
        raise SealError(message)
    password = os.environ.get(variable, "").encode() or None
    try:
        held = pkcs12.load_pkcs12(path.read_bytes(), password)
    except ValueError:
        message = f"签章证书 seals/{path.name} 打不开：文件损坏，或者环境变量 {variable} 的口令不对"
        raise SealError(message) from None
    if held.cert is None or held.key is None:
        message = f"签章证书 seals/{path.name} 里没有私钥或者证书，请重新导出"
        raise SealError(message)
    signer: SimpleSigner = SimpleSigner.load_pkcs12_data(
        path.read_bytes(), other_certs=[], passphrase=password
    )
    return signer


def _picture(office: str, writer: IncrementalPdfFileWriter) -> PdfImage:
    path = certificate_path(office).with_suffix(".png")
    try:
        with Image.open(path) as picture:
            return PdfImage(picture.convert("RGBA"), writer=writer)
    except OSError:
        message = f"没有可用的印章图样：请把透明背景的 PNG 放到 seals/{path.name}"
        raise SealError(message) from None


def _box(place: SealPlace) -> tuple[int, int, int, int]:
    half, from_below = place.width_mm / 2, A4_HEIGHT_MM - place.y_mm
    left, low = place.x_mm - half, from_below - half
    sides = (left, low, left + place.width_mm, low + place.width_mm)
    one, two, three, four = (round(side * POINTS_PER_MM) for side in sides)
    return one, two, three, four
