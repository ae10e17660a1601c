"""送达: what waits to be served, the forms to record it, the proofs and the papers."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from desk.cases import PAGE_SIZE
from desk.errors import DeskError
from desk.forms import Problems, lay_out, read_answer
from desk.incoming import Upload, Uploaded
from desk.letters import KINDS, content_disposition
from desk.pages import PageNumber, page_number_of, pager_of
from desk.problems import WHOLE, problems_of
from desk.rendering import case_path, page
from desk.shapes import shapes_of
from models.ledger import reading
from rules.service import WAYS
from rules.service_reports import AddressConfirmation, ServiceFailure, ServiceRecord
from rules.vocabulary.question import Question
from tasks import clock
from tasks.errors import InvalidAnswerError
from tasks.service.addresses import confirm_address
from tasks.service.attempts import attach_evidence, fail_service
from tasks.service.evidence import kept
from tasks.service.listing import ServiceLine, Wanted, count_services, service_lines
from tasks.service.papers import public_notice, slip
from tasks.service.recording import record_service
from tasks.service.showing import proof_of, shown
from tasks.service.targets import Recorded, Target

router = APIRouter(include_in_schema=False)

DOOR = "窗口"
STATES = {"open": "没有送达", "overdue": "久未登记", "all": "全部登记"}
WANTED = {
    "open": Wanted(is_open=True),
    "overdue": Wanted(is_overdue=True),
    "all": Wanted(),
}
FORMS: dict[str, type[Question]] = {
    "record": ServiceRecord,
    "failed": ServiceFailure,
    "address": AddressConfirmation,
}
DONE = {
    "record": "送达已登记；由送达起算的期限见案件页面。",
    "failed": "未送达已登记，下一次送达已列为待送达。",
    "address": "送达地址确认书已登记。",
    "proof": "凭证已存。",
}
PAPERS = {"slip": slip, "notice": public_notice}
PROOFS = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "mp4": "video/mp4",
}


@router.get("/service")
def services(state: str = "open", page_number: PageNumber = "1") -> Response:
    """List the services, the oldest letters first."""
    chosen = state if state in STATES else "open"
    with reading() as session:
        counts = {name: count_services(session, wanted) for name, wanted in WANTED.items()}
        offset = (page_number_of(page_number) - 1) * PAGE_SIZE
        lines = service_lines(session, WANTED[chosen], limit=PAGE_SIZE, offset=offset)
    return page(
        "services.html.j2",
        lines=lines,
        counts=counts,
        states=STATES,
        state=chosen,
        pager=pager_of("/service", {"state": chosen}, page_number, counts[chosen]),
        today=clock.today(),
    )


@router.get("/service/{row_id}")
def record_form(row_id: int, done: str = "") -> Response:
    """Show one service: the form while it waits, afterwards what was recorded."""
    return _form(row_id, "record", {}, {}, done=done)


@router.post("/service/{row_id}/record")
def record(row_id: int, uploaded: Upload) -> Response:
    """Record that the recipient was served, or show the form again with what is wrong."""

    def write(line: ServiceLine, given: Mapping[str, Any]) -> str:
        told = record_service(_target(line), given, door=DOOR, evidence=uploaded.file)
        return _next(told) or f"/service/{told.row_id}?done=record"

    return _take(row_id, "record", uploaded, write)


@router.get("/service/{row_id}/failed")
def failed_form(row_id: int) -> Response:
    """Show the form to say that an attempt failed."""
    return _form(row_id, "failed", {}, {})


@router.post("/service/{row_id}/failed")
def failed(row_id: int, uploaded: Upload) -> Response:
    """Record that an attempt failed, or show the form again with what is wrong."""

    def write(line: ServiceLine, given: Mapping[str, Any]) -> str:
        fail_service(_target(line), given, door=DOOR, evidence=uploaded.file)
        return ""

    return _take(row_id, "failed", uploaded, write)


@router.get("/service/{row_id}/address")
def address_form(row_id: int) -> Response:
    """Show the form for the recipient's confirmation of where to serve, with the one there is."""
    with reading() as session:
        given = shown(session, row_id).confirmed
    return _form(row_id, "address", given, {})


