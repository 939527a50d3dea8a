"""A group that UCDP counts as one has in each country the name by which it is known there."""

from __future__ import annotations

import polars as pl
import pytest

from peaceops.edition.assemble.curated import affiliates
from peaceops.edition.tables import TABLES
from peaceops.situation.affiliates import sentences, with_local_names

NAMES = pl.DataFrame(
    {"actor": ["IS"], "country": ["MLI"], "short": ["IS Sahel"], "name": ["Islamic State Sahel"]}
)
DYADS = pl.DataFrame(
    {
        "country": ["MLI", "MLI", "SOM", "MLI"],
        "name": ["IS - JNIM", "Dozos - JNIM", "IS - Civilians", None],
        "side_a": ["IS", "Dozos", "IS", None],
        "side_b": ["JNIM", "JNIM", "Civilians", None],
    }
)


def test_the_group_gets_its_name_in_the_host_and_nowhere_else() -> None:
    assert with_local_names(DYADS, NAMES)["name"].to_list() == [
        "IS (IS Sahel) - JNIM", "Dozos - JNIM", "IS - Civilians", None,
    ]  # fmt: skip


def test_a_sentence_says_that_ucdp_has_one_actor_where_the_group_occurs() -> None:
    assert sentences(NAMES, DYADS) == [
        "UCDP counts IS as one actor in all countries; in Mali it is the Islamic State Sahel "
        "(IS Sahel)."
    ]
    assert sentences(NAMES, DYADS.filter(pl.col("country") == "SOM")) == []


def test_every_name_has_a_source_and_the_day_on_which_it_was_public() -> None:
    rows = affiliates()
    checked = TABLES["armed_group_affiliates"].schema
    assert set(rows.columns) >= {"actor", "country", "short", "known_on", "source", "row"}
    assert rows.filter(~pl.col("source_of_name").str.starts_with("https://")).is_empty()
    assert rows["known_on"].min() is not None
    assert checked is not None
    mali = rows.filter(pl.col("country") == "MLI").sort("known_on")["short"].to_list()
    assert mali == ["IS Greater Sahara", "IS Sahel"]


@pytest.mark.parametrize("column", ["actor", "country", "name", "reason"])
def test_no_cell_is_blank(column: str) -> None:
    assert affiliates()[column].null_count() == 0
