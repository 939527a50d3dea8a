"""Deaths of twelve months beside those of the twelve before, as figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import message

IN_WORDS = {
    "all_types": "organised violence",
    "state_based": "state-based violence",
    "non_state": "non-state violence",
    "one_sided": "one-sided violence",
}


@dataclass(frozen=True)
class YearOfDeaths:
    """Deaths in a country, or in some together, over the last twelve months on record.

    Attributes:
        country: ISO 3 code; empty for several countries together.
        until: The last month, its first day.
        last_12: Deaths in the twelve months to it.
        previous_12: Deaths in the twelve months before; ``None`` where the record is shorter.
    """

    country: str
    until: date
    last_12: Figure
    previous_12: Figure | None


def year_of_deaths(
    key: str,
    country: str,
    place: str,
    until: date,
    deaths: tuple[int, int | None],
    evidence: tuple[Evidence, ...],
    *,
    target: str = "all_types",
    method: str = "Sum of UCDP's best estimates by month.",
) -> YearOfDeaths:
    """Make both figures of a place.

    Args:
        key: Key of the figure of the last twelve months; the other is ``{key}_before``.
        country: ISO 3 code; empty for several countries together.
        place: Where, in words.
        until: The last month, its first day.
        deaths: In the last twelve months, and in the twelve before, if on record.
        evidence: The months.
        target: Type of violence.
        method: How the sum was made.
    """
    last, before = deaths
    words = message("Deaths in {in_words} in {place}", in_words=IN_WORDS[target], place=place)
    unit = "deaths, best estimate"
    until_before = until.replace(year=until.year - 1)
    return YearOfDeaths(
        country,
        until,
        Figure(
            key,
            message("{words}, twelve months to {until:%B %Y}", words=words, until=until),
            last,
            unit,
            method,
            evidence,
        ),
        None
        if before is None
        else Figure(
            f"{key}_before",
            message(
                "{words}, twelve months to {until_before:%B %Y}",
                words=words,
                until_before=until_before,
            ),
            before,
            unit,
            method,
            evidence,
        ),
    )
