"""The slide: one, with the headline as its title, and a clear error without its library."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest

from peaceops.brief.page import Page
from peaceops.brief.slide import HEIGHT, WIDTH, to_pptx
from peaceops.brief.two_pages import alone
from peaceops.errors import OutputError

pptx = pytest.importorskip("pptx")


def test_one_slide_holds_headline_clock_odds_and_options(full_page: Page):
    (slide,) = pptx.Presentation(io.BytesIO(to_pptx(full_page))).slides
    assert slide.shapes.title.text == full_page.headline.text
    words = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert full_page.clock in words
    assert "68\u00a0%" in words
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    options = [row.cells[0].text_frame.text for row in table.rows]
    assert options == ["Option", "Withdraw", "Reconfigure", "Increase", "Technical rollover"]


def test_every_shape_lies_on_the_slide(full_page: Page):
    deck = pptx.Presentation(io.BytesIO(to_pptx(full_page)))
    for shape in deck.slides[0].shapes:
        assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
        assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height
    assert (deck.slide_width.inches, deck.slide_height.inches) == pytest.approx(
        (WIDTH, HEIGHT), 1e-3
    )


def test_the_bytes_are_the_same_and_bear_the_as_of_date(full_page: Page):
    written = to_pptx(full_page)
    assert to_pptx(replace(full_page)) == written
    assert pptx.Presentation(io.BytesIO(written)).core_properties.created.date() == full_page.date


def test_the_slide_of_the_two_pages_alone_and_of_almost_nothing(full_page: Page, empty_page: Page):
    for page in (alone(full_page), empty_page):
        assert len(pptx.Presentation(io.BytesIO(to_pptx(page))).slides) == 1


def test_without_its_library_the_error_names_the_extra(
    full_page: Page, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(OutputError, match=r"pip install 'peaceops\[slide\]'"):
        to_pptx(full_page)
