"""What the General Assembly approved for a mission, until when it is paid, and what it pays for.

A mission can run out of money before its mandate ends, and its mandate before its money. The two
dates stand side by side, and so do three strengths: what is authorised, what is deployed, and what
the approved money pays at what a uniformed person cost when spending was last on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.days import financial_year, long_day
from peaceops.domain.figures import Evidence, Figure, Gap, figures_in, unique_figures
from peaceops.domain.messages import message, run_together
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.mission._appropriation_gaps import appropriation_gaps
from peaceops.mission.budget import CostBasis, cost_basis, spent_per_head, years_of
from peaceops.mission.strength import Strength, strength

_PARTS = {
    "start": pl.Date, "end": pl.Date, "dollars": pl.Float64, "conditional": pl.Boolean,
    "condition": pl.String, "document": pl.String,
}  # fmt: skip
_OF_THE_COUNCIL = "security council"
_DOLLARS = "US dollars"


@dataclass(frozen=True)
class Appropriation:
    """Money that the Assembly approved for a mission, as known on a date.

    Attributes:
        mission: Its acronym.
        as_of: The date.
        start: First day of the financial year of the latest approval; ``None`` without one.
        end: Its last day.
        approved: What was approved for the mission itself, its maintenance.
        inclusive: That with the mission's shares in the support account and in common bases.
        proposed: What the Secretary-General had proposed.
        before: What was approved for the year before.
        paid_until: Last day of what may be assessed without a further decision.
        conditional: What hangs on one.
        parts: Parts of the inclusive appropriation: ``start, end, dollars, conditional, condition,
            document``.
        mandate_ends: Last day of the mandate, the mandate's own figure.
        cost_per_head: What a uniformed person cost a year, from the mission's own spending.
        authorised: Authorised uniformed strength.
        deployed: Uniformed strength, the newest figure.
        affordable: Uniformed strength that the approved money pays at that cost a head.
        gaps: What is not known.
    """

    mission: str
    as_of: date
    start: date | None
    end: date | None
    approved: Figure | None
    inclusive: Figure | None
    proposed: Figure | None
    before: Figure | None
    paid_until: Figure | None
    conditional: Figure | None
    parts: pl.DataFrame
    mandate_ends: Figure | None
    cost_per_head: Figure | None
    authorised: Figure | None
    deployed: Figure | None
    affordable: Figure | None
    gaps: tuple[Gap, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Each figure of the answer once, in the order of its fields."""
        return tuple(unique_figures(figures_in(self)))


def appropriation(
    view: View,
    mission: Mission,
    current: Strength | None = None,
    cost: CostBasis | None = None,
) -> Appropriation:
    """What the Assembly approved for a mission, until when it is paid, and what it pays for.

    Args:
        view: What was known.
        mission: The mission as known on the view's date.
        current: Its strength, if it was gathered already.
        cost: What its cost is counted from, likewise.

    Returns:
        The answer; figures that are not on record are ``None`` and named among its gaps.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2024, 7, 1))
    >>> answer = appropriation(view, view.mission("UNDOF"))
    >>> answer.paid_until is None, round(answer.cost_per_head.value, -3)
    (True, 63000.0)
    """
    if current is None:
        ceiling = mission.mandate.ceiling
        current = strength(view, mission.acronym, ceiling=(ceiling.military, ceiling.police))
    cost = cost_basis(view, mission, current) if cost is None else cost
    years = _years(view, mission.acronym)
    start, end = years.select("start", "end").row(-1) if years.height else (None, None)
    year = _decided(view, mission.acronym, start)
    parts = _parts(view, mission.acronym, start)
    approved = _approved(mission, years, start, "")
    before = _approved(mission, years, _year_before(years), "_before")
    per_head = cost.per_head if cost.basis == "spent" else None
    if per_head is None and cost.follows_strength:
        per_head = spent_per_head(view, mission.acronym, current)
    affordable = _affordable(mission, approved, per_head, start, end)
    paid_until = _paid_until(mission, parts)
    return Appropriation(
        mission=mission.acronym,
        as_of=view.as_of,
        start=start,
        end=end,
        approved=approved,
        inclusive=_amount(mission, year, "inclusive"),
        proposed=_amount(mission, year, "proposed"),
        before=before,
        paid_until=paid_until,
        conditional=_conditional(mission, parts, paid_until),
        parts=parts.select(*_PARTS),
        mandate_ends=mission.mandate.figure("ends"),
        cost_per_head=per_head,
        authorised=_authorised(mission),
        deployed=current.in_use,
        affordable=affordable,
        gaps=appropriation_gaps(view, mission, end, paid_until, approved, per_head, cost),
    )


