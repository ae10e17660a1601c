"""Templates to pages: everything escaped, nothing undefined, no invisible character let through."""

import os
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from desk.stages import BOX_HEIGHT, BOX_WIDTH
from rules.filing import is_invisible

TEMPLATES = Path(__file__).parent / "templates"


def page(template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """Render a page of the desk."""
    return HTMLResponse(_templates().get_template(template).render(facts), status_code=status)


def visible(value: Any) -> Any:
    """Drop the characters that turn their neighbours round; anything but text stays as it is."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "".join(c for c in value if c in "\n\t" or not is_invisible(c))


def case_path(number: str) -> str:
    """Return the address of a case's page."""
    return f"/cases/{quote(number, safe='')}"


def run_url(flow_run_id: str) -> str:
    """Return the run's page in the Prefect UI, where its form is resumed."""
    return f"{prefect_url()}/runs/flow-run/{quote(flow_run_id, safe='')}"


def prefect_url() -> str:
    """Return where the Prefect UI is reached."""
    return os.environ.get("FUYUAN_PREFECT_URL", "http://127.0.0.1:4200").rstrip("/")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
    )
    environment.globals |= {
        "case_path": case_path,
        "run_url": run_url,
        "prefect_url": prefect_url,
        "box_width": BOX_WIDTH,
        "box_height": BOX_HEIGHT,
    }
    return environment
