"""The file of a ledger: read with its chain checked, added to at its end, never edited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from peaceops import __version__
from peaceops.domain.array_cache import code_digest
from peaceops.durable import hold, read_regular, write_file
from peaceops.edition import Edition
from peaceops.errors import LedgerError
from peaceops.ledger.chain import START, Line, checked, written
from peaceops.ledger.forecast import Forecast, Outcome

SCHEMA = 1
SHORTEST = 8
"""Digits of a hash that tell a line."""
MOST_BYTES = 1 << 30
ROOMS = ("domain", "evaluate", "council", "violence", "mission", "ledger")
"""Rooms whose code makes forecasts and keeps them."""
ABOUT = {
    "issued": "Forecasts issued before what they are about was public.",
    "retrospective": "Past days forecast afterwards by later code: no forecast here was issued.",
}
Record = Literal["issued", "retrospective"]


class Maker(BaseModel):
    """What made a line.

    Attributes:
        edition: Name of the edition: its label and a hash of the publishers' tables.
        seal: Hash over its whole manifest.
        version: Version of peaceops.
        code: Hash of the code of ``ROOMS``.
        case: Identifier of the analyst's case that the forecasts rest on, if any.
        seed: Seed of the draws.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    edition: str
    seal: str
    version: str
    code: str
    case: str | None = None
    seed: int = 0

    @classmethod
    def of(cls, edition: Edition, *, case: str | None = None, seed: int = 0) -> Maker:
        """The maker of what this code writes from an edition."""
        return cls(
            edition=edition.name,
            seal=edition.manifest.seal,
            version=__version__,
            code=code_digest(ROOMS),
            case=case,
            seed=seed,
        )


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    record: Record
    on: date
    previous: str
    hash: str


class Opening(_Body):
    """The first line: of which record the ledger is, and by which schema it is written."""

    type: Literal["opening"]
    schema_version: Literal[1]
    about: str


class Entry(_Body):
    """A forecast: ``on`` is the day on which it was put into the ledger."""

    type: Literal["forecast"]
    maker: Maker
    forecast: Forecast


class Resolution(_Body):
    """What became of the forecast of an earlier line; ``on`` is the day it was looked up."""

    type: Literal["resolution"]
    maker: Maker
    entry: int
    entry_hash: str
    outcome: Outcome


Body = Opening | Entry | Resolution
_MODELS: dict[str, type[Body]] = {"opening": Opening, "forecast": Entry, "resolution": Resolution}


@dataclass(frozen=True, eq=False)
class Ledger:
    """A ledger as it stood when it was read.

    Attributes:
        path: Its file.
        opening: Its first line.
        entries: Its forecasts, oldest first.
        resolutions: What became of them, oldest first.
        hashes: Hashes of all its lines.
    """

    path: Path
    opening: Opening
    entries: tuple[Entry, ...]
    resolutions: tuple[Resolution, ...]
    hashes: tuple[str, ...]

    @property
    def head(self) -> str:
        """Hash of its last line: whoever notes it can tell later whether a line is missing."""
        return self.hashes[-1]

    @property
    def size(self) -> int:
        """Number of lines."""
        return len(self.hashes)

    @property
    def record(self) -> Record:
        """``issued`` or ``retrospective``: never both in one file."""
        return self.opening.record

    @cached_property
    def outcomes(self) -> dict[int, Resolution]:
        """The last resolution of each entry, by the entry's number."""
        return {resolution.entry: resolution for resolution in self.resolutions}


def read_ledger(path: Path) -> Ledger:
    """Read a ledger and check every line of it.

    Args:
        path: Its file.

    Raises:
        LedgerError: There is none; a line was edited, removed or moved; or a line breaks the
            schema. The error names every such line.
    """
    content = _content(path)
    if not content:
        raise LedgerError(
            "there is no ledger",
            where=str(path),
            remedy="`peaceops ledger issue MISSION --to FILE` begins it",
        )
    return _parsed(path, content)


def check_head(ledger: Ledger, head: str) -> int:
    """Find the line whose hash was noted before: no line up to it is missing.

    Args:
        ledger: The ledger.
        head: The hash, in full or its first 8 digits or more.

    Returns:
        The number of the line.

    Raises:
        LedgerError: No line has the hash.
    """
    numbers = [number for number, hash_ in enumerate(ledger.hashes, 1) if hash_.startswith(head)]
    if len(head) < SHORTEST or not numbers:
        raise LedgerError(
            f"no line has the hash {head!r}",
            where=str(ledger.path),
            cause="lines were cut off at the end or the whole ledger was written anew; or the hash "
            f"is another's, or shorter than {SHORTEST} digits",
            remedy="compare with a copy from when the hash was noted",
        )
    return numbers[0]


def append(
    path: Path,
    record: Record,
    on: date,
    maker: Maker,
    forecasts: Sequence[Forecast] = (),
    outcomes: Sequence[tuple[Entry, Outcome]] = (),
) -> Ledger:
    """Add lines to a ledger, all of them or none; a file that is not there is begun.

    The chain is checked before. No other process of ours adds to the file meanwhile, and a process
    that is killed leaves the ledger as it was.

    Args:
        path: The file.
        record: Which record the lines belong to; a file holds one.
        on: The day.
        maker: What made them.
        forecasts: Forecasts to enter.
        outcomes: What became of entries of this ledger.

    Raises:
        LedgerError: The chain is broken, the file is of the other record, or it holds forecasts
            on a mission as of the same day already.
        OutputError: It cannot be written, or another process has been writing to it for too long.
    """
    with hold(path):
        before = _content(path)
        ledger = _parsed(path, before) if before else None
        if ledger is not None:
            keys = ((forecast.mission, forecast.as_of) for forecast in forecasts)
            check_free(ledger, record, keys)
        head, number = (ledger.head, ledger.size) if ledger else (START, 0)
        lines = []
        for body in _bodies(record, on, maker, forecasts, outcomes, opened=ledger is not None):
            number += 1
            line, head = written(body, number, head)
            lines.append(line)
        after = before + "".join(f"{line}\n" for line in lines)
        if lines:
            write_file(path, after)
    return _parsed(path, after)


