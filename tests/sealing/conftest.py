"""An office with a certificate of its own, made for the test."""

import datetime as dt
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw

from tasks.sealing.pkcs12 import certificate_path, password_variable

PASSWORD = "seal-password-of-the-test"
HOLDER = "宜昌市伍家岗区人民法院（测试）"


@pytest.fixture
def court_seal(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The court's certificate and picture; returns the certificate's path."""
    assert home.is_dir()
    path = certificate_path("court")
    path.parent.mkdir()
    path.write_bytes(_certificate())
    _picture(path.with_suffix(".png"))
    monkeypatch.setenv(password_variable("court"), PASSWORD)
    return path


def _certificate() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOLDER)])
    start = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start.replace(year=2099))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    encryption = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"seal", key, certificate, None, encryption)


def _picture(path: Path) -> None:
    picture = Image.new("RGBA", (496, 496), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((8, 8, 488, 488), outline=(230, 0, 18, 200), width=14)
    picture.save(path)
