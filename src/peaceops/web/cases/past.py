"""Earlier versions of the cases of a folder, each a file of its own beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from peaceops.case import case_text
from peaceops.durable import names_in, remove_file, write_file
from peaceops.errors import CaseError, OutputError
from peaceops.web.problems import NotFoundError

HISTORY, MOMENT, SUFFIX = ".history", "%Y%m%dT%H%M%S.%fZ", ".yaml"
MOST_VERSIONS = 300
"""Earlier versions that are kept of a case; the oldest go first."""
_VERSION = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)-([0-9a-f]{16})")


@dataclass(frozen=True)
class SavedVersion:
    """An earlier version of a case.

    Attributes:
        version: Digest of its text.
        saved: When it was saved.
        replaced: When another took its place, or the case was deleted.
    """

    version: str
    saved: datetime
    replaced: datetime


class Past:
    """The history of a folder of cases.

    Args:
        folder: The folder of the cases.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / HISTORY

    def versions(self, name: str) -> list[SavedVersion]:
        """Earlier versions of a case, the latest first.

        Args:
            name: The case's name, checked already.
        """
        return [version for version, _ in self._files(name)]

    def text(self, name: str, version: str) -> str:
        """The text of an earlier version.

        Args:
            name: The case's name, checked already.
            version: Digest of the text.

        Raises:
            NotFoundError: There is no such version.
        """
        for earlier, path in self._files(name):
            if earlier.version == version:
                return case_text(path)
        raise NotFoundError(
            f"there is no earlier version {version!r} of the case {name!r}",
            remedy="choose one from its history",
        )

    def remember(self, name: str, text: str, version: str, saved: datetime) -> None:
        """Put a version into the history of a case.

        Args:
            name: The case's name, checked already.
            text: What it held.
            version: Digest of that.
            saved: When it was saved.

        Raises:
            OutputError: It cannot be written.
        """
        folder = self._folder(name)
        write_file(folder / f"{saved.strftime(MOMENT)}-{version}{SUFFIX}", text, parents=True)
        for _, path in self._files(name)[MOST_VERSIONS:]:
            remove_file(path)

    def names(self) -> list[str]:
        """Names that have a history, also of cases that are deleted."""
        return [] if self.folder.is_symlink() else names_in(self.folder)

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        if self.folder.is_symlink() or folder.is_symlink():
            raise OutputError(
                "is a link, and a history is not kept behind one",
                where=f"{HISTORY}/{name}",
                remedy="put a folder in its place",
            )
        return folder

    def _files(self, name: str) -> list[tuple[SavedVersion, Path]]:
        return sorted(
            self._read(name), key=lambda item: (item[0].saved, item[0].replaced), reverse=True
        )

    def _read(self, name: str) -> Iterator[tuple[SavedVersion, Path]]:
        folder = self._folder(name)
        for entry in names_in(folder):
            path, parts = folder / entry, _VERSION.fullmatch(entry.removesuffix(SUFFIX))
            if parts is None or path.is_symlink():
                continue
            try:
                saved = datetime.strptime(parts[1], MOMENT).replace(tzinfo=UTC)
                replaced = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except (ValueError, FileNotFoundError):
                continue  # no day of ours, or dropped in this moment
            yield SavedVersion(parts[2], saved, replaced), path


def regular_text(path: Path) -> str | None:
    """The text of a case's file; ``None`` if there is none.

    Raises:
        CaseError: It cannot be read, or is a link, which could lead out of the folder.
    """
    if path.is_symlink():
        raise CaseError(
            "is a link, and the desk follows none: it could lead out of the folder",
            where=path.name,
            remedy="put the case itself there",
        )
    try:
        return case_text(path)
    except FileNotFoundError:
        return None
    except CaseError as error:
        # Readers of a desk need not know where on the machine its folder is.
        where = (error.where or "").replace(str(path), path.name)
        raise CaseError(
            error.what, where=where or None, cause=error.cause, remedy=error.remedy
        ) from error
