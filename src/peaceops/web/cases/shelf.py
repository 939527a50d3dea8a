"""The shelf of cases: YAML files in one folder, saved at once or not at all, with their history."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from cachetools import LRUCache

from peaceops.case import Case, case_text, parse_case, shipped_case, shipped_cases
from peaceops.durable import hold, names_in, refusal, remove_file, write_file
from peaceops.errors import CaseError, OutputError, PeaceopsError
from peaceops.web.cases.names import NAME
from peaceops.web.cases.past import SUFFIX, Past, SavedVersion, regular_text
from peaceops.web.cases.stored import Deleted, Listed, StoredCase, StoredText
from peaceops.web.problems import ConflictError, NotFoundError

if TYPE_CHECKING:
    from peaceops.edition import Edition

__all__ = [
    "MOST_BYTES",
    "Deleted",
    "Listed",
    "Shelf",
    "StoredCase",
    "StoredText",
    "ships",
    "version_of",
]

MOST_BYTES, MOST_CASES = 1_000_000, 1_000
"""Bytes of a case that the desk saves, and cases in its folder."""
_PATIENCE = 10.0
"""Seconds to wait for another that saves the same case."""
_READ = 20_000_000
"""Bytes of texts whose meaning is kept: a list reads every case of the folder."""
_SMALLEST = 10_000
"""Bytes that a short text counts, so that few thousand are kept at most."""


class Shelf:
    """Cases in a folder, and those that ship.

    Args:
        folder: Where cases are saved; made with the first of them.
        edition: Knows the missions and published effects that a case may name.
    """

    def __init__(self, folder: Path, edition: Edition) -> None:
        self.folder, self.edition = folder, edition
        self._past = Past(folder)
        self._parsed: LRUCache[tuple[str, str], tuple[Case | PeaceopsError, int]] = LRUCache(
            _READ, lambda entry: entry[1]
        )
        self._parsing = Lock()

    def is_writable(self) -> bool:
        """Whether cases can be saved in the folder, or the folder be made."""
        place = self.folder.absolute()
        while not place.exists():
            place = place.parent
        return place.is_dir() and os.access(place, os.W_OK | os.X_OK)

    def listed(self) -> list[Listed]:
        """All cases, the one saved last first, and those that ship after them.

        Raises:
            OutputError: The folder cannot be read.
        """
        saved = [line for name in self._files() if (line := self._line(name)) is not None]
        saved.sort(key=lambda line: line.saved or datetime.min.replace(tzinfo=UTC), reverse=True)
        taken = {line.name for line in saved}
        shipped = [name for name in shipped_cases() if name not in taken]
        return [*saved, *(self._shipped_line(name) for name in shipped)]

    def names(self) -> frozenset[str]:
        """Names that are taken, whether the case can be read or not."""
        return frozenset(shipped_cases()) | {name.removesuffix(SUFFIX) for name in self._files()}

    def of_mission(self, mission: str) -> list[Listed]:
        """Cases on a mission that can be read."""
        return [line for line in self.listed() if line.mission == mission and not line.problem]

    def deleted(self) -> list[Deleted]:
        """Cases that were deleted, the one deleted last first."""
        standing = {name.removesuffix(SUFFIX) for name in self._files()}
        gone = []
        for name in self._past.names():
            if NAME.fullmatch(name) and name not in standing:
                versions = self._past.versions(name)
                gone += [Deleted(name, versions[0])] if versions else []
        return sorted(gone, key=lambda case: case.last.replaced, reverse=True)

    def stored_text(self, name: str) -> StoredText:
        """The text of a case, whether it can be used or not.

        Raises:
            NotFoundError: There is none.
            CaseError: It is no text, or cannot be opened.
        """
        path = self._path(name)
        text = regular_text(path)
        if text is not None:
            return StoredText(name, version_of(text), text, saved=_moment(path))
        if name not in shipped_cases():
            raise NotFoundError(
                f"there is no case {name!r} on this desk", remedy="choose one from the list"
            )
        text = case_text(Path(str(shipped_case(name))))
        return StoredText(name, version_of(text), text, shipped=True)

    def read(self, name: str) -> StoredCase:
        """The case of a name.

        Raises:
            NotFoundError: There is none.
            CaseError: It breaks rules; every problem is named.
        """
        stored = self.stored_text(name)
        return StoredCase(**vars(stored), case=self.parsed(stored.text, name))

    def parsed(self, text: str, name: str = "case") -> Case:
        """What a text says, checked as ``peaceops case check`` checks a file.

        Raises:
            CaseError: It breaks rules; every problem is named with its line.
        """
        key = (name, _digest(text))
        with self._parsing:
            entry = self._parsed.get(key)
        answer: Case | PeaceopsError
        if entry is not None:
            answer = entry[0]
        else:
            try:
                answer = self._checked(text, name)
            except PeaceopsError as error:
                answer = error
            with self._parsing:
                self._parsed[key] = answer, min(max(len(text), _SMALLEST), _READ)
        if isinstance(answer, PeaceopsError):
            raise answer.with_traceback(None)
        return answer

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
        _refuse_size(text, name)
        case = self.parsed(text, name)
        self._make_folder()
        with hold(path, wait=_PATIENCE):
            before = regular_text(path)
            self._refuse_conflict(name, before, version)
            if before is None:
                self._refuse_many()
            if before != text:
                if before is not None:
                    self._past.remember(name, before, version_of(before), _moment(path))
                write_file(path, text, fresh=before is None)
            return StoredCase(name, version_of(text), text, saved=_moment(path), case=case)

    def delete(self, name: str, *, version: str) -> None:
        """Move a case to its history.

        Args:
            name: What it is called.
            version: The version that is not wanted any more.

        Raises:
            NotFoundError: There is no such case.
            ConflictError: Another has saved it since, or it ships.
            OutputError: The folder cannot be written to.
        """
        path = self._path(name)
        if self.stored_text(name).shipped:
            raise ships(name)
        with hold(path, wait=_PATIENCE):
            text = regular_text(path)
            self._refuse_conflict(name, text, version)
            assert text is not None
            # First the copy, whole: killed between the two, the case stands as it did.
            self._past.remember(name, text, version_of(text), _moment(path))
            remove_file(path)

    def history(self, name: str) -> list[SavedVersion]:
        """Earlier versions of a case, the latest first; those of one that is deleted too."""
        self._path(name)
        return self._past.versions(name)

    def earlier(self, name: str, version: str) -> str:
        """The text of an earlier version.

        Raises:
            NotFoundError: There is no such version.
        """
        self._path(name)
        return self._past.text(name, version)

    def _checked(self, text: str, name: str) -> Case:
        from peaceops.edition import find_mission
        from peaceops.options import check_case, check_effect

        case = parse_case(
            text,
            where=f"{name}{SUFFIX}",
            mission_check=lambda named, day: find_mission(self.edition, named, day),
            effect_check=lambda named, lever, day: check_effect(
                self.edition.as_of(day), named, lever
            ),
        )
        mission = find_mission(self.edition, case.mission, case.as_of)
        check_case(self.edition.as_of(case.as_of), case, mission)
        return case

    def _files(self) -> list[str]:
        """Names of the folder's files that are YAML."""
        try:
            names = names_in(self.folder)
        except OutputError as error:
            raise OutputError(
                f"the folder of the cases {error.what}",
                remedy="ask whoever runs the desk to make it readable, or to name another folder",
            ) from error
        return [name for name in names if name.endswith((SUFFIX, ".yml")) and name[0] != "."]

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise CaseError(
                f"{name!r} cannot be the name of a case",
                remedy="use small letters, digits and hyphens, 80 at most, as unmiss-renewal",
            )
        return self.folder / f"{name}{SUFFIX}"

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refusal(
                error, self.folder, what="the case", else_to="another folder with --cases"
            ) from error

    def _refuse_conflict(self, name: str, before: str | None, version: str | None) -> None:
        if version is None:
            if name in shipped_cases():
                raise ConflictError(
                    f"a case that ships with peaceops is called {name}",
                    remedy="choose another name",
                )
            if before is not None:
                raise ConflictError(
                    f"a case called {name} stands there already",
                    remedy="choose another name, or open that case and change it",
                )
            return
        if before is None:
            if name in shipped_cases():
                raise ships(name)
            raise ConflictError(
                f"the case {name} was deleted since you opened it",
                remedy="save yours under another name, or bring the case back from its history",
            )
        if version_of(before) != version:
            raise ConflictError(
                f"the case {name} was saved by somebody else, or in another tab, since you "
                "opened it",
                remedy="look at what stands there now, or save yours under another name",
            )

    def _refuse_many(self) -> None:
        if len(self._files()) >= MOST_CASES:
            raise CaseError(
                f"the folder holds {MOST_CASES:,} cases, the most that a desk keeps",
                remedy="delete some that are not needed, or start the desk with another folder",
            )

    def _line(self, name: str) -> Listed | None:
        """The line of a file in the list; ``None`` for one that went in this moment."""
        path = self.folder / name
        try:
            saved = _moment(path)
        except FileNotFoundError:
            if not path.is_symlink():
                return None
            saved = datetime.min.replace(tzinfo=UTC)
        stem = name.removesuffix(SUFFIX)
        if not NAME.fullmatch(stem):
            problem = "The file's name is not of small letters, digits and hyphens with .yaml"
            return Listed(name, "", None, False, saved, problem, opens=False)
        try:
            case = self.read(stem).case
        except NotFoundError:
            return None
        except PeaceopsError as error:
            return Listed(stem, "", None, False, saved, _in_a_line(error))
        return Listed(stem, self._acronym(case), case.as_of, False, saved)

    def _shipped_line(self, name: str) -> Listed:
        """The line of a case that ships; an edition of few tables may not bear out what it says."""
        try:
            case = self.read(name).case
        except PeaceopsError as error:
            return Listed(name, "", None, True, None, _in_a_line(error))
        return Listed(name, self._acronym(case), case.as_of, True, None)

    def _acronym(self, case: Case) -> str:
        from peaceops.edition import find_mission

        return find_mission(self.edition, case.mission, case.as_of)


def _in_a_line(error: PeaceopsError) -> str:
    problem = error.what.splitlines()[0]
    return problem[:1].upper() + problem[1:]


def version_of(text: str) -> str:
    """Digest of a text."""
    return _digest(text)[:16]


def _digest(text: str) -> str:
    # Half of a pair of code units cannot be saved; it is refused with the line it stands on.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _moment(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def ships(name: str) -> ConflictError:
    """The refusal to change a case that ships."""
    return ConflictError(
        f"the case {name} ships with peaceops and stays as it is",
        remedy="copy it under another name, and change the copy",
    )


def _refuse_size(text: str, name: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise CaseError(
            f"holds {size:,} bytes; {MOST_BYTES:,} are the most that a desk saves",
            where=f"{name}{SUFFIX}",
            remedy="shorten it: a case holds statements, not the documents themselves",
        )
