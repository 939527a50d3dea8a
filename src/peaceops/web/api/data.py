"""Every table of the edition as known on a day, and questions in SQL."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from peaceops.web.api.answering import Answer, kept, router
from peaceops.web.api.described import ON_SENDING, gives
from peaceops.web.api.parameters import checked_words, words_parameter
from peaceops.web.asked import Asked, Question
from peaceops.web.data.files import check_table, table_file
from peaceops.web.turns import QUERIES

answers = router("Data")
MOST_QUERY, MOST_ROWS, MOST_SECONDS = 10_000, 10_000, 10.0

TableInPath = Annotated[
    str,
    Path(description="Name of the table.", examples=["mission_hosts"], min_length=1, max_length=60),
]
_SQL = "SELECT vote, count(*) AS votes FROM votes WHERE country = 'CHN' GROUP BY ALL"


@answers.get(
    "/data/tables",
    summary="Tables of the edition",
    responses=gives(
        {
            "as_of": "2023-02-15",
            "edition": "starter-7a3b2766e57a",
            "tables": [{"name": "votes", "rows": 44150, "last_day": "2023-02-13"}],
        },
    ),
)
def tables_of_the_edition(question: Question) -> Any:
    """List the tables: what a row is, rows known on the day, last day, publications, repairs."""
    from peaceops.edition import tables_known

    def work() -> Any:
        edition = question.desk.edition
        tables = [
            {
                **asdict(table),
                "publications": {
                    key: entry.model_dump() for key, entry in table.publications.items()
                },
            }
            for table in tables_known(edition, question.day)
        ]
        return {"as_of": question.day, "edition": edition.name, "tables": tables}

    return kept(question, "tables", work, quick=True)


@answers.get(
    "/data/tables/{table}",
    summary="Columns of a table",
    responses=gives(
        {
            "table": "votes",
            "about": "One member's vote on one decision",
            "known_on": "The Council votes in public; the vote is known that day.",
            "columns": [{"name": "vote", "meaning": "How the member voted", "type": "text"}],
            "publications": ["undl-votes"],
        },
    ),
)
def columns_of_a_table(table: TableInPath, question: Question) -> Any:
    """Say what each column of a table holds, and when its rows become known."""
    from peaceops.edition import TABLES, columns_of

    check_table(question.view, table)
    columns = columns_of(table)
    return Answer(
        {
            "table": table,
            "about": TABLES[table].about,
            "known_on": TABLES[table].known_on_reason,
            "columns": [asdict(column) for column in columns],
            "publications": list(question.view.publications_of(table)),
        }
    )


_FILES = {
    "text/csv": {"schema": {"type": "string"}, "example": "mission,country\nUNMISS,SSD\n"},
    "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
}


def _rows_described() -> dict[int | str, dict[str, Any]]:
    described = gives(
        {
            "table": "mission_hosts",
            "as_of": "2023-02-15",
            "edition": "starter-7a3b2766e57a",
            "total": 1,
            "offset": 0,
            "rows": [{"mission": "UNMISS", "country": "SSD"}],
        },
    )
    described[200]["content"].update(_FILES)
    return described


@answers.get("/data/tables/{table}/rows", summary="Rows of a table", responses=_rows_described())
def rows_of_a_table(
    table: TableInPath,
    question: Question,
    where: Annotated[
        list[str] | None,
        words_parameter(
            "A condition: a column; is, is-not, contains, at-least, at-most, empty or filled; and "
            "a value",
            "country is SSD",
        ),
    ] = None,
    sort: Annotated[
        str | None,
        Query(
            description="A column to sort by; with a minus before it the largest first.",
            examples=["-known_on"],
            max_length=80,
        ),
    ] = None,
    offset: Annotated[
        int, Query(description="Rows left out at the start.", ge=0, le=10_000_000, examples=[0])
    ] = 0,
    limit: Annotated[
        int, Query(description="Rows of an answer in JSON.", ge=1, le=10_000, examples=[100])
    ] = 100,
    form: Annotated[
        Literal["json", "csv", "parquet"],
        Query(
            alias="format",
            description="JSON, a page of rows; CSV or Parquet, all of them.",
            examples=["json"],
        ),
    ] = "json",
) -> Any:
    """Give the rows of a table that were known on the day and meet every condition.

    As CSV the same as `peaceops data export TABLE --as-of DATE`: a text that a spreadsheet would
    run as a formula has an apostrophe before it.
    """
    from peaceops.edition import Condition, chosen_rows
    from peaceops.questions import table_values

    check_table(question.view, table)
    conditions = [Condition.parse(text) for text in checked_words(where or [])]
    rows = chosen_rows(question.view, table, conditions, sort or None)
    if form != "json":
        return table_file(rows, form, f"{table}-{question.day}")
    return Answer(
        {
            "table": table,
            "as_of": question.day,
            "edition": question.desk.edition.name,
            "total": rows.height,
            "offset": offset,
            "rows": table_values(rows.slice(offset, limit)),
        }
    )


class SqlQuestion(BaseModel):
    """A question in SQL."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"query": _SQL}]})

    query: str = Field(
        description="One SELECT of DuckDB's SQL.", min_length=1, max_length=MOST_QUERY
    )
    rows: int = Field(default=1000, description="Rows given at most.", ge=1, le=MOST_ROWS)
    seconds: float = Field(
        default=5.0, description="Time that it is given.", ge=0.1, le=MOST_SECONDS
    )


_ANSWER = gives(
    {
        "as_of": "2023-02-15",
        "edition": "starter-7a3b2766e57a",
        "query": _SQL,
        "columns": [{"name": "vote", "type": "VARCHAR"}, {"name": "votes", "type": "BIGINT"}],
        "rows": [["yes", 2699], ["abstain", 231]],
        "more": False,
    },
    (404, *ON_SENDING),
)


@answers.get("/data/sql", summary="Ask in SQL, in the address", responses=_ANSWER)
def ask_in_the_address(
    question: Question,
    query: Annotated[
        str,
        Query(
            description="One SELECT of DuckDB's SQL.",
            examples=[_SQL],
            min_length=1,
            max_length=MOST_QUERY,
        ),
    ],
    rows: Annotated[
        int, Query(description="Rows given at most.", ge=1, le=MOST_ROWS, examples=[1000])
    ] = 1000,
) -> Any:
    """Answer a short question in SQL over the tables as known on the day.

    As `peaceops data sql QUERY --as-of DATE --json`. The question sees the edition's tables and
    nothing else, and has five seconds.
    """
    return _asked(question, query, rows, 5.0)


@answers.post("/data/sql", summary="Ask in SQL", responses=_ANSWER)
def ask_in_sql(content: SqlQuestion, question: Question) -> Response:
    """Answer a question in SQL over the tables as known on the day.

    As `peaceops data sql QUERY --as-of DATE --json`. It changes nothing; it is sent as a body
    because an address is short.
    """
    return _asked(question, content.query, content.rows, content.seconds)


def _asked(question: Asked, query: str, rows: int, seconds: float) -> Answer:
    from peaceops.questions import sql_values

    with QUERIES.passed():
        return Answer(sql_values(question.view.ask(query, seconds=seconds, rows=rows)))
