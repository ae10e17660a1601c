"""Where notices may go: a list of schemes, and for what the office names itself, a list of hosts.

The three robots have hosts of their own makers. A mail server, a web hook or an SMS gateway is
called only if `FUYUAN_NOTICE_HOSTS` lists its host: `mail.example.gov.cn,*.example.org,127.0.0.1`.
So an address that somebody registers cannot make this machine call another one inside.
"""

import os
from fnmatch import fnmatchcase

IN_HOUSE = "inhouse"
SMS = "sms"
ROBOTS = {
    "wecombot": "qyapi.weixin.qq.com",
    "dingtalk": "oapi.dingtalk.com",
    "feishu": "open.feishu.cn",
}
OWN = frozenset({"mailto", "mailtos", "json", "jsons"})
ALLOWED_SCHEMES = frozenset({*ROBOTS, *OWN, SMS, IN_HOUSE})


def scheme_of(url: str) -> str:
    """The scheme of a channel address; "" for what is none."""
    scheme, is_address, _ = url.partition("://")
    return scheme.lower() if is_address else ""


def refusal(url: str) -> str:
    """Why this kind of channel is not used; empty if it may be. It never names the address."""
    scheme = scheme_of(url)
    if scheme in ALLOWED_SCHEMES:
        return ""
    return f"不允许的通知渠道“{scheme}”；允许：{'、'.join(sorted(ALLOWED_SCHEMES))}"


def refusal_of_host(scheme: str, host: str) -> str:
    """Why a host is not called; empty if it may be."""
    if scheme == IN_HOUSE or host in ROBOTS.values():
        return ""
    listed = [each.strip() for each in os.environ.get("FUYUAN_NOTICE_HOSTS", "").split(",")]
    if any(each and fnmatchcase(host.lower(), each.lower()) for each in listed):
        return ""
    return f"主机“{host}”不在允许之列：确属本单位的，写进环境变量 FUYUAN_NOTICE_HOSTS（逗号分隔）"
