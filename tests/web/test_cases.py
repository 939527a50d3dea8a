"""Cases on the desk: begun, read, changed as a text, saved, restored, deleted."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from peaceops.case import draft_case, load_case
from peaceops.domain.days import long_day
from peaceops.edition import Edition
from peaceops.web import Rules
from peaceops.web.cases.saving import difference
from peaceops.web.cases.shelf import version_of
from web.conftest import MakeClient

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def desk(make_client: MakeClient) -> TestClient:
    return make_client()


@pytest.fixture
def mine(desk: TestClient) -> str:
    """The address of a copy of a case that ships."""
    answer = desk.post("/cases/copy", data={"of": "minusma-2023-06", "name": "mine"})
    assert answer.status_code == 303
    return "/cases/mine"


def text_of(desk: TestClient, address: str) -> str:
    return desk.get(f"{address}.yaml").text


def save(desk: TestClient, address: str, text: str, version: str) -> Response:
    return desk.post(f"{address}/text", data={"text": text, "version": version})


def shown(answer: Response) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_the_list_shows_the_cases_that_ship_and_what_rests_on_them(client: TestClient) -> None:
    page = client.get("/cases").text
    assert 'href="/cases/minusma-2023-06"' in page
    assert 'href="/MINUSMA?as_of=2023-06-16&amp;case=minusma-2023-06"' in page
    assert 'href="/MINUSMA/what-if?as_of=2023-06-16&amp;case=minusma-2023-06"' in page


@pytest.mark.parametrize("path", ["", "/text", "/history"])
def test_a_case_is_shown_as_of_its_own_day(client: TestClient, path: str) -> None:
    page = client.get(f"/cases/minusma-2023-06{path}").text
    assert "As of <strong>16 June 2023</strong>" in page
    assert "What was known at the end of 16 June 2023." in page
    assert 'href="/cases/minusma-2023-06"' in client.get("/cases?as_of=2023-02-15").text


def test_a_case_on_another_day_of_the_desk_leads_to_its_own(client: TestClient) -> None:
    page = client.get("/cases/minusma-2023-06?as_of=2023-02-15").text
    assert "As of <strong>15 February 2023</strong>" in page
    (note,) = re.findall(r'id="other-day">(.*?)</p>', page)
    assert "set to 15 February 2023" in note
    assert 'href="/cases/minusma-2023-06?as_of=2023-06-16"' in note
    assert "other-day" not in client.get("/cases/minusma-2023-06?as_of=2023-06-16").text


def test_a_case_after_the_data_says_so_and_keeps_the_day_of_the_desk(
    client: TestClient, edition: Edition
) -> None:
    page = client.get("/cases/unifil-2026-06").text
    assert f"As of <strong>{long_day(edition.last_day)}</strong>" in page
    assert "This case speaks of 26 June 2026; the desk can be set to days from" in page
    brief = client.get("/UNIFIL?case=unifil-2026-06").text
    assert "as_of=2026-06-26" not in re.sub(r'"/UNIFIL[^"]*"', "", brief), "a refused address"


def test_a_case_of_a_later_day_than_the_data_brings_its_own_day(client: TestClient) -> None:
    assert 'href="/UNIFIL?case=unifil-2026-06"' in client.get("/cases?as_of=2023-02-15").text


def test_the_list_is_of_one_mission_where_one_is_asked_for(client: TestClient) -> None:
    page = client.get("/cases?mission=UNIFIL").text
    assert "/cases/unifil-2026-06" in page
    assert "/cases/minusma-2023-06" not in page
    assert "No case on UNDOF" in shown(client.get("/cases?mission=UNDOF"))


def test_a_new_case_is_drafted_as_the_command_drafts_it(desk: TestClient, edition: Edition) -> None:
    typed = {"mission": "unmiss", "day": "2023-02-15", "name": ""}
    answer = desk.post("/cases/new", data=typed)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/cases/unmiss-2023-02?saved=")
    text = draft_case(edition.as_of(date(2023, 2, 15)), "UNMISS")
    assert text_of(desk, "/cases/unmiss-2023-02") == text
    again = desk.post("/cases/new", data=typed)
    assert again.headers["location"].startswith("/cases/unmiss-2023-02-2?")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"mission": "UNMISSS", "day": "2023-02-15", "name": "a"}, "UNMISS"),
        ({"mission": "UNMISS", "day": "2023-02-31", "name": "a"}, "2023-02-31"),
        ({"mission": "UNMISS", "day": "1990-02-15", "name": "a"}, "outside the days"),
        ({"mission": "MINUSMA", "day": "2012-02-15", "name": "a"}, "MINUSMA"),
        ({"mission": "", "day": "2023-02-15", "name": "a"}, "no mission is chosen"),
        ({"mission": "UNMISS", "day": "2023-02-15", "name": "../a"}, "cannot be the name"),
        ({"mission": "UNMISS", "day": "2023-02-15", "name": "unifil-2026-06"}, "ships with"),
    ],
)
def test_a_new_case_that_is_refused_keeps_what_was_typed(
    desk: TestClient, typed: dict[str, str], words: str
) -> None:
    answer = desk.post("/cases/new", data=typed)
    assert answer.status_code in (404, 409, 422)
    assert words.casefold() in shown(answer).casefold()
    assert f'value="{typed["name"]}"' in answer.text
    assert f'name="mission" value="{typed["mission"]}"' in answer.text


def test_a_copy_holds_the_same_to_the_byte(desk: TestClient, mine: str) -> None:
    assert text_of(desk, mine) == text_of(desk, "/cases/minusma-2023-06")
    taken = desk.post("/cases/copy", data={"of": "minusma-2023-06", "name": "mine"})
    assert taken.status_code == 409
    assert "stands there already" in shown(taken)


def test_a_case_is_downloaded_and_uploaded(desk: TestClient, mine: str) -> None:
    answer = desk.get(f"{mine}.yaml")
    assert answer.headers["content-disposition"] == 'attachment; filename="mine.yaml"'
    assert answer.headers["content-type"].startswith("application/yaml")
    files = {"file": ("My Case.yaml", answer.content, "application/yaml")}
    sent = desk.post("/cases/upload", files=files, data={"name": ""})
    assert sent.headers["location"].startswith("/cases/my-case?")
    assert text_of(desk, "/cases/my-case") == answer.text


def test_a_file_that_is_no_case_is_refused_with_its_text_to_be_mended(desk: TestClient) -> None:
    files = {"file": ("a.yaml", b"case: a\nmission: MINUSMA\nas_of: 16.6.2023\n", "text/plain")}
    answer = desk.post("/cases/upload", files=files, data={"name": "b"})
    assert answer.status_code == 422
    assert "Line 3" in answer.text
    assert "write 2023-06-16" in shown(answer)
    assert "as_of: 16.6.2023" in answer.text
    mended = {"name": "b", "text": "case: a\r\nmission: MINUSMA\r\nas_of: 2023-06-16\r\n"}
    assert desk.post("/cases/save-as", data=mended).status_code == 303
    assert text_of(desk, "/cases/b") == "case: a\nmission: MINUSMA\nas_of: 2023-06-16\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe\x00", "not in UTF-8"), (b"x" * 1_000_001, "more than 1,000,000"), (b"", "empty")],
)
def test_a_file_that_cannot_be_taken_in_is_refused(
    desk: TestClient, content: bytes, words: str
) -> None:
    files = {"file": ("a.yaml", content, "text/plain")}
    answer = desk.post("/cases/upload", files=files)
    assert answer.status_code == 422
    assert words in shown(answer)


def test_an_upload_without_a_file_is_refused(desk: TestClient) -> None:
    answer = desk.post("/cases/upload", data={"name": "a"})
    assert answer.status_code == 422
    assert "No file is chosen" in shown(answer)


def test_a_case_is_a_page_that_says_who_says_what(client: TestClient) -> None:
    words = shown(client.get("/cases/minusma-2023-06"))
    case = load_case("minusma-2023-06")
    for statement in case.statements:
        assert statement.speaker in words
        assert " ".join(statement.text.split()) in words
        assert statement.source in words
    for part in (*case.options, *case.assumptions, *case.levers):
        assert getattr(part, "label", getattr(part, "text", "")) in words
    assert "Asks the mission to leave" in words
    assert "Withdrawal in months 9" in words
    assert "MLI" not in words


def test_what_is_not_there_is_not_found(desk: TestClient, mine: str) -> None:
    for path in ("/cases/none", "/cases/none/text", "/cases/none/history", "/cases/none.yaml"):
        assert desk.get(path).status_code == 404
    assert desk.get(f"{mine}/history/{'0' * 16}").status_code == 404
    assert desk.get(f"{mine}/history/x").status_code == 404


@pytest.mark.parametrize(
    "name", ["%2e%2e", "..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "a%00", "A", "a" * 200]
)
def test_no_address_leads_out_of_the_folder(desk: TestClient, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.yaml").write_text("case: secret\nmission: MINUSMA\nas_of: 2023-06-16\n")
    for path in ("", "/text", "/history", ".yaml"):
        answer = desk.get(f"/cases/{name}{path}")
        assert answer.status_code in (400, 404, 422)
        assert "root:" not in answer.text
    for path in ("text", "delete", "restore"):
        answer = desk.post(f"/cases/{name}/{path}", data={"text": "x", "version": "x"})
        assert answer.status_code in (400, 404, 422)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.yaml"]


def test_the_text_is_saved_as_it_is_typed_with_its_comments(desk: TestClient, mine: str) -> None:
    text = text_of(desk, mine)
    new = text.replace("# What a desk", "# Mine: what a desk")
    answer = save(desk, mine, new.replace("\n", "\r\n"), version_of(text))
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/cases/mine?saved={version_of(new)}"
    assert text_of(desk, mine) == new
    page = desk.get(answer.headers["location"]).text
    assert "Saved." in page
    assert "Undo" in page


def test_a_text_that_is_refused_stands_there_with_each_problem_by_its_line(
    desk: TestClient, mine: str
) -> None:
    text = text_of(desk, mine)
    wrong = text.replace("country: FRA", "country: Frnace", 1).replace("until", "untill")
    wrong = wrong.replace("position: asks-to-leave", "position: go")
    answer = save(desk, mine, wrong, version_of(text))
    assert answer.status_code == 422
    assert html.escape(wrong.partition("statements:")[2][:300], quote=True)[:80] in answer.text
    lines = wrong.split("\n")
    for words in ("country: Frnace", "position: go"):
        number = next(place for place, line in enumerate(lines, 1) if words in line)
        assert f"Line {number}<" in answer.text
    assert "Did you mean France" in shown(answer)
    assert text_of(desk, mine) == text


def test_who_comes_second_is_told_and_loses_nothing(desk: TestClient, mine: str) -> None:
    text = text_of(desk, mine)
    theirs, ours = text.replace("Increase\n", "Theirs\n"), text.replace("Withdraw\n", "Ours\n")
    save(desk, mine, theirs, version_of(text))
    answer = save(desk, mine, ours, version_of(text))
    assert answer.status_code == 409
    words = shown(answer)
    assert "saved by somebody else, or in another tab" in words
    assert "label: Theirs" in words
    assert "label: Ours" in words
    assert f'value="{version_of(theirs)}"' in answer.text
    assert text_of(desk, mine) == theirs
    desk.post("/cases/save-as", data={"name": "mine-2", "text": ours})
    assert text_of(desk, "/cases/mine-2") == ours
    assert save(desk, mine, ours, version_of(theirs)).status_code == 303
    earlier = desk.get(f"{mine}/history/{version_of(theirs)}")
    assert earlier.status_code == 200
    assert "label: Theirs" in shown(earlier)


def test_a_case_deleted_meanwhile_can_be_saved_all_the_same(desk: TestClient, mine: str) -> None:
    text = text_of(desk, mine)
    desk.post(f"{mine}/delete", data={"version": version_of(text)})
    answer = save(desk, mine, text.replace("Increase", "Ours", 1), version_of(text))
    assert answer.status_code == 409
    assert "was deleted since" in shown(answer)
    assert "stands there no more" in shown(answer)


def test_earlier_versions_are_compared_and_restored(desk: TestClient, mine: str) -> None:
    text = text_of(desk, mine)
    new = text.replace("label: Increase", "label: More")
    save(desk, mine, new, version_of(text))
    history = desk.get(f"{mine}/history").text
    assert f"/cases/mine/history/{version_of(text)}" in history
    page = desk.get(f"{mine}/history/{version_of(text)}").text
    assert re.search(r'class="gone">.*?label: Increase', page, re.DOTALL)
    assert re.search(r'class="new">.*?label: More', page, re.DOTALL)
    form = {"earlier": version_of(text), "version": version_of(new)}
    assert desk.post(f"{mine}/restore", data=form).status_code == 303
    assert text_of(desk, mine) == text
    assert desk.post(f"{mine}/restore", data=form).status_code == 409
    assert text_of(desk, mine) == text


def test_a_deleted_case_is_brought_back_from_the_list(desk: TestClient, mine: str) -> None:
    text = text_of(desk, mine)
    answer = desk.post(f"{mine}/delete", data={"version": version_of(text)})
    assert answer.headers["location"] == "/cases#deleted"
    assert desk.get(mine).status_code == 404
    assert "Bring back mine" in desk.get("/cases").text
    assert desk.get(f"{mine}/history").status_code == 200
    assert desk.get(f"{mine}/history/{version_of(text)}").status_code == 200
    desk.post(f"{mine}/restore", data={"earlier": version_of(text)})
    assert text_of(desk, mine) == text
    assert "Bring back" not in desk.get("/cases").text


def test_what_an_editor_breaks_is_shown_to_be_mended(
    desk: TestClient, mine: str, tmp_path: Path
) -> None:
    text = text_of(desk, mine)
    broken = text.replace("as_of: 2023-06-16", "as_of: 2023-06-31")
    (tmp_path / "cases" / "mine.yaml").write_text(broken)
    answer = desk.get(mine)
    assert answer.status_code == 200
    assert "This case cannot be used" in shown(answer)
    assert "there is no day 2023-06-31" in shown(answer)
    assert "Cannot be used" in shown(desk.get("/cases"))
    assert save(desk, mine, text, version_of(broken)).status_code == 303


def test_line_ends_that_an_editor_wrote_stay(desk: TestClient, mine: str, tmp_path: Path) -> None:
    path = tmp_path / "cases" / "mine.yaml"
    windows = path.read_text().replace("\n", "\r\n")
    path.write_bytes(windows.encode())
    typed = windows.replace("label: Increase", "label: More")
    assert save(desk, mine, typed, version_of(windows)).status_code == 303
    assert path.read_bytes() == typed.encode()


def test_a_desk_that_is_read_only_shows_cases_and_changes_none(
    make_client: MakeClient, tmp_path: Path
) -> None:
    writing = make_client()
    writing.post("/cases/copy", data={"of": "minusma-2023-06", "name": "mine"})
    text = text_of(writing, "/cases/mine")
    save(writing, "/cases/mine", text.replace("Increase", "More", 1), version_of(text))
    text = text_of(writing, "/cases/mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    desk = make_client(Rules(read_only=True))
    for path in ("", "/mine", "/mine/text", "/mine/history"):
        page = desk.get(f"/cases{path}")
        assert page.status_code == 200
        assert 'method="post"' not in page.text.replace(
            '<form method="post" action="/cases/mine/text" class="case-form">', ""
        )
        assert "<button" not in page.text.replace("<button>Go</button>", "").replace(
            "<button>Show</button>", ""
        )
    form = {"version": version_of(text), "text": text, "name": "b", "of": "mine", "earlier": "x"}
    posts = (
        *("new", "copy", "save-as", "mine/text", "mine/restore", "mine/delete", "mine/about"),
        *("mine/add/levers", "mine/edit/options/increase", "mine/drop/options/increase"),
    )
    for path in posts:
        assert desk.post(f"/cases/{path}", data=form).status_code == 403, path
    assert desk.post("/cases/upload", files={"file": b"x"}).status_code == 403
    for path in ("mine/add/levers", "mine/edit/options/increase", "mine/about"):
        assert desk.get(f"/cases/{path}").status_code == 403, path
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


def test_no_text_of_a_case_is_shown_as_markup(desk: TestClient, mine: str) -> None:
    text = text_of(desk, mine)
    hostile = text.replace("label: Increase", f"label: {SCRIPT}")
    hostile = hostile.replace(
        "speaker: Ukraine", f"speaker: '\"><img src=x onerror=alert(1)>{SCRIPT}'"
    )
    hostile = hostile.replace("source: S/2023/36\n", f'source: "{SCRIPT}"\n')
    hostile = f"# </textarea>{SCRIPT}\n{hostile}"
    answer = save(desk, mine, hostile, version_of(text))
    assert answer.status_code == 303
    pages = [
        desk.get(path)
        for path in (
            mine, f"{mine}/text", f"{mine}/history/{version_of(text)}",
            f"{mine}/edit/statements/ukraine-helicopters", f"{mine}/edit/options/increase",
            f"{mine}/edit/statements/recommends-reconfiguration",
        )
    ]  # fmt: skip
    pages.append(save(desk, mine, hostile.replace("Ukraine", "x", 1), version_of(text)))
    pages.append(save(desk, mine, hostile.replace("FRA", SCRIPT, 1), version_of(hostile)))
    assert [page.status_code for page in pages[-2:]] == [409, 422]
    for page in pages:
        assert SCRIPT not in page.text
        assert "<img src=x" not in page.text
        assert "script&gt;" in page.text or "script" not in page.text.partition("<main")[2]


def test_names_and_missions_that_are_markup_are_shown_as_text(desk: TestClient) -> None:
    typed = {"mission": SCRIPT, "day": SCRIPT, "name": SCRIPT, "of": SCRIPT}
    for path in ("/cases/new", "/cases/copy", "/cases/save-as"):
        answer = desk.post(path, data=typed)
        assert answer.status_code in (404, 422)
        assert SCRIPT not in answer.text
    assert SCRIPT not in desk.get("/cases", params={"mission": SCRIPT}).text


def test_another_site_saves_nothing(desk: TestClient, mine: str) -> None:
    text = text_of(desk, mine)
    data = {"text": "x", "version": version_of(text)}
    evil = {"origin": "https://evil.example"}
    assert desk.post(f"{mine}/text", data=data, headers=evil).status_code == 403
    assert desk.post(f"{mine}/delete", data=data, headers=evil).status_code == 403
    assert text_of(desk, mine) == text


def test_the_day_of_the_desk_stays_in_every_link(desk: TestClient, mine: str) -> None:
    page = desk.get(f"{mine}?as_of=2023-02-15").text.partition("<main")[2]
    links = re.findall(r'(?:href|action)="(/cases[^"#]*)', page)
    without = [link for link in links if "as_of=" not in link and not link.endswith(".yaml")]
    assert without == [link for link in without if "/add/" in link], "their day is a hidden field"
    answer = desk.post(
        f"{mine}/text?as_of=2023-02-15",
        data={"text": text_of(desk, mine), "version": version_of(text_of(desk, mine))},
    )
    assert "as_of=2023-02-15" in answer.headers["location"]


def test_a_difference_names_the_lines_of_both_texts() -> None:
    before = "".join(f"line {number}\n" for number in range(40))
    after = before.replace("line 20\n", "changed\nand more\n")
    lines = difference(before, after)
    assert [(line.kind, line.text) for line in lines if line.kind in ("gone", "new")] == [
        ("gone", "line 20"),
        ("new", "changed"),
        ("new", "and more"),
    ]
    assert (lines[0].kind, lines[0].text) == ("passed", "17 lines that are the same")
    assert [line.before for line in lines[1:5]] == [18, 19, 20, 21]
    assert difference(before, before) == []
