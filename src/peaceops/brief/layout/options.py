"""The options' section: one table, the picture of trade-offs, places, and the assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peaceops.brief import charts_options, page
from peaceops.brief.document import Amount, Brief, CouncilOption, Option
from peaceops.brief.layout.missing import missing
from peaceops.brief.page import Chart, Column, Heading, Table, Text
from peaceops.brief.wording import amount, bounds, month, number, odds, percent, plural
from peaceops.brief.words import (
    NONE,
    NOT_KNOWN,
    Count,
    Name,
    cell,
    cite,
    count,
    fill,
    name,
    say,
    verbatim,
    with_small,
)

UNITS_IN_LABEL = ("persons", "deaths", "US dollars")
ONCE = ("The host's consent", "Put forward in")
SAME = "as in the status quo"
MONTHS = 12


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Set out the options in one table: an aspect a row, an option a column."""
    if not brief.options:
        yield missing(brief, "No option is on the table.", "options.none")
    else:
        yield _table(brief)
        yield from _picture(brief)
        yield from _places(brief)
    yield from _assumptions(brief)


def _table(brief: Brief) -> Table:
    shared = [
        note for note in brief.options[0].notes if all(note in one.notes for one in brief.options)
    ]
    odds_of = {one.option: one for one in brief.council.options}
    aspects: list[tuple[str, Callable[[Option], Text]]] = [
        ("What it is", lambda one: verbatim(one.summary)),
        ("Changes", lambda one: verbatim("; ".join(one.changes) or "none")),
        ("Put to the vote and adopted", lambda one: _adopted(one, odds_of.get(one.option))),
        ("The host's consent", lambda one: verbatim(one.consent)),
        ("Uniformed personnel", _strength),
        (
            "Cost of twelve months, US dollars",
            lambda one: _amount(one.cost_a_year, one.cost_difference),
        ),
        (
            "Conflict-related deaths in the host, twelve months",
            lambda one: _amount(one.deaths_12_months, one.deaths_difference),
        ),
        ("Peacekeepers killed by malicious acts", _killed),
        ("Tasks of the mandate", _tasks),
        ("Capabilities lost", lambda one: verbatim("; ".join(one.capabilities_lost) or "–")),
        (
            "To note",
            lambda one: verbatim(" ".join(n for n in one.notes if n not in shared) or "–"),
        ),
        ("Put forward in", lambda one: verbatim(one.source)),
    ]
    rows = [(name(aspect), *(write(one) for one in brief.options)) for aspect, write in aspects]
    rows = [row for row in rows if any(one.text != "–" for one in row[1:])]
    # What is the same of every option is told once, below.
    same = [row for row in rows if row[0].text in ONCE and len({one.text for one in row[1:]}) == 1]
    rows = [row for row in rows if row not in same]
    shared += [f"{row[0].text}: {row[1].text}".rstrip(".") + "." for row in same]
    return Table(
        "options-table",
        "The options compared",
        (Column("Aspect"), *(Column(one.label) for one in brief.options)),
        tuple(rows),
        note=verbatim(" ".join(shared)).text,
        style="compare",
        csv="options",
    )


def _adopted(option: Option, council: CouncilOption | None) -> Text:
    """That it is put to the vote and adopted, large; the odds that hold once it is, small."""
    figures = {} if council is None else council.figures
    adopted = figures.get("p_adopted")
    if option.p_adopted is None or adopted is None:
        return say(NOT_KNOWN)
    rest = [
        say(f"{words} {{odds}}", odds=figures[key])
        for key, words in (
            ("p_tabled", "put to the vote"),
            ("p_adopted", "then adopted"),
            ("p_unanimous", "unanimous"),
            ("p_permanent_abstains", "a permanent member abstains"),
        )
        if key in figures
    ]
    slots = {f"part{chr(97 + at)}": text for at, text in enumerate(rest)}
    small = fill("; ".join(f"{{{slot}}}" for slot in slots), slots)
    both = figures.get("p_tabled_and_adopted")
    if both is None:
        return with_small(say("not known whether it is put to the vote"), small)
    return with_small(cell(both, strong=True), small)


def _strength(option: Option) -> Text:
    text = _amount(option.strength_at_end)
    if option.p_gone_by_date is None:
        return text
    small = say("{interval}; all gone by the date set: {odds}", interval=Name(text.small or ""),
                odds=Name(odds(option.p_gone_by_date)))  # fmt: skip
    return with_small(text, small)


def _killed(option: Option) -> Text:
    killed = option.peacekeepers_killed
    return NONE if killed is None else _amount(killed, option.peacekeepers_difference)


