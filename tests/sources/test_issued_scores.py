"""Scores of forecasts that others issued: what is read, and that all problems are told at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.edition.assemble.issued import assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.errors import SourceError
from peaceops.sources import all_readers, recognise
from peaceops.sources.issued_scores import read_scores

TEXT = """\
target: P(>=25 state-based deaths in a country-month), UCDP best estimate
vantages:
- fatalities002_2023_10_t01
- fatalities002_2023_04_t01
n: 72
models:
  views:
    brier: 0.04
    calibration:
    - bin: 0-10%
      n: 72
  persistence:
    brier: 0.05
by_horizon:
  h1-3:
    views: 0.03
    persistence: 0.04
"""


def written(folder: Path, text: str = TEXT, name: str = "benchmark.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_scores_are_read_with_their_months_and_lines(tmp_path: Path) -> None:
    path = written(tmp_path, name="under any name.yaml")
    reader = recognise(path, all_readers()).reader
    assert reader is not None and reader.publication.id == "tocsin-scores"
    reading = reader.read(path)
    frame = reading.records["issued.scores"]
    columns = ("forecaster", "first_lead", "last_lead", "brier", "cases", "row")
    assert frame.select(columns).rows() == [
        ("views", 1, 12, 0.04, 72, 8),
        ("persistence", 1, 12, 0.05, 72, 13),
        ("views", 1, 3, 0.03, None, 16),
        ("persistence", 1, 3, 0.04, None, 16),
    ]
    assert set(frame["origins"]) == {"2023-04; 2023-10"}
    assert set(frame["last_month"]) == {date(2024, 10, 1)}
    assert reading.release == "to 2024-10"


def test_scores_are_known_after_the_last_month_they_are_about(tmp_path: Path) -> None:
    readings = ParsedFiles([("benchmark.yaml", read_scores(written(tmp_path)))])
    table = conform(TABLES["violence_issued_scores"], assemble(readings)["violence_issued_scores"])
    assert set(table["known_on"]) == {date(2024, 11, 20)}


def test_an_edition_without_them_has_no_table() -> None:
    assert assemble(ParsedFiles([])) == {}


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = (
        TEXT.replace("P(>=25 state-based", "P(>=25 non-state")
        .replace("n: 72\nmodels", "n: many\nmodels")
        .replace("brier: 0.05", "brier: 5")
        .replace("h1-3", "h3-1")
        .replace("fatalities002_2023_10_t01", "fatalities002_2023_13_t01")
    )
    with pytest.raises(SourceError) as caught:
        read_scores(written(tmp_path, text))
    message = str(caught.value)
    for words in (
        "is not the target that is read",
        "n 'many' is no number of country-months",
        "models.persistence.brier '5' is no Brier score",
        "'h3-1' names no months ahead",
        "is no list of runs",
    ):
        assert words in message
    assert "row 13" in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT.replace("by_horizon", "by_lead"), "there is no key 'by_horizon'"),
        (
            TEXT.replace("  views:\n    brier: 0.04\n", "  x: 1\n  views:\n    brier: 0.04\n"),
            "no scores",
        ),
        (TEXT + "by: {", "no YAML that can be read"),
        ("- target\n- n\n", "is no mapping"),
    ],
)
def test_what_is_no_file_of_scores_is_refused(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=words):
        read_scores(written(tmp_path, text))


@pytest.mark.pack
def test_the_published_scores_of_the_pack(pack_2026: Path) -> None:
    frame = read_scores(pack_2026 / "violence" / "benchmark.yaml").records["issued.scores"]
    whole = frame.filter(first_lead=1, last_lead=12)
    assert whole["cases"].unique().to_list() == [7680]
    briers = dict(whole.select("forecaster", "brier").iter_rows())
    assert briers["views"] == 0.04123 and briers["pool:views+persist"] == 0.03987
    assert frame["origins"][0] == "2023-04; 2023-10; 2024-04; 2024-10; 2025-04"
    assert frame.height == 24
