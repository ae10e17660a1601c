"""Telephone numbers: what cannot be one, as a doubt; a wrong one never costs a registration.

Read as numbers: mobile ones of eleven digits from 13 to 19, landlines with or without their area
code and extension, and the service numbers 400, 800, 95, 96 and 1xxxx.
"""

import re

MOBILE_DIGITS = 11
_MOBILE = re.compile(r"(?:\+?0?0?86-?)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:\(?0\d{2,3}\)?[- ]?)?[2-8]\d{6,7}(?:(?:-|转|EXT\.?)\d{1,6})?")
_SERVICE = re.compile(r"[48]00-?\d{3}-?\d{4}|1\d{4}|9[56]\d{3,4}")
_GAPS = re.compile(r"(?<=\d)[ -](?=\d)")
_LOST = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}")
_NAMED = re.compile(r"^[^\d(+]+|\([^()\d]*\)|[\u3400-\u9fff]+$")


def telephone_doubt(number: str) -> str:
    """Say why a number in half-width capitals is probably no telephone number, or nothing."""
    if "*" in number:
        return "联系电话被遮盖，请补录完整号码"
    if _LOST.fullmatch(number):
        return "联系电话存成了科学记数，末几位可能已经丢失，请核对"
    plain = _NAMED.sub("", number).strip()
    joined = _GAPS.sub("", plain)
    if any(
        form.fullmatch(each) for form in (_MOBILE, _LANDLINE, _SERVICE) for each in (plain, joined)
    ):
        return ""
    digits = sum(c.isdigit() for c in joined)
    if joined.isdigit() and joined.startswith("1") and digits != MOBILE_DIGITS:
        return f"手机号码应为{MOBILE_DIGITS}位，填了{digits}位，请核对"
    return "不像电话号码，请核对"
