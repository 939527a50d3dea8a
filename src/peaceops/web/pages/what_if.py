"""What if: assumptions and positions changed on a page, beside what was; saved as a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from peaceops.errors import PeaceopsError
from peaceops.questions import Supposition, case_to_save
from peaceops.web.asked import CHANGES, Asked, Question
from peaceops.web.attached import attached
from peaceops.web.cases.names import slug
from peaceops.web.problems import ConflictError
from peaceops.web.templating import is_partial, page
from peaceops.web.what_if.answer import Answered, answered, brief_of
from peaceops.web.what_if.sliders import standing
from peaceops.web.what_if.supposing import Supposing, supposing
from peaceops.web.what_if.view import Links, view_of

if TYPE_CHECKING:
    from peaceops.domain.mission import Mission

router = APIRouter(include_in_schema=False)

Chosen = Annotated[str | None, Query(max_length=100)]


def _supposing(request: Request, question: Asked, mission: Mission) -> Supposing:
    before = question.desk.run(mission.acronym, question.day, question.case)
    return supposing(request.query_params.multi_items(), standing(before))


def _links(
    request: Request, question: Asked, mission: Mission, option: str | None, member: str | None
) -> Links:
    return Links(
        mission.acronym,
        str(question.day) if "as_of" in request.query_params else None,
        question.case_name or None,
        option,
        member,
    )


@router.get("/{name}/what-if")
def what_if_page(
    request: Request, name: str, question: Question, option: Chosen = None, member: Chosen = None
) -> Response:
    """Show what is supposed and what it changes."""
    mission = question.desk.mission(name, question.day)
    supposed = _supposing(request, question, mission)
    links = _links(request, question, mission, option, member)
    partial = is_partial(request)
    canonical = links.to(supposed.query())
    if mission.acronym != name or (supposed.in_fields and not partial):
        return RedirectResponse(canonical, 303)
    answer = _show(request, question, answered(question, mission, supposed), supposed, links)
    if partial:
        answer.headers["hx-push-url"] = canonical
    return answer


@router.post("/{name}/what-if", dependencies=[CHANGES])
def save(
    request: Request,
    name: str,
    question: Question,
    case_name: Annotated[str, Form(max_length=200)] = "",
    version: Annotated[str, Form(max_length=64)] = "",
    option: Chosen = None,
    member: Chosen = None,
) -> Response:
    """Save what is supposed as a case, and go on from it."""
    mission = question.desk.mission(name, question.day)
    supposed = _supposing(request, question, mission)
    links = _links(request, question, mission, option, member)
    answers = answered(question, mission, supposed)
    wanted = case_name.strip()
    refusal: PeaceopsError | None = _cannot_be_saved(answers)
    if refusal is None and answers.answer is not None:
        try:
            question.desk.shelf.save(
                wanted,
                case_to_save(answers.answer, wanted),
                # The case that the page stands on is changed; any other name is a new case.
                version=version or None
                if question.case is not None and wanted == question.case.name
                else None,
            )
        except PeaceopsError as error:
            refusal = error
    if refusal is not None:
        status = 409 if isinstance(refusal, ConflictError) else 422
        return _show(
            request, question, answers, supposed, links, wanted=wanted, refusal=refusal,
            version=version, status=status,
        )  # fmt: skip
    target = links._replace(case=wanted)
    return RedirectResponse(target.to([]) + "#saved", 303)


def _cannot_be_saved(answers: Answered) -> PeaceopsError | None:
    if answers.refusal is not None:
        return answers.refusal
    if answers.reading.problems:
        return PeaceopsError(
            "a part of what is supposed cannot be read, and would be lost",
            remedy="correct it or take it out, and save then",
        )
    if answers.answer is None:
        return PeaceopsError("nothing is supposed", remedy="suppose something first")
    return None


def _show(
    request: Request,
    question: Asked,
    answers: Answered,
    supposed: Supposing,
    links: Links,
    *,
    wanted: str | None = None,
    refusal: PeaceopsError | None = None,
    version: str = "",
    status: int = 200,
) -> Response:
    return page(
        request,
        "what_if/_page.html.j2" if is_partial(request) else "what_if/page.html.j2",
        status=status,
        day=question.day,
        mission=answers.mission,
        case=question.case,
        here="what-if",
        shown=view_of(question, answers, supposed, links),
        links=links,
        wanted=wanted or suggested_name(answers, question),
        refusal=refusal,
        version=version,
    )


def suggested_name(answers: Answered, question: Asked) -> str:
    """A name for a case that holds what is supposed: the mission, the day, and what comes first.

    The case that the page stands on keeps its name.
    """
    if question.case is not None and not question.case.shipped:
        return question.case.name
    first = next(map(_in_brief, answers.reading.read), "what-if")
    return slug(f"{answers.mission.acronym}-{question.day}-{first}")


def _in_brief(item: Supposition) -> str:
    """What is supposed, in two or three words for a name."""
    from peaceops.domain.countries import name_of

    flag, meaning = item.flag.removeprefix("--"), item.meaning
    words: tuple[str, ...]
    match flag:
        case "leaves" | "joins":
            words = (name_of(meaning.country), flag)
        case "position":
            words = (name_of(meaning.country), meaning.position)
        case "assume":
            words = (meaning[0],)
        case "effect":
            words = (meaning,)
        case "strength":
            words = (flag, str(meaning[0]))
        case "ceiling":
            words = (flag, "up" if meaning > 0 else "down", str(abs(meaning)))
        case _:
            words = (flag, str(meaning))
    return "-".join(words)


@router.get("/{name}/what-if/brief.{kind}")
def brief_file(
    request: Request, name: str, question: Question, kind: Literal["html", "pdf", "docx", "json"]
) -> Response:
    """Give the brief in which what is supposed holds, as a file."""
    from peaceops.brief import contents

    mission = question.desk.mission(name, question.day)
    supposed = _supposing(request, question, mission)
    answers = answered(question, mission, supposed)
    _refuse_unread(answers)
    key = (
        "what-if brief", mission.acronym, question.day, question.case_version, supposed.pairs, kind,
    )  # fmt: skip
    content = question.desk.answer(
        key,
        lambda: next(iter(contents(brief_of(question, answers), [kind]).values())),
        heavy=True,
    )
    what = "brief" if answers.answer is None else "what-if"
    return attached(content, question.file_name(mission.acronym, what, kind))


@router.get("/{name}/what-if/case.yaml")
def case_file(request: Request, name: str, question: Question) -> Response:
    """Give what is supposed as a case file."""
    mission = question.desk.mission(name, question.day)
    answers = answered(question, mission, _supposing(request, question, mission))
    _refuse_unread(answers)
    refusal = _cannot_be_saved(answers)
    if refusal is not None or answers.answer is None:
        raise refusal or PeaceopsError("nothing is supposed")
    text = case_to_save(answers.answer)
    return attached(text, question.file_name(mission.acronym, "what-if", "yaml"))


def _refuse_unread(answers: Answered) -> None:
    """Refuse a file that would leave out what cannot be read."""
    from peaceops.questions import problems_as_error

    if answers.refusal is not None:
        raise answers.refusal
    if answers.reading.problems:
        raise problems_as_error(answers.reading.problems)
