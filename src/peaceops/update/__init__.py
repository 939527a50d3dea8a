"""What changed in figures when an edition was built anew from newer files."""

from peaceops.update.changes import Before, Changes, changes_since, remember
from peaceops.update.missions import MissionChange, State, mission_changes, mission_states
from peaceops.update.tables import TableChange, table_changes

__all__ = [
    "Before",
    "Changes",
    "MissionChange",
    "State",
    "TableChange",
    "changes_since",
    "mission_changes",
    "mission_states",
    "remember",
    "table_changes",
]


def __dir__() -> list[str]:
    return sorted(__all__)
