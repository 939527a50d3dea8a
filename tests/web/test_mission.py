"""The page of a mission: the figures of the brief, its parts, its files, and their evidence."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from peaceops.brief import Links, block_styles, page_styles
from peaceops.brief.wording import amount
from peaceops.case import case_text, shipped_case
from peaceops.cli import app
from peaceops.domain.figures import Evidence
from peaceops.edition import Edition
from peaceops.web.missions.evidence import ROWS_SHOWN, evidence_of, runs_in
from web.conftest import MakeClient

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

UNMISS = "/UNMISS?as_of=2023-02-15"
WHOLE = f"{UNMISS}&whole=yes"
CASE = "minusma-2023-06"
PART = {"hx-request": "true"}
MISSIONS = [
    ("UNMISS", "2023-02-15", None),  # multidimensional peacekeeping
    ("MINUSMA", "2023-06-16", CASE),  # the host asked it to leave, as a case states
    ("UNDOF", "2025-09-30", None),  # an observer or ceasefire mission
    ("UNSMIL", "2025-09-30", None),  # a special political mission
    ("UNTSO", "2025-09-30", None),  # no end of mandate
]


class Elements(HTMLParser):
    """The elements of a page: name and attributes of each, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        if self.all and self.all[-1][0] == "script" and data.strip():
            self.scripts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.all if name == tag]


def address_of(mission: str, day: str, case: str | None, **more: str) -> str:
    query = {"as_of": day, **({"case": case} if case else {}), **more}
    return f"/{mission}?" + "&".join(f"{name}={value}" for name, value in query.items())


