"""States by year, episodes of conflict and peace agreements."""

from __future__ import annotations

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles

_NO_NAMES = "the registry of dyads (dyads.yaml) is not beside the file: who they are is not known"

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
        else:
            _without_names(readings, "ucdp.agreements")
    return tables


def _without_names(readings: ParsedFiles, kind: str) -> None:
    """Report the files of a kind whose dyads have no names."""
    for source in readings.frame(kind)["source"].unique().sort():
        readings.repair(source, 1, "*", "no dyads.yaml beside it", "(no names)", _NO_NAMES)


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
    else:
        _without_names(readings, "ucdp.episodes")
    return tables
