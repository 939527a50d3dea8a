"""Parts of a case are added, changed and taken out by forms, checked as the case file is."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from peaceops.case import Case, fields_of, kinds_of, parse_case, part_models
from peaceops.errors import CaseError
from peaceops.web.cases.shelf import version_of
from web.conftest import MakeClient
from web.test_cases import shown, text_of

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

SOURCES = {"date": "2023-06-01", "speaker": "Somebody", "text": "Something.", "source": "A letter"}
NEW: dict[tuple[str, str], dict[str, str]] = {
    ("statements", "host_position"): {"country": "MLI", "position": "restricts"},
    ("statements", "member_position"): {
        "country": "CHN", "position": "abstains", "option": "withdraw", "certainty": "0.65",
    },
    ("statements", "departure"): {
        "country": "SWE", "military": "220", "police": "5", "capability": "helicopters",
        "by": "2023-12-31", "of_mission": "", "in_latest_strength": "true",
    },
    ("statements", "restriction"): {"country": "MLI", "start": "2023-01-01", "end": "2023-02-01"},
    ("statements", "strength"): {"on": "2023-05-31", "military": "11000", "police": "1500"},
    ("statements", "recommendation"): {"option": "reconfigure"},
    ("statements", "option"): {"option": "increase"},
    ("statements", "incident"): {
        "place": "Moura", "start": "2022-03-27", "end": "2022-03-31", "killed_at_least": "500",
        "perpetrators": "Armed men", "disputed_by": "Mali\nRussian Federation",
    },
    ("statements", "figure"): {"value": "12.5", "unit": "per cent of bases"},
    ("statements", "mandate_deadline"): {"until": "2023-06-30"},
    ("statements", "voting_rule"): {"votes": "9", "veto": "China\nUnited States"},
    ("statements", "host_refusal"): {"country": "MLI"},
    ("statements", "arrival"): {"country": "IND", "military": "100", "by": "2023-12-31"},
    ("statements", "measure"): {"lever": "peace process"},
    ("statements", "draft_state"): {
        "stage": "silence-broken", "option": "reconfigure", "symbol": "S/2023/487",
        "drafted_by": "France", "broken_by": "China\nRussian Federation", "vote_day": "2023-06-29",
    },
    ("statements", "agreement"): {"parties": "One group\nAnother: group", "value": "signed"},
    ("statements", "relation"): {"subject": "MLI", "object": "G5", "value": "broke"},
    ("statements", "office"): {"subject": "FRA", "value": "penholder"},
    ("statements", "report"): {"quotation": "“nearly\nimpossible”", "modality": "reported"},
    ("statements", "mandate"): {"value": "established"},
    ("options", ""): {
        "label": "Smaller: cut", "decision": "reduce", "summary": "Less.", "source": "Nobody",
        "military_change": "-2000", "police_change": "-100", "term_months": "9",
        "statement": "mali-asks-to-leave",
    },
    ("levers", ""): {"lever": "host forces", "text": "Training.", "source": "A plan"},
    ("assumptions", ""): {
        "id": "replaced", "text": "Some are replaced", "low": "0.1", "value": "0.2", "high": "0.3",
        "unit": "share", "reason": "As before",
    },
    ("changes", "ceiling"): {"by": "2024-01-31", "military": "-500", "police": "20"},
    ("changes", "tasks"): {"drop": "electoral\nother", "by": "2024-01-31"},
    ("changes", "site"): {"site": "Kidal", "action": "close", "by": "2023-10-31"},
    ("changes", "contributor"): {
        "country": "BGD", "personnel": "-300", "by": "2023-10-31", "capability": "engineers",
    },
    ("changes", "lever"): {
        "lever": "peace process", "deaths": "all", "low": "0.8", "value": "0.9", "high": "1",
        "by": "2023-10-31", "reason": "Hope",
    },
}  # fmt: skip
"""A part of each kind as it is typed; statements come with ``SOURCES``."""


class Fields(HTMLParser):
    """What stands in the fields of the form that saves, as a browser would send it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._inside = False
        self._select = self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = about.get("class") == "case-form"
        if not self._inside:
            return
        if tag == "input" and (about.get("type") != "checkbox" or "checked" in about):
            self.values[about["name"]] = about.get("value", "")
        elif tag == "select":
            self._select = about["name"]
        elif tag == "option" and "selected" in about:
            self.values[self._select] = about["value"]
        elif tag == "textarea":
            self._text = about["name"]
            self.values[self._text] = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text] += (
                data.removeprefix("\n") if not self.values[self._text] else data
            )

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""


