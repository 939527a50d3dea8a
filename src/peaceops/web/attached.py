"""Files to be saved, never opened on the desk: what is in one would be taken for a page of it."""

from __future__ import annotations

import polars as pl
from starlette.responses import Response

from peaceops.spreadsheet import with_texts

MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "yaml": "application/yaml",
    "ics": "text/calendar; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""Type of each file by its ending."""


def name_of_file(name: str) -> dict[str, str]:
    """The header by which a browser saves what comes under a name.

    >>> name_of_file("votes.csv")
    {'content-disposition': 'attachment; filename="votes.csv"'}
    """
    return {"content-disposition": f'attachment; filename="{name}"'}


def attached(content: str | bytes, name: str) -> Response:
    """A file to be saved.

    Args:
        content: What is in it.
        name: What it is called, with an ending of ``MEDIA``.

    >>> attached("a,b", "rows.csv").media_type
    'text/csv; charset=utf-8'
    """
    media = MEDIA[name.rpartition(".")[2]]
    return Response(content, media_type=media, headers=name_of_file(name))


def attached_table(table: pl.DataFrame, name: str) -> Response:
    """A table to be saved as CSV, in which no text is a formula.

    Args:
        table: The table.
        name: What the file is called, without its ending.
    """
    return attached(with_texts(table).write_csv(), f"{name}.csv")
