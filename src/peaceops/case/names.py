"""Names of the cases that ship; light, for the Tab key asks for them too."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

SUFFIX = ".yaml"


def shipped_cases() -> list[str]:
    """Names of the cases that ship with the package.

    >>> "minusma-2023-06" in shipped_cases()
    True
    """
    return sorted(
        file.name.removesuffix(SUFFIX) for file in _folder().iterdir() if file.name.endswith(SUFFIX)
    )


def shipped_case(name: str) -> Traversable:
    """The file of a case that ships; it need not exist.

    Args:
        name: The case's name.
    """
    return _folder() / f"{name}{SUFFIX}"


def _folder() -> Traversable:
    return files("peaceops.case") / "shipped"
