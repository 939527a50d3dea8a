"""Answers for programs: the JSON of the command line, bounded, guarded, one form of problem."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from peaceops.cli import app as command_line
from peaceops.web import Rules
from peaceops.web.turns import QUERIES
from web.conftest import MakeClient

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

V1 = "/api/v1"
DAY = "2023-02-15"
SQL = "SELECT vote, count(*) AS n FROM votes WHERE country = 'CHN' GROUP BY ALL ORDER BY n"


def rounded(values: Any) -> Any:
    """Values to twelve digits: sums over many draws differ in their last from call to call."""
    if isinstance(values, dict):
        return {key: rounded(value) for key, value in values.items()}
    if isinstance(values, list):
        return [rounded(value) for value in values]
    return float(f"{values:.12g}") if isinstance(values, float) else values


QUICK: list[tuple[str, dict[str, Any], list[str]]] = [
    ("/missions", {}, ["missions"]),
    ("/missions", {"all": "true"}, ["missions", "--all"]),
    ("/calendar", {"from": "2023-03-01", "to": "2023-06-30"},
     ["calendar", "--from", "2023-03-01", "--to", "2023-06-30"]),
    ("/missions/UNMOGIP/strength", {}, ["mission", "strength", "UNMOGIP"]),
    ("/missions/UNMISS/money", {}, ["mission", "money", "UNMISS"]),
    ("/missions/Mali/actors", {}, ["situation", "actors", "Mali"]),
    ("/missions/UNMISS/accords", {}, ["situation", "accords", "UNMISS"]),
    ("/effects", {}, ["options", "effects"]),
    ("/effects", {"factor": "peace process"}, ["options", "effects", "--factor", "peace process"]),
    ("/effects/nilsson-2012", {}, ["options", "effects", "show", "nilsson-2012"]),
    ("/council/votes", {"since": "2022-06-01"}, ["council", "votes", "--since", "2022-06-01"]),
    ("/council/votes", {"member": ["France", "CHN"], "mission": "UNMISS"},
     ["council", "votes", "--member", "France", "--member", "CHN", "--mission", "UNMISS"]),
    ("/missions/UNMISS/outlook", {"kind": "renew", "term": "12m", "position": "RUS=against"},
     ["council", "outlook", "UNMISS", "--kind", "renew", "--term", "12m",
      "--position", "RUS=against"]),
    ("/mandates/texts", {}, ["mandate", "text", "--list"]),
    ("/mandates/texts/S/RES/2659", {}, ["mandate", "text", "S/RES/2659"]),
    ("/mandates/tasks", {"symbol": "2659"}, ["mandate", "tasks", "2659"]),
    ("/data/sql", {"query": SQL}, ["data", "sql", SQL]),
]  # fmt: skip
LONG: list[tuple[str, dict[str, Any], list[str]]] = [
    ("/missions/UNMOGIP/options", {"draws": 300, "horizon": 6},
     ["options", "compare", "UNMOGIP", "--draws", "300", "--horizon", "6m"]),
    ("/missions/UNMOGIP/sensitivity", {"draws": 200},
     ["options", "sensitivity", "UNMOGIP", "--draws", "200"]),
    ("/missions/UNMISS/whatif",
     {"position": "China=abstain", "leaves": "India:500", "ceiling": "-500"},
     ["whatif", "UNMISS", "--position", "China=abstain", "--leaves", "India:500",
      "--ceiling=-500"]),
    ("/missions/UNMOGIP/odds-history", {"from": "2023-01-15", "step": "month"},
     ["council", "history", "UNMOGIP", "--from", "2023-01-15", "--to", DAY, "--step", "month",
      "--quiet"]),
    ("/violence/SSD/explain", {"episodes": 3}, ["violence", "explain", "SSD", "--episodes", "3"]),
    ("/violence/South Sudan/cells", {"months": 3, "near": "4.85,31.58"},
     ["violence", "cells", "SSD", "--months", "3", "--near", "4.85,31.58"]),
    ("/compare/missions", {"mission": ["UNMOGIP", "UNTSO"]},
     ["compare", "missions", "UNMOGIP", "UNTSO", "--quiet"]),
    ("/missions/UNMOGIP/since", {"before": "2022-12-15"},
     ["compare", "dates", "UNMOGIP", "2022-12-15", DAY, "--quiet"]),
]  # fmt: skip
WITHOUT_DAY = ("council history", "compare dates", "mission backtest")
"""Commands that take their days as words of their own."""


def printed(*words: str) -> str:
    done = CliRunner().invoke(command_line, list(words), env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.stdout


def of_command(words: list[str]) -> Any:
    day = [] if " ".join(words[:2]) in WITHOUT_DAY else ["--as-of", DAY]
    return json.loads(printed(*words, *day, "--json"))


@pytest.mark.parametrize(("path", "query", "words"), QUICK, ids=lambda part: str(part)[:40])
def test_an_answer_is_what_the_command_prints(
    client: TestClient, path: str, query: dict[str, Any], words: list[str]
) -> None:
    answer = client.get(V1 + path, params={**query, "as_of": DAY})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert rounded(answer.json()) == rounded(of_command(words))


@pytest.mark.slow
@pytest.mark.parametrize(("path", "query", "words"), LONG, ids=lambda part: str(part)[:40])
def test_an_answer_that_takes_long_is_what_the_command_prints(
    client: TestClient, path: str, query: dict[str, Any], words: list[str]
) -> None:
    answer = client.get(V1 + path, params={**query, "as_of": DAY})
    assert answer.status_code == 200, answer.text
    assert rounded(answer.json()) == rounded(of_command(words))


@pytest.mark.slow
def test_a_brief_is_the_file_that_the_command_writes(client: TestClient, tmp_path: Any) -> None:
    answer = client.get(f"{V1}/missions/UNMOGIP/brief", params={"as_of": DAY})
    folder = tmp_path / "brief"
    printed(
        "brief", "UNMOGIP", "--as-of", DAY, "--formats", "json", "--out", str(folder), "--quiet"
    )
    assert answer.content == (folder / "brief.json").read_bytes()


@pytest.mark.slow
def test_the_record_is_what_the_commands_print(client: TestClient) -> None:
    history = client.get(f"{V1}/missions/UNMOGIP/forecast-history").json()
    assert history == json.loads(printed("ledger", "history", "UNMOGIP", "--json"))
    page = client.get(f"{V1}/track-record")
    assert page.headers["content-type"].startswith("text/markdown")
    assert page.text == printed("ledger", "track-record")


def test_what_changed_between_texts_is_what_the_command_prints(client: TestClient) -> None:
    texts = client.get(f"{V1}/mandates/texts").json()
    day = "2023-11-20"
    assert any(text["symbol"].startswith("S/RES/2709") for text in texts)
    query = {"old": "S/RES/2659", "new": "S/RES/2709", "as_of": day}
    answer = client.get(f"{V1}/mandates/diff", params=query).json()
    command = ["mandate", "diff", "S/RES/2659", "S/RES/2709", "--as-of", day, "--json"]
    assert answer == json.loads(printed(*command))


def test_cases_of_a_case_rest_on_it(client: TestClient) -> None:
    query = {"case": "minusma-2023-06", "kind": "renew"}
    answer = client.get(f"{V1}/missions/MINUSMA/outlook", params=query).json()
    command = ["council", "outlook", "MINUSMA", "--case", "minusma-2023-06", "--kind", "renew"]
    assert answer == json.loads(printed(*command, "--json"))
    assert answer["as_of"] == "2023-06-16"
    other = client.get(f"{V1}/missions/UNMISS/outlook", params=query)
    assert other.status_code == 422


def test_a_case_to_begin_from_and_its_schema_are_what_the_commands_print(
    client: TestClient,
) -> None:
    draft = client.get(f"{V1}/missions/UNMOGIP/case", params={"as_of": DAY})
    assert draft.text == printed("case", "new", "UNMOGIP", "--as-of", DAY)
    schema = client.get(f"{V1}/case-schema").json()
    assert schema == json.loads(printed("case", "schema"))


def test_a_text_is_read_as_the_command_reads_a_file(client: TestClient, tmp_path: Any) -> None:
    text = (
        "Sweden withdrew its 220 soldiers from MINUSMA on 3 March 2022. The Government of Mali "
        "said on Friday that it wants the mission to leave.\n"
    )
    file = tmp_path / "wire.txt"
    file.write_text(text, encoding="utf-8")
    body = {"text": text, "published": "2022-03-05", "name": "wire.txt", "model": False}
    answer = client.post(f"{V1}/read", json=body)
    command = ["read", str(file), "--published", "2022-03-05", "--no-model", "--json", "--quiet"]
    assert answer.json() == json.loads(printed(*command))
    assert answer.json()["statements"]


def test_rows_come_as_json_csv_and_parquet(client: TestClient, tmp_path: Any) -> None:
    path = f"{V1}/data/tables/mission_hosts/rows"
    query = {"where": "country is Mali", "as_of": "2023-06-16"}
    answer = client.get(path, params=query).json()
    assert answer["total"] == 1
    assert answer["rows"][0]["mission"] == "MINUSMA"
    every = client.get(path, params={"as_of": DAY, "format": "csv"})
    assert every.text == printed("data", "export", "mission_hosts", "--as-of", DAY)
    assert "attachment" in every.headers["content-disposition"]
    import polars as pl

    file = client.get(path, params={**query, "format": "parquet"})
    assert pl.read_parquet(file.content)["mission"].to_list() == ["MINUSMA"]


def test_tables_are_listed_with_their_columns(client: TestClient) -> None:
    listed = client.get(f"{V1}/data/tables", params={"as_of": DAY}).json()
    names = [table["name"] for table in listed["tables"]]
    assert {"votes", "mandates", "strength"} <= set(names)
    for name in names:
        described = client.get(f"{V1}/data/tables/{name}").json()
        assert all(column["meaning"] for column in described["columns"])


def test_who_sits_votes_alike_and_how_methods_did(client: TestClient) -> None:
    members = client.get(f"{V1}/council/members", params={"as_of": DAY}).json()["members"]
    assert len(members) == 15
    assert sum(member["permanent"] for member in members) == 5
    record = client.get(f"{V1}/council/members/China", params={"as_of": DAY}).json()
    assert record["country"] == "CHN"
    alike = client.get(f"{V1}/council/agreement", params={"as_of": DAY, "member": ["CHN", "RUS"]})
    assert set(alike.json()["members"]) == {"CHN", "RUS"}
    assert client.get(f"{V1}/council/members/Atlantis").status_code == 404


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/nowhere", {}, 404),
        ("/missions", {"as_of": "yesterday week"}, 422),
        ("/missions", {"as_of": "1950-01-01"}, 422),
        ("/missions", {"as_of": "2023-02-30"}, 422),
        ("/missions", {"case": "../../etc/passwd"}, 422),
        ("/missions", {"case": "nobody-has-it"}, 404),
        ("/calendar", {"from": "2023-06-01", "to": "2023-01-01"}, 422),
        ("/missions/Atlantis/strength", {}, 404),
        ("/missions/%00/money", {}, 400),
        ("/missions/UNMISS/options", {"draws": 1_000_000}, 422),
        ("/missions/UNMISS/options", {"draws": 99}, 422),
        ("/missions/UNMISS/options", {"horizon": 25}, 422),
        ("/missions/UNMISS/options", {"seed": -1}, 422),
        ("/missions/UNMISS/options", {"seed": 2**31}, 422),
        ("/missions/UNMISS/whatif", {}, 422),
        ("/missions/UNMISS/whatif", {"leaves": "Atlantis:5"}, 422),
        ("/missions/UNMISS/whatif", {"leaves": ["India:1"] * 21}, 422),
        ("/missions/UNMISS/whatif", {"leaves": "x" * 500}, 422),
        ("/missions/UNMISS/outlook", {"kind": "abolish"}, 422),
        ("/missions/UNMISS/outlook", {"term": "²m"}, 422),
        ("/missions/UNMISS/outlook", {"position": "RUS"}, 422),
        ("/missions/UNMISS/outlook", {"host_position": "sings"}, 422),
        ("/missions/UNMISS/odds-history", {"from": "1994-01-01", "step": "day"}, 422),
        ("/missions/UNMISS/odds-history", {"from": "2022-01-01", "step": "week"}, 422),
        ("/missions/UNMISS/odds-history", {"from": "2030-01-01"}, 422),
        ("/missions/UNMISS/odds-history", {"from": "2023-01-01", "step": "hour"}, 422),
        ("/missions/UNMISS/since", {"before": "2024-01-01"}, 422),
        ("/missions/UNMISS/since", {"before": "1980-01-01"}, 422),
        ("/missions/UNMISS/cases", {"name": ["data"]}, 422),
        ("/missions/UNMISS/cases", {"name": ["data", "data"]}, 422),
        ("/missions/UNMISS/cases", {"name": ["data", "nobody-has-it"]}, 404),
        ("/compare/missions", {"mission": ["UNMISS"]}, 422),
        ("/compare/missions", {"mission": ["UNMISS", "unmiss"]}, 422),
        ("/compare/missions", {"mission": ["UNMISS"] * 7}, 422),
        ("/council/votes", {"since": "2023-01-01", "until": "2022-01-01"}, 422),
        ("/council/votes", {"member": "Atlantis"}, 404),
        ("/mandates/texts/S/RES/99999", {}, 404),
        ("/mandates/texts/..%2F..%2Fetc%2Fpasswd", {}, 404),
        ("/mandates/diff", {"old": "S/RES/2659"}, 422),
        ("/mandates/diff", {"old": "Atlantis"}, 404),
        ("/violence/Atlantis/explain", {}, 404),
        ("/violence/SSD/explain", {"target": "everything"}, 422),
        ("/violence/SSD/cells", {"near": "91,0"}, 422),
        ("/violence/SSD/cells", {"months": 37}, 422),
        ("/effects/nobody-1900", {}, 422),
        ("/data/tables/nowhere", {}, 404),
        ("/data/tables/nowhere/rows", {}, 404),
        ("/data/tables/votes/rows", {"where": "nothing is 1"}, 422),
        ("/data/tables/votes/rows", {"sort": "nothing"}, 422),
        ("/data/tables/votes/rows", {"limit": 100_000}, 422),
        ("/data/tables/votes/rows", {"offset": -1}, 422),
        ("/data/tables/votes/rows", {"format": "exe"}, 422),
        ("/data/sql", {"query": "SELECT * FROM read_text('/etc/passwd')"}, 422),
        ("/data/sql", {"query": "COPY votes TO '/tmp/x'"}, 422),
        ("/data/sql", {"query": ""}, 422),
        ("/cases/Nobody", {}, 422),
        ("/cases/nobody", {}, 404),
        ("/cases/nobody/history", {}, 404),
        ("/cases/nobody/history/..", {}, 404),
        ("/cases/minusma-2023-06/history/zzzz", {}, 404),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_problem_in_one_form(
    client: TestClient, path: str, query: dict[str, Any], status: int
) -> None:
    answer = client.get(V1 + path, params={"as_of": DAY, **query} if "case" not in query else query)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"].startswith("/api/v1")
    assert "root:" not in answer.text
    assert "Traceback" not in answer.text


def test_a_case_is_saved_at_once_and_a_change_to_an_old_version_is_refused(
    make_client: MakeClient,
) -> None:
    client = make_client()
    text = client.get(f"{V1}/missions/UNMOGIP/case", params={"as_of": DAY}).text
    path = f"{V1}/cases/mine"
    first = client.put(path, json={"text": text})
    assert first.status_code == 200, first.text
    assert first.json()["mission"] == "UNMOGIP"
    assert client.put(path, json={"text": text}).status_code == 409
    longer = text + "# a remark\n"
    version = first.json()["version"]
    second = client.put(path, json={"text": longer, "version": version})
    assert second.json()["text"] == longer
    late = client.put(path, json={"text": text, "version": version})
    assert late.status_code == 409
    assert late.headers["content-type"] == "application/problem+json"
    (earlier,) = client.get(f"{path}/history").json()["versions"]
    assert earlier["version"] == version
    assert client.get(f"{path}/history/{version}").text == text
    assert "mine" in [case["name"] for case in client.get(f"{V1}/cases").json()["cases"]]
    gone = client.delete(path, params={"version": second.json()["version"]})
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("mine", {"text": "case: x"}, 422),
        ("mine", {"text": "]["}, 422),
        ("mine", {"text": ""}, 422),
        ("mine", {}, 422),
        ("mine", {"text": "a: 1", "more": 1}, 422),
        ("mine", {"text": "a: 1\n" * 100_000}, 422),
        ("..%2Fmine", {"text": "case: x"}, 405),
        ("Mine", {"text": "case: x"}, 422),
        ("minusma-2023-06", {"text": "case: x"}, 422),
    ],
)
def test_what_is_no_case_is_not_saved(
    make_client: MakeClient, name: str, body: dict[str, Any], status: int
) -> None:
    client = make_client()
    answer = client.put(f"{V1}/cases/{name}", json=body)
    assert answer.status_code == status, answer.text
    assert not [case for case in client.get(f"{V1}/cases").json()["cases"] if not case["shipped"]]


def test_a_desk_that_is_read_only_saves_nothing_through_the_answers(
    make_client: MakeClient,
) -> None:
    client = make_client(Rules(read_only=True))
    assert client.put(f"{V1}/cases/mine", json={"text": "case: x"}).status_code == 403
    assert client.delete(f"{V1}/cases/mine", params={"version": "0"}).status_code == 403
    answer = client.post(f"{V1}/data/sql", json={"query": "SELECT 1 AS a"})
    assert answer.json()["rows"] == [[1]]


def test_another_site_asks_nothing_with_a_body(client: TestClient) -> None:
    foreign = {"origin": "https://evil.example"}
    for path, body in (("/data/sql", {"query": "SELECT 1"}), ("/read", {"text": "x"})):
        answer = client.post(V1 + path, json=body, headers=foreign)
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_desk_with_a_token_wants_it_of_programs(make_client: MakeClient) -> None:
    token = "a-token-that-nobody-guesses"
    client = make_client(Rules(token=token))
    refused = client.get(f"{V1}/data/tables")
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert client.get(f"{V1}/data/tables", headers={"authorization": "Bearer x"}).status_code == 401
    bearer = {"authorization": f"Bearer {token}"}
    assert client.get(f"{V1}/data/tables", headers=bearer).status_code == 200


def test_too_many_questions_in_sql_are_told_when_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QUERIES, "longest", 0.01)
    monkeypatch.setattr(QUERIES, "at_once", 0)
    answer = client.get(f"{V1}/data/sql", params={"query": "SELECT 1"})
    monkeypatch.undo()
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert client.get(f"{V1}/data/sql", params={"query": "SELECT 1"}).status_code == 200


def test_numbers_are_finite_and_days_are_iso(client: TestClient) -> None:
    query = {"query": "SELECT 'nan'::DOUBLE AS a, 'inf'::DOUBLE AS b, DATE '2023-02-15' AS c"}
    answer = client.get(f"{V1}/data/sql", params=query)
    assert answer.json()["rows"] == [[None, None, DAY]]
    scores = client.get(f"{V1}/data/tables/strength_scores/rows").json()["rows"]
    assert all(
        math.isfinite(value) for row in scores for value in row.values() if type(value) is float
    )


def test_the_page_on_the_answers_shows_an_example_of_each(client: TestClient) -> None:
    page = client.get("/api").text
    document = client.get(f"{V1}/openapi.json").json()
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page
    assert page.count("curl -s") == sum(len(methods) for methods in document["paths"].values())
    assert "https://" not in page.replace("http://127.0.0.1:8321", "")
