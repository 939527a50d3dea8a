"""A picture that was drawn before is read, and is the same as one drawn anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from peaceops.brief import drawn_once, word_pictures
from peaceops.brief.drawing import VEGA_LITE, Drawing, amount, from_vega_lite, layer
from peaceops.brief.drawn_once import chart_svg
from peaceops.brief.word_pictures import png
from peaceops.domain import array_cache


def chart(deaths: int) -> dict[str, object]:
    return layer([{"deaths": deaths}], {"type": "point"}, {"x": amount("deaths")})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(array_cache.VARIABLE, str(tmp_path))
    return tmp_path / "drawings"


def refused(*_arguments: object, **_named: object) -> str:
    raise AssertionError("drawn again")


def test_a_chart_is_drawn_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = from_vega_lite(chart(3), "deaths").body
    monkeypatch.setattr(drawn_once, "vega_svg", refused)
    assert from_vega_lite(chart(3), "deaths").body == first
    with pytest.raises(AssertionError, match="drawn again"):
        chart_svg(chart(4), VEGA_LITE, None)


def test_another_language_is_another_picture(folder: Path) -> None:
    assert chart_svg(chart(30_000), VEGA_LITE, None) != chart_svg(chart(30_000), VEGA_LITE, "fr-FR")
    assert len(list(folder.iterdir())) == 2


def test_a_kept_picture_is_the_same_as_one_drawn_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart_svg(chart(3), VEGA_LITE, None)
    kept = chart_svg(chart(3), VEGA_LITE, None)
    monkeypatch.setenv(array_cache.VARIABLE, "off")
    assert chart_svg(chart(3), VEGA_LITE, None) == kept


def test_a_picture_of_the_word_file_is_drawn_once_for_each_width(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = Drawing(100, 50, '<rect width="20" height="10"/>')
    first = png(drawing, 3000)
    monkeypatch.setattr(word_pictures, "svg_png", refused)
    assert png(drawing, 3000) == first
    with pytest.raises(AssertionError, match="drawn again"):
        png(drawing, 4000)
