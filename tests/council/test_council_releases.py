"""Several releases of one file in one folder: the later one holds, and contradictions stop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from council.council_pack import AFFAIRS, LIBRARY, MEMBERS, VETOES, readings_of, tables
from council.made_view import SEATED
from council.test_council_tables import affairs, library, vetoes
from peaceops.edition.assemble import council
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, Repair

EARLY, DAY, LATE = date(2023, 6, 1), date(2023, 6, 29), date(2023, 7, 14)
Records = dict[str, pl.DataFrame]
LATER = "../data_2026/council/drafts_put_to_vote_2023_2025_raw.csv"
TAKEN_OVER = "rows that a later release in the folder also gives"
GIVES_WAY = "a later release in the folder has another value, which is used"


def readings(**records: Records) -> ParsedFiles:
    """ParsedFiles of files named after the arguments, ``_`` for ``-`` in dates."""
    return ParsedFiles([(f"{name}.csv", ParsedFile(one)) for name, one in records.items()])


def votes(*frames: pl.DataFrame) -> Records:
    rows = pl.concat(frames)
    return {"undl.votes": rows.with_columns(row=pl.int_range(2, rows.height + 2))}


def told(read: ParsedFiles, reason: str) -> list[Repair]:
    return [repair for repair in read.repairs if repair.reason == reason]


def test_the_release_that_reaches_further_holds() -> None:
    read = readings(
        b_older=votes(library(2690, DAY, CHN="abstain")),
        a_newer=votes(library(2690, DAY), library(2692, LATE)),
    )
    made = council.assemble(read)
    assert made["decisions"]["resolution"].sort().to_list() == [2690, 2692]
    assert set(made["votes"]["source"]) == {"a_newer.csv"} and made["votes"].height == 30
    assert set(made["votes"]["vote"]) == {"yes"}
    (dropped,) = told(read, TAKEN_OVER)
    assert (dropped.file, dropped.used) == ("b_older.csv", "(dropped)")
    assert dropped.found == "15 rows on 1 resolutions, also in a_newer.csv"
    (gives_way,) = told(read, GIVES_WAY)
    assert (gives_way.column, gives_way.found) == ("vote", "S/RES/2690 CHN: abstain")
    assert gives_way.used == "yes (a_newer.csv, row 2)"


def test_of_two_that_reach_the_same_day_the_later_date_in_the_name_holds() -> None:
    read = ParsedFiles(
        [
            ("new/2026_02_06_sc_voting.csv", ParsedFile(votes(library(2690, DAY)))),
            ("old/2025-07-21 sc_voting.csv", ParsedFile(votes(library(2690, DAY, CHN="no")))),
        ]
    )
    assert set(council.assemble(read)["votes"]["vote"]) == {"yes"}
    assert len(told(read, GIVES_WAY)) == 1


def test_what_only_the_earlier_release_gives_stays() -> None:
    read = readings(older=votes(library(2688, EARLY)), newer=votes(library(2692, LATE)))
    assert council.assemble(read)["votes"].height == 30
    assert not read.repairs


def test_two_copies_of_one_file_count_once() -> None:
    read = readings(one=votes(library(2690)), two=votes(library(2690)))
    assert council.assemble(read)["votes"].height == 15
    (copy,) = told(read, "rows that another file of the same release also gives")
    assert copy.found == "15 rows on 1 resolutions, also in two.csv"


def test_two_files_of_one_release_that_contradict_each_other_are_refused() -> None:
    one = votes(library(2690, CHN="abstain", MLT="no"))
    with pytest.raises(SourceError) as caught:
        council.assemble(readings(one=one, two=votes(library(2690))))
    said = str(caught.value)
    assert "2 contradictions between two files of the same release" in said
    assert "S/RES/2690 CHN: vote is abstain in one.csv, row 2 and yes in two.csv, row 2" in said
    assert "MLT" in said and "primary_key" not in said and "datetime" not in said


@pytest.mark.parametrize("lacks", ["one", "two"])
def test_a_member_in_one_file_of_a_release_only_is_refused(lacks: str) -> None:
    files = {"one": votes(library(2690)), "two": votes(library(2690))}
    files[lacks] = votes(library(2690, members=SEATED[:-1]))
    with pytest.raises(SourceError, match=rf"S/RES/2690 MOZ stands in .* and not in {lacks}.csv"):
        council.assemble(readings(**files))


def test_tables_of_drafts_number_them_anew() -> None:
    older = affairs(DAY, number=7, resolution=2690, CHN="abstain")
    newer = affairs(DAY, number=11, resolution=2690, CHN="abstain")
    newer["council_affairs.drafts"] = newer["council_affairs.drafts"].with_columns(
        pl.lit(None, pl.String).alias(name) for name in ("meeting", "topic", "submitted_by")
    )
    failed = affairs(LATE, number=7, draft="S/2023/519", outcome="failed", CHN="no")
    both = {kind: pl.concat([newer[kind], failed[kind]]) for kind in newer}
    read = readings(older=older, newer=both)
    made = council.assemble(read)
    lines = {line["decision"]: line for line in made["decisions"].iter_rows(named=True)}
    assert set(lines) == {"S/RES/2690 (2023)", "S/2023/519"}
    assert lines["S/RES/2690 (2023)"]["source"] == "newer.csv"
    # What today's table leaves blank, the older one has.
    assert lines["S/RES/2690 (2023)"]["topic"] == "Mali"
    assert lines["S/RES/2690 (2023)"]["submitted_by"] == "France"
    assert made["votes"].height == 30
    assert [repair.found for repair in told(read, TAKEN_OVER)] == [
        "1 rows on 1 drafts, also in newer.csv", "15 rows on 1 drafts, also in newer.csv",
    ]  # fmt: skip


def test_a_draft_that_was_not_adopted_is_the_same_by_its_symbol() -> None:
    one = affairs(DAY, number=1, draft="S/2023/506 ", outcome="vetoed", RUS="no")
    two = affairs(DAY, number=9, draft="S/2023/506", outcome="vetoed", RUS="no")
    made = council.assemble(readings(one=one, two=two))
    assert made["decisions"]["decision"].to_list() == ["S/2023/506"]
    assert made["votes"].height == 15


def test_a_vote_that_two_tables_of_one_release_give_differently_is_refused() -> None:
    one = affairs(DAY, draft="S/2023/506", outcome="vetoed", RUS="no")
    two = affairs(DAY, draft="S/2023/506", outcome="vetoed", RUS="no", CHN="abstain")
    with pytest.raises(SourceError, match="CHN: vote is yes in one.csv, row 2 and abstain in two"):
        council.assemble(readings(one=one, two=two))


def test_a_draft_without_a_symbol_or_a_meeting_has_a_name() -> None:
    made = affairs(DAY, draft="Oral amendment", outcome="failed")
    made["council_affairs.drafts"] = made["council_affairs.drafts"].with_columns(
        meeting=pl.lit(None, pl.String)
    )
    decisions = council.assemble(readings(one=made))["decisions"]
    assert decisions["decision"].to_list() == ["draft of 2023-06-29 (oral amendment)"]


def test_vetoes_of_two_lists_count_once() -> None:
    older = vetoes(date(1975, 8, 11), "S/11795", "USA")
    newer = {
        "vetoes.vetoes": pl.concat(
            [
                vetoes(date(1975, 8, 11), "S/11795", "USA")["vetoes.vetoes"],
                vetoes(date(1976, 1, 26), "S/11940", "USA")["vetoes.vetoes"].with_columns(
                    row=pl.lit(3, pl.Int64)
                ),
            ]
        )
    }
    read = readings(older=older, newer=newer)
    assert council.assemble(read)["decisions"]["decision"].to_list() == ["S/11795", "S/11940"]
    assert len(told(read, TAKEN_OVER)) == 1
    other = vetoes(date(1975, 8, 11), "S/11795", "USA", "GBR")
    with pytest.raises(SourceError, match="S/11795 .*GBR stands in other.csv, row 2"):
        council.assemble(readings(older=older, other=other))


@pytest.mark.pack
def test_two_lists_of_members_count_once(pack: Path) -> None:
    whole = readings_of(pack, (MEMBERS,)).frame("council_members.years").drop("source")
    older = {"council_members.years": whole.filter(pl.col("year") < 2011)}
    read = readings(older=older, newer={"council_members.years": whole})
    made = council.assemble(read)["council_members"]
    alone = tables(pack, (MEMBERS,))["council_members"]
    assert made.sort("country", "start")["country"].to_list() == alone["country"].to_list()
    assert len(told(read, TAKEN_OVER)) == 1


@pytest.mark.pack
def test_a_member_that_a_later_list_no_longer_has_is_dropped(pack: Path) -> None:
    whole = readings_of(pack, (MEMBERS,)).frame("council_members.years").drop("source")
    wrong = pl.DataFrame({"row": [900], "country": ["MLI"], "year": [1999]}).cast(whole.schema)
    older = pl.concat([whole.filter(pl.col("year") < 2011), wrong])
    read = readings(older={"council_members.years": older}, newer={"council_members.years": whole})
    assert council.assemble(read)["council_members"].height
    assert [repair.row for repair in told(read, _LEFT_OUT)] == [900]


_LEFT_OUT = "a later release in the folder gives the rest and not this row"


@pytest.mark.slow
@pytest.mark.pack
def test_the_drafts_of_2023_to_2025_go_with_the_pack(pack: Path) -> None:
    if not (pack / LATER).is_file():
        pytest.skip(f"the second data pack is not at {(pack / LATER).parent}")
    read = readings_of(pack, (LIBRARY, AFFAIRS, VETOES, MEMBERS, LATER))
    made = council.assemble(read)
    before = tables(pack)
    until = date(2023, 12, 31)
    columns = ["decision", "country", "vote"]
    then = made["votes"].filter(pl.col("known_on") <= until).select(columns).sort(columns)
    assert then.equals(before["votes"].select(columns).cast(pl.String).sort(columns))
    later = made["decisions"].filter(pl.col("date") > until)
    assert (later.height, later["date"].max()) == (82, date(2025, 6, 30))
    votes_2781 = made["votes"].filter(pl.col("decision") == "S/RES/2781 (2025)")
    assert votes_2781["vote"].to_list().count("abstain") == 6
