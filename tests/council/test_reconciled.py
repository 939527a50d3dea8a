"""Our votes agree with a reconciliation made by hand, vote for vote, but for listed exceptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from council.council_pack import FILES, readings_of, tables
from peaceops.edition.assemble.council_corrections import correct
from peaceops.edition.assemble.council_decisions import decisions_of
from peaceops.edition.assemble.council_records import records_of

pytestmark = pytest.mark.pack

LETTERS = {"yes": "Y", "no": "N", "abstain": "A", "not_participating": "X", "absent": "-"}
# Decision and country: vote in the reconciled table ("" for none) and ours. Why ours differs:
EXCEPTIONS = {
    # The Soviet seat was Russia's from 24 December 1991.
    ("S/RES/725 (1991)", "SUN"): ("Y", ""),
    ("S/RES/725 (1991)", "RUS"): ("", "Y"),
    # A member without a name; Mexico is the one missing.
    ("S/RES/1966 (2010)", "DONOTKNOW"): ("Y", ""),
    ("S/RES/1966 (2010)", "MEX"): ("", "Y"),
    # Members of 2000 listed on a draft of 1999, five members of 1999 left out: 3-12-0 in S/PV.3989.
    **{("S/1999/328", one): ("N", "") for one in ("BGD", "MLI", "TUN")},
    **{("S/1999/328", one): ("", "N") for one in ("BHR", "BRA", "GAB", "GMB", "SVN")},
    # Three members left out that abstained: 4-7-4 in S/PV.4164.
    **{("S/PV.4164", one): ("", "A") for one in ("ARG", "MLI", "TUN")},
    # Ukraine did not take part in the vote.
    ("S/2001/270", "UKR"): ("", "-"),
    # Listed twice with different votes; we keep the one other than an abstention, marked.
    ("S/2020/797", "RUS"): ("AN", "N"),
    ("S/2020/1054", "RUS"): ("AY", "Y"),
    ("S/2020/1054", "VNM"): ("AY", "Y"),
}


@pytest.fixture(scope="module")
def compared(pack: Path) -> pl.DataFrame:
    """The votes of the first pack beside the reconciled ones."""
    return beside_reconciled(pack, tables(pack))


def beside_reconciled(pack: Path, ours_of: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Decision, country, both votes ("" for none) and both dates."""
    reconciled = pl.read_csv(
        pack / "council" / "votes_reconciled_1946_2023.csv.gz", infer_schema=False
    )
    read = readings_of(pack, FILES)
    keyed = correct(read, decisions_of(read, records_of(read)))
    numbers = keyed.filter(pl.col("resolution").is_not_null())
    others = keyed.filter(pl.col("resolution").is_null(), pl.col("affairs").is_not_null())
    named = pl.concat(
        [
            reconciled.filter(pl.col("res_no").is_not_null())
            .with_columns(key=pl.col("res_no").cast(pl.Int64))
            .join(numbers.select("decision", key="resolution"), on="key"),
            reconciled.filter(pl.col("res_no").is_null())
            .with_columns(key=pl.col("scad_id").cast(pl.Int64))
            .join(others.select("decision", key="affairs"), on="key"),
        ]
    )
    assert named.height == reconciled.height
    theirs = named.group_by("decision", country="ms_code").agg(
        theirs=pl.col("vote").sort().str.join(""), day=pl.col("date").first().str.to_date()
    )
    ours = (
        ours_of["votes"]
        .join(ours_of["decisions"].filter(pl.col("record") == "complete"), on="decision")
        .join(named.select("decision").unique(), on="decision", how="semi")
        .select(
            "decision", "country", "date",
            ours=pl.col("vote").cast(pl.String).replace_strict(LETTERS),
        )
    )  # fmt: skip
    return theirs.join(ours, on=["decision", "country"], how="full", coalesce=True).with_columns(
        pl.col("theirs", "ours").fill_null("")
    )


def test_every_vote_agrees_but_for_the_listed_exceptions(compared: pl.DataFrame) -> None:
    agree = compared.filter(pl.col("theirs") == pl.col("ours")).height
    differ = {
        (line["decision"], line["country"]): (line["theirs"], line["ours"])
        for line in compared.filter(pl.col("theirs") != pl.col("ours")).iter_rows(named=True)
    }
    print(f"{agree:,} votes agree, {len(differ)} differ: {Counter(k[0] for k in differ)}")
    assert differ == EXCEPTIONS
    assert agree == 41_290


def test_dates_agree_but_where_ours_follow_the_resolutions_heading(compared: pl.DataFrame) -> None:
    days = compared.filter(pl.col("day") != pl.col("date")).unique("decision")
    moved = {
        line["decision"]: (line["day"].isoformat(), line["date"].isoformat())
        for line in days.iter_rows(named=True)
    }
    print(f"{len(moved)} decisions are dated otherwise")
    assert moved["S/RES/840 (1993)"] == ("1993-03-31", "1993-06-15")
    assert moved["S/RES/1009 (1995)"] == ("1995-10-08", "1995-08-10")
    assert len(moved) == 18
