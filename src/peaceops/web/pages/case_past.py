"""The past of a case: earlier versions, what changed since, restored and deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from peaceops.errors import CaseError
from peaceops.web.asked import CHANGES
from peaceops.web.cases.days import day_of_case
from peaceops.web.cases.refusals import refused_text
from peaceops.web.cases.saving import (
    conflict_page,
    difference,
    field_of,
    form_sent,
    shown_at,
)
from peaceops.web.cases.shelf import Shelf
from peaceops.web.cases.stored import StoredText
from peaceops.web.desk import desk_of
from peaceops.web.problems import ConflictError, NotFoundError
from peaceops.web.templating import address, page

router = APIRouter(include_in_schema=False)
Sent = Annotated[FormData, Depends(form_sent)]


@router.get("/cases/{name}/history")
def history(request: Request, name: str) -> Response:
    """List the earlier versions of a case, of one that was deleted too."""
    shelf = desk_of(request).shelf
    now = _now(shelf, name)
    versions = shelf.history(name)
    if now is None and not versions:
        raise NotFoundError(
            f"there is no case {name!r} on this desk", remedy="choose one from the list"
        )
    return page(
        request,
        "cases/history.html.j2",
        day=day_of_case(request, name),
        name=name,
        now=now,
        versions=versions,
    )


@router.get("/cases/{name}/history/{version}")
def earlier(request: Request, name: str, version: str) -> Response:
    """Show an earlier version, and what changed from it to what stands there now."""
    shelf = desk_of(request).shelf
    saved = next((item for item in shelf.history(name) if item.version == version), None)
    text = shelf.earlier(name, version)
    now = _now(shelf, name)
    return page(
        request,
        "cases/earlier.html.j2",
        day=day_of_case(request, name),
        name=name,
        version=version,
        saved=saved,
        text=text,
        now=now,
        lines=difference(text, now.text) if now is not None else [],
    )


@router.post("/cases/{name}/restore", dependencies=[CHANGES])
def restore(request: Request, name: str, sent: Sent) -> Response:
    """Save an earlier version once more, above what stands there now."""
    shelf = desk_of(request).shelf
    text = shelf.earlier(name, field_of(sent, "earlier"))
    version = field_of(sent, "version") or None
    try:
        saved = shelf.save(name, text, version=version)
    except ConflictError as error:
        return conflict_page(request, name, text, error)
    except CaseError as error:
        return refused_text(request, name, version or "", text, error)
    return RedirectResponse(shown_at(request, name, saved.version), 303)


@router.post("/cases/{name}/delete", dependencies=[CHANGES])
def delete(request: Request, name: str, sent: Sent) -> Response:
    """Move a case to its history."""
    desk_of(request).shelf.delete(name, version=field_of(sent, "version"))
    day = request.query_params.get("as_of")
    return RedirectResponse(address("/cases", as_of=day) + "#deleted", 303)


def _now(shelf: Shelf, name: str) -> StoredText | None:
    try:
        return shelf.stored_text(name)
    except NotFoundError:
        return None
