"""Read on the desk: from a text to accepted statements in a case, by forms alone."""

from __future__ import annotations

import json
import logging
import zipfile
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from peaceops.case import load_case
from peaceops.cli import app as command
from peaceops.edition import Edition
from peaceops.options import as_things_are
from peaceops.web import Rules
from peaceops.web.reading import reader
from web.conftest import MakeClient
from web.forms import Fields, send

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

TEXTS = Path(__file__).resolve().parents[2] / "benchmarks" / "reading" / "texts"
ARTICLE = Path("/work/shared/texts/mali-minusma-article-2023-06.txt")
DAY = "2023-06-17"
WIRE = """\
Bamako, 16 June. Britain said on Friday that it was pulling out its 300 troops from MINUSMA.

Russian ambassador Vassili Nebenzia said that any decision should be based on the opinion of the
host country.

Sweden withdrew its 220 soldiers from MINUSMA in March 2023.

Mali has accused France of failing to support the country.
"""


def read(client: TestClient, text: str = WIRE, *, day: str = DAY, **fields: str) -> Any:
    return send(client, "/read", {"text": text, "published": day, **fields})


def read_file(client: TestClient, name: str, content: bytes, day: str = DAY, **fields: str) -> Any:
    data = {"published": day, **fields}
    return client.post("/read", data=data, files=[("files", (name, content))])


def fields_of(answer: Any) -> dict[str, str]:
    return Fields(answer.text).fields


def proposals(answer: Any) -> list[dict[str, Any]]:
    return [json.loads(value) for name, value in fields_of(answer).items() if name[:2] == "p."]


def number_of(fields: dict[str, str], kind: str, subject: str = "") -> str:
    """The number of the first statement of a kind."""
    for name, value in fields.items():
        if name.startswith("p."):
            proposal = json.loads(value)
            if proposal["kind"] == kind and subject in (proposal.get("subject"), ""):
                return name[2:]
    raise AssertionError(f"no {kind} of {subject}")


def accept(fields: dict[str, str], *numbers: str) -> dict[str, str]:
    return fields | {f"d.{number}": "accept" for number in numbers}


@pytest.mark.parametrize(
    "path",
    [TEXTS / "minusma-exit-wire-2023.txt", TEXTS / "fr-mali-2023.txt", ARTICLE],
    ids=lambda path: path.stem,
)
def test_the_statements_are_those_of_the_command(client: TestClient, path: Path) -> None:
    if not path.exists():
        pytest.skip("this text is not part of the repository")
    printed = CliRunner().invoke(command, ["read", str(path), "--published", DAY, "--json"])
    answer = read_file(client, path.name, path.read_bytes())
    assert answer.status_code == 200
    assert proposals(answer) == json.loads(printed.stdout)["statements"]


def test_each_statement_stands_beside_its_words(client: TestClient) -> None:
    answer = read(client, title="Reuters")
    fields = fields_of(answer)
    number = number_of(fields, "departure", "GBR")
    page = answer.text
    assert f'<article class="card" id="s{number}"' in page
    assert f'id="t{number}" href="#s{number}"' in page
    assert f'href="#t{number}"' in page
    for words in ("Departure or reduction", "United Kingdom", "300", "Confidence of the rule"):
        assert words in page
    assert fields["mission"] == "MINUSMA"


