"""Files of each chart: its data as CSV, its picture as SVG and PNG."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from peaceops.brief import page as pages
from peaceops.brief.drawing import standalone
from peaceops.brief.tables import as_csv

PIXELS = 2.0
"""Pixels of a PNG for each of its drawing."""


def charts_of(page: pages.Page) -> Iterator[pages.Chart]:
    """All charts of a page in reading order."""
    for section in page.parts:
        for block in pages.flat(section.blocks):
            if isinstance(block, pages.Chart):
                yield block


def file_of(chart: pages.Chart) -> str:
    """Path of a chart's files within the brief's folder, without an ending: ``charts/sites``."""
    return f"charts/{chart.id.removeprefix('chart-')}"


def data_of(chart: pages.Chart) -> str:
    """The series that a chart draws, and nothing else, as CSV; empty where it draws none."""
    return as_csv(chart.drawing.series) if chart.drawing.series else ""


def picture_of(chart: pages.Chart) -> str:
    """A chart as an SVG file of its own: its title above, how to cite it below."""
    return standalone(
        chart.drawing, chart.title, description=chart.description, credit=chart.citation
    )


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
    files: dict[str, bytes] = {}
    for chart in charts_of(page):
        data, picture = data_of(chart), picture_of(chart)
        if "csv" in kinds and data:
            files[f"{file_of(chart)}.csv"] = data.encode()
        if "svg" in kinds:
            files[f"{file_of(chart)}.svg"] = picture.encode()
        if "png" in kinds:
            import vl_convert

            files[f"{file_of(chart)}.png"] = vl_convert.svg_to_png(picture, scale=PIXELS)
    return files
