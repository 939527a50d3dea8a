"""Tables of states by year, of episodes of conflict, and of peace agreements with who signed."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.domain.bounds import COUPS, DEATHS, INCOME, LAST_YEAR, PEOPLE
from peaceops.edition.tables._table import (
    COUNTRY,
    FIRST_DAY,
    LAST_DAY,
    Row,
    Table,
    end_of_year,
)

_FIRST_YEAR = 1945
_PER_CENT = {"unit": "per cent of the population"}
_DEATHS = {"unit": "deaths, best estimate; null before 1989"}
REGIMES = (
    "closed autocracy",
    "electoral autocracy",
    "electoral democracy",
    "liberal democracy",
)
OUTCOMES = (
    "peace agreement",
    "ceasefire",
    "victory of the first side",
    "victory of the second side",
    "low activity",
    "a side ceased to exist",
)


class CoupYears(Row):
    """Attempts to overthrow the executive of a state in a year; a row of zeros means none."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    year = dy.Int64(primary_key=True, min=_FIRST_YEAR, max=LAST_YEAR)
    attempts = dy.Int64(nullable=False, min=0, max=COUPS, metadata={"unit": "coups attempted"})
    successes = dy.Int64(
        nullable=False, min=0, max=COUPS, metadata={"unit": "of them, power held for seven days"}
    )


class RegimeYears(Row):
    """The regime of a state in a year, by Regimes of the World."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    year = dy.Int64(primary_key=True, min=_FIRST_YEAR, max=LAST_YEAR)
    regime = dy.Enum(REGIMES, nullable=False)


class PopulationYears(Row):
    """Population of a state in a year."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    year = dy.Int64(primary_key=True, min=_FIRST_YEAR, max=LAST_YEAR)
    population = dy.Int64(nullable=False, min=1, max=PEOPLE, metadata={"unit": "persons"})


class DevelopmentYears(Row):
    """World Development Indicators of a state in a year; null where the Bank has none."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    year = dy.Int64(primary_key=True, min=_FIRST_YEAR, max=LAST_YEAR)
    gdp_per_head = dy.Float64(
        nullable=True,
        min=0,
        max=INCOME,
        metadata={"unit": "US dollars at constant prices"},
    )
    under_15 = dy.Float64(nullable=True, min=0, max=100, metadata=_PER_CENT)
    from_15_to_64 = dy.Float64(nullable=True, min=0, max=100, metadata=_PER_CENT)
    urban = dy.Float64(nullable=True, min=0, max=100, metadata=_PER_CENT)
    infant_mortality = dy.Float64(
        nullable=True, min=0, max=1000, metadata={"unit": "deaths for each 1,000 live births"}
    )
    population_growth = dy.Float64(
        nullable=True, min=-100, max=100, metadata={"unit": "per cent a year"}
    )


class ConflictYears(Row):
    """The most intense state-based conflict of a state in a year, and deaths of each type."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    year = dy.Int64(primary_key=True, min=_FIRST_YEAR, max=LAST_YEAR)
    intensity = dy.Enum(
        ("none", "minor", "war"),
        nullable=False,
        metadata={"unit": "minor from 25 battle-related deaths, war from 1,000"},
    )
    state_based = dy.Int64(nullable=True, min=0, max=DEATHS, metadata=_DEATHS)
    non_state = dy.Int64(nullable=True, min=0, max=DEATHS, metadata=_DEATHS)
    one_sided = dy.Int64(nullable=True, min=0, max=DEATHS, metadata=_DEATHS)


class ConflictEpisodes(Row):
    """The start of an episode of state-based conflict: years of a dyad without a break."""

    episode = dy.Int64(primary_key=True, min=1, max=100_000_000)
    dyad = dy.Int64(nullable=False, min=1, max=1_000_000, metadata={"unit": "UCDP's number"})
    start_year = dy.Int64(nullable=False, min=_FIRST_YEAR, max=LAST_YEAR)


class ConflictEpisodeSides(Row):
    """A party to an episode: a government, or a group that fights one."""

    episode = dy.Int64(primary_key=True, min=1, max=100_000_000)
    party = dy.String(primary_key=True)
    government = dy.Bool(nullable=False)
    country = dy.String(
        nullable=True, regex=COUNTRY, metadata={"unit": "the party's state, or that it fights"}
    )


