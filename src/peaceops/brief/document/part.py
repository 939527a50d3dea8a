"""What the parts of a brief share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a brief: immutable, and no key is accepted that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


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


class Country(Part):
    """A country by code and name."""

    iso3: str
    name: str
