"""`peaceops options`: options side by side, and what would change their ranking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli import effects
from peaceops.cli._cases import case_of, question_of_case
from peaceops.cli._completion import complete_case
from peaceops.cli._console import AsOf, EditionFolder, MissionName, console, open_edition_option
from peaceops.cli._flags import AsJson, Seed
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from peaceops.domain.figures import Figure
    from peaceops.options import Comparison, OptionResult, StatusQuo

app = typer.Typer(help="Options: the status quo plus changes, compared.", no_args_is_help=True)
app.add_typer(effects.app, name="effects")

THINNED = 0.2  # of a base's troops
_PICTURE = "what each option trades for what"
CaseName = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="FILE|NAME",
        help="A case file, or a shipped case's name.",
        autocompletion=complete_case,
    ),
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


@app.callback()
def group() -> None:
    """Options: the status quo plus changes, compared."""


def _status_quo(
    mission: str,
    as_of: date | None,
    edition: Path | None,
    case: str | None,
    horizon: int,
    draws: int,
    seed: int,
) -> StatusQuo:
    """The status quo that both commands start from."""
    from peaceops.options import status_quo

    question = question_of_case(edition, as_of, mission, case)
    return status_quo(
        question.view,
        question.mission,
        case=case_of(question, case),
        horizon=horizon,
        draws=draws,
        seed=seed,
    )


@app.command()
def compare(
    mission: MissionName,
    as_of: AsOf = None,
    case: CaseName = None,
    horizon: Horizon = 12,
    draws: Draws = 2000,
    seed: Seed = 0,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for the picture of trade-offs (SVG) and the figures."),
    ] = None,
) -> None:
    """Run every option forward from one status quo, with draws that all options share."""
    from peaceops.durable import keep_apart
    from peaceops.options import as_json as plain_values
    from peaceops.options import compare as compare_options

    if out is not None:
        keep_apart(out, [open_edition_option(edition).folder], what="the edition")
    base = _status_quo(mission, as_of, edition, case, horizon, draws, seed)
    comparison = compare_options(base, with_timelines=True)
    if out is not None:
        _write(comparison, out)
    if as_json:
        print_json(plain_values(comparison))
    else:
        _print(comparison)


@app.command()
def sensitivity(
    mission: MissionName,
    as_of: AsOf = None,
    case: CaseName = None,
    horizon: Horizon = 12,
    draws: Draws = 2000,
    seed: Seed = 0,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Move each assumption from its low to its high bound; name those that flip a ranking."""
    from peaceops.options import sensitivity as measure

    swings = measure(_status_quo(mission, as_of, edition, case, horizon, draws, seed))
    if as_json:
        print_json(swings.as_json())
        return
    out = console()
    for line in swings.in_words():
        out.print(line, soft_wrap=True, markup=False)


def _print(comparison: Comparison) -> None:
    out = console()
    ceiling, now = comparison.ceiling, comparison.strength_now
    out.print(
        f"[bold]{comparison.mission}[/bold] as of {comparison.as_of}: "
        f"{'not known' if now is None else f'{now:,.0f}'} uniformed personnel, ceiling "
        f"{'not on record' if ceiling is None else f'{ceiling:,.0f}'}; mandate "
        f"{comparison.term}; {len(comparison.months)} months ahead, {comparison.draws:,} draws, "
        "90 % intervals",
        soft_wrap=True,
    )
    for result in (comparison.status_quo, *comparison.options, *comparison.timelines):
        out.print(f"[bold]{result.label}[/bold] ({result.id})", soft_wrap=True)
        for name, text in _lines(result):
            out.print(f"  {name:<26} {text}", soft_wrap=True, markup=False)
    _print_departures(comparison)
    _print_uncovered(comparison)
    for borrowed in comparison.effects:
        _print_list(f"Published effect {borrowed.named.effect.effect}", borrowed.in_words())
    _print_list("To be read with it", comparison.notes)
    _print_list(
        "Not known",
        [f"{gap.what}: {gap.why}. What to do: {gap.remedy}." for gap in comparison.gaps],
    )
    _print_list(
        "Planning assumptions",
        [
            f"{item.id}: {item.value:,.10g} ({item.low:,.10g} to {item.high:,.10g}) "
            f"{item.unit}. {item.text}"
            for item in comparison.assumptions
        ],
    )


def _print_list(heading: str, lines: Sequence[str]) -> None:
    out = console()
    if lines:
        out.print(f"[bold]{heading}[/bold]")
    for line in lines:
        out.print(f"  {line}", soft_wrap=True, markup=False)


def _write(comparison: Comparison, folder: Path) -> None:
    from peaceops.brief import standalone, trade_offs
    from peaceops.durable import changing
    from peaceops.options import as_json as plain_values

    files = {"options.json": (json.dumps(plain_values(comparison), indent=2) + "\n").encode()}
    drawing = trade_offs(comparison)
    if drawing is not None:
        title = f"{comparison.mission} as of {comparison.as_of}: {_PICTURE}"
        files["options.svg"] = standalone(drawing, title).encode()
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


def _print_departures(comparison: Comparison) -> None:
    losses = [loss.in_words() for loss in comparison.departures]
    _print_list("Announced departures, and what each takes (latest maps)", losses)


