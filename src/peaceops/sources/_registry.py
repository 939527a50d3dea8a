"""Which reader reads a file: told from its columns, not from its name."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

import pyarrow.parquet as pq

from peaceops.sources._reading import Reader

MODULES = (
    "undl",
    "council_affairs",
    "vetoes",
    "council_members",
    "data_hub_missions",
    "data_hub_personnel",
    "data_hub_money",
    "ipi",
    "contributor_years",
    "geopko",
    "tamm",
    "dyad_months",
    "un_expenses",
    "ucdp_events",
    "ucdp_country_year",
    "views",
    "views_challenge",
    "pace",
    "ideal_points",
    "natural_earth",
    "priogrid",
)

# Parts of a data set that are read together with another file.
COMPANION_SUFFIXES = (".dbf", ".shx", ".prj", ".cpg")
ALIKE = 0.75


@dataclass(frozen=True)
class Recognition:
    """A file and the reader for it, or the reason why there is none."""

    path: Path
    reader: Reader | None
    reason: str = ""


def all_readers() -> tuple[Reader, ...]:
    """Every reader of every publisher."""
    readers: list[Reader] = []
    for name in MODULES:
        readers.extend(import_module(f"peaceops.sources.{name}").READERS)
    return tuple(readers)


def find_files(folder: Path) -> Iterator[Path]:
    """Every file below ``folder`` (or the file itself), in a fixed order, hidden ones left out."""
    if folder.is_file():
        yield folder
        return
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix not in COMPANION_SUFFIXES:
            yield path


def recognise(path: Path, readers: Iterable[Reader]) -> Recognition:
    """Find the reader whose columns the file has, or almost has.

    A file that has most of a layout's columns is taken for it, so that the reader can say which
    column was renamed.
    """
    suited = [reader for reader in readers if path.name.endswith(reader.suffixes)]
    if not suited:
        return Recognition(path, None, f"no publication we read comes as {path.suffix or 'this'}")
    header = _header(path)
    whole = [reader for reader in suited if reader.columns <= header]
    if whole:
        return Recognition(path, max(whole, key=lambda reader: len(reader.columns)))
    best = max(suited, key=lambda reader: _likeness(reader, header))
    if _likeness(best, header) >= ALIKE:
        return Recognition(path, best)
    shown = ", ".join(sorted(header)[:4])
    return Recognition(path, None, f"no layout we know (columns: {shown} ...)")


def _likeness(reader: Reader, header: frozenset[str]) -> float:
    return len(reader.columns & header) / len(reader.columns) if reader.columns else 0.0


def _open_text(path: Path) -> Callable[..., IO[str]]:
    return gzip.open if path.suffix == ".gz" else open


def _header(path: Path) -> frozenset[str]:
    if path.suffix == ".parquet":
        return frozenset(pq.read_schema(path).names)
    if not path.name.endswith((".csv", ".csv.gz", ".tsv")):
        return frozenset()
    options = {"encoding": "utf-8-sig", "errors": "replace", "newline": ""}
    try:
        with _open_text(path)(path, "rt", **options) as stream:
            names = next(csv.reader(stream), [])
    except (OSError, EOFError, csv.Error):
        return frozenset()
    return frozenset(name.strip() for name in names)
