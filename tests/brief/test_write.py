"""Writing a brief: all files or none, nothing of the user's, and a clear error if it cannot be."""

from __future__ import annotations

import errno
import multiprocessing
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import peaceops.durable.swap as swapping
from durable.killing import EVERY_FEW, killed_at_every_operation
from marks import quick_first
from peaceops.brief.document import Brief
from peaceops.brief.standing import RECORD, check_places
from peaceops.brief.tables import to_csv
from peaceops.brief.write import contents, write
from peaceops.errors import OutputError


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECORD
    }


def test_all_formats_are_written(full: Brief, tmp_path: Path):
    paths = write(full, tmp_path / "out")
    assert {"brief.html", "brief.pdf", "brief.md", "brief.json"} < {one.name for one in paths}
    assert all(one.is_file() for one in paths)
    assert (tmp_path / "out" / "tables" / "council_odds.csv") in paths
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


@pytest.mark.slow
def test_the_same_brief_gives_the_same_bytes(full: Brief):
    assert contents(full) == contents(replace(full))


def test_folders_above_are_made(empty: Brief, tmp_path: Path):
    assert write(empty, tmp_path / "a" / "b", ("json",)) == [tmp_path / "a" / "b" / "brief.json"]


def test_a_new_brief_replaces_the_old_and_leaves_the_users_files(
    full: Brief, empty: Brief, tmp_path: Path
):
    write(full, tmp_path, ("md", "csv"))
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "tables" / "mine.csv").write_text("a\n1\n")
    write(empty, tmp_path, ("md", "csv"))
    assert "UNTSO" in (tmp_path / "brief.md").read_text("utf-8")
    ours = {"brief.md", *(f"tables/{name}.csv" for name in to_csv(empty))}
    assert set(_tree(tmp_path)) == ours | {"notes.txt", "tables/mine.csv"}


def test_an_unknown_format_is_refused_before_anything_is_made(empty: Brief, tmp_path: Path):
    with pytest.raises(ValueError, match="not odt"):
        write(empty, tmp_path / "out", ("md", "odt"))
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
    assert sorted(one.name for one in tmp_path.iterdir()) == [RECORD, "brief.json", "brief.md"]


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


