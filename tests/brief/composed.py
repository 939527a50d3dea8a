"""Briefs of the starter edition that several tests look at, each composed once in a process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.case import load_case
from peaceops.edition import Edition, open_edition

REFERENCE = ("MINUSMA", date(2023, 6, 16), "minusma-2023-06")
# Text that tries to be HTML, typst, Markdown and an address.
HOSTILE = (
    '<script>alert("x")</script> #import "@preview/x" *_`$ | [a](javascript:b) </svg> &amp; @me'
)


@cache
def starter() -> Edition:
    """The starter edition, opened once."""
    return open_edition()


@cache
def brief(mission: str, day: date, case: str | None = None) -> Brief:
    """A brief of the starter edition.

    Args:
        mission: Acronym.
        day: Date it is as of.
        case: Name of a shipped case.
    """
    return compose(starter(), mission, day, case=load_case(case) if case else None)


def reference() -> Brief:
    """The brief that README shows."""
    return brief(*REFERENCE)


def edition_with(folder: Path, wanted: Callable[[str], bool]) -> Edition:
    """The starter edition with some of its tables.

    Args:
        folder: Where it is written.
        wanted: Whether a table stays, by its name.
    """
    shutil.copytree(starter().folder, folder / "edition")
    manifest = starter().manifest
    tables = {name: entry for name, entry in manifest.tables.items() if wanted(name)}
    text = manifest.model_copy(update={"tables": tables}).to_json()
    (folder / "edition" / "manifest.json").write_text(text, encoding="utf-8")
    return Edition(folder / "edition")
