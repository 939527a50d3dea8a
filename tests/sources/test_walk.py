"""Files are listed in a fixed order, each once, and nothing is passed over without a word."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from peaceops.sources import find_files


def listed(*sources: Path) -> dict[str, str]:
    return {file.name: file.reason for file in find_files(sources)}


def test_files_come_in_a_fixed_order_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    for name in ("b.csv", "a/z.csv", "a.csv", ".hidden/x.csv", ".x.csv", "__MACOSX/._b.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert list(listed(tmp_path)) == ["a/z.csv", "a.csv", "b.csv"]


def test_the_parts_of_a_shapefile_go_with_it_and_are_named_without_it(tmp_path: Path) -> None:
    for name in ("with.shp", "with.dbf", "with.shx", "without.dbf"):
        (tmp_path / name).write_text("x")
    files = listed(tmp_path)
    assert list(files) == ["with.shp", "without.dbf"]
    assert "part of a shapefile" in files["without.dbf"]


def test_what_is_no_file_is_named_and_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "empty.csv").mkdir()
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    (tmp_path / "nothing.csv").symlink_to("nowhere")
    (tmp_path / "one.csv").symlink_to("two.csv")
    (tmp_path / "two.csv").symlink_to("one.csv")
    (tmp_path / "up").symlink_to("..")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as stream:
        stream.bind("socket.csv")
        files = listed(tmp_path)
    assert {name: reason.split(",")[0].split(":")[0] for name, reason in files.items()} == {
        "pipe.csv": "a named pipe",
        "empty.csv": "a folder without files",
        "device.csv": "a device",
        "nothing.csv": "a link to nothing",
        "one.csv": "it cannot be opened",
        "two.csv": "it cannot be opened",
        "up": "a link to a folder",
        "socket.csv": "a socket",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("x")
    (tmp_path / "mine.csv").chmod(0)
    assert "permission denied" in listed(tmp_path)["mine.csv"]


def test_a_link_to_a_file_of_the_folder_is_not_read_twice(tmp_path: Path) -> None:
    (tmp_path / "GEDEvent_v23_1.csv").write_text("x")
    (tmp_path / "A.csv").symlink_to("GEDEvent_v23_1.csv")
    assert listed(tmp_path) == {
        "A.csv": "the same file as GEDEvent_v23_1.csv, which is read once",
        "GEDEvent_v23_1.csv": "",
    }


def test_files_of_one_name_in_two_folders_are_kept_apart(tmp_path: Path) -> None:
    for folder in ("data", "data_2026", "more/data"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.csv").write_text("x")
    (tmp_path / "data" / "b.csv").write_text("x")
    sources = [tmp_path / name for name in ("data", "data_2026", "more/data")]
    assert list(listed(*sources)) == [
        "data/a.csv", "b.csv", "data_2026/a.csv", "data/a.csv (2)",
    ]  # fmt: skip


def test_a_folder_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.csv").write_text("x")
    assert listed(tmp_path / "sub", tmp_path) == {
        "a.csv": "", "sub": "a folder that is read already",
    }  # fmt: skip


def test_names_can_be_printed_and_stored(tmp_path: Path) -> None:
    for name in (b"bell\x07.csv", b"byte\xff.csv", b"line\n.csv", b"a + b.csv"):
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text("x")
    (tmp_path / "curated").mkdir()
    (tmp_path / "curated" / "c.csv").write_text("x")
    names = list(listed(tmp_path))
    assert sorted(names) == [
        "./curated/c.csv", "a+b.csv", "bell\\x07.csv", "byte\\udcff.csv", "line\\n.csv",
    ]  # fmt: skip
    for name in names:
        name.encode()
