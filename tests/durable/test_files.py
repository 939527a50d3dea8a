"""One file is written whole or not at all."""

from __future__ import annotations

import errno
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from durable.killing import killed_at_every_operation
from peaceops.durable import hold, keep_apart, read_regular, remove_file, write_file
from peaceops.durable.work import PREFIX
from peaceops.errors import OutputError


def test_a_new_file_has_the_permissions_of_an_ordinary_one(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_file(tmp_path / "a.txt", "text\r\nline")
    finally:
        os.umask(mask)
    assert (tmp_path / "a.txt").read_bytes() == b"text\r\nline"
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "a.txt").chmod(0o600)
    write_file(tmp_path / "a.txt", b"new")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o600


def test_a_link_stays_and_the_file_it_names_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "case.yaml").write_text("old")
    (tmp_path / "case.yaml").symlink_to(tmp_path / "real" / "case.yaml")
    write_file(tmp_path / "case.yaml", "new")
    assert (tmp_path / "case.yaml").is_symlink()
    assert (tmp_path / "real" / "case.yaml").read_text() == "new"


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to a folder", "device"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "out"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/null")
    else:
        (tmp_path / "folder").mkdir()
        path.symlink_to(tmp_path / "folder")
    with pytest.raises(OutputError, match="is a (folder|named pipe|device), and no file"):
        write_file(path, b"new")
    assert not list(tmp_path.glob(f"{PREFIX}*"))


def test_a_file_that_must_be_new_is_not_replaced(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", b"first", fresh=True)
    with pytest.raises(OutputError, match="exists already"):
        write_file(tmp_path / "a.txt", b"second", fresh=True)
    assert (tmp_path / "a.txt").read_bytes() == b"first"


def test_of_many_that_want_a_new_file_one_has_it(tmp_path: Path) -> None:
    def claim(number: int) -> None:
        try:
            write_file(tmp_path / "a.txt", str(number), fresh=True)
        except OutputError:
            os._exit(3)

    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=claim, args=(number,)) for number in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(worker.exitcode or 0 for worker in workers) == [0] + [3] * 7
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_killed_at_any_operation_the_file_is_old_or_new(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    deaths = 0
    for number in killed_at_every_operation(lambda: write_file(path, b"new" * 99), tmp_path):
        deaths += 1
        assert path.read_bytes() in (b"old", b"new" * 99), number
        write_file(path, b"old")
        assert [one.name for one in tmp_path.iterdir()] == ["a.txt"], "the next run sweeps up"
    assert deaths >= 5


def test_a_full_disk_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    real = Path.write_bytes

    def fill(where: Path, data: bytes) -> int:
        real(where, data[:1])
        raise OSError(errno.ENOSPC, "No space left on device", str(where))

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(OutputError, match="disk is full.*untouched"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_a_long_name_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250)
    with hold(path):
        write_file(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def _add_lines(path: Path, number: int) -> None:
    for turn in range(10):
        with hold(path):
            write_file(path, path.read_text() + f"{number}-{turn}\n", synced=False)


def test_what_is_read_and_written_again_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("")
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_add_lines, args=(path, number)) for number in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert len(set(path.read_text().splitlines())) == 60
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("out", "relation"),
    [
        ("data", "is the same as"),
        ("data/../data", "is the same as"),
        ("link", "is the same as"),
        ("data/deep/new", "is inside"),
        ("link/new", "is inside"),
        (".", "is around"),
        ("data/..", "is around"),
    ],
)
def test_a_result_does_not_go_into_onto_or_around_what_is_read(
    tmp_path: Path, out: str, relation: str
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    with pytest.raises(OutputError, match=f"(?s){relation} the source.*--out"):
        keep_apart(tmp_path / out, [tmp_path / "data"], what="the source")
    keep_apart(tmp_path / "data-2", [tmp_path / "data"], what="the source")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a file"):
        read_regular(tmp_path / "pipe", most=10)
    (tmp_path / "long").write_bytes(b"x" * 11)
    with pytest.raises(OSError, match="11 bytes"):
        read_regular(tmp_path / "long", most=10)


def test_what_a_killed_run_left_goes_also_where_the_next_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "case.yaml"
    target.write_text("mine")
    left = tmp_path / ".peaceops-0123456789ab"
    left.mkdir()
    (left / "lock").touch()
    (left / "new").write_text("half")
    with pytest.raises(OutputError, match="exists already"):
        write_file(target, "new", fresh=True)
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


def test_a_file_is_taken_away_once_and_a_link_without_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    remove_file(tmp_path / "link")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    remove_file(tmp_path / "a.txt")
    remove_file(tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        remove_file(tmp_path / "folder")
