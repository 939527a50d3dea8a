"""States by year, episodes of conflict and peace agreements."""

from __future__ import annotations

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles

_BY_YEAR = {
    "states.coups": "coup_years",
    "states.regimes": "regime_years",
    "states.population": "population_years",
    "states.development": "development_years",
    "states.conflict": "conflict_years",
}


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build the tables of states, episodes and agreements that files were read for."""
    tables = {
        table: readings.frame(kind).sort("country", "year")
        for kind, table in _BY_YEAR.items()
        if readings.has(kind)
    }
    if readings.has("ucdp.episodes"):
        tables |= _episodes(readings)
    if readings.has("ucdp.agreements"):
        agreements = readings.frame("ucdp.agreements")
        tables["peace_agreements"] = agreements
        if readings.has("ucdp.signatories"):
            tables["peace_agreement_signatories"] = readings.frame("ucdp.signatories").join(
                agreements.select("agreement", known_on="date"), on="agreement"
            )
    return tables


def _episodes(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    episodes = readings.frame("ucdp.episodes")
    tables = {
        "conflict_episodes": episodes.drop("end_year", "outcome"),
        "conflict_episode_ends": episodes.filter(pl.col("end_year").is_not_null()).drop(
            "dyad", "start_year"
        ),
    }
    if readings.has("ucdp.episode_sides"):
        known_on = pl.date(pl.col("start_year") + 1, 6, 30)
        tables["conflict_episode_sides"] = readings.frame("ucdp.episode_sides").join(
            episodes.select("episode", known_on=known_on), on="episode"
        )
    return tables
