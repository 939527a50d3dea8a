"""The Council's tables are made of several publishers' records, and contradictions are refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from council.council_pack import AFFAIRS, LIBRARY, MEMBERS, VETOES, repairs, tables
from council.made_view import ELECTED, PERMANENT, SEATED
from peaceops.edition.assemble import council
from peaceops.edition.assemble.council_corrections import curated_corrections
from peaceops.edition.assemble.council_members import curated_terms
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import EditionError
from peaceops.sources import ParsedFile
from peaceops.sources.council_members import read_elected

DAY = date(2023, 6, 29)


def library(
    number: int = 2690, day: date = DAY, members: Sequence[str] = SEATED, **cast: str
) -> pl.DataFrame:
    rows = [
        {
            "row": place, "resolution": number, "year": day.year, "date": day, "draft": None,
            "meeting": "9365", "title": f"Resolution {number}", "agenda_item": "Mali",
            "country": one, "vote": cast.get(one, "yes"),
        }
        for place, one in enumerate(members, start=2)
    ]  # fmt: skip
    return pl.DataFrame(rows).with_columns(pl.col("draft").cast(pl.String))


def affairs(
    day: date = DAY, *, number: int = 1, resolution: int | None = None, draft: str = "S/2023/480",
    outcome: str = "adopted", members: Sequence[str] = SEATED, **cast: str,
) -> dict[str, pl.DataFrame]:  # fmt: skip
    of_draft = {
        "row": 2, "number": number, "date": day, "resolution": resolution,
        "year": day.year if resolution else None, "draft": draft, "meeting": "S/PV.9365",
        "agenda_item": "The situation in Mali", "topic": "Mali", "region": "Africa",
        "submitted_by": "France", "outcome": outcome, "without_vote": False,
    }  # fmt: skip
    votes = [
        {"row": place, "number": number, "country": one, "vote": cast.get(one, "yes"),
         "doubt": None}
        for place, one in enumerate(members, start=2)
    ]  # fmt: skip
    return {
        "council_affairs.drafts": pl.DataFrame([of_draft]).with_columns(
            pl.col("resolution", "year").cast(pl.Int64)
        ),
        "council_affairs.votes": pl.DataFrame(votes).with_columns(pl.col("doubt").cast(pl.String)),
    }


def vetoes(day: date, draft: str, *countries: str) -> dict[str, pl.DataFrame]:
    rows = [
        {"row": 2, "date": day, "draft": draft, "meeting": "S/PV.1", "agenda_item": "Item",
         "topic": "Topic", "region": None, "country": one}
        for one in countries
    ]  # fmt: skip
    return {"vetoes.vetoes": pl.DataFrame(rows).with_columns(pl.col("region").cast(pl.String))}


def readings(*records: dict[str, pl.DataFrame]) -> ParsedFiles:
    files = [(f"file{place}.csv", ParsedFile(one)) for place, one in enumerate(records)]
    return ParsedFiles(files)


def test_an_adopted_draft_is_named_after_its_resolution() -> None:
    made = council.assemble(readings({"undl.votes": library(2640, CHN="abstain")}))
    line = made["decisions"].row(0, named=True)
    assert (line["decision"], line["outcome"]) == ("S/RES/2640 (2023)", "adopted")
    assert (line["meeting"], line["record"], line["source"]) == (
        "S/PV.9365", "complete", "file0.csv",
    )  # fmt: skip
    china = made["votes"].filter(pl.col("country") == "CHN").row(0, named=True)
    assert (china["vote"], china["known_on"], china["row"]) == ("abstain", DAY, 2)


def test_topic_and_sponsors_come_from_the_affairs_division() -> None:
    made = council.assemble(
        readings({"undl.votes": library(2690)}, affairs(resolution=2690, CHN="abstain"))
    )
    line = made["decisions"].row(0, named=True)
    assert (line["title"], line["topic"], line["submitted_by"], line["draft"]) == (
        "Resolution 2690", "Mali", "France", "S/2023/480",
    )  # fmt: skip
    assert made["decisions"].height == 1
    assert set(made["votes"]["vote"]) == {"yes"}  # the Library's


def test_publishers_that_differ_are_reported() -> None:
    read = readings({"undl.votes": library(2690)}, affairs(resolution=2690, CHN="abstain"))
    council.assemble(read)
    (repair,) = read.repairs
    assert (repair.row, repair.found, repair.used) == (2, "abstain", "yes")


def test_a_date_out_of_the_order_of_the_numbers_gives_way() -> None:
    read = readings(
        {
            "undl.votes": pl.concat(
                [
                    library(2689, date(2023, 6, 28)),
                    library(2690, date(2023, 3, 31)),
                    library(2691, date(2023, 6, 30)),
                ]
            )
        },
        affairs(DAY, resolution=2690),
    )
    made = council.assemble(read)
    middle = made["decisions"].filter(pl.col("resolution") == 2690)
    assert middle["date"].item() == DAY
    assert [one.used for one in read.repairs] == ["2023-06-29"]


def test_a_draft_not_adopted_is_named_after_its_symbol() -> None:
    made = council.assemble(
        readings(affairs(draft="S/2023/1 as orally revised", outcome="vetoed", RUS="no"))
    )
    assert made["decisions"].select("decision", "outcome", "amendment").row(0) == (
        "S/2023/1", "vetoed", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        ("S/2023/1 amendment", "S/2023/1 (amendment)"),
        ("Oral amendment", "S/PV.9365 (oral amendment)"),
    ],
)
def test_votes_on_amendments_are_marked(draft: str, name: str) -> None:
    made = council.assemble(readings(affairs(draft=draft, outcome="failed", CHN="no")))
    assert made["decisions"].select("decision", "amendment").row(0) == (name, True)


def test_a_draft_that_fails_and_passes_within_days_was_amended_first() -> None:
    read = readings(
        affairs(DAY, number=1, outcome="failed"), affairs(DAY, number=2, resolution=2690)
    )
    made = council.assemble(read)["decisions"]
    assert made.sort("decision").select("decision", "amendment").rows() == [
        ("S/2023/480 (amendment)", True),
        ("S/RES/2690 (2023)", False),
    ]


def test_a_veto_that_no_record_of_votes_holds_stands_alone() -> None:
    made = council.assemble(readings(vetoes(date(1975, 8, 11), "S/11795", "USA")))
    line = made["decisions"].row(0, named=True)
    assert (line["decision"], line["outcome"], line["record"]) == (
        "S/11795", "vetoed", "vetoes only",
    )  # fmt: skip
    assert made["votes"].select("country", "vote").rows() == [("USA", "no")]


def test_a_veto_that_is_on_record_is_not_told_twice() -> None:
    full = affairs(draft="S/2023/1", outcome="vetoed", RUS="no")
    made = council.assemble(readings(full, vetoes(DAY, "S/2023/1", "RUS")))
    assert made["decisions"]["record"].to_list() == ["complete"]
    assert made["votes"].height == 15


def test_vetoes_of_one_meeting_are_told_apart() -> None:
    one, two = (vetoes(date(1946, 8, 29), "S/PV.57", "SUN") for _ in range(2))
    two["vetoes.vetoes"] = two["vetoes.vetoes"].with_columns(row=pl.lit(3, pl.Int64))
    both = {"vetoes.vetoes": pl.concat([one["vetoes.vetoes"], two["vetoes.vetoes"]])}
    made = council.assemble(readings(both))["decisions"]
    assert made["decision"].sort().to_list() == ["S/PV.57", "S/PV.57 (2)"]


@pytest.mark.pack
def test_a_vote_by_a_state_that_did_not_sit_is_refused(pack: Path) -> None:
    sat = _membership(pack)
    strangers = [*PERMANENT, *ELECTED[:-1], "MLI"]
    with pytest.raises(
        EditionError,
        match=r"file1.csv, row 16: Mali votes 'yes' on S/RES/2690 \(2023\) of 2023-06-29 and did "
        "not sit",
    ):
        council.assemble(readings(sat, {"undl.votes": library(members=strangers)}))


@pytest.mark.pack
def test_a_seated_member_without_a_row_was_absent(pack: Path) -> None:
    made = council.assemble(readings(_membership(pack), affairs(members=SEATED[:-1])))
    line = made["votes"].filter(pl.col("country") == "MOZ").row(0, named=True)
    assert (line["vote"], line["row"], line["doubt"]) == (
        "absent", None, "the source has no row for this member",
    )  # fmt: skip


@pytest.mark.pack
def test_russia_holds_the_soviet_seat_from_24_december_1991(pack: Path) -> None:
    day = date(1991, 12, 31)
    elected = ("AUT", "BEL", "CIV", "COD", "CUB", "ECU", "IND", "ROU", "YEM", "ZWE")
    soviet = ["CHN", "FRA", "GBR", "SUN", "USA", *elected]
    read = readings(_membership(pack), {"undl.votes": library(725, day, soviet)})
    assert "RUS" in council.assemble(read)["votes"]["country"]
    assert [one.used for one in read.repairs] == ["RUS"]


@pytest.mark.pack
def test_a_year_without_ten_elected_members_is_refused(pack: Path) -> None:
    sat = _membership(pack)["council_members.years"]
    one_less = sat.filter(~((pl.col("country") == "SWE") & (pl.col("year") == 1998)))
    with pytest.raises(EditionError, match="9 elected members sit on 1998-12-31, not 10"):
        council.assemble(readings({"council_members.years": one_less}))


@pytest.mark.pack
def test_any_subset_of_the_files_makes_tables(pack: Path) -> None:
    assert tables(pack, (LIBRARY,))["decisions"].height == 2617
    assert set(tables(pack, (VETOES,))["decisions"]["record"]) == {"vetoes only"}
    assert set(tables(pack, (MEMBERS,))) == {"council_members"}
    alone = tables(pack, (AFFAIRS, MEMBERS))
    outcome_only = alone["decisions"].filter(pl.col("record") == "outcome only")
    assert (alone["decisions"].height, outcome_only.height) == (1911, 60)


@pytest.mark.pack
def test_terms_begin_and_end_as_members_sat(pack: Path) -> None:
    terms = tables(pack)["council_members"]

    def seated(day: date) -> set[str]:
        now = terms.filter(pl.col("start") <= day, pl.col("end") >= day)
        return set(now["country"])

    assert {"YUG"} <= seated(date(1956, 6, 1)) and {"PHL"} <= seated(date(1957, 6, 1))
    assert "ITA" in seated(date(2017, 6, 1)) and "NLD" in seated(date(2018, 6, 1))
    assert "YMD" in seated(date(1990, 5, 21)) and "YEM" in seated(date(1990, 5, 22))
    assert "MEX" not in seated(date(1980, 1, 6)) and "MEX" in seated(date(1980, 1, 7))
    assert "SUN" in seated(date(1991, 12, 23)) and "RUS" in seated(date(1991, 12, 24))
    assert len(seated(date(1965, 12, 31))) == 11 and len(seated(date(1966, 1, 1))) == 15


@pytest.mark.pack
def test_resolutions_are_dated_in_the_order_of_their_numbers(pack: Path) -> None:
    numbered = tables(pack)["decisions"].filter(pl.col("resolution").is_not_null())
    assert numbered.sort("resolution")["date"].is_sorted()
    assert not [one for one in repairs(pack) if "kept as it stands" in one.reason]


def test_every_curated_line_has_a_reason() -> None:
    assert curated_corrections()["reason"].null_count() == 0
    assert curated_terms().filter(pl.col("permanent")).height == 6


def _membership(pack: Path) -> dict[str, pl.DataFrame]:
    return read_elected(pack / MEMBERS).records
