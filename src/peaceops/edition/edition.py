"""An edition: an immutable, versioned folder of Parquet tables with a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from peaceops.durable import mend, read_regular
from peaceops.edition.manifest import REPAIRS, Manifest, read_manifest
from peaceops.edition.ownership import starter
from peaceops.errors import EditionError

if TYPE_CHECKING:
    import polars as pl

    from peaceops.edition.view import View


VIEWS_HELD = 2
"""Views an edition remembers, with what is learned from them: briefs on a date share one."""
_TRIES = 5


class Edition:
    """A folder of tables. Read it through a view: ``edition.as_of(date)``.

    Attributes:
        folder: Where it stands.
        manifest: What it holds.

    Raises:
        EditionError: There is no edition, or it is damaged.
    """

    def __init__(self, folder: Path, *, views_held: int = VIEWS_HELD) -> None:
        self._hold(folder, _opened(folder), {})
        self._views_held = views_held

    def _hold(self, folder: Path, manifest: Manifest, contents: Mapping[str, bytes]) -> None:
        self.folder = folder
        self.manifest = manifest
        self._views: dict[date, View] = {}
        self._views_held = VIEWS_HELD
        self._contents = dict(contents)
        self._rows: dict[str, pl.DataFrame] = {}
        self._lock = RLock()

    @classmethod
    def unwritten(cls, manifest: Manifest, contents: Mapping[str, bytes]) -> Edition:
        """An edition in memory, that is about to be written: what is derived is derived from it.

        Args:
            manifest: What it holds.
            contents: Bytes of the file of each of its tables.
        """
        edition = cls.__new__(cls)
        edition._hold(Path("(being built)"), manifest, contents)
        return edition

    def __repr__(self) -> str:
        return f"<Edition {self.name}, {len(self.manifest.tables)} tables, at {self.folder}>"

    @property
    def name(self) -> str:
        """Label and content hash."""
        return self.manifest.edition

    def path(self, table: str) -> Path:
        """The Parquet file of a table."""
        return self.folder / self.manifest.tables[table].file

    def content(self, table: str) -> bytes:
        """The bytes of a table's file, as they were built.

        All tables are read and checked when the first is asked for and held from then on: whoever
        has begun to read an edition goes on with it, though it be rebuilt meanwhile.

        Raises:
            EditionError: A table was changed, or the edition was rebuilt since it was opened.
        """
        with self._lock:
            if not self._contents:
                self._contents = {name: self.verified_bytes(name) for name in self.manifest.tables}
            return self._contents[table]

    def rows(self, table: str) -> pl.DataFrame:
        """All rows of a table, sorted by its key; views share them.

        Raises:
            EditionError: A table was changed or is damaged, or the edition was rebuilt since it was
                opened.
        """
        import polars as pl  # noqa: PLC0415 - heavy, and not needed to open an edition

        from peaceops.edition.parquet import decoded  # noqa: PLC0415

        with self._lock:
            if table not in self._rows:
                rows = decoded(self.content(table), table)
                # Models compare words with words: an enumeration is text to them.
                self._rows[table] = rows.with_columns(
                    pl.col(column).cast(pl.String)
                    for column, kind in rows.schema.items()
                    if isinstance(kind, pl.Enum)
                )
            return self._rows[table]

    def forget(self) -> None:
        """Let go of the views and of decoded tables; who asks again has them decoded again."""
        with self._lock:
            self._views.clear()
            self._rows.clear()

    def verified_bytes(self, table: str) -> bytes:
        """Read the bytes of a table from its file and check that they are what was built.

        Raises:
            EditionError: They are not, or the edition was rebuilt since it was opened.
        """
        entry = self.manifest.tables[table]
        return self._checked(self.path(table), entry.size, entry.sha256, what=f"table {table}")

    def repairs(self) -> bytes | None:
        """Read the list of repairs, checked; ``None`` where the edition has none.

        Raises:
            EditionError: It is not what was built, or the edition was rebuilt since.
        """
        entry = self.manifest.repairs
        if entry is None:
            return None
        return self._checked(self.folder / REPAIRS, entry.size, entry.sha256, what="the repairs")

    def _checked(self, path: Path, size: int, sha256: str, *, what: str) -> bytes:
        try:
            _refuse_link(path, self.folder)
            content = read_regular(path, most=size)
        except OSError as error:
            raise self._changed(f"{what} cannot be read: {error.strerror}", path) from error
        digest = hashlib.sha256(content).hexdigest()
        if digest != sha256:
            raise self._changed(
                f"the SHA-256 of {what} is {digest[:12]}... where the manifest says "
                f"{sha256[:12]}...",
                path,
            )
        return content

    def _changed(self, what: str, path: Path) -> EditionError:
        try:
            seal = read_manifest(self.folder).seal
        except EditionError:
            seal = ""
        if seal != self.manifest.seal:
            return EditionError(
                "the edition was rebuilt since it was opened",
                where=str(self.folder),
                cause="`peaceops data build` or `data cut` wrote there meanwhile",
                remedy="open it again",
            )
        return EditionError(
            what,
            where=str(path),
            cause="the file was changed or damaged after it was built",
            remedy="`peaceops data verify` says which files are damaged; build them again",
        )

    @cached_property
    def last_day(self) -> date:
        """The day on which its knowledge of the Council ends: of the last decision in it.

        Commands ask as of this day where none is given. Without the Council's record it is the day
        on which the last row of any publisher became known.
        """
        from peaceops.edition.last_days import last_day_of  # noqa: PLC0415 - reads views

        return last_day_of(self.whole)

    @property
    def whole(self) -> View:
        """A view of every row, for what is asked of the record itself and never as of a date."""
        return self.as_of(self.manifest.cut_at or date.max)

    def as_of(self, day: date | None = None) -> View:
        """The edition as it was known at the end of ``day``.

        Args:
            day: The day, of a ``datetime`` too; by default the last day of the edition.

        Raises:
            TypeError: The day is no ``datetime.date``, as a text is none.
            EditionError: The edition was cut before that day.
        """
        if day is not None and not isinstance(day, date):
            raise TypeError(f"as_of takes a date, as date(2023, 2, 15), and not {day!r}")
        from peaceops.edition.view import View  # noqa: PLC0415 - a view knows its edition

        if isinstance(day, datetime):
            day = day.date()
        day = self.last_day if day is None else day
        cut = self.manifest.cut_at
        if cut is not None and day > cut:
            raise EditionError(
                f"was cut at {cut} and cannot tell what was known on {day}",
                where=str(self.folder),
                remedy=f"ask as of {cut} or before, or use the whole edition",
            )
        with self._lock:
            view = self._views.pop(day, None) or View(self, day)
            self._views[day] = view  # the one asked last comes last, and is forgotten last
            while len(self._views) > self._views_held:
                # What was learned from a view may refer to it for longer; its tables go now.
                self._views.pop(next(iter(self._views))).forget()
        return view


def open_edition(folder: Path | str | None = None, *, views_held: int = VIEWS_HELD) -> Edition:
    """Open an edition; without a folder, the starter edition that ships with the package.

    Args:
        folder: Where it stands.
        views_held: Views that it remembers, with what is learned from them: as many as the days
            that are asked about at once.

    >>> open_edition().last_day > date(2023, 12, 1)
    True
    """
    return Edition(starter() if folder is None else Path(folder), views_held=views_held)


def _opened(folder: Path) -> Manifest:
    """Read the manifest of an edition whose files are all there."""
    try:
        mend(folder)
    except OSError as error:
        raise EditionError(
            f"was being rebuilt when that was cut short, and cannot be mended: {error.strerror}",
            where=str(folder),
            remedy="open it once as a user who may write there, or build it again",
        ) from error
    for _ in range(_TRIES):
        manifest = read_manifest(folder)
        missing = [
            (name, entry.file)
            for name, entry in manifest.tables.items()
            if not (folder / entry.file).is_file()
        ]
        # Files that vanish while a new edition takes the place of this one are not missing.
        if not missing or read_manifest(folder).seal == manifest.seal:
            break
    if missing:
        name, file = missing[0]
        raise EditionError(
            f"the file of table {name}, {file}, is missing",
            where=str(folder),
            remedy="build the edition again into a new folder",
        )
    return manifest


def _refuse_link(path: Path, folder: Path) -> None:
    """Refuse a link that leads out of the edition; those of an installer are its own matter."""
    leads_out = path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
    if leads_out and not folder.resolve().is_relative_to(starter().resolve()):
        raise OSError(40, "it is a link that leads out of the edition", str(path))