@pytest.fixture
def desk(make_client: MakeClient) -> TestClient:
    desk = make_client()
    desk.post("/cases/copy", data={"of": "minusma-2023-06", "name": "mine"})
    return desk


def typed(part: str, kind: str) -> dict[str, str]:
    return {**(SOURCES if part == "statements" else {}), **NEW[part, kind]}


def address(part: str, kind: str, way: str = "add", key: str = "") -> str:
    query = [f"kind={kind}"] if way == "add" and kind else []
    query += ["of=increase"] if part == "changes" else []
    return f"/cases/mine/{way}/{part}{'/' + key if key else ''}?{'&'.join(query)}"


def version(desk: TestClient) -> str:
    return version_of(text_of(desk, "/cases/mine"))


def case_of(desk: TestClient) -> Case:
    return parse_case(text_of(desk, "/cases/mine"))


def parts_of(case: Case, part: str) -> Any:
    return case.options[0].changes if part == "changes" else getattr(case, part)


def post(desk: TestClient, path: str, form: dict[str, str]) -> Response:
    sent = {name: value.replace("\n", "\r\n") for name, value in form.items()}
    return desk.post(path, data={"version": version(desk), **sent})


def errors(answer: Response) -> dict[str, str]:
    """The problem that stands at each field of a page."""
    shown_at = re.findall(r'<p class="error" id="field-(\w+)-error">(.*?)</p>', answer.text)
    return {name: html.unescape(words) for name, words in shown_at}


def test_every_field_of_every_kind_of_part_has_a_place_in_a_form() -> None:
    for part, kinds in part_models().items():
        for kind, model in kinds.items():
            fields = {field.name for field in fields_of(part, kind)}
            assert set(model.model_fields) - fields <= {"kind", "sha256", "span", "changes"}
            assert len({field.label for field in fields_of(part, kind)}) == len(fields), kind
    assert set(NEW) == {(part, kind) for part, kinds in part_models().items() for kind in kinds}


@pytest.mark.parametrize(("part", "kind"), NEW, ids=lambda word: word or "one kind")
def test_what_is_typed_stands_in_the_case_and_in_the_form_again(
    desk: TestClient, part: str, kind: str
) -> None:
    before = text_of(desk, "/cases/mine")
    form = typed(part, kind)
    if (part, kind) == ("changes", "site"):
        form = {**form, "site": "Kidal"}
    answer = post(desk, address(part, kind), form)
    assert answer.status_code == 303, shown(answer)
    value = parts_of(case_of(desk), part)[-1]
    for field in fields_of(part, kind):
        expected = form.get(field.name, field.default)
        if field.name == "id" and not expected:
            continue
        if field.widget == "flag":
            expected = expected or "false"
        assert field.shown(getattr(value, field.name)) == expected, field.name
    key = getattr(value, "id", str(len(parts_of(case_of(desk), part))))
    page = desk.get(address(part, kind, "edit", key))
    again = Fields(page.text).values
    assert {name: again[name] for name in form if form[name]} == {
        name: words for name, words in form.items() if words
    }
    after = text_of(desk, "/cases/mine")
    assert post(desk, address(part, kind, "edit", key), again).status_code == 303
    assert text_of(desk, "/cases/mine") == after, "what is not changed keeps its bytes"
    dropped = post(desk, address(part, kind, "drop", key), {})
    assert dropped.status_code == 303
    assert text_of(desk, "/cases/mine") == before


def test_every_part_of_a_case_opens_in_a_form_and_is_saved_as_it_stood(desk: TestClient) -> None:
    for name in ("minusma-2023-06", "unifil-2026-06", "minusma-2022-06"):
        desk.post("/cases/copy", data={"of": name, "name": "again"})
        text = text_of(desk, "/cases/again")
        case = parse_case(text)
        for part in ("statements", "options", "assumptions", "levers"):
            for number, value in enumerate(getattr(case, part), 1):
                path = f"/cases/again/edit/{part}/{getattr(value, 'id', number)}"
                page = desk.get(path)
                assert page.status_code == 200
                sent = {
                    key: words.replace("\n", "\r\n")
                    for key, words in Fields(page.text).values.items()
                }
                assert desk.post(path, data=sent).status_code == 303
        assert text_of(desk, "/cases/again") == text
        desk.post("/cases/again/delete", data={"version": version_of(text)})


