"""Sentences on dyads: what their figures are, how they were made, whose count they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.days import long_month
from peaceops.domain.messages import message, run_together
from peaceops.domain.violence_types import ONE_SIDED
from peaceops.edition import View
from peaceops.situation.months import TABLE, months_of, recorded_codes

PUBLICATION = "ucdp-tabulated"
PEAK = 10_000
"""Deaths in a month beside which those of other months are not seen."""
SEVERAL = "active years of several"
"""How a perpetrator is named of which no file says which of some it was (``named_by``)."""
_MOST_NAMED = 4
_LEFT_OUT = {
    "HTI": "In Haiti it has the gangs that can be named; killings by gangs that no source names, "
    "and deaths in crime, are left out, so that counts of all killings are higher.",
    "ISR": "Deaths in Gaza and the West Bank are recorded under Israel.",
    "PSE": "Deaths in Gaza and the West Bank are recorded under Israel.",
}


def label(line: Mapping[str, Any], until: date) -> str:
    """What the figure of a dyad is; a dyad of several countries says that it is.

    Args:
        line: Row of ``Actors.dyads``.
        until: Last of the twelve months.
    """
    sides = {"side_a": line["side_a"], "side_b": line["side_b"]}
    if line["named_by"] == SEVERAL:  # another dyad may have the same names
        who = message(
            "Civilians killed by one of {side_a} (UCDP’s dyad {dyad})", dyad=line["dyad"], **sides
        )
    elif line["type"] == ONE_SIDED:
        who = message("Civilians killed by {side_a}", **sides)
    else:
        who = message("Deaths in fighting between {side_a} and {side_b}", **sides)
    where = ", in all their countries together" if line["elsewhere"] else ""
    return message(
        "{who}, twelve months to {until:%B %Y}{where}", who=who, until=until, where=where
    )


def method(line: Mapping[str, Any], months: pl.DataFrame, *, last_year: bool) -> str:
    """How the figure of a dyad was made, and how much of it can lie in the host.

    Args:
        line: Row of ``Actors.dyads``.
        months: Its months in the figure.
        last_year: Whether it is the figure of the last twelve months, or of those before.
    """
    host = name_in_a_sentence(line["country"])
    sentences = ["Sum of UCDP's best estimates by month, wherever the deaths occurred."]
    worst = months.sort("deaths", "month").tail(1)
    if worst.height and worst["deaths"][0] >= PEAK:
        rest = months["deaths"].sum() - worst["deaths"][0]
        sentences.append(
            message(
                "{deaths:,} of them in {month:%B %Y}; {rest:,} without it.",
                deaths=worst["deaths"][0],
                month=worst["month"][0],
                rest=rest,
            )
        )
    if line["elsewhere"]:
        codes = line["elsewhere"].split("; ")
        names = run_together(", ", (name_of(code) for code in codes[:_MOST_NAMED]))
        more = (
            message(" and {codes} more", codes=len(codes) - _MOST_NAMED)
            if len(codes) > _MOST_NAMED
            else ""
        )
        sentences.append(
            message(
                "It is also active in {names}{more}: not all deaths are in {host}.",
                names=names,
                more=more,
                host=host,
            )
        )
    deaths, bound = ("last_12", "at_most_12") if last_year else (
        "previous_12", "at_most_previous_12",
    )  # fmt: skip
    if line[bound] is not None and line[bound] < line[deaths]:
        sentences.append(
            message(
                "At most {line:,} of them can have died in {host}: it had no more of this type.",
                line=line[bound],
                host=host,
            )
        )
    if last_year and line["provisional"]:
        sentences.append(
            message("{provisional:,} of them are provisional.", provisional=line["provisional"])
        )
    if line["tied_by"] == "events":
        sentences.append(
            message(
                "Counted for {host} because UCDP has events of it there; its list of names "
                "does not.",
                host=host,
            )
        )
    if line["named_by"] == SEVERAL:
        sentences.append("No file says which of them it was: they were active in the same years.")
    if line["named_by"] == "active years":
        sentences.append(
            "The perpetrator is named by its years with 25 killed or more, since UCDP's number of "
            "it is in no list of names."
        )
    return run_together(" ", sentences)


def coverage(view: View, hosts: Sequence[str], provisional: Sequence[date]) -> tuple[str, ...]:
    """Whose count it is, as of when, and what it leaves out in these hosts.

    Args:
        view: What was known.
        hosts: ISO 3 codes.
        provisional: Months of the record that rest on candidate events.
    """
    sentences = [
        "UCDP's count, tabulated by TOCSIN: deaths in fighting between organised, named sides and "
        "in attacks on civilians, best estimates. Deaths whose perpetrator is not known are left "
        "out.",
        message(
            "Figures are those of {view}, later revisions included; an event counts in the "
            "month in which it begins.",
            view=_vintage(view, hosts),
        ),
        "A dyad is two sides that fight, or one that kills civilians. Its deaths are those in all "
        "countries, so they do not add up to the deaths in one.",
    ]
    if provisional:
        months = run_together(", ", (long_month(month) for month in provisional))
        sentences.append(message("Provisional, from candidate events: {months}.", months=months))
    for host, code in recorded_codes(view, hosts).items():
        sentences += [_LEFT_OUT[key] for key in (host, code) if key in _LEFT_OUT]
        if code != host:
            sentences.append(
                message("UCDP records {host} under {code}.", host=name_of(host), code=name_of(code))
            )
    return tuple(dict.fromkeys(sentences))


def _vintage(view: View, hosts: Sequence[str]) -> str:
    """Release of the figures: the hosts' months are of the same, where they come with them."""
    months = months_of(view, hosts)
    if months.is_empty() or PUBLICATION not in view.publications_of(TABLE):
        return "the newest release"
    return run_together(" and ", months["vintage"].unique().sort().to_list())
