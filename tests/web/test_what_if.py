"""What if on the desk: the figures of `peaceops whatif`, problems at the field, undo, saving."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

pytest.importorskip("fastapi", reason="the desk is an extra: pip install 'peaceops[web]'")

from fastapi.testclient import TestClient
from typer.testing import CliRunner

from peaceops.case import parse_case
from peaceops.cli import app
from peaceops.edition import Edition
from peaceops.questions import Changes, Flags, changes, read_flags
from peaceops.web import Rules
from peaceops.web.what_if.supposing import supposing
from web.conftest import MakeClient

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

UNMISS = "/UNMISS/what-if?as_of=2023-02-15"
UNMOGIP = "/UNMOGIP/what-if?as_of=2023-06-16"
HTMX = {"hx-request": "true"}


def text_of(html: str) -> str:
    """What a reader sees of a page, in one line."""
    plain = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(plain))


def query_of(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(unescape(address)).query)


def link(html: str, words: str) -> str:
    """The address of the first link with these words."""
    match = re.search(rf'<a\b[^>]*href="([^"]*)"[^>]*>{re.escape(words)}</a>', html)
    assert match is not None, words
    return unescape(match[1])


def shown_by_command(edition: Edition, mission: str, day: date, flags: Flags) -> Changes:
    from peaceops.options import what_if

    view = edition.as_of(day)
    suppositions, _ = read_flags(view, view.mission(mission), flags)
    return changes(what_if(view, mission, suppositions), most_members=15)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mission", "day", "query", "flags"),
    [
        (
            "UNMISS",
            "2023-02-15",
            "position=China=abstain&leaves=India:2300:2023-09-30&ceiling=-2000",
            Flags(positions=["China=abstain"], leaves=["India:2300:2023-09-30"], ceiling="-2000"),
        ),
        ("MINUSMA", "2023-06-16", "host=consents", Flags(host="consents")),
        ("UNFICYP", "2023-06-16", "end=2024-06-30", Flags(end="2024-06-30")),
        (
            "UNAMA",
            "2023-02-15",
            "assume=restructure-saving=0.1:0.3:0.5",
            Flags(assume=["restructure-saving=0.1:0.3:0.5"]),
        ),
        ("UNMOGIP", "2023-06-16", "strength=120", Flags(strength="120")),
    ],
)
def test_figures_are_those_of_the_command(
    client: TestClient, edition: Edition, mission: str, day: str, query: str, flags: Flags
) -> None:
    page = client.get(f"/{mission}/what-if?as_of={day}&{query}")
    assert page.status_code == 200
    shown = shown_by_command(edition, mission, date.fromisoformat(day), flags)
    moves = page.text[page.text.index('id="moves"') : page.text.index('id="options"')]
    rows = [
        [
            # The page sets a true minus sign, and a dash where there is no figure.
            re.sub("[−–]", "-", text_of(cell).strip())
            for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr\b[^>]*>(.*?)</tr>", moves, re.DOTALL)
    ]
    expected = [
        [row.label, *(f"{cell.value} {cell.interval}".strip() for cell in row.cells)]
        for table in (shown.of_mission, *(table.rows for table in (*shown.figures, *shown.members)))
        for row in table
    ]
    assert expected
    assert [row for row in rows if len(row) == 4 and row[1] != "As it is"] == expected
    assert shown.still in text_of(page.text)


@pytest.mark.slow
def test_a_figure_is_that_of_the_json_of_the_command(client: TestClient) -> None:
    done = CliRunner().invoke(
        app,
        ["whatif", "UNMISS", "--as-of", "2023-02-15", "--position", "China=abstain", "--json"],
    )
    moves = json.loads(done.stdout)["moves"]
    unanimous = next(
        move for move in moves if (move["option"], move["quantity"]) == ("renew", "p_unanimous")
    )
    page = client.get(f"{UNMISS}&position=China=abstain&option=renew")
    before, after = (round(100 * unanimous[side]["value"]) for side in ("before", "after"))
    assert f"Every member votes in favour {before} % {after} %" in text_of(page.text)
    assert f"every member votes in favour {after} % (as it is {before} %)" in text_of(page.text)


def test_without_suppositions_the_page_shows_things_as_they_are(client: TestClient) -> None:
    page = client.get(UNMOGIP)
    assert "Nothing is supposed: every figure is as it is." in page.text
    assert "What moves" not in page.text
    assert "Take out the last change" not in page.text
    assert 'name="case_name"' not in page.text


def test_each_supposition_is_a_sentence_with_a_link_that_takes_it_out(client: TestClient) -> None:
    page = client.get(f"{UNMOGIP}&strength=120&position=China=no:90%25&position=Japan=abstain")
    for sentence in (
        "The mission has 120 uniformed personnel today.",
        "China votes against, 90 % certain.",
        "Japan abstains.",
    ):
        assert sentence in text_of(page.text)
    addresses = re.findall(r'<a class="remove" href="([^"]*)"', page.text)
    assert [query_of(address)[1:] for address in addresses] == [
        [("position", "China=no:90%"), ("position", "Japan=abstain")],
        [("strength", "120"), ("position", "Japan=abstain")],
        [("strength", "120"), ("position", "China=no:90%")],
    ]


def test_undo_takes_out_what_was_stated_last_and_reset_all_of_it(client: TestClient) -> None:
    page = client.get(f"{UNMOGIP}&strength=120&position=China=abstain&host=restricts")
    undone = link(page.text, "Take out the last change")
    assert query_of(undone)[1:] == [("strength", "120"), ("position", "China=abstain")]
    assert query_of(link(page.text, "Start again")) == [("as_of", "2023-06-16")]


def test_a_form_without_scripts_leads_to_the_address_of_what_it_supposes(
    client: TestClient,
) -> None:
    form = {
        "before": "position=JPN%3Dabstains&strength=120",
        "vote-CHN-says": "against",
        "vote-CHN-on": "reduce",
        "vote-CHN-sure": "90",
        "position": "JPN=abstains",
        "leave-0-country": "SWE",
        "leave-0-number": "",
        "leave-0-by": "2023-12-31",
        "leave-1-country": "",
        "leave-1-number": "",
        "leave-1-by": "",
        "join-0-country": "Kenya",
        "join-0-number": "10",
        "join-0-by": "",
        "ceiling": "",
        "end": "",
        "host": "",
        "strength-military": "120",
        "strength-police": "",
        "assume-replaced-low": "0",
        "assume-replaced-value": "50",
        "assume-replaced-high": "80",
        "effect": "",
        "member": "CHN",
        "option": "",
        "case": "",
    }
    answer = client.get("/UNMOGIP/what-if", params={"as_of": "2023-06-16", **form})
    assert answer.status_code == 303
    assert query_of(answer.headers["location"]) == [
        ("as_of", "2023-06-16"),
        ("member", "CHN"),
        ("position", "JPN=abstains"),
        ("strength", "120"),
        ("position", "CHN=against@reduce:0.9"),
        ("leaves", "SWE::2023-12-31"),
        ("joins", "Kenya:10"),
        ("assume", "replaced=0:0.5:0.8"),
    ]
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert "cannot be read" not in page.text


def test_fields_that_hold_the_usual_values_suppose_nothing() -> None:
    fields = [(f"assume-replaced-{side}", text) for side, text in zip(
        ("low", "value", "high"), ("0", "30", "80"), strict=True)]  # fmt: skip
    assert supposing(fields, {"replaced": (0.0, 0.3, 0.8)}).pairs == ()
    assert supposing(fields, {"replaced": (0.0, 0.4, 0.8)}).pairs == (
        ("assume", "replaced=0:0.3:0.8"),
    )


def test_with_htmx_the_form_gets_the_part_that_changes_and_its_address(client: TestClient) -> None:
    query = {"as_of": "2023-06-16", "before": "", "strength-military": "120", "member": ""}
    part = client.get("/UNMOGIP/what-if", params=query, headers=HTMX)
    assert part.status_code == 200
    assert part.headers["hx-push-url"] == f"{UNMOGIP}&strength=120"
    assert "<html" not in part.text
    assert 'hx-swap-oob="true"' in part.text
    whole = client.get(f"{UNMOGIP}&strength=120")
    assert part.text[part.text.index('class="answers"') :].strip() in whole.text


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("leaves=Narnia:5", 'id="leave-0"', "'Narnia' is no country or territory on record"),
        ("leaves=SWE:many:", 'id="leave-0"', "'many' is no number of persons"),
        ("leaves=SWE:3:2023-02-30", 'id="leave-0"', "There is no day 2023-02-30"),
        ("joins=Kenya:", 'id="join-0"', "'' is no number of persons"),
        ("ceiling=2000", 'id="ceiling"', "write +2000 for a rise or -2000 for a cut"),
        ("end=2020-01-01", 'id="end"', "1 Jan 2020 lies before 16 Jun 2023"),
        ("host=banana", 'id="host"', "None of the positions that are understood"),
        ("strength=lots", 'id="strength"', "'lots' is no number of persons"),
        ("assume=replaced=0.9:0.1:0.8", 'name="assume-replaced-low"', "out of order"),
        ("member=CHN&position=CHN=abstains:sure", 'id="vote-sure"', "is no number"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_stays_there(
    client: TestClient, query: str, field: str, words: str
) -> None:
    page = client.get(f"{UNMOGIP}&{query}")
    assert page.status_code == 200
    at = page.text.index(field)
    tag = page.text[page.text.rindex("<", 0, at) : page.text.index(">", at)]
    assert 'aria-invalid="true"' in tag
    name = re.search(r'aria-describedby="([^"]*)"', tag)
    assert name is not None
    said_there = re.search(rf'<p class="wrong" id="{name[1]}">(.*?)</p>', page.text, re.DOTALL)
    assert said_there is not None
    assert words.casefold() in text_of(said_there[1]).casefold()
    value = query.rpartition("=")[2].rpartition(":")[2] or "Kenya"
    form = page.text[page.text.index('<form id="supposing"') : page.text.index("</form>", at)]
    assert value in unescape(form) or value in ("0.8",)


def test_all_problems_are_told_at_once_and_the_rest_is_answered(client: TestClient) -> None:
    page = client.get(
        f"{UNMOGIP}&strength=120&leaves=Narnia:5&ceiling=2000&position=Mars=no&assume=nothing=1"
    )
    words = text_of(page.text)
    assert "4 things cannot be read; the figures leave them out." in words
    assert "The mission has 120 uniformed personnel today." in words
    assert "Uniformed personnel today" in words[words.index("What moves") :]
    # What no field can hold stays in the form, and can be taken out.
    assert '<input type="hidden" name="position" value="Mars=no">' in page.text
    out = re.search(r'href="([^"]*)" aria-label="Take out: Mars=no"', page.text)
    assert out is not None
    assert ("position", "Mars=no") not in query_of(out[1])
    assert ("strength", "120") in query_of(out[1])


def test_two_answers_to_one_question_are_named(client: TestClient) -> None:
    page = client.get(f"{UNMOGIP}&position=China=yes&position=Chine=no")
    assert "keep one of the two" in page.text
    assert "China votes in favour." in page.text


def test_a_departure_beyond_the_contingent_is_noted(client: TestClient) -> None:
    page = client.get(f"{UNMISS}&leaves=IND:9000")
    assert (
        "India has 2,403 uniformed personnel in UNMISS in the latest figures on record, fewer "
        "than 9,000." in text_of(page.text)
    )


def test_what_no_mission_of_the_kind_can_get_is_refused_in_words(client: TestClient) -> None:
    page = client.get("/UNAMA/what-if?as_of=2023-02-15&ceiling=-200")
    assert page.status_code == 200
    assert "One thing cannot be read" in page.text
    assert 'value="-200"' in page.text


@pytest.mark.parametrize(
    "value",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'};alert(1)//", "\x00"],
)
@pytest.mark.parametrize(
    "name",
    ["leaves", "joins", "position", "assume", "effect", "host", "ceiling", "end", "strength",
     "option", "member", "before"],
)  # fmt: skip
def test_what_is_typed_is_never_markup(client: TestClient, name: str, value: str) -> None:
    page = client.get("/UNMOGIP/what-if", params={"as_of": "2023-06-16", name: value})
    if page.status_code == 303:
        page = client.get(page.headers["location"])
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


def test_an_address_may_not_suppose_without_bounds(client: TestClient) -> None:
    many = "&".join(f"leaves=x{number}" for number in range(200))
    assert client.get(f"{UNMOGIP}&{many}").status_code == 422
    assert client.get(f"{UNMOGIP}&leaves={'x' * 500}").status_code == 422


def test_an_option_is_looked_at_in_detail(client: TestClient) -> None:
    page = client.get(f"{UNMOGIP}&strength=120&option=status-quo")
    detail = text_of(page.text[page.text.index('id="detail"') :])
    assert detail.index("Status quo in detail") < detail.index("Uniformed personnel after")
    assert "The Council on the option" not in text_of(page.text) or "Status quo" in detail


def test_what_does_not_move_is_told_with_the_reason(client: TestClient) -> None:
    page = client.get(f"{UNMISS}&assume=replaced=0.2:0.5:0.8")
    words = text_of(page.text)
    assert "Nothing moves." in words
    assert "Nothing changes. Looked at for the status quo and" in words
    assert "suppose a departure as well" in words


def test_the_unchanged_side_is_run_once_for_many_changes(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from peaceops import options

    runs: list[str] = []

    def counted(*args: object, **kwargs: object) -> object:
        runs.append(str(args[1]))
        return as_things_are(*args, **kwargs)

    as_things_are = options.as_things_are
    monkeypatch.setattr(options, "as_things_are", counted)
    client = make_client()
    for strength in (100, 110, 120):
        assert client.get(f"{UNMOGIP}&strength={strength}", headers=HTMX).status_code == 200
    assert runs == ["UNMOGIP"]


@pytest.mark.slow
def test_what_is_on_record_already_moves_nothing_and_the_page_says_so(client: TestClient) -> None:
    page = client.get("/MINUSMA/what-if?as_of=2023-06-16&host=asks-to-leave")
    words = text_of(page.text)
    assert "Nothing moves." in words
    assert "That the host wants this is what the figures rest on already" in words


SUPPOSED = f"{UNMOGIP}&strength=120"


def test_what_is_supposed_is_saved_as_a_case_on_which_the_page_goes_on(
    make_client: MakeClient,
) -> None:
    client = make_client()
    assert 'name="case_name"' in client.get(SUPPOSED).text
    saved = client.post(SUPPOSED, data={"case_name": "unmogip-smaller"})
    assert saved.status_code == 303
    assert saved.headers["location"] == f"{UNMOGIP}&case=unmogip-smaller#saved"
    page = client.get(saved.headers["location"])
    assert "Both sides stand on the case" in page.text
    assert "Nothing is supposed" in page.text
    # What was supposed is now how things are.
    assert 'name="strength-military" value="" size="8" inputmode="numeric" placeholder="120"' in (
        page.text
    )
    again = client.get(f"{UNMOGIP}&case=unmogip-smaller&strength=100")
    assert "In place of what the case says: what-if-strength." in text_of(again.text)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("strength=120", "unmogip-2023-06-16-strength-120"),
        ("position=China=abstain", "unmogip-2023-06-16-china-abstains"),
        ("leaves=Sweden", "unmogip-2023-06-16-sweden-leaves"),
        ("end=2024-06-30", "unmogip-2023-06-16-end-2024-06-30"),
        ("leaves=CIV", "unmogip-2023-06-16-cote-d-ivoire-leaves"),
        ("assume=replaced=0.5", "unmogip-2023-06-16-replaced"),
        ("host=restricts", "unmogip-2023-06-16-host-restricts"),
    ],
)
def test_a_name_is_suggested_that_says_what_is_supposed(
    client: TestClient, query: str, name: str
) -> None:
    assert f'name="case_name" value="{name}"' in client.get(f"{UNMOGIP}&{query}").text


def test_the_file_that_is_saved_is_headed_by_what_is_supposed(
    make_client: MakeClient, tmp_path: object
) -> None:
    client = make_client()
    client.post(SUPPOSED, data={"case_name": "unmogip-smaller"})
    text = (tmp_path / "cases" / "unmogip-smaller.yaml").read_text(encoding="utf-8")  # type: ignore[operator]
    assert text.startswith(
        "# UNMOGIP as of 2023-06-16: what if\n# - The mission has 120 uniformed personnel today.\n"
    )
    assert parse_case(text, where="saved").case == "unmogip-smaller"


def test_a_second_tab_that_saves_the_same_name_is_told(make_client: MakeClient) -> None:
    client = make_client()
    assert client.post(SUPPOSED, data={"case_name": "mine"}).status_code == 303
    second = client.post(f"{UNMOGIP}&strength=100", data={"case_name": "mine"})
    assert second.status_code == 409
    words = text_of(second.text)
    assert "Not saved. A case called mine stands there already" in words
    assert "The mission has 100 uniformed personnel today." in words
    assert 'value="mine"' in second.text


def test_a_case_changed_in_two_tabs_is_saved_in_the_first_alone(make_client: MakeClient) -> None:
    client = make_client()
    client.post(SUPPOSED, data={"case_name": "mine"})
    address = f"{UNMOGIP}&case=mine&strength=100"
    tabs = [client.get(address).text, client.get(address).text]
    versions = [re.findall(r'name="version" value="([^"]*)"', tab)[0] for tab in tabs]
    answers = [
        client.post(address, data={"case_name": "mine", "version": version}) for version in versions
    ]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "saved by somebody else, or in another tab" in text_of(answers[1].text)
    # Pressed again it is still refused: the version is that of the tab.
    assert f'name="version" value="{versions[1]}"' in answers[1].text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "cannot be the name of a case"),
        ("../../etc/passwd", "cannot be the name of a case"),
        ("Mine & yours", "cannot be the name of a case"),
        ("minusma-2023-06", "case that ships with peaceops is called"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_everything_kept(
    make_client: MakeClient, name: str, words: str
) -> None:
    answer = make_client().post(SUPPOSED, data={"case_name": name})
    assert answer.status_code in (409, 422)
    assert words in text_of(answer.text)
    assert "The mission has 120 uniformed personnel today." in text_of(answer.text)


def test_what_cannot_be_read_is_not_saved_as_if_it_were_not_there(make_client: MakeClient) -> None:
    answer = make_client().post(f"{SUPPOSED}&leaves=Narnia", data={"case_name": "mine"})
    assert answer.status_code == 422
    assert "cannot be read, and would be lost" in text_of(answer.text)


def test_a_desk_that_is_read_only_saves_nothing_and_offers_the_file(
    make_client: MakeClient,
) -> None:
    client = make_client(Rules(read_only=True))
    page = client.get(SUPPOSED)
    assert 'name="case_name"' not in page.text
    assert "read-only: download the case file" in text_of(page.text)
    assert client.post(SUPPOSED, data={"case_name": "mine"}).status_code == 403


def test_another_site_cannot_save(make_client: MakeClient) -> None:
    answer = make_client().post(
        SUPPOSED, data={"case_name": "mine"}, headers={"origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403


def test_the_case_file_can_be_taken_away(client: TestClient) -> None:
    answer = client.get("/UNMOGIP/what-if/case.yaml?as_of=2023-06-16&strength=120")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="UNMOGIP-2023-06-16-what-if.yaml"'
    )
    case = parse_case(answer.text, where="taken")
    assert [statement.id for statement in case.statements] == ["what-if-strength"]
    assert client.get("/UNMOGIP/what-if/case.yaml?as_of=2023-06-16").status_code == 422


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "begins"), [("json", b"{"), ("html", b"<!doctype"), ("docx", b"PK"), ("pdf", b"%PDF")]
)
def test_the_brief_in_which_it_holds_can_be_taken_away(
    client: TestClient, kind: str, begins: bytes
) -> None:
    answer = client.get(f"/UNMOGIP/what-if/brief.{kind}?as_of=2023-06-16&strength=120")
    assert answer.status_code == 200
    assert answer.content[: len(begins)].lower() == begins.lower()
    assert f"UNMOGIP-2023-06-16-what-if.{kind}" in answer.headers["content-disposition"]
    if kind == "json":
        figures = {figure["key"]: figure["value"] for figure in answer.json()["figures"]}
        assert figures["mission.strength_in_use"] == 120


def test_a_file_that_would_leave_something_out_is_refused(client: TestClient) -> None:
    answer = client.get("/UNMOGIP/what-if/brief.json?as_of=2023-06-16&strength=120&leaves=Narnia")
    assert answer.status_code == 422
    assert client.get("/UNMOGIP/what-if/brief.exe?as_of=2023-06-16").status_code == 422


def test_a_mission_may_be_named_by_its_country(client: TestClient) -> None:
    answer = client.get("/unmogip/what-if?as_of=2023-06-16&strength=120")
    assert (answer.status_code, answer.headers["location"]) == (303, SUPPOSED)


def test_a_case_of_another_mission_is_refused(client: TestClient) -> None:
    page = client.get("/UNMOGIP/what-if?as_of=2023-06-30&case=minusma-2023-06")
    assert page.status_code == 422
    assert "is about MINUSMA, the question about UNMOGIP" in text_of(page.text)