def test_a_change_keeps_comments_order_and_every_other_line(desk: TestClient) -> None:
    text = text_of(desk, "/cases/mine")
    noted = text.replace(
        "    speaker: Ukraine\n", "    # Heard twice.\n    speaker: Ukraine  # by phone\n"
    )
    post(desk, "/cases/mine/text", {"text": noted})
    path = "/cases/mine/edit/statements/ukraine-helicopters"
    form = Fields(desk.get(path).text).values
    assert post(desk, path, {**form, "capability": "attack helicopters"}).status_code == 303
    assert text_of(desk, "/cases/mine") == noted.replace(
        "capability: armed helicopters", "capability: attack helicopters"
    )


def test_a_mistake_is_told_at_its_field_in_the_words_of_the_case_file(desk: TestClient) -> None:
    wrong = {
        **SOURCES, "country": "CHN", "position": "abstains", "certainty": "90", "date": "16.6.2023",
        "text": "", "speaker": "<b>Somebody</b>",
    }  # fmt: skip
    text = text_of(desk, "/cases/mine")
    answer = post(desk, address("statements", "member_position"), wrong)
    assert answer.status_code == 422
    assert set(errors(answer)) == {"certainty", "date", "text"}
    by_hand = text.replace(
        "\noptions:",
        "  - {id: x, kind: member_position, country: CHN, position: abstains, certainty: 90, "
        "date: 16.6.2023, speaker: S, source: A letter}\n\noptions:",
        1,
    )
    with pytest.raises(CaseError) as refused:
        parse_case(by_hand)
    for problem in refused.value.problems:  # type: ignore[attr-defined]
        words = errors(answer)[str(problem.path[-1])].casefold()
        assert problem.what.casefold() in words
        assert problem.remedy.casefold() in words
    again = Fields(answer.text).values
    assert {name: again[name] for name in wrong} == wrong, "nothing that was typed is lost"
    assert text_of(desk, "/cases/mine") == text


@pytest.mark.parametrize(
    ("part", "kind", "name", "words", "complaint"),
    [
        ("statements", "departure", "military", "1,000", "write 1000"),
        ("statements", "departure", "military", "13.289", "Write 13289"),
        ("statements", "departure", "military", "0012", "Write 12"),
        ("statements", "departure", "country", "Wakanda", "no country"),
        ("statements", "departure", "by", "2050-01-01", "more than 10 years"),
        ("statements", "departure", "date", "2023-06-17", "nobody could know it"),
        ("statements", "departure", "id", "Ein Name", "Write ein-name"),
        ("statements", "departure", "id", "mali-asks-to-leave", "share the id"),
        ("statements", "departure", "speaker", "a\x07b", "U+0007"),
        ("statements", "departure", "text", "x" * 20_001, "20,000 are the most"),
        ("statements", "recommendation", "option", "increse", "Did you mean increase"),
        ("statements", "incident", "disputed_by", "Mali\nNarnia", "no country"),
        ("statements", "incident", "end", "2021-01-01", "is before the start"),
        ("statements", "voting_rule", "veto", "Mali", "has no veto"),
        ("statements", "draft_state", "vote_day", "2023-05-01", "before the statement"),
        ("statements", "measure", "effect", "nobody-2050", "nobody-2050"),
        ("options", "", "decision", "reduse", "none of"),
        ("options", "", "term_months", "48", "more than 0 to 36 months"),
        ("options", "", "uniformed", "20", "sets no size"),
        ("options", "", "statement", "nothing", "no statement"),
        ("assumptions", "", "value", "30", "30 per cent is 0.3"),
        ("assumptions", "", "unit", "per cent", "not in 'per cent'"),
        ("changes", "ceiling", "by", "2023-01-01", "before the case's as-of date"),
        ("changes", "lever", "low", "", "is missing"),
        ("changes", "site", "by", "", "needs a date"),
        ("changes", "contributor", "personnel", "many", "no whole number"),
    ],
)  # fmt: skip
def test_each_problem_stands_at_the_field_that_it_is_about(
    desk: TestClient, part: str, kind: str, name: str, words: str, complaint: str
) -> None:
    answer = post(desk, address(part, kind), {**typed(part, kind), name: words})
    assert answer.status_code == 422
    assert complaint.casefold() in errors(answer)[name].casefold(), errors(answer)
    assert f'href="#field-{name}"' in answer.text
    assert re.search(rf'<\w+ id="field-{name}"[^>]*aria-invalid="true"', answer.text)
    assert Fields(answer.text).values[name] == words