def _bodies(
    record: Record,
    on: date,
    maker: Maker,
    forecasts: Sequence[Forecast],
    outcomes: Sequence[tuple[Entry, Outcome]],
    *,
    opened: bool,
) -> Iterator[dict[str, Any]]:
    common = {"record": record, "on": on.isoformat()}
    if not opened:
        opening = {"schema_version": SCHEMA, "about": ABOUT[record]}
        yield {"type": "opening", **common, **opening}
    by = maker.model_dump(mode="json")
    for forecast in forecasts:
        body = forecast.model_dump(mode="json", exclude_defaults=True)
        yield {"type": "forecast", **common, "maker": by, "forecast": body}
    for entry, outcome in outcomes:
        body = outcome.model_dump(mode="json")
        whose = {"entry": entry.number, "entry_hash": entry.hash}
        yield {"type": "resolution", **common, "maker": by, **whose, "outcome": body}


def _content(path: Path) -> str:
    try:
        return read_regular(path, most=MOST_BYTES).decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LedgerError(
            f"line {line} is no text in UTF-8",
            where=str(path),
            cause="it is no ledger, or was changed by something else than peaceops",
            remedy="name a ledger, or put back a copy from before the change",
        ) from error
    except OSError as error:
        raise LedgerError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="name a file you may read"
        ) from error


def _parsed(path: Path, content: str) -> Ledger:
    lines = checked(content, str(path))
    bodies = [_body(path, line) for line in lines]
    opening, rest = bodies[0], bodies[1:]
    if not isinstance(opening, Opening):
        raise LedgerError("the first line opens no ledger", where=f"{path}, line 1")
    entries = tuple(body for body in rest if isinstance(body, Entry))
    resolutions = tuple(body for body in rest if isinstance(body, Resolution))
    _refuse_mixed(path, opening, rest)
    _refuse_unfit(path, entries, resolutions)
    return Ledger(path, opening, entries, resolutions, tuple(line.hash for line in lines))


def _body(path: Path, line: Line) -> Body:
    where = f"{path}, line {line.number}"
    model = _MODELS.get(str(line.content.get("type")))
    if model is None:
        raise LedgerError(
            f"is of the unknown type {line.content.get('type')!r}",
            where=where,
            cause="a newer version of peaceops wrote it",
            remedy="update peaceops",
        )
    try:
        # Days are texts in JSON; Python's values would be refused as such.
        body: Body = model.model_validate_json(json.dumps(line.content))
    except ValidationError as error:
        complaints = "; ".join(
            f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()
        )
        raise LedgerError(
            f"breaks the schema: {complaints}",
            where=where,
            cause="another version of peaceops wrote it, or another program",
            remedy="docs/ledger.md says what each field holds",
        ) from error
    return body


def _refuse_mixed(path: Path, opening: Opening, rest: Sequence[Body]) -> None:
    for body in rest:
        if isinstance(body, Opening):
            raise LedgerError("opens the ledger again", where=f"{path}, line {body.number}")
        if body.record != opening.record:
            raise LedgerError(
                f"is of the record {body.record!r} in a ledger of {opening.record!r}",
                where=f"{path}, line {body.number}",
                cause="another program wrote it: peaceops never mixes them",
                remedy="keep replays and issued forecasts in files of their own",
            )


def _refuse_unfit(path: Path, entries: Sequence[Entry], resolutions: Sequence[Resolution]) -> None:
    hashes = {entry.number: entry.hash for entry in entries}
    for resolution in resolutions:
        if hashes.get(resolution.entry) != resolution.entry_hash:
            raise LedgerError(
                f"resolves line {resolution.entry}, which is no forecast of that hash",
                where=f"{path}, line {resolution.number}",
                cause="another program wrote it",
            )


def check_free(ledger: Ledger, record: Record, keys: Iterable[tuple[str, date]]) -> None:
    """Refuse forecasts that a ledger may not take.

    Args:
        ledger: The ledger.
        record: The record they belong to.
        keys: Mission and day of each.

    Raises:
        LedgerError: The ledger is of the other record, or holds forecasts on a mission and day.
    """
    if ledger.record != record:
        raise LedgerError(
            f"holds the record {ledger.record!r}, and {record!r} may not be mixed with it",
            where=str(ledger.path),
            remedy="name another file: replays and issued forecasts each have their own",
        )
    standing: dict[tuple[str, date], Entry] = {}
    for entry in ledger.entries:
        standing.setdefault((entry.forecast.mission, entry.forecast.as_of), entry)
    again = sorted({key for key in keys if key in standing})
    if again:
        listed = "; ".join(
            f"{mission} as of {day} (from line {standing[mission, day].number}, on "
            f"{standing[mission, day].on})"
            for mission, day in again
        )
        raise LedgerError(
            f"holds forecasts already on {listed}",
            where=str(ledger.path),
            cause="they were entered before; entered twice they would count twice",
            remedy="issue as of a later day, or to another file",
        )
