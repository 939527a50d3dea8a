"""Builds that are killed, that meet each other, or that meet a reader."""

from __future__ import annotations

import multiprocessing
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import peaceops.durable.swap as swapping
from durable.killing import EVERY_FEW, killed_at_every_operation
from edition.builds import build_thrice, prepared
from edition.made import made_edition, made_tables
from marks import quick_first
from peaceops.edition import Edition, open_edition
from peaceops.edition.manifest import Manifest
from peaceops.edition.store import Store
from peaceops.edition.verify import verify
from peaceops.errors import EditionError

DAY = date(2023, 1, 1)


def held(folder: Path) -> tuple[str, bytes | None]:
    """Name and repairs of the edition in a folder, all of it verified."""
    edition = open_edition(folder)
    assert not [check.problem for check in verify(edition) if check.problem]
    return edition.name, edition.repairs()


@pytest.fixture(params=quick_first(["trade", "moves"], 1))
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "moves":
        monkeypatch.setattr(swapping, "exchange", lambda *_: False)
    return str(request.param)


@pytest.mark.parametrize("step", EVERY_FEW)
def test_killed_at_any_operation_the_edition_is_the_old_or_the_new(
    tmp_path: Path, way: str, step: int
) -> None:
    out = tmp_path / "out"
    old, new = prepared(out, 3), prepared(out, 9)
    old[0].commit(*old[1:])
    (out / "mine.parquet").write_bytes(b"mine")
    before = (old[1].edition, old[2].encode())
    after = (new[1].edition, new[2].encode())
    act = lambda: new[0].commit(*new[1:])  # noqa: E731
    for number in killed_at_every_operation(act, tmp_path, step=step):
        if way == "trade":  # no reader mends: in one step, to the eye of any program
            seal = (out / "manifest.json").read_bytes()
            repairs = (out / "repairs.csv").read_bytes()
            assert (seal, repairs) in [
                (old[1].model_copy(update={"repairs": _entry(old)}).to_json().encode(), before[1]),
                (new[1].model_copy(update={"repairs": _entry(new)}).to_json().encode(), after[1]),
            ], number
        assert held(out) in (before, after), number
        assert (out / "mine.parquet").read_bytes() == b"mine", number
        old[0].commit(*old[1:])
        assert held(out) == before
        assert [one.name for one in tmp_path.iterdir()] == ["out"]
        assert not list(out.glob(".peaceops*"))


def _entry(one: tuple[Store, Manifest, str]) -> object:
    import hashlib

    from peaceops.edition.manifest import RepairsEntry

    content = one[2].encode()
    return RepairsEntry(size=len(content), sha256=hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("processes", quick_first([2, 8], 1))
def test_many_builds_at_once_leave_the_edition_of_one(
    tmp_path: Path, way: str, processes: int
) -> None:
    out = tmp_path / "out"
    builds = [prepared(out, rows) for rows in range(1, processes + 1)]
    # Started afresh: a fork of this process, where Polars has run, may crash by itself.
    spawn = multiprocessing.get_context("spawn")
    workers = [
        spawn.Process(target=build_thrice, args=(out, rows, way))
        for rows in range(1, processes + 1)
    ]
    for worker in workers:
        worker.start()
    opened = 0
    while any(worker.is_alive() for worker in workers) or not opened:
        if (out / "manifest.json").exists():
            try:
                edition = open_edition(out)
                assert edition.content("strength")
                opened += 1
            except EditionError as error:
                assert "rebuilt since it was opened" in str(error)
    for worker in workers:
        worker.join(120)
        assert worker.exitcode == 0
    assert held(out) in [(one[1].edition, one[2].encode()) for one in builds]
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def shorter(folder: Path) -> Edition:
    frames = made_tables()
    return made_edition(folder, frames | {"strength": frames["strength"].head(2)})


def test_an_edition_rebuilt_before_it_is_read_says_so_and_can_be_opened_again(
    tmp_path: Path,
) -> None:
    edition = made_edition(tmp_path)
    shorter(tmp_path)
    with pytest.raises(EditionError, match="(?s)rebuilt since it was opened.*open it again"):
        edition.as_of(DAY).table("strength")
    assert open_edition(tmp_path).as_of(DAY).table("strength").height == 2


def test_whoever_has_begun_to_read_goes_on_with_the_old_edition(tmp_path: Path) -> None:
    edition = made_edition(tmp_path)
    view = edition.as_of(DAY)
    missions = view.table("missions").height
    shorter(tmp_path)
    assert view.table("strength").height == 12
    joined = "SELECT count(*) AS n FROM strength JOIN missions USING (mission)"
    assert view.sql(joined)["n"].item() == 12
    assert edition.as_of(date(2022, 1, 1)).table("missions").height <= missions
    assert any("rebuilt" in check.problem for check in verify(edition))


def test_an_edition_rebuilt_with_the_same_tables_is_read_on(tmp_path: Path) -> None:
    edition = made_edition(tmp_path)
    made_edition(tmp_path)
    assert edition.as_of(DAY).table("strength").height == 12


def test_a_query_reads_what_was_verified_and_not_the_file(tmp_path: Path) -> None:
    edition = made_edition(tmp_path)
    view = edition.as_of(DAY)
    view.table("missions")
    edition.path("strength").write_bytes(b"changed between check and use")
    assert view.sql("SELECT sum(troops) AS n FROM Strength")["n"].item() == 12_078
    assert view.table("strength")["troops"].sum() == 12_078


def test_words_of_an_enumeration_are_text_in_tables_and_queries(tmp_path: Path) -> None:
    view = made_edition(tmp_path).as_of(DAY)
    assert view.table("missions").schema["kind"] == pl.String
    assert view.sql("SELECT kind FROM missions").schema["kind"] == pl.String
