"""Tables of the missions' money: spent and approved, and until when each part is paid."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.domain.bounds import DOLLARS
from peaceops.edition.tables._table import FIRST_DAY, LAST_DAY, Period, Row, Table

_DOLLARS = {"unit": "US dollars, current, gross"}


class Expenditure(Period):
    """Money of a mission over a financial period."""

    mission = dy.String(primary_key=True)
    start = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    end = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    kind = dy.Enum(("approved", "spent"), primary_key=True)
    funding = dy.String(primary_key=True)
    dollars = dy.Float64(
        nullable=False, min=-DOLLARS, max=DOLLARS, metadata={"unit": "US dollars, current"}
    )
    document = dy.String(nullable=True)


class Appropriations(Row):
    """What was proposed and approved for a mission and a financial year (1 July to 30 June).

    ``approved`` is the mission's own appropriation, its maintenance, and the figure that spending
    is compared with; ``inclusive`` adds its shares in the support account and in the bases that
    serve all missions, and is what Member States are assessed for.
    """

    mission = dy.String(primary_key=True)
    start = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    end = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    proposed = dy.Float64(nullable=True, min=0, max=DOLLARS, metadata=_DOLLARS)
    approved = dy.Float64(nullable=True, min=0, max=DOLLARS, metadata=_DOLLARS)
    inclusive = dy.Float64(nullable=True, min=0, max=DOLLARS, metadata=_DOLLARS)
    proposal = dy.String(
        nullable=True, metadata={"unit": "symbol of the Secretary-General's report"}
    )
    approval = dy.String(nullable=True, metadata={"unit": "symbols of the Assembly's documents"})


class Apportionments(Period):
    """A part of a mission's inclusive appropriation, and what it hangs on.

    ``conditional`` is true where the part may be assessed only after a further decision, which
    ``condition`` names in the words of the file.
    """

    mission = dy.String(primary_key=True)
    start = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    end = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    period = dy.Date(
        nullable=False,
        min=FIRST_DAY,
        max=LAST_DAY,
        metadata={"unit": "first day of the financial year"},
    )
    dollars = dy.Float64(nullable=False, min=0, max=DOLLARS, metadata=_DOLLARS)
    conditional = dy.Bool(nullable=False)
    condition = dy.String(nullable=False)
    document = dy.String(nullable=False, metadata={"unit": "symbol of the resolution"})


_MISSION = {"missions": ("mission",)}
_BUDGETS = (
    "add a table of the parts in which the Assembly apportions its budgets, as "
    "`peaceops data sources` lists it, and run "
    "`peaceops data build`"
)
_SET_BEFORE = (
    "The Assembly decides in the last days of June, and the day is not on record: the first day of "
    "the financial year is taken. A resolution of a later session was adopted within the year: its "
    "last day is taken."
)

TABLES = (
    Table(
        "expenditure",
        Expenditure,
        "Money approved or spent, by mission and financial period",
        pl.col("known_on"),
        "A budget is known when its period starts; spending, when the performance reports are "
        "out, assumed to be six months after the period ends.",
        "download DPO-PKBUDGET and DPO-PKEXP from the UN Peace and Security Data Hub and run "
        "`peaceops data build`",
        references=_MISSION,
    ),
    Table(
        "appropriations",
        Appropriations,
        "What was proposed and approved for a mission, by financial year",
        pl.col("known_on"),
        _SET_BEFORE + " What was proposed some months before is taken to be known then too.",
        _BUDGETS,
        references=_MISSION,
    ),
    Table(
        "apportionments",
        Apportionments,
        "Parts of a mission's appropriation, and what each hangs on",
        pl.col("known_on"),
        _SET_BEFORE,
        _BUDGETS,
        references=_MISSION,
    ),
)
