"""Drawings: the horseshoe, the votes, the map, and which charts are drawn at all."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from datetime import date
from html import unescape

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.brief.charts_council import (
    DESK,
    LEG,
    MARGIN,
    RADIUS,
    horseshoe,
    seat_places,
    votes_of,
)
from peaceops.brief.charts_forecast import drawn_series, fan
from peaceops.brief.charts_mission import (
    cause_group,
    ceiling_steps,
    peacekeeper_deaths,
    strength,
)
from peaceops.brief.charts_violence import (
    change_in_words,
    deaths_by_type,
    neighbours,
)
from peaceops.brief.charts_votes import DECISIONS_DRAWN, history
from peaceops.brief.document import Brief
from peaceops.brief.drawing import Drawing, when_shown
from peaceops.brief.ink import ink, themed
from peaceops.brief.layout import lay_out
from peaceops.brief.maps import frame_of, site_map
from peaceops.brief.page import Chart, flat
from peaceops.brief.wording import odds
from peaceops.domain.distances import KM_PER_DEGREE
from peaceops.domain.figures import Figure
from peaceops.domain.intervals import Summary
from peaceops.overview import Outline
from peaceops.situation import YearOfDeaths

NOTHING = pl.DataFrame()


@given(st.integers(min_value=1, max_value=15))
def test_seats_stand_apart_and_within_the_drawing(count: int):
    places = seat_places(count)
    assert len(places) == count
    for x, y in places:
        assert DESK[0] / 2 <= x <= 2 * (RADIUS + MARGIN) - DESK[0] / 2
        assert DESK[1] / 2 <= y <= RADIUS + MARGIN + LEG + DESK[1]
    for first, second in itertools.pairwise(places):
        # Desks may not cover each other's text.
        across, down = abs(first[0] - second[0]), abs(first[1] - second[1])
        assert across >= DESK[0] or down >= DESK[1]


@given(st.integers(min_value=2, max_value=15))
def test_the_horseshoe_is_symmetric(count: int):
    places = seat_places(count)
    centre = RADIUS + MARGIN
    for (x, y), (u, v) in zip(places, reversed(places), strict=True):
        assert math.isclose(x - centre, centre - u, abs_tol=1e-6)
        assert math.isclose(y, v, abs_tol=1e-6)


def test_each_seat_shows_its_code_and_its_chance_of_a_yes(full: Brief):
    seats = full.council.seats.to_dicts()
    draft = full.council.drafts["increase"]
    body = horseshoe(seats, "Increase", draft).body
    for seat in seats:
        assert f">{seat['country']}</text>" in body
    vote = votes_of(draft)["CHN"]
    ways = ", ".join(f"{way} {odds(vote[way])}" for way in ("yes", "abstain", "no"))
    assert f"China, permanent member: {ways}" in unescape(body)


def test_a_seat_whose_odds_move_shows_both_sides_and_leads_to_its_member(full: Brief):
    seats = full.council.seats.to_dicts()
    draft = full.council.drafts["increase"]
    china = pl.col("country") == "CHN"
    members = draft.members.with_columns(
        yes=pl.when(china).then(0.05).otherwise("yes"),
        no=pl.when(china).then(0.05).otherwise("no"),
        abstain=pl.when(china).then(0.9).otherwise("abstain"),
    )
    after = replace(draft, members=members)
    links = {seat["country"]: f"/m?a=1&b={seat['country']}" for seat in seats}
    body = horseshoe(seats, "Increase", after, before=draft, links=links, chosen="FRA").body
    was = votes_of(draft)["CHN"]
    assert f"abstain 90\u00a0%, no 5\u00a0%; as it is: yes {odds(was['yes'])}" in unescape(body)
    assert body.count("as it is: yes") == 2  # of the title and of the link, of one member
    assert "odds that move" in body
    assert '<a href="/m?a=1&amp;b=CHN" data-member="CHN"' in body
    assert body.count("<a ") == body.count("</a>") == len(seats)
    assert body.count('aria-current="true"') == 1
    unmoved = horseshoe(seats, "Increase", draft, before=draft).body
    assert unmoved == horseshoe(seats, "Increase", draft).body


def test_the_bar_of_a_seat_is_as_wide_as_its_odds(full: Brief):
    draft = full.council.drafts["increase"]
    china = horseshoe(full.council.seats.to_dicts(), "Increase", draft).body
    china = china.split("China, permanent member")[1].split("</g>")[0]
    widths = {
        name: float(width)
        for name in ("yes", "abstain", "no")
        for width in re.findall(rf'width="([\d.]+)" height="7.0" fill="{ink(name)}"', china)
    }
    vote = votes_of(draft)["CHN"]
    assert widths == pytest.approx({way: vote[way] * 34 for way in widths}, abs=0.1)
    assert widths["yes"] > widths["no"]


def test_a_council_of_eleven_is_drawn_without_odds(full: Brief):
    assert ">11</text>" in horseshoe(full.council.seats.to_dicts()[:11]).body


def test_votes_are_squares_one_for_each_member(full: Brief):
    shown = full.mandate.history.drop_nulls("yes").sort("date").tail(DECISIONS_DRAWN)
    drawing = history(full.mandate.history)
    assert drawing is not None
    for way in ("yes", "no", "abstain"):
        squares = re.findall(
            rf'<rect [^>]*width="9.0" height="9.0" fill="{ink(way)}"', drawing.body
        )
        assert len(squares) == shown[way].sum()


def decisions(*rows: tuple[object, ...]) -> pl.DataFrame:
    names = ("decision", "date", "ceiling_military", "ceiling_police", "adopted", "yes", "no",
             "abstain")  # fmt: skip
    return pl.DataFrame(list(rows), schema=names, orient="row")


def test_a_draft_that_failed_is_named_so():
    failed = decisions(("S/1994/1", date(1994, 1, 1), None, None, False, 8, 1, 6))
    drawn = history(failed)
    assert drawn is not None
    assert ">failed</text>" in drawn.body
    assert history(failed.with_columns(yes=pl.lit(None, dtype=pl.Int64))) is None


def test_a_ceiling_stands_until_a_decision_changes_it():
    listed = decisions(
        ("a", date(2013, 4, 25), 100, 10, True, 15, 0, 0),
        ("b", date(2014, 6, 25), None, None, True, 15, 0, 0),
        ("c", date(2015, 6, 25), 120, 10, True, 15, 0, 0),
        ("d", date(2017, 6, 25), 1, None, False, 8, 1, 6),
    )
    steps, police = ceiling_steps(listed, date(2018, 1, 1))
    assert steps == [(date(2013, 4, 25), 110), (date(2015, 6, 25), 130), (date(2018, 1, 1), 130)]
    assert police


def test_a_ceiling_set_for_a_later_day_is_drawn_from_that_day():
    listed = decisions(("a", date(2013, 4, 25), 100, 10, True, 15, 0, 0))
    later = pl.DataFrame(
        {"decision": ["a", "a"], "step": ["ceiling", "ceiling"],
         "day": [date(2013, 7, 1), date(2014, 7, 1)], "ceiling_military": [80, 60],
         "ceiling_police": [None, None]},
        schema_overrides={"ceiling_police": pl.Int64},
    )  # fmt: skip
    steps, _police = ceiling_steps(listed, date(2013, 12, 31), later)
    assert steps == [(date(2013, 4, 25), 110), (date(2013, 7, 1), 90), (date(2013, 12, 31), 90)]


@pytest.mark.parametrize(
    ("cause", "group"),
    [
        ("Malicious Act", "Malicious act"),
        ("malicious_act", "Malicious act"),
        ("Accident", "Accident"),
        ("Illness", "Illness"),
        ("To Be Determined", "Other or unknown"),
        ("Unknown", "Other or unknown"),
    ],
)
def test_causes_are_grouped(cause: str, group: str):
    assert cause_group(cause) == group


def test_a_gap_in_the_record_stays_a_gap_in_the_line(full: Brief):
    series = full.picture.strength.series.sort("month")
    holed = pl.concat([series[:10], series[30:]])
    line = rf'stroke="{ink("strength")}"[^>]*'
    mandate = replace(full.mandate, history=NOTHING)

    def moves(frame: pl.DataFrame) -> int:
        body = strength(frame, mandate, full.as_of).body
        paths = [path for path in re.findall(r"<path [^>]*>", body) if re.search(line, path)]
        return max(path.count("M") for path in paths)

    assert moves(holed) == moves(series) + 1


def test_months_ahead_alone_are_named_on_the_axis(full: Brief):
    mandate = replace(full.mandate, history=NOTHING, steps=NOTHING)
    nothing = full.picture.strength.series.clear()
    path = [(date(2025, month, 1), Summary(10.0, 10.0, 5.0, 15.0)) for month in range(1, 13)]
    body = strength(nothing, mandate, date(2025, 1, 1), path=path).body
    labels = re.findall(r">(?:\w{3} )?(2025|2026)</text>", body)
    named = re.findall(r">\w{3} 202[56]</text>", body)
    assert len(labels) == len(named) == len(set(named)) > 1


def test_between_whole_deaths_there_is_no_tick():
    losses = pl.DataFrame({"year": [2019, 2022], "cause": ["Illness", "Illness"], "deaths": [1, 1]})
    ticks = re.findall(r">(\d)</text>", peacekeeper_deaths(losses).body)
    assert sorted(ticks) == ["0", "1"]


def test_the_scale_bar_is_as_long_as_it_says(full: Brief):
    sites = full.picture.footprint.sites.to_dicts()
    drawing = site_map(full.outlines, sites, NOTHING)
    assert drawing is not None
    rings = [ring for outline in full.outlines if outline.role == "host" for ring in outline.rings]
    corners = [(site["longitude"], site["latitude"]) for site in sites]
    frame = frame_of([point for ring in rings for point in ring], corners)
    words = float(re.search(r">([\d,]+) km</text>", drawing.body)[1].replace(",", ""))
    length = float(re.search(r"v5 h([\d.]+) v-5", drawing.body)[1])
    assert length == pytest.approx(words / KM_PER_DEGREE * frame.scale, abs=0.1)


@given(
    west=st.floats(-170, 160), south=st.floats(-60, 60),
    width=st.floats(0.01, 20), height=st.floats(0.01, 15),
)  # fmt: skip
def test_a_map_frames_all_its_points_and_keeps_their_shape(
    west: float, south: float, width: float, height: float
):
    points = [(west, south), (west + width, south + height)]
    frame = frame_of(points)
    for point in points:
        x, y = frame.place(*point)
        assert 0 <= x <= frame.width
        assert 0 <= y <= frame.height
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude.
    (x0, y0), (x1, y1) = (frame.place(west, south), frame.place(west + 1, south + 1))
    assert abs(x1 - x0) / abs(y1 - y0) == pytest.approx(
        math.cos(math.radians(south + height / 2)), rel=1e-6
    )


def test_larger_sites_are_larger_by_area(full: Brief):
    outline = Outline(
        country="MLI", unit="", level=0, role="host", rings=(((0, 0), (9, 0), (9, 9)),)
    )
    sites = [
        {
            "location": name, "latitude": 3, "longitude": x, "year": 2020, "personnel": people,
            "leaving": [],
        }
        for name, x, people in (("A", 4, 400), ("B", 6, 100), ("C", 8, None))
    ]  # fmt: skip
    drawing = site_map([outline], sites, NOTHING)
    assert drawing is not None
    radius = {
        name: float(re.search(rf'r="([\d.]+)"[^>]*><title>{name},', drawing.body)[1])
        for name in "ABC"
    }
    assert (radius["A"] - 3) / (radius["B"] - 3) == pytest.approx(2, abs=0.05)
    assert radius["C"] == 3


def test_there_is_no_map_without_an_outline(full: Brief):
    assert site_map((), full.picture.footprint.sites.to_dicts(), NOTHING) is None


def test_every_kind_of_figure_reaches_the_charts(full: Brief):
    peak = full.situation.trends.months["all_types"].max()
    for name in ("State-based", "Non-state", "One-sided", f"Mar\u00a02022: {peak:,}"):
        assert name in deaths_by_type(full.situation.trends.months).body
    years = (*full.situation.trends.totals, *full.situation.neighbours.by_country)
    body = neighbours(years, ("MLI",)).body
    for year in years:
        assert change_in_words(year) in body
    assert "State-based violence" in fan(full.violence.hosts).body


def test_a_neighbour_without_a_year_before_is_drawn_alone():
    deaths = Figure("situation.aaa.all_types_12", "Deaths", 7, "deaths", "A count.")
    year = YearOfDeaths("ALA", date(2020, 1, 1), deaths, None)
    assert ">7</text>" in neighbours([year], ()).body


def test_years_without_a_death_are_told_and_not_drawn(full: Brief):
    types = ("state_based", "non_state", "one_sided", "all_types")
    calm = full.situation.trends.months.with_columns(pl.lit(0).alias(name) for name in types)
    (year,) = full.situation.trends.totals
    none = replace(year, last_12=replace(year.last_12, value=0), previous_12=None)
    trends = replace(full.situation.trends, months=calm, by_type={("MLI", "all_types"): none})
    around = replace(full.situation.neighbours, together=None, by_country=())
    situation = replace(full.situation, trends=trends, neighbours=around)
    zero = [
        pl.lit(0.0).alias(name) for name in ("median", "low_50", "high_50", "low_90", "high_90")
    ]
    hosts = tuple(replace(host, fan=host.fan.with_columns(zero)) for host in full.violence.hosts)
    violence = replace(full.violence, hosts=hosts)
    brief = replace(full, situation=situation, violence=violence)
    page = lay_out(brief)
    drawn = {b.id for s in page.sections for b in flat(s.blocks) if isinstance(b, Chart)}
    assert drawn & {"chart-violence", "chart-neighbours", "chart-fan"} == set()
    assert "chart-losses" in drawn
    words = " ".join(
        text.text
        for section in page.sections
        for block in section.blocks
        for text in getattr(block, "texts", ())
    )
    assert "UCDP records no death in organised violence in Mali" in words


def test_several_hosts_are_drawn_by_their_widest_type(full: Brief):
    (mali,) = full.violence.hosts
    niger = replace(mali, country="NER")
    series = [(host.country, kind) for host, kind in drawn_series([mali, niger])]
    assert series == [("MLI", "all_types"), ("NER", "all_types")]
    assert len(drawn_series([mali])) == 4


def test_a_drawing_in_theme_colours_has_no_fixed_colour(full: Brief):
    draft = full.council.drafts["increase"]
    drawing = horseshoe(full.council.seats.to_dicts(), "Increase", draft)
    assert "#" not in re.sub(r"url\(#[^)]*\)", "", themed(drawing.body))


def test_a_chart_is_drawn_when_it_is_looked_at_and_not_before() -> None:
    drawn = []

    @when_shown
    def draw(width: int) -> Drawing:
        drawn.append(width)
        return Drawing(width, 1, "")

    drawing = draw(7)
    assert drawn == []
    assert (drawing.width, drawing.height, drawing.body) == (7, 1, "")
    assert drawn == [7]
