"""Showing a file that was written: in the program that the system opens it with."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from peaceops.cli._console import console


def open_in_viewer(path: Path) -> None:
    """Open a file in the system's program for it, or say why not; the path is printed either way.

    Nothing is opened where the output goes to a pipe or a file, for then nobody sits before it.
    """
    place = path.resolve()
    if not sys.stdout.isatty():
        _say(f"Not opened, for the output goes to no screen: {place}")
        return
    if _without_screen():
        _say(f"Not opened, for this machine has no graphical screen: {place}")
        return
    if typer.launch(str(place)) != 0:
        _say(f"Not opened, for the system names no program for it: {place}")
        return
    _say(f"Opened {place}")


def _without_screen() -> bool:
    """Whether this is a Unix machine without a graphical screen, as over a plain connection."""
    if sys.platform in ("win32", "darwin"):
        return False
    return not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _say(line: str) -> None:
    console().print(line, soft_wrap=True, markup=False)
