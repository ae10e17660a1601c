"""SMS through whatever HTTP gateway the office has a contract with.

`sms://<gateway>/<phone>`; `channels/<gateway>.toml` of the data directory describes the gateway:

    url = "https://gateway.example/send"
    body = { mobile = "{phone}", content = "{text}" }  # values only; keys stay as they are
    form = false                                       # true: a form instead of JSON
    secret = "X-Api-Key"                               # a header; its value: FUYUAN_SMS_<GATEWAY>
    success = { field = "code", value = 0 }            # in the answer; without it 2xx is enough
    later = [9, "BUSY"]                                # values of that field: too fast, try again
"""

import json
import os
import re
import tomllib
from functools import cache
from typing import Any

import requests
from apprise.plugins.base import NotifyBase

from models.home import home
from tasks.errors import FuyuanError
from tasks.outbox.allowed import SMS
from tasks.outbox.wire import WEB, called_too_fast

PHONE = re.compile(r"\+?[0-9]{5,20}")
NAME = re.compile(r"[a-z0-9_-]{1,40}")
KEYS = frozenset({"url", "body", "form", "secret", "success", "later"})


class NotifySms(NotifyBase):  # type: ignore[misc]
    """One message to one phone, by a POST to the gateway."""

    service_name = "短信"
    protocol = SMS
    request_rate_per_sec = 0
    title_maxlen = 0
    templates = ("{schema}://{host}/{targets}",)

    def __init__(self, gateway: str = "", phone: str = "", **named: Any) -> None:
        """Keep the gateway and the phone. Raises TypeError for an address that has none."""
        super().__init__(**named)
        if not NAME.fullmatch(gateway) or not PHONE.fullmatch(phone):
            raise TypeError
        self.gateway = gateway
        self.phone = phone

    def send(self, body: str, title: str = "", **_: Any) -> bool:
        """Post it; true if the gateway says so in the way its description names."""
        described = gateway(self.gateway)
        text = f"{title}\n{body}".strip()
        filled = _filled(described["body"], {"{phone}": self.phone, "{text}": text})
        how: dict[str, Any] = {"data": filled} if described.get("form") else {"json": filled}
        headers = {}
        if name := described.get("secret"):
            headers[name] = os.environ.get(
                f"FUYUAN_SMS_{self.gateway.upper().replace('-', '_')}", ""
            )
        try:
            answer = WEB.post(
                described["url"], headers=headers, timeout=self.request_timeout, **how
            )
        except requests.RequestException:
            return False
        success = described.get("success")
        if not answer.ok or not success:
            return bool(answer.ok)
        said = _said(answer, str(success["field"]))
        if said in described.get("later", []):
            called_too_fast()
        return bool(said == success["value"])

    @staticmethod
    def parse_url(url: str) -> dict[str, Any] | None:
        """Gateway and phone of an address."""
        results: dict[str, Any] | None = NotifyBase.parse_url(url, verify_host=False)
        if results:
            results["gateway"] = results["host"] or ""
            results["phone"] = (results["fullpath"] or "").strip("/")
        return results


@cache
def gateway(name: str) -> dict[str, Any]:
    """A gateway's description. Raises FuyuanError naming what is wrong with it."""
    path = home() / "channels" / f"{name}.toml"
    try:
        described = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        message = f"没有短信网关“{name}”：请写好 channels/{name}.toml"
        raise FuyuanError(message) from None
    except tomllib.TOMLDecodeError as error:
        message = f"channels/{name}.toml 写法有误：{error}"
        raise FuyuanError(message) from error
    if unknown := described.keys() - KEYS:
        message = f"channels/{name}.toml 有不认识的键：{'、'.join(sorted(unknown))}"
        raise FuyuanError(message)
    if "url" not in described or not isinstance(described.get("body"), dict):
        message = f"channels/{name}.toml 须写明 url 和 body"
        raise FuyuanError(message)
    return described


def _filled(node: Any, words: dict[str, str]) -> Any:
    """The body with its words: values are replaced, so that no word can become a key or a mark."""
    if isinstance(node, dict):
        return {key: _filled(value, words) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, words) for value in node]
    if isinstance(node, str):
        return re.sub(r"\{(?:phone|text)\}", lambda found: words[found[0]], node)
    return node


def _said(answer: requests.Response, field: str) -> Any:
    """The value of a field like `result.code`; None if there is none."""
    try:
        node = json.loads(answer.content)
        for key in field.split("."):
            node = node[key]
    except (ValueError, KeyError, TypeError):
        return None
    return node
