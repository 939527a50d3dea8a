"""The HTML page: self-contained, linked both ways, accessible, safe against hostile text."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from brief.composed import HOSTILE
from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.html import to_html
from peaceops.brief.ink import INKS
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Page

VOID = {"meta", "link", "br", "img", "input", "hr", "rect", "path", "line", "circle"}


class Tags(HTMLParser):
    """Collect every tag with its attributes, and check that tags nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.badly_nested: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.badly_nested.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def values(self, key: str) -> list[str]:
        return [attributes[key] for _tag, attributes in self.tags if key in attributes]

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def html(full_page: Page) -> str:
    return to_html(full_page)


@pytest.fixture(scope="module")
def tags(html: str) -> Tags:
    return Tags(html)


@pytest.fixture(params=["full_page", "empty_page"])
def either(request: pytest.FixtureRequest) -> Tags:
    return Tags(to_html(request.getfixturevalue(request.param)))


def test_nothing_is_fetched_from_anywhere(html: str, tags: Tags):
    assert not tags.named("script")
    assert not tags.named("iframe")
    assert not tags.named("img")
    assert [one["href"] for one in tags.named("link")] == ["data:,"]
    assert tags.values("src") == tags.values("xlink:href") == tags.values("srcset") == []
    for address in tags.values("href"):
        within = ("#", "data:,", "data:text/csv;", "data:image/svg+xml;")
        assert address.startswith(("https://", "http://", *within)), address
    outside = [one for one in tags.values("href") if one.startswith("http")]
    assert outside == [one["href"] for one in tags.named("a") if one["href"].startswith("http")]
    assert "@import" not in html
    assert re.findall(r"url\((?!#|%23)", html) == []


def test_a_policy_forbids_requests_and_scripts(tags: Tags):
    policies = [one["content"] for one in tags.named("meta") if "http-equiv" in one]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_tags_nest_and_identifiers_are_unique(either: Tags):
    assert either.badly_nested == []
    assert either.open == []
    ids = either.values("id")
    assert sorted(ids) == sorted(set(ids))


def test_every_link_within_the_page_has_a_target(either: Tags):
    ids = set(either.values("id"))
    wanted = {one[1:] for one in either.values("href") if one.startswith("#")}
    for key in ("aria-labelledby", "aria-details"):
        wanted |= {part for value in either.values(key) for part in value.split()}
    assert wanted <= ids


def test_clip_paths_point_at_their_own_drawing(html: str, tags: Tags):
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(tags.values("id"))


def test_every_figure_is_linked_from_where_it_is_used_and_leads_back(
    full: Brief, full_page: Page, html: str
):
    uses = {key.removeprefix("figure-") for key in page.uses(full_page)}
    cited = set(re.findall(r'href="#figure-([^"]+)"', html))
    keys = {page.slug(figure.key) for figure in full.figures}
    assert cited <= keys
    assert len(cited) > 0.5 * len(keys)
    for key in keys:
        entry = html.split(f'<li id="figure-{key}"', 1)[1].split("</li>", 1)[0]
        assert ("Used in: <a href=" in entry) == (key in uses), key


@pytest.mark.parametrize(
    ("figure", "key"),
    [
        ("15,209", "mandate.ceiling_military"),
        (r"29\u00a0Jun\u00a02022\)", "council.last-vote"),
        ("13,986", "mission.strength_in_use"),
        ("2,328", "situation.mli.all_types_12"),
    ],
)
def test_a_figure_stands_beside_the_link_to_how_it_is_known(html: str, figure: str, key: str):
    figure = figure.replace(" ", "[ \u00a0]")
    assert re.search(rf'{figure}[^\n]*?<sup class="cites">[^\n]*#figure-{key}"', html)


def test_headings_do_not_skip_a_level_and_there_is_one_title(either: Tags):
    levels = [int(tag[1]) for tag, _attributes in either.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_landmarks_and_a_skip_link(either: Tags):
    for landmark in ("header", "nav", "main", "footer"):
        assert len(either.named(landmark)) == 1
    first = next(attributes for tag, attributes in either.tags if tag == "a")
    assert first == {"class": "skip", "href": "#expected-action"}
    assert either.named("html") == [{"lang": "en"}]


def test_every_chart_has_a_title_a_description_and_its_figures(tags: Tags, html: str):
    charts = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert len(charts) >= 10
    for chart in charts:
        assert re.search(r'<svg [^>]*role="img"[^>]*aria-labelledby="', chart)
        assert re.search(r"<title id=[^>]*>[^<]+</title><desc id=[^>]*>[^<]+</desc>", chart)
        assert "<details" in chart or "aria-details=" in chart


def test_every_table_names_its_columns_and_rows(tags: Tags):
    headers = list(tags.named("th"))
    assert headers
    assert {one.get("scope") for one in headers} == {"col", "row"}


def test_drawings_follow_the_theme(html: str):
    drawn = "".join(re.findall(r"<svg.*?</svg>", html, re.DOTALL))
    assert re.findall(r"#[0-9a-fA-F]{6}\b", drawn) == []
    assert set(re.findall(r"var\(--([a-z]+)\)", drawn)) <= set(INKS)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("name", ["text", "quiet", "accent", "warn"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_text_contrasts_with_its_ground(theme: int, name: str, ground: str):
    lights = sorted(_luminance(INKS[one][theme]) for one in (name, ground))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    "names",
    [("state", "nonstate", "onesided"), ("yes", "abstain", "no")],
)
@pytest.mark.parametrize("theme", [0, 1])
def test_colours_that_mean_something_differ_in_lightness(names: tuple[str, ...], theme: int):
    # Lightness tells them apart without any sense of hue; 1.15 is a just visible step.
    lights = sorted(_luminance(INKS[one][theme]) + 0.05 for one in names)
    assert all(b / a >= 1.15 for a, b in itertools.pairwise(lights))


def test_no_light_colour_stands_for_two_inks():
    lights = [light for light, _dark in INKS.values()]
    assert len(lights) == len(set(lights))


def test_hostile_text_is_shown_and_not_obeyed(hostile: Brief):
    html = to_html(lay_out(hostile))
    tags = Tags(html)
    assert not tags.named("script")
    assert tags.badly_nested == []
    assert not any(one.startswith("javascript:") for one in tags.values("href"))
    assert html.count("&lt;script&gt;alert(") >= 6
    assert HOSTILE not in html


def test_the_same_brief_gives_the_same_bytes(full: Brief, html: str):
    assert to_html(lay_out(replace(full))) == html


def test_what_is_missing_is_said_and_never_drawn(empty_page: Page, empty: Brief):
    html = to_html(empty_page)
    assert "<svg" not in html
    assert html.count("Not known here:") >= len(empty.gaps)
    for one in empty.gaps:
        assert f'href="#gap-{one.key}"' in html
