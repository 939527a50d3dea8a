"""The Library's voting file: read whole, or refused with file, row and value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import all_readers, recognise
from peaceops.sources.undl import COLUMNS, TOTALS, read
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
            r"row 3: S/RES/2640\(2022\) FRA stands in row 2 with vote abstain and in row 3",
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


def without_vote(vote: str = "X", **changed: object) -> list[dict[str, object]]:
    """A resolution adopted without a vote, as the file of 2026 has it."""
    stated = {"modality": "Without Vote", "ms_vote": vote} | dict.fromkeys(TOTALS.values(), "")
    return [row | stated | changed for row in resolution(331, "1973-04-20", abstaining=())]


def voted() -> list[dict[str, object]]:
    return [row | {"modality": "Vote"} for row in resolution()]


@pytest.mark.parametrize("total", ["", 0, 15, "0.0"])
@pytest.mark.parametrize("vote", ["X", ""])
def test_totals_are_not_checked_where_there_was_no_vote(
    tmp_path: Path, total: object, vote: str
) -> None:
    rows = [*without_vote(vote, total_non_voting=total), *voted()]
    votes = read(file_of(tmp_path, rows)).records["undl.votes"]
    none = votes.filter(votes["resolution"] == 331)
    assert none["vote"].to_list() == ["not_participating"] * 15
    assert votes.filter(votes["resolution"] == 2640)["vote"].to_list().count("yes") == 13


def test_every_member_x_is_without_a_vote_in_a_file_that_does_not_say_so(tmp_path: Path) -> None:
    rows = [row | {"ms_vote": "X"} | dict.fromkeys(TOTALS.values(), 0) for row in resolution()]
    votes = read(file_of(tmp_path, rows)).records["undl.votes"]
    assert set(votes["vote"]) == {"not_participating"}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"ms_vote": "Y"}, r"row 2: CHN votes yes on S/RES/331\(1973\), which was adopted without"),
        ({"modality": "Show of hands"}, r"row 2: modality 'Show of hands' is not a known value"),
        ({"modality": "Vote"}, r"row 2: S/RES/331\(1973\) has modality 'Vote' here and 'Without"),
        ({"ms_code": "DEU", "ms_name": "GERMANY"}, r"row 2: S/RES/331.* lists no CHN"),
    ],
)
def test_a_contradiction_to_the_modality_is_refused(
    tmp_path: Path, changed: dict[str, object], message: str
) -> None:
    rows = [*without_vote(), *voted()]
    rows[0] |= changed
    with pytest.raises(SourceError, match="votes.csv, " + message):
        read(file_of(tmp_path, rows))


def test_a_blank_vote_is_refused_where_there_was_one(tmp_path: Path) -> None:
    rows = voted()
    rows[3]["ms_vote"] = ""
    with pytest.raises(SourceError, match=r"row 5: ms_vote is empty: RUS on S/RES/2640\(2022\)"):
        read(file_of(tmp_path, rows))


def test_totals_with_a_decimal_point_and_new_members_are_read(tmp_path: Path) -> None:
    members = dict(zip(("ALB", "ARE", "BRA"), ("TUR", "COD", "LVA"), strict=True))
    rows = [
        row | {"total_yes": "13.0", "total_ms": "15.0"}
        | {name: members.get(str(row[name]), row[name]) for name in ("ms_code", "ms_name")}
        for row in resolution()
    ]  # fmt: skip
    assert set(read(file_of(tmp_path, rows)).records["undl.votes"]["country"]) > {"TUR", "COD"}


def test_rows_and_rolls_that_stand_twice_alike_are_dropped(tmp_path: Path) -> None:
    rows = resolution()
    reading = read(file_of(tmp_path, [*rows, rows[14]]))
    assert reading.records["undl.votes"].height == 15
    (repair,) = reading.repairs
    assert (repair.row, repair.found, repair.used) == (17, "S/RES/2640(2022) MOZ", "(dropped)")
    twice = read(file_of(tmp_path, [*rows, *(row | {"undl_id": 2} for row in rows)]))
    assert twice.records["undl.votes"].height == 15
    assert list(reasons(twice).values()) == [15]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    rows = resolution()
    rows[0]["ms_vote"], rows[5]["ms_code"], rows[7]["total_yes"] = "Maybe", "Atlantis", "lots"
    with pytest.raises(SourceError) as caught:
        read(file_of(tmp_path, rows))
    assert all(told in str(caught.value) for told in ("row 2: ms_vote", "row 7: ms_code", "row 9"))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"date": "2022-07-29"}, r"row 2: .* has date '2022-07-29' here and '2022-06-29' in row 3"),
        ({"agenda": "Another item"}, r"row 2: .* has agenda item 'Another item' here and blank"),
        ({"resolution": "S/RES/0(2022)"}, r"row 2: resolution .* is not a resolution's symbol"),
        ({"resolution": "S/RES/99999(2022)"}, r"row 2: resolution .* is not a resolution's"),
        ({"total_ms": 16}, r"row 2: total_ms '16' is above 15"),
        ({"total_no": -1}, r"row 2: total_no '-1' is below 0"),
        ({"description": ""}, r"row 2: description is empty"),
        ({"description": "Resolution\x00"}, r"row 2: description .* holds control characters"),
    ],
)
def test_a_value_unlike_the_rest_of_its_resolution_is_refused(
    tmp_path: Path, changed: dict[str, object], message: str
) -> None:
    rows = resolution()
    rows[0] |= changed
    with pytest.raises(SourceError, match="votes.csv[,:]" + "[\\s\\S]*" + message):
        read(file_of(tmp_path, rows))


def test_a_council_of_another_size_or_without_a_permanent_member_is_refused(
    tmp_path: Path,
) -> None:
    with pytest.raises(SourceError, match=r"lists 15 members .*the Council of 1965-06-29 has 11"):
        read(file_of(tmp_path, resolution(210, "1965-06-29")))
    rows = resolution()
    rows[1] |= {"ms_code": "DEU", "ms_name": "GERMANY"}
    with pytest.raises(SourceError, match=r"S/RES/2640\(2022\) lists no FRA among its members"):
        read(file_of(tmp_path, rows))


def test_a_member_fewer_in_rows_and_count_is_reported(tmp_path: Path) -> None:
    one_less = [row | {"total_ms": 14, "total_yes": 12} for row in resolution()[:14]]
    (repair,) = read(file_of(tmp_path, one_less)).repairs
    assert (repair.found, repair.used) == ("14 members on S/RES/2640(2022)", "15 members")


def test_a_number_out_of_the_order_of_the_years_is_refused(tmp_path: Path) -> None:
    rows = [*resolution(2639, "2022-06-28"), *resolution(2640, "2021-06-29"), *resolution(2641)]
    with pytest.raises(SourceError, match=r"row 17: S/RES/2640\(2021\) is out of the order"):
        read(file_of(tmp_path, rows))


def test_a_resolution_needs_nine_votes_in_favour(tmp_path: Path) -> None:
    against = [code for code in MEMBERS if code not in MEMBERS[:8]]
    with pytest.raises(SourceError, match=r"row 2: .*has 8 votes in favour, too few"):
        read(file_of(tmp_path, resolution(abstaining=tuple(against))))


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
