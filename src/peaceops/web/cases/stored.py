"""What stands on the shelf of cases: texts, cases that can be used, and lines of the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from peaceops.case import Case
from peaceops.web.cases.past import SavedVersion


@dataclass(frozen=True)
class StoredText:
    """The text of a case on the shelf, whether it can be used or not.

    Attributes:
        name: What it is called on the desk and in addresses.
        version: Digest of its text: who saves says which version the change was made to.
        text: The YAML.
        shipped: Whether it ships with peaceops, and so cannot be changed.
        saved: When it was last saved; ``None`` for one that ships.
    """

    name: str
    version: str
    text: str
    shipped: bool = False
    saved: datetime | None = None


@dataclass(frozen=True)
class StoredCase(StoredText):
    """A case on the shelf: its text, and what it says.

    Attributes:
        case: What it says.
    """

    case: Case = field(kw_only=True)


@dataclass(frozen=True)
class Listed:
    """A case in a list.

    Attributes:
        name: What it is called.
        mission: Acronym of its mission; empty where it cannot be read.
        as_of: Its day.
        shipped: Whether it ships with peaceops.
        saved: When it was last saved.
        problem: What is wrong with it, in one line; empty if nothing is.
        opens: Whether the desk has a page for it; a file with a name of another form has none.
    """

    name: str
    mission: str
    as_of: date | None
    shipped: bool
    saved: datetime | None
    problem: str = ""
    opens: bool = True


@dataclass(frozen=True)
class Deleted:
    """A case that was deleted, and can be brought back.

    Attributes:
        name: What it was called.
        last: Its last version.
    """

    name: str
    last: SavedVersion
