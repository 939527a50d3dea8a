"""The shelf of cases: YAML files in one folder, saved at once or not at all, with their history."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peaceops.case import Case, case_text, parse_case, shipped_case, shipped_cases
from peaceops.durable import hold, write_file
from peaceops.errors import CaseError, PeaceopsError
from peaceops.web.problems import ConflictError, NotFoundError

if TYPE_CHECKING:
    from peaceops.edition import Edition

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
"""What a case may be called: nothing that could lead out of the folder."""
SUFFIX = ".yaml"
HISTORY, MOMENT = ".history", "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class StoredCase:
    """A case on the shelf.

    Attributes:
        name: What it is called on the desk and in addresses.
        version: Digest of its text: who saves says which version the change was made to.
        text: The YAML.
        case: What it says.
        shipped: Whether it ships with peaceops, and so cannot be changed.
    """

    name: str
    version: str
    text: str
    case: Case
    shipped: bool


@dataclass(frozen=True)
class Listed:
    """A case in a list.

    Attributes:
        name: What it is called.
        mission: Acronym of its mission; empty where it cannot be read.
        as_of: Its day.
        shipped: Whether it ships with peaceops.
        saved: When it was last saved.
        problem: What is wrong with it, in one line; empty if nothing is.
    """

    name: str
    mission: str
    as_of: date | None
    shipped: bool
    saved: datetime | None
    problem: str = ""


@dataclass(frozen=True)
class SavedVersion:
    """An earlier version of a case.

    Attributes:
        version: Digest of its text.
        saved: When it was saved.
    """

    version: str
    saved: datetime


class Shelf:
    """Cases in a folder, and those that ship.

    Args:
        folder: Where cases are saved; made with the first of them.
        edition: Knows the missions and published effects that a case may name.
    """

    def __init__(self, folder: Path, edition: Edition) -> None:
        self.folder, self.edition = folder, edition

    def is_writable(self) -> bool:
        """Whether cases can be saved in the folder, or the folder be made."""
        place = self.folder.absolute()
        while not place.exists():
            place = place.parent
        return place.is_dir() and os.access(place, os.W_OK | os.X_OK)

    def listed(self) -> list[Listed]:
        """All cases, the one saved last first, and those that ship after them."""
        paths = sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else []
        saved = [self._line(path) for path in paths if NAME.fullmatch(path.stem)]
        saved.sort(key=lambda line: line.saved or datetime.min.replace(tzinfo=UTC), reverse=True)
        taken = {line.name for line in saved}
        shipped = [name for name in shipped_cases() if name not in taken]
        return [*saved, *(self._shipped_line(name) for name in shipped)]

    def of_mission(self, mission: str) -> list[Listed]:
        """Cases on a mission that can be read."""
        return [line for line in self.listed() if line.mission == mission and not line.problem]

    def read(self, name: str) -> StoredCase:
        """The case of a name.

        Raises:
            NotFoundError: There is none.
            CaseError: It breaks rules; every problem is named.
        """
        path, shipped = self._path(name), False
        if not path.is_file():
            if name not in shipped_cases():
                raise NotFoundError(
                    f"there is no case {name!r} on this desk", remedy="choose one from the list"
                )
            path, shipped = Path(str(shipped_case(name))), True
        text = case_text(path)
        return StoredCase(name, version_of(text), text, self.parsed(text, name), shipped)

    def parsed(self, text: str, name: str = "case") -> Case:
        """What a text says, checked as a case file is.

        Raises:
            CaseError: It breaks rules; every problem is named with its line.
        """
        from peaceops.edition import find_mission
        from peaceops.options import check_effect

        return parse_case(
            text,
            where=f"{name}{SUFFIX}",
            mission_check=lambda named, day: find_mission(self.edition, named, day),
            effect_check=lambda named, lever, day: check_effect(
                self.edition.as_of(day), named, lever
            ),
        )

    def save(self, name: str, text: str, *, version: str | None) -> StoredCase:
        """Save a case, whole or not at all; what stood there goes to its history.

        Args:
            name: What it is called.
            text: The YAML.
            version: The version that was changed; ``None`` for a case that is new.

        Raises:
            CaseError: The text breaks rules, or the name may not be used.
            ConflictError: Another has saved it since, or a case of that name stands there already.
            OutputError: The folder cannot be written to.
        """
        path = self._path(name)
        case = self.parsed(text, name)
        if version is None and name in shipped_cases():
            raise ConflictError(
                f"a case that ships with peaceops is called {name}", remedy="choose another name"
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        with hold(path):
            before = case_text(path) if path.is_file() else None
            _refuse_conflict(name, before, version)
            if before is not None and before != text:
                self._remember(path, before)
            write_file(path, text, fresh=before is None)
        return StoredCase(name, version_of(text), text, case, shipped=False)

    def history(self, name: str) -> list[SavedVersion]:
        """Earlier versions of a case, the latest first."""
        folder = self._history_of(self._path(name))
        if not folder.is_dir():
            return []
        versions = []
        for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True):
            moment, _, version = path.stem.rpartition("-")
            saved = datetime.strptime(moment, MOMENT).replace(tzinfo=UTC)
            versions.append(SavedVersion(version, saved))
        return versions

    def earlier(self, name: str, version: str) -> str:
        """The text of an earlier version.

        Raises:
            NotFoundError: There is no such version.
        """
        if re.fullmatch(r"[0-9a-f]{16}", version):
            folder = self._history_of(self._path(name))
            for path in folder.glob(f"*-{version}{SUFFIX}"):
                return case_text(path)
        raise NotFoundError(f"there is no version {version!r} of the case {name!r}")

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise CaseError(
                f"{name!r} cannot be the name of a case",
                remedy="use small letters, digits and hyphens, as unmiss-renewal",
            )
        return self.folder / f"{name}{SUFFIX}"

    def _history_of(self, path: Path) -> Path:
        return self.folder / HISTORY / path.stem

    def _remember(self, path: Path, text: str) -> None:
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        stem = f"{saved.strftime(MOMENT)}-{version_of(text)}"
        write_file(self._history_of(path) / f"{stem}{SUFFIX}", text, parents=True)

    def _line(self, path: Path) -> Listed:
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        try:
            case = self.read(path.stem).case
        except PeaceopsError as error:
            return Listed(path.stem, "", None, False, saved, error.what.splitlines()[0])
        return Listed(path.stem, case.mission, case.as_of, False, saved)

    def _shipped_line(self, name: str) -> Listed:
        case = self.read(name).case
        return Listed(name, case.mission, case.as_of, True, None)


def version_of(text: str) -> str:
    """Digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _refuse_conflict(name: str, before: str | None, version: str | None) -> None:
    if before is None and version is None:
        return
    if before is not None and version is None:
        raise ConflictError(
            f"a case called {name} stands there already",
            remedy="choose another name, or open that case and change it",
        )
    if before is None:
        raise ConflictError(
            f"the case {name} was taken away since you opened it",
            remedy="save it under a new name",
        )
    if version_of(before) != version:
        raise ConflictError(
            f"the case {name} was saved by somebody else, or in another tab, since you opened it",
            remedy="look at what stands there now, or save yours under another name",
        )
