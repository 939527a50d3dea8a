"""Texts of mandates by symbol, as known on a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mandate.made_mandates import edition
from peaceops.edition import Edition, View, cut_edition
from peaceops.errors import MissingTableError
from peaceops.mandate import mandate_text, texts_on_record


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("mandates"))


@pytest.fixture
def view(data: Edition) -> View:
    return data.as_of(date(2032, 12, 31))


@pytest.mark.parametrize(
    "symbol",
    ["S/RES/9050 (2032)", "S/RES/9050", "9050", " s/res/9050(2032) ", "9050 (2032)", "RES/9050"],
)
def test_a_text_is_found_by_any_spelling_of_its_symbol(view: View, symbol: str) -> None:
    text = mandate_text(view, symbol)
    assert text.symbol == "S/RES/9050 (2032)" and text.date == date(2032, 5, 30)
    assert text.evidence.rows == len(text.paragraphs)


def test_a_paragraph_is_found_by_its_number_and_knows_its_place(view: View) -> None:
    text = mandate_text(view, "9050")
    item = text.paragraph("3(c)")
    assert item is not None and item.text.startswith("To clear mines") and item.level == 2
    assert text.paragraph("33") is None
    places = [paragraph.place for paragraph in text.paragraphs if paragraph.place]
    assert places[:5] == ["preamble 1", "preamble 2", "preamble 3", "1", "2"]


def test_a_text_not_yet_public_is_not_on_record(data: Edition, tmp_path: Path) -> None:
    before = date(2032, 5, 29)
    with pytest.raises(
        MissingTableError, match="S/RES/9050 was not on record on 29 May 2032"
    ) as error:
        mandate_text(data.as_of(before), "9050")
    assert "S/RES/9001 (2031)" in str(error.value) and "1 resolution" in str(error.value)
    cut = cut_edition(data, before, tmp_path / "cut")
    for edition_of_that_day in (data, cut):
        rows = texts_on_record(edition_of_that_day.as_of(before))
        assert rows["symbol"].to_list() == ["S/RES/9001 (2031)"]
    assert mandate_text(cut.as_of(before), "9001") == mandate_text(data.as_of(before), "9001")


def test_a_wrong_year_names_the_right_symbol(view: View) -> None:
    with pytest.raises(
        MissingTableError, match=r"the resolution of that number is S/RES/9050 \(2032\)"
    ):
        mandate_text(view, "S/RES/9050 (2031)")


def test_a_decision_on_record_without_its_text_says_so(view: View) -> None:
    with pytest.raises(MissingTableError, match="S/RES/9049 was not on record on 31 December 2032"):
        mandate_text(view, "9049")
    with pytest.raises(MissingTableError, match="S/PRST/2031/1"):
        mandate_text(view, "S/PRST/2031/1")
