"""Draws kept on disk save time and never change an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from peaceops import kept
from peaceops.brief.compose import compose
from peaceops.edition import Edition
from peaceops.violence import forecast, issued
from peaceops.violence.models import MODELS
from peaceops.violence.world import World, world_of
from violence.made import violent_edition

DAY = date(2023, 6, 16)
LEADS = (1, 6)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return violent_edition(tmp_path_factory.mktemp("violent"))


@pytest.fixture
def world(edition: Edition) -> World:
    return world_of(edition.as_of(DAY))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "cache"))
    kept.forget()
    return tmp_path / "cache" / "draws"


def bytes_of(world: World, **others: int) -> bytes:
    kept.forget()
    return issued.issued(world, "one_sided", LEADS, **others).tobytes()


def test_kept_and_fresh_draws_are_the_same_bytes(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = bytes_of(world)
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(issued, "MODELS", {})  # nothing can be made again
    assert bytes_of(world) == fresh
    direct = MODELS["forecaster"](world, "one_sided", LEADS, seed=0)
    assert np.frombuffer(fresh, dtype=np.int32).tolist() == direct.ravel().tolist()


def test_a_forecast_is_the_same_without_a_cache(
    edition: Edition, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> tuple[object, ...]:
        kept.forget()
        one = forecast(edition.as_of(DAY), "MLI")
        return one.findings, one.draws.rows(), one.record.years.rows()

    first = made()
    again = made()
    monkeypatch.setenv(kept.VARIABLE, "off")
    assert first == again == made()


def test_a_brief_is_the_same_to_the_byte_without_a_cache(
    edition: Edition, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(edition, "UNTEST", DAY)
    kept.forget()
    warm = compose(edition, "UNTEST", DAY).model_dump_json()
    kept.forget()
    monkeypatch.setenv(kept.VARIABLE, "off")
    assert compose(edition, "UNTEST", DAY).model_dump_json() == warm


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "other"])
def test_a_damaged_file_is_made_again(world: World, folder: Path, damage: str) -> None:
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


def test_another_question_or_another_past_is_another_file(world: World, folder: Path) -> None:
    fresh = bytes_of(world)
    assert bytes_of(world, seed=1) != fresh
    assert bytes_of(world.until(date(2023, 3, 1))) != fresh
    deaths = world.deaths.copy()
    deaths[2, 0, 5] += 1
    bytes_of(World(world.units, world.first, deaths, world.borders))
    assert len(list(folder.iterdir())) == 4


def test_nothing_is_kept_where_it_is_switched_off(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(kept.VARIABLE, "OFF")
    bytes_of(world)
    assert kept.cache_folder() is None
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_to_costs_no_answer(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "file"))
    monkeypatch.setattr(issued, "MODELS", {"forecaster": lambda *_a, **_k: np.ones((1, 1, 2))})
    assert bytes_of(world, seed=99) == np.ones(2, dtype=np.int32).tobytes()


def test_no_part_of_a_file_is_left_behind(world: World, folder: Path) -> None:
    bytes_of(world)
    assert [one.suffix for one in folder.iterdir()] == [".bin"]


def test_the_oldest_files_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_FILES", 3)
    for number in range(5):
        kept.kept(f"{number}", lambda number=number: np.array([float(number)]))
    assert len(list(folder.iterdir())) == 3
    assert (folder / "4.bin").exists()


def test_scores_with_fractions_and_gaps_are_kept_as_they_are(folder: Path) -> None:
    values = np.array([[0.1, np.nan], [3.0, 2.0**40]])
    kept.kept("scores", lambda: values)
    kept.forget()
    np.testing.assert_array_equal(kept.kept("scores", lambda: np.zeros(1)), values)
