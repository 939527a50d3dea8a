"""Who fights whom, month by month: UCDP's dyads and perpetrators, and a research panel.

``violence_dyads`` and ``violence_dyad_months`` come from UCDP's tabulated dyad-months and their
registries; ``conflict_dyad_months`` is a panel of African conflicts with the UN troops beside them,
on which the effect of strength is estimated. They count by different rules and are not joined.
"""

from __future__ import annotations

import polars as pl

from peaceops.domain.violence_types import ONE_SIDED, VIOLENCE_TYPES
from peaceops.edition.assemble.curated import affiliates
from peaceops.edition.assemble.perpetrators import SCHEMA, perpetrators
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError

KEY = ["conflict", "country", "rebels", "month"]
NO_REGISTRY = "{} is not among the files: these dyads have no names, sides or countries"
NEW = "the registry does not have the number: a dyad that is new in the candidate events"
UNNAMED = "no file tells whose killings these are: the registry has numbers of actors, not of dyads"
_FILES = {
    "state_based": "registry/dyads.yaml",
    "non_state": "registry/nonstate.yaml",
    "one_sided": "registry/onesided.yaml",
}


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build the tables of dyads, each where its records were read.

    Raises:
        SourceError: Deaths by dyad and by country are of one release and differ.
    """
    tables = {}
    if readings.has("dyads.months"):
        tables["conflict_dyad_months"] = readings.frame("dyads.months").sort(KEY)
    if readings.has("ucdp.dyad_months"):
        months = readings.frame("ucdp.dyad_months")
        if readings.has("ucdp.country_months"):
            _compare(months, readings.frame("ucdp.country_months"))
        tables["violence_dyads"] = _dyads(readings, months)
        tables["armed_group_affiliates"] = affiliates()
        tables["violence_dyad_months"] = months.sort("dyad", "month")
    return tables


def _dyads(readings: ParsedFiles, months: pl.DataFrame) -> pl.DataFrame:
    numbers = months.group_by("dyad").agg(
        pl.col("type").first(), first=pl.col("month").min(), source=pl.col("source").first()
    )
    named = pl.concat([_fighting(readings), perpetrators(readings, months)], how="diagonal_relaxed")
    dyads = numbers.join(named.drop("row"), on=["dyad", "type"], how="left").with_columns(
        source=pl.when(pl.col("named_by").is_null())
        .then("source")
        .otherwise(pl.concat_str("source", "source_right", separator=" + ")),
        row=pl.lit(None, dtype=pl.Int64),
    )
    _report(readings, dyads, months)
    return dyads.drop("source_right").sort("dyad")


def _fighting(readings: ParsedFiles) -> pl.DataFrame:
    """State-based and non-state dyads of the registries, with the names of their conflicts."""
    if not readings.has("ucdp.dyads"):
        return pl.DataFrame(schema=SCHEMA)
    dyads = readings.frame("ucdp.dyads")
    if not readings.has("ucdp.conflicts"):
        return dyads.with_columns(
            conflict=pl.lit(None, dtype=pl.String), named_by=pl.lit("registry")
        )
    conflicts = readings.frame("ucdp.conflicts").select(
        "conflict", "territory", about="name", where="countries"
    )
    joined = dyads.join(conflicts, on="conflict", how="left", maintain_order="left")
    places = pl.concat_str(
        "countries", "where", "territory", separator="; ", ignore_nulls=True
    ).str.split("; ")
    return joined.with_columns(
        conflict="about",
        countries=places.list.unique().list.sort().list.join("; "),
        named_by=pl.lit("registry"),
    ).drop("about", "where", "territory")


def _report(readings: ParsedFiles, dyads: pl.DataFrame, months: pl.DataFrame) -> None:
    """Say which dyads have no name, and what would give them one."""
    for type_ in VIOLENCE_TYPES:
        lost = dyads.filter(pl.col("type") == type_, pl.col("named_by").is_null())
        if lost.is_empty():
            continue
        deaths = months.join(lost.select("dyad"), on="dyad", how="semi")
        kind = "ucdp.perpetrators" if type_ == ONE_SIDED else "ucdp.dyads"
        present = readings.has(kind) and (
            type_ == ONE_SIDED or (readings.frame(kind)["type"] == type_).any()
        )
        reason = (
            (UNNAMED if type_ == ONE_SIDED else NEW)
            if present
            else NO_REGISTRY.format(_FILES[type_])
        )
        shown = ", ".join(map(str, lost["dyad"].sort()[:6])) + (" ..." if lost.height > 6 else "")
        what = f"{lost.height} dyads with {deaths['deaths'].sum():,} deaths: {shown}"
        row = deaths["row"].min()
        assert isinstance(row, int)
        readings.repair(deaths["source"][0], row, "dyad_id", what, "(no name)", reason)


def _compare(months: pl.DataFrame, countries: pl.DataFrame) -> None:
    """Refuse final deaths by dyad that are not those by country in a file of the same last month.

    A month without a row means no death: a file that was cut short would say so of the rest.
    """
    if max(months["month"]) != max(countries["month"]):
        return
    by_dyad = months.filter(~pl.col("provisional")).group_by("month", "type")
    by_country = (
        countries.filter(~pl.col("provisional"))
        .unpivot(VIOLENCE_TYPES, index=["month", "source"], variable_name="type")
        .group_by("month", "type")
        .agg(pl.col("value").sum(), pl.col("source").first())
    )
    both = by_country.join(
        by_dyad.agg(pl.col("deaths").sum()), on=["month", "type"], how="full", coalesce=True
    ).with_columns(pl.col("value", "deaths").fill_null(0))
    apart = both.filter(pl.col("value") != pl.col("deaths")).sort("month", "type")
    if apart.height:
        line = apart.row(0, named=True)
        raise SourceError(
            f"{line['month']:%Y-%m} has {line['deaths']:,} {line['type'].replace('_', '-')} deaths "
            f"by dyad and {line['value']:,} by country in {countries['source'][0]}; "
            f"{apart.height} months and types differ",
            where=months["source"][0],
            cause="one of the two was cut short, or they are of different builds",
            remedy="download both again, or leave one of them out",
        )
