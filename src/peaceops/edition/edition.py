"""An edition: an immutable, versioned folder of Parquet tables with a manifest."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from peaceops.edition.manifest import Manifest, read_manifest, sha256_of
from peaceops.errors import EditionError

if TYPE_CHECKING:
    from peaceops.edition.view import View


VIEWS_HELD = 2
"""Views an edition remembers, with what is learned from them: briefs on a date share one."""


class Edition:
    """A folder of tables. Read it through a view: ``edition.as_of(date)``.

    Attributes:
        folder: Where it stands.
        manifest: What it holds.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._views: dict[date, View] = {}
        self.manifest: Manifest = read_manifest(folder)
        for name, entry in self.manifest.tables.items():
            if not (folder / entry.file).is_file():
                raise EditionError(
                    f"the file of table {name}, {entry.file}, is missing",
                    where=str(folder),
                    remedy="build the edition again",
                )

    @property
    def name(self) -> str:
        """Label and content hash."""
        return self.manifest.edition

    def path(self, table: str) -> Path:
        """The Parquet file of a table."""
        return self.folder / self.manifest.tables[table].file

    def intact(self, table: str) -> Path:
        """The Parquet file of a table, once its content is found to be what was built.

        Raises:
            EditionError: The file was changed since.
        """
        entry, path = self.manifest.tables[table], self.path(table)
        found = sha256_of(path)
        if found != entry.sha256:
            raise EditionError(
                f"the SHA-256 of table {table} is {found[:12]}... where the manifest says "
                f"{entry.sha256[:12]}...",
                where=str(path),
                cause="the file was changed or damaged after it was built",
                remedy="`peaceops data verify` says which files are damaged; build them again",
            )
        return path

    def as_of(self, day: date) -> View:
        """The edition as it was known at the end of ``day``.

        Raises:
            EditionError: The edition was cut before that day.
        """
        from peaceops.edition.view import View  # noqa: PLC0415 - a view knows its edition

        cut = self.manifest.cut_at
        if cut is not None and day > cut:
            raise EditionError(
                f"was cut at {cut} and cannot tell what was known on {day}",
                where=str(self.folder),
                remedy=f"ask as of {cut} or before, or use the whole edition",
            )
        if day not in self._views:
            self._views = dict(list(self._views.items())[1 - VIEWS_HELD :])
            self._views[day] = View(self, day)
        return self._views[day]


def open_edition(folder: Path | str | None = None) -> Edition:
    """Open an edition; without a folder, the starter edition that ships with the package."""
    if folder is None:
        return Edition(Path(str(files("peaceops") / "starter")))
    return Edition(Path(folder))


def last_day(edition: Edition) -> date:
    """The day on which every row of the edition is known: its cut, or the end of time."""
    return edition.manifest.cut_at or date.max