@pytest.fixture(params=["trade", "moves"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "moves":
        monkeypatch.setattr(swapping, "exchange", lambda *_: False)
    return str(request.param)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Briefs whose files are quick to make: this is about writing them."""
    monkeypatch.setattr(
        sys.modules["peaceops.brief.write"],
        "contents",
        lambda brief, _formats, **_options: (
            {
                f"brief.{ending}": f"{brief.mission.acronym} {ending}".encode()
                for ending in ("html", "md")
            }
            | {
                f"tables/{name}.csv": brief.mission.acronym.encode()
                for name in ("options", brief.mission.acronym.lower())
            }
        ),
    )


def named(brief: Brief, mission: str) -> Brief:
    return replace(brief, mission=replace(brief.mission, acronym=mission))


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("step", EVERY_FEW)
def test_killed_at_any_operation_it_is_the_old_brief_or_the_new(
    empty: Brief, tmp_path: Path, way: str, step: int
):
    out, old, new = tmp_path / "out", named(empty, "old"), named(empty, "new")
    write(new, out)
    fresh = _tree(out)
    write(old, out)
    (out / "notes.txt").write_text("mine")
    before, after = _tree(out), fresh | {"notes.txt": b"mine"}
    for number in killed_at_every_operation(lambda: write(new, out), tmp_path, step=step):
        if way == "trade":
            assert _seen(out) in (before, after), number
        assert (out / "notes.txt").read_text() == "mine", number
        write(old, out)
        assert _tree(out) == before, number
        assert [one.name for one in tmp_path.iterdir()] == ["out"], number


def _seen(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in _tree(folder).items() if ".peaceops-" not in name}


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("processes", quick_first([2, 8], 1))
def test_many_at_once_leave_the_brief_of_one(
    empty: Brief, tmp_path: Path, way: str, processes: int
):
    fork = multiprocessing.get_context("fork")
    briefs = [named(empty, f"UN{number}") for number in range(processes)]

    def turns(brief: Brief) -> None:
        for _ in range(3):
            write(brief, tmp_path / "out")

    workers = [fork.Process(target=turns, args=(brief,)) for brief in briefs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    left = _tree(tmp_path / "out")
    mission = left["tables/options.csv"].decode()
    table = f"tables/{mission.lower()}.csv"
    assert sorted(left) == sorted(["brief.html", "brief.md", table, "tables/options.csv"])
    assert left["brief.html"] == f"{mission} html".encode()


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.pdf": "mine"},
        {"brief.pdf": "my own brief"},
        {"brief.html": "<!DOCTYPE html><title>My brief</title>"},
        {"brief.json": "{}", "brief.md": "# My brief"},
        {"tables/options.csv": "a"},
        {RECORD: "{}"},
        {RECORD: '{"peaceops": "brief", "files": {"brief.md": 1}}', "brief.md": "mine"},
        {".git/config": "mine"},
    ],
)
def test_a_folder_of_the_users_is_refused_and_untouched(
    empty: Brief, tmp_path: Path, files: dict[str, str]
):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    with pytest.raises(OutputError, match="(?s)not empty and holds no brief.*--out"):
        write(empty, tmp_path)
    left = {str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*") if one.is_file()}
    assert left == set(files)
    assert all((tmp_path / name).read_text() == text for name, text in files.items())


def test_a_file_of_the_users_with_a_name_of_ours_is_not_replaced(empty: Brief, tmp_path: Path):
    write(empty, tmp_path, ("json",))
    (tmp_path / "brief.md").write_text("my own notes")
    before = _tree(tmp_path)
    with pytest.raises(OutputError, match=r"(?s)brief\.md.*nothing was touched"):
        write(empty, tmp_path, ("json", "md"))
    assert _tree(tmp_path) == before


def test_a_brief_that_somebody_worked_on_is_not_replaced(empty: Brief, tmp_path: Path):
    write(empty, tmp_path, ("md", "json"))
    (tmp_path / "brief.md").write_text((tmp_path / "brief.md").read_text() + "My remark.")
    with pytest.raises(OutputError, match=r"(?s)brief\.md was changed.*move it elsewhere"):
        write(empty, tmp_path, ("md", "json"))
    assert (tmp_path / "brief.md").read_text().endswith("My remark.")


@pytest.mark.slow
def test_a_brief_of_version_0_1_is_known_by_its_files(full: Brief, empty: Brief, tmp_path: Path):
    write(full, tmp_path, ("html", "pdf", "md", "json", "csv"))
    shutil.rmtree(tmp_path / "charts")  # which version 0.1 did not write
    (tmp_path / RECORD).unlink()
    data = tmp_path / "brief.json"
    data.write_text('{\n "schema_version": 1,\n "mission": "MINUSMA",\n "as_of": "2023-06-16"\n}\n')
    (tmp_path / "notes.txt").write_text("mine")
    write(empty, tmp_path)
    assert "UNTSO" in (tmp_path / "brief.md").read_text("utf-8")
    tables = {path.name for path in (tmp_path / "tables").iterdir()}
    assert tables == {f"{name}.csv" for name in to_csv(empty)}
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_formats_that_are_not_asked_for_stay(full: Brief, tmp_path: Path):
    write(full, tmp_path, ("md", "csv"))
    write(full, tmp_path, ("json",))
    write(full, tmp_path, ("md", "json", "csv"))
    assert {"brief.json", "brief.md", "tables"} < {one.name for one in tmp_path.iterdir()}


@pytest.mark.parametrize("out", ["", "new", ".."])
def test_a_brief_does_not_go_into_onto_or_around_its_edition(
    empty: Brief, tmp_path: Path, out: str
):
    edition = tmp_path / "edition"
    edition.mkdir()
    with pytest.raises(OutputError, match="the edition"):
        write(empty, edition / out, ("md",), reads=[edition])
    assert not list(edition.iterdir())


def test_briefs_of_many_missions_go_to_a_folder_of_their_own(empty: Brief, tmp_path: Path):
    check_places(tmp_path / "new")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_text("mine")
    with pytest.raises(OutputError, match="holds no brief"):
        check_places(tmp_path)
    write(empty, tmp_path / "untso", ("md",))
    check_places(tmp_path)


def test_the_two_pages_stand_beside_a_whole_brief_and_leave_its_files(
    full: Brief, tmp_path: Path
) -> None:
    whole = write(full, tmp_path / "brief", ["md"])
    short = write(full, tmp_path / "brief", ["html", "md"], short=True)
    assert [path.name for path in short] == ["brief-short.html", "brief-short.md"]
    assert all(path.exists() for path in (*whole, *short))
