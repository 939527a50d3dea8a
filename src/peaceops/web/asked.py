"""What a request asks: the desk it is put to, the day, the mission and the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request

from peaceops.edition import View
from peaceops.web.cases.shelf import StoredCase
from peaceops.web.desk import Desk, desk_of
from peaceops.web.problems import ReadOnlyError


@dataclass(frozen=True)
class Asked:
    """A desk as of a day.

    Attributes:
        desk: The desk.
        day: The day.
        case: The case that the address names, or ``None``.
    """

    desk: Desk
    day: date
    case: StoredCase | None = None

    @property
    def view(self) -> View:
        """What was known on the day."""
        return self.desk.view(self.day)

    @property
    def case_name(self) -> str:
        """Name of the case; empty without one."""
        return "" if self.case is None else self.case.name

    @property
    def case_version(self) -> str | None:
        """Version of the case, by which answers that rest on it are kept."""
        return None if self.case is None else self.case.version

    def file_name(self, mission: str, what: str, ending: str, language: str = "en") -> str:
        """What a file is called, as ``UNMISS-2023-02-15-brief.pdf``.

        Args:
            mission: Its acronym.
            what: What the file is, in a word.
            ending: Its ending.
            language: Its language, which is named where it is not English.
        """
        parts = [mission, str(self.day), self.case_name, what]
        parts.append("" if language == "en" else language)
        return "-".join(part for part in parts if part) + f".{ending}"


def asked(
    request: Request,
    as_of: Annotated[
        str | None,
        Query(
            description="What was known at the end of this day, as 2023-02-15; the last day of "
            "the edition by default.",
            examples=["2023-02-15"],
            max_length=40,
        ),
    ] = None,
    case: Annotated[
        str | None,
        Query(description="Name of a case.", examples=["minusma-2023-06"], max_length=80),
    ] = None,
) -> Asked:
    """Read the day and the case in an address; a case brings its day where none is written.

    Raises:
        NotUnderstood: There is no such day, or the desk cannot be asked about it.
        NotFoundError: There is no such case.
        CaseError: The case cannot be read.
    """
    desk = desk_of(request)
    stored = desk.shelf.read(case) if case else None
    day = stored.case.as_of if stored is not None and not as_of else desk.day(as_of)
    return Asked(desk, day, stored)


def may_change(request: Request) -> None:
    """Refuse what changes a case where the desk is read-only.

    Raises:
        ReadOnlyError: It is.
    """
    if desk_of(request).rules.read_only:
        raise ReadOnlyError(
            "nothing can be saved on this desk: it was started with --read-only",
            remedy="save the page to a file of yours, or ask whoever runs the desk",
        )


Question = Annotated[Asked, Depends(asked)]
"""The parameter of a page or an answer that is about a day."""
CHANGES = Depends(may_change)
"""The dependency of whatever saves: ``@router.post(..., dependencies=[CHANGES])``."""
