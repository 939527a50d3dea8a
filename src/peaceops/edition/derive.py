"""Tables that peaceops makes from the publishers' ones while an edition is built.

What is the same for every brief of an edition (odds of past votes, scores of completed years) is
made once and kept in it. A room's function makes a table from a view; the edition holds its rows
with the code that made them, and ``View.derived`` hands them out to that code only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.array_cache import code_digest
from peaceops.edition.edition import Edition, open_edition
from peaceops.edition.intake import Progress
from peaceops.edition.manifest import (
    SCHEMA_VERSION,
    DerivedBy,
    Manifest,
    PublicationEntry,
    TableEntry,
)
from peaceops.edition.parquet import decoded
from peaceops.edition.store import Store
from peaceops.edition.tables import TABLES, is_derived
from peaceops.edition.validate import check_references, conform
from peaceops.edition.view import View
from peaceops.errors import EditionError, MissingTableError

SOURCE = "peaceops"
"""The ``source`` of every derived row."""


@dataclass(frozen=True)
class Derivation:
    """How a derived table is table.

    Attributes:
        table: Its name, one of ``edition.tables.derived``.
        rooms: Rooms whose code makes it: when a file of them changes, the rows are stale.
        make: Makes the rows from a view of all that the publishers' tables hold, and the derived
            tables made before it. A row stands on nothing that became known after its
            ``known_on``, so that a cut edition holds what would have been made from the cut.
            ``known_on`` is filled in as the schema says, ``source`` and ``row`` always.
        costly: It takes minutes: where it stands and the code is the same, it is not made again.
    """

    table: str
    rooms: tuple[str, ...]
    make: Callable[[View], pl.DataFrame]
    costly: bool = False


@dataclass(frozen=True)
class DerivedTable:
    """A derived table with its file, and the publication that it counts as."""

    entry: TableEntry
    content: bytes
    publication: PublicationEntry


def publication_id(table: str) -> str:
    """Identifier of the publication that a derived table counts as."""
    return f"peaceops-{table.replace('_', '-')}"


def with_derived(
    store: Store,
    manifest: Manifest,
    derivations: Sequence[Derivation],
    progress: Progress,
    standing: Mapping[str, DerivedTable] | None = None,
) -> Manifest:
    """Put derived tables into a store that holds the publishers' tables, not yet committed.

    Args:
        store: The store.
        manifest: Of the tables in it.
        derivations: How to make each; one that needs a table the edition lacks makes none.
        progress: Called with the step, how many are done, and how many there are.
        standing: Derived tables that are taken over as they stand.

    Returns:
        The manifest of all of them.

    Raises:
        EditionError: A table cannot be made, or what was made breaks its schema; the error names
            the table.
    """
    contents = {name: store.contents[entry.file] for name, entry in manifest.tables.items()}
    for done, derivation in enumerate(derivations):
        name = derivation.table
        progress(f"making {name}", done, len(derivations))
        table = (standing or {}).get(name) or _derived(store, manifest, contents, derivation)
        if table is None:
            continue
        store.contents[table.entry.file] = contents[name] = table.content
        publications = manifest.publications | {publication_id(name): table.publication}
        update = {
            "tables": manifest.tables | {name: table.entry},
            "publications": dict(sorted(publications.items())),
        }
        manifest = manifest.model_copy(update=update)
    return manifest


def _derived(
    store: Store, manifest: Manifest, contents: Mapping[str, bytes], derivation: Derivation
) -> DerivedTable | None:
    """Make a derived table from the tables so far; ``None`` where one that it needs is missing."""
    name = derivation.table
    edition = Edition.unwritten(manifest, contents)
    day = _last_day_known(edition)
    view = View(edition, day)  # of its own: it remembers what was read from it
    rows = _rows(derivation, view)
    if rows is None:
        return None
    targets = set(TABLES[name].references) & set(contents)
    check_references(
        {name: rows} | {target: decoded(contents[target], target) for target in targets}
    )
    sources = {id_ for table in view.tables_read for id_ in view.publications_of(table)}
    entry = store.put(
        name,
        rows,
        tuple(sorted({publication_id(name), *sources})),
        DerivedBy(rooms=derivation.rooms, code=code_digest(derivation.rooms)),
    )
    return DerivedTable(entry, store.contents[entry.file], _publication(name, view))


def _last_day_known(edition: Edition) -> date:
    """Day on which the last row of the publishers' tables became known."""
    whole = View(edition, edition.manifest.cut_at or date.max)  # and not the edition's own view
    last_days: list[date] = [
        whole.table(name)["known_on"].max()  # type: ignore[misc]
        for name in edition.manifest.tables
        if whole.table(name).height
    ]
    return max(last_days, default=whole.as_of)


