"""The whole brief as data."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from peaceops.brief.document.choices import (
    Assumption,
    Lever,
    Option,
    Statement,
)
from peaceops.brief.document.council import (
    Council,
    Mandate,
)
from peaceops.brief.document.map import (
    EventPlace,
    Outline,
)
from peaceops.brief.document.mission import (
    MissionStrength,
)
from peaceops.brief.document.part import (
    BriefFinding,
    BriefGap,
    Country,
    Part,
    PublicationUsed,
    TrackRecord,
)
from peaceops.brief.document.situation import Situation
from peaceops.brief.document.violence import Violence


class Brief(Part):
    """An options brief on one mission as of one date."""

    schema_version: Literal[1] = 1
    mission: str
    mission_name: str
    as_of: date
    hosts: tuple[Country, ...]
    edition: str
    seed: int
    question: str
    clock: str
    headlines: tuple[str, ...]
    headline_findings: tuple[tuple[str, ...], ...] = ()
    mandate: Mandate
    situation: Situation
    council: Council
    mission_strength: MissionStrength
    violence: Violence
    options: tuple[Option, ...]
    way_forward: tuple[Lever, ...]
    track_record: tuple[TrackRecord, ...]
    case: str | None
    statements: tuple[Statement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    findings: tuple[BriefFinding, ...]
    gaps: tuple[BriefGap, ...]
    publications: tuple[PublicationUsed, ...]
    names: dict[str, str] = Field(default_factory=dict)
    outlines: tuple[Outline, ...] = ()
    events: tuple[EventPlace, ...] = ()