def _print_uncovered(comparison: Comparison) -> None:
    bases = comparison.uncovered
    thinned = bases.filter((bases["gone"] >= THINNED) | bases["no_other_contributor"])
    lines = []
    for location, leaving, gone, bare, capabilities in thinned.select(
        "location", "leaving", "gone", "no_other_contributor", "capabilities"
    ).iter_rows():
        units = f"; there: {', '.join(capabilities)}" if capabilities else ""
        part = "nobody stays" if bare else f"{_percent(gone)} of the troops leave"
        lines.append(f"{location}: {', '.join(leaving)}, {part}{units}")
    _print_list("Bases that announced departures thin or leave without troops (latest maps)", lines)


DEATHS = {
    "state_based": "state-based violence",
    "non_state": "non-state violence",
    "one_sided_groups": "civilians, by groups",
    "one_sided_government": "civilians, by government",
}
"""Types of deaths, as a line of the output calls them."""


def _lines(result: OptionResult) -> list[tuple[str, str]]:
    from peaceops.mandate import task_label

    lines = []
    if result.p_put_to_vote is not None:
        lines.append(("put to the vote", _odds(result.p_put_to_vote)))
    if result.option is not None:
        lines.append(("adopted, if put to vote", _odds(result.p_adopted)))
    lines += [
        ("strength at the end", _figure(result.strength)),
        ("cost", _figure(result.cost, 1e6, " million dollars")),
    ]
    if result.option is not None:
        lines.append(("", _against(result.cost_difference, 1e6, " million dollars")))
    for kind, deaths in sorted(result.deaths.items(), key=lambda item: item[0] != "all"):
        name = "deaths, all types" if kind == "all" else f"  {DEATHS.get(kind, kind)}"
        versus = result.deaths_difference.get(kind)
        text = _figure(deaths)
        if versus is not None:
            text += f"; {_against(versus)}"
        lines.append((name, text))
    if not result.deaths:
        lines.append(("deaths, all types", "not known"))
    lines.append(("peacekeepers killed", _figure(result.peacekeeper_fatalities, places=1)))
    if result.pace is not None:
        done = result.p_gone_by_date
        gone = "" if done is None else f"; odds that all are gone by the date: {_odds(done)}"
        lines.append(("drawdown", f"{result.pace}{gone}"))
    lines += _bases(result)
    covered = result.coverage_of_violence
    if covered is not None and covered.interval is not None:
        low, high = covered.interval
        share = f"{_odds(covered)} ({_percent(low)} to {_percent(high)})"
        lines.append(("violence near bases", f"{share} of recent deaths within 50 km of a base"))
    lines.append(("capabilities lost", "; ".join(result.capabilities_lost) or "none on record"))
    if result.tasks_dropped and result.tasks_kept:
        dropped = ", ".join(task_label(task) for task in result.tasks_dropped)
        lines.append(("tasks dropped", dropped))
    stay, end = len(result.tasks_kept), len(result.tasks_dropped)
    lines.append(("tasks", f"{stay} kept, {end} dropped" if stay + end else "not on record"))
    lines += [("note", note) for note in result.notes]
    return [*lines, *(("not known", f"{gap.what}: {gap.why}") for gap in result.gaps)]


def _bases(result: OptionResult) -> list[tuple[str, str]]:
    if not result.bases or all(base.fate == "kept" for base in result.bases):
        return []
    occupied = (sum(month) for month in zip(*(base.p_held for base in result.bases), strict=True))
    lines = [("bases held, by month", ", ".join(f"{count:.0f}" for count in occupied) + " (mean)")]
    for base in result.bases:
        if base.by is not None:
            done = "" if base.p_by is None else f" (odds of that: {_percent(base.p_by)})"
            lines.append((f"  {base.location}", f"{base.fate} by {base.by}{done}"))
    return lines


def _odds(figure: Figure | None) -> str:
    return "not known" if figure is None else _percent(float(figure.value or 0.0))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _against(figure: Figure | None, unit: float = 1.0, name: str = "") -> str:
    """How a figure differs from the status quo's, in words."""
    if figure is None or figure.interval is None:
        return "difference to the status quo not known"
    if not (figure.value or any(figure.interval)):
        return "as in the status quo"
    return f"{_figure(figure, unit, name, sign=True)} against the status quo"


def _figure(
    figure: Figure | None,
    unit: float = 1.0,
    name: str = "",
    *,
    sign: bool = False,
    places: int = 0,
) -> str:
    if figure is None or figure.interval is None:
        return "not known"
    form = f"{'+' if sign else ''},.{places}f"
    values = (float(figure.value or 0.0), *figure.interval)
    middle, low, high = (format(value / unit, form) for value in values)
    return f"{middle} ({low} to {high}){name}"


@app.command()
def presence(
    as_of: AsOf = None,
    edition: EditionFolder = None,
    bases: Annotated[
        bool, typer.Option("--bases", help="Run the study of bases too (a minute or more).")
    ] = False,
) -> None:
    """Estimate anew what strength and bases go with, next to the published results in use."""
    from peaceops.options import estimates

    out = console()
    for heading, lines in estimates(question_of(edition, as_of).view, bases=bases):
        out.print(f"[bold]{heading}[/bold]")
        for name, (middle, low, high) in lines:
            out.print(
                f"  {name:<58} {middle:6.2f} [{low:.2f}, {high:.2f}]",
                soft_wrap=True,
                markup=False,
            )
