"""Cases: those of the folder and those that ship; read, changed, saved, and their history."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from peaceops.case import LISTS, draft_case, facts_of, kinds_of, title_of
from peaceops.edition import find_mission, standing_missions
from peaceops.errors import CaseError, PeaceopsError
from peaceops.questions import NotUnderstood
from peaceops.web.asked import CHANGES, Question
from peaceops.web.attached import attached
from peaceops.web.cases.days import day_of_case, used_on
from peaceops.web.cases.names import free_name, slug
from peaceops.web.cases.refusals import refused_text, text_editor
from peaceops.web.cases.saving import field_of, form_sent, save_change, shown_at
from peaceops.web.cases.shelf import MOST_BYTES, Listed
from peaceops.web.desk import Desk, desk_of
from peaceops.web.pages import case_forms, case_past
from peaceops.web.problems import ConflictError, kind_of
from peaceops.web.templating import page

router = APIRouter(include_in_schema=False)
Form = Annotated[FormData, Depends(form_sent)]
FIRST_SHOWN = 6
"""Statements of a case that a telephone shows before it is asked for the others."""
UPLOADED = f"at most {MOST_BYTES // 1_000_000} MB"


@router.get("/cases")
def cases(
    request: Request, question: Question, mission: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """List the cases, and offer to begin one."""
    return _list_page(request, question.desk, mission=mission)


def _list_page(
    request: Request,
    desk: Desk,
    *,
    mission: str = "",
    typed: dict[str, str] | None = None,
    error: PeaceopsError | None = None,
    at: str = "",
) -> Response:
    """The list, with a form as it was filled in where it was refused."""
    lines = desk.shelf.listed()
    filled = {"name": "", "mission": mission, "day": str(_day_of(request, desk)), "of": ""}
    return page(
        request,
        "cases/list.html.j2",
        status=200 if error is None else kind_of(error)[0],
        lines=[line for line in lines if mission in ("", line.mission)],
        count=len(lines),
        mission=mission,
        missions=_missions_of(lines),
        standing=standing_missions(desk.view(desk.last_day)),
        deleted=desk.shelf.deleted(),
        typed={**filled, **(typed or {})},
        error=error,
        at=at,
        uploaded=UPLOADED,
        used_on=lambda day: used_on(desk, day),
    )


def _day_of(request: Request, desk: Desk) -> object:
    try:
        return desk.day(request.query_params.get("as_of"))
    except NotUnderstood:
        return desk.last_day


def _missions_of(lines: list[Listed]) -> list[str]:
    return sorted({line.mission for line in lines if line.mission})


@router.post("/cases/new", dependencies=[CHANGES])
def new_case(request: Request, form: Form) -> Response:
    """Draft a case on a mission as of a day, as ``peaceops case new`` does, and save it."""
    desk = desk_of(request)
    typed = {name: field_of(form, name).strip() for name in ("name", "mission", "day")}
    try:
        if not typed["mission"]:
            raise NotUnderstood("no mission is chosen", remedy="choose one")
        day = desk.day(typed["day"])
        mission = find_mission(desk.edition, typed["mission"], day)
        text = draft_case(desk.view(day), mission)
        name = typed["name"] or free_name(desk.shelf, f"{slug(mission)}-{day:%Y-%m}")
        saved = desk.shelf.save(name, text, version=None)
    except PeaceopsError as error:
        return _list_page(request, desk, typed=typed, error=error, at="new")
    return RedirectResponse(shown_at(request, name, saved.version), 303)


@router.post("/cases/copy", dependencies=[CHANGES])
def copy_case(request: Request, form: Form) -> Response:
    """Save a copy of a case under a name of its own."""
    desk = desk_of(request)
    typed = {name: field_of(form, name).strip() for name in ("of", "name")}
    try:
        stored = desk.shelf.stored_text(typed["of"])
        name = typed["name"] or free_name(desk.shelf, typed["of"])
        saved = desk.shelf.save(name, stored.text, version=None)
    except PeaceopsError as error:
        return _list_page(request, desk, typed=typed, error=error, at="copy")
    return RedirectResponse(shown_at(request, name, saved.version), 303)


@router.post("/cases/upload", dependencies=[CHANGES])
async def upload_case(request: Request, form: Form) -> Response:
    """Take in a case from a YAML file."""
    from starlette.concurrency import run_in_threadpool

    file = form.get("file")
    if isinstance(file, UploadFile):
        content, filename = await file.read(MOST_BYTES + 1), file.filename or ""
    else:
        content, filename = b"", ""
    typed = {"name": field_of(form, "name").strip()}
    return await run_in_threadpool(_take_in, request, content, filename, typed)


def _take_in(request: Request, content: bytes, filename: str, typed: dict[str, str]) -> Response:
    desk = desk_of(request)
    text, name = "", typed["name"] or slug(filename.rpartition(".")[0] or filename) or "case"
    try:
        if not filename and not content:
            raise NotUnderstood("no file is chosen", remedy="choose a case in YAML")
        text = _text_of(content)
        saved = desk.shelf.save(name, text, version=None)
    except PeaceopsError as error:
        if text and isinstance(error, CaseError | ConflictError):
            # What was sent stays at hand, to be mended here.
            return refused_text(
                request, typed["name"] or slug(filename.rpartition(".")[0]), "", text, error
            )
        return _list_page(request, desk, typed=typed, error=error, at="upload")
    return RedirectResponse(shown_at(request, name, saved.version), 303)


def _text_of(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise CaseError(
            f"the file holds more than {MOST_BYTES:,} bytes, the most that a desk saves",
            remedy="send a case; the documents themselves are read on the page Read",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            f"the file is not in UTF-8: byte {error.start + 1:,} is no part of a text",
            remedy="save it as UTF-8 (in an editor: Save as, encoding UTF-8), and send it again",
        ) from error


@router.post("/cases/save-as", dependencies=[CHANGES])
def save_as(request: Request, form: Form) -> Response:
    """Save a text as a case of another name."""
    desk = desk_of(request)
    name, text = field_of(form, "name").strip(), field_of(form, "text")
    try:
        saved = desk.shelf.save(name, text, version=None)
    except (CaseError, ConflictError) as error:
        return refused_text(request, name, "", text, error)
    return RedirectResponse(shown_at(request, name, saved.version), 303)


@router.get("/cases/{name}.yaml")
def download(request: Request, name: str) -> Response:
    """Give a case as the YAML file that it is."""
    return attached(desk_of(request).shelf.stored_text(name).text, f"{name}.yaml")


@router.get("/cases/{name}")
def case_page(request: Request, name: str, question: Question, saved: str = "") -> Response:
    """Show a case: what it says, and what rests on it."""
    shelf = question.desk.shelf
    stored = shelf.stored_text(name)
    try:
        case = shelf.parsed(stored.text, name)
    except PeaceopsError as error:
        return text_editor(request, stored, stored.text, error)
    history = shelf.history(name)
    return page(
        request,
        "cases/case.html.j2",
        day=day_of_case(request, name),
        stored=stored,
        case=case,
        mission=find_mission(question.desk.edition, case.mission, case.as_of),
        first_shown=FIRST_SHOWN,
        lists=LISTS,
        kinds=kinds_of,
        title=title_of,
        details=facts_of,
        history=history,
        free_name=free_name(shelf, name),
        used_on=lambda day: used_on(question.desk, day),
        just_saved=saved == stored.version,
        before=history[0] if history else None,
    )


@router.get("/cases/{name}/text")
def text_page(request: Request, name: str) -> Response:
    """Show the YAML of a case, to be changed."""
    shelf = desk_of(request).shelf
    stored, problem = shelf.stored_text(name), None
    try:
        shelf.parsed(stored.text, name)
    except PeaceopsError as error:
        problem = error
    return text_editor(request, stored, stored.text, problem)


@router.post("/cases/{name}/text", dependencies=[CHANGES])
def save_text(request: Request, name: str, form: Form) -> Response:
    """Save the YAML of a case."""
    version, text = field_of(form, "version"), field_of(form, "text")
    try:
        return save_change(request, name, version, lambda base: _with_breaks_of(base, text))
    except CaseError as error:
        return refused_text(request, name, version, text, error)


def _with_breaks_of(base: str, text: str) -> str:
    """A text with the line ends that a file has."""
    return text.replace("\n", "\r\n") if "\r\n" in base else text


router.include_router(case_forms.router)
router.include_router(case_past.router)
