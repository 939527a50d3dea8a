"""Forms of a case: what a part says is added, changed and taken out, as it would be by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from peaceops.case import (
    LISTS,
    Case,
    Field,
    InvalidCase,
    kinds_of,
    part_models,
    title_of,
    with_values,
)
from peaceops.edition import find_mission
from peaceops.errors import CaseError
from peaceops.web.asked import CHANGES, may_change
from peaceops.web.cases.choices import FromEdition, from_edition
from peaceops.web.cases.days import day_of_case
from peaceops.web.cases.filled import Filled
from peaceops.web.cases.parts import (
    Form,
    Place,
    form_of,
    new_place,
    place_of,
    standard_parts,
    text_with,
    text_without,
    typed_at_first,
)
from peaceops.web.cases.saving import base_of, field_of, form_sent, save_change
from peaceops.web.cases.shelf import StoredCase, ships
from peaceops.web.desk import Desk, desk_of
from peaceops.web.problems import NotFoundError
from peaceops.web.templating import page

router = APIRouter(include_in_schema=False)
Sent = Annotated[FormData, Depends(form_sent)]
Part = Literal["statements", "options", "changes", "assumptions", "levers"]
Of = Annotated[str, Query(max_length=100)]
Kind = Annotated[str, Query(max_length=40)]
Start = Annotated[str, Query(max_length=100)]
# A form that cannot be sent is of no use: a desk that is read-only shows none.
FORMS = [Depends(may_change)]
ABOUT = (
    Field("as_of", "Day", "What was known at the end of this day", "day", required=True),
    Field("question", "Question", "What the case is to answer", "text", required=False),
)
_KEYS = ("case", "mission", "as_of", "question")


@router.get("/cases/{name}/add/{part}", dependencies=FORMS)
def add_page(
    request: Request, name: str, part: Part, kind: Kind = "", of: Of = "", start: Start = ""
) -> Response:
    """Show the form of a new part; without a kind, the kinds to choose from."""
    desk = desk_of(request)
    stored = _open(desk, name)
    if kind not in part_models()[part]:
        return page(
            request,
            "cases/kinds.html.j2",
            day=day_of_case(request, name),
            stored=stored,
            case=stored.case,
            part=part,
            words=LISTS[part],
            kinds=kinds_of(part),
            of=of,
        )
    place = new_place(stored.case, part, kind, of)
    standard = _standard(desk, stored.case, part)
    first = next((item for item in standard if item.id == start), None)
    typed = typed_at_first(place, stored.case, first)
    form = form_of(place, stored.case, _offers(desk, stored.case), typed)
    return _form_page(request, stored, form, of=of, standard=standard, start=start)


@router.post("/cases/{name}/add/{part}", dependencies=[CHANGES])
def add(
    request: Request, name: str, part: Part, sent: Sent, kind: Kind = "", of: Of = ""
) -> Response:
    """Add a part to a case."""
    if kind not in part_models()[part]:
        raise NotFoundError(f"{kind!r} is no kind of {LISTS[part][1]}", remedy="choose another")
    return _save(request, name, sent, lambda case: new_place(case, part, kind, of), of=of)


@router.get("/cases/{name}/edit/{part}/{key}", dependencies=FORMS)
def edit_page(request: Request, name: str, part: Part, key: str, of: Of = "") -> Response:
    """Show the form of a part."""
    desk = desk_of(request)
    stored = _open(desk, name)
    place = place_of(stored.case, part, key, of)
    form = form_of(place, stored.case, _offers(desk, stored.case), place.shown)
    return _form_page(request, stored, form, of=of)


@router.post("/cases/{name}/edit/{part}/{key}", dependencies=[CHANGES])
def edit(request: Request, name: str, part: Part, key: str, sent: Sent, of: Of = "") -> Response:
    """Change a part of a case."""
    return _save(request, name, sent, lambda case: place_of(case, part, key, of), of=of)


@router.post("/cases/{name}/drop/{part}/{key}", dependencies=[CHANGES])
def drop(request: Request, name: str, part: Part, key: str, sent: Sent, of: Of = "") -> Response:
    """Take a part out of a case."""
    shelf = desk_of(request).shelf

    def without(text: str) -> str:
        place = place_of(shelf.parsed(text, name), part, key, of)
        return text_without(text, place, name)

    try:
        return save_change(request, name, field_of(sent, "version"), without, anchor=part)
    except CaseError as error:
        return page(
            request,
            "cases/refused.html.j2",
            status=422,
            name=name,
            what=f"The {LISTS[part][1]} {key} stays in the case",
            problems=error.problems if isinstance(error, InvalidCase) else (),
            error=error,
        )


@router.get("/cases/{name}/about", dependencies=FORMS)
def about_page(request: Request, name: str) -> Response:
    """Show the form of the case's own keys."""
    stored = _open(desk_of(request), name)
    typed = {field.name: field.shown(getattr(stored.case, field.name)) for field in ABOUT}
    return _form_page(request, stored, _about(typed, None))


