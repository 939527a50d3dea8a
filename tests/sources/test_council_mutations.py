"""Every column of the Council's files spoilt in many ways: refused, reported, or of no effect.

A spoilt file may not pass in silence. It is refused with an error that names the row or the column,
or gives the same records, or a repair reports what was done. Columns of free text are the exception
where only one row holds them: another text there is a text like any other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from marks import some_quick
from peaceops.characters import control_characters
from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, vetoes
from peaceops.sources._council_today import read as read_today
from peaceops.sources.council_affairs import read as read_affairs
from peaceops.sources.council_members import read_data_hub as read_hub_members
from peaceops.sources.council_members import read_elected
from peaceops.sources.undl import read as read_library
from sources import test_council_affairs as affairs
from sources import test_council_members as members
from sources import test_council_today as today
from sources import test_undl as undl
from sources import test_vetoes as vetoed

Row = dict[str, object]
BAD = (
    "", " ", "?", "n/a", "NaN", "inf", "-1", "0", "1e308", "99999", "12.5", "1,000", "Total",
    "31/02/2022", "03/01/2022", "2022-13-01", "2022-02-30", "1822-06-29", "2122-06-29",
    "Atlantis", "Germany", "=1+1", "Y;N", "None", "x" * 5000, "a\x00b", "\x1b[31mred", "a\u202eb",
    "two\nlines", "S/RES/1(1946)",
)  # fmt: skip
SILENT = "passed in silence"
INTERNAL = (
    "datetime",
    "primary_key",
    "Traceback",
    "polars",
    "NoneType",
    "struct",
    " None",
    "'None'",
)


@dataclass(frozen=True)
class Layout:
    """A small sound file, how it is read, and columns in which any text is as good as another."""

    rows: list[Row]
    read: Callable[[Path], ParsedFile]
    at: int
    free: frozenset[str] = frozenset()


def _library() -> list[Row]:
    rows = [*undl.resolution(2639, "2022-06-28", abstaining=()), *undl.resolution()]
    return [row | {"modality": "Vote", "agenda": "THE SITUATION IN MALI"} for row in rows]


def _affairs() -> list[Row]:
    majority = {"Outcome results": "Adopted by majority"}
    return [
        *affairs.draft(2639, "2022-06-28"),
        *affairs.draft(2640, "2022-06-29", votes={"China": "Abstain"}, **majority),
        *affairs.draft(2641, "2022-06-30"),
    ]


def _today() -> list[Row]:
    return [*today.draft(day="20/05/2025", votes={"China": "Abstain"}), *today.vetoed()]


def _members() -> list[Row]:
    names = ("Mali", "Chad", "Togo", "Peru")
    return [
        members.elected(name, 2000 + year, year_of_tenure=year + 1)
        for name in names
        for year in (0, 1)
    ]


MIT_TEXT = frozenset({"draft", "meeting_record", "agenda_item", "crisis_topic", "region"})
HUB_TEXT = frozenset({"draft_resolution_number", "record", "agenda", "topic"})
LAYOUTS = {
    "library": Layout(_library(), read_library, at=18),
    "drafts": Layout(_affairs(), read_affairs, at=18),
    "drafts today": Layout(_today(), read_today, at=18),
    "vetoes MIT": Layout(
        [vetoed.mit("5/26/2022", month=5, draft="S/2022/431"),
         vetoed.mit("7/8/2022", month=7, draft="S/2022/538")],
        vetoes.read_mit, at=1, free=MIT_TEXT,
    ),
    "vetoes hub": Layout(
        [vetoed.hub("2022-05-26"), vetoed.hub("2022-07-08", draft_resolution_number="S/2022/538")],
        vetoes.read_data_hub, at=1, free=HUB_TEXT,
    ),
    "members": Layout(_members(), read_elected, at=3, free=frozenset({"country"})),
    "members hub": Layout(
        [{"security_council_member": name, "year": 2000 + place}
         for place, name in enumerate(("Mali", "Chad", "Togo"))],
        read_hub_members, at=1, free=frozenset({"security_council_member", "year"}),
    ),
}  # fmt: skip


def _text(rows: list[Row]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _result(layout: Layout, folder: Path, rows: list[Row]) -> ParsedFile | SourceError:
    path = folder / "spoilt.csv"
    path.write_text(_text(rows), encoding="utf-8", newline="")
    try:
        return layout.read(path)
    except SourceError as error:
        return error


def _records(reading: ParsedFile) -> dict[str, list[tuple[object, ...]]]:
    return {
        kind: sorted(frame.drop("row").rows(), key=repr) for kind, frame in reading.records.items()
    }


@cache
def _sound(name: str, folder: Path) -> ParsedFile:
    reading = _result(LAYOUTS[name], folder, LAYOUTS[name].rows)
    assert isinstance(reading, ParsedFile), reading
    return reading


def _silent(name: str, folder: Path, rows: list[Row]) -> str:
    """What passed in silence, or an error that does not help; "" where all is well."""
    layout, sound = LAYOUTS[name], _sound(name, folder.parent)
    spoilt = _result(layout, folder, rows)
    if isinstance(spoilt, SourceError):
        said = str(spoilt)
        inside = [word for word in INTERNAL if word in said.replace("'None'", "", 1)]
        named = "spoilt.csv" in said and spoilt.remedy != "correct it"
        return "" if named and not inside else f"unhelpful error ({inside}): {said}"
    same = _records(spoilt) == _records(sound)
    return "" if same or len(spoilt.repairs) > len(sound.repairs) else SILENT


def _cells(layout: Layout, step: int) -> Iterator[tuple[str, str, list[Row]]]:
    """Each column with every ``step``-th of the bad values in one row."""
    for place, column in enumerate(layout.rows[0]):
        for value in BAD[place % step :: step]:
            rows = [dict(row) for row in layout.rows]
            rows[layout.at][column] = value
            yield column, value, rows


def _failures(name: str, folder: Path, step: int) -> list[str]:
    layout, failures, tries = LAYOUTS[name], [], 0
    for column, value, rows in _cells(layout, step):
        tries += 1
        trouble = _silent(name, folder, rows)
        plain = not control_characters(value)
        if trouble and not (trouble == SILENT and column in layout.free and plain):
            failures.append(f"{column}, {value[:20]!r} in row {layout.at + 2}: {trouble}")
    print(f"{tries} tries, {len(failures)} failures")
    return failures


@pytest.mark.parametrize("name", some_quick(LAYOUTS, 2))
def test_a_sample_of_bad_values_does_not_pass_in_silence(tmp_path: Path, name: str) -> None:
    assert not _failures(name, tmp_path, step=15)


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYOUTS)
def test_no_bad_value_passes_in_silence(tmp_path: Path, name: str) -> None:
    assert not _failures(name, tmp_path, step=1)


def _blank_column(column: str) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [row | {column: ""} for row in rows]


def _moved(rows: list[Row], at: int, by: int) -> list[Row]:
    cells = list(rows[at].values())
    turned = cells[by:] + cells[:by]
    return [*rows[:at], dict(zip(rows[at], turned, strict=True)), *rows[at + 1 :]]


ROWS: dict[str, Callable[[list[Row], int], list[Row]]] = {
    "a row twice": lambda rows, at: [*rows[:at], rows[at], *rows[at:]],
    "a row again at the end": lambda rows, at: [*rows, rows[at]],
    "the whole file twice": lambda rows, at: [*rows, *rows],
    "a row of totals": lambda rows, at: [
        *rows, {name: "Total" if place == 0 else "" for place, name in enumerate(rows[0])}
    ],
    "the header again": lambda rows, at: [*rows, {name: name for name in rows[0]}],
    "empty rows": lambda rows, at: [*rows, *[dict.fromkeys(rows[0], "")] * 327],
    "moved left": lambda rows, at: _moved(rows, at, 1),
    "moved right": lambda rows, at: _moved(rows, at, -1),
    "moved by two": lambda rows, at: _moved(rows, at, 2),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("kind", ROWS)
def test_no_spoilt_row_passes_in_silence(tmp_path: Path, name: str, kind: str) -> None:
    layout = LAYOUTS[name]
    assert not _silent(name, tmp_path, ROWS[kind](layout.rows, layout.at))


@pytest.mark.parametrize("name", ["library", "drafts", "drafts today"])
def test_a_row_left_out_is_refused_or_leaves_a_member_without_a_vote(
    tmp_path: Path, name: str
) -> None:
    layout = LAYOUTS[name]
    fewer = [*layout.rows[: layout.at], *layout.rows[layout.at + 1 :]]
    result = _result(layout, tmp_path, fewer)
    if isinstance(result, ParsedFile):  # the table has no row for an absent member
        assert result.records["council_affairs.votes"].height == len(layout.rows) - 1
    else:
        assert "rows voting" in str(result)


NEEDED = {
    "library": ("ms_code", "ms_vote", "date", "resolution", "description"),
    "drafts": ("Year", "Date,", "Draft", "Outcome results", "Vote", "Member State", "ID"),
    "drafts today": ("ID", "Year", "Date", "Draft", "Outcome", "Vote", "Member State"),
    "vetoes MIT": ("year", "date", "draft", "member_veto1"),
    "vetoes hub": ("Year", "Date", "draft_resolution_number", "number_of_vetoes", "china"),
    "members": ("country", "which_tenure", "year", "year_of_tenure"),
    "members hub": ("security_council_member", "year"),
}


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name, columns in NEEDED.items() for column in columns]
)
def test_a_column_that_a_layout_needs_may_not_be_blank(
    tmp_path: Path, name: str, column: str
) -> None:
    layout = LAYOUTS[name]
    result = _result(layout, tmp_path, _blank_column(column)(layout.rows))
    assert isinstance(result, SourceError)
    assert column.rstrip(",").split()[0].lower() in str(result).lower()
