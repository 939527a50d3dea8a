"""`peaceops options`: options side by side, and what would change their ranking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._cases import case_of
from peaceops.cli._console import AsOf, EditionFolder, console, opened
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from datetime import date

    from peaceops.options import Comparison, Ground, Row, Spread

app = typer.Typer(help="Options: the status quo plus changes, compared.", no_args_is_help=True)

THINNED = 0.2  # of a place's troops
_PICTURE = "what each option trades for what"
CaseName = Annotated[
    str | None,
    typer.Option("--case", metavar="FILE|NAME", help="A case file, or a shipped case's name."),
]


def months(text: str) -> int:
    """Read a horizon such as ``12m``; a default comes as a number."""
    plain = str(text).strip().casefold().removesuffix("m")
    if not plain.isdigit() or not 1 <= int(plain) <= 24:
        raise typer.BadParameter(f"{text!r} is not a horizon; write 1m to 24m")
    return int(plain)


Horizon = Annotated[
    int, typer.Option("--horizon", parser=months, metavar="MONTHS", help="As 12m; 1m to 24m.")
]
Draws = Annotated[int, typer.Option("--draws", min=100, max=20_000, help="Draws of each figure.")]
Seed = Annotated[int, typer.Option("--seed", help="Seed of every random draw.")]
Mission = Annotated[str, typer.Argument(help="Acronym of the mission.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback()
def group() -> None:
    """Options: the status quo plus changes, compared."""


def _ground(
    mission: str,
    as_of: date,
    edition: Path | None,
    case: str | None,
    horizon: int,
    draws: int,
    seed: int,
) -> Ground:
    """The status quo that both commands start from."""
    from peaceops.edition import find_mission
    from peaceops.options import ground

    held = opened(edition)
    name = find_mission(held, mission, as_of)
    return ground(
        held.as_of(as_of),
        name,
        case=case_of(held, case, name, as_of),
        horizon=horizon,
        draws=draws,
        seed=seed,
    )


@app.command()
def compare(
    mission: Mission,
    as_of: AsOf,
    case: CaseName = None,
    horizon: Horizon = 12,
    draws: Draws = 2000,
    seed: Seed = 0,
    edition: EditionFolder = None,
    as_json: Json = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for the picture of trade-offs (SVG) and the figures."),
    ] = None,
) -> None:
    """Run every option forward from one status quo, with draws that all options share."""
    from peaceops.durable import keep_apart
    from peaceops.options import compare_draws
    from peaceops.options.plain import as_json as plain

    if out is not None:
        keep_apart(out, [opened(edition).folder], what="the edition")
    made = compare_draws(_ground(mission, as_of, edition, case, horizon, draws, seed))
    if out is not None:
        _write(made, out)
    if as_json:
        print_json(plain(made))
    else:
        _print(made)


@app.command()
def sensitivity(
    mission: Mission,
    as_of: AsOf,
    case: CaseName = None,
    horizon: Horizon = 12,
    draws: Draws = 1000,
    seed: Seed = 0,
    edition: EditionFolder = None,
    as_json: Json = False,
) -> None:
    """Move each assumption from its low to its high bound; name those that flip a ranking."""
    from peaceops.options.sensitivity import sensitivity as measure

    made = measure(_ground(mission, as_of, edition, case, horizon, draws, seed))
    if as_json:
        print_json(made.as_json())
        return
    out = console()
    for line in made.in_words():
        out.print(line, soft_wrap=True, markup=False)


def _print(made: Comparison) -> None:
    out, base = console(), made.base
    ceiling = f"{base.ceiling:,.0f}" if base.ceiling is not None else "not on record"
    now = f"{base.now:,.0f}" if base.now is not None else "not known"
    out.print(
        f"[bold]{base.mission}[/bold] as of {base.as_of}: {now} uniformed personnel, ceiling "
        f"{ceiling}; {len(base.months)} months ahead, {base.draws:,} draws, 90 % intervals",
        soft_wrap=True,
    )
    for row in made.rows:
        out.print(f"[bold]{row.option.label}[/bold] ({row.option.id})", soft_wrap=True)
        for what, said in _lines(row):
            out.print(f"  {what:<22} {said}", soft_wrap=True, markup=False)
    _print_departures(made)
    _print_uncovered(made)
    out.print("[bold]To be read with it[/bold]")
    for note in made.notes:
        out.print(f"  {note}", soft_wrap=True, markup=False)
    out.print("[bold]Assumptions[/bold]")
    for one in made.base.assumptions.values():
        bounds = f"{one.value:g} ({one.low:g} to {one.high:g}) {one.unit}"
        out.print(f"  {one.id}: {bounds}. {one.text}", soft_wrap=True, markup=False)


def _write(made: Comparison, folder: Path) -> None:
    from peaceops.brief.charts_options import trade_offs
    from peaceops.brief.drawing import standalone
    from peaceops.brief.sections.options import options_section
    from peaceops.durable import changing
    from peaceops.options.plain import as_json as plain

    files = {"options.json": (json.dumps(plain(made), indent=2) + "\n").encode()}
    drawn = trade_offs(options_section(made, None, {}), months=len(made.base.months))
    if drawn is not None:
        title = f"{made.base.mission} as of {made.base.as_of}: {_PICTURE}"
        files["options.svg"] = standalone(drawn, title).encode()
    with changing(folder, what="the comparison") as change:
        _refuse_others(change.folder)
        change.replace(files, ["options.svg"])


def _refuse_others(folder: Path) -> None:
    """Refuse to write over files that are no comparison of ours."""
    from peaceops.errors import OutputError

    signs = {"options.json": b'"status_quo"', "options.svg": _PICTURE.encode()}
    for name, sign in signs.items():
        path = folder / name
        if path.is_file() and path.stat().st_size and sign not in path.read_bytes():
            raise OutputError(
                f"holds a file {name} that is not a comparison; nothing was touched",
                where=str(folder),
                remedy="move that file elsewhere, or name another folder with --out",
            )


def _print_departures(made: Comparison) -> None:
    from peaceops.options.capability import losses

    told, out = losses(made.base), console()
    if told:
        out.print("[bold]Announced departures, and what each takes[/bold] (latest maps)")
    for one in told:
        out.print(f"  {one.in_words()}", soft_wrap=True, markup=False)


def _print_uncovered(made: Comparison) -> None:
    from peaceops.mission.uncover import uncover

    base = made.base
    places = uncover(base.rooms.picture.footprint, base.rooms.picture.departures.leaving)
    thinned = places.filter((places["gone"] >= THINNED) | places["bare"])
    if thinned.is_empty():
        return
    out = console()
    out.print("[bold]Places that announced departures thin or leave bare[/bold] (latest maps)")
    for location, leaving, gone, bare, capabilities in thinned.select(
        "location", "leaving", "gone", "bare", "capabilities"
    ).iter_rows():
        units = f"; there: {', '.join(capabilities)}" if capabilities else ""
        part = "nobody stays" if bare else f"{gone:.0%} of the troops told apart"
        out.print(
            f"  {location}: {', '.join(leaving)}, {part}{units}", soft_wrap=True, markup=False
        )


def _lines(row: Row) -> list[tuple[str, str]]:
    odds = "not known" if row.p_adopted is None else f"{row.p_adopted:.0%}"
    deaths, change = row.deaths.get("all"), row.differences.get("all")
    lines = [
        ("adopted, if tabled", odds),
        ("tabled", "not known" if row.p_tabled is None else f"{row.p_tabled:.0%}"),
        ("strength at the end", _figure(row.strength)),
        ("cost", _figure(row.cost, 1e6, " million dollars")),
        ("  against status quo", _figure(row.cost_difference, 1e6, " million dollars", sign=True)),
        ("deaths, all types", _figure(deaths)),
        ("  against status quo", _figure(change, sign=True)),
    ]
    for kind in (one for one in row.deaths if one != "all"):
        both = f"{_figure(row.deaths[kind])}; {_figure(row.differences[kind], sign=True)}"
        lines.append((f"  {kind.replace('_', ' ')}", both))
    lines.append(("peacekeepers killed", _figure(row.lost, places=1)))
    if row.regime is not None:
        done = "" if row.finished is None else f"; gone by the date with odds {row.finished:.0%}"
        lines.append(("exit", f"{row.regime}{done}"))
    lines += _places(row)
    if row.reach is not None:
        said = f"{row.reach.median:.0%} ({row.reach.low:.0%} to {row.reach.high:.0%})"
        lines.append(("deaths within reach", f"{said} of recent ones within 50 km of a place held"))
    lines.append(("capabilities lost", ", ".join(row.capabilities_lost) or "none on record"))
    kept, dropped = len(row.tasks_kept), len(row.tasks_dropped)
    if row.tasks_dropped and row.tasks_kept:
        lines.append(("tasks dropped", ", ".join(row.tasks_dropped)))
    lines.append(
        ("tasks", f"{kept} kept, {dropped} dropped" if kept + dropped else "not on record")
    )
    return [*lines, *(("note", one) for one in row.notes)]


def _places(row: Row) -> list[tuple[str, str]]:
    if not row.places or all(one.fate == "kept" for one in row.places):
        return []
    held = (sum(month) for month in zip(*(one.p_held for one in row.places), strict=True))
    lines = [("places held, by month", ", ".join(f"{one:.0f}" for one in held) + " (mean)")]
    for one in row.places:
        if one.by is not None:
            done = "" if one.p_by is None else f", by then with odds {one.p_by:.0%}"
            lines.append((f"  {one.location}", f"{one.fate} by {one.by}{done}"))
    return lines


def _figure(
    one: Spread | None, unit: float = 1.0, name: str = "", *, sign: bool = False, places: int = 0
) -> str:
    if one is None:
        return "not known"
    form = f"{'+' if sign else ''},.{places}f"
    middle, low, high = (format(v / unit, form) for v in (one.median, one.low, one.high))
    return f"{middle} ({low} to {high}){name}"


@app.command()
def presence(
    as_of: AsOf,
    edition: EditionFolder = None,
    bases: Annotated[
        bool, typer.Option("--bases", help="Run the study of bases too (a minute or more).")
    ] = False,
) -> None:
    """Estimate anew what strength and bases go with, beside the published results in use."""
    from peaceops.options.estimates import estimates

    out = console()
    for heading, lines in estimates(opened(edition).as_of(as_of), bases=bases):
        out.print(f"[bold]{heading}[/bold]")
        for name, (middle, low, high) in lines:
            out.print(
                f"  {name:<58} {middle:6.2f} [{low:.2f}, {high:.2f}]",
                soft_wrap=True,
                markup=False,
            )
