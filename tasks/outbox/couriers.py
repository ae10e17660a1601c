"""Whoever delivers to an address: one Apprise service, with its ear on the wire."""

import logging
from functools import cache, lru_cache
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from tasks.errors import FuyuanError
from tasks.outbox.allowed import refusal, refusal_of_host, scheme_of
from tasks.outbox.verdict import Fate, Verdict, judge
from tasks.outbox.wire import MAIL, WEB, Trace, listening

WEB_PLUGINS = ("custom_json", "wecombot", "dingtalk", "feishu")
INVALID = Verdict(fate=Fate.FAILED, why="通知渠道地址无效：请用 fuyuan contact add 重新登记")


@cache
def _apprise() -> Any:
    """Apprise with our listeners and our own two channels, made ready once."""
    import apprise  # noqa: PLC0415  (the CLI starts without it)
    from apprise.manager_plugins import NotificationManager  # noqa: PLC0415

    from tasks.outbox.in_house import NotifyInHouse  # noqa: PLC0415
    from tasks.outbox.sms import NotifySms  # noqa: PLC0415

    # It logs whom it writes to, and addresses it cannot read; ours are nobody's to see.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    manager = NotificationManager()
    for plugin in (NotifyInHouse, NotifySms):
        manager.add(plugin, force=True)
    for name in WEB_PLUGINS:
        import_module(f"apprise.plugins.{name}").requests = WEB  # type: ignore[attr-defined]
    import_module("apprise.plugins.email.base").smtplib = MAIL  # type: ignore[attr-defined]
    return apprise


@lru_cache(maxsize=512)
def service_of(url: str) -> Any:
    """The Apprise service of an address; None if nothing delivers there, or to more than one.

    It is made once: it keeps nothing of a message, so that many may go through it at once.
    """
    if refusal(url):
        return None
    # Made whole: as text it would be split at blanks and commas, past our list of schemes.
    service = _apprise().Apprise.instantiate(url)
    if service is None or len(service) != 1:
        return None
    # Its own pauses would count from message to message; how fast a channel goes is our business.
    service.request_rate_per_sec = 0
    return service


def problem_of(url: str) -> str:
    """Why an address cannot be used; empty if it can. It never names the address."""
    if problem := refusal(url):
        return problem
    service = service_of(url)
    if service is None:
        return "通知渠道地址无效，或者写了不止一个收件人：一个联系人登记一个地址"
    return _forbidden(service, scheme_of(url))


def channel_of(url: str) -> str:
    """What goes through one bottleneck: the scheme, with the mail server or the host."""
    service = service_of(url)
    host = _host(service) if service is not None else ""
    return f"{scheme_of(url)}:{host}"[:120]


def carry(url: str, subject: str, body: str) -> tuple[Verdict, Trace]:
    """Send one message once; what became of it and what was said."""
    with listening() as trace:
        service = service_of(url)
        if service is None:
            return Verdict(fate=Fate.FAILED, why=refusal(url)) if refusal(url) else INVALID, trace
        if problem := _forbidden(service, scheme_of(url)):
            return Verdict(fate=Fate.FAILED, why=problem), trace
        went_well = _notify(service, subject, body)
        by_mail = scheme_of(url).startswith("mailto")
        return judge(trace, went_well=went_well, by_mail=by_mail), trace


def _notify(service: Any, subject: str, body: str) -> bool:
    courier = _apprise().Apprise()
    courier.add(service)
    try:
        return bool(courier.notify(title=subject, body=body, body_format="text"))
    except Exception:  # noqa: BLE001  (whatever broke, the message may be out: the trace tells)
        return False


def _forbidden(service: Any, scheme: str) -> str:
    """Why the machine behind a service is not called; empty if it may be."""
    try:
        host = _host(service)
    except FuyuanError as error:
        return str(error)
    return refusal_of_host(scheme, host) if host else ""


def _host(service: Any) -> str:
    """The machine that is called; mail of @163.com is handed to smtp.163.com."""
    if smtp_host := getattr(service, "smtp_host", ""):
        return str(smtp_host)
    if scheme_named := getattr(service, "gateway", ""):
        from tasks.outbox.sms import gateway  # noqa: PLC0415  (it brings Apprise)

        return str(urlsplit(gateway(scheme_named)["url"]).hostname)
    is_named = type(service).__name__ == "NotifyJSON"
    return str(service.host or "") if is_named else ""
