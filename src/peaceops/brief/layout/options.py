"""The options' section: one table, the picture of trade-offs, places, and the assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peaceops.brief import charts_options, page
from peaceops.brief.document import Amount, Brief, CouncilOption, Option
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Chart, Column, Heading, Section, Table, Text
from peaceops.brief.wording import amount, bounds, month, number, odds, percent

NOT_KNOWN = "not known"
UNITS_IN_LABEL = ("persons", "deaths", "US dollars")
SAME = "as in the status quo"
MONTHS = 12


def section(brief: Brief, known: Known) -> Section:
    """Set the options side by side: an aspect a row, an option a column."""
    if not brief.options:
        missing = known.missing("No option is on the table.", "options")
        return Section("options", "The options side by side", (missing, *_assumptions(brief)))
    blocks = [
        _table(brief, known),
        *_picture(brief, known),
        *_places(brief),
        *_assumptions(brief),
        *known.rest("options"),
    ]
    return Section("options", "The options side by side", tuple(blocks))


def _table(brief: Brief, known: Known) -> Table:
    shared = [
        note for note in brief.options[0].notes if all(note in one.notes for one in brief.options)
    ]
    odds_of = {one.option: one for one in brief.council.options}
    aspects: list[tuple[str, Callable[[Option], Text]]] = [
        ("What it is", lambda one: Text(one.summary)),
        ("Changes", lambda one: Text("; ".join(one.changes) or "none")),
        ("Adopted, if put to the vote", lambda one: _adopted(one, odds_of.get(one.option), known)),
        ("The host's consent", lambda one: Text(one.consent)),
        ("Uniformed personnel", lambda one: _strength(one, known)),
        (
            "Cost of twelve months, US dollars",
            lambda one: _amount(one.cost_a_year, known, one.cost_difference),
        ),
        (
            "Deaths in the host, twelve months",
            lambda one: _amount(one.deaths_12_months, known, one.deaths_difference),
        ),
        ("Peacekeepers killed by malicious acts", lambda one: _killed(one, known)),
        ("Tasks of the mandate", lambda one: Text(_tasks(one))),
        ("Capabilities lost", lambda one: Text("; ".join(one.capabilities_lost) or "–")),
        ("To note", lambda one: Text(" ".join(n for n in one.notes if n not in shared) or "–")),
        ("Put forward in", lambda one: Text(one.source)),
    ]
    rows = [(Text(name), *(write(one) for one in brief.options)) for name, write in aspects]
    rows = [row for row in rows if any(cell.text != "–" for cell in row[1:])]
    return Table(
        "options-table",
        "Options side by side",
        (Column("Aspect"), *(Column(one.label) for one in brief.options)),
        tuple(rows),
        note=" ".join(shared),
        style="compare",
        csv="options",
    )


def _adopted(option: Option, council: CouncilOption | None, known: Known) -> Text:
    cites = known.cites(
        f"options.{option.option}.p_adopted", f"options.{option.option}.p_put", most=2
    )
    if option.p_adopted is None:
        return Text(NOT_KNOWN, cites)
    said = []
    if option.p_tabled is not None:
        span = option.p_tabled_range
        within = f" ({odds(span[0])} to {odds(span[1])})" if span else ""
        said.append(f"odds of being put to the vote {odds(option.p_tabled)}{within}")
    if council is not None:
        said.append(
            f"unanimous {odds(council.p_unanimous)}; a permanent member abstains "
            f"{odds(council.p_permanent_abstains)}"
        )
    return Text(odds(option.p_adopted), cites, strong=True, small="; ".join(said) or None)


def _strength(option: Option, known: Known) -> Text:
    told = _amount(option.strength_at_end, known)
    if option.p_gone_by_date is None:
        return told
    small = f"{told.small}; all gone by its date with odds of {odds(option.p_gone_by_date)}"
    return Text(told.text, told.cites, strong=told.strong, small=small)


def _killed(option: Option, known: Known) -> Text:
    one = option.peacekeepers_killed
    return Text("–") if one is None else _amount(one, known, option.peacekeepers_difference)


def _tasks(option: Option) -> str:
    kept, dropped = len(option.tasks_kept), len(option.tasks_dropped)
    if not kept and not dropped:
        return "–"
    named = f": {', '.join(option.tasks_dropped)}" if kept and dropped else ""
    return f"{kept} kept, {dropped} dropped{named}"


def _amount(one: Amount, known: Known, against: Amount | None = None) -> Text:
    cites = known.cites(one.finding, most=1) if one.finding else ()
    if one.value is None:
        return Text(NOT_KNOWN, cites)
    proviso = [] if one.unit in UNITS_IN_LABEL else [one.unit]
    if one.low is not None and one.high is not None:
        proviso.append(bounds(one.low, one.high, one.unit))
    if against is not None and against.value is not None:
        cites = (*cites, *(known.cites(against.finding, most=1) if against.finding else ()))
        proviso.append(_difference(against))
    money = one.unit if "dollar" in one.unit else ""
    written = amount(one.value, money).removesuffix(f"\u00a0{money}").removesuffix(f" {money}")
    return Text(written.strip(), cites, strong=True, small="; ".join(proviso) or None)


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


def _picture(brief: Brief, known: Known) -> Iterator[page.Block]:
    drawn = charts_options.trade_offs(brief.options)
    if drawn is None:
        return
    yield Chart(
        "chart-trade-offs",
        "What each option trades for what",
        _in_words(brief.options),
        drawn,
        known.cites("options.status-quo"),
        note="Medians with 90 % intervals over twelve months; ± marks differences to a mission "
        "that stays as it is, with the same draws on both sides. Where an interval crosses nought, "
        "the sign is not known.",
        behind="options-table",
        wide=True,
    )


def _in_words(options: tuple[Option, ...]) -> str:
    said = []
    for one in options:
        parts = []
        if one.p_adopted is not None:
            parts.append(f"adopted if put to the vote {odds(one.p_adopted)}")
        for name, figure in (("deaths", one.deaths_difference), ("cost", one.cost_difference)):
            if figure is not None and figure.value is not None:
                parts.append(f"{name} {_difference(figure)}")
        said.append(f"{one.label}: {'; '.join(parts)}.")
    return " ".join(said)


def _places(brief: Brief) -> Iterator[page.Block]:
    """Which places each option still holds, if any option leaves one."""
    leaving = [one for one in brief.options if any(p.fate != "kept" for p in one.places)]
    if not leaving:
        return
    names = [place.location for place in leaving[0].places]
    rows = []
    for at, name in enumerate(names):
        cells = [_fate(option, at) for option in leaving]
        rows.append((Text(name), Text(number(leaving[0].places[at].personnel)), *cells))
    yield Heading("places", "Bases")
    yield Table(
        "places-table",
        "Odds that the mission still holds a base after 3, 6 and 12 months",
        (Column("Base"), Column("Personnel (imputed)", True),
         *(Column(one.label) for one in leaving)),
        tuple(rows),
        note="Where an option names no base, the smallest close first.",
        folded=True,
        csv="option_places",
    )  # fmt: skip


def _fate(option: Option, at: int) -> Text:
    place = option.places[at]
    held = [percent(place.p_held[m - 1]) for m in (3, 6, 12) if m <= len(place.p_held)]
    said = " · ".join(held)
    if place.by is None:
        return Text(said)
    done = "" if place.p_by is None else f", by then with odds of {odds(place.p_by)}"
    return Text(said, small=f"{place.fate} by {month(place.by)}{done}")


def _assumptions(brief: Brief) -> Iterator[page.Block]:
    if not brief.assumptions:
        return
    yield Heading("assumptions", "Planning assumptions")
    yield Table(
        "assumptions-table",
        "Planning assumptions",
        (Column("Assumption"), Column("Value"), Column("Reason")),
        tuple((Text(one.text), Text(one.value), Text(one.reason)) for one in brief.assumptions),
        csv="assumptions",
    )
