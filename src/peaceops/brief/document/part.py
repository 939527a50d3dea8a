"""What every part of a brief is, and how a figure is traced."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a brief: immutable, and no key is accepted that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rows(Part):
    """Rows of one publisher's file; the header is row 1."""

    file: str
    rows: str


class Source(Part):
    """Where a figure comes from: rows of a table, or a statement of the case."""

    table: str
    selection: str
    count: int
    files: tuple[Rows, ...] = ()


class BriefFinding(Part):
    """A figure with its unit, interval, method and sources."""

    id: str
    label: str
    value: float | int | str | None
    unit: str
    interval: tuple[float, float] | None = None
    level: float | None = None
    method: str
    sources: tuple[Source, ...] = ()
    assumption: bool = False


class BriefGap(Part):
    """What the brief should say and cannot, and how to get it."""

    id: str
    what: str
    why: str
    remedy: str


class PublicationUsed(Part):
    """A publication the brief draws on."""

    id: str
    title: str
    publisher: str
    licence: str
    citation: str
    url: str
    release: str
    tables: tuple[str, ...]


class TrackRecord(Part):
    """How a method did before, beside its baselines."""

    room: str
    method: str
    score: str
    value: float
    cases: int
    window: str
    better: Literal["lower", "higher", "nominal"]
    nominal: float | None = None


class Country(Part):
    """A country by code and name."""

    iso3: str
    name: str
