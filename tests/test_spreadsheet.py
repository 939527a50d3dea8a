"""No cell of a CSV file that peaceops writes is run by a spreadsheet; numbers stay numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.cli.violence_draws import _write
from peaceops.edition.build import _repairs_as_csv
from peaceops.sources import Repair
from peaceops.spreadsheet import as_text, runs, with_texts

SOURCE = Path(__file__).resolve().parents[1] / "src" / "peaceops"
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"]
BEFORE = ["", " ", "   ", "\t", "\r", "\n", "\u00a0", "\u3000", "\ufeff", "\u200b", '"', "'", "“",
          ' "', "\x00", "\u00ad", "\u2007'"]  # fmt: skip


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_formula_is_written_as_text(before: str, sign: str) -> None:
    text = f"{before}{sign}HYPERLINK(1)"
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["\tMali", "\rMali", "\nMali", "-5+3", "-", "=", "+1 (212) 963", "@x"]
)
def test_what_might_be_run_is_written_as_text(text: str) -> None:
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize(
    "value",
    ["-5", "+5", "-5.25", "1e-3", "-.5", " -5", -5, -0.5, None, True, "", " ", "Mali", "N/A", "a=b",
     "S/2023/36", "'quoted'", "“withdrawal without delay”", "2023-06-16"],
)  # fmt: skip
def test_numbers_and_plain_texts_stay_as_they_are(value: object) -> None:
    assert as_text(value) == value


@given(st.text())
def test_what_is_written_begins_with_an_apostrophe_or_is_not_run(text: str) -> None:
    written = as_text(text)
    assert written in (text, f"'{text}")
    assert written.startswith("'") or not runs(written)


def test_a_table_is_guarded_in_its_texts_only() -> None:
    table = pl.DataFrame(
        {"text": ["=1+1", "-5", None, "Mali"], "number": [-5, 1, None, 2], "share": [-0.5, 1, 2, 3]}
    ).with_columns(pl.col("text").cast(pl.Categorical).alias("kind"))
    guarded = with_texts(table)
    assert guarded["text"].to_list() == ["'=1+1", "-5", None, "Mali"]
    assert guarded["kind"].to_list() == ["'=1+1", "-5", None, "Mali"]
    assert guarded["number"].to_list() == table["number"].to_list()


def test_draws_and_repairs_are_guarded(tmp_path: Path) -> None:
    _write(pl.DataFrame({"unit": ["@SUM(1)"], "value": [-5.0]}), tmp_path / "draws.csv")
    assert (tmp_path / "draws.csv").read_text(encoding="utf-8") == "unit,value\n'@SUM(1),-5.0\n"
    text = _repairs_as_csv([Repair("a.csv", 3, "country", "=cmd|x", "-5", "a reason")])
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["found"], row["used"]) == ("'=cmd|x", "-5")


def test_every_module_that_writes_csv_guards_its_texts() -> None:
    writes = (".write_csv(", "csv.writer(", "csv.DictWriter(", "to_csv(path")
    # To a hash; a publisher's answer turned into the file that it gives otherwise; a form of ours.
    others = {"asked.py", "json_pages.py", "users_templates.py", "spreadsheet.py"}
    unguarded = [
        path.name
        for path in SOURCE.rglob("*.py")
        if any(word in (text := path.read_text(encoding="utf-8")) for word in writes)
        and "peaceops.spreadsheet" not in text
        and path.name not in others
    ]
    assert unguarded == []
