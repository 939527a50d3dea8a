"""Refusals of a case, shown where it is changed, with all that was typed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from peaceops.case import InvalidCase
from peaceops.errors import PeaceopsError
from peaceops.web.cases.days import day_of_case
from peaceops.web.cases.names import NAME
from peaceops.web.cases.saving import plain_breaks
from peaceops.web.cases.stored import StoredText
from peaceops.web.problems import kind_of
from peaceops.web.templating import page

_LEAST_ROWS, _MOST_ROWS = 16, 40


def refused_text(
    request: Request, name: str, version: str, text: str, error: PeaceopsError
) -> Response:
    """Show a text that was not saved, to be mended, with why.

    Args:
        request: The request.
        name: Name of the case.
        version: Version that it was to take the place of; empty for a new case.
        text: The text.
        error: Why it is refused.
    """
    stored = StoredText(name, version, text)
    return text_editor(request, stored, text, error, status=kind_of(error)[0])


def text_editor(
    request: Request,
    stored: StoredText,
    text: str,
    error: PeaceopsError | None,
    *,
    status: int = 200,
) -> Response:
    """Show the text of a case to be changed, with each problem by its line.

    Args:
        request: The request.
        stored: The case as it was opened; one without a version is new.
        text: What stands in the editor.
        error: Why it is refused.
        status: Status of HTTP; any but 200 says that nothing was saved.
    """
    problems = error.problems if isinstance(error, InvalidCase) else ()
    return page(
        request,
        "cases/text.html.j2",
        day=day_of_case(request, stored.name),
        status=status,
        stored=stored,
        text=plain_breaks(text),
        problems=problems,
        error=error if not problems else None,
        refused=status != 200,
        is_name=NAME.fullmatch(stored.name) is not None,
        rows=min(_MOST_ROWS, max(_LEAST_ROWS, text.count("\n") + 2)),
    )
