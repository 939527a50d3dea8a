"""Errors that say what conflicts, with which values, where, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date


class PeaceopsError(Exception):
    """An error a user can act on.

    Args:
        what: What is wrong, in one sentence, with the values that conflict.
        where: File, row or field, as ``path, row 12``.
        cause: The likely cause, when one is known.
        remedy: What the user can do about it.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        cause: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.what = what
        self.where = where
        self.cause = cause
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.cause:
            parts.append(f"Likely cause: {self.cause}")
        if self.remedy:
            parts.append(f"What to do: {self.remedy}")
        return "\n".join(parts)


class SettingsError(PeaceopsError):
    """The settings file, or a variable that stands for a key of it, holds what is no setting."""


class SourceError(PeaceopsError):
    """A publisher's file cannot be read as it is documented."""


class FetchError(PeaceopsError):
    """A publisher's file cannot be downloaded, or what came is not what was asked for."""


class EditionError(PeaceopsError):
    """An edition is missing, damaged or inconsistent."""


class MissingTableError(EditionError):
    """The edition holds no such table, or nothing of it was known on the date."""


class CaseError(PeaceopsError):
    """A case file is invalid or contradicts the edition."""


class UnknownMissionError(PeaceopsError):
    """No peace operation of that name, or none yet on the date asked about.

    Args:
        what: What is wrong.
        remedy: What to do.
        missions: Missions that may be meant, by names that are understood; each with a day on
            which it can be asked about, where the day asked about is none.
    """

    def __init__(
        self,
        what: str,
        *,
        remedy: str | None = None,
        missions: Mapping[str, date | None] | None = None,
    ) -> None:
        self.missions = dict(missions or {})
        super().__init__(what, remedy=remedy)


class ReadingError(PeaceopsError):
    """A document cannot be read, or not safely."""


class LedgerError(PeaceopsError):
    """A ledger of forecasts was tampered with, is of another kind, or may not take an entry."""


class BriefError(PeaceopsError):
    """An earlier brief cannot be read, or cannot be compared with the one that is written."""


class OutputError(PeaceopsError):
    """A result cannot be written where the user asked."""


def nearest(wanted: str, candidates: Iterable[str], *, limit: int = 3) -> list[str]:
    """Return the candidates most like ``wanted``, best first (possibly none)."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - slow to import, for errors alone

    matches = process.extract(
        wanted,
        list(candidates),
        scorer=fuzz.ratio,
        limit=limit,
        score_cutoff=60,
        processor=str.casefold,
    )
    return [name for name, _score, _index in matches]


def did_you_mean(wanted: str, candidates: Iterable[str]) -> str | None:
    """Return "Did you mean X or Y?" for the candidates most like ``wanted``."""
    names = nearest(wanted, candidates)
    return f"Did you mean {' or '.join(names)}?" if names else None
