"""Imports go one way, and files stay small enough to read in one sitting."""

from __future__ import annotations

import ast
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
# Imports past another room's face, into a module behind it; a number only ever falls.
PAST_A_FACE = {
    "brief": 0,
    "cli": 0,
    "council": 0,
    "mission": 0,
    "options": 0,
    "situation": 0,
    "violence": 0,
}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "peaceops":
                names = [f"peaceops.{alias.name}" for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("peaceops.")}
    return rooms


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    assert room in FLOOR_OF, f"{room} has no floor in the house"
    for other in imported_rooms(path) - {room, "__version__"}:
        assert FLOOR_OF[other] < FLOOR_OF[room], f"{room} may not import {other}"
        assert other not in NEVER.get(room, set()), f"{room} may not import {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{path.name} has {lines} lines: ask what it is really made of"


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


def imports_past_a_face(path: Path) -> list[str]:
    """Imports from a module behind another room's face; each module of the floor is a face."""
    places = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        package, _, module = node.module.removeprefix("peaceops.").partition(".")
        behind = node.module.startswith("peaceops.") and module and package in ROOMS
        if behind and package not in ("domain", room_of(path)):
            places.append(f"{path.relative_to(SOURCE)}:{node.lineno}: {node.module}")
    return places


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_others_through_their_face(room: str) -> None:
    places = [
        place for path in FILES if room_of(path) == room for place in imports_past_a_face(path)
    ]
    limit = PAST_A_FACE.get(room, 0)
    assert len(places) <= limit, f"{len(places)} where {limit} were:\n" + "\n".join(places)
    assert len(places) == limit, f"only {len(places)} are left: lower the number of {room} to that"


@pytest.mark.parametrize("room", ROOMS)
def test_a_face_gives_every_name_it_offers(room: str) -> None:
    face = import_module(f"peaceops.{room}")
    for name in getattr(face, "__all__", ()):
        value = getattr(face, name)
        assert not isinstance(value, ModuleType), f"{name} is also a module of {room}"
