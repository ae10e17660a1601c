"""The desk's application: it shows the ledger and takes answers; flows go on by themselves."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response

from desk import (
    alarms,
    answering,
    api,
    bundles,
    calendar,
    duties,
    filings,
    issuing,
    letters,
    messages,
    pages,
    previews,
    service,
    undelivered,
)
from desk.errors import register_errors
from desk.guard import Guard, allowed_hosts
from desk.rate import RateLimit

STATIC = Path(__file__).parent / "static"


def create_app() -> FastAPI:
    """Put the desk together; hosts are read from the environment now."""
    app = FastAPI(
        title="府院通窗口",
        description="待办、案件、文书与答复。写请求须为 application/json。",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        # Traces would carry case numbers and messages; nothing of a case leaves this process.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.add_middleware(Guard, hosts=allowed_hosts())
    app.state.filing_rate = RateLimit()
    register_errors(app)
    for router in (
        pages.router,
        answering.router,
        issuing.router,
        letters.router,
        service.router,
        bundles.router,
        previews.router,
        calendar.router,
        alarms.router,
        duties.router,
        messages.router,
        undelivered.router,
        api.router,
        filings.router,
    ):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/health", health, include_in_schema=False)
    app.add_api_route("/favicon.ico", no_icon, include_in_schema=False)
    return app


def health() -> dict[str, str]:
    """Answer at once; the ledger is not touched, lest a busy ledger look like a dead desk."""
    return {"status": "ok"}


def no_icon() -> Response:
    """Answer the browsers, which ask for one unbidden."""
    return Response(status_code=204)


app = create_app()
