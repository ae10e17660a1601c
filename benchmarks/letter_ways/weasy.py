"""HTML through WeasyPrint: a PDF alone."""

import html
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.letter_ways.words import FACE, facts_of, seal, show_fonts, words


def weasyprint(folder: Path, numbers: range) -> None:
    """Write letters as PDF."""
    show_fonts()
    fonts = FontConfiguration()
    for number in numbers:
        HTML(string=_page(facts_of(number))).write_pdf(folder / f"{number}.pdf", font_config=fonts)


def _page(given: dict[str, str]) -> str:
    facts = {name: html.escape(value) for name, value in given.items()}
    body = "".join(map(_block, words().body)).format(**facts)
    return (
        "<style>@page{size:A4;margin:37mm 26mm 35mm 28mm}"
        f"body{{font:16pt '{FACE}',serif;line-height:29pt;text-align:justify}}"
        "p{text-indent:2em;margin:0}table{border-collapse:collapse;width:100%;font-size:12pt}"
        "td{border:.6pt solid}h1{text-align:center;font-size:22pt}</style>"
        f"<h1>{html.escape(words().title).format(**facts)}</h1>{body}"
        f"<img src='{seal().as_uri()}' style='width:42mm'>"
    )


def _block(block: str | tuple[tuple[str, ...], ...]) -> str:
    if isinstance(block, str):
        return f"<p>{html.escape(block)}</p>"
    rows = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in block)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
