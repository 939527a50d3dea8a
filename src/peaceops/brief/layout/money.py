"""Money: what was approved or spent, until when it is paid, and what strength it pays for.

Money is said once: the newest of what was spent and what was approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout.headlines import when_in_use
from peaceops.brief.layout.missing import gap_marks, missing
from peaceops.brief.page import Bullets, Heading, Paragraph, Text
from peaceops.brief.wording import sentence_list
from peaceops.brief.words import Name, cell, say, with_small
from peaceops.domain.days import financial_year
from peaceops.domain.figures import Figure


def paid_until(brief: Brief) -> Iterator[tuple[str, Text]]:
    """The key figure of until when the mission is paid, where that is on record."""
    answer = brief.picture.appropriation
    if answer.paid_until is not None and answer.start and answer.end:
        year = Name(financial_year(answer.start, answer.end))
        small = say("financial year {year}", year=year)
        yield "Paid until", with_small(cell(answer.paid_until), small)


def approved_or_spent(brief: Brief) -> Iterator[tuple[str, Text]]:
    """The key figure of the newest money on record."""
    newest = _newest(brief)
    if newest is not None:
        small = say("US dollars, {year}", year=Name(_year(brief)))
        label = "Spent" if brief.picture.money.kind == "spent" else "Approved"
        yield label, with_small(cell(newest, interval=False), small)


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the money of the mission's section."""
    yield Heading("cost", "Money")
    if _newest(brief) is None:
        yield missing(brief, "Money is not on record.", "mission.cost", "mission.expenditure")
        return
    yield Paragraph((*_amount(brief), *_paid(brief), *_cost_a_head(brief)))
    yield from _strengths(brief)


def _newest(brief: Brief) -> Figure | None:
    """The newest of what was spent and what was approved for the mission."""
    money = brief.picture.money
    return brief.picture.appropriation.approved if money.kind == "approved" else money.expenditure


def _year(brief: Brief) -> str:
    money = brief.picture.money
    return financial_year(money.start, money.end) if money.start and money.end else ""


def _amount(brief: Brief) -> Iterator[Text]:
    newest, year = _newest(brief), Name(_year(brief))
    assert newest is not None
    if brief.picture.money.kind == "spent":
        yield say("The mission spent {spent} in {year}.", spent=newest, year=year)
        return
    before = brief.picture.appropriation.before
    compared = say("") if before is None else say(" ({before} for the year before)", before=before)
    yield say("The General Assembly approved {approved} for {year}{compared}.", approved=newest,
              year=year, compared=compared)  # fmt: skip


def _paid(brief: Brief) -> Iterator[Text]:
    """Until when the year's money may be assessed, and what hangs on a further decision."""
    answer, ends = brief.picture.appropriation, brief.mandate.figure("ends")
    if answer.paid_until is not None and brief.mandate.status == "ended" and ends is not None:
        yield say(
            "The mission is paid until {until}; the last term on record ended on {ends}.",
            until=answer.paid_until,
            ends=ends,
            cites=gap_marks(brief, "mission.mandate_ends"),
        )
    elif answer.paid_until is not None:
        yield say("The mission is paid until {until}.", until=answer.paid_until)
    if answer.inclusive is not None:
        yield say("With its share of the support account and of common bases, Member States are "
                  "assessed {inclusive}.", inclusive=answer.inclusive)  # fmt: skip
    if answer.conditional is not None:
        yield say("Of this, {conditional} {hangs}.", conditional=answer.conditional,
                  hangs=_condition(brief))  # fmt: skip


def _condition(brief: Brief) -> Text:
    """On what, and for which days, the parts hang that are not yet paid to their end."""
    answer = brief.picture.appropriation
    rows = answer.parts.filter("conditional")
    if answer.paid_until is not None:
        rows = rows.filter(pl.col("end") > date.fromisoformat(str(answer.paid_until.value)))
    conditions = rows["condition"].unique(maintain_order=True).to_list()
    return say("for {start} to {end} depends on a condition: {conditions}", start=rows["start"][0],
               end=rows["end"][-1], conditions=Name(sentence_list(conditions)))  # fmt: skip


def _cost_a_head(brief: Brief) -> Iterator[Text]:
    """What a uniformed person cost when spending was last on record, or costs as approved."""
    spent, basis = brief.picture.appropriation.cost_per_head, brief.picture.cost
    if spent is not None:
        when = "" if brief.picture.money.kind == "spent" else " when spending was last on record"
        yield say("The cost per uniformed person was {head}{when}: all costs of the mission "
                  "divided by its uniformed strength.", head=spent, when=when)  # fmt: skip
    elif basis.per_head is not None and basis.basis == "approved":
        yield say("That is {head} for each uniformed person.", head=basis.per_head)


def paid_strength(brief: Brief) -> tuple[date, date, Figure] | None:
    """Days of the financial year that runs on the date, with the strength that its money pays."""
    answer = brief.picture.appropriation
    if answer.affordable is None or answer.start is None or answer.end is None:
        return None
    return (answer.start, answer.end, answer.affordable) if answer.end >= brief.as_of else None


def _strengths(brief: Brief) -> Iterator[page.Block]:
    """Authorised, deployed and affordable strength."""
    answer, year = brief.picture.appropriation, paid_strength(brief)
    if year is None:
        return
    start, end, paid = year
    lines = []
    if answer.authorised is not None:
        lines.append(say("Authorised: {strength:value}", strength=answer.authorised))
    if answer.deployed is not None:
        lines.append(say("Deployed: {strength:value} ({when})", strength=answer.deployed,
                         when=Name(when_in_use(brief.picture))))  # fmt: skip
    lines.append(say("Affordable: {strength:value}, the strength that the money of {year} pays for "
                     "at that cost per person", strength=paid,
                     year=Name(financial_year(start, end))))  # fmt: skip
    yield Bullets(tuple(lines))
    decided = brief.mandate.decided_end
    leaving = decided is not None and start <= decided <= end
    yield Paragraph((
        say("This leaves out prices, the mix of personnel, and money that is approved but not paid "
            "in{leaving}.", leaving="; the year's money also pays for the withdrawal" if leaving
            else ""),
    ), "note")  # fmt: skip