def _tasks(option: Option) -> Text:
    kept, dropped = len(option.tasks_kept), len(option.tasks_dropped)
    if not kept and not dropped:
        return NONE
    named = f": {', '.join(option.tasks_dropped)}" if kept and dropped else ""
    return say("{kept} kept, {dropped} dropped{named}", kept=Count(kept), dropped=Count(dropped),
               named=Name(named))  # fmt: skip


def _amount(one: Amount, against: Amount | None = None) -> Text:
    if one.value is None or one.figure is None:
        return say(NOT_KNOWN, cites=cite(one.figure))
    proviso = [] if one.unit in UNITS_IN_LABEL else [one.unit]
    if one.low is not None and one.high is not None:
        proviso.append(bounds(one.low, one.high, one.unit))
    marks = cite(one.figure)
    if against is not None and against.value is not None:
        marks = cite(one.figure, against.figure)
        proviso.append(_difference(against))
    money = one.unit if "dollar" in one.unit else ""
    written = amount(one.value, money).removesuffix(f"\u00a0{money}").removesuffix(f" {money}")
    text = say("{value}", value=Name(written.strip()), cites=marks, strong=True)
    return with_small(text, say("{rest}", rest=Name("; ".join(proviso)))) if proviso else text


def _difference(one: Amount) -> str:
    if not (one.value or one.low or one.high):
        return SAME
    assert one.value is not None and one.low is not None and one.high is not None
    million = "dollar" in one.unit
    value, low, high = (v / 1e6 if million else v for v in (one.value, one.low, one.high))
    unit = " million" if million else ""
    return (
        f"{charts_options.signed(value)}{unit} against the status quo "
        f"(from {number(round(low))} to {number(round(high))})"
    )


def _picture(brief: Brief) -> Iterator[page.Block]:
    drawn = charts_options.trade_offs(brief.options)
    if drawn is None:
        return
    yield Chart(
        "chart-trade-offs",
        "What each option trades for what",
        _in_words(brief.options),
        drawn,
        cite(*brief.status_quo.figures),
        note="Medians with 90 % intervals over twelve months; ± marks differences to a mission "
        "that stays as it is, with the same draws on both sides. Where an interval crosses zero, "
        "the sign is not known. First panel: solid, put to the vote and adopted; pale, adopted "
        "once put to the vote.",
        behind="options-table",
        wide=True,
    )


def _in_words(options: tuple[Option, ...]) -> str:
    said = []
    for one in options:
        parts = []
        if one.p_adopted is not None:
            parts.append(f"adopted, if put to the vote, {odds(one.p_adopted)}")
        for what, figure in (("deaths", one.deaths_difference), ("cost", one.cost_difference)):
            if figure is not None and figure.value is not None:
                parts.append(f"{what} {_difference(figure)}")
        said.append(f"{one.label}: {'; '.join(parts)}.")
    return " ".join(said)


def _places(brief: Brief) -> Iterator[page.Block]:
    """Which bases each option still holds, if any option leaves one."""
    leaving = [one for one in brief.options if any(p.fate != "kept" for p in one.places)]
    if not leaving:
        return
    yield Heading("places", "What becomes of the bases")
    yield Table(
        "places-table",
        "Odds that the mission still holds a base after 3, 6 and 12 months",
        (
            Column("Base"),
            Column("Personnel (imputed)", True),
            *(Column(one.label) for one in leaving),
        ),
        tuple(
            (
                name(place.location),
                count(place.personnel),
                *(_fate(option, at) for option in leaving),
            )
            for at, place in enumerate(leaving[0].places)
        ),
        cite(*(one.strength_at_end.figure for one in leaving)),
        note="Where an option names no base, the smallest close first.",
        folded=True,
        csv="option_places",
    )


def _fate(option: Option, at: int) -> Text:
    place = option.places[at]
    held = [percent(place.p_held[m - 1]) for m in (3, 6, 12) if m <= len(place.p_held)]
    text = name(" · ".join(held))
    if place.by is None:
        return text
    done = "" if place.p_by is None else f", by then with odds of {odds(place.p_by)}"
    return with_small(text, say("{how}", how=Name(f"{place.fate} by {month(place.by)}{done}")))


def _assumptions(brief: Brief) -> Iterator[page.Block]:
    if not brief.assumptions:
        return
    yield Heading("assumptions", "Planning assumptions")
    yield Table(
        "assumptions-table",
        f"What no data tell: {plural(len(brief.assumptions), 'assumption')}",
        (Column("Assumption"), Column("Value"), Column("Reason")),
        tuple(
            (verbatim(one.text), name(one.value), verbatim(one.reason)) for one in brief.assumptions
        ),
        csv="assumptions",
    )