def page_of(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


def marks_of(text: str) -> list[str]:
    """Addresses that the reference marks of a page lead to."""
    links = [link.get("href") or "" for link in Elements(text).of("a")]
    return [link for link in links if re.search(r"/(figures|statements|gaps)/", link)]


@pytest.mark.slow
@pytest.mark.parametrize(("mission", "day", "case"), MISSIONS, ids=str)
def test_the_desk_gives_the_figures_of_the_command(
    client: TestClient, tmp_path: Path, mission: str, day: str, case: str | None
) -> None:
    words = ["brief", mission, "--as-of", day, "--formats", "json", "--out", str(tmp_path)]
    if case:
        stated = tmp_path.parent / f"{case}.yaml"
        stated.write_text(case_text(Path(str(shipped_case(case)))), "utf-8")
        words += ["--case", str(stated)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    of_command = json.loads((tmp_path / "brief.json").read_bytes())
    of_desk = client.get(address_of(f"{mission}/brief.json", day, case)).json()
    assert of_desk == of_command

    # Each mark of the page leads to a figure of that file, and to the same value.
    text = page_of(client, address_of(mission, day, case, whole="yes"))
    figures = {figure["key"]: figure for figure in of_command["figures"]}
    marks = set(marks_of(text))
    assert len(marks) > 40
    for mark in marks:
        key = mark.partition("?")[0].rpartition("/")[2]
        entry = page_of(client, mark)
        if "/figures/" in mark:
            figure = figures[key]
            assert figure["label"] in unescape(entry)
            assert str(amount(figure["value"], figure["unit"])) in unescape(entry)


def test_the_page_shows_what_a_delegate_asks_first(client: TestClient) -> None:
    text = page_of(client, WHOLE)
    headings = re.findall(r'<h2 id="([\w-]+)-title">', text)
    assert headings[:2] == ["expected-action", "pictures"]
    assert {"positions", "changes", "in-short", "ask", "limits"} <= set(headings)
    for chart in ("chart-council", "chart-fan", "chart-sites", "chart-over-time"):
        assert text.count(f'id="{chart}"') == 1
    assert re.search(r"28.days", text)
    assert re.search(r"mandate ends on 15.Mar.2023", text)


def test_a_part_of_the_annex_comes_when_it_is_asked_for(client: TestClient) -> None:
    first = page_of(client, WHOLE)
    assert 'id="council-votes' not in first
    part = client.get("/UNMISS/parts/mission?as_of=2023-02-15", headers=PART)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'id="chart-strength"' in part.text
    assert 'id="chart-strength"' not in first


def test_without_scripts_a_part_opens_by_its_link(client: TestClient) -> None:
    links = [link.get("href") or "" for link in Elements(page_of(client, WHOLE)).of("a")]
    link = next(link for link in links if "part=mission" in link)
    opened = page_of(client, link.partition("#")[0])
    assert 'id="chart-strength"' in opened
    assert re.search(r'<details class="part" id="mission" open>', opened)
    every = page_of(client, f"{UNMISS}&part=all")
    closed = [part for part in Elements(every).of("details") if part.get("class") == "part"]
    assert closed
    assert all("open" in part for part in closed)


def test_a_chart_of_the_page_stands_once_even_with_every_part_open(client: TestClient) -> None:
    every = Elements(page_of(client, f"{UNMISS}&part=all"))
    ids = Counter(attributes["id"] for _tag, attributes in every.all if attributes.get("id"))
    assert [name for name, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("part", ["", "&part=all", "&part=options&lang=fr"])
def test_no_page_holds_a_style_or_script_of_its_own(client: TestClient, part: str) -> None:
    elements = Elements(page_of(client, f"{WHOLE}{part}"))
    assert elements.scripts == []
    assert elements.of("style") == []
    for tag, attributes in elements.all:
        assert "style" not in attributes, (tag, attributes)
        assert not [name for name in attributes if name.startswith(("on", "hx-on"))], attributes


def test_every_part_of_every_kind_of_mark_answers(client: TestClient) -> None:
    every = page_of(client, address_of("MINUSMA", "2023-06-16", CASE, part="all"))
    marks = dict.fromkeys(marks_of(every))
    kinds = Counter(mark.split("/")[2] for mark in marks)
    assert kinds["figures"] > 200
    assert kinds["statements"]
    assert kinds["gaps"]
    for mark in [*marks][:: 1 + len(marks) // 80]:
        assert client.get(mark).status_code == 200, mark


def test_a_figure_opens_down_to_the_rows_it_rests_on(client: TestClient, edition: Edition) -> None:
    view = edition.as_of(date(2023, 2, 15))
    figures = client.get("/UNMISS/brief.json?as_of=2023-02-15").json()["figures"]
    figure = next(
        figure
        for figure in figures
        for part in figure["evidence"]
        if part["table"] == "violence_country_months" and 0 < part["rows"] <= ROWS_SHOWN
    )
    text = page_of(client, f"/UNMISS/figures/{figure['key']}?as_of=2023-02-15")
    assert figure["label"] in unescape(text)
    part = next(part for part in figure["evidence"] if part["table"] == "violence_country_months")
    assert f'href="/data/{part["table"]}?as_of=2023-02-15"' in text
    (source, numbers), *_others = part["files"]
    first = runs_in(numbers)[0][0]
    row = view.table(part["table"]).filter(source=source, row=first).to_dicts()[0]
    assert row["month"].isoformat() in text
    assert source in unescape(text)


def test_the_rows_are_those_of_the_publishers_file(edition: Edition) -> None:
    view = edition.as_of(date(2023, 2, 15))
    table = view.table("strength").filter(mission="UNMISS").tail(3)
    evidence = Evidence.of("strength", "the last three months of UNMISS", table)
    from peaceops.brief import compose

    brief = compose(edition, "UNMISS", date(2023, 2, 15))
    (rows,), stated = evidence_of(brief, view, (evidence,))
    assert stated == []
    months = [row[rows.columns.index("month")] for row in rows.rows]
    assert months == [month.isoformat() for month in table["month"]]
    assert rows.columns[-3:] == ("source", "row", "known_on")


def test_a_statement_of_the_case_has_a_page_of_its_own(client: TestClient) -> None:
    text = page_of(client, address_of("MINUSMA", "2023-06-16", CASE, whole="yes"))
    mark = next(mark for mark in marks_of(text) if "/statements/" in mark)
    assert f"case={CASE}" in mark
    assert "Source" in page_of(client, mark)


def test_a_panel_is_a_part_of_a_page(client: TestClient) -> None:
    mark = next(mark for mark in marks_of(page_of(client, WHOLE)) if "/figures/" in mark)
    panel = client.get(mark, headers=PART).text
    assert "<html" not in panel
    assert "evidence-title" in panel


@pytest.mark.parametrize(
    ("file", "kind", "begins"),
    [
        ("fan.csv", "text/csv", b"country,"),
        ("fan.svg", "image/svg+xml", b"<svg"),
        ("fan.png", "image/png", b"\x89PNG"),
        ("sites.csv", "text/csv", b"kind,"),
        ("council.svg", "image/svg+xml", b"<svg"),
        ("trade-offs.png", "image/png", b"\x89PNG"),
    ],
)
def test_a_chart_is_saved_as_data_or_picture(
    client: TestClient, file: str, kind: str, begins: bytes
) -> None:
    answer = client.get(f"/UNMISS/charts/{file}?as_of=2023-02-15")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.content.startswith(begins)
    name = f"UNMISS-2023-02-15-{file}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_every_chart_of_the_page_can_be_saved(client: TestClient) -> None:
    every = Elements(page_of(client, f"{UNMISS}&part=all"))
    files = [link["href"] or "" for link in every.of("a") if "/charts/" in (link.get("href") or "")]
    stems = {file.partition("?")[0].rpartition("/")[2].partition(".")[0] for file in files}
    charts = {figure["id"] for figure in every.of("figure") if figure.get("id")}
    assert stems == {str(chart).removeprefix("chart-") for chart in charts}
    for file in files:
        if ".png" not in file:  # two are drawn above; each takes a moment
            assert client.get(file).status_code == 200


def test_a_live_chart_follows_the_theme_and_tells_values(client: TestClient) -> None:
    live = client.get("/UNMISS/charts/fan.json?as_of=2023-02-15").json()
    text = json.dumps(live)
    assert "var(--forecast)" in text
    assert not re.search(r"#[0-9a-f]{6}", text)
    assert re.search(r'"name": "reading_\d"', text)
    assert "formatLocale" not in live
    french = client.get("/UNMISS/charts/fan.json?as_of=2023-02-15&lang=fr").json()
    assert french["formatLocale"]["decimal"] == ","
    assert "Médiane" in json.dumps(french, ensure_ascii=False)
    assert client.get("/UNMISS/charts/council.json?as_of=2023-02-15").status_code == 404


@pytest.mark.parametrize(
    ("file", "begins"),
    [
        ("brief.html", b"<!DOCTYPE html>"),
        ("brief.md", b"# "),
        ("brief.json", b"{"),
        ("brief.docx", b"PK"),
        ("brief-short.docx", b"PK"),
        ("brief-short.html", b"<!DOCTYPE html>"),
    ],
)
def test_the_brief_is_saved_as_a_file(client: TestClient, file: str, begins: bytes) -> None:
    answer = client.get(f"/UNMISS/{file}?as_of=2023-02-15")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert f'filename="UNMISS-2023-02-15-{file}"' in answer.headers["content-disposition"]


@pytest.mark.slow
def test_the_brief_is_saved_as_pdf(client: TestClient) -> None:
    for file in ("brief.pdf", "brief-short.pdf"):
        assert client.get(f"/UNMISS/{file}?as_of=2023-02-15").content.startswith(b"%PDF")


def test_a_file_names_its_case_and_language(client: TestClient) -> None:
    answer = client.get(address_of("MINUSMA/brief-short.md", "2023-06-16", CASE, lang="fr"))
    name = f"MINUSMA-2023-06-16-{CASE}-brief-short-fr.md"
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    assert "Mesures attendues" in answer.text


def test_the_page_is_told_in_french_under_the_same_addresses(client: TestClient) -> None:
    text = page_of(client, f"{WHOLE}&lang=fr")
    assert "MINUSS" in text
    assert "En images" in text
    assert all(mark.startswith("/UNMISS/") and "lang=fr" in mark for mark in marks_of(text))


def test_a_case_brings_its_day_and_is_chosen_from_those_of_the_mission(client: TestClient) -> None:
    text = page_of(client, f"/MINUSMA?case={CASE}&whole=yes")
    assert "As known on" in text
    assert "16 June 2023" in text
    links = [link.get("href") or "" for link in Elements(text).of("a")]
    assert "/MINUSMA?as_of=2023-06-16" in links  # the data alone, on the same day
    without = page_of(client, "/MINUSMA?as_of=2023-06-16&whole=yes")
    assert f"/MINUSMA?case={CASE}" in [link.get("href") for link in Elements(without).of("a")]


def test_a_case_of_another_mission_is_refused(client: TestClient) -> None:
    answer = client.get(f"/UNMISS?case={CASE}&whole=yes")
    assert answer.status_code == 422
    assert "MINUSMA" in answer.text


def test_a_first_answer_says_that_the_brief_is_being_made(make_client: MakeClient) -> None:
    desk = make_client()
    waiting = desk.get("/UNMOGIP?as_of=2023-06-16")
    assert waiting.status_code == 200
    elements = Elements(waiting.text)
    filled = next(part for part in elements.of("div") if part.get("hx-trigger") == "load")
    assert "United Nations Military Observer Group" in waiting.text
    # Without scripts the browser goes on to the page that comes whole.
    refresh = next(meta for meta in elements.of("meta") if meta.get("http-equiv") == "refresh")
    assert refresh["content"] == "0; url=/UNMOGIP?as_of=2023-06-16&whole=yes"
    rest = desk.get(filled["hx-get"] or "", headers=PART)
    assert "<html" not in rest.text
    assert "expected-action" in rest.text
    # From now on the page comes at once.
    assert "expected-action" in desk.get("/UNMOGIP?as_of=2023-06-16").text


def test_another_name_of_a_mission_leads_to_it(client: TestClient) -> None:
    for name in ("unmiss", "MINUSS"):
        answer = client.get(f"/{name}?as_of=2023-02-15&part=council")
        assert answer.status_code == 303, name
        assert answer.headers["location"] == "/UNMISS?as_of=2023-02-15&part=council"


def test_an_unknown_mission_leads_to_those_that_may_be_meant(client: TestClient) -> None:
    answer = client.get("/UNMIS5?as_of=2023-02-15")
    assert answer.status_code == 404
    assert 'href="/UNMISS?as_of=2023-02-15"' in answer.text
    closed = client.get("/MINUSMA")
    assert closed.status_code == 404
    assert 'href="/MINUSMA?as_of=2023-12-31"' in closed.text
    of_country = client.get("/mali")
    assert 'href="/MINUSMA?as_of=2023-12-31"' in of_country.text


@pytest.mark.parametrize(
    "path",
    ["parts/nothing", "figures/nothing", "statements/s1", "gaps/nothing", "charts/nothing.csv",
     "charts/fan.exe", "brief.exe", "brief-short.json"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_missing(client: TestClient, path: str) -> None:
    answer = client.get(f"/UNMISS/{path}?as_of=2023-02-15", headers=PART)
    assert answer.status_code == 404


def test_the_blocks_look_alike_on_the_desk_and_in_the_file() -> None:
    within = block_styles(".brief")
    assert within.startswith(".brief {")
    assert within.count("{") == within.count("}")
    rules = within.removeprefix(".brief {").rsplit("}", 1)[0].strip()
    assert rules in page_styles()
    assert not re.search(r"(^|\n)(html|body|header|nav|section|footer) ?\{", rules)


def test_links_of_a_page_lead_into_it_by_default() -> None:
    assert Links().entry("figure-x") == "#figure-x"
    assert Links().whole
