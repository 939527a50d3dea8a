"""Tables that a server gives in pages of JSON, put together as the CSV that readers know."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from peaceops.characters import printable
from peaceops.errors import FetchError

_LISTS = ("Result", "data", "results", "records", "rows", "items")
_TOTALS = ("TotalCount", "totalCount", "total_count")


def table_of_pages(
    page: Callable[[int], bytes],
    first: int,
    where: str,
    most: int,
    written: Callable[[str, Any], str] | None = None,
) -> bytes:
    """Ask for page after page and write all rows as CSV.

    A page that is empty, shorter than the first, or the same as the one before is the last: some
    servers give all rows at once whatever page is asked for.

    Args:
        page: Number of a page to its bytes.
        first: Number of the first page.
        where: The table's address, for errors.
        most: The most pages.
        written: A column and its value as text; by default as JSON writes it, without quotes.

    Raises:
        FetchError: A page is no table, or the pages do not add up to the number of rows that the
            server states.

    >>> pages = {1: b'[{"a": 1, "b": null}, {"a": 2, "b": "x"}]', 2: b"[]"}
    >>> table_of_pages(pages.__getitem__, 1, "https://hub.example/t", 9).decode().split()
    ['a,b', '1,', '2,x']
    """
    rows: list[Mapping[str, Any]] = []
    before, length, total = b"", 0, None
    for number in range(first, first + most):
        body = page(number)
        if number > first and body == before:
            break
        part, stated = _rows(body, where, number)
        total = stated if stated is not None else total
        rows.extend(part)
        length = length or len(part)
        before = body
        if not part or len(part) < length or (total is not None and len(rows) >= total):
            break
    else:
        raise FetchError(
            f"has more than {most:,} pages", where=where, remedy="download it by hand as CSV"
        )
    if not rows or (total is not None and len(rows) != total):
        stated_rows = "" if total is None else f" of the {total:,} that the server states"
        raise FetchError(
            f"its pages hold {len(rows):,} rows{stated_rows}",
            where=where,
            cause="the table was changed meanwhile, or the server counts pages otherwise",
            remedy="run this again, or download it by hand as CSV",
        )
    return _as_csv(rows, written or as_text, where)


def _rows(body: bytes, where: str, number: int) -> tuple[Sequence[Mapping[str, Any]], int | None]:
    try:
        content = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        content = None
    total = None
    if isinstance(content, dict):
        total = next((content[name] for name in _TOTALS if type(content.get(name)) is int), None)
        rows = next((content[name] for name in _LISTS if isinstance(content.get(name), list)), None)
    else:
        rows = content
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        shown = printable(body[:60].decode("utf-8", "replace"))
        raise FetchError(
            f"page {number} is no table in JSON: {shown!r}",
            where=where,
            cause="the server answers with a page for people, or in another form than before",
            remedy="download it by hand as CSV",
        )
    return rows, total


def _as_csv(
    rows: Sequence[Mapping[str, Any]], written: Callable[[str, Any], str], where: str
) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = [row.get(name) for name in columns]
        nested = next((value for value in values if isinstance(value, dict | list)), None)
        if nested is not None:
            raise FetchError(
                "a row holds a table of its own", where=where, remedy="download it by hand as CSV"
            )
        writer.writerow(written(name, value) for name, value in zip(columns, values, strict=True))
    return stream.getvalue().encode()


def as_text(_column: str, value: Any) -> str:
    """A value as JSON writes it, without quotes; empty where there is none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
