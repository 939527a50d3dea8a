"""Mandates, ceilings and hosts' requests that a user writes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import TEMPLATES, ParsedFile, all_readers, recognise


def read(folder: Path, text: str) -> ParsedFile:
    """Read a file under a name that tells nothing."""
    path = folder / "notes.csv"
    path.write_text(text, encoding="utf-8")
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    assert reader.publication.id == "user-tables"
    return reader.read(path)


@pytest.mark.parametrize("layout", sorted(TEMPLATES))
def test_a_template_is_read_as_it_is_written(tmp_path, layout):
    parsed = read(tmp_path, TEMPLATES[layout].text())
    records = parsed.records[f"users.{layout}"]
    assert records.height == len(TEMPLATES[layout].rows)
    assert parsed.repairs == ()


def test_a_column_of_a_template_is_explained():
    for template in TEMPLATES.values():
        assert all(len(row) == len(template.columns) for row in template.rows)
        assert all(template.columns.values())


def test_resolutions_may_be_written_as_numbers_or_symbols(tmp_path):
    header = "mission,resolution,date,kind,until,withdrawn_by,reason\n"
    rows = (
        "UNIFIL,2790,2025-08-28,terminate,2026-12-31,,a\n"
        "UNIFIL,S/RES/2749 (2024),2024-08-28,renew,2025-08-31,,b\n"
        "UNOMIG,s/2009/310,2009-06-15,renew,,,c\n"
        "UNTSO,s/res/50,1948-05-29,establish,Open,,d\n"
    )
    records = read(tmp_path, header + rows).records["users.mandates"]
    assert records["resolution"].to_list() == ["2790", "2749", "S/2009/310", "50"]
    assert records["open_ended"].to_list() == [False, False, False, True]
    assert records["until"].to_list() == [date(2026, 12, 31), date(2025, 8, 31), None, None]


def test_every_problem_of_a_file_of_mandates_is_told_at_once(tmp_path):
    text = (
        "mission,resolution,date,kind,until,withdrawn_by,reason\n"
        "UNIFIL,2790 or so,2025-08-28,terminate,2026-12-31,,a\n"
        "UNIFIL,2749,2024-08-28,prolong,2025-08-31,,a\n"
        "UNIFIL,2695,2023-08-31,renew,2022-08-31,,a\n"
        "UNIFIL,2650,2022-08-31,renew,2023-08-31,2024-01-01,a\n"
        "UNIFIL,2591,2021-08-30,renew,2022-08-31,,\n"
    )
    with pytest.raises(SourceError) as caught:
        read(tmp_path, text)
    message = str(caught.value)
    for part in ("row 2", "neither a resolution nor a draft", "row 3", "prolong", "row 4",
                 "lies before the day of the decision, 2023-08-31", "row 5",
                 "the decision ends no mission", "row 6", "reason"):  # fmt: skip
        assert part in message


def test_every_problem_of_a_file_of_ceilings_is_told_at_once(tmp_path):
    text = (
        "mission,resolution,from,ceiling_military,ceiling_police,reason\n"
        "MONUSCO,2717,,,,a\n"
        "MONUSCO,2765,2024-13-01,11500,unknown,a\n"
        "MONUSCO,2666,,-5,2001,a\n"
    )
    with pytest.raises(SourceError) as caught:
        read(tmp_path, text)
    for part in ("row 2", "so is ceiling_police", "row 3", "2024-13-01", "row 4", "below 0"):
        assert part in str(caught.value)


def test_a_request_without_an_answer_is_read_and_a_half_answer_refused(tmp_path):
    header = "mission,host,asked,precision,act,recognised,outcome,end,decision,decided,reason\n"
    open_row = "UNAMI,Iraq,2024-05-08,day,request,yes,,,,,letter\n"
    answered = "UNAMI,IRQ,2024-05-09,day,request,no,left,2025-12-31,2732,2024-05-31,letter\n"
    records = read(tmp_path, header + open_row + answered).records["users.requests"]
    assert records["host"].to_list() == ["IRQ", "IRQ"]
    assert records["recognised"].to_list() == [True, False]
    assert records["outcome"].to_list() == [None, "left"]
    assert records["decision"].to_list() == [None, "S/RES/2732 (2024)"]
    with pytest.raises(SourceError) as caught:
        read(tmp_path, header + "UNAMI,IRQ,2024-05-08,day,request,yes,left,2024-01-01,,,letter\n")
    assert "has no day of the decision" in str(caught.value)
    assert "lies before the day of the request, 2024-05-08" in str(caught.value)
