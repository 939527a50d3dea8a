"""A visit to a publisher: each file is looked up, brought, read, and put in place, or reported."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from peaceops.durable import Change
from peaceops.errors import FetchError
from peaceops.fetch.addresses import Origin
from peaceops.fetch.check import release_in
from peaceops.fetch.client import Client, Standing
from peaceops.fetch.parts import Part, Version
from peaceops.fetch.record import RECORD, FetchedFile, Record
from peaceops.fetch.status import NotPublished

Status = Literal["new", "as before", "failed"]
SHRUNK = 0.5
"""A file of less than this share of the one before is taken for cut."""


@dataclass(frozen=True)
class Release:
    """A file to fetch.

    Attributes:
        dataset: What it is a file of, as ``DPO-UCHISTORICAL``.
        publication: Our name of the publication.
        name: Name that it gets, and the name its reader tells the release by.
        path: Where it is, below the server's address.
        by_hand: Page where a person finds it.
        fixed: The name is that of one release, which does not change any more.
        supersedes: Tells which files fetched before give way to it.
        other_way: Brings its content where the address fails; ``None`` if there is no other way.
    """

    dataset: str
    publication: str
    name: str
    path: str
    by_hand: str
    fixed: bool = False
    supersedes: Callable[[str], bool] = lambda _name: False
    other_way: Callable[[], bytes] | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes:
        dataset: What it is a file of.
        name: Its name, or what was looked for.
        status: ``new``, ``as before`` or ``failed``.
        by_hand: Page where a person finds it.
        address: Where it was asked for.
        size: Bytes, of what stands now.
        release: Its release, as ``to 2026-09``.
        before: The release that stood before.
        superseded: Files that gave way to it.
        error: Why it failed.
    """

    dataset: str
    name: str
    status: Status
    by_hand: str
    address: str = ""
    size: int = 0
    release: str = ""
    before: str = ""
    superseded: tuple[str, ...] = ()
    error: FetchError | None = None


