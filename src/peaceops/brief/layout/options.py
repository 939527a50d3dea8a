"""The options' section: one table, the picture of trade-offs, places, and the assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peaceops.brief import charts_options, page
from peaceops.brief.document import Brief
from peaceops.brief.host_position import consent_to
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.option_changes import changes, tasks_in_words
from peaceops.brief.layout.option_tables import assumptions, places
from peaceops.brief.page import Bullets, Chart, Column, Paragraph, Table, Text
from peaceops.brief.wording import amount, bounds, number, odds
from peaceops.brief.words import (
    NONE,
    NOT_KNOWN,
    Count,
    Name,
    cell,
    cite,
    fill,
    name,
    say,
    verbatim,
    with_small,
)
from peaceops.case import (
    Term,
)
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message, run_together
from peaceops.options import Comparison, OptionResult, likeliest

DOLLARS = "US dollars"
ONCE = ("The host's consent", "Put forward in")
SAME = "as in the status quo"


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Set out the options in one table: an aspect a row, an option a column."""
    yield Paragraph((Text(brief.question, numbers=(brief.question,)),), "lead")
    if not brief.comparison.options:
        yield missing(brief, "No option is on the table.", "options.none")
    else:
        yield _table(brief)
        yield from _notes_on_some(brief.comparison)
        yield from _picture(brief)
        yield from places(brief)
    yield from assumptions(brief)


def _table(brief: Brief) -> Table:
    comparison = brief.comparison
    results = side_by_side(comparison)
    shared = [note for note, which in _noted(comparison).items() if len(which) == len(results)]
    months = len(comparison.months)

    aspects: list[tuple[str, Callable[[OptionResult], Text]]] = [
        ("What it is", lambda result: verbatim(_summary(result))),
        ("Changes", lambda result: verbatim(_changes(result, comparison.ceiling))),
        ("Put to the vote and adopted", lambda result: _adopted(brief, result)),
        ("The host's consent", lambda result: verbatim(_consent(brief, result))),
        ("Uniformed personnel", lambda result: _strength(result, months)),
        (
            "Cost of twelve months, US dollars",
            lambda result: _amount(result.cost, result.cost_difference),
        ),
        (
            "Conflict-related deaths in the host, twelve months",
            lambda result: _amount(result.deaths.get("all"), result.deaths_difference.get("all")),
        ),
        (
            "Peacekeepers killed by malicious acts",
            lambda result: _amount(
                result.peacekeeper_fatalities, result.peacekeeper_fatalities_difference
            ),
        ),
        ("Tasks of the mandate", _tasks),
        (
            "Capabilities lost",
            lambda result: verbatim(run_together("; ", result.capabilities_lost) or "–"),
        ),
        ("Put forward in", lambda result: verbatim(_source(brief, result))),
    ]
    rows = [(name(aspect), *(write(result) for result in results)) for aspect, write in aspects]
    rows = [row for row in rows if any(cell.text != "–" for cell in row[1:])]
    # What is the same of every option is told once, below.
    same = [
        row for row in rows if row[0].text in ONCE and len({cell.text for cell in row[1:]}) == 1
    ]
    rows = [row for row in rows if row not in same]
    shared += [
        message("{text}: {text_2}", text=row[0].text, text_2=row[1].text).rstrip(".") + "."
        for row in same
    ]
    return Table(
        "options-table",
        "The options compared",
        (Column("Aspect"), *(Column(result.label) for result in results)),
        tuple(rows),
        note=verbatim(run_together(" ", shared)).text,
        style="compare",
        csv="options",
    )


def _notes_on_some(comparison: Comparison) -> Iterator[Bullets]:
    """What is to be noted of some options: in a narrow column it would take a page."""
    every = len(side_by_side(comparison))
    together: dict[tuple[str, ...], list[str]] = {}
    for note, results in _noted(comparison).items():
        if len(results) < every:
            together.setdefault(tuple(result.label for result in results), []).append(note)
    items = [
        verbatim(
            message(
                "{options}: {note}",
                options=run_together(
                    ", ", (message("\u201c{label}\u201d", label=label) for label in labels)
                ),
                note=run_together(" ", notes),
            )
        )
        for labels, notes in together.items()
    ]
    if items:
        yield Bullets(tuple(items))


