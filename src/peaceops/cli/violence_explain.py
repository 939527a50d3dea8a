"""`peaceops violence explain`: what a country's forecast rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console
from peaceops.cli._flags import AsJson, Seed, Target
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from peaceops.violence import Explanation


def explain(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="A name or ISO 3 code.")],
    as_of: AsOf = None,
    target: Target = "all",
    episodes: Annotated[int, typer.Option(min=1, help="Past episodes to show.")] = 10,
    edition: EditionFolder = None,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Say which past episodes were most alike, what moved a forecast, where it is most unsure."""
    from peaceops.domain.countries import UnknownCountry
    from peaceops.domain.countries import country as known
    from peaceops.questions import explanation_values
    from peaceops.violence import explain as run

    try:
        code = known(country).code
    except UnknownCountry as error:
        raise typer.BadParameter(f"{country!r} is not a country we know. {error.remedy}") from None
    answer = run(
        question_of(edition, as_of, unused=("strength",)).view,
        code,
        target=target,
        episodes=episodes,
        seed=seed,
    )
    if as_json:
        print_json(explanation_values(answer), indent=1)
    else:
        _print(answer)


def _print(answer: Explanation) -> None:
    from peaceops.domain.countries import name_of

    out = console()
    what = answer.target.replace("_", " ")
    out.print(
        f"{name_of(answer.country)}, deaths ({what}) over the twelve months after "
        f"{answer.origin:%B %Y}. In the twelve before: {answer.last_12:,.0f}."
    )
    out.print(answer.known_words)
    _table(
        out,
        "Past episodes most like this one",
        ("country", "year to", "likeness", "deaths in it", "in the year after"),
        (
            (name_of(line["unit"]), f"{line['month']:%Y-%m}", f"{line['likeness']:.2f}",
             f"{line['deaths_before']:,.0f}", f"{line['deaths_after']:,.0f}")
            for line in answer.episodes.iter_rows(named=True)
        ),
    )  # fmt: skip
    worse = (answer.episodes["deaths_after"] > answer.episodes["deaths_before"]).sum()
    out.print(f"{worse} of {answer.episodes.height} were followed by a worse year.")
    _table(
        out,
        "From the baseline to the forecast: what the model says if an input says nothing",
        ("input", "instead", "median", "90 % interval", "moved the median by"),
        (_step(line) for line in answer.moved.iter_rows(named=True)),
    )
    _table(
        out,
        "Where it is most unsure: upper end of the 90 % interval over the lower",
        ("type", "times", "median", "90 % interval", "widest month ahead"),
        (
            (line["target"].replace("_", " "), f"{line['span']:,.0f}", f"{line['median']:,.0f}",
             _interval(line), str(line["widest_month"]))
            for line in answer.unsure.iter_rows(named=True)
        ),
    )  # fmt: skip
    for note in answer.notes:
        out.print(note)


def _step(line: dict[str, object]) -> tuple[str, ...]:
    last = line["input"] == "forecast"
    moved = "" if last else f"{line['moved']:+,.0f}"
    return (
        str(line["input"]),
        str(line["instead"]),
        f"{line['median']:,.0f}",
        _interval(line),
        moved,
    )


def _interval(line: dict[str, object]) -> str:
    return f"{line['low_90']:,.0f} to {line['high_90']:,.0f}"


def _table(
    out: Console, title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    from rich.table import Table

    out.print(title)
    table = Table(box=None, pad_edge=False)
    for place, name in enumerate(heads):
        words = place == 0 or name == "instead"
        table.add_column(name, justify="left" if words else "right", no_wrap=not words)
    for row in rows:
        table.add_row(*row)
    out.print(table)
