"""Vetoes, in the layout of the list at MIT and in that of the UN Data Hub."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, all_readers, recognise
from peaceops.sources.vetoes import HUB_COLUMNS, HUB_MEMBERS, MIT_COLUMNS, MIT_FLAGS, read_mit
from sources.made_csv import reasons, write


def mit(day: str = "5/26/2022", members: tuple[str, ...] = ("China", "Russia"),
        **changed: object) -> dict[str, object]:  # fmt: skip
    row: dict[str, object] = dict.fromkeys(MIT_COLUMNS, "")
    named = {f"member_veto{place}": one for place, one in enumerate(members, start=1)}
    flags = {one: int(one in members) for one in MIT_FLAGS}
    known = {"year": day[-4:], "date": day, "draft": "S/2022/431", "meeting_record": "S/PV.9048"}
    return row | known | named | flags | changed


def hub(day: str = "2022-05-26", members: tuple[str, ...] = ("china",),
        **changed: object) -> dict[str, object]:  # fmt: skip
    row: dict[str, object] = dict.fromkeys(HUB_COLUMNS, "")
    known = {
        "Year": day[:4], "Date": day, "draft_resolution_number": "S/2022/431",
        "record": "S/PV.9048", "number_of_vetoes": len(members),
    }  # fmt: skip
    return row | known | {one: int(one in members) for one in HUB_MEMBERS} | changed


def read_rows(folder: Path, *rows: dict[str, object]) -> ParsedFile:
    path = write(folder / "vetoes.csv", rows)
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    return reader.read(path)


def test_a_draft_may_have_several_vetoes(tmp_path: Path) -> None:
    vetoes = read_rows(tmp_path, mit()).records["vetoes.vetoes"]
    assert vetoes.select("row", "date", "country").rows() == [
        (2, date(2022, 5, 26), "CHN"),
        (2, date(2022, 5, 26), "RUS"),
    ]


def test_the_data_hubs_layout_gives_the_same(tmp_path: Path) -> None:
    vetoes = read_rows(
        tmp_path,
        hub(members=("china", "russian_federation_or_USSR")),
        hub("1980-01-07", ("russian_federation_or_USSR",), draft_resolution_number="S/13729"),
    ).records["vetoes.vetoes"]
    assert vetoes.select("row", "country").rows() == [(2, "CHN"), (2, "RUS"), (3, "SUN")]
    assert set(vetoes.columns) == set(read_rows(tmp_path, mit()).records["vetoes.vetoes"].columns)


def test_a_numbered_draft_that_stands_twice_alike_is_dropped(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, mit(), mit())
    assert reading.records["vetoes.vetoes"]["row"].to_list() == [2, 2]
    assert [(repair.row, repair.found) for repair in reading.repairs] == [(3, "S/2022/431")]
    with pytest.raises(SourceError, match=r"row 3: S/2022/431 stands in row 2 with country"):
        read_rows(tmp_path, mit(), mit(members=("China",)))


def test_vetoes_of_one_meeting_before_drafts_were_numbered_are_several(tmp_path: Path) -> None:
    soviet = mit("8/29/1946", ("USSR",), draft="S/PV.57", meeting_record="S/PV.57")
    vetoes = read_rows(tmp_path, soviet, soviet, soviet).records["vetoes.vetoes"]
    assert vetoes["row"].to_list() == [2, 3, 4]


def test_names_go_before_the_columns_that_leave_one_out(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, mit(China=0))
    assert reading.records["vetoes.vetoes"].height == 2
    (repair,) = reading.repairs
    assert (repair.row, repair.column, repair.found, repair.used) == (2, "China", "0", "1")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (mit(members=()), r"row 2: member_veto1 is empty"),
        (mit(members=("Mali",)), r"row 2: .*gives a veto to MLI, no permanent member"),
        (mit(year="1922"), r"row 2: date '5/26/2022' is not in the year"),
        (mit(members=("Russia", "Russia")), r"row 2: .*gives a veto to RUS, which is named twice"),
        (mit("5/26/1982", ("Russia",), year="1982"), r"row 2: .*RUS, which did not sit yet"),
        (mit(members=("USSR",)), r"row 2: .*gives a veto to SUN, which no longer sat"),
        (mit(USA=1), r"row 2: USA is marked 1 and not named"),
        (mit(month=6), r"row 2: date '5/26/2022' is not in the month of its own row"),
        (mit(draft="none", meeting_record=""), r"row 2: neither draft 'none' nor meeting"),
        (mit("5/6/2022"), r"row 2: date '5/6/2022' may be two days"),
        (mit(China=7), r"row 2: China '7' is above 1"),
        (hub(number_of_vetoes=2), r"row 2: number_of_vetoes '2' contradicts the 1 members"),
        (hub(china=0), r"row 2: .*names no vetoing member"),
        (hub("1822-05-26"), r"row 2: Date '1822-05-26' lies outside 1946-01-17"),
    ],
)
def test_a_wrong_value_is_refused_with_its_row(
    tmp_path: Path, row: dict[str, object], message: str
) -> None:
    with pytest.raises(SourceError, match="vetoes.csv, " + message):
        read_rows(tmp_path, row)


def test_a_renamed_column_is_named(tmp_path: Path) -> None:
    rows = [{name.replace("crisis_topic", "topics"): one for name, one in mit().items()}]
    with pytest.raises(SourceError, match="no column 'crisis_topic'"):
        read_rows(tmp_path, *rows)


@pytest.mark.pack
def test_the_published_list_is_read_whole(pack: Path) -> None:
    reading = read_mit(pack / "council" / "vetoes_1946_2022.csv")
    vetoes = reading.records["vetoes.vetoes"]
    assert (vetoes["row"].n_unique(), vetoes.height) == (214, 265)
    assert vetoes.filter(pl.col("country") == "SUN").height == 90
    assert list(reasons(reading).values()) == [26]