@router.post("/cases/{name}/about", dependencies=[CHANGES])
def about(request: Request, name: str, sent: Sent) -> Response:
    """Change the case's own keys."""
    typed = {field.name: field_of(sent, field.name) for field in ABOUT}
    version = field_of(sent, "version")
    shelf = desk_of(request).shelf

    def changed(text: str) -> str:
        case = shelf.parsed(text, name)
        values = {
            field.name: field.value(typed[field.name])
            for field in ABOUT
            if not field.same(typed[field.name], field.shown(getattr(case, field.name)))
        }
        return with_values(text, (), values, name=name, order=_KEYS) if values else text

    try:
        return save_change(request, name, version, changed)
    except CaseError as error:
        base = base_of(shelf, name, version)
        stored = StoredCase(name, version, base, case=shelf.parsed(base, name))
        return _form_page(request, stored, _about(typed, error), status=422)


def _open(desk: Desk, name: str) -> StoredCase:
    """A case that can be changed.

    Raises:
        ConflictError: It ships, and stays as it is.
    """
    stored = desk.shelf.read(name)
    if stored.shipped:
        raise ships(name)
    return stored


def _about(typed: dict[str, str], error: CaseError | None) -> Form:
    problems = error.problems if isinstance(error, InvalidCase) else ()
    fields = tuple(
        Filled(
            field,
            typed[field.name],
            problems=tuple(item.sentences for item in problems if item.path[:1] == (field.name,)),
        )
        for field in ABOUT
    )
    others = tuple(item for item in problems if item.path[:1] not in {("as_of",), ("question",)})
    return Form(Place("", "", (), 0), fields, others, error if error and not problems else None)


def _save(
    request: Request,
    name: str,
    sent: FormData,
    place_in: Callable[[Case], Place],
    *,
    of: str,
) -> Response:
    """Save what a form says, or show it again with what is wrong."""
    desk = desk_of(request)
    version = field_of(sent, "version")

    def changed(text: str) -> str:
        case = desk.shelf.parsed(text, name)
        place = place_in(case)
        return text_with(text, place, _typed(sent, place), case, name)

    base = base_of(desk.shelf, name, version)
    case = desk.shelf.parsed(base, name)
    place = place_in(case)
    try:
        return save_change(request, name, version, changed, anchor=place.part)
    except CaseError as error:
        form = form_of(place, case, _offers(desk, case), _typed(sent, place), error)
        stored = StoredCase(name, version, base, case=case)
        return _form_page(request, stored, form, of=of, status=422)


def _typed(sent: FormData, place: Place) -> dict[str, str]:
    """What a form says, by field; a box that is not ticked is not sent."""
    typed = {field.name: field_of(sent, field.name) for field in place.fields}
    boxes = [field.name for field in place.fields if field.widget == "flag"]
    return {**typed, **{name: "true" if typed[name] == "true" else "false" for name in boxes}}


def _form_page(
    request: Request,
    stored: StoredCase,
    form: Form,
    *,
    of: str = "",
    status: int = 200,
    standard: tuple[Any, ...] = (),
    start: str = "",
) -> Response:
    place = form.place
    return page(
        request,
        "cases/form.html.j2",
        day=day_of_case(request, stored.name),
        status=status,
        stored=stored,
        case=stored.case,
        form=form,
        place=place,
        title=title_of(place.part, place.kind) if place.part else "About the case",
        of=of,
        standard=standard,
        start=start,
        error=form.words,
    )


def _offers(desk: Desk, case: Case) -> FromEdition:
    return from_edition(desk, find_mission(desk.edition, case.mission, case.as_of), case.as_of)


def _standard(desk: Desk, case: Case, part: str) -> tuple[Any, ...]:
    if part not in ("options", "assumptions"):
        return ()
    mission = desk.mission(case.mission, case.as_of)
    return standard_parts(mission, case, part)
