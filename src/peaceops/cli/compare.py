"""`peaceops compare`: missions on one day, a mission on two days, a mission under several cases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peaceops.cli._cases import case_of, load_checked, question_of_case
from peaceops.cli._console import (
    AsOf,
    EditionFolder,
    MissionName,
    console,
)
from peaceops.cli._days import parse_date
from peaceops.cli._flags import AsCsv, AsJson, Seed, check_form
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._question import acronyms_of, question_of
from peaceops.cli._refusals import Problems
from peaceops.cli._streams import print_csv, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table

    from peaceops.brief import Brief
    from peaceops.case import Case
    from peaceops.compare import CaseTable, Cell, MissionTable, StatedLine
    from peaceops.domain.figures import Figure

app = typer.Typer(
    help="Side by side: missions, two days of a mission, or assumptions.", no_args_is_help=True
)
MOST_MISSIONS = 6
MOST_LINES = 12
"""Statements in which cases differ that are listed unless all are asked for."""
WIDEST = 34
"""Letters of a column of figures beyond which a wider one is no easier to read."""
DATA = "data"
"""What a user writes for the data alone, in the place of a case."""


@app.callback()
def group() -> None:
    """Side by side: missions, two days of a mission, or assumptions."""


@app.command()
def missions(
    names: Annotated[
        list[str],
        typer.Argument(metavar="MISSION", help="Two to six acronyms, names or countries."),
    ],
    as_of: AsOf = None,
    seed: Seed = 0,
    quiet: Quiet = False,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Set missions side by side: mandate, odds, strength, cost, deaths, host, peacekeepers."""
    from peaceops.compare import compare_missions

    check_form(as_json, as_csv)
    question = question_of(edition, as_of)
    data, day = question.data, question.as_of
    acronyms = acronyms_of(data, names, day)
    if not 2 <= len(acronyms) <= MOST_MISSIONS:
        raise typer.BadParameter(
            f"give 2 to {MOST_MISSIONS} missions, not {len(acronyms)} ({', '.join(acronyms)})"
        )
    with progress(f"{len(acronyms)} missions as of {day}", quiet=quiet) as step:
        table = compare_missions(data, acronyms, day, seed=seed, progress=step)
    if as_json:
        from peaceops.brief import as_plain

        print_json(as_plain(table))
    elif as_csv:
        print_csv(
            [
                {"mission": mission, "row": row.name, "label": row.label,
                 **_columns(row.cells[place].figure), "note": row.cells[place].note}
                for row in table.rows
                for place, mission in enumerate(table.missions)
            ]
        )  # fmt: skip
    else:
        _print_missions(table)


def _print_missions(table: MissionTable) -> None:
    from peaceops.domain.days import short_day

    shown = _table(["", *table.missions], first=22)
    for row in table.rows:
        shown.add_row(row.label, *(_in_cell(cell) for cell in row.cells))
    out = console()
    out.print(f"As of {short_day(table.as_of)}; edition {table.edition}", soft_wrap=True)
    out.print(shown)
    out.print(
        "Odds are of the likeliest draft. In brackets below a figure: its 90 % interval. A dash: "
        "not known, or no such vote is ahead. `peaceops brief` says how each figure is known.",
        markup=False,
    )


def _in_cell(cell: Cell) -> str:
    written = _in_brackets(cell.figure)
    return f"{written}\n{cell.note}" if cell.note else written


