"""How every letter looks in a region: a list, and a preview of each with made-up facts."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from desk.errors import DeskError
from desk.letters import content_disposition
from desk.rendering import page
from rules.catalogue import letters, paths
from rules.vocabulary.region import NATIONAL, list_regions, load_region
from tasks.letter_preview import preview_sample
from tasks.letters import ADDRESSEES
from tasks.overlay_starter import is_overlaid
from tasks.rendering import RenderingError

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter in the list."""

    code: str
    title: str
    addressee: str
    is_served: bool
    is_overlaid: bool


@router.get("/previews")
def previews(region: str = NATIONAL) -> Response:
    """List the letters, path by path, and which of them a region words differently."""
    known = {name: load_region(name).title for name in list_regions()}
    chosen = region if region in known else NATIONAL
    groups = [
        (
            path.title,
            [
                LetterLine(
                    code=letter.code,
                    title=letter.title,
                    addressee=ADDRESSEES[letter.to],
                    is_served=letter.served,
                    is_overlaid=is_overlaid(letter, chosen),
                )
                for letter in path.letters
            ],
        )
        for path in paths().values()
        if path.letters
    ]
    return page("previews.html.j2", groups=groups, regions=known, region=chosen)


@router.get("/previews/{code}.pdf")
def preview(code: str, region: str = NATIONAL) -> Response:
    """Serve a letter as it would look. Raises DeskError for one, or a region, that is not there."""
    letter = letters().get(code)
    if letter is None or region not in list_regions():
        raise DeskError(404, "没有这种文书或者这个地区：请从“文书样子”页面进入")
    try:
        shown = preview_sample(letter, region=region)
    except RenderingError as error:
        raise DeskError(409, f"《{letter.title}》现在做不出来：{error}") from None
    disposition = content_disposition(f"预览_{letter.title}", f"preview-{code}", "pdf")
    headers = {"Content-Disposition": disposition}
    return Response(shown.pdf, media_type="application/pdf", headers=headers)
