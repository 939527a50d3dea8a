"""Files of each chart: its data as CSV, its picture as SVG and PNG."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from peaceops.brief import page as pages
from peaceops.brief.drawing import standalone
from peaceops.brief.plotter import svg_png
from peaceops.brief.tables import as_csv

PIXELS = 2.0
"""Pixels of a PNG for each of its drawing."""


def charts_of(page: pages.Page) -> Iterator[pages.Chart]:
    """All charts of a page in reading order."""
    for section in page.parts:
        for block in pages.flat(section.blocks):
            if isinstance(block, pages.Chart):
                yield block


def name_of(chart: pages.Chart) -> str:
    """What a chart's files are called, without an ending: ``sites``."""
    return chart.id.removeprefix("chart-")


def file_of(chart: pages.Chart) -> str:
    """Path of a chart's files within the brief's folder, without an ending: ``charts/sites``."""
    return f"charts/{name_of(chart)}"


def data_of(chart: pages.Chart) -> str:
    """The series that a chart draws, and nothing else, as CSV; empty where it draws none."""
    return as_csv(chart.drawing.series) if chart.drawing.series else ""


def picture_of(chart: pages.Chart) -> str:
    """A chart as an SVG file of its own: its title above, how to cite it below."""
    return standalone(
        chart.drawing, chart.title, description=chart.description, credit=chart.citation
    )


def chart_file(chart: pages.Chart, kind: str) -> bytes:
    """One file of a chart; empty where it has none of that kind.

    Args:
        chart: The chart.
        kind: ``csv``, ``svg`` or ``png``.
    """
    if kind == "csv":
        return data_of(chart).encode()
    picture = picture_of(chart)
    if kind == "svg":
        return picture.encode()
    return svg_png(picture, PIXELS)


def chart_files(
    page: pages.Page, kinds: Collection[str] = ("csv", "svg", "png")
) -> dict[str, bytes]:
    """The files of all charts of a page.

    Args:
        page: The page.
        kinds: Any of ``csv``, ``svg``, ``png``.

    Returns:
        Path within the brief's folder, as ``charts/trade-offs.svg``, to its bytes.
    """
    files = {
        f"{file_of(chart)}.{kind}": chart_file(chart, kind)
        for chart in charts_of(page)
        for kind in ("csv", "svg", "png")
        if kind in kinds
    }
    return {path: content for path, content in files.items() if content}
