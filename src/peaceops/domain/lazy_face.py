"""A room's face that imports what is behind it only when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def lazy_face(package: str, modules: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package whose public names stand in its modules; sets its ``dir``.

    A module must not be called like a public name: Python then gives the module for the name.

    Args:
        package: The package's ``__name__``.
        modules: Public names by the module, below the package, in which they stand; ``build as
            build_edition`` where the face's name says more.

    >>> lazy_face("peaceops.domain", {"distances": ["kilometres"]})("kilometres").__name__
    'kilometres'
    """
    places = {
        entry.rpartition(" as ")[2]: (module, entry.partition(" as ")[0])
        for module, entries in modules.items()
        for entry in entries
    }

    face = sys.modules[package]

    def value_of(name: str) -> object:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, attribute = places[name]
        value = getattr(import_module(f"{package}.{module}"), attribute)
        setattr(face, name, value)
        return value

    def names() -> list[str]:
        return sorted(getattr(face, "__all__", places))

    # Completion and help show what can be asked for, whether or not it was imported yet.
    vars(face)["__dir__"] = names
    return value_of
