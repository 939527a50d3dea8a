"""Which months of violence are provisional: a later release of their publisher may revise them."""

from __future__ import annotations

from datetime import date

from peaceops.edition import View

TABLE = "violence_provisional_months"


def provisional_months(view: View) -> tuple[date, ...]:
    """First days of the months whose deaths rest on UCDP's candidate events.

    Args:
        view: What was known on the date.

    Returns:
        In their order; none where the edition holds final releases alone.

    >>> from peaceops.edition import open_edition
    >>> len(provisional_months(open_edition().as_of(date(2023, 6, 16))))
    0
    """
    return tuple(sorted(view.table(TABLE)["month"].unique())) if view.has(TABLE) else ()