@router.post("/service/{row_id}/address")
def confirm(row_id: int, uploaded: Upload) -> Response:
    """Record the confirmation; one that was recorded before is replaced."""

    def write(line: ServiceLine, given: Mapping[str, Any]) -> str:
        confirm_address(line.case_number, line.party, given, door=DOOR, replaces=True)
        return ""

    return _take(row_id, "address", uploaded, write)


@router.post("/service/{row_id}/evidence")
def add_evidence(row_id: int, uploaded: Upload) -> Response:
    """Add the proof of a service that was recorded without one."""
    if uploaded.file is None:
        raise DeskError(422, "没有选择文件：请返回，选择送达回证、回执的扫描件或者照片")
    by = uploaded.typed.get("answered_by", "")
    attach_evidence(_target(_line(row_id)), uploaded.file, by=by, door=DOOR)
    return RedirectResponse(f"/service/{row_id}?done=proof", status_code=303)


@router.get("/service/{row_id}/proof")
def proof(row_id: int) -> Response:
    """Serve the proof of a service, if it is still the file that was handed in."""
    with reading() as session:
        name, sha256 = proof_of(session, row_id)
    if not sha256:
        raise DeskError(404, "这次送达没有登记凭证")
    path, content = kept(sha256)
    suffix = path.suffix.removeprefix(".")
    disposition = content_disposition(name.rpartition(".")[0] or name, f"proof-{row_id}", suffix)
    headers = {"Content-Disposition": disposition}
    return Response(content, media_type=PROOFS[suffix], headers=headers)


@router.get("/service/{row_id}/{paper}.{suffix}")
def paper(row_id: int, paper: str, suffix: str) -> Response:
    """Make the slip of a recipient, or the public notice to them, as PDF or DOCX."""
    if paper not in PAPERS or suffix not in KINDS:
        raise DeskError(404, "没有这份文稿：请从送达页面下载")
    made = PAPERS[paper](row_id)
    content = made.rendered.pdf if suffix == "pdf" else made.rendered.docx
    disposition = content_disposition(made.name, f"{paper}-{row_id}", suffix)
    headers = {"Content-Disposition": disposition}
    return Response(content, media_type=KINDS[suffix], headers=headers)


def _take(
    row_id: int,
    asked: str,
    uploaded: Uploaded,
    write: Callable[[ServiceLine, Mapping[str, Any]], str],
) -> Response:
    """Write what was typed and go where `write` says, by default back to the service."""
    question = FORMS[asked]
    given = read_answer(shapes_of(question), uploaded.typed)
    try:
        path = write(_line(row_id), given)
    except InvalidAnswerError as error:
        response = _form(row_id, asked, given, problems_of(question, given, error))
        response.status_code = 422
        return response
    return RedirectResponse(path or f"/service/{row_id}?done={asked}", status_code=303)


def _next(told: Recorded) -> str:
    """The question that asks for the same fact and stands filled in, to be confirmed."""
    if not told.question:
        return ""
    occasion = urlencode({"occasion": told.occasion})
    return f"{case_path(told.case_number)}/answer/{told.question}?{occasion}"


def _line(row_id: int) -> ServiceLine:
    with reading() as session:
        return shown(session, row_id).line


def _target(line: ServiceLine) -> Target:
    return Target(letter_id=line.letter_id, recipient=str(line.id))


def _form(
    row_id: int, asked: str, given: Mapping[str, Any], problems: Problems, *, done: str = ""
) -> Response:
    with reading() as session:
        service = shown(session, row_id)
    question = FORMS[asked]
    return page(
        "service.html.j2",
        service=service,
        line=service.line,
        question=question,
        asked=asked,
        ways=WAYS,
        widgets=lay_out(shapes_of(question), given, problems),
        problems=problems,
        general=problems.get(WHOLE, ()),
        today=clock.today(),
        done=DONE.get(done, ""),
    )