def test_what_concerns_the_case_as_a_whole_stands_above_the_form(desk: TestClient) -> None:
    form = {**typed("statements", "host_position"), "country": "FRA"}
    answer = post(desk, address("statements", "host_position"), form)
    assert answer.status_code == 422
    assert "by a state that is no host of MINUSMA" in shown(answer)
    assert Fields(answer.text).values["country"] == "FRA"


def test_a_short_name_is_made_and_is_the_parts_own(desk: TestClient) -> None:
    for _ in range(2):
        post(desk, address("statements", "departure"), typed("statements", "departure"))
    post(desk, address("options", ""), typed("options", ""))
    case = case_of(desk)
    assert [item.id for item in case.statements[-2:]] == ["sweden-departure", "sweden-departure-2"]
    assert case.options[-1].id == "smaller-cut"


def test_the_choices_come_from_the_edition_and_the_case(desk: TestClient) -> None:
    page = desk.get(address("statements", "member_position")).text
    groups = re.findall(r'<optgroup label="([^"]+)">', page)
    assert groups == [
        "Host state",
        "Members of the Security Council",
        "Largest contributors to MINUSMA",
        "All countries",
    ]
    members = page.partition("Members of the Security Council")[2].partition("</optgroup>")[0]
    assert members.count("<option") == 15
    assert ">Switzerland<" in members
    assert '<option value="rollover">Technical rollover</option>' in page
    option = desk.get(address("options", "")).text
    decisions = option.partition('name="decision"')[2].partition("</select>")[0]
    assert '"reconfigure"' in decisions
    assert '"close"' not in decisions, "no mission of this kind is closed as a political one"
    assert "Toft" in desk.get(address("levers", "")).text


def test_a_usual_option_or_assumption_begins_the_form(desk: TestClient) -> None:
    page = desk.get("/cases/mine/add/assumptions?start=exit-risk").text
    form = Fields(page).values
    assert (form["id"], form["low"], form["value"], form["high"]) == ("exit-risk", "0.5", "1", "2")
    assert post(desk, "/cases/mine/add/assumptions", form).status_code == 303
    assert case_of(desk).assumptions[-1].id == "exit-risk"
    offered = desk.get("/cases/mine/add/assumptions").text.partition('id="start"')[2]
    assert 'value="exit-risk"' not in offered.partition("</select>")[0]


def test_a_statement_is_dated_on_the_day_of_the_case_to_begin_with(desk: TestClient) -> None:
    assert Fields(desk.get(address("statements", "report")).text).values["date"] == "2023-06-16"


def test_an_option_that_statements_name_stays(desk: TestClient) -> None:
    text = text_of(desk, "/cases/mine")
    answer = post(desk, "/cases/mine/drop/options/reconfigure", {})
    assert answer.status_code == 422
    assert "no option 'reconfigure' is listed in the case" in shown(answer)
    assert text_of(desk, "/cases/mine") == text


def test_a_change_by_form_that_comes_second_can_be_put_on_top(desk: TestClient) -> None:
    first = version(desk)
    path = "/cases/mine/edit/statements/{}"
    theirs = Fields(desk.get(path.format("wane-on-consent")).text).values
    ours = Fields(desk.get(path.format("mali-asks-to-leave")).text).values
    desk.post(path.format("wane-on-consent"), data={**theirs, "text": "Theirs."})
    now = text_of(desk, "/cases/mine")
    answer = desk.post(path.format("mali-asks-to-leave"), data={**ours, "text": "Ours."})
    assert ours["version"] == first
    assert answer.status_code == 409
    assert "Both together" in shown(answer)
    both = re.search(r'aria-label="Both together"[^>]*>\n(.*?)</textarea>', answer.text, re.DOTALL)
    assert both is not None
    sent = {"version": version_of(now), "text": html.unescape(both[1])}
    assert desk.post("/cases/mine/text", data=sent).status_code == 303
    texts = {item.id: item.text for item in case_of(desk).statements}
    assert (texts["wane-on-consent"], texts["mali-asks-to-leave"]) == ("Theirs.", "Ours.")


