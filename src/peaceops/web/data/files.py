"""A table as a file that a browser or a program takes: CSV in parts, or Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from peaceops.edition import TABLES
from peaceops.errors import did_you_mean
from peaceops.spreadsheet import table_csv
from peaceops.web.attached import MEDIA, attached, name_of_file
from peaceops.web.problems import NotFoundError

if TYPE_CHECKING:
    import polars as pl

    from peaceops.edition import View

ROWS_AT_ONCE = 5_000


def check_table(view: View, name: str) -> None:
    """Refuse a name that is no table of the edition.

    Args:
        view: What was known.
        name: The name, as an address holds it.

    Raises:
        NotFoundError: There is no such table.
        MissingTableError: The edition does not hold it.
    """
    if name not in TABLES:
        raise NotFoundError(
            f"there is no table {name[:80]!r}",
            remedy=did_you_mean(name[:80], TABLES) or "choose one under Data",
        )
    view.table(name)


def table_file(rows: pl.DataFrame, form: str, name: str) -> Response:
    """A table as a file to save.

    Args:
        rows: The table.
        form: ``csv`` or ``parquet``.
        name: Name of the file without its ending: plain letters, digits, hyphens.
    """
    file = f"{name}.{form}"
    if form == "parquet":
        buffer = io.BytesIO()
        rows.write_parquet(buffer)
        return attached(buffer.getvalue(), file)
    return StreamingResponse(_parts(rows), media_type=MEDIA["csv"], headers=name_of_file(file))


def _parts(rows: pl.DataFrame) -> Iterator[str]:
    yield table_csv(rows.head(ROWS_AT_ONCE))
    for start in range(ROWS_AT_ONCE, rows.height, ROWS_AT_ONCE):
        yield table_csv(rows.slice(start, ROWS_AT_ONCE), heading=False)
