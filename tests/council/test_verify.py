"""The rule held against the whole record: what it gives, and why it does not give the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from council import council_pack
from council.made_view import record, view_of
from peaceops.council import verify
from peaceops.errors import EditionError, MissingTableError

DAY = date(2022, 6, 29)
VETO = {"RUS": "no"}


def of_one(votes: dict[str, str], **of_decision: object) -> tuple[int, list[str]]:
    result = verify(view_of(date(2023, 1, 1), record([(DAY, votes)], **of_decision)))
    return result.reproduced, result.exceptions["reason"].to_list()


def test_an_outcome_that_the_votes_give_is_reproduced() -> None:
    assert of_one({"CHN": "abstain"}) == (1, [])
    assert of_one(VETO, outcome="vetoed") == (1, [])
    assert of_one(dict.fromkeys(("ALB", "ARE", "BRA", "CHE", "ECU", "GAB", "GHA"), "no"),
                  outcome="failed") == (1, [])  # fmt: skip


def test_an_outcome_against_the_rule_is_unexplained() -> None:
    result = verify(view_of(date(2023, 1, 1), record([(DAY, VETO)], outcome="adopted")))
    assert (result.total, result.reproduced, result.unexplained) == (1, 0, 1)
    line = result.exceptions.row(0, named=True)
    assert (line["recorded"], line["rule"], line["vetoes"]) == ("adopted", "vetoed", 1)


@pytest.mark.parametrize(
    ("of_decision", "reason"),
    [
        ({"procedural": True, "remark": "calls a session"}, "procedural.*calls a session"),
        ({"without_vote": True}, "without a vote"),
        ({"record": "vetoes only", "outcome": "vetoed"}, "only the vetoes"),
        ({"record": "outcome only"}, "only the outcome"),
    ],
)
def test_each_exception_has_its_reason(of_decision: dict[str, object], reason: str) -> None:
    result = verify(view_of(date(2023, 1, 1), record([(DAY, VETO)], **of_decision)))
    assert result.unexplained == 0
    assert result.exceptions["reason"].str.contains(reason).all()
    assert result.by_reason()["decisions"].to_list() == [1]


def test_numbers_that_the_record_lacks_are_named() -> None:
    frames = record([(DAY, {}), (DAY, {}), (DAY, {})])
    frames["decisions"] = frames["decisions"].filter(pl.col("resolution") != 2)
    assert verify(view_of(date(2023, 1, 1), frames)).missing == (2,)


def test_later_decisions_are_not_seen() -> None:
    assert verify(view_of(date(2022, 6, 28), record([(DAY, {})]))).total == 0


def test_votes_of_another_council_are_refused_and_all_listed() -> None:
    frames = record([(DAY, {}), (DAY, {}), (DAY, {})])
    votes = frames["votes"]
    stranger = votes.filter(pl.col("decision").str.contains("RES/1 "))[:1].with_columns(
        country=pl.lit("MLI")
    )
    renamed = pl.when(
        (pl.col("decision").str.contains("RES/2 ")) & (pl.col("country") == "FRA")
    ).then(pl.lit("DEU")).otherwise("country")  # fmt: skip
    frames["votes"] = pl.concat([votes, stranger]).with_columns(country=renamed)
    with pytest.raises(EditionError, match=r"2 votes[\s\S]*RES/1 .*16 votes[\s\S]*RES/2 .*4 of"):
        verify(view_of(date(2023, 1, 1), frames))


def test_without_votes_there_is_nothing_to_verify() -> None:
    frames = record([(DAY, {})])
    del frames["votes"]
    with pytest.raises(MissingTableError, match="votes"):
        verify(view_of(date(2023, 1, 1), frames))


@pytest.mark.pack
def test_the_rule_gives_the_record_of_1946_to_2023(pack: Path) -> None:
    result = verify(council_pack.view(pack, date(2023, 12, 31)))
    print(result.total, result.reproduced, result.by_reason().rows(), result.missing)
    assert (result.total, result.reproduced, result.unexplained) == (2977, 2760, 0)
    assert dict(result.by_reason().with_columns(pl.col("reason").str.slice(0, 10)).rows()) == {
        "only the v": 165, "adopted wi": 42, "procedural": 10,
    }  # fmt: skip
    assert result.missing == (2638,)
