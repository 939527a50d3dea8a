"""Every file is read, skipped with its reason, or refused; one never hides another."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from edition.publisher_files import ELECTED_2019, undl_votes, write_files
from peaceops.edition import intake as intake_of
from peaceops.edition import open_edition
from peaceops.edition.build import build
from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, Publication, Reader, all_readers
from sources.made_tables import MONTHS, events_csv

ACLED = "event_id_cnty,event_date,event_type\nMLI0,01 March 2023,Battles\n"


def with_files(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


@pytest.mark.parametrize("alone", [True, False])
def test_a_file_that_is_not_read_says_why_also_when_alone(tmp_path: Path, alone: bool) -> None:
    folder = with_files(tmp_path / "in", acled__csv=ACLED)
    for source in (folder, folder / "acled.csv"):
        if alone:
            with pytest.raises(SourceError, match="(?s)holds 1 file and none.*ACLED.*UCDP"):
                build(source, tmp_path / "out")
    if not alone:
        built = build(with_files(folder, members__csv=ELECTED_2019), tmp_path / "out")
        [(name, reason)] = built.skipped
        assert name == "acled.csv" and "ACLED is not read" in reason


def test_a_pipe_given_as_the_source_is_refused_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(SourceError, match="a named pipe, not a file"):
        build(tmp_path / "pipe.csv", tmp_path / "out")


DAMAGED = {
    "events.csv.gz": gzip.compress(events_csv().encode() * 30)[:-40],
    "cells.parquet": b"PAR1 and no more",
    "events.geojson": b'{"type":"FeatureCollection","features":[{"properties":{"id":1}}]}',
    "events.zip": b"PK\x03\x04 and no more",
    "header.csv": events_csv(0).encode(),
}


def test_what_is_damaged_or_foreign_never_stops_the_rest(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in")
    for name, content in DAMAGED.items():
        (folder / name).write_bytes(content)
    built = build(folder, tmp_path / "out")
    assert {name for name, _ in built.skipped} == set(DAMAGED)
    assert all(";" in reason for _, reason in built.skipped), "a reason and a remedy"
    assert len(built.read) == 3


def test_strict_makes_what_is_skipped_an_error(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in")
    (folder / "acled.csv").write_text(ACLED)
    with pytest.raises(SourceError, match="(?s)1 file not read, which --strict.*acled.csv: ACLED"):
        build(folder, tmp_path / "out", strict=True)
    built = build(folder, tmp_path / "out", strict=True, leave_out=["acled*"])
    assert built.skipped == [("acled.csv", "left out as asked")]


def test_a_wrong_file_stops_the_build_after_all_are_looked_at(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in")
    name = build(folder, tmp_path / "out").edition.name
    (folder / "a votes' copy.csv").write_text(undl_votes(day="1821-06-29"))
    (folder / "months.csv").write_text(MONTHS.replace("7,0,0", "seven,0,0"))
    (folder / "acled.csv").write_text(ACLED)
    with pytest.raises(SourceError) as caught:
        build(folder, tmp_path / "out")
    message = str(caught.value)
    assert "2 files cannot be read" in message
    assert "1821-06-29" in message and "'seven'" in message and "ACLED" in message
    assert """--leave-out 'a votes'"'"' copy.csv' --leave-out months.csv""" in message
    assert open_edition(tmp_path / "out").name == name
    left_out = ["a votes' copy.csv", "months.csv"]
    assert len(build(folder, tmp_path / "out", leave_out=left_out).read) == 3


def test_a_pattern_that_leaves_nothing_out_is_told(tmp_path: Path) -> None:
    built = build(write_files(tmp_path / "in"), tmp_path / "out", leave_out=["months*", "memb*"])
    assert built.idle == ["months*"]
    with pytest.raises(SourceError, match="pattern.*empty"):
        build(tmp_path / "in", tmp_path / "out", leave_out=[""])


def with_defect(readers: Sequence[Reader]) -> tuple[Reader, ...]:
    def fails(path: Path) -> ParsedFile:
        raise ZeroDivisionError("by \x1b[31mnought")

    about = Publication("made", "Made", "us", "none", "none", "none")
    return (*readers, Reader(about, "made", frozenset({"made"}), fails))


def test_an_error_nobody_foresaw_names_the_file_and_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_of, "all_readers", lambda: with_defect(all_readers()))
    folder = with_files(write_files(tmp_path / "in"), a__csv="made\n1\n")
    with pytest.raises(SourceError, match=r"a.csv: a defect of peaceops.*ZeroDivisionError") as one:
        build(folder, tmp_path / "out")
    assert "--leave-out a.csv" in str(one.value) and "\x1b" not in str(one.value)
    (folder / "votes.csv").write_text(undl_votes(day="1821-06-29"))
    with pytest.raises(SourceError, match="(?s)2 files.*votes.csv.*a.csv: a defect"):
        build(folder, tmp_path / "out")


def test_a_publishers_zip_is_read(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("GEDEvent_v23_1.csv", events_csv())
        archive.writestr("readme.txt", "See the codebook.")
        archive.writestr("more.zip", content.getvalue())
    folder = with_files(tmp_path / "in", **{"ged231-csv__zip": content.getvalue()})
    built = build(folder, tmp_path / "out")
    [entry] = built.read
    assert (entry.file, entry.release) == ("ged231-csv.zip/GEDEvent_v23_1.csv", "23.1")
    assert dict(built.skipped)["ged231-csv.zip/more.zip"].startswith("an archive inside")
    left = build(
        with_files(folder, members__csv=ELECTED_2019), tmp_path / "other", leave_out=["GED*.csv"]
    )
    assert [one.file for one in left.read] == ["members.csv"]


def test_an_archive_made_to_do_harm_is_skipped(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("../evil.csv", ELECTED_2019)
    folder = with_files(write_files(tmp_path / "in"), **{"a__zip": content.getvalue()})
    [(name, reason)] = build(folder, tmp_path / "out").skipped
    assert name == "a.zip" and "leads out of its folder" in reason


def test_several_sources_make_one_edition(tmp_path: Path) -> None:
    first = with_files(tmp_path / "data", members__csv=ELECTED_2019)
    second = with_files(tmp_path / "data_2026", months__csv=MONTHS)
    built = build([first, second], tmp_path / "out")
    assert [entry.file for entry in built.read] == ["members.csv", "months.csv"]
    with pytest.raises(SourceError, match="nowhere: does not exist"):
        build([first, tmp_path / "nowhere"], tmp_path / "out")


def test_odd_names_do_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "curated").mkdir(parents=True)
    for name in (b"curated/\xff.csv", b"a + b.csv", b"\x1b[31m.csv"):
        path = Path(os.fsdecode(bytes(folder) + b"/" + name))
        path.write_text(
            MONTHS.replace("MLI", "TCD" if b"+" in name else "NER").replace("7", str(len(name)))
        )
    built = build(folder, tmp_path / "out", leave_out=["*31m*"])
    assert [entry.file for entry in built.read] == ["a+b.csv", "./curated/\\udcff.csv"]
