"""A field of a form with what stands in it, on the pages of a case and on the cards of a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peaceops.case import Field
from peaceops.web.cases.choices import Group


@dataclass(frozen=True)
class Filled:
    """A field of a form with what stands in it.

    Attributes:
        field: The field.
        typed: What stands in it.
        groups: What it offers.
        names: Names that it is likely to hold.
        problems: What is wrong with it, each in sentences.
    """

    field: Field
    typed: str
    groups: tuple[Group, ...] = ()
    names: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_day(self) -> bool:
        """Whether a field for days can show it: a browser drops what is none."""
        return not self.typed or isinstance(self.field.value(self.typed), date)

    @property
    def is_offered(self) -> bool:
        """Whether what stands in it is among what it offers."""
        return any(self.typed == word for _, choices in self.groups for word, _ in choices)
