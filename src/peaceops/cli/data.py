"""`peaceops data`: build, show, verify and cut editions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console, opened, progress

if TYPE_CHECKING:
    from peaceops.edition.build import Build

app = typer.Typer(
    help="Editions: build them from publishers' files, look at them, check them.",
    no_args_is_help=True,
)


@app.command()
def build(
    source: Annotated[Path, typer.Argument(help="Folder of publishers' files, or one file.")],
    out: Annotated[
        Path, typer.Option("--out", help="Folder of the edition; replaced only if all goes well.")
    ] = Path("editions/local"),
    label: Annotated[str, typer.Option(help="First part of the edition's name.")] = "local",
    repairs: Annotated[
        bool, typer.Option("--repairs", help="Print every repair, not only counts by kind.")
    ] = False,
    allow_missing: Annotated[
        bool,
        typer.Option(
            "--allow-missing", help="Replace an edition also by one that lacks some of its tables."
        ),
    ] = False,
) -> None:
    """Read every file that peaceops knows and write an edition; say what was found and repaired."""
    from peaceops.edition.build import build as build_edition

    with progress("looking for files") as step:
        built = build_edition(source, out, label=label, progress=step, allow_missing=allow_missing)
    _report(built, every_repair=repairs)


@app.command()
def show(
    folder: Annotated[Path | None, typer.Argument(help="Folder of an edition.")] = None,
) -> None:
    """List the tables of an edition with their rows, publishers and licences."""
    from rich.table import Table

    from peaceops.edition.tables import TABLES

    edition = opened(folder)
    manifest = edition.manifest
    out = console()
    out.print(
        f"Edition [bold]{edition.name}[/bold]"
        + (f", cut at {manifest.cut_at}" if manifest.cut_at else "")
    )
    table = Table(box=None, pad_edge=False)
    for heading, how in (
        ("table", "left"),
        ("rows", "right"),
        ("what a row is", "left"),
        ("publications", "left"),
    ):
        table.add_column(heading, justify=how, overflow="fold")  # type: ignore[arg-type]
    for name, entry in sorted(manifest.tables.items()):
        about = TABLES[name].about if name in TABLES else ""
        table.add_row(name, f"{entry.rows:,}", about, ", ".join(entry.publications))
    out.print(table)
    out.print()
    for id_, publication in manifest.publications.items():
        out.print(
            f"[bold]{id_}[/bold]: {publication.title} ({publication.publisher}); "
            f"{publication.licence}",
            soft_wrap=True,
        )


@app.command()
def verify(
    folder: Annotated[Path | None, typer.Argument(help="Folder of an edition.")] = None,
) -> None:
    """Check hashes, schemas, row counts and foreign keys; status 1 if anything is wrong."""
    from peaceops.edition.verify import verify as verify_edition

    edition = opened(folder)
    out = console()
    bad = 0
    for check in verify_edition(edition):
        bad += bool(check.problem)
        mark = "[red]wrong[/red]" if check.problem else "ok"
        out.print(
            f"{mark:>5}  {check.table:<26} {check.rows:>9,}"
            + (f"  {check.problem}" if check.problem else ""),
            soft_wrap=True,
        )
    out.print(f"{edition.name}: " + (f"{bad} checks failed" if bad else "all checks passed"))
    if bad:
        raise typer.Exit(1)


@app.command()
def cut(
    out: Annotated[Path, typer.Option("--out", help="Folder of the cut edition.")],
    as_of: AsOf,
    edition: EditionFolder = None,
) -> None:
    """Write a copy of an edition without any row known after a date."""
    from peaceops.edition.cut import cut as cut_edition

    made = cut_edition(opened(edition), as_of, out)
    rows = sum(entry.rows for entry in made.manifest.tables.values())
    console().print(f"{out}: {rows:,} rows known by {as_of}")


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


def _report(built: Build, *, every_repair: bool) -> None:
    out = console()
    out.print(f"[bold]Read[/bold] {len(built.read)} files")
    for entry in built.read:
        repaired = f", {entry.repairs} repairs" if entry.repairs else ""
        out.print(f"  {entry.file}: {entry.publication}, {entry.layout}{repaired}", soft_wrap=True)
    out.print(f"[bold]Repaired[/bold] {len(built.repairs)} values")
    for (file, reason), count in sorted(
        Counter((one.file, one.reason) for one in built.repairs).items()
    ):
        example = next(one for one in built.repairs if (one.file, one.reason) == (file, reason))
        out.print(
            f"  {file}: {count} × {reason} (row {example.row}, {example.column}: "
            f"{example.found!r} → {example.used!r})",
            soft_wrap=True,
            markup=False,
        )
    if every_repair:
        for one in built.repairs:
            out.print(
                f"    {one.file}, row {one.row}, {one.column}: {one.found!r} → {one.used!r}; "
                f"{one.reason}",
                soft_wrap=True,
                markup=False,
            )
    out.print(f"[bold]Skipped[/bold] {len(built.skipped)} files")
    for reason, count in sorted(Counter(reason for _, reason in built.skipped).items()):
        first = next(file for file, why in built.skipped if why == reason)
        more = f" and {count - 1} more" if count > 1 else ""
        out.print(f"  {first}{more}: {reason}", soft_wrap=True, markup=False)
    if built.absent:
        out.print(f"[bold]No file found for[/bold] {', '.join(built.absent)}", soft_wrap=True)
    if built.lost:
        out.print(
            "[bold red]No longer held[/bold red], though the edition before had them: "
            + ", ".join(built.lost),
            soft_wrap=True,
        )
    rows = sum(entry.rows for entry in built.edition.manifest.tables.values())
    out.print(
        f"[bold]Wrote[/bold] {built.edition.folder}: {built.edition.name}, "
        f"{len(built.edition.manifest.tables)} tables, {rows:,} rows; every repair is in "
        "repairs.csv",
        soft_wrap=True,
    )
