"""Saving a change to a case; who comes second is told, and nothing that was typed is lost."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from peaceops.errors import PeaceopsError
from peaceops.web.cases.shelf import NAME, Shelf, version_of
from peaceops.web.desk import desk_of
from peaceops.web.problems import ConflictError, NotFoundError
from peaceops.web.templating import address, page

Edit = Callable[[str], str]
_AROUND = 3
"""Lines that are shown around a change."""


@dataclass(frozen=True)
class Line:
    """A line of a difference.

    Attributes:
        kind: Whether it stands in both texts, in the first alone, in the second alone, or some
            lines that stand in both are passed over.
        text: The line.
        before: Its number in the first text.
        after: Its number in the second.
    """

    kind: Literal["same", "gone", "new", "passed"]
    text: str
    before: int | None = None
    after: int | None = None


def difference(before: str, after: str) -> list[Line]:
    r"""What changes from one text to another, by line; empty if nothing does.

    >>> [(line.kind, line.text) for line in difference("a\nb\n", "a\nc\n")]
    [('same', 'a'), ('gone', 'b'), ('new', 'c')]
    """
    old, new = before.splitlines(), after.splitlines()
    # Without this a long case would be compared line with line for minutes.
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > 4_000_000)
    lines: list[Line] = []
    reached = 0
    for group in matcher.get_grouped_opcodes(_AROUND):
        if group[0][1] > reached:
            lines.append(Line("passed", f"{group[0][1] - reached:,} lines that are the same"))
        for what, start, end, new_start, new_end in group:
            if what == "equal":
                lines += [
                    Line("same", old[number], number + 1, new_start + number - start + 1)
                    for number in range(start, end)
                ]
                continue
            lines += [Line("gone", old[number], number + 1) for number in range(start, end)]
            lines += [
                Line("new", new[number], None, number + 1) for number in range(new_start, new_end)
            ]
        reached = group[-1][2]
    if lines and reached < len(old):
        lines.append(Line("passed", f"{len(old) - reached:,} lines that are the same"))
    return lines


async def form_sent(request: Request) -> FormData:
    """The form of a request, with as many fields as one of ours can have."""
    return await request.form(max_fields=100, max_files=1)


def field_of(form: FormData, name: str) -> str:
    """What stands in a field of a form; ``""`` if there is none."""
    value = form.get(name)
    return "" if value is None or isinstance(value, UploadFile) else plain_breaks(value)


def plain_breaks(text: str) -> str:
    """A text with the line ends of a file: browsers send those of Windows."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def base_of(shelf: Shelf, name: str, version: str) -> str:
    """The text that a change was made to: what stands there, or an earlier version.

    After a change by another program that version is gone: then what stands there now.

    Args:
        shelf: The shelf.
        name: Name of the case.
        version: The version that the reader opened.

    Raises:
        CaseError: The name is none, or the file cannot be read.
        NotFoundError: There is neither the version nor the case.
    """
    try:
        return shelf.earlier(name, version)
    except NotFoundError:
        return shelf.stored_text(name).text


def save_change(
    request: Request, name: str, version: str, edit: Edit, *, anchor: str = ""
) -> Response:
    """Save a change to a case and show the case, or tell that another came first.

    Args:
        request: The request.
        name: Name of the case.
        version: The version that the reader opened.
        edit: Makes the new text from the old; what it raises is passed on.
        anchor: Where on the page of the case the reader is led.

    Raises:
        CaseError: What comes out breaks rules.
        NotFoundError: There is neither the version nor the case.
        OutputError: The folder cannot be written to.
    """
    shelf = desk_of(request).shelf
    text = edit(base_of(shelf, name, version))
    try:
        saved = shelf.save(name, text, version=version)
    except ConflictError as error:
        return conflict_page(request, name, text, error, edit)
    return RedirectResponse(shown_at(request, name, saved.version, anchor), 303)


def shown_at(request: Request, name: str, version: str, anchor: str = "") -> str:
    """The address of a case that was just saved; the day of the desk stays.

    Args:
        request: The request.
        name: Name of the case.
        version: The version that was saved.
        anchor: Where on the page the reader is led.
    """
    day = request.query_params.get("as_of")
    place = f"#{anchor}" if anchor else ""
    return address(f"/cases/{name}", as_of=day, saved=version) + place


def conflict_page(
    request: Request, name: str, mine: str, error: ConflictError, edit: Edit | None = None
) -> Response:
    """Show what stands there now beside what was typed, and the ways on.

    Args:
        request: The request.
        name: Name of the case.
        mine: The text that was to be saved.
        error: Why it was not.
        edit: The change, to be made to what stands there now.
    """
    shelf = desk_of(request).shelf
    try:
        now = shelf.stored_text(name)
    except PeaceopsError:
        now = None  # it was deleted, or cannot be read any more
    both = _both(shelf, name, now.text, edit) if now is not None and edit is not None else None
    return page(
        request,
        "cases/conflict.html.j2",
        status=409,
        name=name,
        error=error,
        now=now,
        mine=mine,
        both=both if both != mine else None,
        free_name=free_name(shelf, name),
        lines=difference(now.text, mine) if now is not None else [],
        both_lines=difference(now.text, both) if now is not None and both is not None else [],
        version_of=version_of,
    )


def _both(shelf: Shelf, name: str, now: str, edit: Edit) -> str | None:
    """What stands there now with the change on top, where that goes together."""
    try:
        both = edit(now)
        shelf.parsed(both, name)
    except PeaceopsError:
        return None
    return both if both != now else None


def free_name(shelf: Shelf, name: str) -> str:
    """A name like another that no case has."""
    taken = shelf.names()
    stem = name if NAME.fullmatch(name) else "case"
    stem = stem[:70].rstrip("-")
    return next(
        free for number in range(2, len(taken) + 3) if (free := f"{stem}-{number}") not in taken
    )