def _noted(comparison: Comparison) -> dict[str, list[OptionResult]]:
    """Each note, with the options that it is on."""
    noted: dict[str, list[OptionResult]] = {}
    for result in side_by_side(comparison):
        for note in _notes(result, comparison):
            noted.setdefault(note, []).append(result)
    return noted


def side_by_side(comparison: Comparison) -> tuple[OptionResult, ...]:
    """The options; before them what was decided, where the end of the mission was."""
    if comparison.term == Term.DRAWDOWN.value:
        return (comparison.status_quo, *comparison.options)
    return comparison.options


def _summary(result: OptionResult) -> str:
    if result.option is not None:
        return result.option.summary
    return result.notes[0] if result.notes else result.label


def _changes(result: OptionResult, ceiling: float | None) -> str:
    if result.option is None:
        return "none: the end is decided"
    return run_together("; ", changes(result.option, ceiling)) or "none"


def _consent(brief: Brief, result: OptionResult) -> str:
    return "–" if result.option is None else consent_to(result.option, brief.mission, brief.case)


def _source(brief: Brief, result: OptionResult) -> str:
    if result.option is None:
        return brief.mandate.resolution or "–"
    return result.option.source


def _notes(result: OptionResult, comparison: Comparison) -> tuple[str, ...]:
    notes = result.notes[1:] if result.option is None else result.notes
    return (*notes, *comparison.notes)


def _adopted(brief: Brief, result: OptionResult) -> Text:
    """That it is put to the vote and adopted, large; the odds that hold once it is, small."""
    draft = brief.council.drafts.get(result.id)
    if draft is None:
        return without_vote(result)
    parts = [
        ("put to the vote", draft.p_put_to_vote),
        ("then adopted", draft.p_adopted),
        ("unanimous", draft.p_unanimous),
        ("a permanent member abstains", draft.p_permanent_abstains),
    ]
    slots = {
        f"part{chr(97 + at)}": say(f"{words} {{odds}}", odds=figure)
        for at, (words, figure) in enumerate(parts)
        if figure is not None
    }
    small = fill(run_together("; ", (f"{{{slot}}}" for slot in slots)), slots)
    both = draft.p_put_and_adopted
    if both is None:
        return with_small(say("not known whether it is put to the vote"), small)
    return with_small(cell(both, strong=True), small)


def without_vote(result: OptionResult) -> Text:
    """What stands in the place of odds where none are given of an option."""
    if result.option is None:
        return say("decided")
    return say(NOT_KNOWN) if result.needs_vote else say("not put to the vote")


def stands_against(brief: Brief) -> str:
    """What the differences of options are taken from, in words."""
    if brief.mandate.leaves_by is not None:
        return "the drawdown as decided"
    return "a mission that stays as it is"


def _strength(result: OptionResult, months: int) -> Text:
    text = _amount(result.strength, proviso=message("after {months} months", months=months))
    gone = result.p_gone_by_date
    if gone is None:
        return text
    small = say("{interval}; all gone by the date set: {odds}", interval=Name(text.small or ""),
                odds=Name(odds(float(gone.value or 0))))  # fmt: skip
    return with_small(text, small)


def _tasks(result: OptionResult) -> Text:
    stay, end = len(result.tasks_kept), len(result.tasks_dropped)
    if not stay and not end:
        return NONE
    ended = tasks_in_words(result.tasks_dropped)
    named = message(": {tasks_dropped}", tasks_dropped=ended) if stay and end else ""
    return say("{stay} kept, {end} dropped{named}", stay=Count(stay), end=Count(end),
               named=Name(named))  # fmt: skip


