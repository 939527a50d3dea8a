"""A table as a file that a browser or a program takes: CSV in parts, or Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from peaceops.spreadsheet import table_csv

if TYPE_CHECKING:
    import polars as pl

ROWS_AT_ONCE = 5_000
PARQUET = "application/vnd.apache.parquet"


def table_file(rows: pl.DataFrame, form: str, name: str) -> Response:
    """A table as a file to save.

    Args:
        rows: The table.
        form: ``csv`` or ``parquet``.
        name: Name of the file without its ending: plain letters, digits, hyphens.
    """
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    if form == "parquet":
        buffer = io.BytesIO()
        rows.write_parquet(buffer)
        return Response(buffer.getvalue(), media_type=PARQUET, headers=headers)
    return StreamingResponse(_parts(rows), media_type="text/csv", headers=headers)


def _parts(rows: pl.DataFrame) -> Iterator[str]:
    yield table_csv(rows.head(ROWS_AT_ONCE))
    for start in range(ROWS_AT_ONCE, rows.height, ROWS_AT_ONCE):
        yield table_csv(rows.slice(start, ROWS_AT_ONCE), heading=False)
