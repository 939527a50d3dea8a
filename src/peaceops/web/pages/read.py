"""Read: documents, and the statements in them, to accept into a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from peaceops.domain.countries import country_codes, name_of
from peaceops.edition import find_mission
from peaceops.errors import PeaceopsError, ReadingError
from peaceops.overview import missions
from peaceops.questions import day_meant
from peaceops.reading import main_mission
from peaceops.web.asked import CHANGES, Asked, Question
from peaceops.web.attached import attached
from peaceops.web.desk import Desk
from peaceops.web.reading.cards import KINDS_IN_WORDS
from peaceops.web.reading.reader import (
    MOST_CHARACTERS,
    MOST_DOCUMENTS,
    documents_of,
    notes_on,
    proposals_of,
)
from peaceops.web.reading.review import Review, read_fields, title_meant
from peaceops.web.reading.reviewing import TOGETHER, Problem, Reviewing
from peaceops.web.reading.sent import Form, Sent
from peaceops.web.templating import address, is_partial, page

router = APIRouter(include_in_schema=False)
PASTED = "Pasted text"


@router.get("/read")
def ask(request: Request, question: Question, mission: str = "") -> HTMLResponse:
    """Ask for a text."""
    return _form(request, question, {"mission": mission[:100]})


@router.get("/read/save")
def back(request: Request) -> Response:
    """Lead whoever comes back to a page that was saved to the beginning."""
    return RedirectResponse(address("/read", **dict(request.query_params)), 303)


@router.post("/read")
def read(request: Request, question: Question, form: Form) -> HTMLResponse:
    """Read a text, or go on reviewing one."""
    if "act" in form.fields:
        return _reviewed(request, question, form, lambda reviewing, act: reviewing.do(act))
    try:
        review = _read(question.desk, form)
    except PeaceopsError as error:
        return _form(request, question, dict(form.fields), Problem.of(error))
    return _shown(request, question, _reviewing(request, question, review))


@router.post("/read/save", dependencies=[CHANGES])
def save(request: Request, question: Question, form: Form) -> HTMLResponse:
    """Add the accepted statements to a case, and save it."""
    return _reviewed(request, question, form, lambda reviewing, _act: reviewing.save())


@router.post("/read/case")
def case_file(request: Request, question: Question, form: Form) -> Response:
    """Give the case with the accepted statements as a file, and save nothing."""
    try:
        reviewing = _reviewing(request, question, read_fields(form.fields, whole=True))
        name, text = reviewing.case_file()
    except PeaceopsError as error:
        problem = Problem.of(error)
        return _reviewed(request, question, form, lambda reviewing, _act: reviewing.report(problem))
    return attached(text, f"{name}.yaml")


def _read(desk: Desk, form: Sent) -> Review:
    """Read what was sent, as `peaceops read` does."""
    fields = form.fields
    if not fields.get("published", "").strip():
        raise ReadingError(
            "the day of publication is missing",
            remedy="say when the text was published: dates in it are counted from that day",
        )
    published = day_meant(fields["published"])
    title = title_meant(fields.get("title", ""))
    if form.twice:
        raise ReadingError(
            f"several files bear one name: {', '.join(form.twice)}",
            cause="a statement is cited by the name of its file",
            remedy="rename all but one of them",
        )
    contents = dict(form.files)
    text = fields.get("text", "")
    if text.strip():
        contents = {title or PASTED: text.encode()} | contents
    view = desk.view(published)
    wanted = fields.get("mission", "").strip()
    mission = find_mission(desk.edition, wanted, published) if wanted else None
    documents = documents_of(contents, published, desk.gate)
    proposals = proposals_of(documents, view, mission, desk.gate)
    notes = notes_on(documents, proposals)
    return Review(
        published=published,
        title=title,
        mission=mission or main_mission(documents, view=view) or "",
        documents=tuple(documents),
        proposals=dict(enumerate(proposals, start=1)),
        notes=tuple(notes),
    )


def _reviewed(
    request: Request,
    question: Asked,
    form: Sent,
    work: Callable[[Reviewing, str], None],
) -> HTMLResponse:
    """Take a page back, do what was asked, and show it again with all that it held."""
    act = form.fields.get("act", "")
    try:
        partial = _part_asked(request, act)
        review = read_fields(form.fields, whole=not partial)
        if partial and int(act.rpartition("-")[2]) not in review.proposals:
            raise ReadingError("there is no such statement", remedy="read the document again")
    except PeaceopsError as error:
        return _form(request, question, {}, Problem.of(error))
    reviewing = _reviewing(request, question, review)
    try:
        work(reviewing, act)
    except PeaceopsError as error:
        reviewing.report(Problem.of(error))
    if partial or (act == TOGETHER and is_partial(request)):
        return _part(request, question, reviewing, act)
    return _shown(request, question, reviewing)


def _reviewing(request: Request, question: Asked, review: Review) -> Reviewing:
    chosen = question.day if "as_of" in request.query_params else None
    return Reviewing(question.desk, review, chosen)


def _part_asked(request: Request, act: str) -> bool:
    """Whether a script asks for one card, and sends only what belongs to it."""
    number = act.rpartition("-")[2]
    return is_partial(request) and number.isdecimal()


def _part(request: Request, question: Asked, reviewing: Reviewing, act: str) -> HTMLResponse:
    """One card, or what the accepted statements move together."""
    number = act.rpartition("-")[2]
    # A script puts only what is answered with success into the page, so a problem stands in it.
    return page(
        request,
        "read/part.html.j2",
        day=question.day,
        body=reviewing.body(int(number)) if number.isdecimal() else None,
        kinds=KINDS_IN_WORDS,
        problem=reviewing.problem,
        together=reviewing.together,
    )


def _shown(request: Request, question: Asked, reviewing: Reviewing) -> HTMLResponse:
    shown = reviewing.shown()
    return page(
        request,
        "read/review.html.j2",
        status=reviewing.problem.status if reviewing.problem else 200,
        day=reviewing.day,
        reviewing=reviewing,
        review=reviewing.review,
        problem=reviewing.problem,
        shown=shown,
        kinds=KINDS_IN_WORDS,
        countries=_countries(),
        missions=_missions(question.desk, reviewing.review.published),
    )


def _form(
    request: Request, question: Asked, values: dict[str, str], problem: Problem | None = None
) -> HTMLResponse:
    return page(
        request,
        "read/begin.html.j2",
        status=problem.status if problem else 200,
        day=question.day,
        values=dict.fromkeys(("text", "title", "mission", "published"), "") | values,
        problem=problem,
        missions=_missions(question.desk, question.day),
        most_documents=MOST_DOCUMENTS,
        most_characters=MOST_CHARACTERS,
    )


def _missions(desk: Desk, day: date) -> list[str]:
    """Acronyms of the missions that stand on a day."""
    lines = desk.answer(("missions", day), lambda: missions(desk.view(day)))
    return [line.mission.acronym for line in lines]


@cache
def _countries() -> list[str]:
    """Names of countries, as a form suggests them."""
    return sorted(name_of(code) for code in country_codes())