def _years(view: View, mission: str) -> pl.DataFrame:
    """What was approved by financial year, the latest last: the rows that costs are counted from.

    Of two periods that end on one day the longer is the year, and the other a part of it.
    """
    schema = {"start": pl.Date, "end": pl.Date, "dollars": pl.Float64, "document": pl.String}
    if not view.has("expenditure"):
        return pl.DataFrame(schema=schema)
    rows = view.table("expenditure").filter(
        pl.col("mission") == mission, pl.col("kind") == "approved"
    )
    return rows.sort("end", "start").unique("end", keep="first", maintain_order=True)


def _year_before(years: pl.DataFrame) -> date | None:
    """First day of the year that ends the day before the latest begins."""
    if years.is_empty():
        return None
    earlier = years.filter(pl.col("end").dt.offset_by("1d") == years["start"][-1])
    return earlier["start"][-1] if earlier.height else None


def _decided(view: View, mission: str, start: date | None) -> pl.DataFrame:
    """What was proposed and decided for the year from ``start``: one row, or none."""
    if start is None or not view.has("appropriations"):
        return pl.DataFrame()
    rows = view.table("appropriations")
    return rows.filter(pl.col("mission") == mission, pl.col("start") == start)


def _parts(view: View, mission: str, start: date | None) -> pl.DataFrame:
    """Parts of the appropriation of the year from ``start``, the first part first."""
    if start is None or not view.has("apportionments"):
        return pl.DataFrame(schema={**_PARTS, "source": pl.String, "row": pl.Int64})
    rows = view.table("apportionments").filter(
        pl.col("mission") == mission, pl.col("period") == start
    )
    return rows.sort("start")


def _approved(
    mission: Mission, years: pl.DataFrame, start: date | None, suffix: str
) -> Figure | None:
    rows = years.filter(pl.col("start") == start) if start is not None else years.clear()
    if rows.is_empty():
        return None
    end, document = rows["end"][0], rows["document"][0]
    return Figure(
        key=f"mission.appropriation{suffix}",
        label=message(
            "Approved for {acronym}, {start}",
            acronym=mission.acronym,
            start=financial_year(rows["start"][0], end),
        ),
        value=float(rows["dollars"][0]),
        unit=_DOLLARS,
        method="The mission's own appropriation (maintenance), gross"
        + (message(", from {document}.", document=document) if document else "."),
        evidence=(Evidence.of("expenditure", f"{mission.acronym}, {start} to {end}", rows),),
    )


_AMOUNTS = {
    "inclusive": (
        "Appropriated for {acronym} with its shares in the support account and in common bases",
        "What Member States are assessed for, gross, by {document}.",
        "approval",
    ),
    "proposed": (
        "Proposed for {acronym} by the Secretary-General",
        "The mission's maintenance, gross, as proposed in {document}.",
        "proposal",
    ),
}


def _amount(mission: Mission, year: pl.DataFrame, name: str) -> Figure | None:
    label, method, document = _AMOUNTS[name]
    if year.is_empty() or year[name][0] is None:
        return None
    start, end = year["start"][0], year["end"][0]
    selection = message(
        "{acronym}, {start} to {end}", acronym=mission.acronym, start=start, end=end
    )
    return Figure(
        key=f"mission.appropriation_{name}",
        label=message(
            "{acronym}, {start}",
            acronym=message(label, acronym=mission.acronym),
            start=financial_year(start, end),
        ),
        value=float(year[name][0]),
        unit=_DOLLARS,
        method=message(method, document=year[document][0] or "the file"),
        evidence=(Evidence.of("appropriations", selection, year),),
    )


