"""The options side by side: six figures each with their error, and what moves them most."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.drafts import lower, ranked_drafts
from peaceops.brief.layout.missing import gap_marks, missing
from peaceops.brief.layout.option_tables import not_counted
from peaceops.brief.layout.options import is_fixed, side_by_side, stands_against, without_vote
from peaceops.brief.page import Bullets, Column, Table, Text
from peaceops.brief.wording import SPACE, amount, bounds, number, odds, span
from peaceops.brief.words import (
    NONE,
    NOT_KNOWN,
    Count,
    Name,
    cell,
    cite,
    joined,
    name,
    say,
    verbatim,
    with_small,
)
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Figure
from peaceops.domain.messages import altered, message
from peaceops.options import BaseOutcome, LargestSwing, OptionResult, whole_odds

WORTH = 0.03
"""Odds from which a standard option is shown."""
MOST = 7
"""Options shown."""
EVEN, LEVEL = 0.5, 0.95
"""Odds above which a base is counted among those left, and within the ends of the interval."""
LONG = 110
"""Characters of a summary that are shown."""
NAMED = 4
"""Bases that are named."""
DOLLARS = "US dollars"
COST = "Cost, million US dollars"
STRENGTH, BASES = "Uniformed personnel", "Bases left"
AT_THE_END = (STRENGTH, BASES)
"""Columns that hold the last of the twelve months."""
OVER_THEM = ("Conflict-related deaths", "Peacekeepers killed")
"""Columns that hold all of them, and whose headings leave room to say so."""
NOTED = {
    (True, True): "Strength and bases after twelve months, the rest over them.",
    (True, False): "Strength after twelve months, the rest over them.",
    (False, True): "Bases after twelve months, the rest over them.",
    (False, False): "Figures are over twelve months.",
}
"""What is noted where strength, bases, both or none of them have a column."""

Write = Callable[[OptionResult], Text]


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the options in one table, then what no column holds."""
    results = side_by_side(brief.comparison)
    if not brief.comparison.options:
        yield missing(brief, "No option is on the table.", "options.none")
        return
    shown = _shown(brief, results)
    # Where it is not known what is put to the vote, odds hold only if it is, as on the first page.
    whole = whole_odds(draft for _label, draft in brief.drafts)
    columns: list[tuple[str, Write]] = [
        ("Put to the vote and adopted" if whole else "Adopted, if put to the vote",
         lambda result: _odds(brief, result, whole=whole)),
        (STRENGTH, lambda result: _figure(result.strength)),
        (COST,
         lambda result: _figure(result.cost, result.cost_difference)),
        ("Conflict-related deaths",
         lambda result: _figure(result.deaths.get("all"), result.deaths_difference.get("all"))),
        ("Peacekeepers killed",
         lambda result: _figure(result.peacekeeper_fatalities,
                                result.peacekeeper_fatalities_difference)),
        (BASES, lambda result: _bases(result.bases)),
    ]  # fmt: skip
    cells = {label: [write(result) for result in shown] for label, write in columns}
    same = {label for label, texts in cells.items() if _is_same(texts)}
    empty = {label for label, texts in cells.items() if all(text == NONE for text in texts)}
    kept_columns = [label for label, _write in columns if label not in same | empty]
    yield Table(
        "options-in-short",
        "The options, if adopted and carried out",
        (Column("Option"), *(Column(label, True) for label in kept_columns)),
        tuple(
            (_option(result), *(cells[label][place] for label in kept_columns))
            for place, result in enumerate(shown)
        ),
        note=_note(brief, kept_columns),
        style="options",
        csv="options",
    )
    lines = (
        *(_shared(label, cells[label][0]) for label in cells if label in same - empty),
        *_bases_not_counted(brief),
        *_cost_assumed(brief, kept_columns),
        *_others(brief, shown),
        *_bases_without_troops(brief, shown),
        *_swings(brief.swings),
    )
    if lines:
        yield Bullets(lines)


def _shown(brief: Brief, results: tuple[OptionResult, ...]) -> tuple[OptionResult, ...]:
    """Options that the case names, and standard ones that are worth a row."""
    stated = bool(brief.case and brief.case.options)
    worth = [result for result in results if stated or _is_worth(result)]
    places = {draft.odds.option: place for place, draft in enumerate(ranked_drafts(brief))}
    ordered = sorted(worth or results, key=lambda result: places.get(result.id, len(places)))
    decided = [result for result in ordered if result.option is None]
    return tuple((decided + [result for result in ordered if result not in decided])[:MOST])


