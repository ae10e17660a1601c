"""From which addresses a source sends its tables by mail."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from models.home import folder
from rules.cleaning import plain_text
from tasks.errors import FuyuanError
from tasks.intake.mapping import source_name, write_lists


def senders_path() -> Path:
    """Where the addresses are listed, made or not."""
    return folder("intake") / "mail_senders.toml"


def load_mail_senders() -> Mapping[str, str]:
    """The source of every address; `@host` stands for all of a host. Raises FuyuanError."""
    path = senders_path()
    if not path.exists():
        return {}
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8")).get("senders", {})
        return {
            _address(address): source_name(source)
            for source, addresses in written.items()
            for address in addresses
        }
    except (ValueError, AttributeError, TypeError) as error:
        message = f"发件地址表{path.name}有误，应为 [senders] 下的“来源 = [地址, …]”：{error}"
        raise FuyuanError(message) from error


def source_of_sender(address: str, senders: Mapping[str, str]) -> str:
    """Whose an address is; empty if nobody's."""
    address = address.strip().lower()
    return senders.get(address) or senders.get(f"@{address.rpartition('@')[2]}", "")


def addresses_by_source(senders: Mapping[str, str]) -> Mapping[str, list[str]]:
    """The addresses of each source."""
    addresses: dict[str, list[str]] = {}
    for address, source in senders.items():
        addresses.setdefault(source, []).append(address)
    return addresses


def add_mail_sender(source: str, address: str) -> None:
    """Let a source send from an address. Raises FuyuanError for one that is another's."""
    source, address = source_name(source), _address(address)
    known = dict(load_mail_senders())
    if (other := known.get(address, source)) != source:
        message = f"{address} 已经登记为“{other}”的发件地址"
        raise FuyuanError(message)
    _save(known | {address: source})


def remove_mail_sender(address: str) -> str:
    """Take nothing more from an address; returns whose it was. Raises FuyuanError."""
    known = dict(load_mail_senders())
    source = known.pop(_address(address), None)
    if source is None:
        message = f"{address} 没有登记为发件地址"
        raise FuyuanError(message)
    _save(known)
    return source


def _save(senders: Mapping[str, str]) -> None:
    comment = "来源 = [发件地址, …]；@主机 即该主机的全部地址"
    write_lists(senders_path(), comment, "senders", addresses_by_source(senders))


def _address(text: str) -> str:
    address = plain_text(text).lower()
    name, at, host = address.rpartition("@")
    if not at or "@" in name or not host or any(letter.isspace() for letter in address):
        message = (
            f"“{address[:60]}”不是邮件地址；"
            "写 li@court.example，或者 @court.example（该主机全部地址）"
        )
        raise FuyuanError(message)
    return address
