"""An earlier brief of a mission, read back from its ``brief.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from peaceops.brief.wording import day
from peaceops.characters import printable_name
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message
from peaceops.errors import BriefError

if TYPE_CHECKING:
    from peaceops.brief.document import Brief

SCHEMA_VERSION = 2
"""Version of ``brief.json``: what this code writes, and the one that it reads."""
EARLIER = "earlier."
"""What the keys of an earlier brief's figures begin with in a later one."""
_LARGEST = 64_000_000
_SHOWN_PROBLEMS = 5


class _Part(BaseModel):
    # A file holds more than is compared, and a later version may add to it.
    model_config = ConfigDict(extra="ignore", frozen=True)


class EarlierFigure(_Part):
    """A figure of an earlier brief."""

    key: str
    label: str
    value: float | int | str | None
    unit: str
    method: str = ""
    interval: tuple[float, float] | None = None
    level: float | None = None
    assumption: bool = False

    def as_figure(self, as_of: date) -> Figure:
        """The figure under a key of its own, so that both values can stand in one brief.

        Args:
            as_of: The date of the brief that it stood in.
        """
        return Figure(
            key=f"{EARLIER}{self.key}",
            label=message("As of {day}: {label}", day=day(as_of), label=self.label),
            value=self.value,
            unit=self.unit,
            method=message(
                "As in the brief of {day}. {method}", day=day(as_of), method=self.method
            ).strip(),
            interval=self.interval,
            level=self.level,
            assumption=self.assumption,
        )


class EarlierStatement(_Part):
    """A statement of the assumptions file that an earlier brief was made with."""

    id: str
    date: date
    speaker: str
    text: str


class _Case(_Part):
    case: str
    statements: tuple[EarlierStatement, ...] = ()


class _Decision(_Part):
    decision: str


class _Mandate(_Part):
    history: tuple[_Decision, ...]


class _Mission(_Part):
    acronym: str
    mandate: _Mandate


class _Seat(_Part):
    country: str


class _Council(_Part):
    seats: tuple[_Seat, ...]


class _Option(_Part):
    id: str
    label: str


class _Comparison(_Part):
    options: tuple[_Option, ...]


class _Texts(_Part):
    last: str | None = None


class EarlierBrief(_Part):
    """What is compared of an earlier brief; the names are those of ``brief.json``."""

    schema_version: int
    as_of: date
    edition: str
    seed: int
    mission: _Mission
    council: _Council
    mandate_changes: _Texts
    comparison: _Comparison
    figures: tuple[EarlierFigure, ...]
    case: _Case | None = None

    @property
    def decisions(self) -> frozenset[str]:
        """Symbols of the decisions on the mission that it knew."""
        return frozenset(row.decision for row in self.mission.mandate.history)

    @property
    def members(self) -> frozenset[str]:
        """Members of the Council on its date, ISO 3."""
        return frozenset(seat.country for seat in self.council.seats)

    @property
    def options(self) -> Mapping[str, str]:
        """Identifier of each option on the table to its name."""
        return {option.id: option.label for option in self.comparison.options}

    @property
    def statements(self) -> Mapping[str, EarlierStatement]:
        """The statements of its assumptions file by identifier."""
        return {item.id: item for item in self.case.statements} if self.case else {}

    @property
    def by_key(self) -> Mapping[str, EarlierFigure]:
        """Its figures by key, without those that it took from a brief before it."""
        return {figure.key: figure for figure in self.figures if not figure.key.startswith(EARLIER)}


def read_earlier(path: Path, mission: str, as_of: date) -> EarlierBrief:
    """Read an earlier brief of a mission from its ``brief.json``.

    Args:
        path: The file.
        mission: Acronym of the mission that the new brief is about.
        as_of: Date of the new brief, which is later.

    Raises:
        BriefError: The file cannot be read, is no brief, was written by another version, is about
            another mission, or is not earlier; the error tells all of these at once.
    """
    where = printable_name(path)
    earlier = earlier_of(_loaded(path, where), where)
    problems, remedies = [], []
    if earlier.mission.acronym != mission:
        problems.append(f"it is a brief on {earlier.mission.acronym}, and this one is on {mission}")
        remedies.append(f"name an earlier brief on {mission}")
    if earlier.as_of >= as_of:
        problems.append(
            f"it is of {day(earlier.as_of)}, which is not before {day(as_of)}".replace(
                "\u00a0", " "
            )
        )
        remedies.append(
            "name a brief of an earlier day; `peaceops compare cases` compares two of one day"
        )
    if problems:
        raise BriefError(
            "; ".join(problems), where=where, remedy="; ".join(dict.fromkeys(remedies))
        )
    return earlier


def as_earlier(brief: Brief) -> EarlierBrief:
    """A brief as a later one sees it: what ``read_earlier`` reads back from its ``brief.json``."""
    from peaceops.brief.schema import as_data

    return earlier_of(as_data(brief))


def earlier_of(content: object, where: str | None = None) -> EarlierBrief:
    """Take what is compared out of a brief as ``brief.json`` holds it.

    Args:
        content: What the file holds.
        where: Name of the file, for errors.

    Raises:
        BriefError: It is no brief, or one of another version.
    """
    version = content.get("schema_version") if isinstance(content, dict) else None
    if version is None:
        raise BriefError(
            "is no brief: it does not say by which version it was written",
            where=where,
            remedy="name the brief.json that `peaceops brief` wrote",
        )
    if version != SCHEMA_VERSION:
        raise BriefError(
            f"was written in version {version} of the format; version {SCHEMA_VERSION} is read",
            where=where,
            cause="another version of peaceops wrote it",
            remedy="write that brief anew with this one, `peaceops brief MISSION --as-of DATE "
            "--formats json`",
        )
    try:
        return EarlierBrief.model_validate(content)
    except ValidationError as error:
        problems = [_in_words(item) for item in error.errors()]
        more = len(problems) - _SHOWN_PROBLEMS
        raise BriefError(
            "is no whole brief: "
            + "; ".join(problems[:_SHOWN_PROBLEMS])
            + (f"; and {more} more problems" if more > 0 else ""),
            where=where,
            cause="it was edited, or cut short",
            remedy="write that brief anew",
        ) from error


def _loaded(path: Path, where: str) -> object:
    try:
        if not path.is_file():
            inside = path / "brief.json"
            raise BriefError(
                "there is no such file" if not path.exists() else "is no file",
                where=where,
                remedy=f"name the file in it: {printable_name(inside)}"
                if inside.is_file()
                else "name the brief.json of an earlier brief",
            )
        if path.stat().st_size > _LARGEST:
            raise BriefError(
                f"has {path.stat().st_size:,} bytes; a brief has fewer than {_LARGEST:,}",
                where=where,
                remedy="name the brief.json of an earlier brief",
            )
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BriefError(
            f"cannot be read: {error.strerror or error}", where=where, remedy="check your rights"
        ) from error
    except (ValueError, RecursionError) as error:  # bytes that are no text, text that is no JSON
        raise BriefError(
            f"is no JSON: {error}",
            where=where,
            cause="it was cut short, or is another file",
            remedy="name the brief.json that `peaceops brief` wrote, or write that brief anew",
        ) from error


def _in_words(problem: Mapping[str, Any]) -> str:
    place = ".".join(str(part) for part in problem["loc"])
    return f"{place}: {problem['msg'].lower()}"