def _is_worth(result: OptionResult) -> bool:
    odds = result.p_put_and_adopted
    return odds is None or round(float(odds.value or 0), 2) >= WORTH


def _is_same(texts: list[Text]) -> bool:
    """Whether all options have the same figure, which then needs no column."""
    return len(texts) > 1 and len({(text.text, text.small) for text in texts}) == 1


def _option(result: OptionResult) -> Text:
    summary = result.option.summary if result.option else (result.notes or ("",))[0]
    text, words = name(result.label, strong=True), altered(summary, _start)
    return with_small(text, verbatim(words)) if words else text


def _start(summary: str) -> str:
    """The start of a summary that fits in three lines, up to the end of a clause."""
    words = " ".join(summary.split(" "))
    if len(words) <= LONG:
        return words
    # What ends early at a comma leaves out what the option is about.
    ends = [
        match.start()
        for match in re.finditer(r"[.;,:](?= )", words[:LONG])
        if match.group() in ".;" or match.start() >= LONG / 2
    ]
    if ends:
        return f"{words[: ends[-1]].rstrip()}."
    return f"{words[:LONG].rsplit(' ', 1)[0]} …"


def _odds(brief: Brief, result: OptionResult, *, whole: bool) -> Text:
    draft = brief.council.drafts.get(result.id)
    if draft is None:
        return without_vote(result)
    if not whole:
        return cell(draft.p_adopted, strong=True)
    put = draft.p_put_to_vote
    if put is None or put.interval is None or len({*map(odds, put.interval)}) == 1:
        return cell(draft.p_put_and_adopted, strong=True)
    small = say("put to the vote {interval}", interval=Name(bounds(*put.interval, put.unit)),
                cites=cite(put))  # fmt: skip
    return with_small(cell(draft.p_put_and_adopted, strong=True), small)


def _figure(figure: Figure | None, against: Figure | None = None) -> Text:
    """A figure large; its interval and its difference to the status quo small."""
    if figure is None or figure.interval is None:
        return say(NOT_KNOWN)
    text = say("{value}", value=Name(_bare(figure, float(figure.value or 0.0))),
               cites=cite(figure), strong=True)  # fmt: skip
    small = Name(_span(figure))
    if against is None or against.interval is None or not _moves(against):
        return text if is_fixed(figure) else with_small(text, say("{span}", span=small))
    difference = Name(_signed(_bare(against, float(against.value or 0.0))))
    words = "{difference} ({ends})" if is_fixed(figure) else "{span}; {difference} ({ends})"
    return with_small(
        text,
        say(words, span=small, difference=difference, ends=Name(_span(against)),
            cites=cite(against)),
    )  # fmt: skip


def _moves(against: Figure) -> bool:
    return any((against.value, *(against.interval or ())))


def _bare(figure: Figure, value: float) -> str:
    """A value without its unit: money in millions, persons whole."""
    if figure.unit == DOLLARS:
        return number(round(value / 1e6))
    return amount(round(value), "")


def _span(figure: Figure) -> str:
    assert figure.interval is not None, "what is shown with its error has an interval"
    scale = 1e6 if figure.unit == DOLLARS else 1.0
    low, high = (round(end / scale) for end in figure.interval)
    return span(low, high).removeprefix("from ").replace(" ", SPACE)


def _signed(written: str) -> str:
    return written if written.startswith("\N{MINUS SIGN}") or written == "0" else f"+{written}"


def _bases(bases: tuple[BaseOutcome, ...]) -> Text:
    """How many bases are still occupied at the end: likeliest, and the interval.

    Bases close in an order, the smallest or the first named first: as many are left as are each
    likelier than not to be occupied, and the odds of each give the interval.
    """
    if not bases:
        return NONE
    likeliest, low, high = (
        sum(base.p_held[-1] >= odds for base in bases) for odds in (EVEN, LEVEL, 1 - LEVEL)
    )
    text = say("{left} of {all}", left=Count(likeliest), all=Count(len(bases)), strong=True)
    return with_small(text, say("{span}", span=Name(span(low, high)))) if low < high else text