def test_a_form_outlives_the_case_and_the_part_that_it_is_about(desk: TestClient) -> None:
    path = "/cases/mine/edit/statements/wane-on-consent"
    form = {**Fields(desk.get(path).text).values, "text": "Mine."}
    post(desk, "/cases/mine/drop/statements/wane-on-consent", {})
    answer = desk.post(path, data=form)
    assert answer.status_code == 409
    assert "text: Mine." in shown(answer)
    assert "Both together" not in shown(answer)
    desk.post("/cases/mine/delete", data={"version": version(desk)})
    answer = desk.post(path, data=form)
    assert answer.status_code == 409
    assert "text: Mine." in html.unescape(answer.text)


def test_a_form_of_a_case_that_an_editor_changed_is_put_on_what_stands_there(
    desk: TestClient, tmp_path: Any
) -> None:
    path = "/cases/mine/edit/statements/wane-on-consent"
    form = {**Fields(desk.get(path).text).values, "text": "Mine."}
    file = tmp_path / "cases" / "mine.yaml"
    file.write_text(file.read_text().replace("label: Increase", "label: By hand"))
    answer = desk.post(path, data=form)
    assert answer.status_code == 409
    assert "label: By hand" in html.unescape(answer.text)
    assert "text: Mine." in html.unescape(answer.text)
    assert "label: By hand" in file.read_text()


def test_a_case_that_ships_has_no_forms_and_a_copy_of_it_has(desk: TestClient) -> None:
    for path in ("add/levers", "edit/options/increase", "about"):
        answer = desk.get(f"/cases/minusma-2023-06/{path}")
        assert answer.status_code == 409
        assert "copy it under another name" in shown(answer)
    page = desk.get("/cases/minusma-2023-06").text
    assert "/edit/" not in page
    assert "/edit/" in desk.get("/cases/mine").text


def test_the_day_and_the_question_of_a_case_change(desk: TestClient) -> None:
    form = Fields(desk.get("/cases/mine/about").text).values
    assert form["as_of"] == "2023-06-16"
    moved = post(desk, "/cases/mine/about", {**form, "as_of": "2023-06-20", "question": ""})
    assert moved.status_code == 303
    case = case_of(desk)
    assert (str(case.as_of), case.question) == ("2023-06-20", None)
    back = post(desk, "/cases/mine/about", {"as_of": "2022-01-01", "question": "Why?"})
    assert back.status_code == 422
    assert "nobody could know it" in shown(back)
    assert Fields(back.text).values["question"] == "Why?"
    wrong = post(desk, "/cases/mine/about", {"as_of": "2022", "question": "Why?"})
    assert "name the day too" in errors(wrong)["as_of"].casefold()


def test_a_kind_is_chosen_where_none_is_named(desk: TestClient) -> None:
    page = desk.get("/cases/mine/add/changes?of=increase").text
    for kind, words in kinds_of("changes"):
        assert f"kind={kind}&amp;of=increase" in page
        assert words in page
    assert post(desk, "/cases/mine/add/statements?kind=rumour", SOURCES).status_code == 404
    assert desk.get("/cases/mine/add/nothing").status_code == 422
    assert desk.get("/cases/mine/add/changes?of=none&kind=ceiling").status_code == 404
    assert desk.get("/cases/mine/edit/statements/none").status_code == 404
    assert desk.get("/cases/mine/edit/levers/99").status_code == 404


def test_two_that_add_at_once_are_both_heard(desk: TestClient) -> None:
    stale = version(desk)
    path, form = address("levers", ""), typed("levers", "")
    assert desk.post(path, data={**form, "version": stale}).status_code == 303
    answer = desk.post(path, data={**form, "text": "Another.", "version": stale})
    assert answer.status_code == 409
    assert "Another." in shown(answer)
    assert len(case_of(desk).levers) == 5