def _paid_until(mission: Mission, parts: pl.DataFrame) -> Figure | None:
    """Last day of the parts that follow one another and hang on nothing more.

    A part that hangs on an extension by the Council is paid as far as the mandate on record goes.
    """
    last: date | None = None
    why: list[str] = []
    used = 0
    for part in parts.iter_rows(named=True):
        if last is not None and (part["start"] - last).days > 1:
            break
        if part["conditional"]:
            until = _extended(mission, part["condition"], part["start"], part["end"])
            if until is None:
                break
            last = until
            why.append(
                message(
                    "as far as {resolution} extends the mandate",
                    resolution=mission.mandate.resolution,
                )
            )
        else:
            last = part["end"]
            why.append(
                message(
                    "{condition} ({document})",
                    condition=part["condition"],
                    document=part["document"],
                )
            )
        used += 1
        if last < part["end"]:
            break
    if last is None:
        return None
    return Figure(
        key="mission.paid_until",
        label=message("{acronym} is paid until", acronym=mission.acronym),
        value=last.isoformat(),
        unit="date",
        method=message(
            "Last day of the parts of the appropriation that may be assessed without a "
            "further decision: {why}.",
            why=run_together("; ", why),
        ),
        evidence=(
            Evidence.of("apportionments", f"{mission.acronym}, parts to {last}", parts[:used]),
        ),
    )


def _extended(mission: Mission, condition: str, start: date, end: date) -> date | None:
    """Until when the mandate on record makes a conditional part payable; ``None`` if not at all."""
    mandate = mission.mandate
    if _OF_THE_COUNCIL not in condition.casefold():
        return None
    if mandate.status == "open-ended":
        return end
    if mandate.status != "in force" or mandate.ends is None or mandate.ends < start:
        return None
    return min(mandate.ends, end)


def _conditional(mission: Mission, parts: pl.DataFrame, paid_until: Figure | None) -> Figure | None:
    """What still hangs on a decision: conditional parts that are not paid to their end."""
    hanging = parts.filter("conditional")
    if paid_until is not None:
        paid = date.fromisoformat(str(paid_until.value))
        hanging = hanging.filter(pl.col("end") > paid)
    if hanging.is_empty():
        return None
    first, last = hanging["start"][0], hanging["end"][-1]
    conditions = run_together("; ", hanging["condition"].unique(maintain_order=True))
    return Figure(
        key="mission.appropriation_conditional",
        label=message(
            "Of it on a condition ({conditions}), {first} to {last}",
            conditions=conditions,
            first=long_day(first),
            last=long_day(last),
        ),
        value=float(hanging["dollars"].sum()),
        unit=_DOLLARS,
        method=message(
            "The parts of the inclusive appropriation that carry a condition, by {sort}.",
            sort=run_together(", ", hanging["document"].unique().sort()),
        ),
        evidence=(Evidence.of("apportionments", f"{mission.acronym}, conditional", hanging),),
    )


def _authorised(mission: Mission) -> Figure | None:
    figures = [mission.mandate.figure(f"ceiling_{part}") for part in ("military", "police")]
    stated = [figure for figure in figures if figure is not None]
    if not stated:
        return None
    words = run_together(
        " and ",
        (
            message("{value:,} {split}", value=figure.value, split=figure.label.split()[1])
            for figure in stated
        ),
    )
    return Figure(
        key="mission.authorised",
        label=message("Authorised uniformed strength of {acronym}", acronym=mission.acronym),
        value=sum(int(figure.value or 0) for figure in stated),
        unit="persons",
        method=message("Ceilings of the mandate: {words}.", words=words),
        evidence=tuple(dict.fromkeys(row for figure in stated for row in figure.evidence)),
    )


def _affordable(
    mission: Mission,
    approved: Figure | None,
    per_head: Figure | None,
    start: date | None,
    end: date | None,
) -> Figure | None:
    if approved is None or per_head is None or start is None or end is None:
        return None
    dollars, cost = approved.value, per_head.value
    if not isinstance(dollars, float) or not isinstance(cost, float) or cost <= 0:
        return None
    decided = mission.mandate.decided_end
    within = decided is not None and start <= decided <= end
    leaving = " The year's money pays for the withdrawal too." if within else ""
    return Figure(
        key="mission.affordable",
        label=message(
            "Uniformed strength that the money approved for {acronym} pays", acronym=mission.acronym
        ),
        value=round(dollars / years_of(start, end) / cost),
        unit="persons",
        method=message(
            "{label} ({dollars:,.1f} million US dollars) over {cost:,.0f} US dollars a "
            "head and year: {lower}. Prices, the mix of personnel and money that is "
            "approved and not paid in are left out.{leaving}",
            label=approved.label,
            dollars=dollars / 1000000.0,
            cost=cost,
            lower=per_head.label.lower(),
            leaving=leaving,
        ),
        evidence=(*approved.evidence, *per_head.evidence),
        assumption=per_head.assumption,
    )