@app.command()
def dates(
    mission: MissionName,
    first: Annotated[
        date, typer.Argument(parser=parse_date, metavar="DATE", help="A day, as 2023-02-15.")
    ],
    second: Annotated[date, typer.Argument(parser=parse_date, metavar="DATE", help="A later day.")],
    case: Annotated[
        str | None,
        typer.Option(
            "--case", help="A case; on the first day, those of its statements known by then."
        ),
    ] = None,
    seed: Seed = 0,
    quiet: Quiet = False,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say what has changed from one day to another: decisions, odds, figures, statements, text."""
    from peaceops.compare import compare_dates

    check_form(as_json, as_csv)
    if first == second:
        raise typer.BadParameter(f"both days are {first}; `compare cases` compares assumptions")
    early, late = min(first, second), max(first, second)
    question = question_of_case(edition, late, mission, case)
    analyst_case = None if case is None else load_checked(question.data, case)
    with progress(f"{question.mission}: {early} and {late}", quiet=quiet):
        later = compare_dates(
            question.data, question.mission, early, late, case=analyst_case, seed=seed
        )
    assert later.since is not None
    if as_json:
        from peaceops.brief import as_plain

        print_json(as_plain(later.since))
    elif as_csv:
        print_csv(
            [
                {"key": change.key, "label": change.label, "group": change.group,
                 **_columns(change.before, "before"), **_columns(change.now, "now"),
                 "difference": change.difference}
                for change in later.since.changes
            ]
        )  # fmt: skip
    else:
        _print_dates(later)


def _print_dates(later: Brief) -> None:
    from peaceops.brief import since_lines, since_rows, text_change_lines
    from peaceops.domain.days import short_day

    answer = later.since
    assert answer is not None
    out = console()
    days = f"{short_day(answer.before)} and {short_day(answer.as_of)}"
    out.print(f"{answer.mission}: {days}; edition {answer.edition}", soft_wrap=True)
    _print_lines(since_lines(later))
    if answer.renewed:
        out.print("[bold]Text of the mandate[/bold]")
        _print_lines(text_change_lines(later))
        texts = later.mandate_changes
        if texts.figures:
            whole = f'peaceops mandate diff "{texts.before}" "{texts.last}"'
            out.print(f"  In full: {whole}", soft_wrap=True, markup=False)
    shown = _table(["", short_day(answer.before), short_day(answer.as_of), "difference"], first=30)
    for title, rows in since_rows(answer).items():
        shown.add_row(f"[bold]{title}[/bold]")
        for row in rows:
            shown.add_row(*(_narrow(_plain(text)) for text in row))
    out.print(shown)
    out.print(
        f"{answer.unchanged:,} figures read the same; {len(answer.counted):,} others changed: "
        "--csv and --json have them."
    )


@app.command()
def cases(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE",
            help=f"Two or three case files, or names of shipped cases; `{DATA}` for the data "
            "without a case.",
        ),
    ],
    mission: Annotated[
        str | None, typer.Option("--mission", help="The mission; that of the first case.")
    ] = None,
    as_of: AsOf = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every statement, and figures that the cases share.")
    ] = False,
    seed: Seed = 0,
    quiet: Quiet = False,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Run a mission under several assumptions: what the cases state otherwise, and what follows."""
    from peaceops.case import load_case
    from peaceops.compare import compare_cases

    check_form(as_json, as_csv)
    if not 2 <= len(names) <= 3 or len(set(names)) < len(names):
        raise typer.BadParameter(f"give two or three different cases, not {', '.join(names)}")
    named = [name for name in names if name != DATA]
    problems = Problems()
    stated: dict[str, Case] = {}
    for name in named:
        with problems.step():
            stated[name] = load_case(name)
    problems.tell()
    if len({case.mission for case in stated.values()}) > 1:
        whose = ", ".join(f"{name} about {case.mission}" for name, case in stated.items())
        raise typer.BadParameter(
            f"the cases are about several missions: {whose}; name those of one"
        )
    latest = max((case.as_of for case in stated.values()), default=None)
    about = mission or stated[named[0]].mission
    question = question_of(edition, as_of or latest, about)
    loaded: list[Case | None] = []
    for name in names:
        with problems.step():
            loaded.append(case_of(question, None if name == DATA else name))
    problems.tell()
    with progress(f"{question.mission} as of {question.as_of}", quiet=quiet) as step:
        table = compare_cases(
            question.data, question.mission, question.as_of, loaded, seed=seed, progress=step
        )
    if as_json:
        from peaceops.brief import as_plain

        print_json(as_plain(table))
    elif as_csv:
        print_csv(
            [
                {"option": row.option, "label": row.label, "figure": row.name, "case": case,
                 **_columns(row.figures[place])}
                for row in table.rows
                for place, case in enumerate(table.cases)
            ]
        )  # fmt: skip
    else:
        _print_cases(table, every=every)


def _print_cases(table: CaseTable, *, every: bool) -> None:
    from peaceops.domain.days import short_day

    out = console()
    head = f"{table.mission} as of {short_day(table.as_of)}; edition {table.edition}"
    out.print(head, soft_wrap=True)
    out.print(
        f"{len(table.differing):,} statements, options and assumptions differ; the cases share "
        f"{table.shared:,}."
    )
    shown_lines = table.differing if every else table.differing[:MOST_LINES]
    _print_lines(words for line in shown_lines for words in _stated_lines(table, line))
    if len(shown_lines) < len(table.differing):
        out.print(f"  {len(table.differing) - len(shown_lines):,} more: --all shows them.")
    by_cases: dict[tuple[bool, ...], list[str]] = {}
    for label, has in table.options.values():
        by_cases.setdefault(has, []).append(label)
    _print_lines(
        f"on the table in {_names(table, has)} alone: {', '.join(labels)}"
        for has, labels in by_cases.items()
        if not all(has)
    )
    shared = [row for row in table.rows if every or table.everywhere(row.option)]
    listed = [row for row in shared if every or row.differs]
    shown = _table(["", *table.cases], first=30)
    option = ""
    for row in listed:
        if row.option != option:
            option = row.option
            shown.add_row(f"[bold]{row.label}[/bold]")
        shown.add_row(row.what, *(_in_brackets(figure) for figure in row.figures))
    if listed:
        out.print(shown)
    if len(listed) < len(shared):
        same = len(shared) - len(listed)
        out.print(f"{same:,} figures are the same under every case: --all shows them.")


def _names(table: CaseTable, has: Sequence[bool]) -> str:
    return " and ".join(case for case, has_it in zip(table.cases, has, strict=True) if has_it)


def _stated_lines(table: CaseTable, line: StatedLine) -> Iterator[str]:
    """What the cases say of one thing: once where they that say something say the same."""
    texts = [text for text in line.texts if text is not None]
    holders = [case for case, text in zip(table.cases, line.texts, strict=True) if text is not None]
    if len(set(texts)) == 1:
        yield f"{line.what} {line.id} ({' and '.join(holders)} alone): {texts[0]}"
        return
    yield f"{line.what} {line.id}"
    for case, text in zip(holders, texts, strict=True):
        yield f"  {case}: {text}"


def _print_lines(lines: Iterable[str]) -> None:
    """Print lines, each set in by two letters, with what it wraps to."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    for line in lines:
        out.print(Padding(Text(_plain(line)), (0, 0, 0, 2), expand=False))


def _columns(figure: Figure | None, name: str = "value") -> dict[str, Any]:
    """A figure in columns of a CSV; every row has the same."""
    low, high = (None, None) if figure is None or figure.interval is None else figure.interval
    return {
        name: None if figure is None else figure.value,
        f"{name}_low": low,
        f"{name}_high": high,
        **({"unit": "" if figure is None else figure.unit} if name == "value" else {}),
    }


def _in_brackets(figure: Figure | None) -> str:
    from peaceops.brief import as_written

    return _narrow(_plain(as_written(figure)))


def _narrow(written: str) -> str:
    """A figure with its interval on a second line in brackets, without the level."""
    value, _, interval = written.partition("\n")
    bounds = interval.removesuffix(", 90 % interval")
    return f"{value}\n({bounds})" if bounds else value


def _plain(text: str) -> str:
    """A text of the page without the spaces that keep words together, so that columns can fold."""
    return text.replace("\u00a0", " ")


def _table(headings: Sequence[str], *, first: int) -> Table:
    """A table whose columns after the first share what is left of the screen's width."""
    from rich.table import Table

    others = (console().width - first - 1) // (len(headings) - 1) - 1
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for place, heading in enumerate(headings):
        width = first if place == 0 else min(others, WIDEST)
        table.add_column(heading, width=width, overflow="fold")
    return table
