"""The whole brief: the rooms' answers, and what they stand on."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_serializer

from peaceops.brief.document.choices import Assumption, Lever, Option, Statement, StatusQuo
from peaceops.brief.document.council import Council
from peaceops.brief.document.incidents import IncidentOnRecord
from peaceops.brief.document.map import Outline
from peaceops.brief.document.mission import MissionStrength
from peaceops.brief.document.part import Country, Part, PublicationUsed
from peaceops.brief.document.violence import Violence
from peaceops.brief.page import Text
from peaceops.brief.plain import in_full, plain
from peaceops.domain.figures import Figure, Gap
from peaceops.domain.mandate import Mandate
from peaceops.evaluate import TrackRecord
from peaceops.situation import Situation


class Brief(Part):
    """An options brief on one mission as of one date.

    Attributes:
        figures: Every figure, each key once; a part that holds a figure holds one of these.
        clock: How long the mandate still runs.
        host_position: What the host wants; ``None`` where no position of it is known, in the data
            or in the case.
        headlines: The first sentences, each with the figures that it states.
    """

    schema_version: Literal[2] = 2
    mission: str
    mission_name: str
    as_of: date
    hosts: tuple[Country, ...]
    edition: str
    seed: int
    question: str
    clock: Text
    host_position: Figure | None = None
    headlines: tuple[Text, ...] = ()
    mandate: Mandate
    situation: Situation
    council: Council
    mission_strength: MissionStrength
    violence: Violence
    status_quo: StatusQuo = StatusQuo()
    options: tuple[Option, ...]
    way_forward: tuple[Lever, ...]
    track_record: tuple[TrackRecord, ...]
    case: str | None
    statements: tuple[Statement, ...] = ()
    incidents: tuple[IncidentOnRecord, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]
    publications: tuple[PublicationUsed, ...]
    names: dict[str, str] = Field(default_factory=dict)
    outlines: tuple[Outline, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Figure]:
        """Figures by their exact key."""
        return {figure.key: figure for figure in self.figures}

    def figure(self, key: str) -> Figure | None:
        """The figure of a key, where the brief holds it."""
        return self.by_key.get(key)

    def name_of(self, code: str) -> str:
        """The name of a country of the brief."""
        return self.names.get(code, code)

    @model_serializer(mode="plain")
    def _as_json(self) -> dict[str, Any]:
        parts = {name: plain(getattr(self, name)) for name in type(self).model_fields}
        return parts | {"figures": [in_full(figure) for figure in self.figures]}