def test_three_accepted_statements_stand_in_the_case_and_move_the_odds(
    make_client: MakeClient, tmp_path: Path, edition: Edition
) -> None:
    client = make_client()
    fields = fields_of(read(client, title="Reuters"))
    numbers = [
        number_of(fields, "departure", "GBR"),
        number_of(fields, "departure", "SWE"),
        number_of(fields, "member_position", "RUS"),
    ]
    answer = send(client, "/read/save", accept(fields, *numbers))
    assert answer.status_code == 200
    assert "3 statements were added to the case minusma-2023-06-17" in Fields(answer.text).text
    assert "/MINUSMA?as_of=2023-06-17&amp;case=minusma-2023-06-17" in answer.text
    assert "/MINUSMA/what-if?as_of=2023-06-17&amp;case=minusma-2023-06-17" in answer.text
    case = load_case(tmp_path / "cases" / "minusma-2023-06-17.yaml")
    text = json.loads(fields["documents"])[0]["text"]
    assert len(case.statements) == 3
    for statement in case.statements:
        assert statement.span is not None
        assert text[slice(*statement.span)] == statement.quotation
        assert statement.source == "Reuters, published 2023-06-17"
    view = edition.as_of(case.as_of)
    without = case.model_copy(update={"statements": ()})
    odds = [as_things_are(view, "MINUSMA", case=each).draft("reduce") for each in (without, case)]
    assert odds[0] is not None
    assert odds[1] is not None
    assert odds[1].p_unanimous.value < odds[0].p_unanimous.value
    # The same page goes on: what was added is not added twice.
    again = send(client, "/read/save", fields_of(answer))
    assert "0 statements were added" in Fields(again.text).text
    assert "3 stood there already" in Fields(again.text).text
    russia = fields_of(answer) | {"act": f"moves-{numbers[2]}"}
    assert "The case holds it already" in Fields(send(client, "/read", russia).text).text


def test_a_statement_says_what_it_would_move_before_it_is_accepted(client: TestClient) -> None:
    fields = fields_of(read(client))
    number = number_of(fields, "member_position", "RUS")
    page = Fields(send(client, "/read", fields | {"act": f"moves-{number}"}).text)
    assert "Russian Federation: odds of yes, no, abstention" in page.text
    assert "Every member votes in favour" in page.text
    sweden = number_of(fields, "departure", "SWE")
    words = Fields(send(client, "/read", fields | {"act": f"moves-{sweden}"}).text).text
    assert "leaves these personnel out already" in words or "with it" in words.casefold()
    neighbour = number_of(fields, "relation")
    words = Fields(send(client, "/read", fields | {"act": f"moves-{neighbour}"}).text).text
    assert "Moves nothing. It is context" in words


