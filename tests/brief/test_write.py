"""Writing a brief: all files or none, and a clear error when it cannot be."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from peaceops.brief.document import Brief
from peaceops.brief.write import contents, write
from peaceops.errors import OutputError


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_all_formats_are_written(full: Brief, tmp_path: Path):
    paths = write(full, tmp_path / "out")
    assert {"brief.html", "brief.pdf", "brief.md", "brief.json"} < {one.name for one in paths}
    assert all(one.is_file() for one in paths)
    assert (tmp_path / "out" / "tables" / "council_odds.csv") in paths
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_the_same_brief_gives_the_same_bytes(full: Brief):
    assert contents(full) == contents(full.model_copy(deep=True))


def test_folders_above_are_made(empty: Brief, tmp_path: Path):
    assert write(empty, tmp_path / "a" / "b", ("md",)) == [tmp_path / "a" / "b" / "brief.md"]


def test_a_new_brief_replaces_the_old_and_leaves_the_users_files(
    full: Brief, empty: Brief, tmp_path: Path
):
    write(full, tmp_path, ("md", "csv"))
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "tables" / "mine.csv").write_text("a\n1\n")
    write(empty, tmp_path, ("md", "csv"))
    assert "UNXYZ" in (tmp_path / "brief.md").read_text("utf-8")
    assert sorted(_tree(tmp_path)) == [
        "brief.md",
        "notes.txt",
        "tables/gaps.csv",
        "tables/mine.csv",
        "tables/options.csv",
    ]


def test_an_unknown_format_is_refused_before_anything_is_made(empty: Brief, tmp_path: Path):
    with pytest.raises(ValueError, match="not docx"):
        write(empty, tmp_path / "out", ("md", "docx"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_in_the_way_is_said(empty: Brief, tmp_path: Path, below: str):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="cannot be written") as caught:
        write(empty, tmp_path / "out" / below, ("md",))
    assert str(tmp_path / "out") in str(caught.value)
    assert "--out" in str(caught.value)
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_where_a_file_should_go_leaves_everything(
    full: Brief, empty: Brief, tmp_path: Path
):
    write(full, tmp_path, ("json",))
    (tmp_path / "brief.md").mkdir()
    before = _tree(tmp_path)
    with pytest.raises(OutputError, match=r"brief\.md"):
        write(empty, tmp_path, ("json", "md"))
    assert _tree(tmp_path) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["brief.json", "brief.md"]


def test_a_full_disk_leaves_nothing_half_written(
    full: Brief, empty: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write(full, tmp_path / "out", ("md", "json", "csv"))
    before = _tree(tmp_path)
    real = Path.write_bytes
    written = []

    def fill(path: Path, data: bytes) -> int:
        if len(written) == 2:
            real(path, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        written.append(path)
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", fill)
    for out in (tmp_path / "out", tmp_path / "fresh"):
        written.clear()
        with pytest.raises(OutputError, match="disk is full"):
            write(empty, out, ("md", "json", "csv"))
        assert _tree(tmp_path) == before


def test_a_failure_while_moving_puts_the_old_files_back(
    full: Brief, empty: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write(full, tmp_path / "out", ("md", "json", "csv"))
    before = _tree(tmp_path)
    real = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "brief.json" and "new" in path.parts:
            raise OSError(errno.EACCES, "Permission denied", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OutputError, match="may not write"):
        write(empty, tmp_path / "out", ("md", "json", "csv"))
    assert _tree(tmp_path) == before
