"""The case that accepted statements go to: a new one, one that is copied, or one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from peaceops.case import Case, draft_case
from peaceops.domain.days import long_day
from peaceops.reading import add_statements
from peaceops.web.cases.names import free_name, slug
from peaceops.web.cases.shelf import StoredCase, version_of
from peaceops.web.desk import Desk
from peaceops.web.problems import ConflictError

if TYPE_CHECKING:
    from peaceops.case import Statement

NEW, COPY = "new", "from:"


@dataclass(frozen=True)
class Target:
    """A case to add to.

    Attributes:
        name: What it is to be called.
        version: The version that was looked at; ``None`` for one that is to be new.
        text: Its YAML.
        case: What it says.
    """

    name: str
    version: str | None
    text: str
    case: Case

    @property
    def stored(self) -> StoredCase:
        """It as it would stand on the shelf, for answers that rest on it."""
        return StoredCase(self.name, version_of(self.text), self.text, case=self.case)

    @property
    def in_words(self) -> str:
        """The case as a sentence names it."""
        words = f"the case {self.name}" if self.version is not None else "a new case"
        return f"{words}, as of {long_day(self.case.as_of)}"


@dataclass(frozen=True)
class Choice:
    """A case that can be chosen.

    Attributes:
        key: As a form sends it.
        words: As a reader reads it.
    """

    key: str
    words: str


def choices_of(desk: Desk, mission: str, day: date) -> list[Choice]:
    """The cases that statements on a mission can go to.

    Args:
        desk: The desk.
        mission: Acronym of the mission.
        day: Day of a case that is drafted.
    """
    choices = [Choice(NEW, f"A new case, as of {long_day(day)}")]
    for line in desk.shelf.of_mission(mission):
        as_of = f"as of {long_day(line.as_of)}" if line.as_of else ""
        if line.shipped:
            choices.append(Choice(f"{COPY}{line.name}", f"A copy of {line.name}, {as_of}"))
        else:
            stored = desk.shelf.read(line.name)
            choices.append(Choice(key_of(stored), f"{line.name}, {as_of}"))
    return choices


def key_of(stored: StoredCase) -> str:
    """The key of a case on the shelf: its name, and the version that the reader looks at."""
    return f"{stored.name}@{stored.version}"


def target_of(desk: Desk, mission: str, day: date, key: str, name: str) -> Target:
    """The case of a key.

    Args:
        desk: The desk.
        mission: Acronym of the mission.
        day: Day of a case that is drafted.
        key: The key of a choice; empty for a new case.
        name: What a new case is to be called; a free name where it is empty.

    Raises:
        NotFoundError: There is no such case.
        CaseError: It cannot be read, or none can be drafted.
    """
    if key and key != NEW and not key.startswith(COPY):
        chosen, _, version = key.partition("@")
        stored = desk.shelf.read(chosen)
        return Target(stored.name, version, stored.text, stored.case)
    name = name.strip() or name_of_new(desk, mission, day)
    if key.startswith(COPY):
        stored = desk.shelf.read(key.removeprefix(COPY))
        return Target(name, None, stored.text, stored.case)
    text = desk.answer(("read.draft", mission, day), lambda: draft_case(desk.view(day), mission))
    return Target(name, None, text, desk.shelf.parsed(text, name))


def name_of_new(desk: Desk, mission: str, day: date) -> str:
    """What a new case is called if the reader does not say."""
    return free_name(desk.shelf, f"{slug(mission)}-{day:%Y-%m-%d}")


def with_statements(target: Target, statements: Sequence[Statement]) -> tuple[str, int]:
    """The text of a case with statements added, and how many were not in it yet.

    Args:
        target: The case.
        statements: The statements.

    Raises:
        CaseError: One is dated after the case's day, or cannot be added.
    """
    return add_statements(target.text, statements, where=f"{target.name}.yaml")


def save(desk: Desk, target: Target, statements: Sequence[Statement]) -> tuple[StoredCase, int]:
    """Add statements to a case and save it.

    Args:
        desk: The desk.
        target: The case.
        statements: The statements.

    Returns:
        The case as it stands then, and how many statements were added.

    Raises:
        ConflictError: It was saved by somebody else since the reader looked at it.
        CaseError: It cannot be added to.
        OutputError: The folder cannot be written to.
    """
    if target.version is not None and version_of(target.text) != target.version:
        raise ConflictError(
            f"the case {target.name} was saved by somebody else, or in another tab, since you "
            "looked at it",
            remedy="nothing was added yet: look at what stands there now, then add to it, or "
            "choose a new case",
        )
    text, added = with_statements(target, statements)
    return desk.shelf.save(target.name, text, version=target.version), added