class ConflictEpisodeEnds(Row):
    """How an episode ended. Apart from its start, so that it is not known beforehand."""

    episode = dy.Int64(primary_key=True, min=1, max=100_000_000)
    end_year = dy.Int64(nullable=False, min=_FIRST_YEAR, max=LAST_YEAR)
    outcome = dy.Enum(OUTCOMES, nullable=True, metadata={"unit": "null where none is coded"})


class PeaceAgreements(Row):
    """A peace agreement between sides of a state-based conflict."""

    agreement = dy.Int64(primary_key=True, min=1, max=1_000_000)
    date = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    name = dy.String(nullable=False)
    about = dy.Enum(("territory", "government", "government and territory"), nullable=False)


class PeaceAgreementSignatories(Row):
    """A side of a dyad that signed an agreement; witnesses and third parties are not listed."""

    agreement = dy.Int64(primary_key=True, min=1, max=1_000_000)
    dyad = dy.Int64(primary_key=True, min=1, max=1_000_000, metadata={"unit": "UCDP's number"})
    party = dy.String(primary_key=True)
    government = dy.Bool(nullable=False)
    country = dy.String(
        nullable=True, regex=COUNTRY, metadata={"unit": "the party's state, or that it fights"}
    )


_TOCSIN = "get `{}` of TOCSIN's tables and run `peaceops data build`"
_REGISTRY = _TOCSIN.format("{}` with `registry/dyads.yaml")
_IN_JUNE = "The annual release for a year comes out in June of the next."
_CODED_LATER = "An agreement is taken to be public on its day; the list was coded later."
_SIDES = "Known with the episode; the names are those of the release."
_EPISODE = {"conflict_episodes": ("episode",)}

TABLES = (
    Table(
        "coup_years",
        CoupYears,
        "Coups attempted and successful, by state and year",
        end_of_year(),
        "The file tells the year of a coup and not the day; the year's end is assumed.",
        _TOCSIN.format("coup.csv"),
    ),
    Table(
        "regime_years",
        RegimeYears,
        "Regime by state and year",
        pl.date(pl.col("year") + 1, 4, 30),
        "V-Dem comes out in March of the next year; the end of April is assumed.",
        _TOCSIN.format("regime.csv"),
    ),
    Table(
        "population_years",
        PopulationYears,
        "Population by state and year",
        end_of_year(),
        "Estimated ahead and revised since: the figures are those of the release, and the year's "
        "end is assumed.",
        _TOCSIN.format("population.csv"),
    ),
    Table(
        "development_years",
        DevelopmentYears,
        "Income, age structure, towns and infant mortality, by state and year",
        end_of_year("year").dt.offset_by("1y"),
        "The Bank completes a year in the course of the next; its end is assumed. Later revisions "
        "are in the figures.",
        _TOCSIN.format("covariates.csv"),
    ),
    Table(
        "conflict_years",
        ConflictYears,
        "Intensity of armed conflict and deaths, by state and year",
        pl.date(pl.col("year") + 1, 6, 30),
        _IN_JUNE + " Later revisions are in the figures.",
        _TOCSIN.format("country-year.csv"),
    ),
    Table(
        "conflict_episodes",
        ConflictEpisodes,
        "When a dyad began to fight",
        pl.date(pl.col("start_year") + 1, 6, 30),
        _IN_JUNE,
        _REGISTRY.format("episode.csv"),
    ),
    Table(
        "conflict_episode_sides",
        ConflictEpisodeSides,
        "Who the parties to an episode of conflict are",
        pl.col("known_on"),
        _SIDES,
        _REGISTRY.format("episode.csv"),
        references=_EPISODE,
    ),
    Table(
        "conflict_episode_ends",
        ConflictEpisodeEnds,
        "When and how an episode of conflict ended",
        pl.date(pl.col("end_year") + 2, 6, 30),
        "An episode has ended when a year without it has passed: June of the year after that.",
        _REGISTRY.format("episode.csv"),
        references=_EPISODE,
    ),
    Table(
        "peace_agreements",
        PeaceAgreements,
        "A peace agreement",
        pl.col("date"),
        _CODED_LATER,
        _REGISTRY.format("peace-agreements.yaml"),
    ),
    Table(
        "peace_agreement_signatories",
        PeaceAgreementSignatories,
        "Who signed a peace agreement",
        pl.col("known_on"),
        _CODED_LATER,
        _REGISTRY.format("peace-agreements.yaml"),
        references={"peace_agreements": ("agreement",)},
    ),
)
