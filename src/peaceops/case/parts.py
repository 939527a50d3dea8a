"""What the parts of a case share: a strict base and the names they use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Iso3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3 code")]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="short-name")]
LeverName = Literal["host forces", "regional cooperation", "peace process", "international support"]


class Strict(BaseModel):
    """Immutable, and no key is accepted that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
