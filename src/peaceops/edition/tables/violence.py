"""Tables of organised violence."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from peaceops.domain.bounds import DEATHS, LAST_YEAR, MISSION, VIEWS_COUNTRIES
from peaceops.domain.months import month_after
from peaceops.domain.prio_grid import CELLS
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition.tables._table import (
    COUNTRY,
    FIRST_DAY,
    LAST_DAY,
    MONTHLY_DELAY_DAYS,
    MONTHLY_REASON,
    Period,
    Row,
    Table,
    after_month,
    month_column,
)

_UCDP = "download {} from the Uppsala Conflict Data Program and run `peaceops data build`"
_DEATHS = {"unit": "deaths, best estimate"}

DYADS, DYAD_EVENTS = 1_000_000, 100_000
NAMED_BY = ("registry", "events", "active years", "active years of several")
"""What names a dyad: the registry; events that carry its number; or, for a perpetrator, being the
only one, or one of two or three, that killed 25 people or more in the same years."""
_DYAD_FILES = (
    "add the tabulated UCDP dyad-months with their registries, which `peaceops data sources` "
    "lists, and run `peaceops data build`"
)
_VINTAGE = " Figures stand as in the newest release, with its later revisions."

# Territories that UCDP records under the state that holds or held them, at least for a time.
RECORDED_UNDER: dict[str, tuple[str, ...]] = {
    "ESH": ("MAR",),
    "PSE": ("ISR",),
    "TLS": ("IDN",),
    "XKX": ("SRB", "SCG", "YUG"),
}


def recorded_as(country: str, months: pl.DataFrame) -> str:
    """Return the code under which ``months`` (of the country-month table) record a country.

    Its own where it has rows, else that of the state named in ``RECORDED_UNDER`` whose rows reach
    furthest; its own again where neither has any.
    """
    if country in RECORDED_UNDER and not (months["country"] == country).any():
        last_months = (
            months.filter(pl.col("country").is_in(RECORDED_UNDER[country]))
            .group_by("country")
            .agg(pl.col("month").max())
            .sort("month", "country")
        )
        if last_months.height:
            return str(last_months["country"][-1])
    return country


def last_month_due(as_of: date) -> date:
    """First day of the latest month whose figures are due on ``as_of``, as `after_month` has it."""
    return month_after(as_of, -1 if as_of.day >= MONTHLY_DELAY_DAYS else -2)


class ViolenceCountryMonths(Row):
    """Deaths in organised violence in a country in a month."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    month = month_column()
    state_based = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    non_state = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    one_sided = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    vintage = dy.String(nullable=False)
    views_id = dy.Int64(
        nullable=True, min=1, max=VIEWS_COUNTRIES, metadata={"unit": "country id of VIEWS"}
    )


