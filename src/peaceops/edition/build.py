"""Build an edition from publishers' files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field, fields
from pathlib import Path

import polars as pl

from peaceops.edition.assemble.all_tables import assemble_all
from peaceops.edition.assemble.curated import PUBLICATION as PUBLICATION_OF_CURATED
from peaceops.edition.derive import Derivation, with_derived
from peaceops.edition.edition import Edition
from peaceops.edition.intake import Intake, Progress, intake
from peaceops.edition.manifest import (
    SCHEMA_VERSION,
    FileEntry,
    Manifest,
    PublicationEntry,
    TableEntry,
    name_of_edition,
    sha256_of,
)
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.store import Store
from peaceops.edition.tables import TABLES, is_derived
from peaceops.edition.validate import check_references, conform
from peaceops.errors import EditionError
from peaceops.sources import ParsedFile, Publication, Recognition, Repair
from peaceops.spreadsheet import table_csv


def _silent(_step: str, _done: int, _all: int) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Build:
    """What a build found, repaired and skipped.

    Attributes:
        edition: The edition written.
        read: File, publication and layout of every file read.
        skipped: Files not read, with the reason and the remedy.
        repairs: Every value that was changed.
        absent: Tables the edition does not hold, because no file for them was found.
        lost: Tables that the edition before it had and this one lacks.
        idle: Patterns of files to leave out that no file has.
    """

    edition: Edition
    read: Sequence[FileEntry]
    skipped: Sequence[tuple[str, str]]
    repairs: Sequence[Repair]
    absent: Sequence[str] = field(default=())
    lost: Sequence[str] = field(default=())
    idle: Sequence[str] = field(default=())


def build(
    sources: Path | Sequence[Path],
    out: Path,
    *,
    label: str = "edition",
    leave_out: Collection[str] = (),
    strict: bool = False,
    progress: Progress = _silent,
    allow_missing: bool = False,
    derive: Sequence[Derivation] = (),
    _shipped: bool = False,
) -> Build:
    """Read every file below ``sources`` that a reader knows and write an edition to ``out``.

    Args:
        sources: Folders of publishers' files in any arrangement, or files; one or several.
        out: Folder of the edition. One that stands there is replaced only when all is well.
        label: First part of the edition's name.
        leave_out: Patterns of names of files not to read, such as ``*dyad_month*``.
        strict: Refuse files that no reader knows, instead of skipping them.
        progress: Called with the step, how many are done, and how many there are.
        allow_missing: Replace an edition also by one that lacks some of its tables.
        derive: How to make tables from the publishers' ones (``peaceops.prepare.DERIVATIONS``).

    Raises:
        SourceError: A source does not exist, no file was recognised, or files cannot be read as
            documented; the error lists all of them.
        EditionError: The tables contradict each other, a derived one cannot be made, or the
            edition in ``out`` has tables that the new one would lack.
        OutputError: ``out`` cannot be written, holds something else, or is not apart from the
            sources.
    """
    reads = [sources] if isinstance(sources, Path) else list(sources)
    store = Store(out, reads=reads, allow_missing=allow_missing, shipped=_shipped)
    with intake(sources, leave_out=leave_out, strict=strict, progress=progress) as files:
        return _built(files, store, label, derive, progress)


def _built(
    files: Intake, store: Store, label: str, derive: Sequence[Derivation], progress: Progress
) -> Build:
    gathered = ParsedFiles(files.readings)
    progress("assembling", 0, 1)
    frames = assemble_all(gathered)
    tables = {name: conform(TABLES[name], frame) for name, frame in sorted(frames.items())}
    check_references(tables)
    _refuse_empty(tables, gathered)
    progress("writing", 0, 1)
    lost = sorted(store.standing() - set(tables))
    entries, publication_of = _files(files.taken, files.readings, gathered.repairs)
    manifest = _put(store, label, tables, entries, publication_of)
    manifest = with_derived(store, manifest, derive, progress)
    edition = store.commit(manifest, _repairs_as_csv(gathered.repairs))
    return Build(
        edition=edition,
        read=entries,
        skipped=files.skipped,
        repairs=gathered.repairs,
        absent=sorted(name for name in set(TABLES) - set(tables) if not is_derived(name)),
        lost=lost,
        idle=files.idle,
    )


def _refuse_empty(tables: Mapping[str, pl.DataFrame], gathered: ParsedFiles) -> None:
    """Refuse an edition without a row, as of a file of the user's own and nothing that it adds to.

    Raises:
        EditionError: No file gives a row to any table.
    """
    if any(frame.height for frame in tables.values()):
        return
    reasons = sorted({f"{repair.file}: {repair.reason}" for repair in gathered.repairs})
    raise EditionError(
        "the files give no row to any table" + (f" ({'; '.join(reasons)})" if reasons else ""),
        cause="a file of your own adds to publishers' files, which have to be read with it",
        remedy="name their folder too, as `peaceops data build FOLDER FILE`; `peaceops data "
        "update FILE` fetches them first",
    )


def _files(
    taken: Sequence[Recognition],
    readings: Sequence[tuple[str, ParsedFile]],
    repairs: Sequence[Repair],
) -> tuple[list[FileEntry], dict[str, Publication]]:
    publication_of: dict[str, Publication] = {}
    entries = []
    for recognition, (name, reading) in zip(taken, readings, strict=True):
        assert recognition.reader is not None
        publication_of[name] = recognition.reader.publication
        entries.append(
            FileEntry(
                file=name,
                publication=recognition.reader.publication.id,
                layout=recognition.reader.layout,
                release=reading.release,
                sha256=sha256_of(recognition.path),
                repairs=sum(repair.file == name for repair in repairs),
            )
        )
    return entries, publication_of


def _put(
    store: Store,
    label: str,
    tables: Mapping[str, pl.DataFrame],
    entries: Sequence[FileEntry],
    publication_of: Mapping[str, Publication],
) -> Manifest:
    """Put the publishers' tables into the store; nothing of them is part of the edition yet."""
    written: dict[str, TableEntry] = {}
    for name, frame in tables.items():
        ids = _publications(name, frame, publication_of)
        written[name] = store.put(name, frame, tuple(sorted(ids)))
    used_ids = {id_ for entry in written.values() for id_ in entry.publications}
    by_id = {
        publication.id: publication
        for publication in (*publication_of.values(), PUBLICATION_OF_CURATED)
    }
    return Manifest(
        schema_version=SCHEMA_VERSION,
        edition=name_of_edition(label, written),
        tables=written,
        files=tuple(entries),
        publications={id_: _entry(by_id[id_]) for id_ in sorted(used_ids)},
    )


def _publications(
    table: str, frame: pl.DataFrame, publication_of: Mapping[str, Publication]
) -> set[str]:
    ids = set()
    for source in frame["source"].unique().sort():
        for file in str(source).split(" + "):
            if file.startswith("curated/"):
                ids.add(PUBLICATION_OF_CURATED.id)
            elif file in publication_of:
                ids.add(publication_of[file].id)
            else:
                raise EditionError(
                    f"rows come from {file!r}, which was not read", where=f"table {table}"
                )
    return ids


def _entry(publication: Publication) -> PublicationEntry:
    terms = asdict(publication)
    del terms["id"]
    return PublicationEntry(**terms)


def _repairs_as_csv(repairs: Sequence[Repair]) -> str:
    columns = [column.name for column in fields(Repair)]
    schema = dict.fromkeys(columns, pl.String) | {"row": pl.Int64}
    return table_csv(pl.DataFrame(map(astuple, repairs), schema=schema, orient="row"))
