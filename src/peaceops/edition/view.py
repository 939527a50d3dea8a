"""A view: an edition as known on a date. The only door through which a model reads data."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

import duckdb
import polars as pl

from peaceops.domain.array_cache import code_digest
from peaceops.domain.mission import Mission
from peaceops.edition.edition import Edition
from peaceops.edition.manifest import PublicationEntry
from peaceops.edition.memory import Memory
from peaceops.edition.mission import mission_of
from peaceops.edition.register import find_mission
from peaceops.edition.tables import TABLES, is_derived
from peaceops.errors import EditionError, MissingTableError, did_you_mean

if TYPE_CHECKING:
    import pyarrow

    from peaceops.edition.sql.asking import SqlAnswer


class View:
    """Rows of an edition with ``known_on`` on or before ``as_of``.

    Attributes:
        as_of: The date, at the end of the day.
        memory: What ``per_view`` keeps of it.
    """

    def __init__(self, edition: Edition, as_of: date) -> None:
        self.as_of = as_of
        self._edition = edition
        self._tables: dict[str, pl.DataFrame] = {}
        self._read: set[str] = set()
        self._missions: dict[str, Mission] = {}
        self._arrow: dict[str, pyarrow.Table] = {}
        self._lock = RLock()  # rooms ask in threads of their own
        self._later: View | None = None
        self.memory = Memory()

    def __repr__(self) -> str:
        return f"<View of {self._edition.name} as of {self.as_of}>"

    def earlier(self, day: date) -> View:
        """The edition as known at the end of an earlier day, read through this view.

        What an earlier view reads counts among ``tables_read`` of this one, and is decoded once for
        all of them: for whoever asks the same of many days.

        Args:
            day: The day.

        Raises:
            EditionError: It lies after the day of this view.

        >>> from datetime import date
        >>> from peaceops.edition import open_edition
        >>> view = open_edition().as_of(date(2023, 6, 16)).earlier(date(2014, 3, 31))
        >>> view.table("mandates")["date"].max() <= date(2014, 3, 31)
        True
        """
        if day > self.as_of:
            raise EditionError(
                f"a view of {self.as_of} cannot tell what was known on {day}",
                remedy=f"ask as of {self.as_of} or before, or begin from a later view",
            )
        view = View(self._edition, day)
        view._later = self
        return view

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
            MissingTableError: The edition does not hold the table.
            EditionError: There is no such table.
        """
        if name not in TABLES:
            raise EditionError(
                f"there is no table {name!r}",
                remedy=did_you_mean(name, TABLES) or "`peaceops data show` lists those there are",
            )
        if not self.has(name):
            raise MissingTableError(
                f"the edition {self.edition_name} holds no table {name}",
                remedy=TABLES[name].how_to_get,
            )
        with self._lock:
            if name not in self._tables:
                rows = self._later.table(name) if self._later else self._edition.rows(name)
                self._tables[name] = self._known(rows)
                self._read.add(name)
            return self._tables[name]

    def _was_read(self, name: str) -> None:
        self._read.add(name)
        if self._later is not None:
            self._later._was_read(name)

    def _known(self, rows: pl.DataFrame) -> pl.DataFrame:
        # What was known whole is the edition's own table, which all views share.
        later = rows["known_on"].max()
        if later is None or later <= self.as_of:  # type: ignore[operator]
            return rows
        return rows.filter(pl.col("known_on") <= self.as_of)

    def forget(self) -> None:
        """Let go of the tables; who asks again reads them again."""
        with self._lock:
            self._tables.clear()
            self._arrow.clear()

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that the edition holds, in alphabetical order."""
        return tuple(sorted(self._edition.manifest.tables))

    @property
    def tables_read(self) -> tuple[str, ...]:
        """Names of the tables that were read through this view, in alphabetical order."""
        return tuple(sorted(self._read))

    def derived(self, name: str) -> pl.DataFrame | None:
        """All rows of a derived table that were known, if this code would make the same.

        The view keeps no copy: whoever asks needs a few of the rows, and keeps these.

        Args:
            name: One of ``edition.tables.derived``.

        Returns:
            The rows; ``None`` where the edition holds none or other code made them: whoever asks
            makes them then.

        Raises:
            EditionError: There is no such derived table.
        """
        if not is_derived(name):
            derived = [table for table in TABLES if is_derived(table)]
            raise EditionError(
                f"there is no derived table {name!r}", remedy=did_you_mean(name, derived)
            )
        entry = self._edition.manifest.tables.get(name)
        by = entry.derived_by if entry else None
        if by is None or by.code != code_digest(by.rooms):
            return None
        self._was_read(name)
        return self._known(self._edition.rows(name))

    def mission(self, name: str) -> Mission:
        """The mission that a name means, as known on the date.

        Args:
            name: Acronym, in any case.

        Raises:
            UnknownMissionError: There is none of that name, it began later, or it had closed.
            TypeError: The name is no text.

        >>> from datetime import date
        >>> from peaceops.edition import open_edition
        >>> mission = open_edition().as_of(date(2023, 6, 16)).mission("UNDOF")
        >>> mission.kind.value, mission.hosts, mission.mandate.usual_term
        ('observer or ceasefire mission', ('SYR',), 6)
        """
        if not isinstance(name, str):
            raise TypeError(f"mission takes a name, as 'UNMISS', and not {name!r}")
        acronym = find_mission(self._edition, name, self.as_of)
        if acronym not in self._missions:
            self._missions[acronym] = mission_of(self, acronym)
        return self._missions[acronym]

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
        releases = {file.release for file in files if file.publication == publication}
        return ", ".join(sorted(release for release in releases if release))

    def sql(self, query: str) -> pl.DataFrame:
        """Run a DuckDB query in which every table holds only the rows known on the date.

        Raises:
            EditionError: A table is damaged.
            duckdb.Error: The query is wrong, or reads a file.
        """
        words = set(re.findall(r"\w+", query.casefold()))
        with self._lock:
            named = [name for name in self._edition.manifest.tables if name in words]
            for name in named:
                if name not in self._arrow:
                    self._arrow[name] = self.table(name).to_arrow()
            tables = {name: self._arrow[name] for name in named}
            cursor = self._database.cursor()
        # A query may take long; who reads the view meanwhile does not wait for it.
        with cursor:
            for name, rows in tables.items():
                cursor.register(name, rows)
            return pl.DataFrame(pl.from_arrow(cursor.sql(query).to_arrow_table()))

    def where(self, name: str, condition: str) -> pl.DataFrame:
        """The rows of a table that were known and meet a condition.

        Args:
            name: The table.
            condition: An expression of DuckDB's SQL over its columns, as ``mission = 'UNMISS' AND
                month >= '2015-01-01'``. It sees this table as known on the date, and nothing else:
                no other table, no file, no second statement.

        Raises:
            EditionError: There is no such table, or the condition is none.

        >>> from peaceops.edition import open_edition
        >>> view = open_edition().as_of(date(2023, 6, 16))
        >>> view.where("mission_hosts", "country = 'MLI'")["mission"].to_list()
        ['MINUSMA']
        """
        rows = self.table(name).to_arrow()
        settings: dict[str, str | bool | int | float | list[str]] = {
            "enable_external_access": False,
            "python_enable_replacements": False,
        }
        with duckdb.connect(":memory:", config=settings) as database:
            database.register(name, rows)
            database.execute("SET lock_configuration = true")
            try:
                # A filter takes one expression: neither a second statement nor a union ends it.
                chosen = database.table(name).filter(condition).to_arrow_table()
            except duckdb.Error as error:
                raise EditionError(
                    f"the condition cannot be asked of {name}: {str(error).splitlines()[0]}",
                    where=condition,
                    cause="a column of another name, a text without single quotation marks, or "
                    "more than a condition",
                    remedy=f"columns are {', '.join(rows.column_names)}",
                ) from error
        return pl.DataFrame(pl.from_arrow(chosen))

    def ask(self, query: str, *, seconds: float = 5.0, rows: int = 1000) -> SqlAnswer:
        """Answer a question in SQL that anybody wrote, with limits of time, rows and memory.

        It runs in a process of its own, which holds the rows known on the date of the tables that
        are named, and can reach no file, setting or other table.

        Args:
            query: One SELECT of DuckDB's SQL.
            seconds: Time that it is given.
            rows: Rows that are given back at most.

        Raises:
            QueryLimitError: It takes more time or memory.
            EditionError: It is wrong, no SELECT, or asks for more than the tables.

        >>> from peaceops.edition import open_edition
        >>> view = open_edition().as_of(date(2023, 6, 16))
        >>> view.ask("SELECT mission FROM mission_hosts WHERE country = 'MLI'").rows
        (('MINUSMA',),)
        """
        from peaceops.edition.sql.asking import ask  # noqa: PLC0415 - asked by few

        tables = self._edition.manifest.tables
        return ask(self, self.edition_name, tables, query, seconds=seconds, rows=rows)

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(":memory:")
        # A query reads the tables, which are in memory and checked, and no file.
        connection.execute("SET enable_external_access = false")
        return connection
