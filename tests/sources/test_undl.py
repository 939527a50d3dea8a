"""The Library's voting file: read whole, or refused with file, row and value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import all_readers, recognise
from peaceops.sources.undl import COLUMNS, read
from sources.made_csv import reasons, write

MEMBERS = (
    "CHN", "FRA", "GBR", "RUS", "USA", "ALB", "ARE", "BRA", "CHE", "ECU", "GAB", "GHA", "JPN",
    "MLT", "MOZ",
)  # fmt: skip


def resolution(
    number: int = 2640, day: str = "2022-06-29", abstaining: tuple[str, ...] = ("CHN", "RUS")
) -> list[dict[str, object]]:
    blank: dict[str, object] = dict.fromkeys(COLUMNS, "")
    return [
        blank
        | {
            "undl_id": 1, "ms_code": code, "ms_name": code, "date": day,
            "ms_vote": "A" if code in abstaining else "Y",
            "resolution": f"S/RES/{number}({day[:4]})",
            "description": f"Security Council resolution {number}",
            "total_yes": 15 - len(abstaining), "total_no": 0, "total_non_voting": 0,
            "total_abstentions": len(abstaining), "total_ms": 15,
        }
        for code in MEMBERS
    ]  # fmt: skip


def file_of(folder: Path, rows: list[dict[str, object]]) -> Path:
    return write(folder / "votes.csv", rows)


def test_a_row_is_a_members_vote_on_a_resolution(tmp_path: Path) -> None:
    votes = read(file_of(tmp_path, resolution())).records["undl.votes"]
    line = votes.filter(votes["country"] == "RUS").row(0, named=True)
    assert (line["resolution"], line["year"], line["vote"]) == (2640, 2022, "abstain")
    assert (line["date"], line["row"]) == (date(2022, 6, 29), 5)
    assert votes["vote"].to_list().count("yes") == 13


def test_an_unnamed_member_is_the_one_missing_from_the_days_other_votes(tmp_path: Path) -> None:
    rows = [*resolution(2639, abstaining=()), *resolution(2640)]
    rows[20]["ms_code"] = "DONOTKNOW"
    reading = read(file_of(tmp_path, rows))
    assert [(one.row, one.used) for one in reading.repairs] == [(22, "ALB")]
    del rows[:15]
    with pytest.raises(SourceError, match=r"row 7: ms_code 'DONOTKNOW' names no member"):
        read(file_of(tmp_path, rows))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"ms_vote": "Maybe"}, r"row 2: ms_vote 'Maybe' is not a known value"),
        ({"ms_code": "Atlantis"}, r"row 2: ms_code 'Atlantis' is not a country we know"),
        ({"ms_code": "FRA"}, r"row 2: ms_code 'FRA' stands beside the name 'CHN'"),
        (
            {"ms_code": "FRA", "ms_name": "France"},
            r"row 3: S/RES/2640\(2022\) FRA stands in row 2 with vote abstain and in row 3 with yes",
        ),
        ({"date": "1922-06-29"}, r"row 2: date '1922-06-29' lies outside 1945"),
        ({"date": "29 June"}, r"row 2: date '29 June' is not a date"),
        ({"resolution": "2640"}, r"row 2: resolution '2640' is not a resolution's symbol"),
        ({"total_yes": "lots"}, r"row 2: total_yes 'lots' is not a number"),
    ],
)
def test_a_wrong_value_is_refused_with_its_row(
    tmp_path: Path, changed: dict[str, str], message: str
) -> None:
    rows = resolution()
    rows[0] |= changed
    with pytest.raises(SourceError, match="votes.csv, " + message):
        read(file_of(tmp_path, rows))


def test_a_year_that_is_not_the_symbols_is_refused(tmp_path: Path) -> None:
    rows = resolution()
    for row in rows:
        row["date"] = "2032-06-29"
    with pytest.raises(SourceError, match=r"row 2: date '2032-06-29' is not in the year of S/RES"):
        read(file_of(tmp_path, rows))


def test_a_file_cut_short_between_rows_is_refused(tmp_path: Path) -> None:
    rows = [*resolution(2639, abstaining=()), *resolution(2640)[:9]]
    with pytest.raises(SourceError, match=r"row 17: .*has 9 rows voting 7-0-2-0.*15 members"):
        read(file_of(tmp_path, rows))


def test_a_tally_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    rows = resolution()
    rows[6]["ms_vote"] = "N"
    with pytest.raises(SourceError, match=r"row 2: .*voting 12-1-2-0 .*13-0-2-0"):
        read(file_of(tmp_path, rows))


def test_a_renamed_column_is_named(tmp_path: Path) -> None:
    path = file_of(tmp_path, resolution())
    path.write_text(path.read_text().replace("ms_vote", "ms_votes", 1))
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    with pytest.raises(SourceError, match=r"no column 'ms_vote'[\s\S]*Did you mean ms_votes"):
        reader.read(path)


@pytest.mark.pack
def test_the_published_file_is_read_whole(pack: Path) -> None:
    reading = read(pack / "council" / "undl_sc_voting_1946_2021.csv.gz")
    votes = reading.records["undl.votes"]
    assert votes.height == 38_379
    assert votes["resolution"].n_unique() == 2617
    assert reading.release == "resolutions to 2021-12-30"
    assert [(one.row, one.found, one.used) for one in reading.repairs] == [
        (28605, "DONOTKNOW", "MEX")
    ]
    assert len(reasons(reading)) == 1
