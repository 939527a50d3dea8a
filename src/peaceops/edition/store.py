"""Writing an edition so that a reader sees the old one or the new one, never a mixture.

Tables go to files named by their content; the manifest is replaced last, in one step. A build
that is killed before that leaves the last good edition as it was.
"""

from __future__ import annotations

import errno
import hashlib
import io
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from peaceops.edition.manifest import MANIFEST, Manifest, TableEntry
from peaceops.errors import EditionError, OutputError

UNFINISHED = ".building-"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Store:
    """A folder in which an edition is written. Use as a context manager.

    Raises:
        OutputError: The folder cannot be written, or the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Store:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._work = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.folder))
        except OSError as error:
            raise self._cannot(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._work, ignore_errors=True)

    def put(self, name: str, frame: pl.DataFrame, publications: tuple[str, ...]) -> TableEntry:
        """Write one table beside the edition, not yet part of it."""
        buffer = io.BytesIO()
        frame.write_parquet(
            buffer, compression="zstd", compression_level=12, row_group_size=1 << 17
        )
        content = buffer.getvalue()
        digest = hashlib.sha256(content).hexdigest()
        file = f"{name}.{digest[:8]}.parquet"
        try:
            (self._work / file).write_bytes(content)
        except OSError as error:
            raise self._cannot(error) from error
        return TableEntry(file=file, rows=frame.height, sha256=digest, publications=publications)

    def commit(self, manifest: Manifest, extras: Mapping[str, str] | None = None) -> None:
        """Make the written tables the edition; remove the files of the one before."""
        try:
            for name, text in {**(extras or {}), MANIFEST: manifest.to_json()}.items():
                (self._work / name).write_text(text, encoding="utf-8")
            for path in sorted(self._work.iterdir()):
                if path.name != MANIFEST:
                    path.replace(self.folder / path.name)
            (self._work / MANIFEST).replace(self.folder / MANIFEST)
        except OSError as error:
            raise self._cannot(error) from error
        self._sweep({entry.file for entry in manifest.tables.values()})

    def _sweep(self, kept: set[str]) -> None:
        for path in self.folder.glob("*.parquet"):
            if path.name not in kept:
                path.unlink(missing_ok=True)
        for path in self.folder.glob(f"{UNFINISHED}*"):
            if path != self._work:
                shutil.rmtree(path, ignore_errors=True)

    def _cannot(self, error: OSError) -> EditionError | OutputError:
        if error.errno in _FULL:
            return OutputError(
                "the disk is full; the edition that stood there is untouched",
                where=str(self.folder),
                remedy="free some space (an edition takes tens of megabytes) and build again",
            )
        return OutputError(
            f"cannot be written: {error.strerror or error}",
            where=str(self.folder),
            remedy="choose a folder you may write to",
        )