def derive_again(
    folder: Path,
    derivations: Sequence[Derivation],
    *,
    progress: Progress = lambda *_: None,
    shipped: bool = False,
) -> Edition:
    """Make the derived tables of an edition anew, as after a change of the code that makes them.

    Args:
        folder: The edition; it is replaced in one step, and keeps its name.
        derivations: How to make each table; derived tables not among them are dropped.
        progress: Called with the step, how many are done, and how many there are.
        shipped: Allow it for the starter edition, as only the script that makes it does.

    Raises:
        EditionError: There is no edition, it is damaged, or a table cannot be table.
        OutputError: The folder cannot be written to.
    """
    edition = open_edition(folder)
    before = edition.manifest
    repairs = edition.repairs()
    published = {name: entry for name, entry in before.tables.items() if not is_derived(name)}
    dropped = {publication_id(name) for name in before.tables if is_derived(name)}
    publications = {id_: entry for id_, entry in before.publications.items() if id_ not in dropped}
    store = Store(folder, shipped=shipped)
    for name, entry in published.items():
        store.contents[entry.file] = edition.content(name)
    update = {"schema_version": SCHEMA_VERSION, "tables": published, "publications": publications}
    standing = _still_right(edition, derivations)
    manifest = with_derived(
        store, before.model_copy(update=update), derivations, progress, standing
    )
    return store.commit(manifest, None if repairs is None else repairs.decode())


def _still_right(edition: Edition, derivations: Sequence[Derivation]) -> dict[str, DerivedTable]:
    """Costly tables of an edition that the same code has made from the same publishers' tables."""
    manifest = edition.manifest
    standing = {}
    for derivation in derivations:
        entry = manifest.tables.get(derivation.table)
        by = entry.derived_by if entry else None
        if entry is None or by is None or not derivation.costly:
            continue
        if by.rooms == derivation.rooms and by.code == code_digest(by.rooms):
            publication = manifest.publications[publication_id(derivation.table)]
            content = edition.content(derivation.table)
            standing[derivation.table] = DerivedTable(entry, content, publication)
    return standing


def _rows(derivation: Derivation, view: View) -> pl.DataFrame | None:
    name = derivation.table
    if not is_derived(name):
        raise EditionError(f"{name!r} is not among the derived tables", where=f"table {name}")
    try:
        rows = derivation.make(view)
    except MissingTableError:
        return None
    except Exception as error:
        raise EditionError(
            f"could not be made from the others: {type(error).__name__}: {error}",
            where=f"table {name}",
            cause="a defect of peaceops, or an edition of a kind it was not made for",
            remedy="build with --without-derived (briefs say the same and take longer), and "
            "report this message",
        ) from error
    return conform(
        TABLES[name], rows.with_columns(source=pl.lit(SOURCE), row=pl.lit(None, pl.Int64))
    )


def _publication(table: str, view: View) -> PublicationEntry:
    tables = ", ".join(view.tables_read)
    sources = [id_ for name in view.tables_read for id_ in view.publications_of(name)]
    entries = view.publications()
    return PublicationEntry(
        title=f"{table}: made by peaceops from the tables {tables}",
        publisher="peaceops",
        licence="Apache-2.0; that of the publications it is made from",
        citation=f"peaceops, table {table}, made from the tables {tables}",
        url=entries[sources[0]].url if sources else "",
    )
