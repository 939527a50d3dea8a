"""Charts: nothing cut, one horseshoe, data that are the series drawn, words for who cannot see."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import combinations
from urllib.parse import unquote
from xml.etree import ElementTree

import polars as pl
import pytest

from peaceops.brief.chart_files import chart_files, charts_of, data_of, picture_of
from peaceops.brief.charts_council import differing, horseshoe, likeliest, votes_of
from peaceops.brief.charts_forecast import PANELS, drawn_series, fan
from peaceops.brief.charts_options import trade_offs
from peaceops.brief.charts_violence import MONTHS_SHOWN, PALE, deaths_by_type
from peaceops.brief.document import Brief
from peaceops.brief.drafts import likeliest_draft
from peaceops.brief.drawing import Drawing, text_width
from peaceops.brief.html import to_html
from peaceops.brief.ink import INKS
from peaceops.brief.layout import lay_out, look_alikes
from peaceops.brief.page import Chart, Columns, Page, Paragraph, Table
from peaceops.brief.write import contents

PHONE = 358
"""Pixels that a telephone 390 wide leaves a chart."""
SVG = "{http://www.w3.org/2000/svg}"
Area = tuple[float, float, float, float]


def texts(drawing: Drawing) -> Iterator[tuple[str, float, Area]]:
    """Each line of text with its size and the area it takes: left, top, right, bottom."""
    body = f'<svg xmlns="{SVG[1:-1]}" xmlns:xlink="x">{drawing.body}</svg>'
    yield from _texts(ElementTree.fromstring(body), 0.0, 0.0, upright=False)


def _texts(
    node: ElementTree.Element, x: float, y: float, *, upright: bool
) -> Iterator[tuple[str, float, Area]]:
    moves = re.findall(r"translate\((-?[\d.e-]+)(?:,\s*(-?[\d.e-]+))?\)", node.get("transform", ""))
    for across, down in moves:
        x, y = x + float(across), y + float(down or 0)
    upright = upright or "rotate(-90)" in node.get("transform", "")
    if node.tag == f"{SVG}text":
        x, y = x + float(node.get("x", 0)), y + float(node.get("y", 0))
        size = float(node.get("font-size", "13").removesuffix("px"))
        lines = [line.text or "" for line in node if line.tag == f"{SVG}tspan"] or [node.text or ""]
        bold = node.get("font-weight") == "600"
        # ``text_width`` leaves room: a line takes less than it says.
        width = 0.88 * max(text_width(line, size, bold=bold) for line in lines)
        start = {"start": 0.0, "middle": 0.5, "end": 1.0}[node.get("text-anchor", "start")]
        height = size * (1.2 * len(lines) - 0.2)
        area = (x - start * width, y - size, x + (1 - start) * width, y - size + height)
        if upright:
            area = (x - size, y - (1 - start) * width, x, y + start * width)
        yield " ".join(lines), size, area
    for part in node:
        yield from _texts(part, x, y, upright=upright)


def drawings(page: Page) -> list[tuple[str, Drawing]]:
    every = [(chart.id, chart.drawing) for chart in charts_of(page)]
    return every + [(c.id, c.narrow) for c in charts_of(page) if c.narrow is not None]


def test_no_label_is_cut(full_page: Page) -> None:
    assert len(drawings(full_page)) >= 11
    for name, drawing in drawings(full_page):
        lines = list(texts(drawing))
        assert lines
        for words, _size, (left, top, right, bottom) in lines:
            assert "…" not in words, (name, words)
            assert left >= -1 and right <= drawing.width + 1, (name, words, left, right)
            assert top >= -1 and bottom <= drawing.height + 2, (name, words, top, bottom)


@pytest.mark.parametrize("count", [3, 8])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_trade_offs_hold_three_to_eight_options_of_long_names(
    full: Brief, count: int, narrow: bool
) -> None:
    options = full.comparison.options
    named = [
        replace(options[at % len(options)], label=f"Reconfigure within the ceiling, {sign} variant")
        for at, sign in zip(range(count), "abcdefgh", strict=False)
    ]
    drawing = trade_offs(replace(full.comparison, options=tuple(named)), narrow=narrow)
    assert drawing is not None
    lines = list(texts(drawing))
    for words, _size, (left, _top, right, bottom) in lines:
        assert left >= -1 and right <= drawing.width + 1 and bottom <= drawing.height + 2, words
    names = [area for words, _size, area in lines if words.startswith("Reconfigure within")]
    assert len(names) == count * (5 if narrow else 1)
    for first, second in combinations(names, 2):
        assert first[3] <= second[1] or second[3] <= first[1], "two names overlap"


def test_text_can_be_read_on_a_telephone(full_page: Page) -> None:
    for chart in charts_of(full_page):
        drawing = chart.narrow or chart.drawing
        scale = min(1.0, PHONE / drawing.width)
        for words, size, _area in texts(drawing):
            assert size * scale >= 9 or drawing.width > 480, (chart.id, words, size * scale)


def test_the_council_is_drawn_once_with_the_likeliest_option(full: Brief, full_page: Page) -> None:
    (chart,) = (each for each in charts_of(full_page) if each.id.startswith("chart-council"))
    draft = likeliest_draft(full)
    assert draft is not None and draft.label in chart.title
    assert chart.finding is not None and draft.label in chart.finding.text


def test_members_that_vote_otherwise_on_another_option_are_marked(full: Brief) -> None:
    drafts = [draft for _label, draft in full.drafts]
    differ = differing(drafts)
    for member, _vote in votes_of(drafts[0]).items():
        ways = {likeliest(votes_of(draft)[member]) for draft in drafts}
        assert (member in differ) == (len(ways) > 1)
    assert differ
    drawing = horseshoe(full.council.seats.to_dicts(), "Withdraw", drafts[0], differ)
    marked = [row["member"] for row in drawing.series if row["differs_between_options"]]
    assert set(marked) == set(differ)
    assert drawing.body.count("l6,6 l-6,6 l-6,-6") == len(differ) + 1  # and one in the legend


def test_the_data_of_a_chart_are_the_series_it_draws(full: Brief, full_page: Page) -> None:
    charts = {chart.id: chart for chart in charts_of(full_page)}
    for chart in charts.values():
        rows = list(csv.DictReader(io.StringIO(data_of(chart))))
        assert len(rows) == len(chart.drawing.series) > 0, chart.id
        for row, drawn in zip(rows, chart.drawing.series, strict=True):
            for name, value in drawn.items():
                assert row[name] == ("" if value is None else str(value)), (chart.id, name)
    months = full.situation.trends.months.sort("month").tail(MONTHS_SHOWN)
    drawn = pl.DataFrame(charts["chart-violence"].drawing.series)
    for kind in ("state_based", "non_state", "one_sided"):
        assert drawn[kind].to_list() == months[kind].to_list()
    options = {option.label: option for option in full.comparison.options}
    for row in charts["chart-trade-offs"].drawing.series:
        if row["measure"] == "Uniformed personnel":
            strength = options[row["option"]].strength
            assert strength is not None
            assert (row["value"], (row["low"], row["high"])) == (strength.value, strength.interval)


def test_the_same_files_are_written_and_stand_in_the_page(full_page: Page) -> None:
    files = chart_files(full_page, ("csv", "svg"))
    links = dict(re.findall(r'download="([^"]+)" href="data:[^,]*,([^"]*)"', to_html(full_page)))
    assert {f"charts/{name}" for name in links} == set(files)
    for name, address in links.items():
        written = files[f"charts/{name}"].decode()
        assert unquote(unescape(address)) == (
            written.replace('"', "'") if name.endswith(".svg") else written
        )
    assert chart_files(full_page, ("png",))["charts/losses.png"][:4] == b"\x89PNG"


def test_markdown_shows_pictures_that_it_writes(full: Brief) -> None:
    files = contents(full, ["md"])
    shown = re.findall(r"!\[([^\]]+)\]\(<([^>]+)>\)", files["brief.md"].decode())
    assert len(shown) >= 10
    assert {path for _alt, path in shown} == {name for name in files if name != "brief.md"}
    for alt, path in shown:
        root = ElementTree.fromstring(files[path])
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and title.text and description is not None and description.text
        assert alt.startswith(title.text.split("(")[0][:20])


def test_every_chart_states_what_it_shows_whose_data_and_how_to_cite_it(
    full: Brief, full_page: Page
) -> None:
    for chart in charts_of(full_page):
        assert chart.finding is not None and chart.finding.text.endswith("."), chart.id
        assert f"“{chart.title}”" in chart.citation
        assert full.edition in chart.citation
        assert "16\u00a0Jun\u00a02023" in chart.citation
        assert chart.data and f"Data: {chart.data}." in chart.citation
        assert "unknown" not in chart.data
    votes = next(chart for chart in charts_of(full_page) if chart.id == "chart-violence")
    assert "Uppsala" in votes.data
    assert votes.citation.split(",")[0] in picture_of(votes)


def test_provisional_months_are_pale_and_only_they(full: Brief) -> None:
    months = full.situation.trends.months
    last = months["month"].max()
    sure, revised = deaths_by_type(months), deaths_by_type(months, [last])
    assert ">provisional<" not in sure.body and f'fill-opacity="{PALE}"' not in sure.body
    assert ">provisional<" in revised.body and f'fill-opacity="{PALE}"' in revised.body
    assert [row["month"] for row in revised.series if row["provisional"]] == [last.isoformat()]
    ahead = fan(full.violence.hosts, [full.violence.hosts[0].origin])
    assert ">provisional<" in ahead.body


def test_of_many_hosts_those_with_most_deaths_ahead_are_drawn(full: Brief) -> None:
    host = full.violence.hosts[0]
    hosts = [
        replace(host, country=code, next_12=replace(host.next_12, value=value))
        for value, code in enumerate(["BFA", "MLI", "NER", "TCD", "SDN", "SSD", "CAF", "COD"])
    ]
    drawn = [each.country for each, _kind in drawn_series(hosts)]
    assert drawn == ["NER", "TCD", "SDN", "SSD", "CAF", "COD"]
    assert len(drawn) == PANELS
    assert fan(hosts).height < 640


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1])
def test_marks_and_text_stand_out_from_their_paper(theme: int) -> None:
    papers = {"paper", "panel", "land", "abroad", "grid"}
    paper = _luminance(INKS["paper"][theme])
    for name, colours in INKS.items():
        if name in papers:
            continue
        low, high = sorted((_luminance(colours[theme]), paper))
        least = 4.5 if name in ("text", "quiet", "accent", "warn") else 3.0
        assert (high + 0.05) / (low + 0.05) >= least, name


def test_years_like_the_last_one_stand_with_what_followed(full: Brief) -> None:
    (answer,) = full.look_alikes
    after = answer.episodes["deaths_after"] > answer.episodes["deaths_before"]
    assert answer.worse.value == after.sum()
    blocks = list(look_alikes.blocks(full))
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert len(table.rows) == 5
    assert [row[3].strong for row in table.rows] == after.to_list()
    words = next(block for block in blocks if isinstance(block, Paragraph)).texts[0].text
    assert f"{answer.worse.value} had more deaths in the year after" in words
    calm = replace(answer, worse=replace(answer.worse, value=0))
    told = look_alikes._in_words([calm]).text
    assert told.endswith(" in Mali, none had more deaths in the year after.")


def test_of_several_hosts_five_years_in_all_are_shown(full: Brief) -> None:
    (answer,) = full.look_alikes
    several = replace(
        full, look_alikes=(answer, replace(answer, country="NER"), replace(answer, country="BFA"))
    )
    (table,) = (block for block in look_alikes.blocks(several) if isinstance(block, Table))
    assert [row[0].text for row in table.rows] == ["Mali"] * 2 + ["Niger"] * 2 + ["Burkina Faso"]
    assert list(look_alikes.blocks(replace(full, look_alikes=()))) == []


def test_the_same_chart_has_the_same_files(full: Brief, full_page: Page) -> None:
    again = lay_out(replace(full))
    assert chart_files(again, ("csv", "svg")) == chart_files(full_page, ("csv", "svg"))


def test_charts_within_columns_are_credited(full_page: Page) -> None:
    inner = [
        block
        for section in full_page.sections
        for outer in section.blocks
        if isinstance(outer, Columns)
        for block in (*outer.left, *outer.right)
        if isinstance(block, Chart)
    ]
    assert inner and all(chart.citation for chart in inner)
