"""UCDP country-year: deaths in organised violence by country, year, type and perpetrator.

One row a state and year since 1989, every column ending in ``_cy``. One-sided killings are split
into those by the government of the country, by any government, and by non-state groups; the last
two sum to the total. ``NO_DYAD`` stands where no dyad was active.

Known defects. In a handful of rows the best estimate lies outside the low and high ones.
UCDP numbers Serbia after 2006 as it numbered Yugoslavia (345).

Source: Davies, Pettersson, Sollenberg and Öberg, "Organized violence 1989-2024", Journal of Peace
Research 62(4), 2025, and the codebook of the Organized Violence data set.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DEATHS, GW_NUMBERS
from peaceops.sources._gw import gw_codes, refuse_other_names
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="ucdp-country-year",
    title="UCDP Country-Year Dataset on Organized Violence within Country Borders",
    publisher="Uppsala Conflict Data Program",
    licence="CC BY 4.0",
    citation="Davies, S. et al. (2025), Journal of Peace Research 62(4)",
    url="https://ucdp.uu.se/downloads/",
)

# Our name: the stem of UCDP's columns of best, low and high estimates.
_ESTIMATES = {
    "state_based": "sb_total_deaths_{}_cy",
    "non_state": "ns_total_deaths_{}_cy",
    "one_sided": "os_total_deaths_{}_cy",
    "one_sided_host_government": "os_main_govt_killings_{}_cy",
    "one_sided_any_government": "os_any_govt_killings_{}_cy",
    "one_sided_groups": "os_nsgroup_killings_{}_cy",
}
_DYADS = {
    "dyads": "sb_dyad_names_cy",
    "non_state_dyads": "ns_dyad_names_cy",
    "perpetrators": "os_dyad_names_cy",
}
COLUMNS = frozenset(
    {stem.format(bound) for stem in _ESTIMATES.values() for bound in ("best", "low", "high")}
    | set(_DYADS.values())
    | {"country_id_cy", "country_cy", "year_cy", "version"}
)
FIRST_YEAR, LAST_YEAR = 1989, 2049
RELEASE = r"^([12][0-9])\.[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}$"
NO_DYAD = "NO_DYAD"
LOW_ABOVE_BEST = "low estimate above the best estimate"
HIGH_BELOW_BEST = "high estimate below the best estimate"


def read(path: Path) -> ParsedFile:
    """Read the country-year data set.

    Returns:
        Records ``ucdp.country_years``: one row a country and year, deaths as best, low and high
        estimates, dyads separated by semicolons.

    Raises:
        SourceError: A value is impossible, a country-year repeats, or perpetrators do not add up.
    """
    sheet = read_sheet(path, COLUMNS)
    year = sheet.integer("year_cy", minimum=FIRST_YEAR, maximum=LAST_YEAR)
    gw = sheet.integer("country_id_cy", minimum=1, maximum=GW_NUMBERS)
    refuse_other_names(sheet, "country_cy", gw)
    columns = {
        "row": sheet.frame["row"],
        "country": gw_codes(sheet, "country_id_cy", gw, year),
        "year": year,
        "release": _releases(sheet, year),
        **_estimates(sheet),
        **{name: _dyads(sheet, column) for name, column in _DYADS.items()},
    }
    frame = pl.DataFrame(columns)
    _check_sums(sheet, frame)
    frame = sheet.distinct(frame, ("country", "year"))
    release = " + ".join(frame["release"].drop_nulls().unique().sort())
    return sheet.parsed_file({"ucdp.country_years": frame}, release)


def _estimates(sheet: Sheet) -> dict[str, pl.Series]:
    estimates = {}
    for name, stem in _ESTIMATES.items():
        best = sheet.integer(stem.format("best"), minimum=0, maximum=DEATHS)
        low_column, high_column = stem.format("low"), stem.format("high")
        low = sheet.integer(low_column, minimum=0, maximum=DEATHS)
        high = sheet.integer(high_column, minimum=0, maximum=DEATHS)
        sheet.repair(low > best, low_column, best, LOW_ABOVE_BEST)
        sheet.repair(high < best, high_column, best, HIGH_BELOW_BEST)
        estimates[name] = best
        estimates[f"{name}_low"] = low.zip_with(low <= best, best)
        estimates[f"{name}_high"] = high.zip_with(high >= best, best)
    return estimates


def _releases(sheet: Sheet, years: pl.Series) -> pl.Series:
    """Releases such as ``25.1``, which hold no year after their own."""
    release = sheet.text("version", nullable=False)
    issued = release.str.extract(RELEASE, 1).cast(pl.Int64) + 2000
    sheet.reject_where("version", release.is_not_null() & issued.is_null(),
        "is not a release", "write it as 25.1",
    )  # fmt: skip
    sheet.reject_where("year_cy", years > issued, "is after the release",
        "correct the year or the version", beside=release,
    )  # fmt: skip
    return release


def _dyads(sheet: Sheet, column: str) -> pl.Series:
    text = sheet.text(column)
    return text.set(text == NO_DYAD, None)


def _check_sums(sheet: Sheet, frame: pl.DataFrame) -> None:
    parts = frame["one_sided_any_government"] + frame["one_sided_groups"]
    sheet.reject_where("os_total_deaths_best_cy", parts != frame["one_sided"],
        "is not the sum of killings by governments and groups,",
        "correct one of the three, or download the file again", beside=parts,
    )  # fmt: skip
    sheet.reject_where("os_main_govt_killings_best_cy",
        frame["one_sided_host_government"] > frame["one_sided_any_government"],
        "is more than by any government,",
        "correct one of the two, or download the file again",
        beside=frame["one_sided_any_government"],
    )  # fmt: skip


READERS: tuple[Reader, ...] = (Reader(PUBLICATION, "country-years", COLUMNS, read),)
