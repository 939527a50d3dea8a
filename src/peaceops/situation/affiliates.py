"""What a group of many countries is called in a host: UCDP has one IS, the Sahel has another name.

UCDP counts the Islamic State as one actor wherever it is. Whoever works on Mali speaks of IS Sahel.
The table ``armed_group_affiliates`` says what the group was called in a country, and since when.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.messages import message
from peaceops.edition import View

TABLE = "armed_group_affiliates"
SIDES = ("side_a", "side_b")


def affiliates_of(view: View, hosts: Sequence[str]) -> pl.DataFrame:
    """The newest name known of each group in each of the hosts.

    Args:
        view: What was known on the date.
        hosts: ISO 3 codes.

    Returns:
        Columns actor, country, short, name and source_of_name, one row a group and host.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> affiliates_of(view, ["FRA"]).is_empty()
    True
    """
    columns = ["actor", "country", "short", "name", "source_of_name"]
    if not view.has(TABLE):
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    rows = view.table(TABLE).filter(pl.col("country").is_in(list(hosts)))
    newest = rows.sort("known_on").unique(["actor", "country"], keep="last", maintain_order=True)
    return newest.select(columns).sort("country", "actor")


def with_local_names(dyads: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Add to a side the name that it has in the host: ``IS`` in Mali becomes ``IS (IS Sahel)``.

    Args:
        dyads: Rows with country (the host), name, side_a and side_b.
        names: As ``affiliates_of`` gives them.

    Returns:
        The rows in their order; ``name`` is the two sides, where one of them changed.
    """
    if names.is_empty():
        return dyads
    changed = dyads
    for side in SIDES:
        local = names.select("country", pl.col("actor").alias(side), local="short")
        changed = changed.join(local, on=["country", side], how="left", maintain_order="left")
        both = pl.format("{} ({})", side, "local")
        changed = changed.with_columns(pl.coalesce(both, side).alias(side)).drop("local")
    moved = pl.any_horizontal(
        (changed[side] != dyads[side]).fill_null(value=False) for side in SIDES
    )
    name = pl.when(moved).then(pl.format("{} - {}", *SIDES)).otherwise("name")
    return changed.with_columns(name.alias("name"))


def sentences(names: pl.DataFrame, dyads: pl.DataFrame) -> list[str]:
    """Say of each group that occurs among the dyads what it is in the host, and that UCDP has one.

    Args:
        names: As ``affiliates_of`` gives them.
        dyads: Rows with country, side_a and side_b as UCDP has them.
    """
    lines = []
    for line in names.iter_rows(named=True):
        of_host = dyads.filter(pl.col("country") == line["country"])
        if any((of_host[side] == line["actor"]).any() for side in SIDES):
            lines.append(
                message(
                    "UCDP counts {actor} as one actor in all countries; in {country} it is the "
                    "{name} ({short}).",
                    actor=line["actor"],
                    country=name_in_a_sentence(line["country"]),
                    name=line["name"],
                    short=line["short"],
                )
            )
    return lines