class ViolenceCountryYears(Row):
    """Deaths in organised violence in a country in a year, one-sided violence by perpetrator."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    year = dy.Int64(primary_key=True, min=1989, max=LAST_YEAR)
    state_based = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    state_based_low = dy.Int64(nullable=False, min=0, max=DEATHS)
    state_based_high = dy.Int64(nullable=False, min=0, max=DEATHS)
    non_state = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    non_state_low = dy.Int64(nullable=False, min=0, max=DEATHS)
    non_state_high = dy.Int64(nullable=False, min=0, max=DEATHS)
    one_sided = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    one_sided_low = dy.Int64(nullable=False, min=0, max=DEATHS)
    one_sided_high = dy.Int64(nullable=False, min=0, max=DEATHS)
    one_sided_host_government = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    one_sided_any_government = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    one_sided_groups = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    dyads = dy.String(nullable=True, metadata={"unit": "state-based dyads, semicolon separated"})
    non_state_dyads = dy.String(nullable=True, metadata={"unit": "semicolon separated"})
    perpetrators = dy.String(
        nullable=True, metadata={"unit": "one-sided violence, ACTOR - Civilians, semicolons"}
    )

    @dy.rule()
    def low_to_high(cls) -> pl.Expr:
        """Each best estimate lies between its low and its high one."""
        kinds = VIOLENCE_TYPES
        return pl.all_horizontal(
            pl.col(kind).is_between(f"{kind}_low", f"{kind}_high") for kind in kinds
        )


class ViolenceEvents(Period):
    """An event of organised violence."""

    event = dy.Int64(primary_key=True, min=1, max=100_000_000)
    start = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    end = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    type = dy.Enum(VIOLENCE_TYPES, nullable=False)
    country = dy.String(nullable=False, regex=COUNTRY)
    side_a = dy.String(nullable=False)
    side_b = dy.String(nullable=False)
    latitude = dy.Float64(nullable=False, min=-90, max=90)
    longitude = dy.Float64(nullable=False, min=-180, max=180)
    where_precision = dy.Int64(nullable=False, min=1, max=7)
    date_precision = dy.Int64(nullable=False, min=1, max=5)
    cell = dy.Int64(nullable=True, min=1, max=CELLS, metadata={"unit": "PRIO-GRID cell"})
    best = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    low = dy.Int64(nullable=False, min=0, max=DEATHS)
    high = dy.Int64(nullable=False, min=0, max=DEATHS)
    civilians = dy.Int64(nullable=False, min=0, max=DEATHS, metadata={"unit": "civilian deaths"})
    release = dy.String(nullable=False)

    @dy.rule()
    def low_to_high(cls) -> pl.Expr:
        """The best estimate lies between the low and the high one."""
        return pl.col("best").is_between("low", "high")


class ViolenceProvisionalMonths(Row):
    """A month of ``violence_country_months`` that rests on candidate events."""

    month = month_column()


class ViolenceDyads(Row):
    """Two sides that fight, or a perpetrator of one-sided violence: who they are, and where."""

    dyad = dy.Int64(primary_key=True, min=1, max=DYADS, metadata={"unit": "UCDP's number"})
    type = dy.Enum(VIOLENCE_TYPES, nullable=False)
    name = dy.String(nullable=True, metadata={"unit": "null where no file names the dyad"})
    side_a = dy.String(nullable=True)
    side_b = dy.String(nullable=True, metadata={"unit": "Civilians in one-sided violence"})
    government_a = dy.Bool(nullable=True)
    government_b = dy.Bool(nullable=True)
    conflict = dy.String(nullable=True, metadata={"unit": "UCDP's name of the conflict"})
    form = dy.String(nullable=True, metadata={"unit": "intrastate, interstate, non-state ..."})
    countries = dy.String(
        nullable=True,
        regex="^[A-Z]{3}(; [A-Z]{3})*$",
        metadata={"unit": "ISO 3 codes of the registry's list of locations, semicolons"},
    )
    named_by = dy.Enum(NAMED_BY, nullable=True)
    first = month_column("first month on record", primary_key=False)


class ArmedGroupAffiliates(Row):
    """What an armed group that is active in many countries is called in one of them."""

    actor = dy.String(primary_key=True, metadata={"unit": "UCDP's name of the group"})
    country = dy.String(primary_key=True, regex=COUNTRY, metadata={"unit": "ISO 3 code"})
    short = dy.String(primary_key=True, metadata={"unit": "short name"})
    name = dy.String(nullable=False, metadata={"unit": "name in full"})
    source_of_name = dy.String(nullable=False, metadata={"unit": "address"})
    reason = dy.String(nullable=False, metadata={"unit": "what the day rests on"})


class ViolenceDyadMonths(Row):
    """Deaths between the two sides of a dyad, or by a perpetrator, in a month, wherever it was."""

    dyad = dy.Int64(primary_key=True, min=1, max=DYADS, metadata={"unit": "UCDP's number"})
    month = month_column()
    type = dy.Enum(VIOLENCE_TYPES, nullable=False)
    deaths = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    events = dy.Int64(nullable=False, min=0, max=DYAD_EVENTS)
    provisional = dy.Bool(nullable=False, metadata={"unit": "rests on candidate events"})


class ConflictDyadMonths(Row):
    """Battle-related deaths between a government and a rebel group, and UN troops beside them."""

    conflict = dy.Float64(
        primary_key=True, min=1, max=9999, metadata={"unit": "number of the conflict"}
    )
    country = dy.String(primary_key=True, regex=COUNTRY)
    rebels = dy.String(primary_key=True)
    month = month_column()
    deaths = dy.Int64(
        nullable=False, min=0, max=DEATHS, metadata={"unit": "battle-related, with civilians"}
    )
    deaths_before = dy.Int64(
        nullable=False, min=0, max=DEATHS, metadata={"unit": "the month before"}
    )
    ceasefire = dy.Bool(nullable=False)
    troops = dy.Int64(
        nullable=False, min=0, max=MISSION, metadata={"unit": "UN troops, the month before"}
    )
    police = dy.Int64(
        nullable=False, min=0, max=MISSION, metadata={"unit": "UN police, the month before"}
    )
    rebel_strength = dy.Float64(nullable=True, min=0, max=10)
    rebel_groups = dy.Float64(nullable=True, min=0, max=100)
    population = dy.Float64(
        nullable=True, min=0, max=15, metadata={"unit": "logarithm of thousands"}
    )
    intervention = dy.Bool(nullable=True, metadata={"unit": "biased military intervention"})
    active = dy.Bool(nullable=True, metadata={"unit": "year with 25 battle deaths or more"})
    regional = dy.Bool(nullable=True, metadata={"unit": "peacekeepers of a regional body"})


TABLES = (
    Table(
        "conflict_dyad_months",
        ConflictDyadMonths,
        "Battle deaths by dyad and month, with UN troops",
        after_month(),
        MONTHLY_REASON + " A research panel put together later: later revisions are in it.",
        "lay the panel out as `peaceops.sources.dyad_months` says and run `peaceops data build`",
    ),
    Table(
        "violence_country_months",
        ViolenceCountryMonths,
        "Deaths by country, month and type",
        after_month(),
        MONTHLY_REASON + " Figures stand as in the release named by `vintage`: later revisions "
        "are in them.",
        "download the country-month panel of VIEWS (or lay out your own as "
        "`peaceops.sources.views` says) and run `peaceops data build`",
    ),
    Table(
        "violence_provisional_months",
        ViolenceProvisionalMonths,
        "Months of which the deaths are provisional",
        after_month(),
        MONTHLY_REASON,
        "run `peaceops data build` with the tabulated UCDP country-months",
    ),
    Table(
        "violence_dyads",
        ViolenceDyads,
        "Who fights whom: dyads and perpetrators by name",
        after_month("first"),
        "A dyad is known with its first month on record. Names and countries stand as in the "
        "newest registry: those of later years are in them.",
        _DYAD_FILES,
    ),
    Table(
        "armed_group_affiliates",
        ArmedGroupAffiliates,
        "What an armed group of many countries is called in one of them",
        pl.col("known_on"),
        "From the day on which the Council's committee listed it, or the name was in use.",
        _DYAD_FILES,
    ),
    Table(
        "violence_dyad_months",
        ViolenceDyadMonths,
        "Deaths by dyad or perpetrator and month, in all countries",
        after_month(),
        MONTHLY_REASON + _VINTAGE + " An event stands in the month in which it begins.",
        _DYAD_FILES,
        references={"violence_dyads": ("dyad",)},
    ),
    Table(
        "violence_country_years",
        ViolenceCountryYears,
        "Deaths by country, year and perpetrator",
        pl.date(pl.col("year") + 1, 6, 30),
        "The annual release for a year comes out in June of the next.",
        _UCDP.format("the country-year data"),
    ),
    Table(
        "violence_events",
        ViolenceEvents,
        "An event of organised violence",
        pl.col("end").dt.month_start().dt.offset_by("1mo").dt.offset_by("19d"),
        MONTHLY_REASON,
        _UCDP.format("GED events and candidate events"),
    ),
)
