"""Charts that are drawn in a process of its own are the same, and outlive the process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from peaceops.brief import plotter
from peaceops.brief.drawing import VEGA_LITE
from peaceops.brief.plotter import Plotter, draw_apart, svg_png, vega_svg

CHART = {
    "data": {"values": [{"month": month, "deaths": month**2} for month in range(12)]},
    "mark": "line",
    "encoding": {
        "x": {"field": "month", "type": "quantitative"},
        "y": {"field": "deaths", "type": "quantitative"},
    },
}


@pytest.fixture
def apart() -> Iterator[Plotter]:
    draw_apart()
    process = plotter._apart
    assert process is not None
    yield process
    process._end()
    draw_apart(wanted=False)


@pytest.mark.parametrize("locale", [None, "fr-FR"])
def test_a_chart_is_the_same_wherever_it_is_drawn(apart: Plotter, locale: str | None) -> None:
    drawn = vega_svg(CHART, VEGA_LITE, locale)
    draw_apart(wanted=False)
    assert drawn == vega_svg(CHART, VEGA_LITE, locale)


def test_pixels_are_the_same_wherever_they_are_drawn(apart: Plotter) -> None:
    picture = vega_svg(CHART, VEGA_LITE, None)
    drawn = svg_png(picture, 2)
    draw_apart(wanted=False)
    assert drawn == svg_png(picture, 2)


def test_a_process_that_ends_is_begun_anew(apart: Plotter) -> None:
    first = vega_svg(CHART, VEGA_LITE, None)
    assert apart._process is not None
    os.kill(apart._process.pid, signal.SIGKILL)
    assert vega_svg(CHART, VEGA_LITE, None) == first


def test_a_chart_that_is_refused_is_an_error_and_the_next_is_drawn(apart: Plotter) -> None:
    with pytest.raises(RuntimeError, match="drew no chart"):
        vega_svg({"mark": "no such mark"}, VEGA_LITE, None)
    assert vega_svg(CHART, VEGA_LITE, None).startswith("<svg")


def test_the_process_is_renewed_before_it_keeps_too_much(
    apart: Plotter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plotter, "RENEWED_AFTER", 2)
    processes = set()
    for _ in range(4):
        vega_svg(CHART, VEGA_LITE, None)
        assert apart._process is not None
        processes.add(apart._process.pid)
    assert len(processes) == 2
