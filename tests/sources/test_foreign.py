"""A file that is not read says why, and what the user can do instead."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from peaceops.sources import all_readers, recognise
from sources.made_tables import MONTHS, events_csv

GOOD = events_csv().encode()
GA = (
    b"undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,"
    b"title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,"
    b"total_non_voting,total_ms,undl_link\n"
    b"1,CHN,CHINA,Y,2025-05-08,79,A/RES/79/101,,,,,,,,12,0,3,0,15,\n"
)
ACLED = b"event_id_cnty,event_date,event_type,country,fatalities\nMLI0,01 March 2023,x,Mali,5\n"


def zipped(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return content.getvalue()


def tarred() -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        member = tarfile.TarInfo("a.csv")
        member.size = len(GOOD)
        archive.addfile(member, io.BytesIO(GOOD))
    return content.getvalue()


def parquet(**columns: list[object]) -> bytes:
    content = io.BytesIO()
    pl.DataFrame(columns).write_parquet(content)
    return content.getvalue()


def geojson(**properties: object) -> bytes:
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [1, 2]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


WORKBOOK = zipped(**{"[Content_Types].xml": b"<a/>", "xl__workbook.xml": b"<a/>"})
ODS = zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
FOREIGN: dict[str, tuple[str, bytes, str]] = {
    "ACLED": ("a.csv", ACLED, "ACLED is not read: it counts by other definitions than UCDP"),
    "ACLED in capitals": ("a.csv", ACLED.upper(), "ACLED is not read"),
    "the Assembly's votes": ("ga.csv", GA, "General Assembly's voting file.*Security Council's"),
    "a workbook": ("a.xlsx", WORKBOOK, "Excel workbook.*CSV UTF-8"),
    "a workbook renamed": ("a.csv", WORKBOOK, "Excel workbook.*CSV UTF-8"),
    "a sheet of OpenDocument": ("a.ods", ODS, "OpenDocument.*CSV UTF-8"),
    "an old workbook": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "xls.*CSV UTF-8"),
    "a pointer of Git LFS": (
        "GEDEvent_v24_1.csv",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n",
        "Git LFS pointer.*git lfs pull",
    ),
    "a log-in page": ("a.csv", b"\n<!DOCTYPE html><html>Log in</html>", "web page.*download"),
    "events of UCDP's interface": (
        "a.json",
        b'{"TotalCount": 1, "Result": [{"id": 1, "type_of_violence": 1}]}',
        "UCDP's interface.*CSV",
    ),
    "other JSON": ("a.json", b'{"a": 1}', "a JSON file"),
    "JSON cut short": ("a.json", b'{"a": [1, 2', "damaged JSON.*download"),
    "JSON nested without end": ("a.json", b"[" * 200_000, "damaged JSON: it is nested"),
    "GeoJSON of events": (
        "a.geojson", geojson(type_of_violence=1), "without all their columns.*CSV",
    ),
    "other GeoJSON": ("a.geojson", geojson(shop="x"), "Points, not of Natural Earth's"),
    "GeoJSON without features": (
        "a.geojson", b'{"type":"FeatureCollection","features":[]}', "GeoJSON without features",
    ),
    "GeoJSON of nothing": (
        "a.geojson", b'{"type":"FeatureCollection","features":[null]}', "not of Natural Earth's",
    ),
    "a tar archive": ("a.tar", tarred(), "tar archive.*unpack"),
    "a packed tar archive": ("a.tar.gz", gzip.compress(tarred()), "tar archive.*unpack"),
    "packed twice": ("a.csv.gz", gzip.compress(gzip.compress(GOOD)), "compressed twice"),
    "gzip cut at once": ("a.csv.gz", gzip.compress(GOOD)[:15], "cannot be unpacked.*again"),
    "a document": ("a.pdf", b"%PDF-1.7 ...", "PDF"),
    "a text": ("README.md", b"# Title, and more\n", "a text file"),
    "a settings file": ("a.yaml", b"a: 1\n", "a text file"),
    "nothing": ("a.csv", b"", "empty.*download"),
    "blank lines": ("a.csv", b"\n \n", "empty.*download"),
    "any bytes": ("a.csv", bytes(range(256)) * 20, "no text"),
    "NUL bytes": ("a.csv", bytes(5000), "no text"),
    "broken Parquet": ("a.parquet", b"PAR1" + b"x" * 99, "damaged Parquet.*again"),
    "Parquet cut short": ("a.parquet", parquet(a=[1] * 999)[:-20], "damaged Parquet.*again"),
    "other Parquet": ("a.parquet", parquet(a=[1], b=[2]), "no layout we know.*a, b"),
    "text named Parquet": ("a.parquet", b"hello", "no layout we know"),
    "a shapefile alone": ("a.shp", bytes(200), "without its .dbf and .shx"),
    "most columns of a layout": (
        "a.csv",
        b"year,longitude,latitude,where_coordinates,best,shop,x\n2000,1,2,x,3,y,z\n",
        "resembles ucdp-ged.*no column 'deaths_civilians'",
    ),
    "a title above the header": ("a.csv", b"Events\n\n" + GOOD, "header in line 3.*delete"),
    "a line of a million letters": ("a.csv", b"x" * 1_000_000, "first line cannot be read"),
    "a hundred thousand columns": (
        "a.csv", ",".join(f"c{n}" for n in range(100_000)).encode(), "more than 5000 columns",
    ),
    "an unknown table": ("a.csv", b"x,y\n1,2\n", r"no layout we know \(columns: x, y"),
    "an edition's own table": (
        "a.parquet", parquet(known_on=[1], source=["a"], row=[2]), "a table of an edition",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_not_read_says_why_and_what_to_do(tmp_path: Path, kind: str) -> None:
    name, content, words = FOREIGN[kind]
    path = tmp_path / name
    path.write_bytes(content)
    recognition = recognise(path, all_readers())
    assert recognition.reader is None
    assert recognition.remedy
    told = pl.Series([f"{recognition.reason}; {recognition.remedy}"])
    assert told.str.contains(f"(?s){words}").all(), told[0]


NAMES = {
    "Events.CSV": GOOD,
    "events": GOOD,
    "events.txt": GOOD,
    "m.tsv": MONTHS.replace(",", "\t").encode(),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_known_by_its_content_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(NAMES[name])
    assert recognise(path, all_readers()).reader is not None


def test_a_renamed_column_is_left_to_the_reader_to_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(MONTHS.replace("one_sided", "onesided_deaths").replace("non_state", "nonstate"))
    assert recognise(path, all_readers()).reader is None
    path.write_text(MONTHS.replace("one_sided", "onesided"))
    reader = recognise(path, all_readers()).reader
    assert reader is not None and reader.layout == "country-months, plain layout"


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "no ordinary file" in recognise(tmp_path / "pipe.csv", all_readers()).reason


def shapefile_of(folder: Path, field: str, change: Callable[[Path], None]) -> Path:
    import shapefile  # type: ignore[import-untyped]

    path = folder / "areas.shp"
    with shapefile.Writer(str(path)) as writer:
        writer.field(field, "C")
        writer.point(1, 1)
        writer.record("x")
    change(path)
    return path


def test_another_shapefile_is_told_from_borders(tmp_path: Path) -> None:
    path = shapefile_of(tmp_path, "SHOP", lambda path: None)
    assert "other things than Natural Earth's countries" in recognise(path, all_readers()).reason


def test_a_damaged_shapefile_is_told(tmp_path: Path) -> None:
    path = shapefile_of(
        tmp_path, "SHOP", lambda path: path.with_suffix(".dbf").write_bytes(b"x") and None
    )
    assert "damaged shapefile" in recognise(path, all_readers()).reason
