"""Refusals and errors: as pages for readers, as problem details (RFC 9457) for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from peaceops.errors import (
    CaseError,
    EditionError,
    MissingTableError,
    OutputError,
    PeaceopsError,
    ReadingError,
    UnknownMissionError,
)
from peaceops.questions import NotUnderstood
from peaceops.web.kept import BusyError

TYPES = "https://peaceops.invalid/problems/"
"""Kinds of problem are told apart by a URI, which need not lead anywhere (RFC 9457, 3.1.1)."""


class ConflictError(PeaceopsError):
    """What is to be saved was changed meanwhile by somebody else."""


class ReadOnlyError(PeaceopsError):
    """The desk is read-only."""


class NotFoundError(PeaceopsError):
    """There is nothing of that name on the desk."""


STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotFoundError, 404),
    (UnknownMissionError, 404),
    (MissingTableError, 404),
    (ConflictError, 409),
    (ReadOnlyError, 403),
    (BusyError, 503),
    (CaseError, 422),
    (ReadingError, 422),
    (NotUnderstood, 422),
    (OutputError, 409),
    (EditionError, 422),
    (PeaceopsError, 422),
)
RETRY_AFTER = 5
"""Seconds after which a program asks again for what was too much at once."""
TITLES = {
    NotFoundError: "Not found",
    UnknownMissionError: "No such mission",
    MissingTableError: "Not in the data",
    ConflictError: "Changed meanwhile",
    ReadOnlyError: "Read-only",
    BusyError: "The desk is busy",
    CaseError: "The case cannot be used",
    ReadingError: "The document cannot be read",
    NotUnderstood: "Not understood",
    OutputError: "It could not be saved",
}


def kind_of(error: Exception) -> tuple[int, str]:
    """The status of HTTP that goes with a refusal, and its kind in words.

    >>> kind_of(NotUnderstood("no day"))
    (422, 'Not understood')
    """
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 422)
    title = next((title for kind, title in TITLES.items() if isinstance(error, kind)), "Refused")
    return status, title


def wants_json(request: Request) -> bool:
    """Whether an answer is for a program."""
    if request.url.path.startswith("/api/"):
        return True
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def problem_response(
    request: Request,
    status: int,
    title: str,
    detail: str,
    remedy: str | None = None,
    cause: str | None = None,
    where: str | None = None,
    missions: Mapping[str, date | None] | None = None,
) -> Response:
    """Say what is wrong, where, why, and what to do.

    Args:
        request: What was asked.
        status: Status of HTTP.
        title: The kind of problem in a few words, the same each time.
        detail: What is wrong this time.
        remedy: What to do.
        cause: The likely cause.
        where: The value or place that it is about.
        missions: Missions that may be meant, each with a day on which it can be asked about, where
            the day asked about is none.
    """
    if wants_json(request):
        content = {
            "type": TYPES + title.casefold().replace(" ", "-"),
            "title": title,
            "status": status,
            "detail": detail,
            "instance": request.url.path,
            "where": where,
            "cause": cause,
            "remedy": remedy,
        }
        return JSONResponse(
            {name: value for name, value in content.items() if value is not None},
            status,
            media_type="application/problem+json",
        )
    from peaceops.web.templating import page

    return page(
        request,
        "problem.html.j2",
        status=status,
        title=title,
        detail=detail,
        remedy=remedy,
        cause=cause,
        where=where,
        again=status == HTTPStatus.SERVICE_UNAVAILABLE and request.method == "GET",
        missions=missions or {},
    )


def handle_problems(app: FastAPI) -> None:
    """Have errors of the library and of requests answered in plain words."""

    @app.exception_handler(PeaceopsError)
    def of_library(request: Request, error: PeaceopsError) -> Response:
        status, title = kind_of(error)
        missions = error.missions if isinstance(error, UnknownMissionError) else None
        answer = problem_response(
            request,
            status,
            title,
            error.what,
            error.remedy,
            error.cause,
            error.where,
            missions,
        )
        if status == 503:
            answer.headers["retry-after"] = str(RETRY_AFTER)
        return answer

    @app.exception_handler(RequestValidationError)
    def of_request(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0] if error.errors() else {}
        where = " ".join(str(part) for part in first.get("loc", ()))
        return problem_response(
            request, 422, TITLES[NotUnderstood], str(first.get("msg", error)), where=where
        )

    @app.exception_handler(HTTPException)
    def of_http(request: Request, error: HTTPException) -> Response:
        phrase = HTTPStatus(error.status_code).phrase
        answer = problem_response(request, error.status_code, phrase, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer
