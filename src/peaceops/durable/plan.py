"""The plan of a change, written down first, so that one that is killed can be finished."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from peaceops.durable.work import PLAN, sync_file, sync_folder


@dataclass(frozen=True)
class Plan:
    """What a change is about to do.

    Attributes:
        folder: Name of the folder that changes, beside the work folder; empty if the work folder
            stands in the folder itself and files are moved one after the other.
        write: Files that are written.
        remove: Files of ours that go.
        inode: Device and number of the new folder, by which a trade of names is known to be done.
    """

    folder: str
    write: tuple[str, ...]
    remove: tuple[str, ...]
    inode: tuple[int, int] = (0, 0)

    def put(self, work: Path) -> None:
        """Write the plan to a work folder in one step: from here on the change will be finished."""
        part = work / f"{PLAN}.part"
        part.write_bytes(json.dumps(asdict(self)).encode())
        sync_file(part)
        part.replace(work / PLAN)
        sync_folder(work)

    @staticmethod
    def of(work: Path) -> Plan | None:
        """Read the plan of a work folder; ``None`` if it had not come to one."""
        try:
            content = json.loads((work / PLAN).read_bytes())
            device, number = content["inode"]
            plan = Plan(
                str(content["folder"]),
                tuple(content["write"]),
                tuple(content["remove"]),
                (int(device), int(number)),
            )
        except (OSError, ValueError, LookupError, TypeError):
            return None
        inside = all(_inside(name) for name in (*plan.write, *plan.remove))
        return plan if inside and Path(plan.folder).name == plan.folder else None

    @staticmethod
    def done(work: Path) -> None:
        """Take the plan away: nothing of it is left to do."""
        (work / PLAN).unlink(missing_ok=True)


def _inside(name: object) -> bool:
    return isinstance(name, str) and not Path(name).is_absolute() and ".." not in Path(name).parts
