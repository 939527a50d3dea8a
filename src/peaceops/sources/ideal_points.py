"""Ideal points of states in the General Assembly, by year.

Bailey, Strezhnev and Voeten place states on one dimension by their roll-call votes. Their file has
three series: over all votes (``idealpointall``, with quantiles of the posterior), over votes on
final passage (``fp``), and an older one (``legacy``). The first is read, with its 5 % and 95 %
quantiles.

Known defects. A state is named by the ISO code of its last form (``RUS`` for the Soviet Union,
``YUG`` for Serbia), and ``YAR`` stands for both Yemens: the Correlates of War number and the year
decide. Rows that only the older series has carry no name and no estimate: they are left out. Names
are UTF-8 read as Latin-1.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import GW_NUMBERS, LAST_YEAR, ROLL_CALLS
from peaceops.domain.countries import state_of
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="ideal-points",
    title="United Nations General Assembly Voting Data: ideal point estimates",
    publisher="Erik Voeten, Anton Strezhnev, Michael Bailey (Harvard Dataverse)",
    licence="CC0 1.0",
    citation="Bailey, M. A., Strezhnev, A. and Voeten, E. (2017), Estimating Dynamic State "
    "Preferences from United Nations Voting Data, Journal of Conflict Resolution 61(2)",
    url="https://doi.org/10.7910/DVN/LEJUQZ",
)
COLUMNS = frozenset({"ccode", "iso3c", "year", "idealpointall", "q5all", "q95all", "nvotesall"})
NO_ESTIMATE = "no estimate over all votes, only in the older series"
STATE_OF_THE_TIME = "state of the time, by Correlates of War number and year"
# Numbers whose ISO code in the file is another form of the state: Yugoslavia, Russia, the Yemens.
LAST_FORM = (345, 365, 680)
FARTHEST = 6.0


def read(path: Path) -> ParsedFile:
    """Read ideal points.

    Returns:
        Records ``assembly.ideal_points``: country, year, ideal point on a scale with mean 0 and
        standard deviation 1, its 90 % interval, and the number of votes it rests on.

    Raises:
        SourceError: A value is impossible, a number and a code name two states, or a
            country-year repeats.
    """
    sheet = read_sheet(path, COLUMNS, missing=("", "NA"))
    sheet.drop(sheet.frame["idealpointall"].is_null(), NO_ESTIMATE)
    year = sheet.integer("year", minimum=1946, maximum=LAST_YEAR)
    point = sheet.number("idealpointall", minimum=-FARTHEST, maximum=FARTHEST)
    low = sheet.number("q5all", minimum=-FARTHEST, maximum=FARTHEST)
    high = sheet.number("q95all", minimum=-FARTHEST, maximum=FARTHEST)
    remedy = "download the file again"
    sheet.reject_where("q5all", low > point, "is above the ideal point", remedy)
    sheet.reject_where("q95all", high < point, "is below the ideal point", remedy)
    frame = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "country": _countries(sheet, year),
            "year": year,
            "ideal_point": point,
            "interval_low": low,
            "interval_high": high,
            "votes": sheet.integer("nvotesall", minimum=1, maximum=ROLL_CALLS),
        }
    )
    frame = sheet.distinct(frame, ("country", "year"))
    sheet.settle()
    return sheet.parsed_file({"assembly.ideal_points": frame}, f"to {year.sort()[-1]}")


def _countries(sheet: Sheet, year: pl.Series) -> pl.Series:
    numbers = sheet.integer("ccode", minimum=1, maximum=GW_NUMBERS)
    pairs = zip(numbers, year, strict=True)
    codes = pl.Series([_code(*pair) for pair in pairs], dtype=pl.String)
    sheet.reject_where(
        "ccode",
        numbers.is_not_null() & year.is_not_null() & codes.is_null(),
        "is no Correlates of War number we know of a state in that year",
        "correct the number or the year",
    )
    other = codes != sheet.country("iso3c")
    excused = other & numbers.is_in(LAST_FORM)
    sheet.reject_where(
        "iso3c", other & ~excused, "is not the state of ccode", "correct one of the two"
    )
    sheet.repair(excused, "iso3c", codes, STATE_OF_THE_TIME)
    return codes


def _code(number: int | None, year: int | None) -> str | None:
    return None if number is None or year is None else state_of("cow", number, year)


READERS: tuple[Reader, ...] = (Reader(PUBLICATION, "ideal points by year", COLUMNS, read),)
