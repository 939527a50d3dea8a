"""Imports go one way, and files stay small enough to read in one sitting."""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "peaceops"

# From the ground up: a room may import rooms before it in this order. Rooms in one set stand side
# by side and do not know one another.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "characters", "encodings", "process_limits", "spreadsheet"}),
    frozenset({"durable"}),
    frozenset({"domain", "endpoint"}),
    frozenset({"evaluate"}),
    frozenset({"sources"}),
    frozenset({"fetch"}),
    frozenset({"edition"}),
    frozenset({"case"}),
    frozenset({"situation", "mandate", "council", "violence", "mission", "reading"}),
    frozenset({"options", "overview", "ledger"}),
    frozenset({"prepare", "update"}),
    frozenset({"brief"}),
    frozenset({"compare"}),
    frozenset({"questions"}),
    frozenset({"web"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Models know a case only through the plain values they are given.
NEVER = {room: {"case"} for room in ("situation", "mandate", "council", "violence", "mission")}
FILES = sorted(SOURCE.rglob("*.py"))
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> list[tuple[int, str]]:
    """Line and name of every module of ours that a file imports, or takes something from."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "peaceops":
            names = [f"peaceops.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        found += [(node.lineno, name) for name in names if name.startswith("peaceops.")]
    return found


def test_a_room_imports_only_rooms_below_it() -> None:
    assert {room_of(path) for path in FILES} - {"__init__"} <= set(FLOOR_OF), "each has its floor"
    wrong = []
    for path in FILES:
        room = room_of(path)
        for line, name in imports(path):
            other = name.split(".")[1]
            if room == "__init__" or other in (room, "__version__"):
                continue
            if FLOOR_OF[other] >= FLOOR_OF[room] or other in NEVER.get(room, ()):
                wrong.append(f"{path.relative_to(SOURCE)}:{line}: {name}")
    assert not wrong, "a room may not import these:\n" + "\n".join(wrong)


def test_a_file_can_be_read_in_one_sitting() -> None:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in FILES}
    long = [f"{path.relative_to(SOURCE)}: {count}" for path, count in lines.items() if count > 400]
    assert not long, "more than 400 lines, ask what these are really made of:\n" + "\n".join(long)


@pytest.mark.parametrize(
    "room", ["situation", "mandate", "council", "violence", "mission", "options"]
)
def test_models_read_a_view_and_nothing_else(room: str) -> None:
    forbidden = ("read_parquet", "read_csv", "open_edition", "date.today", "datetime.now", "time()")
    for path in sorted((SOURCE / room).rglob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines()
        # An example in a docstring has to get its view from somewhere.
        text = "\n".join(line for line in lines if not line.lstrip().startswith(">>> "))
        # Weights learned beforehand, dated by what they were learned from, are part of the model.
        text = text.replace("read_csv(SHIPPED_WEIGHTS", "")
        found = [word for word in forbidden if word in text]
        assert not found, f"{path.name} uses {found}"


def test_a_room_uses_others_through_their_face() -> None:
    """A module behind another room's face is not imported; each module of the floor is a face."""
    past = []
    for path in FILES:
        for line, name in imports(path):
            _, package, *module = name.split(".")
            if module and package in ROOMS and package not in ("domain", room_of(path)):
                past.append(f"{path.relative_to(SOURCE)}:{line}: {name}")
    assert not past, "take these from the room itself:\n" + "\n".join(past)


@pytest.mark.parametrize("room", ROOMS)
def test_a_face_gives_every_name_it_offers(room: str) -> None:
    face = import_module(f"peaceops.{room}")
    for name in getattr(face, "__all__", ()):
        value = getattr(face, name)
        assert not isinstance(value, ModuleType), f"{name} is also a module of {room}"
