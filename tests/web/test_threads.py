"""What a desk asks of the library in many threads is what one thread would get."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random

import pytest

from peaceops.brief import contents, lay_out, to_html
from peaceops.edition import open_edition
from peaceops.web import Rules
from peaceops.web.cases.shelf import Shelf
from peaceops.web.desk import Desk

ASKED = (
    ("UNMOGIP", date(2023, 6, 16)),
    ("UNFICYP", date(2023, 6, 16)),
    ("UNDOF", date(2021, 3, 1)),
    ("MINURSO", date(2021, 3, 1)),
)


def new_desk(folder: Path, *, views_held: int = 6) -> Desk:
    edition = open_edition(views_held=views_held)
    return Desk(edition, Shelf(folder, edition), Rules())


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, date], dict[str, bytes]]:
    desk = new_desk(tmp_path_factory.mktemp("alone"))
    return {
        (mission, day): contents(desk.brief(mission, day), ("json", "markdown"))
        for mission, day in ASKED
    }


@pytest.mark.slow
@pytest.mark.parametrize("views_held", [6, 1], ids=["all days kept", "days forgotten meanwhile"])
def test_briefs_composed_at_once_are_those_composed_alone(
    tmp_path: Path, alone: dict[tuple[str, date], dict[str, bytes]], views_held: int
) -> None:
    desk = new_desk(tmp_path, views_held=views_held)
    desk.gate.at_once = 4

    def ask(seed: int) -> None:
        for mission, day in Random(seed).sample(ASKED, len(ASKED)):
            written = contents(desk.brief(mission, day), ("json", "markdown"))
            assert written == alone[mission, day], f"{mission} {day}"

    with ThreadPoolExecutor(8) as threads:
        for result in [threads.submit(ask, seed) for seed in range(8)]:
            result.result()
    assert desk.caches["briefs"].misses == len(ASKED), "each was composed once"


@pytest.mark.slow
def test_a_page_is_laid_out_in_its_own_language_whoever_asks_meanwhile(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    briefs = [desk.brief(mission, day) for mission, day in ASKED[:2]]
    wanted = [(brief, language) for brief in briefs for language in ("en", "fr")]
    alone = [to_html(lay_out(brief, language)) for brief, language in wanted]
    lay_out.cache_clear()

    def ask(seed: int) -> None:
        for at in Random(seed).sample(range(len(wanted)), len(wanted)):
            assert to_html(lay_out(*wanted[at])) == alone[at]

    with ThreadPoolExecutor(6) as threads:
        for result in [threads.submit(ask, seed) for seed in range(6)]:
            result.result()


@pytest.mark.slow
def test_a_language_model_is_loaded_once_for_all() -> None:
    models = pytest.importorskip("peaceops.reading.models")
    pytest.importorskip(models.ENGLISH)
    with ThreadPoolExecutor(4) as threads:
        loaded = list(threads.map(models.load_model, [models.ENGLISH] * 4))
    assert loaded[0] is not None
    assert len({id(model) for model in loaded}) == 1