def _shared(label: str, text: Text) -> Text:
    if label in AT_THE_END:
        return say("{label} after twelve months: {figure} under every option shown.",
                   label=label, figure=text)  # fmt: skip
    if label in OVER_THEM:
        return say("{label} over twelve months: {figure} under every option shown.",
                   label=label, figure=text)  # fmt: skip
    return say("{label}: {figure} under every option shown.", label=label, figure=text)


def _bases_not_counted(brief: Brief) -> Iterator[Text]:
    """Bases on the map whose personnel is not on record: no share of the strength tells of them."""
    left = not_counted(brief)
    if left:
        yield say("Bases without personnel on record are not counted: {bases}.",
                  bases=_places(left))  # fmt: skip


def _cost_assumed(brief: Brief, columns: list[str]) -> Iterator[Text]:
    """That the cost shown is no figure of this mission."""
    if brief.picture.cost.basis == "assumption" and COST in columns:
        yield say("Cost is assumed, from what missions of its kind cost: no budget or spending is "
                  "on record.", cites=gap_marks(brief, "mission.cost"))  # fmt: skip


def _others(brief: Brief, shown: tuple[OptionResult, ...]) -> Iterator[Text]:
    """Options without a row, each with its odds, in one line."""
    places = {draft.odds.option: place for place, draft in enumerate(ranked_drafts(brief))}
    rest = sorted(
        (result for result in brief.comparison.options if result not in shown),
        key=lambda result: places.get(result.id, len(places)),
    )
    each = [
        say("{label} {odds}", label=Name(lower(result.label)), odds=share)
        if (share := result.p_put_and_adopted or result.p_adopted) is not None
        else name(lower(result.label))
        for result in rest
    ]
    if each:
        yield say("Not shown, for low odds: {each}.", each=joined(each))


def _bases_without_troops(brief: Brief, shown: tuple[OptionResult, ...]) -> Iterator[Text]:
    """Bases that an option gives up by name, and those that announced departures leave empty."""
    for result in shown:
        if result.pace is not None:
            continue
        left = [base.location for base in result.bases
                if base.fate != "kept" and base.p_held[-1] < EVEN]  # fmt: skip
        if left:
            yield say("{label} leaves {bases} without a base.", label=Name(result.label),
                      bases=_places(left), cites=cite(result.strength))  # fmt: skip
    exposed = brief.comparison.uncovered.filter("no_other_contributor")
    left = exposed["location"].to_list()
    if left:
        leaving = sorted({code for codes in exposed["leaving"] for code in codes})
        yield say("Announced departures ({countries}) leave {bases} without troops.",
                  countries=joined([name(name_of(code)) for code in leaving]),
                  bases=_places(left),
                  cites=cite(brief.figure("mission.strength_after_departures")))  # fmt: skip


def _places(locations: list[str]) -> Text:
    if len(locations) <= NAMED:
        return joined([name(location) for location in locations])
    rest = Count(len(locations) - NAMED, (), "other")
    return joined([*(name(location) for location in locations[:NAMED]),
                   say("{rest}", rest=rest)])  # fmt: skip


def _swings(swings: tuple[LargestSwing, ...]) -> Iterator[Text]:
    """What moves the figures of the likeliest option most, if an assumption is wrong."""
    each = [
        say("{measure} {low} to {high} (“{assumption}”)", measure=swing.measure,
            low=Name(_end(swing.figure, 0)), high=Name(_end(swing.figure, 1)),
            assumption=Name(swing.assumption), cites=cite(swing.figure))
        for swing in swings
    ]  # fmt: skip
    if each:
        yield say("What moves “{label}” most, if one assumption is at either end of its range: "
                  "{each}.", label=Name(swings[0].label), each=joined(each))  # fmt: skip


def _end(figure: Figure, place: int) -> str:
    assert figure.interval is not None, "a swing runs from one end to the other"
    value = figure.interval[place]
    if figure.unit == DOLLARS:
        return message(
            "{value}{place}",
            value=number(round(value / 1000000.0)),
            place=" million dollars" if place else "",
        )
    return number(round(value)) if abs(value) >= 10 else number(value)


def _note(brief: Brief, columns: list[str]) -> str:
    """What the columns of the table hold; what stands below it says so itself."""
    return message(
        "{when} Small type: 90 % interval, then the difference to {against}, with its interval. "
        "Figures hold if the option is adopted and carried out.",
        when=NOTED[STRENGTH in columns, BASES in columns],
        against=stands_against(brief),
    )
