"""Build an edition from publishers' files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from peaceops.edition.assemble import PUBLICATION_OF_CURATED, assemble_all
from peaceops.edition.edition import Edition
from peaceops.edition.manifest import (
    SCHEMA_VERSION,
    FileEntry,
    Manifest,
    PublicationEntry,
    TableEntry,
    name_of_edition,
    sha256_of,
)
from peaceops.edition.readings import Readings
from peaceops.edition.store import Store, check_place
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform
from peaceops.errors import EditionError, PeaceopsError, SourceError
from peaceops.sources import (
    Publication,
    Reading,
    Recognition,
    Repair,
    all_readers,
    find_files,
    recognise,
)
from peaceops.spreadsheet import with_texts

Progress = Callable[[str, int, int], None]


def _silent(_step: str, _done: int, _all: int) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Build:
    """What a build found, repaired and skipped.

    Attributes:
        edition: The edition written.
        read: File, publication and layout of every file read.
        skipped: Files left out, with the reason.
        repairs: Every value that was changed.
        absent: Tables the edition does not hold, because no file for them was found.
        lost: Tables that the edition before it had and this one lacks.
    """

    edition: Edition
    read: Sequence[FileEntry]
    skipped: Sequence[tuple[str, str]]
    repairs: Sequence[Repair]
    absent: Sequence[str] = field(default=())
    lost: Sequence[str] = field(default=())


def build(
    source: Path,
    out: Path,
    *,
    label: str = "edition",
    leave_out: Collection[str] = (),
    progress: Progress = _silent,
    allow_missing: bool = False,
    _shipped: bool = False,
) -> Build:
    """Read every file below ``source`` that a reader knows and write an edition to ``out``.

    Args:
        source: A folder of publishers' files in any arrangement, or one file.
        out: Folder of the edition. One that stands there is replaced only when all is well.
        label: First part of the edition's name.
        leave_out: Patterns of names of files not to read, such as ``*dyad_month*``.
        progress: Called with the step, how many are done, and how many there are.
        allow_missing: Replace an edition also by one that lacks some of its tables.

    Raises:
        SourceError: ``source`` does not exist, or files in it cannot be read as documented; the
            error lists all of them.
        EditionError: The tables contradict each other, no file was recognised, or the edition in
            ``out`` has tables that the new one would lack.
        OutputError: ``out`` cannot be written, holds something else, or is not apart from
            ``source``.
    """
    check_place(out, reads=[source], shipped=_shipped)
    recognised, skipped = _recognise(source, leave_out)
    taken, readings = _read(recognised, source, progress)
    gathered = Readings(readings)
    progress("assembling", 0, 1)
    frames = assemble_all(gathered)
    tables = {name: conform(TABLES[name], frame) for name, frame in sorted(frames.items())}
    check_references(tables)
    progress("writing", 0, 1)
    store = Store(out, reads=[source], allow_missing=allow_missing, shipped=_shipped)
    lost = sorted(store.standing() - set(tables))
    edition, entries = _write(store, label, tables, taken, readings, gathered.repairs)
    return Build(
        edition=edition,
        read=entries,
        skipped=skipped,
        repairs=gathered.repairs,
        absent=sorted(set(TABLES) - set(tables)),
        lost=lost,
    )


def _recognise(
    source: Path, leave_out: Collection[str]
) -> tuple[list[Recognition], list[tuple[str, str]]]:
    if not source.exists():
        raise SourceError("does not exist", where=str(source), remedy="name a folder of data files")
    readers = all_readers()
    found = [
        Recognition(path, None, "left out as asked")
        if any(path.match(pattern) for pattern in leave_out)
        else recognise(path, readers)
        for path in find_files(source)
    ]
    taken = [one for one in found if one.reader is not None]
    skipped = [(_name(one.path, source), one.reason) for one in found if one.reader is None]
    if not taken:
        raise SourceError(
            f"holds {len(found)} files and none that peaceops reads",
            where=str(source),
            remedy="`peaceops data sources` lists the publications and where to download them",
        )
    return taken, skipped


def _read(
    recognised: Sequence[Recognition], source: Path, progress: Progress
) -> tuple[list[Recognition], list[tuple[str, Reading]]]:
    readings: list[tuple[str, Reading]] = []
    errors: list[PeaceopsError] = []
    for done, one in enumerate(recognised):
        name = _name(one.path, source)
        progress(f"reading {name}", done, len(recognised))
        assert one.reader is not None
        try:
            readings.append((name, one.reader.read(one.path)))
        except PeaceopsError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise SourceError(
            f"{len(errors)} files cannot be read:\n" + "\n".join(f"- {one}" for one in errors),
            where=str(source),
        )
    return list(recognised), readings


def _write(
    store: Store,
    label: str,
    tables: Mapping[str, pl.DataFrame],
    taken: Sequence[Recognition],
    readings: Sequence[tuple[str, Reading]],
    repairs: Sequence[Repair],
) -> tuple[Edition, list[FileEntry]]:
    publication_of: dict[str, Publication] = {}
    entries = []
    for one, (name, reading) in zip(taken, readings, strict=True):
        assert one.reader is not None
        publication_of[name] = one.reader.publication
        entries.append(
            FileEntry(
                file=name,
                publication=one.reader.publication.id,
                layout=one.reader.layout,
                release=reading.release,
                sha256=sha256_of(one.path),
                repairs=sum(repair.file == name for repair in repairs),
            )
        )
    with store:
        written: dict[str, TableEntry] = {}
        for name, frame in tables.items():
            used = _publications(name, frame, publication_of)
            written[name] = store.put(name, frame, tuple(sorted(one.id for one in used)))
        used_ids = {id_ for entry in written.values() for id_ in entry.publications}
        publications = {
            one.id: _entry(one)
            for one in sorted(
                [*publication_of.values(), PUBLICATION_OF_CURATED], key=lambda p: p.id
            )
            if one.id in used_ids
        }
        manifest = Manifest(
            schema_version=SCHEMA_VERSION,
            edition=name_of_edition(label, written),
            tables=written,
            files=tuple(entries),
            publications=publications,
        )
        return store.commit(manifest, _repairs_as_csv(repairs)), entries


def _publications(
    table: str, frame: pl.DataFrame, publication_of: Mapping[str, Publication]
) -> set[Publication]:
    used = set()
    for source in frame["source"].unique().sort():
        for file in str(source).split(" + "):
            if file.startswith("curated/"):
                used.add(PUBLICATION_OF_CURATED)
            elif file in publication_of:
                used.add(publication_of[file])
            else:
                raise EditionError(
                    f"rows come from {file!r}, which was not read", where=f"table {table}"
                )
    return used


def _entry(publication: Publication) -> PublicationEntry:
    return PublicationEntry(
        title=publication.title,
        publisher=publication.publisher,
        licence=publication.licence,
        citation=publication.citation,
        url=publication.url,
    )


def _repairs_as_csv(repairs: Sequence[Repair]) -> str:
    columns = ("file", "row", "column", "found", "used", "reason")
    rows = [tuple(getattr(one, name) for name in columns) for one in repairs]
    schema = {name: pl.Int64 if name == "row" else pl.String for name in columns}
    return with_texts(pl.DataFrame(rows, schema=schema, orient="row")).write_csv()


def _name(path: Path, source: Path) -> str:
    return path.name if source.is_file() else path.relative_to(source).as_posix()
