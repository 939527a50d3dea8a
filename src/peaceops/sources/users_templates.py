"""A file of each layout of the user's own to begin from, and what its columns hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peaceops.sources.users_tables import CEILINGS, MANDATES, REQUESTS

_RESOLUTION = "number or symbol of the resolution: 2790, S/RES/2790 (2025)"
_REASON = "where the row is from, with the document's symbol; never empty"


@dataclass(frozen=True)
class Template:
    """An example file.

    Attributes:
        columns: Name of each column to what it holds.
        rows: True rows, as an example.
    """

    columns: Mapping[str, str]
    rows: Sequence[Sequence[str]]

    def text(self) -> str:
        """The file.

        >>> from peaceops.sources import TEMPLATES
        >>> TEMPLATES["ceilings"].text().splitlines()[0]
        'mission,resolution,from,ceiling_military,ceiling_police,reason'
        """
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows([list(self.columns), *self.rows])
        return file.getvalue()


def _columns(names: Sequence[str], *meanings: str) -> dict[str, str]:
    return dict(zip(names, meanings, strict=True))


TEMPLATES: Mapping[str, Template] = {
    "mandates": Template(
        _columns(
            MANDATES,
            "acronym, as in the table of missions",
            _RESOLUTION + ", or the symbol of a draft that was not adopted",
            "day of the decision, such as 2025-08-28",
            "establish, renew, rollover, amend, terminate (a last term too), other, or none for a "
            "title that names the mission by mistake; empty: as the title says",
            "last day of the term; open for a mandate without one; empty: as the title says",
            "day by which a withdrawal after a last term is to be over; else empty",
            _REASON,
        ),
        (
            ("MINURSO", "S/RES/2797 (2025)", "2025-10-31", "renew", "2026-10-31", "",
             "S/RES/2797 (2025): one year more"),
            ("UNIFIL", "S/RES/2790 (2025)", "2025-08-28", "terminate", "2026-12-31", "2027-12-31",
             "S/RES/2790 (2025): operations cease on 31 December 2026; withdrawal within a year"),
        ),
    ),
    "ceilings": Template(
        _columns(
            CEILINGS,
            "acronym, as in the table of missions",
            _RESOLUTION,
            "first day of the ceiling, where the resolution sets it for later; empty: at once",
            "military personnel; unknown where a decision changed it to a figure that is not "
            "certain; empty: as before",
            "police personnel, likewise",
            _REASON,
        ),
        (
            ("MONUSCO", "S/RES/2717 (2023)", "", "13500", "2001",
             "S/RES/2717 (2023), paragraph 30: until 30 June 2024"),
            ("MONUSCO", "S/RES/2717 (2023)", "2024-07-01", "11500", "1713",
             "S/RES/2717 (2023), paragraph 30: from 1 July 2024"),
        ),
    ),
    "requests": Template(
        _columns(
            REQUESTS,
            "acronym, as in the table of missions",
            "country whose government acted, as a name or ISO 3 code",
            "day of the act; the first of the month or year where only that is certain",
            "day, month or year: how exactly the day is known",
            "request (to leave) or restriction (of the mission's work)",
            "yes, or no where the Council does not recognise the government",
            "left, replaced or stayed; empty while the Council has not decided",
            "end of operations, where the mission left",
            "symbol of the decision",
            "its day",
            _REASON,
        ),
        (
            ("UNAMI", "IRQ", "2024-05-08", "day", "request", "yes", "left", "2025-12-31",
             "S/RES/2732 (2024)", "2024-05-31",
             "letter of 8 May 2024, of which S/RES/2732 (2024) takes note"),
        ),
    ),
}  # fmt: skip
"""Layout to its example file."""
