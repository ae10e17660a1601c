"""HTML through WeasyPrint: a PDF alone."""

import html
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.letter_ways.words import PARAGRAPHS, ROWS, facts_of


def weasyprint(folder: Path, numbers: range) -> None:
    """Write letters as PDF."""
    fonts = FontConfiguration()
    for number in numbers:
        HTML(string=_page(facts_of(number))).write_pdf(folder / f"{number}.pdf", font_config=fonts)


def _page(facts: dict[str, str]) -> str:
    safe = {name: html.escape(value) for name, value in facts.items()}
    rows = "".join(f"<tr><th>{label}</th><td>{safe[fact]}</td></tr>" for label, fact in ROWS)
    body = "".join(f"<p>{words.format(**safe)}</p>" for words in PARAGRAPHS)
    return (
        "<style>@page{size:A4;margin:37mm 26mm 35mm 28mm}"
        "body{font:16pt 'FandolFang R',serif;line-height:29pt;text-align:justify}"
        "p{text-indent:2em;margin:0}table{border-collapse:collapse;width:100%;font-size:12pt}"
        "td,th{border:.6pt solid}h1{text-align:center;font-size:22pt}</style>"
        f"<h1>关于对{safe['name']}诉{safe['agency']}{safe['cause']}案开展诉前化解的建议函</h1>"
        f"<table>{rows}</table>{body}"
        "<p style='text-align:right'>云州市云山区人民法院<br>2026年11月21日</p>"
    )
