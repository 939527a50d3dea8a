"""A view: an edition as known on a date. The only door through which a model reads data."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from threading import RLock

import duckdb
import polars as pl

from peaceops.edition.edition import Edition
from peaceops.edition.manifest import PublicationEntry
from peaceops.edition.tables import TABLES
from peaceops.errors import EditionError, EditionLacks, suggestion


class View:
    """Rows of an edition with ``known_on`` on or before ``as_of``.

    Attributes:
        as_of: The date, at the end of the day.
    """

    def __init__(self, edition: Edition, as_of: date) -> None:
        self.as_of = as_of
        self._edition = edition
        self._tables: dict[str, pl.DataFrame] = {}
        self._lock = RLock()  # rooms ask in threads of their own; a connection answers one

    @property
    def edition_name(self) -> str:
        """Name of the edition, the same for a cut of it."""
        return self._edition.name

    def has(self, table: str) -> bool:
        """Tell whether the edition holds the table (it may hold no row known on the date)."""
        return table in self._edition.manifest.tables

    def table(self, name: str) -> pl.DataFrame:
        """All rows of a table that were known, sorted by its key.

        Raises:
            EditionLacks: The edition does not hold the table.
            EditionError: There is no such table.
        """
        if name not in TABLES:
            raise EditionError(f"there is no table {name!r}", remedy=suggestion(name, TABLES))
        if not self.has(name):
            raise EditionLacks(
                f"the edition {self.edition_name} holds no table {name}",
                remedy=TABLES[name].how_to_get,
            )
        with self._lock:
            if name not in self._tables:
                self._tables[name] = self.sql(f"SELECT * FROM {name}")
            return self._tables[name]

    def publications(self) -> dict[str, PublicationEntry]:
        """Every publication of the edition, by identifier."""
        return self._edition.manifest.publications

    def publications_of(self, table: str) -> tuple[str, ...]:
        """Identifiers of the publications a table was made from."""
        entry = self._edition.manifest.tables.get(table)
        return entry.publications if entry else ()

    def release_of(self, publication: str) -> str:
        """Releases of a publication's files in the edition, in words."""
        files = self._edition.manifest.files
        releases = {one.release for one in files if one.publication == publication}
        return ", ".join(sorted(one for one in releases if one))

    def sql(self, query: str) -> pl.DataFrame:
        """Run a DuckDB query in which every table holds only the rows known on the date."""
        with self._lock:
            return pl.DataFrame(pl.from_arrow(self._database.sql(query).to_arrow_table()))

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(":memory:")
        folder = str(self._edition.folder.resolve()).replace("'", "''")
        # A query reads the edition and no other file.
        connection.execute(f"SET allowed_directories = ['{folder}']")
        connection.execute("SET enable_external_access = false")
        for name in self._edition.manifest.tables:
            path = str(self._edition.intact(name).resolve()).replace("'", "''")
            connection.execute(
                f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}') "
                f"WHERE known_on <= DATE '{self.as_of.isoformat()}'"
            )
        return connection