def _amount(figure: Figure | None, against: Figure | None = None, *, proviso: str = "") -> Text:
    """A figure of an option: large its value, small its interval and how it differs."""
    if figure is None or figure.interval is None:
        return say(NOT_KNOWN)
    value, money = float(figure.value or 0.0), DOLLARS if figure.unit == DOLLARS else ""
    small = [proviso] if proviso else []
    if not is_fixed(figure):
        small.append(bounds(*figure.interval, figure.unit))
    if against is not None and against.interval is not None:
        small.append(_difference(against))
    written = amount(value, money).removesuffix(f"\u00a0{money}").removesuffix(f" {money}")
    text = say("{value}", value=Name(written.strip()), cites=cite(figure, against), strong=True)
    return with_small(text, say("{rest}", rest=Name(run_together("; ", small))))


def is_fixed(figure: Figure) -> bool:
    """Whether a cost or strength is taken as it was: both ends of its interval are its value."""
    ends = {figure.value, *(figure.interval or ())}
    return figure.unit in (DOLLARS, "persons") and len(ends) == 1


def _difference(figure: Figure) -> str:
    ends = figure.interval or (0.0, 0.0)
    million = figure.unit == DOLLARS
    value, low, high = (
        number / 1e6 if million else number for number in (float(figure.value or 0.0), *ends)
    )
    if not (value or low or high):
        return SAME
    unit = " million" if million else ""
    return message(
        "{value}{unit} against the status quo (from {low} to {high})",
        value=charts_options.signed(value),
        unit=unit,
        low=number(round(low)),
        high=number(round(high)),
    )


def _picture(brief: Brief) -> Iterator[page.Block]:
    drawing = charts_options.trade_offs(brief.comparison)
    if drawing is None:
        return
    stays = brief.comparison.status_quo
    yield Chart(
        "chart-trade-offs",
        "What each option gains and what it costs",
        _in_words(brief.comparison),
        drawing,
        cite(stays.strength, stays.cost, stays.deaths.get("all")),
        note=message(
            "Middle values (medians) with 90 % intervals, over twelve months; ± is the difference "
            "to {against}. Where an interval crosses zero, the data do not say whether the figure "
            "rises or falls.",
            against=stands_against(brief),
        ),
        behind="options-table",
        wide=True,
        finding=_finding(brief.comparison),
        narrow=charts_options.trade_offs(brief.comparison, narrow=True),
    )


def _finding(comparison: Comparison) -> Text:
    """The likeliest option, with how its deaths and its cost differ from the status quo."""
    first = likeliest(comparison.options, whole=True)
    if first is None or first.p_put_and_adopted is None:
        return say("Which of the options is put to the vote is not known.")
    parts = [say("{option} is the likeliest to be put to the vote and adopted ({odds})",
                 option=Name(first.label), odds=first.p_put_and_adopted)]  # fmt: skip
    for what, figure in (
        ("deaths", first.deaths_difference.get("all")),
        ("cost", first.cost_difference),
    ):
        if figure is not None and figure.interval is not None:
            parts.append(say("{what} {difference}", what=what, difference=Name(_difference(figure)),
                             cites=cite(figure)))  # fmt: skip
    slots = {f"part{chr(97 + at)}": part for at, part in enumerate(parts)}
    return fill(run_together("; ", (f"{{{slot}}}" for slot in slots)) + ".", slots)


def _in_words(comparison: Comparison) -> str:
    sentences = []
    for result in comparison.options:
        parts = []
        if result.p_adopted is not None:
            adopted = odds(float(result.p_adopted.value or 0))
            parts.append(message("adopted, if put to the vote, {adopted}", adopted=adopted))
        for what, figure in (
            ("deaths", result.deaths_difference.get("all")),
            ("cost", result.cost_difference),
        ):
            if figure is not None:
                parts.append(message("{what} {figure}", what=what, figure=_difference(figure)))
        sentences.append(
            message("{label}: {parts}.", label=result.label, parts=run_together("; ", parts))
        )
    return run_together(" ", sentences)
