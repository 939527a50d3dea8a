"""What a mission is, as known on a date: made once from a view, and passed to every room."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from peaceops.domain.figures import Evidence, Gap
from peaceops.domain.mandate import Mandate


class MissionKind(StrEnum):
    """Kinds of peace operations that differ in options, terms, money and effects."""

    MULTIDIMENSIONAL = "multidimensional peacekeeping"
    OBSERVER = "observer or ceasefire mission"
    POLITICAL = "special political mission"
    SUPPORT = "support office"


@dataclass(frozen=True)
class Area:
    """Where in its hosts a mission operates.

    Attributes:
        nation_wide: True where it is the whole of every host.
        units: First-level units by host (ISO 3), where they tell the area.
    """

    nation_wide: bool
    units: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class HostPosition:
    """What a host has said of the mission's presence, as public on the date.

    Attributes:
        position: ``asks-to-leave`` or ``restricts`` where it stands on record; the analyst's case
            may hold others (``council.positions``).
        host: ISO 3 code.
        on: The day it was said, or the first day of the span that is known.
        precision: ``day``, ``month`` or ``year``.
        recognised: False where the Council did not recognise the government that asked.
        evidence: The row it rests on.
    """

    position: str
    host: str
    on: date
    precision: str
    recognised: bool
    evidence: Evidence = field(repr=False)


@dataclass(frozen=True)
class Mission:
    """A peace operation as known on a date.

    Attributes:
        acronym: Our name of it, such as ``UNMISS``.
        name: Its full name.
        as_of: The date.
        kind: What kind it is.
        start: Its first day.
        end: The day it closed, where that is known on the date; else ``None``.
        hosts: Countries in which it operates, ISO 3, sorted.
        area: Where in them.
        mandate: The mandate on the date.
        host_position: What a host has said of its presence, or ``None`` if nothing is on record.
        gaps: What is not known of it.
    """

    acronym: str
    name: str
    as_of: date
    kind: MissionKind
    start: date
    end: date | None
    hosts: tuple[str, ...]
    area: Area
    mandate: Mandate
    host_position: HostPosition | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def moves_the_war(self) -> bool:
        """Whether its strength is held to move the violence of its whole hosts.

        The estimates are of multidimensional missions that operate nation-wide; an observer or
        political mission is not evidence for them, nor they for it.
        """
        return self.kind is MissionKind.MULTIDIMENSIONAL and self.area.nation_wide
