"""States by year: coups, regime, population, development, and UCDP's intensity of conflict.

Five tables tabulated by TOCSIN from their publishers, with Gleditsch-Ward numbers. Rows of a number
that no state bore in that year (colonies, Abkhazia, the two Viet Nams' South) are left out and
reported. What is left out of ``covariates.csv``: inflation, which is the International Monetary
Fund's and carries its terms; the share of the population excluded from power (Ethnic Power
Relations) and the index of capabilities (Correlates of War), which have no licence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import COUPS, DEATHS, GW_NUMBERS, INCOME, LAST_YEAR, PEOPLE
from peaceops.sources._gw import gw_of
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

COUP_TABLE = Publication(
    id="powell-thyne-coups",
    title="Coups d'état by state and year (Powell and Thyne), tabulated by TOCSIN",
    publisher="J. Powell and C. Thyne, University of Kentucky",
    licence="no formal licence: freely published academic data, read for one's own use and not "
    "handed on",
    citation="Powell, J. and C. Thyne (2011), Journal of Peace Research 48(2)",
    url="https://www.uky.edu/~clthyn2/coup_data/home.htm",
)
REGIMES = Publication(
    id="vdem-regimes",
    title="Regimes of the World by state and year (V-Dem), tabulated by TOCSIN",
    publisher="V-Dem Institute, by way of Our World in Data",
    licence="CC BY",
    citation="Lührmann, A., M. Tannenberg and S. Lindberg (2018), Politics and Governance 6(1); "
    "Coppedge, M. et al., V-Dem; processed by Our World in Data",
    url="https://ourworldindata.org/grapher/political-regime",
)
POPULATION = Publication(
    id="owid-population",
    title="Population by state and year, tabulated by TOCSIN",
    publisher="Our World in Data, from UN World Population Prospects and HYDE",
    licence="CC BY",
    citation="Our World in Data, population",
    url="https://ourworldindata.org/grapher/population",
)
DEVELOPMENT = Publication(
    id="world-bank-wdi",
    title="World Development Indicators by state and year, tabulated by TOCSIN",
    publisher="The World Bank",
    licence="CC BY 4.0",
    citation="The World Bank: World Development Indicators",
    url="https://databank.worldbank.org/source/world-development-indicators",
)
CONFLICT = Publication(
    id="ucdp-conflict-years",
    title="Armed conflict by state and year (UCDP/PRIO intensity, deaths), tabulated by TOCSIN",
    publisher="Uppsala Conflict Data Program and PRIO, tabulated by TOCSIN",
    licence="CC BY 4.0",
    citation="Gleditsch, N. P. et al. (2002), Journal of Peace Research 39(5); Davies, S. et al., "
    "Journal of Peace Research, of the release's year",
    url="https://ucdp.uu.se/downloads/",
)

FIRST_YEAR = 1945
NO_STATE = "no state that is known bore this number in these years"
_REGIMES = {
    "0": "closed autocracy", "1": "electoral autocracy", "2": "electoral democracy",
    "3": "liberal democracy",
}  # fmt: skip
_INTENSITY = {"0": "none", "1": "minor", "2": "war"}
_SHARES = {
    "under_15": "pop_0014", "from_15_to_64": "pop_1564", "urban": "urban_pct",
}  # fmt: skip
_DEATHS = {"state_based": "sb_deaths", "non_state": "ns_deaths", "one_sided": "os_deaths"}

Columns = dict[str, pl.Series]


def _coups(sheet: Sheet) -> Columns:
    attempts = sheet.integer("attempts", minimum=0, maximum=COUPS)
    successes = sheet.integer("successes", minimum=0, maximum=COUPS)
    sheet.reject_where("successes", successes > attempts, "is more than the attempts,",
        "correct one of the two", beside=attempts,
    )  # fmt: skip
    return {"attempts": attempts, "successes": successes}


def _regimes(sheet: Sheet) -> Columns:
    return {"regime": sheet.choice("regime", _REGIMES)}


def _population(sheet: Sheet) -> Columns:
    return {"population": sheet.integer("population", minimum=1, maximum=PEOPLE)}


def _development(sheet: Sheet) -> Columns:
    shares = {
        name: sheet.number(column, minimum=0, maximum=100, nullable=True)
        for name, column in _SHARES.items()
    }
    return {
        "gdp_per_head": sheet.number("gdp_pc", minimum=0, maximum=INCOME, nullable=True),
        **shares,
        "infant_mortality": sheet.number("infant_mort", minimum=0, maximum=1000, nullable=True),
        "population_growth": sheet.number("pop_growth", minimum=-100, maximum=100, nullable=True),
    }


def _conflict(sheet: Sheet) -> Columns:
    sheet.text("country", nullable=False)
    deaths = {
        name: sheet.integer(column, minimum=0, maximum=DEATHS, nullable=True)
        for name, column in _DEATHS.items()
    }
    return {"intensity": sheet.choice("acd_intensity", _INTENSITY), **deaths}


def _read(
    path: Path, *, kind: str, columns: frozenset[str], values: Callable[[Sheet], Columns]
) -> ParsedFile:
    """Read one table into ``states.KIND``: country (ISO 3), year, its values, row.

    Raises:
        SourceError: A value is not what its column holds, or a state and year stand twice.
    """
    sheet = read_sheet(path, columns)
    number = sheet.integer("gwno", minimum=1, maximum=GW_NUMBERS)
    year = sheet.integer("year", minimum=FIRST_YEAR, maximum=LAST_YEAR)
    content = values(sheet)
    sheet.settle()
    frame = pl.DataFrame(
        {"country": gw_of(number, year), "number": number, "year": year, **content,
         "row": sheet.frame["row"]}
    )  # fmt: skip
    frame = sheet.distinct(frame, ("number", "year"))
    stateless = frame.filter(pl.col("country").is_null())
    states = frame.filter(pl.col("country").is_not_null()).drop("number")
    if "population_growth" in content:  # a row whose values are all of kinds not read says nothing
        states = states.filter(pl.any_horizontal(pl.col(list(content)).is_not_null()))
    states = sheet.distinct(states, ("country", "year"))
    last = frame["year"].sort()[-1]
    _report_stateless(sheet, stateless)
    return sheet.parsed_file({f"states.{kind}": states}, f"to {last}")


def _report_stateless(sheet: Sheet, rows: pl.DataFrame) -> None:
    by_number = rows.group_by("number").agg(
        pl.col("year").min().alias("first"), pl.col("year").max().alias("last"), pl.len(),
        pl.col("row").min(),
    )  # fmt: skip
    for number, first, last, count, row in by_number.sort("number").iter_rows():
        span = f"{number} from {first} to {last} ({count} rows)"
        sheet.report(row, "gwno", span, "(dropped)", NO_STATE)


def _reader(
    publication: Publication, layout: str, kind: str, names: str, values: Callable[[Sheet], Columns]
) -> Reader:
    columns = frozenset(["gwno", "year", *names.split()])
    read = partial(_read, kind=kind, columns=columns, values=values)
    return Reader(publication, layout, columns, read)


READERS: tuple[Reader, ...] = (
    _reader(COUP_TABLE, "coups by year", "coups", "attempts successes", _coups),
    _reader(REGIMES, "regimes by year", "regimes", "regime", _regimes),
    _reader(POPULATION, "population by year", "population", "population", _population),
    _reader(
        DEVELOPMENT,
        "covariates by year",
        "development",
        "gdp_pc pop_0014 pop_1564 urban_pct infant_mort pop_growth",
        _development,
    ),
    _reader(
        CONFLICT,
        "conflict by year",
        "conflict",
        "country main_system acd_intensity sb_deaths ns_deaths os_deaths",
        _conflict,
    ),
)
