"""The data: every table as known on the day, and questions in SQL."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from peaceops.edition import TABLES, Condition, chosen_rows, knowledge, repairs_of, tables_known
from peaceops.errors import EditionError
from peaceops.questions import NotUnderstood
from peaceops.web.asked import Asked, Question
from peaceops.web.data.files import check_table, table_file
from peaceops.web.data.page import PAGE_SIZES, TablePage, repairs_by_reason
from peaceops.web.paging import pages_of
from peaceops.web.problems import NotFoundError
from peaceops.web.templating import address, page
from peaceops.web.turns import QUERIES

router = APIRouter(include_in_schema=False)
SQL_ROWS, SQL_SECONDS = 500, 5.0
REPAIRS_SHOWN = 200

Where = Annotated[list[str] | None, Query(max_length=12)]
Short = Annotated[str | None, Query(max_length=200)]


@router.get("/data")
def tables(request: Request, question: Question) -> Response:
    """List every table by subject, and who published it."""
    desk = question.desk
    listed = desk.answer(
        ("tables of the edition", question.day), lambda: tables_known(desk.edition, question.day)
    )
    by_subject: dict[str, list[object]] = {}
    for table in listed:
        by_subject.setdefault(table.subject, []).append(table)
    absent = [table for name, table in TABLES.items() if name not in desk.edition.manifest.tables]
    used = {key for table in listed for key in table.publications}
    publications = {
        key: entry for key, entry in desk.edition.manifest.publications.items() if key in used
    }
    return page(
        request,
        "data/overview.html.j2",
        day=question.day,
        edition=desk.edition.name,
        by_subject=by_subject,
        tables=listed,
        absent=absent,
        publications=publications,
        ends=knowledge(question.view).words,
    )


@router.get("/data/sql")
def sql_page(
    request: Request,
    question: Question,
    query: Annotated[str | None, Query(max_length=10_000)] = None,
) -> Response:
    """Answer a question in SQL that stands in the address."""
    return _sql_page(request, question, query or "")


@router.get("/data/sql.csv")
def sql_file(
    question: Question, query: Annotated[str, Query(min_length=1, max_length=10_000)]
) -> Response:
    """Answer a question in SQL with a file."""
    with QUERIES.passed():
        answer = question.view.ask(query, seconds=SQL_SECONDS, rows=10_000)
    return table_file(answer.table(), "csv", f"sql-{question.day}")


def _sql_page(request: Request, question: Asked, query: str) -> Response:
    from peaceops.web.data.examples import EXAMPLES

    answer, problem, status = None, None, 200
    if query.strip():
        try:
            with QUERIES.passed():
                answer = question.view.ask(query, seconds=SQL_SECONDS, rows=SQL_ROWS)
        except EditionError as error:
            problem, status = error, 422
    return page(
        request,
        "data/sql.html.j2",
        status=status,
        day=question.day,
        query=query,
        answer=answer,
        problem=problem,
        examples=EXAMPLES,
        columns=_columns_beside(question),
        rows=SQL_ROWS,
        seconds=SQL_SECONDS,
    )


def _columns_beside(question: Asked) -> dict[str, list[str]]:
    from peaceops.edition import columns_of

    held_tables = question.desk.edition.manifest.tables
    return {
        name: [column.name for column in columns_of(name)] for name in TABLES if name in held_tables
    }


@router.get("/data/{name}")
def table(
    request: Request,
    name: str,
    question: Question,
    where: Where = None,
    sort: Short = None,
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
    size: Annotated[int, Query(ge=1, le=100)] = PAGE_SIZES[0],
    column: Short = None,
    operator: Short = None,
    value: Short = None,
) -> Response:
    """Show the rows of a table, its columns, its source and its repairs."""
    check_table(question.view, name)
    if column:
        # The form adds a condition: the address then holds it as any other.
        further = str(Condition(column, operator or "is", (value or "").strip()))
        query = {"as_of": request.query_params.get("as_of"), "sort": sort}
        shown_size = size if size in PAGE_SIZES[1:] else None
        target = address(f"/data/{name}", **query, size=shown_size, where=[*(where or ()), further])
        return RedirectResponse(target, 303)
    conditions, problem = [], None
    try:
        conditions = [Condition.parse(text) for text in where or ()]
        rows = chosen_rows(question.view, name, conditions, sort or None)
    except EditionError as error:
        problem = error
        rows = question.view.table(name)
        conditions, sort = [], None
    shown = TablePage.of(name, rows, conditions, sort or "", number, size, question.day)
    repairs = question.desk.answer(
        ("repairs", name), lambda: repairs_of(question.desk.edition, name)
    )
    return page(
        request,
        "data/table.html.j2",
        status=422 if problem else 200,
        day=question.day,
        table=TABLES[name],
        shown=shown,
        problem=problem,
        edition=question.desk.edition.name,
        rows_ever=question.desk.edition.manifest.tables[name].rows,
        publications=[
            question.view.publications()[key] for key in question.view.publications_of(name)
        ],
        files=[
            file
            for file in question.desk.edition.manifest.files
            if file.publication in question.view.publications_of(name)
        ],
        repairs=repairs_by_reason(repairs),
        repairs_count=repairs.height,
    )


@router.get("/data/{name}/rows.{form}")
def rows_file(
    name: str, form: str, question: Question, where: Where = None, sort: Short = None
) -> Response:
    """Give the rows that are filtered as a file."""
    check_table(question.view, name)
    if form not in ("csv", "parquet"):
        raise NotFoundError(f"there is no file of the kind {form!r}", remedy="ask csv or parquet")
    conditions = [Condition.parse(text) for text in where or ()]
    rows = chosen_rows(question.view, name, conditions, sort or None)
    return table_file(rows, form, f"{name}-{question.day}")


@router.get("/data/{name}/repairs")
def repairs_page(
    request: Request,
    name: str,
    question: Question,
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
) -> Response:
    """List the repairs to the files that a table comes from."""
    check_table(question.view, name)
    every = question.desk.answer(("repairs", name), lambda: repairs_of(question.desk.edition, name))
    last = pages_of(every.height, REPAIRS_SHOWN)
    if number > last:
        raise NotUnderstood(f"there is no page {number}", remedy=f"the last one is {last}")
    rows = every.slice((number - 1) * REPAIRS_SHOWN, REPAIRS_SHOWN)
    return page(
        request,
        "data/repairs.html.j2",
        day=question.day,
        table=TABLES[name],
        rows=rows.to_dicts(),
        total=every.height,
        number=number,
        last=last,
    )


@router.get("/data/{name}/repairs.csv")
def repairs_file(name: str, question: Question) -> Response:
    """Give the repairs as a file."""
    check_table(question.view, name)
    return table_file(repairs_of(question.desk.edition, name), "csv", f"{name}-repairs")


@router.get("/data/{rest:path}")
def nowhere(rest: str) -> Response:
    """Refuse any other address below the data, which names no mission."""
    raise NotFoundError(f"there is no page data/{rest[:80]}", remedy="begin at Data")