def test_a_script_asks_for_one_card_and_sends_only_its_fields(client: TestClient) -> None:
    fields = fields_of(read(client))
    number = number_of(fields, "member_position", "RUS")
    names = ("mission", "published", "title", "target", "name", f"p.{number}")
    part = {name: fields[name] for name in names} | {"act": f"moves-{number}"}
    answer = send(client, "/read", part, **{"hx-request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith(f'<div class="body fades" id="b{number}"')
    assert "odds of yes, no, abstention" in answer.text
    assert "<html" not in answer.text


def test_a_change_is_checked_as_a_case_file_is_and_keeps_the_quotation(
    make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client()
    fields = fields_of(read(client))
    number = number_of(fields, "departure", "GBR")
    fields = fields_of(send(client, "/read", fields | {"act": f"change-{number}"}))
    assert fields[f"e.{number}.country"] == "United Kingdom"
    assert fields[f"e.{number}.military"] == "300"
    typed = {f"e.{number}.military": "3oo", f"e.{number}.text": "Britain leaves."}
    wrong = send(client, "/read", fields | typed | {"act": f"keep-{number}"})
    assert "'3oo' is no whole number" in Fields(wrong.text).text
    assert fields_of(wrong)[f"e.{number}.text"] == "Britain leaves."
    right = fields_of(wrong) | {f"e.{number}.military": "250", "act": f"keep-{number}"}
    fields = fields_of(send(client, "/read", right))
    assert f"e.{number}.military" not in fields
    send(client, "/read/save", accept(fields, number))
    (statement,) = load_case(tmp_path / "cases" / "minusma-2023-06-17.yaml").statements
    assert (statement.military, statement.text) == (250, "Britain leaves.")  # type: ignore[union-attr]
    assert "300 troops" in str(statement.quotation)


def test_another_kind_shows_its_own_fields(client: TestClient) -> None:
    fields = fields_of(read(client))
    number = number_of(fields, "departure", "GBR")
    fields = fields_of(send(client, "/read", fields | {"act": f"change-{number}"}))
    fields |= {f"e.{number}.kind": "arrival", "act": f"kind-{number}"}
    fields = fields_of(send(client, "/read", fields))
    assert f"e.{number}.of_mission" not in fields
    assert fields[f"e.{number}.military"] == "300"
    fields = fields_of(send(client, "/read", fields | {"act": f"keep-{number}"}))
    assert json.loads(fields[f"c.{number}"])["kind"] == "arrival"
    fields = fields_of(send(client, "/read", fields | {"act": f"reset-{number}"}))
    assert fields[f"c.{number}"] == ""


def test_many_are_decided_at_once_and_decisions_stay(client: TestClient) -> None:
    fields = fields_of(read(client))
    relation, departure = number_of(fields, "relation"), number_of(fields, "departure", "GBR")
    fields = fields_of(
        send(client, "/read", fields | {f"d.{departure}": "drop", "act": "accept-moving"})
    )
    assert (fields[f"d.{departure}"], fields[f"d.{relation}"]) == ("drop", "")
    assert "accept" in fields.values()
    fields = fields_of(send(client, "/read", fields | {"act": "drop-rest"}))
    assert fields[f"d.{relation}"] == "drop"
    fields = fields_of(send(client, "/read", fields | {"act": "undecide"}))
    assert {value for name, value in fields.items() if name[:2] == "d."} == {""}


def test_what_those_accepted_move_together_is_told(client: TestClient) -> None:
    fields = fields_of(read(client))
    none = send(client, "/read", fields | {"act": "together"})
    assert "No statement is accepted yet" in Fields(none.text).text
    both = accept(fields, number_of(fields, "departure", "GBR"), number_of(fields, "departure"))
    words = Fields(send(client, "/read", both | {"act": "together"}).text).text
    assert "Uniformed personnel" in words


def test_documents_that_contradict_each_other_are_set_side_by_side(client: TestClient) -> None:
    files = [
        ("files", (f"{name}.txt", f"Sweden withdrew its {count} soldiers from MINUSMA.".encode()))
        for name, count in (("wire", 220), ("paper", 150))
    ]
    answer = client.post("/read", data={"published": DAY}, files=files)
    words = Fields(answer.text).text
    assert "But statement 2 says: Sweden leaves, 220 personnel." in " ".join(words.split())
    assert "But statement 1 says: Sweden leaves, 150 personnel." in " ".join(words.split())


def test_two_tabs_that_save_one_case_the_second_is_told_and_loses_nothing(
    make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client()
    fields = fields_of(read(client))
    britain, russia = number_of(fields, "departure", "GBR"), number_of(fields, "member_position")
    first = fields_of(send(client, "/read/save", accept(fields, britain)))
    assert first["target"].startswith("minusma-2023-06-17@")
    other = accept(first, russia)
    send(client, "/read/save", accept(first, number_of(fields, "relation")))
    refused = send(client, "/read/save", other)
    assert refused.status_code == 409
    assert "saved by somebody else, or in another tab" in refused.text
    kept = fields_of(refused)
    assert kept[f"d.{russia}"] == "accept"
    assert send(client, "/read/save", kept).status_code == 200
    case = load_case(tmp_path / "cases" / "minusma-2023-06-17.yaml")
    assert len(case.statements) == 3


def test_a_case_of_the_same_name_is_never_written_over(make_client: MakeClient) -> None:
    client = make_client()
    fields = fields_of(read(client))
    fields = accept(fields, number_of(fields, "departure", "GBR"))
    send(client, "/read/save", fields)
    refused = send(client, "/read/save", fields)
    assert refused.status_code == 409
    assert "stands there already" in refused.text
    bad = send(client, "/read/save", fields | {"name": "../etc/passwd"})
    assert bad.status_code == 422
    assert fields_of(bad)["name"] == "../etc/passwd"


def test_a_shipped_case_is_copied_and_not_changed(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client()
    fields = fields_of(read(client, day="2023-06-16"))
    fields |= {"target": "from:minusma-2023-06", "name": "mine"}
    fields = accept(fields, number_of(fields, "departure", "SWE"))
    assert send(client, "/read/save", fields).status_code == 200
    before = load_case("minusma-2023-06").statements
    after = load_case(tmp_path / "cases" / "mine.yaml").statements
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1


def test_a_case_of_an_earlier_day_refuses_what_nobody_could_know(make_client: MakeClient) -> None:
    client = make_client()
    early = fields_of(read(client, day="2023-06-01"))
    saved = send(client, "/read/save", accept(early, number_of(early, "departure", "SWE")))
    late = fields_of(read(client)) | {"target": fields_of(saved)["target"]}
    late = accept(late, number_of(late, "member_position", "RUS"))
    refused = send(client, "/read/save", late)
    assert refused.status_code == 422
    assert "nobody could know it" in refused.text
    assert "accept" in fields_of(refused).values()


def test_a_text_that_names_no_mission_can_be_given_one(client: TestClient) -> None:
    answer = read(client, "Sweden withdrew its 220 soldiers in March 2023 from the force.")
    words = Fields(answer.text).text
    assert "No mission is named in it" in words or "No statements proposed" in words
    fields = fields_of(answer) | {"mission": "MINUSMA", "act": "show"}
    assert fields_of(send(client, "/read", fields))["target"] == "new"


def test_a_mission_that_has_ended_by_the_day_is_told_and_the_page_stays(client: TestClient) -> None:
    answer = read(client, day="2025-06-17")
    assert answer.status_code == 404
    assert "MINUSMA" in Fields(answer.text).text
    assert len(proposals(answer)) > 2
    refused = send(client, "/read/save", accept(fields_of(answer), "1"))
    assert refused.status_code in (404, 422)
    assert fields_of(refused)["d.1"] == "accept"


def test_a_desk_that_saves_nothing_gives_the_case_as_a_file(make_client: MakeClient) -> None:
    client = make_client(Rules(read_only=True))
    answer = read(client)
    assert "/read/save" not in answer.text
    fields = accept(fields_of(answer), number_of(fields_of(answer), "departure", "GBR"))
    assert send(client, "/read/save", fields).status_code == 403
    file = send(client, "/read/case", fields)
    assert file.headers["content-disposition"] == 'attachment; filename="minusma-2023-06-17.yaml"'
    assert "country: GBR" in file.text


def test_without_the_language_model_the_page_says_what_is_lacking(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "lacks_model", lambda _documents: True)
    assert "pip install 'peaceops[reading]'" in Fields(read(client).text).text


# Bounds.


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:t>" + b"0" * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bomb.docx", bomb(), "would unpack"),
        ("deep.html", b"<html><body>" + b"<div>" * 400_000, "What to do"),
        ("broken.pdf", b"%PDF-1.7 and no more", "What to do"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "is an image"),
        ("empty.txt", b"", "holds no text"),
        ("long.txt", b"word " * 60_000, "300,000 characters"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_typed_is_lost(
    client: TestClient, name: str, content: bytes, words: str
) -> None:
    answer = read_file(client, name, content, text="What I typed.", title="My title")
    assert answer.status_code == 422
    assert words in Fields(answer.text).text
    fields = fields_of(answer)
    assert (fields["text"], fields["title"]) == ("What I typed.", "My title")
    assert client.get("/read").status_code == 200


def test_a_parser_that_takes_too_long_is_ended(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LIMITS", reader.Limits(seconds=1, memory=30_000_000))
    answer = read_file(client, "a.html", b"<html><body>" + b"<b>" * 900_000 + b"Mali")
    assert answer.status_code == 422
    assert "What to do" in answer.text


def test_too_many_documents_are_refused_in_words(client: TestClient) -> None:
    files = [("files", (f"{count}.txt", b"Mali")) for count in range(9)]
    answer = client.post("/read", data={"published": DAY}, files=files)
    assert answer.status_code == 422
    assert "9 documents were sent; 8 are read at once" in Fields(answer.text).text
    answer = client.post("/read", data={"published": DAY}, files=files * 5)
    assert answer.status_code == 422
    assert "More was sent than the desk takes in at once" in Fields(answer.text).text


def test_two_files_of_one_name_are_refused(client: TestClient) -> None:
    files = [("files", (name, b"Mali")) for name in ("a.txt", "../b/a.txt")]
    answer = client.post("/read", data={"published": DAY}, files=files)
    assert "Several files bear one name: a.txt" in Fields(answer.text).text


def test_others_who_read_at_once_wait_and_are_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PATIENCE", 0.01)
    reader.TURN.acquire()
    try:
        answer = read(client)
    finally:
        reader.TURN.release()
    assert answer.status_code == 503
    assert fields_of(answer)["text"].replace("\r\n", "\n") == WIRE


def test_a_text_that_keeps_the_rules_busy_keeps_its_turn_and_no_second_is_begun(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    over, begun = Event(), []

    def busy(*_documents: object, **_named: object) -> list[object]:
        begun.append(1)
        over.wait(30)
        return []

    monkeypatch.setattr(reader, "propose", busy)
    monkeypatch.setattr(reader, "SECONDS", 0.1)
    monkeypatch.setattr(reader, "PATIENCE", 0.05)
    sent = {"text": "Mali leaves.", "published": DAY}
    assert "The rules take longer" in Fields(read(client).text).text
    assert read(client).status_code == 503
    assert client.post("/api/v1/read", json=sent).status_code == 503
    over.set()
    assert reader.TURN.acquire(timeout=5)
    reader.TURN.release()
    assert client.post("/api/v1/read", json=sent).json()["statements"] == []
    assert len(begun) == 2


@pytest.mark.parametrize("day", ["", "some day", "2023-02-30", "1066-10-14"])
def test_a_day_that_is_none_is_refused(client: TestClient, day: str) -> None:
    answer = read(client, day=day)
    assert answer.status_code == 422
    assert fields_of(answer)["text"].replace("\r\n", "\n") == WIRE


# Hostile documents and pages.

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "quotes": "\"'><img src=x onerror=alert(1)>",
    "end-of-area": "</textarea></form><script>alert(1)</script>",
    "template": "{{ 7 * 7 }}{% raw %}",
    "json": '"}],"x":[{"',
    "direction": "\u202egnp.exe\u2066",
    "control": "\x1b[2J\x00\x07",
    "formula": "=HYPERLINK(1)",
    "entity": "&lt;script&gt;&#39;",
    "halves": "\ufffd\ufffe",
}
ALLOWED = {"onsubmit", "onclick", "onerror", "style", "srcdoc"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_shows_nothing_unescaped(client: TestClient, name: str) -> None:
    harm = HOSTILE[name]
    text = (
        f"Notes {harm} on the wire.\n\nSweden withdrew its 220 soldiers {harm} from MINUSMA.\n\n"
        f"“The mission in Mali must leave {harm} our country,” said Minister Abdoulaye Diop.\n"
    )
    answer = read(client, text, title=f"A title {harm}", mission="")
    assert answer.status_code == 200
    page = Fields(answer.text)
    scripts = [value for key, value in page.attributes if key == "src"]
    assert page.elements.count("script") == len(scripts)
    assert all(value and value.startswith("/static/") for value in scripts)
    assert "img" not in page.elements
    assert page.elements.count("form") == 2
    assert not {key for key, _ in page.attributes} & ALLOWED
    assert not set(answer.text) & set("\u202e\u2066\x1b\x00\x07\ufffe")
    assert "49" not in page.text.partition("Notes")[2][:20]
    # It comes back as it went, and once more.
    again = send(client, "/read", page.fields | {"act": "accept-all"})
    assert again.status_code == 200
    assert fields_of(again)["documents"] == page.fields["documents"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_of_a_file_shows_nothing_unescaped(client: TestClient, name: str) -> None:
    answer = read_file(client, f"{HOSTILE[name]}.txt", WIRE.encode())
    page = Fields(answer.text)
    assert answer.status_code == 200
    assert "img" not in page.elements
    assert page.elements.count("script") == sum(key == "src" for key, _ in page.attributes)
    assert not set(answer.text) & set("\u202e\u2066\x1b\x00\x07\ufffe")


def test_a_page_that_was_changed_cannot_put_words_into_a_document(client: TestClient) -> None:
    fields = accept(fields_of(read(client)), "1")
    proposal = json.loads(fields["p.1"])
    for change in (
        {"quotation": "Nobody said this."},
        {"start": -1},
        {"end": 10**9},
        {"kind": "nonsense"},
        {"details": {"members": [1, 2]}},
        {"details": {"other": {}}},
        {"value": {"a": 1}},
        {"first": "tomorrow"},
        {"first": "2023-13-45", "last": "2023-99-99"},
        {"sha256": "0" * 64},
        {"mentions": [["a"]]},
    ):
        answer = send(client, "/read/save", fields | {"p.1": json.dumps(proposal | change)})
        assert answer.status_code == 422, change
        assert "What to do" in answer.text


@pytest.mark.parametrize(
    "changes",
    [
        {"documents": ""},
        {"documents": "[]"},
        {"documents": "{"},
        {"documents": "[" * 100_000},
        {"documents": '[{"name":"a","text":"\\u001b[2J","published":"2023-06-17","media":"text"}]'},
        {"documents": '[{"name":"a","text":"\\ud800","published":"2023-06-17","media":"text"}]'},
        {"p.1": "[]"},
        {"p.77777": "{}"},
        {"c.1": "[1]"},
        {"published": "never"},
        {"notes": "7"},
        {"act": "moves-99999"},
        {"act": "keep-1"},
        {"e.1.kind": "nonsense", "act": "keep-1"},
        {"target": "from:../../etc/passwd"},
        {"target": "nowhere@0"},
        {"mission": "ATLANTIS"},
    ],
)
def test_no_page_that_is_sent_brings_the_desk_down(
    client: TestClient, changes: dict[str, str]
) -> None:
    fields = fields_of(read(client))
    for path in ("/read", "/read/save", "/read/case"):
        answer = send(client, path, {"act": "show", **fields, **changes})
        assert answer.status_code < 500, path


def test_a_page_cannot_drown_the_desk_in_places(client: TestClient) -> None:
    fields = fields_of(read(client))
    proposal = json.loads(fields["p.1"])
    proposal["mentions"] = [[proposal["document"], 0, 200]] * 5_000
    answer = send(client, "/read", fields | {"p.1": json.dumps(proposal), "act": "show"})
    assert answer.status_code == 422


def test_a_form_of_no_kind_is_answered_in_words(client: TestClient) -> None:
    assert client.post("/read", content=b"\x00", headers={"content-type": "x/y"}).status_code == 422
    broken = client.post(
        "/read", content=b"--x\r\n\r\n", headers={"content-type": "multipart/form-data"}
    )
    assert broken.status_code == 422


def test_a_text_is_neither_logged_nor_kept(
    make_client: MakeClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = make_client()
    secret = "Nobody is to see the heron of Timbuktu."
    with caplog.at_level(logging.DEBUG):
        fields = fields_of(read_file(client, "note.txt", f"{WIRE}\n{secret}\n".encode()))
        send(client, "/read", fields | {"act": "accept-moving"})
        read_file(client, "broken.docx", b"PK\x03\x04" + secret.encode())
    assert "heron" not in caplog.text
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"heron" in path.read_bytes()]


def test_another_site_cannot_have_a_text_read_or_saved(client: TestClient) -> None:
    headers = {"origin": "https://evil.example"}
    for path in ("/read", "/read/save", "/read/case"):
        assert client.post(path, data={"text": "x"}, headers=headers).status_code == 403


def test_whoever_comes_back_to_a_saved_page_is_led_to_the_beginning(client: TestClient) -> None:
    assert client.get("/read/save?as_of=2023-06-17").headers["location"] == "/read?as_of=2023-06-17"