class Visit:
    """Fetches files of one publisher into a folder that is held.

    Args:
        folder: The folder, held for a change.
        record: What was fetched into it before.
        client: Asks the servers.
        origins: The servers by name.
        today: The day.
    """

    def __init__(
        self,
        folder: Change,
        record: Record,
        client: Client,
        origins: Mapping[str, Origin],
        today: date,
    ) -> None:
        self._change = folder
        self.record = record
        self._client = client
        self.origins = origins
        self.today = today
        self.outcomes: list[Outcome] = []

    def page(self, origin: str, path: str, name: str) -> bytes:
        """A list or a page of a table, whole.

        Raises:
            FetchError: It cannot be had.
        """
        server = self.origins[origin]
        return self._client.page(server.at(path), server, name)

    @property
    def most_pages(self) -> int:
        """The most pages of one table."""
        return self._client.limits.pages

    def is_closed(self, origin: str) -> bool:
        """Tell whether a server cannot be reached, or wants to be left alone."""
        return self._client.is_closed(self.origins[origin].base)

    def failed(self, dataset: str, name: str, by_hand: str, error: FetchError) -> None:
        """Report what could not be fetched."""
        self.outcomes.append(
            Outcome(dataset, name, "failed", by_hand, address=error.where or "", error=error)
        )

    def take(self, release: Release, origin: str, *, optional: bool = False) -> bool:
        """Fetch a file unless it stands there already; tell whether its publisher has it.

        Args:
            release: The file.
            origin: Name of the server.
            optional: It may not be out; nothing is reported then.
        """
        server = self.origins[origin]
        address = server.at(release.path)
        part = Part(self._change.folder, address)
        try:
            outcome = self._taken(release, server, part)
        except NotPublished as error:
            part.clear()
            if optional:
                return False
            self.failed(release.dataset, release.name, release.by_hand, error)
            return False
        except FetchError as error:
            self.failed(release.dataset, release.name, release.by_hand, error)
        except OSError as error:
            problem = FetchError(
                f"cannot be written: {error.strerror or error}",
                where=str(self._change.folder / release.name),
                remedy="make room on the disk, or allow yourself to write there",
            )
            self.failed(release.dataset, release.name, release.by_hand, problem)
        else:
            self.outcomes.append(outcome)
        return True

    def _taken(self, release: Release, server: Origin, part: Part) -> Outcome:
        folder, name = self._change.folder, release.name
        entry = self.record.fetched.get(name)
        ours = self.record.is_ours(folder, name)
        if not ours and (folder / name).exists():
            _refuse_user_file(folder / name)
        standing = (
            Standing(Version(entry.etag, entry.last_modified), entry.size, release.fixed)
            if ours and entry is not None
            else None
        )
        same = Outcome(
            release.dataset, name, "as before", release.by_hand, address=part.address,
            size=entry.size if entry else 0, release=entry.release if entry else "",
        )  # fmt: skip
        try:
            if not self._client.download(part.address, server, part, standing, name):
                return same
            return self._placed(release, part, same if standing else None)
        except FetchError as error:
            not_out = release.fixed and isinstance(error, NotPublished)
            if release.other_way is None or not_out:
                raise
            try:
                content = release.other_way()
            except FetchError as second:
                raise _both(error, second) from second
            part.path.parent.mkdir(parents=True, exist_ok=True)
            part.path.write_bytes(content)
            part.version = Version()
            return self._placed(release, part, same if standing else None)

    def _placed(self, release: Release, part: Part, standing: Outcome | None) -> Outcome:
        """Read what came and put it in the place of what stood there."""
        folder, name = self._change.folder, release.name
        content = part.path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        entry = self.record.fetched.get(name)
        if standing is not None and entry is not None and digest == entry.sha256:
            part.clear()
            return standing
        gone = frozenset(
            other
            for other in self.record.fetched
            if other != name and release.supersedes(other) and self.record.is_ours(folder, other)
        )
        try:
            label = release_in(part.path, name, release.publication, part.address)
            self._refuse_shrunk(release, len(content), part.address, gone)
        except FetchError:
            part.clear()
            raise
        file = FetchedFile(
            dataset=release.dataset,
            publication=release.publication,
            address=part.address,
            day=self.today,
            size=len(content),
            sha256=digest,
            release=label,
            etag=part.version.etag,
            last_modified=part.version.last_modified,
        )
        before = [self.record.fetched[other].release for other in self._alike(name, gone)]
        record = self.record.changed(name, file, gone)
        self._change.replace({name: content, RECORD: record.to_json()}, remove=gone)
        self.record = record
        part.clear()
        return Outcome(
            release.dataset, name, "new", release.by_hand, address=part.address,
            size=len(content), release=label, before=max(before, default=""),
            superseded=tuple(sorted(gone)),
        )  # fmt: skip

    def _alike(self, name: str, gone: frozenset[str]) -> list[str]:
        """Files of the same series that stand, and that this one takes the place of."""
        series, folder = _series(name), self._change.folder
        alike = [other for other in gone if _series(other) == series]
        return [*alike, name] if self.record.is_ours(folder, name) else alike

    def _refuse_shrunk(
        self, release: Release, size: int, address: str, gone: frozenset[str]
    ) -> None:
        """Refuse a file much smaller than the one it would replace."""
        alike = self._alike(release.name, gone)
        before = max((self.record.fetched[name].size for name in alike), default=0)
        if size < SHRUNK * before:
            raise FetchError(
                f"what came has {size:,} bytes, where the file before had {before:,}",
                where=address,
                cause="it was cut, or the publisher issues less than before",
                remedy="what stood there stays; if less is right, remove the file and run this "
                "again",
            )


def _series(name: str) -> str:
    """The name without its numbers."""
    return re.sub(r"[0-9]+", "#", name)


def _refuse_user_file(path: Path) -> None:
    raise FetchError(
        "a file of that name stands there which was not fetched, or was changed since; it stays",
        where=str(path),
        remedy="move it to another folder, and run this again",
    )


def _both(first: FetchError, second: FetchError) -> FetchError:
    """The error of a file that could be had neither way: the first, and that the other failed."""
    return FetchError(
        f"{first.what}; nor by the other way, {second.where}: {second.what}",
        where=first.where,
        cause=first.cause,
        remedy=first.remedy or second.remedy,
    )
