"""`peaceops data`: build, show, verify and cut editions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console, open_edition_option, say
from peaceops.cli._flags import AllowMissing, EditionOut, WithoutDerived
from peaceops.cli._progress import Quiet, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peaceops.edition import Build, FileEntry
    from peaceops.sources import Repair

app = typer.Typer(
    help="Editions: build them from publishers' files, look at them, check them.",
    no_args_is_help=True,
)

WithArchive = Annotated[
    bool,
    typer.Option(
        "--with-archive",
        help="Make the archive of replays of past quarters too (`peaceops ledger history`): "
        "some minutes.",
    ),
]


@app.command()
def build(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE", help="Folders of publishers' files, or files; one or several."
        ),
    ],
    out: EditionOut = Path("editions/local"),
    label: Annotated[str, typer.Option(help="First part of the edition's name.")] = "local",
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            "--leave-out",
            metavar="PATTERN",
            help="Do not read files of this name, such as '*dyad*.csv'; may be given again.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop if any file is not read, instead of skipping it.")
    ] = False,
    repairs: Annotated[
        bool, typer.Option("--repairs", help="Print every repair, not only counts by kind.")
    ] = False,
    allow_missing: AllowMissing = False,
    without_derived: WithoutDerived = False,
    with_archive: WithArchive = False,
    quiet: Quiet = False,
) -> None:
    """Read every file that peaceops knows and write an edition; say what was found and repaired.

    A file that no reader knows is skipped, with the reason. A file that is known and wrong stops
    the build, after all files have been looked at, and the edition that stands in --out stays.
    """
    from peaceops.edition import build_edition
    from peaceops.prepare import DERIVATIONS, SHIPPED

    if without_derived and with_archive:
        raise typer.BadParameter("--with-archive and --without-derived exclude one another")

    with progress("looking for files", quiet=quiet) as step:
        built = build_edition(
            sources,
            out,
            label=label,
            leave_out=leave_out or (),
            strict=strict,
            progress=step,
            allow_missing=allow_missing,
            derive=() if without_derived else SHIPPED if with_archive else DERIVATIONS,
        )
    _report(built, every_repair=repairs)


EditionShown = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="Folder of an edition; the same as --edition."),
]
_WIDE = "what a row is; publications"


@app.command()
def show(folder: EditionShown = None, edition: EditionFolder = None) -> None:
    """List the tables of an edition with their rows, publishers and licences."""
    from rich.table import Table

    from peaceops.domain.days import short_day
    from peaceops.edition import TABLES, last_day_by_table

    data = open_edition_option(_one_of(folder, edition))
    manifest = data.manifest
    out = console()
    out.print(
        f"Edition [bold]{data.name}[/bold]"
        + (f", cut at {manifest.cut_at}" if manifest.cut_at else "")
        + f"; its record of the Council ends on {short_day(data.last_day)}",
        soft_wrap=True,
    )
    table = Table(box=None, pad_edge=False)
    for heading, how in (
        ("table", "left"),
        ("rows", "right"),
        ("last day", "left"),
        (_WIDE, "left"),
    ):
        # A name is typed in other commands: it stands whole.
        table.add_column(heading, justify=how, no_wrap=heading != _WIDE)  # type: ignore[arg-type]
    last_days = last_day_by_table(data)
    for name, entry in sorted(manifest.tables.items()):
        about = TABLES[name].about if name in TABLES else ""
        last = last_days[name]
        published = ", ".join(entry.publications)
        table.add_row(name, f"{entry.rows:,}", f"{last or ''}", f"{about}\n[dim]{published}[/dim]")
    out.print(table)
    out.print()
    for id_, publication in manifest.publications.items():
        out.print(
            f"[bold]{id_}[/bold]: {publication.title} ({publication.publisher}); "
            f"{publication.licence}",
            soft_wrap=True,
        )


@app.command()
def verify(folder: EditionShown = None, edition: EditionFolder = None) -> None:
    """Check hashes, schemas, row counts and foreign keys; status 1 if anything is wrong."""
    from peaceops.edition import verify_edition

    data = open_edition_option(_one_of(folder, edition))
    out = console()
    bad = 0
    for check in verify_edition(data):
        bad += bool(check.problem)
        mark = "[red]wrong[/red]" if check.problem else "ok"
        out.print(
            f"{mark:>5}  {check.table:<27} {check.rows:>9,}"
            + (f"  {check.problem}" if check.problem else ""),
            soft_wrap=True,
        )
    failed = "1 check failed" if bad == 1 else f"{bad} checks failed"
    out.print(f"{data.name}: {failed if bad else 'all checks passed'}")
    if bad:
        raise typer.Exit(1)


def _one_of(folder: Path | None, edition: Path | None) -> Path | None:
    """The folder named, as an argument or by --edition.

    Raises:
        typer.BadParameter: Both are, and are two.
    """
    if folder is not None and edition is not None and folder != edition:
        raise typer.BadParameter(f"name one edition, not {folder} and {edition}")
    return edition if folder is None else folder


@app.command()
def cut(
    out: Annotated[Path, typer.Option("--out", help="Folder of the cut edition.")],
    as_of: AsOf = None,
    edition: EditionFolder = None,
) -> None:
    """Write a copy of an edition without any row known after a date."""
    from peaceops.edition import cut_edition

    data = open_edition_option(edition)
    as_of = data.last_day if as_of is None else as_of
    edition_cut = cut_edition(data, as_of, out)
    rows = sum(entry.rows for entry in edition_cut.manifest.tables.values())
    console().print(f"{out}: {rows:,} rows known by {as_of}")


@app.command()
def derive(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of an edition.")],
    with_archive: WithArchive = False,
    quiet: Quiet = False,
) -> None:
    """Make anew the tables that briefs share, after an update of peaceops."""
    from peaceops.edition import derive_again
    from peaceops.prepare import DERIVATIONS, SHIPPED

    with progress("reading the edition", quiet=quiet) as step:
        edition = derive_again(folder, SHIPPED if with_archive else DERIVATIONS, progress=step)
    tables = ", ".join(name for name, entry in edition.manifest.tables.items() if entry.derived_by)
    console().print(f"{folder}: {edition.name}, made anew: {tables or 'none'}", soft_wrap=True)


@app.command()
def sources() -> None:
    """List the publications that peaceops reads, their terms, and where to download them."""
    from peaceops.sources import all_readers

    out = console()
    seen = {reader.publication.id: reader.publication for reader in all_readers()}
    for id_, publication in sorted(seen.items()):
        out.print(f"[bold]{id_}[/bold]  {publication.title}", soft_wrap=True)
        out.print(f"    {publication.publisher}; {publication.licence}", soft_wrap=True)
        out.print(f"    {publication.url}", soft_wrap=True)


@app.command()
def template(
    layout: Annotated[
        str, typer.Argument(metavar="LAYOUT", help="mandates, ceilings or requests.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write; without it the file is printed.")
    ] = None,
) -> None:
    """Write a file of mandates, ceilings or hosts' requests of your own to begin from.

    `data build` reads such files like any other. Their rows go before those that ship.
    """
    from peaceops.durable import write_file
    from peaceops.errors import SourceError, did_you_mean
    from peaceops.sources import TEMPLATES

    if layout not in TEMPLATES:
        raise SourceError(
            f"there is no layout {layout!r}",
            remedy=did_you_mean(layout, TEMPLATES) or f"use one of {', '.join(TEMPLATES)}",
        )
    example = TEMPLATES[layout]
    if out is None:
        typer.echo(example.text(), nl=False)
        return
    write_file(out, example.text(), fresh=True)
    say("Wrote", f"{out}: put your own rows in place of the examples, then build with it")
    widest = max(len(name) for name in example.columns)
    for name, meaning in example.columns.items():
        say(f"  {name:<{widest}}", f" {meaning}")


def _report(built: Build, *, every_repair: bool) -> None:
    from peaceops.edition import skipped_by_reason

    say("Read", _files(len(built.read)))
    for files in _alike(built.read):
        count = sum(entry.repairs for entry in files)
        repaired = f", {count} repairs" if count else ""
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        say("", f"  {files[0].file}{more}: {files[0].publication}, {files[0].layout}{repaired}")
    _say_repairs(built, every_repair)
    say("Skipped", _files(len(built.skipped)))
    for line in skipped_by_reason(built.skipped):
        say("", f"  {line}")
    for pattern in built.idle:
        say("Left out nothing", f"for --leave-out {pattern!r}: no file has such a name")
    if built.absent:
        say("No file found for", ", ".join(built.absent))
    if built.lost:
        say("No longer held", f"though the edition before had them: {', '.join(built.lost)}")
    rows = sum(entry.rows for entry in built.edition.manifest.tables.values())
    skipped = f"; {_files(len(built.skipped))} not read, see above" if built.skipped else ""
    say(
        "Wrote",
        f"{built.edition.folder}: {built.edition.name}, "
        f"{len(built.edition.manifest.tables)} tables, {rows:,} rows; every repair is in "
        f"repairs.csv{skipped}",
    )


def _say_repairs(built: Build, every_repair: bool) -> None:
    say("Repaired", f"{len(built.repairs)} values")
    first = {entry.file: files[0].file for files in _alike(built.read) for entry in files}
    examples: dict[tuple[str, str], Repair] = {}
    for repair in built.repairs:
        examples.setdefault((first.get(repair.file, repair.file), repair.reason), repair)
    counts = Counter((first.get(repair.file, repair.file), repair.reason)
                     for repair in built.repairs)  # fmt: skip
    for key, count in sorted(counts.items()):
        example = examples[key]
        say(
            "",
            f"  {example.file}: {count} × {example.reason} (row {example.row}, {example.column}: "
            f"{example.found!r} → {example.used!r})",
        )
    if every_repair:
        for repair in built.repairs:
            say(
                "",
                f"    {repair.file}, row {repair.row}, {repair.column}: {repair.found!r} → "
                f"{repair.used!r}; {repair.reason}",
            )


_ALIKE = 24
"""So many files of one layout are told together."""


def _alike(files: Sequence[FileEntry]) -> list[list[FileEntry]]:
    """Files read, those of a layout of many taken together."""
    by_layout: dict[tuple[str, str], list[FileEntry]] = {}
    for entry in files:
        by_layout.setdefault((entry.publication, entry.layout), []).append(entry)
    groups = []
    for entries in by_layout.values():
        groups += [entries] if len(entries) >= _ALIKE else [[entry] for entry in entries]
    return sorted(groups, key=lambda entries: entries[0].file)


def _files(count: int) -> str:
    return f"{count} files" if count != 1 else "1 file"
