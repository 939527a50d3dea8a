"""Draws kept on disk save time and never change an answer."""

from __future__ import annotations

import io
import multiprocessing
import os
import zlib
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from durable.killing import killed_at_every_operation
from peaceops.brief.compose import compose
from peaceops.brief.schema import to_json
from peaceops.domain import array_cache
from peaceops.domain.figures import figures_in
from peaceops.edition import Edition
from peaceops.violence import draws_cache, outlook
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.learned import LEADS, Learned
from peaceops.violence.models.pool import shares_in_parts
from violence.made import violent_edition

DAY = date(2023, 6, 16)
MONTHS = 6


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"))


@pytest.fixture
def world(edition: Edition) -> CountryMonthPanel:
    return country_month_panel(edition.as_of(DAY))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(array_cache.VARIABLE, str(tmp_path / "cache"))
    array_cache.clear()
    return tmp_path / "cache" / "draws"


def bytes_of(world: CountryMonthPanel, kind: str = "one_sided") -> bytes:
    array_cache.clear()
    (kept,) = draws_cache.shares_together(world, (kind,), MONTHS)
    return kept.tobytes()


def test_kept_and_fresh_draws_are_the_same_bytes(
    world: CountryMonthPanel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = bytes_of(world)
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(draws_cache, "shares_in_parts", None)  # nothing can be made again
    assert bytes_of(world) == fresh
    fitted = Learned(world).pool("one_sided", MONTHS)
    whole = shares_in_parts(world, "one_sided", LEADS, fitted=fitted)
    direct = whole[:, :MONTHS]
    assert np.frombuffer(fresh, dtype=np.int32).tolist() == direct.ravel().tolist()


@pytest.mark.slow
def test_a_forecast_is_the_same_without_a_cache(
    edition: Edition, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> tuple[object, ...]:
        array_cache.clear()
        answer = outlook(edition.as_of(DAY), ["MLI"])
        (host,) = answer.hosts
        return list(figures_in(answer)), host.draws.tolist(), host.years.rows()

    first = made()
    again = made()
    monkeypatch.setenv(array_cache.VARIABLE, "off")
    assert first == again == made()


@pytest.mark.slow
def test_a_brief_is_the_same_to_the_byte_without_a_cache(
    edition: Edition, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(edition, "UNTEST", DAY)
    array_cache.clear()
    warm = to_json(compose(edition, "UNTEST", DAY))
    array_cache.clear()
    monkeypatch.setenv(array_cache.VARIABLE, "off")
    assert to_json(compose(edition, "UNTEST", DAY)) == warm


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "other"])
def test_a_damaged_file_is_made_again(world: CountryMonthPanel, folder: Path, damage: str) -> None:
    fresh = bytes_of(world)
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    damaged = {
        "cut": whole[: len(whole) // 2],
        "changed": whole[:-1] + bytes([whole[-1] ^ 1]),
        "empty": b"",
        "other": b"not draws at all",
    }
    path.write_bytes(damaged[damage])
    assert bytes_of(world) == fresh
    assert path.read_bytes() == whole


def test_another_question_or_another_past_is_another_file(
    world: CountryMonthPanel, folder: Path
) -> None:
    fresh = bytes_of(world)
    assert bytes_of(world, "non_state") != fresh
    assert bytes_of(world.until(date(2023, 3, 1))) != fresh
    deaths = world.deaths.copy()
    deaths[2, 0, 5] += 1
    bytes_of(CountryMonthPanel(world.units, world.first, deaths, world.borders))
    assert len(list(folder.iterdir())) == 4


def test_nothing_is_kept_where_it_is_switched_off(
    world: CountryMonthPanel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(array_cache.VARIABLE, "OFF")
    bytes_of(world)
    assert array_cache.cache_folder() is None
    assert not folder.exists()


def test_a_user_without_a_home_keeps_nothing_unless_a_folder_is_named(
    world: CountryMonthPanel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home(*_arguments: object, **_named: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(array_cache.platformdirs, "user_cache_path", no_home)
    monkeypatch.delenv(array_cache.VARIABLE)
    assert array_cache.cache_folder() is None
    bytes_of(world)
    assert not folder.exists()
    monkeypatch.setenv(array_cache.VARIABLE, str(folder))
    assert array_cache.cache_folder() == folder / "draws"


def test_a_folder_that_cannot_be_written_to_costs_no_answer(
    world: CountryMonthPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(array_cache.VARIABLE, str(tmp_path / "file"))
    monkeypatch.setattr(draws_cache, "shares_in_parts", lambda *_a, **_k: np.ones((1, 6, 2)))
    assert bytes_of(world, "non_state") == np.ones(12, dtype=np.int32).tobytes()


def test_no_part_of_a_file_is_left_behind(world: CountryMonthPanel, folder: Path) -> None:
    bytes_of(world)
    assert [one.suffix for one in folder.iterdir()] == [".bin"]


def test_the_oldest_files_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(array_cache, "MOST_FILES", 3)
    for number in range(5):
        array_cache.cached_array(f"{number}", lambda number=number: np.array([float(number)]))
    assert len(list(folder.iterdir())) == 3
    assert (folder / "4.bin").exists()


def test_scores_with_fractions_and_gaps_are_kept_as_they_are(folder: Path) -> None:
    values = np.array([[0.1, np.nan], [3.0, 2.0**40]])
    array_cache.cached_array("scores", lambda: values)
    array_cache.clear()
    np.testing.assert_array_equal(array_cache.cached_array("scores", lambda: np.zeros(1)), values)


def test_bytes_of_another_sort_are_kept_in_a_folder_of_their_own(folder: Path) -> None:
    assert array_cache.cached_bytes("aa", lambda: b"drawn", of="drawings") == b"drawn"
    assert array_cache.cached_bytes("aa", lambda: b"anew", of="drawings") == b"drawn"
    (path,) = (folder.parent / "drawings").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert array_cache.cached_bytes("aa", lambda: b"anew", of="drawings") == b"anew"
    assert not folder.exists()


def test_bytes_are_made_each_time_where_nothing_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(array_cache.VARIABLE, "off")
    assert array_cache.cached_bytes("aa", lambda: b"drawn", of="drawings") == b"drawn"
    assert array_cache.cached_bytes("aa", lambda: b"anew", of="drawings") == b"anew"


def forged(key: str, body: bytes) -> bytes:
    return array_cache._head(key, body) + body


def saved(values: object, *, pickled: bool = False) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, values, allow_pickle=pickled)
    return buffer.getvalue()


FORGED = {
    "no zlib": b"not compressed",
    "no array": zlib.compress(b"no array"),
    "an array cut short": zlib.compress(saved(np.ones(9))[:-8]),
    "compressed and cut short": zlib.compress(saved(np.ones(999)), 0)[:-20],
    "a pickle": zlib.compress(saved(np.array([{}], dtype=object), pickled=True)),
    "a header that is no header": zlib.compress(b"\x93NUMPY\x01\x00\x10\x00" + b"(" * 16),
    "another kind of number": zlib.compress(saved(np.ones(3, dtype=np.float32))),
    "a size beyond memory": zlib.compress(
        saved(np.ones(1)).replace(b"(1,)", b"(1" + b"0" * 12 + b",)")
    ),
    "nothing": b"",
}


@pytest.mark.parametrize("forgery", FORGED)
def test_a_file_with_a_forged_checksum_is_a_miss(folder: Path, forgery: str) -> None:
    folder.mkdir(parents=True)
    (folder / "ab.bin").write_bytes(forged("ab", FORGED[forgery]))
    assert array_cache.cached_array("ab", lambda: np.array([7.0])).tolist() == [7]
    array_cache.clear()
    assert array_cache.cached_array("ab", lambda: np.array([8.0])).tolist() == [7], (
        "made again, and kept"
    )


def test_a_file_under_another_name_is_a_miss(folder: Path) -> None:
    array_cache.cached_array("aa", lambda: np.array([1.0]))
    (folder / "aa.bin").rename(folder / "bb.bin")
    assert array_cache.cached_array("bb", lambda: np.array([2.0])).tolist() == [2]


def test_a_pipe_or_a_folder_in_the_cache_costs_no_answer(folder: Path) -> None:
    (folder / "aa.bin").mkdir(parents=True)
    os.mkfifo(folder / "bb.bin")
    for key in ("aa", "bb"):
        assert array_cache.cached_array(key, lambda: np.array([3.0])).tolist() == [3]


def test_files_of_others_in_the_folder_stay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(array_cache, "MOST_FILES", 1)
    folder.mkdir(parents=True)
    (folder / "my thesis.bin").write_bytes(b"mine")
    for key in ("aa", "bb", "cc"):
        array_cache.cached_array(key, lambda: np.array([1.0]))
    assert sorted(one.name for one in folder.iterdir()) == ["cc.bin", "my thesis.bin"]


def test_killed_at_any_operation_the_cache_answers_right(folder: Path) -> None:
    for number in killed_at_every_operation(
        lambda: array_cache._write(folder / "aa.bin", "aa", np.array([5.0] * 99)), folder.parent
    ):
        array_cache.clear()
        assert array_cache.cached_array("aa", lambda: np.array([5.0] * 99)).tolist() == [5] * 99, (
            number
        )
        (folder / "aa.bin").unlink()


def test_many_processes_share_a_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(array_cache, "MOST_FILES", 3)

    def use() -> None:
        for turn in range(30):
            key = f"{turn % 6}"
            array_cache.clear()
            assert array_cache.cached_array(
                key, lambda key=key: np.array([float(key)])
            ).tolist() == [float(key)]

    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=use) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0


def test_many_arrays_of_another_sort_drive_out_no_draws(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(array_cache, "MOST_FILES", 2)
    array_cache.cached_array("d1", lambda: np.ones(3))
    for number in range(5):
        array_cache.cached_array(f"0{number}", lambda: np.zeros(2), of="odds")
    array_cache.clear()
    assert array_cache.cached_array("d1", lambda: np.zeros(3)).tolist() == [1, 1, 1]
    assert len(list((folder.parent / "odds").glob("*.bin"))) == 2
