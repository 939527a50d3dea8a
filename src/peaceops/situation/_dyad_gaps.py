"""What is not known of who fights whom, and how to get it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.figures import Gap
from peaceops.domain.messages import counted, message
from peaceops.domain.months import YEAR, month_after
from peaceops.edition import TABLES, View
from peaceops.situation.months import months_late

TABLE, MONTHS_TABLE = "violence_dyads", "violence_dyad_months"


def dyad_gaps(
    view: View, hosts: Sequence[str], dyads: pl.DataFrame, months: pl.DataFrame, until: date
) -> tuple[Gap, ...]:
    remedy = TABLES[MONTHS_TABLE].how_to_get
    gaps = [
        Gap(
            f"situation.{host.lower()}.no_dyads",
            message("who fights whom in {host}", host=name_in_a_sentence(host)),
            message(
                "no dyad or perpetrator with deaths by {until:%B %Y} is tied to {host} by the "
                "registry or an event on record",
                until=until,
                host=name_of(host),
            ),
            "add UCDP events of it, which tie dyads to the countries they fight in",
        )
        for host in hosts
        if dyads.filter(pl.col("country") == host).is_empty()
    ]
    recent = months.filter(pl.col("month") > month_after(until, -YEAR))
    names = view.table(TABLE).filter(pl.col("name").is_null()).select("dyad")
    unnamed = recent.join(names, on="dyad", how="semi")
    if unnamed.height:
        gaps.append(
            Gap(
                "situation.dyads.unnamed",
                message(
                    "the names of {n_unique} dyads and perpetrators with {sum:,} deaths in the "
                    "twelve months to {until:%B %Y}, in all countries",
                    n_unique=unnamed["dyad"].n_unique(),
                    sum=unnamed["deaths"].sum(),
                    until=until,
                ),
                "the list of UCDP's names does not have their numbers",
                "add a newer list of names, or UCDP events that carry the numbers",
            )
        )
    late = months_late(view, until)
    if late:
        gaps.append(
            Gap(
                "situation.dyads.late",
                message("who fights whom after {until:%B %Y}", until=until),
                message(
                    "the record ends {late} before the latest that would be due; months "
                    "without data are not months without deaths",
                    late=counted(late, "month"),
                ),
                remedy,
            )
        )
    return tuple(gaps)
