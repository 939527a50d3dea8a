"""A new edition replaces the files of the one before it, and touches no other."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from edition.made import made_edition, made_store, made_tables
from edition.publisher_files import write_files
from peaceops.edition import open_edition
from peaceops.edition.build import build
from peaceops.edition.cut import cut
from peaceops.edition.ownership import starter
from peaceops.errors import EditionError, OutputError, PeaceopsError

DAY = date(2021, 6, 30)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


MANIFESTS = {
    "none": None,
    "of a web page": json.dumps({"name": "My page", "icons": []}),
    "that is cut short": '{"schema_version": 2, "edition": "local-',
    "that is empty": "",
    "that names other files": json.dumps(
        {"schema_version": 1, "edition": "x", "tables": {"votes": {"file": "thesis.parquet"}}}
    ),
    "that names files elsewhere": json.dumps(
        {"schema_version": 1, "edition": "x", "tables": {"votes": {"file": "../votes.parquet"}}}
    ),
}


@pytest.mark.parametrize("manifest", MANIFESTS)
def test_a_folder_of_the_users_is_refused_and_untouched(tmp_path: Path, manifest: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.parquet").write_bytes(b"years of work")
    (out / ".hidden").write_bytes(b"also mine")
    text = MANIFESTS[manifest]
    if text is not None:
        (out / "manifest.json").write_text(text)
    before = tree(out)
    with pytest.raises(OutputError, match="(?s)not empty.*nothing was touched.*--out"):
        build(write_files(tmp_path / "in"), out)
    with pytest.raises(OutputError, match="not empty"):
        cut(made_edition(tmp_path / "made"), DAY, out)
    assert tree(out) == before


def test_files_of_the_users_in_an_edition_stay_for_ever(tmp_path: Path) -> None:
    made_edition(tmp_path)
    mine = {
        "mine.parquet": b"mine",
        "votes.12345678.parquet": b"named like one of ours, and not listed",
        "notes/deep.txt": b"a folder",
        ".hidden": b"hidden",
    }
    for name, data in mine.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    for rows in (3, 5):
        made_edition(tmp_path, made_tables() | {"strength": made_tables()["strength"].head(rows)})
        left = tree(tmp_path)
        assert {name: left[name] for name in mine} == mine
    listed = {entry.file for entry in open_edition(tmp_path).manifest.tables.values()}
    assert left.keys() == mine.keys() | listed | {"manifest.json"}


def test_a_file_of_the_users_with_a_name_of_ours_is_not_replaced(tmp_path: Path) -> None:
    made_edition(tmp_path)
    (tmp_path / "repairs.csv").write_text("my own list of repairs to the house\n")
    store, manifest = made_store(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(OutputError, match="(?s)repairs.csv.*nothing was touched"):
        store.commit(manifest, "file,row,column,found,used,reason\n")
    assert tree(tmp_path) == before


def test_an_edition_of_the_first_version_is_replaced_with_its_repairs(tmp_path: Path) -> None:
    made_edition(tmp_path)
    path = tmp_path / "manifest.json"
    content = json.loads(path.read_text())
    del content["seal"], content["repairs"]
    for entry in content["tables"].values():
        del entry["size"]
    path.write_text(json.dumps(content | {"schema_version": 1}))
    (tmp_path / "repairs.csv").write_text("file,row,column,found,used,reason\na,1,b,c,d,e\n")
    with pytest.raises(EditionError, match="(?s)schema version 1.*older.*build"):
        open_edition(tmp_path)
    store, manifest = made_store(tmp_path)
    store.commit(manifest, "file,row,column,found,used,reason\n")
    assert open_edition(tmp_path).repairs() == b"file,row,column,found,used,reason\n"


@pytest.mark.parametrize("out", ["", ".", "new", "deep/../new", "..", "../link", "../link/new"])
def test_an_edition_is_not_written_into_onto_or_around_its_source(tmp_path: Path, out: str) -> None:
    source = write_files(tmp_path / "in")
    (tmp_path / "link").symlink_to(source)
    before = tree(source)
    with pytest.raises(OutputError, match="(?s)the source.*outside"):
        build(source, source / out)
    assert tree(source) == before


@pytest.mark.parametrize("out", ["", "new", "..", "../link"])
def test_a_cut_does_not_go_into_onto_or_around_its_edition(tmp_path: Path, out: str) -> None:
    edition = made_edition(tmp_path / "made")
    (tmp_path / "link").symlink_to(tmp_path / "made")
    before = tree(tmp_path)
    with pytest.raises(OutputError, match="the edition"):
        cut(edition, DAY, tmp_path / "made" / out)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("out", ["", "new", ".."])
def test_the_starter_edition_is_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    # A copy stands for it, lest a failing test write the true one.
    shipped = tmp_path / "peaceops" / "starter"
    shutil.copytree(starter(), shipped)
    for module in ("store", "edition"):
        monkeypatch.setattr(f"peaceops.edition.{module}.starter", lambda: shipped)
    before = tree(tmp_path / "peaceops")
    with pytest.raises(OutputError, match="starter edition"):
        build(write_files(tmp_path / "in"), shipped / out, allow_missing=True)
    with pytest.raises(OutputError, match="starter edition"):
        cut(made_edition(tmp_path / "made"), DAY, shipped / out)
    assert tree(tmp_path / "peaceops") == before


def test_a_build_that_would_lack_tables_is_refused_unless_allowed(tmp_path: Path) -> None:
    source = write_files(tmp_path / "in")
    build(source, tmp_path / "out")
    before = tree(tmp_path / "out")
    with pytest.raises(EditionError, match="(?s)votes.*nothing was replaced.*--allow-missing"):
        build(source, tmp_path / "out", leave_out=("votes*",))
    assert tree(tmp_path / "out") == before
    built = build(source, tmp_path / "out", leave_out=("votes*",), allow_missing=True)
    assert "votes" in built.lost
    assert "votes" not in open_edition(tmp_path / "out").manifest.tables


def test_a_damaged_table_is_not_cut(tmp_path: Path) -> None:
    edition = made_edition(tmp_path / "made")
    path = edition.path("strength")
    content = bytearray(path.read_bytes())
    content[-20] ^= 4
    path.write_bytes(content)
    with pytest.raises(PeaceopsError, match="SHA-256 of table strength"):
        cut(edition, DAY, tmp_path / "cut")
    assert not (tmp_path / "cut").exists()
