"""A set of files in a folder is replaced whole or not at all, and nothing else is touched."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import stat
from pathlib import Path

import pytest

import peaceops.durable.moves as moving
import peaceops.durable.swap as swapping
from durable.killing import EVERY_FEW, killed_at_every_operation
from marks import quick_first
from peaceops.durable import changing, mend
from peaceops.durable.work import PREFIX
from peaceops.errors import OutputError

OLD = {"a.txt": b"old a", "b.txt": b"old b", "tables/t.csv": b"old t", "tables/gone.csv": b"old"}
NEW = {"a.txt": b"new a", "b.txt": b"new b" * 1000, "tables/t.csv": b"new t", "c.txt": b"new c"}
GONE = ["tables/gone.csv"]
MINE = {"mine.txt": b"mine", "tables/mine.csv": b"mine too"}


def tree(folder: Path) -> dict[str, bytes]:
    """Files that a user sees."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(PREFIX) for part in path.parts)
    }


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def replace(folder: Path) -> None:
    with changing(folder, what="it") as change:
        change.replace(NEW, GONE)


@pytest.fixture(params=["trade", "moves"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways: a trade of names, and moves one by one where the system cannot trade."""
    if request.param == "moves":
        monkeypatch.setattr(swapping, "exchange", lambda *_: False)
    return str(request.param)


def test_files_are_replaced_and_the_users_stay(tmp_path: Path, way: str) -> None:
    out = tmp_path / "out"
    put(out, OLD | MINE)
    replace(out)
    assert tree(out) == NEW | MINE
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
    assert not list(out.glob(f"{PREFIX}*")), "no litter"


def test_a_folder_is_made_with_those_above_it(tmp_path: Path, way: str) -> None:
    replace(tmp_path / "a" / "out")
    assert tree(tmp_path / "a" / "out") == NEW


def test_a_folder_of_the_users_within_stays_as_it_is(tmp_path: Path, way: str) -> None:
    put(tmp_path / "out", OLD | {"notes/deep/a.txt": b"mine"})
    inode = (tmp_path / "out" / "notes").stat().st_ino
    replace(tmp_path / "out")
    assert tree(tmp_path / "out") == NEW | {"notes/deep/a.txt": b"mine"}
    assert (tmp_path / "out" / "notes").stat().st_ino == inode


@pytest.mark.parametrize("step", EVERY_FEW)
@pytest.mark.parametrize("notes", [False, True])
def test_killed_at_any_operation_it_is_old_or_new_and_never_a_mixture(
    tmp_path: Path, way: str, notes: bool, step: int
) -> None:
    out = tmp_path / "out"
    mine = MINE | ({"notes/n.txt": b"n"} if notes else {})
    put(out, OLD | mine)
    one_step = way == "trade" and not notes
    deaths = 0
    for number in killed_at_every_operation(lambda: replace(out), tmp_path, step=step):
        deaths += 1
        left = tree(out)
        assert {name: left.get(name) for name in mine} == mine, number
        if one_step:
            assert left in (OLD | mine, NEW | mine), number
        mend(out)
        assert tree(out) in (OLD | mine, NEW | mine), number
        # The next run finds its way, whatever was left, and sweeps up.
        replace(out)
        assert tree(out) == NEW | mine
        assert [one.name for one in tmp_path.iterdir()] == ["out"], number
        assert not list(out.glob(f"{PREFIX}*")), number
        with changing(out, what="it") as change:
            change.replace(OLD, ["c.txt"])
        assert tree(out) == OLD | mine
    assert deaths > 20 // step


def test_a_full_disk_at_any_write_leaves_what_stood_there(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    put(out, OLD | MINE)
    real = Path.write_bytes
    for number in range(len(NEW) + 1):
        writes: list[Path] = []

        def fill(path: Path, data: bytes, writes: list[Path] = writes, number: int = number) -> int:
            if len(writes) == number:
                real(path, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, "No space left on device", str(path))
            writes.append(path)
            return real(path, data)

        monkeypatch.setattr(Path, "write_bytes", fill)
        with pytest.raises(OutputError, match="disk is full"):
            replace(out)
        monkeypatch.setattr(Path, "write_bytes", real)
        assert tree(out) == OLD | MINE
        assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_failure_between_two_moves_puts_all_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    put(out, OLD | MINE)
    monkeypatch.setattr(swapping, "exchange", lambda *_: False)
    real = moving._put

    def refuse(new: Path, target: Path) -> None:
        if target.name == "c.txt":
            raise OSError(errno.EACCES, "Permission denied", str(target))
        real(new, target)

    monkeypatch.setattr(moving, "_put", refuse)
    with pytest.raises(OutputError, match="may not write"):
        replace(out)
    assert tree(out) == OLD | MINE
    assert not list(out.glob(f"{PREFIX}*"))


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "linked folder"])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, way: str, kind: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    put(out, {"a.txt": b"old"})
    put(elsewhere, {"t.csv": b"the user's"})
    if kind == "folder":
        (out / "b.txt").mkdir()
    elif kind == "pipe":
        os.mkfifo(out / "b.txt")
    elif kind == "link":
        (out / "b.txt").symlink_to(elsewhere / "t.csv")
    else:
        (out / "tables").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="stands in the way"):
        replace(out)
    assert (out / "a.txt").read_bytes() == b"old"
    assert tree(elsewhere) == {"t.csv": b"the user's"}


def _replace_with(folder: Path, word: bytes, times: int) -> None:
    for _ in range(times):
        with changing(folder, what="it") as change:
            change.replace({f"{name}.txt": word for name in "abcdef"})


@pytest.mark.parametrize("processes", quick_first([2, 8], 1))
def test_many_at_once_leave_the_set_of_one(tmp_path: Path, way: str, processes: int) -> None:
    out = tmp_path / "out"
    put(out, {"mine.txt": b"mine"})
    fork = multiprocessing.get_context("fork")
    workers = [
        fork.Process(target=_replace_with, args=(out, str(number).encode(), 5))
        for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    left = tree(out)
    assert left.pop("mine.txt") == b"mine"
    assert len(left) == 6 and len(set(left.values())) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
    assert not list(out.glob(f"{PREFIX}*"))


def test_a_work_folder_in_use_is_never_swept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fork = multiprocessing.get_context("fork")
    ready, go = fork.Event(), fork.Event()

    def slow() -> None:
        from peaceops.durable.work import working

        with working(tmp_path) as work:
            (work / "new").write_bytes(b"half")
            ready.set()
            go.wait(30)
            assert (work / "new").read_bytes() == b"half"

    worker = fork.Process(target=slow)
    worker.start()
    assert ready.wait(30)
    replace(out)
    assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1
    go.set()
    worker.join(30)
    assert worker.exitcode == 0
    assert not list(tmp_path.glob(f"{PREFIX}*"))


def test_a_folder_that_only_looks_like_a_work_folder_stays(tmp_path: Path) -> None:
    put(tmp_path / ".peaceops-0123456789ab", {"thesis.tex": b"years"})
    put(tmp_path / ".peaceops-backup", {"new": b"mine"})
    replace(tmp_path / "out")
    assert (tmp_path / ".peaceops-0123456789ab" / "thesis.tex").read_bytes() == b"years"
    assert (tmp_path / ".peaceops-backup" / "new").read_bytes() == b"mine"


def test_a_process_asked_to_stop_cleans_up(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fork = multiprocessing.get_context("fork")
    ready = fork.Event()

    def slow() -> None:
        with changing(out, what="it"):
            ready.set()
            signal.pause()

    worker = fork.Process(target=slow)
    worker.start()
    assert ready.wait(30)
    worker.terminate()
    worker.join(30)
    assert worker.exitcode == 143
    assert not list(tmp_path.iterdir())


def test_a_folder_keeps_its_permissions(tmp_path: Path, way: str) -> None:
    out = tmp_path / "out"
    put(out, OLD)
    out.chmod(0o750)
    (out / "tables").chmod(0o705)
    replace(out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o750
    assert stat.S_IMODE((out / "tables").stat().st_mode) == 0o705


def test_the_folder_a_process_works_in_is_not_taken_from_under_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "out", OLD)
    monkeypatch.chdir(tmp_path / "out")
    replace(Path())
    assert Path("a.txt").read_bytes() == b"new a"


def test_a_plan_cannot_reach_outside_its_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(tmp_path, {"precious.txt": b"mine"})
    put(
        out,
        {
            ".peaceops-0123456789ab/plan.json": b'{"folder": "", "write": [], "inode": [0, 0],'
            b' "remove": ["../precious.txt"]}',
            ".peaceops-0123456789ab/lock": b"",
        },
    )
    mend(out)
    replace(out)
    assert (tmp_path / "precious.txt").read_bytes() == b"mine"
