"""How the tests read a page."""

from urllib.parse import quote

from lxml import html


def read(response) -> html.HtmlElement:
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(response.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def address(number: str) -> str:
    return f"/cases/{quote(number, safe='')}"
