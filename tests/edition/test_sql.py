"""Questions in SQL: known rows alone, in bounds, and no way out."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from marks import quick_first, some_quick
from peaceops.cli import app
from peaceops.edition import QueryLimitError, View, open_edition
from peaceops.errors import EditionError

DAY = date(2023, 2, 15)


@pytest.fixture(scope="module")
def view() -> View:
    return open_edition().as_of(DAY)


def test_a_table_holds_only_the_rows_known_on_the_day(view: View) -> None:
    answer = view.ask("SELECT count(*) AS n, max(known_on) AS last FROM votes")
    assert answer.columns == (("n", "BIGINT"), ("last", "DATE"))
    (row,) = answer.rows
    assert row[0] == view.table("votes").height
    assert row[1] <= DAY.isoformat()
    assert not answer.more


def test_tables_can_be_joined_grouped_and_named_anew(view: View) -> None:
    answer = view.ask(
        """WITH renewals AS (SELECT * FROM mandates WHERE mission = 'UNMISS')
        SELECT country, count(*) AS n FROM renewals JOIN votes USING (decision)
        WHERE vote = 'abstain' GROUP BY ALL ORDER BY n DESC, country"""
    )
    assert {row[0] for row in answer.rows} >= {"RUS", "CHN"}
    assert answer.table().columns == ["country", "n"]


def test_values_of_every_kind_become_plain(view: View) -> None:
    answer = view.ask(
        "SELECT 'nan'::DOUBLE, 10::HUGEINT, 1.5::DECIMAL(4, 1), DATE '2023-01-02', true, "
        "[1, NULL], "
        "{'a': 1}, 'x'::BLOB, INTERVAL 3 DAY, TIME '10:00', TIMESTAMP '2023-01-02 03:04:05', NULL, "
        "MAP {'a': 1}, 1::BIT"
    )
    assert json.dumps(answer.rows[0], allow_nan=False)
    assert answer.rows[0][:7] == (None, 10, 1.5, "2023-01-02", True, [1, None], {"a": 1})


def test_columns_of_one_name_are_told_apart_in_a_table(view: View) -> None:
    assert view.ask("SELECT 1 AS a, 2 AS a").table().columns == ["a", "a_2"]
    columns = view.ask("SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a").table().columns
    assert columns == ["a", "a_3", "a_2", "a_4"]


def test_a_value_that_python_has_none_for_is_refused_in_words(view: View) -> None:
    with pytest.raises(EditionError, match="cannot be written"):
        view.ask("SELECT INTERVAL 2000000000 DAY")
    assert isinstance(view.ask("SELECT [1, 2] AS a").table()["a"][0], str)


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ("SELEC 1", "write it as SELECT"),
        ("SELECT nothing FROM votes", "Candidate bindings"),
        ("SELECT 1 FROM nowhere", "by their plain names"),
    ],
)
def test_what_is_wrong_has_a_remedy_of_its_kind(view: View, query: str, remedy: str) -> None:
    with pytest.raises(EditionError) as refusal:
        view.ask(query)
    assert remedy in str(refusal.value.remedy)


@pytest.mark.parametrize(
    "query",
    some_quick(
        [
            "SELECT * FROM read_csv('/etc/passwd')",
            "SELECT * FROM read_text('/etc/passwd')",
            "SELECT * FROM read_blob('/etc/passwd')",
            "SELECT * FROM read_parquet('*.parquet')",
            "SELECT * FROM read_json('/etc/passwd')",
            "SELECT * FROM glob('/etc/*')",
            "SELECT * FROM '/etc/passwd'",
            'SELECT * FROM "/etc/passwd"',
            "SELECT * FROM sniff_csv('/etc/passwd')",
            "SELECT * FROM parquet_metadata('x.parquet')",
            "SELECT * FROM duckdb_settings()",
            "SELECT * FROM duckdb_secrets()",
            "SELECT * FROM duckdb_extensions()",
            "SELECT * FROM pragma_database_list()",
            "SELECT * FROM pragma_database_list",
            "SELECT * FROM information_schema.tables",
            "SELECT * FROM pg_catalog.pg_tables",
            "SELECT * FROM sqlite_master",
            "SELECT * FROM duckdb_columns",
            "SELECT * FROM query('SELECT 1')",
            "SELECT * FROM query_table('votes')",
            "SELECT current_setting('home_directory')",
            "SELECT getenv('HOME')",
            "SELECT (SELECT count(*) FROM read_csv('/etc/passwd'))",
            "WITH a AS (SELECT * FROM glob('*')) SELECT * FROM a",
            "SELECT * FROM votes WHERE decision IN (SELECT content FROM read_text('/etc/passwd'))",
            "SELECT * FROM votes UNION ALL BY NAME SELECT * FROM read_csv('/etc/passwd')",
            "COPY votes TO '/tmp/votes.csv'",
            "COPY (SELECT 1) TO '/tmp/votes.csv'",
            "ATTACH '/tmp/a.db' AS a",
            "EXPORT DATABASE '/tmp/out'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "PRAGMA version",
            "SET enable_external_access = true",
            "RESET lock_configuration",
            "CALL pragma_version()",
            "CREATE TABLE a AS SELECT 1",
            "DROP TABLE votes",
            "INSERT INTO votes SELECT * FROM votes",
            "DELETE FROM votes",
            "CREATE SECRET (TYPE s3)",
            "SELECT 1; SELECT 2",
            "SELECT 1; COPY votes TO '/tmp/x.csv'",
            "BEGIN; SELECT 1",
            "EXPLAIN ANALYZE SELECT 1",
            "PREPARE a AS SELECT 1",
            "SHOW TABLES",
            "SELECT * FROM memory.main.votes",
            "SELECT * FROM view",
            "SELECT * FROM rows",
            "SELECT * FROM nowhere",
            "SELECT nothing FROM votes",
            "SELEC 1",
            "",
            "   ",
            "--",
            "SELECT " + "(" * 4000 + "1" + ")" * 4000,
            "SELECT 1 " + "+ 1" * 3000,
            "x" * 10_001,
            "SELECT '\x00'",
            "SELECT '\ud800'",
        ],
        4,
    ),
)
def test_a_question_reads_the_tables_and_nothing_else(view: View, query: str) -> None:
    with pytest.raises(EditionError) as refusal:
        view.ask(query, seconds=3)
    told_words = str(refusal.value)
    assert "root:" not in told_words
    assert str(Path.home()) not in told_words
    assert "site-packages" not in told_words


@pytest.mark.parametrize(
    "query",
    quick_first(
        [
            "SELECT count(*) FROM votes a, votes b, votes c",
            "WITH RECURSIVE t AS (SELECT 1 n UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
            "SELECT sum(range) FROM range(100000000000)",
            "SELECT levenshtein(repeat('a', 1000000), repeat('b', 1000000))",
        ],
        1,
    ),
)
def test_a_question_without_end_is_ended(view: View, query: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryLimitError, match="longer than 1 seconds"):
        view.ask(query, seconds=1)
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(
    "query",
    [
        "SELECT repeat('x', 2000000000)",
        "WITH RECURSIVE t AS (SELECT 'x' AS a UNION ALL SELECT a || a FROM t) SELECT max(a) FROM t",
        "SELECT list(range) FROM range(1000000000)",
        "SELECT range(2000000000)",
        "SELECT repeat('x', 1000000) FROM range(1000)",
    ],
)
def test_a_question_that_eats_memory_is_ended(view: View, query: str) -> None:
    with pytest.raises(QueryLimitError):
        view.ask(query, seconds=10)


def test_no_more_rows_are_given_than_are_asked_for(view: View) -> None:
    answer = view.ask("SELECT * FROM range(1000000000)", rows=7)
    assert [row[0] for row in answer.rows] == list(range(7))
    assert answer.more
    assert not view.ask("SELECT * FROM range(7)", rows=7).more


def test_the_command_prints_the_same_rows_as_text_csv_and_json(tmp_path: Path) -> None:
    query = "SELECT mission, '=1+1' AS formula FROM mission_hosts WHERE country = 'SSD'"
    command = ["data", "sql", query, "--as-of", "2023-02-15"]
    printed = CliRunner().invoke(app, command)
    assert "UNMISS" in printed.stdout
    plain = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert ["UNMISS", "=1+1"] in plain["rows"]
    file = tmp_path / "rows.csv"
    assert CliRunner().invoke(app, [*command, "--csv", str(file)]).exit_code == 0
    assert pl.read_csv(file)["formula"].unique().to_list() == ["'=1+1"]
